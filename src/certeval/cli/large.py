"""One large sheet, decided as it is read, for the commands that want something else of it than its rows."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path

from certeval.bulk.decide import Request, SheetsOutcome, decide
from certeval.bulk.tally import Use
from certeval.cli import exits, files, inputs, notices, sheets, streams
from certeval.cli.sheets import ReadingOptions
from certeval.cli.whole_files import FilePart, Piece
from certeval.referentiel.load import Referentiel
from certeval.render import json_text
from certeval.render.obstacles import reason


def decide_large(
    reading: ReadingOptions,
    form: str,
    use: Callable[[Referentiel], Use],
    referentiel: Referentiel | None = None,
    folder: Path | None = None,
) -> SheetsOutcome | None:
    """What the sheet comes to, under the référentiel known or else that which is asked for, without a word yet of what
    is wrong (`session.refuse_errors`); None where it must be read cell by cell. What is written of its rows stays in a
    folder given.
    """
    if len(reading.sheets) != 1 or reading.encoding or reading.correspondance or reading.session:
        return None
    sheets.refuse_results(reading.sheets)

    def begin(_details: Sequence[str]) -> Use:
        return use(referentiel or inputs.referentiel(reading.referentiel, inputs.day(reading.date)))

    with nullcontext(folder) if folder else temporary_folder() as place, exits.guard():
        paths = [files.protect(each) for each in reading.sheets]
        rows = Path(place, "rows")
        outcome = decide(Request(paths, form, "python", begin, rows, Path(place), notices.progress))
    if not isinstance(outcome, SheetsOutcome):
        notices.remark("the sheets are read cell by cell: {reason}", reason=reason(outcome))
        return None
    return outcome


def temporary_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder that is removed at the end."""
    return tempfile.TemporaryDirectory(prefix="certeval-", ignore_cleanup_errors=True)


def document(head: Mapping[str, object], files: Sequence[Path], tail: Mapping[str, object]) -> list[Piece]:
    """A document of JSON, from the files that hold its candidates' lines."""
    line_files = [each for each in files if each.stat().st_size]
    pieces = [FilePart(each, 0 if i else 1) for i, each in enumerate(line_files)]
    after = json_text.after_candidates(tail, some=bool(line_files))
    return [streams.encode(json_text.before_candidates(head)), *pieces, streams.encode(after)]
