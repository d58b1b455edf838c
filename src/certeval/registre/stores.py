"""Where the entries of a ledger are kept: a register, or a file of its own (`ledger_file`)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from certeval.jury.candidats import NAMES
from certeval.registre import journal, personnes
from certeval.registre.base import Base
from certeval.registre.journal import Act, JournalEntry

ACTES: tuple[journal.Acte, ...] = ("accrochage", "accuse")


class Store(Protocol):
    """Where entries are kept."""

    def entries(self) -> Iterator[JournalEntry]: ...
    def keys(self, candidates: Sequence[str]) -> Mapping[str, str]: ...
    def codes(self, people: Iterable[str]) -> Mapping[str, str]: ...
    def names(self, people: Sequence[str]) -> frozenset[str]: ...
    def writing(self) -> AbstractContextManager[None]: ...
    def append(self, acts: Sequence[Act], instant: str, auteur: str) -> list[JournalEntry]: ...


class RegisterStore:
    """The entries of a register, which knows persons by keys."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._read = 0

    def entries(self) -> Iterator[JournalEntry]:
        """Those of the ledger’s acts that were not read yet, in order."""
        for entry in journal.trusted(journal.of_acts(self._base, ACTES, self._read)):
            self._read = entry.rang
            yield entry

    def keys(self, candidates: Sequence[str]) -> Mapping[str, str]:
        """The key of each candidate that is registered."""
        return personnes.known(self._base, candidates)

    def codes(self, people: Iterable[str]) -> Mapping[str, str]:
        """The identifier of each person who was not erased."""
        return personnes.codes(self._base, people)

    def names(self, people: Sequence[str]) -> frozenset[str]:
        """The words of the names of persons, folded."""
        return personnes.names(self._base, people, NAMES)

    def writing(self) -> AbstractContextManager[None]:
        return self._base.writing()

    def append(self, acts: Sequence[Act], instant: str, auteur: str) -> list[JournalEntry]:
        made = journal.append(self._base, acts, instant, auteur)
        self._read = made[-1].rang if made else self._read
        return made
