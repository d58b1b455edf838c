"""How a certification is registered, by whom it is delivered, the texts it rests on."""

import re
from typing import Annotated

from certeval.referentiel.texts import NSF, SIRET, Jour, Pattern
from certeval.rules.file_model import About, FileModel, Text

_LEVEL = re.compile(r"(?:(?:niveau|cec|eqf) )?([1-8])", re.IGNORECASE)


def level(text: str | None) -> str:
    """The number of a level of the national or the European framework, `6` of « Niveau 6 »; empty where it is none."""
    match = _LEVEL.fullmatch((text or "").strip())
    return match[1] if match else ""


class Periode(FileModel):
    """From a day to a day, both included; either end may be open."""

    du: Annotated[
        Jour | None,
        About("From", "The first day, included: year-month-day. Open if absent.").like("2026-01-01"),
    ] = None
    au: Annotated[
        Jour | None, About("To", "The last day, included: year-month-day. Open if absent.").like("2028-12-31")
    ] = None


class DecisionEnregistrement(FileModel):
    """The decision that registers the certification: a parchemin names its day."""

    le: Annotated[
        Jour | None,
        About("Decided on", "The day of the decision of the directeur général de France compétences.").like(
            "2025-12-18"
        ),
    ] = None
    reference: Annotated[
        Text | None,
        About("Reference of the decision", "How the decision is called where it is published.").like(
            "2025-12"
        ),
    ] = None


class Enregistrement(Periode):
    """The registration in the répertoire: from when to when, by which decision."""

    decision: Annotated[
        DecisionEnregistrement | None,
        About(
            "Decision", "The decision that registers the certification; a parchemin must name its day."
        ).like({"le": "2025-12-18", "reference": "2025-12"}),
    ] = None


class Certificateur(FileModel):
    """A body that delivers the certification."""

    nom: Annotated[
        Text,
        About("Legal name", "The legal name of the body, which a parchemin must bear.").like("École Exemple"),
    ]
    siret: Annotated[
        Annotated[Text, Pattern("R271", SIRET, ["string", "integer"])] | None,
        About("SIRET", "The fourteen digits of its establishment, without spaces.").like("12345678200010"),
    ] = None
    enseigne: Annotated[
        Text | None,
        About("Trade name", "The name under which the body is known, where it differs.").like("Exemple"),
    ] = None


CodeNSF = Annotated[Text, Pattern("R270", NSF, ["string", "integer"])]
"""A code of the nomenclature des spécialités de formation: `312`, or `312t` with its function."""


class BaseLegale(FileModel):
    reference: Annotated[
        Text,
        About("Reference", "The article or the text that is cited.").like("Code du travail, article L6113-1"),
    ]
    texte: Annotated[
        Text | None,
        About("Text cited", "The text, word for word.").like(
            "…un référentiel d’évaluation qui définit les critères et les modalités d’évaluation des acquis"
        ),
    ] = None
    liens: Annotated[
        tuple[Text, ...], About("Links", "Where it can be read.").like(["https://www.legifrance.gouv.fr/"])
    ] = ()


class Definitions(FileModel):
    """What the official document says each of the three référentiels does."""

    activites: Annotated[
        Text | None,
        About("Référentiel d’activités", "What it describes, word for word.").like(
            "…décrit les situations de travail et les activités exercées, les métiers ou emplois visés"
        ),
    ] = None
    competences: Annotated[
        Text | None,
        About("Référentiel de compétences", "What it identifies, word for word.").like(
            "…identifie les compétences et les connaissances, y compris transversales"
        ),
    ] = None
    evaluation: Annotated[
        Text | None,
        About("Référentiel d’évaluation", "What it defines, word for word.").like(
            "…définit les critères et les modalités d’évaluation des acquis"
        ),
    ] = None
