"""The cases: imaginary candidates whose outcome the certifier knows."""

from typing import Annotated

from pydantic import Discriminator, Field, Tag

from certeval.rules.file_model import (
    BY_SHAPE,
    LIST,
    TABLE,
    WORD,
    Accepts,
    FileModel,
    Present,
    Scalar,
    Text,
    key,
    optional,
)


class CelluleJures(FileModel):
    jures: Annotated[tuple["Cellule", ...], Field(min_length=1)] = key(
        "Jurors of the cell", "A cell for each juror, in their order.", ["oui", "non"]
    )


class CelluleTentatives(FileModel):
    tentatives: Annotated[tuple["Cellule", ...], Field(min_length=1)] = key(
        "Attempts of the cell", "A cell for each attempt, in order.", ["8", "12,5"]
    )


def _cell(value: object) -> str:
    if isinstance(value, dict):
        return "<tentatives>" if "tentatives" in value else "<jures>"
    return "<mot>" if isinstance(value, str) or value is None else "<jures>"


Cellule = Annotated[
    Annotated[str | None, Accepts({"type": ["string", "number", "boolean", "null"]}), WORD]
    | Annotated[CelluleJures, Tag("<jures>")]
    | Annotated[CelluleTentatives, Tag("<tentatives>")],
    Discriminator(_cell),
]
Attendu = Annotated[Annotated[Scalar, WORD] | Annotated[tuple[Scalar, ...], LIST], BY_SHAPE]


class Cas(FileModel):
    """The certifier's own proof: cells, and what must come of them. A cell not given is empty."""

    nom: Text = key("Name of the case", "What the case shows.", "3 critères sur 4")
    cellules: dict[Text, Cellule] = key(
        "Cells",
        "What is entered, by code, as in a score sheet. A cell not given is empty.",
        {"CR1.1": "oui", "E1": "12,5"},
        default={},
    )
    parcours: Present[Text] = optional(
        "Parcours of the case", "The parcours that the imaginary candidate takes.", "EXPORT"
    )
    voie: Present[Text] = optional(
        "Voie of the case", "The voie by which the imaginary candidate seeks it.", "apprentissage"
    )
    attendu: Annotated[
        Annotated[Text, WORD] | Annotated[dict[Text, Attendu], Field(min_length=1), TABLE], BY_SHAPE
    ] = key(
        "Expected",
        "The verdict of the certification (`valide`, `non_valide`, `en_attente`, `defaillant`), or "
        "what is expected of each name.",
        "valide",
        {"C1": "valide", "certification": "en_attente"},
    )
    rattrapages: tuple[tuple[Text, ...], ...] | None = optional(
        "Resits", "The sets of elements to present again, the smallest first.", [["E1"], ["E2", "E3"]]
    )
