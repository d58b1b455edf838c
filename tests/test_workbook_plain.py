"""A workbook of one plain table is decided row by row as it is cell by cell: the same bytes, the same findings."""

import io
import random
import zipfile
from pathlib import Path

import pytest

from certeval.bulk import printout, processes
from certeval.cli.evaluation import cell_by_cell
from certeval.referentiel.catalogue import package_folder, versions
from certeval.referentiel.load import load
from certeval.sources.workbook import xlsx as xlsx_details
from conftest import Certeval
from workbooks import Rows, xlsx

LOADED = load(next(versions(package_folder())).path).referentiel
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


def test_the_margins_of_a_page_hide_no_column(
    certeval: Certeval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every spreadsheet writes `right="0.7"`, which ends as `ht="0`: such a sheet needs no look at each cell."""
    book = xlsx(Notes=table(CODES))
    (tmp_path / "notes.xlsx").write_bytes(book)
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        assert b' right="0.' in parts.read("xl/worksheets/sheet1.xml")
    monkeypatch.setattr(xlsx_details, "_Cells", None)
    assert certeval("validate", "notes.xlsx", *APPLIED).status == 0


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


@pytest.mark.parametrize("cut", [(), ("--candidat", "C07", "--candidat", "C55"), ("--bloc", "BC2")])
@pytest.mark.parametrize("form", ["csv", "json", "ndjson"])
def test_processes_that_share_candidates_give_the_same_bytes(
    certeval: Certeval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, cut: tuple[str, ...]
) -> None:
    (tmp_path / "notes.xlsx").write_bytes(xlsx(Notes=table(CODES, ("nom",))))
    asked = ("validate", "notes.xlsx", "--format", form, *APPLIED, *cut)
    alone = certeval(*asked)
    shared: list[int] = []
    divided = processes.run_works
    monkeypatch.setattr(printout, "WORTH_A_PROCESS", 17)
    monkeypatch.setattr(cell_by_cell, "_jobs", lambda _options: 3)
    monkeypatch.setattr(
        processes, "run_works", lambda works, *rest: shared.append(len(works)) or divided(works, *rest)
    )
    assert certeval(*asked) == alone
    assert shared == [3 if processes.DIVIDES else 1]


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
