"""How candidates stand: what their elements are worth, and what falls short of its bounds.

What is known of a part of the program is told once for all who share it, and put together for each with what falls
short above the parts.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from certeval.bulk.division import Division, Part
from certeval.bulk.memos import Decision
from certeval.bulk.part_memo import Tells
from certeval.engine.resits import LOST, Loss, Shortfall, Worth, losses, may_turn
from certeval.rules.bounds import Bounds
from certeval.rules.derivation import State
from certeval.rules.outcome import Value
from certeval.rules.program import Program

OF_PART = 1
"""Where it is among what is told of a part."""
Numbers = Mapping[int, Shortfall]
"""What falls short, each by the number of whose value misses which bounds."""
Above = Sequence[Numbers | tuple[int, Loss]]
"""What falls short above the parts, and what to look up in a part, by its number."""


class PartWorth(NamedTuple):
    """What the elements of a part are worth, and what falls short where a verdict that it gives is lost."""

    values: Mapping[str, Value]
    short: Mapping[Loss, Numbers]


class WorthReader:
    """Tells how candidates stand; of the elements, what those of these codes are worth."""

    def __init__(self, program: Program, division: Division, codes: Collection[str]) -> None:
        self._division = division
        self._entries = {code: entry for code, entry in program.entries.items() if code in codes}
        self._homes = [
            at for at, part in enumerate(division.parts) if not self._entries.keys().isdisjoint(part.entries)
        ]
        self._ways = (False, True) if any(may_turn(step.node) for step in division.above) else (False,)
        self._numbers: dict[tuple[str, Bounds, bool], int] = {}

    def tells(self) -> Iterator[tuple[int, Tells]]:
        """What is told of each part."""
        return (
            (at, Tells((partial(self._of_part, part),), None)) for at, part in enumerate(self._division.parts)
        )

    def _of_part(self, part: Part, state: State) -> PartWorth:
        values = {code: state.values[code].value for code in part.entries if code in self._entries}
        all_losses = [(name, holds) for sort, name in part.gives if sort == "verdict" for holds in self._ways]
        return PartWorth(
            {code: value for code, value in values.items() if value != self._entries[code].empty},
            {
                loss: {
                    self._number(each): each for each in losses(state, loss) if isinstance(each, Shortfall)
                }
                for loss in all_losses
            },
        )

    def above(self, state: State) -> Above:
        """What is told above the parts, in the order of the rules."""
        return [
            {self._number(each): each}
            if isinstance(each, Shortfall)
            else (self._division.home["verdict", each[0]], each)
            for each in losses(state, LOST)
        ]

    def _number(self, short: Shortfall) -> int:
        return self._numbers.setdefault((short.name, short.bounds, short.own), len(self._numbers))

    def of(self, above: Above, columns: Sequence[Sequence[Decision]], row: int) -> Worth:
        """How the candidate of a row stands."""
        by_number: dict[int, Shortfall] = {}
        for each in above:
            numbers = columns[each[0]][row].tells[OF_PART].short[each[1]] if isinstance(each, tuple) else each
            for number, short in numbers.items():
                by_number.setdefault(number, short)
        values: dict[str, Value] = {}
        for home in self._homes:
            values |= columns[home][row].tells[OF_PART].values
        return Worth(values, tuple(by_number.values()))
