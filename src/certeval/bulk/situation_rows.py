"""Rows of a large sheet whose candidates are told apart by their situation: which of them the other reader tells."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from certeval.bulk.csv_blocks import Extraordinary, Kinds
from certeval.diagnostics.families.sheets import NOT_CONCERNED
from certeval.referentiel.load import Referentiel
from certeval.render.obstacles import Obstacle
from certeval.rules.outcome import Value
from certeval.rules.program import Program
from certeval.scores.situations import HARMLESS, elements_away


@dataclass(slots=True)
class Watch:
    """Finds the rows with marks of elements that are not for their candidates. Raises Extraordinary where it is not
    known which are: such a candidate is decided apart.
    """

    program: Program
    at: Sequence[int]
    columns: Mapping[str, int]
    _away: dict[tuple[str, ...], list[tuple[str, int]]] = field(default_factory=dict)

    def __call__(self, cells: Sequence[str], apart: int) -> Iterator[tuple[int, Kinds]]:
        """The rows, from 0, of cells that follow each other, each with a finding for each such mark; the cells of a
        column stand so many apart.
        """
        situations = zip(*[cells[index::apart] for index in self.at], strict=True)
        for row, situation in enumerate(situations):
            if number := self._number(cells, row * apart, situation):
                yield row, (NOT_CONCERNED,) * number

    def _number(self, cells: Sequence[str], start: int, situation: tuple[str, ...]) -> int:
        away = self._away.get(situation)
        if away is None:
            away = self._away[situation] = self._of(situation)
        each = ((code, cells[start + index]) for code, index in away)
        return sum(bool(text) and self._counts(code, text) for code, text in each)

    def _of(self, situation: tuple[str, ...]) -> list[tuple[str, int]]:
        readings = [
            entry.read(text) for entry, text in zip(self.program.situation.values(), situation, strict=True)
        ]
        if any(reading.empty for reading in readings):
            raise Extraordinary(Obstacle.SITUATION)
        values: list[Value | None] = [reading.value for reading in readings]
        away = elements_away(self.program, tuple(values))
        return [(code, self.columns[code]) for code in sorted(away) if code in self.columns]

    def _counts(self, code: str, text: str) -> bool:
        entry = self.program.entries.get(code)
        return entry is not None and bool(entry.read(text).value.may & ~HARMLESS)


def watch(referentiel: Referentiel, columns: Mapping[str, int]) -> Watch:
    """What looks at the rows of a sheet. Raises Extraordinary where it doesn't say its candidates' situations."""
    program = referentiel.program
    if not program.situation.keys() <= columns.keys():
        raise Extraordinary(Obstacle.SITUATION)
    return Watch(program, [columns[axis] for axis in program.situation], columns)
