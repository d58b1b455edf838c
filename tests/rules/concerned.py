"""Référentiels with parcours, and the same from which what is not for a parcours was cut: by the plain values of the
file, no certeval.

What leaves is taken out of every list that names it; a rule or a measure of which nothing is left leaves too.
"""

from copy import deepcopy
from typing import Any

from chance import Chance
from naive_cells import elements, is_number

PARCOURS = ("PA", "PB", "PC")
TERMS = ("moyenne", "somme", "minimum", "maximum", "exces", "manque")
COUNTS = ("parmi", "tous", "un_de", "aucun", "nombre")
GONE = object()
"""What is left of a rule or a measure that is about nothing but what was cut."""


class NotCutError(Exception):
    """No file says what is left: a product without one of its factors, an element of whose rule nothing is left."""


def with_parcours(chance: Chance, document: dict[str, Any]) -> dict[str, Any]:
    """The same référentiel with parcours, some of its elements being for some of them."""
    found = deepcopy(document)
    found["parcours"] = [{"code": code} for code in PARCOURS[: chance.between(2, 3)]]
    codes = [each["code"] for each in found["parcours"]]
    every = [element for _, element in elements(found) if element.kind != "fait"]
    for element in chance.some(every, most=3):
        element.keys["pour"] = {"parcours": chance.some(codes, most=len(codes) - 1)}
    return found


def absent(document: dict[str, Any], parcours: str) -> set[str]:
    """The codes of the elements that are not for a parcours: by their own `pour`, or by what they stand in."""
    every = dict(elements(document))
    gone: set[str] = set()
    for code, element in every.items():
        own = element.keys.get("pour", {}).get("parcours", [parcours])
        if parcours not in own or element.parent in gone:
            gone.add(code)
    return gone


def cut(document: dict[str, Any], parcours: str) -> dict[str, Any]:
    """The référentiel of the candidates of a parcours."""
    found = deepcopy(document)
    gone = absent(found, parcours)
    found.pop("parcours")
    _elements(found, gone)
    found["validation"] = {
        kind: _remaining_rule(rule, gone, f"{kind}") for kind, rule in found["validation"].items()
    }
    names = len(gone) - 1
    while names < len(gone):
        names = len(gone)
        for section in ("mesures", "regles"):
            listed = {name: _cut(each, gone) for name, each in found.get(section, {}).items()}
            gone |= {name for name, each in listed.items() if each is GONE}
            found[section] = {name: each for name, each in listed.items() if each is not GONE}
        found["validation"] = {k: _remaining_rule(rule, gone, k) for k, rule in found["validation"].items()}
    for name, rungs in found.get("paliers", {}).items():
        conditions = [(rung, _cut(rung["si"], gone) if "si" in rung else None) for rung in rungs]
        found["paliers"][name] = [
            rung if condition is None else {**rung, "si": condition}
            for rung, condition in conditions
            if condition is not GONE
        ]
    for _, element in elements(found):
        if "validation" in element.keys:
            element.keys["validation"] = _remaining_rule(element.keys["validation"], gone, "")
    return {key: value for key, value in found.items() if value}


def _elements(holder: dict[str, Any], gone: set[str]) -> None:
    for key in ("blocs", "competences", "criteres", "epreuves", "faits"):
        if key in holder:
            holder[key] = [each for each in holder[key] if each["code"] not in gone]
            for each in holder[key]:
                each.pop("pour", None)
                if "evalue" in each:
                    each["evalue"] = [code for code in each["evalue"] if code not in gone]
                    if not each["evalue"]:
                        raise NotCutError
                _elements(each, gone)


def _remaining_rule(rule: Any, gone: set[str], kind: str) -> Any:
    """The rule of an element, or of the certification, of which something is left."""
    found = _cut(rule, gone)
    if found is GONE:
        raise NotCutError(kind)
    return found


def _cut(form: Any, gone: set[str]) -> Any:
    """What is left of a rule or of a measure."""
    if not isinstance(form, dict):
        return GONE if form in gone else form
    if "si" in form:
        parts = {key: _cut(form[key], gone) for key in ("si", "alors", "sinon")}
        if parts["si"] is GONE:
            return parts["sinon"]
        if GONE in parts.values():
            raise NotCutError
        return {**form, **parts}
    for key in ("et", "ou"):
        if key in form:
            left = [each for each in (_cut(one, gone) for one in form[key]) if each is not GONE]
            return {key: left} if left else GONE
    for key in ("non", "arrondi", "mesure"):
        if key in form:
            inner = _cut(form[key], gone)
            return GONE if inner is GONE else {**form, key: inner}
    if "produit" in form or "table" in form:
        return _whole(form, gone)
    return _several(form, gone)


def _several(form: dict[str, Any], gone: set[str]) -> Any:
    """A count, or a measure of terms."""
    key = next((key for key in (*COUNTS, *TERMS) if key in form), None)
    if key is None:
        return form
    found = dict(form)
    if "dont" in form:
        found["dont"] = _cut(form["dont"], gone)
        if found["dont"] is GONE:
            raise NotCutError
    chosen = form[key]
    if (
        "dont" in form
        and isinstance(chosen, list)
        and any(isinstance(name, str) and name in gone and name[0] in "MR" for name in chosen)
    ):
        raise NotCutError  # a condition may hold of the name of a rule, whatever the rule is about
    if isinstance(chosen, str):
        if chosen.partition(" de ")[2] in gone:
            raise NotCutError
        return found
    if isinstance(chosen, dict):
        found[key] = {name: weight for name, weight in chosen.items() if name not in gone}
        return found if found[key] else GONE
    left = [each for each in (_cut(one, gone) for one in chosen) if each is not GONE]
    numbers = all(map(is_number, left)) and not all(map(is_number, chosen))
    if not left or numbers:
        return GONE
    return {**found, key: left}


def _whole(form: dict[str, Any], gone: set[str]) -> Any:
    """What takes all of its parts: nothing says what it is without one."""
    key = "produit" if "produit" in form else "table"
    parts = form[key] if isinstance(form[key], list) else [form[key]]
    left = [_cut(part, gone) for part in parts]
    if all(each is GONE or is_number(each) for each in left) and GONE in left:
        return GONE
    if GONE in left:
        raise NotCutError
    return {**form, key: left if isinstance(form[key], list) else left[0]}
