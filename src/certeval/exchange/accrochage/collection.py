"""Who is to be reported, found in the candidates' table: their passages, or what is wrong with the table."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from uuid import UUID, uuid5

from certeval.diagnostics import Diagnostic, Place
from certeval.diagnostics.families import sessions as kinds
from certeval.diagnostics.findings import Findings
from certeval.exchange.accrochage import xml_text
from certeval.exchange.accrochage.dues import Dues, Envois, Title, envoi
from certeval.exchange.accrochage.passage import PassageCertification, Titre
from certeval.exchange.accrochage.rows import Due, PassageReader
from certeval.exchange.accrochage.spool import PassageRun, Spool
from certeval.jury import persons
from certeval.jury.candidats import CANDIDAT, CandidatsTable, repetition
from certeval.jury.emetteur import Emetteur
from certeval.jury.persons import Identite
from certeval.registre.suivis import Envoi, Nature, controle
from certeval.sources.batches import batched
from certeval.sources.lines import Line
from certeval.sources.row_stream import READABLE
from certeval.text.cell_text import trim
from certeval.text.nearest import fold

Identites = Callable[[Iterable[str]], Mapping[str, Identite]]
"""Tells who candidates were when they were decided, by identifier; nothing of whom nothing is known."""
Sends = Callable[[Envoi], bool]
SPACE = UUID("0b0f3c39-8d7f-5b9a-9f0e-6c1b0e5d4a77")


def titres(emetteur: Emetteur, titles: Collection[Title], findings: Findings) -> Mapping[Title, Titre]:
    """Each certification under its number, the emitter's before its version's; one without is told."""
    by_title: dict[Title, Titre] = {}
    for code, rncp in sorted(titles):
        number = emetteur.number(code, rncp or None)
        if number is None:
            key = "titres" if emetteur.model.titres else "format"
            place = emetteur.document.place((key,), at_key=True)
            findings.append(Diagnostic(kinds.NO_NUMBER, place, {"certification": code}))
        else:
            titre = Titre(number.rstrip("0123456789"), number, emetteur.model.nature_deposant)
            by_title[code, rncp] = titre
    return by_title


class Dispatch:
    """Puts passages into the spool and what is sent by certification, but for what `sends` leaves out."""

    def __init__(
        self, due: Dues, titres: Mapping[Title, Titre], nature: Nature, spool: Spool, sends: Sends
    ) -> None:
        self.envois: dict[Titre, Envois] = {titre: Envois(due, nature) for titre in titres.values()}
        self._titres = titres
        self._nature: Nature = nature
        self._spool = spool
        self._sends = sends

    def add(self, due: Due, passage: PassageCertification) -> None:
        """One more passage; nothing where its certification has no number. Raises OSError."""
        titre = self._titres.get((due.award.certification, due.award.variant.rncp))
        if titre is None:
            return
        xml = xml_text.content(passage)
        checksum = controle(xml)
        if self._sends(envoi(due, checksum, self._nature)):
            self._spool.add(titre, xml_text.with_identifier(passage.id_technique, xml))
            self.envois[titre].add(due, checksum)


def gather(
    open_table: Callable[[], CandidatsTable],
    file: str,
    due: Dues,
    dispatch: Dispatch,
    *,
    rows: PassageReader,
    findings: Findings,
    identites: Identites | None = None,
) -> None:
    """Dispatch passages in the order of the table. A holder who is not in the table, or twice, is told; `identites`
    tells who they were when it was decided, where that is known.

    Raises OSError; ImportError for a workbook without its library.
    """
    table = open_table()
    presence = bytearray(len(due))
    again: set[str] = set()
    for line, dues, before in _holders(table, due, presence, again, identites):
        if (person := table.person(line)) is None:
            continue
        if before:
            findings.extend(persons.identity_findings(person.candidat, before, person.cells, person.place()))
        for each, passage in rows.passages(person, dues):
            dispatch.add(each, passage)
    findings.extend(table.diagnostics)
    if table.columns:
        for code in due.absent(presence):
            findings.append(Diagnostic(kinds.NOT_IN_TABLE, Place(file), {"candidat": code}, candidate=code))
    if again:
        _tell_duplicates(open_table(), again, findings)


def _holders(
    table: CandidatsTable, due: Dues, presence: bytearray, again: set[str], identites: Identites | None
) -> Iterator[tuple[Line, list[Due], Identite | None]]:
    """The first row of each candidate due, what is due, who it was; tells `presence` and `again` of it."""
    at = table.columns.get(CANDIDAT, 0)
    for part in batched(table.rows, READABLE):
        keys = [fold(trim(line.cells[at])) if at < len(line.cells) else "" for line in part]
        theirs = due.of(keys)
        codes = [each[0].award.candidat for each in theirs.values()]
        before = identites(codes) if identites else {}
        for line, key in zip(part, keys, strict=True):
            dues = theirs.get(key)
            if not key:
                table.person(line)
            elif dues is None:
                continue
            elif presence[dues[0].numero]:
                again.add(key)
            else:
                presence[dues[0].numero] = True
                yield line, dues, before.get(dues[0].award.candidat)


def _tell_duplicates(table: CandidatsTable, again: set[str], findings: Findings) -> None:
    """Say which rows name a candidate whom a row above names: the table is read again for it."""
    first: dict[str, Place] = {}
    for person in table.persons():
        key = fold(person.candidat)
        if key in first:
            findings.append(repetition(person, first[key])._replace(candidate=person.candidat))
        elif key in again:
            first[key] = person.place()


def id_flux(
    emetteur: str, horodatage: str, sections: Sequence[PassageRun], envois: Mapping[Titre, Envois]
) -> str:
    """The identifier of a file: no other has it, for it is of passages and of an instant."""
    first, last = sections[0], sections[-1]
    count = sum(each.end - each.first for each in sections)
    begin, end = envois[first.titre][first.first], envois[last.titre][last.end - 1]
    parts = (emetteur, horodatage, str(len(sections)), str(count), begin.id_technique, end.id_technique)
    return str(uuid5(SPACE, "\n".join(parts)))
