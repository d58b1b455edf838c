"""Verdicts that are held: a jury decided them, or they were acquired before. What is above is decided from them.

The computed verdict stays beside, as what the held one replaces: the tool computes, the jury decides, both are kept.
"""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from certeval.frozen import frozen
from certeval.rules.bounds import Bounds, Limit
from certeval.rules.derivation import Judged, Name, Node, State
from certeval.rules.entry import of_scale
from certeval.rules.outcome import INCONNU, ONE, Outcome
from certeval.rules.program import Program, Step
from certeval.rules.scales import Acquis
from certeval.rules.terms import ValueOf
from certeval.rules.verdicts import Compare, Rule

Origine = Literal["jury", "acquis_anterieur", "equivalence"]
"""Where a verdict that is not computed comes from (design §4)."""
POSTPONED = "> "
"""Before the name of what is postponed, the code of its cell: no element has such a code."""
ACQUIRED = Bounds(Limit(ONE, strict=False, written="1"), None)


class Held(NamedTuple):
    """A verdict that replaces the computed one: VRAI, FAUX, or INCONNU where the jury postponed it.

    `decision` is what is said of it, a text by key (design §4): motif, auteur, vote, pv…
    """

    outcome: Outcome
    origine: Origine
    decision: tuple[tuple[str, str], ...] = ()


@frozen
class Holding(Rule):
    """The rule of a name whose verdict is held: it comes to what is held, whatever `computed`, the rule that it
    replaces, comes to beside.
    """

    held: Held
    computed: Node

    def judge(self, state: State) -> Judged:
        return Judged(self, self.held.outcome, (self.computed.judge(state),))

    def inside(self) -> tuple[Node, ...]:
        return (self.computed,)


def holding(program: Program, held: Mapping[str, Held]) -> Program:
    """A program in which the verdicts of some names, elements or the certification, are held.

    Raises KeyError where a name has no verdict.
    """
    steps = dict(program.steps)
    for name, each in held.items():
        makes: Name = ("verdict", name)
        step = steps[makes]
        steps[makes] = Step(makes, Holding(each, step.node), step.needs)
    return program._replace(steps=steps)


def waiting(program: Program) -> Program:
    """A program in which what the jury postponed is a cell that nobody filled yet: it may come to either verdict."""
    entries, steps = dict(program.entries), dict(program.steps)
    for makes, node in held_steps(program):
        if node.held.outcome == INCONNU:
            cell = f"{POSTPONED}{makes[1]}"
            entries[cell] = of_scale(cell, Acquis.model_construct())
            steps[makes] = Step(makes, Compare(ValueOf(cell), ACQUIRED), (("valeur", cell),))
    return program._replace(entries=entries, steps=steps)


def held_steps(program: Program) -> Iterator[tuple[Name, Holding]]:
    """The names whose verdicts are held, each with what holds it."""
    return ((makes, step.node) for makes, step in program.steps.items() if isinstance(step.node, Holding))


def computed(judged: Judged) -> Judged:
    """What was computed of a verdict: its own where it is not held."""
    before = judged.parts[0] if isinstance(judged.node, Holding) else judged
    assert isinstance(before, Judged)  # noqa: S101 -- a rule's part
    return before
