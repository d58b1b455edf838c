"""The grammar of what it takes, as declared: rules, measures, bounds, ladders.

A mapping is told by its one mechanism key; the other keys are companions beside it. These models hold
what was written and nothing more: `compile` gives it meaning.
"""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, WithJsonSchema
from pydantic_core import PydanticCustomError
from typing_extensions import TypeAliasType

from certeval.rules.declared import BY_SHAPE, GIVEN, LIST, TABLE, WORD, Declared, Text
from certeval.rules.scales import Count, Number
from certeval.text.nearest import nearest
from certeval.text.numbers import number, percent

BOUNDS = ("au_moins", "plus_de", "au_plus", "moins_de")
WORDS = ("criteres", "competences", "blocs", "epreuves", "faits")


def _read_limit(value: object) -> object:
    if not isinstance(value, str):
        raise PydanticCustomError(
            "R103" if value is None else "R104", "a limit is one value", {"wanted": "limit"}
        )
    looks_exact = value[:1].isdigit() or value[:1] in {"+", "-"}
    if looks_exact and number(value) is None and percent(value) is None:
        raise PydanticCustomError("R109", "not an exact limit", {"given": value})
    return value


Limit = Annotated[Text, BeforeValidator(_read_limit), WithJsonSchema({"type": ["number", "string"]})]
"""A limit as written: a whole number, a mark, a share (`50 %`, `2/3`) or a level."""


class Bornes(Declared):
    """Bounds; alone, they are about the bearer's own value."""

    au_moins: Annotated[Limit | None, GIVEN] = None
    plus_de: Annotated[Limit | None, GIVEN] = None
    au_plus: Annotated[Limit | None, GIVEN] = None
    moins_de: Annotated[Limit | None, GIVEN] = None

    def bounds(self) -> tuple[tuple[str, str], ...]:
        """The bounds given, as (key, limit as written)."""
        return tuple((key, limit) for key in BOUNDS if (limit := getattr(self, key)) is not None)


Names = Annotated[tuple[Text, ...], Field(min_length=1)]
Selection = TypeAliasType(
    "Selection",
    Annotated[
        Annotated[Text, WORD] | Annotated[Names, LIST],
        BY_SHAPE,
    ],
)


class Parmi(Bornes):
    """How many items are acquired or, with `dont`, meet a rule."""

    parmi: Selection
    dont: "Annotated[Regle | None, GIVEN]" = None


class Tous(Declared):
    """All items: `parmi` with `au_moins: 100 %`."""

    tous: Selection
    dont: "Annotated[Regle | None, GIVEN]" = None


class UnDe(Declared):
    """At least one item: `parmi` with `au_moins: 1`."""

    un_de: Selection
    dont: "Annotated[Regle | None, GIVEN]" = None


class Aucun(Declared):
    """No item: `parmi` with `au_plus: 0`."""

    aucun: Selection
    dont: "Annotated[Regle | None, GIVEN]" = None


class Mesure(Bornes):
    """An element's value, or a named measure, compared."""

    mesure: Text


class Et(Declared):
    et: Annotated[tuple["Regle", ...], Field(min_length=1)]


class Ou(Declared):
    ou: Annotated[tuple["Regle", ...], Field(min_length=1)]


class Non(Declared):
    non: "Regle"


class RegleSi(Declared):
    si: "Regle"
    alors: "Regle"
    sinon: "Regle"


Terms = TypeAliasType(
    "Terms",
    Annotated[
        Annotated[Text, WORD]
        | Annotated[tuple["Expression", ...], Field(min_length=1), LIST]
        | Annotated[dict[Text, Number], Field(min_length=1), TABLE],
        BY_SHAPE,
    ],
)


class _Filtered(Bornes):
    dont: "Annotated[Regle | None, GIVEN]" = None
    meilleures: Annotated[Count | None, GIVEN] = None


class Moyenne(_Filtered):
    moyenne: Terms


class Somme(_Filtered):
    somme: Terms


class Minimum(Bornes):
    minimum: Terms


class Maximum(Bornes):
    maximum: Terms


class Produit(Bornes):
    produit: Annotated[tuple["Expression", ...], Field(min_length=2)]


class Nombre(Declared):
    """The count of `parmi`, as a number."""

    nombre: Selection
    dont: "Annotated[Regle | None, GIVEN]" = None


