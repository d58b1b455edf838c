"""A draw by lot in words and in JSON: what was committed to, who is with whom on which case, how to check it."""

from collections.abc import Iterator, Mapping, Sequence

from certeval.jury.tirage.file import Tirage
from certeval.jury.tirage.lots import METHOD
from certeval.messages import _
from certeval.render.json_text import json_text
from certeval.render.referentiel.json import plain
from certeval.render.tables import Renderable, Shown, TableColumn, rich_text, table
from certeval.render.words import visible

SCHEMA = "certeval/tirage/1"


def as_json(session: str, draws: Mapping[str, Sequence[Tirage]]) -> str:
    """Each draw with all that it is computed from."""
    said = {code: [plain(each) for each in listed] for code, listed in draws.items()}
    document = {"schema": SCHEMA, "session": session, "methode": METHOD, "tirages": said}
    return json_text(document)


def as_tables(session: str, draws: Mapping[str, Sequence[Tirage]]) -> Shown:
    """The last draw of each part; those before it, with the reason of the next."""
    shown: Shown = []
    for code, listed in draws.items():
        shown += [rich_text()] if shown else []
        shown.append(
            rich_text(_("session {session}, draw for {partie}").format(session=visible(session), partie=code))
        )
        shown += [
            rich_text(line)
            for rang, each in enumerate(listed, 1)
            for line in _said(rang, each, listed[rang:])
        ]
        last = listed[-1]
        if last.groupes:
            shown.append(_groups(last))
    return shown or [
        rich_text(_("session {session}: nothing is drawn or committed to").format(session=visible(session)))
    ]


def _said(rang: int, tirage: Tirage, later: Sequence[Tirage]) -> Iterator[str]:
    if later:
        yield _("draw {rank} no longer counts: {reason}").format(
            rank=rang, reason=visible(later[0].motif or "–")
        )
        return
    on = f" ({tirage.engage_le.isoformat()})" if tirage.engage_le else ""
    yield _("committed to: {digest}{day}").format(digest=tirage.engagement, day=on)
    if not tirage.is_drawn:
        yield _("not drawn yet: --public says what is thrown aloud before those present")
        return
    day = tirage.le.isoformat() if tirage.le else "–"
    yield _("drawn on {day} among {count}: « {public} », secret {secret}").format(
        day=day,
        count=len(tirage.presents),
        public=visible(tirage.public or "–"),
        secret=visible(tirage.secret or "–"),
    )


def _groups(tirage: Tirage) -> Renderable:
    cases = ["cas"] if any(each.cas for each in tirage.groupes) else []
    columns: list[TableColumn | str] = [TableColumn("groupe", always=True), "candidats", *cases]
    rows: list[list[object]] = [
        [each.groupe, ", ".join(each.candidats), *([each.cas or "–"] if cases else [])]
        for each in tirage.groupes
    ]
    return table(columns, rows)
