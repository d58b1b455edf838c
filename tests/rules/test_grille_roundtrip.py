"""A grid written, filled in with another library, read back: what was entered, and nothing else."""

import csv
import io
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random

import openpyxl
import pytest
from chance import Chance
from hypothesis import given
from strategies import World, chances, examples, worlds

from certeval.referentiel.load import Referentiel
from certeval.render.grids.text import as_csv
from certeval.render.grids.workbook import as_xlsx
from certeval.scores.domains import Domain
from certeval.scores.grids import CANDIDAT, LARGE, Grid, GridCandidate, Identity, pages
from certeval.scores.observations import CellKey
from certeval.scores.read import open_sheets
from certeval.text.numbers import exact
from score_sheets import small
from workbooks import convert

WHO = (GridCandidate("C001", "=Nom", "@Prénom"), GridCandidate("075001"), GridCandidate("E5", groupe="G1"))
Entered = Mapping[str, Mapping[str, str]]
"""What is entered, by candidate and element."""


def empty(rules: Referentiel, disposition: str = LARGE) -> Grid:
    identity = Identity(f"{rules.code}@{rules.version}", rules.digest, disposition=disposition)
    return Grid(identity, rules.code, tuple(pages(rules)), WHO)


def enter(chance: Chance, grid: Grid) -> Entered:
    """Random cells that the grid accepts; one in four stays empty."""
    return {
        who.candidat: {i.code: _cell(chance, i.domain) for i in grid.items if not chance.once_in(4)}
        for who in grid.candidates
    }


def _cell(chance: Chance, accepted: Domain) -> str:
    words = [*accepted.words, *accepted.status_words]
    if accepted.bounds is None:
        return chance.one_of(words)
    least, greatest, step = accepted.bounds
    marks = [least, greatest, least + (step or Fraction(1, 4) * (greatest - least))]
    return chance.one_of([*words, *(exact(mark) for mark in marks)])


def in_csv(grid: Grid, cells: Entered, path: Path) -> Path:
    rows = list(csv.reader(io.StringIO(as_csv(grid, file=True), newline=""), delimiter=";"))
    for row in rows[1:]:
        said = cells[row[0]]
        row[:] = [said.get(heading, cell) for heading, cell in zip(rows[0], row, strict=True)]
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(rows)
    return path


def in_xlsx(grid: Grid, cells: Entered, path: Path) -> Path:
    path.write_bytes(as_xlsx(grid))
    workbook = openpyxl.load_workbook(path)
    by_code = {item.code: item.domain for item in grid.items}
    for sheet in (each for each in workbook if each.sheet_state == "visible"):
        rows = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
        spots: dict[tuple[str, str], tuple[int, int]] = {}
        if grid.identity.disposition == LARGE:
            top = next(i for i, row in enumerate(rows) if row[0] == "candidat")
            for i, row in enumerate(rows[top + 1 :], top + 1):
                spots |= {
                    (row[0], code): (i, column) for column, code in enumerate(rows[top]) if code in by_code
                }
        else:
            who = next(row[2] for row in rows if row[1] == "candidat")
            spots = {(who, row[1]): (i, 3) for i, row in enumerate(rows) if row[1] in by_code}
        for (who, code), (row_, column) in spots.items():
            text = cells.get(who, {}).get(code)
            if text is not None:
                sheet.cell(row_ + 1, column + 1).value = _spreadsheet_value(text, by_code[code])
    workbook.save(path)
    return path


def _spreadsheet_value(text: str, accepted: Domain) -> str | float:
    """What a spreadsheet keeps of a text typed in a cell: a mark is a number there."""
    if accepted.bounds is None or text in accepted.status_words:
        return text
    return float(Fraction(text))


def read_back(rules: Referentiel, *paths: Path) -> Entered:
    scores = open_sheets(paths).read(rules)
    assert [d.code for d in scores.diagnostics if d.is_error] == []
    return {
        code: {key.element: cell.text.strip() for key, cell in candidate.cells.items()}
        for code, candidate in scores.candidates.items()
    }


