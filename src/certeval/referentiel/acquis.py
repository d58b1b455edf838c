"""What blocs validated under earlier versions count for, as the référentiel declares it."""

from collections.abc import Collection, Iterator
from dataclasses import field

from certeval.frozen import frozen
from certeval.referentiel.equivalences import Equivalence
from certeval.referentiel.load import Referentiel
from certeval.rules.held_verdicts import Origine
from certeval.text.nearest import fold


@frozen
class EarlierAcquis:
    """A bloc or compétence held under a version because of blocs validated under an earlier one.

    `par` are these blocs. It is held now, or once `a_presenter`, elements of the version, are validated.
    """

    code: str
    par: tuple[str, ...]
    a_presenter: tuple[str, ...] = ()
    origine: Origine = "equivalence"
    versions: str = field(default="", compare=False)
    """The versions that the equivalence names, as it writes them."""


def covers(versions: str, version: str) -> bool:
    """Whether `1.x`, `1.2.x` or `1.2.3` names a version, which may itself be written so: whether both have one."""
    return all(
        one == other or "x" in {one, other}
        for one, other in zip(numbers(versions), numbers(version), strict=True)
    )


def numbers(versions: str) -> list[str]:
    """The three numbers of a version, `x` for each that is left open."""
    return [*versions.split("."), "x", "x"][:3]


def acquis_of(
    referentiel: Referentiel, validations: Collection[tuple[str, str]]
) -> tuple[EarlierAcquis, ...]:
    """What is held under a référentiel by someone who validated blocs under earlier versions, each a version and a
    code: `1.x` takes one from any of them.

    In the order of the declarations, each code once where it is held without condition; else once for each way to
    come to hold it. A bloc that is held says nothing of each of its compétences.
    """
    earlier = [
        EarlierAcquis(code, one.bloc, one.a_presenter or (), versions=one.version)
        for one in applicable_equivalences(referentiel, validations)
        for code in filter(None, map(referentiel.resolve, one.donne))
    ]
    unconditional = {each.code for each in earlier if not each.a_presenter}
    once: dict[tuple[str, tuple[str, ...]], EarlierAcquis] = {}
    for each in earlier:
        if not each.a_presenter or each.code not in unconditional:
            once.setdefault((each.code, each.a_presenter), each)
    return tuple(once.values())


def applicable_equivalences(
    referentiel: Referentiel, validations: Collection[tuple[str, str]]
) -> Iterator[Equivalence]:
    """The equivalences all of whose blocs are among those validated, each a version and a code."""
    for one in referentiel.model.equivalences:
        there = {fold(code) for version, code in validations if covers(one.version, version)}
        if there.issuperset(map(fold, one.bloc)):
            yield one
