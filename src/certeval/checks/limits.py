"""Limits on the scale of what they bound."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from certeval.checks.fractions import numbers_beside_marks_are_marks
from certeval.checks.subject import Subject, SubjectRules
from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import rules as kinds
from certeval.rules.bounds import Bounds
from certeval.rules.compound_measures import PointsOf, rank
from certeval.rules.count_rules import CountRule
from certeval.rules.derivation import Node
from certeval.rules.entry import Entry
from certeval.rules.measures import Mean, Total
from certeval.rules.outcome import FAUX, INCONNU, VRAI, Value
from certeval.rules.saisie import KEPT, THIRD, Tentatives
from certeval.rules.terms import ValueOf
from certeval.rules.verdicts import Compare
from certeval.text.numbers import exact, number

TWENTIETH = 20
"""A limit this many times smaller than what it bounds was likely meant on another scale."""

FindingsAt = Iterator[tuple[Path, Finding | None]]
"""What is wrong at each path; None where a form that is declared there is right."""


class Range(NamedTuple):
    """The ends of what is bounded, and whether it is of marks alone: of days or credits the greatest is but a bound.
    `words` are the levels, where it is of these.
    """

    low: Fraction
    high: Fraction
    marks: bool = False
    words: tuple[str, ...] = ()

    def arguments(self, bound: str, bearer: str) -> dict[str, object]:
        """What a finding says of a bound on it."""
        low, high = (self.words[0], self.words[-1]) if self.words else (self.low, self.high)
        return {"bound": bound, "bearer": bearer, "low": low, "high": high}


def limits_are_on_the_scale(subject: Subject) -> Iterator[Finding]:
    """A limit lies within what it bounds, and above its lowest twentieth."""
    rules = subject.rules
    yield from _common_findings(
        each
        for name, node in rules.forms
        if isinstance(node, Compare | CountRule) and node.path
        for each in _limits(name, node, rules)
    )
    beside = [
        *_common_findings(each for name, node in rules.forms for each in _pivot_findings(name, node, rules)),
        *_common_findings(_entry_findings(subject)),
    ]
    fraction_paths = {each.path for each in numbers_beside_marks_are_marks(subject)}
    yield from (each for each in beside if each.path not in fraction_paths)


def levels_are_not_taken_for_points(subject: Subject) -> Iterator[Finding]:
    """A limit that is the name of a level is not meant as so many points, where another level has these."""
    findings: list[tuple[Path, Finding | None]] = []
    for code, bounds, place in _bounds_on_levels(subject):
        scale = subject.rules.program.entries[code].scale
        for limit, key in bounds.by_key():
            points, level = number(limit.text), scale.read(limit.text)
            if points is None or level is None:
                continue
            path, other, finding = (*place, key), int(rank(scale.worth, key, points)), None
            if other != level and 0 <= other < len(scale.worth):
                words = {"points": scale.worth[int(level)], "other": scale.words()[other]}
                finding = Finding(kinds.LEVEL_OR_POINTS, path, {"limit": limit.text, **words})
            findings.append((path, finding))
    yield from _common_findings(iter(findings))


def _bounds_on_levels(subject: Subject) -> Iterator[tuple[str, Bounds, Path]]:
    """The bounds on elements whose levels carry points, in rules and of attempts, each with where it is declared."""
    entries = subject.rules.program.entries
    with_points = {code: entry for code, entry in entries.items() if entry.scale.worth}
    for _, node in subject.rules.forms if with_points else ():
        if not isinstance(node, Compare) or not isinstance(node.subject, ValueOf | PointsOf):
            continue
        if node.subject.name in with_points:
            yield node.subject.name, node.bounds, node.path
    for code, entry in with_points.items():
        if entry.keep_bounds is not None:
            yield code, entry.keep_bounds, (*subject.entry_place(code, "tentatives"), "conserver_si")


def the_best_are_of_more(subject: Subject) -> Iterator[Finding]:
    """The best of some are fewer than those they are taken of."""
    findings: list[tuple[Path, Finding | None]] = []
    for _, node in subject.rules.forms:
        if isinstance(node, Mean | Total) and node.best is not None:
            path = (*node.path, "meilleures")
            arguments = {"best": node.best, "count": len(node.terms)}
            fewer = len(node.terms) < node.best
            findings.append((path, Finding(kinds.BEST_OF_FEWER, path, arguments) if fewer else None))
    yield from _common_findings(iter(findings))


def _common_findings(findings: FindingsAt) -> Iterator[Finding]:
    """The findings of paths where each form declared there has one: a template may be right for other elements."""
    of_path: dict[Path, Finding | None] = {}
    for path, finding in findings:
        if path not in of_path or finding is None:
            of_path[path] = finding
    yield from (finding for finding in of_path.values() if finding is not None)


def _limits(name: str, node: Compare | CountRule, rules: SubjectRules) -> FindingsAt:
    """Each limit of bounds that could be met and missed, with what is wrong with it."""
    if isinstance(node, CountRule):
        if node.form != "parmi":
            return
        bounds, within = node.bounds.of(len(node.items)), Range(Fraction(0), Fraction(len(node.items)))
    else:
        bounds, within = node.bounds, _range(node.subject, rules)
    if bounds.hold(Value(within.low, within.high)) != INCONNU:
        return  # it is never met, or always
    yield from _bounds_findings(name, bounds, within, node.path)


def _bounds_findings(name: str, bounds: Bounds, within: Range, path: Path) -> FindingsAt:
    for limit, key in bounds.by_key():
        low = limit.at > within.low and _is_low(limit.at, within)  # the least itself means « not at all »
        yield _limit_finding(name, f"{key}: {limit.text}", limit.at, within, (*path, key), low=low)


def _condition_findings(name: str, bounds: Bounds, within: Range, path: Path) -> FindingsAt:
    """The same for what is asked of attempts and gaps: what is always met, or never, changes nothing."""
    decided = bounds.hold(Value(within.low, within.high))
    kind = kinds.ALWAYS_MET if decided == VRAI else kinds.LIMIT_OUTSIDE
    findings = _bounds_findings(name, bounds, within, path)
    for (limit, key), (at, finding) in zip(bounds.by_key(), findings, strict=True):
        arguments = within.arguments(f"{key}: {limit.text}", name)
        yield at, finding if decided == INCONNU else Finding(kind, at, arguments)


def _limit_finding(
    name: str, bound: str, at: Fraction, within: Range, path: Path, *, low: bool
) -> tuple[Path, Finding | None]:
    """A limit, with what is wrong with it: it lies outside what it bounds, or is too low."""
    arguments = within.arguments(bound, name)
    if low:
        return path, Finding(kinds.LOW_LIMIT, path, arguments)
    outside = not within.low <= at <= within.high
    return path, Finding(kinds.LIMIT_OUTSIDE, path, arguments) if outside else None


def _is_low(at: Fraction, within: Range) -> bool:
    """Whether a limit on marks is no higher than their lowest twentieth."""
    return within.marks and within.low <= at <= within.low + (within.high - within.low) / TWENTIETH


def _range(measure: Node, rules: SubjectRules) -> Range:
    """What a measure may come to, whatever is left out."""
    origin, value = rules.origins.of(measure), measure.measure(rules.exits).value
    return Range(value.low, value.high, origin.marks and not origin.quantity)


def _pivot_findings(name: str, node: Node, rules: SubjectRules) -> FindingsAt:
    """Where `exces` and `manque` count from, on the scale of each of their terms: `a: 10/20` is 0.5."""
    if not isinstance(node, Total) or node.pivot is None or not node.path:
        return
    at = (*node.path, "a")
    for term in node.terms:
        within = _range(term.node, rules)
        arguments = within.arguments(f"a: {exact(node.pivot)}", name)
        low = node.pivot > within.low and _is_low(node.pivot, within)
        yield at, Finding(kinds.LOW_LIMIT, at, arguments) if low else None


def _entry_findings(subject: Subject) -> FindingsAt:
    """The ceilings and conditions of attempts, and the gap that calls a third mark, on the scale of their element."""
    for code, entry in subject.rules.program.entries.items():
        words = entry.scale.words()
        within = Range(entry.scale.least, entry.scale.greatest, not words, words)
        if entry.third is not None:
            path = (*subject.entry_place(code, "jures"), THIRD)
            gaps = Range(Fraction(0), within.high - within.low)
            if entry.jurors.retenir == "accord":
                yield path, _idle_limit(code, THIRD, entry.jurors.retenir, path)
            else:
                yield from _condition_findings(code, entry.third, gaps, path)
        if entry.attempts is not None:
            path = subject.entry_place(code, "tentatives")
            yield from _attempt_findings(entry, entry.attempts, within, path)


def _attempt_findings(entry: Entry, attempts: Tentatives, within: Range, path: Path) -> FindingsAt:
    """Those of attempts. Where the first counts, a limit is idle that lets no later mark take its place."""
    code, ceiling, kept = entry.code, attempts.plafond, entry.keep_bounds
    first = attempts.retenir == "premiere"
    if ceiling is not None:
        bound = f"plafond: {within.words[int(ceiling)] if within.words else exact(ceiling)}"
        low, at = ceiling <= within.low or _is_low(ceiling, within), (*path, "plafond")
        if first and kept is None:
            yield at, _idle_limit(code, bound, attempts.retenir, at)
        else:
            yield _limit_finding(code, bound, ceiling, within, at, low=low)
    if kept is not None:
        later, at = entry.worth([entry.unknown, entry.unknown])[1], (*path, KEPT)
        if first and ceiling is not None and kept.hold(later) == FAUX:
            yield at, _idle_limit(code, KEPT, attempts.retenir, at)
        else:
            yield from _condition_findings(code, kept, within, at)


def _idle_limit(code: str, bound: str, how: str, path: Path) -> Finding:
    """A limit that what counts leaves nothing to do."""
    return Finding(kinds.IDLE_LIMIT, path, {"bound": bound, "bearer": code, "how": how}, at_key=True)
