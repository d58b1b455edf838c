"""The files of grids: in which form they are, what they are called, one a juror or a panel where there are several."""

from pathlib import Path

from certeval import messages
from certeval.cli import exits, files, output
from certeval.messages import N_
from certeval.render.grids.text import as_csv, as_yaml
from certeval.scores.grids import Grid
from certeval.text.file_names import in_a_name

FORMATS = ("xlsx", "csv", "yaml", "html")
SUFFIXES = {".xlsx": "xlsx", ".csv": "csv", ".yaml": "yaml", ".yml": "yaml", ".html": "html"}


def form_of(text: str | None, file: Path | None, *, by_candidate: bool) -> str:
    """The form of the grid: the one named, else the one that the file's name ends with, else a workbook; status 2 where
    what writes it is not installed.
    """
    form = text or (SUFFIXES.get(file.suffix.lower(), "xlsx") if file else "xlsx")
    if form not in FORMATS:
        exits.refuse("--format {form}: this command writes {known}", form=form, known=", ".join(FORMATS))
    if by_candidate and form != "xlsx":
        exits.refuse("--par-candidat is for workbooks: --format xlsx")
    try:
        if form == "xlsx":
            import xlsxwriter  # noqa: F401 -- asked for before any work is done
        elif form == "html":
            import jinja2  # noqa: F401 -- as above
    except ModuleNotFoundError as error:
        if form == "html":
            exits.refuse_without_extra(error)
        install = "pip install 'certeval[office]'"
        exits.refuse("to write workbooks: {command} (or --format csv, yaml)", command=install)
    return form


def deliver(grids: list[Grid], form: str, file: Path | None, language: str, *, force: bool) -> None:
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
        message = N_("{file}: name a folder, or a file that ends with .{form}")
        exits.refuse(message, file=where, form=form)
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
