"""`certeval validate`."""

from pathlib import Path

import typer

from certeval.cli import exits, inputs, output, session
from certeval.diagnostics import Severity, has_errors
from certeval.engine.results import Plain
from certeval.messages import N_, _
from certeval.referentiel.load import Referentiel
from certeval.render import results as rendered

FORMATS = ("table", "json", "csv")


def validate(
    sheets: list[Path] = typer.Argument(..., metavar="SHEET…", help=_("Score sheets: CSV or YAML.")),
    referentiel: str = typer.Option(None, metavar="CODE[@VERSION]|FILE", help=_("The référentiel to apply.")),
    date: str = typer.Option(None, help=_("The day whose version applies, year-month-day.")),
    bloc: list[str] = typer.Option([], help=_("Show these blocs only. Verdicts stay the same.")),
    candidat: list[str] = typer.Option([], help=_("Show these candidates only.")),
    detail: bool = typer.Option(False, "--detail", help=_("Show each compétence with its count.")),
    encoding: str = typer.Option(None, help=_("The encoding of the sheets, where it can't be told.")),
    form: str = typer.Option("table", "--format", help="table, json, csv"),
    as_json: bool = typer.Option(False, "--json", help="--format json"),
    file: Path = typer.Option(None, "--output", help=_("Write to a file, whole or not at all.")),
    force: bool = typer.Option(False, "--force", help=_("Replace the file if it exists.")),
) -> None:
    """Decide which compétences, blocs and certification each candidate of score sheets validates."""
    form = output.format_of(form, FORMATS, as_json=as_json)
    read = session.read(sheets, referentiel, date, encoding)
    remarks = [d for d in read.diagnostics if d.kind.severity is Severity.INFO]
    inputs.report(remarks if form == "json" else read.diagnostics)
    failed = has_errors(read.diagnostics)
    if failed and form != "json":
        exits.leave(exits.FINDINGS)
    results = read.results()
    decided = (
        []
        if failed
        else [results.candidate(code, results.evaluate(entered)) for code, entered in read.values.items()]
    )
    only = [_bloc(read.referentiel, typed) for typed in bloc]
    named = [] if failed else [session.candidate(read, typed) for typed in candidat]
    listed = [_cut(c, only) for c in decided if not named or c["candidat"] in named]
    if form == "json":
        serious = [d for d in read.diagnostics if d not in remarks]
        text = rendered.as_json(read.referentiel, read.scores.sheets, decided, listed, serious)
    elif form == "csv":
        text = rendered.as_csv(read.referentiel, listed)
    else:
        from certeval.render import verdicts

        parts = verdicts.renderables(read.referentiel, decided, listed, detail=detail, only=only)
        text = output.as_text(*parts, file=file)
    output.deliver(text, file, force=force)
    exits.leave(exits.FINDINGS if failed else exits.DONE)


def _bloc(referentiel: Referentiel, typed: str) -> str:
    """The bloc meant by `2`, `BC2`, `bloc 2`; status 2 where there is none."""
    blocs = referentiel.tree.below("bloc", None)
    found = referentiel.bloc(typed)
    if found is None:
        exits.refuse(N_("no bloc « {typed} »: there are {known}"), typed=typed, known=", ".join(blocs))
    return found


def _cut(candidate: Plain, only: list[str]) -> Plain:
    """The candidate's result with these blocs alone; every verdict as it was."""
    blocs = candidate["blocs"]
    if not only or not isinstance(blocs, list):
        return candidate
    return candidate | {"blocs": [bloc for bloc in blocs if bloc["code"] in only]}
