"""Who is to be reported, found in the candidates' table: their passages, or what is wrong with the table."""

from collections.abc import Callable, Mapping, Sequence
from sys import intern
from typing import overload
from uuid import UUID, uuid5

from certeval.diagnostics import Diagnostic, Place
from certeval.diagnostics.families import sessions as kinds
from certeval.diagnostics.findings import Findings
from certeval.exchange.accrochage import xml_text
from certeval.exchange.accrochage.passage import Titre
from certeval.exchange.accrochage.rows import Due, Rows
from certeval.exchange.accrochage.spool import Section, Spool
from certeval.jury.candidats import CANDIDAT, CandidatsTable, said_twice
from certeval.jury.emetteur import Emetteur
from certeval.registre.suivis import Envoi, Nature, Titulaire, controle
from certeval.text.nearest import fold
from certeval.text.typed import trimmed

DueOf = Mapping[str, Sequence[Due]]
"""By folded candidate, each certification to report and the identifier of its passage."""
SPACE = UUID("0b0f3c39-8d7f-5b9a-9f0e-6c1b0e5d4a77")


def numbered(
    emetteur: Emetteur, numbers: Mapping[str, str | None], findings: Findings
) -> Mapping[str, Titre]:
    """Each certification under its number: as the emitter's file says it, else as its référentiel does. One that has
    none is told.
    """
    found: dict[str, Titre] = {}
    for code, otherwise in numbers.items():
        number = emetteur.number(code, otherwise)
        if number is None:
            place = emetteur.place(("titres",) if emetteur.model.titres else ("format",), at_key=True)
            findings.append(Diagnostic(kinds.NO_NUMBER, place, {"certification": code}))
        else:
            found[code] = Titre(number.rstrip("0123456789"), number, emetteur.model.nature_deposant)
    return found


class Envois(Sequence[Envoi]):
    """What is sent, in its order: each is made when it is asked for, for there may be many."""

    def __init__(self, nature: Nature) -> None:
        self._nature = nature
        self._due: list[Due] = []
        self._controles: list[str] = []

    def add(self, due: Due, said: str) -> None:
        """One more: `said` is what tells whether it is corrected."""
        self._due.append(due)
        self._controles.append(intern(said))

    def __len__(self) -> int:
        return len(self._due)

    @overload
    def __getitem__(self, index: int) -> Envoi: ...
    @overload
    def __getitem__(self, index: slice) -> "Envois": ...
    def __getitem__(self, index: int | slice) -> "Envoi | Envois":
        if isinstance(index, int):
            return _envoi(self._due[index], self._controles[index], self._nature)
        part = Envois(self._nature)
        part._due, part._controles = self._due[index], self._controles[index]
        return part

    def __add__(self, other: "Envois") -> "Envois":
        """Both, one after the other."""
        both = Envois(self._nature)
        both._due, both._controles = self._due + other._due, self._controles + other._controles
        return both


def _envoi(due: Due, said: str, nature: Nature) -> Envoi:
    one, ident = due
    return Envoi(Titulaire(one.candidat, one.certification, one.session), ident, nature, said)


def gather(
    opened: Callable[[], CandidatsTable],
    file: str,
    due: DueOf,
    *,
    rows: Rows,
    titres: Mapping[str, Titre],
    nature: Nature,
    spool: Spool,
    findings: Findings,
    sends: Callable[[Envoi], bool] | None = None,
) -> dict[Titre, Envois]:
    """Put passages into the spool, in the order of the table; what is sent of each, in the same order, by number of
    certification. A holder who is not in the table, or twice, is told. `sends` leaves some out, once it is known what
    would be sent of them.

    Raises OSError; ImportError for a workbook without its library.
    """
    table = opened()
    reads = rows.of(table)
    at = table.columns.get(CANDIDAT, 0)
    sent: dict[Titre, Envois] = {titre: Envois(nature) for titre in titres.values()}
    met: set[str] = set()
    again: set[str] = set()
    for line in table.rows:
        key = fold(trimmed(line.cells[at])) if at < len(line.cells) else ""
        if not key:
            table.person(line)
        elif key in met:
            again.add(key)
        elif (obtained := due.get(key)) is not None:
            met.add(key)
            for each, passage in reads.passages(line, obtained):
                titre = titres.get(each[0].certification)
                if titre is None:
                    continue
                told = xml_text.content(passage)
                said = controle(told)
                if sends is None or sends(_envoi(each, said, nature)):
                    spool.add(titre, xml_text.under(passage.id_technique, told))
                    sent[titre].add(each, said)
    findings.extend(table.diagnostics)
    for key, obtained in due.items():
        if key not in met and table.columns:
            code = obtained[0][0].candidat
            findings.append(Diagnostic(kinds.NOT_IN_TABLE, Place(file), {"candidat": code}, candidate=code))
    if again:
        _tell_twice(opened(), again, findings)
    return sent


def _tell_twice(table: CandidatsTable, again: set[str], findings: Findings) -> None:
    """Say which rows name a candidate whom a row above names: the table is read again for it."""
    first: dict[str, Place] = {}
    for person in table.persons():
        key = fold(person.candidat)
        if key in first:
            findings.append(said_twice(person, first[key])._replace(candidate=person.candidat))
        elif key in again:
            first[key] = person.place()


def id_flux(emetteur: str, horodatage: str, sections: Sequence[Section], envois: Sequence[Envoi]) -> str:
    """The identifier of a file: no other has it, for it is of passages and of an instant."""
    said = (emetteur, horodatage, str(len(sections)), str(len(envois)), envois[0].id_technique)
    return str(uuid5(SPACE, "\n".join((*said, envois[-1].id_technique))))
