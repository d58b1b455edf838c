"""Files packed by gzip or Zstandard, told by their first bytes whatever their names say."""

import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from certeval.messages import N_

GZIP = b"\x1f\x8b"
ZSTD = b"\x28\xb5\x2f\xfd"
COMPRESSIONS = (GZIP, ZSTD)
PARQUET = b"PAR1"
"""What a Parquet file begins with: its columns are packed each in its own way."""
DAMAGE = N_("this file is cut short or damaged")
NO_UTF8 = N_("a file packed by Zstandard is read in UTF-8 alone: unpack this one, or pack it by gzip")
TOO_MUCH = N_("this file holds far more than a sheet packed into so few bytes")
AT_ONCE = 1 << 22
MOST_TIMES = 200
"""What a file may hold for each of its own bytes: no two rows of a sheet are the same, and thirty is rare."""
ALLOWANCE = 1 << 28
"""What a file may hold whatever its size."""


def unpack(source: Path | bytes, target: BinaryIO, file: str) -> None:
    """Write what packed bytes, or those of a file, hold, none of which is kept here. Raises OSError where they are cut
    short, or hold what is no sheet but made to fill a machine; ModuleNotFoundError without polars for zst.
    """
    with source.open("rb") if isinstance(source, Path) else io.BytesIO(source) as stream:
        is_gzip, size = stream.read(len(GZIP)) == GZIP, stream.seek(0, io.SEEK_END)
        stream.seek(0)
        rest = max(ALLOWANCE, MOST_TIMES * size)
        for piece in _gzip_pieces(stream, file) if is_gzip else _zstd_pieces(source, file):
            rest -= len(piece)
            if rest < 0:
                raise OSError(0, TOO_MUCH, file)
            target.write(piece)


BROKEN = (EOFError, gzip.BadGzipFile, zlib.error)


def _gzip_pieces(stream: BinaryIO, file: str) -> Iterator[bytes]:
    """What gzip packed. Raises OSError where it is cut short."""
    gzip_file = gzip.GzipFile(fileobj=stream)
    try:
        while piece := gzip_file.read(AT_ONCE):
            yield piece
    except BROKEN as error:
        raise OSError(0, DAMAGE, file) from error


def _zstd_pieces(source: Path | bytes, file: str) -> Iterator[bytes]:
    """The same of Zstandard, which is known to polars, and to Python not before 3.14."""
    import polars as pl

    try:
        for batch in pl.scan_lines(source, glob=False).collect_batches(maintain_order=True):
            yield batch.write_csv(include_header=False, quote_style="never").encode()
    except pl.exceptions.PolarsError as error:
        raise OSError(0, NO_UTF8, file) from error
    except OSError as error:
        if error.errno is not None:
            raise
        raise OSError(0, DAMAGE, file) from error  # how polars refuses a frame
