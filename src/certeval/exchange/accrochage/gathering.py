"""Who is to be reported, found in the candidates' table: their passages, or what is wrong with the table."""

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID, uuid5

from certeval.diagnostics import Diagnostic, Place
from certeval.diagnostics.families import sessions as kinds
from certeval.diagnostics.findings import Findings
from certeval.exchange.accrochage import xml_text
from certeval.exchange.accrochage.passage import Nature, Titre
from certeval.exchange.accrochage.rows import Obtained, Rows
from certeval.exchange.accrochage.spool import Section, Spool
from certeval.jury.candidats import CandidatsTable, said_twice
from certeval.jury.emetteur import Emetteur
from certeval.registre.suivis import Envoi, Titulaire, controle
from certeval.text.nearest import fold

Due = Mapping[str, Sequence[tuple[Obtained, str]]]
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


def gather(
    opened: Callable[[], CandidatsTable],
    file: str,
    due: Due,
    *,
    rows: Rows,
    titres: Mapping[str, Titre],
    nature: Nature,
    spool: Spool,
    findings: Findings,
    sends: Callable[[Envoi], bool] = lambda _envoi: True,
) -> dict[Titre, list[Envoi]]:
    """Put passages into the spool, in the order of the table; what is sent of each, in the same order, by number of
    certification. A holder who is not in the table, or twice, is told. `sends` leaves some out, once it is known what
    would be sent of them.

    Raises OSError; ImportError for a workbook without its library.
    """
    table = opened()
    sent: dict[Titre, list[Envoi]] = {}
    met: set[str] = set()
    again: set[str] = set()
    for person in table.persons():
        key = fold(person.candidat)
        if key not in due:
            continue
        if key in met:
            again.add(key)
            continue
        met.add(key)
        for one, passage in rows.passages(person, due[key]):
            titre = titres.get(one.certification)
            if titre is None:
                continue
            text = xml_text.of_passage(passage)
            holder = Titulaire(one.candidat, one.certification, one.session)
            said = controle(text.replace(passage.id_technique, "", 1))
            envoi = Envoi(holder, passage.id_technique, nature, said)
            if sends(envoi):
                spool.add(titre, text)
                sent.setdefault(titre, []).append(envoi)
    findings.extend(table.diagnostics)
    for key, obtained in due.items():
        if key not in met:
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
