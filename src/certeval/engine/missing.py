"""What could still change a verdict that is not decided: the cells not entered yet that it depends on, and why each is
waited for.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import prod
from typing import NamedTuple

from certeval.frozen import frozen
from certeval.rules.compound_measures import CountOf, Lookup
from certeval.rules.count_rules import CountRule
from certeval.rules.derivation import Climb, Judgement, Measurement, Node, Parts, State
from certeval.rules.entry import Entry
from certeval.rules.held_verdicts import HeldRule, Validity
from certeval.rules.measures import Extreme, Mean, TermMeasure, Total
from certeval.rules.outcome import BLOQUEE, EXCLU, FAUX, INCONNU, LEFT_OUT, NON_SAISIE, REELLE, VRAI, Value
from certeval.rules.program import Name
from certeval.rules.several import still_due
from certeval.rules.situation import SITUATION, RuleFor, ValueFor
from certeval.rules.terms import ValueOf
from certeval.rules.verdicts import Compare, Every, ExclusionGuard, HasValue, Some, VerdictOf
from certeval.scores.observations import Candidate, Cell

MOST_ROWS = 1_000
"""Rows of a table that are compared to tell whether a key still changes anything: of more, each key may."""


@frozen
class PartResult(Node):
    """What a name came to, seen by who decides a program part by part: what it came from stays in its part."""

    name: Name


def missing(judgement: Judgement, state: State) -> tuple[str, ...]:
    """The codes of elements not entered yet, or not by all their jurors, that an undecided verdict depends on.

    Each once. Only undecided parts are followed: a cell that can no longer change anything is not asked for.
    """
    return tuple(each for each in missing_names(judgement, state) if isinstance(each, str))


OPEN = frozenset(outcome for outcome in range(EXCLU * 2) if outcome.bit_count() > 1)
"""The outcomes that are not decided, and that a cell may still decide."""


def missing_names(result: Judgement | Measurement | Climb, state: State) -> tuple[str | Name, ...]:
    """The same from any result; what a part of the program gives is asked for by its name."""
    names: dict[str | Name, None] = {}
    ids: set[int] = set()
    stack: list[Judgement | Measurement | Climb] = [result]
    while stack:
        result_here = stack.pop()
        if id(result_here) in ids:
            continue
        ids.add(id(result_here))
        if isinstance(result_here, Climb):
            stack += result_here.parts[::-1]
        elif isinstance(result_here, Measurement) and is_open(result_here.value):
            stack += _of_measure(result_here)[::-1]
        elif isinstance(result_here, Judgement) and result_here.outcome in OPEN:
            stack += _of_rule(result_here)[::-1]
        else:
            continue
        if not isinstance(result_here, Climb) and type(result_here.node) in NAMING:
            stack += _behind(result_here.node, state, names)
    return tuple(names)


def is_open(value: Value) -> bool:
    """Whether a value may still be this or that."""
    return value.least != value.most or value.may.bit_count() > 1 or value.may == NON_SAISIE


def _of_rule(judgement: Judgement) -> Parts:
    """The parts of an undecided rule that may still change it; no cell changes what is held."""
    node = judgement.node
    if isinstance(node, HeldRule):
        return ()
    if isinstance(node, CountRule):
        if node.form == "tous":
            return _of_connective(judgement.parts, VRAI)
        return judgement.parts if node.bounds.upper else _that_count(judgement.parts)
    if isinstance(node, Every | Some):
        return _of_connective(judgement.parts, VRAI if isinstance(node, Every) else FAUX)
    if isinstance(node, Compare) and isinstance(node.subject, Extreme):
        return _terms_at_bound(node, judgement.parts)
    return judgement.parts


def _that_count(parts: Parts) -> Parts:
    """The items that may yet be counted or leave: one that is lost, blocked or not, counts for nothing."""
    return tuple(part for part in parts if isinstance(part, Judgement) and part.outcome & (VRAI | EXCLU))


def _of_connective(parts: Parts, neutral: int) -> Parts:
    """Of `et` and `ou`, all parts but those that can only be left out or as good as that, beside one that stays."""
    if all(isinstance(part, Judgement) and part.outcome & EXCLU for part in parts):
        return parts
    return tuple(part for part in parts if isinstance(part, Judgement) and part.outcome != neutral | EXCLU)


def _terms_at_bound(node: Compare, results: Parts) -> Parts:
    """Of the least or greatest of terms within bounds, the terms that may be on either side of a bound, or leave."""
    (measurement,) = results
    extreme = measurement.node
    if (
        not isinstance(measurement, Measurement)
        or not isinstance(extreme, Extreme)
        or not is_open(measurement.value)
    ):
        return results
    if not 0 < measurement.value.may <= REELLE or any(term.coefficient != 1 for term in extreme.terms):
        return results
    parts = [part for part in measurement.parts if isinstance(part, Measurement)]
    return tuple(
        part
        for part in parts
        if node.bounds.hold(part.value) == INCONNU or part.value.may & (LEFT_OUT | BLOQUEE)
    )


def _of_measure(measurement: Measurement) -> Parts:
    """The parts of an unknown measure that may still change it."""
    node, parts = measurement.node, measurement.parts
    if isinstance(node, CountOf):
        return _that_count(parts[0].parts)
    if isinstance(node, TermMeasure):
        return tuple(_of_terms(node, parts))
    return parts


def _of_terms(node: TermMeasure, parts: Parts) -> Iterator[Judgement | Measurement]:
    terms = node.beside(parts)
    sure = [  # to count
        part.value
        for _, part, condition in terms
        if isinstance(part, Measurement)
        and 0 < part.value.may <= REELLE
        and (not isinstance(condition, Judgement) or condition.outcome == VRAI)
    ]
    for term, part, condition in terms:
        if isinstance(condition, Judgement) and condition.outcome in {FAUX, EXCLU}:
            continue
        if isinstance(part, Measurement) and (
            part.value.may & (LEFT_OUT | BLOQUEE) or (term.coefficient and _weighs(node, part.value, sure))
        ):
            yield part
        if isinstance(condition, Judgement):
            yield condition


def _weighs(node: TermMeasure, value: Value, sure: list[Value]) -> bool:
    """Whether a term's value may change what is made of it and of others that are sure to count."""
    if isinstance(node, Total) and node.pivot is not None:
        points = node.points(value)
        return points.least != points.most
    best = 1 if isinstance(node, Extreme) else node.best if isinstance(node, Mean | Total) else None
    if best is None or any(term.coefficient != 1 for term in node.terms):
        return True
    if isinstance(node, Extreme) and node.form == "minimum":
        return not any(other is not value and other.high <= value.low for other in sure)
    return sum(other is not value and other.low >= value.high for other in sure) < best


