"""What may be entered: scales, and statuses with their effect."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, ClassVar, Literal

from pydantic import Discriminator, Field, PlainSerializer, PrivateAttr, Tag
from pydantic_core import PydanticCustomError

from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import rules as of_rules
from certeval.diagnostics.families import sheets as kinds
from certeval.rules.bounds import Bounds, Ends, Limit
from certeval.rules.file_model import Accepts, Before, FileModel, Present, Text, key, optional
from certeval.rules.refusals import Refusal
from certeval.rules.scale_answers import NumberScale, Offer, WordScale
from certeval.text.cell_text import spelling
from certeval.text.nearest import nearest
from certeval.text.numbers import exact, number

YES_NO = ("non", "oui")
YES_WORDS = ("1", "oui", "o", "vrai", "x", "v", "valide", "validé", "validée", "a", "acquis", "acquise")
NO_WORDS = (
    *("0", "non", "n", "faux", "nv", "non valide", "non validé", "non validée"),
    *("na", "non acquis", "non acquise"),
)
"""The closed lists of yes and no as people write them."""
YES, NO = frozenset(map(spelling, YES_WORDS)), frozenset(map(spelling, NO_WORDS))


def _read_number(value: object) -> object:
    amount = number(value) if isinstance(value, str) else value
    if not isinstance(amount, Fraction):
        raise PydanticCustomError("R107", "not a number")
    return amount


MOST_COUNT = 1000
"""A count of jurors who are due, or of the best that are taken: a larger one is a slip, and each is looked at."""


def _read_count(value: object) -> object:
    amount = number(value) if isinstance(value, str) else value
    if isinstance(amount, Fraction) and amount.denominator == 1 and 0 < amount <= MOST_COUNT:
        return int(amount)
    if isinstance(amount, int) and 0 < amount <= MOST_COUNT:
        return amount
    raise PydanticCustomError("R108", "not a whole number within bounds")


NUMBER = r"[+-]?[0-9]+([.,][0-9]+|/0*[1-9][0-9]*)?"
"""How an exact number is typed, for an editor."""

Number = Annotated[
    Fraction,
    Before(_read_number),
    PlainSerializer(exact),
    Accepts({"type": ["number", "string"], "pattern": rf"^\s*{NUMBER}\s*$"}),
]
"""An exact number, as `10`, `-2`, `9,5`, `9.5` or `61/6`."""

Step = Annotated[
    Number,
    Accepts(
        {
            "type": ["number", "string"],
            "pattern": rf"^\s*(?!-)(?=.*[1-9]){NUMBER}\s*$",
            "exclusiveMinimum": 0,
        }
    ),
]
"""A number above nothing: by how much values go."""

Count = Annotated[
    int,
    Before(_read_count),
    Accepts({"type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": 1, "maximum": MOST_COUNT}),
]
"""A whole number above zero, of things that are counted one by one."""


class Acquis(WordScale):
    """The scale yes or no."""

    acquis: Literal[True] = True

    as_word: ClassVar[str | None] = "acquis"
    key: ClassVar[str] = "acquis"
    yes_no: ClassVar[bool] = True
    default_bounds: ClassVar[Bounds | None] = Bounds(Limit(Fraction(1), strict=False, text="oui"), None)

    @property
    def label(self) -> str:
        return "acquis"

    def read(self, text: str) -> Fraction | None:
        word = spelling(text)
        return Fraction(1) if word in YES else Fraction(0) if word in NO else None

    def words(self) -> tuple[str, ...]:
        return YES_NO

    def spellings(self) -> tuple[str, ...]:
        return (*YES_WORDS, *NO_WORDS)

    def offer(self) -> Offer:
        return Offer(tuple(reversed(YES_NO)), self.spellings(), YES_WORDS, NO_WORDS)

    def refusal(self, text: str, statuses: tuple[str, ...]) -> Refusal:
        if spelling(text) in {"true", "false"}:
            return Refusal(kinds.ENGLISH_BOOLEAN, {})
        return super().refusal(text, statuses)


class Niveaux(WordScale):
    """A scale of named levels, the worst first; a level's value is its rank from 0."""

    niveaux: Annotated[tuple[Text, ...], Field(min_length=2)] = key(
        "Levels", "The levels, the worst first.", ["NA", "EA", "A"]
    )

    points: Present[Annotated[tuple[Number, ...], Field(min_length=2)]] = optional(
        "Points", "The points of each level, in the same order: a level is then also a number.", [0, 5, 10]
    )

    key: ClassVar[str] = "niveaux"

    _ranks: Mapping[str, Fraction] = PrivateAttr()
    """The rank of each level by its spelling, the first of those that are spelled alike."""

    def model_post_init(self, _context: object) -> None:
        """Rank the levels, whose number no reading of a cell looks at."""
        self._ranks = {spelling(level): Fraction(i) for i, level in reversed(list(enumerate(self.niveaux)))}

    @property
    def worth(self) -> tuple[Fraction, ...]:
        return self.points or ()

    def flaws(self, path: Path) -> Iterator[Finding]:
        yield from super().flaws(path)
        if self.points is None:
            return
        at, levels, points = (*path, "points"), len(self.niveaux), len(self.points)
        if levels != points:
            yield Finding(of_rules.POINTS_OF_LEVELS, at, {"points": points, "levels": levels})
        falls = next((i for i, (one, other) in enumerate(pairwise(self.points), 1) if other < one), None)
        if falls is not None:
            names = {"points": self.points[falls], "before": self.points[falls - 1]}
            yield Finding(of_rules.POINTS_FALL, (*at, falls), names)
        elif self.points[-1] <= 0 and levels == points:
            yield Finding(of_rules.POINTS_OF_NOTHING, at, {"points": self.points[-1]})

    def read(self, text: str) -> Fraction | None:
        return self._ranks.get(spelling(text))

    def words(self) -> tuple[str, ...]:
        return self.niveaux


