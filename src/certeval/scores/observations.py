"""What was observed: a cell for each candidate and element, as typed, with what it says and its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from certeval.diagnostics import Diagnostic, Place
from certeval.rules.entry import Reading
from certeval.text.typed import trimmed


class Located(Protocol):
    """What knows where each of its cells stands."""

    @property
    def file(self) -> str: ...

    def place(self, index: int, /) -> Place: ...


class Key(NamedTuple):
    """What a cell is about: an element's code, who marked it, at which attempt."""

    element: str
    jure: str = ""
    tentative: int = 1


class Cell(NamedTuple):
    """What was typed, what it says, and where it stands: a place, or a row and the position in it."""

    text: str
    reading: Reading
    origin: Located | Place
    position: int = 0

    @property
    def shown(self) -> str:
        """What was typed, without its edges."""
        return trimmed(self.text)

    @property
    def place(self) -> Place:
        """Worked out when asked for: a sound sheet of a thousand candidates never is."""
        return self.origin if isinstance(self.origin, Place) else self.origin.place(self.position)


@dataclass(slots=True)
class Candidate:
    """One candidate: the identifier as typed, its details (nom, prenom, groupe, session), its cells.

    Empty cells are not kept: no cell and an empty one are the same status `vide`. A comment on the
    candidate rather than on one element has a key whose element is empty.
    """

    code: str
    origin: Located | Place
    details: dict[str, str] = field(default_factory=dict)
    cells: dict[Key, Cell] = field(default_factory=dict)
    comments: dict[Key, str] = field(default_factory=dict)
    position: int = 0

    @property
    def place(self) -> Place:
        """Where the identifier was first typed."""
        return self.origin if isinstance(self.origin, Place) else self.origin.place(self.position)


class Sheet(NamedTuple):
    """One file as read: `sha256:` and the digest of its bytes, its layout (large, long, yaml…).

    `elements` are the codes that it names, in the référentiel's order; `jurors` as they are written.
    """

    file: str
    digest: str
    encoding: str
    layout: str
    candidates: int
    session: Mapping[str, str] | None = None
    elements: tuple[str, ...] = ()
    jurors: tuple[str, ...] = ()


@dataclass(slots=True)
class Scores:
    """What several sheets say together; candidates in the order of first appearance.

    `identity`: which of nom and prenom some sheet has a place for.
    """

    sheets: list[Sheet]
    candidates: dict[str, Candidate]
    diagnostics: list[Diagnostic]
    identity: tuple[str, ...] = ()
