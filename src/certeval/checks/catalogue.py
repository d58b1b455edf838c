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
from certeval.referentiel.load import Compilation, Referentiel
from certeval.referentiel.meaning import meaning
from certeval.text.nearest import nearest
from certeval.versions import lock
from certeval.versions.difference import Sorte
from certeval.versions.lock import Lock, LockEntry
from certeval.versions.matching import links
from certeval.versions.outline import CODE_KINDS, parts
from certeval.versions.places import Places

VersionCompilation = tuple[str, Compilation]
"""A version's CODE@VERSION, as its file is named, and what reading it gave."""


@frozen
class Catalogue:
    """One folder of référentiels and its lock: versions by name and in order, the names of those that are checked
    (the others stand beside them) and of all there are.
    """

    versions: Mapping[str, Compilation]
    to_check: frozenset[str]
    present: frozenset[str]
    lock: Lock | None = None


def check_catalogue(catalogue: Catalogue) -> list[Diagnostic]:
    """Everything to say of the lock of a folder, and of the versions that are checked, among the others."""
    diagnostics: list[Diagnostic] = []
    if catalogue.lock is not None:
        diagnostics += catalogue.lock.diagnostics
        diagnostics += locked_versions_are_there(catalogue.lock, catalogue.present)
    among: list[Diagnostic] = []
    for _code, group in groupby(catalogue.versions.items(), key=lambda pair: pair[0].partition("@")[0]):
        versions = list(group)
        among += [each for check in AMONG_VERSIONS for each in check(versions)]
    for name in catalogue.to_check:
        compilation = catalogue.versions[name]
        diagnostics += [each for each in among if each.place.file == compilation.document.file]
        lock_entry = catalogue.lock.versions.get(name) if catalogue.lock else None
        if lock_entry is not None and compilation.referentiel is not None:
            diagnostics += locked_versions_keep_their_meaning(compilation.referentiel, name, lock_entry)
    return in_order(diagnostics)


def stray_file(compilation: Compilation) -> Diagnostic:
    """That a file lies in a catalogue where nothing chooses it: it is no `<code>/<version>.yaml`."""
    about = compilation.model.certification if compilation.model else None
    name = f"{about.code}/{about.version}.yaml" if about else "<code>/<version>.yaml"
    return Diagnostic(kinds.NO_VERSION, compilation.document.place(()), {"name": name})


@dataclass(frozen=True, slots=True, order=True)
class VersionPeriod:
    """A version with the days it is in force, both included; open ends are the first and the last day there are."""

    since: date
    until: date
    name: str = field(compare=False)
    compilation: Compilation = field(compare=False)

    def finding(self, kind: Kind, **arguments: object) -> Diagnostic:
        """A finding at the day its period begins."""
        path = ("certification", "en_vigueur", "du")
        return Diagnostic(kind, self.compilation.document.place(path), {"version": self.name, **arguments})


def periods_follow_one_another(versions: list[VersionCompilation]) -> Iterator[Diagnostic]:
    """On each day one version is in force, from the first to the last day of any."""
    periods = _periods(versions)
    anytime = len(periods) < len(versions)
    if not periods:
        return
    last, *others = sorted(periods)
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


def versions_say_their_period(versions: list[VersionCompilation]) -> Iterator[Diagnostic]:
    """Each of several versions of a certification says when it is in force."""
    periods = _periods(versions)
    without_period = [
        (name, compilation)
        for name, compilation in versions
        if compilation.model and period(compilation) == (None, None)
    ]
    for i, (name, compilation) in enumerate(without_period):
        place = compilation.document.place(("certification", "version"))
        if i:
            yield Diagnostic(kinds.NO_PERIODS, place, {"version": name, "other": without_period[i - 1][0]})
        elif periods:
            yield Diagnostic(kinds.NO_PERIOD, place, {"version": name, "other": periods[0].name})


def _periods(versions: list[VersionCompilation]) -> list[VersionPeriod]:
    """The versions that say a period which has a day."""
    periods: list[VersionPeriod] = []
    for name, compilation in versions:
        since, until = period(compilation)
        if (since or until) and (since or date.min) <= (until or date.max):
            periods.append(VersionPeriod(since or date.min, until or date.max, name, compilation))
    return periods


def what_is_replaced_was_there(versions: list[VersionCompilation]) -> Iterator[Diagnostic]:
    """`remplace` names codes of the version before, unless that version said so already."""
    able = [
        (name, compilation.referentiel)
        for name, compilation in versions
        if compilation.referentiel is not None
    ]
    for (name, earlier), (_later_name, later) in pairwise(able):
        yield from _unknown(name, earlier, later)


def _unknown(name: str, earlier: Referentiel, later: Referentiel) -> Iterator[Diagnostic]:
    if not any(each.model.remplace for each in later.elements.values()):
        return
    before = parts(meaning(earlier.model))
    for (kind, element), code in links(before, parts(meaning(later.model)))[1]:
        remplace = later.elements[element].model.remplace
        at: Path = (*later.elements[element].path, "remplace")
        if not isinstance(remplace, str) and remplace is not None:
            at = (*at, remplace.index(code))
        codes = [other for each, other in before.parts if each == kind and kind in CODE_KINDS]
        arguments = {"element": element, "code": code, "version": name, "suggestion": nearest(code, codes)}
        yield Diagnostic(kinds.REPLACES_UNKNOWN, later.document.place(at), arguments)


AMONG_VERSIONS = (
    periods_follow_one_another,
    versions_say_their_period,
    what_is_replaced_was_there,
    equivalences.equivalences_name_what_was_there,
)
"""Every check of the versions of one certification, in order."""


def locked_versions_keep_their_meaning(
    referentiel: Referentiel, name: str, lock_entry: LockEntry
) -> Iterator[Diagnostic]:
    """A locked version means what it meant: each change is told where it stands, with the version that all take."""
    if lock.same_meaning(lock_entry, referentiel):
        return
    comparison = lock.comparison_since(lock_entry, referentiel)
    if comparison is None:
        place = referentiel.document.place(("certification", "version"))
        yield Diagnostic(kinds.LOCK_UNKNOWN, place, {"version": name})
        return
    places = Places(comparison)
    for difference in lock.forbidden_differences(comparison):
        is_removal = difference.sorte is Sorte.SUPPRIME
        place = referentiel.document.place(places.of(difference), at_key=is_removal)
        arguments = {"version": name, "difference": difference, "least": comparison.least_version}
        yield Diagnostic(kinds.LOCKED_CHANGED, place, arguments)


def locked_versions_are_there(lock_file: Lock, present: frozenset[str]) -> Iterator[Diagnostic]:
    """A locked version keeps its file."""
    for name in lock_file.versions:
        if name not in present:
            file = f"{name.replace('@', '/')}.yaml"
            yield Diagnostic(
                kinds.LOCKED_GONE, lock_file.place("versions", name), {"version": name, "file": file}
            )