class Exces(Bornes):
    exces: Terms
    a: Number


class Manque(Bornes):
    manque: Terms
    a: Number


class Arrondi(Bornes):
    arrondi: "Expression"
    pas: Number
    sens: Literal["proche", "haut", "bas"]


class Table(Bornes):
    table: Annotated[
        Annotated[Text, WORD] | Annotated[tuple[Text, ...], Field(min_length=2, max_length=2), LIST],
        BY_SHAPE,
    ]
    valeurs: Annotated[
        dict[
            Text,
            Annotated[
                Annotated[Number, WORD] | Annotated[dict[Text, Number], TABLE],
                BY_SHAPE,
            ],
        ],
        Field(min_length=1),
    ]
    sinon: Annotated[Number | None, GIVEN] = None


class MesureSi(Declared):
    si: "Regle"
    alors: "Expression"
    sinon: "Expression"


MEASURES = (Moyenne, Somme, Minimum, Maximum, Produit, Exces, Manque, Arrondi, Table)
RULE_KEYS = ("parmi", "tous", "un_de", "aucun", "mesure", "et", "ou", "non", "si")
MEASURE_KEYS = ("moyenne", "somme", "minimum", "maximum", "produit", "exces", "manque", "arrondi", "table")
MECHANISMS = (*RULE_KEYS, *MEASURE_KEYS, "nombre")
COMPANIONS = (*BOUNDS, "dont", "meilleures", "a", "pas", "sens", "valeurs", "alors", "sinon")
RESERVED = frozenset((*MECHANISMS, *COMPANIONS, *WORDS, "evalue", "certification"))


def _mechanism(value: object, mechanisms: tuple[str, ...], otherwise: str) -> str:
    """The tag of the form a value has: its mechanism key between < >, which no key can be."""
    if not isinstance(value, dict) or not value:
        return "<mot>"
    for key in mechanisms:
        if key in value:
            return f"<{key}>"
    typed = nearest((str(key) for key in value if key not in COMPANIONS), mechanisms)
    return f"<{typed}>" if typed else otherwise


def _of_rule(value: object) -> str:
    return _mechanism(value, (*RULE_KEYS, *MEASURE_KEYS), "<bornes>")


def _of_measure(value: object) -> str:
    return _mechanism(value, (*MEASURE_KEYS, "nombre", "si"), "<mesure inconnue>")


def _word(value: object) -> object:
    if not isinstance(value, str):
        raise PydanticCustomError("R103" if value is None else "R104", "a rule", {"wanted": "rule"})
    return value


class _Unknown(Declared):
    """A mapping in the place of a measure that has no mechanism key: each of its keys is refused."""


Word = Annotated[Text, BeforeValidator(_word), WithJsonSchema({"type": ["string", "number"]}), Tag("<mot>")]

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
        | Annotated[Moyenne, Tag("<moyenne>")]
        | Annotated[Somme, Tag("<somme>")]
        | Annotated[Minimum, Tag("<minimum>")]
        | Annotated[Maximum, Tag("<maximum>")]
        | Annotated[Produit, Tag("<produit>")]
        | Annotated[Exces, Tag("<exces>")]
        | Annotated[Manque, Tag("<manque>")]
        | Annotated[Arrondi, Tag("<arrondi>")]
        | Annotated[Table, Tag("<table>")],
        Discriminator(_of_rule),
    ],
)

Expression = TypeAliasType(
    "Expression",
    Annotated[
        Word
        | Annotated[Moyenne, Tag("<moyenne>")]
        | Annotated[Somme, Tag("<somme>")]
        | Annotated[Minimum, Tag("<minimum>")]
        | Annotated[Maximum, Tag("<maximum>")]
        | Annotated[Produit, Tag("<produit>")]
        | Annotated[Nombre, Tag("<nombre>")]
        | Annotated[Exces, Tag("<exces>")]
        | Annotated[Manque, Tag("<manque>")]
        | Annotated[Arrondi, Tag("<arrondi>")]
        | Annotated[Table, Tag("<table>")]
        | Annotated[MesureSi, Tag("<si>")]
        | Annotated[_Unknown, Tag("<mesure inconnue>")],
        Discriminator(_of_measure),
    ],
)
