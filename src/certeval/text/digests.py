"""The digest that results, locks and seals name bytes by."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

NAMED = "sha256:"


def sha256(data: bytes) -> str:
    """`sha256:` and the digest of bytes, 64 signs."""
    return NAMED + hashlib.sha256(data).hexdigest()


def sha256_of(file: Path) -> str:
    """The same of a file's bytes, whatever its size. Raises OSError."""
    with file.open("rb") as stream:
        return NAMED + hashlib.file_digest(stream, "sha256").hexdigest()


def sha256_in(parts: Iterable[bytes]) -> str:
    """The same of bytes that follow each other."""
    found = hashlib.sha256()
    for part in parts:
        found.update(part)
    return NAMED + found.hexdigest()
