"""The bytes of what is held in memory whole, be it a file, a pipe or a device: one that never ends, or is far larger
than whatever is read so, is refused before it fills the memory.
"""

import os
import stat
from pathlib import Path
from typing import BinaryIO

from certeval.messages import N_

MOST_BYTES = 1 << 30
"""Bytes of a file that are held: what is larger is decided as it is read, or is no file of ours."""
MOST_PIPED = 1 << 29
"""Bytes of what tells no size, and may have no end."""
AT_ONCE = 1 << 22
TOO_MUCH = N_("over 1 GiB, it is not read into memory: make sure that it is the right file")
NO_END = N_("what comes from there is over 512 MiB, or has no end: name a file")


def read(stream: BinaryIO, file: str, *, most: int | None = None, last: bytes = b"") -> bytes:
    """What is left in a stream, as far as a piece that holds the byte `last`, if one is said; no more than `most` bytes
    and a few. Raises OSError where it is more than is held, or can't be read.
    """
    if most is None and bound(stream, file) is not None and not last:
        return stream.read()  # pieces would be there twice once they are put together
    pieces: list[bytes] = []
    rest = most if most is not None else MOST_PIPED if bound(stream, file) is None else MOST_BYTES
    while piece := stream.read(AT_ONCE):
        pieces.append(piece)
        rest -= len(piece)
        if rest < 0 or (last and last in piece):
            break
    if rest < 0 and most is None:
        raise OSError(0, NO_END, file)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def of_file(path: Path, *, most: int | None = None) -> bytes:
    """The bytes of a file, or `most` of them and a few. Raises OSError, as `read` does."""
    with path.open("rb") as stream:
        return read(stream, str(path), most=most)


def bound(stream: BinaryIO, file: str) -> int | None:
    """The size of the file behind a stream; None of what is no file. Raises OSError where it is more than is held."""
    try:
        status = os.fstat(stream.fileno())
    except (OSError, ValueError):  # of bytes in memory
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    if status.st_size > MOST_BYTES:
        raise OSError(0, TOO_MUCH, file)
    return status.st_size
