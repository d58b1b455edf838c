"""Statistics as JSON: counts, and exact fractions as text."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from certeval.engine.statistics.items import Correlation, ItemSums
from certeval.engine.statistics.numbers import classes, ranked_levels, summary
from certeval.engine.statistics.tallies import WITHOUT, Statistics, Success, Tallies, success
from certeval.engine.verdicts import Plain
from certeval.render.json_text import json_text
from certeval.rules.rounding import ALL, fixed
from certeval.text.numbers import exact

SCHEMA = "certeval/statistiques/1"


def as_json(
    statistics: Statistics,
    referentiel: Mapping[str, str],
    sources: Mapping[str, Sequence[Mapping[str, str]]],
    unknown: Sequence[str],
    filtres: Mapping[str, list[str]],
) -> str:
    """The document. `sources` names the files read with their digests; `unknown` what they don't say; `filtres` the
    blocs and candidates asked for.
    """
    return json_text(
        {
            "schema": SCHEMA,
            "referentiel": dict(referentiel),
            **{key: [dict(file) for file in files] for key, files in sources.items()},
            "inconnu": list(unknown),
            **({"filtres": filtres} if filtres else {}),
            "ensemble": tallied(statistics.whole),
            "par": by_dimension(statistics),
        }
    )


def by_dimension(statistics: Statistics) -> list[Plain]:
    """Everything counted over the groups of each dimension."""
    return [_dimension(name, statistics) for name in statistics.by]


def _dimension(name: str, statistics: Statistics) -> Plain:
    """The groups of one dimension; the group of those who have none is null."""
    groups = [
        {"groupe": None if group == WITHOUT else group, **tallied(tallies)}
        for group, tallies in statistics.groups(name)
    ]
    return {"dimension": name, "dans_plusieurs": statistics.several[name], "groupes": groups}


def tallied(tallies: Tallies) -> Plain:
    """Everything counted over some candidates."""
    always, never, undecided = extremes(tallies)
    found: Plain = {
        "candidats": tallies.candidates,
        "validation_partielle": tallies.partial,
        "elements": [_element(code, genre, tallies) for code, genre in tallies.outline.elements],
        "toujours_valides": always,
        "jamais_valides": never,
        "jamais_decides": undecided,
    }
    if tallies.blocs:
        found["blocs_valides"] = _numbered(tallies.blocs)
    return found


def extremes(tallies: Tallies) -> tuple[list[str], list[str], list[str]]:
    """The codes that all who are decided validate, that none does, and for which nobody is decided."""
    decided = {
        code: success(tallies.verdicts[code])
        for code, _ in tallies.outline.elements
        if code in tallies.verdicts
    }
    always = [code for code, found in decided.items() if found.valid and not found.invalid]
    never = [code for code, found in decided.items() if found.invalid and not found.valid]
    return always, never, [code for code, found in decided.items() if not found.decided]


def _element(code: str, genre: str, tallies: Tallies) -> Plain:
    found: Plain = {"code": code, "genre": genre}
    if code in tallies.verdicts:
        found |= _success(success(tallies.verdicts[code]))
    if code in tallies.outline.items:
        found |= _item(code, tallies)
    if code in tallies.outline.criteres or code in tallies.acquired:
        found["criteres_acquis"] = _numbered(tallies.acquired.get(code, {}))
    if code in tallies.outline.marks:
        found["notes"] = _marks(tallies.marks.get(code, {}), tallies.candidates)
    if code in tallies.outline.levels:
        found["niveaux"] = _levels(code, tallies)
    return found


def _success(found: Success) -> Plain:
    return {
        "valides": found.valid,
        "non_valides": found.invalid,
        "en_attente": found.pending,
        "exclus": found.left_out,
        "decides": found.decided,
        **_rate(found.rate),
    }


def _rate(rate: Fraction | None) -> Plain:
    return {
        "taux": None if rate is None else exact_share(rate),
        "pour_cent": None if rate is None else fixed(rate * 100, 1, ALL),
    }


def exact_share(rate: Fraction) -> str:
    """A share as the fraction it is: `2/3`, `1`."""
    return str(rate)


def _item(code: str, tallies: Tallies) -> Plain:
    """Difficulty and discrimination."""
    item = tallies.items.get(code)
    assessed, acquired = (item.assessed, item.acquired) if item else (0, 0)
    share = Fraction(acquired, assessed) if assessed else None
    return {
        "difficulte": {"evalues": assessed, "acquis": acquired, **_rate(share)},
        "discrimination": _correlation(discrimination(code, tallies)),
    }


def discrimination(code: str, tallies: Tallies) -> Correlation | str:
    """The index of an element, or why there is none."""
    return (tallies.items.get(code) or ItemSums()).discrimination()


def _correlation(found: Correlation | str) -> Plain:
    if isinstance(found, str):
        return {"indice": None, "motif": found}
    return {
        "indice": fixed(found.to(2), 2),
        "carre": exact_share(found.square),
        "signe": found.sign,
        "candidats": found.candidates,
    }


def _numbered(counted: Mapping[int | None, int]) -> Plain:
    """How many candidates have each number, those still pending apart."""
    numbers = sorted(number for number in counted if number is not None)
    return {
        "effectifs": {str(number): counted[number] for number in numbers},
        "en_attente": counted.get(None, 0),
    }


def _marks(counted: Mapping[Fraction, int], candidates: int) -> Plain:
    found = summary(counted)
    if found is None:
        return {"effectif": 0, "sans_valeur": candidates}
    first, median, third = found.quartiles
    return {
        "effectif": found.size,
        "sans_valeur": candidates - found.size,
        "minimum": exact(found.least),
        "premier_quartile": exact(first),
        "mediane": exact(median),
        "troisieme_quartile": exact(third),
        "maximum": exact(found.greatest),
        "moyenne": exact(found.mean),
        "histogramme": [
            {"de": exact(low), "a_moins_de": exact(high), "effectif": size}
            for low, high, size in classes(counted)
        ],
    }


def _levels(code: str, tallies: Tallies) -> Plain:
    """Counts by level, the worst first; the quartiles where the order of levels is known."""
    counted: Mapping[str, int] = tallies.levels.get(code, {})
    order = tallies.outline.levels[code]
    size = sum(counted.values())
    found: Plain = {
        "effectif": size,
        "sans_valeur": tallies.candidates - size,
        "effectifs": {level: counted.get(level, 0) for level in order or sorted(counted)},
    }
    ranked = ranked_levels(counted, order)
    if ranked:
        keys = ("minimum", "premier_quartile", "mediane", "troisieme_quartile", "maximum")
        found |= dict(zip(keys, ranked, strict=True))
    return found
