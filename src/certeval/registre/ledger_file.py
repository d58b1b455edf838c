"""A ledger in a file, where an office keeps no register: lines of canonical JSON, chained as a journal is.

Candidates stand there by their identifiers. Only who runs certeval may read it.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from certeval.registre.base import PART, RegisterError, temporary
from certeval.registre.journal import Act, JournalEntry, chain
from certeval.registre.ledger_end import END, HEADING, register_error, whole_length
from certeval.registre.opening import PRIVATE
from certeval.sources.batches import batched
from certeval.text.digests import canonical
from certeval.text.nearest import fold

MAX_LINE = 1 << 16
FAR = 1 << 40
NUMBERS = frozenset({"rang", "remplace"})


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
        try:
            with self.file.open("rb") as stream:
                whole = whole_length(stream)
                stream.seek(self._bytes)
                while self._bytes < whole:
                    line = stream.readline(MAX_LINE)
                    self._bytes += len(line)
                    self._lines += 1
                    yield from self._accept(line)
        except OSError as error:
            raise register_error(error) from error

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
        entry = _entry(record, self._lines)
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
        try:
            handle = os.open(self.file, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), PRIVATE)
        except OSError as error:
            raise register_error(error) from error
        with os.fdopen(
            handle, "r+b", buffering=0
        ) as stream:  # what can't be written is not kept to be tried again
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
        try:
            self._stream.seek(0, os.SEEK_END)
            rest = memoryview(data)
            while rest:
                rest = rest[self._stream.write(rest) :]
            os.fsync(self._stream.fileno())
        except OSError as error:
            raise register_error(error) from error
        self._bytes += len(data)
        self._lines += len(lines)


def _entry(record: object, number: int) -> JournalEntry:
    if not isinstance(record, dict) or set(record) != set(JournalEntry._fields):
        raise RegisterError("not_a_ledger", line=number)
    for name, value in record.items():
        if type(value) is not (int if name in NUMBERS else str):
            raise RegisterError("not_a_ledger", line=number)
    return JournalEntry(**record)


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
