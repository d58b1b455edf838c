"""What the rules come to: cases that hold, exemptions that spare, marks that rounding and tables tell apart."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from certeval.checks.subject import Subject
from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import rules as kinds
from certeval.engine import cases
from certeval.referentiel.reachable import bounds_text
from certeval.rules.compound_measures import Lookup, Rounding
from certeval.rules.entry import Entry
from certeval.rules.outcome import DISPENSEE, FAUX, INCONNU, VRAI, Value
from certeval.rules.program import CERTIFICATION, Program
from certeval.rules.shares import exits
from certeval.rules.terms import ValueOf
from certeval.rules.verdicts import Compare
from certeval.text.numbers import exact


def cases_hold(subject: Subject) -> Iterator[Finding]:
    """Every case of the référentiel comes to what it expects."""
    if subject.referentiel is not None:
        yield from cases.findings(subject.referentiel)


MOST_WORK = 500_000
"""Steps taken to see what exemptions lose."""


def exemptions_lose_nothing(subject: Subject) -> Iterator[Finding]:
    """Whoever is exempted is not lost by a limit from above, which the best value never meets."""
    program, work = subject.rules.program, MOST_WORK
    paths: set[Path] = set()
    for name, node in subject.rules.forms:
        if not isinstance(node, Compare) or not isinstance(node.subject, ValueOf):
            continue
        entry = program.entries.get(node.subject.name)
        if entry is None or not node.bounds.upper or not node.path or node.path in paths or work < 0:
            continue
        best = Value(entry.scale.greatest, entry.scale.greatest, DISPENSEE)
        if node.bounds.hold(best) != FAUX or not exits(entry) & DISPENSEE:
            continue
        paths.add(node.path)
        work -= len(program.steps)
        if loss := _loss(program, entry, best, name if name in subject.tree.elements else CERTIFICATION):
            arguments = {"best": best.high, "bound": bounds_text(node), "name": entry.code, "lost": loss}
            if words := entry.scale.words():
                arguments["best"] = words[-1]
            yield Finding(kinds.EXEMPTION_DECIDES, node.path, arguments, at_key=True)


def _loss(program: Program, entry: Entry, best: Value, bearer: str) -> str | None:
    """What is lost for sure where one element is exempted, nothing else known: the certification, or the bearer."""
    cells = {code: each.unknown for code, each in program.entries.items()}
    before, after = program.evaluate(cells), program.evaluate({**cells, entry.code: best})
    for name in (CERTIFICATION, bearer):
        was, now = before.verdicts.get(name), after.verdicts.get(name)
        if was and now and was.outcome & VRAI and now.outcome & INCONNU == FAUX:
            return name
    return None


def rounding_leaves_marks_apart(subject: Subject) -> Iterator[Finding]:
    """A mark is rounded to a step of its scale: a step as large as the scale makes it all or nothing."""
    steps = [(name, node) for name, node in subject.rules.forms if isinstance(node, Rounding) and node.path]
    for name, node in steps:
        value, origin = node.inner.measure(subject.rules.unknown).value, subject.rules.origins.of(node.inner)
        reach = max(value.high - value.low, *origin.totals, Fraction(0))
        if origin.marks and value.low < value.high and node.step >= reach:
            arguments = {"step": node.step, "bearer": name, "low": value.low, "high": value.high}
            yield Finding(kinds.ROUNDED_AWAY, (*node.path, "pas"), arguments)


def tables_answer_for_each_number(subject: Subject) -> Iterator[Finding]:
    """A table over a number has a row for each that it may be, or a `sinon`: else a mark stays without a value."""
    tables = [node for _, node in subject.rules.forms if isinstance(node, Lookup) and node.path]
    for node in tables:
        if node.otherwise is not None:
            continue
        for key, rows in zip(node.keys, node.of_key, strict=True):
            numbers = sorted(row for row in rows if isinstance(row, Fraction))
            if not numbers:
                continue
            value = subject.rules.unknown.values[key.name].value
            grid = subject.rules.origins.of(ValueOf(key.name)).grid
            absent = _absent(numbers, value.low, value.high, grid[1] if grid else None)
            if absent is not None:
                arguments = {"row": exact(absent)}
                yield Finding(kinds.TABLE_ROW, (*node.path, "valeurs"), arguments, at_key=True)


def _absent(rows: list[Fraction], low: Fraction, high: Fraction, step: Fraction | None) -> Fraction | None:
    """A number from low to high, by this step where there is one, that is none of these rows."""
    if step is None:
        first, second = next(pairwise([low, *(row for row in rows if row > low), high + 1]))
        return (first + min(second, high)) / 2 if low < high else None
    count = (high - low) // step + 1
    within = {row for row in rows if low <= row <= high and (row - low) % step == 0}
    if len(within) == count:
        return None
    return next(low + step * i for i in range(len(within) + 1) if low + step * i not in within)
