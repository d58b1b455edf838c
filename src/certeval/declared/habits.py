"""What people write out of habit, or from another tool, and how a référentiel says it."""

import re
from collections.abc import Collection, Iterator, Mapping

from certeval.messages import N_
from certeval.text.nearest import fold

COEFFICIENT = N_(
    "a coefficient stands in the rule that weighs: « certification: {{moyenne: {{E1: 3, E2: 2}}, au_moins: 10}} »"
)
ELIMINATORY = N_(
    "an eliminatory mark is a rule of its own beside the others: "
    "« et: [{{moyenne: epreuves, au_moins: 10}}, {{tous: epreuves, dont: {{au_moins: 7}}}}] »"
)
THRESHOLD = N_("say on which side the bound itself falls: « au_moins: 10 » (10 is enough) or « plus_de: 10 »")
OPTIONAL = N_("what may be left empty is a status: « statuts: {{vide: exclu}} »")
MARK_SCALE = N_("the scale of a mark is « echelle: {{note: {{sur: 20}}}} »")
FORMAT = N_("write format: 1")
TOO_DEEP = N_(
    "its keys are those of the items of the list one level up: if it is one of them, indent it as they are"
)
KEYS = N_("a mapping is {{key: value}} or lines « key: value »; the keys here are {keys}")
LEVELS = N_("the scale of a level is « echelle: {{niveaux: [NA, EA, A]}} », the weakest first")
COMPARISON = N_("a mark or a level is compared by its code: « {{mesure: E1, au_moins: 10}} »")
OWN_SCALE = N_(
    "an element says its own scale without `saisie`: `echelle: acquis`, `echelle: {{note: {{sur: 20}}}}`"
)
PATHWAY = N_("what only some candidates follow says so: « pour: {{parcours: [CODE]}} », a code of `parcours`")
WAYS = {
    **dict.fromkeys(("coef", "coeff", "coefficient", "poid", "ponderation"), COEFFICIENT),
    **dict.fromkeys(
        ("eliminatoire", "noteeliminatoire", "plancher", "notemini", "noteminimale"), ELIMINATORY
    ),
    **dict.fromkeys(("seuil", "threshold", "minimumrequi", "notedepassage"), THRESHOLD),
    **dict.fromkeys(("facultatif", "facultative", "optionnel", "optionnelle", "optional"), OPTIONAL),
    **dict.fromkeys(("bareme", "notesur", "sur", "max"), MARK_SCALE),
    **dict.fromkeys(("option", "specialite", "mention"), PATHWAY),
}
"""The way out, by a key folded and without its plural."""
SCALE_WAYS = {"note": MARK_SCALE, "niveau": LEVELS}
"""The way out where a scale is declared; in a rule, what is entered is compared."""
SYNONYMS = {
    "intitule": ("libelle",),
    "libelle": ("intitule",),
    **dict.fromkeys(("titre", "title", "nom", "name"), ("intitule", "libelle")),
    "label": ("libelle", "intitule"),
    **dict.fromkeys(("id", "identifiant", "ref", "reference", "numero"), ("code",)),
    "max": ("sur",),
    **dict.fromkeys(("sur", "plafond"), ("max",)),
}
"""The keys that other words stand for, by a key folded."""
WEIGHT_KEYS = ("moyenne", "somme")
_NUMBER = re.compile(r"-?[0-9]+([.,/][0-9]+)?( *%)?")


def way_out(key: str, keys: Collection[str]) -> str | None:
    """How what a key that does not exist is meant to say is said: a message, None where it is no known habit.

    `keys` are those that can be written there: they tell a rule from the declaration of what is entered.
    """
    word = fold(key).replace("_", "").replace("-", "").rstrip("s")
    if (singular := word.removesuffix("x")) in SCALE_WAYS:
        return COMPARISON if "mesure" in keys else SCALE_WAYS[singular] if "echelle" in keys else None
    if word == "saisie":
        return OWN_SCALE if "echelle" in keys else None
    return WAYS.get(word)


def synonym(key: str, keys: tuple[str, ...]) -> str | None:
    """The key that another word stands for, among those that could still be written."""
    return next((each for each in SYNONYMS.get(fold(key), ()) if each in keys), None)


def full_form(key: str, value: object) -> str | None:
    """A key with the mapping that a bare value of it stands for: `note: 20` is « note: {sur: 20} »."""
    if not isinstance(value, str):
        return None
    text = value.strip()
    bare = text.removeprefix("/").strip()
    if _NUMBER.fullmatch(bare):
        inside = {
            "note": f"{{sur: {bare}}}",
            "echelle": f"{{note: {{sur: {bare}}}}}",
            "quantite": f"{{max: {bare}}}",
            "jures": f"{{nombre: {bare}}}",
            "tentatives": "{retenir: meilleure}",
        }.get(key)
        return f"{key}: {inside}" if inside else None
    if key == "jures" and text in {"accord", "moyenne", "minimum", "unanimite", "majorite"}:
        return f"{key}: {{retenir: {text}}}"
    if key == "tentatives" and text in {"derniere", "meilleure", "premiere"}:
        return f"{key}: {{retenir: {text}}}"
    return None


def status_mapping(status: str, text: str) -> str | None:
    """A status that is worth a number: `ABI: 0` is « ABI: {valeur: 0} »."""
    return f"{status}: {{valeur: {text}}}" if _NUMBER.fullmatch(text.strip()) else None


def weight_mapping(value: object) -> str | None:
    """The mapping that a list of `code: coefficient` stands for: `[E1: 3, E2]` is « {E1: 3, E2: 1} »."""
    if not isinstance(value, list):
        return None
    pairs = [next(_pairs(each), None) for each in value]
    if not any(isinstance(each, Mapping) for each in value) or None in pairs:
        return None
    return "{" + ", ".join(f"{pair[0]}: {pair[1]}" for pair in pairs if pair) + "}"


def _pairs(item: object) -> Iterator[tuple[str, str]]:
    """A code and its coefficient, where an item says nothing else."""
    if isinstance(item, str):
        yield item, "1"
    elif isinstance(item, Mapping) and len(item) == 1:
        ((code, weight),) = item.items()
        if isinstance(weight, str) and _NUMBER.fullmatch(weight.strip()):
            yield str(code), weight
