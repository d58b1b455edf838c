"""The random référentiels are worth their laws: nearly all compile, and every form of the grammar is among them."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

import pytest
from author import Author
from candidates import compile_text
from chance import Chance
from entered import BOUNDS
from naive import BOUNDS as EVERY_BOUND
from naive_cells import is_number
from strategies import MEASURES, draw_document, emit, sheet, turned_round

from certeval.rules.grammar import MECHANISMS


@cache
def sample() -> list[tuple[Chance, dict[str, Any]]]:
    """Référentiels at random, each with the chance that wrote it."""
    return [(chance, draw_document(chance)) for chance in (Chance(Random(seed)) for seed in range(400))]  # noqa: S311


@pytest.mark.no_cover
def test_most_random_referentiels_compile_once_their_bounds_are_turned_round() -> None:
    accepted = sum(turned_round(document) is not None for _, document in sample()[:100])
    assert accepted >= 95


def mappings(value: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every mapping of a file, with the key it stands under."""
    if isinstance(value, dict):
        yield where, value
        for key, child in value.items():
            yield from mappings(child, key)
    if isinstance(value, list):
        for child in value:
            yield from mappings(child, where)


def feature_counts() -> Counter[str]:
    """How often each feature of the grammar occurs in the sample."""
    found: Counter[str] = Counter()
    for chance, document in sample():
        for where, mapping in mappings(document):
            found.update(features(where, mapping, document))
        for cell in sheet(chance, document).values():
            found["cell: " + ("word" if isinstance(cell, str) else next(iter(cell)))] += 1
    return found


def features(where: str, mapping: dict[str, Any], document: dict[str, Any]) -> Iterator[str]:
    forms = [
        form for form in MECHANISMS if form in mapping and where not in {"valeurs", "validation", "saisie"}
    ]
    for form in forms:
        yield form
        yield from (f"{form} with {key}" for key in ("dont", "meilleures", "sinon") if key in mapping)
        terms = mapping[form]
        yield f"{form} of {'word de' if ' de ' in terms else type(terms).__name__}"
        if isinstance(terms, dict) and form not in {"si", "non", "arrondi"}:
            yield from (
                f"{form}: {'zero' if c == '0' else 'negative' if '-' in c else 'positive'}"
                for c in terms.values()
            )
        if form in {"moyenne", "somme", "minimum", "maximum"} and isinstance(terms, list):
            yield from (f"{form}: {'number' if is_number(t) else type(t).__name__}" for t in terms)
    if "table" in mapping:
        keys = mapping["table"] if isinstance(mapping["table"], list) else [mapping["table"]]
        yield f"table by {len(keys)}"
        yield from ("table by ladder" for key in keys if key in document.get("paliers", {}))
    if "si" in mapping and "alors" in mapping:
        yield "si: measure" if where == "mesures" or is_measure(mapping["alors"], document) else "si: rule"
    if not forms and mapping.keys() & {*BOUNDS}:
        yield f"bounds under {where}"
    yield from (
        f"{key} of share" for key in BOUNDS if "%" in mapping.get(key, "") or "/" in mapping.get(key, "")
    )
    if "moyenne" in mapping and any("%" in mapping.get(key, "") for key in BOUNDS):
        yield "share of a mean"
    if "sous_competences" in mapping or "sous_competences" in mapping.values():
        yield "sous_competences"
    if "evalue" in mapping.values():
        yield "evalue"
    if where == "statuts":
        yield from (
            f"statut {effect if isinstance(effect, str) else 'valeur'}" for effect in mapping.values()
        )
    if where in {"jures", "tentatives"}:
        yield from (f"{where} {key}" for key in mapping)
        yield f"{where} {mapping['retenir']}"
    if where == "echelle":
        yield from (f"echelle {key}" for key in mapping)


def is_measure(branch: Any, document: dict[str, Any]) -> bool:
    if isinstance(branch, dict):
        return bool(branch.keys() & {*MEASURES, "nombre"}) and not branch.keys() & {*EVERY_BOUND}
    return is_number(branch) or branch in document.get("mesures", {})


EXPECTED = {
    *MECHANISMS,
    *(f"{form} with dont" for form in ("parmi", "tous", "un_de", "aucun", "nombre", "moyenne", "somme")),
    *(
        f"{form} of {shape}"
        for form in ("parmi", "tous", "moyenne", "nombre")
        for shape in ("str", "word de", "list")
    ),
    *(f"{form} with meilleures" for form in ("moyenne", "somme")),
    *(
        f"{form}: {sign}"
        for form in ("moyenne", "somme", "exces")
        for sign in ("zero", "positive", "negative")
    ),
    *(
        f"{form}: {kind}"
        for form in ("moyenne", "somme", "minimum", "maximum")
        for kind in ("number", "str", "dict")
    ),
    *("table by 1", "table by 2", "table by ladder", "table with sinon", "si: rule", "si: measure", "evalue"),
    *(
        "bounds under dont",
        "bounds under validation",
        "bounds under conserver_si",
        "bounds under troisieme_si_ecart",
    ),
    *(f"{key} of share" for key in BOUNDS),
    *(f"statut {effect}" for effect in ("inconnu", "exclu", "acquis", "bloque", "valeur")),
    *(f"jures {how}" for how in ("accord", "moyenne", "minimum", "unanimite", "majorite", "nombre")),
    *(f"tentatives {how}" for how in ("derniere", "meilleure", "premiere", "plafond", "conserver_si")),
    *("echelle niveaux", "echelle points", "echelle note", "echelle quantite"),
    *("share of a mean", "sous_competences"),
    *("cell: word", "cell: jures", "cell: tentatives"),
}


@pytest.mark.parametrize("times", [5])
def test_every_form_of_the_grammar_is_written_often(times: int) -> None:
    found = feature_counts()
    assert not {feature: found[feature] for feature in EXPECTED if found[feature] < times}


def test_an_author_without_anything_to_name_writes_a_rule_all_the_same() -> None:
    author = Author(Chance(Random(1)), {})  # noqa: S311
    assert author.rule([None], 0) is not None


def test_a_bound_out_of_reach_is_turned_round() -> None:
    document: dict[str, Any] = {
        "format": "1",
        "certification": {"code": "alea", "version": "1.0.0"},
        "validation": {"certification": {"mesure": "E1", "au_moins": "21"}},
        "epreuves": [{"code": "E1", "intitule": "Une épreuve", "echelle": {"note": {"sur": "20"}}}],
    }
    assert [d.code for d in compile_text(emit(document)).diagnostics if d.code == "V201"] == ["V201"]
    world = turned_round(document)
    assert world is not None
    assert world.document["validation"]["certification"] == {"mesure": "E1", "moins_de": "21"}
