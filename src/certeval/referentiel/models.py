"""The models of a référentiel, in the words of article L6113-1: activités, compétences, évaluation, by blocs."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, WithJsonSchema
from pydantic_core import PydanticCustomError

from certeval.referentiel.epreuves import Entier, EpreuveDecrite
from certeval.rules import grammar
from certeval.rules.declared import BY_SHAPE, GIVEN, LIST, TABLE, WORD, Declared, Text
from certeval.rules.entry import Jures, Saisie, Statuts, Tentatives
from certeval.rules.grammar import Expression, Regle
from certeval.rules.scales import Echelle

CODE = r"^[^\W\d_][\w.\-]*$"
VERSION = r"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$"
LANGUAGE = "^[a-z]{2}$"
RNCP = "^RNCP[0-9]{1,6}$"
DIAGNOSTIC = "^[A-Z][0-9]{3}$"
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


class Periode(Declared):
    """From a day to a day, both included; either end may be open."""

    du: Jour | None = Field(None, title="Du", description="Premier jour, AAAA-MM-JJ.")
    au: Jour | None = Field(None, title="Au", description="Dernier jour, AAAA-MM-JJ.")


class BaseLegale(Declared):
    reference: Text = Field(title="Référence", description="L'article ou le texte cité.")
    texte: Text | None = Field(None, title="Texte", description="Le texte, mot pour mot.")
    liens: tuple[Text, ...] = Field((), title="Liens", description="Où le lire.")


class Definitions(Declared):
    """What the official document says each of the three référentiels does."""

    activites: Text | None = Field(None, title="Activités")
    competences: Text | None = Field(None, title="Compétences")
    evaluation: Text | None = Field(None, title="Évaluation")


class Certification(Declared):
    """What is certified, by whom, under which number."""

    code: Annotated[Text, _pattern("R106", CODE)] = Field(title="Code", description="Le code du référentiel.")
    version: Annotated[
        Text, _pattern("R112", VERSION), WithJsonSchema({"type": "string", "pattern": VERSION})
    ] = Field(title="Version", description="Version sémantique : 1.0.0.")
    intitule: Text | None = Field(None, title="Intitulé", description="Le titre de la certification.")
    langue: Annotated[
        Text, _pattern("R113", LANGUAGE), WithJsonSchema({"type": "string", "pattern": LANGUAGE})
    ] = Field("fr", title="Langue", description="La langue des documents remis : fr, en…")
    rncp: (
        Annotated[Text, _pattern("R115", RNCP), WithJsonSchema({"type": "string", "pattern": RNCP})] | None
    ) = Field(None, title="RNCP", description="Le numéro d'enregistrement : RNCP suivi de chiffres.")
    niveau: Text | None = Field(None, title="Niveau", description="Le niveau de qualification.")
    certificateurs: tuple[Text, ...] = Field((), title="Certificateurs")
    enregistrement: Periode | None = Field(
        None, title="Enregistrement", description="Période d'enregistrement."
    )
    en_vigueur: Periode | None = Field(
        None, title="En vigueur", description="Quand cette version s'applique."
    )
    base_legale: tuple[BaseLegale, ...] = Field((), title="Base légale")
    definitions: Definitions | None = Field(None, title="Définitions")
    metiers: tuple[Text, ...] = Field((), title="Métiers", description="Métiers ou emplois visés.")


class Element(Declared):
    """What every element may declare: its code, what is entered for it, what it takes."""

    code: Code = Field(title="Code", description="Unique dans le référentiel ; commence par une lettre.")
    code_source: Text | None = Field(
        None, title="Code source", description="Le code dans la source, s'il diffère."
    )
    echelle: Annotated[Echelle | None, GIVEN] = Field(
        None, title="Échelle", description="Ce qui se saisit pour cet élément."
    )
    statuts: Annotated[Statuts | None, GIVEN] = Field(
        None, title="Statuts", description="L'effet des statuts sur cet élément."
    )
    jures: Annotated[Jures | None, GIVEN] = Field(
        None, title="Jurés", description="Comment plusieurs jurés font une valeur."
    )
    tentatives: Annotated[Tentatives | None, GIVEN] = Field(
        None, title="Tentatives", description="Laquelle compte."
    )
    validation: Annotated[Regle | None, GIVEN] = Field(
        None, title="Validation", description="Ce qu'il faut ; remplace le modèle."
    )

    def saisie(self) -> Saisie | None:
        """What is entered for this element alone, where it says so."""
        own = (self.echelle, self.statuts, self.jures, self.tentatives)
        if all(part is None for part in own):
            return None
        return Saisie.model_construct(
            echelle=self.echelle, statuts=self.statuts, jures=self.jures, tentatives=self.tentatives
        )


class Critere(Element):
    libelle: Text = Field(title="Libellé", description="Ce qui s'observe quand le critère est rempli.")


class Competence(Element):
    libelle: Text = Field(title="Libellé", description="Un verbe d'action, son objet, sa finalité.")
    criteres: tuple[Critere, ...] = Field((), title="Critères", description="Ses critères d'évaluation.")


class Activite(Declared):
    code: Code = Field(title="Code")
    code_source: Text | None = Field(None, title="Code source")
    libelle: Text = Field(title="Libellé", description="La situation de travail ou l'activité exercée.")
    competences: tuple[Text, ...] = Field((), title="Compétences", description="Celles qui en découlent.")


class Epreuve(EpreuveDecrite, Element):
    """An épreuve: how it is held, and, where it bears a mark, what is entered and what it takes."""


class Fait(Element):
    """A fact beside the évaluation: days of attendance, a certificate held."""

    libelle: Text = Field(title="Libellé")


class Condition(Declared):
    """The official sentence that says what a bloc takes, and the numbers it announces."""

    texte: Text = Field(title="Texte", description="La phrase officielle, mot pour mot.")
    effectif: dict[Literal["activites", "competences", "criteres", "epreuves", "blocs"], Entier] = Field(
        default_factory=dict, title="Effectif", description="Les nombres que la phrase annonce."
    )


class Bloc(Element):
    intitule: Text = Field(title="Intitulé")
    metiers: tuple[Text, ...] = Field((), title="Métiers", description="Métiers ou emplois visés.")
    savoir_faire: tuple[Text, ...] = Field((), title="Savoir-faire", description="Rubriques de savoir-faire.")
    activites: tuple[Activite, ...] = Field((), title="Activités")
    competences: tuple[Competence, ...] = Field((), title="Compétences")
    epreuves: tuple[Epreuve, ...] = Field((), title="Épreuves", description="Les modalités d'évaluation.")
    condition: Condition | None = Field(
        None, title="Condition", description="La condition officielle, citée."
    )


class Ecart(Declared):
    """What is irregular in the source, and the decision taken. Without `diagnostic` it documents only."""

    diagnostic: (
        Annotated[
            Text, _pattern("R116", DIAGNOSTIC), WithJsonSchema({"type": "string", "pattern": DIAGNOSTIC})
        ]
        | None
    ) = Field(None, title="Diagnostic", description="Le code du diagnostic auquel il répond.")
    cible: Text = Field(title="Cible", description="Un code, ou une sélection : « criteres de BC1 ».")
    constat: Text = Field(title="Constat", description="Ce qui est irrégulier, cité.")
    decision: Text = Field(title="Décision", description="Ce qui a été décidé.")
    expire: Jour | None = Field(None, title="Expire", description="Le jour après lequel il ne vaut plus.")


class CelluleJures(Declared):
    jures: Annotated[tuple["Cellule", ...], Field(min_length=1)] = Field(title="Jurés")


class CelluleTentatives(Declared):
    tentatives: Annotated[tuple["Cellule", ...], Field(min_length=1)] = Field(title="Tentatives")


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

    nom: Text = Field(title="Nom", description="Ce que le cas montre.")
    cellules: dict[Text, Cellule] = Field(default_factory=dict, title="Cellules", description="Par code.")
    attendu: Annotated[Annotated[Text, WORD] | Annotated[dict[Text, Attendu], TABLE], BY_SHAPE] = Field(
        title="Attendu", description="Le verdict, ou ce qui est attendu."
    )
    rattrapages: tuple[tuple[Text, ...], ...] | None = Field(
        None, title="Rattrapages", description="Les ensembles à repasser, du plus petit au plus grand."
    )


class Echelon(Declared):
    """One step of a ladder; the last has no condition."""

    nom: Text = Field(title="Nom")
    si: Annotated[Regle | None, GIVEN] = Field(
        None, title="Si", description="La condition ; le dernier échelon n'en a pas."
    )


KINDS = ("critere", "competence", "bloc", "epreuve", "fait")
Kind = Literal["critere", "competence", "bloc", "epreuve", "fait"]


class Fichier(Declared):
    """The whole file of one version of a référentiel (format 1)."""

    format: Annotated[Literal["1"], WithJsonSchema({"enum": [1, "1"]})] = Field(
        title="Format", description="La version de ce format de fichier : 1."
    )
    certification: Certification = Field(title="Certification")
    statuts: Statuts = Field(default_factory=dict, title="Statuts", description="L'effet de chaque statut.")
    saisie: dict[Kind, Saisie] = Field(default_factory=dict, title="Saisie", description="Ce qui se saisit.")
    mesures: dict[Text, Expression] = Field(
        default_factory=dict, title="Mesures", description="Mesures nommées."
    )
    regles: dict[Text, Regle] = Field(default_factory=dict, title="Règles", description="Règles nommées.")
    validation: dict[Literal["critere", "competence", "bloc", "epreuve", "fait", "certification"], Regle] = (
        Field(title="Validation", description="Ce qu'il faut, par sorte d'élément.")
    )
    paliers: dict[Text, Annotated[tuple[Echelon, ...], Field(min_length=1)]] = Field(
        default_factory=dict,
        title="Paliers",
        description="Échelles de mentions ; la première vraie l'emporte.",
    )
    blocs: tuple[Bloc, ...] = Field((), title="Blocs")
    epreuves: tuple[Epreuve, ...] = Field(
        (), title="Épreuves", description="Celles de la certification même."
    )
    faits: tuple[Fait, ...] = Field((), title="Faits")
    ecarts: tuple[Ecart, ...] = Field(
        (), title="Écarts", description="Ce qui est irrégulier, et la décision."
    )
    cas: tuple[Cas, ...] = Field((), title="Cas", description="Des candidats et ce qui doit en résulter.")

    def saisie_of(self, kind: str) -> Saisie | None:
        """What is entered for a kind of element, where declared."""
        return next((saisie for name, saisie in self.saisie.items() if name == kind), None)

    def rule_of(self, kind: str) -> object:
        """The rule that is the template of a kind of element, where declared."""
        return next((rule for name, rule in self.validation.items() if name == kind), None)


Fichier.model_rebuild(_types_namespace={**vars(grammar), **globals()})
