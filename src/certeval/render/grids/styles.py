"""How cells look: one format for each set of properties, a colour for each group."""

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from certeval.frozen import frozen

INK, GREY, RULE = "#1F2937", "#6B7280", "#B8C0CC"
PLAIN, WHITE = "#E5E7EB", "#FFFFFF"
CELL_LIMIT = 32_767
"""Characters that a cell can hold."""


@frozen
class Tone:
    """The colours of a group: of its title, of its cells, of its letter."""

    band: str
    pale: str
    ink: str


TONES = (
    Tone("#D3E3F3", "#F3F8FC", "#1D4E80"),
    Tone("#FBE0C6", "#FEF7F0", "#8A4B0F"),
    Tone("#D8EBD0", "#F4FAF1", "#2F6B26"),
    Tone("#E5DAF1", "#F9F5FC", "#5B3590"),
    Tone("#FAEDB5", "#FEFBED", "#6E5A00"),
    Tone("#CFEBE8", "#F1FAF9", "#14605A"),
)


def tone(position: int) -> Tone:
    return TONES[position % len(TONES)]


class GridStyles:
    """The formats of a workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def of(self, **properties: object) -> Format:
        """A format; text is wrapped, in the ink of a grid, in the middle of its cell unless said otherwise."""
        usual = {"font_size": 10, "font_color": INK, "text_wrap": True, "valign": "vcenter"}
        wanted = usual | properties
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(wanted)
        return self._made[key]

    def framed(self, **properties: object) -> Format:
        """A cell of a table, with thin rules around it."""
        return self.of(**({"border": 1, "border_color": RULE} | properties))

    def entry(self, colour: str, *, text: bool, **properties: object) -> Format:
        """A cell to fill in, of text kept as typed or of numbers."""
        wanted: dict[str, object] = {"locked": False, "bg_color": colour, "align": "center"}
        if text:
            wanted["num_format"] = "@"
        return self.framed(**(wanted | properties))


def put(sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
    """A text that stays a text, whatever it begins with."""
    if text:
        sheet.write_string(row, column, text[:CELL_LIMIT], style)
    else:
        sheet.write_blank(row, column, None, style)


def spread(sheet: Worksheet, area: tuple[int, int, int, int], text: str, style: Format) -> None:
    """A text over an area (first row, first column, last row, last column), its cells merged."""
    top, left, bottom, right = area
    if (top, left) != (bottom, right):
        sheet.merge_range(top, left, bottom, right, "", style)
    put(sheet, top, left, text, style)
