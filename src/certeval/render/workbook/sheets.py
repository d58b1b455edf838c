"""Tables as the sheets of a workbook: headings that stay, filters, widths that fit; nothing in it runs.

A text is a text whatever it begins with, a number is a number: no cell is a formula or a link. The same tables are the
same bytes. xlsxwriter comes with the extra `office`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from certeval.engine.verdicts import EN_ATTENTE, NON_VALIDE, VALIDE
from certeval.frozen import frozen
from certeval.messages import _
from certeval.render.csv_text import PLACES, RUNS
from certeval.render.grids.styles import CELL_LIMIT, PLAIN, GridStyles, SheetNames, height
from certeval.render.verdicts import WORDS
from certeval.rules.rounding import round_to

CREATION_DATE = datetime(2000, 1, 1)  # noqa: DTZ001 -- spreadsheets know no zone
"""When every workbook says it was made: the same results are the same bytes."""
MAX_ROWS = 1_048_575
"""Rows that a sheet holds below its headings."""
NARROWEST, WIDEST, MEASURED = 8, 60, 1_000
"""Characters of a column, and the rows that its width is measured on."""
WHOLE, DECIMAL, SHARE, RATIO = "0", "0.00####", "0.0###%", "0.000###"
"""Of what may have missed a bound every decimal shows: 9.9967 is not seen as 10.00, nor 99.96 % as 100.0 %."""
COLOURS = {
    VALIDE: ("#E3F2DF", "#2F6B26"),
    NON_VALIDE: ("#FBE0DD", "#8A2A1F"),
    EN_ATTENTE: ("#FBF1D0", "#6E5A00"),
}
"""The ground and the ink of each verdict's word."""

Cell = object
"""A text, a whole number, a fraction, a list of codes, a `Verdict`, or None for nothing."""


@frozen
class Verdict:
    """A verdict to show in words and in its colour."""

    verdict: str


@frozen
class ResultSheet:
    """One sheet: the first `fixed_columns` columns stay in sight; `forms` are the formats of columns that hold
    numbers. One that is `hidden` no menu of a spreadsheet shows.
    """

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    fixed_columns: int = 1
    forms: Mapping[str, str] = field(default_factory=dict)
    hidden: bool = False


def as_xlsx(title: str, sheets: Sequence[ResultSheet]) -> bytes:
    """The bytes of a workbook of these sheets."""
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = Workbook(content, options)
    workbook.set_properties({"title": title, "created": CREATION_DATE})
    names, styles = SheetNames(), GridStyles(workbook)
    for sheet in sheets:
        worksheet = workbook.add_worksheet(names.name(sheet.name, _("certification")))
        _fill(worksheet, sheet, styles)
        if sheet.hidden:
            worksheet.very_hidden()
    workbook.close()
    return content.getvalue()


def _fill(on: Worksheet, sheet: ResultSheet, styles: GridStyles) -> None:
    head = styles.cell(bold=True, bg_color=PLAIN, valign="top")
    for column, heading in enumerate(sheet.headings):
        on.write_string(0, column, heading, head)
        on.set_column(column, column, _width(sheet, column))
    forms = [
        sheet.forms.get(heading) or _form(sheet, column) for column, heading in enumerate(sheet.headings)
    ]
    for number, row in enumerate(sheet.rows, 1):
        for column, cell in enumerate(row):
            _write(on, (number, column), cell, forms[column], styles)
        if long_texts := [text for cell in row if len(text := _text(cell)) > WIDEST]:
            on.set_row(number, max(height([text], WIDEST) for text in long_texts))
    on.freeze_panes(1, sheet.fixed_columns)
    if sheet.rows:
        on.autofilter(0, 0, len(sheet.rows), len(sheet.headings) - 1)
        on.ignore_errors({"number_stored_as_text": f"A1:XFD{len(sheet.rows) + 1}"})
    on.set_landscape()
    on.set_paper(9)
    on.fit_to_pages(1, 0)
    on.repeat_rows(0)


def _write(on: Worksheet, at: tuple[int, int], cell: Cell, form: str, styles: GridStyles) -> None:
    if isinstance(cell, int | Fraction) and not isinstance(cell, bool):
        style = styles.of(num_format=form, text_wrap=False, align="right", valign="top")
        number = round_to(Fraction(cell), PLACES)
        on.write_number(*at, Decimal(number.numerator) / Decimal(number.denominator), style)  # type: ignore[call-overload]  # it takes decimals too
        return
    if text := _text(cell):
        on.write_string(*at, text[:CELL_LIMIT], _style(cell, text, styles))


def _style(cell: Cell, text: str, styles: GridStyles) -> Format:
    look: dict[str, object] = {
        "num_format": "@",
        "valign": "top",
        "text_wrap": len(text) > WIDEST or "\n" in text,
    }
    if isinstance(cell, Verdict) and cell.verdict in COLOURS:
        look["bg_color"], look["font_color"] = COLOURS[cell.verdict]
    if RUNS.match(text):
        look["quote_prefix"] = True
    return styles.of(**look)


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Verdict):
        return _(WORDS.get(cell.verdict, cell.verdict)) if cell.verdict else ""
    return " ".join(map(str, cell)) if isinstance(cell, list | tuple) else str(cell)


def _form(sheet: ResultSheet, column: int) -> str:
    """The format of a column's numbers: decimals where one of them has some."""
    numbers = (row[column] for row in sheet.rows)
    return DECIMAL if any(isinstance(each, Fraction) and each.denominator > 1 for each in numbers) else WHOLE


def _width(sheet: ResultSheet, column: int) -> float:
    """Wide enough for the cells, and for the words of the heading beside the button of its filter."""
    texts = [_text(row[column]) for row in sheet.rows[:MEASURED]]
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    word = max(map(len, sheet.headings[column].split()), default=0)
    return min(max(longest, word + 3, NARROWEST) + 1, WIDEST)
