"""What a command works on: the référentiel meant, and the sheets given."""

import os
import sys
from collections.abc import Callable, Collection
from datetime import date
from errno import EACCES
from pathlib import Path
from typing import NoReturn

from certeval.cli import exits, files, notices, output, streams
from certeval.diagnostics import Diagnostic, has_errors
from certeval.messages import N_
from certeval.referentiel import catalogue
from certeval.referentiel.catalogue import LOCK, Version
from certeval.referentiel.load import Compilation, Referentiel, compile_document, load
from certeval.render.words import first_words
from certeval.sources import yaml
from certeval.sources.lines import STDIN
from certeval.text import days
from certeval.text.nearest import fold

MOST_PATHS = 10

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
    mine = own_folder_or_none()
    if mine is None:
        _refuse_misspelt()
        return catalogue.package_folder()
    if not mine.is_dir():
        exits.refuse("{folder}: référentiels are looked for there, and this is no folder", folder=mine)
    if unreadable := catalogue.unreadable_folder(mine):
        exits.unreadable(PermissionError(EACCES, "", str(unreadable)))
    for path in (*(version.path for version in catalogue.versions(mine)), mine / LOCK):
        files.protect(path)  # whichever is applied, a result replaces none of them
    return mine


def own_folder() -> Path:
    """The user's own folder of référentiels, to be written into; status 2 where there is none, or it is empty."""
    mine = folder()
    refuse_bundle(mine)
    _warn_strays(mine)
    if not any(catalogue.versions(mine)):
        exits.refuse(REASONS["none"], folder=mine)
    return mine


def folder_to_begin() -> Path:
    """The user's own folder of référentiels, or the one to be made here; status 2 where it may not be written into."""
    mine = own_folder_or_none()
    if mine is None:
        _refuse_misspelt()
        return Path(catalogue.FOLDER)
    if mine.exists():
        refuse_bundle(folder())
    return mine


def refuse_bundle(path: Path) -> None:
    """End with status 2 where a file to be changed came with certeval."""
    bundle = catalogue.package_folder()
    inside = path.resolve().is_relative_to(bundle.resolve())
    if inside and (bundle.name == catalogue.PACKAGE_FOLDER or own_folder_or_none() is None):
        exits.refuse(
            "{file} comes with certeval, and is never changed: copy it into a folder referentiels/ of yours",
            file=path,
        )


def own_folder_or_none() -> Path | None:
    """The user's own folder of référentiels, where there is one."""
    return catalogue.own_folder(Path.cwd(), os.environ.get("CERTEVAL_REFERENTIELS"))


def _refuse_misspelt() -> None:
    """End with status 2 where a folder is named as one of référentiels is, but for accents, capitals and its s."""
    for each in Path.cwd().iterdir():
        if fold(each.name) in {catalogue.FOLDER, catalogue.FOLDER.removesuffix("s")} and each.is_dir():
            exits.refuse(
                "{folder}: référentiels are looked for in a folder named « referentiels »: rename it",
                folder=each.name,
            )


def warn_bundle(name: str) -> None:
    """Say that what comes with certeval is taken, and what lies here that is not."""
    notices.warn(
        "no folder referentiels/ here nor above: {name} is taken, which comes with certeval", name=name
    )
    if beside := catalogue.drafts(Path.cwd()):
        notices.warn(
            "not taken, for want of a folder referentiels/ around: {listed}; name the file, or move it there",
            listed=first_words(list(map(display, beside)), MOST_PATHS),
        )


def _warn_strays(there: Path) -> None:
    if strays := catalogue.strays(there):
        message = N_("not read, for a version is a file <code>/<version>.yaml: {listed}")
        notices.warn(message, listed=first_words(list(map(display, strays)), MOST_PATHS))


def today() -> date:
    return date.today()  # noqa: DTZ011 -- the day where the user is


