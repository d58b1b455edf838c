"""Marks, means and levels of decisions in words, for tables that people read."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain

from certeval.engine.verdicts import Plain, elements_of, part_of
from certeval.referentiel.load import Referentiel
from certeval.render.reasons.numbers import numeral
from certeval.render.words import visible

UNKNOWN = "?"


def mark_codes(candidates: Sequence[Plain]) -> list[str]:
    """The codes and names of what bears a mark or a level for some candidate, in the order of the results, whoever
    bears none.
    """
    present = {code for candidate in candidates for code, _value in _marks(candidate)}
    return [code for code in dict.fromkeys(chain.from_iterable(map(_codes, candidates))) if code in present]


def values(referentiel: Referentiel, candidate: Plain) -> dict[str, str]:
    """The marks, means and levels of one candidate, each in words."""
    return {code: _mark(referentiel, code, value) for code, value in _marks(candidate)}


def _codes(candidate: Plain) -> Iterator[str]:
    yield from (str(each["code"]) for each in _elements(candidate))
    yield from part_of(candidate, "mesures")


def _marks(candidate: Plain) -> Iterator[tuple[str, object]]:
    for element in _elements(candidate):
        if "valeur" in element:
            yield str(element["code"]), element["valeur"]
    yield from part_of(candidate, "mesures").items()


def _elements(candidate: Plain) -> Iterator[Plain]:
    for bloc in elements_of(candidate, "blocs"):
        yield bloc
        yield from competences(bloc)
        yield from elements_of(bloc, "epreuves")
    yield from competences(candidate)
    yield from elements_of(candidate, "epreuves")


def _mark(referentiel: Referentiel, code: str, value: object) -> str:
    """`12.5`, `≈10.33`, `Acquis`; the two ends of what is not known whole, `?` of what is not known at all."""
    entry = referentiel.entries.get(code)
    words = entry.scale.words() if entry is not None else ()
    if isinstance(value, list):
        ends = [_mark(referentiel, code, end) for end in value]
        whole = words or (entry and (numeral(entry.scale.least), numeral(entry.scale.greatest)))
        return UNKNOWN if whole and ends == [whole[0], whole[-1]] else "–".join(ends)
    if words:
        return visible(str(value))
    return "" if value is None else numeral(Fraction(str(value)))


def competences(holder: Plain) -> Iterator[Plain]:
    """The compétences that a result holds, a bloc's or a candidate's, each before its sous-compétences."""
    for each in elements_of(holder, "competences"):
        yield each
        yield from elements_of(each, "sous_competences")
