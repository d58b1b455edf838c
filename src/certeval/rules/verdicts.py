"""The forms of a rule, each with its meaning: from what is known of a candidate to an outcome and its parts."""

from collections.abc import Iterator
from dataclasses import field

from certeval.diagnostics import Path
from certeval.frozen import frozen
from certeval.rules.bounds import Bounds
from certeval.rules.derivation import Judgement, Name, Node, State
from certeval.rules.outcome import (
    BLOQUE,
    BLOQUEE,
    DISPENSEE,
    ENTRAVEE,
    EXCLU,
    EXCLUE,
    FAUX,
    INCONNU,
    LEFT_OUT,
    NON_SAISIE,
    PRESENTE,
    REELLE,
    VIDE,
    VRAI,
    Outcome,
    every,
    opposite,
    some,
)


class Rule(Node):
    """A form that comes to an outcome."""

    __slots__ = ()


@frozen
class VerdictOf(Rule):
    """The verdict of an element or of a named rule."""

    name: str

    def judge(self, state: State) -> Judgement:
        return Judgement(self, state.verdicts[self.name].outcome)

    def needs(self) -> Iterator[Name]:
        yield "verdict", self.name


_HELD = REELLE | DISPENSEE
"""The ways of a value that bounds look at."""


@frozen
class Compare(Rule):
    """A measure within bounds, declared at `path`. Excluded leaves, empty stays unknown, blocked fails for good, and so
    does an upper bound over a count of what is blocked, as in `parmi`.
    """

    subject: Node
    bounds: Bounds
    path: Path = field(default=(), compare=False)

    def judge(self, state: State) -> Judgement:
        measurement = self.subject.measure(state)
        may = measurement.value.may
        held = _HELD if self.bounds.upper is None else _HELD & ~ENTRAVEE
        outcome = self.bounds.hold(measurement.value) if may & held else 0
        if may & ~held:
            if may & VIDE:
                outcome |= INCONNU
            if may & EXCLUE:
                outcome |= EXCLU
            if may & ~held & (BLOQUEE | ENTRAVEE):
                outcome |= BLOQUE
        return Judgement(self, outcome, (measurement,))

    def inside(self) -> tuple[Node, ...]:
        return (self.subject,)


@frozen
class HasValue(Rule):
    """`evalue`: the element has a value; neither excluded nor exempted; unknown while it is not entered."""

    name: str

    def judge(self, state: State) -> Judgement:
        may = state.values[self.name].value.may
        outcome = VRAI if may & PRESENTE else 0
        if may & NON_SAISIE:
            outcome |= INCONNU
        if may & LEFT_OUT:
            outcome |= FAUX
        if may & BLOQUEE:
            outcome |= BLOQUE
        return Judgement(self, outcome)

    def needs(self) -> Iterator[Name]:
        yield "valeur", self.name


@frozen
class ExclusionGuard(Rule):
    """A compound rule that an entered element bears: excluded, the element leaves, whatever is asked of it."""

    name: str
    rule: Rule

    def judge(self, state: State) -> Judgement:
        may = state.values[self.name].value.may
        if may == EXCLUE:
            return Judgement(self, EXCLU)
        part = self.rule.judge(state)
        return Judgement(self, part.outcome | EXCLU, (part,)) if may & EXCLUE else part

    def inside(self) -> tuple[Node, ...]:
        return (self.rule,)

    def needs(self) -> Iterator[Name]:
        yield "valeur", self.name
        yield from self.rule.needs()


@frozen
class Every(Rule):
    """`et`, declared at `path`."""

    rules: tuple[Rule, ...]
    path: Path = field(default=(), compare=False)

    def judge(self, state: State) -> Judgement:
        parts = tuple([rule.judge(state) for rule in self.rules])
        return Judgement(self, every([part.outcome for part in parts]), parts)

    def inside(self) -> tuple[Node, ...]:
        return self.rules


@frozen
class Some(Rule):
    """`ou`."""

    rules: tuple[Rule, ...]

    def judge(self, state: State) -> Judgement:
        parts = tuple([rule.judge(state) for rule in self.rules])
        return Judgement(self, some([part.outcome for part in parts]), parts)

    def inside(self) -> tuple[Node, ...]:
        return self.rules


@frozen
class Not(Rule):
    """`non`."""

    rule: Rule

    def judge(self, state: State) -> Judgement:
        part = self.rule.judge(state)
        return Judgement(self, opposite(part.outcome), (part,))

    def inside(self) -> tuple[Node, ...]:
        return (self.rule,)


def branches(outcome: Outcome) -> Iterator[str]:
    """The branches of a `si` that its condition leaves open; an excluded condition takes `sinon`."""
    if outcome & VRAI:
        yield "alors"
    if outcome & (FAUX | EXCLU):
        yield "sinon"


@frozen
class Either(Rule):
    """`si`, `alors`, `sinon` between rules; an unknown condition leaves what both branches may come to."""

    condition: Rule
    then: Rule
    otherwise: Rule

    def judge(self, state: State) -> Judgement:
        condition = self.condition.judge(state)
        outcome = condition.outcome & BLOQUE
        parts = [condition]
        for branch in branches(condition.outcome):
            part = (self.then if branch == "alors" else self.otherwise).judge(state)
            outcome |= part.outcome
            parts.append(part)
        return Judgement(self, outcome, tuple(parts))

    def inside(self) -> tuple[Node, ...]:
        return self.condition, self.then, self.otherwise
