"""The files of grids: in which form, under which name, in the référentiel's language."""

from pathlib import Path

from certeval import messages
from certeval.cli import exits, files, output
from certeval.frozen import frozen
from certeval.messages import N_
from certeval.scores.grids import Grid
from certeval.text.file_names import in_a_name

SUFFIXES = {".xlsx": "xlsx", ".csv": "csv", ".yaml": "yaml", ".yml": "yaml", ".html": "html"}


@frozen
class GridFiles:
    """In which form the grids go, and where: nowhere given is standard output."""

    form: str
    file: Path | None
    force: bool


def deliver(made: list[Grid], target: GridFiles, language: str) -> None:
    """Every grid printed or written; none is where one can't be."""
    with messages.speaking(language):
        contents = [_content(grid, target) for grid in made]
    if target.file is None:
        output.deliver(contents[0].decode())
        return
    written = dict(zip(_files(made, target.file, target.form), contents, strict=True))
    files.deliver(written, force=target.force, folder=_folder(target.file))


def _content(grid: Grid, target: GridFiles) -> bytes:
    if target.form == "csv":
        from certeval.render.grids.text import as_csv

        return as_csv(grid, file=target.file is not None).encode()
    if target.form == "yaml":
        from certeval.render.grids.text import as_yaml

        return as_yaml(grid).encode()
    if target.form == "html":
        from certeval.documents.grid.page import as_page

        return as_page(grid)
    from certeval.render.grids.workbook import as_xlsx

    return as_xlsx(grid)


def _files(made: list[Grid], where: Path, form: str) -> list[Path]:
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
