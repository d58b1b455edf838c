"""The écarts: what is irregular in the source, and what was decided."""

from typing import Annotated

from certeval.messages import N_
from certeval.referentiel.texts import DIAGNOSTIC, Jour, pattern
from certeval.rules.about import About, OnChange
from certeval.rules.declared import Accepts, Declared, Text


class Ecart(Declared):
    """What is irregular in the source, and the decision taken. Without `diagnostic` it documents only."""

    diagnostic: Annotated[
        Annotated[Text, pattern("R116", DIAGNOSTIC), Accepts({"type": "string", "pattern": DIAGNOSTIC})]
        | None,
        About(
            N_("Diagnostic answered"),
            N_("The code of the finding that this écart answers; without it, the écart documents only."),
            "R205",
        ),
        OnChange.NOTHING,
    ] = None
    cible: Annotated[
        Text,
        About(N_("Target"), N_("The element concerned: a code, or a selection."), "BC3", "criteres de BC1"),
        OnChange.NOTHING,
    ]
    constat: Annotated[
        Text,
        About(
            N_("Finding"),
            N_("What is irregular, quoted."),
            "« Validation des 2 compétences », trois sont décrites",
        ),
        OnChange.NOTHING,
    ]
    decision: Annotated[
        Text,
        About(N_("Decision"), N_("What was decided, and why."), "Les trois compétences sont requises."),
        OnChange.NOTHING,
    ]
    expire: Annotated[
        Jour | None,
        About(
            N_("Expires"), N_("The day after which the écart no longer holds: year-month-day."), "2026-12-31"
        ),
        OnChange.NOTHING,
    ] = None
