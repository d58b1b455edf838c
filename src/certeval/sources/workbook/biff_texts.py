"""The texts of an XLS workbook of which a part is struck out, or stands above or below the line."""

import struct
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from certeval.sources.workbook.colours import BLACK, WHITE, indexed
from certeval.sources.workbook.styles import LOWERED, RAISED, Position

WIDE, EXTENDED, RICH = 1, 4, 8
"""How a text is written: two bytes a sign; with bytes after it; with runs of fonts."""
POSITIONS: dict[int, Position] = {1: RAISED, 2: LOWERED}


class Font(NamedTuple):
    """What a font does to a text: strikes it out, puts it above or below the line, gives it a colour."""

    is_struck: bool
    position: Position
    ink: str = BLACK

    @classmethod
    def of(cls, data: bytes, colours: Mapping[int, str]) -> "Font":
        """The font of a record, whose colour is one of these by its number."""
        position = POSITIONS.get(int.from_bytes(data[8:10], "little"), {})
        return cls(bool(data[2] & 8), position, indexed(int.from_bytes(data[4:6], "little"), BLACK, colours))

    @property
    def is_usual(self) -> bool:
        return not (self.is_struck or self.position)


def ground_of(style: bytes, colours: Mapping[int, str]) -> str:
    """The colour of the cells of a style's record, one of these by its number; empty where it is not one colour."""
    pattern, numbers = style[17] >> 2, int.from_bytes(style[18:20], "little")
    if pattern > 1:
        return ""
    return indexed(numbers & 127, BLACK, colours) if pattern else WHITE


def font_of(number: int, fonts: Sequence[Font]) -> Font:
    """The font of a number: none has the number 4."""
    at = number - (number > 4)  # noqa: PLR2004
    return fonts[at] if at < len(fonts) else Font(is_struck=False, position={})


class MarkedText(NamedTuple):
    """A text as it is seen, its digits above or below the line; whether a part of it is struck out."""

    text: str
    is_struck: bool
    is_moved: bool


def marked_texts(pieces: Sequence[bytes], fonts: Sequence[Font]) -> dict[int, MarkedText]:
    """The texts that are marked among those that the pieces of a table hold, by number."""
    if all(font.is_usual for font in fonts) or not pieces:
        return {}
    texts = _Table(pieces)
    texts.read(4)
    (count,) = struct.unpack("<I", texts.read(4))
    marked: dict[int, MarkedText] = {}
    for number in range(min(count, sum(map(len, pieces)))):
        text, runs = texts.text()
        parts = [*_parts(text, runs, fonts)]
        if any(not font.is_usual for _, font in parts):
            shown = "".join(part.translate(font.position) for part, font in parts)
            is_moved = shown != text
            shown = shown.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            is_struck = any(font.is_struck for _, font in parts)
            marked[number] = MarkedText(shown, is_struck, is_moved)
    return marked


def _parts(text: str, runs: Sequence[tuple[int, int]], fonts: Sequence[Font]) -> Iterator[tuple[str, Font]]:
    """A text by its fonts; what stands before the first run has that of its cell."""
    ends = [*(first for first, _ in runs[1:]), len(text)]
    yield text[: runs[0][0] if runs else len(text)], Font(is_struck=False, position={})
    for (first, number), end in zip(runs, ends, strict=bool(runs)):
        if text[first:end].strip():
            yield text[first:end], font_of(number, fonts)
        else:
            yield text[first:end], Font(is_struck=False, position={})


class _Table:
    """A table that several records hold, one after the other."""

    def __init__(self, pieces: Sequence[bytes]) -> None:
        self._pieces = pieces
        self._piece = self._at = 0

    def read(self, count: int) -> bytes:
        """So many bytes. Raises IndexError where there are fewer."""
        parts: list[bytes] = []
        while count > 0:
            parts.append(self._some(count))
            count -= len(parts[-1])
        return b"".join(parts)

    def text(self) -> tuple[str, list[tuple[int, int]]]:
        """A text, and where another font begins, with its number."""
        length, how = struct.unpack("<HB", self.read(3))
        run_count = int.from_bytes(self.read(2), "little") if how & RICH else 0
        after = int.from_bytes(self.read(4), "little") if how & EXTENDED else 0
        text = self._signs(length, how)
        runs = [struct.unpack("<HH", self.read(4)) for _ in range(run_count)]
        self.read(after)
        return text, [(first, number) for first, number in runs]

    def _signs(self, count: int, how: int) -> str:
        """So many signs, of two bytes at most: where a piece ends among them, the next begins with how they go on."""
        signs: list[int] = []
        while len(signs) < count:
            if self._at == len(self._pieces[self._piece]):
                how = self._some(1)[0]
            size, form = (2, "H") if how & WIDE else (1, "B")
            data = self._some((count - len(signs)) * size)
            signs += struct.unpack(f"<{len(data) // size}{form}", data)
        return "".join(map(chr, signs))

    def _some(self, count: int) -> bytes:
        """Some bytes, no more than that, of one piece."""
        while self._at == len(self._pieces[self._piece]):
            self._piece, self._at = self._piece + 1, 0
        data = self._pieces[self._piece][self._at : self._at + count]
        self._at += len(data)
        return data
