"""The grammar of what it takes, as declared: rules, measures, bounds, ladders.

A mapping is told by its one mechanism key; the other keys are companions beside it. These models hold
what was written and nothing more: `compile` gives it meaning.
"""

import re
from typing import Annotated, Literal, TypeAlias

from pydantic import ConfigDict, Discriminator, Field, Tag
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError
from typing_extensions import TypeAliasType

from certeval.rules.file_model import (
    BY_SHAPE,
    LIST,
    TABLE,
    WORD,
    About,
    Accepts,
    Before,
    FileModel,
    Present,
    Scalar,
    Text,
    key,
    optional,
)
from certeval.rules.scales import NUMBER, Count, Number, Step
from certeval.text.nearest import nearest
from certeval.text.numbers import number, percent

BOUNDS = ("au_moins", "plus_de", "au_plus", "moins_de")
WORDS = ("criteres", "sous_competences", "competences", "blocs", "epreuves", "faits")


_LEVEL = r"^[^0-9+-]|^[+-][^0-9]*$|[^0-9.,/%\s+-]|[0-9].*[+-]"
"""What a level may be called, such as `B`, `+`, `1er niveau` or `2-`, and a number never is."""
_IS_LEVEL = re.compile(_LEVEL)


def _read_limit(value: object) -> object:
    if not isinstance(value, str):
        raise PydanticCustomError(
            "R103" if value is None else "R104", "a limit is one value", {"wanted": "limit"}
        )
    if not _IS_LEVEL.search(value) and number(value) is None and percent(value) is None:
        raise PydanticCustomError("R109", "not an exact limit", {"given": value})
    return value


Limit = Annotated[
    Scalar,
    Before(_read_limit),
    Accepts({"type": ["number", "string"], "pattern": rf"{_LEVEL}|^{NUMBER}\s*(%\s*)?$"}),
]
"""A limit as written: a whole number, a mark, a share (`50 %`, `2/3`) or a level."""


ONE_A_SIDE: JsonDict = {"not": {"anyOf": [{"required": [*BOUNDS[:2]]}, {"required": [*BOUNDS[2:]]}]}}
"""What refuses two bounds of one side."""
ONE_AT_LEAST: JsonDict = {"anyOf": [{"required": [key]} for key in BOUNDS]}
"""What refuses a count without a bound."""


class Bornes(FileModel):
    """Bounds; alone, they are about the bearer's own value."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, **ONE_A_SIDE})

    au_moins: Present[Limit] = optional("At least (≥)", "Equal passes.", 10, "50 %", "A")
    plus_de: Present[Limit] = optional("More than (>)", "Equal does not pass.", 10, "50 %")
    au_plus: Present[Limit] = optional("At most (≤)", "Equal passes, and nothing above.", 8, "NA")
    moins_de: Present[Limit] = optional("Less than (<)", "Equal does not pass, nor anything above.", 6)

    def bounds(self) -> tuple[tuple[str, str], ...]:
        """The bounds given, as (key, limit as written)."""
        return tuple((key, limit) for key in BOUNDS if (limit := getattr(self, key)) is not None)


Names = Annotated[tuple[Text, ...], Field(min_length=1)]
Selection = TypeAliasType("Selection", Annotated[Annotated[Text, WORD] | Annotated[Names, LIST], BY_SHAPE])


Dont = Annotated[
    Present["Regle"],
    About("Of which", "What each element must meet to count.", {"au_moins": 12}),
]


class Parmi(Bornes):
    """How many items are acquired or, with `dont`, meet a rule."""

    model_config = ConfigDict(json_schema_extra={**ONE_AT_LEAST, **ONE_A_SIDE})

    parmi: Selection = key(
        "Among",
        "The elements that are counted, with a bound beside.",
        "criteres",
        "criteres de BC1",
        ["C1", "C3"],
    )
    dont: Dont = None


class Tous(FileModel):
    """All items: `parmi` with `au_moins: 100 %`."""

    tous: Selection = key("All", "The elements that must all be acquired.", "competences", ["C1", "C3"])
    dont: Dont = None


class UnDe(FileModel):
    """At least one item: `parmi` with `au_moins: 1`."""

    un_de: Selection = key("One of", "The elements of which one is enough.", ["ecrit", "pratique"])
    dont: Dont = None


class Aucun(FileModel):
    """No item: `parmi` with `au_plus: 0`."""

    aucun: Selection = key("None of", "The elements of which none may meet the rule.", "epreuves")
    dont: Dont = None


class Mesure(Bornes):
    """An element's value, or a named measure, compared."""

    mesure: Text = key(
        "Measure compared",
        "The code of an element with a value, or the name of a measure; a bound stands beside.",
        "generale",
    )


