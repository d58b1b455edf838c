"""`certeval explain`."""

import sys
from pathlib import Path

import typer

from certeval.cli import asked, bulk, exits, offers, output, session
from certeval.diagnostics.nearest import fold
from certeval.messages import N_, _
from certeval.referentiel.load import Referentiel
from certeval.render.reasons import Reason, forms, reasons
from certeval.rules.program import CERTIFICATION

FORMATS = ("table", "json")


def explain(
    candidat: str = typer.Argument(
        ...,
        metavar="CANDIDAT",
        help=_("The candidate: the identifier or the name, as in the sheets."),
        autocompletion=offers.candidates,
    ),
    element: list[str] = typer.Argument(
        None,
        metavar="[ELEMENT]",
        help=_("A code, « bloc 2 », a named rule or measure; else the certification."),
        autocompletion=offers.explained,
    ),
    scores: list[Path] = typer.Option(
        ..., "--scores", metavar="SHEET", help=_("A score sheet, a folder or a pattern; repeatable.")
    ),
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
    form: str = typer.Option(None, "--format", help="table, json", autocompletion=offers.among(FORMATS)),
    as_json: bool = typer.Option(False, "--json", help="--format json"),
    file: Path = typer.Option(None, "--output", help=_("Write to a file, whole or not at all.")),
    force: bool = typer.Option(False, "--force", help=_("Replace the file if it exists.")),
) -> None:
    """Say why a candidate validates, or not: every count, bound and mark, down to the cells."""
    form = output.format_of(form, FORMATS, as_json=as_json, file=file)
    usual = not (encoding or correspondance or force_version)
    read = bulk.session_of(scores, candidat, referentiel, date) if usual else None
    if read is None:
        read = session.open_session(
            scores, referentiel, date, encoding, correspondance=correspondance, force_version=force_version
        )
    else:
        session.refuse_errors(read)
    code = session.candidate(read, candidat)
    about = _meant(read.referentiel, element) if element else None
    state = read.state(read.results(), code)
    candidate = read.scores.candidates[code]
    reason = reasons(read.referentiel, state, candidate, about or CERTIFICATION)
    if reason is None:
        exits.refuse(N_("nothing is decided for {name}"), name=about)
    if form == "json":
        text = forms.as_json(read.referentiel, candidate, about, reason)
    else:
        text = _laid_out(forms.heading(read.referentiel, candidate, about), reason, file)
    output.deliver(text, file, force=force)


def _meant(referentiel: Referentiel, words: list[str]) -> str:
    """The element, rule, measure or ladder meant; status 2 where there is none."""
    model = referentiel.model
    typed = fold(" ".join(words))
    for name in (CERTIFICATION, *model.regles, *model.mesures, *model.paliers):
        if fold(name) == typed:
            return name
    kind, rest = asked.kind_and_rest(words)
    return asked.element(referentiel, "" if kind in asked.LISTS else kind, rest or typed)


def _laid_out(heading: str, reason: Reason, file: Path | None) -> str:
    """Wrapped and in colour at a terminal; elsewhere plain, and rich isn't even imported."""
    if file is not None or not sys.stdout.isatty():
        return forms.plain(heading, reason)
    return output.as_text(*forms.screen(heading, reason, output.console().width))
