"""`certeval grille`."""

from dataclasses import replace
from pathlib import Path

from certeval import messages
from certeval.cli import elements, exits, files, inputs, offers, options, output, sessions
from certeval.cli.evaluation import candidates, grid_omissions
from certeval.cli.manual import READ, WRITTEN
from certeval.cli.options import flag, option, repeatable
from certeval.cli.session import ReadSheets, open_session
from certeval.cli.sheets import ReadingOptions
from certeval.messages import N_
from certeval.referentiel.load import Referentiel
from certeval.referentiel.meaning import empreinte_sens
from certeval.render.grids.text import as_csv, as_yaml
from certeval.scores import grids
from certeval.scores.grids import CANDIDAT, LARGE, Grid, GridCandidate, GridPage, Identity
from certeval.scores.headings import is_heading
from certeval.scores.read import OpenedSheets
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
    referentiel: options.Referentiel,
    bloc: list[str] = repeatable(
        "--bloc -b BLOC", "Make a sheet for this bloc only.", autocompletion=offers.blocs
    ),
    epreuve: list[str] = repeatable("--epreuve EPREUVE", "Make a sheet for what this épreuve assesses only."),
    candidats: Path | None = option(
        "--candidats FILE",
        "Who is assessed: a sheet with candidat, nom, prenom, groupe; else those of the session.",
        READ,
    ),
    lignes: int | None = option(
        "--lignes N",
        "How many blank rows, without --candidats.",
        parser=options.whole("--lignes", 1, MOST_BLANK),
    ),
    jures: int | None = option(
        "--jures N", "How many files, one a juror: J1, J2…", parser=options.whole("--jures", 1, MOST_JURORS)
    ),
    jure: list[str] = repeatable("--jure NAME", "Make a file for this juror."),
    par_candidat: bool = flag(
        "--par-candidat", "Make a page a candidate, with room for comments, instead of one table."
    ),
    session: options.Session,
    registre: options.Registre,
    partie: options.Partie,
    jury: str = option("--jury NAME", "The name of the jury.", default=""),
    date: options.Day,
    encoding: options.Encoding,
    form: str | None = options.form(FORMATS),
    file: Path | None = option(
        "--output -o FILE|FOLDER",
        "Write to a file, whose name announces the form, or one a juror to a folder.",
        WRITTEN,
    ),
    force: options.Force,
) -> None:
    """Make the empty grids that juries fill in: a workbook with lists of choices, a page, a CSV or YAML sheet."""
    form = _form_of(form, file, by_candidate=par_candidat)
    jurors = _jurors(jures, jure)
    if file is None and (form == "xlsx" or len(jurors) > 1):
        exits.refuse("name a file or a folder with --output")
    blank = _blank(lignes, candidats, form, by_candidate=par_candidat)
    if registre and lignes:
        exits.refuse("--lignes and --registre: choose one")
    listing = candidates.listing(candidats, encoding)
    references = listing.referentiel_names() if listing else []
    when = inputs.day(date, listing.session_date() if listing else None)
    code, reference = sessions.code_of(session) if session else ("", None)
    if partie and session is None:
        exits.refuse("--partie: name the session that draws its groups or gives its hours: --session")
    if registre and not reference:
        exits.refuse("--registre: name the session whose candidates it tells of: --session")
    read = None
    if session and (reference or partie) and not lignes:
        read = open_session(ReadingOptions((), session, registre, referentiel, date, marks=False))
    reference = referentiel or reference or (references[0][0] if references else None)
    rules = read.referentiel if read else inputs.referentiel(reference, when)
    part = candidates.part(rules, partie) if partie else None
    epreuves = [*epreuve, *([str(rules.elements[part.code].parent)] if part else [])]
    identity = Identity(
        f"{rules.code}@{rules.version}",
        rules.digest,
        jury=jury.strip(),
        session=code,
        date=when.isoformat() if date else "",
        bloc=" ".join(_codes(rules, "bloc", bloc)),
        epreuve=" ".join(_codes(rules, "epreuve", epreuves)),
        disposition=CANDIDAT if par_candidat else LARGE,
        empreinte_sens=empreinte_sens(rules.model),
    )
    grid = _grid(rules, identity, listing, None if part else read, blank)
    _check_codes(grid, form)
    if part and read:
        copies = candidates.panel_grids(grid, read, part, jurors)
    else:
        copies = [replace(grid, identity=replace(identity, jure=name)) for name in jurors]
    copies = grid_omissions.rest(copies, rules, read, page=form == "html")
    _deliver(copies, form, file, rules.langue, force=force)


def _grid(
    rules: Referentiel, identity: Identity, listing: OpenedSheets | None, read: ReadSheets | None, blank: int
) -> Grid:
    """The grid of all jurors, for the candidates of a file, else of a session, else for nobody yet; of a session,
    without what is not to be entered of each.
    """
    pages = _pages(rules, identity.bloc.split(), identity.epreuve.split())
    people: tuple[GridCandidate, ...] = ()
    if listing:
        people = candidates.listed_candidates(listing, rules)
    elif read:
        people = candidates.everybody(read)
    if read:
        people = tuple(candidates.of_registration(read, each) for each in people)
    return Grid(identity, rules.title, pages, people or (GridCandidate(),) * blank, grids.situation(rules))


