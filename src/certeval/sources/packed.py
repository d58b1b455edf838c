"""Files packed by gzip or Zstandard, told by their first bytes whatever their names say."""

import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path

from certeval.messages import N_

GZIP = b"\x1f\x8b"
ZSTD = b"\x28\xb5\x2f\xfd"
PACKED = (GZIP, ZSTD)
PARQUET = b"PAR1"
"""What a Parquet file begins with: its columns are packed each in its own way."""
DAMAGED = N_("this file is cut short or damaged")
TOO_MUCH = N_("this file holds far more than a sheet packed into so few bytes")
AT_ONCE = 1 << 22
MOST_TIMES = 200
"""What a file may hold for each of its own bytes: no two rows of a sheet are the same, and thirty is rare."""
UNCOUNTED = 1 << 28
"""What a file may hold whatever its size."""


def unpacked(data: bytes, file: str) -> bytes:
    """What packed bytes hold. Raises OSError where they are cut short, ModuleNotFoundError without polars for zst."""
    if not data.startswith(GZIP):
        return _lines(data, file)
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as held:
            return b"".join(_pieces(held, len(data), file))
    except BROKEN as error:
        raise OSError(0, DAMAGED, file) from error


def unpack(path: Path, target: Path) -> None:
    """Write what a packed file holds, without keeping it in memory. Raises as `unpacked` does."""
    with path.open("rb") as stream:
        zipped = stream.read(2) == GZIP
    if not zipped:
        _lines_to(path, target)
        return
    with target.open("wb") as out:
        try:
            with gzip.GzipFile(path) as held:
                out.writelines(_pieces(held, path.stat().st_size, str(path)))
        except BROKEN as error:
            raise OSError(0, DAMAGED, str(path)) from error


BROKEN = (EOFError, gzip.BadGzipFile, zlib.error)


def _pieces(held: gzip.GzipFile, size: int, file: str) -> Iterator[bytes]:
    """What gzip packed into `size` bytes. Raises OSError where that is no sheet, but made to fill a machine."""
    left = max(UNCOUNTED, MOST_TIMES * size)
    while piece := held.read(AT_ONCE):
        left -= len(piece)
        if left < 0:
            raise OSError(0, TOO_MUCH, file)
        yield piece


# Zstandard is known to polars, and to Python not before 3.14


def _lines(data: bytes, file: str) -> bytes:
    import polars as pl

    try:
        lines = pl.scan_lines(data).collect(engine="streaming").to_series()
    except (OSError, pl.exceptions.PolarsError) as error:
        raise OSError(0, DAMAGED, file) from error
    return ("\n".join(lines) + "\n").encode()


def _lines_to(path: Path, target: Path) -> None:
    import polars as pl

    try:
        pl.scan_lines(path, glob=False).sink_csv(target, include_header=False, quote_style="never")
    except (OSError, pl.exceptions.PolarsError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise OSError(0, DAMAGED, str(path)) from error
