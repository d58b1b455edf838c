"""`certeval rattrapages`."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from certeval.bulk.resits import Again, Resitting
from certeval.bulk.resits import resits as searched
from certeval.cli import exits, offers, options, output, session, workbooks
from certeval.cli.sheets import Reading, wanted
from certeval.engine import again
from certeval.engine.resits import shortfalls
from certeval.messages import N_
from certeval.referentiel.load import Referentiel
from certeval.render import resits as shown

FORMATS = ("table", "json", "csv", "xlsx")


NiveauOption = Annotated[
    str | None,
    typer.Option(
        metavar=N_("LEVEL"),
        help=N_("What is presented again: critere, competence, epreuve."),
        autocompletion=offers.among(again.NIVEAUX),
    ),
]


def rattrapages(
    sheets: options.SheetsOrSession = None,
    *,
    session_file: options.Session = None,
    registre: options.Registre = None,
    niveau: NiveauOption = None,
    referentiel: options.Referentiel = None,
    date: options.Day = None,
    candidat: options.Candidat,
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
    """Say what each candidate who is not validated could present again: the smallest sets that could save them.

    Without --niveau: épreuves where they bear marks, else compétences.
    """
    form = output.format_of(form, FORMATS, as_json=as_json, file=file)
    output.written(file, report)
    if form == "xlsx":
        workbooks.ready(file)
    asked = Reading(
        *(sheets or (), referentiel, date, encoding, correspondance, force_version, report, force),
        session=session_file,
        registre=registre,
    )
    wanted(asked)
    if form == "csv" and not candidat and (made := _as_read(asked, niveau, file)) is not None:
        output.deliver(made, file, force=force)
        return
    read = session.open_session(asked)
    level = _niveau(niveau, read.referentiel)
    named = [session.candidate(read.scores, typed) for typed in candidat]
    told = [
        shown.CandidateResits(
            each.candidate, each.certification, each.resits, partial(_standing, read, each.candidate.code)
        )
        for each in _searched(read, level, named)
    ]
    if form == "json":
        text: str | bytes = shown.as_json(read.referentiel, level, told)
    else:
        text = _text(read, told, form, file)
    output.deliver(text, file, force=force)


def _text(
    read: session.Session, told: list[shown.CandidateResits], form: str, file: Path | None
) -> str | bytes:
    if form == "csv":
        return shown.as_csv(read.referentiel, told, file=file is not None)
    if form == "xlsx":
        return _workbook(read, told)
    return output.as_text(*shown.renderables(read.referentiel, told), file=file)


def _as_read(asked: Reading, niveau: str | None, file: Path | None) -> str | None:
    """The rows of one large sheet, searched as it is read; None where sheets are read cell by cell."""
    from certeval.cli.decisions.large import as_read

    def use(referentiel: Referentiel) -> Resitting:
        def text(those: Iterable[Again]) -> str:
            told = (shown.CandidateResits(*each, partial(_nowhere, each)) for each in those)
            return "".join(shown.csv_lines(referentiel, told))

        return Resitting(referentiel, _niveau(niveau, referentiel), text, marks=shown.MOST_SHOWN)

    found = as_read(asked, "resits", use)
    if found is None:
        return None
    session.refuse_errors(found.diagnostics, asked)
    return shown.as_csv(found.referentiel, (), file=file is not None) + "".join(map(str, found.made))


def _nowhere(each: Again) -> shown.Worth:
    """What a row does not show."""
    raise AssertionError(each.candidate.code)


def _searched(read: session.Session, level: again.Niveau, named: list[str]) -> Iterator[Again]:
    """What each candidate could present again, in their order, with what is held of each."""
    found = {
        each.candidate.code: each
        for applied, alike in read.alike()
        for each in searched(applied, level, alike, named, marks=shown.MOST_SHOWN)
    }
    return (found[code] for code in read.scores.candidates if code in found)


def _standing(read: session.Session, code: str) -> shown.Worth:
    """What a candidate's elements are worth today, and what falls short."""
    return shown.Worth(read.values(code), shortfalls(read.state(code)))


def _workbook(read: session.Session, told: list[shown.CandidateResits]) -> bytes:
    from certeval.render.workbook.counts import sheets

    applied = read.referentiel
    return workbooks.content(
        applied.title, applied.langue, partial(sheets, applied, told, read.scores.sheets)
    )


def _niveau(typed: str | None, referentiel: Referentiel) -> again.Niveau:
    if typed is None:
        return again.usual_niveau(referentiel)
    for niveau in again.NIVEAUX:
        if typed == niveau:
            return niveau
    exits.refuse(N_("--niveau {typed}: choose {known}"), typed=typed, known=", ".join(again.NIVEAUX))
