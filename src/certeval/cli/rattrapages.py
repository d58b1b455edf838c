"""`certeval rattrapages`."""

from pathlib import Path

import typer

from certeval.cli import exits, offers, output, session
from certeval.engine import resits
from certeval.engine.results import Plain
from certeval.messages import N_, _
from certeval.render import resits as shown

FORMATS = ("table", "json")


def rattrapages(
    sheets: list[Path] = typer.Argument(..., metavar="SHEET…", help=_("Score sheets, folders, patterns.")),
    niveau: str = typer.Option(
        None,
        help=_("What is presented again: critere, competence, epreuve."),
        autocompletion=offers.among(("critere", "competence", "epreuve")),
    ),
    referentiel: str = typer.Option(
        None,
        metavar="CODE[@VERSION]|FILE",
        help=_("The référentiel to apply."),
        autocompletion=offers.referentiels,
    ),
    date: str = typer.Option(None, help=_("The day whose version applies, year-month-day.")),
    candidat: list[str] = typer.Option(
        [], help=_("Show these candidates only."), autocompletion=offers.candidates
    ),
    encoding: str = typer.Option(None, help=_("The encoding of the sheets, where it can't be told.")),
    correspondance: Path = typer.Option(
        None, metavar="FILE", help=_("How to read tables that are not score sheets: a YAML file.")
    ),
    force_version: bool = typer.Option(
        False,
        "--force-version",
        help=_("Accept a sheet made for another version, if what it enters is the same."),
    ),
    form: str = typer.Option(None, "--format", help="table, json", autocompletion=offers.among(FORMATS)),
    as_json: bool = typer.Option(False, "--json", help="--format json"),
    file: Path = typer.Option(None, "--output", help=_("Write to a file, whole or not at all.")),
    force: bool = typer.Option(False, "--force", help=_("Replace the file if it exists.")),
) -> None:
    """Say what each candidate who is not validated could present again: the smallest sets that could save them.

    Without --niveau: épreuves where they bear marks, else compétences.
    """
    form = output.format_of(form, FORMATS, as_json=as_json, file=file)
    read = session.open_session(
        sheets, referentiel, date, encoding, correspondance=correspondance, force_version=force_version
    )
    level = _niveau(niveau, read)
    search = resits.Search(read.referentiel, level)
    results = read.results()
    named = [session.candidate(read, typed) for typed in candidat]
    found: list[tuple[Plain, resits.Resits]] = []
    for code, cells in read.values.items():
        decided = results.candidate(code, results.evaluate(cells))
        certification = decided["certification"]
        validated = isinstance(certification, dict) and certification["verdict"] == "valide"
        if not validated and (not named or code in named):
            found.append((decided, search.of(cells, read.attempts(code))))
    if form == "json":
        output.deliver(shown.as_json(read.referentiel, level, found), file, force=force)
    else:
        output.deliver(output.as_text(*shown.renderables(found), file=file), file, force=force)


def _niveau(typed: str | None, read: session.Session) -> resits.Niveau:
    if typed is None:
        return resits.usual_niveau(read.referentiel)
    for niveau in resits.NIVEAUX:
        if typed == niveau:
            return niveau
    exits.refuse(N_("--niveau {typed}: choose {known}"), typed=typed, known=", ".join(resits.NIVEAUX))
