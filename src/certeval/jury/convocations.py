"""What candidates are called to: an épreuve, when and where, and what to bring."""

from typing import Annotated

from certeval.jury.words import Heure
from certeval.messages import N_
from certeval.referentiel.quantities import DureeDeclaree
from certeval.referentiel.texts import Jour
from certeval.rules.about import About
from certeval.rules.declared import GIVEN, Declared, Text


class Convocation(Declared):
    """One épreuve to which the candidates who seek its bloc are called."""

    epreuve: Annotated[
        Text, About(N_("Épreuve"), N_("The code of the épreuve, or of one of its parts."), "E1")
    ]
    le: Annotated[Jour, About(N_("Day"), N_("The day: year-month-day."), "2026-06-25")]
    debut: Annotated[Heure, About(N_("Begins at"), N_("The hour at which it begins."), "9 h")]
    duree: Annotated[
        DureeDeclaree | None,
        GIVEN,
        About(N_("Duration"), N_("How long it takes; else what the référentiel says."), "4 h"),
    ] = None
    lieu: Annotated[
        Text | None,
        GIVEN,
        About(
            N_("Place"),
            N_("Where it is held; else the place of the session."),
            "salle 12, 3 rue de l’Exemple, Lyon",
        ),
    ] = None
    apporter: Annotated[
        tuple[Text, ...],
        About(N_("To bring"), N_("What candidates bring."), ["une pièce d’identité", "cette convocation"]),
    ] = ()
