"""`certeval validate`."""

from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from certeval.bulk.decide import Request, SheetsOutcome, decide
from certeval.cli import exits, files, folders, inputs, notices, offers, options, output, sheets, whole_files
from certeval.cli.bundles import Reading, written
from certeval.cli.evaluation.results import ValidateOptions, check_files, mark, printer, put
from certeval.cli.large import temporary_folder
from certeval.cli.manual import RUN, WRITTEN
from certeval.cli.options import flag, option
from certeval.cli.output import Target
from certeval.cli.sheets import refuse_nothing
from certeval.cli.whole_files import real_path
from certeval.diagnostics import Severity, has_errors
from certeval.render.obstacles import Obstacle, reason

if TYPE_CHECKING:
    from certeval.cli.session import ReadSheets

ENGINES = ("auto", "python", "polars", "spark")
FORMATS = ("table", "json", "csv", "xlsx", "ndjson", "parquet")


def validate(
    sheets: options.SheetsOrSession,
    *,
    reading: Reading,
    bloc: options.Bloc,
    candidat: options.Candidat,
    detail: options.Detail,
    to: Target = written(FORMATS),
    seal: Path | None = option(
        "--seal FILE", "Write a seal: the digests of all that was read, and of the results.", WRITTEN
    ),
    engine: str = option(
        "--engine ENGINE", ", ".join(ENGINES), RUN, autocompletion=offers.offer_words(ENGINES), default="auto"
    ),
    jobs: int | None = option(
        "--jobs N",
        "How many processes read a large sheet; else one for each core.",
        RUN,
        parser=options.whole("--jobs", 1),
    ),
    keep_going: bool = flag(
        "--keep-going", "Leave out the candidates who have a wrong cell, decide the others; status 1.", RUN
    ),
    _verbose: bool = flag(
        "--verbose -v",
        "Say also why sheets are read cell by cell, where they are.",
        RUN,
        callback=notices.speak,
    ),
) -> None:
    """Decide which compétences, blocs and certification each candidate of score sheets validates."""
    output.refuse_files(to.file, reading.report, seal)
    reading = reading._replace(sheets=sheets or (), force=to.force, keep_going=keep_going)
    command = ValidateOptions(reading, to, bloc, candidat, detail, engine, jobs, seal)
    refuse_nothing(reading)
    _check(command)
    exits.leave(deliver_spark(command) if engine == "spark" else deliver(command))


def _check(command: ValidateOptions) -> None:
    """Whether what is asked goes together, and what writes it is there; status 2 otherwise."""
    engine, reading = command.engine, command.reading
    if engine not in ENGINES:
        exits.refuse("--engine {engine}: there are {known}", engine=engine, known=", ".join(ENGINES))
    ways = (reading.encoding, reading.correspondance, reading.session)
    cuts = (command.blocs, command.candidats, command.seal, reading.force_version, reading.keep_going)
    if (engine in {"polars", "spark"} and any(ways)) or (engine == "spark" and any(cuts)):
        exits.refuse(
            "--engine {engine} takes a whole sheet as it is: leave the filters and ways of reading out",
            engine=engine,
        )
    if command.to.form == "parquet" and (command.to.file is None or command.seal):
        exits.refuse("--format parquet is no text: give --output FILE, and no --seal")
    if command.seal and command.to.file is None:
        exits.refuse("--seal also names the file of the results: write them with --output")
    if command.to.form == "xlsx":
        output.refuse_no_text("xlsx", command.to.file)


SPARK_FORMATS = ("csv", "parquet")
ROW_FORMS = ("csv", "ndjson", "parquet", "xlsx")
"""The forms whose rows need nothing before them that is known at the end."""


