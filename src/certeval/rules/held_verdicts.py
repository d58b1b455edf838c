"""Verdicts that are held: a jury decided them, or they were acquired before. What is above is decided from them.

The computed verdict stays beside, as what the held one replaces: the tool computes, the jury decides, both are kept.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from certeval.frozen import frozen
from certeval.rules.bounds import Bounds, Limit
from certeval.rules.derivation import Judgement, Name, Node, State
from certeval.rules.entry import of_scale
from certeval.rules.outcome import EXCLU, FAUX, INCONNU, ONE, VRAI, Outcome, some
from certeval.rules.program import Program, Step, in_order
from certeval.rules.scales import Acquis
from certeval.rules.terms import ValueOf
from certeval.rules.verdicts import Compare, Every, Rule, Some, VerdictOf

Origine = Literal["jury", "acquis_anterieur", "equivalence"]
"""Where a verdict that is not computed comes from (design §4)."""
POSTPONEMENT = "> "
"""Before the name of what is postponed, the code of its cell: no element has such a code."""
ACQUIS_BOUNDS = Bounds(Limit(ONE, strict=False, text="1"), None)


class HeldVerdict(NamedTuple):
    """A verdict that replaces the computed one: VRAI, FAUX, or INCONNU where the jury postponed it.

    `decision` is what is said of it, a text by key (design §4): motif, auteur, vote, pv…
    """

    outcome: Outcome
    origine: Origine
    decision: tuple[tuple[str, str], ...] = ()


@frozen
class HeldRule(Rule):
    """The rule of a name whose verdict is held: it comes to what is held, whatever `original_judgement`, the rule that
    it replaces, comes to beside.
    """

    verdict: HeldVerdict
    original: Node

    def judge(self, state: State) -> Judgement:
        return Judgement(self, self.verdict.outcome, (self.original.judge(state),))

    def inside(self) -> tuple[Node, ...]:
        return (self.original,)


@frozen
class Validity(VerdictOf):
    """Whether an element is validated: what is excluded or blocked is not."""

    def judge(self, state: State) -> Judgement:
        outcome = state.verdicts[self.name].outcome
        return Judgement(self, (outcome & VRAI) | (FAUX if outcome & ~VRAI else 0))


@frozen
class Promise(Some):
    """A rule, then what is given once other elements are validated: until they are, the rule alone decides."""

    def judge(self, state: State) -> Judgement:
        parts = tuple([rule.judge(state) for rule in self.rules])
        alone, gift = [part.outcome for part in parts]
        return Judgement(self, some([alone, (gift & VRAI) | (0 if gift == VRAI else EXCLU)]), parts)


def with_held_verdicts(program: Program, verdicts: Mapping[str, HeldVerdict]) -> Program:
    """A program in which the verdicts of some names, elements or the certification, are held.

    Raises KeyError where a name has no verdict.
    """
    steps = dict(program.steps)
    for name, each in verdicts.items():
        makes: Name = ("verdict", name)
        step = steps[makes]
        steps[makes] = Step(makes, HeldRule(each, step.node), step.needs)
    return program._replace(steps=steps)


def with_promises(program: Program, promises: Iterable[tuple[str, Sequence[str]]]) -> Program:
    """A program in which some names are also valid once others are: by each, those that it waits for. One that bears on
    what it waits for is left as it is computed.
    """
    for name, conditions in promises:
        makes: Name = ("verdict", name)
        needs: list[Name] = [("verdict", code) for code in conditions]
        if not program.steps.keys() >= {makes, *needs}:
            continue
        step = program.steps[makes]
        assert isinstance(step.node, Rule)  # noqa: S101 -- it makes a verdict
        either = Promise((step.node, Every(tuple([Validity(code) for code in conditions]))))
        circles: list[list[Name]] = []
        steps = in_order({**program.steps, makes: Step(makes, either, (*step.needs, *needs))}, circles.append)
        program = program if circles else program._replace(steps=steps)
    return program


def with_open_cells(program: Program) -> Program:
    """A program in which what the jury postponed is a cell that nobody filled yet: it may come to either verdict."""
    entries, steps = dict(program.entries), dict(program.steps)
    for makes, node in held_steps(program):
        if node.verdict.outcome == INCONNU:
            cell = f"{POSTPONEMENT}{makes[1]}"
            entries[cell] = of_scale(cell, Acquis.model_construct())
            steps[makes] = Step(makes, Compare(ValueOf(cell), ACQUIS_BOUNDS), (("valeur", cell),))
    return program._replace(entries=entries, steps=steps)


def held_steps(program: Program) -> Iterator[tuple[Name, HeldRule]]:
    """The names whose verdicts are held, each with what holds it."""
    return ((makes, step.node) for makes, step in program.steps.items() if isinstance(step.node, HeldRule))


def original_judgement(judgement: Judgement) -> Judgement:
    """What was computed of a verdict: its own where it is neither held nor promised."""
    while isinstance(judgement.node, HeldRule | Promise):
        before = judgement.parts[0]
        assert isinstance(before, Judgement)  # noqa: S101 -- a rule's part
        judgement = before
    return judgement
