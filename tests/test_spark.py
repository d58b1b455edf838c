"""Spark decides with the very same evaluator; its rows are those of the sheet read here."""

import os
import random
import shutil
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from certeval.bulk import ranges
from certeval.bulk.printer import Printer
from certeval.bulk.wide_csv import open_large
from certeval.cli import notices
from certeval.referentiel.catalogue import package_folder, versions
from certeval.referentiel.load import Referentiel, load
from certeval.render.rows import columns, headings, rows
from conftest import Certeval, Done

pyspark = pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java"),
    pytest.mark.filterwarnings("ignore"),  # Spark's own
]


@pytest.fixture(scope="module")
def referentiel() -> Referentiel:
    loaded = load(next(versions(package_folder())).path).referentiel
    assert loaded is not None
    return loaded


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    spark = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    yield spark
    spark.stop()


def sheet(path: Path, codes: list[str], candidates: int) -> None:
    dice = random.Random(7)  # noqa: S311 -- a test's data, not a secret
    words = ["1", "0", "", "NE", " oui ", "ABS"]
    rows = [";".join([f"C{i:04d}", *dice.choices(words, k=len(codes))]) for i in range(candidates)]
    path.write_text("\n".join([";".join(["candidat", *codes]), *rows]) + "\n", encoding="utf-8")


def read(session: Any, path: Path) -> Any:
    return session.read.csv(str(path), sep=";", header=True, mode="FAILFAST", nullValue="\0")


def test_the_rows_are_those_of_the_sheet_read_here(
    session: Any, tmp_path: Path, referentiel: Referentiel
) -> None:
    from certeval.bulk import spark

    path = tmp_path / "notes.csv"
    sheet(path, list(referentiel.entries), 300)
    printing = Printer(rows(referentiel, detail=True), referentiel)
    first = tmp_path / "first"
    ranges.decide_sheet(
        ranges.RangeWork(open_large(path), printing), 1, tmp_path, nullcontext(notices.no_bar), first
    )
    expected = first.read_text(encoding="utf-8").splitlines()
    frame = spark.decide(read(session, path).repartition(3), referentiel)
    assert frame.columns == [*headings(columns(referentiel, detail=True)), "illisible"]
    decided = [
        ";".join("" if each is None else str(each) for each in row[:-1])
        for row in frame.collect()
        if not row[-1]
    ]
    assert sorted(decided) == sorted(expected)


def test_names_come_out_where_the_csv_has_them(session: Any, referentiel: Referentiel) -> None:
    from certeval.bulk import spark

    codes = list(referentiel.entries)
    data = [("C1", " Zoé ", *["1"] * len(codes), "Noël"), ("C2", None, *["0"] * len(codes), "")]
    frame = spark.decide(session.createDataFrame(data, ["candidat", "prenom", *codes, "nom"]), referentiel)
    table = columns(referentiel, detail=True, identity=("nom", "prenom"))
    assert frame.columns == [*headings(table), "illisible"]
    told = {row["candidat"]: (row["certification"], row["nom"], row["prenom"]) for row in frame.collect()}
    assert told == {"C1": ("valide", "Noël", "Zoé"), "C2": ("non_valide", "", "")}


def test_a_row_with_a_cell_that_is_no_value_has_no_verdict(
    session: Any, tmp_path: Path, referentiel: Referentiel
) -> None:
    from certeval.bulk import spark

    codes = list(referentiel.entries)
    odd = {"C2": "peut-être", "C3": "1\0", "C4": "\0"}
    data = [(code, odd.get(code, "1"), *["1"] * (len(codes) - 1)) for code in ("C1", *odd)]
    frame = spark.decide(session.createDataFrame(data, ["candidat", *codes]), referentiel)
    told = {row["candidat"]: (row["certification"], row["illisible"]) for row in frame.collect()}
    assert told == {"C1": ("valide", False)} | dict.fromkeys(odd, ("", True))


def test_an_element_without_a_column_is_empty_for_all(session: Any, referentiel: Referentiel) -> None:
    from certeval.bulk import spark

    codes = list(referentiel.entries)[:-1]
    frame = spark.decide(
        session.createDataFrame([("C1", *["1"] * len(codes))], ["candidat", *codes]), referentiel
    )
    assert frame.first()["certification"] == "valide"


def test_candidates_on_several_rows_are_named(session: Any) -> None:
    from certeval.bulk import spark

    frame = session.createDataFrame([("C1", "1"), (" C1", "0"), ("C2", "1")], ["candidat", "CR1.1.1"])
    assert [row["candidat"] for row in spark.duplicates(frame).collect()] == ["C1"]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (["CR1.1.1", "nom"], "no column « candidat »"),
        (["candidat", "CR9"], "no element of developpement-commercial: CR9"),
        (["candidat", "cr1.1.2", "CR 1.1.2"], "two columns are one element"),
    ],
)
def test_a_column_that_could_hide_a_criterion_is_refused(
    session: Any, referentiel: Referentiel, columns: list[str], said: str
) -> None:
    from certeval.bulk import spark

    frame = session.createDataFrame([tuple("1" for _ in columns)], columns)
    with pytest.raises(ValueError, match=said):
        spark.decide(frame, referentiel)


