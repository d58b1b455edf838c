"""The timetables of orals, whoever made them: each passage is looked at with nothing of what places candidates."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import NamedTuple

from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import sessions as kinds
from certeval.jury.checks.composition import authorisation_ended
from certeval.jury.checks.names import what_is_named_exists
from certeval.jury.checks.subject import SessionSubject, no_part, not_expected, repetitions, unknown_names
from certeval.jury.oraux.file import Passage, Plage
from certeval.jury.oraux.hours import TimeSpan
from certeval.jury.oraux.part_timetable import make_timetable
from certeval.jury.oraux.planning import PlannedPart, sittings, span, span_of
from certeval.jury.session import Session
from certeval.jury.tirage import parts
from certeval.text.nearest import fold


def orals_are_of_a_part(subject: SessionSubject) -> Iterator[Finding]:
    """Each timetable is of a part of an épreuve, and hours follow each other."""
    for key in subject.session.model.oraux:
        if parts.part(key, subject.referentiel) is None:
            yield no_part(subject, "oraux", key)
    for path, (begin, end) in _hours(subject.session):
        if begin >= end:
            yield Finding(kinds.HOURS_OF_PANEL, path, {"begin": f"{begin:%H:%M}", "end": f"{end:%H:%M}"})
    members = tuple(each.code for _, each in subject.session.members())
    for path, code in subject.session.values("oraux.*.plages.*.membres.*"):
        if subject.session.member(code) is None:
            yield Finding(kinds.UNKNOWN_MEMBER, path, {"given": code, "known": members})


def _hours(session: Session) -> Iterator[tuple[Path, TimeSpan]]:
    for path, plage in session.values("oraux.*.plages.*"):
        yield (*path, "de"), span_of(plage)
        for i, each in enumerate(plage.pauses):
            yield (*path, "pauses", i, "de"), span(plage.le, each.de, each.a)
    yield from (((*path, "le"), span_of(each)) for path, each in session.values("oraux.*.indisponibilites.*"))
    yield from (((*path, "de"), span_of(each)) for path, each in session.values("oraux.*.passages.*"))


def absences_are_of_candidates_or_members(subject: SessionSubject) -> Iterator[Finding]:
    """Nobody but a candidate or a member is kept free: hours of a misspelt code would be lost."""
    options = [*subject.everybody, *(each.code for _, each in subject.session.members())]
    mentions = subject.session.values("oraux.*.indisponibilites.*.qui")
    return unknown_names(kinds.NOBODY_AWAY, mentions, options)


def what_a_timetable_is_made_of(subject: SessionSubject) -> Iterator[Finding]:
    """What is wrong with hours, absences and ties, which orals would be placed without; not with passages."""
    for each in (orals_are_of_a_part, absences_are_of_candidates_or_members, what_is_named_exists):
        for finding in each(subject):
            if finding.path[0] in {"oraux", "jury"} and "passages" not in finding.path:
                yield finding


class Oral(NamedTuple):
    """A passage, its path, the part it is of, its time, the hours in which its panel sits through it."""

    passage: Passage
    path: Path
    part: PlannedPart
    span: TimeSpan
    plages: tuple[Plage, ...]

    @property
    def whole(self) -> TimeSpan:
        """Its time, and that of the candidate's preparation before it."""
        return TimeSpan(self.span.start - self.part.preparation, self.span.end)


def orals_suit_their_panels(subject: SessionSubject) -> Iterator[Finding]:
    """Each oral is before a panel that sits then and may hear the candidate, late and long enough."""
    for each in _orals(subject):
        yield from _oral_findings(subject, each)


def _orals(subject: SessionSubject) -> Iterator[Oral]:
    for path, part in _parts(subject):
        plages: dict[tuple[str, str], list[Plage]] = {}
        for plage in sittings(part.oraux.plages):
            plages.setdefault(_where(plage), []).append(plage)
        for i, each in enumerate(part.oraux.passages):
            when = span_of(each)
            mine = tuple(plage for plage in plages.get(_where(each), ()) if _sits(plage, when))
            yield Oral(each, (*path, "passages", i), part, when, mine)


def _where(hours: Plage | Passage) -> tuple[str, str]:
    """The panel and the room, as they are compared."""
    return fold(hours.jury), fold(hours.salle)


def _parts(subject: SessionSubject) -> Iterator[tuple[Path, PlannedPart]]:
    """The parts that have orals, with the path of these."""
    for path, oraux in subject.session.values("oraux.*"):
        partie = parts.part(str(path[-1]), subject.referentiel)
        if partie is not None:
            yield path, PlannedPart(subject.session, partie, oraux)