def deliver(options: ValidateOptions) -> int:
    """Decide, say what there is to say, and print or write the results; the status to end with."""
    sheets.refuse_results(options.reading.sheets)
    check_files(options)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(temporary_folder()))
        try:
            temporary = (
                stack.enter_context(whole_files.temporary_file(options.to.file))
                if options.to.form in ROW_FORMS
                else None
            )
            outcome, read = _outcome(options, folder, temporary.file if temporary else folder / "rows")
        except ModuleNotFoundError as error:
            exits.refuse_without_extra(error)
        except OSError as error:
            files.unwritable(error, options.to.file)
        _report(outcome, options)
        if outcome.decides or options.to.form == "json":
            put(options, outcome, temporary, read)
    return exits.FINDINGS if has_errors(outcome.diagnostics) else exits.OK


def _request(options: ValidateOptions, folder: Path, file: Path) -> Request:
    reading = options.reading
    referentiel = cache(lambda: inputs.referentiel(reading.referentiel, inputs.day(reading.date)))
    return Request(
        [files.protect(part) for each in reading.sheets for part in sheets.parts(each)],
        options.to.form,
        options.engine,
        lambda identity: printer(options, referentiel(), identity),
        file,
        folder,
        notices.progress,
        options.jobs,
        mark(options),
        options.candidats,
        reading.keep_going,
    )


def _report(outcome: SheetsOutcome, options: ValidateOptions) -> None:
    """Say what there is to say of the sheets: remarks alone where it is JSON, whose document has the rest."""
    diagnostics = list(outcome.diagnostics)
    if options.to.form == "json":
        diagnostics = [each for each in diagnostics if each.kind.severity is Severity.INFO]
    inputs.report(diagnostics, options.reading.report, force=options.reading.force)


def _outcome(options: ValidateOptions, folder: Path, file: Path) -> tuple[SheetsOutcome, "ReadSheets | None"]:
    """What the sheets come to, the rows being in a file or several; and what was read, where they were read first."""
    obstacle = Obstacle.ASKED
    if not (options.reading.encoding or options.reading.correspondance or options.reading.session):
        request = _request(options, folder, file)
        outcome = decide(request)
        if isinstance(outcome, Obstacle) and options.engine == "polars":
            notices.remark("polars does not read the sheets: {reason}", reason=reason(outcome))
            outcome = decide(request._replace(engine="python"))
        if isinstance(outcome, SheetsOutcome):
            sheets.warn_others(options.reading.sheets, request.paths)
            return outcome, None
        obstacle = outcome
    notices.remark("the sheets are read cell by cell: {reason}", reason=reason(obstacle))
    from certeval.cli.evaluation.cell_by_cell import cell_by_cell

    return cell_by_cell(options, folder, file)


def deliver_spark(options: ValidateOptions) -> int:
    """Decide one wide sheet into a folder of parts, whole or not at all; the status to end with."""
    if options.to.form not in SPARK_FORMATS or options.to.file is None:
        exits.refuse("--engine spark writes a folder: --format csv or parquet, and --output FOLDER")
    if len(options.reading.sheets) != 1:
        exits.refuse("--engine spark takes one sheet")
    with exits.guard():
        target = real_path(options.to.file)
        folders.restore(target)
    files.refuse_folder(options.to.file, options.reading.sheets, force=options.to.force)
    draft = target.with_name(f".{target.name}.certeval-tmp")
    try:
        outcome = _spark_outcome(options, draft)
        _report(outcome, options)
        if not outcome.decides:
            return exits.FINDINGS
        with exits.guard():
            folders.put(draft, target)
    finally:
        folders.remove(draft)
    return exits.OK


def _spark_outcome(options: ValidateOptions, draft: Path) -> SheetsOutcome:
    with temporary_folder() as folder, exits.guard():
        request = _request(options, Path(folder), draft)
        outcome = decide(request)
    if isinstance(outcome, SheetsOutcome):
        sheets.warn_others(options.reading.sheets, request.paths)
        return outcome
    file = options.reading.sheets[0]
    if outcome is Obstacle.SPARK:
        exits.refuse("{file}: Spark could not read this sheet; leave --engine out", file=file)
    exits.refuse("{file}: Spark reads wide sheets in UTF-8, a row a candidate; leave --engine out", file=file)
