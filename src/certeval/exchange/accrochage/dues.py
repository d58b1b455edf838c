"""Who is to be reported and what is sent of each, kept aside in a database of this process: there may be many."""

from array import array
from collections.abc import Iterable, Iterator
from sys import intern

from certeval.exchange.accrochage.rows import Due
from certeval.registre.base import PART, Row, temporary
from certeval.registre.holders import CertificationAward
from certeval.registre.suivis import Envoi, Nature
from certeval.sources.batches import batched
from certeval.text.nearest import fold

Title = tuple[str, str]
"""The code of a certification, and the number of one of its versions in the répertoires, empty where it has none."""
SCHEMA = """
CREATE TABLE du (numero INTEGER PRIMARY KEY, plie TEXT, candidat TEXT, obtention INTEGER, id_technique TEXT);
CREATE INDEX du_plie ON du (plie)
"""


class Dues:
    """Certifications to report, in the order in which they are added."""

    def __init__(self) -> None:
        self._base = temporary(SCHEMA)
        self._common: dict[tuple[object, ...], int] = {}
        """What many have in common (the certification, the session, the day, the voie), each under a number."""
        self._obtentions: list[CertificationAward] = []
        self._rows: list[Row] = []
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, one: CertificationAward, ident: str) -> None:
        """One more, under the identifier of its passage."""
        number = self._common.setdefault(one[1:], len(self._obtentions))
        if number == len(self._obtentions):
            self._obtentions.append(one)
        self._rows.append((self._count, fold(one.candidat), one.candidat, number, ident))
        self._count += 1
        if len(self._rows) == PART:
            self._put()

    def titles(self) -> set[Title]:
        """The certifications to report, each with its number as its référentiel has it."""
        return {(one.certification, one.variant.rncp) for one in self._obtentions}

    def of(self, keys: Iterable[str]) -> dict[str, list[Due]]:
        """What is due of some candidates, by folded identifier."""
        self._put()
        by_key: dict[str, list[Due]] = {}
        columns = "plie, candidat, obtention, id_technique, numero"
        sql = f"SELECT {columns} FROM du WHERE plie IN {{these}} ORDER BY plie, numero"  # noqa: S608
        for key, candidat, obtention, ident, numero in self._base.among(sql, keys):
            due = Due(CertificationAward(candidat, *self._obtentions[obtention][1:]), ident, numero)
            by_key.setdefault(key, []).append(due)
        return by_key

    def of_numbers(self, numbers: Iterable[int]) -> Iterator[Due]:
        """Those of some numbers, in their order."""
        self._put()
        sql = "SELECT candidat, obtention, id_technique, numero FROM du WHERE numero IN {these}"
        for part in batched(numbers, PART):
            by_number = {due[-1]: due for due in self._base.among(sql, part)}
            for number in part:
                candidat, obtention, ident, _numero = by_number[number]
                yield Due(CertificationAward(candidat, *self._obtentions[obtention][1:]), ident, number)

    def absent(self, presence: bytearray) -> Iterator[str]:
        """The candidates none of whose numbers was met: `presence` says it of each number."""
        self._put()
        if 0 in presence:
            first = "SELECT MIN(numero), candidat FROM du GROUP BY plie ORDER BY 1"
            yield from (str(candidat) for number, candidat in self._base.each(first) if not presence[number])

    def _put(self) -> None:
        self._base.many("INSERT INTO du VALUES (?, ?, ?, ?, ?)", self._rows)
        self._rows.clear()


class Envois:
    """What is sent, in its order: each is made when it is asked for."""

    def __init__(self, dues: Dues, nature: Nature) -> None:
        self._dues = dues
        self._nature = nature
        self._numbers = array("L")
        self._controles: list[str] = []

    def add(self, due: Due, checksum: str) -> None:
        """One more: `checksum` is what tells whether it is corrected."""
        self._numbers.append(due.numero)
        self._controles.append(intern(checksum))

    def __getitem__(self, index: int) -> Envoi:
        return next(self.between(index, index + 1))

    def between(self, first: int, end: int) -> Iterator[Envoi]:
        """Those that were added from one on, from 0, up to another."""
        dues = self._dues.of_numbers(self._numbers[first:end])
        checksums = self._controles[first:end]
        return (envoi(due, checksum, self._nature) for due, checksum in zip(dues, checksums, strict=True))


def envoi(due: Due, checksum: str, nature: Nature) -> Envoi:
    """What is sent of a certification: `checksum` is what tells whether it is corrected."""
    return Envoi(due.award.titulaire, due.id_technique, nature, checksum, due.award.variant)
