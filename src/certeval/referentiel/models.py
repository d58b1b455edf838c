"""The models of a référentiel, in the words of article L6113-1: activités, compétences, évaluation, by blocs."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, WithJsonSchema
from pydantic_core import PydanticCustomError

from certeval.referentiel.epreuves import Entier, EpreuveDecrite, Remplace
from certeval.rules import grammar
from certeval.rules.declared import BY_SHAPE, GIVEN, LIST, SCALAR, TABLE, WORD, Declared, Text
from certeval.rules.grammar import Expression, Regle
from certeval.rules.saisie import Jures, Saisie, Statuts, Tentatives
from certeval.rules.scales import Echelle

CODE = r"^[^\W\d_][\w.\-]*$"
VERSION = r"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$"
LANGUAGE = "^[a-z]{2}$"
RNCP = "^RNCP[0-9]{1,6}$"
DIAGNOSTIC = "^[A-Z][0-9]{3}$"
VERSIONS = r"^(0|[1-9][0-9]*)\.(x|(0|[1-9][0-9]*)\.(x|0|[1-9][0-9]*))$"
DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def _pattern(code: str, pattern: str) -> AfterValidator:
    """A text of a given shape; what is not is the finding `code`."""
    shape = re.compile(pattern)

    def check(text: str) -> str:
        if not shape.fullmatch(text):
            raise PydanticCustomError(code, "not of the expected form", {"given": text})
        return text

    return AfterValidator(check)


def _read_date(value: object) -> object:
    try:
        return (
            date.fromisoformat(value)
            if isinstance(value, str) and len(value) == len("2026-01-31")
            else date.min
        )
    except ValueError:
        raise PydanticCustomError("R114", "not a date", {"given": str(value)}) from None


def _not_min(value: date) -> date:
    if value == date.min:
        raise PydanticCustomError("R114", "not a date", {"given": ""})
    return value


Code = Annotated[
    Text, _pattern("R106", CODE), WithJsonSchema({"type": "string", "pattern": r"^[A-Za-zÀ-ÿ][\w.\-]*$"})
]
Jour = Annotated[
    date,
    BeforeValidator(_read_date),
    AfterValidator(_not_min),
    WithJsonSchema({"type": "string", "pattern": DATE}),
]
Codes = Annotated[tuple[Text, ...], Field(min_length=1)]


def _listed(value: object) -> object:
    """One code is a list of it."""
    return (value,) if isinstance(value, str) and value else value


UnOuPlusieurs = Annotated[
    Codes,
    BeforeValidator(_listed),
    WithJsonSchema({"anyOf": [SCALAR, {"type": "array", "items": SCALAR, "minItems": 1}]}),
]
"""A code or a list of codes: both mean the same."""


class Periode(Declared):
    """From a day to a day, both included; either end may be open."""

    du: Jour | None = None
    au: Jour | None = None


class BaseLegale(Declared):
    reference: Text
    texte: Text | None = None
    liens: tuple[Text, ...] = ()


class Definitions(Declared):
    """What the official document says each of the three référentiels does."""

    activites: Text | None = None
    competences: Text | None = None
    evaluation: Text | None = None


class Certification(Declared):
    """What is certified, by whom, under which number."""

    code: Annotated[Text, _pattern("R106", CODE)]
    version: Annotated[
        Text, _pattern("R112", VERSION), WithJsonSchema({"type": "string", "pattern": VERSION})
    ]
    intitule: Text | None = None
    langue: Annotated[
        Text, _pattern("R113", LANGUAGE), WithJsonSchema({"type": "string", "pattern": LANGUAGE})
    ] = "fr"
    rncp: (
        Annotated[Text, _pattern("R115", RNCP), WithJsonSchema({"type": "string", "pattern": RNCP})] | None
    ) = None
    niveau: Text | None = None
    certificateurs: tuple[Text, ...] = ()
    enregistrement: Periode | None = None
    en_vigueur: Periode | None = None
    base_legale: tuple[BaseLegale, ...] = ()
    definitions: Definitions | None = None
    metiers: tuple[Text, ...] = ()


class Element(Declared):
    """What every element may declare: its code, what is entered for it, what it takes."""

    code: Code
    code_source: Text | None = None
    remplace: Remplace = None
    echelle: Annotated[Echelle | None, GIVEN] = None
    statuts: Annotated[Statuts | None, GIVEN] = None
    jures: Annotated[Jures | None, GIVEN] = None
    tentatives: Annotated[Tentatives | None, GIVEN] = None
    validation: Annotated[Regle | None, GIVEN] = None

    def saisie(self) -> Saisie | None:
        """What is entered for this element alone, where it says so."""
        if self.echelle is None and self.statuts is None and self.jures is None and self.tentatives is None:
            return None
        return Saisie.model_construct(
            echelle=self.echelle, statuts=self.statuts, jures=self.jures, tentatives=self.tentatives
        )


class Critere(Element):
    libelle: Text


class Competence(Element):
    libelle: Text
    criteres: tuple[Critere, ...] = ()


class Activite(Declared):
    code: Code
    code_source: Text | None = None
    remplace: Remplace = None
    libelle: Text
    competences: tuple[Text, ...] = ()


class Epreuve(EpreuveDecrite, Element):
    """An épreuve: how it is held, and, where it bears a mark, what is entered and what it takes."""


class Fait(Element):
    """A fact beside the évaluation: days of attendance, a certificate held."""

    libelle: Text


class Condition(Declared):
    """The official sentence that says what a bloc takes, and the numbers it announces."""

    texte: Text
    effectif: dict[Literal["activites", "competences", "criteres", "epreuves", "blocs"], Entier] = Field(
        default_factory=dict
    )


class Bloc(Element):
    intitule: Text
    metiers: tuple[Text, ...] = ()
    savoir_faire: tuple[Text, ...] = ()
    activites: tuple[Activite, ...] = ()
    competences: tuple[Competence, ...] = ()
    epreuves: tuple[Epreuve, ...] = ()
    condition: Condition | None = None


class Ecart(Declared):
    """What is irregular in the source, and the decision taken. Without `diagnostic` it documents only."""

    diagnostic: (
        Annotated[
            Text, _pattern("R116", DIAGNOSTIC), WithJsonSchema({"type": "string", "pattern": DIAGNOSTIC})
        ]
        | None
    ) = None
    cible: Text
    constat: Text
    decision: Text
    expire: Jour | None = None


class CelluleJures(Declared):
    jures: Annotated[tuple["Cellule", ...], Field(min_length=1)]


class CelluleTentatives(Declared):
    tentatives: Annotated[tuple["Cellule", ...], Field(min_length=1)]


def _cell(value: object) -> str:
    if isinstance(value, dict):
        return "<tentatives>" if "tentatives" in value else "<jures>"
    return "<mot>" if isinstance(value, str) or value is None else "<jures>"


Cellule = Annotated[
    Annotated[str | None, WithJsonSchema({"type": ["string", "number", "boolean", "null"]}), WORD]
    | Annotated[CelluleJures, Tag("<jures>")]
    | Annotated[CelluleTentatives, Tag("<tentatives>")],
    Discriminator(_cell),
]
Attendu = Annotated[Annotated[Text, WORD] | Annotated[tuple[Text, ...], LIST], BY_SHAPE]


class Cas(Declared):
    """The certifier's own proof: cells, and what must come of them. A cell not given is empty."""

    nom: Text
    cellules: dict[Text, Cellule] = Field(default_factory=dict)
    attendu: Annotated[Annotated[Text, WORD] | Annotated[dict[Text, Attendu], TABLE], BY_SHAPE]
    rattrapages: tuple[tuple[Text, ...], ...] | None = None


