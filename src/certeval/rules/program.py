"""A référentiel's rules, resolved and put in order: evaluated for one candidate in one pass."""

from collections.abc import Callable, Iterable, Mapping
from itertools import product
from typing import NamedTuple

from certeval.frozen import frozen
from certeval.rules.derivation import Cells, Climb, Judgement, Measurement, Name, Node, Sort, State
from certeval.rules.entry import Entry
from certeval.rules.outcome import EXCLU, INCONNU, VRAI, Outcome, around, interval
from certeval.rules.situation import Concern, RuleFor
from certeval.rules.terms import ValueOf
from certeval.rules.verdicts import Compare, Not, Rule, VerdictOf

CERTIFICATION = "certification"
MOST_WAYS = 64
"""Situations of one candidate that are looked at one by one: among more, each element may leave by itself."""
NONE: Mapping[str, Entry] = {}
EVERYBODY: Mapping[str, Concern] = {}

__all__ = ["CERTIFICATION", "Ladder", "Name", "Program", "Rung", "Sort", "Step", "in_order", "measure_of"]


@frozen
class Rung:
    """One step of a ladder: its name and its condition, which the last one has not."""

    name: str
    condition: Rule | None


@frozen
class Ladder(Node):
    """`paliers`: the first rung whose condition holds; with unknown cells, all that may be the first."""

    rungs: tuple[Rung, ...]

    def inside(self) -> tuple[Node, ...]:
        return tuple([rung.condition for rung in self.rungs if rung.condition is not None])

    def climb(self, state: State) -> Climb:
        """The rungs still possible, from the top, and the conditions looked at."""
        possible: list[str] = []
        parts: list[Judgement] = []
        for rung in self.rungs:
            if rung.condition is None:
                possible.append(rung.name)
                break
            judgement = rung.condition.judge(state)
            parts.append(judgement)
            if judgement.outcome & VRAI:
                possible.append(rung.name)
            if judgement.outcome == VRAI:
                break
        return Climb(tuple(possible), tuple(parts))


class Step(NamedTuple):
    """One name and the form it is evaluated by; `needs` must have been evaluated before."""

    makes: Name
    node: Node
    needs: tuple[Name, ...]

    def take(self, state: State) -> None:
        """Evaluate the form and put what it comes to under its name."""
        sort, name = self.makes
        if sort == "verdict":
            judgement = self.node.judge(state)
            state.verdicts[name] = _without_exclu(judgement) if name == CERTIFICATION else judgement
        elif sort == "valeur":
            state.values[name] = self.node.measure(state)
        elif isinstance(self.node, Ladder):
            state.ladders[name] = self.node.climb(state)


def _without_exclu(judgement: Judgement) -> Judgement:
    """The certification leaves nothing that counts it: where nothing may be left of what it takes, it waits.

    One that is but one excluded thing is said to be excluded with it.
    """
    node, outcome = judgement.node, judgement.outcome
    one = isinstance(node, VerdictOf | Not) or (
        isinstance(node, Compare) and isinstance(node.subject, ValueOf)
    )
    if not outcome & EXCLU or (one and outcome == EXCLU):
        return judgement
    return judgement._replace(outcome=outcome & ~EXCLU | INCONNU)


