"""The compétences transversales: shown with the certification, decided by nobody."""

from typing import Annotated

from certeval.messages import N_
from certeval.referentiel.texts import Code, code_of
from certeval.rules.declared import About, Declared, Text


class Transversale(Declared):
    """A compétence that others put to work, as the source lists it apart."""

    code: Annotated[Code, code_of(N_("Code of the compétence transversale"), "CT1")]
    libelle: Annotated[
        Text,
        About(
            N_("Wording of the compétence transversale"),
            N_("The compétence, in the words of the source."),
            "Communiquer en français et en anglais",
        ),
    ]
    a_travers: Annotated[
        tuple[Text, ...],
        About(
            N_("Put to work in"), N_("The codes of the elements through which it is seen."), ["C1.1", "C2.3"]
        ),
    ] = ()