class Equivalence(Declared):
    """What counts in this version for whoever validated blocs under earlier ones: `1.x` is any that begins so.

    Of several blocs, all are needed. `donne` are blocs or compétences of this version; with `a_presenter` they are
    held once these elements of this version are validated.
    """

    version: Annotated[
        Text, _pattern("R120", VERSIONS), WithJsonSchema({"type": "string", "pattern": VERSIONS})
    ]
    bloc: UnOuPlusieurs
    donne: UnOuPlusieurs
    a_presenter: Annotated[UnOuPlusieurs | None, GIVEN] = None


class Echelon(Declared):
    """One step of a ladder; the last has no condition."""

    nom: Text
    si: Annotated[Regle | None, GIVEN] = None


KINDS = ("critere", "competence", "bloc", "epreuve", "fait")
Kind = Literal["critere", "competence", "bloc", "epreuve", "fait"]


class Fichier(Declared):
    """The whole file of one version of a référentiel (format 1)."""

    format: Annotated[Literal["1"], WithJsonSchema({"enum": [1, "1"]})]
    certification: Certification
    statuts: Statuts = Field(default_factory=dict)
    saisie: dict[Kind, Saisie] = Field(default_factory=dict)
    mesures: dict[Text, Expression] = Field(default_factory=dict)
    regles: dict[Text, Regle] = Field(default_factory=dict)
    validation: dict[Literal["critere", "competence", "bloc", "epreuve", "fait", "certification"], Regle]
    paliers: dict[Text, Annotated[tuple[Echelon, ...], Field(min_length=1)]] = Field(default_factory=dict)
    blocs: tuple[Bloc, ...] = ()
    epreuves: tuple[Epreuve, ...] = ()
    faits: tuple[Fait, ...] = ()
    ecarts: tuple[Ecart, ...] = ()
    equivalences: tuple[Equivalence, ...] = ()
    cas: tuple[Cas, ...] = ()

    def saisie_of(self, kind: str) -> Saisie | None:
        """What is entered for a kind of element, where declared."""
        return next((saisie for name, saisie in self.saisie.items() if name == kind), None)

    def rule_of(self, kind: str) -> object:
        """The rule that is the template of a kind of element, where declared."""
        return next((rule for name, rule in self.validation.items() if name == kind), None)


Fichier.model_rebuild(_types_namespace={**vars(grammar), **globals()})
