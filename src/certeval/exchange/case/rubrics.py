"""The rubrics of a framework: where elements are assessed by levels, what each may be given."""

from collections.abc import Iterator

from certeval.exchange.case.items import type_of
from certeval.exchange.case.names import Names, on_one_line
from certeval.messages import _
from certeval.referentiel.load import Referentiel
from certeval.render.words import decimal
from certeval.rules.scales import Niveaux

Plain = dict[str, object]


def rubrics(referentiel: Referentiel, names: Names, changed: str) -> list[Plain]:
    """A rubric for each bloc, and one for the certification, whose elements are assessed by levels."""
    by_bloc: dict[str, list[str]] = {}
    for code, entry in referentiel.entries.items():
        if isinstance(entry.scale, Niveaux):
            *_below, top = referentiel.tree.ancestors(code)
            by_bloc.setdefault(top.code if top.kind == "bloc" else "", []).append(code)
    return [_rubric(referentiel, names, changed, bloc, codes) for bloc, codes in by_bloc.items()]


def _rubric(referentiel: Referentiel, names: Names, changed: str, bloc: str, codes: list[str]) -> Plain:
    identifier = names.identifier("CFRubric", bloc)
    title = referentiel.elements[bloc].wording if bloc else referentiel.title
    return {
        "identifier": identifier,
        "uri": names.uri("CFRubrics", identifier),
        "title": on_one_line(title),
        "lastChangeDateTime": changed,
        "CFRubricCriteria": [
            _criterion(referentiel, names, changed, code, position)
            | {"rubricId": identifier, "lastChangeDateTime": changed}
            for position, code in enumerate(codes, 1)
        ],
    }


def _criterion(referentiel: Referentiel, names: Names, changed: str, code: str, position: int) -> Plain:
    element, scale = referentiel.elements[code], referentiel.entries[code].scale
    assert isinstance(scale, Niveaux)  # noqa: S101 -- it was looked for
    identifier = names.identifier("CFRubricCriterion", code)
    return {
        "identifier": identifier,
        "uri": names.uri("CFRubricCriteria", identifier),
        "category": type_of(element.kind),
        "description": on_one_line(element.wording or code),
        "CFItemURI": {"title": code, "identifier": names.item(code), "uri": names.uri_of_item(code)},
        "position": position,
        "CFRubricCriterionLevels": [
            each | {"rubricCriterionId": identifier, "lastChangeDateTime": changed}
            for each in _levels(names, code, scale)
        ],
    }


def _levels(names: Names, code: str, scale: Niveaux) -> Iterator[Plain]:
    """The levels of an element, the worst first. Points that are no whole number stay in words: they are exact."""
    for position, level in enumerate(scale.niveaux, 1):
        identifier = names.identifier("CFRubricCriterionLevel", code, level)
        points = scale.worth[position - 1] if scale.worth else None
        said: Plain = {
            "identifier": identifier,
            "uri": names.uri("CFRubricCriterionLevels", identifier),
            "quality": on_one_line(level),
            "position": position,
        }
        if points is not None and points.denominator == 1:
            said["score"] = int(points)
        elif points is not None:
            said["description"] = _("{points} points").format(points=decimal(points))
        yield said
