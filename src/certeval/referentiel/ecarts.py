"""What is irregular in the source, and what was decided (écarts); what a draft is not sure of (a_relire)."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from certeval.diagnostics import Finding
from certeval.diagnostics.families import documents as kinds
from certeval.referentiel.texts import DIAGNOSTIC, Jour, Pattern
from certeval.rules.file_model import About, FileModel, Text


class Ecart(FileModel):
    """What is irregular in the source, and the decision taken. Without `diagnostic` it documents only."""

    diagnostic: Annotated[
        Annotated[Text, Pattern("R116", DIAGNOSTIC)] | None,
        About(
            "Diagnostic answered",
            "The code of the finding that this écart answers; without it, the écart documents only.",
        ).like("R205"),
    ] = None
    cible: Annotated[
        Text, About("Target", "The element concerned: a code, or a selection.").like("BC3", "criteres de BC1")
    ]
    constat: Annotated[
        Text,
        About("Finding", "What is irregular, quoted.").like(
            "« Validation des 2 compétences », trois sont décrites"
        ),
    ]
    decision: Annotated[
        Text, About("Decision", "What was decided, and why.").like("Les trois compétences sont requises.")
    ]
    expire: Annotated[
        Jour | None,
        About("Expires", "The day after which the écart no longer holds: year-month-day.").like("2026-12-31"),
    ] = None


class Relecture(FileModel):
    """One doubt about an element. Removing it says that it was looked at."""

    cible: Annotated[
        Text,
        About("Target", "The element concerned: a code, or a selection.").like("CR1.1.6", "criteres de BC1"),
    ]
    place: Annotated[
        Text | None,
        About("Place", "Where the document says it: a page, a table and its cell, a paragraph.").like(
            "page 9, tableau 2, ligne 4"
        ),
    ] = None
    constat: Annotated[
        Text,
        About("Finding", "What is not sure, quoted.").like("« CR6 » ne dit pas de quelle compétence il est"),
    ]
    propose: Annotated[
        Text | None,
        About("Proposal", "What the draft says meanwhile.").like("CR1.1.6, à la suite de CR1.1.5"),
    ] = None
    bloquant: Annotated[
        Literal["oui", "non"],
        About(
            "Blocking",
            "Whether nothing is decided as long as this is not looked at: a parent or a rule was supposed.",
        ).like("oui"),
    ] = "non"


def doubts(relectures: Sequence[Relecture]) -> Iterator[Finding]:
    """Each doubt that is left, in the order of the file."""
    for i, doubt in enumerate(relectures):
        kind = kinds.TO_REVIEW_FIRST if doubt.bloquant == "oui" else kinds.TO_REVIEW
        arguments = {"target": doubt.cible, "finding": doubt.constat}
        yield Finding(kind, ("a_relire", i), arguments)
