"""Who is concerned: the parcours of a certification, and what is declared for some candidates only."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from certeval.referentiel.texts import Code
from certeval.rules.file_model import About, FileModel, OnChange, Present, Text
from certeval.rules.situation import PARCOURS, VOIE, Voie


class Parcours(FileModel):
    """An option, a spécialité or a mention: a candidate takes one."""

    code: Annotated[Code, About("Code of the parcours", "What sheets and `pour` call it by.").like("EXPORT")]
    intitule: Annotated[
        Text | None,
        About("Title of the parcours", "Its title; sheets may name it so too.").like(
            "Développement à l’international"
        ),
    ] = None


class Pour(FileModel):
    """The candidates for whom an element exists: of these parcours, and of these voies."""

    parcours: Annotated[
        Present[Annotated[tuple[Text, ...], Field(min_length=1)]],
        About("Parcours concerned", "The codes of the parcours whose candidates it is for.").like(["EXPORT"]),
    ] = None
    voies: Annotated[
        Present[Annotated[tuple[Voie, ...], Field(min_length=1)]],
        About("Voies concerned", "The voies by which those whom it is for seek the certification.").like(
            ["apprentissage", "formation_initiale"]
        ),
    ] = None

    def axes(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What it names on each axis that it speaks of."""
        if self.parcours is not None:
            yield PARCOURS, self.parcours
        if self.voies is not None:
            yield VOIE, self.voies


PourQui = Annotated[
    Present[Pour],
    About(
        "For whom", "It exists for these candidates only; for the others it leaves what counts it, whole."
    ).like({"parcours": ["EXPORT"]}),
    OnChange.DECIDES,
]
"""The key that says for whom an element is."""
