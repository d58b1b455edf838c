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
OF_EACH = N_(
    "what each of them takes stands under `dont`: « {{tous: epreuves, dont: {{au_moins: 10}}}} »; "
    "how many it takes, beside `parmi`: « {{parmi: epreuves, au_moins: 2}} »"
)
OF_A_LIST = N_(
    "it takes all of them: « {{tous: [E1, E2]}} », one of them: « {{un_de: [E1, E2]}} », so many: "
    "« {{parmi: [E1, E2, E3], au_moins: 2}} »"
)
OWN_BOUNDS = N_("a measure has its bounds beside it: « {{moyenne: epreuves, au_moins: 10}} »")
ROUNDING = N_(
    "a rounding holds what it rounds: « {{arrondi: {{moyenne: epreuves}}, pas: 0.5, sens: proche, au_moins: 10}} »"
)
YES_OR_NO = N_("the scale of a yes or a no is « echelle: acquis »")
ATTEMPTS = N_(
    "how many attempts there may be is not declared, but which of them counts: "
    "« tentatives: {{retenir: meilleure}} »"
)
CODED = N_("an element has a key for its code and one for its words: « - {{code: {code}, {wording}: …}} »")
ONE_VALUE = N_("write one value, without brackets nor braces")
NO_MERGE = N_("write here, one by one, the keys that it would bring")
PATHWAY = N_("what only some candidates follow says so: « pour: {{parcours: [CODE]}} », a code of `parcours`")
WAYS = {
    **dict.fromkeys(("coef", "coeff", "coefficient", "poid", "ponderation"), COEFFICIENT),
    **dict.fromkeys(
        ("eliminatoire", "noteeliminatoire", "plancher", "notemini", "noteminimale"), ELIMINATORY
    ),
    **dict.fromkeys(("seuil", "threshold", "minimumrequi", "notedepassage", "barre"), THRESHOLD),
    **dict.fromkeys(("facultatif", "facultative", "optionnel", "optionnelle", "optional"), OPTIONAL),
    **dict.fromkeys(("option", "specialite", "mention"), PATHWAY),
}
"""The way out, by a key folded and without its plural."""
LIMITS = re.compile(r"min(i|imum)?|max(i|imum)?|note|notem[a-z]*|limite|[<>=]+|(sup|inf|egal)[a-z]*")
"""A key folded that bounds what stands beside it, in a rule."""
SCALES = {
    **dict.fromkeys(("note", "bareme", "notesur", "sur", "max", "pa"), MARK_SCALE),
    "niveau": LEVELS,
    **dict.fromkeys(("acqui", "oui", "ouinon", "binaire", "booleen"), YES_OR_NO),
}
"""The way out where a scale is declared."""
COUNTS = ("nombre", "max", "maximum", "essai", "limite")
"""The keys, folded and without their plural, that say how many attempts there may be."""
SYNONYMS = {
    "intitule": ("libelle",),
    "libelle": ("intitule",),
    **dict.fromkeys(("titre", "title", "nom", "name"), ("intitule", "libelle")),
    "label": ("libelle", "intitule"),
    **dict.fromkeys(("id", "identifiant", "ref", "reference", "numero"), ("code",)),
    **dict.fromkeys(("max", "maximum", "bareme"), ("sur",)),
    **dict.fromkeys(("sur", "plafond"), ("max",)),
    **dict.fromkeys(("de", "minimum", "mini"), ("min",)),
    **dict.fromkeys(("cran", "step", "precision", "increment"), ("pas",)),
    **dict.fromkeys(("moyenne", "minimum", "accord", "unanimite", "majorite"), ("min", "retenir")),
    **dict.fromkeys(("meilleure", "derniere", "premiere"), ("retenir",)),
    **dict.fromkeys(("rattrapage", "rattrapages", "essais"), ("tentatives",)),
    **dict.fromkeys(("average", "mean"), ("moyenne",)),
    **dict.fromkeys(("sum", "total"), ("somme",)),
    "and": ("et",),
    "or": ("ou",),
    "not": ("non",),
    "if": ("si",),
    "then": ("alors",),
    "else": ("sinon",),
    "all": ("tous",),
    "any": ("un_de",),
    "none": ("aucun",),
    "where": ("dont",),
    "nombre": ("parmi",),
    "at_least": ("au_moins",),
    "more_than": ("plus_de",),
    "at_most": ("au_plus",),
    "less_than": ("moins_de",),
}
"""The keys that other words stand for, by a key folded."""
WORDINGS = {
    **dict.fromkeys(("competences", "sous_competences", "criteres", "faits"), "libelle"),
    **dict.fromkeys(("blocs", "epreuves"), "intitule"),
}
"""The key of the words of an element, by that of the list that it is in."""
STRICT = frozenset({"strict", "strictement", "stricte", "large", "inclu", "exclu", "egalite"})
"""A key folded that says beside a bound whether it is one of the values."""
WEIGHT_KEYS = ("moyenne", "somme")
_NUMBER = re.compile(r"-?[0-9]+([.,/][0-9]+)?( *%)?")
_OUT_OF = re.compile(r"^(note )?(sur |/)", re.IGNORECASE)
_YES_OR_NO = {
    "oui/non",
    "ouinon",
    "binaire",
    "booleen",
    "bool",
    "boolean",
    "acquis/nonacquis",
    "acquisnonacquis",
}
BOUNDS = frozenset({"au_moins", "plus_de", "au_plus", "moins_de"})


