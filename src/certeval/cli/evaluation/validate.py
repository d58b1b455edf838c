"""`certeval validate`."""

from typing import Annotated

from certeval.cli import exits, options, output, workbooks
from certeval.cli.decisions import run
from certeval.cli.decisions.options import ValidateOptions
from certeval.cli.options import ENGINES
from certeval.cli.sheets import Reading, wanted
from certeval.messages import N_

FORMATS = ("table", "json", "csv", "xlsx", "ndjson", "parquet")


def validate(
    sheets: options.SheetsOrSession = None,
    *,
    session_file: options.Session = None,
    registre: options.Registre = None,
    referentiel: options.Referentiel = None,
    date: options.Day = None,
    bloc: options.Bloc,
    candidat: options.Candidat,
    detail: options.Detail = False,
    encoding: options.Encoding = None,
    correspondance: options.Correspondance = None,
    force_version: options.ForceVersion = False,
    report: options.Report = None,
    form: Annotated[str | None, options.form(FORMATS)] = None,
    as_json: options.Json = False,
    file: options.Output = None,
    force: options.Force = False,
    seal: options.Seal = None,
    engine: options.Engine = "auto",
    jobs: options.Jobs = None,
    keep_going: options.KeepGoing = False,
    _quiet: options.Quiet = False,
    _verbose: options.Verbose = False,
) -> None:
    """Decide which compétences, blocs and certification each candidate of score sheets validates."""
    form = output.format_of(form, FORMATS, as_json=as_json, file=file)
    output.written(file, report, seal)
    reading = Reading(
        *(sheets or (), referentiel, date, encoding, correspondance, force_version, report, force),
        *(keep_going, session_file, registre),
    )
    command = ValidateOptions(reading, form, bloc, candidat, detail, engine, jobs, file, seal, force)
    wanted(reading)
    _check(command)
    if engine == "spark":
        from certeval.cli.evaluation import distributed

        exits.leave(distributed.deliver(command))
    exits.leave(run.deliver(command))


def _check(command: ValidateOptions) -> None:
    """Whether what is asked goes together, and what writes it is there; status 2 otherwise."""
    engine, reading = command.engine, command.reading
    if engine not in ENGINES:
        exits.refuse(N_("--engine {engine}: there are {known}"), engine=engine, known=", ".join(ENGINES))
    ways = (reading.encoding, reading.correspondance, reading.session)
    cuts = (command.blocs, command.candidats, command.seal, reading.force_version, reading.keep_going)
    if (engine in {"polars", "spark"} and any(ways)) or (engine == "spark" and any(cuts)):
        exits.refuse(
            N_("--engine {engine} takes a whole sheet as it is: leave the filters and ways of reading out"),
            engine=engine,
        )
    if command.form == "parquet" and (command.file is None or command.seal):
        exits.refuse(N_("--format parquet is no text: give --output FILE, and no --seal"))
    if command.seal and command.file is None:
        exits.refuse(N_("--seal also names the file of the results: write them with --output"))
    if command.form == "xlsx":
        workbooks.ready(command.file)
