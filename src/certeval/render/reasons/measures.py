"""The forms of a measure in words: what each comes to, and the terms it is made of."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from certeval.messages import N_, _, ngettext
from certeval.render.reasons import cells, concern, counts, numbers
from certeval.render.reasons.branches import choice, table
from certeval.render.reasons.topics import CandidateCase, Clause, Topic, measure, rule
from certeval.render.words import decimal, visible
from certeval.rules.computed import Choice, CountOf, Lookup, PointsOf, Rounded
from certeval.rules.concern import ValueFor
from certeval.rules.derivation import Judged, Measured
from certeval.rules.measures import Extreme, Mean, Total
from certeval.rules.outcome import BLOQUE, EXCLU, FAUX, LEFT_OUT, REELLE, VIDE, VRAI, Value
from certeval.rules.terms import Constant, Term, ValueOf
from certeval.rules.verdicts import Compare

Limits = Iterable[Fraction]
Listed = tuple[Term, Judged | Measured, Judged | Measured | None]
"""A term, its value, and what its filter came to."""
ROUNDED = {
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


def what(measured: Measured, case: CandidateCase, limits: Limits = (), bearer: str | None = None) -> Clause:
    """What a measure comes to. `limits`: what it is compared with; `bearer`: whose it is, already named."""
    node = measured.node
    if isinstance(node, ValueFor):
        return concern.value(_named(node.name, case, limits, bearer), node.concern, case)
    if isinstance(node, ValueOf):
        return _named(node.name, case, limits, bearer)
    if isinstance(node, PointsOf):
        return _points_of(measured, case, limits, bearer)
    if isinstance(node, Mean | Total | Extreme):
        return _gathered(measured, node, case, limits)
    if isinstance(node, CountOf):
        return _count(measured, node, case)
    if isinstance(node, Rounded):
        return _rounded(measured, node, case, limits)
    if isinstance(node, Lookup):
        return table(measured, node, case, limits)
    if isinstance(node, Choice):
        return choice(measured, case, limits)
    if isinstance(node, Constant):
        return Clause(decimal(node.number))
    value = numbers.interval(measured.value, (), limits, numbers.ALL_EXCLUDED, numbers.ONE_OUT)
    return Clause(_("product {value}").format(value=value), _measures(measured.parts, case))


def _named(name: str, case: CandidateCase, limits: Limits, bearer: str | None) -> Clause:
    """The value of an element or of a named measure."""
    if name in case.referentiel.entries:
        said = cells.entered(name, case)
    else:
        said = _computed(case.state.values[name], name, case, limits)
    if name == bearer:
        return said
    text = _("{name}: {reason}").format(name=visible(name), reason=said.text)
    return Clause(text, said.topics, said.value_of)


def _points_of(measured: Measured, case: CandidateCase, limits: Limits, bearer: str | None) -> Clause:
    """The points of a level, after what was entered: `C1: « A », 10 points`."""
    of = measured.parts[0]
    said = what(of, case, limits, bearer) if isinstance(of, Measured) else Clause("")
    if not measured.value.may & REELLE:
        return said
    low, high = (numbers.shown(end, limits) for end in (measured.value.low, measured.value.high))
    if low == high:
        most = measured.value.high
        count = int(most) if most.denominator == 1 else 2
        text = ngettext("{reason}, {points} point", "{reason}, {points} points", count)
        return Clause(text.format(reason=said.text, points=high), said.topics, said.value_of)
    text = _("{reason}, {low} to {high} points").format(reason=said.text, low=low, high=high)
    return Clause(text, said.topics, said.value_of)


def _computed(measured: Measured, name: str, case: CandidateCase, limits: Limits) -> Clause:
    """A named measure: the form that it is, or the other name that it is another name of."""
    if isinstance(measured.node, ValueOf):
        value = numbers.interval(measured.value, (), limits, numbers.ALL_EXCLUDED)
        return Clause(value, (Topic(measured, name),))
    said = what(measured, case, limits)
    return Clause(said.text, said.topics, name)


def _measures(parts: Iterable[Judged | Measured], case: CandidateCase) -> tuple[Topic, ...]:
    return tuple(measure(part, case) for part in parts if isinstance(part, Measured))


def _gathered(
    measured: Measured, node: Mean | Total | Extreme, case: CandidateCase, limits: Limits
) -> Clause:
    left = _weight_left(measured, node)
    value = numbers.interval(
        measured.value, (), limits, numbers.ALL_EXCLUDED, numbers.NO_WEIGHT if left else numbers.ALL_OUT
    )
    value = value.format(weight=left)
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
    return Clause(text, tuple(_terms(measured, node, case, best)))


def _terms(
    measured: Measured, node: Mean | Total | Extreme, case: CandidateCase, best: int | None
) -> Iterator[Topic]:
    """Each term with its coefficient and, where it does not count, why."""
    terms = node.beside(measured.parts)
    beaten = _beaten(terms, node, best)
    for position, (term, part, kept) in enumerate(terms):
        if not isinstance(part, Measured):
            continue
        out = not part.value.may & ~LEFT_OUT
        notes = [_weight(term.coefficient, node)] if not out else []
        if out:
            notes.append(_("left out with its weight") if isinstance(node, Mean) else _("left out"))
        if isinstance(kept, Judged) and not out:
            notes.append(_filter(term, kept))
        if isinstance(node, Total) and node.pivot is not None and not out:
            notes.append(_points(node, part.value))
        if position in beaten:
            notes.append(_("not among the best {best}").format(best=best))
        filtered = isinstance(kept, Judged) and not _own(term)
        beside = (rule(kept, case, _("kept if: {reason}")),) if isinstance(kept, Judged) and filtered else ()
        yield measure(part, case)._replace(notes=tuple(note for note in notes if note), beside=beside)


def _weight_left(measured: Measured, node: Mean | Total | Extreme) -> str:
    """Of a mean that lacks a value although terms are left, what their weights add up to; else nothing."""
    if not isinstance(node, Mean) or not measured.value.may & VIDE:
        return ""
    weights = [
        term.coefficient
        for term, part, rule in node.beside(measured.parts)
        if isinstance(part, Measured)
        and not part.value.may & LEFT_OUT
        and (not isinstance(rule, Judged) or rule.outcome == VRAI)
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


def _own(term: Term) -> bool:
    """A filter that compares the term itself."""
    return isinstance(term.kept_if, Compare) and term.kept_if.subject is term.node


def _filter(term: Term, kept: Judged) -> str:
    """Whether a term is kept by its filter; one that compares the term itself says its bounds."""
    if kept.outcome == BLOQUE:
        return ""
    if kept.outcome == VRAI:
        bare, bounded = _("kept"), _("kept ({bounds})")
    elif kept.outcome in {FAUX, EXCLU}:
        bare, bounded = _("not kept"), _("not kept ({bounds})")
    else:
        bare, bounded = _("may be kept"), _("may be kept ({bounds})")
    if isinstance(term.kept_if, Compare) and _own(term):
        return bounded.format(bounds=numbers.required(term.kept_if.bounds))
    return bare


def _beaten(terms: list[Listed], node: Mean | Total | Extreme, best: int | None) -> set[int]:
    """The positions of terms that count but are not among the best, where every value is known."""
    if best is None:
        return set()
    held: list[tuple[Fraction, int]] = []
    for position, (term, part, kept) in enumerate(terms):
        if not isinstance(part, Measured) or not part.value.may & ~LEFT_OUT:
            continue
        if isinstance(kept, Judged) and kept.outcome in {FAUX, EXCLU}:
            continue
        known = part.value.known
        if known is None or (isinstance(kept, Judged) and kept.outcome != VRAI):
            return set()
        held.append((known * (1 if isinstance(node, Mean) else term.coefficient), position))
    ranked = sorted(held, key=lambda pair: (-pair[0], pair[1]))
    return {position for _value, position in ranked[best:]}


def _count(measured: Measured, node: CountOf, case: CandidateCase) -> Clause:
    part = measured.parts[0]
    if not isinstance(part, Judged):  # pragma: no cover -- a count is made of its rule
        return Clause("")
    if not node.counted.tally(part.parts).total:
        return Clause(_("every item is excluded"), counts.items(part, node.counted, case))
    return Clause(counts.count(part, node.counted, case), counts.items(part, node.counted, case))


def _rounded(measured: Measured, node: Rounded, case: CandidateCase, limits: Limits) -> Clause:
    """`45.1 rounded up to the next 5: 50`, the value shown on the right side of where rounding turns."""
    inner = measured.parts[0].value if isinstance(measured.parts[0], Measured) else measured.value
    half = node.step / 2
    turns = [end + k * half for end in (measured.value.low, measured.value.high) for k in range(-2, 3)]
    forms = ROUNDED if inner.known is not None else ROUNDED_LATER
    text = _(forms[node.direction]).format(
        value=numbers.interval(inner, (), turns, numbers.ALL_EXCLUDED),
        step=decimal(node.step),
        result=numbers.interval(measured.value, (), limits, numbers.ALL_EXCLUDED),
    )
    return Clause(text, _measures(measured.parts, case))
