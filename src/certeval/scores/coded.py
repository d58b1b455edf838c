"""Cells as one byte each: how the rows of a block are told apart without being taken apart.

A cell of one ASCII character stands as it is; any other text (nothing, a word, a mark) has a byte of its own.
Texts that read the same in every element are of one class: a group of cells is numbered by the classes of its cells.
"""

import sys
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass

from certeval.sources.table import unguarded

ASCII = 0x80
BYTES = 0x100
NEVER = bytes([*range(0xF5, 0x100), 0xC0, 0xC1])
"""Bytes that no text in UTF-8 has: one may stand for a word within a text, and be told from it."""
MOST_COUNTED = 16
"""Classes of texts that are counted."""
SIZES = {1: "B", 2: "H", 4: "I", 8: "Q"}
"""Bytes of a number, as memory is read."""

Alike = Callable[[str], Hashable]
"""What a text says, the same for texts that say the same in every element."""


class Spent(Exception):  # noqa: N818 -- nothing is wrong: such a sheet is read otherwise
    """More different texts than there are bytes."""


class Codes(dict[str, int]):
    """Each text that a cell may have to its byte, given at the first lookup. Raises Spent.

    `classes` are the texts that stand for each class, `times` tells how often numbers came to mean others.
    """

    def __init__(self, alike: Alike) -> None:
        super().__init__()
        self._alike = alike
        self._free = iter([*NEVER, *(code for code in range(ASCII, BYTES) if code not in NEVER)])
        self._known: dict[Hashable, int] = {}
        self._class_of: dict[int, int] = {}
        self.classes: list[str] = []
        self.times = 0
        self._texts: dict[int, list[str]] = {}
        self._weights: dict[int, list[bytes]] = {}
        self.room = 6
        self.planes = self._planes()

    def __missing__(self, text: str) -> int:
        plain = len(text) == 1 and text.isascii()
        found = self[text] = ord(text) if plain else next(self._free, BYTES)
        if found == BYTES:
            raise Spent
        self._tell(found, unguarded(text))
        return found

    def met(self, cells: bytes | bytearray) -> None:
        """Know every byte of these cells."""
        for code in set(cells.translate(None, bytes(self._class_of))):
            self.setdefault(chr(code), self[chr(code)])

    def _tell(self, code: int, text: str) -> None:
        """Put a byte into the class of what its text says."""
        number = self._class_of[code] = self._known.setdefault(self._alike(text), len(self.classes))
        if number == len(self.classes):
            self.classes.append(text)
        if number >= self.room:
            self.room = next(room for room in (6, 16, BYTES) if number < room)
            self.times += 1
        self._texts.clear()
        self._weights.clear()
        self.planes = self._planes()

    @property
    def per_byte(self) -> int:
        """How many cells one byte of a number tells."""
        return {6: 3, 16: 2}.get(self.room, 1)

    def _planes(self) -> list[bytes]:
        """What each byte of a column adds to a number, by the column's place in a byte of it."""
        found = []
        for place in range(self.per_byte):
            weight = self.room**place
            found.append(bytes(self._class_of.get(code, 0) * weight for code in range(BYTES)))
        return found

    def texts(self, byte: int) -> list[str]:
        """The texts of the cells that a byte of a number tells."""
        if byte not in self._texts:
            each = range(self.per_byte)
            self._texts[byte] = [self._class(byte // self.room**place % self.room) for place in each]
        return self._texts[byte]

    def weights(self, wide: int) -> list[bytes]:
        """What each byte of so many columns adds to each byte of their count: nothing for the first class."""
        if wide not in self._weights:
            each = per_lane(wide)
            self._weights[wide] = [
                bytes(self._weight(self._class_of.get(code, 0) - first, wide) for code in range(BYTES))
                for first in range(1, max(2, len(self.classes)), each)
            ]
        return self._weights[wide]

    @staticmethod
    def _weight(place: int, wide: int) -> int:
        return (wide + 1) ** place if 0 <= place < per_lane(wide) else 0

    def bytes_of(self, texts: Collection[str]) -> bytes:
        """The bytes whose class one of these texts stands for."""
        return bytes(code for code, number in self._class_of.items() if self.classes[number] in texts)

    def _class(self, number: int) -> str:
        return self.classes[number] if number < len(self.classes) else ""


@dataclass(frozen=True, slots=True)
class Coded:
    """The cells of a group in the rows of a block: a byte a row for each of the group's columns in the sheet."""

    columns: tuple[bytes, ...]
    height: int
    codes: Codes

    def __len__(self) -> int:
        return self.height

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        """The texts of each row, or others that say the same."""
        texts, classes = self.codes.classes, self.codes.planes[0]
        cells = [[texts[number] for number in column.translate(classes)] for column in self.columns]
        return zip(*cells, strict=True) if cells else iter([()] * self.height)

    @property
    def size(self) -> int:
        """Bytes of a number; 0 where they would be too many."""
        count = -(-len(self.columns) // self.codes.per_byte)
        return next((size for size in SIZES if count <= size), 0)

    def numbers(self) -> Sequence[int]:
        """A number for each row, the same where the cells say the same."""
        height, planes, each = self.height, self.codes.planes, self.codes.per_byte
        lanes = []
        for place in range(-(-len(self.columns) // each)):
            found = 0
            for column, plane in zip(self.columns[place * each : (place + 1) * each], planes, strict=False):
                found += int.from_bytes(column.translate(plane), "little")
            lanes.append(found.to_bytes(height, "little"))
        return interwoven(lanes or [bytes(height)], self.size)

    def texts(self, number: int) -> tuple[str, ...]:
        """The texts of a row with this number, or others that say the same."""
        found: list[str] = []
        for byte in number.to_bytes(self.size, sys.byteorder):
            found += self.codes.texts(byte)
        return tuple(found[: len(self.columns)])

    @property
    def countable(self) -> bool:
        """Whether few bytes count its cells."""
        return len(self.columns) < BYTES and len(self.codes.classes) <= MOST_COUNTED

    def lanes(self) -> list[bytes]:
        """How many cells of each row are of each class, a byte a row for some classes each; the first class is what
        is left.
        """
        found = []
        for weights in self.codes.weights(len(self.columns)):
            lane = 0
            for column in self.columns:
                lane += int.from_bytes(column.translate(weights), "little")
            found.append(lane.to_bytes(self.height, "little"))
        return found

    def counted(self, lanes: Sequence[int]) -> tuple[str, ...]:
        """The texts of a row of these lanes, in an order of their own."""
        wide, classes = len(self.columns), self.codes.classes
        each, found = per_lane(wide), list[str]()
        for place, text in enumerate(classes[1:]):
            lane, weight = place // each, (wide + 1) ** (place % each)
            found += [text] * ((lanes[lane] if lane < len(lanes) else 0) // weight % (wide + 1))
        return (*[classes[0]] * (wide - len(found)), *found) if wide else ()


def interwoven(lanes: Sequence[bytes], size: int) -> Sequence[int]:
    """Bytes a row of some columns as one number of `size` bytes a row, as this machine's memory holds it."""
    if size == 1:
        return lanes[0]
    held = bytearray(size * len(lanes[0]))
    for place, lane in enumerate(lanes):
        held[place::size] = lane
    found: Sequence[int] = memoryview(held).cast(SIZES[size])  # type: ignore[call-overload]
    return found


def per_lane(wide: int) -> int:
    """How many classes one byte counts, of so many cells."""
    return max(count for count in (1, 2, 3) if count == 1 or (wide + 1) ** count <= BYTES)
