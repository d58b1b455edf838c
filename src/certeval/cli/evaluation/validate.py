"""`certeval validate`."""

from pathlib import Path

from certeval.cli import exits, notices, offers, options, output
from certeval.cli.bundles import Reading, written
from certeval.cli.evaluation import decide
from certeval.cli.evaluation.results import ValidateOptions
from certeval.cli.manual import RUN, WRITTEN
from certeval.cli.options import flag, option
from certeval.cli.output import Target
from certeval.cli.sheets import refuse_nothing

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
    command = ValidateOptions(reading, to.form, bloc, candidat, detail, engine, jobs, to.file, seal, to.force)
    refuse_nothing(reading)
    _check(command)
    exits.leave(decide.deliver_spark(command) if engine == "spark" else decide.deliver(command))


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
    if command.form == "parquet" and (command.file is None or command.seal):
        exits.refuse("--format parquet is no text: give --output FILE, and no --seal")
    if command.seal and command.file is None:
        exits.refuse("--seal also names the file of the results: write them with --output")
    if command.form == "xlsx":
        output.workbook_ready(command.file)