class Program(NamedTuple):
    """The steps by what they make, in an order in which each finds what it needs, and how each cell reads.

    `situation` is how a candidate's parcours and voie read, where an element is for some candidates only; `concerns`
    has whom each of these elements is for, by code.
    """

    steps: Mapping[Name, Step]
    entries: Mapping[str, Entry]
    situation: Mapping[str, Entry] = NONE
    concerns: Mapping[str, Concern] = EVERYBODY

    @property
    def all_entries(self) -> Mapping[str, Entry]:
        """How all that is read of a candidate reads: each cell, then the situation."""
        return {**self.entries, **self.situation}

    def evaluate(self, cells: Cells) -> State:
        """Everything that follows from what was entered for one candidate."""
        state = self._evaluate_one_way(cells)
        return in_each_way(state, [self._evaluate_one_way({**cells, **way}) for way in self.ways(cells)])

    def _evaluate_one_way(self, cells: Cells) -> State:
        state = State()
        for code, entry in self.all_entries.items():
            value = cells.get(code)
            state.values[code] = Measurement(ValueOf(code), entry.empty if value is None else value)
        for step in self.steps.values():
            step.take(state)
        return state

    def ways(self, cells: Cells) -> list[Cells]:
        """The situations that a candidate may be in, those alike once; none where there is but one, or too many."""
        axes = {axis: cells.get(axis) or entry.empty for axis, entry in self.situation.items()}
        if all(value.least == value.most for value in axes.values()):
            return []
        every = product(*[range(value.least, value.most + 1) for value in axes.values()])
        ways: dict[tuple[Outcome, ...], Cells] = {}
        concerns = set(self.concerns.values())
        for ranks in every:
            way = {axis: interval(rank, rank, 1) for axis, rank in zip(axes, ranks, strict=True)}
            there = State({axis: Measurement(ValueOf(axis), value) for axis, value in way.items()})
            ways.setdefault(tuple([concern.of(there) for concern in concerns]), way)
            if len(ways) > MOST_WAYS:
                return []
        return list(ways.values()) if len(ways) > 1 else []

    def below(self, names: Iterable[Name]) -> set[Name]:
        """These names, and all that what makes them needs."""
        below: set[Name] = set()
        stack = list(names)
        while stack:
            if (name := stack.pop()) not in below:
                below.add(name)
                stack += self.steps[name].needs if name in self.steps else ()
        return below

    def existence(self, code: str, state: State) -> Outcome:
        """Whether an element is for the candidate of a state."""
        concern = self.concerns.get(code)
        return VRAI if concern is None else concern.of(state)

    def unknown(self) -> State:
        """What follows when nothing is entered yet and everything still may be."""
        return self.evaluate({code: entry.unknown for code, entry in self.entries.items()})


def in_each_way(state: State, ways: list[State]) -> State:
    """A state where the situation is not known, made as exact as what follows in each of those that may be: it holds
    that of them all, no more. Where the situation is known there are none, and it stays as it is.
    """
    if not ways:
        return state
    for name, judgement in state.verdicts.items():
        outcome = 0
        for way in ways:
            outcome |= way.verdicts[name].outcome
        if outcome != judgement.outcome:
            state.verdicts[name] = judgement._replace(outcome=outcome)
    for name, measurement in state.values.items():
        value = around([way.values[name].value for way in ways])
        if measurement.parts and value != measurement.value:
            state.values[name] = measurement._replace(value=value)
    for name, climb in state.ladders.items():
        possible = {rung for way in ways for rung in way.ladders[name].rungs}
        rungs = tuple([rung for rung in climb.rungs if rung in possible])
        state.ladders[name] = Climb(rungs, climb.parts)
    state.ways = tuple(ways)
    return state


def measure_of(rule: Node) -> Node | None:
    """The measure that a rule compares: it stands for the value of an element that is not itself marked."""
    if isinstance(rule, RuleFor):
        rule = rule.rule
    return rule.subject if isinstance(rule, Compare) and not isinstance(rule.subject, ValueOf) else None


def in_order(steps: Mapping[Name, Step], cycle: Callable[[list[Name]], None]) -> dict[Name, Step]:
    """The steps, each after what it needs: a topological order by depth-first search (R. Tarjan, 1976).

    `cycle` is called with the names of each circle, in the order in which they need each other. A stack stands for
    recursion, which a long chain of names would exhaust.
    """
    done: dict[Name, bool] = {}
    order: dict[Name, Step] = {}
    for start in steps:
        if start in done:
            continue
        done[start] = False
        stack = [(start, iter(steps[start].needs))]
        while stack:
            name, needs = stack[-1]
            for need in needs:
                step = steps.get(need)
                if step is None or done.get(need):
                    continue
                if steps.keys().isdisjoint(step.needs):
                    done[need] = True
                    order[need] = step
                    continue
                if need in done:
                    names = [each for each, _ in stack]
                    cycle(names[names.index(need) :])
                    continue
                done[need] = False
                stack.append((need, iter(step.needs)))
                break
            else:
                stack.pop()
                done[name] = True
                order[name] = steps[name]
    return order
