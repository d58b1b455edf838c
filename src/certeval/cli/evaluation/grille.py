"""`certeval grille`."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from certeval.cli import exits, inputs, manual, offers, options, sessions
from certeval.cli.evaluation import drawing, grille_candidates
from certeval.cli.evaluation.grille_files import SUFFIXES, GridFiles, deliver
from certeval.messages import N_
from certeval.referentiel.epreuves import Partie
from certeval.referentiel.load import Referentiel
from certeval.scores import grids
from certeval.scores.grids import CANDIDAT, LARGE, Grid, GridCandidate, GridPage, Identity
from certeval.scores.headings import is_heading
from certeval.text.nearest import fold

FORMATS = ("xlsx", "csv", "yaml", "html")
APART = {"yaml", "html"}
"""The forms in which no code is a heading."""
BLANK_ROWS, BLANK_FORMS = 20, 1
"""What is made without candidates: rows of a table; items or sheets of a layout by candidate."""
MOST_BLANK, MOST_JURORS = 10_000, 50


Bloc = Annotated[
    list[str],
    typer.Option(
        "--bloc",
        "-b",
        default_factory=list,
        metavar=N_("BLOC"),
        help=N_("Make a sheet for this bloc only."),
        autocompletion=offers.blocs,
    ),
]
Epreuve = Annotated[
    list[str],
    typer.Option(
        "--epreuve",
        default_factory=list,
        metavar=N_("EPREUVE"),
        help=N_("Make a sheet for what this épreuve assesses only."),
    ),
]
Candidats = Annotated[
    Path | None,
    typer.Option(
        "--candidats",
        metavar=options.FILE,
        help=N_("Who is assessed: a sheet with candidat, nom, prenom, groupe; else those of the session."),
        rich_help_panel=manual.READ,
    ),
]
Lignes = Annotated[
    int | None,
    typer.Option(
        "--lignes",
        metavar="N",
        parser=options.whole("--lignes", 1, MOST_BLANK),
        help=N_("How many blank rows, without --candidats."),
    ),
]
Jures = Annotated[
    int | None,
    typer.Option(
        "--jures",
        metavar="N",
        parser=options.whole("--jures", 1, MOST_JURORS),
        help=N_("How many files, one a juror: J1, J2…"),
    ),
]
Jure = Annotated[
    list[str],
    typer.Option(
        "--jure",
        default_factory=list,
        metavar=N_("NAME"),
        help=N_("Make a file for this juror."),
    ),
]
ParCandidat = Annotated[
    bool,
    typer.Option(
        "--par-candidat", help=N_("Make a page a candidate, with room for comments, instead of one table.")
    ),
]
Jury = Annotated[str, typer.Option("--jury", metavar=N_("NAME"), help=N_("The name of the jury."))]
Place = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar=N_("FILE|FOLDER"),
        help=N_("Write to a file, whose name announces the form, or one a juror to a folder."),
        rich_help_panel=manual.WRITTEN,
    ),
]


def grille(
    *,
    referentiel: options.Referentiel = None,
    bloc: Bloc,
    epreuve: Epreuve,
    candidats: Candidats = None,
    lignes: Lignes = None,
    jures: Jures = None,
    jure: Jure,
    par_candidat: ParCandidat = False,
    session: options.Session = None,
    partie: options.Partie = None,
    jury: Jury = "",
    date: options.Day = None,
    encoding: options.Encoding = None,
    form: Annotated[str | None, options.form(FORMATS)] = None,
    file: Place = None,
    force: options.Force = False,
    _quiet: options.Quiet = False,
) -> None:
    """Make the empty grids that juries fill in: a workbook with lists of choices, a page, a CSV or YAML sheet."""
    form = _form(form, file, by_candidate=par_candidat)
    jurors = _jurors(jures, jure)
    if file is None and (form == "xlsx" or len(jurors) > 1):
        exits.refuse(N_("name a file or a folder with --output"))
    if lignes and candidats:
        exits.refuse(N_("--lignes and --candidats: choose one"))
    if lignes and form == "html":
        exits.refuse(N_("--lignes: a page has no blank rows; candidates are added as they come"))
    opened = grille_candidates.opened(candidats, encoding)
    named = opened.named() if opened else []
    when = inputs.day(date, opened.session_date() if opened else None)
    code, applied = sessions.code_of(session) if session else ("", None)
    rules = inputs.referentiel(referentiel or applied or (named[0][0] if named else None), when)
    part = _part(partie, session, rules)
    wanted = [*epreuve, *([str(rules.elements[part.code].parent)] if part else [])]
    blocs, epreuves = _codes(rules, "bloc", bloc), _codes(rules, "epreuve", wanted)
    identity = Identity(
        *(f"{rules.code}@{rules.version}", rules.digest, jury.strip(), code),
        date=when.isoformat() if date else "",
        bloc=" ".join(blocs),
        epreuve=" ".join(epreuves),
        disposition=CANDIDAT if par_candidat else LARGE,
    )
    pages = _pages(rules, blocs, epreuves)
    own = session if applied and not part and not lignes else None
    listed = grille_candidates.candidates(opened, own, rules, blocs, epreuves)
    listed = listed or (GridCandidate(),) * (lignes or _blank(form, by_candidate=par_candidat))
    grid = Grid(identity, rules.title, pages, listed, grids.situation(rules))
    _check_codes(grid, form)
    if part and session:
        made = grille_candidates.divided(grid, session, part, jurors)
    else:
        made = [replace(grid, identity=replace(identity, jure=name)) for name in jurors]
    deliver(made, GridFiles(form, file, force), rules.langue)


def _part(typed: str | None, session: Path | None, rules: Referentiel) -> Partie | None:
    """The part that grids are divided for; status 2 where no session says how."""
    if typed is None:
        return None
    if session is None:
        exits.refuse(N_("--partie: name the session that draws its groups or gives its hours: --session"))
    return drawing.meant(typed, rules)


def _form(asked: str | None, file: Path | None, *, by_candidate: bool) -> str:
    """The form of the grid: the one named, else the one that the file's name ends with, else a workbook."""
    form = asked or (SUFFIXES.get(file.suffix.lower(), "xlsx") if file else "xlsx")
    if form not in FORMATS:
        exits.refuse(N_("--format {form}: this command writes {known}"), form=form, known=", ".join(FORMATS))
    if by_candidate and form != "xlsx":
        exits.refuse(N_("--par-candidat is for workbooks: --format xlsx"))
    _check_library(form)
    return form