NAMING_VALUES = (ValueOf, HasValue, ExclusionGuard)
FOR_SOME = (RuleFor, ValueFor)
NAMING = frozenset({*NAMING_VALUES, *FOR_SOME, PartResult, VerdictOf, Validity, Lookup})
"""The forms that stand for what a name came to, which is then followed."""


def _behind(node: Node, state: State, names: dict[str | Name, None]) -> list[Judgement | Measurement | Climb]:
    """What a name stands for: the verdict of an element or rule, a value not entered or computed."""
    if isinstance(node, FOR_SOME):
        names |= dict.fromkeys(node.concern.open(state))
    if isinstance(node, NAMING_VALUES):
        return _value(node.name, state, names)
    if isinstance(node, PartResult):
        names[node.name] = None
    elif isinstance(node, VerdictOf):
        return [state.verdicts[node.name]]
    elif isinstance(node, Lookup):
        return _keys(node, state, names)
    return []


def _keys(node: Lookup, state: State, names: dict[str | Name, None]) -> list[Judgement | Measurement | Climb]:
    """The keys of a table that still choose between different numbers, or may have no value at all."""
    options = [key.possible(state, rows)[0] for key, rows in zip(node.keys, node.of_key, strict=True)]
    results: list[Judgement | Measurement | Climb] = []
    for position, key in enumerate(node.keys):
        sure = key.ladder or not (key.concern or state.values[key.name].value.may & ~REELLE)
        if sure and prod(map(len, options)) <= MOST_ROWS and not _chooses(node, options, position):
            continue
        names |= dict.fromkeys(key.concern.open(state) if key.concern else ())
        results += [state.ladders[key.name]] if key.ladder else _value(key.name, state, names)
    return results


def _chooses(node: Lookup, options: Sequence[Sequence[str | Fraction]], position: int) -> bool:
    """Whether rows that differ in one key alone hold different numbers."""
    of_others: dict[tuple[object, ...], object] = {}
    for row in product(*options):
        others = row[:position] + row[position + 1 :]
        number = node.row(row)
        if of_others.setdefault(others, number) != number:
            return True
    return False


def _value(name: str, state: State, names: dict[str | Name, None]) -> list[Judgement | Measurement | Climb]:
    measurement = state.values[name]
    if not (isinstance(measurement.node, ValueOf) and measurement.node.name == name):
        return [measurement]
    if measurement.value.may & REELLE and is_open(measurement.value):
        names[name] = None
    return []


class Wait(NamedTuple):
    """What one element waits for: the status that stands there as typed, empty for no cell; or how many jurors."""

    code: str
    status: str = ""
    jurors: int = 0


def waits(entries: Mapping[str, Entry], candidate: Candidate, codes: Iterable[str]) -> Iterator[Wait]:
    """The reason for each of the codes that a pending verdict names; what is computed waits for what is entered."""
    cells: dict[str, dict[int, list[Cell]]] = {}
    for key, cell in sorted(candidate.each(), key=lambda item: item[0].jure):
        cells.setdefault(key.element, {}).setdefault(key.tentative, []).append(cell)
    for code in codes:
        entry = entries.get(code)
        if entry is not None:  # the last attempt that waits for something, of those that may count
            attempts = cells.get(code, {})
            values = {number: [cell.reading.value for cell in each] for number, each in attempts.items()}
            numbers = entry.may_count(values) if attempts else []
            of_each = (_wait(entry, attempts.get(number, [])) for number in reversed(numbers))
            yield next((wait for wait in of_each if wait != Wait(code)), Wait(code))
        elif code in SITUATION:
            yield Wait(code)


def _wait(entry: Entry, cells: list[Cell]) -> Wait:
    """Of one attempt: a juror who is due, else the first status that leaves it open: an exemption does not; else
    a third juror, where the marks of two are too far apart.
    """
    values = [cell.reading.value for cell in cells]
    if due := still_due(entry.jurors, values):
        return Wait(entry.code, jurors=due)
    open_ones = (cell for cell in cells if cell.reading.status is not None and is_open(cell.reading.value))
    if (first := next(open_ones, None)) is not None:
        return Wait(entry.code, first.bare_text)
    result = entry.of_jurors(values)
    return Wait(entry.code, jurors=int(bool(cells) and isinstance(result, Value) and is_open(result)))
