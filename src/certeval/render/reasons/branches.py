"""`si`, `table` and `paliers` in words: the branch, the row or the rung, and what chose it."""

from collections.abc import Iterable
from fractions import Fraction

from certeval.messages import N_, _
from certeval.render.reasons import numbers
from certeval.render.reasons.topics import CandidateCase, Clause, Reason, Topic, measure, rule
from certeval.render.words import decimal, enumeration, visible
from certeval.rules.compound_measures import Lookup
from certeval.rules.derivation import Climb, Judgement, Measurement
from certeval.rules.outcome import BLOQUE, EXCLU, FAUX, REELLE, VRAI

BRANCHES = {
    VRAI: N_("the condition is met, so « alors » applies"),
    FAUX: N_("the condition is not met, so « sinon » applies"),
    EXCLU: N_("the condition is about something excluded, so « sinon » applies"),
    BLOQUE: N_("the condition is blocked, so no branch applies"),
}
"""Which branch of a `si` its condition takes, and why."""
EITHER = N_("the condition is not known yet, so either branch may apply")


def choice(measurement: Measurement, case: CandidateCase, limits: Iterable[Fraction]) -> Clause:
    """A `si` between measures: what it comes to, its condition, the branches it leaves open."""
    value = numbers.interval(measurement.value, (), limits, numbers.ONLY_EXCLUSIONS)
    return _branch_clause(measurement, case, _("{value} ({branch})"), value)


def either(judgement: Judgement, case: CandidateCase) -> Clause:
    """A `si` between rules: its condition, and the branches it leaves open."""
    return _branch_clause(judgement, case, "{branch}")


def _branch_clause(of: Judgement | Measurement, case: CandidateCase, phrase: str, value: str = "") -> Clause:
    condition, *branches = of.parts
    if not isinstance(condition, Judgement):  # pragma: no cover -- the condition comes first
        return Clause("")
    frames = [_("then: {reason}"), _("else: {reason}")]
    if len(branches) == 1:
        frames = frames[:1] if condition.outcome & VRAI else frames[1:]
    parts = [
        measure(part, case, frame) if isinstance(part, Measurement) else rule(part, case, frame)
        for part, frame in zip(branches, frames, strict=False)
    ]
    text = phrase.format(value=value, branch=_(BRANCHES.get(condition.outcome, EITHER)))
    return Clause(text, (rule(condition, case, _("if: {reason}")), *parts))


def table(measurement: Measurement, node: Lookup, case: CandidateCase, limits: Iterable[Fraction]) -> Clause:
    """`table, row « A »: 4`; while a key is not known, every row it may choose."""
    value = numbers.interval(measurement.value, (), limits, numbers.ONLY_EXCLUSIONS)
    state = case.state
    topics = tuple(
        Topic(state.ladders[key.name] if key.ladder else state.values[key.name], key.name)
        for key in node.keys
    )
    if not measurement.value.may & REELLE:
        return Clause(_("table: {value}", value=value), topics)
    choices = [
        [row for row in key.possible(case.state, {rows[i] for rows in node.rows})[0] if row != ""]
        for i, key in enumerate(node.keys)
    ]
    if not all(choices):
        return Clause(_("table: {value}", value=value), topics)
    row = tuple(rows[0] for rows in choices if len(rows) == 1)
    if len(row) == len(node.keys) and row not in node.rows:
        phrase = _("table, no row {rows}: {value}")
    else:
        phrase = _("table, row {rows}: {value}")
    rows = " / ".join(enumeration([_row(each) for each in rows]) for rows in choices)
    return Clause(phrase.format(rows=rows, value=value), topics)


def _row(row: str | Fraction) -> str:
    return decimal(row) if isinstance(row, Fraction) else f"« {visible(row)} »"


def rungs(climb: Climb, names: tuple[str, ...], case: CandidateCase) -> Clause:
    """A ladder: the rung reached, or those still possible, and the conditions looked at."""
    text = enumeration([f"« {visible(rung)} »" for rung in climb.rungs])
    if len(climb.rungs) > 1:
        text = _("not known yet: {rungs}", rungs=text)
    topics: list[Topic | Reason] = []
    for name, part in zip(names, climb.parts, strict=False):
        topics.append(rule(part, case, _("« {rung} »: {reason}"), visible(name)))
    return Clause(text, tuple(topics))
