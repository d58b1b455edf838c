"""The wide layout: a sheet a bloc, candidates in rows, elements in columns grouped by compétence."""

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from certeval.frozen import frozen
from certeval.messages import _
from certeval.render.grids import styles, words
from certeval.render.grids.choices import Choices, count
from certeval.render.grids.styles import CLOSED, GREY, INK, PLAIN, RULE, WHITE, GridStyles, put, spread, tone
from certeval.scores.besides import LEGEND_MARK
from certeval.scores.grids import Grid, GridPage, Group
from certeval.scores.headings import COUNTER_MARK

TITLE, ABOUT, BANDS, LETTERS, WORDINGS, CODES, FIRST = range(7)
WIDTHS = {"candidat": 13.0, "nom": 17.0, "prenom": 13.0, "groupe": 8.0, "parcours": 12.0, "voie": 12.0}
NARROWEST, WIDEST, WANTED = 13.0, 40.0, 150.0
COUNTER = 5.0
ROW = 19.0


@frozen
class WideSheet:
    """One sheet on its way: what it shows and where its columns begin."""

    sheet: Worksheet
    grid: Grid
    page: GridPage
    styles: GridStyles
    choices: Choices

    @property
    def identity(self) -> list[str]:
        return self.grid.identity_names

    @property
    def first(self) -> int:
        """The first column of elements."""
        return len(self.identity)

    @property
    def last(self) -> int:
        return self.first + len(self.page.items) - 1

    @property
    def bottom(self) -> int:
        """The last row of candidates."""
        return FIRST + len(self.grid.candidates) - 1


def write(on: WideSheet) -> None:
    """Fill one sheet."""
    sheet, page = on.sheet, on.page
    wide = styles.width([item.wording for item in page.items], NARROWEST, WIDEST, WANTED)
    sheet.set_column(on.first, on.last, wide)
    label = on.styles.cell(bold=True, bg_color=PLAIN, align="center")
    code = on.styles.cell(font_size=8, font_color=GREY, align="center")
    for column, name in enumerate(on.identity):
        sheet.set_column(column, column, WIDTHS[name])
        # the words people read, over the headings that certeval reads
        spread(sheet, (BANDS, column, WORDINGS, column), _(words.IDENTITY[name]), label)
        put(sheet, CODES, column, name, code)
    _groups(on, wide)
    _candidates(on)
    _entries(on)
    _counters(on)
    identity = [WIDTHS[name] for name in on.identity]
    paper = styles.paper(identity, [[wide] * len(group.items) for group in page.groups])
    _title(on, paper)
    end = _legend_and_frame(on, paper)
    sheet.freeze_panes(FIRST, on.first)
    sheet.ignore_errors({"number_stored_as_text": xl_range(FIRST, 0, on.bottom, on.last)})
    sheet.print_area(0, 0, end, on.last)
    sheet.repeat_rows(BANDS, CODES)
    sheet.repeat_columns(0, on.first - 1)
    styles.landscape(sheet, on.grid, words.page_title(page), paper)


def _title(on: WideSheet, paper: styles.Paper) -> None:
    """The title and what the grid is for: over what is printed, on several lines, where one would be cut there."""
    title = f"{on.grid.title} — {words.page_title(on.page)}"
    for row, text, size, least, colour in (
        (TITLE, title, 14, 24, INK),
        (ABOUT, words.purpose(on.grid), styles.BODY, 17, GREY),
    ):
        lines = 1 if paper.breaks else styles.lines(text, paper.widest * styles.BODY / size)
        style = on.styles.of(bold=row == TITLE, font_size=size, font_color=colour, text_wrap=lines > 1)
        spread(on.sheet, (row, 0, row, on.last if lines > 1 else 0), text, style)
        on.sheet.set_row(row, max(least, lines * size * 1.5))


def _groups(on: WideSheet, wide: float) -> None:
    titles, column = [], on.first
    for position, group in enumerate(on.page.groups):
        title, end = words.group_title(group, position), column + len(group.items) - 1
        titles.append(styles.height([title], wide * len(group.items) * 0.85, least=20))
        colours = tone(position)
        band = on.styles.cell(bold=True, bg_color=colours.band, align="center", left=2, right=2)
        spread(on.sheet, (BANDS, column, BANDS, end), title, band)
        for at, item in enumerate(group.items, column):
            side = {
                "left": 2 if at == column else 1,
                "right": 2 if at == end else 1,
                "bg_color": colours.band,
            }
            mark = on.styles.mark(colours, **side)
            put(on.sheet, LETTERS, at, words.letter(position), mark)
            body = on.styles.cell(font_size=styles.BODY, valign="top", **side | {"bg_color": WHITE})
            put(on.sheet, WORDINGS, at, item.wording, body)
            code = on.styles.cell(bold=True, font_size=9, align="center", **side)
            put(on.sheet, CODES, at, item.code, code)
        column = end + 1
    on.sheet.set_row(BANDS, max(titles))
    on.sheet.set_row(LETTERS, 12)
    on.sheet.set_row(WORDINGS, styles.height([item.wording for item in on.page.items], wide, least=48))
    longest = max(styles.lines(item.code, wide * 0.8) for item in on.page.items)
    on.sheet.set_row(CODES, max(16.0, 12.0 * longest + 4))


