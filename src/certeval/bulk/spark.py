"""Deciding on Spark: the one evaluator, shipped to the data.

    decisions = certeval.bulk.spark.decide(dataframe, referentiel)

`dataframe` has a row a candidate, a column `candidat` and a column an element, all text; other columns are left
alone, but for `nom` and `prenom`. What comes out has a row a candidate: `candidat`, `certification`, a column a bloc,
a column a compétence (`valide`, `non_valide`, `en_attente`), `manquants` (codes, separated by a space), the counts of
each compétence, the names that came in, what bears a mark, and `illisible`, true where a cell of the row is no value:
such a row has no verdict.
"""

import os
import sys
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from certeval.bulk.csv_blocks import Block
from certeval.bulk.printer import OwnPiece, Printer, text_cell
from certeval.bulk.row_memo import DecidedRows, DecideRows
from certeval.bulk.wide_csv import LargeSheet
from certeval.referentiel.load import Referentiel, compile_document
from certeval.render.csv_text import RUNS
from certeval.render.forms import Detail, Missing
from certeval.render.rows import columns, rows
from certeval.scores import besides, identifiers
from certeval.scores.headings import CANDIDAT, IDENTITY, is_heading
from certeval.sources import yaml
from certeval.sources.row import unguard

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.accumulators import Accumulator
    from pyspark.sql import DataFrame, SparkSession

CUT = "\0"
"""Stands between the cells of a part, which Spark hands over as one text: no cell that is a value holds it."""
COUNT = "int"
"""Spark's type of a count; every other column is text."""
UNREADABLE = "illisible"


def decide(
    dataframe: "DataFrame", referentiel: Referentiel, unreadable: "Accumulator[int] | None" = None
) -> "DataFrame":
    """The decisions of a frame's candidates. Nothing is computed before Spark is asked for rows; `unreadable`
    then counts those that have a cell that is no value.

    Raises ValueError where a column that is neither an element nor one of the sheets' headings could hide a
    criterion, or where `candidat` is missing. Whether a candidate stands on several rows is the caller's to
    check: `duplicates` says which do.
    """
    from pyspark.sql import functions

    columns = _columns(dataframe.columns, referentiel)
    source = (referentiel.document.data, referentiel.document.file)
    printer = _printer(referentiel, columns)

    def batches(record_batches: Iterable["pa.RecordBatch"]) -> Iterable["pa.RecordBatch"]:
        for batch in _decide_batches(record_batches, source, columns):
            if unreadable is not None:
                unreadable.add(batch.column(batch.num_columns - 1).true_count)
            yield batch

    cells = [dataframe[f"`{name}`"] for name in columns]  # Spark reads dots as paths
    people = [cell.alias(f"c{i}") for i, cell in enumerate(cells[: len(_identity(columns)) + 1])]
    texts = [functions.coalesce(cell, functions.lit("")) for cell in cells]
    parts = [
        functions.concat_ws(CUT, *(texts[i] for i in part if i >= 0)).alias(f"p{number}")
        for number, part in enumerate(_part_columns(printer, columns))
    ]
    return dataframe.select(*people, *parts).mapInArrow(batches, _schema(printer))


def duplicates(dataframe: "DataFrame") -> "DataFrame":
    """The identifiers that several rows have, each once, as typed but for the spaces around them."""
    from pyspark.sql import functions

    code = functions.trim(dataframe[f"`{CANDIDAT}`"]).alias(CANDIDAT)
    return dataframe.select(code).groupBy(CANDIDAT).count().where("count > 1").select(CANDIDAT)


