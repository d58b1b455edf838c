"""Build certeval twice, in two folders, and compare: `python release/build.py [DIR]` puts wheel and sdist in DIR.

The first build is of this folder; the second is of the first's sdist, elsewhere, in another time zone and locale. The
same bytes come out, or what differs is said, status 1. So the sdist builds the wheel; where git knows the files of the
repository, it holds all of them. The hour that archives bear is SOURCE_DATE_EPOCH, else one that never
changes. The same bytes are those of the same zlib and hatchling: another compresses or writes otherwise.
"""

import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
ADDED = {"PKG-INFO"}
"""What hatchling writes beside the files of the repository."""
OTHERWISE = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "1"}


def built(source: Path, into: Path, more: dict[str, str]) -> dict[str, bytes]:
    """The archives made of a folder, by name."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-t", "wheel", "-d", str(into)]
    subprocess.run(command, cwd=source, env={**os.environ, **more}, stdout=subprocess.DEVNULL, check=True)
    return {each.name: each.read_bytes() for each in sorted(into.iterdir())}


def differing(first: dict[str, bytes], second: dict[str, bytes]) -> Iterator[str]:
    """The archives that are not twice the same."""
    yield from (name for name in sorted({*first, *second}) if first.get(name) != second.get(name))


def missing(names: set[str]) -> list[str]:
    """The files that git knows and the sdist lacks, and those that it has beside; none where there is no git."""
    if not (ROOT / ".git").exists():
        return []
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    known = {each for each in listed.split("\0") if each}
    return sorted(known ^ (names - ADDED))


def main(directory: str | None) -> int:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        first = built(ROOT, work / "first", {})
        (archive,) = (name for name in first if name.endswith(".tar.gz"))
        with tarfile.open(work / "first" / archive) as opened:
            if hasattr(tarfile, "data_filter"):  # from 3.11.4 on; our own archive needs none before
                opened.extraction_filter = tarfile.data_filter
            opened.extractall(work)  # noqa: S202 -- our own, built a line above
            names = {each.name.partition("/")[2] for each in opened.getmembers() if each.isfile()}
        second = built(work / archive.removesuffix(".tar.gz"), work / "again", OTHERWISE)
    for name, data in first.items():
        print(f"{hashlib.sha256(data).hexdigest()}  {name}")
    told = [f"{each}: not the same bytes twice" for each in differing(first, second)]
    told += [f"{each}: in the sdist or in git, not in both" for each in missing(names)]
    if told:
        print(*told, sep="\n", file=sys.stderr)
        return 1
    if directory:
        Path(directory).mkdir(exist_ok=True)
        for name, data in first.items():
            Path(directory, name).write_bytes(data)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if sys.argv[1:] else None))
