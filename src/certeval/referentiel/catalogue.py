"""Where référentiels are found, and which version is meant."""

import os
import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from certeval.referentiel.load import Compilation, load
from certeval.referentiel.texts import VERSION
from certeval.text.nearest import fold, nearest

FOLDER = "referentiels"
PACKAGE_FOLDER = "_referentiels"
LOCK = "verrou.json"
"""The file of a folder of référentiels that holds what was published (`versions.lock`)."""
YAML_ENDINGS = (".yaml", ".yml", ".yaml.txt", ".yml.txt")
"""What ends the name of a YAML file, as some editors save it too."""
RESCUE_FOLDER = "lost+found"
"""A folder of the system's own at the top of a disk, which nobody else may look into."""
HEAD = 1_000_000
"""Bytes of a file in which it says which certification it is of."""
MOST_FOLDERS = 1000
"""Folders that are looked through for files: a catalogue has one a certification."""


class Version(NamedTuple):
    """One file of a catalogue: the code is its folder's name, the version its own."""

    code: str
    version: tuple[int, int, int]
    path: Path

    @property
    def name(self) -> str:
        return f"{self.code}@{'.'.join(map(str, self.version))}"


class NotFoundError(Exception):
    """No référentiel answers: the arguments say what was asked and what there is."""

    def __init__(self, message: str, **arguments: object) -> None:
        super().__init__(message)
        self.message = message
        self.arguments = arguments


def folder(directory: Path, override: str | None) -> Path:
    """The folder of référentiels: one's own, else the one shipped in the package."""
    return own_folder(directory, override) or package_folder()


def own_folder(directory: Path, override: str | None) -> Path | None:
    """The folder of référentiels given, else the nearest at or above the working directory, whatever it holds; None
    where there is none at all.
    """
    if override:
        return Path(override)
    candidates = (parent / FOLDER for parent in (directory, *directory.parents))
    return next((each for each in candidates if each.exists() or each.is_symlink()), None)


def package_folder() -> Path:
    """The référentiels that come with certeval, from a wheel or from its checkout."""
    package = Path(__file__).parents[1]
    inside = package / PACKAGE_FOLDER
    return inside if inside.is_dir() else package.parents[1] / FOLDER


def versions(catalogue: Path) -> Iterator[Version]:
    """Every `<code>/<version>.yaml` of a catalogue, by code and version."""
    every = [
        Version(path.parent.name, number, path)
        for folder in _contents(catalogue)
        for path in _contents(folder)
        if path.suffix == ".yaml"
        if (number := _version(path.stem)) is not None and not path.is_dir()
    ]
    yield from sorted(every, key=lambda version: (version.code, version.version))


def _contents(folder: Path) -> list[Path]:
    """What is in a folder: nothing where it is none, as a link to itself, where it may not be read, or went away
    meanwhile, as those beside a file may.
    """
    try:
        return list(folder.iterdir()) if folder.is_dir() else []
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return []


def unreadable_folder(catalogue: Path) -> Path | None:
    """The first folder of a catalogue that may not be looked into: what is in it would be taken for absent."""
    return next(
        (
            each
            for each in (catalogue, *sorted(_contents(catalogue)))
            if each.is_dir() and each.name != RESCUE_FOLDER and not os.access(each, os.R_OK | os.X_OK)
        ),
        None,
    )


def files(folder: Path, untold: Callable[[OSError], None] | None = None) -> list[Path]:
    """The YAML files of a folder and of those in it, hidden ones apart, as far as it is no whole disk; `untold` is
    called with each folder that may not be looked into.
    """
    paths: list[Path] = []
    for above, folders, names in islice(os.walk(folder, onerror=untold, followlinks=True), MOST_FOLDERS):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        paths += [
            Path(above, each)
            for each in names
            if each.lower().endswith(YAML_ENDINGS) and not each.startswith(".")
        ]
    return sorted(paths)


def strays(catalogue: Path) -> list[Path]:
    """The YAML files of a catalogue that are no version: nothing ever chooses them."""
    paths = {version.path for version in versions(catalogue)}
    return [path for path in files(catalogue) if path not in paths]


def drafts(folder: Path) -> list[Path]:
    """The référentiels in a folder that is no catalogue: files called as versions are, and those of its own that say
    which certification they are of.
    """
    own = (each for each in sorted(_contents(folder)) if each.name.lower().endswith(YAML_ENDINGS))
    tellers = (each for each in own if os.access(each, os.R_OK) and each.is_file() and _tells(each))
    return [*(version.path for version in versions(folder)), *tellers]


def _tells(file: Path) -> bool:
    """Whether a file says it where référentiels do: sheets of marks that lie beside are not read to their end."""
    with file.open("rb") as stream:
        return re.search(rb"^certification\s*:", stream.read(HEAD), re.MULTILINE) is not None


def _version(text: str) -> tuple[int, int, int] | None:
    match = re.fullmatch(VERSION, text)
    return None if match is None else (int(match[1]), int(match[2]), int(match[3]))


def select(catalogue: Path, name: str | None, day: date) -> Version:
    """The version meant by CODE, CODE@VERSION or nothing: of several versions, the one in force on a day.

    Raises NotFoundError where none or more than one answers.
    """
    every = list(versions(catalogue))
    code, _, number = (name or "").partition("@")
    matches = [v for v in every if not code or fold(v.code) == fold(code)]
    if not matches:
        _refuse_code(code, every, catalogue)
    if len({v.code for v in matches}) > 1:
        codes = tuple(dict.fromkeys(v.code for v in matches))
        raise NotFoundError("several", codes=codes, folder=str(catalogue))
    if number:
        exact = [v for v in matches if v.version == _version(number)]
        if not exact:
            raise NotFoundError("version", wanted=name, known=tuple(v.name for v in matches))
        return exact[0]
    return matches[0] if len(matches) == 1 else _in_force(matches, day)


def _refuse_code(code: str, every: list[Version], catalogue: Path) -> None:
    if not every:
        raise NotFoundError("none", folder=str(catalogue))
    codes = tuple(dict.fromkeys(v.code for v in every))
    raise NotFoundError("code", wanted=code, known=codes, suggestion=nearest(code, codes))


def _in_force(matches: list[Version], day: date) -> Version:
    """The version whose period contains a day, else the only one that declares no period.

    Of several that declare none, none is chosen: a new one would change what was decided under the others.
    """
    periods = [(version, period(load(version.path))) for version in matches]
    current = [
        v for v, (since, until) in periods if (since or until) and (since or day) <= day <= (until or day)
    ]
    without_period = [v for v, (since, until) in periods if since is None and until is None]
    if len(current) == 1:
        return current[0]
    if not current and len(without_period) == 1:
        return without_period[0]
    kind = "overlap" if current else "undated" if without_period else "gap"
    raise NotFoundError(
        kind, day=day.isoformat(), known=tuple(v.name for v in current or without_period or matches)
    )


def period(compilation: Compilation) -> tuple[date | None, date | None]:
    """When a version is in force; open where it does not say."""
    en_vigueur = compilation.model.certification.en_vigueur if compilation.model else None
    return (en_vigueur.du, en_vigueur.au) if en_vigueur else (None, None)


def period_state(compilation: Compilation, day: date) -> str:
    """What its period makes of a version on a day: `sans_periode`, `a_venir`, `en_vigueur` or `close`."""
    since, until = period(compilation)
    if since is None and until is None:
        return "sans_periode"
    if since is not None and day < since:
        return "a_venir"
    return "close" if until is not None and until < day else "en_vigueur"