class Et(FileModel):
    et: Annotated[tuple["Regle", ...], Field(min_length=1)] = key(
        "And", "All of these rules.", ["C1", {"mesure": "ecrit", "au_moins": 10}]
    )


class Ou(FileModel):
    ou: Annotated[tuple["Regle", ...], Field(min_length=1)] = key(
        "Or", "One of these rules.", ["C1", {"mesure": "ecrit", "au_moins": 12}]
    )


class Non(FileModel):
    non: "Regle" = key("Not", "The contrary of this rule.", "incident")


Si = Annotated[
    "Regle",
    About("If", "The condition; `alors` and `sinon` stand beside.", {"mesure": "option", "au_moins": 10}),
]


class RegleSi(FileModel):
    si: Si
    alors: "Regle" = key("Then, the rule", "The rule when the condition holds.", "C1")
    sinon: "Regle" = key(
        "Otherwise, the rule", "The rule when the condition does not hold.", {"et": ["C1", "secourisme"]}
    )


Terms = TypeAliasType(
    "Terms",
    Annotated[
        Annotated[Text, WORD]
        | Annotated[tuple["Expression", ...], Field(min_length=1), LIST]
        | Annotated[dict[Text, Number], Field(min_length=1), TABLE],
        BY_SHAPE,
    ],
)


class _FilterKeys(Bornes):
    dont: Present["Regle"] = optional(
        "Kept if it meets", "Only the elements that meet this are kept.", {"au_moins": 8}
    )
    meilleures: Present[Count] = optional("The best", "Only so many of the best are kept.", 3)


class Moyenne(_FilterKeys):
    moyenne: Terms = key(
        "Mean", "The elements, or each with its weight.", "epreuves", {"ecrit": 3, "oral": 2}
    )


class Somme(_FilterKeys):
    somme: Terms = key(
        "Sum",
        "The values that are added, or each with its weight; a negative one takes away.",
        ["ecrit", "oral"],
        {"gagnes": 1, "perdus": -2},
    )


class Minimum(Bornes):
    minimum: Terms = key("Least of", "The least of these values; with a number, a ceiling.", ["total", "20"])


class Maximum(Bornes):
    maximum: Terms = key(
        "Greatest of", "The greatest of these values; with a number, a floor.", ["ecrit", "oral"]
    )


class Produit(Bornes):
    produit: Annotated[tuple["Expression", ...], Field(min_length=2)] = key(
        "Product", "The values that are multiplied; by a fraction, divided.", ["1/3", "total"]
    )


class Nombre(FileModel):
    """The count of `parmi`, as a number."""

    nombre: Selection = key("Count", "How many of these elements are acquired.", "criteres de BC1")
    dont: Dont = None


Pivot = Annotated[Number, About("Threshold", "The value from which points are counted.", 10)]


class Exces(Bornes):
    exces: Terms = key("Points above", "The sum of the points above `a`.", ["ecrit", "oral"])
    a: Pivot


class Manque(Bornes):
    manque: Terms = key("Points below", "The sum of the points that lack to reach `a`.", ["ecrit", "oral"])
    a: Pivot


class Arrondi(Bornes):
    arrondi: "Expression" = key(
        "Rounded", "The value that is rounded; `pas` and `sens` stand beside.", "generale"
    )
    pas: Step = key("Step of rounding", "The gap between two rounded values.", 0.5, 1)
    sens: Literal["proche", "haut", "bas"] = key(
        "Direction", "`proche`: half way, up; `haut`; `bas`.", "proche"
    )


