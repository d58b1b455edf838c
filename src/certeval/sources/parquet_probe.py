"""Whether polars can read a Parquet file to its end, tried in a process of its own.

A spoilt file may end the process that reads it, fill its memory or never come to an end: a byte of a page's heading
says how much to set aside. Run as `python -P -m certeval.sources.parquet_probe [FILE]`, this module reads a file, or
the standard input, and ends with status 0 where every page could be read.
"""

import subprocess
import sys
from pathlib import Path

from certeval.sources.bounds import bound_resources, bound_time

MEMORY = 4 << 30
"""Bytes of addresses set aside, at most, besides those that the file's own size is reason for."""
FACTOR = 64
"""How many times its own size a file may take: what is read of it is dropped at once."""
SECONDS = 20
"""Seconds of the processor, besides one for each MiB."""
SHARE = 15
"""How many times as many may pass: a sound file is not damaged where the machine does much else."""


def is_readable(source: Path | bytes) -> bool:
    """Whether the whole of a Parquet file can be read. Raises ModuleNotFoundError without polars, OSError where the
    file can't be opened.
    """
    import polars  # noqa: F401, ICN001 -- to say that it is missing, which is no fault of the file

    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    command = [sys.executable, "-P", "-m", __name__, str(size)]
    try:
        process = subprocess.run(  # noqa: S603 -- this interpreter, on this module
            [*command, *([] if isinstance(source, bytes) else [str(source)])],
            input=source if isinstance(source, bytes) else b"",
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SHARE * _seconds(size),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return process.returncode == 0


def _seconds(size: int) -> int:
    return SECONDS + (size >> 20)


def _probe(size: int, source: Path | bytes) -> None:
    bound_resources(MEMORY + FACTOR * size)
    bound_time(_seconds(size))
    import polars as pl

    scan = pl.scan_parquet(source) if isinstance(source, bytes) else pl.scan_parquet(source, glob=False)
    for batch in scan.collect_batches():
        del batch


if __name__ == "__main__":
    _probe(int(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else sys.stdin.buffer.read())  # noqa: PLR2004 -- a file
