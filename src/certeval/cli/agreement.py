"""`certeval agreement`."""

from pathlib import Path

import typer

from certeval.cli import offers, output, session
from certeval.engine.results import Results
from certeval.messages import _

FORMATS = ("table", "json", "csv")


def agreement(
    sheets: list[Path] = typer.Argument(..., metavar="SHEET…", help=_("Score sheets, folders, patterns.")),
    referentiel: str = typer.Option(
        None,
        metavar="CODE[@VERSION]|FILE",
        help=_("The référentiel to apply."),
        autocompletion=offers.referentiels,
    ),
    date: str = typer.Option(None, help=_("The day whose version applies, year-month-day.")),
    encoding: str = typer.Option(None, help=_("The encoding of the sheets, where it can't be told.")),
    correspondance: Path = typer.Option(
        None, metavar="FILE", help=_("How to read tables that are not score sheets: a YAML file.")
    ),
    force_version: bool = typer.Option(
        False,
        "--force-version",
        help=_("Accept a sheet made for another version, if what it enters is the same."),
    ),
    form: str = typer.Option(None, "--format", help="table, json, csv", autocompletion=offers.among(FORMATS)),
    as_json: bool = typer.Option(False, "--json", help="--format json"),
    file: Path = typer.Option(None, "--output", help=_("Write to a file, whole or not at all.")),
    force: bool = typer.Option(False, "--force", help=_("Replace the file if it exists.")),
) -> None:
    """Say how far jurors agree: on each element, overall, two by two, and beyond chance.

    Jurors who differ are no error here. Nothing is decided.
    """
    from certeval.engine.agreement import report
    from certeval.render import agreement as rendered
    from certeval.render import sheets as summary
    from certeval.scores.jurors import marked

    form = output.format_of(form, FORMATS, as_json=as_json, file=file)
    applied, scores = session.marks(
        sheets, referentiel, date, encoding, correspondance=correspondance, force_version=force_version
    )
    found = report(marked(scores, applied.entries), Results(applied))
    if form == "json":
        text = rendered.as_json(applied, scores.sheets, found)
    elif form == "csv":
        text = rendered.as_csv(found, file=file is not None)
    else:
        parts = [*summary.renderables(applied, scores.sheets), *rendered.renderables(found)]
        text = output.as_text(*parts, file=file)
    output.deliver(text, file, force=force)
