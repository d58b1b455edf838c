"""Statistics from a document of results, as `certeval validate --json` writes it: what it holds, nothing guessed.

Such a document stops at the compétences: critères, groups and what was excluded are not in it.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TypeVar

from certeval.engine.results import NAME_KEYS
from certeval.engine.statistics.facts import LEFT_OUT, Facts, StatisticsElement, StatisticsOutline
from certeval.engine.verdicts import VERDICTS
from certeval.frozen import frozen
from certeval.rules.program import CERTIFICATION
from certeval.text.numbers import exact, number

UNKNOWN = ("criteres", "groupes", "exclus", "ordre_des_niveaux")
"""What a document of results does not say."""

Record = dict[str, object]
_Shape = TypeVar("_Shape")


class MalformedError(Exception):
    """A document that is not of the form announced; its text is the path of the first thing that is wrong."""


@frozen
class DocumentFacts:
    """A document of results: what is known of the candidates it lists, how many were decided, and how many left out.

    `has_errors`: the sheets had errors, and nothing was decided.
    """

    facts: tuple[Facts, ...]
    outline: StatisticsOutline
    decisions: int
    omissions: int
    has_errors: bool


def read_document(root: Mapping[str, object]) -> DocumentFacts:
    """Read a document. Raises MalformedError."""
    summary = _shape(root.get("synthese"), dict, "synthese")
    has_errors = any(
        _shape(each, dict, f"diagnostics[{i}]").get("gravite") == "erreur"
        for i, each in enumerate(_shape(root.get("diagnostics"), list, "diagnostics"))
    )
    reader = _DocumentReader()
    facts: list[Facts] = []
    for i, each in enumerate(_shape(root.get("candidats"), list, "candidats")):
        at = f"candidats[{i}]"
        facts.append(reader.candidate(_shape(each, dict, at), at))
    decisions = _count(summary.get("candidats"), "synthese.candidats")
    # what others have a verdict of was not for those who have none
    codes = dict.fromkeys(code for each in facts for code in each.verdicts)
    words = ({code: each.verdicts.get(code, LEFT_OUT) for code in codes} for each in facts)
    all_facts = tuple(each._replace(verdicts=of) for each, of in zip(facts, words, strict=True))
    omissions = len(_shape(root.get("ecartes", []), list, "ecartes"))
    return DocumentFacts(all_facts, reader.outline(), decisions, omissions, has_errors and not decisions)


class _DocumentReader:
    """What the candidates of a document have in common, learnt as they are read."""

    def __init__(self) -> None:
        self._elements: dict[StatisticsElement, None] = {}
        self._marks: set[str] = set()
        self._levels: set[str] = set()

    def outline(self) -> StatisticsOutline:
        """The order of levels is not in the document: none is given."""
        levels: dict[str, tuple[str, ...]] = dict.fromkeys(sorted(self._levels), ())
        return StatisticsOutline(tuple(self._elements), marks=frozenset(self._marks), levels=levels)

    def candidate(self, candidate: Record, at: str) -> Facts:
        verdicts: dict[str, str] = {}
        marks: dict[str, Fraction] = {}
        levels: dict[str, str] = {}
        acquis: dict[str, int | None] = {}
        for identity, element, where in _elements(candidate, at):
            self._elements.setdefault(identity)
            code, genre = identity
            if (verdict := element.get("verdict")) is not None:
                if verdict not in VERDICTS:
                    raise MalformedError(f"{where}.verdict")
                verdicts[code] = str(verdict)
            value = _value(element["valeur"], f"{where}.valeur") if "valeur" in element else None
            if isinstance(value, Fraction):
                marks[code] = value
            elif value is not None:
                levels[code] = value
            if genre == "competence" and "acquis" in element:
                number_acquis = _count(element["acquis"], f"{where}.acquis")
                waits = _count(element.get("non_evalue"), f"{where}.non_evalue")
                acquis[code] = None if waits else number_acquis
        self._marks |= marks.keys()
        self._levels |= levels.keys()
        return Facts(verdicts, marks, levels, {}, acquis)


def _elements(candidate: Record, at: str) -> Iterator[tuple[StatisticsElement, Record, str]]:
    """Every element of a candidate, with its kind and its path."""
    where = f"{at}.certification"
    certification = _shape(candidate.get("certification"), dict, where)
    yield StatisticsElement(CERTIFICATION, CERTIFICATION), certification, where
    _shape(candidate.get("blocs"), list, f"{at}.blocs")
    yield from _elements_of(candidate, ("blocs", "competences", "epreuves"), at)
    for key, genre in zip(NAME_KEYS, ("regle", "mesure", "palier"), strict=True):
        names = _shape(candidate.get(key, {}), dict, f"{at}.{key}")
        for name, each in names.items():
            where = f"{at}.{key}.{name}"
            yield StatisticsElement(name, genre), _as_element(genre, each, where), where


INSIDE = {"blocs": ("competences", "epreuves"), "competences": ("sous_competences",)}
"""The lists that the elements of a list hold, in the order of a document."""


def _elements_of(
    holder: Record, keys: Iterable[str], at: str
) -> Iterator[tuple[StatisticsElement, Record, str]]:
    """The elements of some lists that one holds, each before those inside it."""
    for key in keys:
        for i, each in enumerate(_shape(holder.get(key, []), list, f"{at}.{key}")):
            where = f"{at}.{key}[{i}]"
            element = _shape(each, dict, where)
            code = _shape(element.get("code"), str, f"{where}.code")
            yield StatisticsElement(code, key.removesuffix("s")), element, where
            yield from _elements_of(element, INSIDE.get(key, ()), where)


def _as_element(genre: str, value: object, at: str) -> Record:
    """What a named rule, measure or ladder comes to, in the form of an element."""
    if genre == "regle":
        return _shape(value, dict, at)
    if genre == "mesure":
        return {} if value is None else {"valeur": value}
    rungs = _shape(value, list, at)
    return {"valeur": rungs[0]} if len(rungs) == 1 else {}


def _value(value: object, at: str) -> Fraction | str | None:
    """A number, a level, or None while it is an interval. Whole numbers are numbers there: a text of one is a level."""
    if isinstance(value, list):
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    text = _shape(value, str, at)
    read = number(text)
    return read if read is not None and read.denominator > 1 and exact(read) == text else text


def _shape(value: object, kind: type[_Shape], at: str) -> _Shape:
    """A value of the shape that is wanted there. Raises MalformedError."""
    if not isinstance(value, kind):
        raise MalformedError(at)
    return value


def _count(value: object, at: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise MalformedError(at)
    return value
