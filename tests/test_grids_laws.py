"""A filled grid whatever was done to it in a spreadsheet: each value that is still there is used, or told."""

import functools
import random
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from certeval.diagnostics import has_errors
from certeval.scores.grids import CANDIDAT, LARGE, GridCandidate
from certeval.scores.observations import Scores
from score_sheets import small
from test_grille import heading_row, xlsx
from workbooks import convert_all, finding_places, read, where

MARKS = {"E1": 12, "E2": 12.5, "E3": "En cours", "E4": 70}
TIMES = 10
WHO = tuple(GridCandidate(f"C{number:03}") for number in range(1, 6))
Change = Callable[[Worksheet, random.Random], None]


def fill(disposition: str = LARGE, candidates: tuple[GridCandidate, ...] = WHO) -> openpyxl.Workbook:
    """A grid with a value in each of its cells."""
    book = openpyxl.load_workbook(BytesIO(xlsx(small(), candidates, disposition=disposition)))
    for sheet in book:
        if sheet.sheet_state == "visible" and disposition == LARGE:
            at = heading_row(sheet)
            for number, _ in enumerate(candidates, at + 1):
                for cell in sheet[at][3:]:
                    code = str(cell.value or "∑")
                    if not code.startswith("∑"):
                        sheet.cell(number, cell.column).value = MARKS.get(code, "oui")
        elif sheet.sheet_state == "visible":
            at = heading_row(sheet, "element", 2)
            for number in range(at + 1, sheet.max_row + 1):
                if code := sheet.cell(number, 2).value:
                    sheet.cell(number, 4).value = MARKS.get(str(code), "oui")
    return book


def save(book: openpyxl.Workbook) -> bytes:
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def values(scores: Scores) -> int:
    return sum(len(each.cells) for each in scores.candidates.values())


def page(book: openpyxl.Workbook, disposition: str) -> Worksheet:
    return book["BC1" if disposition == LARGE else "C002"]


def insert_row(sheet: Worksheet, dice: random.Random) -> None:
    sheet.insert_rows(dice.randint(1, sheet.max_row + 1))


def insert_column(sheet: Worksheet, dice: random.Random) -> None:
    sheet.insert_cols(dice.randint(1, sheet.max_column + 1))


def delete_row(sheet: Worksheet, dice: random.Random) -> None:
    sheet.delete_rows(dice.randint(1, sheet.max_row))


def delete_column(sheet: Worksheet, dice: random.Random) -> None:
    sheet.delete_cols(dice.randint(1, sheet.max_column))


def erase(sheet: Worksheet, dice: random.Random) -> None:
    typed = {*MARKS.values(), "oui", None, ""}
    filled_in = [cell for row in sheet.iter_rows() for cell in row if cell.value not in typed]
    dice.choice(filled_in).value = None


def move_row(sheet: Worksheet, dice: random.Random) -> None:
    number = dice.randint(1, sheet.max_row)
    last = openpyxl.utils.get_column_letter(sheet.max_column)
    sheet.move_range(f"A{number}:{last}{number}", rows=dice.choice([1, 2, 20]))


def move_column(sheet: Worksheet, dice: random.Random) -> None:
    letter = openpyxl.utils.get_column_letter(dice.randint(1, sheet.max_column))
    sheet.move_range(f"{letter}1:{letter}{sheet.max_row}", cols=dice.choice([1, 2, 20]))


CHANGES = (insert_row, insert_column, delete_row, delete_column, erase, move_row, move_column)


def apart(sheet: Worksheet) -> None:
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))


@pytest.mark.parametrize("disposition", [LARGE, CANDIDAT])
@pytest.mark.parametrize("change", CHANGES)
def test_what_was_typed_in_a_grid_is_used_or_told(tmp_path: Path, change: Change, disposition: str) -> None:
    whole, base = 5 * 8, save(fill(disposition))
    dice = random.Random(change.__name__)  # noqa: S311 -- a test's data
    for _ in range(TIMES):
        book = openpyxl.load_workbook(BytesIO(base))
        sheet = page(book, disposition)
        apart(sheet)  # openpyxl leaves merged areas where they were, over other cells
        change(sheet, dice)
        scores = read(tmp_path, save(book))
        assert values(scores) == whole or has_errors(scores.diagnostics), (change, finding_places(scores))
        assert change is not insert_row or values(scores) == whole