def way_out(key: str, keys: Collection[str], value: object = None) -> str | None:
    """How what a key that does not exist is meant to say is said: a message, None where it is no known habit.

    `keys` are those that can be written there: they tell a rule from the declaration of what is entered.
    """
    word = fold(key).replace("_", "").replace("-", "").rstrip("s")
    if key == "<<":
        return NO_MERGE
    if word == "saisie":
        return OWN_SCALE if "echelle" in keys else None
    if {"echelle", "niveaux", "sur"} & set(keys) and (way := SCALES.get(word.removesuffix("x"))):
        return way
    if "conserver_si" in keys and word in COUNTS:
        return ATTEMPTS
    if {"dont", *BOUNDS} & set(keys) and (key in BOUNDS or word in STRICT or LIMITS.fullmatch(word)):
        return _bound(word, keys, value)
    if "mesure" in keys and (word in {"niveau", "niveaux"} or is_bound(value)):
        return COMPARISON
    return WAYS.get(word)


def _bound(word: str, keys: Collection[str], value: object) -> str | None:
    """How what is compared, or bounds, is said in a rule."""
    if "au_moins" not in keys:
        return OF_EACH
    return COMPARISON if word == "note" and "mesure" in keys and not is_bound(value) else THRESHOLD


def is_bound(value: object) -> bool:
    """Whether a value is a number or bounds."""
    if isinstance(value, Mapping):
        return bool(value) and set(value) <= BOUNDS
    return isinstance(value, str) and _NUMBER.fullmatch(value.strip()) is not None


def beside(mechanism: str, value: object) -> str | None:
    """How what a second mechanism is meant to say of the first is said: « minimum: 10 » beside a mean is a bound."""
    if mechanism == "arrondi" and is_bound(value):
        return ROUNDING
    return THRESHOLD if mechanism in {"minimum", "maximum"} and is_bound(value) else None


def synonym(key: str, keys: tuple[str, ...]) -> str | None:
    """The key that another word stands for, among those that could still be written."""
    return next((each for each in SYNONYMS.get(fold(key), ()) if each in keys), None)


def full_form(key: str, value: object, wanted: object = "mapping") -> str | None:
    """A key with the mapping that a bare value of it stands for: `note: 20` is « note: {sur: 20} »; a list of levels
    is a scale, and a text with commas a list.
    """
    if isinstance(value, list) and key == "echelle" and all(isinstance(each, str) for each in value):
        return f"echelle: {{niveaux: [{', '.join(value)}]}}"
    if not isinstance(value, str):
        return None
    text = value.strip()
    if wanted == "list":
        return f"{key}: [{', '.join(map(str.strip, text.split(',')))}]" if "," in text else None
    bare = _OUT_OF.sub("", text).strip()
    if key == "echelle" and fold(text) in _YES_OR_NO:
        return "echelle: acquis"
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


def shape_way(key: str, wanted: object, value: object) -> str | None:
    """How what was given as a list or a mapping is said where neither goes."""
    if wanted == "rule":
        return OF_A_LIST if isinstance(value, list) else None
    if key == "mesure" and isinstance(value, Mapping):
        return OWN_BOUNDS
    return ONE_VALUE if wanted in {"text", "limit", "number", "count"} else None


def coded(section: object, item: object) -> dict[str, object]:
    """How an element is declared whose code was written as the key of its words, `- C1: Vendre`, or of all its own,
    `blocs: {BC1: …}`; nothing where no first key is a code.
    """
    code = next(iter(item), "") if isinstance(item, Mapping) and "code" not in item else ""
    is_code = any(sign.isdigit() for sign in code)
    wording = WORDINGS.get(str(section)) if is_code else None
    return {"way": CODED, "code": code, "wording": wording} if wording else {}


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
