"""`certeval report`."""

import os
from pathlib import Path
from typing import Annotated

import typer

from certeval.cli import exits, manual, options, output
from certeval.cli.evaluation import reporting
from certeval.cli.sheets import Reading
from certeval.messages import N_

FORMATS = ("html",)


Operands = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar=N_("SHEET…|RESULTS|OLD NEW"),
        help=N_("Score sheets; the results that validate --json wrote; two sessions or results to compare."),
    ),
]
Anonyme = Annotated[
    bool,
    typer.Option(
        "--anonyme",
        help=N_("Show numbers instead of identifiers and names; no comment, no file’s name."),
        rich_help_panel=manual.SHOWN,
    ),
]


def report(
    sheets: Operands = None,
    *,
    session_file: options.Session = None,
    registre: options.Registre = None,
    par: options.Par,
    anonyme: Anonyme = False,
    referentiel: options.Referentiel = None,
    date: options.Day = None,
    bloc: options.Bloc,
    candidat: options.Candidat,
    encoding: options.Encoding = None,
    correspondance: options.Correspondance = None,
    force_version: options.ForceVersion = False,
    report_file: options.Report = None,
    form: Annotated[str | None, options.form(FORMATS)] = None,
    file: options.Output = None,
    force: options.Force = False,
    _quiet: options.Quiet = False,
) -> None:
    """Make the page that a jury decides around: one file to open in a browser, without a server.

    It shows how the session went, who stands at a bound, who waits, and each candidate with the reasons that `explain`
    gives. It is in the référentiel’s language, unless CERTEVAL_LANG says otherwise. Two operands, each a session’s
    file or a document of results, are put side by side; sheets, however many, are those of one session.
    """
    form = output.format_of(form, FORMATS, file=file)
    output.written(file, report_file)
    reading = Reading(
        *(sheets or (), referentiel, date, encoding, correspondance, force_version, report_file, force),
        session=session_file,
        registre=registre,
    )
    asked = reporting.Asked(reading, par, bloc, candidat, anonymous=anonyme)
    with exits.Trying():
        content = reporting.content(asked, os.environ)
    output.deliver(content if file else content.decode(), file, force=force)
