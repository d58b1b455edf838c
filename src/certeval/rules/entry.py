"""What is entered for one element: how a cell reads, and what the cells of jurors and attempts come to."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from fractions import Fraction
from typing import NamedTuple

from certeval.frozen import frozen
from certeval.rules.bounds import Bounds
from certeval.rules.outcome import BLOCKAGE, DISPENSEE, EXCLUE, NON_SAISIE, Value
from certeval.rules.refusals import Refusal, is_remainder, no_value
from certeval.rules.saisie import VIDE, Effect, Jures, Tentatives
from certeval.rules.scales import Scale
from certeval.rules.several import Attempts, Disagreement, Panel
from certeval.text.cell_text import spelling, trim

IN_ACCORD = Jures.model_construct(retenir="accord", nombre=None, troisieme_si_ecart=None)
"""What is made of several jurors where nothing says it."""


@frozen
class Reading:
    """What one cell says: its value, and the status that gives it where it holds one; or why it is refused, and then
    its value is not known.

    Two cells of an element say the same where their readings are equal. `text` is what was read, without its edges:
    under a correspondence the word that the cell stands for.
    """

    text: str = field(compare=False)
    value: Value
    status: str | None = None
    refusal: Refusal | None = None
    empty: bool = False
    """Whether nothing was entered: no juror marked, no attempt was made."""


class Entry(NamedTuple):
    """How the cells of one element read. `statuses` maps each status as it is spelled to (word, effect or value);
    `unknown` is what is not entered yet, the whole scale.
    """

    code: str
    scale: Scale
    statuses: Mapping[str, tuple[str, Effect | Fraction]]
    jurors: Jures
    third: Bounds | None
    attempts: Tentatives | None
    keep_bounds: Bounds | None
    unknown: Value

    @property
    def step(self) -> Fraction | None:
        """What parts two values next to each other; None where any number may come, as a mean of jurors."""
        return None if self.jurors.retenir == "moyenne" else self.scale.step

    @property
    def empty(self) -> Value:
        """What an empty cell means here: the status `vide`."""
        return self._status(self.statuses[VIDE][1])

    def read(self, text: str) -> Reading:
        """What a cell as typed says. Whoever needs it keeps it: no cell is read a second time."""
        text = trim(text)
        key = spelling(text) or VIDE
        if status := self.statuses.get(key):
            word, effect = status
            return Reading(text, self._status(effect), word, empty=key == VIDE)
        value = self.scale.read(text)
        if value is None or is_remainder(text):
            return Reading(text, self.unknown, refusal=self._refusal(text))
        return Reading(text, Value(value, value))

    def _refusal(self, text: str) -> Refusal:
        """Why a text without edges is neither a value of the scale nor a status."""
        arguments: dict[str, object] = {"value": text, "element": self.code}
        if kind := no_value(text):
            return Refusal(kind, arguments)
        words = tuple(word for key, (word, _) in self.statuses.items() if key != VIDE)
        refusal = self.scale.refusal(text, words)
        return Refusal(refusal.kind, arguments | dict(refusal.details), refusal.text, refusal.words)

    def _status(self, effect: Effect | Fraction) -> Value:
        if isinstance(effect, Fraction):
            return Value(effect, effect)
        if effect is Effect.INCONNU:
            return self.unknown
        if effect is Effect.BLOQUE:
            return BLOCKAGE
        best = self.scale.greatest
        return Value(best, best, DISPENSEE if effect is Effect.ACQUIS else EXCLUE)

    def of_jurors(self, values: Sequence[Value]) -> Value | Disagreement:
        """The one value of what several jurors said, in the jurors' order; what is left empty is no juror's."""
        if not values:
            return self.empty
        return self._panel.together(values)

    def leaves_third(self, values: Sequence[Value]) -> bool:
        """Whether several jurors said more than counts: a third mark that nothing called for."""
        return self._panel.leaves_third(values)

    @property
    def _panel(self) -> Panel:
        return Panel(self.jurors, self.third, self.unknown, self.scale.step)

    def of_attempts(self, values: Sequence[Value | None]) -> Value:
        """The value that counts of several attempts in their order; None is an attempt left empty."""
        attempts = self.attempt_values(values)
        if not attempts:
            return self.empty
        rule = self._rule_of_attempts()
        return attempts[-1] if rule is None else rule.counting_value(attempts)

    def kept_attempt(self, attempts: Mapping[int, Sequence[Value]]) -> int | None:
        """The number of the attempt that `conserver_si` keeps for sure, from what jurors said at each; None where it
        keeps none.
        """
        rule = self._rule_of_attempts()
        if rule is None:
            return None
        said = [self.of_jurors(attempts.get(number, ())) for number in range(1, max(attempts) + 1)]
        values = [each if isinstance(each, Value) else None for each in said]
        place = rule.counting_place(self.attempt_values(values))
        return None if place is None else place + 1

    def may_count(self, attempts: Mapping[int, Sequence[Value]]) -> list[int]:
        """The numbers, in order, of the attempts that may count: the first too, where nobody made it."""
        retenir = self.attempts.retenir if self.attempts else "derniere"
        kept = self.kept_attempt(attempts)
        if kept is not None:
            return [kept]
        if self.keep_bounds is not None or retenir == "meilleure":
            return sorted(attempts)
        return [1] if retenir == "premiere" else [max(attempts)]

    def worth(self, attempts: Sequence[Value]) -> list[Value]:
        """What each of several attempts may count for, where it is kept."""
        rule = self._rule_of_attempts()
        return list(attempts) if rule is None else rule.worth(attempts)

    def attempt_values(self, values: Sequence[Value | None]) -> list[Value]:
        """The attempts up to the last one made, `vide` where one before it was left empty."""
        last = max((i for i, value in enumerate(values) if value is not None), default=-1)
        return [self.empty if value is None else value for value in values[: last + 1]]

    def _rule_of_attempts(self) -> Attempts | None:
        return Attempts(self.attempts, self.keep_bounds, self.unknown, self.step) if self.attempts else None


def of_scale(code: str, scale: Scale) -> Entry:
    """How a code reads of which nothing is declared but its scale."""
    unknown = Value(scale.least, scale.greatest, NON_SAISIE)
    return Entry(code, scale, {VIDE: (VIDE, Effect.INCONNU)}, IN_ACCORD, None, None, None, unknown)
