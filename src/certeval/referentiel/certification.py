"""What is certified: its names and numbers, its registration, the texts it rests on."""

from typing import Annotated

from pydantic import WithJsonSchema

from certeval.messages import N_
from certeval.referentiel.texts import CODE, LANGUAGE, RNCP, VERSION, Jour, pattern
from certeval.rules.about import About, OnChange
from certeval.rules.declared import Declared, Scalar, Text


class Periode(Declared):
    """From a day to a day, both included; either end may be open."""

    du: Annotated[
        Jour | None,
        About(N_("From"), N_("The first day, included: year-month-day. Open if absent."), "2026-01-01"),
    ] = None
    au: Annotated[
        Jour | None,
        About(N_("To"), N_("The last day, included: year-month-day. Open if absent."), "2028-12-31"),
    ] = None


class BaseLegale(Declared):
    reference: Annotated[
        Text,
        About(
            N_("Reference"), N_("The article or the text that is cited."), "Code du travail, article L6113-1"
        ),
    ]
    texte: Annotated[
        Text | None,
        About(
            N_("Text cited"),
            N_("The text, word for word."),
            "…un référentiel d’évaluation qui définit les critères et les modalités d’évaluation des acquis",
        ),
    ] = None
    liens: Annotated[
        tuple[Text, ...], About(N_("Links"), N_("Where it can be read."), ["https://www.legifrance.gouv.fr/"])
    ] = ()


class Definitions(Declared):
    """What the official document says each of the three référentiels does."""

    activites: Annotated[
        Text | None,
        About(
            N_("Référentiel d’activités"),
            N_("What it describes, word for word."),
            "…décrit les situations de travail et les activités exercées, les métiers ou emplois visés",
        ),
    ] = None
    competences: Annotated[
        Text | None,
        About(
            N_("Référentiel de compétences"),
            N_("What it identifies, word for word."),
            "…identifie les compétences et les connaissances, y compris transversales",
        ),
    ] = None
    evaluation: Annotated[
        Text | None,
        About(
            N_("Référentiel d’évaluation"),
            N_("What it defines, word for word."),
            "…définit les critères et les modalités d’évaluation des acquis",
        ),
    ] = None


METIERS = About(N_("Métiers"), N_("The métiers or jobs aimed at."), ["Responsable commercial"])


class Certification(Declared):
    """What is certified, by whom, under which number."""

    code: Annotated[
        Text,
        pattern("R106", CODE),
        About(
            N_("Code of the référentiel"),
            N_("The name of the référentiel on the command line and in score sheets."),
            "developpement-commercial",
        ),
        OnChange.BREAKS,
    ]
    version: Annotated[
        Text,
        pattern("R112", VERSION),
        WithJsonSchema({"type": "string", "pattern": VERSION}),
        About(
            N_("Version"),
            N_(
                "A version in three numbers. Each version of a référentiel is one file, and never changes "
                "once applied."
            ),
            "1.0.0",
        ),
        OnChange.NOTHING,
    ]
    intitule: Annotated[
        Text | None,
        About(
            N_("Title of the certification"),
            N_("The title as it is registered; empty until it is known."),
            "Responsable du développement commercial",
        ),
        OnChange.NOTHING,
    ] = None
    langue: Annotated[
        Text,
        pattern("R113", LANGUAGE),
        WithJsonSchema({"type": "string", "pattern": LANGUAGE}),
        About(
            N_("Language"),
            N_("The language of what a jury signs and a candidate receives: two letters."),
            "fr",
        ),
        OnChange.NOTHING,
    ] = "fr"
    rncp: Annotated[
        Annotated[Text, pattern("R115", RNCP), WithJsonSchema({"type": "string", "pattern": RNCP})] | None,
        About(
            N_("RNCP number"),
            N_("The number of the entry in the répertoire national; empty until it is registered."),
            "RNCP35959",
        ),
        OnChange.NOTHING,
    ] = None
    niveau: Annotated[
        Scalar | None, About(N_("Level"), N_("The level of qualification."), 6), OnChange.NOTHING
    ] = None
    certificateurs: Annotated[
        tuple[Text, ...],
        About(
            N_("Certifying bodies"),
            N_("The bodies that deliver the certification."),
            ["Nom du certificateur"],
        ),
        OnChange.NOTHING,
    ] = ()
    enregistrement: Annotated[
        Periode | None,
        About(
            N_("Registration"),
            N_("The period of registration in the répertoire."),
            {"du": "2026-01-01", "au": "2028-12-31"},
        ),
        OnChange.NOTHING,
    ] = None
    en_vigueur: Annotated[
        Periode | None,
        About(
            N_("In force"),
            N_("When this version applies: of several versions, the session’s day chooses."),
            {"du": "2026-09-01"},
        ),
        OnChange.NOTHING,
    ] = None
    base_legale: Annotated[
        tuple[BaseLegale, ...],
        About(
            N_("Legal basis"),
            N_("The articles and texts that the référentiel rests on."),
            [{"reference": "Code du travail, article L6113-1"}],
        ),
        OnChange.NOTHING,
    ] = ()
    definitions: Annotated[
        Definitions | None,
        About(
            N_("Definitions"),
            N_("What the official document says that each of the three référentiels does."),
            {"competences": "…identifie les compétences et les connaissances, y compris transversales"},
        ),
        OnChange.NOTHING,
    ] = None
    metiers: Annotated[
        tuple[Text, ...],
        METIERS,
        OnChange.NOTHING,
    ] = ()
