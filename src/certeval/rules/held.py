"""Verdicts that are held: a jury decided them, or they were acquired before. What is above is decided from them.

The computed verdict stays beside, as what the held one replaces: the tool computes, the jury decides, both are kept.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from certeval.frozen import frozen
from certeval.rules.derivation import Judged, Name, Node, State
from certeval.rules.outcome import Outcome
from certeval.rules.program import Program, Step
from certeval.rules.verdicts import Rule

Origine = Literal["jury", "acquis_anterieur", "equivalence"]
"""Where a verdict that is not computed comes from (design §4)."""


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


def computed(judged: Judged) -> Judged:
    """What was computed of a verdict: its own where it is not held."""
    before = judged.parts[0] if isinstance(judged.node, Holding) else judged
    assert isinstance(before, Judged)  # noqa: S101 -- a rule's part
    return before
