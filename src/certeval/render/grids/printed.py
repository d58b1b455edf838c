"""How a grid prints: A4, its headings on every page, what it is for at the top, the pages counted at the bottom."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from certeval.frozen import frozen
from certeval.messages import _
from certeval.render.words import cropped
from certeval.scores.grids import Grid

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
LONGEST = 70


@frozen
class Paper:
    """How the columns of a wide sheet share pages: those that begin one, and widths.

    `repeated` is what every page shows, `widest` the widest page. No break: the whole sheet goes on one page.
    """

    breaks: tuple[int, ...]
    repeated: float
    widest: float


def paper(identity: Sequence[float], groups: Sequence[Sequence[float]]) -> Paper:
    """Whole groups on each page, after who the candidates are; one page where it can be read."""
    room = LANDSCAPE_WIDTH * 100 / READABLE
    own = _taken(identity)
    column, taken, widest = len(identity), own, own
    breaks: list[int] = []
    for group in groups:
        if taken > own and taken + _taken(group) > room:
            breaks.append(column)
            taken = own
        taken += _taken(group)
        widest = max(widest, taken)
        column += len(group)
    return Paper(tuple(breaks), own, widest)


def _taken(widths: Sequence[float]) -> float:
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
    held = " · ".join(filter(None, (identity.jury, identity.session, identity.jure)))
    sheet.set_header(f"&L&9{_plain(identity.referentiel)}&C&9{_plain(title)}&R&9{_plain(held)}")
    pages = _("page {page} of {pages}").format(page="&P", pages="&N")
    sheet.set_footer(f"&L&8{identity.empreinte[:19]}&R&8{pages}")


def _plain(text: str) -> str:
    """A text that a header shows as it is: a space keeps its digits from the size before them."""
    return " " + cropped(text, LONGEST).replace("&", "&&")
