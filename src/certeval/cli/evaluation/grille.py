"""`certeval grille`."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

from certeval import messages
from certeval.cli import elements, exits, files, inputs, offers, options, output, sessions
from certeval.cli.evaluation import candidates
from certeval.cli.manual import READ, WRITTEN
from certeval.cli.options import flag, option, repeatable
from certeval.messages import N_
from certeval.referentiel.load import Referentiel
from certeval.scores import grids
from certeval.scores.grids import CANDIDAT, LARGE, Grid, GridCandidate, GridPage, Identity
from certeval.scores.headings import is_heading
from certeval.text.file_names import in_a_name
from certeval.text.nearest import fold

FORMATS = ("xlsx", "csv", "yaml", "html")
SUFFIXES = {".xlsx": "xlsx", ".csv": "csv", ".yaml": "yaml", ".yml": "yaml", ".html": "html"}
APART = {"yaml", "html"}
"""The forms in which no code is a heading."""
BLANK_ROWS, BLANK_FORMS = 20, 1
"""What is made without candidates: rows of a table; items or sheets of a layout by candidate."""
MOST_BLANK, MOST_JURORS = 10_000, 50


def grille(
    *,
    referentiel: options.Referentiel = None,
    bloc: Annotated[
        list[str],
        repeatable(
            "--bloc -b", N_("BLOC"), N_("Make a sheet for this bloc only."), autocompletion=offers.blocs
        ),
    ],
    epreuve: Annotated[
        list[str],
        repeatable("--epreuve", N_("EPREUVE"), N_("Make a sheet for what this épreuve assesses only.")),
    ],
    candidats: Annotated[
        Path | None,
        option(
            "--candidats",
            options.FILE,
            N_("Who is assessed: a sheet with candidat, nom, prenom, groupe; else those of the session."),
            READ,
        ),
    ] = None,
    lignes: Annotated[
        int | None,
        option(
            "--lignes",
            "N",
            N_("How many blank rows, without --candidats."),
            parser=options.whole("--lignes", 1, MOST_BLANK),
        ),
    ] = None,
    jures: Annotated[
        int | None,
        option(
            "--jures",
            "N",
            N_("How many files, one a juror: J1, J2…"),
            parser=options.whole("--jures", 1, MOST_JURORS),
        ),
    ] = None,
    jure: Annotated[list[str], repeatable("--jure", N_("NAME"), N_("Make a file for this juror."))],
    par_candidat: Annotated[
        bool,
        flag("--par-candidat", N_("Make a page a candidate, with room for comments, instead of one table.")),
    ] = False,
    session: options.Session = None,
    partie: options.Partie = None,
    jury: Annotated[str, option("--jury", N_("NAME"), N_("The name of the jury."))] = "",
    date: options.Day = None,
    encoding: options.Encoding = None,
    form: Annotated[str | None, options.form(FORMATS)] = None,
    file: Annotated[
        Path | None,
        option(
            "--output -o",
            N_("FILE|FOLDER"),
            N_("Write to a file, whose name announces the form, or one a juror to a folder."),
            WRITTEN,
        ),
    ] = None,
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
    listing = candidates.listing(candidats, encoding)
    named = listing.named() if listing else []
    when = inputs.day(date, listing.session_date() if listing else None)
    code, applied = sessions.code_of(session) if session else ("", None)
    rules = inputs.referentiel(referentiel or applied or (named[0][0] if named else None), when)
    if partie and session is None:
        exits.refuse(N_("--partie: name the session that draws its groups or gives its hours: --session"))
    part = candidates.part(rules, partie) if partie else None
    wanted = [*epreuve, *([str(rules.elements[part.code].parent)] if part else [])]
    blocs, epreuves = _codes(rules, "bloc", bloc), _codes(rules, "epreuve", wanted)
    identity = Identity(
        f"{rules.code}@{rules.version}",
        rules.digest,
        jury=jury.strip(),
        session=code,
        date=when.isoformat() if date else "",
        bloc=" ".join(blocs),
        epreuve=" ".join(epreuves),
        disposition=CANDIDAT if par_candidat else LARGE,
    )
    pages = _pages(rules, blocs, epreuves)
    assessed: tuple[GridCandidate, ...] = ()
    if listing:
        assessed = candidates.listed(listing, rules)
    elif session and applied and not part and not lignes:
        assessed = candidates.seeking(session, blocs, epreuves)
    assessed = assessed or (GridCandidate(),) * (lignes or _blank(form, by_candidate=par_candidat))
    grid = Grid(identity, rules.title, pages, assessed, grids.situation(rules))
    _check_codes(grid, form)
    if part and session:
        made = candidates.divided(grid, session, part, jurors)
    else:
        made = [replace(grid, identity=replace(identity, jure=name)) for name in jurors]
    _deliver(made, form, file, rules.langue, force=force)


def _form(typed: str | None, file: Path | None, *, by_candidate: bool) -> str:
    """The form of the grid: the one named, else the one that the file's name ends with, else a workbook; status 2 where
    what writes it is not installed.
    """
    form = typed or (SUFFIXES.get(file.suffix.lower(), "xlsx") if file else "xlsx")
    if form not in FORMATS:
        exits.refuse(N_("--format {form}: this command writes {known}"), form=form, known=", ".join(FORMATS))
    if by_candidate and form != "xlsx":
        exits.refuse(N_("--par-candidat is for workbooks: --format xlsx"))
    try:
        if form == "xlsx":
            import xlsxwriter  # noqa: F401 -- asked for before any work is done
        elif form == "html":
            import jinja2  # noqa: F401 -- as above
    except ModuleNotFoundError as error:
        if form == "html":
            exits.lacking(error)
        install = "pip install 'certeval[office]'"
        exits.refuse(N_("to write workbooks: {command} (or --format csv, yaml)"), command=install)
    return form


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
    return list(dict.fromkeys(elements.element(rules, kind, each.strip()) for each in typed))


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


def _deliver(made: list[Grid], form: str, file: Path | None, language: str, *, force: bool) -> None:
    """Every grid printed or written, in the référentiel's language; none is where one can't be."""
    with messages.speaking(language):
        contents = [_content(grid, form, file=file is not None) for grid in made]
    if file is None:
        output.deliver(contents[0].decode())
    else:
        written = dict(zip(_paths(made, file, form), contents, strict=True))
        files.deliver(written, force=force, folder=_folder(file))


def _content(grid: Grid, form: str, *, file: bool) -> bytes:
    if form == "csv":
        from certeval.render.grids.text import as_csv

        return as_csv(grid, file=file).encode()
    if form == "yaml":
        from certeval.render.grids.text import as_yaml

        return as_yaml(grid).encode()
    if form == "html":
        from certeval.documents.grid.page import as_page

        return as_page(grid)
    from certeval.render.grids.workbook import as_xlsx

    return as_xlsx(grid)


def _paths(made: list[Grid], where: Path, form: str) -> list[Path]:
    """A file a grid: the one named, else one in the folder named; the juror's name ends it where there are several."""
    if _folder(where) is not None:
        identity = made[0].identity
        parts = (identity.referentiel.partition("@")[0], *identity.bloc.split(), *identity.epreuve.split())
        where /= "-".join(("grille", *parts)) + f".{form}"
    elif SUFFIXES.get(where.suffix.lower()) != form and (where.is_file() or not where.exists()):
        message = N_("{file}: name a folder, or a file that ends with .{form}")
        exits.refuse(message, file=where, form=form)
    if len(made) == 1:
        return [where]
    divided = len({grid.identity.jury for grid in made}) > 1
    named = [where.with_name(f"{where.stem}-{_own(grid, divided)}{where.suffix}") for grid in made]
    if len({file.name.casefold() for file in named}) < len(named):
        exits.refuse(N_("--jure: two names would name the same file"))
    return named


def _folder(where: Path) -> Path | None:
    """The folder that is meant: one that is there, else a name without an end, for which one is made."""
    return where if where.is_dir() or not (where.suffix or where.exists()) else None


def _own(grid: Grid, divided: bool) -> str:
    """What tells the file of a grid from the others: its panel or group where there are several, its juror."""
    words = (grid.identity.jury if divided else "", grid.identity.jure)
    return "-".join(in_a_name(each) for each in words if each)
