"""How texts look in an ODS workbook, and whether its zeros are seen: what its styles and settings say."""

import re

from certeval.sources.workbook.markup import Handler
from certeval.sources.workbook.styles import LOWERED, RAISED, Position

STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
CONFIG = "urn:oasis:names:tc:opendocument:xmlns:config:1.0 "
FLAT = re.compile(r"0*\.?0*(?:[a-z]+|%)?")
"""A height or a width of nothing: `0cm`, `0.00in`."""
HEIGHT, WIDTH = f"{STYLE}row-height", f"{STYLE}column-width"
SIZES = {f"{STYLE}table-row-properties": HEIGHT, f"{STYLE}table-column-properties": WIDTH}
OPTIMAL = f"{STYLE}use-optimal-row-height"
LINES = (f"{STYLE}text-line-through-style", f"{STYLE}text-line-through-type")


class TextStyles(Handler):
    """The styles that strike their text out, or put it above or below the line, each with those made from it; those
    of rows and columns of which nothing is seen.
    """

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.positions: dict[str, Position] = {}
        self.flat: set[tuple[str, str]] = set()
        """A style without any size, with the attribute that says so: a row's and a column's may have one name."""
        self._name = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{STYLE}style":
            self._name = attributes.get(f"{STYLE}name", "")
            parent = attributes.get(f"{STYLE}parent-style-name", "")
            if parent in self.names:
                self.names.add(self._name)
            if parent in self.positions:
                self.positions[self._name] = self.positions[parent]
        elif name in SIZES:
            size, is_own = attributes.get(SIZES[name], ""), attributes.get(OPTIMAL) != "true"
            if size and is_own and FLAT.fullmatch(size):
                self.flat.add((SIZES[name], self._name))
        elif name == f"{STYLE}text-properties":
            lines = [attributes[each] for each in LINES if each in attributes]
            if lines:
                (self.names.discard if set(lines) == {"none"} else self.names.add)(self._name)
            if (position := attributes.get(f"{STYLE}text-position")) is not None:
                self.positions[self._name] = _position(position)


def _position(text: str) -> Position:
    """Where `super 58%`, `-33% 58%` or `0% 100%` puts a text."""
    first = text.partition(" ")[0]
    if first == "sub" or first.startswith("-"):
        return LOWERED
    return RAISED if first == "super" or first.rstrip("%").strip("0.") else {}


class Settings(Handler):
    """Whether a workbook hides its zeros: the first setting that says so is that of the view."""

    def __init__(self) -> None:
        self._text: str | None = None
        self._is_inside = False

    @property
    def hides_zeros(self) -> bool:
        return self._text is not None and self._text.strip() == "false"

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{CONFIG}config-item" and attributes.get(f"{CONFIG}name") == "ShowZeroValues":
            self._is_inside = self._text is None

    def end(self, name: str) -> None:  # noqa: ARG002 -- none stands within a setting
        self._is_inside = False

    def text(self, text: str) -> None:
        if self._is_inside:
            self._text = (self._text or "") + text
