"""What is measured is what is said: the sheets are the same each time, and everybody decides the same candidates."""

import contextlib
import csv
import importlib.util
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from certeval.referentiel.load import load
from conftest import Certeval

PEERS = os.environ.get("CERTEVAL_PEERS", sys.executable)
"""The interpreter that has the extra `bench`."""
BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


sys.path.append(str(BENCHMARKS))


def program(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"benchmarks_{name}", BENCHMARKS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


sheets, bulk, variants = program("sheets"), program("bulk"), program("variants")


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


@pytest.mark.parametrize("name", ["livre", "acquis:20", "notes:46"])
@pytest.mark.parametrize("long", [False, True])
def test_a_sheet_is_the_same_each_time_and_another_from_another_seed(
    tmp_path: Path, name: str, long: bool
) -> None:
    one, two, other = (
        sheets.make(tmp_path / f"{i}", name, 30, long=long, errors=3, seed=seed)
        for i, seed in enumerate((1, 1, 2))
    )
    assert one.read_bytes() == two.read_bytes() != other.read_bytes()


def test_a_sheet_says_the_same_in_long_as_in_wide(tmp_path: Path) -> None:
    heading, *wide = rows_of(sheets.make(tmp_path / "large", "acquis:20", 25))
    _, *long = rows_of(sheets.make(tmp_path / "long", "acquis:20", 25, long=True))
    unfolded = [[row[0], code, cell] for row in wide for code, cell in zip(heading[1:], row[1:], strict=True)]
    assert long == unfolded


def test_some_candidates_have_open_cells_and_the_rest_are_marked(tmp_path: Path) -> None:
    _, *rows = rows_of(sheets.make(tmp_path, "livre", 2000))
    cells = Counter(cell for row in rows for cell in row[1:])
    assert set(cells) == {"1", "0", "", "NE", "ABS", "DISP", "NEUT"}
    complete = sum(set(row[1:]) <= {"0", "1"} for row in rows)
    assert 0.55 < complete / len(rows) < 0.65


def test_marks_are_half_points_of_20_with_a_comma(tmp_path: Path) -> None:
    _, *rows = rows_of(sheets.make(tmp_path, "notes:46", 200))
    marks = {cell for row in rows for cell in row[1:]} - {"", "NE", "ABS", "DISP", "NEUT"}
    assert {"9,5", "10", "20"} <= marks
    assert all(float(mark.replace(",", ".")) * 2 in range(41) for mark in marks)


@pytest.mark.parametrize(("name", "count"), [("acquis:46", 46), ("acquis:200", 200), ("notes:46", 46)])
def test_a_made_up_referentiel_is_valid_and_has_as_many_criteres_as_asked(
    tmp_path: Path, name: str, count: int
) -> None:
    sheets.make(tmp_path, name, 1)
    loaded = load(tmp_path / "referentiel.yaml")
    assert loaded.referentiel is not None
    assert len(loaded.referentiel.entries) == count


def test_as_many_cells_are_wrong_as_asked(tmp_path: Path, certeval: Certeval) -> None:
    path = sheets.make(tmp_path, "livre", 100, errors=7)
    done = certeval("validate", str(path), "--referentiel", str(tmp_path / "referentiel.yaml"), "--json")
    found = json.loads(done.out)["diagnostics"]
    assert (done.status, [each["code"] for each in found if each["gravite"] == "erreur"]) == (1, ["N211"] * 7)


def decisions(path: Path, columns: int) -> list[list[str]]:
    text = path.read_text(encoding="utf-8-sig")
    return [row[:columns] for row in csv.reader(text.splitlines(), delimiter=";")]


def by_certeval(folder: Path, *options: str) -> list[list[str]]:
    command = bulk.certeval(*options)(folder)
    subprocess.run(command, check=True, capture_output=True)
    return decisions(folder / "out.csv", 13)


@pytest.mark.parametrize("options", [("--jobs", "2"), ("--engine", "polars")])
def test_each_way_that_is_measured_decides_the_same(tmp_path: Path, options: tuple[str, ...]) -> None:
    if "polars" in options:
        pytest.importorskip("polars", reason="the extra `bulk` is not installed")
    sheets.make(tmp_path, "livre", 400)
    if "polars" in options and not bulk.imports(bulk.certeval(*options)(tmp_path), "polars"):
        pytest.skip("--engine polars does without polars: nothing is measured")
    assert by_certeval(tmp_path, *options) == by_certeval(tmp_path, "--jobs", "1")


@pytest.mark.parametrize("name", ["groupe.csv", "jure.csv", "quoted.csv", "notes.xlsx"])
def test_each_layout_that_is_measured_decides_the_same(tmp_path: Path, name: str) -> None:
    if name == "notes.xlsx":
        pytest.importorskip("python_calamine", reason="the extra `office` is not installed")
    pytest.importorskip("xlsxwriter", reason="the extra `office` is not installed")
    sheets.make(tmp_path, "livre", 60)
    variants.write(tmp_path)
    subprocess.run(bulk.written(variants.VALIDATE, name)(tmp_path), check=True, capture_output=True)
    found = decisions(tmp_path / "out.csv", 13)
    subprocess.run(bulk.written(variants.VALIDATE, "notes.csv")(tmp_path), check=True, capture_output=True)
    assert found == decisions(tmp_path / "out.csv", 13)


def test_each_command_that_is_measured_runs(tmp_path: Path) -> None:
    sheets.make(tmp_path, "livre", 800)
    for sheet, words in variants.COMMANDS.values():
        if sheet == "notes.csv":
            subprocess.run(bulk.written(words, sheet)(tmp_path), check=True, capture_output=True)


def test_what_comes_on_top_of_a_way_is_less_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    took = iter([bulk.Ran(4, 8, 1), bulk.Ran(5, 10, 1)])
    monkeypatch.setattr(bulk, "run", lambda *_: next(took))
    nothing = bulk.python("")
    ways = (bulk.Way("un", nothing), bulk.Way("deux", nothing, "un", beyond="un"))
    met = bulk.measured(bulk.Group(bulk.Sheet("acquis:6", 3), ways), tmp_path, 1)
    assert (met["deux"].ratios, met["deux"].work) == ([0.25], [0.25])


def run_peer(name: str, folder: Path, package: str) -> str:
    imported = subprocess.run([PEERS, "-c", f"import {package}"], capture_output=True, check=False)
    if imported.returncode:
        pytest.skip(f"{package} is not installed: the extra `bench`, or CERTEVAL_PEERS")
    command = bulk.peer(PEERS, name)(folder)
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@pytest.mark.parametrize(("name", "package"), [("pandas", "pandas"), ("openfisca", "openfisca_core")])
def test_a_peer_that_decides_decides_the_same_candidates(tmp_path: Path, name: str, package: str) -> None:
    sheets.make(tmp_path, "livre", 400)
    run_peer(name, tmp_path, package)
    assert decisions(tmp_path / "decisions.csv", 13) == by_certeval(tmp_path)


@pytest.mark.parametrize("name", ["frictionless", "pandera", "pandas"])
@pytest.mark.parametrize("errors", [0, 7])
def test_a_peer_that_checks_refuses_the_same_number_of_cells(tmp_path: Path, name: str, errors: int) -> None:
    sheets.make(tmp_path, "livre", 100, errors=errors)
    assert run_peer(name, tmp_path, name) == str(errors)


def test_a_way_that_cannot_run_is_named_with_what_it_said(tmp_path: Path) -> None:
    ways = (
        bulk.Way("plancher", bulk.python("pass")),
        bulk.Way("absent", lambda folder: [str(folder / "no-such-program")], "plancher", most=2),
        bulk.Way("en panne", bulk.python("raise SystemExit('pas de Java')"), "plancher", most=2),
    )
    group = bulk.Group(bulk.Sheet("acquis:6", 3), ways)
    met = bulk.measured(group, tmp_path, 2)
    lines = bulk.table([(way, met[way.label]) for way in ways])
    assert "no-such-program" in lines[3]
    assert "n’a pas tourné : `pas de Java`" in lines[4]
    assert not met["absent"].ratios


def test_a_way_that_did_without_its_library_is_not_measured(tmp_path: Path) -> None:
    ways = (
        bulk.Way("plancher", bulk.python("pass")),
        bulk.Way("avec", bulk.python("import fractions"), "plancher", by="fractions"),
        bulk.Way("sans", bulk.python("pass"), "plancher", by="fractions"),
    )
    met = bulk.measured(bulk.Group(bulk.Sheet("acquis:6", 3), ways), tmp_path, 1)
    assert len(met["avec"].ratios) == 1
    assert (met["sans"].refused, met["sans"].ratios) == ("fractions n’a pas servi", [])


@pytest.mark.parametrize(
    ("ratio", "said"), [(2.3, "tenu, visée comprise"), (2.31, "tenu"), (3.0, "tenu"), (3.01, "**non tenu**")]
)
def test_a_bound_holds_up_to_itself(ratio: float, said: str) -> None:
    way = bulk.Way("certeval", bulk.python("pass"), "plancher", most=3, aim=2.3, mib=300)
    assert bulk.table([(way, bulk.Met([ratio], [ratio], 300))])[2].endswith(f"| {said} |")
    assert bulk.table([(way, bulk.Met([ratio], [ratio], 301))])[2].endswith("| **non tenu** |")


def test_writing_a_section_leaves_the_rest_of_the_page(tmp_path: Path) -> None:
    page = shutil.copy(bulk.PAGE, tmp_path / "performance.md")
    before = bulk.PAGE.read_text(encoding="utf-8")
    bulk.put(page, "notes", ["| mesuré |"])
    after = page.read_text(encoding="utf-8")
    assert "<!-- mesures : notes -->\n| mesuré |\n<!-- fin -->" in after
    start, end = before.split("<!-- mesures : notes -->")[0], before.split("<!-- mesures : erreurs -->")[1]
    assert after.startswith(start)
    assert after.endswith(end)


def test_the_page_has_a_place_for_each_section() -> None:
    text = bulk.PAGE.read_text(encoding="utf-8")
    names: list[Any] = [section.name for section in bulk.sections(1000, 1000, sys.executable)]
    assert [name for name in [*names, "spark"] if f"<!-- mesures : {name} -->\n" not in text] == []


def test_the_register_that_is_measured_is_whole_and_its_bare_rows_are_the_same(tmp_path: Path) -> None:
    measured = program("registre")
    ratios = list(measured.registering(tmp_path, 50, 2, guards=True))
    assert all(ratio > 0 for ratio in ratios)
    counts = []
    for name in ("aTrue0.db", "bTrue0.db"):
        with contextlib.closing(sqlite3.connect(tmp_path / name)) as connection:
            counted = (f"SELECT COUNT(*) FROM {table}" for table in measured.TABLES)  # noqa: S608
            counts.append([connection.execute(each).fetchone()[0] for each in counted])
    assert counts == [[50, 1, 1, 50, 201]] * 2
    assert next(measured.asking(tmp_path, 20, 1)) > 0


def test_the_flux_that_is_measured_is_what_bare_writers_write(tmp_path: Path) -> None:
    measured = program("accrochage")
    measured.made(tmp_path, 60)
    measured.flux(tmp_path, 60)
    measured.generated(tmp_path)
    measured.barest(tmp_path)
    measured.same(tmp_path)
    assert len(list(measured.passages(tmp_path / "barest.xml"))) == 60
    (tmp_path / "barest.xml").write_text("", encoding="utf-8")
    with pytest.raises(SystemExit):
        measured.same(tmp_path)
