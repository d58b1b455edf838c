"""A référentiel's rules, resolved and put in order: evaluated for one candidate in one pass."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from certeval.rules.derivation import Cells, Climbed, Judged, Measured, Name, Node, Sort, State
from certeval.rules.entry import Entry
from certeval.rules.outcome import EXCLU, INCONNU, VRAI
from certeval.rules.terms import ValueOf
from certeval.rules.verdicts import Compare, Named, Not, Rule

CERTIFICATION = "certification"

__all__ = ["CERTIFICATION", "Ladder", "Name", "Program", "Rung", "Sort", "Step", "in_order", "measured_by"]


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder: its name and its condition, which the last one has not."""

    name: str
    condition: Rule | None


@dataclass(frozen=True, slots=True)
class Ladder(Node):
    """`paliers`: the first rung whose condition holds; with unknown cells, all that may be the first."""

    rungs: tuple[Rung, ...]

    def inside(self) -> tuple[Node, ...]:
        return tuple([rung.condition for rung in self.rungs if rung.condition is not None])

    def climb(self, state: State) -> Climbed:
        """The rungs still possible, from the top, and the conditions looked at."""
        possible: list[str] = []
        parts: list[Judged] = []
        for rung in self.rungs:
            if rung.condition is None:
                possible.append(rung.name)
                break
            judged = rung.condition.judge(state)
            parts.append(judged)
            if judged.outcome & VRAI:
                possible.append(rung.name)
            if judged.outcome == VRAI:
                break
        return Climbed(tuple(possible), tuple(parts))


class Step(NamedTuple):
    """One name and the form it is evaluated by; `needs` must have been evaluated before."""

    makes: Name
    node: Node
    needs: tuple[Name, ...]

    def take(self, state: State) -> None:
        """Evaluate the form and put what it comes to under its name."""
        sort, name = self.makes
        if sort == "verdict":
            judged = self.node.judge(state)
            state.verdicts[name] = _waiting(judged) if name == CERTIFICATION else judged
        elif sort == "valeur":
            state.values[name] = self.node.measure(state)
        elif isinstance(self.node, Ladder):
            state.ladders[name] = self.node.climb(state)


def _waiting(judged: Judged) -> Judged:
    """The certification leaves nothing that counts it: where nothing may be left of what it takes, it waits.

    One that is but one excluded thing is said to be excluded with it.
    """
    node, outcome = judged.node, judged.outcome
    one = isinstance(node, Named | Not) or (isinstance(node, Compare) and isinstance(node.subject, ValueOf))
    if not outcome & EXCLU or (one and outcome == EXCLU):
        return judged
    return judged._replace(outcome=outcome & ~EXCLU | INCONNU)


class Program(NamedTuple):
    """The steps by what they make, in an order in which each finds what it needs, and how each cell reads."""

    steps: Mapping[Name, Step]
    entries: Mapping[str, Entry]

    def evaluate(self, cells: Cells) -> State:
        """Everything that follows from what was entered for one candidate."""
        state = State()
        for code, entry in self.entries.items():
            value = cells.get(code)
            state.values[code] = Measured(ValueOf(code), entry.empty if value is None else value)
        for step in self.steps.values():
            step.take(state)
        return state

    def unknown(self) -> State:
        """What follows when nothing is entered yet and everything still may be."""
        return self.evaluate({code: entry.unknown for code, entry in self.entries.items()})


def measured_by(rule: Node) -> Node | None:
    """The measure that a rule compares: it stands for the value of an element that is not itself marked."""
    return rule.subject if isinstance(rule, Compare) and not isinstance(rule.subject, ValueOf) else None


def in_order(steps: Mapping[Name, Step], cycle: Callable[[list[Name]], None]) -> dict[Name, Step]:
    """The steps, each after what it needs: a topological order by depth-first search (R. Tarjan, 1976).

    `cycle` is called with the names of each circle, in the order in which they need each other. A stack stands for
    recursion, which a long chain of names would exhaust.
    """
    done: dict[Name, bool] = {}
    ordered: dict[Name, Step] = {}
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
                    ordered[need] = step
                    continue
                if need in done:
                    names = [entered for entered, _ in stack]
                    cycle(names[names.index(need) :])
                    continue
                done[need] = False
                stack.append((need, iter(step.needs)))
                break
            else:
                stack.pop()
                done[name] = True
                ordered[name] = steps[name]
    return ordered
