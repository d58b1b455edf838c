"""How a certification is registered, by whom it is delivered, the texts it rests on."""

import re
from typing import Annotated

from certeval.referentiel.texts import NSF, SIRET, Jour, Pattern
from certeval.rules.file_model import FileModel, Text, key, optional, several

_LEVEL = re.compile(r"(?:(?:niveau|cec|eqf) )?([1-8])", re.IGNORECASE)


def level(text: str | None) -> str:
    """The number of a level of the national or the European framework, `6` of « Niveau 6 »; empty where it is none."""
    match = _LEVEL.fullmatch((text or "").strip())
    return match[1] if match else ""


class Periode(FileModel):
    """From a day to a day, both included; either end may be open."""

    du: Jour | None = optional(
        "From", "The first day, included: year-month-day. Open if absent.", "2026-01-01"
    )
    au: Jour | None = optional("To", "The last day, included: year-month-day. Open if absent.", "2028-12-31")


class DecisionEnregistrement(FileModel):
    """The decision that registers the certification: a parchemin names its day."""

    le: Jour | None = optional(
        "Decided on", "The day of the decision of the directeur général de France compétences.", "2025-12-18"
    )
    reference: Text | None = optional(
        "Reference of the decision", "How the decision is called where it is published.", "2025-12"
    )


class Enregistrement(Periode):
    """The registration in the répertoire: from when to when, by which decision."""

    decision: DecisionEnregistrement | None = optional(
        "Decision",
        "The decision that registers the certification; a parchemin must name its day.",
        {"le": "2025-12-18", "reference": "2025-12"},
    )


class Certificateur(FileModel):
    """A body that delivers the certification."""

    nom: Text = key("Legal name", "The legal name of the body, which a parchemin must bear.", "École Exemple")
    siret: Annotated[Text, Pattern("R271", SIRET, ["string", "integer"])] | None = optional(
        "SIRET", "The fourteen digits of its establishment, without spaces.", "12345678200010"
    )
    enseigne: Text | None = optional(
        "Trade name", "The name under which the body is known, where it differs.", "Exemple"
    )


CodeNSF = Annotated[Text, Pattern("R270", NSF, ["string", "integer"])]
"""A code of the nomenclature des spécialités de formation: `312`, or `312t` with its function."""


class BaseLegale(FileModel):
    reference: Text = key(
        "Reference", "The article or the text that is cited.", "Code du travail, article L6113-1"
    )
    texte: Text | None = optional(
        "Text cited",
        "The text, word for word.",
        "…un référentiel d’évaluation qui définit les critères et les modalités d’évaluation des acquis",
    )
    liens: tuple[Text, ...] = several("Links", "Where it can be read.", ["https://www.legifrance.gouv.fr/"])


class Definitions(FileModel):
    """What the official document says each of the three référentiels does."""

    activites: Text | None = optional(
        "Référentiel d’activités",
        "What it describes, word for word.",
        "…décrit les situations de travail et les activités exercées, les métiers ou emplois visés",
    )
    competences: Text | None = optional(
        "Référentiel de compétences",
        "What it identifies, word for word.",
        "…identifie les compétences et les connaissances, y compris transversales",
    )
    evaluation: Text | None = optional(
        "Référentiel d’évaluation",
        "What it defines, word for word.",
        "…définit les critères et les modalités d’évaluation des acquis",
    )
