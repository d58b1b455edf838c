"""How sheets look: names, a format for each set of properties, a colour a group, the room of texts, A4 pages.

Of a grid, headings stand on every page, what it is for at the top, the pages counted at the bottom.
"""

import re
from collections.abc import Iterable, Sequence
from textwrap import wrap

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from certeval.frozen import frozen
from certeval.messages import _
from certeval.render.words import crop
from certeval.scores.grids import IDENTITY_SHEET, LISTS_SHEET, Grid

TALLEST = 400.0
"""Points: spreadsheets stop at 409."""
BODY, LINE = 9, 12.0
"""The size of wordings, in points, and the height of one of their lines."""
PER_WIDTH = 1.4
"""Characters of the body's size in one unit of width, which is a digit at 11 points; words vary: this is low."""


def lines(text: str, width: float) -> int:
    """Lines that a text takes in a column, its own breaks kept."""
    room = max(int(width * PER_WIDTH), 1)
    return sum(max(len(wrap(line, room)), 1) for line in text.splitlines()) or 1


def height(texts: Iterable[str], width: float, least: float = LINE) -> float:
    """Points of a row that shows each text whole in a column of this width, up to the tallest row."""
    tallest = max((lines(text, width) for text in texts), default=1)
    return min(max(tallest * LINE + 4, least), TALLEST)


def width(texts: Sequence[str], least: float, most: float, limit: float) -> float:
    """The least width at which no text is taller than wanted, in points; the greatest where none will do."""
    trial = least
    while trial < most and height(texts, trial) > limit:
        trial += 1
    return trial


INK, GREY, RULE = "#1F2937", "#6B7280", "#B8C0CC"
PLAIN, WHITE, CLOSED = "#E5E7EB", "#FFFFFF", "#9CA3AF"
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
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def of(self, **properties: object) -> Format:
        """A format; text is wrapped, in the ink of a grid, in the middle of its cell unless said otherwise."""
        usual = {"font_size": 10, "font_color": INK, "text_wrap": True, "valign": "vcenter"}
        look = usual | properties
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format(look)
        return self._formats[key]

    def cell(self, **properties: object) -> Format:
        """A cell of a table, with thin rules around it."""
        return self.of(**({"border": 1, "border_color": RULE} | properties))

    def mark(self, tone: Tone, **properties: object) -> Format:
        """The letter of a group."""
        look = {
            "bold": True,
            "font_size": 8,
            "font_color": tone.ink,
            "bg_color": tone.band,
            "align": "center",
        }
        return self.cell(**(look | properties))

    def entry(self, colour: str, *, text: bool, **properties: object) -> Format:
        """A cell to fill in, of text kept as typed or of numbers."""
        look: dict[str, object] = {"locked": False, "bg_color": colour, "align": "center"}
        if text:
            look["num_format"] = "@"
        return self.cell(**(look | properties))


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


LONGEST_NAME = 31
"""UTF-16 units, as spreadsheets count."""
RESERVED_NAMES = ("history", IDENTITY_SHEET, LISTS_SHEET)
_FORBIDDEN_SIGNS = re.compile(r"[\[\]:*?/\\]")


class SheetNames:
    """The names given so far: no two are alike whatever their case."""

    def __init__(self) -> None:
        self._names = {name.casefold() for name in RESERVED_NAMES}

    def name(self, proposal: str, otherwise: str) -> str:
        """The nearest name allowed that is still free; `otherwise` where nothing is left of the one wanted."""
        printable = "".join(c if c.isprintable() else "_" for c in proposal)
        base = _FORBIDDEN_SIGNS.sub("_", printable).strip(" '") or otherwise
        name, number = _crop(base, LONGEST_NAME), 1
        while name.casefold() in self._names:
            number += 1
            ending = f" ({number})"
            name = _crop(base, LONGEST_NAME - len(ending)) + ending
        self._names.add(name.casefold())
        return name


def _crop(text: str, longest: int) -> str:
    """The beginning of a text, no character cut in two; it never ends with an apostrophe."""
    units = text.encode("utf-16-le")[: 2 * longest]
    return units.decode("utf-16-le", "ignore").rstrip(" '")


A4 = 9
PORTRAIT_WIDTH, LANDSCAPE_WIDTH = 95.0, 139.0
"""Units of column width that a page takes at full size, within the margins set here."""
PADDING = 0.72
"""What a column takes beside its width, in the same unit."""
PORTRAIT_HEIGHT = 745.0
"""Points of rows that a page takes at full size."""
LARGEST, READABLE, SMALLEST = 80, 70, 55
"""Percent: more wastes paper on a table, less than the second is split over pages, less than the last nobody reads."""
MARGINS = {"left": 0.35, "right": 0.35, "top": 0.65, "bottom": 0.55}
LONGEST_TITLE = 70


@frozen
class Paper:
    """How the columns of a wide sheet share pages: those that begin one, and widths.

    `repeat_width` is what every page shows, `widest` the widest page. No break: the whole sheet goes on one page.
    """

    breaks: tuple[int, ...]
    repeat_width: float
    widest: float


def paper(identity: Sequence[float], groups: Sequence[Sequence[float]]) -> Paper:
    """Whole groups on each page, after who the candidates are; one page where it can be read."""
    room = LANDSCAPE_WIDTH * 100 / READABLE
    own = _total_width(identity)
    column, page_width, widest = len(identity), own, own
    breaks: list[int] = []
    for group in groups:
        if page_width > own and page_width + _total_width(group) > room:
            breaks.append(column)
            page_width = own
        page_width += _total_width(group)
        widest = max(widest, page_width)
        column += len(group)
    return Paper(tuple(breaks), own, widest)


def _total_width(widths: Sequence[float]) -> float:
    return sum(widths) + PADDING * len(widths)


def landscape(sheet: Worksheet, grid: Grid, title: str, paper: Paper) -> None:
    """On one page in width where that can be read, else cut between groups."""
    _page(sheet, grid, title)
    sheet.set_landscape()
    if paper.breaks:
        sheet.set_print_scale(min(LARGEST, _scale(LANDSCAPE_WIDTH / paper.widest)))
        sheet.set_v_pagebreaks(list(paper.breaks))
    else:
        sheet.fit_to_pages(1, 0)


def portrait(sheet: Worksheet, grid: Grid, title: str, width: float, tallest: float) -> None:
    """On one page a bloc where that can be read: `tallest` is the height of the tallest, repeated rows included."""
    _page(sheet, grid, title)
    sheet.set_portrait()
    whole = min(PORTRAIT_WIDTH / width, PORTRAIT_HEIGHT / tallest)
    sheet.set_print_scale(_scale(whole if whole * 100 >= SMALLEST else PORTRAIT_WIDTH / width))


def _scale(ratio: float) -> int:
    return max(SMALLEST, min(100, int(ratio * 100)))


def _page(sheet: Worksheet, grid: Grid, title: str) -> None:
    identity = grid.identity
    sheet.set_paper(A4)
    sheet.set_margins(**MARGINS)
    sheet.center_horizontally()
    jury_line = " · ".join(filter(None, (identity.jury, identity.session, identity.jure)))
    sheet.set_header(f"&L&9{_header(identity.referentiel)}&C&9{_header(title)}&R&9{_header(jury_line)}")
    pages = _("page {page} of {pages}", page="&P", pages="&N")
    sheet.set_footer(f"&L&8{identity.empreinte[:19]}&R&8{pages}")


def _header(text: str) -> str:
    """A text that a header shows as it is: a space keeps its digits from the size before them."""
    return " " + crop(text, LONGEST_TITLE).replace("&", "&&")
