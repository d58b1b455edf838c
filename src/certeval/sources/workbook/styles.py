"""How the cells of an XLSX or ODS workbook look, where that changes what they say: formats, texts struck out, moved."""

import re
from collections.abc import Mapping

from certeval.sources.workbook.colours import BLACK, WHITE, colour
from certeval.sources.workbook.formats import BUILT_IN, Look, places
from certeval.sources.workbook.markup import Handler, local_name, whole_number

Position = Mapping[int, int]
"""The sign that a digit is where it stands above or below the line; itself everywhere else."""
RAISED: Position = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
LOWERED: Position = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
POSITIONS = {"superscript": RAISED, "subscript": LOWERED}


class _Style:
    """What a font, the ground of a cell or a conditional format says so far: whether its text is struck out, the
    colours of the text and of the ground (empty where this is none), whether a palette that a workbook may change names
    one, the format of its numbers.
    """

    def __init__(self) -> None:
        self.is_struck = False
        self.ink = BLACK
        self.ground = WHITE
        self.is_indexed = False
        self.code = ""


class Styles(Handler):
    """How the cells of each style look, by its number as it is written; those that look usual are left out. `rounding`
    are usual but for the decimals that they show, by how many. `conditional` are the numbers of the conditional formats
    that change what a cell says.
    """

    def __init__(self) -> None:
        self.looks: dict[str, Look] = {}
        self.rounding: dict[int, dict[str, Look]] = {}
        self.conditional: set[str] = set()
        self._codes = dict(BUILT_IN)
        self._fonts: list[_Style] = []
        self._fills: list[_Style] = []
        self._style = _Style()
        self._within = ""
        self._sections: set[str] = set()
        self._is_solid = False
        self._count = 0
        self._indexed: set[str] = set()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        what = local_name(name)
        if what == "numFmt" and self._within == "dxfs":
            self._style.code = attributes.get("formatCode", "")
        elif what == "numFmt":
            self._codes[whole_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif what in {"fonts", "fills", "cellXfs", "dxfs"} and what not in self._sections:
            self._within, self._count = what, 0  # what follows under the same name is of extensions
            self._sections.add(what)
        elif (what, self._within) in {("font", "fonts"), ("fill", "fills"), ("dxf", "dxfs")}:
            self._style = _Style()
            (self._fonts if what == "font" else self._fills).append(self._style)
        elif self._within in {"fonts", "fills", "dxfs"}:
            self._within_style(what, attributes)
        elif what == "xf" and self._within == "cellXfs":
            self._cell_style(attributes)
            self._count += 1
        elif what == "indexedColors":  # after all looks: the numbers of their colours may be those of others
            for number in self._indexed & self.looks.keys():
                self.looks[number] = Look(self.looks[number].code, self.looks[number].is_struck)

    def _within_style(self, what: str, attributes: dict[str, str]) -> None:
        """A property of a font, of the ground of a cell, or of a conditional format, whose ground is its `bgColor`."""
        style, is_conditional = self._style, self._within == "dxfs"
        style.is_indexed |= "indexed" in attributes
        if what == "strike":
            style.is_struck = holds(attributes)
        elif what == "color":
            style.ink = colour(attributes, BLACK)
        elif what == "patternFill" and not is_conditional:
            style.ground = "" if attributes.get("patternType", "none") != "none" else WHITE
            self._is_solid = attributes.get("patternType") == "solid"
        elif what == "fgColor" and not is_conditional and self._is_solid:
            style.ground = colour(attributes, BLACK)
        elif what == "bgColor" and is_conditional:
            style.ground = colour(attributes, WHITE)
        elif what == "gradientFill":
            style.ground = ""

    def _cell_style(self, attributes: dict[str, str]) -> None:
        """Keep how the cells of a style look, where it is not as usual."""
        font = _at(self._fonts, attributes.get("fontId"))
        code = self._codes.get(whole_number(attributes.get("numFmtId")), "")
        fill = _at(self._fills, attributes.get("fillId"))
        look = Look(code, font.is_struck, is_unseen=font.ink == fill.ground)
        if font.is_indexed or fill.is_indexed:
            self._indexed.add(str(self._count))
        if not look.is_usual:
            self.looks[str(self._count)] = look
        elif (decimals := places(code)) is not None:
            self.rounding.setdefault(decimals, {})[str(self._count)] = look

    def end(self, name: str) -> None:
        what, style = local_name(name), self._style
        if what == "dxf" and self._within == "dxfs":
            if not Look(style.code, style.is_struck, is_unseen=style.ink == style.ground).is_usual:
                self.conditional.add(str(self._count))
            self._count += 1
        if what == self._within:
            self._within = ""


def _at(styles: list[_Style], number: str | None) -> _Style:
    """The style of a number as it is written."""
    at = whole_number(number)
    return styles[at] if 0 <= at < len(styles) else _Style()


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
FO = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0 "
DATA = "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0 "
TEXT, CELL = f"{STYLE}text-properties", f"{STYLE}table-cell-properties"
INK, GROUND, AUTOMATIC = f"{FO}color", f"{FO}background-color", f"{STYLE}use-window-font-color"
LINES = (f"{STYLE}text-line-through-style", f"{STYLE}text-line-through-type")


class TextStyles(Handler):
    """The styles that strike their text out, or put it above or below the line, each with those made from it; those
    of rows and columns of which nothing is seen. `colours` are those of the text and of the cell, in each style;
    `wordy` the formats of numbers that show no digit, `formats` those of each style that has one.
    """

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.positions: dict[str, Position] = {}
        self.flat: set[tuple[str, str]] = set()
        """A style without any size, with the attribute that says so: a row's and a column's may have one name."""
        self.colours: dict[str, tuple[str, str]] = {}
        self.wordy: set[str] = set()
        self.formats: dict[str, str] = {}
        self.names_shown: dict[str, str] = {}
        """The name of each style by the one that people see, which conditions call it by."""
        self._name = ""
        self._format = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{STYLE}style":
            self._name = attributes.get(f"{STYLE}name", "")
            self.names_shown[attributes.get(f"{STYLE}display-name", self._name)] = self._name
            parent = attributes.get(f"{STYLE}parent-style-name", "")
            if parent in self.names:
                self.names.add(self._name)
            if parent in self.positions:
                self.positions[self._name] = self.positions[parent]
            self.colours[self._name] = self.colours.get(parent, ("", WHITE))
            if (number := attributes.get(f"{STYLE}data-style-name")) is not None:
                self.formats[self._name] = number
        elif name in SIZES:
            size, is_own = attributes.get(SIZES[name], ""), attributes.get(OPTIMAL) != "true"
            if size and is_own and FLAT.fullmatch(size):
                self.flat.add((SIZES[name], self._name))
        elif name.startswith(DATA):
            self._number_style(name.removeprefix(DATA), attributes)
        elif name == f"{STYLE}map" and attributes.get(f"{STYLE}apply-style-name") in self.wordy:
            self.wordy.add(self._format)
        if name in {TEXT, CELL}:
            self._colours_of(name, attributes)
        if name == TEXT:
            lines = [attributes[each] for each in LINES if each in attributes]
            if lines:
                (self.names.discard if set(lines) == {"none"} else self.names.add)(self._name)
            if (position := attributes.get(f"{STYLE}text-position")) is not None:
                self.positions[self._name] = position_of(position)

    def _colours_of(self, what: str, attributes: dict[str, str]) -> None:
        """Keep the colour that a style gives its text, or its cell; a text may take again that of the window."""
        ink, ground = self.colours.get(self._name, ("", WHITE))
        if what == TEXT:
            ink = "" if attributes.get(AUTOMATIC) == "true" else attributes.get(INK, ink)
        else:
            ground = attributes.get(GROUND, ground).replace("transparent", WHITE)
        self.colours[self._name] = ink.lstrip("#").upper(), ground.lstrip("#").upper()

    def _number_style(self, what: str, attributes: dict[str, str]) -> None:
        """A format of numbers, or a part of one: only a word and a style that is chosen otherwise show no digit."""
        if what.endswith("-style"):
            self._format = attributes.get(f"{STYLE}name", "")
            self.wordy.add(self._format)
        elif what not in {"text", "fill-character"}:
            self.wordy.discard(self._format)

    def is_unseen(self, style: str) -> bool:
        """Whether a text of a style has the colour of its cell."""
        ink, ground = self.colours.get(style, ("", WHITE))
        return ink == ground

    def is_conditional(self, style: str) -> bool:
        """Whether a style that a condition gives changes what a cell says."""
        return style in self.names or self.is_unseen(style) or self.formats.get(style) in self.wordy


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
