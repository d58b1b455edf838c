"""Files packed by gzip or Zstandard, told by their first bytes whatever their names say."""

import gzip
import shutil
import zlib
from pathlib import Path

from certeval.messages import N_

GZIP = b"\x1f\x8b"
ZSTD = b"\x28\xb5\x2f\xfd"
PACKED = (GZIP, ZSTD)
PARQUET = b"PAR1"
"""What a Parquet file begins with: its columns are packed each in its own way."""
DAMAGED = N_("this file is cut short or damaged")
AT_ONCE = 1 << 22


def unpacked(data: bytes, file: str) -> bytes:
    """What packed bytes hold. Raises OSError where they are cut short, ModuleNotFoundError without polars for zst."""
    if not data.startswith(GZIP):
        return _lines(data, file)
    try:
        return gzip.decompress(data)
    except (EOFError, OSError, zlib.error) as error:
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
            with gzip.open(path) as packed:
                shutil.copyfileobj(packed, out, AT_ONCE)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise OSError(0, DAMAGED, str(path)) from error


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
