"""Who is concerned: the parcours of a certification, and what is declared for some candidates only."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from certeval.referentiel.texts import Code
from certeval.rules.file_model import About, FileModel, OnChange, Present, Text, key, optional
from certeval.rules.situation import PARCOURS, VOIE, Voie


class Parcours(FileModel):
    """An option, a spécialité or a mention: a candidate takes one."""

    code: Code = key("Code of the parcours", "What sheets and `pour` call it by.", "EXPORT")
    intitule: Text | None = optional(
        "Title of the parcours", "Its title; sheets may name it so too.", "Développement à l’international"
    )


class Pour(FileModel):
    """The candidates for whom an element exists: of these parcours, and of these voies."""

    parcours: Present[Annotated[tuple[Text, ...], Field(min_length=1)]] = optional(
        "Parcours concerned", "The codes of the parcours whose candidates it is for.", ["EXPORT"]
    )
    voies: Present[Annotated[tuple[Voie, ...], Field(min_length=1)]] = optional(
        "Voies concerned",
        "The voies by which those whom it is for seek the certification.",
        ["apprentissage", "formation_initiale"],
    )

    def axes(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What it names on each axis that it speaks of."""
        if self.parcours is not None:
            yield PARCOURS, self.parcours
        if self.voies is not None:
            yield VOIE, self.voies


PourQui = Annotated[
    Present[Pour],
    About(
        "For whom",
        "It exists for these candidates only; for the others it leaves what counts it, whole.",
        {"parcours": ["EXPORT"]},
    ),
    OnChange.DECIDES,
]
"""The key that says for whom an element is."""
