"""Statistics from a document of results, as `certeval validate --json` writes it: what it holds, nothing guessed.

Such a document stops at the compétences: critères, groups and what was excluded are not in it.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from certeval.engine.results import NAMED
from certeval.engine.statistics.facts import LEFT_OUT, Described, Facts, StatisticsOutline
from certeval.engine.verdicts import VERDICTS
from certeval.frozen import frozen
from certeval.rules.program import CERTIFICATION
from certeval.text.numbers import exact, number

UNKNOWN = ("criteres", "groupes", "exclus", "ordre_des_niveaux")
"""What a document of results does not say."""

Read = dict[str, object]


class MalformedError(Exception):
    """A document that is not of the form announced; its text is the path of the first thing that is wrong."""


@frozen
class Saved:
    """A document of results: what is known of the candidates it lists, and how many were decided.

    `failed`: the sheets had errors, and nothing was decided.
    """

    facts: tuple[Facts, ...]
    outline: StatisticsOutline
    decided: int
    failed: bool


def saved(root: Mapping[str, object]) -> Saved:
    """Read a document. Raises MalformedError."""
    summary = _map(root.get("synthese"), "synthese")
    failed = any(
        _map(each, f"diagnostics[{i}]").get("gravite") == "erreur"
        for i, each in enumerate(_list(root.get("diagnostics"), "diagnostics"))
    )
    reading = _Reading()
    found: list[Facts] = []
    for i, each in enumerate(_list(root.get("candidats"), "candidats")):
        at = f"candidats[{i}]"
        found.append(reading.candidate(_map(each, at), at))
    decided = _count(summary.get("candidats"), "synthese.candidats")
    return Saved(tuple(_with_all(found)), reading.outline(), decided, failed)


def _with_all(found: Sequence[Facts]) -> Iterator[Facts]:
    """Candidates with a word for every element of which others have a verdict: it was not for those who have none."""
    decided = dict.fromkeys(code for each in found for code in each.verdicts)
    for each in found:
        yield each._replace(verdicts={code: each.verdicts.get(code, LEFT_OUT) for code in decided})


class _Reading:
    """What the candidates of a document have in common, learnt as they are read."""

    def __init__(self) -> None:
        self._elements: dict[Described, None] = {}
        self._marks: set[str] = set()
        self._levels: set[str] = set()

    def outline(self) -> StatisticsOutline:
        """The order of levels is not in the document: none is given."""
        levels: dict[str, tuple[str, ...]] = dict.fromkeys(sorted(self._levels), ())
        return StatisticsOutline(tuple(self._elements), marks=frozenset(self._marks), levels=levels)

    def candidate(self, candidate: Read, at: str) -> Facts:
        verdicts: dict[str, str] = {}
        marks: dict[str, Fraction] = {}
        levels: dict[str, str] = {}
        acquired: dict[str, int | None] = {}
        for described, element, where in _elements(candidate, at):
            self._elements.setdefault(described)
            code, genre = described
            if (word := _word(element.get("verdict"), f"{where}.verdict")) is not None:
                verdicts[code] = word
            value = _value(element["valeur"], f"{where}.valeur") if "valeur" in element else None
            if isinstance(value, Fraction):
                marks[code] = value
            elif value is not None:
                levels[code] = value
            if genre == "competence" and "acquis" in element:
                acquired[code] = _acquired(element, where)
        self._marks |= marks.keys()
        self._levels |= levels.keys()
        return Facts(verdicts, marks, levels, {}, acquired)


def _word(told: object, at: str) -> str | None:
    if told is not None and told not in VERDICTS:
        raise MalformedError(at)
    return None if told is None else str(told)


def _acquired(competence: Read, at: str) -> int | None:
    """How many items of what it counts are acquired; None while some are not assessed."""
    acquired = _count(competence["acquis"], f"{at}.acquis")
    return None if _count(competence.get("non_evalue"), f"{at}.non_evalue") else acquired


def _elements(candidate: Read, at: str) -> Iterator[tuple[Described, Read, str]]:
    """Every element of a candidate, with its kind and its path."""
    yield Described(CERTIFICATION, CERTIFICATION), *_at(candidate, "certification", at)
    for i, each in enumerate(_list(candidate.get("blocs"), f"{at}.blocs")):
        where = f"{at}.blocs[{i}]"
        bloc = _map(each, where)
        yield Described(_text(bloc.get("code"), f"{where}.code"), "bloc"), bloc, where
        for competence in _coded(bloc, "competences", "competence", where):
            yield competence
            yield from _coded(competence[1], "sous_competences", "sous_competence", competence[2])
        yield from _coded(bloc, "epreuves", "epreuve", where)
    for competence in _coded(candidate, "competences", "competence", at):
        yield competence
        yield from _coded(competence[1], "sous_competences", "sous_competence", competence[2])
    yield from _coded(candidate, "epreuves", "epreuve", at)
    for key, genre in zip(NAMED, ("regle", "mesure", "palier"), strict=True):
        where = f"{at}.{key}"
        for name, each in _map(candidate.get(key, {}), where).items():
            yield Described(name, genre), _named(genre, each, f"{where}.{name}"), f"{where}.{name}"


def _coded(holder: Read, key: str, genre: str, at: str) -> Iterator[tuple[Described, Read, str]]:
    for i, each in enumerate(_list(holder.get(key, []), f"{at}.{key}")):
        where = f"{at}.{key}[{i}]"
        element = _map(each, where)
        yield Described(_text(element.get("code"), f"{where}.code"), genre), element, where


def _named(genre: str, told: object, at: str) -> Read:
    """What a named rule, measure or ladder comes to, in the form of an element."""
    if genre == "regle":
        return _map(told, at)
    if genre == "mesure":
        return {} if told is None else {"valeur": told}
    rungs = _list(told, at)
    return {"valeur": rungs[0]} if len(rungs) == 1 else {}


def _value(told: object, at: str) -> Fraction | str | None:
    """A number, a level, or None while it is an interval. Whole numbers are numbers there: a text of one is a level."""
    if isinstance(told, list):
        return None
    if isinstance(told, int) and not isinstance(told, bool):
        return Fraction(told)
    text = _text(told, at)
    read = number(text)
    return read if read is not None and read.denominator > 1 and exact(read) == text else text


def _at(holder: Read, key: str, at: str) -> tuple[Read, str]:
    return _map(holder.get(key), f"{at}.{key}"), f"{at}.{key}"


def _map(told: object, at: str) -> Read:
    if not isinstance(told, dict):
        raise MalformedError(at)
    return told


def _list(told: object, at: str) -> list[object]:
    if not isinstance(told, list):
        raise MalformedError(at)
    return told


def _text(told: object, at: str) -> str:
    if not isinstance(told, str):
        raise MalformedError(at)
    return told


def _count(told: object, at: str) -> int:
    if not isinstance(told, int) or isinstance(told, bool) or told < 0:
        raise MalformedError(at)
    return told
