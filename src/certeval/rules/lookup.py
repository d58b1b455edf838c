"""`table`: a number chosen by one or two levels."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from fractions import Fraction
from itertools import product
from math import prod

from certeval.diagnostics import Path
from certeval.frozen import frozen
from certeval.rules.concern import Concern, away
from certeval.rules.derivation import Measured, Name, Node, State
from certeval.rules.outcome import (
    NOTHING,
    PRESENTE,
    Value,
    around,
    interval,
)
from certeval.rules.terms import together


@frozen
class LookupKey:
    """What chooses a table's row: an element's level (its words from the worst), a ladder, or a number."""

    name: str
    words: tuple[str, ...] = ()
    ladder: bool = False
    concern: Concern | None = None

    def possible(self, state: State, rows: Iterable[str | Fraction]) -> tuple[list[str | Fraction], int]:
        """The rows that may be chosen, and the ways the key may be there; "" stands for a number that has no row."""
        if self.ladder:
            return list(state.ladders[self.name].rungs), PRESENTE
        value = state.values[self.name].value
        if self.concern is not None:
            value = away(value, self.concern, state)
        if self.words:
            least, most, over, may = value
            return list(self.words[least // over : most // over + 1]), may
        low, high = value.low, value.high
        if value.known is not None:
            return [low], value.may
        within = [row for row in rows if isinstance(row, Fraction) and low <= row <= high]
        return [*within, ""], value.may


@frozen
class Lookup(Node):
    """`table`: the value of the row that one or two keys choose; an unknown key ranges over its rows."""

    keys: tuple[LookupKey, ...]
    rows: dict[tuple[str | Fraction, ...], Fraction]
    otherwise: Fraction | None
    path: Path = field(default=(), compare=False)
    of_key: tuple[frozenset[str | Fraction], ...] = field(init=False, compare=False, repr=False)
    values: dict[tuple[str | Fraction, ...], Value] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        of_key = [frozenset(row[position] for row in self.rows) for position in range(len(self.keys))]
        object.__setattr__(self, "of_key", tuple(of_key))
        object.__setattr__(self, "values", {row: Value(each, each) for row, each in self.rows.items()})

    def needs(self) -> Iterator[Name]:
        for key in self.keys:
            yield "palier" if key.ladder else "valeur", key.name
            yield from key.concern.needs if key.concern else ()

    def measure(self, state: State) -> Measured:
        chosen = [key.possible(state, rows) for key, rows in zip(self.keys, self.of_key, strict=True)]
        may = together([ways for _, ways in chosen])
        if not may & PRESENTE:
            return Measured(self, interval(0, 0, 1, may))
        found = around(self.possible([words for words, _ in chosen]))
        return Measured(self, found._replace(may=may & ~PRESENTE | found.may))

    def possible(self, chosen: Sequence[Sequence[str | Fraction]]) -> list[Value]:
        """The values of the rows that may be chosen: told from the rows there are, where more could be chosen."""
        combinations = prod(map(len, chosen))
        if combinations <= len(self.rows):
            return [self.row(row) for row in product(*chosen)]
        sets = [frozenset(words) for words in chosen]
        values = [
            value
            for row, value in self.values.items()
            if all(word in words for word, words in zip(row, sets, strict=True))
        ]
        return values if len(values) == combinations else [*values, self.row(())]

    def row(self, row: tuple[str | Fraction, ...]) -> Value:
        """The value of a row; `sinon` of one that is not there."""
        found = self.values.get(row)
        if found is not None or self.otherwise is None:
            return found or NOTHING
        return Value(self.otherwise, self.otherwise)
