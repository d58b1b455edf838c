"""What `certeval validate` decides and delivers: sheets as they are read where they can be, else once read."""

import shutil
import tempfile
from contextlib import ExitStack
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from certeval.bulk.decide import Request, SheetsOutcome, decide
from certeval.cli import exits, files, inputs, notices, sheets, whole_files
from certeval.cli.evaluation.results import ValidateOptions, mark, printing, put, refuse_existing
from certeval.cli.sheets import ReadingOptions
from certeval.diagnostics import Severity, has_errors
from certeval.messages import N_
from certeval.referentiel.load import Referentiel
from certeval.render.obstacles import Obstacle, worded

if TYPE_CHECKING:
    from certeval.cli.session import ReadSheets


SPARK_FORMATS = ("csv", "parquet")
BEGUN = ("csv", "ndjson", "parquet", "xlsx")
"""The forms whose rows need nothing before them that is known at the end."""


def deliver(options: ValidateOptions) -> int:
    """Decide, say what there is to say, and print or write the results; the status to end with."""
    sheets.refuse_results(options.reading.sheets)
    refuse_existing(options)
    with ExitStack() as stack:
        folder = Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="certeval-", ignore_cleanup_errors=True))
        )
        try:
            begun = stack.enter_context(whole_files.begun(options.file)) if options.form in BEGUN else None
            outcome, read = _outcome(options, folder, begun.file if begun else folder / "rows")
        except ModuleNotFoundError as error:
            exits.lacking(error)
        except OSError as error:
            files.unwritable(error, options.file)
        _report(outcome, options)
        if outcome.decides or options.form == "json":
            put(options, outcome, begun, read)
    return exits.FINDINGS if has_errors(outcome.diagnostics) else exits.DONE


def _request(options: ValidateOptions, folder: Path, file: Path) -> Request:
    """What is asked of sheets that are decided as they are read."""
    reading = options.reading
    referentiel = cache(partial(_referentiel, reading))
    return Request(
        [files.protect(part) for each in reading.sheets for part in sheets.parts(each)],
        options.form,
        options.engine,
        lambda identity: printing(options, referentiel(), identity),
        file,
        folder,
        notices.progress,
        options.jobs,
        mark(options),
        options.candidats,
        reading.keep_going,
    )


def _report(outcome: SheetsOutcome, options: ValidateOptions) -> None:
    """Say what there is to say of the sheets; remarks are within the document, where it is JSON."""
    said = list(outcome.diagnostics)
    if options.form == "json":
        said = [each for each in said if each.kind.severity is Severity.INFO]
    inputs.report(said, options.reading.report, force=options.reading.force)


def _outcome(options: ValidateOptions, folder: Path, file: Path) -> tuple[SheetsOutcome, "ReadSheets | None"]:
    """What the sheets come to, the rows being in a file or several; and what was read, where they were read first."""
    found: SheetsOutcome | Obstacle = Obstacle.ASKED
    if not (options.reading.encoding or options.reading.correspondance or options.reading.session):
        wanted = _request(options, folder, file)
        found = decide(wanted)
        if isinstance(found, Obstacle) and options.engine == "polars":
            notices.remark(N_("polars does not read the sheets: {reason}"), reason=worded(found))
            found = decide(wanted._replace(engine="python"))
    if isinstance(found, SheetsOutcome):
        return found, None
    notices.remark(N_("the sheets are read cell by cell: {reason}"), reason=worded(found))
    from certeval.cli.evaluation.cell_by_cell import cell_by_cell

    return cell_by_cell(options, folder, file)


def _referentiel(reading: ReadingOptions) -> Referentiel:
    return inputs.referentiel(reading.referentiel, inputs.day(reading.date))


def deliver_spark(options: ValidateOptions) -> int:
    """Decide one wide sheet into a folder of parts, whole or not at all; the status to end with."""
    if options.form not in SPARK_FORMATS or options.file is None:
        exits.refuse(N_("--engine spark writes a folder: --format csv or parquet, and --output FOLDER"))
    if len(options.reading.sheets) != 1:
        exits.refuse(N_("--engine spark takes one sheet"))
    files.refuse_holding(options.file, options.reading.sheets, force=options.force)
    written = options.file.with_name(f".{options.file.name}.certeval-tmp")
    try:
        outcome = _spark_outcome(options, written)
        _report(outcome, options)
        if not outcome.decides:
            return exits.FINDINGS
        old = options.file.with_name(f".{options.file.name}.certeval-old")
        if options.file.exists():
            options.file.rename(old)
        written.rename(options.file)
        _remove(old)  # only once what replaces it is there
    finally:
        _remove(written)
    return exits.DONE


def _remove(folder: Path) -> None:
    if folder.is_dir():
        shutil.rmtree(folder)
    else:
        folder.unlink(missing_ok=True)


def _spark_outcome(options: ValidateOptions, written: Path) -> SheetsOutcome:
    temporary = tempfile.TemporaryDirectory(prefix="certeval-", ignore_cleanup_errors=True)
    with temporary as folder, exits.Guard():
        found = decide(_request(options, Path(folder), written))
    if isinstance(found, SheetsOutcome):
        return found
    said = (
        N_("{file}: Spark could not read this sheet; leave --engine out")
        if found is Obstacle.SPARK
        else N_("{file}: Spark reads wide sheets in UTF-8, a row a candidate; leave --engine out")
    )
    exits.refuse(said, file=options.reading.sheets[0])
