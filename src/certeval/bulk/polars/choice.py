"""When polars reads sheets rather than plain Python, and how it is to keep memory."""

import os
from collections.abc import Sequence
from pathlib import Path

from certeval.bulk.csv_blocks import Extraordinary
from certeval.bulk.wide_csv import head_of
from certeval.sources.compression import PARQUET

LARGE = 1 << 25
"""Bytes from which text is worth the start of polars."""
THRIFTY = "narenas:{cores},dirty_decay_ms:1000,muzzy_decay_ms:0"
"""How polars' allocator (jemalloc) keeps memory that is free: an arena a core, not four, and for a second, not ten.
Kept for less, it is asked for again at each batch.
"""


def suits_polars(paths: Sequence[Path], form: str, jobs: int | None = None) -> bool:
    """Whether polars reads these sheets where nobody says what does: Parquet, what is written as Parquet, text of 32
    MiB or more; not a wide sheet for which a number of processes of plain Python is asked.
    """
    if not paths or not all(path.is_file() for path in paths):
        return False
    if form == "parquet" or any(map(_is_parquet, paths)):
        return True
    if sum(path.stat().st_size for path in paths) < LARGE:
        return False
    return jobs is None or _is_long(paths[0])


def be_thrifty(cores: int) -> None:
    """Say how memory is kept; read as polars is loaded."""
    os.environ.setdefault("_RJEM_MALLOC_CONF", THRIFTY.format(cores=cores))


def _is_parquet(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(4) == PARQUET


def _is_long(path: Path) -> bool:
    try:
        return head_of(path, str(path))[1].layout == "long"
    except Extraordinary:
        return False
