"""A session that was decided, as it is written into the register: from its file, its results and its persons."""

from collections.abc import Iterable, Iterator, Mapping

from certeval.engine.verdicts import Plain
from certeval.jury.candidats import Candidats
from certeval.jury.session import Session
from certeval.referentiel.load import Referentiel
from certeval.registre.acquis import CERTIFICATION
from certeval.registre.sessions import RegisteredVerdict, Seance
from certeval.scores.observations import Sheet
from certeval.text.nearest import fold

KEPT = ("verdict", "origine", "defaillant", "calcule", "decision")
"""What the journal keeps of what results say of an element."""


def seance(
    session: Session,
    referentiel: Referentiel,
    sheets: Iterable[Sheet],
    results: Mapping[str, Plain],
    listed: Candidats,
) -> Seance:
    """A session that was deliberated, with what it comes to for each candidate, by identifier.

    Raises ValueError of one that was not deliberated.
    """
    sitting = session.model.deliberation
    if sitting is None:
        raise ValueError("nothing is registered before the jury has met")
    kept = Kept(referentiel)
    people = {
        fold(each.candidat): each.model_dump(mode="json", exclude={"amenagement"})
        for _, each in session.inscriptions()
    }
    persons = {code: listed.person(code) for code in results}
    return Seance(
        session.code,
        referentiel.code,
        referentiel.version,
        sitting.le,
        session.document.data.decode("utf-8", errors="replace"),
        referentiel.document.data.decode("utf-8", errors="replace"),
        referentiel.digest,
        {code: kept.decided(each) for code, each in results.items()},
        {code: person.said for code, person in persons.items() if person is not None},
        {code: people.get(fold(code), {}) for code in results},
        [{"fichier": each.file, "empreinte": each.digest} for each in sheets],
    )


class Kept:
    """What is kept of results; candidates who come to the same on an element share it, as their results do."""

    def __init__(self, referentiel: Referentiel) -> None:
        self._numbers = {
            code: number
            for code, each in referentiel.elements.items()
            if (number := getattr(each.model, "rncp", None))
        }
        self._shared: dict[int, tuple[Plain, RegisteredVerdict]] = {}

    def decided(self, candidate: Plain) -> list[RegisteredVerdict]:
        """Each bloc, what stands in none, whatever the jury decided below or beside, the certification."""
        inside = [("bloc", one) for one in _listed(candidate, "blocs")]
        inside += [("competence", one) for one in _listed(candidate, "competences")]
        others = [
            *_below(one for _kind, one in inside),
            *(("epreuve", one) for one in _listed(candidate, "epreuves")),
        ]
        held = [*inside, *(each for each in others if each[1].get("origine") == "jury")]
        whole = candidate["certification"]
        if isinstance(whole, dict):
            held.append((CERTIFICATION, whole))
        return [self._kept(kind, one) for kind, one in held if one["verdict"] is not None]

    def _kept(self, kind: str, element: Plain) -> RegisteredVerdict:
        found = self._shared.get(id(element))
        if found is None:
            code = str(element.get("code", CERTIFICATION))
            said = {key: element[key] for key in KEPT if key in element}
            said |= {"rncp": self._numbers[code]} if code in self._numbers else {}
            found = self._shared[id(element)] = (element, RegisteredVerdict(code, kind, said))
        return found[1]


def _below(elements: Iterable[Plain]) -> Iterator[tuple[str, Plain]]:
    """The compétences and épreuves inside elements, to any depth."""
    for element in elements:
        for key, kind in (
            ("competences", "competence"),
            ("sous_competences", "sous_competence"),
            ("epreuves", "epreuve"),
        ):
            inside = _listed(element, key)
            yield from ((kind, each) for each in inside)
            yield from _below(inside)


def _listed(element: Plain, key: str) -> list[Plain]:
    found = element.get(key)
    return found if isinstance(found, list) else []
