"""`certeval validate`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from certeval.bulk.printed import Printed, synthesis
from certeval.cli import bulk, exits, files, inputs, offers, options, output, workbooks
from certeval.diagnostics import Severity, has_errors
from certeval.messages import N_
from certeval.referentiel.load import Referentiel
from certeval.render import delimited, rows
from certeval.render import results as rendered
from certeval.render.forms import Form
from certeval.render.lines import lines

if TYPE_CHECKING:
    from certeval.cli.session import Session
    from certeval.render.workbook.sheets import Sheet

FORMATS = ("table", "json", "csv", "xlsx", "ndjson", "parquet")
ENGINES = ("auto", "python", "polars", "spark")


def validate(
    sheets: options.Sheets,
    *,
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
    seal: Annotated[
        Path | None,
        typer.Option(
            metavar=options.FILE,
            help=N_("Write the digests of every input and of the results beside them."),
        ),
    ] = None,
    engine: Annotated[
        str,
        typer.Option(metavar=N_("ENGINE"), help=", ".join(ENGINES), autocompletion=offers.among(ENGINES)),
    ] = "auto",
    jobs: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            parser=options.whole("--jobs", 1),
            help=N_("Processes that read a large sheet; else as many as there are cores."),
        ),
    ] = None,
    keep_going: Annotated[
        bool,
        typer.Option(
            "--keep-going",
            help=N_("Leave out the candidates of whom a cell is wrong, decide the others; status 1."),
        ),
    ] = False,
    _quiet: options.Quiet = False,
) -> None:
    """Decide which compétences, blocs and certification each candidate of score sheets validates."""
    form = output.format_of(form, FORMATS, as_json=as_json, file=file)
    if engine not in ENGINES:
        exits.refuse(N_("--engine {engine}: there are {known}"), engine=engine, known=", ".join(ENGINES))
    written = output.written(file, report, seal)
    _check_form(form, file, seal)
    if form != "xlsx" and not any(
        (bloc, candidat, encoding, correspondance, force_version, seal, keep_going)
    ):
        asked = bulk.Asked(form, detail=detail, jobs=jobs, report=report, file=file, force=force)
        bulk.attempt(sheets, referentiel, date, engine, asked)
    elif engine not in {"auto", "python"}:
        exits.refuse(
            N_("--engine {engine} takes a whole sheet as it is: leave the filters and ways of reading out"),
            engine=engine,
        )
    from certeval.cli import sealing, session

    reading = session.Reading(
        sheets, referentiel, date, encoding, correspondance, force_version, report, force, keep_going
    )
    read = session.read(reading)
    for path in written:
        files.refuse_existing(path, force=force)
    remarks = [d for d in read.diagnostics if d.kind.severity is Severity.INFO]
    inputs.report(remarks if form == "json" else read.diagnostics, report, force=force)
    failed = has_errors(read.diagnostics)
    if not read.decides and form != "json":
        exits.leave(exits.FINDINGS)
    only = [_bloc(read.referentiel, typed) for typed in bloc]
    named = [] if not read.decides else [session.candidate(read, typed) for typed in candidat]
    candidates = [] if not read.decides else read.candidates
    text: str | bytes
    if form == "table":
        text = _table(read, named, only, detail=detail, file=file)
    elif form == "parquet" and file is not None:
        from certeval.cli import frames

        identity, results = read.scores.identity, read.results
        table = rows.columns(read.referentiel, detail=detail, only=only, identity=identity)
        listed = [code for code in read.scores.candidates if not named or code in named]
        cells = (rows.cells(table, code, read.state(results, code), read.details(code)) for code in listed)
        frames.write(table, cells, file, force=force)
        exits.leave(exits.FINDINGS if failed else exits.DONE)
    elif form == "xlsx":
        text = _workbook(read, named, only, detail=detail)
    else:
        made = _form(form, read.referentiel, only, detail=detail, identity=read.scores.identity)
        printed = Printed(made, read.referentiel, named)
        texts = list(printed.rows(candidates))
        if form == "json":
            serious = [d for d in read.diagnostics if d not in remarks]
            text = rendered.as_json(
                *(read.referentiel, read.scores.sheets, printed.synthesis(), texts, serious),
                filtres=_filtres(only, named),
                left=read.left,
            )
        else:
            text = (delimited.BOM if form == "csv" and file else "") + made.heading + "".join(texts)
    sealing.deliver(text, file, seal, read, correspondance=correspondance, force=force)
    exits.leave(exits.FINDINGS if failed else exits.DONE)


def _check_form(form: str, file: Path | None, seal: Path | None) -> None:
    """Whether a form that is no text has a file to go to, and what writes it is there; status 2 otherwise."""
    if form == "parquet" and (file is None or seal):
        exits.refuse(N_("--format parquet is no text: give --output FILE, and no --seal"))
    if form == "xlsx":
        workbooks.ready(file)


def _form(
    form: str, referentiel: Referentiel, only: Sequence[str], *, detail: bool, identity: Sequence[str]
) -> Form:
    """The form of output whose rows are text."""
    if form == "csv":
        return rows.rows(referentiel, detail=detail, only=only, identity=identity)
    if form == "json":
        return lines(referentiel, between=rendered.BETWEEN, end="", only=only, identity=identity)
    return lines(referentiel, only=only, identity=identity)


def _workbook(read: "Session", named: Sequence[str], only: Sequence[str], *, detail: bool) -> bytes:
    """A sheet for the candidates listed, one for each bloc, and the summary of all."""
    from certeval.render.workbook import decisions

    applied, scores = read.referentiel, read.scores
    listed = {
        code: read.state(read.results, code) for code in scores.candidates if not named or code in named
    }

    def sheets() -> "list[Sheet]":
        made_from = decisions.Read(scores.candidates, scores.sheets)
        counted = synthesis(applied, read.candidates)
        return decisions.sheets(applied, listed, counted, made_from, detail=detail, only=only)

    certification = applied.model.certification
    return workbooks.content(certification.intitule or applied.code, certification.langue, sheets)


def _filtres(blocs: Sequence[str], candidates: Sequence[str]) -> dict[str, list[str]]:
    """What the results are cut to, by the key that says so in them."""
    asked = {"blocs": blocs, "candidats": candidates}
    return {key: list(dict.fromkeys(codes)) for key, codes in asked.items() if codes}


def _table(
    read: "Session", named: Sequence[str], only: Sequence[str], *, detail: bool, file: Path | None
) -> str:
    """The first of the candidates listed, and the summary of all."""
    from certeval.render import sheets as summary
    from certeval.render import verdicts
    from certeval.render.waits import pending
    from certeval.scores.persons import identity

    results = read.results
    listed = [code for code in read.scores.candidates if not named or code in named]
    shown = listed[: verdicts.MOST_ROWS]
    parts = summary.renderables(read.referentiel, read.scores.sheets)
    candidates = [
        results.candidate(code, read.state(results, code)) | identity(read.scores.candidates[code])
        for code in shown
    ]
    parts += verdicts.renderables(
        read.referentiel,
        synthesis(read.referentiel, read.candidates),
        candidates,
        detail=detail,
        only=only,
        more=len(listed) - len(shown),
        waits=pending(read.referentiel, read.scores.candidates, candidates),
    )
    return output.as_text(*parts, file=file)


def _bloc(referentiel: Referentiel, typed: str) -> str:
    """The bloc meant by `2`, `BC2`, `bloc 2`; status 2 where there is none."""
    blocs = referentiel.tree.below("bloc", None)
    found = referentiel.bloc(typed)
    if found is None:
        exits.refuse(N_("no bloc « {typed} »: there are {known}"), typed=typed, known=", ".join(blocs))
    return found
