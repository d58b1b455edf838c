"""What a command works on: the référentiel meant, and the sheets given."""

import os
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from errno import EACCES
from pathlib import Path
from typing import NoReturn

from certeval.cli import exits, files, notices, output
from certeval.diagnostics import Diagnostic, has_errors
from certeval.messages import N_
from certeval.referentiel import catalogue
from certeval.referentiel.catalogue import LOCK, Version
from certeval.referentiel.load import Loaded, Referentiel, compile_document, load
from certeval.sources import yaml
from certeval.sources.lines import STDIN
from certeval.text import days
from certeval.text.nearest import fold

MOST_LISTED = 10

REASONS = {
    "none": N_(
        "no référentiel in {folder}: a version is a file <code>/<version>.yaml there, such as vente/1.0.0.yaml"
    ),
    "code": N_("no référentiel « {wanted} »: there are {known}"),
    "version": N_("no version « {wanted} »: there are {known}"),
    "several": N_("several certifications in {folder}: choose one with --referentiel: {codes}"),
    "overlap": N_(
        "several versions are in force on {day}: {known}; choose one with --referentiel CODE@VERSION"
    ),
    "undated": N_(
        "several versions say no period, and none is chosen on {day}: {known}; give each its own "
        "(en_vigueur: {{du: …}}), or name one: --referentiel CODE@VERSION"
    ),
    "gap": N_(
        "no version is in force on {day}: there are {known}; choose one with --referentiel CODE@VERSION"
    ),
}


def folder() -> Path:
    """The folder of référentiels that this command sees; status 2 where what is to be one is none."""
    found = own()
    if found is None:
        _refuse_misspelt()
        return catalogue.shipped()
    if not found.is_dir():
        exits.refuse(N_("{folder}: référentiels are looked for there, and this is no folder"), folder=found)
    if closed := catalogue.closed(found):
        exits.unreadable(PermissionError(EACCES, "", str(closed)))
    for path in (*(version.path for version in catalogue.versions(found)), found / LOCK):
        files.protect(path)  # whichever is applied, a result replaces none of them
    return found


def own_folder() -> Path:
    """The user's own folder of référentiels, to be written into; status 2 where there is none, or it is empty."""
    found = folder()
    refuse_shipped(found)
    _warn_strays(found)
    if not any(catalogue.versions(found)):
        exits.refuse(REASONS["none"], folder=found)
    return found


def folder_to_begin() -> Path:
    """The user's own folder of référentiels, or the one to be made here; status 2 where it may not be written into."""
    found = own()
    if found is None:
        _refuse_misspelt()
        return Path(catalogue.FOLDER)
    if found.exists():
        refuse_shipped(folder())
    return found


def refuse_shipped(path: Path) -> None:
    """End with status 2 where a file to be changed came with certeval."""
    inside = path.resolve().is_relative_to(catalogue.shipped().resolve())
    if inside and (catalogue.shipped().name == catalogue.SHIPPED or own() is None):
        exits.refuse(
            N_(
                "{file} comes with certeval, and is never changed: copy it into a folder referentiels/ of yours"
            ),
            file=path,
        )


def own() -> Path | None:
    """The user's own folder of référentiels, where there is one."""
    return catalogue.own(Path.cwd(), os.environ.get("CERTEVAL_REFERENTIELS"))


def _refuse_misspelt() -> None:
    """End with status 2 where a folder is named as one of référentiels is, but for accents, capitals and its s."""
    for each in Path.cwd().iterdir():
        if fold(each.name) in {catalogue.FOLDER, catalogue.FOLDER.removesuffix("s")} and each.is_dir():
            exits.refuse(
                N_("{folder}: référentiels are looked for in a folder named « referentiels »: rename it"),
                folder=each.name,
            )


def warn_shipped(name: str) -> None:
    """Say that what comes with certeval is taken, and what lies here that is not."""
    notices.warn(
        N_("no folder referentiels/ here nor above: {name} is taken, which comes with certeval"), name=name
    )
    if beside := [version.path for version in catalogue.versions(Path.cwd())]:
        notices.warn(
            N_(
                "not taken, for want of a folder referentiels/ around: {listed}; name the file, or move it there"
            ),
            listed=_listed_first(beside),
        )


def _warn_strays(there: Path) -> None:
    """Say what lies in a folder of référentiels and is not read."""
    if strays := catalogue.strays(there):
        message = N_("not read, for a version is a file <code>/<version>.yaml: {listed}")
        notices.warn(message, listed=_listed_first(strays))


