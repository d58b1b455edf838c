"""Which files are meant, and when polars reads them rather than plain Python."""

import os
from collections.abc import Sequence
from pathlib import Path

from certeval.sources.packed import PARQUET

PACKED = (".gz", ".zst")
PARTS = (".parquet", ".csv", ".tsv", ".txt", *PACKED)
LONG = 1 << 25
"""Bytes from which a long sheet, of which plain Python keeps every row, is worth polars."""
SHARE = 4
"""Of this machine's memory, one part in so many is what plain Python may fill with the bytes of sheets."""


def expanded(path: Path) -> list[Path]:
    """The files that a path means, in the order of their names: itself, a folder's parts, or what a pattern matches."""
    if path.is_dir():
        return sorted(each for each in path.iterdir() if each.suffix.lower() in PARTS and each.is_file())
    if not path.exists() and any(sign in path.name for sign in "*?["):
        return sorted(each for each in path.parent.glob(path.name) if each.is_file())
    return [path]


def wanted(paths: Sequence[Path], layout: str, engine: str = "auto", memory: int | None = None) -> bool:
    """Whether polars reads these sheets. `engine` is `polars`, `python` or `auto`, `layout` what the headings say.

    By itself it does for Parquet, for long sheets of 32 MiB or more, and for files that are more than a quarter of
    `memory` together (bytes; by default this machine's).
    """
    if engine != "auto":
        return engine == "polars"
    sizes = [path.stat().st_size for path in paths]
    if any(_is_parquet(path) for path in paths):
        return True
    if layout == "long" and sum(sizes) >= LONG:
        return True
    return sum(sizes) > (memory or _memory()) // SHARE


def _is_parquet(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(4) == PARQUET


def _memory() -> int:
    """The bytes of memory of this machine; four gibibytes where it doesn't say."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 1 << 32
