"""What reports of the Caisse des Dépôts say, and the list of what is to be corrected: never a name, only codes."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from certeval.diagnostics import Diagnostic
from certeval.messages import _, ngettext
from certeval.render import csv_text
from certeval.render.diagnostics import plain
from certeval.render.json_text import json_text
from certeval.render.tables import Renderables, TableColumn, rich_text, table
from certeval.render.words import visible

SCHEMA = "certeval/accuse/1"
COLUMNS = ("candidat", "session", "certification", "id_technique", "id_flux", "message", "cause", "a_faire")


class Rejection(NamedTuple):
    """One passage to correct, each field a text as it is shown."""

    candidat: str
    session: str
    certification: str
    id_technique: str
    id_flux: str
    message: str
    cause: str
    a_faire: str


class ReportCounts(NamedTuple):
    """One report: its file and digest, what it answers, how much it accepts and rejects, what was known already."""

    fichier: str
    empreinte: str
    id_flux: str
    traitement: str
    acceptes: int
    rejetes: int
    nouveaux: int
    connus: int


def summary(reports: Sequence[ReportCounts]) -> str:
    """One line a report."""
    return "".join(f"{line}\n" for each in reports for line in _summary(each))


def _summary(each: ReportCounts) -> Iterator[str]:
    acceptances = ngettext("{n} passage accepted", "{n} passages accepted", each.acceptes).format(
        n=each.acceptes
    )
    rejections = ngettext("{n} rejected", "{n} rejected", each.rejetes).format(n=each.rejetes)
    sentence = _("{file}: flux {id_flux}, {accepted}, {rejected}").format(
        file=visible(each.fichier), id_flux=visible(each.id_flux), accepted=acceptances, rejected=rejections
    )
    if each.connus and not each.nouveaux:
        yield _("{said}; all of it was recorded already").format(said=sentence)
    elif each.connus:
        yield _("{said}; {n} of them were recorded already").format(said=sentence, n=each.connus)
    else:
        yield sentence


def as_csv(rows: Sequence[Rejection], *, file: bool) -> str:
    """The list to correct."""
    return csv_text.as_csv([COLUMNS, *rows], file=file)


def as_json(
    reports: Sequence[ReportCounts], rows: Sequence[Rejection], diagnostics: Sequence[Diagnostic]
) -> str:
    """The reports, the list to correct, what is wrong."""
    return json_text(
        {
            "schema": SCHEMA,
            "rapports": [each._asdict() for each in reports],
            "a_corriger": [each._asdict() for each in rows],
            "diagnostics": [plain(each) for each in diagnostics],
        }
    )


def as_table(rows: Sequence[Rejection]) -> Renderables:
    """The list to correct: who, why, what to do."""
    if not rows:
        return []
    cells: list[list[object]] = [
        [each.candidat or each.id_technique, each.session, each.cause or _quotation(each), each.a_faire]
        for each in rows
    ]
    columns = [
        TableColumn(_("candidat"), always=True),
        TableColumn(_("session"), whole=True),
        TableColumn(_("cause")),
        TableColumn(_("to do")),
    ]
    way = _("correct the candidates’ table, then run the same `certeval accrochage` with --again")
    return [rich_text(), table(columns, cells), rich_text(), rich_text(way)]


def _quotation(each: Rejection) -> str:
    """A message whose cause is not known, as it stands."""
    return f"« {each.message} »" if each.message else _("no cause is given")
