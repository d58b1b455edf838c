"""What a command works on: the référentiel meant, and the sheets given."""

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NoReturn

from certeval.cli import exits, output
from certeval.cli.files import reading
from certeval.diagnostics import Diagnostic
from certeval.messages import N_, _
from certeval.referentiel import catalogue
from certeval.referentiel.load import Loaded, Referentiel, load
from certeval.render import diagnostics as shown
from certeval.render import grouped
from certeval.render.words import visible
from certeval.text import days

REASONS = {
    "none": N_("no référentiel in {folder}"),
    "code": N_("no référentiel « {wanted} »: there are {known}"),
    "version": N_("no version « {wanted} »: there are {known}"),
    "several": N_("several certifications in {folder}: choose one with --referentiel: {codes}"),
    "overlap": N_(
        "several versions are in force on {day}: {known}; choose one with --referentiel CODE@VERSION"
    ),
    "gap": N_(
        "no version is in force on {day}: there are {known}; choose one with --referentiel CODE@VERSION"
    ),
}


def folder() -> Path:
    """The folder of référentiels that this command sees."""
    return catalogue.folder(Path.cwd(), os.environ.get("CERTEVAL_REFERENTIELS"))


def today() -> date:
    return date.today()  # noqa: DTZ011 -- the day where the user is


def day(text: str | None, otherwise: date | None = None) -> date:
    """The day given with `--date`, in the forms that sheets take, else the session's, else today."""
    if text is None:
        return otherwise or today()
    if (read := days.day(text)) is None:
        exits.refuse(N_("--date {text}: write 2026-01-31 or 31/01/2026"), text=visible(text))
    return read


def path_of(wanted: str | None, when: date) -> Path:
    """The file of the référentiel meant by CODE, CODE@VERSION, FILE or nothing."""
    if wanted and (wanted.endswith((".yaml", ".yml")) or os.sep in wanted):
        return Path(wanted)
    try:
        return catalogue.select(folder(), wanted, when).path
    except catalogue.NotFoundError as error:
        _refuse(error)


def _refuse(error: catalogue.NotFoundError) -> NoReturn:
    arguments = {
        key: ", ".join(value) if isinstance(value, tuple) else value for key, value in error.arguments.items()
    }
    text = _(REASONS[error.message]).format(**arguments)
    if suggestion := error.arguments.get("suggestion"):
        text += _("; did you mean {suggestion}?").format(suggestion=suggestion)
    exits.refuse("{text}", text=text)


def read(path: Path) -> Loaded:
    """A référentiel's file, whatever is wrong in it; status 2 where it can't be read."""
    try:
        return load(reading(path), display(path))
    except OSError as error:
        exits.unreadable(error)


def versions_of(code: str) -> Callable[[str], Referentiel | None]:
    """Gives a version of a certification by its number; None where the catalogue has none that can be read."""

    def version(number: str) -> Referentiel | None:
        try:
            return load(catalogue.select(folder(), f"{code}@{number}", date.min).path).referentiel
        except (catalogue.NotFoundError, OSError):
            return None

    return version


def files(paths: list[Path] | None) -> list[Path]:
    """The référentiels to work on: the files given, those of the folders given, else the catalogue's."""
    found: list[Path] = []
    for path in paths or [folder()]:
        if not path.is_dir():
            found.append(path)
            continue
        listed = [version.path for version in catalogue.versions(path)] or sorted(path.rglob("*.y*ml"))
        if not listed:
            exits.refuse(N_("no référentiel in {folder}"), folder=path)
        found += listed
    return found


def display(path: Path) -> str:
    """A path as people know it: from the working directory where it is below it."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError, RuntimeError):  # outside, or a link that leads to itself
        return str(path)


def referentiel(wanted: str | None, when: date) -> Referentiel:
    """The référentiel meant, ready to decide; status 3 where it is invalid."""
    loaded = read(path_of(wanted, when))
    report(loaded.diagnostics if loaded.referentiel is None else [])
    if loaded.referentiel is None:
        exits.leave(exits.INVALID)
    return loaded.referentiel


def report(diagnostics: list[Diagnostic], file: Path | None = None, *, force: bool = False) -> None:
    """Diagnostics on stderr, as people read them, the first ones of each kind; with `file`, all of them there."""
    if file is not None:
        output.deliver(shown.as_json(diagnostics), file, force=force)
    if diagnostics:
        sys.stderr.write(grouped.text(diagnostics, shown.Sources()))
