"""Blocs validated in earlier sessions, as a register tells them, and what they give under a référentiel."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import NamedTuple, TypeVar

from certeval.frozen import frozen
from certeval.jury.file import AcquisAnterieur
from certeval.referentiel.acquis import EarlierAcquis, acquis_of, applicable_equivalences, covers
from certeval.referentiel.load import Referentiel
from certeval.text.nearest import fold

REPRISE_ORIGINS = ("acquis_anterieur", "equivalence")
"""Where a verdict comes from that an earlier session gave."""


class EarlierBloc(NamedTuple):
    """A bloc, or a certification, that somebody holds: where it comes from, down to the minutes and the entry.

    `le` is the day of the session; `rncp` the number of a bloc in the répertoire, where its référentiel said it;
    `origine` is that of the verdict, `repris` the session whose acquis this one took up, where it did not give it, and
    `par` what it took up, codes of the version that it was validated under; `parcours` the one that a certification was
    obtained in, where it is known.
    """

    certification: str
    element: str
    genre: str
    version: str
    session: str
    le: str
    pv: str
    rang: int
    rncp: str
    origine: str
    repris: str
    parcours: str = ""
    par: str = ""

    @property
    def bloc(self) -> str:
        """Its code, as registrations call it."""
        return self.element

    @property
    def is_reprise(self) -> bool:
        """Whether its session only took it up from another one."""
        return self.origine in REPRISE_ORIGINS


@frozen
class Past:
    """What a register tells of candidates, by folded identifier: the blocs that they validated, who they were, each
    session and bloc, folded, that was validated in it and still is, and the version. `sessions` are all that it has,
    folded.
    """

    acquis: Mapping[str, Sequence[EarlierBloc]] = field(default_factory=dict)
    identites: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    valides: Mapping[str, Collection[tuple[str, str, str]]] = field(default_factory=dict)
    sessions: Collection[str] = frozenset()

    def of(self, candidate: str) -> Sequence[EarlierBloc]:
        """The blocs that a candidate validated."""
        return self.acquis.get(fold(candidate), ())


VersionBloc = EarlierBloc | AcquisAnterieur
"""A bloc of one certification, and the version that it was validated under."""
B = TypeVar("B", bound=VersionBloc)


def gifts(blocs: Sequence[B], referentiel: Referentiel) -> Iterator[tuple[EarlierAcquis, list[B]]]:
    """What blocs of a certification validated before give under a version of it, and the blocs that give it."""
    others: list[B] = []
    for each in blocs:
        if each.version != referentiel.version:
            others.append(each)
        elif (code := referentiel.bloc(each.bloc)) is not None:
            yield EarlierAcquis(code, (each.bloc,), origine="acquis_anterieur"), [each]
    for gift in acquis_of(referentiel, [(each.version, each.bloc) for each in others]):
        codes = set(map(fold, gift.par))
        yield (
            gift,
            [each for each in others if fold(each.bloc) in codes and covers(gift.versions, each.version)],
        )


def gives_something(one: VersionBloc, blocs: Sequence[VersionBloc], referentiel: Referentiel) -> bool:
    """Whether one of these blocs of a certification gives something under a version of it, another too."""
    if one.version == referentiel.version:
        return referentiel.bloc(one.bloc) is not None
    validations = [(each.version, each.bloc) for each in blocs if each.version != referentiel.version]
    return any(
        covers(each.version, one.version) and fold(one.bloc) in map(fold, each.bloc)
        for each in applicable_equivalences(referentiel, validations)
    )


def of_certification(blocs: Sequence[EarlierBloc], referentiel: Referentiel) -> list[EarlierBloc]:
    """Those of these blocs that are of the certification itself, in any version."""
    mine = fold(referentiel.code)
    return [each._replace(certification="") for each in blocs if fold(each.certification) == mine]


def correspondance_gifts(
    blocs: Sequence[EarlierBloc], referentiel: Referentiel, day: date
) -> Iterator[tuple[EarlierAcquis, EarlierBloc, str]]:
    """What blocs of other certifications give on a day (C. trav. L6113-7), each with the bloc and the ground of it."""
    for one in referentiel.model.correspondances:
        applies = (one.du is None or one.du <= day) and (one.au is None or day <= one.au)
        for each in blocs:
            if applies and fold(each.rncp) == fold(one.de):
                for code in filter(None, map(referentiel.resolve, one.donne)):
                    yield EarlierAcquis(code, (each.bloc,), origine="equivalence"), each, one.fondement or ""