def _check_library(form: str) -> None:
    """End with status 2 where what writes a form is not installed, before any work is done."""
    try:
        if form == "xlsx":
            import xlsxwriter  # noqa: F401
        if form == "html":
            import jinja2  # noqa: F401
    except ModuleNotFoundError as error:
        if form == "html":
            exits.lacking(error)
        install = "pip install 'certeval[office]'"
        exits.refuse(N_("to write workbooks: {command} (or --format csv, yaml)"), command=install)


def _jurors(count: int | None, names: list[str]) -> list[str]:
    """Each juror's name; one empty name for a grid that is nobody's in particular."""
    said = [" ".join(name.split()) for name in names]
    if count and said:
        exits.refuse(N_("--jures and --jure: choose one"))
    if not all(said):
        exits.refuse(N_("--jure: the name is empty"))
    if len({fold(name) for name in said}) < len(said):
        exits.refuse(N_("--jure: two names are the same"))
    return [f"J{number}" for number in range(1, count + 1)] if count else said or [""]


def _blank(form: str, *, by_candidate: bool) -> int:
    if form == "html":
        return 0
    return BLANK_FORMS if by_candidate or form == "yaml" else BLANK_ROWS


def _codes(rules: Referentiel, kind: str, typed: list[str]) -> list[str]:
    """The codes meant, each once; status 2 where there is none."""
    from certeval.cli import element_argument

    return list(dict.fromkeys(element_argument.element(rules, kind, each.strip()) for each in typed))


def _pages(rules: Referentiel, blocs: list[str], epreuves: list[str]) -> tuple[GridPage, ...]:
    """A page for each bloc and épreuve; status 2 where nothing is entered for one."""
    found = tuple(grids.pages(rules, blocs, epreuves))
    codes = {page.code for page in found}
    nothing = [code for code in (*blocs, *epreuves) if code not in codes]
    if nothing or not rules.entries:
        message = N_("nothing is entered for {codes}: there would be no grid")
        exits.refuse(message, codes=", ".join(nothing) or rules.code)
    return found


def _check_codes(grid: Grid, form: str) -> None:
    """In a table, an element whose code is one of the headings could not be told from it."""
    taken = [item.code for item in grid.items if is_heading(item.code)]
    if taken and form not in APART and grid.identity.disposition == LARGE:
        message = N_(
            "{codes}: this code is also a heading of tables; choose --par-candidat, --format html or yaml"
        )
        exits.refuse(message, codes=", ".join(taken))
