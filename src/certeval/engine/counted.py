"""Groups of cells whose places change nothing, decided by how many cells say what."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from certeval.engine.columns import BYTE, MAX_KEPT, Asked, ByNumber, Split, Told
from certeval.engine.numbered import Decide, Met, zeros
from certeval.scores.coded import Coded, Codes


class Counts:
    """What is told of the groups of cells of one part, each of whose elements has a column, by their counts."""

    def __init__(self, entries: Sequence[str], split: Split) -> None:
        self.entries = entries
        self.split = split
        places = split(tuple(map(str, range(len(entries)))))
        self.placed = [(code, int(place or 0)) for code, place in zip(entries, places, strict=True)]
        self.told = Told()
        self._met = Met[tuple[int, ...]]()
        self._table = bytearray(BYTE)
        self._waits: dict[int, Waits] = {}
        self._asked: dict[tuple[int, ...], Asked] = {}

    def column(self, group: Coded, decide: Decide) -> "Counted":
        """The decisions of a group in each row of a block."""
        lanes = group.lanes()
        told = self._looked_up(lanes)
        if 0 in told:
            for counts in {tuple([lane[row] for lane in lanes]) for row in zeros(told)}:
                self._decide(counts, group, decide)
            told = self._looked_up(lanes)
        return Counted(told, self.told, lanes, group, self)

    def _looked_up(self, lanes: Sequence[bytes]) -> Sequence[int]:
        """The number of what is told of each row; 0 where it was not met before."""
        first, *others = lanes
        if not self.told.few:
            return list(map(self._met.__getitem__, zip(*lanes, strict=True)))
        found = first.translate(self._table)
        rows = _marked(_any(others)) if others else []
        if not rows:
            return found
        patched = bytearray(found)
        some = itemgetter(*rows, rows[0])  # of one row alone it gives no tuple
        counts = zip(*map(some, lanes), strict=True)
        for row, number in zip(rows, map(self._met.__getitem__, counts), strict=False):
            patched[row] = number
        return patched

    def _decide(self, counts: tuple[int, ...], group: Coded, decide: Decide) -> None:
        texts = group.counted(counts)
        decision = decide(texts)
        found = self._met[counts] = self.told.number(decision)
        if not any(counts[1:]) and found < BYTE:
            self._table[counts[0]] = found
        self._asked[counts] = decision.asked(self.entries, self.split(texts))

    def waits(self, codes: Codes, name: int) -> "Waits":
        """What one of the names given waits for."""
        if name not in self._waits:
            self._waits[name] = Waits(self, codes, name)
        return self._waits[name]

    def asked(self, counts: tuple[int, ...], name: int) -> frozenset[str]:
        """The texts of cells that one of the names given waits for."""
        return self._asked[counts][name]


class Waits(dict[tuple[int, ...], tuple[str, ...]]):
    """By the bytes of a row's cells, the codes that one of the names given waits for."""

    def __init__(self, of: Counts, codes: Codes, name: int) -> None:
        super().__init__()
        self._of, self._codes, self._name = of, codes, name
        self._asked: dict[tuple[int, ...], bytes] = {}
        self._texts = 0

    def __missing__(self, cells: tuple[int, ...]) -> tuple[str, ...]:
        if len(self) > MAX_KEPT:
            self.clear()
        weights = self._codes.weights(len(cells))
        counts = tuple([sum(map(lane.__getitem__, cells)) for lane in weights])
        if len(self._codes) != self._texts:  # another text may say what one asked for says
            self._texts = len(self._codes)
            self._asked.clear()
        asked = self._asked.get(counts)
        if asked is None:
            asked = self._asked[counts] = self._codes.bytes_of(self._of.asked(counts, self._name))
        found = self[cells] = tuple([code for code, at in self._of.placed if cells[at] in asked])
        return found


_MARKS = bytes([0]) + bytes([1]) * (BYTE - 1)


def _marked(lane: bytes) -> list[int]:
    """The rows that have not 0, of which there are few: what stands between them is cut out at once."""
    row, found = -1, list[int]()
    for gap in lane.translate(_MARKS).split(b"\1")[:-1]:
        row += len(gap) + 1
        found.append(row)
    return found


def _any(lanes: Sequence[bytes]) -> bytes:
    """A byte a row, 0 where it is 0 in all."""
    if len(lanes) == 1:
        return lanes[0]
    found = 0
    for lane in lanes:
        found |= int.from_bytes(lane, "little")
    return found.to_bytes(len(lanes[0]), "little")


@dataclass(frozen=True, slots=True)
class Counted(ByNumber):
    """Rows by the numbers of what is told of them, and by their counts."""

    lanes: Sequence[bytes]
    group: Coded
    of: Counts

    def missing(self, rows: Sequence[int], name: int) -> list[tuple[str, ...]]:
        some = itemgetter(*rows, rows[0])  # of one row alone it gives no tuple
        cells = zip(*map(some, self.group.columns), strict=True)
        waits = self.of.waits(self.group.codes, name)
        return list(map(waits.__getitem__, cells))[: len(rows)]
