"""The forms of a measure in words: what each comes to, and the terms it is made of."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from certeval.messages import N_, _, ngettext
from certeval.render.reasons import cells, concern, counts, numbers
from certeval.render.reasons.branches import choice, table
from certeval.render.reasons.topics import CandidateCase, Clause, Topic, measure, rule
from certeval.render.words import decimal, visible
from certeval.rules.compound_measures import Choice, CountOf, Lookup, PointsOf, Rounding
from certeval.rules.derivation import Judgement, Measurement
from certeval.rules.measures import Extreme, Mean, Total
from certeval.rules.outcome import BLOQUE, EXCLU, FAUX, LEFT_OUT, REELLE, VIDE, VRAI, Value
from certeval.rules.situation import ValueFor
from certeval.rules.terms import Constant, Term, ValueOf
from certeval.rules.verdicts import Compare

Limits = Iterable[Fraction]
TermParts = tuple[Term, Judgement | Measurement, Judgement | Measurement | None]
"""A term, its value, and what its filter came to."""
ROUNDING_PHRASES = {
    "haut": N_("{value} rounded up to the next {step}: {result}"),
    "bas": N_("{value} rounded down to the previous {step}: {result}"),
    "proche": N_("{value} rounded to the nearest {step}: {result}"),
}
ROUNDED_LATER = {
    "haut": N_("{result} (rounded up to the next {step})"),
    "bas": N_("{result} (rounded down to the previous {step})"),
    "proche": N_("{result} (rounded to the nearest {step})"),
}
"""While the value rounded is not known."""


def measure_clause(
    measurement: Measurement, case: CandidateCase, limits: Limits = (), bearer: str | None = None
) -> Clause:
    """What a measure comes to. `limits`: what it is compared with; `bearer`: whose it is, already named."""
    node = measurement.node
    if isinstance(node, ValueFor):
        return concern.value(_named_value(node.name, case, limits, bearer), node.concern, case)
    if isinstance(node, ValueOf):
        return _named_value(node.name, case, limits, bearer)
    if isinstance(node, PointsOf):
        return _points_of(measurement, case, limits, bearer)
    if isinstance(node, Mean | Total | Extreme):
        return _aggregate(measurement, node, case, limits)
    if isinstance(node, CountOf):
        return _count(measurement, node, case)
    if isinstance(node, Rounding):
        return _rounding(measurement, node, case, limits)
    if isinstance(node, Lookup):
        return table(measurement, node, case, limits)
    if isinstance(node, Choice):
        return choice(measurement, case, limits)
    if isinstance(node, Constant):
        return Clause(decimal(node.number))
    value = numbers.interval(measurement.value, (), limits, numbers.ONLY_EXCLUSIONS, numbers.ONE_OUT)
    return Clause(_("product {value}", value=value), _measures(measurement.parts, case))


def _named_value(name: str, case: CandidateCase, limits: Limits, bearer: str | None) -> Clause:
    if name in case.referentiel.entries:
        clause = cells.entry_value(name, case)
    else:
        clause = _measure_clause(case.state.values[name], name, case, limits)
    if name == bearer:
        return clause
    text = _("{name}: {reason}", name=visible(name), reason=clause.text)
    return Clause(text, clause.topics, clause.value_of)


def _points_of(measurement: Measurement, case: CandidateCase, limits: Limits, bearer: str | None) -> Clause:
    """The points of a level, after what was entered: `C1: « A », 10 points`."""
    of = measurement.parts[0]
    clause = measure_clause(of, case, limits, bearer) if isinstance(of, Measurement) else Clause("")
    if not measurement.value.may & REELLE:
        return clause
    low, high = (numbers.numeral(end, limits) for end in (measurement.value.low, measurement.value.high))
    if low == high:
        most = measurement.value.high
        count = int(most) if most.denominator == 1 else 2
        text = ngettext("{reason}, {points} point", "{reason}, {points} points", count)
        return Clause(text.format(reason=clause.text, points=high), clause.topics, clause.value_of)
    text = _("{reason}, {low} to {high} points", reason=clause.text, low=low, high=high)
    return Clause(text, clause.topics, clause.value_of)


def _measure_clause(measurement: Measurement, name: str, case: CandidateCase, limits: Limits) -> Clause:
    """A named measure: the form that it is, or the other name that it is another name of."""
    if isinstance(measurement.node, ValueOf):
        value = numbers.interval(measurement.value, (), limits, numbers.ONLY_EXCLUSIONS)
        return Clause(value, (Topic(measurement, name),))
    clause = measure_clause(measurement, case, limits)
    return Clause(clause.text, clause.topics, name)


def _measures(parts: Iterable[Judgement | Measurement], case: CandidateCase) -> tuple[Topic, ...]:
    return tuple(measure(part, case) for part in parts if isinstance(part, Measurement))


def _aggregate(
    measurement: Measurement, node: Mean | Total | Extreme, case: CandidateCase, limits: Limits
) -> Clause:
    weight = _remaining_weight(measurement, node)
    value = numbers.interval(
        measurement.value,
        (),
        limits,
        numbers.ONLY_EXCLUSIONS,
        numbers.NO_WEIGHT if weight else numbers.ALL_OUT,
    )
    value = value.format(weight=weight)
    best = None if isinstance(node, Extreme) else node.best
    pivot = decimal(node.pivot) if isinstance(node, Total) and node.pivot is not None else ""
    if isinstance(node, Extreme):
        phrase = _("lowest {value}") if node.form == "minimum" else _("highest {value}")
    elif pivot:
        phrase = (
            _("points above {pivot}: {value}")
            if isinstance(node, Total) and node.form == "exces"
            else _("points below {pivot}: {value}")
        )
    elif isinstance(node, Mean):
        phrase = _("mean {value}") if best is None else _("mean {value} (best {best})")
    else:
        phrase = _("sum {value}") if best is None else _("sum {value} (best {best})")
    text = phrase.format(value=value, best=best, pivot=pivot)
    return Clause(text, tuple(_terms(measurement, node, case, best)))


def _terms(
    measurement: Measurement, node: Mean | Total | Extreme, case: CandidateCase, best: int | None
) -> Iterator[Topic]:
    """Each term with its coefficient and, where it does not count, why."""
    terms = node.beside(measurement.parts)
    beaten = _beaten_positions(terms, best)
    for position, (term, part, filter_part) in enumerate(terms):
        if not isinstance(part, Measurement):
            continue
        out = not part.value.may & ~LEFT_OUT
        notes = [_weight(term.coefficient, node)] if not out else []
        if out:
            notes.append(_("left out with its weight") if isinstance(node, Mean) else _("left out"))
        if isinstance(filter_part, Judgement) and not out:
            notes.append(_filter(term, filter_part))
        if isinstance(node, Total) and not out:
            notes.append(_points(node, part.value))
        if position in beaten:
            notes.append(_("not among the best {best}", best=best))
        beside: tuple[Topic, ...] = ()
        if isinstance(filter_part, Judgement) and not _compares_itself(term):
            beside = (rule(filter_part, case, _("kept if: {reason}")),)
        yield measure(part, case)._replace(notes=tuple(note for note in notes if note), beside=beside)


def _remaining_weight(measurement: Measurement, node: Mean | Total | Extreme) -> str:
    """Of a mean that lacks a value although terms are left, what their weights add up to; else nothing."""
    if not isinstance(node, Mean) or not measurement.value.may & VIDE:
        return ""
    weights = [
        term.coefficient
        for term, part, rule in node.beside(measurement.parts)
        if isinstance(part, Measurement)
        and not part.value.may & LEFT_OUT
        and (not isinstance(rule, Judgement) or rule.outcome == VRAI)
    ]
    return decimal(sum(weights, Fraction(0))) if weights else ""


def _weight(coefficient: Fraction, node: Mean | Total | Extreme) -> str:
    if coefficient == 1:
        return ""
    phrase = _("weighs {weight}") if isinstance(node, Mean) else _("times {weight}")
    return phrase.format(weight=decimal(coefficient))


def _points(node: Total, value: Value) -> str:
    if node.pivot is None:
        return ""
    phrase = _("{points} above {pivot}") if node.form == "exces" else _("{points} below {pivot}")
    return phrase.format(points=numbers.interval(node.points(value)), pivot=decimal(node.pivot))


def _compares_itself(term: Term) -> bool:
    return isinstance(term.condition, Compare) and term.condition.subject is term.node


def _filter(term: Term, filter_part: Judgement) -> str:
    """Whether a term is kept by its filter; one that compares the term itself says its bounds."""
    if filter_part.outcome == BLOQUE:
        return ""
    if filter_part.outcome == VRAI:
        bare, with_bounds = _("kept"), _("kept ({bounds})")
    elif filter_part.outcome in {FAUX, EXCLU}:
        bare, with_bounds = _("not kept"), _("not kept ({bounds})")
    else:
        bare, with_bounds = _("may be kept"), _("may be kept ({bounds})")
    if isinstance(term.condition, Compare) and _compares_itself(term):
        return with_bounds.format(bounds=numbers.requirement(term.condition.bounds))
    return bare


def _beaten_positions(terms: list[TermParts], best: int | None) -> set[int]:
    """The positions of terms that count but are not among the best, where every value is known."""
    if best is None:
        return set()
    contenders: list[tuple[Fraction, int]] = []
    for position, (_term, part, filter_part) in enumerate(terms):
        if not isinstance(part, Measurement) or not part.value.may & ~LEFT_OUT:
            continue
        if isinstance(filter_part, Judgement) and filter_part.outcome in {FAUX, EXCLU}:
            continue
        value = part.value.number
        if value is None or (isinstance(filter_part, Judgement) and filter_part.outcome != VRAI):
            return set()
        contenders.append((value, position))
    order = sorted(contenders, key=lambda pair: (-pair[0], pair[1]))
    return {position for _value, position in order[best:]}


def _count(measurement: Measurement, node: CountOf, case: CandidateCase) -> Clause:
    part = measurement.parts[0]
    if not isinstance(part, Judgement):  # pragma: no cover -- a count is made of its rule
        return Clause("")
    tally = node.rule.tally(part.parts)
    text = counts.count(tally, node.rule, case) if tally.total else _("every item is excluded")
    return Clause(text, counts.items(part, node.rule, case))


def _rounding(measurement: Measurement, node: Rounding, case: CandidateCase, limits: Limits) -> Clause:
    """`45.1 rounded up to the next 5: 50`, the value shown on the right side of where rounding turns."""
    inner = measurement.parts[0].value if isinstance(measurement.parts[0], Measurement) else measurement.value
    half = node.step / 2
    turns = [end + k * half for end in (measurement.value.low, measurement.value.high) for k in range(-2, 3)]
    forms = ROUNDING_PHRASES if inner.number is not None else ROUNDED_LATER
    text = _(
        forms[node.direction],
        value=numbers.interval(inner, (), turns, numbers.ONLY_EXCLUSIONS),
        step=decimal(node.step),
        result=numbers.interval(measurement.value, (), limits, numbers.ONLY_EXCLUSIONS),
    )
    return Clause(text, _measures(measurement.parts, case))
