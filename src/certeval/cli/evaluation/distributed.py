"""`certeval validate --engine spark`: one wide sheet into a folder of parts, whole or not at all."""

import shutil
import tempfile
from pathlib import Path

from certeval.bulk.decide import Outcome, decide
from certeval.cli import exits, files
from certeval.cli.decisions.options import ValidateOptions
from certeval.cli.decisions.run import report, request
from certeval.messages import N_
from certeval.render.obstacles import Obstacle
from certeval.render.words import visible

FORMATS = ("csv", "parquet")


def deliver(options: ValidateOptions) -> int:
    """Decide, and put the folder in its place; the status to end with."""
    if options.form not in FORMATS or options.file is None:
        exits.refuse(N_("--engine spark writes a folder: --format csv or parquet, and --output FOLDER"))
    if len(options.reading.sheets) != 1:
        exits.refuse(N_("--engine spark takes one sheet"))
    files.refuse_holding(options.file, options.reading.sheets, force=options.force)
    written = options.file.with_name(f".{options.file.name}.certeval-tmp")
    try:
        outcome = _outcome(options, written)
        report(outcome, options)
        if not outcome.decides:
            return exits.FINDINGS
        _put(written, options.file)
    finally:
        _remove(written)
    return exits.DONE


def _outcome(options: ValidateOptions, written: Path) -> Outcome:
    temporary = tempfile.TemporaryDirectory(prefix="certeval-", ignore_cleanup_errors=True)
    with temporary as folder, exits.Trying():
        found = decide(request(options, Path(folder), written))
    if isinstance(found, Outcome):
        return found
    sheet = visible(str(options.reading.sheets[0]))
    if found is Obstacle.SPARK:
        exits.refuse(N_("{file}: Spark could not read this sheet; leave --engine out"), file=sheet)
    exits.refuse(
        N_("{file}: Spark reads wide sheets in UTF-8, a row a candidate; leave --engine out"), file=sheet
    )


def _put(written: Path, file: Path) -> None:
    """The folder in its place; what it replaces is removed only once it is there."""
    old = file.with_name(f".{file.name}.certeval-old")
    if file.exists():
        file.rename(old)
    written.rename(file)
    _remove(old)


def _remove(folder: Path) -> None:
    if folder.is_dir():
        shutil.rmtree(folder)
    else:
        folder.unlink(missing_ok=True)
