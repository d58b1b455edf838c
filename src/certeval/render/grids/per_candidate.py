"""The layout by candidate: a sheet each, elements in rows with a comment, a page a bloc, as juries like on paper."""

from dataclasses import dataclass

from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from certeval.messages import _
from certeval.render.grids import styles, words
from certeval.render.grids.choices import Choices, count
from certeval.render.grids.styles import GREY, INK, PLAIN, RULE, WHITE, GridStyles, put, spread, tone
from certeval.scores.grids import Grid, GridCandidate, GridPage, Group

MARGIN, ELEMENT, WORDING, VALUE, COMMENT, GAP, COUNTERS = range(7)
WIDTHS = (3.5, 11.0, 48.0, 10.0, 27.0, 2.0, 30.0)
PRINT_WIDTH = sum(WIDTHS[:GAP]) + styles.PADDING * GAP
HEADINGS = ("", "element", "libelle", "valeur", "commentaire")


@dataclass(slots=True)
class CandidateSheet:
    """One candidate's sheet, filled from the top: `row` is the next free one, `tall` the points used so far."""

    sheet: Worksheet
    grid: Grid
    candidate: GridCandidate
    styles: GridStyles
    choices: Choices
    row: int = 0
    tall: float = 0.0

    def step(self, height: float) -> int:
        """The row to fill now, of a height in points."""
        self.sheet.set_row(self.row, height)
        self.tall += height
        self.row += 1
        return self.row - 1

    def line(self, text: str, **look: object) -> None:
        """A text over the whole width."""
        room = PRINT_WIDTH * 9 / float(str(look.get("font_size", 10)))
        row = self.step(styles.height([text], room * 0.95, least=15))
        spread(self.sheet, (row, MARGIN, row, COMMENT), text, self.styles.of(**look))


def write(form: CandidateSheet) -> None:
    """Fill one sheet."""
    for column, width in enumerate(WIDTHS):
        form.sheet.set_column(column, column, width)
    heading_row = _head(form)
    head, tallest, breaks = form.tall, 0.0, []
    for page in form.grid.pages:
        if form.row > heading_row + 1:
            breaks.append(form.row)
        form.tall = head
        _page(form, page)
        tallest = max(tallest, form.tall)
    form.sheet.print_area(0, 0, form.row - 1, COMMENT)
    form.sheet.repeat_rows(0, heading_row)
    form.sheet.set_h_pagebreaks(breaks)
    form.sheet.freeze_panes(heading_row + 1, VALUE)
    form.sheet.ignore_errors({"number_stored_as_text": xl_range(0, WORDING, form.row - 1, COMMENT)})
    titles = ", ".join(page.code for page in form.grid.pages if page.code)
    styles.portrait(form.sheet, form.grid, titles or form.grid.title, PRINT_WIDTH, tallest)


def _head(form: CandidateSheet) -> int:
    """Title, candidate, headings; the row of the headings, the last that every page repeats."""
    form.line(form.grid.title, bold=True, font_size=14)
    form.line(words.purpose(form.grid), font_color=GREY)
    label = form.styles.cell(font_size=8, font_color=GREY)
    is_known = bool(form.candidate.candidat)
    value = form.styles.cell(num_format="@", bold=True, locked=is_known)
    situation = dict(form.grid.situation)
    free = form.styles.cell(num_format="@", bold=True, locked=False)
    for name in form.grid.identity_names:
        row, text = form.step(16), getattr(form.candidate, name)
        put(form.sheet, row, ELEMENT, name, label)
        put(form.sheet, row, WORDING, text, free if name in situation and not text else value)
        if name in situation:
            form.choices.guard(form.sheet, (row, WORDING, row, WORDING), situation[name])
    form.step(6)
    row = form.step(16)
    style = form.styles.cell(bold=True, font_size=9, bg_color=PLAIN, align="center")
    for column, heading in enumerate(HEADINGS):
        put(form.sheet, row, column, heading, style)
    return row


def _page(form: CandidateSheet, page: GridPage) -> None:
    """One bloc: its groups, what its cells take, where jurors sign."""
    form.line(words.page_title(page), bold=True, font_size=12)
    for position, group in enumerate(page.groups):
        _group(form, group, position)
    form.step(6)
    form.line("\n".join((*words.legend(page), *words.notes(page))), font_size=8, font_color=INK)
    form.step(6)
    row = form.step(52)
    frame = form.styles.of(border=1, border_color=RULE, valign="top", font_size=9, font_color=GREY)
    spread(form.sheet, (row, MARGIN, row, COMMENT), words.signature(form.grid), frame)


def _group(form: CandidateSheet, group: Group, position: int) -> None:
    colours, title = tone(position), words.group_title(group, position)
    row = form.step(styles.height([title], PRINT_WIDTH * 0.85, least=18))
    band = form.styles.cell(bold=True, bg_color=colours.band)
    spread(form.sheet, (row, MARGIN, row, COMMENT), title, band)
    _counters(form, group, row, colours.ink)
    mark = form.styles.mark(colours)
    code = form.styles.cell(bold=True, font_size=9, align="center")
    wording = form.styles.cell(font_size=styles.BODY)
    comment = form.styles.entry(WHITE, text=True, align="left", font_size=styles.BODY)
    for item in group.items:
        tall = max(
            styles.height([item.wording], WIDTHS[WORDING]), styles.height([item.code], WIDTHS[ELEMENT] * 0.8)
        )
        row = form.step(max(tall, 20.0))
        put(form.sheet, row, MARGIN, words.letter(position), mark)
        put(form.sheet, row, ELEMENT, item.code, code)
        put(form.sheet, row, WORDING, item.wording, wording)
        style = form.styles.entry(colours.pale, text=item.domain.bounds is None)
        form.sheet.write_blank(row, VALUE, None, style)
        form.sheet.write_blank(row, COMMENT, None, comment)
        form.choices.guard(form.sheet, (row, VALUE, row, VALUE), item.domain)


def _counters(form: CandidateSheet, group: Group, row: int, ink: str) -> None:
    """The group's live counts beside its title, out of what is printed and of what is read."""
    pieces, now = [], []
    for counter in form.choices.counters(group.items):
        label = counter.label.replace('"', '""')
        formula, value = count(
            counter, group.items, lambda first, last: xl_range(row + 1 + first, VALUE, row + 1 + last, VALUE)
        )
        pieces.append(f'{formula}&" {label}"')
        now.append(f"{value} {counter.label}")
    if not pieces:
        return
    style = form.styles.of(italic=True, font_size=9, font_color=ink, text_wrap=False)
    note = _("indicative: {counts}", counts="")
    formula = '=" ' + note.replace('"', '""') + '"&' + '&" · "&'.join(pieces)
    form.sheet.write_formula(row, COUNTERS, formula, style, f" {note}{' · '.join(now)}")
