"""What is entered for one element: its scale, its statuses, its jurors and attempts, and how a cell reads."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Annotated, Literal, NamedTuple

from certeval.diagnostics.nearest import fold
from certeval.rules.bounds import Bounds
from certeval.rules.declared import BY_SHAPE, GIVEN, TABLE, WORD, Declared, Text
from certeval.rules.grammar import Bornes
from certeval.rules.numbers import SPACES
from certeval.rules.outcome import (
    BLOQUEE,
    DISPENSEE,
    EXCLUE,
    FAUX,
    INCONNU,
    LEFT_OUT,
    NON_SAISIE,
    PRESENTE,
    REELLE,
    STOPPED,
    VRAI,
    Outcome,
    Value,
    around,
)
from certeval.rules.scales import VIDE, Count, Echelle, Effect, Number, Scale, Valeur

Statuts = dict[Text, Annotated[Annotated[Effect, WORD] | Annotated[Valeur, TABLE], BY_SHAPE]]


class Jures(Declared):
    """How the cells of several jurors become one."""

    retenir: Literal["accord", "moyenne", "minimum", "unanimite", "majorite"] = "accord"
    nombre: Annotated[Count | None, GIVEN] = None
    troisieme_si_ecart: Annotated[Bornes | None, GIVEN] = None


class Tentatives(Declared):
    """Which of several attempts counts."""

    retenir: Literal["derniere", "meilleure", "premiere"]
    plafond: Annotated[Number | None, GIVEN] = None
    conserver_si: Annotated[Bornes | None, GIVEN] = None


class Saisie(Declared):
    """What is entered for a kind of element, or one: scale, statuses, jurors, attempts."""

    echelle: Annotated[Echelle | None, GIVEN] = None
    statuts: Annotated[Statuts | None, GIVEN] = None
    jures: Annotated[Jures | None, GIVEN] = None
    tentatives: Annotated[Tentatives | None, GIVEN] = None


class Disagreement(NamedTuple):
    """Jurors who must agree and don't: the positions, in their order, of two that differ."""

    first: int
    second: int


