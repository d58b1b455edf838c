"""What a row of the output is made of: one writer a form, however many candidates there are and whatever decides them.

A form is a sequence of pieces. Each says which names of a state it reads, so that whoever decides many candidates at
once works a piece out once for all those whose names come to the same.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from certeval.engine.missing import missing
from certeval.engine.verdicts import EN_ATTENTE, verdict
from certeval.frozen import frozen
from certeval.rules.derivation import State
from certeval.rules.program import Name

CODES_PLACEHOLDER = "\0"
"""Stands for a candidate's own missing codes in a text that candidates share."""


@frozen
class Identifier:
    """The candidate, as the form writes it; plain letters and digits are put as they are between `around`."""

    write: Callable[[str], str]
    around: str = ""


@frozen
class Detail:
    """A detail of the candidate that the sheet gives (`nom`, `prenom`), empty where it doesn't."""

    name: str
    write: Callable[[str], str]


@frozen
class Missing:
    """The codes that the pending verdicts of these codes wait for, each once."""

    codes: tuple[str, ...]
    write: Callable[[list[str]], str] = " ".join

    def of(self, state: State) -> list[str]:
        """Those of one candidate."""
        verdicts = [each for code in self.codes if (each := state.verdicts.get(code)) is not None]
        pending_verdicts = [each for each in verdicts if verdict(each.outcome) == EN_ATTENTE]
        return list(dict.fromkeys(code for each in pending_verdicts for code in missing(each, state)))


@dataclass(frozen=True, slots=True, eq=False)
class NameWords:
    """What some names came to. `outcomes`: nothing is read of them but the outcomes of verdicts.

    `template` says the same of the element `code` with CODES_PLACEHOLDER in place of the codes that its
    pending verdict waits for, which `missing` words.
    """

    names: tuple[Name, ...]
    says: Callable[[State], str]
    outcomes: bool = False
    code: str = ""
    template: Callable[[State], str] | None = None
    missing: Callable[[list[str]], str] = " ".join


Piece = str | Identifier | Detail | Missing | NameWords


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """A form of output of one référentiel: a heading, then a row a candidate. Its rows' first `first` characters part
    a row from the one before.
    """

    heading: str
    pieces: tuple[Piece, ...]
    first: int = 0

    def row(self, candidate: str, state: State, details: Mapping[str, str] | None = None) -> str:
        """The row of one candidate."""
        return "".join(self._texts(candidate, state, details or {}))

    def _texts(self, candidate: str, state: State, details: Mapping[str, str]) -> Iterator[str]:
        for piece in self.pieces:
            if isinstance(piece, str):
                yield piece
            elif isinstance(piece, NameWords):
                yield piece.says(state)
            elif isinstance(piece, Missing):
                yield piece.write(piece.of(state))
            elif isinstance(piece, Identifier):
                yield piece.write(candidate)
            else:
                yield piece.write(details.get(piece.name, ""))


def merge(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces, texts that follow each other made one."""
    runs: list[Piece] = []
    for piece in pieces:
        last = runs[-1] if runs else None
        if isinstance(piece, str) and isinstance(last, str):
            runs[-1] = last + piece
        elif piece != "":
            runs.append(piece)
    return tuple(runs)
