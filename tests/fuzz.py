"""Files of a session spoilt at random, and the commands that read them: `python tests/fuzz.py --seconds 60 --seed 1`.

The files are those that the day of `docs/journee.md` leaves. Whatever is done to one, a command says what is wrong or
does its work: an exception is a fault, and so is a status that no command has, or more than some seconds. The folder of
each fault is kept where it is said.
"""

import argparse
import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[1]
STATUSES = {0, 1, 2, 3}
LONGEST = 10.0
"""Processor seconds of one command."""
VALIDATE = ("validate", "--session", "P1-2026")
ACCROCHAGE = tuple(
    "accrochage --candidats candidats.csv --emetteur emetteur.yaml --output flux.xml --force".split()  # noqa: SIM905
)
READERS: dict[str, tuple[tuple[str, ...], ...]] = {
    "sessions/P1-2026.yaml": (
        VALIDATE,
        ("check",),
        ("deliberer", "P1-2026"),
        ("oraux", "P1-2026", "--partie", "E1-oral"),
        ("tirage", "P1-2026", "--partie", "E1-ecrit"),
        ("registre", "enregistrer", "P1-2026"),
        ("report", "--session", "P1-2026", "--output", "rapport.html", "--force"),
        ("verify", "P1-2026.json"),
    ),
    "candidats.csv": (VALIDATE, ACCROCHAGE, ("accrochage", "P1-2026", *ACCROCHAGE[1:], "--again")),
    "emetteur.yaml": (ACCROCHAGE,),
    "accuse-1.xml": (("accuse", "accuse-1.xml"), ("accuse", "accuse-1.xml", "--replace")),
    "notes/J2.json": (VALIDATE,),
    "P1-2026.json": (("verify", "P1-2026.json"), ("registre", "verifier")),
    "registre.db": (
        ("registre", "verifier"),
        ("registre", "acquis", "V05"),
        ("accrochage", "--due"),
        ("registre", "exporter"),
        ("registre", "enregistrer", "P1-2026"),
    ),
    "registre.json": (("registre", "importer", "registre.json", "--registre", "autre.db"),),
    "mots.yaml": (("validate", "tableau.csv", "--correspondance", "mots.yaml", "--session", "P1-2026"),),
    "tableau.csv": (("validate", "tableau.csv", "--correspondance", "mots.yaml", "--session", "P1-2026"),),
}
"""By file, the commands that read it."""
WORDS = r"""
null ~ [] {} [[[[[[ {{ 0 -1 1e999 .nan 0x1F 1_000 2026-02-30 0000-00-00 9999-12-31 25:61 -0:00 1/0 1/3 oui non
*a !!python/object:os.system << | > --- ... =A1 #N/A <a> </rapport> <![CDATA[ ]]> &amp; &x; &#0; ' " ; ,
../../etc/passwd / C:\x https:// V01 BC1 certification E1-oral J1 P1-2026 @ \
"""
HOSTILE = (
    *WORDS.split(),
    *(
        "",
        "- -",
        "9" * 400,
        "12 h 75",
        "24 h",
        "50 %",
        "&a [*a]",
        "!!binary x",
        "? ",
        "%YAML 9",
        "\t",
        "a" * 5000,
    ),
    *("\x00", "\u2028", "\ufeff", "\u202e", "\U0001f600", "e\u0301", "\x85", "é" * 300),
    "<!DOCTYPE a [<!ENTITY x 'y'>]>",
)
TOKEN = re.compile(rb"[^\s,;:\[\]{}<>\"=]+")
Spoiling = Callable[[bytes, Random], bytes]


def _line(data: bytes, draw: Random) -> bytes:
    """A line lost, doubled, or put elsewhere, or its indentation changed."""
    lines = data.splitlines(keepends=True) or [b""]
    at, other = draw.randrange(len(lines)), draw.randrange(len(lines))
    line = lines[at]
    match draw.randrange(4):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, line)
        case 2:
            lines[at] = lines[other]
        case _:
            lines[at] = b" " * draw.randrange(5) + line.lstrip(b" ")
    return b"".join(lines)


