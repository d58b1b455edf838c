"""The forms of a rule, each with its meaning: from what is known of a candidate to an outcome and its parts."""

from collections.abc import Iterator
from dataclasses import field
from typing import NamedTuple

from certeval.diagnostics import Path
from certeval.frozen import frozen
from certeval.rules.bounds import Bounds
from certeval.rules.derivation import Judgement, Name, Node, Parts, State
from certeval.rules.outcome import (
    BLOQUE,
    BLOQUEE,
    DISPENSEE,
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
    truth,
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


@frozen
class Compare(Rule):
    """A measure within bounds, declared at `path`. Excluded leaves, empty stays unknown, blocked fails for good."""

    subject: Node
    bounds: Bounds
    path: Path = field(default=(), compare=False)

    def judge(self, state: State) -> Judgement:
        measurement = self.subject.measure(state)
        may = measurement.value.may
        outcome = self.bounds.hold(measurement.value) if may & (REELLE | DISPENSEE) else 0
        if may & ~(REELLE | DISPENSEE):
            if may & VIDE:
                outcome |= INCONNU
            if may & EXCLUE:
                outcome |= EXCLU
            if may & BLOQUEE:
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


class ItemTally(NamedTuple):
    """How many items are acquired, not acquired, and not decided, of those that are not excluded."""

    acquis: int
    non_acquis: int
    open: int

    @property
    def total(self) -> int:
        return self.acquis + self.non_acquis + self.open


@frozen
class CountRule(Rule):
    """`parmi`, `tous`, `un_de`, `aucun`: how many items meet their rule; `form` is the word written,
    `conditional` whether it has a `dont`, `path` where it is declared. A blocked item is merely not counted, but
    in `tous`, which is `et` of its items.
    """

    form: str
    items: tuple[tuple[str, Rule], ...]
    bounds: Bounds
    conditional: bool
    path: Path = field(default=(), compare=False)

    def inside(self) -> tuple[Node, ...]:
        return tuple([rule for _, rule in self.items])

    @property
    def of_names(self) -> bool:
        """Whether each item is a name whose verdict counts, with no rule of its own."""
        return all(isinstance(rule, VerdictOf) for _, rule in self.items)

    @staticmethod
    def outcomes(parts: Parts) -> list[Outcome]:
        """What each item came to, from the parts of a result of this rule."""
        return [part.outcome for part in parts if isinstance(part, Judgement)]

    @staticmethod
    def count(outcomes: list[Outcome]) -> ItemTally:
        """The count that the outcomes of the items show."""
        acquis, unknown, out = outcomes.count(VRAI), outcomes.count(INCONNU), outcomes.count(EXCLU)
        non_acquis = outcomes.count(FAUX)
        for outcome in outcomes if acquis + non_acquis + unknown + out < len(outcomes) else ():
            if outcome not in {VRAI, FAUX, INCONNU, EXCLU}:
                if outcome & (VRAI | EXCLU):
                    unknown += 1
                else:
                    non_acquis += 1
        return ItemTally(acquis, non_acquis, unknown)

    def tally(self, parts: Parts) -> ItemTally:
        """The count that the parts of a derivation of this rule show."""
        return self.count(self.outcomes(parts))

    def judge(self, state: State) -> Judgement:
        parts = tuple([rule.judge(state) for _, rule in self.items])
        outcomes = [part.outcome for part in parts]
        acquis, unknown = outcomes.count(VRAI), outcomes.count(INCONNU)
        if acquis + unknown + outcomes.count(FAUX) < len(outcomes):
            outcome = every(outcomes) if self.form == "tous" else self._of_statuses(outcomes)
            return Judgement(self, outcome, parts)
        outcome = self._within(len(outcomes), acquis, acquis + unknown) if outcomes else INCONNU
        return Judgement(self, outcome, parts)

    def _of_statuses(self, outcomes: list[Outcome]) -> Outcome:
        """The count where some items are, or may be, excluded or blocked: over each number of items left."""
        result = 0
        if self.bounds.upper:
            if BLOQUE in outcomes:
                return BLOQUE
            result = BLOQUE if any(outcome & BLOQUE for outcome in outcomes) else 0
            outcomes = [outcome & ~BLOQUE for outcome in outcomes]
        else:
            outcomes = [outcome & ~BLOQUE | FAUX if outcome & BLOQUE else outcome for outcome in outcomes]
        if all(outcome & EXCLU for outcome in outcomes):
            result |= EXCLU
        sure = outcomes.count(VRAI)
        acquis_or_out, non_acquis_or_out = outcomes.count(VRAI | EXCLU), outcomes.count(FAUX | EXCLU)
        may_leave = acquis_or_out + non_acquis_or_out + outcomes.count(INCONNU | EXCLU)
        may_meet = sum([outcome & VRAI for outcome in outcomes])
        items = len(outcomes) - outcomes.count(EXCLU)
        for out in range(may_leave + 1):
            if items > out:
                low, high = sure + max(0, acquis_or_out - out), may_meet - max(0, out - non_acquis_or_out)
                result |= self._within(items - out, low, high)
        return result

    def _within(self, total: int, low: int, high: int) -> Outcome:
        """The bounds against every count from low to high, of so many items."""
        least, most = self.bounds.counts(total)
        sure = least <= low and (most is None or high <= most)
        possible = least <= high and (most is None or max(low, least) <= most)
        return truth(sure=sure, possible=possible)

    def least_count(self, total: int) -> int | None:
        """The least count that meets the lower bound, or None where there is none."""
        return self.bounds.counts(total)[0] if self.bounds.lower else None


@frozen
class Every(Rule):
    """`et`."""

    rules: tuple[Rule, ...]

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
