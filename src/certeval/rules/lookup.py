"""`table`: a number chosen by one or two levels."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from certeval.rules.derivation import Measured, Node, State
from certeval.rules.outcome import (
    NOTHING,
    PRESENTE,
    ZERO,
    Value,
    around,
)
from certeval.rules.terms import together


@dataclass(frozen=True, slots=True)
class Key:
    """What chooses a table's row: an element's level (its words from the worst), a ladder, or a number."""

    name: str
    words: tuple[str, ...] = ()
    ladder: bool = False

    def possible(self, state: State, rows: Iterable[str | Fraction]) -> tuple[list[str | Fraction], int]:
        """The rows that may be chosen, and the ways the key may be there."""
        if self.ladder:
            return list(state.ladders[self.name].rungs), PRESENTE
        value = state.values[self.name].value
        if self.words:
            return list(self.words[int(value.low) : int(value.high) + 1]), value.may
        if value.known is not None:
            return [value.known], value.may
        within = [row for row in rows if isinstance(row, Fraction) and value.low <= row <= value.high]
        return [*within, ""], value.may


@dataclass(frozen=True, slots=True)
class Lookup(Node):
    """`table`: the value of the row that one or two keys choose; an unknown key ranges over its rows."""

    keys: tuple[Key, ...]
    rows: dict[tuple[str | Fraction, ...], Fraction]
    otherwise: Fraction | None

    def measure(self, state: State) -> Measured:
        chosen = [
            key.possible(state, {row[position] for row in self.rows})
            for position, key in enumerate(self.keys)
        ]
        may = together([ways for _, ways in chosen])
        if not may & PRESENTE:
            return Measured(self, Value(ZERO, ZERO, may))
        found = around(self._row(row) for row in product(*(words for words, _ in chosen)))
        return Measured(self, Value(found.low, found.high, may & ~PRESENTE | found.may))

    def _row(self, row: tuple[str | Fraction, ...]) -> Value:
        number = self.rows.get(row, self.otherwise)
        return NOTHING if number is None else Value(number, number)
