"""What printing relevés costs beside typst alone, as a ratio measured in one run.

    python benchmarks/documents.py [RELEVES]

The very same relevés, byte for byte, by the same template from the same data: `certeval documents`, a whole process
that reads the sheet, decides, prints, checks each mention in each PDF and writes the files; and a bare loop over one
`typst.Compiler`, its PDF kept in memory. Both at once, so that they meet the same machine, whatever else it does. The
bar is on seconds of processor; those of the clock are said too. The memory is that of the largest process of certeval.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from certeval import __version__
from certeval.cli import inputs, session
from certeval.cli.sheets import ReadingOptions
from certeval.documents import print_run, templates
from certeval.documents.dossier import BY_WORD, Candidature, Dossier, pieces
from certeval.documents.typst import INPUT, STANDARDS, Printer
from certeval.text.digests import sha256_in

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
    """The loop alone: its seconds and the digest of all that it prints, on stdout."""
    read = session.read(ReadingOptions([file]))
    listed = tuple(
        Candidature(each.code, each.place, read.of(each.code).candidate(each.code, read.state(each.code)))
        for each in read.candidates
    )
    genre = BY_WORD["releves"]
    dossier = Dossier(read.referentiel, listed, inputs.today(), __version__)
    at = datetime.combine(dossier.day, datetime.min.time(), UTC)
    template = templates.shipped_template(genre.name)
    tasks, _ = print_run.tasks(dossier, list(pieces(dossier, genre)), {genre.name: template})
    data = [{INPUT: task.words} for task in tasks]
    compiler = Printer(template.file, template.root)._compiler  # noqa: SLF001 -- typst's own
    clock, processor = time.monotonic(), time.process_time()
    made = [
        compiler.compile(sys_inputs=each, format="pdf", pdf_standards=list(STANDARDS), timestamp=at)
        for each in data
    ]
    clock, processor = time.monotonic() - clock, time.process_time() - processor
    digest = sha256_in(each for each in made if isinstance(each, bytes))
    print(json.dumps({"processor": processor, "clock": clock, "digest": digest}))


def main(count: int) -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file, output = folder / "notes.csv", folder / "sortie"
        sheet(file, count)
        clock = time.monotonic()
        loop = subprocess.Popen(
            [sys.executable, __file__, BARE, str(file)], stdout=subprocess.PIPE, text=True
        )
        whole = subprocess.Popen(
            [sys.executable, "-m", "certeval", "documents", str(file), "--output", str(output), "-q"]
        )
        _pid, status, used = os.wait4(whole.pid, 0)
        clock = time.monotonic() - clock
        alone = json.loads(loop.communicate()[0])
        made = sha256_in(each.read_bytes() for each in sorted(output.rglob("*.pdf")))
    if status or made != alone["digest"]:
        sys.exit("they do not print the same bytes")
    processor, most = used.ru_utime + used.ru_stime, used.ru_maxrss / MIB_OF_KIB
    ratio = processor / alone["processor"]
    print(
        f"{count} relevés: {processor:.1f} s of processor, typst alone {alone['processor']:.1f} s", end=": "
    )
    print(f"ratio {ratio:.2f}, at most {MOST}; {most:.0f} MiB, at most {MOST_MIB}")
    print(
        f"by the clock {clock:.1f} s, typst alone {alone['clock']:.1f} s: ratio {clock / alone['clock']:.2f}"
    )
    return 0 if ratio <= MOST and most <= MOST_MIB else 1


if __name__ == "__main__":
    if sys.argv[1:2] == [BARE]:
        bare(Path(sys.argv[2]))
    else:
        sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else RELEVES))
