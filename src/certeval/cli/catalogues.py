"""The folders of référentiels: which files of theirs `check` and `test` work on, what surrounds a file, the lock."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from certeval.checks.catalogue import Catalogue
from certeval.cli import exits, files, inputs, notices
from certeval.messages import N_
from certeval.referentiel import catalogue
from certeval.referentiel.load import Loaded
from certeval.versions import lock
from certeval.versions.lock import Lock


def around(read: Iterable[tuple[Path, Loaded]]) -> list[Catalogue]:
    """The catalogues that files are versions of, with the other versions of their certifications."""
    folders: dict[Path, dict[Path, Loaded]] = {}
    for path, loaded in read:
        file = Path(os.path.abspath(path))  # noqa: PTH100 -- without following links, which may lead elsewhere
        folders.setdefault(file.parent.parent, {})[file] = loaded
    return [found for folder, read_there in folders.items() if (found := _catalogue(folder, read_there))]


def _catalogue(folder: Path, read: dict[Path, Loaded]) -> Catalogue | None:
    """A folder as a catalogue; None where no file read is one of its versions."""
    every = list(catalogue.versions(folder))
    checked = frozenset(version.name for version in every if version.path in read)
    if not checked:
        return None
    codes = {version.code for version in every if version.name in checked}
    versions = {v.name: read.get(v.path) or inputs.read(v.path) for v in every if v.code in codes}
    return Catalogue(versions, checked, frozenset(version.name for version in every), lock_of(folder))


def locked_state(path: Path, loaded: Loaded) -> str | None:
    """What the lock says of a version: `verrouillee`, `modifiee`; None where it is not locked."""
    file = Path(os.path.abspath(path))  # noqa: PTH100 -- as above
    found = lock_of(file.parent.parent)
    held = found.versions.get(f"{file.parent.name}@{file.stem}") if found else None
    if held is None:
        return None
    same = loaded.referentiel is not None and lock.same_meaning(held, loaded.referentiel)
    return "verrouillee" if same else "modifiee"


def lock_of(folder: Path) -> Lock | None:
    """The lock of a folder of référentiels, None where it has none; status 2 where it can't be read."""
    file = folder / catalogue.LOCK
    with exits.Guard(), suppress(FileNotFoundError):
        return lock.read(files.protect(file).read_bytes(), inputs.display(file))
    return None


def files_of(paths: list[Path] | None) -> dict[Path, bool]:
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
        inside = root is not None and path != files.PIPE
        found |= {each: inside and os.path.abspath(each) not in named for each in listed}  # noqa: PTH100
    if not paths and inputs.own() is None:
        inputs.warn_shipped(", ".join(version.name for version in catalogue.versions(inputs.folder())))
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
    return catalogue.files(root if root is not None and root.parent == folder else folder, _warn_closed)


def _warn_closed(error: OSError) -> None:
    if not str(error.filename).endswith(catalogue.RESCUED):
        notices.warn(N_("{folder}: not looked into, the system does not allow it"), folder=error.filename)
