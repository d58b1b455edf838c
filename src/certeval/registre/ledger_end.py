"""How much of a ledger in a file counts: up to the last line that ends what a command wrote."""

import errno
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from certeval.registre.base import RegisterError
from certeval.text.digests import canonical

SCHEMA = "certeval/accrochage/1"
HEADING: Mapping[str, object] = {"schema": SCHEMA}
END = "fin"
BLOCK = 1 << 16


def is_begun(file: Path) -> bool:
    """Whether something counts in a ledger: nothing does of what a command that failed, or was killed, left there."""
    if not file.is_file():
        return file.exists()
    try:
        with file.open("rb") as stream:
            return whole_length(stream) > 0
    except (OSError, RegisterError):  # whoever reads it says why
        return True


def unended_flux(file: Path) -> list[str]:
    """The flux of which a ledger says, in lines that count for nothing, that they were sent: a command was stopped
    there, or the end of the file is lost. Raises RegisterError as `FileStore` does.
    """
    if not file.is_file():
        return []
    try:
        with file.open("rb") as stream:
            stream.seek(whole_length(stream))
            found = re.findall(rb'id_flux\\":\\"([\w-]+)', stream.read())
    except OSError as error:
        raise register_error(error) from error
    return sorted({each.decode() for each in found})


def whole_length(stream: BinaryIO) -> int:
    """How many bytes of a ledger count: up to its last line that ends what a command wrote, with or without an end of
    its own. Raises RegisterError of a file that is no ledger.
    """
    stream.seek(0)
    heading = canonical(HEADING).encode() + b"\n"
    first_bytes = stream.read(len(heading))
    if not heading.startswith(first_bytes):
        raise RegisterError("not_a_ledger", line=1)
    sign = b'\n{"%s":' % END.encode()
    size = at = stream.seek(0, os.SEEK_END)
    after = b""
    while at:
        start = max(0, at - BLOCK)
        stream.seek(start)
        block = stream.read(at - start) + after
        position = block.rfind(sign)
        end = block.find(b"\n", position + 1) if position >= 0 else -1
        if position >= 0 and end < 0 and block.endswith(b"}"):
            return size
        if position >= 0 and end < 0:  # that line was cut: the one before it counts
            position = block.rfind(sign, 0, position)
            end = block.find(b"\n", position + 1) if position >= 0 else -1
        if end >= 0:
            return start + end + 1
        at, after = start, block[: len(sign) + 24]
    return 0


def register_error(error: OSError) -> RegisterError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return RegisterError("full")
    return RegisterError("readonly" if isinstance(error, PermissionError) else "unopened")