@pytest.mark.parametrize("disposition", [LARGE, CANDIDAT])
def test_a_grid_as_it_was_made_and_filled_has_no_finding(tmp_path: Path, disposition: str) -> None:
    scores = read(tmp_path, save(fill(disposition)))
    assert (finding_places(scores), values(scores)) == ([], 40)


@functools.cache
def saved_again(form: str) -> dict[str, bytes]:
    """Grids as LibreOffice saves them, and one of them without a column."""
    less = fill()
    less["BC1"].delete_cols(5)
    each = {disposition: save(fill(disposition)) for disposition in (LARGE, CANDIDAT)}
    return convert_all(form, **each, less=save(less))


@pytest.mark.parametrize("form", ["ods", "xls"])
@pytest.mark.parametrize("disposition", [LARGE, CANDIDAT])
def test_a_grid_saved_in_another_form_is_the_same_grid(tmp_path: Path, form: str, disposition: str) -> None:
    scores = read(tmp_path, saved_again(form)[disposition], f"g.{form}")
    assert (finding_places(scores), values(scores)) == ([], 40)


@pytest.mark.parametrize("form", ["ods", "xls"])
def test_a_column_taken_out_of_a_grid_is_told_in_another_form_too(tmp_path: Path, form: str) -> None:
    changed = read(tmp_path, saved_again(form)["less"], f"h.{form}")
    assert ("N229", f"BC1!D{heading_row(fill()['BC1'])}") in finding_places(changed)


def strike(cell: Cell) -> None:
    cell.font = Font(strike=True)


def hide(cell: Cell) -> None:
    cell.number_format = ";;;"


def show_as(form: str) -> Callable[[Cell], None]:
    def change(cell: Cell) -> None:
        cell.value, cell.number_format = 9.6, form

    return change


def merge(cell: Cell) -> None:
    cell.parent.merge_cells(
        start_row=cell.row, end_row=cell.row + 1, start_column=cell.column, end_column=cell.column
    )


def hide_row(cell: Cell) -> None:
    cell.parent.row_dimensions[cell.row].hidden = True


@pytest.mark.parametrize("disposition", [LARGE, CANDIDAT])
@pytest.mark.parametrize(
    ("change", "code"),
    [
        (strike, "N226"),
        (hide, "N048"),
        (show_as("0"), "N049"),
        (show_as('"ABS"'), "N047"),
        (merge, "N031"),
        (hide_row, "N030"),
    ],
)
def test_what_is_not_seen_of_a_value_is_told_however_a_grid_is_laid_out(
    tmp_path: Path, change: Callable[[Cell], None], code: str, disposition: str
) -> None:
    book = fill(disposition)
    sheet = book["certification" if disposition == LARGE else "C002"]
    wide = disposition == LARGE
    at = heading_row(sheet) if wide else heading_row(sheet, "element", 2)
    line = sheet[at] if wide else sheet["B"]
    mark = next(cell for cell in line if cell.value == "E1")
    cell = sheet.cell(at + 2, mark.column) if wide else sheet.cell(mark.row, 4)
    change(cell)
    (each,) = [each for each in read(tmp_path, save(book)).diagnostics if each.code not in {"N107", "N228"}]
    candidate = "C002" if not wide or code in {"N226", "N048", "N047"} else ""
    told_at = f"A{cell.row}" if code == "N030" else f"{cell.coordinate}"
    assert (each.code, where(each), each.candidate) == (code, f"{sheet.title}!{told_at}", candidate)


def test_what_is_not_seen_of_whose_a_sheet_is_is_told(tmp_path: Path) -> None:
    book = fill(CANDIDAT)
    strike(book["C001"]["C3"])
    book["C002"]["C3"].value, book["C002"]["C3"].number_format = 7, "0000"
    book["C003"]["C3"].value = True
    scores = read(tmp_path, save(book))
    told = [each for each in finding_places(scores) if each[0] != "N235"]
    assert told == [("N226", "C001!C3"), ("N224", "C003!C3")]
    assert "0007" in scores.candidates


def test_candidates_below_the_legend_are_candidates(tmp_path: Path) -> None:
    book = fill()
    sheet = book["BC1"]
    for number in range(3):
        for column, text in enumerate((f"D{number}", "", "", "oui", "oui", "oui", "non"), 1):
            sheet.cell(sheet.max_row + (column == 1), column).value = text or None
    scores = read(tmp_path, save(book))
    assert finding_places(scores) == []
    assert [code for code in scores.candidates if code.startswith("D")] == ["D0", "D1", "D2"]


