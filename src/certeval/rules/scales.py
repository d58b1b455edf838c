"""What may be entered: scales, and statuses with their effect."""

from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, PlainSerializer, Tag, WithJsonSchema
from pydantic_core import PydanticCustomError

from certeval.rules.declared import GIVEN, Declared, Text
from certeval.text.numbers import exact, is_decimal, number
from certeval.text.typed import spelling

YES = frozenset(["1", "oui", "o", "vrai", "x", "v", "valide", "validee", "a", "acquis", "acquise"])
NO = frozenset(["0", "non", "n", "faux", "nv", "nonvalide", "nonvalidee", "na", "nonacquis", "nonacquise"])


def _read_number(value: object) -> object:
    found = number(value) if isinstance(value, str) else value
    if not isinstance(found, Fraction):
        raise PydanticCustomError("R107", "not a number")
    return found


def _read_count(value: object) -> object:
    found = number(value) if isinstance(value, str) else value
    if isinstance(found, Fraction) and found.denominator == 1 and found > 0:
        return int(found)
    if isinstance(found, int):
        return found
    raise PydanticCustomError("R108", "not a whole number above zero")


Number = Annotated[
    Fraction,
    BeforeValidator(_read_number),
    PlainSerializer(exact),
    WithJsonSchema({"type": ["number", "string"], "pattern": r"^\s*[+-]?[0-9]+([.,/][0-9]+)?\s*$"}),
]
"""An exact number, as `10`, `-2`, `9,5`, `9.5` or `61/6`."""

Count = Annotated[
    int,
    BeforeValidator(_read_count),
    WithJsonSchema({"type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": 1}),
]
"""A whole number above zero."""


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


class Valeur(Declared):
    """A status that stands for a value: `ABS: {valeur: 0}`."""

    valeur: Text


class Acquis(Declared):
    """The scale yes or no."""

    acquis: Literal[True] = True

    @property
    def least(self) -> Fraction:
        return Fraction(0)

    @property
    def greatest(self) -> Fraction:
        return Fraction(1)

    @property
    def step(self) -> Fraction | None:
        return Fraction(1)

    def read(self, text: str) -> Fraction | None:
        word = spelling(text)
        return Fraction(1) if word in YES else Fraction(0) if word in NO else None

    def words(self) -> tuple[str, ...]:
        """What a value is called, from the worst: yes and no have names, marks have none."""
        return ("non", "oui")


class Niveaux(Declared):
    """A scale of named levels, the worst first; a level's value is its rank from 0."""

    niveaux: Annotated[tuple[Text, ...], Field(min_length=2)]

    @property
    def least(self) -> Fraction:
        return Fraction(0)

    @property
    def greatest(self) -> Fraction:
        return Fraction(len(self.niveaux) - 1)

    @property
    def step(self) -> Fraction | None:
        return Fraction(1)

    def read(self, text: str) -> Fraction | None:
        wanted = spelling(text)
        return next((Fraction(i) for i, level in enumerate(self.niveaux) if spelling(level) == wanted), None)

    def words(self) -> tuple[str, ...]:
        return self.niveaux


class Etendue(Declared):
    """From `min` to `sur` (a mark) or `max` (a quantity), in steps of `pas` where given."""

    min: Number = Fraction(0)
    pas: Annotated[Number | None, GIVEN] = None


class EtendueNote(Etendue):
    sur: Number


class EtendueQuantite(Etendue):
    max: Number


class _Measured(Declared):
    """What marks and quantities share: a range of exact numbers."""

    def _range(self) -> tuple[Fraction, Fraction, Fraction | None]:
        raise AssertionError  # pragma: no cover -- each scale gives its own

    @property
    def least(self) -> Fraction:
        return self._range()[0]

    @property
    def greatest(self) -> Fraction:
        return self._range()[1]

    @property
    def step(self) -> Fraction | None:
        return self._range()[2]

    def number(self, text: str) -> Fraction | None:
        """The number that a text says here, of the scale or not; None where it says none.

        `12/20` may mean 12 out of 20: a fraction is read only where the step is no decimal, over a denominator of
        that step, other than what marks are out of.
        """
        if "/" not in text:
            return number(text)
        _least, greatest, step = self._range()
        under = number(text.partition("/")[2])
        if step is None or is_decimal(step) or not under or under == greatest or step.denominator % under:
            return None
        return number(text)

    def read(self, text: str) -> Fraction | None:
        value = self.number(text)
        least, greatest, step = self._range()
        if value is None or not least <= value <= greatest:
            return None
        return None if step and (value - least) % step else value

    def words(self) -> tuple[str, ...]:
        return ()


class Note(_Measured):
    """A mark out of `sur`."""

    note: EtendueNote

    def _range(self) -> tuple[Fraction, Fraction, Fraction | None]:
        return self.note.min, self.note.sur, self.note.pas


class Quantite(_Measured):
    """A bounded quantity: days, credits."""

    quantite: EtendueQuantite

    def _range(self) -> tuple[Fraction, Fraction, Fraction | None]:
        return self.quantite.min, self.quantite.max, self.quantite.pas


def _kind_of_scale(value: object) -> str:
    """Which scale is meant, by its one key; the nearest where none matches, so that one mistake is said."""
    if isinstance(value, str):
        return "<mot>"
    keys = value.keys() if isinstance(value, dict) else ()
    return next((f"<{key}>" for key in ("niveaux", "note", "quantite") if key in keys), "<niveaux>")


SCALES = ("acquis", "{niveaux: […]}", "{note: {sur: 20}}", "{quantite: {max: 10}}")


def _acquis_word(value: object) -> object:
    if value == "acquis":
        return Acquis()
    raise PydanticCustomError("R105", "not a scale", {"given": str(value), "allowed": SCALES})


Echelle = Annotated[
    Annotated[
        Annotated[Acquis, BeforeValidator(_acquis_word), WithJsonSchema({"const": "acquis"})], Tag("<mot>")
    ]
    | Annotated[Niveaux, Tag("<niveaux>")]
    | Annotated[Note, Tag("<note>")]
    | Annotated[Quantite, Tag("<quantite>")],
    Discriminator(_kind_of_scale),
]
Scale = Acquis | Niveaux | Note | Quantite
