"""`table` and `paliers` in words: the row or the rung, and what chose it."""

from collections.abc import Iterable
from fractions import Fraction

from certeval.messages import _
from certeval.render.reasons import numbers
from certeval.render.reasons.topics import CandidateCase, Clause, Reason, Topic, rule
from certeval.render.words import decimal, joined, visible
from certeval.rules.derivation import Climbed, Measured
from certeval.rules.lookup import Lookup, LookupKey
from certeval.rules.outcome import REELLE


def table(measured: Measured, node: Lookup, case: CandidateCase, limits: Iterable[Fraction]) -> Clause:
    """`table, row « A »: 4`; while a key is not known, every row it may choose."""
    value = numbers.interval(measured.value, (), limits, numbers.ALL_EXCLUDED)
    topics = tuple(_key(key, case) for key in node.keys)
    if not measured.value.may & REELLE:
        return Clause(_("table: {value}").format(value=value), topics)
    chosen = [_chosen(key, node, case) for key in node.keys]
    if not all(chosen):
        return Clause(_("table: {value}").format(value=value), topics)
    row = tuple(rows[0] for rows in chosen if len(rows) == 1)
    if len(row) == len(node.keys) and row not in node.rows:
        phrase = _("table, no row {rows}: {value}")
    else:
        phrase = _("table, row {rows}: {value}")
    rows = " / ".join(joined([_row(each) for each in rows]) for rows in chosen)
    return Clause(phrase.format(rows=rows, value=value), topics)


def _chosen(key: LookupKey, node: Lookup, case: CandidateCase) -> list[str | Fraction]:
    position = node.keys.index(key)
    return [row for row in key.possible(case.state, {row[position] for row in node.rows})[0] if row != ""]


def _row(row: str | Fraction) -> str:
    return decimal(row) if isinstance(row, Fraction) else f"« {visible(row)} »"


def _key(key: LookupKey, case: CandidateCase) -> Topic:
    return Topic(case.state.ladders[key.name] if key.ladder else case.state.values[key.name], key.name)


def rungs(climbed: Climbed, names: tuple[str, ...], case: CandidateCase) -> Clause:
    """A ladder: the rung reached, or those still possible, and the conditions looked at."""
    text = joined([f"« {visible(rung)} »" for rung in climbed.rungs])
    if len(climbed.rungs) > 1:
        text = _("not known yet: {rungs}").format(rungs=text)
    topics: list[Topic | Reason] = []
    for name, part in zip(names, climbed.parts, strict=False):
        topics.append(rule(part, case, _("« {rung} »: {reason}"), visible(name)))
    return Clause(text, tuple(topics))
