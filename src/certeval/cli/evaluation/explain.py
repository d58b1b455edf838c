"""`certeval explain`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from certeval.bulk.decide import candidate
from certeval.cli import (
    element_argument,
    exits,
    files,
    inputs,
    manual,
    offers,
    options,
    output,
    session,
    usage,
)
from certeval.cli.sheets import Reading, wanted
from certeval.messages import N_
from certeval.referentiel.load import Referentiel
from certeval.render.reasons import Reason, forms, reasons
from certeval.rules.program import CERTIFICATION
from certeval.text.nearest import fold

FORMATS = ("table", "json")


Candidat = Annotated[
    str,
    typer.Argument(
        metavar=N_("CANDIDAT"),
        help=N_("The candidate: the identifier or the name, as in the sheets."),
        autocompletion=offers.candidates,
    ),
]
Element = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=N_("[ELEMENT]"),
        help=N_("A code, « bloc 2 », a named rule or measure; else the certification."),
        autocompletion=offers.explained,
    ),
]
Scores = Annotated[
    list[Path] | None,
    typer.Option(
        "--scores",
        metavar=N_("SHEET"),
        help=N_("A score sheet, a folder or a pattern."),
        rich_help_panel=manual.READ,
    ),
]


def explain(
    candidat: Candidat,
    element: Element = None,
    *,
    scores: Scores = None,
    session_file: options.Session = None,
    registre: options.Registre = None,
    referentiel: options.Referentiel = None,
    date: options.Day = None,
    encoding: options.Encoding = None,
    correspondance: options.Correspondance = None,
    force_version: options.ForceVersion = False,
    report: options.Report = None,
    form: Annotated[str | None, options.form(FORMATS)] = None,
    as_json: options.Json = False,
    file: options.Output = None,
    force: options.Force = False,
    _quiet: options.Quiet = False,
) -> None:
    """Say why a candidate validates, or not: every count, bound and mark, down to the cells."""
    form = output.format_of(form, FORMATS, as_json=as_json, file=file)
    output.written(file, report)
    reading = Reading(
        *(scores or (), referentiel, date, encoding, correspondance, force_version, report, force),
        session=session_file,
        registre=registre,
    )
    if not scores and element and usage.is_file(element[-1]):
        exits.refuse(N_("{file} is a file: write --scores {file}"), file=element[-1])
    wanted(reading)
    read = _alone(reading, candidat) or session.open_session(reading)
    code = session.candidate(read.scores, candidat)
    about = _meant(read.referentiel, element) if element else None
    state = read.state(code)
    whom = read.scores.candidates[code]
    reason = reasons(read.referentiel, state, whom, about or CERTIFICATION)
    if reason is None:
        exits.refuse(N_("nothing is decided for {name}"), name=about)
    if form == "json":
        text = forms.as_json(read.referentiel, whom, about, reason)
    else:
        text = _laid_out(forms.heading(read.referentiel, whom, about), reason, file)
    output.deliver(text, file, force=force)


def _alone(asked: Reading, candidat: str) -> session.Session | None:
    """One candidate of a large sheet, nobody else being decided; None where every sheet must be read whole."""
    if asked.encoding or asked.correspondance or asked.force_version or asked.session:
        return None
    for path in asked.sheets:
        files.reading(path)
    found = candidate(
        asked.sheets, candidat, lambda: inputs.referentiel(asked.referentiel, inputs.day(asked.date))
    )
    if found is None:
        return None
    referentiel, scores = found
    session.refuse_errors(scores.diagnostics, asked)
    return session.Session(referentiel, scores, scores.diagnostics)


def _meant(referentiel: Referentiel, words: list[str]) -> str:
    """The element, rule, measure or ladder meant; status 2 where there is none."""
    model = referentiel.model
    typed = fold(" ".join(words))
    for name in (CERTIFICATION, *model.regles, *model.mesures, *model.paliers):
        if fold(name) == typed:
            return name
    kind, rest = element_argument.kind_and_rest(words)
    return element_argument.element(
        referentiel, "" if kind in element_argument.LISTS else kind, rest or typed
    )


def _laid_out(heading: str, reason: Reason, file: Path | None) -> str:
    """Wrapped and in colour at a terminal; elsewhere plain, and rich isn't even imported."""
    if file is not None or not sys.stdout.isatty():
        return forms.plain(heading, reason)
    return output.as_text(*forms.screen(heading, reason, output.console().width))
