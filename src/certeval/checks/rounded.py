"""What rounding and tables leave of what marks may be: more than all or nothing, and a row for each."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from certeval.checks.subject import Subject
from certeval.diagnostics import Finding
from certeval.diagnostics.families import rules as kinds
from certeval.referentiel.origins import Origins
from certeval.referentiel.reachable import forms
from certeval.rules.lookup import Lookup
from certeval.rules.measures import Rounded
from certeval.rules.terms import ValueOf
from certeval.text.numbers import exact


def rounding_leaves_marks_apart(subject: Subject) -> Iterator[Finding]:
    """A mark is rounded to a step of its scale: a step as large as the scale makes it all or nothing."""
    if subject.referentiel is None:
        return
    program = subject.referentiel.program
    steps = [(name, node) for name, node in forms(program) if isinstance(node, Rounded) and node.path]
    if not steps:
        return
    state, origins = program.unknown(), Origins(program)
    for name, node in steps:
        value, origin = node.inner.measure(state).value, origins.of(node.inner)
        reach = max(value.high - value.low, *origin.totals, Fraction(0))
        if origin.marks and value.low < value.high and node.step >= reach:
            said = {"step": node.step, "bearer": name, "low": value.low, "high": value.high}
            yield Finding(kinds.ROUNDED_AWAY, (*node.path, "pas"), said)


def tables_answer_for_each_number(subject: Subject) -> Iterator[Finding]:
    """A table over a number has a row for each that it may be, or a `sinon`: else a mark stays without a value."""
    if subject.referentiel is None:
        return
    program = subject.referentiel.program
    tables = [node for _, node in forms(program) if isinstance(node, Lookup) and node.path]
    if not tables:
        return
    state, origins = program.unknown(), Origins(program)
    for node in tables:
        if node.otherwise is not None:
            continue
        for key, rows in zip(node.keys, node.of_key, strict=True):
            numbers = sorted(row for row in rows if isinstance(row, Fraction))
            if key.words or key.ladder or not numbers:
                continue
            value, grid = state.values[key.name].value, origins.of(ValueOf(key.name)).grid
            absent = _absent(numbers, value.low, value.high, grid[1] if grid else None)
            if absent is not None:
                said = {"row": exact(absent)}
                yield Finding(kinds.TABLE_ROW, (*node.path, "valeurs"), said, at_key=True)


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
