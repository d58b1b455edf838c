"""One large sheet, decided as it is read, for the commands that want something else of it than its rows."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from certeval.bulk.decide import Request, SheetsOutcome, decide
from certeval.bulk.tally import Use
from certeval.cli import exits, files, inputs, notices, sheets
from certeval.cli.sheets import ReadingOptions
from certeval.referentiel.load import Referentiel
from certeval.render.obstacles import reason


def decide_large(
    reading: ReadingOptions,
    form: str,
    use: Callable[[Referentiel], Use],
    referentiel: Referentiel | None = None,
) -> SheetsOutcome | None:
    """What the sheet comes to, under the référentiel known or else that which is asked for, without a word yet of what
    is wrong (`session.refuse_errors`); None where it must be read cell by cell.
    """
    if len(reading.sheets) != 1 or reading.encoding or reading.correspondance or reading.session:
        return None
    sheets.refuse_results(reading.sheets)
    with tempfile.TemporaryDirectory(prefix="certeval-", ignore_cleanup_errors=True) as folder, exits.guard():
        outcome = decide(
            Request(
                [files.protect(each) for each in reading.sheets],
                form,
                "python",
                lambda _identity: use(
                    referentiel or inputs.referentiel(reading.referentiel, inputs.day(reading.date))
                ),
                Path(folder, "rows"),
                Path(folder),
                notices.progress,
            )
        )
    if not isinstance(outcome, SheetsOutcome):
        notices.remark("the sheets are read cell by cell: {reason}", reason=reason(outcome))
        return None
    return outcome
