"""What the register keeps of what results say of a candidate: a verdict an element."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from certeval.engine.verdicts import Plain, elements_of, part_of
from certeval.referentiel.load import Referentiel
from certeval.registre.acquis import CERTIFICATION
from certeval.rules.situation import PARCOURS

JOURNAL_KEYS = ("verdict", "origine", "defaillant", "calcule", "decision")
"""What the journal keeps of what results say of an element."""


class RegisteredVerdict(NamedTuple):
    """What a session decided of one element: its kind, verdict and all that results say of it."""

    element: str
    genre: str
    contenu: Mapping[str, object]


class VerdictRecords:
    """What is kept of results; candidates who come to the same on an element share it, as their results do."""

    def __init__(self, referentiel: Referentiel) -> None:
        self._numbers = {
            code: number
            for code, each in referentiel.elements.items()
            if (number := getattr(each.model, "rncp", None))
        }
        self._by_element: dict[tuple[int, str], tuple[Plain, RegisteredVerdict]] = {}

    def of_candidate(self, candidate: Plain) -> list[RegisteredVerdict]:
        """Each bloc, what stands in none, whatever the jury decided below or beside, the certification with the
        parcours that it was obtained in.
        """
        inside = [("bloc", one) for one in elements_of(candidate, "blocs")]
        inside += [("competence", one) for one in elements_of(candidate, "competences")]
        others = [
            *_nested_elements(one for _kind, one in inside),
            *(("epreuve", one) for one in elements_of(candidate, "epreuves")),
        ]
        elements = [*inside, *(each for each in others if each[1].get("origine") == "jury")]
        whole = part_of(candidate, "certification")
        verdicts = [self._verdict(kind, one) for kind, one in elements if one["verdict"] is not None]
        if whole["verdict"] is not None:
            verdicts.append(self._verdict(CERTIFICATION, whole, str(candidate.get(PARCOURS) or "")))
        return verdicts

    def _verdict(self, kind: str, element: Plain, parcours: str = "") -> RegisteredVerdict:
        key = id(element), parcours
        pair = self._by_element.get(key)
        if pair is None:
            code = str(element.get("code", CERTIFICATION))
            contenu = {key: element[key] for key in JOURNAL_KEYS if key in element}
            contenu |= {"rncp": self._numbers[code]} if code in self._numbers else {}
            contenu |= {PARCOURS: parcours} if parcours else {}
            pair = self._by_element[key] = (element, RegisteredVerdict(code, kind, contenu))
        return pair[1]


def _nested_elements(elements: Iterable[Plain]) -> Iterator[tuple[str, Plain]]:
    """The compétences and épreuves inside elements, to any depth."""
    for element in elements:
        for key, kind in (
            ("competences", "competence"),
            ("sous_competences", "sous_competence"),
            ("epreuves", "epreuve"),
        ):
            inside = elements_of(element, key)
            yield from ((kind, each) for each in inside)
            yield from _nested_elements(inside)
