"""What printing relevés costs beside typst alone, as a ratio measured in one run.

    python benchmarks/documents.py [RELEVES]

The very same relevés, by the same template from the same data: `certeval documents`, a whole process that reads the
sheet, decides, prints, checks each mention in each PDF and writes the files; and a bare loop over one `typst.Compiler`,
its PDF kept in memory. Processor seconds of both, and the most memory that certeval held.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from certeval.cli import session
from certeval.cli.sheets import Reading
from certeval.documents import printing, templates
from certeval.documents.dossier import Candidature, Dossier, pieces
from certeval.documents.genres import BY_WORD
from certeval.documents.typst import INPUT, STANDARDS, Printer

RELEVES = 500
MOST, MOST_MIB = 1.3, 150
EXAMPLE = Path(__file__).parents[1] / "examples" / "scores.csv"
BARE = "--bare"
MIB_OF_KIB = 1024


def sheet(file: Path, count: int) -> None:
    """Candidates of the shipped référentiel, no two alike."""
    heading, *_ = EXAMPLE.read_text(encoding="utf-8").splitlines()
    codes = heading.split(";")[1:]
    draw = random.Random(1)  # noqa: S311 -- the same sheet each time
    rows = [";".join([f"C{i:05}", *(draw.choice("01") for _ in codes)]) for i in range(count)]
    file.write_text("\n".join([f"candidat;{';'.join(codes)}", *rows]) + "\n", encoding="utf-8")


def bare(file: Path) -> None:
    """The loop alone: processor seconds, on stdout."""
    read = session.read(Reading([file]))
    listed = tuple(
        Candidature(each.code, each.place, read.of(each.code).candidate(each.code, read.state(each.code)))
        for each in read.candidates
    )
    genre = BY_WORD["releves"]
    from certeval.cli import inputs

    dossier = Dossier(read.referentiel, listed, inputs.today(), "0.1.0")
    template = templates.shipped(genre.name)
    tasks, _ = printing.tasks(dossier, list(pieces(dossier, genre)), {genre.name: template})
    data = [{INPUT: task.words} for task in tasks]
    compiler = Printer(template.file, template.root)._compiler  # noqa: SLF001 -- typst's own
    began = time.process_time()
    made = [
        compiler.compile(sys_inputs=each, format="pdf", pdf_standards=list(STANDARDS), timestamp=0)
        for each in data
    ]
    print(json.dumps({"seconds": time.process_time() - began, "documents": len(made)}))


def used() -> float:
    """Processor seconds of the processes that ended so far."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def main(count: int) -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "notes.csv"
        sheet(file, count)
        before = used()
        began = time.monotonic()
        command = [
            sys.executable,
            "-m",
            "certeval",
            "documents",
            str(file),
            "--output",
            str(folder / "sortie"),
            "-q",
        ]
        subprocess.run(command, check=True)
        whole, elapsed = used() - before, time.monotonic() - began
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MIB_OF_KIB
        alone = subprocess.run(
            [sys.executable, __file__, BARE, str(file)], check=True, capture_output=True, text=True
        )
    loop = json.loads(alone.stdout)["seconds"]
    ratio = whole / loop
    print(f"{count} relevés: {whole:.1f} s of processor ({elapsed:.1f} s elapsed), typst alone {loop:.1f} s")
    print(f"ratio {ratio:.2f}, at most {MOST}; {most:.0f} MiB, at most {MOST_MIB}")
    return 0 if ratio <= MOST and most <= MOST_MIB else 1


if __name__ == "__main__":
    if sys.argv[1:2] == [BARE]:
        bare(Path(sys.argv[2]))
    else:
        sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else RELEVES))