class Etendue(FileModel):
    """From `min` to `sur` (a mark) or `max` (a quantity), in steps of `pas` where given."""

    min: Number = key("Least value", "The least value; 0 if absent.", 0, default=Fraction(0))
    pas: Present[Step] = optional(
        "Step", "The gap between two possible values: any other mark is refused.", 0.25
    )


class EtendueNote(Etendue):
    sur: Number = key("Out of", "The best mark.", 20)


class EtendueQuantite(Etendue):
    max: Number = key("Greatest value", "The greatest quantity.", 40)


class Note(NumberScale):
    """A mark out of `sur`."""

    note: EtendueNote = key("Mark", "A mark, out of `sur`.", {"sur": 20, "pas": 0.5})

    key: ClassVar[str] = "note"

    def ends(self) -> Ends:
        return Ends(self.note.min, self.note.sur, self.note.pas)


class Quantite(NumberScale):
    """A bounded quantity: days, credits."""

    quantite: EtendueQuantite = key("Quantity", "Days, credits: always with a maximum.", {"max": 40})

    key: ClassVar[str] = "quantite"
    quantity: ClassVar[bool] = True

    def ends(self) -> Ends:
        return Ends(self.quantite.min, self.quantite.max, self.quantite.pas)


class Choix(WordScale):
    """One of the parcours, or of the voies, of a certification: its value is its rank, which orders nothing. `by_text`
    has the code of each text that is read.
    """

    axe: Literal["parcours", "voie"]
    codes: tuple[str, ...]
    by_text: dict[str, str]

    key: ClassVar[str] = "choix"

    def read(self, text: str) -> Fraction | None:
        code = self.by_text.get(spelling(text))
        return None if code is None else Fraction(self.codes.index(code))

    def words(self) -> tuple[str, ...]:
        return self.codes

    def refusal(self, text: str, statuses: tuple[str, ...]) -> Refusal:  # noqa: ARG002 -- none is one
        near = nearest(text, self.by_text)
        hint = {} if near is None else {"suggestion": self.by_text[near]}
        kind = kinds.UNKNOWN_PARCOURS if self.axe == "parcours" else kinds.UNKNOWN_VOIE
        return Refusal(kind, {"known": self.codes, **hint})


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
    Annotated[Annotated[Acquis, Before(_acquis_word), Accepts({"const": "acquis"})], Tag("<mot>")]
    | Annotated[Niveaux, Tag("<niveaux>")]
    | Annotated[Note, Tag("<note>")]
    | Annotated[Quantite, Tag("<quantite>")],
    Discriminator(_kind_of_scale),
]
Scale = Acquis | Niveaux | Note | Quantite | Choix
