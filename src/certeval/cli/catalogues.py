"""The folders of référentiels that files stand in, each with its lock."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from certeval.checks.catalogue import Catalogue
from certeval.cli import exits, files, inputs
from certeval.referentiel import catalogue
from certeval.referentiel.load import Loaded
from certeval.versions import lock
from certeval.versions.lock import Lock


def catalogues(read: Iterable[tuple[Path, Loaded]]) -> list[Catalogue]:
    """The catalogues that files are versions of, with the other versions of their certifications."""
    folders: dict[Path, dict[Path, Loaded]] = {}
    for path, loaded in read:
        file = Path(os.path.abspath(path))  # noqa: PTH100 -- without following links, which may lead elsewhere
        folders.setdefault(file.parent.parent, {})[file] = loaded
    return [found for folder, files in folders.items() if (found := _catalogue(folder, files))]


def _catalogue(folder: Path, files: dict[Path, Loaded]) -> Catalogue | None:
    """A folder as a catalogue; None where no file read is one of its versions."""
    every = list(catalogue.versions(folder))
    checked = frozenset(version.name for version in every if version.path in files)
    if not checked:
        return None
    codes = {version.code for version in every if version.name in checked}
    versions = {v.name: files.get(v.path) or inputs.read(v.path) for v in every if v.code in codes}
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
    with exits.Trying(), suppress(FileNotFoundError):
        return lock.read(files.reading(file).read_bytes(), inputs.display(file))
    return None
