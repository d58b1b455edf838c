"""What only the versions of a certification together show: their periods, their lock, what they replace."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby, pairwise

from certeval.checks import equivalences
from certeval.diagnostics import Diagnostic, Kind, Path, in_order
from certeval.diagnostics.families import versions as kinds
from certeval.frozen import frozen
from certeval.referentiel.catalogue import period
from certeval.referentiel.load import Loaded, Referentiel
from certeval.text.nearest import nearest
from certeval.versions import bumps, lock
from certeval.versions.difference import Sorte
from certeval.versions.lock import Lock, Locked
from certeval.versions.matching import links
from certeval.versions.meaning import meaning
from certeval.versions.outline import CODED, parts
from certeval.versions.places import Places

Named = tuple[str, Loaded]
"""A version's CODE@VERSION, as its file is named, and what reading it gave."""


@frozen
class Catalogue:
    """One folder of référentiels and its lock: versions by name and in order, the names of those that are checked
    (the others stand beside them) and of all there are.
    """

    versions: Mapping[str, Loaded]
    checked: frozenset[str]
    present: frozenset[str]
    lock: Lock | None = None


def check_catalogue(catalogue: Catalogue) -> list[Diagnostic]:
    """Everything to say of the lock of a folder, and of the versions that are checked, among the others."""
    found: list[Diagnostic] = []
    if catalogue.lock is not None:
        found += catalogue.lock.diagnostics
        found += locked_versions_are_there(catalogue.lock, catalogue.present)
    among: list[Diagnostic] = []
    for _code, group in groupby(catalogue.versions.items(), key=lambda named: named[0].partition("@")[0]):
        versions = list(group)
        among += [each for check in AMONG_VERSIONS for each in check(versions)]
    for name in catalogue.checked:
        loaded = catalogue.versions[name]
        found += [each for each in among if each.place.file == loaded.document.file]
        held = catalogue.lock.versions.get(name) if catalogue.lock else None
        if held is not None and loaded.referentiel is not None:
            found += locked_versions_are_unchanged(loaded.referentiel, name, held)
    return in_order(found)


def no_version(loaded: Loaded) -> Diagnostic:
    """That a file lies in a catalogue where nothing chooses it: it is no `<code>/<version>.yaml`."""
    about = loaded.model.certification if loaded.model else None
    name = f"{about.code}/{about.version}.yaml" if about else "<code>/<version>.yaml"
    return Diagnostic(kinds.NO_VERSION, loaded.document.place(()), {"name": name})


@dataclass(frozen=True, slots=True, order=True)
class Dated:
    """A version with the days it is in force, both included; open ends are the first and the last day there are."""

    since: date
    until: date
    name: str = field(compare=False)
    loaded: Loaded = field(compare=False)

    def finding(self, kind: Kind, **arguments: object) -> Diagnostic:
        """A finding at the day its period begins."""
        path = ("certification", "en_vigueur", "du")
        return Diagnostic(kind, self.loaded.document.place(path), {"version": self.name, **arguments})


def periods_follow_one_another(versions: list[Named]) -> Iterator[Diagnostic]:
    """On each day one version is in force, from the first to the last day of any."""
    dated = _dated(versions)
    anytime = len(dated) < len(versions)
    if not dated:
        return
    last, *others = sorted(dated)
    for each in others:
        if each.since <= last.until:
            day = min(each.until, last.until) if each.since == date.min else each.since
            yield each.finding(kinds.PERIODS_OVERLAP, other=last.name, day=day.isoformat())
        elif not anytime and (between := each.since - last.until).days > 1:
            since = last.until + timedelta(days=1)
            until = since + between - timedelta(days=2)
            days = {"since": since.isoformat(), "until": until.isoformat()}
            yield each.finding(kinds.PERIODS_APART, other=last.name, **days)
        last = max(last, each, key=lambda one: one.until)


def versions_say_their_period(versions: list[Named]) -> Iterator[Diagnostic]:
    """Each of several versions of a certification says when it is in force."""
    dated = _dated(versions)
    undated = [(name, loaded) for name, loaded in versions if loaded.model and period(loaded) == (None, None)]
    for i, (name, loaded) in enumerate(undated):
        place = loaded.document.place(("certification", "version"))
        if i:
            yield Diagnostic(kinds.NO_PERIODS, place, {"version": name, "other": undated[i - 1][0]})
        elif dated:
            yield Diagnostic(kinds.NO_PERIOD, place, {"version": name, "other": dated[0].name})


def _dated(versions: list[Named]) -> list[Dated]:
    """The versions that say a period which has a day."""
    found: list[Dated] = []
    for name, loaded in versions:
        since, until = period(loaded)
        if (since or until) and (since or date.min) <= (until or date.max):
            found.append(Dated(since or date.min, until or date.max, name, loaded))
    return found


def what_is_replaced_was_there(versions: list[Named]) -> Iterator[Diagnostic]:
    """`remplace` names codes of the version before, unless that version said so already."""
    able = [(name, loaded.referentiel) for name, loaded in versions if loaded.referentiel is not None]
    for (name, earlier), (_later_name, later) in pairwise(able):
        yield from _unknown(name, earlier, later)


def _unknown(name: str, earlier: Referentiel, later: Referentiel) -> Iterator[Diagnostic]:
    if not any(each.model.remplace for each in later.elements.values()):
        return
    before = parts(meaning(earlier.model))
    for (kind, element), code in links(before, parts(meaning(later.model))).unknown:
        said = later.elements[element].model.remplace
        at: Path = (*later.elements[element].path, "remplace")
        if not isinstance(said, str) and said is not None:
            at = (*at, said.index(code))
        known = [other for each, other in before.parts if each == kind and kind in CODED]
        arguments = {"element": element, "code": code, "version": name, "suggestion": nearest(code, known)}
        yield Diagnostic(kinds.REPLACES_UNKNOWN, later.document.place(at), arguments)


AMONG_VERSIONS = (
    periods_follow_one_another,
    versions_say_their_period,
    what_is_replaced_was_there,
    equivalences.equivalences_name_what_was_there,
)
"""Every check of the versions of one certification, in order."""


def locked_versions_are_unchanged(referentiel: Referentiel, name: str, held: Locked) -> Iterator[Diagnostic]:
    """A locked version means what it meant: each change is told where it stands."""
    if lock.same_meaning(held, referentiel):
        return
    comparison = lock.since(held, referentiel)
    if comparison is None:
        place = referentiel.document.place(("certification", "version"))
        yield Diagnostic(kinds.LOCK_UNKNOWN, place, {"version": name})
        return
    places = Places(comparison)
    for difference in lock.refused(comparison):
        gone = difference.sorte is Sorte.SUPPRIME
        place = referentiel.document.place(places.of(difference), at_key=gone)
        least = bumps.next_version(comparison.old.version, bumps.NEEDED[difference.classe])
        arguments = {"version": name, "difference": difference, "least": least}
        yield Diagnostic(kinds.LOCKED_CHANGED, place, arguments)


def locked_versions_are_there(found: Lock, present: frozenset[str]) -> Iterator[Diagnostic]:
    """A locked version keeps its file."""
    for name in found.versions:
        if name not in present:
            file = f"{name.replace('@', '/')}.yaml"
            yield Diagnostic(
                kinds.LOCKED_GONE, found.place("versions", name), {"version": name, "file": file}
            )
