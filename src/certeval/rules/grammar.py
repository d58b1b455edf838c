"""The grammar of what it takes, as declared: rules, measures, bounds, ladders.

A mapping is told by its one mechanism key; the other keys are companions beside it. These models hold
what was written and nothing more: `compile` gives it meaning.
"""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, WithJsonSchema
from pydantic_core import PydanticCustomError
from typing_extensions import TypeAliasType

from certeval.diagnostics.nearest import nearest
from certeval.rules.declared import BY_SHAPE, GIVEN, LIST, TABLE, WORD, Declared, Text
from certeval.rules.numbers import number, percent
from certeval.rules.scales import Count, Number

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

    au_moins: Annotated[Limit | None, GIVEN] = Field(
        None, title="Au moins", description="La limite est comprise (≥)."
    )
    plus_de: Annotated[Limit | None, GIVEN] = Field(
        None, title="Plus de", description="La limite n'est pas comprise (>)."
    )
    au_plus: Annotated[Limit | None, GIVEN] = Field(
        None, title="Au plus", description="La limite est comprise (≤)."
    )
    moins_de: Annotated[Limit | None, GIVEN] = Field(
        None, title="Moins de", description="La limite n'est pas comprise (<)."
    )

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

    parmi: Selection = Field(title="Parmi", description="Les éléments comptés.")
    dont: "Annotated[Regle | None, GIVEN]" = Field(
        None, title="Dont", description="Ce que chaque élément compté doit remplir."
    )


class Tous(Declared):
    """All items: `parmi` with `au_moins: 100 %`."""

    tous: Selection = Field(title="Tous", description="Les éléments qui doivent tous être acquis.")
    dont: "Annotated[Regle | None, GIVEN]" = Field(
        None, title="Dont", description="Ce que chaque élément doit remplir."
    )


class UnDe(Declared):
    """At least one item: `parmi` with `au_moins: 1`."""

    un_de: Selection = Field(title="Un de", description="Les éléments dont un suffit.")
    dont: "Annotated[Regle | None, GIVEN]" = Field(
        None, title="Dont", description="Ce que cet élément doit remplir."
    )


class Aucun(Declared):
    """No item: `parmi` with `au_plus: 0`."""

    aucun: Selection = Field(title="Aucun", description="Les éléments dont aucun ne doit remplir la règle.")
    dont: "Annotated[Regle | None, GIVEN]" = Field(
        None, title="Dont", description="Ce qu'aucun élément ne doit remplir."
    )


class Mesure(Bornes):
    """An element's value, or a named measure, compared."""

    mesure: Text = Field(title="Mesure", description="Le code d'un élément noté ou le nom d'une mesure.")


class Et(Declared):
    et: Annotated[tuple["Regle", ...], Field(min_length=1)] = Field(
        title="Et", description="Toutes ces règles."
    )


class Ou(Declared):
    ou: Annotated[tuple["Regle", ...], Field(min_length=1)] = Field(
        title="Ou", description="Une de ces règles."
    )


class Non(Declared):
    non: "Regle" = Field(title="Non", description="Le contraire de cette règle.")


class RegleSi(Declared):
    si: "Regle" = Field(title="Si", description="La condition.")
    alors: "Regle" = Field(title="Alors", description="La règle quand la condition est remplie.")
    sinon: "Regle" = Field(title="Sinon", description="La règle quand elle ne l'est pas.")


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
    dont: "Annotated[Regle | None, GIVEN]" = Field(
        None, title="Dont", description="Ne retient que les éléments qui la remplissent."
    )
    meilleures: Annotated[Count | None, GIVEN] = Field(
        None, title="Meilleures", description="Ne retient que les k meilleures."
    )


class Moyenne(_Filtered):
    moyenne: Terms = Field(title="Moyenne", description="Les éléments, ou leurs coefficients.")


class Somme(_Filtered):
    somme: Terms = Field(title="Somme", description="Les éléments, ou leurs coefficients.")


class Minimum(Bornes):
    minimum: Terms = Field(title="Minimum", description="La plus petite de ces valeurs.")


class Maximum(Bornes):
    maximum: Terms = Field(title="Maximum", description="La plus grande de ces valeurs.")


class Produit(Bornes):
    produit: Annotated[tuple["Expression", ...], Field(min_length=2)] = Field(
        title="Produit", description="Les valeurs multipliées."
    )


class Nombre(Declared):
    """The count of `parmi`, as a number."""

    nombre: Selection = Field(title="Nombre", description="Les éléments comptés.")
    dont: "Annotated[Regle | None, GIVEN]" = Field(
        None, title="Dont", description="Ce que chaque élément compté doit remplir."
    )


class Exces(Bornes):
    exces: Terms = Field(
        title="Excès", description="Les valeurs dont on additionne les points au-dessus de `a`."
    )
    a: Number = Field(title="À", description="Le seuil au-dessus duquel les points comptent.")


class Manque(Bornes):
    manque: Terms = Field(title="Manque", description="Les valeurs dont on additionne les points sous `a`.")
    a: Number = Field(title="À", description="Le seuil au-dessous duquel les points comptent.")


class Arrondi(Bornes):
    arrondi: "Expression" = Field(title="Arrondi", description="La valeur arrondie.")
    pas: Number = Field(title="Pas", description="L'écart entre deux valeurs arrondies : 0,5, 1, 5…")
    sens: Literal["proche", "haut", "bas"] = Field(
        title="Sens", description="proche : une moitié monte ; haut ; bas."
    )


class Table(Bornes):
    table: Annotated[
        Annotated[Text, WORD] | Annotated[tuple[Text, ...], Field(min_length=2, max_length=2), LIST],
        BY_SHAPE,
    ] = Field(title="Table", description="L'élément (ou les deux) dont le niveau choisit la valeur.")
    valeurs: Annotated[
        dict[
            Text,
            Annotated[
                Annotated[Number, WORD] | Annotated[dict[Text, Number], TABLE],
                BY_SHAPE,
            ],
        ],
        Field(min_length=1),
    ] = Field(title="Valeurs", description="La valeur de chaque niveau.")
    sinon: Annotated[Number | None, GIVEN] = Field(
        None, title="Sinon", description="La valeur de tout autre niveau."
    )


class MesureSi(Declared):
    si: "Regle" = Field(title="Si", description="La condition.")
    alors: "Expression" = Field(title="Alors", description="La valeur quand la condition est remplie.")
    sinon: "Expression" = Field(title="Sinon", description="La valeur quand elle ne l'est pas.")


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
