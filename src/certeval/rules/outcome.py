"""What a rule and a measure come to, as the set of all they may come to.

A rule's outcome is a set of bits: VRAI, FAUX, EXCLU (it leaves what it is part of), BLOQUE (a failure that
no compensation lifts). One bit: decided. VRAI and FAUX together: undetermined. Every connective is the
plain one lifted to sets, so that a decided outcome holds in every completion by construction.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

Outcome = int

VRAI: Outcome = 1
FAUX: Outcome = 2
BLOQUE: Outcome = 4
EXCLU: Outcome = 8
INCONNU: Outcome = VRAI | FAUX


def truth(*, sure: bool, possible: bool) -> Outcome:
    """The outcome of a comparison that holds in every case, in some, or in none."""
    return VRAI if sure else INCONNU if possible else FAUX


def every(outcomes: Iterable[Outcome]) -> Outcome:
    """`et`: defaillant if one is, else false if one is; the excluded are left out, and nothing left is unknown."""
    seen, met, all_excluded = 0, True, True
    for outcome in outcomes:
        if outcome == BLOQUE:
            return BLOQUE
        seen |= outcome
        met = met and bool(outcome & (VRAI | EXCLU))
        all_excluded = all_excluded and bool(outcome & EXCLU)
    result = seen & (FAUX | BLOQUE)
    if met and seen & VRAI:
        result |= VRAI
    return result | INCONNU if all_excluded else result


def some(outcomes: Iterable[Outcome]) -> Outcome:
    """`ou`: true if one is, else defaillant if one is and nothing saves it; the excluded are left out."""
    seen, lost, all_excluded = 0, True, True
    for outcome in outcomes:
        if outcome == VRAI:
            return VRAI
        seen |= outcome
        lost = lost and bool(outcome & (FAUX | EXCLU))
        all_excluded = all_excluded and bool(outcome & EXCLU)
    result = seen & (VRAI | BLOQUE)
    if lost and seen & FAUX:
        result |= FAUX
    return result | INCONNU if all_excluded else result


def opposite(outcome: Outcome) -> Outcome:
    """`non`: true and false change places; the excluded stays left out, the defaillant stays so."""
    swapped = outcome & (EXCLU | BLOQUE)
    if outcome & VRAI:
        swapped |= FAUX
    if outcome & FAUX:
        swapped |= VRAI
    return swapped


PRESENTE = 1
NON_SAISIE = 2
DISPENSEE = 4
EXCLUE = 8
VIDE = 16
BLOQUEE = 32
REELLE = PRESENTE | NON_SAISIE
LEFT_OUT = DISPENSEE | EXCLUE | VIDE


class Value(NamedTuple):
    """An exact number between `low` and `high`, both included, and the set of the ways it may be there.

    PRESENTE: entered or computed. NON_SAISIE: not entered yet. DISPENSEE: exempted, compared as the best of
    its scale (which `high` then is). EXCLUE: excluded. VIDE: nothing left to measure. BLOQUEE: blocked.
    """

    low: Fraction
    high: Fraction
    may: int = PRESENTE

    @property
    def known(self) -> Fraction | None:
        """The number, where exactly one is possible."""
        return self.low if self.low == self.high and self.may and not self.may & ~REELLE else None

    def times(self, factor: Fraction) -> "Value":
        """The value scaled; a negative factor swaps the ends."""
        low, high = self.low * factor, self.high * factor
        return Value(min(low, high), max(low, high), self.may)


ZERO = Fraction(0)
ONE = Fraction(1)
NOTHING = Value(ZERO, ZERO, VIDE)
STOPPED = Value(ZERO, ZERO, BLOQUEE)


def around(values: Iterable[Value]) -> Value:
    """The hull of values of which one will hold."""
    held = list(values)
    if len(held) == 1:
        return held[0]
    numbers = [value for value in held if value.may & (REELLE | DISPENSEE)]
    may = 0
    for value in held:
        may |= value.may
    if not numbers:
        return Value(ZERO, ZERO, may)
    return Value(min(v.low for v in numbers), max(v.high for v in numbers), may)
