"""What is said of the registration, the versions and the juries agrees with itself, the file's name and today."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from certeval.checks.subject import Subject
from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import referentiel as kinds
from certeval.diagnostics.families import versions as of_versions
from certeval.messages import N_
from certeval.referentiel.blocs import Bloc
from certeval.referentiel.enregistrement import Certificateur, Periode, level
from certeval.referentiel.jury import findings

VERSION = re.compile(r"(?:.*[-_@ ])?v?([0-9]+\.[0-9]+\.[0-9]+)")


def the_file_is_named_after_its_version(subject: Subject) -> Iterator[Finding]:
    """A file named after a version holds that version."""
    match = VERSION.fullmatch(PurePath(subject.document.file).stem)
    version = subject.model.certification.version
    if match and match[1] != version:
        arguments = {"named": match[1], "declared": version}
        yield Finding(of_versions.OTHER_NAME, ("certification", "version"), arguments)


def the_folder_is_named_after_the_code(subject: Subject) -> Iterator[Finding]:
    """In a catalogue, `<code>/<version>.yaml`, the folder is named after the code."""
    file = PurePath(subject.document.file)
    code = subject.model.certification.code
    in_catalogue = file.stem == subject.model.certification.version and file.parent.name
    if in_catalogue and file.parent.name != code:
        arguments = {"named": file.parent.name, "declared": code}
        yield Finding(of_versions.OTHER_NAME, ("certification", "code"), arguments)


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
            yield Finding(of_versions.PERIOD_REVERSED, (*path, "au"), arguments)


def the_registration_is_not_over(subject: Subject) -> Iterator[Finding]:
    """A version that may still apply today is of a certification that is still registered."""
    certification = subject.model.certification
    registration, en_vigueur = certification.enregistrement, certification.en_vigueur
    until = registration.au if registration else None
    applies = en_vigueur is None or en_vigueur.au is None or en_vigueur.au >= subject.today
    if until is not None and until < subject.today and applies:
        path = ("certification", "enregistrement", "au")
        yield Finding(of_versions.REGISTRATION_OVER, path, {"until": until.isoformat()})


LA_POSTE = "356000000"
"""Its establishments are told by the plain sum of their digits, a multiple of 5: they are too many for one key."""


def levels_agree(subject: Subject) -> Iterator[Finding]:
    """The national and the European level are the same number, as they have been since 2019."""
    certification = subject.model.certification
    one, other = level(certification.niveau), level(certification.niveau_europeen)
    if one and other and one != other and subject.in_french:
        path = ("certification", "niveau_europeen")
        yield Finding(kinds.OTHER_LEVEL, path, {"european": other, "national": one})


def the_decision_comes_before_the_end(subject: Subject) -> Iterator[Finding]:
    """The decision that registers was taken before the registration ends."""
    registration = subject.model.certification.enregistrement
    day = registration.decision.le if registration and registration.decision else None
    if registration and day and registration.au and day > registration.au:
        path = ("certification", "enregistrement", "decision", "le")
        arguments = {"day": day.isoformat(), "until": registration.au.isoformat()}
        yield Finding(kinds.DECIDED_TOO_LATE, path, arguments)


def bodies_have_their_number(subject: Subject) -> Iterator[Finding]:
    """The digits of a SIRET agree with its last (the formula of H. P. Luhn)."""
    for i, body in enumerate(subject.model.certification.certificateurs):
        if isinstance(body, Certificateur) and body.siret and not _holds(body.siret):
            path = ("certification", "certificateurs", i, "siret")
            yield Finding(kinds.SIRET_DOES_NOT_HOLD, path, {"given": body.siret})


def _holds(siret: str) -> bool:
    digits = [int(digit) for digit in siret]
    if siret.startswith(LA_POSTE) and sum(digits) % 5 == 0:
        return True
    doubles = [sum(divmod(2 * digit, 10)) for digit in digits[::2]]
    return (sum(doubles) + sum(digits[1::2])) % 10 == 0


def blocs_bear_the_certification_s_number(subject: Subject) -> Iterator[Finding]:
    """The number of a bloc is one of this certification, and of no other bloc."""
    own = subject.model.certification.rncp
    first: dict[str, tuple[str, Path]] = {}
    for element, bloc in subject.models("bloc", Bloc):
        number = bloc.rncp
        if not number:
            continue
        path: Path = (*element.path, "rncp")
        if own and not number.startswith(f"{own}BC"):
            yield Finding(kinds.BLOC_OF_ANOTHER, path, {"number": number, "own": own})
        elif number in first:
            other, where = first[number]
            links = ((N_("first given here"), where),)
            yield Finding(kinds.BLOC_NUMBER_TWICE, path, {"number": number, "other": other}, related=links)
        first.setdefault(number, (element.code, path))


def some_jury_meets_its_rules(subject: Subject) -> Iterator[Finding]:
    """Members are counted, of these who are external a number or a share is asked, and some jury meets it all."""
    jury = subject.model.certification.jury
    if jury is not None and jury.regles is not None:
        yield from findings(jury.regles, ("certification", "jury", "regles"))
