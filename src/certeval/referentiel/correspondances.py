"""The correspondances: what blocs of other certifications count for under this one (C. trav. L6113-7)."""

from typing import Annotated

from certeval.messages import N_
from certeval.referentiel.enregistrement import Periode
from certeval.referentiel.texts import RNCP_BLOC, UnOuPlusieurs, pattern
from certeval.rules.about import About
from certeval.rules.declared import Accepts, Text

NumeroBloc = Annotated[Text, pattern("R272", RNCP_BLOC), Accepts({"type": "string", "pattern": RNCP_BLOC})]
"""The number of a bloc in the répertoire: RNCP99999BC02."""


class CorrespondanceDeBloc(Periode):
    """What counts here for whoever validated a bloc of another certification, while it applies."""

    de: Annotated[
        NumeroBloc,
        About(
            N_("Bloc of another certification"),
            N_("The number of the bloc that was validated, as the répertoire has it."),
            "RNCP99999BC02",
        ),
    ]
    donne: Annotated[
        UnOuPlusieurs,
        About(
            N_("What it gives"),
            N_("What counts as validated in this version: a bloc, or some of its compétences."),
            "BC1",
            ["C2.1", "C2.2"],
        ),
    ]
    fondement: Annotated[
        Text | None,
        About(
            N_("Ground"),
            N_("The decision or the text on which it rests, which the minutes quote."),
            "décision d’enregistrement du 18 décembre 2025",
        ),
    ] = None