class Entry(NamedTuple):
    """How the cells of one element read. `statuses` maps each folded status word to (word, effect or value)."""

    code: str
    scale: Scale
    statuses: Mapping[str, tuple[str, Effect | Fraction]]
    jurors: Jures
    third: Bounds | None
    attempts: Tentatives | None
    kept: Bounds | None

    @property
    def unknown(self) -> Value:
        """Not entered yet: the whole scale."""
        return Value(self.scale.least, self.scale.greatest, NON_SAISIE)

    @property
    def empty(self) -> Value:
        """What an empty cell means here: the status `vide`."""
        return self._status(self.statuses[VIDE][1])

    def status(self, text: str) -> str | None:
        """The status a cell holds, or None where it holds a value. No text at all is `vide`."""
        found = self.statuses.get(fold(text) or VIDE)
        return found[0] if found else None

    def read(self, text: str) -> Value | None:
        """The value of a cell as typed; None where it is neither of the scale nor a status."""
        folded = fold(text.strip(SPACES)) or VIDE
        if folded in self.statuses:
            return self._status(self.statuses[folded][1])
        value = self.scale.read(text)
        return None if value is None else Value(value, value)

    def _status(self, effect: Effect | Fraction) -> Value:
        if isinstance(effect, Fraction):
            return Value(effect, effect)
        best = self.scale.greatest
        return {
            Effect.INCONNU: self.unknown,
            Effect.ACQUIS: Value(best, best, DISPENSEE),
            Effect.EXCLU: Value(best, best, EXCLUE),
            Effect.BLOQUE: STOPPED,
        }[effect]

    def of_jurors(self, cells: Sequence[str]) -> "Value | Disagreement":
        """The one value of several jurors' cells, in the jurors' order. Each cell must read.

        A cell left empty says that this juror did not mark; `nombre` says how many must have.
        """
        given = [(i, value) for i, cell in enumerate(cells) if (value := self._marked(cell)) is not None]
        due = self.jurors.nombre or 0
        values = [value for _, value in given]
        if not values and not due:
            return self.empty
        if self.jurors.retenir == "accord" and (conflict := self._conflict(given)):
            return conflict
        missing = [self.unknown] * (due - len(values))
        if self.third is not None and len(values) + len(missing) >= 2:  # noqa: PLR2004 -- two markers
            return self._with_third(values + missing)
        return self._combined(values + missing)

    def _marked(self, cell: str) -> Value | None:
        return None if not cell.strip(SPACES) else self.read(cell)

    def _conflict(self, given: list[tuple[int, Value]]) -> Disagreement | None:
        """Two jurors who differ; one who has not assessed (`inconnu`) differs from nobody."""
        said = [(i, value) for i, value in given if value.may != NON_SAISIE]
        for i, value in said[1:]:
            if value != said[0][1]:
                return Disagreement(said[0][0], i)
        return None

    def _with_third(self, values: list[Value]) -> Value:
        """The first two markers; where they are too far apart, the third mark replaces theirs."""
        one, other, *rest = values
        both = self._combined([one, other])
        if (one.may | other.may) & ~(NON_SAISIE | 1) or self.third is None:
            return self._combined(values)
        least = max(one.low - other.high, other.low - one.high, Fraction(0))
        greatest = max(one.high - other.low, other.high - one.low)
        too_far = self.third.holds(least, greatest)
        third = rest[0] if rest else self.unknown
        taken = ([third] if too_far & VRAI else []) + ([both] if too_far != VRAI else [])
        return around(taken) if too_far == INCONNU else taken[0]

    def _combined(self, values: list[Value]) -> Value:
        """Several values as one, by `retenir`; statuses do what they do to the terms of a measure."""
        if self.jurors.retenir == "accord":
            said = [value for value in values if value.may != NON_SAISIE]
            short = self.jurors.nombre and len(values) > len(said)
            return self.unknown if short or not said else said[0]
        if any(value.may == BLOQUEE for value in values):
            return STOPPED
        kept = [value for value in values if not value.may & LEFT_OUT]
        if not kept:
            return values[0]
        lows, highs = sorted(v.low for v in kept), sorted(v.high for v in kept)
        unseen = all(v.may == NON_SAISIE for v in kept)
        may = NON_SAISIE if unseen else 1
        return Value(self._one_of(lows), self._one_of(highs), may)

    def _one_of(self, ordered: list[Fraction]) -> Fraction:
        """One number of several in rising order. `majorite`: what more than half of the jurors reach."""
        if self.jurors.retenir == "moyenne":
            return sum(ordered, Fraction(0)) / len(ordered)
        if self.jurors.retenir == "majorite":
            return ordered[(len(ordered) - 1) // 2]
        return ordered[0]

    def of_attempts(self, values: Sequence[Value | None]) -> Value:
        """The value that counts of several attempts in their order; None is an attempt not made."""
        made = [(i, value) for i, value in enumerate(values) if value is not None]
        if not made:
            return self.empty
        if self.attempts is None:
            return made[-1][1]
        ceiling = self.attempts.plafond
        capped = [_capped(value, ceiling) if i else value for i, value in made]
        return self._kept(capped, [value for _, value in made])

    def _kept(self, capped: list[Value], made: list[Value]) -> Value:
        """The first attempt that `conserver_si` keeps; else the one `retenir` names."""
        open_cases: list[Value] = []
        if self.kept is not None:
            for value, uncapped in zip(capped, made, strict=True):
                outcome = _worth_keeping(self.kept, uncapped)
                if outcome & VRAI:
                    open_cases.append(value)
                if outcome == VRAI:
                    return around(open_cases)
        return around([*open_cases, self._retained(capped)])

    def _retained(self, capped: list[Value]) -> Value:
        retained = self.attempts.retenir if self.attempts else "derniere"
        if retained == "meilleure":
            return self._best(capped)
        return capped[0] if retained == "premiere" else capped[-1]

    def _best(self, capped: list[Value]) -> Value:
        """An exemption, else the best mark, else a failure that blocks, else an exclusion."""
        may = 0
        for value in capped:
            may |= value.may
        if any(value.may == DISPENSEE for value in capped):
            return self._status(Effect.ACQUIS)
        found = [self._status(Effect.ACQUIS)] if may & DISPENSEE else []
        marked = [value for value in capped if value.may & REELLE]
        sure = [value for value in marked if not value.may & ~REELLE]
        if marked:
            low = max((v.low for v in sure), default=min(v.low for v in marked))
            entered = NON_SAISIE if all(v.may == NON_SAISIE for v in marked) else PRESENTE
            found.append(Value(low, max(v.high for v in marked), entered))
        if not sure and may & BLOQUEE:
            found.append(STOPPED)
        if all(value.may & EXCLUE for value in capped):
            found.append(self._status(Effect.EXCLU))
        return around(found)


def _worth_keeping(bounds: Bounds, value: Value) -> Outcome:
    """Whether an attempt lies within bounds; an excluded or blocked one doesn't."""
    outcome = bounds.holds(value.low, value.high) if value.may & (REELLE | DISPENSEE) else FAUX
    return outcome | FAUX if value.may & ~(REELLE | DISPENSEE) else outcome


def _capped(value: Value, ceiling: Fraction | None) -> Value:
    """A mark of a new attempt, no higher than the ceiling; an exemption stays what it is."""
    if ceiling is None or not value.may & REELLE:
        return value
    high = value.high if value.may & DISPENSEE else min(value.high, ceiling)
    return Value(min(value.low, ceiling), high, value.may)
