"""A workbook of one plain table is decided row by row as it is cell by cell: the same bytes, the same findings."""

import random
from pathlib import Path

import pytest

from certeval.referentiel.catalogue import shipped, versions
from certeval.referentiel.load import load
from conftest import Certeval
from workbooks import Rows, xlsx

LOADED = load(next(versions(shipped())).path).referentiel
assert LOADED is not None
CODES = list(LOADED.entries)
APPLIED = ("--referentiel", "developpement-commercial")


def table(codes: list[str], extra: tuple[str, ...] = ()) -> list[list[object]]:
    dice = random.Random(3)  # noqa: S311 -- a test's data
    rows: list[list[object]] = [["candidat", *extra, *codes]]
    for number in range(60):
        cells = dice.choices([1, 0, "oui", "NE", None], [6, 2, 1, 1, 1], k=len(codes))
        rows.append([f"C{number:02}", *extra, *cells])
    return rows


@pytest.mark.parametrize("form", ["csv", "ndjson"])
@pytest.mark.parametrize(
    "rows", [table(CODES), table(CODES, ("nom",)), table(CODES[::-2]), [[*r, None] for r in table(CODES)]]
)
def test_the_two_ways_give_the_same_bytes(certeval: Certeval, tmp_path: Path, rows: Rows, form: str) -> None:
    (tmp_path / "notes.xlsx").write_bytes(xlsx(Notes=rows))
    quick = certeval("validate", "notes.xlsx", "--format", form, *APPLIED)
    cell_by_cell = certeval("validate", "notes.xlsx", "--format", form, *APPLIED, "--force-version")
    assert quick == cell_by_cell
    assert quick.status == 0
    assert len(quick.out.splitlines()) == 60 + (form == "csv")


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ((3, 0, "C00"), 1),
        ((3, 0, None), 1),
        ((3, 1, "?"), 1),
        ((0, 1, "CR9"), 1),
        ((3, 0, "1E5"), 1),
        ((3, 0, "c00"), 0),
    ],
)
def test_what_is_out_of_the_ordinary_is_told_the_same(
    certeval: Certeval, tmp_path: Path, change: tuple[int, int, object], status: int
) -> None:
    rows = table(CODES)
    row, column, value = change
    rows[row][column] = value
    (tmp_path / "notes.xlsx").write_bytes(xlsx(Notes=rows))
    quick = certeval("validate", "notes.xlsx", "--format", "csv", *APPLIED)
    assert quick == certeval("validate", "notes.xlsx", "--format", "csv", *APPLIED, "--force-version")
    assert quick.status == status
