"""What a row of the output is made of, and how its pieces become columns.

Text forms (CSV, JSON lines) put the texts of their pieces one after another; Parquet has a column a verdict and
a count, taken from the same texts.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from certeval.engine.columns import Split
from certeval.engine.parts import Division
from certeval.engine.sharing import Decider


@dataclass(frozen=True, slots=True)
class Identifier:
    """The candidate, as the form writes it; plain letters and digits are put as they are between `around`."""

    worded: Callable[[str], str]
    around: str = ""


@dataclass(frozen=True, slots=True)
class OfPart:
    """What is printed of a part: its number, and which of the things shown of it."""

    part: int
    index: int


@dataclass(frozen=True, slots=True)
class OfWhole:
    """What rows of the same kinds share; `code` is whose own missing codes stand in it where `lacking` does."""

    index: int
    code: str = ""
    lacking: str = ""
    worded: Callable[[list[str]], str] = " ".join


@dataclass(frozen=True, slots=True)
class Missing:
    """The codes that the row's pending verdicts wait for."""

    worded: Callable[[list[str]], str] = " ".join


Piece = str | Identifier | OfPart | OfWhole | Missing


class Form(Protocol):
    """A form of output of one référentiel. `typed` names what Parquet makes of its pieces."""

    division: Division
    heading: str

    def decider(self, splits: Sequence[Split], /) -> Decider: ...

    def made_of(self) -> list[Piece]: ...

    def typed(self) -> list[list[tuple[str, bool]]] | None:
        """For Parquet, the columns of each piece: their names, and whether they are whole numbers. None: text."""