def _oral_findings(subject: SessionSubject, oral: Oral) -> Iterator[Finding]:
    passage, path, part = oral.passage, oral.path, oral.part
    code = passage.candidat
    arguments: dict[str, object] = {"candidat": code, "partie": part.partie.code}
    if subject.candidate(code) is None:
        yield Finding(kinds.UNKNOWN_CANDIDATE, (*path, "candidat"), {"given": code})
    else:
        yield from not_expected(subject, part.partie, (*path, "candidat"), code)
    if not oral.plages:
        yield Finding(kinds.PANEL_DOES_NOT_SIT, (*path, "jury"), arguments | {"panel": passage.jury})
    else:
        yield from _members(subject, oral, arguments)
    if oral.span.start < part.soonest:
        yield Finding(kinds.ORAL_TOO_SOON, (*path, "le"), arguments | {"soonest": f"{part.soonest:%Y-%m-%d}"})
    usual = part.usual
    if usual is not None and oral.span.end - oral.span.start < part.length(code, usual):
        minutes = part.length(code, usual) // timedelta(minutes=1)
        yield Finding(kinds.ORAL_TOO_SHORT, (*path, "a"), arguments | {"minutes": minutes})
    if _is_away(code, part, oral.whole):
        yield Finding(kinds.NOT_AVAILABLE, (*path, "de"), arguments | {"who": code})


def _sits(plage: Plage, when: TimeSpan) -> bool:
    """Whether a panel sits through an oral: its hours hold it, and no break is within."""
    rests = any(span(plage.le, each.de, each.a).meets(when) for each in plage.pauses)
    return span_of(plage).holds(when) and not rests


def _members(subject: SessionSubject, oral: Oral, arguments: dict[str, object]) -> Iterator[Finding]:
    jury = subject.session.model.jury
    members = {fold(each): each for each in _panel(oral)}
    for tie in jury.liens if jury else ():
        if fold(tie.candidat) == fold(oral.passage.candidat) and fold(tie.membre) in members:
            tied = {"member": tie.membre, "nature": tie.nature}
            yield Finding(kinds.PANEL_TIED, (*oral.path, "jury"), arguments | tied)
    for each in members.values():
        if _is_away(each, oral.part, oral.span):
            yield Finding(kinds.NOT_AVAILABLE, (*oral.path, "jury"), arguments | {"who": each})


def _is_away(code: str, part: PlannedPart, when: TimeSpan) -> bool:
    return any(each.meets(when) for each in part.absences.get(fold(code), ()))


def panels_have_their_authorisation(subject: SessionSubject) -> Iterator[Finding]:
    """Whoever sits in a panel is authorised on the day of its hours."""
    for path, plage in subject.session.values("oraux.*.plages.*"):
        for member in filter(None, map(subject.session.member, plage.membres)):
            yield from authorisation_ended(member, plage.le, (*path, "membres"))


def nobody_is_in_two_places(subject: SessionSubject) -> Iterator[Finding]:
    """A candidate, preparing for it too, a member and a room are in one oral at a time, whatever its part; a panel, of
    those of its part.
    """
    for one, other in _pairs(_orals(subject)):
        who = _common(one, other)
        if who:
            related = ((kinds.FIRST, one.path),)
            yield Finding(kinds.TWO_AT_ONCE, other.path, {"who": who}, related=related)


def _pairs(orals: Iterable[Oral]) -> Iterator[tuple[Oral, Oral]]:
    """Each two orals of which the later, or its preparation, begins before the other ends."""
    still: list[Oral] = []
    for each in sorted(orals, key=lambda one: (one.whole, one.span)):
        still = [one for one in still if each.whole.start < one.whole.end]
        yield from ((one, each) if one.span <= each.span else (each, one) for one in still)
        still.append(each)


def _common(one: Oral, other: Oral) -> str:
    """Who or what would be in both; "" where nobody."""
    if one.whole.meets(other.whole) and fold(one.passage.candidat) == fold(other.passage.candidat):
        return one.passage.candidat
    if not one.span.meets(other.span):
        return ""
    for key in ("salle", "jury") if one.part is other.part else ("salle",):  # P1 of another part is another
        mine = str(getattr(one.passage, key))
        if fold(mine) == fold(getattr(other.passage, key)):
            return mine
    members = {fold(each): each for each in _panel(one)}
    return next((members[fold(each)] for each in _panel(other) if fold(each) in members), "")


def _panel(oral: Oral) -> list[str]:
    return [member for each in oral.plages for member in each.membres]


def everybody_expected_has_an_oral(subject: SessionSubject) -> Iterator[Finding]:
    """Once a part has a timetable, whoever is expected to it is in it, once."""
    for path, part in _parts(subject):
        codes = [each.candidat for each in part.oraux.passages]
        if not codes:
            continue
        yield from repetitions(((*path, "passages", i, "candidat"), [each]) for i, each in enumerate(codes))
        everybody = list(
            parts.examinees(subject.session, subject.sitting, part.partie.code, subject.candidates)
        )
        absent = parts.absentees(subject.session, part.partie, everybody)
        keys = set(map(fold, (*absent, *codes)))
        missing = [code for code in everybody if fold(code) not in keys]
        if missing:
            arguments = {"partie": part.partie.code, "candidats": ", ".join(missing), "count": len(missing)}
            yield Finding(kinds.WITHOUT_ORAL, (*path, "passages"), arguments, at_key=True)


def panels_sit_long_enough(subject: SessionSubject) -> Iterator[Finding]:
    """While a part has no timetable, one can be made of the hours that panels sit."""
    for _path, part in _parts(subject):
        if part.oraux.plages and not part.oraux.passages:
            everybody = parts.examinees(
                subject.session, subject.sitting, part.partie.code, subject.candidates
            )
            outcome = make_timetable(part, everybody)
            if isinstance(outcome, Finding):
                yield outcome
