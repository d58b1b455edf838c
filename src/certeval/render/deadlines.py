"""Where a session stands, as a table and in JSON."""

from collections.abc import Sequence

from certeval.jury.deadlines import Deadline
from certeval.messages import N_, _, ngettext
from certeval.referentiel.load import Referentiel
from certeval.render.json_text import json_document
from certeval.render.tables import Renderables, TableColumn, rich_text, table
from certeval.render.verdicts import STYLES, title
from certeval.render.words import visible

STEPS = {
    "designation": N_("designation of the jury"),
    "convocation": N_("convocation"),
    "engagement": N_("commitment of the draw"),
    "tirage": N_("draw by lot"),
    "oraux": N_("hours of orals"),
    "notes": N_("marks"),
    "deliberation": N_("deliberation"),
    "notification": N_("notification"),
}
STATES = {"fait": N_("done"), "du": N_("due"), "en_retard": N_("LATE")}
STATE_STYLES = {"fait": STYLES["valide"], "en_retard": STYLES["non_valide"]}


def as_json(session: str, deadlines: Sequence[Deadline]) -> str:
    """Each thing with its keys; those that say nothing are left out."""
    steps = [
        {key: value for key, value in each._asdict().items() if value not in {None, ""} and key != "le"}
        | ({"le": each.le.isoformat()} if each.le else {})
        for each in deadlines
    ]
    return json_document("certeval/session/1", session=session, etapes=steps)


def as_table(referentiel: Referentiel, session: str, deadlines: Sequence[Deadline]) -> Renderables:
    """A row a thing, in the order in which a session goes."""
    rows: list[list[object]] = [
        [
            _(STEPS[each.etape]),
            each.cible,
            rich_text(_(STATES[each.etat]), style=STATE_STYLES.get(each.etat, "")),
            each.le.isoformat() if each.le else "–",
            ngettext("{n} candidate left", "{n} candidates left", n, n=n) if (n := each.nombre) else "",
        ]
        for each in deadlines
    ]
    columns: list[TableColumn | str] = [
        TableColumn(_("step"), always=True),
        _("part"),
        _("state"),
        TableColumn(_("at the latest"), whole=True),
        _("left"),
    ]
    late = sum(each.etat == "en_retard" for each in deadlines)
    due = sum(each.etat == "du" for each in deadlines)
    sentence = _("session {session}: {due} due, {late} late", session=visible(session), due=due, late=late)
    return [title(referentiel), sentence, table(columns, rows)]