def _candidates(on: WideSheet) -> None:
    """Who they are, as text; rows without anybody are to be filled in."""
    read_only = on.styles.cell(num_format="@", text_wrap=False)
    blank = on.styles.cell(num_format="@", locked=False, text_wrap=False)
    for row, candidate in enumerate(on.grid.candidates, FIRST):
        on.sheet.set_row(row, ROW)
        for column, name in enumerate(on.identity):
            text = getattr(candidate, name)
            is_open = name in dict(on.grid.situation) and not text
            put(on.sheet, row, column, text, read_only if candidate.candidat and not is_open else blank)
    for axis, domain in on.grid.situation:
        column = on.identity.index(axis)
        on.choices.guard(on.sheet, (FIRST, column, on.bottom, column), domain)
    if not all(each.candidat for each in on.grid.candidates):
        twice = {"type": "duplicate", "format": on.choices.wrong}
        on.sheet.conditional_format(FIRST, 0, on.bottom, 0, twice)


def _entries(on: WideSheet) -> None:
    column = on.first
    for position, group in enumerate(on.page.groups):
        end = column + len(group.items) - 1
        for at, item in enumerate(group.items, column):
            side = {"left": 2 if at == column else 1, "right": 2 if at == end else 1}
            text = item.domain.bounds is None
            style = on.styles.entry(tone(position).pale, text=text, **side)
            closed = on.styles.cell(bg_color=CLOSED, **side)
            for row, candidate in enumerate(on.grid.candidates, FIRST):
                on.sheet.write_blank(row, at, None, closed if item.code in candidate.without else style)
            on.choices.guard(on.sheet, (FIRST, at, on.bottom, at), item.domain)
        column = end + 1


def _counters(on: WideSheet) -> None:
    """Beyond an empty column: live counts of each group, out of what is printed and of what is read."""
    column, start = on.first, on.last + 2
    at = start
    on.sheet.set_column(on.last + 1, on.last + 1, 2)
    for position, group in enumerate(on.page.groups):
        at = _counters_of(on, group, position, column, at)
        column += len(group.items)
    if at == start:
        return
    on.sheet.set_column(start, at - 1, COUNTER)
    note = on.styles.of(italic=True, font_color=GREY, font_size=8, align="center")
    spread(on.sheet, (BANDS, start, BANDS, at - 1), _("indicative counters"), note)


def _counters_of(on: WideSheet, group: Group, position: int, column: int, at: int) -> int:
    colours, counters = tone(position), on.choices.counters(group.items)
    if counters:
        area = (LETTERS, at, LETTERS, at + len(counters) - 1)
        spread(on.sheet, area, words.letter(position), on.styles.mark(colours))
    label = on.styles.cell(font_size=8, rotation=90, font_color=GREY)
    heading = on.styles.cell(font_size=7, font_color=GREY, text_wrap=False)
    number = on.styles.cell(align="center", font_color=GREY, bg_color=colours.pale)
    for counter in counters:
        put(on.sheet, WORDINGS, at, counter.label, label)
        put(
            on.sheet,
            CODES,
            at,
            f"{COUNTER_MARK}{group.code or words.letter(position)} {counter.label}",
            heading,
        )
        for row, candidate in enumerate(on.grid.candidates, FIRST):

            def cells(first: int, last: int, row: int = row) -> str:
                ends = (xl_rowcol_to_cell(row, column + rank) for rank in (first, last))
                return "$" + ":$".join(ends)

            formula, value = count(counter, group.items, cells, candidate.without)
            now = value if candidate.candidat else ""
            on.sheet.write_formula(row, at, f'=IF($A{row + 1}="","",{formula})', number, now)
        at += 1
    return at


def _legend_and_frame(on: WideSheet, paper: styles.Paper) -> int:
    """What cells take, and where jurors sign; the last row. Over several pages, where each page shows it whole."""
    row, end = on.bottom + 2, on.first - 1 if paper.breaks else on.last
    room = paper.repeat_width if paper.breaks else paper.widest
    closed = any(item.code in each.without for each in on.grid.candidates for item in on.page.items)
    legend = LEGEND_MARK + "\n".join((*words.legend(on.page), *words.notes(on.page, closed=closed)))
    spread(on.sheet, (row, 0, row, end), legend, on.styles.of(font_size=8, font_color=INK, valign="top"))
    on.sheet.set_row(row, styles.height([legend], room))
    frame = on.styles.of(border=1, border_color=RULE, valign="top", font_size=styles.BODY, font_color=GREY)
    spread(on.sheet, (row + 1, 0, row + 1, end), LEGEND_MARK + words.signature(on.grid), frame)
    on.sheet.set_row(row + 1, 46)
    return row + 1
