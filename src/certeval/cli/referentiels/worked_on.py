"""The référentiels that `check` and `test` work on: files, those of folders, else those of the catalogue."""

import os
from pathlib import Path

from certeval.cli import exits, inputs
from certeval.cli.files import PIPE
from certeval.messages import N_
from certeval.referentiel import catalogue


def files(paths: list[Path] | None) -> dict[Path, bool]:
    """The référentiels to work on: the files given, those of the folders given, else the catalogue's; and whether
    each lies in a catalogue without being one of its versions.
    """
    found: dict[Path, bool] = {}
    for path in paths or [inputs.folder()]:
        root = _root(path)
        named = {os.path.abspath(v.path) for v in catalogue.versions(root)} if root else set()  # noqa: PTH100
        listed = _listed(path, root) if path.is_dir() else [path]
        if not listed:
            exits.refuse(N_("no référentiel in {folder}"), folder=path)
        inside = root is not None and path != PIPE
        found |= {each: inside and os.path.abspath(each) not in named for each in listed}  # noqa: PTH100
    if not paths and inputs.own() is None:
        inputs.say_shipped(", ".join(version.name for version in catalogue.versions(inputs.folder())))
    return found


def _root(path: Path) -> Path | None:
    """The folder of référentiels that a path is, holds or lies in, as it is named; None where it is none's."""
    mine = inputs.own()
    whole = Path(os.path.abspath(path))  # noqa: PTH100 -- without following links, which may lead elsewhere
    for each in (whole, *whole.parents):
        if each.name == catalogue.FOLDER or (mine is not None and each == mine.absolute()):
            return each
    if not path.is_dir():
        return None
    inside = path / catalogue.FOLDER
    if inside.is_dir():
        return inside
    return path if next(catalogue.versions(path), None) else None


def _listed(folder: Path, root: Path | None) -> list[Path]:
    """The files of a folder; of one that holds a folder of référentiels, those of that one."""
    return catalogue.files(root if root is not None and root.parent == folder else folder, _say_closed)


def _say_closed(error: OSError) -> None:
    if not str(error.filename).endswith(catalogue.RESCUED):
        exits.tell(N_("{folder}: not looked into, the system does not allow it"), folder=error.filename)