def _token(data: bytes, draw: Random) -> bytes:
    """A word replaced by a hostile one, by another of the file, by nothing."""
    words = list(TOKEN.finditer(data))
    if not words:
        return data
    place = draw.choice(words)
    put = draw.choice(words)[0] if draw.random() < 1 / 3 else draw.choice(HOSTILE).encode()
    return data[: place.start()] + put + data[place.end() :]


def _sign(data: bytes, draw: Random) -> bytes:
    """Some bytes put in, taken out or changed."""
    at, size = draw.randrange(len(data) + 1), draw.choice((0, 1, 1, 4))
    put = draw.choice((b"", draw.randbytes(1), draw.randbytes(4), draw.choice(HOSTILE).encode()))
    return data[:at] + put + data[at + size :]


def _end(data: bytes, draw: Random) -> bytes:
    """A file cut short, as by a full disk."""
    return data[: draw.randrange(len(data) + 1)]


SPOILINGS: tuple[Spoiling, ...] = (_line, _token, _token, _token, _token, _sign, _sign, _end)


def spoilt(data: bytes, draw: Random) -> bytes:
    """A file with one to three faults."""
    for _ in range(draw.choice((1, 1, 1, 2, 3))):
        data = draw.choice(SPOILINGS)(data, draw)
    return data


def office(folder: Path) -> Path:
    """A folder as the day of an office leaves it."""
    test = ROOT / "tests" / "test_journee.py"
    day = "test_the_day_of_an_office_goes_as_its_page_says"
    options = ("-q", "-p", "no:cacheprovider", "--basetemp", folder)
    subprocess.run([sys.executable, "-m", "pytest", *options, f"{test}::{day}"], check=True, cwd=ROOT)
    (made,) = (each for each in folder.iterdir() if (each / "registre.db").exists() and not each.is_symlink())
    (made / "tableau.csv").write_bytes((ROOT / "tests/cas/tableaux/pronote.csv").read_bytes())
    (made / "mots.yaml").write_bytes((ROOT / "src/certeval/scores/correspondances/pronote.yaml").read_bytes())
    return made


def faults(folder: Path, draw: Random, ends: float, wanted: list[str]) -> Iterator[tuple[str, str]]:
    """Until it ends, each file in turn: of a command that failed, the file and the last line of what it said."""
    os.chdir(folder)
    os.environ |= {"CERTEVAL_LANG": "fr", "CERTEVAL_REGISTRE": "registre.db", "CERTEVAL_AUTEUR": "bureau"}
    _run(("registre", "exporter", "--output", "registre.json"))
    sound = {name: Path(name).read_bytes() for name in READERS}
    while time.monotonic() < ends:
        for name in wanted:
            Path(name).write_bytes(spoilt(sound[name], draw))
            for command in READERS[name]:
                yield name, _run(command)
                if "--registre" in command:
                    Path("autre.db").unlink(missing_ok=True)
            for each, data in sound.items():
                Path(each).write_bytes(data)


def _run(command: tuple[str, ...]) -> str:
    """What is wrong with a command that ran here; nothing, where it said itself what it had to say."""
    from certeval.cli.app import run

    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    began = time.process_time()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            status = run(list(command))
    except Exception:  # noqa: BLE001 -- any is a fault
        return f"{' '.join(command)}: {''.join(traceback.format_exc().splitlines(keepends=True)[-5:])}"
    spent = time.process_time() - began
    if status not in STATUSES:
        return f"{' '.join(command)}: status {status}"
    return f"{' '.join(command)}: {spent:.0f} s" if spent > LONGEST else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="*", help="the files to spoil; all by default")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="certeval-fuzz-"))
    made = office(folder / "office")
    tried: Counter[str] = Counter()
    said: set[str] = set()
    wanted = asked.file or list(READERS)
    for name, wrong in faults(made, Random(asked.seed), time.monotonic() + asked.seconds, wanted):  # noqa: S311
        tried[name] += 1
        if wrong and (last := wrong.splitlines()[-1]) not in said:
            said.add(last)
            kept = folder / f"fault-{len(said)}"
            shutil.copytree(made, kept)
            print(f"{name} in {kept}: {wrong}", flush=True)
    print(f"seed {asked.seed}, {asked.seconds:.0f} s:", dict(tried), f"{len(said)} faults")
    if not said:
        shutil.rmtree(folder)
    sys.exit(bool(said))


if __name__ == "__main__":
    main()
