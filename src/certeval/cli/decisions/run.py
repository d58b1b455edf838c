"""What `certeval validate` decides and delivers: sheets as they are read where they can be, else once read."""

import tempfile
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from certeval.bulk.decide import Outcome, Request, decide
from certeval.cli import exits, files, inputs, notices, sheets, whole_files
from certeval.cli.decisions.options import ValidateOptions, mark, printing, refuse_existing
from certeval.cli.decisions.results import put
from certeval.diagnostics import Severity, has_errors
from certeval.messages import N_
from certeval.referentiel.load import Referentiel
from certeval.render.obstacles import Obstacle, worded

if TYPE_CHECKING:
    from certeval.cli.session import Session

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
        report(outcome, options)
        if outcome.decides or options.form == "json":
            put(options, outcome, begun, read)
    return exits.FINDINGS if has_errors(outcome.diagnostics) else exits.DONE


def request(options: ValidateOptions, folder: Path, file: Path) -> Request:
    """What is asked of sheets that are decided as they are read."""
    reading = options.reading

    @cache
    def referentiel() -> Referentiel:
        return inputs.referentiel(reading.referentiel, inputs.day(reading.date))

    return Request(
        [files.reading(part) for each in reading.sheets for part in sheets.parts(each)],
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


def report(outcome: Outcome, options: ValidateOptions) -> None:
    """Say what there is to say of the sheets; remarks are within the document, where it is JSON."""
    said = list(outcome.diagnostics)
    if options.form == "json":
        said = [each for each in said if each.kind.severity is Severity.INFO]
    inputs.report(said, options.reading.report, force=options.reading.force)


def _outcome(options: ValidateOptions, folder: Path, file: Path) -> tuple[Outcome, "Session | None"]:
    """What the sheets come to, the rows being in a file or several; and what was read, where they were read first."""
    found: Outcome | Obstacle = Obstacle.ASKED
    if not (options.reading.encoding or options.reading.correspondance or options.reading.session):
        wanted = request(options, folder, file)
        found = decide(wanted)
        if isinstance(found, Obstacle) and options.engine == "polars":
            notices.remark(N_("polars does not read the sheets: {reason}"), reason=worded(found))
            found = decide(wanted._replace(engine="python"))
    if isinstance(found, Outcome):
        return found, None
    notices.remark(N_("the sheets are read cell by cell: {reason}"), reason=worded(found))
    from certeval.cli.decisions.cell_by_cell import cell_by_cell

    return cell_by_cell(options, folder, file)
