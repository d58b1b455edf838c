"""The timetable of a part, from what its session says: who is heard, for how long, when panels sit, what can't be."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import combinations
from typing import Final, NamedTuple

from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import sessions as kinds
from certeval.jury.oraux.file import Indisponibilite, Oraux, Passage, Plage
from certeval.jury.oraux.hours import Day, OralNeeds, Slot, TimeSpan, free_spans
from certeval.jury.session import Session
from certeval.jury.tirage import parts
from certeval.referentiel.epreuves import Partie
from certeval.referentiel.texts import Duree
from certeval.text.nearest import fold, folded_get, folded_key

THIRD: Final = re.compile(
    "(?<!sans)(?<!hors)(?<!pasde)((tiers|1/3)(de|du)?temps|major(e|ee|ation)(d'un|d'|de)?(tiers|1/3))"
)
"""How an accommodation of a third more time is written, folded, without hyphens: « temps majoré d'un tiers » too."""
HYPHENS: Final = re.compile("[-\u2010-\u2015]")
DAY: Final = 24 * 60


@dataclass(frozen=True)
class PlannedPart:
    """The orals of one part: what the référentiel says of it, what the session does."""

    session: Session
    partie: Partie
    oraux: Oraux

    @property
    def key(self) -> str:
        """The key under which the session has it, else its code."""
        return folded_key(self.session.model.oraux, self.partie.code) or self.partie.code

    @property
    def usual(self) -> timedelta | None:
        """How long an oral lasts, as the référentiel says, by its phases where it says no more; else the session."""
        own = self.partie.duree
        if own is not None:
            return _minutes(own)
        phases = [each.duree for each in self.partie.deroulement]
        if phases and all(phases):
            return sum(map(_minutes, phases), timedelta())
        return _minutes(self.oraux.duree) if self.oraux.duree else None

    @property
    def preparation(self) -> timedelta:
        return _minutes(self.oraux.preparation)

    @property
    def panels(self) -> list[str]:
        """The codes of the panels, in the order of the file."""
        return list(dict.fromkeys(each.jury for each in self.oraux.plages))

    @cached_property
    def absences(self) -> Mapping[str, list[TimeSpan]]:
        """When each candidate or member can't be there, by folded code."""
        absences: dict[str, list[TimeSpan]] = {}
        for each in self.oraux.indisponibilites:
            absences.setdefault(fold(each.qui), []).append(span_of(each))
        return absences

    @property
    def before(self) -> tuple[date, Path] | None:
        """The day of the part that this one follows, and where it is said: here, else by its draw, else by what
        candidates are called to it by; None where it follows none, or nothing says when.
        """
        after = self.partie.apres
        if after is None:
            return None
        if self.oraux.apres is not None:
            return self.oraux.apres, ("oraux", self.key, "apres")
        draw = parts.last_draw(self.session, after.partie)
        if draw is not None and draw.le is not None:
            return draw.le, ("tirage", folded_key(self.session.model.tirage, after.partie) or after.partie)
        convocations = self.session.values("convocations.*")
        same = ((path, each) for path, each in convocations if fold(each.epreuve) == fold(after.partie))
        days = [(each.le, (*path, "le")) for path, each in same]
        return max(days, default=None)

    @property
    def soonest(self) -> datetime:
        """The first moment at which orals may begin: the delay after the part before, from the end of its day where
        the delay is of hours.
        """
        after, before = self.partie.apres, self.before
        if after is None or before is None:
            return datetime.min  # noqa: DTZ901 -- hours are those of the place
        day, _where = before
        delay = after.delai.minutes if after.delai else 0
        whole, rest = divmod(delay, DAY)
        begin = datetime.combine(day + timedelta(days=whole), time())
        return begin + timedelta(days=1, minutes=rest) if rest else begin

    def length(self, candidate: str, usual: timedelta) -> timedelta:
        """How long a candidate is heard: as declared, a third more where the registration says `tiers temps`."""
        own = folded_get(self.oraux.durees, candidate)
        if own is not None:
            return _minutes(own)
        return third_more(usual) if has_third_more(self.session, candidate) else usual

    def tied_hours(self, candidate: str) -> tuple[tuple[int, TimeSpan], ...]:
        """The hours of panels, by rank, in which a member sits who is tied to a candidate."""
        jury = self.session.model.jury
        ties = jury.liens if jury else ()
        members = {fold(each.membre) for each in ties if fold(each.candidat) == fold(candidate)}
        return tuple(
            (self.panels.index(each.jury), span_of(each))
            for each in (self.oraux.plages if members else ())
            if members & set(map(fold, each.membres))
        )


def has_third_more(session: Session, candidate: str) -> bool:
    """Whether a candidate has a third more time, by the accommodation that its registration says."""
    inscription = session.inscription(candidate)
    amenagement = inscription.amenagement if inscription else None
    return bool(THIRD.search(HYPHENS.sub("", fold(amenagement or ""))))


