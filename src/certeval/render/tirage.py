"""A draw by lot in words and in JSON: what was committed to, who is with whom on which case, how to check it."""

from collections.abc import Iterator, Mapping, Sequence

from certeval.jury.tirage.file import Tirage
from certeval.jury.tirage.lots import METHOD
from certeval.messages import _
from certeval.render.json_text import json_document
from certeval.render.referentiel.json import plain
from certeval.render.tables import Renderable, Renderables, table_with_labels
from certeval.render.words import visible


def as_json(session: str, draws: Mapping[str, Sequence[Tirage]]) -> str:
    """Each draw with all that it is computed from."""
    plain_draws = {code: [plain(each) for each in tirages] for code, tirages in draws.items()}
    return json_document("certeval/tirage/1", session=session, methode=METHOD, tirages=plain_draws)


def as_tables(session: str, draws: Mapping[str, Sequence[Tirage]]) -> Renderables:
    """The last draw of each part; those before it, with the reason of the next."""
    content: Renderables = []
    for code, tirages in draws.items():
        content += [""] if content else []
        content.append(
            _("session {session}, draw for {partie}", session=visible(session), partie=visible(code))
        )
        for rang, each in enumerate(tirages, 1):
            content += _draw_lines(rang, each, tirages[rang:])
        last = tirages[-1]
        if last.groupes:
            content.append(_groups(last))
    return content or [_("session {session}: nothing is drawn or committed to", session=visible(session))]


def _draw_lines(rang: int, tirage: Tirage, later: Sequence[Tirage]) -> Iterator[str]:
    if later:
        yield _("draw {rank} no longer counts: {reason}", rank=rang, reason=visible(later[0].motif or "–"))
        return
    on = f" ({tirage.engage_le.isoformat()})" if tirage.engage_le else ""
    yield _("committed to: {digest}{day}", digest=tirage.engagement, day=on)
    if not tirage.is_drawn:
        yield _("not drawn yet: --public says what is thrown aloud before those present")
        return
    day = tirage.le.isoformat() if tirage.le else "–"
    yield _(
        "drawn on {day} among {count}: « {public} », secret {secret}",
        day=day,
        count=len(tirage.presents),
        public=visible(tirage.public or "–"),
        secret=visible(tirage.secret or "–"),
    )


def _groups(tirage: Tirage) -> Renderable:
    cases = ["cas"] if any(each.cas for each in tirage.groupes) else []
    rows = [
        [each.groupe, ", ".join(each.candidats), *([each.cas or "–"] if cases else [])]
        for each in tirage.groupes
    ]
    return table_with_labels(["groupe", "candidats", *cases], rows)
