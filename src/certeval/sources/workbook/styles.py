"""How the cells of an XLSX workbook look, where that changes what they say: formats, texts struck out or moved."""

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