def test_columns_beyond_an_inserted_one_are_read_and_what_stands_in_it_is_told(tmp_path: Path) -> None:
    book = fill()
    sheet = book["BC1"]
    apart(sheet)
    sheet.insert_cols(5)
    assert values(read(tmp_path, save(book))) == 40
    at = heading_row(sheet)
    sheet.cell(at + 2, 5).value = "non"
    assert finding_places(read(tmp_path, save(book))) == [("N106", f"BC1!E{at + 2}")]


def test_a_column_whose_code_was_erased_or_that_was_deleted_is_told_where_it_should_stand(
    tmp_path: Path,
) -> None:
    book = fill()
    sheet = book["BC1"]
    at = heading_row(sheet)
    sheet.cell(at, 5).value = None
    assert finding_places(read(tmp_path, save(book))) == [("N229", f"BC1!D{at}"), ("N106", f"BC1!E{at + 1}")]
    apart(sheet)
    sheet.delete_cols(5)
    scores = read(tmp_path, save(book))
    assert finding_places(scores) == [("N229", f"BC1!D{at}")]
    gone = next(each for each in scores.diagnostics if each.code == "N229")
    assert gone.arguments == {"sheet": "BC1", "elements": ("CR1.2",)}


@pytest.mark.parametrize("disposition", [LARGE, CANDIDAT])
@pytest.mark.parametrize("wording", ["", "un texte à nous"])
def test_codes_that_changed_places_are_told_by_the_wordings_beside_them(
    tmp_path: Path, disposition: str, wording: str
) -> None:
    """The values below one were read as the other's."""
    book = fill(disposition)
    sheet = book["BC1" if disposition == LARGE else "C002"]
    first, second = (cell for row in sheet.iter_rows() for cell in row if cell.value in {"CR1.1", "CR1.2"})
    first.value, second.value = second.value, first.value
    up, right = (1, 0) if disposition == LARGE else (0, 1)
    one, other = (sheet.cell(each.row - up, each.column + right) for each in (first, second))
    told = [("N237", f"{sheet.title}!{each.coordinate}") for each in (first, second)]
    assert finding_places(read(tmp_path, save(book))) == told
    if not wording:  # they went with their codes
        one.value, other.value = other.value, one.value
    else:
        one.value = other.value = wording
    assert finding_places(read(tmp_path, save(book))) == []


def test_a_sheet_of_nobody_lost_no_element(tmp_path: Path) -> None:
    data = xlsx(small(), (GridCandidate(""),), disposition=CANDIDAT)
    assert [code for code, _ in finding_places(read(tmp_path, data))] == ["N016"]


def test_a_candidate_whose_row_was_deleted_is_told(tmp_path: Path) -> None:
    book = fill()
    at = heading_row(book["BC1"])
    apart(book["BC1"])
    book["BC1"].delete_rows(at + 2)
    scores = read(tmp_path, save(book))
    assert finding_places(scores) == [("N235", f"BC1!A{at}")]
    assert next(each for each in scores.diagnostics if each.code == "N235").arguments["candidats"] == (
        "C002",
    )


def test_a_sheet_taken_out_of_a_grid_is_an_error_and_a_renamed_one_is_read(tmp_path: Path) -> None:
    book = fill()
    book["BC1"].title = "Bloc 1"
    scores = read(tmp_path, save(book))
    assert (finding_places(scores), values(scores)) == ([], 40)
    del book["Bloc 1"]
    assert [code for code, _ in finding_places(read(tmp_path, save(book)))] == ["N033"]


def test_a_value_beside_an_erased_code_or_above_the_headings_of_a_candidate_is_told(tmp_path: Path) -> None:
    book = fill(CANDIDAT)
    sheet = book["C002"]
    at = heading_row(sheet, "element", 2)
    row = next(n for n in range(at, sheet.max_row) if sheet.cell(n, 2).value == "CR1.2")
    sheet.cell(row, 2).value = None
    found = finding_places(read(tmp_path, save(book)))
    assert ("N228", f"C002!D{row}") in found
    assert "N229" in [code for code, _ in found]
