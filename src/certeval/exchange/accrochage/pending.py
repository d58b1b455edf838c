"""Who is to be reported and what is sent of each, kept aside in a database of this process: there may be many."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from sys import intern
from typing import overload

from certeval.exchange.accrochage.rows import Due, Obtained
from certeval.registre.base import PART, Row, temporary
from certeval.registre.suivis import Envoi, Nature, Titulaire
from certeval.sources.batches import batched
from certeval.text.nearest import fold

SCHEMA = """
CREATE TABLE du (numero INTEGER PRIMARY KEY, plie TEXT, candidat TEXT, obtention INTEGER, id_technique TEXT);
CREATE INDEX du_plie ON du (plie)
"""


class Pending:
    """Certifications to report, in the order in which they are added."""

    def __init__(self) -> None:
        self._base = temporary(SCHEMA)
        self._shared: dict[tuple[object, ...], int] = {}
        """What many have in common (the certification, the session, the day, the voie), each under a number."""
        self._obtentions: list[Obtained] = []
        self._added: list[Row] = []
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, one: Obtained, ident: str) -> None:
        """One more, under the identifier of its passage."""
        number = self._shared.setdefault(one[1:], len(self._obtentions))
        if number == len(self._obtentions):
            self._obtentions.append(one)
        self._added.append((self._count, fold(one.candidat), one.candidat, number, ident))
        self._count += 1
        if len(self._added) == PART:
            self._put()

    def of(self, folded: Iterable[str]) -> dict[str, list[Due]]:
        """What is due of some candidates, by folded identifier."""
        self._put()
        found: dict[str, list[Due]] = {}
        columns = "plie, candidat, obtention, id_technique, numero"
        sql = f"SELECT {columns} FROM du WHERE plie IN {{these}} ORDER BY plie, numero"  # noqa: S608
        for key, candidat, obtention, ident, numero in self._base.among(sql, folded):
            due = Due(Obtained(candidat, *self._obtentions[obtention][1:]), ident, numero)
            if key in found:
                found[key].append(due)
            else:
                found[key] = [due]
        return found

    def numbered(self, numbers: Iterable[int]) -> Iterator[Due]:
        """Those of some numbers, in their order."""
        self._put()
        sql = "SELECT candidat, obtention, id_technique, numero FROM du WHERE numero IN {these}"
        for part in batched(numbers, PART):
            found = {due[-1]: due for due in self._base.among(sql, part)}
            for number in part:
                candidat, obtention, ident, _numero = found[number]
                yield Due(Obtained(candidat, *self._obtentions[obtention][1:]), ident, number)

    def unmet(self, met: bytearray) -> Iterator[str]:
        """The candidates none of whose numbers was met: `met` says it of each number."""
        self._put()
        if 0 in met:
            first = "SELECT MIN(numero), candidat FROM du GROUP BY plie ORDER BY 1"
            yield from (str(candidat) for number, candidat in self._base.each(first) if not met[number])

    def _put(self) -> None:
        self._base.many("INSERT INTO du VALUES (?, ?, ?, ?, ?)", self._added)
        self._added.clear()


class Envois(Sequence[Envoi]):
    """What is sent, in its order: each is made when it is asked for."""

    def __init__(self, pending: Pending, nature: Nature) -> None:
        self._pending = pending
        self._nature = nature
        self._numbers = array("L")
        self._controles: list[str] = []

    def add(self, due: Due, said: str) -> None:
        """One more: `said` is what tells whether it is corrected."""
        self._numbers.append(due.numero)
        self._controles.append(intern(said))

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[Envoi]:
        dues = self._pending.numbered(self._numbers)
        return (envoi(due, said, self._nature) for due, said in zip(dues, self._controles, strict=True))

    @overload
    def __getitem__(self, index: int) -> Envoi: ...
    @overload
    def __getitem__(self, index: slice) -> "Envois": ...
    def __getitem__(self, index: int | slice) -> "Envoi | Envois":
        if isinstance(index, int):
            (due,) = self._pending.numbered([self._numbers[index]])
            return envoi(due, self._controles[index], self._nature)
        return self._of(self._numbers[index], self._controles[index])

    def __add__(self, other: "Envois") -> "Envois":
        """Both, one after the other."""
        return self._of(self._numbers + other._numbers, self._controles + other._controles)

    def _of(self, numbers: "array[int]", controles: list[str]) -> "Envois":
        found = Envois(self._pending, self._nature)
        found._numbers, found._controles = numbers, controles
        return found


def envoi(due: Due, said: str, nature: Nature) -> Envoi:
    """What is sent of a certification: `said` is what tells whether it is corrected."""
    one = due.obtained
    return Envoi(Titulaire(one.candidat, one.certification, one.session), due.id_technique, nature, said)
