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
from certeval.bulk.printing import Printing
from certeval.bulk.wide_csv import open_large
from certeval.cli import notices
from certeval.referentiel.catalogue import shipped, versions
from certeval.referentiel.load import Referentiel, load
from certeval.render.rows import columns, headings, rows

pyspark = pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java"),
    pytest.mark.filterwarnings("ignore"),  # Spark's own
]


@pytest.fixture(scope="module")
def referentiel() -> Referentiel:
    loaded = load(next(versions(shipped())).path).referentiel
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
    printing = Printing(rows(referentiel, detail=True), referentiel)
    first = tmp_path / "first"
    ranges.decided(ranges.Work(open_large(path), printing), 1, tmp_path, nullcontext(notices.unseen), first)
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
    data = [("C1", *["1"] * len(codes)), ("C2", "peut-être", *["1"] * (len(codes) - 1))]
    frame = spark.decide(session.createDataFrame(data, ["candidat", *codes]), referentiel)
    told = {row["candidat"]: (row["certification"], row["illisible"]) for row in frame.collect()}
    assert told == {"C1": ("valide", False), "C2": ("", True)}


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
    assert [row["candidat"] for row in spark.repeated(frame).collect()] == ["C1"]


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
