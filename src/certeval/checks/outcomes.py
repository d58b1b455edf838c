"""What the rules come to: cases that hold, exemptions that spare, marks that rounding and tables tell apart."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise, product

from certeval.checks.subject import Subject
from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import rules as kinds
from certeval.engine import cases
from certeval.referentiel.reachable import bounds_text, exit_cells
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


MOST_MARKS = 8
"""Of one element, those that are tried: four, all others being the least, then the best."""
Row = tuple[str | Fraction, ...]
"""What chooses a row of a table, by its keys."""
MOST_WORK = 500_000
"""Steps taken to see what exemptions lose, or what one measure comes to."""


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
    """What is lost for sure where one element is exempted, whatever else is entered or left out: the certification, or
    the bearer.
    """
    cells = exit_cells(program)
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
    program = subject.rules.program
    tables = {node.path: node for _, node in subject.rules.forms if isinstance(node, Lookup) and node.path}
    for node in tables.values():
        if node.otherwise is None and (absent := _absent_row(program, node)) is not None:
            row = " / ".join(each if isinstance(each, str) else exact(each) for each in absent)
            yield Finding(kinds.TABLE_ROW, (*node.path, "valeurs"), {"row": row}, at_key=True)


def _absent_row(program: Program, table: Lookup) -> Row | None:
    """What is entered, or comes to be, and has no row. Where a key is computed, its rows may not meet all others."""
    for key, of_key in zip(table.keys, table.of_key, strict=True):
        numbers = () if key.words else _numbers(program, key.name, of_key)
        if (number := next((each for each in numbers if each not in of_key), None)) is not None:
            return (number,)
    if any(key.name not in program.entries for key in table.keys):
        return None
    declared = [dict.fromkeys(row[i] for row in table.rows) for i in range(len(table.keys))]
    entered = [
        key.words or [row for row in rows if _is_entered(program.entries[key.name], row)]
        for key, rows in zip(table.keys, declared, strict=True)
    ]
    return next((row for row in product(*entered) if row not in table.rows), None)


def _is_entered(entry: Entry, row: str | Fraction) -> bool:
    """Whether a row is a level, or a mark that a cell may hold."""
    return isinstance(row, str) or entry.read(exact(row)).refusal is None


def _numbers(program: Program, name: str, rows: Iterable[str | Fraction]) -> Iterator[Fraction]:
    """Numbers that an element's mark or a measure comes to. Of a mark, one that is no row is among them if there is
    one; a measure is that of candidates of whom all marks but one are the least, or the best.
    """
    if entry := program.entries.get(name):
        yield from _marks(entry, sorted(row for row in rows if isinstance(row, Fraction)))
        return
    cells = _cells_below(program, name)[: MOST_WORK // (MOST_MARKS * len(program.steps))]
    for side in ("least", "greatest"):
        ends = {code: getattr(each.scale, side) for code, each in program.entries.items()}
        others = {code: Value(end, end) for code, end in ends.items()}
        values = (
            program.evaluate({**others, code: Value(mark, mark)}).values[name].value
            for code in cells
            for mark in _marks(program.entries[code], [ends[code] + 1])
        )
        yield from (value.low for value in values if value.number is not None)


def _marks(entry: Entry, rows: Sequence[Fraction]) -> Iterator[Fraction]:
    """Marks of a scale, of which one is none of these rows if there is one: by its step, else one between two rows. A
    later attempt may come to its ceiling.
    """
    low, high, step = entry.scale.least, entry.scale.greatest, entry.step
    if entry.attempts:
        yield entry.of_attempts([Value(low, low), Value(high, high)]).low
    if step is None:
        first, second = next(pairwise([low, *(row for row in rows if row > low), high + 1]))
        yield from (low, (first + min(second, high)) / 2, high)
        return
    count = min(int((high - low) // step), len(rows) + 1)
    yield from (low + step * i for i in range(count + 1))


def _cells_below(program: Program, name: str) -> list[str]:
    """The elements whose cells a measure is made of, in the order of the file."""
    names = program.below([("valeur", name)])
    return [code for code in program.entries if ("valeur", code) in names]