def _jurors(count: int | None, names: list[str]) -> list[str]:
    """Each juror's name; one empty name for a grid that is nobody's in particular."""
    jurors = [" ".join(name.split()) for name in names]
    if count and jurors:
        exits.refuse("--jures and --jure: choose one")
    if not all(jurors):
        exits.refuse("--jure: the name is empty")
    if len({fold(name) for name in jurors}) < len(jurors):
        exits.refuse("--jure: two names are the same")
    return [f"J{number}" for number in range(1, count + 1)] if count else jurors or [""]


def _blank(count: int | None, listing: Path | None, form: str, *, by_candidate: bool) -> int:
    """How many blank rows, items or pages stand for nobody yet; status 2 where there is no room for what is typed."""
    if count and listing:
        exits.refuse("--lignes and --candidats: choose one")
    if count and form == "html":
        exits.refuse("--lignes: a page has no blank rows; candidates are added as they come")
    if count or form == "html":
        return count or 0
    return BLANK_FORMS if by_candidate or form == "yaml" else BLANK_ROWS


def _codes(rules: Referentiel, kind: str, texts: list[str]) -> list[str]:
    """The codes meant, each once; status 2 where there is none."""
    return list(dict.fromkeys(elements.element(rules, kind, each.strip()) for each in texts))


def _pages(rules: Referentiel, blocs: list[str], epreuves: list[str]) -> tuple[GridPage, ...]:
    """A page for each bloc and épreuve; status 2 where nothing is entered for one."""
    pages = tuple(grids.pages(rules, blocs, epreuves))
    codes = {page.code for page in pages}
    nothing = [code for code in (*blocs, *epreuves) if code not in codes]
    if nothing or not rules.entries:
        message = N_("nothing is entered for {codes}: there would be no grid")
        exits.refuse(message, codes=", ".join(nothing) or rules.code)
    return pages


def _check_codes(grid: Grid, form: str) -> None:
    """In a table, an element whose code is one of the headings could not be told from it."""
    clashes = [item.code for item in grid.items if is_heading(item.code)]
    if clashes and form not in APART and grid.identity.disposition == LARGE:
        message = N_(
            "{codes}: this code is also a heading of tables; choose --par-candidat, --format html or yaml"
        )
        exits.refuse(message, codes=", ".join(clashes))


def _form_of(text: str | None, file: Path | None, *, by_candidate: bool) -> str:
    """The form of the grid: the one named, else the one that the file's name ends with, else a workbook; status 2 where
    what writes it is not installed.
    """
    form = text or (SUFFIXES.get(file.suffix.lower(), "xlsx") if file else "xlsx")
    if form not in FORMATS:
        exits.refuse("--format {form}: this command writes {known}", form=form, known=", ".join(FORMATS))
    if by_candidate and form != "xlsx":
        exits.refuse("--par-candidat is for workbooks: --format xlsx")
    output.ready(form, "csv, yaml")
    return form


def _deliver(grids: list[Grid], form: str, file: Path | None, language: str, *, force: bool) -> None:
    """Every grid printed or written, in the référentiel's language; none is where one can't be."""
    with messages.in_language(language):
        contents = [_content(grid, form, file=file is not None) for grid in grids]
    if file is None:
        output.deliver(contents[0].decode())
    else:
        by_path = dict(zip(_paths(grids, file, form), contents, strict=True))
        files.deliver(by_path, force=force, folder=_folder(file))


def _content(grid: Grid, form: str, *, file: bool) -> bytes:
    if form == "csv":
        return as_csv(grid, file=file).encode()
    if form == "yaml":
        return as_yaml(grid).encode()
    if form == "html":
        from certeval.documents.grid.page import as_page

        return as_page(grid)
    from certeval.render.grids.workbook import as_xlsx

    return as_xlsx(grid)


def _paths(grids: list[Grid], where: Path, form: str) -> list[Path]:
    """A file a grid: the one named, else one in the folder named; where there are several, its panel or group and its
    juror end the name.
    """
    if _folder(where) is not None:
        identity = grids[0].identity
        parts = (identity.referentiel.partition("@")[0], *identity.bloc.split(), *identity.epreuve.split())
        where /= "-".join(("grille", *parts)) + f".{form}"
    elif SUFFIXES.get(where.suffix.lower()) != form and (where.is_file() or not where.exists()):
        exits.refuse("{file}: name a folder, or a file that ends with .{form}", file=where, form=form)
    if len(grids) == 1:
        return [where]
    by_jury = len({grid.identity.jury for grid in grids}) > 1
    words = [[grid.identity.jury] * by_jury + [grid.identity.jure] for grid in grids]
    names = ["-".join(map(in_a_name, filter(None, each))) for each in words]
    paths = [where.with_name(f"{where.stem}-{name}{where.suffix}") for name in names]
    if len({file.name.casefold() for file in paths}) < len(paths):
        exits.refuse("--jure: two names would name the same file")
    return paths


def _folder(where: Path) -> Path | None:
    """The folder that is meant: one that is there, else a name without an end, for which one is made."""
    return where if where.is_dir() or not (where.suffix or where.exists()) else None
