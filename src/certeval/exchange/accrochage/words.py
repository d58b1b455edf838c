"""What reports of the Caisse des Dépôts say, and the list of what is to be corrected: never a name, only codes."""

from collections.abc import Iterable, Iterator, Sequence

from certeval.diagnostics import Diagnostic
from certeval.engine.verdicts import Plain
from certeval.exchange.accrochage.accuse import JoinedReport, causes_of
from certeval.exchange.accrochage.rapport import BETWEEN
from certeval.messages import _, ngettext
from certeval.registre.suivis import OK
from certeval.render import csv_text
from certeval.render.diagnostics import plain
from certeval.render.json_text import json_document
from certeval.render.tables import Renderables, TableColumn, table
from certeval.render.words import visible

SCHEMA = "certeval/accuse/1"
COLUMNS = ("candidat", "session", "certification", "id_technique", "id_flux", "message", "cause", "a_faire")


def _corrections(reports: Iterable[JoinedReport]) -> Iterator[dict[str, str]]:
    """The passages to correct, each with its texts as they are shown, by column."""
    for outcome in (each for report in reports for each in report.to_correct()):
        suivi, causes = outcome.suivi, causes_of(outcome.message)
        cause = BETWEEN.join(_(each.cause) for each in causes if each.cause)
        about = (suivi.titulaire.candidat, suivi.titulaire.session, suivi.titulaire.certification)
        texts = (suivi.id_technique, suivi.id_flux, outcome.message, cause)
        way = BETWEEN.join(_(each.way) for each in causes)
        yield dict(zip(COLUMNS, (*about, *texts, way), strict=True))


def _plain(report: JoinedReport) -> Plain:
    """One report: its file and digest, what it answers, how much it accepts and rejects, what was known already."""
    rapport, outcomes = report.rapport, report.outcomes
    return {
        "fichier": rapport.file,
        "empreinte": rapport.digest,
        "id_flux": rapport.id_flux,
        "traitement": rapport.traitement,
        "acceptes": sum(each.statut == OK for each in outcomes),
        "rejetes": sum(each.statut != OK for each in outcomes),
        "nouveaux": sum(each.state == "new" for each in outcomes),
        "connus": sum(each.state == "known" for each in outcomes),
    }


def summary(report: JoinedReport) -> str:
    """One line of a report that was read whole."""
    states = [each.state for each in report.outcomes]
    acceptances = sum(each.statut == OK for each in report.outcomes)
    rejections = len(states) - acceptances
    sentence = _(
        "{file}: flux {id_flux}, {accepted}, {rejected}",
        file=visible(report.rapport.file),
        id_flux=visible(report.rapport.id_flux),
        accepted=ngettext("{n} passage accepted", "{n} passages accepted", acceptances, n=acceptances),
        rejected=ngettext("{n} rejected", "{n} rejected", rejections, n=rejections),
    )
    if "known" in states and "new" not in states:
        return _("{said}; all of it was recorded already", said=sentence)
    if "known" in states:
        count = states.count("known")
        return ngettext(
            "{said}; {n} of them was recorded already",
            "{said}; {n} of them were recorded already",
            count,
            said=sentence,
            n=count,
        )
    return sentence


def as_csv(reports: Sequence[JoinedReport], *, file: bool) -> str:
    """The list to correct."""
    return csv_text.as_csv([COLUMNS, *([*each.values()] for each in _corrections(reports))], file=file)


def as_json(reports: Sequence[JoinedReport], diagnostics: Sequence[Diagnostic]) -> str:
    """The reports, the list to correct, what is wrong."""
    return json_document(
        SCHEMA,
        rapports=[_plain(each) for each in reports if each.rapport.is_whole],
        a_corriger=list(_corrections(reports)),
        diagnostics=[plain(each) for each in diagnostics],
    )


def as_table(reports: Sequence[JoinedReport]) -> Renderables:
    """The list to correct: who, why, what to do."""
    cells: list[list[object]] = [
        [
            each["candidat"] or each["id_technique"],
            each["session"],
            each["cause"] or (f"« {each['message']} »" if each["message"] else _("no cause is given")),
            each["a_faire"],
        ]
        for each in _corrections(reports)
    ]
    if not cells:
        return []
    columns = [
        TableColumn(_("candidat"), always=True),
        TableColumn(_("session"), whole=True),
        TableColumn(_("cause")),
        TableColumn(_("to do")),
    ]
    way = _("correct the candidates’ table, then run the same `certeval accrochage` with --again")
    return ["", table(columns, cells), "", way]
