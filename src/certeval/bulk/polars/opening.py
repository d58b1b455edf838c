"""Sheets opened for polars, by their headings alone: it is loaded only once it is known to read them, for what forks
afterwards must do without its threads.
"""

from collections.abc import Sequence
from pathlib import Path

from certeval.bulk.csv_blocks import Extraordinary
from certeval.bulk.polars.sheets import CsvSheet, FrameSheet, ParquetSheet
from certeval.bulk.wide_csv import head_of, is_plain
from certeval.render.obstacles import Obstacle
from certeval.rules.situation import PARCOURS
from certeval.scores import parquet
from certeval.scores.groups import GROUPE
from certeval.scores.headings import IDENTITY, Headings
from certeval.sources import compression


def open_sheets(paths: Sequence[Path], folder: Path) -> list[FrameSheet]:
    """Open sheets of one layout by their headings, those that are packed being unpacked into a folder.

    Raises Extraordinary where they must be read cell by cell, OSError where a file can't be read, ModuleNotFoundError
    without polars.
    """
    sheets = [open_sheet(path, folder) for path in paths]
    if len({sheet.headings.layout for sheet in sheets}) != 1:
        raise Extraordinary(Obstacle.MIXED)
    return sheets


def identity(sheets: Sequence[FrameSheet]) -> tuple[str, ...]:
    """Which of nom and prenom some of these sheets have a column for."""
    return tuple(name for name in IDENTITY if any(name in sheet.headings.columns for sheet in sheets))


def open_sheet(path: Path, folder: Path) -> FrameSheet:
    """Open a file; one that is packed (gz, zst) is unpacked into a folder.

    Raises Extraordinary where it must be read cell by cell, OSError where it can't be read.
    """
    with path.open("rb") as stream:
        begins = stream.read(4)
    if begins == compression.PARQUET:
        header, roles, height = parquet.head_of(path, str(path))
        if not is_plain(roles) or roles.diagnostics:
            raise Extraordinary(Obstacle.COLUMNS)
        _refuse_columns(roles)
        return ParquetSheet(str(path), path, header.cells, roles, height)
    data = path
    if begins.startswith(compression.COMPRESSIONS):
        data = folder / f"{len(list(folder.iterdir()))}.csv"
        with data.open("wb") as target:
            compression.unpack(path, target, str(path))
    head, roles, start = head_of(data, str(path))
    _refuse_columns(roles)
    return CsvSheet(str(path), data, head, roles, start)


def _refuse_columns(roles: Headings) -> None:
    """A candidate may be called as a group is, and a group have marks of its own; a parcours may decide nothing, which
    is told where one is given: other readers are for that.
    """
    if {GROUPE, PARCOURS} & roles.columns.keys():
        raise Extraordinary(Obstacle.COLUMNS)
