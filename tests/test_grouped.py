"""Two hundred wrong cells at a terminal: a few in full, every other one by its place."""

import json
from pathlib import Path

import pytest

from conftest import Certeval
from workbooks import xlsx

CODES = ("CR1.1.1", "CR1.1.2")


def wrong(count: int) -> str:
    rows = "".join(f"C{i:03};bof;1\n" for i in range(count))
    return f"candidat;{';'.join(CODES)}\n{rows}"


@pytest.mark.parametrize(("count", "blocks", "listed"), [(5, 5, 0), (6, 3, 3), (200, 3, 197)])
def test_of_many_findings_of_a_kind_three_are_shown_and_the_others_listed(
    certeval: Certeval, tmp_path: Path, count: int, blocks: int, listed: int
) -> None:
    (tmp_path / "notes.csv").write_text(wrong(count))
    done = certeval("validate", "notes.csv", "--referentiel", "developpement-commercial")
    assert (done.status, done.out) == (1, "")
    assert done.err.count("error[N211]: « bof » is not a value") == blocks
    assert (f"error[N211]: {listed} more of this kind in notes.csv\n" in done.err) == bool(listed)
    assert done.err.endswith(f"\n{count} errors, 1 remark\n")
    places = {f"{row}:6" for row in range(2 + blocks, 2 + count)} if listed else set()
    tail = done.err.rpartition("more of this kind")[2] if listed else ""
    assert {word.rstrip(",") for word in tail.split() if word.rstrip(",").endswith(":6")} == places
    assert max(map(len, tail.splitlines()), default=0) < 100


def test_the_others_are_listed_by_what_was_typed_and_by_cell(certeval: Certeval, tmp_path: Path) -> None:
    rows = [(f"C{i:03}", "bof" if i % 2 else "?", 1) for i in range(8)]
    (tmp_path / "notes.xlsx").write_bytes(xlsx(Oral=[("candidat", *CODES), *rows]))
    done = certeval("validate", "notes.xlsx", "--referentiel", "developpement-commercial")
    assert (
        "error[N211]: 5 more of this kind in notes.xlsx\n"
        "  --> « bof » : Oral!B5, B7, B9\n"
        "  --> « ? » : Oral!B6, B8\n"
        "\n8 errors, 1 remark\n"
    ) in done.err


def test_json_lists_each_with_its_sheet_cell_and_text(certeval: Certeval, tmp_path: Path) -> None:
    rows = [(f"C{i:03}", "bof", "?") for i in range(100)]
    (tmp_path / "notes.xlsx").write_bytes(xlsx(Oral=[("candidat", *CODES), *rows]))
    done = certeval("validate", "notes.xlsx", "--json", "--referentiel", "developpement-commercial")
    found = [each for each in json.loads(done.out)["diagnostics"] if each["code"] == "N211"]
    assert (done.status, len(found)) == (1, 200)
    assert {(d["fichier"], d["feuille"]) for d in found} == {("notes.xlsx", "Oral")}
    assert [d["cellule"] for d in found] == [f"{c}{r}" for r in range(2, 102) for c in "BC"]
    assert all(("« bof »" in d["message"]) == (d["cellule"][0] == "B") for d in found)