def nobodys(dataframe: "DataFrame") -> Iterator[str]:
    """The identifiers, as typed but for the spaces around them, that name no candidate: nothing, a total, what a
    spreadsheet broke.
    """
    from pyspark.sql import functions

    code = functions.trim(functions.coalesce(dataframe[f"`{CANDIDAT}`"], functions.lit(""))).alias(CANDIDAT)
    texts = dataframe.select(code).where(~code.rlike(f"^(?:{identifiers.USUAL})$")).distinct()
    for (text,) in texts.toLocalIterator():
        read = unguard(text)
        code_read = identifiers.normalize(read)
        wrong = identifiers.fault_kind(code_read, is_guarded=read != text)
        if wrong or identifiers.is_nobodys(code_read) or besides.is_alone(code_read):
            yield text


def write(sheet: LargeSheet, referentiel: Referentiel, form: str, folder: Path) -> bool:
    """Decide a wide sheet into a folder of parts, CSV or Parquet; whether all of it was: else something in the sheet
    must be told. Spark runs as its own configuration says, with this very Python.

    Raises ModuleNotFoundError without it.
    """
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("certeval")
    spark = builder.config("spark.ui.showConsoleProgress", "false").getOrCreate()
    from py4j.protocol import Py4JJavaError

    frame = _frame(spark, sheet)
    unreadable = spark.sparkContext.accumulator(0)
    try:
        decisions = decide(frame, referentiel, unreadable).drop(UNREADABLE)
        if form == "parquet":
            decisions.write.mode("overwrite").parquet(str(folder.absolute()))
        else:
            _guard(decisions).write.mode("overwrite").csv(
                str(folder.absolute()), sep=";", header=True, emptyValue=""
            )
    except (ValueError, Py4JJavaError):
        return False
    return not unreadable.value and duplicates(frame).first() is None and next(nobodys(frame), None) is None


def _frame(spark: "SparkSession", sheet: LargeSheet) -> "DataFrame":
    """The sheet as text, a row that does not fit being an error of Spark's rather than a row less."""
    from pyspark.sql.types import StringType, StructField, StructType

    header = sheet.head.header
    names = [cell.strip() for cell in header.cells] if header else []
    for name, index in sheet.headings.columns.items():
        names[index] = name
    schema = StructType([StructField(name, StringType()) for name in names])
    options = {"sep": sheet.head.delimiter, "mode": "FAILFAST", "escape": '"', "nullValue": "\0"}
    return spark.read.csv(
        str(sheet.path.absolute()), schema=schema, header=True, enforceSchema=True, multiLine=True, **options
    )


def _guard(decisions: "DataFrame") -> "DataFrame":
    """Identifiers and names that a spreadsheet would run, as every CSV of certeval writes them."""
    from pyspark.sql import functions

    for name in (CANDIDAT, *_identity(decisions.columns)):
        text = decisions[name]
        safe = functions.when(text.rlike(f"^(?:{RUNS.pattern})"), functions.concat(functions.lit("'"), text))
        decisions = decisions.withColumn(name, safe.otherwise(text))
    return decisions


def _identity(names: Sequence[str]) -> tuple[str, ...]:
    """Which of nom and prenom are among columns."""
    return tuple(name for name in IDENTITY if name in names)


def _columns(names: Sequence[str], referentiel: Referentiel) -> list[str]:
    """The identifier's column, those of names and those of elements."""
    if CANDIDAT not in names:
        raise ValueError(f"no column « {CANDIDAT} »: there are {', '.join(names)}")
    others = [name for name in names if name != CANDIDAT]
    elements = [name for name in others if referentiel.resolve(name) in referentiel.entries]
    unknown = [name for name in others if name not in elements and not is_heading(name)]
    if unknown:
        raise ValueError(f"columns that are no element of {referentiel.code}: {', '.join(unknown)}")
    codes = [referentiel.resolve(name) for name in elements]
    if len(set(codes)) < len(codes):
        raise ValueError("two columns are one element")
    return [CANDIDAT, *_identity(names), *elements]


def _fields(printer: Printer) -> list[tuple[str, bool]]:
    """The columns of decisions, those of the CSV in detail, with whether each holds numbers."""
    return [field for strand in printer.strands for field in strand.columns]


