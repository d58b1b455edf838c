"""The folders of référentiels: which files of theirs `check` and `test` work on, what surrounds a file, the lock."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from certeval.checks.catalogue import Catalogue
from certeval.cli import exits, files, inputs, notices
from certeval.referentiel import catalogue
from certeval.referentiel.load import Compilation
from certeval.sources import content
from certeval.versions import lock
from certeval.versions.lock import Lock


def catalogues_of(read: Iterable[tuple[Path, Compilation]]) -> list[Catalogue]:
    """The catalogues that files are versions of, with the other versions of their certifications."""
    folders: dict[Path, dict[Path, Compilation]] = {}
    for path, compilation in read:
        file = Path(os.path.abspath(path))  # noqa: PTH100 -- without following links, which may lead elsewhere
        folders.setdefault(file.parent.parent, {})[file] = compilation
    catalogues: list[Catalogue] = []
    for folder, compilations in folders.items():
        every = list(catalogue.versions(folder))
        names = frozenset(version.name for version in every if version.path in compilations)
        codes = {version.code for version in every if version.name in names}
        versions = {v.name: compilations.get(v.path) or inputs.read(v.path) for v in every if v.code in codes}
        if names:
            every_name = frozenset(version.name for version in every)
            catalogues.append(Catalogue(versions, names, every_name, lock_of(folder)))
    return catalogues


def locked_state(path: Path, compilation: Compilation) -> str | None:
    """What the lock says of a version: `verrouillee`, `modifiee`; None where it is not locked."""
    file = Path(os.path.abspath(path))  # noqa: PTH100 -- as above
    folder_lock = lock_of(file.parent.parent)
    entry = folder_lock.versions.get(f"{file.parent.name}@{file.stem}") if folder_lock else None
    if entry is None:
        return None
    same = compilation.referentiel is not None and lock.same_meaning(entry, compilation.referentiel)
    return "verrouillee" if same else "modifiee"


def lock_of(folder: Path) -> Lock | None:
    """The lock of a folder of référentiels, None where it has none; status 2 where it can't be read."""
    file = folder / catalogue.LOCK
    with exits.guard(), suppress(FileNotFoundError):
        return lock.read(content.of_file(files.protect(file)), inputs.display(file))
    return None


def files_of(paths: list[Path] | None) -> dict[Path, bool]:
    """The référentiels to work on: the files given, those of the folders given, else the catalogue's; and whether
    each lies in a catalogue without being one of its versions.
    """
    targets: dict[Path, bool] = {}
    for path in paths or [inputs.folder()]:
        _refuse_code(path)
        root = _root(path)
        version_paths = {os.path.abspath(v.path) for v in catalogue.versions(root)} if root else set()  # noqa: PTH100
        # of a folder that holds a folder of référentiels, those of that one
        inside_folder = root if root is not None and root.parent == path else path
        of_path = catalogue.files(inside_folder, _warn_unreadable) if path.is_dir() else [path]
        if not of_path:
            exits.refuse("no référentiel in {folder}", folder=path)
        inside = root is not None and path != files.PIPE
        targets |= {each: inside and os.path.abspath(each) not in version_paths for each in of_path}  # noqa: PTH100
    if not paths and inputs.own_folder_or_none() is None:
        inputs.warn_bundle(", ".join(version.name for version in catalogue.versions(inputs.folder())))
    return targets


def _refuse_code(path: Path) -> None:
    """End with status 2 where a path is no file but the code of a référentiel: its versions are files of a folder."""
    own = inputs.own_folder_or_none()
    if path == files.PIPE or own is None or os.path.exists(path):  # noqa: PTH110 -- which raises for a long name
        return
    if any(version.code == str(path) for version in catalogue.versions(own)):
        folder = inputs.display(own / path)
        exits.refuse("{code}: there is no such file; its versions are in {folder}", code=path, folder=folder)


def _root(path: Path) -> Path | None:
    """The folder of référentiels that a path is, holds or lies in, as it is named; None where it is none's."""
    mine = inputs.own_folder_or_none()
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


def _warn_unreadable(error: OSError) -> None:
    if not str(error.filename).endswith(catalogue.RESCUE_FOLDER):
        notices.warn("{folder}: not looked into, the system does not allow it", folder=error.filename)
