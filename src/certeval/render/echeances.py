"""Who is still to be reported to the Caisse des Dépôts, by when, and who is late: by codes alone."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from certeval.messages import N_, _, ngettext
from certeval.registre.echeances import Echeance, State
from certeval.render import csv_text
from certeval.render.json_text import json_document
from certeval.render.tables import Renderables, TableColumn, rich_text, table
from certeval.render.verdicts import STYLES

COLUMNS = (
    *("candidat", "session", "certification", "delivre", "d_apres", "le", "etat", "en_retard"),
    *("envoye", "id_flux"),
)
STATES: dict[State, str] = {
    "a_envoyer": N_("to be sent"),
    "a_corriger": N_("rejected: to be corrected"),
    "sans_reponse": N_("sent: the report is awaited"),
    "accepte": N_("accepted"),
    "retire": N_("taken back"),
    "a_reprendre": N_("reported, and not held any more: to be taken back"),
}
OPEN_STATES = frozenset({"a_envoyer", "a_corriger", "sans_reponse", "a_reprendre"})


def open_echeances(echeances: Sequence[Echeance]) -> list[Echeance]:
    """Those of whom something is still to be done, or awaited."""
    return [each for each in echeances if each.etat in OPEN_STATES]


def as_csv(echeances: Sequence[Echeance], *, file: bool) -> str:
    """A row a holder of whom something is still to be done."""
    rows = (list(_plain(one).values()) for one in open_echeances(echeances))
    return csv_text.as_csv([COLUMNS, *rows], file=file)


def as_json(echeances: Sequence[Echeance], day: date) -> str:
    """The same, with how many stand where."""
    counts = Counter(each.etat for each in echeances)
    late = sum(each.en_retard for each in echeances)
    return json_document(
        "certeval/echeances/1",
        date=day.isoformat(),
        synthese={state: counts[state] for state in STATES} | {"en_retard": late},
        titulaires=[_plain(one) | {"en_retard": one.en_retard} for one in open_echeances(echeances)],
    )


def _plain(each: Echeance) -> dict[str, str]:
    values = each.titulaire._asdict() | each._asdict() | {"en_retard": "oui" if each.en_retard else "non"}
    return {column: str(values[column] or "") for column in COLUMNS}


def as_table(echeances: Sequence[Echeance], day: date) -> Renderables:
    """What is still to be done, first what is due soonest; then how many stand where."""
    rows: list[list[object]] = [
        [
            each.titulaire.candidat,
            each.titulaire.session,
            each.le.isoformat() if each.le else "–",
            rich_text(_("LATE"), style=STYLES["non_valide"]) if each.en_retard else "",
            _(STATES[each.etat]),
            _since(each),
        ]
        for each in open_echeances(echeances)
    ]
    columns = [
        TableColumn(_("candidat"), always=True),
        TableColumn(_("session"), whole=True),
        TableColumn(_("at the latest"), whole=True),
        TableColumn("", whole=True),
        TableColumn(_("state")),
        TableColumn(_("since")),
    ]
    return [*([table(columns, rows)] if rows else []), *_summary(echeances, day)]


def _since(each: Echeance) -> str:
    if each.etat in {"sans_reponse", "a_reprendre"}:
        return _("sent on {day}", day=each.envoye)
    if each.delivre is None:
        return _("no day is known")
    sentence = _("parchemin of {day}") if each.d_apres == "parchemin" else _("decision of {day}")
    return sentence.format(day=each.delivre)


def _summary(echeances: Sequence[Echeance], day: date) -> Iterator[str]:
    counts = Counter(each.etat for each in echeances)
    late = sum(each.en_retard for each in echeances)
    yield _(
        "on {day}: {send} to send, {correct} to correct, {late} of these late; reports awaited: {wait}; "
        "accepted: {accepted}",
        day=day,
        send=counts["a_envoyer"],
        correct=counts["a_corriger"],
        late=late,
        wait=counts["sans_reponse"],
        accepted=counts["accepte"],
    )
    if back := counts["a_reprendre"]:
        yield ngettext(
            "{n} holds it no more: {command} takes back what was reported",
            "{n} hold it no more: {command} takes back what was reported",
            back,
            n=back,
            command="`certeval accrochage --schema-version 1.1.5 --suppression --candidat …`",
        )
    if any(each.d_apres == "decision" for each in open_echeances(echeances)):
        yield _("no parchemin is known of some: three months from the decision, the earliest that it can be")
