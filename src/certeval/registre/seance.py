"""A session that was decided, as it is written into the register: from its file, its results and its persons."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from certeval.engine.results import Plain
from certeval.jury.candidats import Candidats
from certeval.jury.session import Session
from certeval.referentiel.load import Referentiel
from certeval.registre.acquis import CERTIFICATION
from certeval.registre.sessions import Decided, Seance
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
    people = {fold(each.candidat): each.model_dump(mode="json") for _, each in session.inscriptions()}
    persons = {code: listed.person(code) for code in results}
    return Seance(
        session.code,
        referentiel.code,
        referentiel.version,
        sitting.le,
        session.document.data.decode("utf-8", errors="replace"),
        referentiel.document.data.decode("utf-8", errors="replace"),
        referentiel.digest,
        {code: list(decided(referentiel, each)) for code, each in results.items()},
        {code: person.said for code, person in persons.items() if person is not None},
        {code: people.get(fold(code), {}) for code in results},
        [{"fichier": each.file, "empreinte": each.digest} for each in sheets],
    )


def decided(referentiel: Referentiel, candidate: Plain) -> Iterator[Decided]:
    """What is kept of a candidate's results: each bloc, what stands in none, the certification, and whatever the jury
    decided below.
    """
    numbers = {code: getattr(each.model, "rncp", None) for code, each in referentiel.elements.items()}
    blocs, alone = _listed(candidate, "blocs"), _listed(candidate, "competences")
    for kind, each in (*(("bloc", one) for one in blocs), *(("competence", one) for one in alone)):
        number = numbers.get(str(each["code"]))
        yield _kept(kind, str(each["code"]), each, {"rncp": number} if number else {})
    inside = [*blocs, *alone]
    for kind, each in (*_below(inside), *(("epreuve", one) for one in _listed(candidate, "epreuves"))):
        if each.get("origine") == "jury":
            yield _kept(kind, str(each["code"]), each, {})
    whole = candidate["certification"]
    if isinstance(whole, dict):
        yield _kept(CERTIFICATION, CERTIFICATION, whole, {})


def _below(elements: Sequence[Plain]) -> Iterator[tuple[str, Plain]]:
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


def _kept(kind: str, code: str, element: Plain, more: Mapping[str, object]) -> Decided:
    return Decided(code, kind, {**{key: element[key] for key in KEPT if key in element}, **more})
