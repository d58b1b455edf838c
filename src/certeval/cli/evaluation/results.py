"""The results of `certeval validate`: as they are asked for, in which form, printed or written with their seal."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from certeval.bulk.decide import SheetsOutcome
from certeval.bulk.printer import Printer
from certeval.cli import correspondances, elements, files, large, output, streams
from certeval.cli.output import Target
from certeval.cli.sheets import ReadingOptions
from certeval.cli.whole_files import FilePart, Piece, TemporaryFile
from certeval.diagnostics import Severity
from certeval.engine.verdicts import Plain
from certeval.referentiel.load import Referentiel
from certeval.render import csv_text, rows
from certeval.render.forms import Form

if TYPE_CHECKING:
    from certeval.cli.session import ReadSheets


class ValidateOptions(NamedTuple):
    """What the command line asks for: which sheets, read how, cut to whom, in which form, and where it goes."""

    reading: ReadingOptions
    to: Target
    blocs: Sequence[str]
    candidats: Sequence[str]
    detail: bool
    engine: str
    jobs: int | None
    seal: Path | None


def mark(options: ValidateOptions) -> bytes:
    """What spreadsheets know a CSV file in UTF-8 by."""
    return csv_text.BOM.encode() if options.to.form == "csv" and options.to.file else b""


def printer(options: ValidateOptions, referentiel: Referentiel, identity: Sequence[str]) -> Printer:
    """The form asked for of a candidate's line, as those print it who decide many at once."""
    only, form, detail = elements.blocs_of(referentiel, options.blocs), options.to.form, options.detail
    if form == "table":
        return Printer(Form("", ()), referentiel)
    if form in {"json", "ndjson"}:
        from certeval.render import results as rendering
        from certeval.render.json_text import BETWEEN

        between, end = (BETWEEN, "") if form == "json" else ("", "\n")
        lines = rendering.lines(referentiel, between=between, end=end, only=only, identity=identity)
        return Printer(lines, referentiel)
    line = rows.rows(referentiel, detail=detail, only=only, identity=identity)
    table = rows.columns(referentiel, detail=detail, only=only, identity=identity) if form != "csv" else ()
    return Printer(line, referentiel, table)


def check_files(options: ValidateOptions) -> None:
    """Status 2 where a sheet is not there, or a file to write is."""
    for path in options.reading.sheets:
        files.protect(path)
    for path in filter(None, (options.to.file, options.reading.report, options.seal)):
        files.refuse_overwrite(path, force=options.to.force)


def put(
    options: ValidateOptions,
    outcome: SheetsOutcome,
    temporary: TemporaryFile | None,
    read: "ReadSheets | None",
) -> None:
    """Print the results, or write them with their seal."""
    content: str | list[Piece]
    if options.to.form == "table":
        content = _table(options, outcome, read)
    elif temporary is None:
        content = _document(options, outcome, read)
    else:
        content = [temporary, *map(FilePart, outcome.files[1:])]
    if options.seal is None or options.to.file is None:
        options.to.deliver(content)
        return
    from certeval.cli.evaluation import seal_files

    pieces = [streams.encode(content)] if isinstance(content, str) else content
    others = {"correspondance": options.reading.correspondance} if options.reading.correspondance else {}
    if read is not None and read.session is not None:
        others |= read.session.files()
    seal_files.deliver(pieces, (options.to.file, options.seal), outcome, others, force=options.to.force)


def _document(options: ValidateOptions, outcome: SheetsOutcome, read: "ReadSheets | None") -> list[Piece]:
    """The whole document of the results, from the files that hold its candidates' lines."""
    from certeval.render import results as rendering

    selection = dict.fromkeys(outcome.selection) if outcome.decides else ()
    filters = elements.Filters(elements.blocs_of(outcome.referentiel, options.blocs), tuple(selection))
    serious = [each for each in outcome.diagnostics if each.kind.severity is not Severity.INFO]
    table = options.reading.correspondance
    beside = {
        "correspondance": correspondances.plain(table) if table else None,
        "session": read.session.plain() if read is not None and read.session is not None else None,
        "registre": read.register.plain() if read is not None and read.register is not None else None,
        "filtres": filters.plain,
    }
    head = rendering.head_of(outcome.referentiel, outcome.sheets(), beside)
    tail = rendering.tail_of(outcome.synthesis, serious, outcome.omissions)
    return large.document(head, outcome.files, tail)


def _table(options: ValidateOptions, outcome: SheetsOutcome, read: "ReadSheets | None") -> str:
    """The first of the candidates listed, and the summary of all."""
    from certeval.engine.results import Results
    from certeval.render import sheets as summary
    from certeval.render import verdicts
    from certeval.render.waits import by_candidate
    from certeval.scores.observations import identity
    from certeval.scores.values import Values

    referentiel = outcome.referentiel
    candidates = dict(islice(outcome.first(verdicts.MOST_ROWS).items(), verdicts.MOST_ROWS))
    values, decider = Values(referentiel.entries), Results(referentiel)
    results: list[Plain] = []
    for code, each in candidates.items():
        plain = read.plain(code) if read else decider.candidate(code, decider.evaluate(values.of(each)))
        results.append(plain | identity(each))
    is_due = [read.is_due] if read else []
    parts = summary.renderables(referentiel, outcome.sheets())
    parts += verdicts.renderables(
        referentiel,
        outcome.synthesis,
        results,
        detail=options.detail,
        only=elements.blocs_of(referentiel, options.blocs),
        more=(len(set(outcome.selection)) or outcome.synthesis.candidates) - len(results),
        waits=by_candidate(referentiel, candidates, results, *is_due),
    )
    return output.as_text(*parts, file=options.to.file)
