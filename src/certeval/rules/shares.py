"""Limits that are shares of a measure's greatest value, settled once all that it is made of is in order.

The greatest is that of a candidate whose marks are all the best, or all the least; it is one for all where it stays
whatever is exempted or excluded. Elsewhere the share is refused.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace

from certeval.diagnostics import Path
from certeval.rules.bounds import Bounds
from certeval.rules.derivation import Measurement, Name, Node, State
from certeval.rules.entry import Entry
from certeval.rules.outcome import DISPENSEE, EXCLUE, NON_SAISIE, PRESENTE, REELLE, Value
from certeval.rules.program import Step
from certeval.rules.saisie import Effect
from certeval.rules.terms import ValueOf
from certeval.rules.verdicts import Compare

Refuse = Callable[[Path, Bounds], None]
"""Says that the bounds declared at a path are shares of a greatest that is not one for all."""


def exits(entry: Entry) -> int:
    """How a cell may leave what it is part of, as its statuses allow."""
    effects = {effect for _, effect in entry.statuses.values()}
    return (DISPENSEE if Effect.ACQUIS in effects else 0) | (EXCLUE if Effect.EXCLU in effects else 0)


def settle(
    steps: Mapping[Name, Step], entries: Mapping[str, Entry], situation: Mapping[str, Entry], refuse: Refuse
) -> dict[Name, Step]:
    """The steps, in order, with each share of a measure's greatest as the number that it is.

    `situation` is how the parcours and the voie read: it is not known whose greatest it is, and is one for all.
    """
    settler = _Settler(entries, situation, refuse)
    return {name: settler.step(step) for name, step in steps.items()}


class _Settler:
    """Takes the steps one after the other, for candidates of whom all is the best, the least, or unknown; any of what
    they have may be left out.
    """

    def __init__(self, entries: Mapping[str, Entry], situation: Mapping[str, Entry], refuse: Refuse) -> None:
        self._refuse = refuse
        self._by_id: dict[int, tuple[object, object]] = {}
        ends: list[Callable[[Entry], Value]] = [
            lambda entry: Value(entry.scale.greatest, entry.scale.greatest, PRESENTE | exits(entry)),
            lambda entry: Value(entry.scale.least, entry.scale.least, PRESENTE | exits(entry)),
            lambda entry: entry.unknown._replace(may=NON_SAISIE | exits(entry)),
        ]
        anywhere = {axis: Measurement(ValueOf(axis), entry.unknown) for axis, entry in situation.items()}
        self._states = [
            State(
                anywhere | {code: Measurement(ValueOf(code), end(entry)) for code, entry in entries.items()}
            )
            for end in ends
        ]

    def step(self, step: Step) -> Step:
        node = self._of(step.node)
        new_step = step._replace(node=node) if isinstance(node, Node) else step
        for state in self._states:
            new_step.take(state)
        return new_step

    def _of(self, part: object) -> object:
        """A part of a form, settled: the very same where nothing in it is a share, or where it was before."""
        if isinstance(part, tuple):
            new_parts = tuple([self._of(each) for each in part])
            same = all(one is other for one, other in zip(new_parts, part, strict=True))
            return part if same or type(part) is not tuple else new_parts
        if not is_dataclass(part) or isinstance(part, type | Bounds):
            return part
        if id(part) not in self._by_id:
            changes = {
                each.name: new
                for each in fields(part)
                if each.init and (new := self._of(old := getattr(part, each.name))) is not old
            }
            new_part = replace(part, **changes) if changes else part
            if isinstance(new_part, Compare):
                new_part = self._comparison(new_part)
            self._by_id[id(part)] = (new_part, part)
        return self._by_id[id(part)][0]

    def _comparison(self, node: Compare) -> Compare:
        bounds = node.bounds
        if not (bounds.share_below or bounds.share_above):
            return node
        best, least, unknown = (node.subject.measure(state).value for state in self._states)
        # what is reached whatever is left out, and beyond which nothing goes
        ends = (end for end in (best, least) if end.may & (REELLE | DISPENSEE))
        greatest = next((end.high for end in ends if end.low == end.high == unknown.high), None)
        if greatest is None:
            self._refuse(node.path, bounds)
            return node
        return replace(node, bounds=bounds.of(greatest))