def _listed_first(paths: Sequence[Path]) -> str:
    listed = ", ".join(display(each) for each in paths[:MOST_LISTED])
    return listed + (", …" if len(paths) > MOST_LISTED else "")


def today() -> date:
    return date.today()  # noqa: DTZ011 -- the day where the user is


def day(text: str | None, otherwise: date | None = None, option: str = "date") -> date:
    """The day given with an option, in the forms that sheets take, else the session's, else today."""
    if text is None:
        return otherwise or today()
    if (read := days.day(text)) is None:
        exits.refuse(N_("{option} {text}: write 2026-01-31 or 31/01/2026"), option=f"--{option}", text=text)
    return read


def path_of(wanted: str | None, when: date) -> Path:
    """The file of the référentiel meant by CODE, CODE@VERSION, FILE or nothing."""
    if wanted is not None and names_file(wanted):
        return Path(wanted)
    try:
        return select(wanted, when).path
    except catalogue.NotFoundError as error:
        values = {key: ", ".join(v) if isinstance(v, tuple) else v for key, v in error.arguments.items()}
        exits.refuse(REASONS[error.message], meant=str(values.get("suggestion") or ""), **values)


def names_file(wanted: str) -> bool:
    """Whether a référentiel is named by its file rather than by its code."""
    separators = {os.sep, os.altsep or os.sep}
    named = wanted.lower().endswith((".yaml", ".yml")) or any(each in wanted for each in separators)
    if named or wanted == str(files.PIPE):
        return True
    try:
        return Path(wanted).is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False


def select(wanted: str | None, when: date) -> Version:
    """The version of the catalogue meant by CODE, CODE@VERSION or nothing; what lies there unread is said.

    Raises NotFoundError where none or more than one answers.
    """
    there = folder()
    _warn_strays(there)
    found = catalogue.select(there, wanted, when)
    if wanted is None and own() is None:
        warn_shipped(found.name)
    return found


def read(path: Path) -> Loaded:
    """A référentiel's file, or what stands for it, whatever is wrong in it; status 2 where it can't be read."""
    if path == files.PIPE:
        return compile_document(yaml.parse(files.stdin("--referentiel"), STDIN))
    with exits.Guard():
        return load(files.protect(path), display(path))


def versions_of(code: str) -> Callable[[str], Referentiel | None]:
    """Gives a version of a certification by its number; None where the catalogue has none that can be read."""

    def version(number: str) -> Referentiel | None:
        try:
            return load(catalogue.select(folder(), f"{code}@{number}", date.min).path).referentiel
        except (catalogue.NotFoundError, OSError):
            return None

    return version


def folders_above(name: str) -> Iterator[Path]:
    """The folders of a name at or above the working directory, the nearest first."""
    here = Path.cwd()
    return (
        Path(os.path.relpath(found, here))
        for each in (here, *here.parents)
        if (found := each / name).is_dir()
    )


def display(path: Path) -> str:
    """A path as people know it: from the working directory where it is below it."""
    if path == files.PIPE:
        return STDIN
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError, RuntimeError):  # outside, or a link that leads to itself
        return str(path)


def referentiel(wanted: str | None, when: date) -> Referentiel:
    """The référentiel meant, ready to decide; status 3 where it is invalid."""
    loaded = read(path_of(wanted, when))
    return loaded.referentiel or leave(loaded.diagnostics, exits.INVALID)


def report(
    diagnostics: list[Diagnostic],
    file: Path | None = None,
    *,
    force: bool = False,
    unseen: Collection[str] = (),
) -> None:
    """Diagnostics on stderr, as people read them, the first ones of each kind; with `file`, all of them there.

    `unseen` are the files whose lines are not shown beside: they are about persons.
    """
    if file is None and not diagnostics:
        return
    from certeval.render import diagnostics as shown
    from certeval.render import grouped

    if file is not None:
        output.deliver(shown.as_json(diagnostics), file, force=force)
    if diagnostics:
        sources = shown.Sources(files.sources() | dict.fromkeys(unseen, b""))
        sys.stderr.write(grouped.text(diagnostics, sources))


def leave(found: list[Diagnostic], status: int = exits.FINDINGS, *, unseen: Collection[str] = ()) -> NoReturn:
    """Show what was found, and end with a status."""
    report(found, unseen=unseen)
    exits.leave(status)


def leave_on_errors(found: list[Diagnostic], *, unseen: Collection[str] = ()) -> None:
    """Show what was found; status 1 where there is an error in it."""
    report(found, unseen=unseen)
    if has_errors(found):
        exits.leave(exits.FINDINGS)
