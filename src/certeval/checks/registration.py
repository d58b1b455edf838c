"""What is said of the registration agrees with itself: levels, numbers of blocs, bodies, the day of the decision."""

from collections.abc import Iterator

from certeval.checks.subject import Subject
from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import referentiel as kinds
from certeval.messages import N_
from certeval.referentiel.blocs import Bloc
from certeval.referentiel.enregistrement import Certificateur

LA_POSTE = "356000000"
"""Its establishments are told by the plain sum of their digits, a multiple of 5: they are too many for one key."""


def levels_agree(subject: Subject) -> Iterator[Finding]:
    """The national and the European level are the same number, as they have been since 2019."""
    certification = subject.model.certification
    one, other = _digit(certification.niveau), _digit(certification.niveau_europeen)
    if one and other and one != other and subject.in_french:
        path = ("certification", "niveau_europeen")
        yield Finding(kinds.OTHER_LEVEL, path, {"european": other, "national": one})


def _digit(level: str | None) -> str:
    """The number of a level however it is said: `6`, `Niveau 6`; empty where it has none."""
    return next((sign for sign in level or "" if sign.isdecimal()), "")


def the_decision_comes_before_the_end(subject: Subject) -> Iterator[Finding]:
    """The decision that registers was taken before the registration ends."""
    registered = subject.model.certification.enregistrement
    decided = registered.decision.le if registered and registered.decision else None
    if registered and decided and registered.au and decided > registered.au:
        path = ("certification", "enregistrement", "decision", "le")
        said = {"day": decided.isoformat(), "until": registered.au.isoformat()}
        yield Finding(kinds.DECIDED_TOO_LATE, path, said)


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
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[::2]]
    return (sum(doubled) + sum(digits[1::2])) % 10 == 0


def blocs_bear_the_certification_s_number(subject: Subject) -> Iterator[Finding]:
    """The number of a bloc is one of this certification, and of no other bloc."""
    own = subject.model.certification.rncp
    first: dict[str, tuple[str, Path]] = {}
    for element in subject.of_kind("bloc"):
        number = element.model.rncp if isinstance(element.model, Bloc) else None
        if not number:
            continue
        path: Path = (*element.path, "rncp")
        if own and not number.startswith(f"{own}BC"):
            yield Finding(kinds.BLOC_OF_ANOTHER, path, {"number": number, "own": own})
        elif number in first:
            other, where = first[number]
            related = ((N_("first given here"), where),)
            yield Finding(kinds.BLOC_NUMBER_TWICE, path, {"number": number, "other": other}, related=related)
        first.setdefault(number, (element.code, path))
