"""A ledger in a file, where an office keeps no register: lines of canonical JSON, chained as a journal is. It counts up
to the last line that ends what a command wrote.

Candidates stand there by their identifiers. Only who runs certeval may read it.
"""

import errno
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from certeval.registre.base import PART, RegisterError, temporary
from certeval.registre.journal import Act, JournalEntry, chain
from certeval.registre.opening import PRIVATE
from certeval.sources.batches import batched
from certeval.text.digests import canonical
from certeval.text.nearest import fold

HEADING: Mapping[str, object] = {"schema": "certeval/accrochage/1"}
END = "fin"
BLOCK = 1 << 16
MAX_LINE = 1 << 16
FAR = 1 << 40
SHAPES = {name: int if name in {"rang", "remplace"} else str for name in JournalEntry._fields}


class FileStore:
    """The entries of a file; those of one command count once the line that ends them is there.

    Raises RegisterError where it can't be read or written, or was altered.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._last: JournalEntry | None = None
        self._bytes = self._lines = 0
        self._has_new_entries = False
        self._stream: BinaryIO | None = None
        self._spellings = temporary(
            "CREATE TABLE personne (plie TEXT PRIMARY KEY, candidat TEXT) WITHOUT ROWID"
        )

    def entries(self) -> Iterator[JournalEntry]:
        """Those that were not read yet, in order."""
        for part in batched(self._read(), PART):
            self._spell([each.personne for each in part])
            yield from part

    def _read(self) -> Iterator[JournalEntry]:
        if not self.file.exists():
            return
        with _as_register_error(), self.file.open("rb") as stream:
            whole = whole_length(stream)
            stream.seek(self._bytes)
            while self._bytes < whole:
                line = stream.readline(MAX_LINE)
                self._bytes += len(line)
                self._lines += 1
                yield from self._accept(line)

    def _accept(self, line: bytes) -> Iterator[JournalEntry]:
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            raise RegisterError("not_a_ledger", line=self._lines) from None
        if self._lines == 1:
            if record != HEADING:
                raise RegisterError("not_a_ledger", line=1)
            return
        last, precedent = (self._last.rang, self._last.empreinte) if self._last else (0, "")
        if isinstance(record, dict) and list(record) == [END]:
            if record[END] != last:
                raise RegisterError("broken_ledger", line=self._lines)
            return
        if not isinstance(record, dict) or {name: type(each) for name, each in record.items()} != SHAPES:
            raise RegisterError("not_a_ledger", line=self._lines)
        entry = JournalEntry(**record)
        if (entry.rang, entry.precedent, entry.empreinte) != (last + 1, precedent, entry.digest()):
            raise RegisterError("broken_ledger", line=self._lines)
        self._last = entry
        yield entry

    def _spell(self, candidates: Sequence[str]) -> None:
        """Keep how candidates are first written."""
        self._spellings.many(
            "INSERT OR IGNORE INTO personne VALUES (?, ?)", [(fold(e), e) for e in candidates]
        )

    def keys(self, candidates: Sequence[str]) -> Mapping[str, str]:
        """A candidate is kept by its identifier, as it was first written."""
        self._spell(candidates)
        by_code = {code: fold(code) for code in candidates}
        rows = self._spellings.among(
            "SELECT plie, candidat FROM personne WHERE plie IN {these}", by_code.values()
        )
        spellings: dict[str, str] = dict(rows)
        return {code: spellings[each] for code, each in by_code.items()}

    def codes(self, people: Iterable[str]) -> Mapping[str, str]:
        """Its identifier names a candidate."""
        return {each: each for each in people}

    def names(self, _people: Sequence[str], /) -> frozenset[str]:
        """Nobody is named there."""
        return frozenset()

    def number(self, _session: str, /) -> str:
        """Nothing: it knows no session."""
        return ""

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Alone to write: what is appended counts once what is done within has succeeded."""
        with _as_register_error():
            handle = os.open(self.file, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), PRIVATE)
        # what can't be written is not kept to be tried again
        with os.fdopen(handle, "r+b", buffering=0) as stream:
            _lock(stream)
            before = whole_length(stream)
            stream.truncate(before)  # what a command that was killed began to say
            before = self._end_line(stream, before)
            self._stream, self._has_new_entries = stream, False
            try:
                yield
                if self._has_new_entries and self._last is not None:
                    self._write([{END: self._last.rang}])
            except BaseException:
                stream.truncate(before)
                raise
            finally:
                self._stream = None

    def _end_line(self, stream: BinaryIO, whole: int) -> int:
        """Give the last line the end that an editor took from it; how many bytes then count."""
        stream.seek(max(whole - 1, 0))
        if whole and stream.read(1) != b"\n":
            stream.write(b"\n")
            self._bytes += self._bytes == whole
            return whole + 1
        return whole

    def append(self, acts: Sequence[Act], instant: str, auteur: str) -> list[JournalEntry]:
        """Append acts, within `transaction`, once all entries are read."""
        new_entries = chain(self._last, acts, instant, auteur)
        if new_entries:
            heading = [] if self._bytes else [HEADING]
            self._write([*heading, *(entry._asdict() for entry in new_entries)])
            self._last, self._has_new_entries = new_entries[-1], True
        return new_entries

    def _write(self, lines: Sequence[Mapping[str, object]]) -> None:
        if self._stream is None:
            raise ValueError("a ledger is written to within `transaction`")
        data = b"".join(canonical(line).encode() + b"\n" for line in lines)
        with _as_register_error():
            self._stream.seek(0, os.SEEK_END)
            rest = memoryview(data)
            while rest:
                rest = rest[self._stream.write(rest) :]
            os.fsync(self._stream.fileno())
        self._bytes += len(data)
        self._lines += len(lines)


if sys.platform == "win32":
    import msvcrt

    def _lock(stream: BinaryIO) -> None:
        """Wait until no other command writes: a byte far beyond the end stands for the file."""
        stream.seek(FAR)
        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_LOCK, 1)
        except OSError as error:
            raise RegisterError("locked") from error

else:
    import fcntl

    def _lock(stream: BinaryIO) -> None:
        """Wait until no other command writes."""
        fcntl.flock(stream, fcntl.LOCK_EX)


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
    with _as_register_error(), file.open("rb") as stream:
        stream.seek(whole_length(stream))
        found = re.findall(rb'id_flux\\":\\"([\w-]+)', stream.read())
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


@contextmanager
def _as_register_error() -> Iterator[None]:
    """What the system refuses, as what it means."""
    try:
        yield
    except OSError as error:
        reason = "readonly" if isinstance(error, PermissionError) else "unopened"
        reason = "full" if error.errno in {errno.ENOSPC, errno.EDQUOT} else reason
        raise RegisterError(reason) from error
