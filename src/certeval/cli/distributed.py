"""`certeval validate --engine spark`: sheets decided by Spark, on this machine or on the cluster it is set for."""

import os
import sys
from contextlib import ExitStack, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from certeval.bulk import ranges
from certeval.bulk.csv_blocks import Extraordinary
from certeval.bulk.printing import Printing
from certeval.bulk.wide_csv import LargeSheet, open_large
from certeval.cli import exits, files, inputs, progress
from certeval.cli.bulk import Asked
from certeval.diagnostics import has_errors
from certeval.messages import N_
from certeval.referentiel.load import Referentiel
from certeval.render.rows import rows

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

FORMATS = ("csv", "parquet")


def deliver(path: Path, referentiel: Referentiel, asked: Asked) -> NoReturn:
    """Decide a wide sheet into a folder of parts, whole or not at all, ending the command."""
    if asked.form not in FORMATS or asked.file is None:
        exits.refuse(N_("--engine spark writes a folder: --format csv or parquet, and --output FOLDER"))
    files.refuse_holding(asked.file, (path, Path(referentiel.file)), force=asked.force)
    try:
        sheet = open_large(path)
    except OSError as error:
        exits.unreadable(error)
    except Extraordinary:
        exits.refuse(
            N_("{file}: Spark reads wide sheets in UTF-8, a row a candidate; leave --engine out"), file=path
        )
    spark = _session()
    written = asked.file.with_name(f".{asked.file.name}.certeval-tmp")
    try:
        wrong = _written(spark, _frame(spark, sheet), referentiel, asked.form, written)
        if wrong:
            _tell(sheet, referentiel, asked)
        _put(written, asked.file)
    finally:
        _remove(written)
    exits.leave(exits.DONE)


def _session() -> "SparkSession":
    """Spark's session, as Spark's own configuration says; this very Python decides."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        exits.refuse(N_("--engine spark needs Spark: pip install 'certeval[spark]'"))
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    return (
        SparkSession.builder.appName("certeval").config("spark.ui.showConsoleProgress", "false").getOrCreate()
    )


def _frame(spark: "SparkSession", sheet: LargeSheet) -> "DataFrame":
    """The sheet as text, a row that does not fit being an error of Spark's rather than a row less."""
    from pyspark.sql.types import StringType, StructField, StructType

    header = sheet.head.header
    names = [cell.strip() for cell in header.cells] if header else []
    schema = StructType([StructField(name, StringType()) for name in names])
    options = {
        "sep": sheet.head.delimiter,
        "header": True,
        "mode": "FAILFAST",
        "escape": '"',
        "nullValue": "\0",
    }
    return spark.read.csv(str(sheet.path), schema=schema, enforceSchema=True, multiLine=True, **options)


def _written(
    spark: "SparkSession", frame: "DataFrame", referentiel: Referentiel, form: str, folder: Path
) -> bool:
    """Write the decisions; whether something in the sheet must be told."""
    from py4j.protocol import Py4JJavaError

    from certeval.bulk import spark as deciding

    unreadable = spark.sparkContext.accumulator(0)
    try:
        decided = deciding.decide(frame, referentiel, unreadable).drop(deciding.UNREADABLE)
        if form == "parquet":
            decided.write.mode("overwrite").parquet(str(folder))
        else:
            _guarded(decided).write.mode("overwrite").csv(str(folder), sep=";", header=True, emptyValue="")
    except (ValueError, Py4JJavaError):
        return True
    return bool(unreadable.value) or deciding.repeated(frame).first() is not None


def _guarded(decided: "DataFrame") -> "DataFrame":
    """Identifiers that a spreadsheet would run, as every CSV of certeval writes them."""
    from pyspark.sql import functions

    from certeval.render.delimited import RUNS

    code = decided["candidat"]
    safe = functions.when(code.rlike(f"^(?:{RUNS.pattern})"), functions.concat(functions.lit("'"), code))
    return decided.withColumn("candidat", safe.otherwise(code))


def _tell(sheet: LargeSheet, referentiel: Referentiel, asked: Asked) -> NoReturn:
    """What the reader of every sheet says: places are the same whatever decides."""
    with ExitStack() as stack:
        printing = Printing(rows(referentiel, detail=False), referentiel)
        work = ranges.Work(sheet, referentiel, printing)
        found = ranges.decided(work, asked.jobs or ranges.cores(), stack, nullcontext(progress.unseen))
    inputs.report(found.diagnostics, asked.report, force=asked.force)
    if not has_errors(found.diagnostics):
        exits.refuse(N_("{file}: Spark could not read this sheet; leave --engine out"), file=sheet.path)
    exits.leave(exits.FINDINGS)


def _put(written: Path, file: Path) -> None:
    """The folder in its place; what it replaces is removed only once it is there."""
    old = file.with_name(f".{file.name}.certeval-old")
    if file.exists():
        file.rename(old)
    written.rename(file)
    _remove(old)


def _remove(folder: Path) -> None:
    import shutil

    if folder.is_dir():
        shutil.rmtree(folder)
    else:
        folder.unlink(missing_ok=True)