def _schema(printer: Printer) -> str:
    """The same as Spark writes them, and whether the row could be read."""
    fields = [f"`{name}` {COUNT if number else 'string'}" for name, number in _fields(printer)]
    return ", ".join([*fields, f"`{UNREADABLE}` boolean"])


@lru_cache(maxsize=4)
def _worker(source: tuple[bytes, str], names: tuple[str, ...]) -> tuple[Printer, DecideRows]:
    """What a Python worker decides with: made once, whatever the number of its tasks."""
    referentiel = compile_document(yaml.parse(*source)).referentiel
    if referentiel is None:
        raise ValueError(f"{source[1]}: an invalid référentiel decides nobody")
    printer = _printer(referentiel, names)
    splits = [partial(_cut, part) for part in _part_columns(printer, names)]
    return printer, printer.decider().row_decider(splits)


def _printer(referentiel: Referentiel, names: Sequence[str]) -> Printer:
    identity = _identity(names)
    table = columns(referentiel, detail=True, identity=identity)
    return Printer(rows(referentiel, detail=True, identity=identity), referentiel, table)


def _part_columns(printer: Printer, names: Sequence[str]) -> list[tuple[int, ...]]:
    """The columns of each part's elements, -1 for none."""
    resolve, people = printer.referentiel.resolve, len(_identity(names)) + 1
    at = {resolve(name): i for i, name in enumerate(names) if i >= people}
    return [tuple(at.get(code, -1) for code in part.entries) for part in printer.division.parts]


def _cut(part: Sequence[int], text: Hashable) -> Sequence[str]:
    """The cells of a part's elements, in their order."""
    texts = [unguard(each) for each in str(text).split(CUT)]
    there = sum(i >= 0 for i in part)
    if there and len(texts) != there:
        return [CUT] * len(part)
    each = iter(texts)
    return [next(each) if i >= 0 else "" for i in part]


def _decide_batches(
    record_batches: Iterable["pa.RecordBatch"], source: tuple[bytes, str], columns: list[str]
) -> Iterator["pa.RecordBatch"]:
    printer, decide_rows = _worker(source, tuple(columns))
    people = len(_identity(columns)) + 1
    for batch in record_batches:
        texts = [column.to_pylist() for column in batch.columns]
        names = [[unguard((text or "").strip()) for text in column] for column in texts[:people]]
        block = Block(1, names[0], (), dict(zip(columns[1:people], names[1:], strict=True)))
        yield _batch(printer, block, decide_rows(texts[people:]))


def _batch(printer: Printer, block: Block, decisions: DecidedRows) -> "pa.RecordBatch":
    """Decisions as Arrow columns."""
    import numpy as np
    import pyarrow as pa

    arrays: list[pa.Array] = []
    for strand in printer.strands:
        if strand.own is not None:
            arrays.append(pa.array(_own(strand.own, block, decisions), pa.string()))
            continue
        places, cell_columns = printer.cells(strand, decisions)
        row = pa.array(np.array(places, np.uint32))
        for (_, number), each in zip(strand.columns, cell_columns, strict=True):
            cells = each if number else [text_cell(cell) or "" for cell in each]
            arrays.append(pa.array(cells, pa.int32() if number else pa.string()).take(row))
    arrays.append(pa.array([whole.bad for whole in decisions.wholes], pa.bool_()))
    return pa.RecordBatch.from_arrays(arrays, names=[*(name for name, _ in _fields(printer)), UNREADABLE])


def _own(own: OwnPiece, block: Block, decisions: DecidedRows) -> Sequence[str]:
    if isinstance(own, Detail):
        return block.details[own.name]
    if not isinstance(own, Missing):
        return block.identifiers
    missing = [""] * len(decisions.wholes)
    for at, codes in decisions.missing(own.codes).items():
        missing[at] = " ".join(codes)
    return missing
