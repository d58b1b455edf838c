"""What blocs validated elsewhere count for under this version: under earlier versions of it (équivalences), under other
certifications (correspondances, C. trav. L6113-7).
"""

from typing import Annotated

from certeval.referentiel.enregistrement import Periode
from certeval.referentiel.texts import RNCP_BLOC, VERSIONS, Pattern, UnOuPlusieurs
from certeval.rules.file_model import About, FileModel, Present, Text, key, optional

Donne = Annotated[
    UnOuPlusieurs,
    About(
        "What it gives",
        "What counts as validated in this version: a bloc, or some of its compétences.",
        "BC1",
        ["C2.1", "C2.2"],
    ),
]
"""What a bloc that was validated elsewhere gives here."""


class Equivalence(FileModel):
    """What counts in this version for whoever validated blocs under earlier ones: `1.x` is any that begins so.

    Of several blocs, all are needed. `donne` are blocs or compétences of this version; with `a_presenter` they are
    held once these elements of this version are validated.
    """

    version: Annotated[Text, Pattern("R120", VERSIONS)] = key(
        "Earlier versions",
        "The version under which the bloc was validated: one, or all that begin alike.",
        "1.x",
        "1.2.0",
    )
    bloc: UnOuPlusieurs = key(
        "Validated bloc",
        "The code of the bloc in the earlier version; of several, all are needed.",
        "BC1",
        ["BC1", "BC2"],
    )
    donne: Donne
    a_presenter: Present[UnOuPlusieurs] = optional(
        "Still to be passed", "Elements of this version without which it does not count.", ["E2"]
    )


NumeroBloc = Annotated[Text, Pattern("R272", RNCP_BLOC)]
"""The number of a bloc in the répertoire: RNCP99999BC02."""


class CorrespondanceDeBloc(Periode):
    """What counts here for whoever validated a bloc of another certification, while it applies."""

    de: NumeroBloc = key(
        "Bloc of another certification",
        "The number of the bloc that was validated, as the répertoire has it.",
        "RNCP99999BC02",
    )
    donne: Donne
    fondement: Text | None = optional(
        "Ground",
        "The decision or the text on which it rests, which the minutes quote.",
        "décision d’enregistrement du 18 décembre 2025",
    )
