"""Statuses, which are entered instead of a value, and their effect."""

from enum import StrEnum
from typing import Annotated

from certeval.rules.file_model import About, FileModel, Scalar


class Effect(StrEnum):
    """What a status does to the rules (the table of the language)."""

    INCONNU = "inconnu"
    EXCLU = "exclu"
    ACQUIS = "acquis"
    BLOQUE = "bloque"


VIDE = "vide"
DEFAULT_STATUSES = {
    VIDE: Effect.INCONNU,
    "NE": Effect.INCONNU,
    "ABS": Effect.INCONNU,
    "ABJ": Effect.INCONNU,
    "DISP": Effect.ACQUIS,
    "EQ": Effect.ACQUIS,
    "NEUT": Effect.EXCLU,
}


class Valeur(FileModel):
    """A status that stands for a value: `ABS: {valeur: 0}`."""

    valeur: Annotated[Scalar, About("Value", "The value, of the scale, that the status stands for.").like(0)]