class Table(Bornes):
    table: Annotated[
        Annotated[Text, WORD] | Annotated[tuple[Text, ...], Field(min_length=2, max_length=2), LIST], BY_SHAPE
    ] = key("Table", "The element, or the two, whose level chooses the value.", "C3", ["C3", "secourisme"])
    valeurs: Annotated[
        dict[Text, Annotated[Annotated[Number, WORD] | Annotated[dict[Text, Number], TABLE], BY_SHAPE]],
        Field(min_length=1),
    ] = key("Values", "The value of each level.", {"NA": 0, "EA": 5, "A": 10})
    sinon: Present[Number] = optional("Otherwise, of any level", "The value of every other level.", 0)


class MesureSi(FileModel):
    si: Si
    alors: "Expression" = key("Then, the value", "The value when the condition holds.", "total")
    sinon: "Expression" = key("Otherwise, the value", "The value when the condition does not hold.", "0")


MEASURES = (Moyenne, Somme, Minimum, Maximum, Produit, Exces, Manque, Arrondi, Table)
RULE_KEYS = ("parmi", "tous", "un_de", "aucun", "mesure", "et", "ou", "non", "si")
MEASURE_KEYS = ("moyenne", "somme", "minimum", "maximum", "produit", "exces", "manque", "arrondi", "table")
MECHANISMS = (*RULE_KEYS, *MEASURE_KEYS, "nombre")
COMPANIONS = (*BOUNDS, "dont", "meilleures", "a", "pas", "sens", "valeurs", "alors", "sinon")
RESERVED_WORDS = frozenset((*MECHANISMS, *COMPANIONS, *WORDS, "evalue", "certification"))


def _mechanism(value: object, mechanisms: tuple[str, ...], otherwise: str) -> str:
    """The tag of the form a value has: its mechanism key between < >, which no key can be."""
    if not isinstance(value, dict) or not value:
        return "<mot>"
    for mechanism in mechanisms:
        if mechanism in value:
            return f"<{mechanism}>"
    near = nearest((str(key) for key in value if key not in COMPANIONS), mechanisms)
    return f"<{near}>" if near else otherwise


def _of_rule(value: object) -> str:
    return _mechanism(value, (*RULE_KEYS, *MEASURE_KEYS), "<bornes>")


def _of_measure(value: object) -> str:
    return _mechanism(value, (*MEASURE_KEYS, "nombre", "si"), "<mesure inconnue>")


def _word(value: object) -> object:
    if not isinstance(value, str):
        raise PydanticCustomError("R103" if value is None else "R104", "a rule", {"wanted": "rule"})
    return value


class _Unknown(FileModel):
    """A mapping in the place of a measure that has no mechanism key: each of its keys is refused."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})


Word = Annotated[Scalar, Before(_word), Accepts({"type": ["string", "number"], "minLength": 1}), Tag("<mot>")]
OfTerms: TypeAlias = (
    Annotated[Moyenne, Tag("<moyenne>")]
    | Annotated[Somme, Tag("<somme>")]
    | Annotated[Minimum, Tag("<minimum>")]
    | Annotated[Maximum, Tag("<maximum>")]
    | Annotated[Produit, Tag("<produit>")]
)
OfOthers: TypeAlias = (
    Annotated[Exces, Tag("<exces>")]
    | Annotated[Manque, Tag("<manque>")]
    | Annotated[Arrondi, Tag("<arrondi>")]
    | Annotated[Table, Tag("<table>")]
)
"""The measures that bounds may stand beside: each is a rule too."""

Regle = TypeAliasType(
    "Regle",
    Annotated[
        Word
        | Annotated[Bornes, Tag("<bornes>")]
        | Annotated[Parmi, Tag("<parmi>")]
        | Annotated[Tous, Tag("<tous>")]
        | Annotated[UnDe, Tag("<un_de>")]
        | Annotated[Aucun, Tag("<aucun>")]
        | Annotated[Mesure, Tag("<mesure>")]
        | Annotated[Et, Tag("<et>")]
        | Annotated[Ou, Tag("<ou>")]
        | Annotated[Non, Tag("<non>")]
        | Annotated[RegleSi, Tag("<si>")]
        | OfTerms
        | OfOthers,
        Discriminator(_of_rule),
    ],
)

Expression = TypeAliasType(
    "Expression",
    Annotated[
        Word
        | OfTerms
        | Annotated[Nombre, Tag("<nombre>")]
        | OfOthers
        | Annotated[MesureSi, Tag("<si>")]
        | Annotated[_Unknown, Tag("<mesure inconnue>")],
        Discriminator(_of_measure),
    ],
)
