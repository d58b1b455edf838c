"""How the cells of an XLSX or ODS workbook look, where that changes what they say: formats, texts struck out, moved."""

import re
from collections.abc import Mapping

from certeval.sources.workbook.formats import BUILT_IN, Look, places
from certeval.sources.workbook.markup import Handler, local_name, whole_number

Position = Mapping[int, int]
"""The sign that a digit is where it stands above or below the line; itself everywhere else."""
RAISED: Position = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
LOWERED: Position = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
POSITIONS = {"superscript": RAISED, "subscript": LOWERED}


class Styles(Handler):
    """How the cells of each style look, by its number as it is written; those that look usual are left out. `rounding`
    are usual but for the decimals that they show, by how many.
    """

    def __init__(self) -> None:
        self.looks: dict[str, Look] = {}
        self.rounding: dict[int, dict[str, Look]] = {}
        self._codes = dict(BUILT_IN)
        self._fonts: list[bool] = []
        self._within = ""
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        what = local_name(name)
        if what == "numFmt":
            self._codes[whole_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif what in {"fonts", "cellXfs"}:
            self._within = what
        elif what == "font" and self._within == "fonts":
            self._fonts.append(False)
        elif what == "strike" and self._within == "fonts" and self._fonts:
            self._fonts[-1] = holds(attributes)
        elif what == "xf" and self._within == "cellXfs":
            font = whole_number(attributes.get("fontId"))
            code = self._codes.get(whole_number(attributes.get("numFmtId")), "")
            look = Look(code, 0 <= font < len(self._fonts) and self._fonts[font])
            if not look.is_usual:
                self.looks[str(self._count)] = look
            elif (decimals := places(code)) is not None:
                self.rounding.setdefault(decimals, {})[str(self._count)] = look
            self._count += 1

    def end(self, name: str) -> None:
        if local_name(name) == self._within:
            self._within = ""


class MarkedTexts(Handler):
    """The numbers of the shared texts of which a part is struck out; `positions` are the texts of which a part stands
    above or below the line, by number.
    """

    def __init__(self) -> None:
        self.numbers: set[str] = set()
        self.positions: dict[str, str] = {}
        self._count = -1
        self._text = ""
        self._position: Position = {}
        self._is_inside = self._is_moved = False

    @property
    def is_empty(self) -> bool:
        """Whether no text is."""
        return not (self.numbers or self.positions)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        what = local_name(name)
        if what == "si":
            self._count += 1
            self._text, self._position, self._is_moved = "", {}, False
        elif what == "r":
            self._position = {}
        elif what == "t":
            self._is_inside = True
        elif what == "rPh":  # how a text is pronounced
            self._is_inside = False
        elif what == "strike" and holds(attributes):
            self.numbers.add(str(self._count))
        elif what == "vertAlign":
            self._position = POSITIONS.get(attributes.get("val", ""), {})

    def end(self, name: str) -> None:
        if local_name(name) == "t":
            self._is_inside = False
        elif local_name(name) == "si" and self._is_moved:
            self.positions[str(self._count)] = self._text

    def text(self, text: str) -> None:
        if self._is_inside:
            in_position = text.translate(self._position)
            self._is_moved |= in_position != text
            self._text += in_position


def holds(attributes: dict[str, str]) -> bool:
    """Whether a property that needs no value has one that denies it."""
    return attributes.get("val", "1") not in {"0", "false", "off"}


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
                self.positions[self._name] = position_of(position)


def position_of(text: str) -> Position:
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
