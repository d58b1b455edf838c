"""Make the locks and the bill of materials of this folder again: `python release/lock.py [--upgrade]`.

It asks the package index that pip and uv are set up with, and writes no address: versions and hashes alone. Versions
that stand in a lock stay, unless `--upgrade`. It takes uv, and a pip that reads SPDX expressions (25 or later).
"""

import subprocess
import sys

import bill
from locked import HERE, LOCKS

OPTIONS = "--python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-header --quiet"


def lock(file: str, *more: str) -> None:
    """For Python 3.11 and later, on every system."""
    extras = [word for each in LOCKS[file] for word in ("--extra", each)]
    command = ["uv", "pip", "compile", "pyproject.toml", *extras, *OPTIONS.split(), *more]
    subprocess.run([*command, "--output-file", f"release/{file}"], cwd=HERE.parent, check=True)


def main(options: list[str]) -> None:
    lock("all.lock.txt", *options)
    lock("dev.lock.txt", "--constraints", "release/all.lock.txt", *options)
    (HERE / bill.FILE).write_text(bill.text(bill.asked()), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
