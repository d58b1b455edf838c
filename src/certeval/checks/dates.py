"""Dates and versions agree with each other, with the file's name and with today."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from certeval.checks.subject import Subject
from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import versions as kinds
from certeval.referentiel.enregistrement import Periode

VERSION = re.compile(r"(?:.*[-_@ ])?v?([0-9]+\.[0-9]+\.[0-9]+)")


def the_file_is_named_after_its_version(subject: Subject) -> Iterator[Finding]:
    """A file named after a version holds that version."""
    named = VERSION.fullmatch(PurePath(subject.document.file).stem)
    declared = subject.model.certification.version
    if named and named[1] != declared:
        arguments = {"named": named[1], "declared": declared}
        yield Finding(kinds.OTHER_NAME, ("certification", "version"), arguments)


def the_folder_is_named_after_the_code(subject: Subject) -> Iterator[Finding]:
    """In a catalogue, `<code>/<version>.yaml`, the folder is named after the code."""
    file = PurePath(subject.document.file)
    declared = subject.model.certification.code
    in_catalogue = file.stem == subject.model.certification.version and file.parent.name
    if in_catalogue and file.parent.name != declared:
        arguments = {"named": file.parent.name, "declared": declared}
        yield Finding(kinds.OTHER_NAME, ("certification", "code"), arguments)


def periods_begin_before_they_end(subject: Subject) -> Iterator[Finding]:
    """A period ends on the day it begins, or after."""
    certification = subject.model.certification
    periods: list[tuple[Path, Periode | None]] = [
        (("certification", "enregistrement"), certification.enregistrement),
        (("certification", "en_vigueur"), certification.en_vigueur),
        *((("correspondances", i), each) for i, each in enumerate(subject.model.correspondances)),
    ]
    for path, period in periods:
        if period and period.du and period.au and period.au < period.du:
            arguments = {"since": period.du.isoformat(), "until": period.au.isoformat()}
            yield Finding(kinds.PERIOD_REVERSED, (*path, "au"), arguments)


def the_registration_is_not_over(subject: Subject) -> Iterator[Finding]:
    """A version that may still apply today is of a certification that is still registered."""
    certification = subject.model.certification
    registered, applied = certification.enregistrement, certification.en_vigueur
    until = registered.au if registered else None
    applies = applied is None or applied.au is None or applied.au >= subject.today
    if until is not None and until < subject.today and applies:
        path = ("certification", "enregistrement", "au")
        yield Finding(kinds.REGISTRATION_OVER, path, {"until": until.isoformat()})
