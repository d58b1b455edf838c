"""The draws by lot: what was committed to, what came out, and whether the one gives the other."""

from collections.abc import Iterator

from certeval.diagnostics import Finding, Kind, Path
from certeval.diagnostics.families import sessions as kinds
from certeval.jury.checks.subject import SessionSubject, no_part, not_expected, repetitions
from certeval.jury.tirage import lots, parts
from certeval.jury.tirage.file import Tirage
from certeval.referentiel.epreuves import Partie
from certeval.scores.groups import group_of
from certeval.text.cell_text import says
from certeval.text.nearest import Suggestions, fold, suggestion


def draws_are_what_their_minutes_give(subject: SessionSubject) -> Iterator[Finding]:
    """Each draw is of a part of an épreuve, among candidates of the session, and is computed again."""
    for key, draws in subject.session.model.tirage.items():
        at: Path = ("tirage", key)
        partie = parts.part(key, subject.referentiel)
        if partie is None:
            yield no_part(subject, "tirage", key)
            continue
        for i, tirage in enumerate(draws):
            if i and not says(tirage.motif or ""):
                yield Finding(kinds.DRAWN_AGAIN, (*at, i), {"partie": partie.code})
            if tirage.is_drawn:
                yield from _draw(subject, partie, tirage, (*at, i))


def marks_of_groups_are_of_those_drawn_into_them(subject: SessionSubject) -> Iterator[Finding]:
    """Who has the mark of a group that was drawn for what it is about was drawn into that group."""
    draws: list[tuple[str, dict[str, set[str]], set[str]]] = []
    for key in subject.session.model.tirage:
        members: dict[str, set[str]] = {}
        for code, each in parts.places(subject.session, key).items():
            members.setdefault(fold(each.groupe), set()).add(code)
        entries = set(subject.sitting.entries_of(subject.referentiel.resolve(key) or ""))
        draws.append((key, members, entries))
    for code, candidate in subject.candidates.items() if draws else ():
        told: set[str] = set()
        for cell_key, cell in candidate.each():
            element, name = cell_key.element, group_of(cell)
            group = fold(name)
            mine = [(key, of[group]) for key, of, entries in draws if element in entries and group in of]
            if mine and name not in told and not any(fold(code) in each for _, each in mine):
                told.add(name)
                arguments = {"candidat": code, "groupe": name, "element": element}
                yield Finding(kinds.OTHER_GROUP, ("tirage", mine[0][0]), arguments, at_key=True)


def _draw(subject: SessionSubject, partie: Partie, tirage: Tirage, at: Path) -> Iterator[Finding]:
    yield from _presents(subject, partie, tirage, at)
    missing = tuple(key for key in ("secret", "public", "presents") if not getattr(tirage, key))
    if missing:
        yield Finding(kinds.DRAW_INCOMPLETE, at, {"partie": partie.code, "lacking": missing})
        return
    if lots.commitment(tirage.secret or "") != tirage.engagement:
        yield Finding(kinds.OTHER_SECRET, (*at, "secret"), {"partie": partie.code})
    if tirage.le is not None and tirage.engage_le is not None and tirage.le < tirage.engage_le:
        days = {"day": tirage.le.isoformat(), "committed": tirage.engage_le.isoformat()}
        yield Finding(kinds.COMMITTED_AFTER, (*at, "engage_le"), {"partie": partie.code, **days})
    size = parts.bounds(partie, tirage)
    if size is None:
        yield Finding(kinds.NO_SIZE, at, {"partie": partie.code})
    elif finding := no_group_reason(len(tirage.presents), size):
        kind, arguments = finding
        yield Finding(kind, (*at, "presents"), arguments, at_key=True)
    elif parts.as_groups(parts.draw_again(tirage, partie)) != tirage.groupes:
        key: Path = ("groupes",) if tirage.groupes else ()
        yield Finding(kinds.OTHER_GROUPS, (*at, *key), {"partie": partie.code}, at_key=bool(key))


def no_group_reason(present: int, size: lots.GroupSize) -> tuple[Kind, dict[str, object]] | None:
    """What to say of a number of candidates that makes no groups; None of one that does."""
    if lots.sizes(present, size):
        return None
    instead = tuple(map(str, lots.nearest(present, size)))
    return kinds.NO_GROUPS, {"count": present, "de": size.de, "a": size.a, "instead": instead}


def _presents(subject: SessionSubject, partie: Partie, tirage: Tirage, at: Path) -> Iterator[Finding]:
    """Those present are candidates, each once; so is each case. Those of the draw that counts are to sit the part."""
    counts = tirage is parts.last_draw(subject.session, partie.code)
    suggestions, options = Suggestions(), list(subject.candidates)
    mentions = [((*at, "presents", i), text) for i, text in enumerate(tirage.presents)]
    again = {each.path: each for each in repetitions((path, [text]) for path, text in mentions)}
    yield from again.values()
    yield from repetitions(((*at, "cas", i), [text]) for i, text in enumerate(tirage.cas))
    for path, mention in mentions:
        if options and path not in again and subject.candidate(mention) is None:
            arguments = {"given": mention} | suggestion(suggestions.nearest(mention, options))
            yield Finding(kinds.UNKNOWN_CANDIDATE, path, arguments)
        elif counts and path not in again:
            yield from not_expected(subject, partie, path, mention)
