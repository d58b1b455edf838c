"""Statistics as JSON: counts, and exact fractions as text."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from certeval.engine.statistics.items import Correlation, ItemSums
from certeval.engine.statistics.numbers import classes, ranked_levels, summary
from certeval.engine.statistics.tallies import WITHOUT, Statistics, Success, Tallies, success
from certeval.engine.verdicts import Plain
from certeval.render.json_text import json_document
from certeval.rules.rounding import ALL, decimal_text
from certeval.text.numbers import exact


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
    return json_document(
        "certeval/statistiques/1",
        referentiel=dict(referentiel),
        **{key: [dict(file) for file in files] for key, files in sources.items()},
        inconnu=list(unknown),
        **({"filtres": filtres} if filtres else {}),
        ensemble=plain_tallies(statistics.whole),
        par=by_dimension(statistics),
    )


def by_dimension(statistics: Statistics) -> list[Plain]:
    """Everything counted over the groups of each dimension; the group of those who have none is null."""
    return [
        {
            "dimension": name,
            "dans_plusieurs": statistics.several[name],
            "groupes": [
                {"groupe": None if group == WITHOUT else group, **plain_tallies(tallies)}
                for group, tallies in statistics.groups(name)
            ],
        }
        for name in statistics.by
    ]


def plain_tallies(tallies: Tallies) -> Plain:
    """Everything counted over some candidates."""
    always, never, without_decision = extremes(tallies)
    fields: Plain = {
        "candidats": tallies.candidates,
        "validation_partielle": tallies.partial,
        "elements": [_element(code, genre, tallies) for code, genre in tallies.outline.elements],
        "toujours_valides": always,
        "jamais_valides": never,
        "jamais_decides": without_decision,
    }
    if tallies.blocs:
        fields["blocs_valides"] = _by_number(tallies.blocs)
    return fields


def extremes(tallies: Tallies) -> tuple[list[str], list[str], list[str]]:
    """The codes that all who are decided validate, that none does, and for which nobody is decided."""
    successes = {
        code: success(tallies.verdicts[code])
        for code, _ in tallies.outline.elements
        if code in tallies.verdicts
    }
    always = [code for code, of in successes.items() if of.valid and not of.invalid]
    never = [code for code, of in successes.items() if of.invalid and not of.valid]
    return always, never, [code for code, of in successes.items() if not of.decisions]


def _element(code: str, genre: str, tallies: Tallies) -> Plain:
    fields: Plain = {"code": code, "genre": genre}
    if code in tallies.verdicts:
        fields |= _success(success(tallies.verdicts[code]))
    if code in tallies.outline.items:
        fields |= _item(code, tallies)
    if code in tallies.outline.criteres or code in tallies.acquis:
        fields["criteres_acquis"] = _by_number(tallies.acquis.get(code, {}))
    if code in tallies.outline.marks:
        fields["notes"] = _marks(tallies.marks.get(code, {}), tallies.candidates)
    if code in tallies.outline.levels:
        fields["niveaux"] = _levels(code, tallies)
    return fields


def _success(success_counts: Success) -> Plain:
    return {
        "valides": success_counts.valid,
        "non_valides": success_counts.invalid,
        "en_attente": success_counts.pending,
        "exclus": success_counts.exclus,
        "decides": success_counts.decisions,
        **_rate(success_counts.rate),
    }


def _rate(rate: Fraction | None) -> Plain:
    return {
        "taux": None if rate is None else str(rate),
        "pour_cent": None if rate is None else decimal_text(rate * 100, 1, ALL),
    }


def _item(code: str, tallies: Tallies) -> Plain:
    item = tallies.items.get(code)
    assessments, successes = (item.assessments, item.acquis) if item else (0, 0)
    share = Fraction(successes, assessments) if assessments else None
    return {
        "difficulte": {"evalues": assessments, "acquis": successes, **_rate(share)},
        "discrimination": _correlation(discrimination(code, tallies)),
    }


def discrimination(code: str, tallies: Tallies) -> Correlation | str:
    """The index of an element, or why there is none."""
    return (tallies.items.get(code) or ItemSums()).discrimination()


def _correlation(correlation: Correlation | str) -> Plain:
    if isinstance(correlation, str):
        return {"indice": None, "motif": correlation}
    return {
        "indice": decimal_text(correlation.to(2), 2),
        "carre": str(correlation.square),
        "signe": correlation.sign,
        "candidats": correlation.candidates,
    }


def _by_number(counts: Mapping[int | None, int]) -> Plain:
    """How many candidates have each number, those still pending apart."""
    numbers = sorted(number for number in counts if number is not None)
    return {
        "effectifs": {str(number): counts[number] for number in numbers},
        "en_attente": counts.get(None, 0),
    }


def _marks(counts: Mapping[Fraction, int], candidates: int) -> Plain:
    mark_summary = summary(counts)
    if mark_summary is None:
        return {"effectif": 0, "sans_valeur": candidates}
    first, median, third = mark_summary.quartiles
    return {
        "effectif": mark_summary.size,
        "sans_valeur": candidates - mark_summary.size,
        "minimum": exact(mark_summary.least),
        "premier_quartile": exact(first),
        "mediane": exact(median),
        "troisieme_quartile": exact(third),
        "maximum": exact(mark_summary.greatest),
        "moyenne": exact(mark_summary.mean),
        "histogramme": [
            {"de": exact(low), "a_moins_de": exact(high), "effectif": size}
            for low, high, size in classes(counts)
        ],
    }


def _levels(code: str, tallies: Tallies) -> Plain:
    """Counts by level, the worst first; the quartiles where the order of levels is known."""
    counts: Mapping[str, int] = tallies.levels.get(code, {})
    order = tallies.outline.levels[code]
    size = sum(counts.values())
    fields: Plain = {
        "effectif": size,
        "sans_valeur": tallies.candidates - size,
        "effectifs": {level: counts.get(level, 0) for level in order or sorted(counts)},
    }
    five_levels = ranked_levels(counts, order)
    if five_levels:
        keys = ("minimum", "premier_quartile", "mediane", "troisieme_quartile", "maximum")
        fields |= dict(zip(keys, five_levels, strict=True))
    return fields
