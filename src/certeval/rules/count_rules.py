"""How many items of a rule meet theirs: `parmi`, `tous`, `un_de`, `aucun`."""

from dataclasses import field
from typing import NamedTuple

from certeval.diagnostics import Path
from certeval.frozen import frozen
from certeval.rules.bounds import Bounds
from certeval.rules.derivation import Judgement, Node, Parts, State
from certeval.rules.outcome import BLOQUE, EXCLU, FAUX, INCONNU, VRAI, Outcome, blockage, every
from certeval.rules.verdicts import Rule, VerdictOf


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
            if (blocks := blockage(outcomes)) == BLOQUE:
                return BLOQUE
            result = blocks & BLOQUE
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
        return VRAI if sure else INCONNU if possible else FAUX

    def least_count(self, total: int) -> int | None:
        """The least count that meets the lower bound, or None where there is none, or where it is too many already."""
        least, most = self.bounds.counts(total)
        return least if self.bounds.lower and (most is None or least <= most) else None