def validate(certeval: Certeval, *arguments: object) -> Done:
    return certeval("validate", "notes.csv", "--engine", "spark", *arguments)


@pytest.fixture
def notes(session: Any, referentiel: Referentiel, tmp_path: Path) -> Path:
    """A wide sheet of forty candidates, in the folder where commands run, once Spark has begun."""
    path = tmp_path / "notes.csv"
    sheet(path, list(referentiel.entries), 40)
    return path


def rows_of(folder: Path) -> list[str]:
    """The rows of all the parts of a folder, without their headings, in order."""
    parts = [each.read_text(encoding="utf-8").splitlines() for each in sorted(folder.glob("part-*.csv"))]
    return sorted(row for part in parts for row in part[1:])


def test_the_command_writes_a_folder_of_the_rows_that_it_writes_without_spark(
    notes: Path, certeval: Certeval
) -> None:
    done = validate(certeval, "--format", "csv", "--output", "decisions")
    assert (done.status, done.out) == (0, "")
    assert certeval("validate", notes, "--detail", "--format", "csv", "--output", "d.csv").status == 0
    whole = Path("d.csv").read_text(encoding="utf-8-sig").splitlines()
    assert rows_of(Path("decisions")) == sorted(whole[1:])
    assert not list(Path().glob(".decisions*"))


def test_the_folder_is_replaced_whole_and_only_where_that_is_asked(notes: Path, certeval: Certeval) -> None:
    Path("decisions").mkdir()
    Path("decisions", "ancien").touch()
    arguments = ("--format", "parquet", "--output", "decisions")
    done = validate(certeval, *arguments)
    assert (done.status, done.err) == (2, "certeval: decisions exists; --force replaces it\n")
    assert validate(certeval, *arguments, "--force").status == 0
    assert not Path("decisions", "ancien").exists()
    assert list(Path("decisions").glob("part-*.parquet"))


@pytest.mark.parametrize(
    "spoilt",
    [
        "C0001;peut-être",  # no value
        "C0000;1",  # said twice
        ";1",  # nobody
        "Total;1",
        "1E5;1",  # broken by a spreadsheet
        "=1+1;1",
    ],
)
def test_a_sheet_of_which_something_must_be_told_is_written_nowhere(
    notes: Path, certeval: Certeval, referentiel: Referentiel, spoilt: str
) -> None:
    cells = spoilt + ";1" * (len(referentiel.entries) - 1)
    notes.write_text(notes.read_text(encoding="utf-8") + cells + "\n", encoding="utf-8")
    done = validate(certeval, "--format", "csv", "--output", "decisions")
    assert done.status in {1, 2}
    assert "Traceback" not in done.err
    assert sorted(each.name for each in Path().iterdir()) == ["notes.csv"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("--format", "json"),
            "--engine spark writes a folder: --format csv or parquet, and --output FOLDER",
        ),
        (("--format", "csv"), "--engine spark writes a folder: --format csv or parquet, and --output FOLDER"),
        (("autre.csv", "--format", "csv", "--output", "d"), "--engine spark takes one sheet"),
        (
            ("--format", "csv", "--output", "."),
            ". holds notes.csv, which is read by this command, and is never replaced",
        ),
    ],
)
def test_what_spark_does_not_do_is_refused(
    notes: Path, certeval: Certeval, arguments: tuple[str, ...], said: str
) -> None:
    done = validate(certeval, *arguments)
    assert (done.status, said in done.err) == (2, True), done.err


def test_identifiers_that_a_spreadsheet_would_run_are_guarded(
    notes: Path, certeval: Certeval, referentiel: Referentiel
) -> None:
    codes = list(referentiel.entries)
    row = ";".join(["'=1+1", *["1"] * len(codes)])
    notes.write_text(";".join(["candidat", *codes]) + f"\n{row}\n", encoding="utf-8")
    assert validate(certeval, "--format", "csv", "--output", "decisions").status == 0
    (decided,) = rows_of(Path("decisions"))
    assert decided.startswith("'=1+1;")


def test_the_batches_of_a_worker_are_decided_as_rows_are(referentiel: Referentiel) -> None:
    """What runs in Spark's own processes, run here."""
    import pyarrow as pa

    from certeval.bulk import spark

    given = ["candidat", *referentiel.entries]
    parts = spark._part_columns(spark._printer(referentiel, given), given)
    odd = ["peut-être", f"1{spark.CUT}1"]
    columns_of = {"c0": [" C1 ", "C2", "C3", "C4"]}
    for at, part in enumerate(parts):
        wrong = [[each if i == 1 else "1" for i in part] for each in odd]
        columns_of[f"p{at}"] = list(map(spark.CUT.join, [["1"] * len(part), ["0"] * len(part), *wrong]))
    batch = pa.RecordBatch.from_pydict(columns_of)
    source = (referentiel.document.data, referentiel.document.file)
    (made,) = spark._decide_batches([batch], source, given)
    told = made.to_pydict()
    assert told["candidat"] == ["C1", "C2", "C3", "C4"]
    assert told["certification"] == ["valide", "non_valide", "", ""]
    assert told["illisible"] == [False, False, True, True]
