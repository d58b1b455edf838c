"""Plain values as the one text that is digested, and the digest that results, locks and seals name bytes by."""

import hashlib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import BinaryIO


@cache
def _encode() -> Callable[[object], str]:
    import json  # which showing a référentiel goes without

    return json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def canonical(value: object) -> str:
    """A plain value as JSON in one way only: keys in order, no spaces, letters as they are (as RFC 8785 has it for
    texts and whole numbers, the only values that are digested).
    """
    return _encode()(value)


SHA256_PREFIX = "sha256:"


def sha256(data: bytes) -> str:
    """`sha256:` and the digest of bytes, 64 signs."""
    return SHA256_PREFIX + hashlib.sha256(data).hexdigest()


def sha256_of(file: Path) -> str:
    """The same of a file's bytes, whatever its size. Raises OSError."""
    with file.open("rb") as stream:
        return sha256_from(stream)


def sha256_from(stream: BinaryIO) -> str:
    """The same of all that a stream holds, whatever its size. Raises OSError."""
    stream.seek(0)
    return SHA256_PREFIX + hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]  # any stream of bytes


def sha256_in(parts: Iterable[bytes]) -> str:
    """The same of bytes that follow each other."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return SHA256_PREFIX + digest.hexdigest()