def day(text: str | None, otherwise: date | None = None, option: str = "date") -> date:
    """The day given with an option, in the forms that sheets take, else the session's, else today."""
    if text is None:
        return otherwise or today()
    if (read := days.day(text)) is None:
        message = N_("{option} {text}: write 2026-01-31 or 31/01/2026")
        if days.is_written_day(text):
            message = N_("{option} {text}: the calendar has no such day; write 2026-01-31 or 31/01/2026")
        exits.refuse(message, option=f"--{option}", text=text)
    return read


def path_of(reference: str | None, when: date) -> Path:
    """The file of the référentiel meant by CODE, CODE@VERSION, FILE or nothing."""
    if reference is not None and names_file(reference):
        return Path(reference)
    try:
        return select(reference, when).path
    except catalogue.NotFoundError as error:
        values = {key: ", ".join(v) if isinstance(v, tuple) else v for key, v in error.arguments.items()}
        exits.refuse(REASONS[error.message], nearest=str(values.get("suggestion") or ""), **values)


def names_file(reference: str) -> bool:
    """Whether a référentiel is named by its file rather than by its code."""
    separators = {os.sep, os.altsep or os.sep}
    is_path = reference.lower().endswith((".yaml", ".yml")) or any(each in reference for each in separators)
    return is_path or reference == str(files.PIPE) or files.is_there(reference)


def select(reference: str | None, when: date) -> Version:
    """The version of the catalogue meant by CODE, CODE@VERSION or nothing; what lies there unread is said.

    Raises NotFoundError where none or more than one answers.
    """
    there = folder()
    _warn_strays(there)
    version = catalogue.select(there, reference, when)
    if reference is None and own_folder_or_none() is None:
        warn_bundle(version.name)
    return version


def read(path: Path) -> Compilation:
    """A référentiel's file, or what stands for it, whatever is wrong in it; status 2 where it can't be read."""
    if path == files.PIPE:
        return compile_document(yaml.parse(files.stdin("--referentiel"), STDIN))
    with exits.guard():
        return load(files.protect(path), display(path))


def versions_of(code: str) -> Callable[[str], Referentiel | None]:
    """Gives a version of a certification by its number; None where the catalogue has none that can be read."""

    def version(number: str) -> Referentiel | None:
        try:
            return load(catalogue.select(folder(), f"{code}@{number}", date.min).path).referentiel
        except (catalogue.NotFoundError, OSError):
            return None

    return version


def display(path: Path) -> str:
    """A path as people know it: from the working directory where it is below it."""
    if path == files.PIPE:
        return STDIN
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError, RuntimeError):  # outside, or a link that leads to itself
        return str(path)


def referentiel(reference: str | None, when: date) -> Referentiel:
    """The référentiel meant, ready to decide; status 3 where it is invalid."""
    compilation = read(path_of(reference, when))
    return compilation.referentiel or leave(compilation.diagnostics, exits.INVALID)


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
    from certeval.render import diagnostic_groups
    from certeval.render import diagnostics as rendering

    if file is not None:
        output.deliver(rendering.as_json(diagnostics), file, force=force)
    if diagnostics:
        data, columns = files.sources() | dict.fromkeys(unseen, b""), streams.columns(sys.stderr)
        sys.stderr.write(diagnostic_groups.text(diagnostics, rendering.Sources(data, columns)))


def leave(
    diagnostics: list[Diagnostic], status: int = exits.FINDINGS, *, unseen: Collection[str] = ()
) -> NoReturn:
    """Show what was found, and end with a status."""
    report(diagnostics, unseen=unseen)
    exits.leave(status)


def leave_on_errors(
    diagnostics: list[Diagnostic],
    file: Path | None = None,
    *,
    force: bool = False,
    unseen: Collection[str] = (),
) -> None:
    """Show what was found, as `report` does; status 1 where there is an error in it."""
    report(diagnostics, file, force=force, unseen=unseen)
    if has_errors(diagnostics):
        exits.leave(exits.FINDINGS)
