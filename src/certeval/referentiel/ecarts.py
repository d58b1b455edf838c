"""What is irregular in the source, and what was decided (écarts); what a draft is not sure of (a_relire)."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from certeval.diagnostics import Finding
from certeval.diagnostics.families import documents as kinds
from certeval.referentiel.texts import DIAGNOSTIC, Jour, Pattern
from certeval.rules.file_model import FileModel, Text, key, optional


class Ecart(FileModel):
    """What is irregular in the source, and the decision taken. Without `diagnostic` it documents only."""

    diagnostic: Annotated[Text, Pattern("R116", DIAGNOSTIC)] | None = optional(
        "Diagnostic answered",
        "The code of the finding that this écart answers; without it, the écart documents only.",
        "R205",
    )
    cible: Text = key("Target", "The element concerned: a code, or a selection.", "BC3", "criteres de BC1")
    constat: Text = key(
        "Finding", "What is irregular, quoted.", "« Validation des 2 compétences », trois sont décrites"
    )
    decision: Text = key("Decision", "What was decided, and why.", "Les trois compétences sont requises.")
    expire: Jour | None = optional(
        "Expires", "The day after which the écart no longer holds: year-month-day.", "2026-12-31"
    )


class Relecture(FileModel):
    """One doubt about an element. Removing it says that it was looked at."""

    cible: Text = key(
        "Target", "The element concerned: a code, or a selection.", "CR1.1.6", "criteres de BC1"
    )
    place: Text | None = optional(
        "Place",
        "Where the document says it: a page, a table and its cell, a paragraph.",
        "page 9, tableau 2, ligne 4",
    )
    constat: Text = key(
        "Finding", "What is not sure, quoted.", "« CR6 » ne dit pas de quelle compétence il est"
    )
    propose: Text | None = optional(
        "Proposal", "What the draft says meanwhile.", "CR1.1.6, à la suite de CR1.1.5"
    )
    bloquant: Literal["oui", "non"] = key(
        "Blocking",
        "Whether nothing is decided as long as this is not looked at: a parent or a rule was supposed.",
        "oui",
        default="non",
    )


def doubts(relectures: Sequence[Relecture]) -> Iterator[Finding]:
    """Each doubt that is left, in the order of the file."""
    for i, doubt in enumerate(relectures):
        kind = kinds.TO_REVIEW_FIRST if doubt.bloquant == "oui" else kinds.TO_REVIEW
        arguments = {"target": doubt.cible, "finding": doubt.constat}
        yield Finding(kind, ("a_relire", i), arguments)