def same(rules: Referentiel, cells: Entered, found: Entered) -> bool:
    """The same values and statuses of the same candidates, in their order."""
    entries = rules.entries

    def meant(said: Entered) -> list[tuple[str, dict[str, object]]]:
        return [
            (
                who,
                {code: entries[code].read(text) for code, text in row.items()},
            )
            for who, row in said.items()
        ]

    return meant(cells) == meant(found)


@examples(25)
@given(worlds(), chances)
def test_a_csv_grid_filled_in_reads_back_as_entered(world: World, chance: Chance) -> None:
    grid = empty(world.rules)
    cells = enter(chance, grid)
    with tempfile.TemporaryDirectory() as folder:
        found = read_back(world.rules, in_csv(grid, cells, Path(folder) / "g.csv"))
    assert same(world.rules, cells, found)


@pytest.mark.parametrize("disposition", [LARGE, CANDIDAT])
@examples(12)
@given(worlds(), chances)
def test_a_workbook_filled_in_reads_back_as_entered(disposition: str, world: World, chance: Chance) -> None:
    grid = empty(world.rules, disposition)
    cells = enter(chance, grid)
    with tempfile.TemporaryDirectory() as folder:
        found = read_back(world.rules, in_xlsx(grid, cells, Path(folder) / "g.xlsx"))
    assert same(world.rules, cells, found)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_rows_left_blank_are_nobody_and_the_juror_of_the_grid_marked_the_others(
    tmp_path: Path, form: str
) -> None:
    rules = small()
    grid = empty(rules)
    identity = replace(grid.identity, jure="J2", date="2026-06-12")
    grid = replace(grid, identity=identity, candidates=(GridCandidate(),) * 3)
    path = tmp_path / f"g.{form}"
    if form == "csv":
        head, first, *others = as_csv(grid, file=True).splitlines()
        path.write_text("\n".join([head, f"C9{first[:-8]};oui;;;;;;;", *others]), encoding="utf-8")
    else:
        path.write_bytes(as_xlsx(grid))
        workbook = openpyxl.load_workbook(path)
        sheet = workbook["BC1"]
        sheet["A7"], sheet["D7"] = "C9", "oui"
        workbook.save(path)
    opened = open_sheets([path])
    scores = opened.read(rules)
    assert [d.code for d in scores.diagnostics if d.is_error] == []
    found = {
        code: {key: cell.text for key, cell in each.cells.items()} for code, each in scores.candidates.items()
    }
    assert found == {"C9": {CellKey("CR1.1", "J2"): "oui"}}
    assert opened.session_date() == date(2026, 6, 12)


def test_a_grid_goes_through_libreoffice_as_ods_xlsx_and_csv_and_loses_nothing(tmp_path: Path) -> None:
    rules = small()
    grid = empty(rules)
    cells = enter(Chance(Random(5)), grid)  # noqa: S311
    ods = convert_workbook(in_xlsx(grid, cells, tmp_path / "g.xlsx"), "ods")
    again = convert_workbook(ods, "xlsx")
    workbook = openpyxl.load_workbook(again)
    assert [sheet.sheet_state for sheet in workbook] == ["visible", "visible", "hidden", "hidden"]
    assert all(len(sheet.data_validations.dataValidation) == 4 for sheet in workbook.worksheets[:2])
    assert same(rules, cells, read_back(rules, ods))
    assert same(rules, cells, read_back(rules, again))
    convert_workbook(again, ALL_SHEETS)
    tables = [tmp_path / f"{name}.csv" for name in ("BC1", "certification")]
    for table in tables:
        table.write_text(candidates_of(tmp_path / f"g-{table.name}"), encoding="utf-8")
    assert same(rules, cells, read_back(rules, *tables))


ALL_SHEETS = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"


def convert_workbook(path: Path, form: str) -> Path:
    """A workbook as LibreOffice saves it in another form, beside it."""
    convert([path], form, path.parent)
    return path.with_suffix(f".{form}")


def candidates_of(table: Path) -> str:
    """The part of a sheet that is a plain wide table: its codes, and the candidates below them."""
    with table.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream, delimiter=";"))
    top = next(i for i, row in enumerate(rows) if row[0] == "candidat")
    width = rows[top].index("")
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(row[:width] for row in rows[top : top + 1 + len(WHO)])
    return out.getvalue()