def third_more(usual: timedelta) -> timedelta:
    """A third more time, in whole minutes that are not less."""
    return usual + timedelta(minutes=-(-usual // timedelta(minutes=3)))


def _minutes(duree: Duree | None) -> timedelta:
    return timedelta(minutes=duree.minutes if duree else 0)


def span(day: date, begin: time | None, end: time | None) -> TimeSpan:
    """From an hour to another of a day; of the whole day where none is said."""
    start = datetime.combine(day, begin or time())
    return TimeSpan(
        start, datetime.combine(day, end) if end else datetime.combine(day + timedelta(days=1), time())
    )


def span_of(each: Plage | Passage | Indisponibilite) -> TimeSpan:
    return span(each.le, each.de, each.a)


def sittings(plages: Iterable[Plage]) -> list[Plage]:
    """When panels sit, in order of time: hours that follow each other are one where the same members stay in their
    room.
    """
    whole: list[Plage] = []
    ranks: dict[tuple[object, ...], int] = {}
    for each in sorted(plages, key=span_of):
        key = each.le, fold(each.jury), fold(each.salle), frozenset(map(fold, each.membres))
        last = whole[ranks[key]] if key in ranks else None
        if last is not None and each.de <= last.a:
            to = {"a": max(last.a, each.a), "pauses": (*last.pauses, *each.pauses)}
            whole[ranks[key]] = last.model_copy(update=to)
        else:
            ranks[key] = len(whole)
            whole.append(each)
    return whole


def members_of(oraux: Oraux, passage: Passage) -> Iterator[str]:
    """The members of the panel who sit then."""
    for plage in oraux.plages:
        if fold(plage.jury) == fold(passage.jury) and span_of(plage).meets(span_of(passage)):
            yield from plage.membres


class OtherOral(NamedTuple):
    """An oral of another part: who can't be elsewhere meanwhile, its candidate from the preparation on, and which room
    is taken.
    """

    passage: Passage
    membres: frozenset[str]
    whole: TimeSpan


def other_orals(session: Session, partie: str) -> list[OtherOral]:
    """The orals of the other parts of a session."""
    orals: list[OtherOral] = []
    for code, oraux in session.model.oraux.items():
        for each in oraux.passages if fold(code) != fold(partie) else ():
            start, end = span_of(each)
            whole = TimeSpan(start - _minutes(oraux.preparation), end)
            orals.append(OtherOral(each, frozenset(map(fold, members_of(oraux, each))), whole))
    return orals


def day(part: PlannedPart, usual: timedelta) -> Day:
    """When panels sit, without their breaks, nor when a member can't be there or hears another part."""
    others = other_orals(part.session, part.partie.code)
    stretches: list[Slot] = []
    for each in sittings(part.oraux.plages):
        members = set(map(fold, each.membres))
        busy = [span(each.le, one.de, one.a) for one in each.pauses]
        busy += [one for member in members for one in part.absences.get(member, ())]
        busy += [
            span_of(one.passage)
            for one in others
            if members & one.membres or fold(one.passage.salle) == fold(each.salle)
        ]
        rank = part.panels.index(each.jury)
        stretches += [Slot(free, rank, each.salle) for free in free_spans(span_of(each), busy)]
    return Day(stretches, usual, _minutes(part.oraux.battement))


def oral_needs(part: PlannedPart, candidates: Iterable[str], usual: timedelta) -> Iterator[OralNeeds]:
    """What is asked for each candidate; mates are those of the group drawn for the part before."""
    before = part.partie.apres.partie if part.partie.apres else part.partie.code
    places = parts.places(part.session, before)
    busy = {key: list(spans) for key, spans in part.absences.items()}
    for other in other_orals(part.session, part.partie.code):
        busy.setdefault(fold(other.passage.candidat), []).append(other.whole)
    for code in candidates:
        mates, length, tied = places.get(fold(code)), part.length(code, usual), part.tied_hours(code)
        own, groupe = tuple(busy.get(fold(code), ())), mates.groupe if mates else ""
        yield OralNeeds(code, length, part.preparation, own, part.soonest, tied, groupe)


def sits_twice(part: PlannedPart) -> Finding | None:
    """Hours of a part in which a panel, a member or a room would hear two candidates at once; None where none are."""
    key = part.key
    for (i, one), (j, other) in combinations(enumerate(part.oraux.plages), 2):
        who = _common_part(one, other)
        if who and span_of(one).meets(span_of(other)):
            related = ((kinds.FIRST, ("oraux", key, "plages", i)),)
            return Finding(kinds.SITS_TWICE, ("oraux", key, "plages", j), {"who": who}, related=related)
    return None


def _common_part(one: Plage, other: Plage) -> str:
    """The panel, the room or the member that two hours have in common; "" where nothing is."""
    if fold(one.jury) == fold(other.jury):
        return other.jury
    if fold(one.salle) == fold(other.salle):
        return other.salle
    members = set(map(fold, one.membres))
    return next((each for each in other.membres if fold(each) in members), "")
