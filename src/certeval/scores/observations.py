"""What was observed: a cell for each candidate and element, as typed, with what it says and its place; who is meant."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from certeval.diagnostics import Diagnostic, Place
from certeval.rules.entry import Entry, Reading
from certeval.scores.headings import IDENTITY
from certeval.sources.lines import Line, Locator
from certeval.text.cell_text import trim
from certeval.text.nearest import fold


class CellKey(NamedTuple):
    """What a cell is about: an element's code, who marked it, at which attempt."""

    element: str
    jure: str = ""
    tentative: int = 1


class Cell(NamedTuple):
    """What was typed, what it says, and where it stands: a place, or a row and the position in it."""

    text: str
    reading: Reading
    origin: Locator
    position: int = 0

    @property
    def bare_text(self) -> str:
        """What was typed, without its edges."""
        return trim(self.text)

    @property
    def place(self) -> Place:
        """Worked out when asked for: a sound sheet of a thousand candidates never is."""
        return self.origin.place(self.position)


class CellReader(dict[str, Reading]):
    """What each text says in a cell of one element, read at its first lookup: sheets repeat few texts often."""

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.entry = entry

    def __missing__(self, text: str) -> Reading:
        reading = self[text] = self.entry.read(text)
        return reading


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """What the columns of rows hold, the same for all the rows of a sheet by one juror at one attempt: where each cell
    stands, what it is about, and what reads it.
    """

    jure: str
    tentative: int
    columns: tuple[tuple[int, CellKey, Mapping[str, Reading]], ...]
    word: Callable[[str], str]
    """What a cell as typed stands for."""

    def apart(self, other: "Layout") -> bool:
        """Whether no cell of theirs is about the same thing."""
        if (self.jure, self.tentative) != (other.jure, other.tentative):
            return True
        return {key for _, key, _ in self.columns}.isdisjoint(key for _, key, _ in other.columns)

    def reading(self, row: Line, index: int) -> Reading:
        """What the cell of a column says."""
        reader = next(reader for at, _, reader in self.columns if at == index)
        return reader[self.word(row.cells[index])]

    def each(self, row: Line) -> Iterator[tuple[CellKey, Cell]]:
        """The cells of a row that hold something."""
        cells = row.cells
        for index, key, reader in self.columns:
            if (text := cells[index]) and not (reading := reader[self.word(text)]).empty:
                yield key, Cell(text, reading, row, index)


def cell_getter(columns: Sequence[int]) -> Callable[[Sequence[str]], Hashable]:
    """Takes the cells of columns from a row as a tuple: of one column alone, twice."""
    if not columns:
        return lambda _cells: ()
    return itemgetter(*columns, *(columns if len(columns) == 1 else ()))


MOST_ROWS = 64
"""Rows of one candidate that are kept as they stand: each is compared with all those before it."""


@dataclass(slots=True, repr=False, eq=False)
class Candidate:
    """One candidate: the identifier as typed, its details (nom, prenom, groupe, session), its cells.

    What a wide sheet says is kept as its `rows`, each with its layout, as long as no other row is about the same; a
    cell of its own is made once somebody asks for it. Empty cells are not kept: no cell and an empty one are the same
    status `vide`. A comment on the candidate rather than on one element has a key whose element is empty.
    `situation` has the parcours and the voie that somebody said, each a cell: a sheet, or whoever knows them otherwise.
    `other_details` are the further groups and sessions that rows name, each by what it is and its text folded.
    """

    code: str
    origin: Locator
    position: int = 0
    own_cells: dict[CellKey, Cell] | None = None
    """Its cells, where they are no rows'."""
    rows: tuple[tuple[Layout, Line], ...] = field(default=(), init=False)
    details: dict[str, str] = field(default_factory=dict, init=False)
    other_details: dict[tuple[str, str], str] | None = field(default=None, init=False)
    situation: dict[str, Cell] = field(default_factory=dict, init=False)
    comment_texts: dict[CellKey, dict[str, None]] = field(default_factory=dict, init=False)

    def put_other_detail(self, name: str, text: str) -> None:
        """Keep a further text of a detail."""
        if self.other_details is None:
            self.other_details = {}
        self.other_details.setdefault((name, fold(text)), text)

    def keeps(self, layout: Layout, row: Line) -> bool:
        """Keep a row as it stands, none of whose cells is refused; False where something was said of the same."""
        if self.own_cells is not None or len(self.rows) == MOST_ROWS:
            return False
        for other, _ in self.rows:
            if not layout.apart(other):
                return False
        self.rows = (*self.rows, (layout, row))
        return True

    @property
    def cells(self) -> dict[CellKey, Cell]:
        """Every cell by its key; the rows become cells once these are asked for."""
        if self.own_cells is None:
            self.own_cells = dict(self.each())
            self.rows = ()
        return self.own_cells

    def each(self) -> Iterator[tuple[CellKey, Cell]]:
        """Every cell with its key, none of them kept."""
        if self.own_cells is not None:
            yield from self.own_cells.items()
        for layout, row in self.rows:
            yield from layout.each(row)

    @property
    def comments(self) -> dict[CellKey, str]:
        """The comments on each thing, a line each."""
        return {key: "\n".join(texts) for key, texts in self.comment_texts.items()}

    @property
    def place(self) -> Place:
        """Where the identifier was first typed."""
        return self.origin.place(self.position)


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

    @property
    def says_something(self) -> bool:
        """Whether it names a candidate, or what marks are of: those of groups name nobody."""
        return bool(self.candidates or self.elements)


@dataclass(slots=True)
class Scores:
    """What several sheets say together; candidates in the order of first appearance.

    `identity`: which of nom and prenom some sheet has a place for. `candidates_by_error`: the candidates spoilt by
    errors that `diagnostics` only counts, by their code.
    """

    sheets: list[Sheet]
    candidates: dict[str, Candidate]
    diagnostics: list[Diagnostic]
    identity: tuple[str, ...] = ()
    candidates_by_error: Mapping[str, set[str]] = field(default_factory=dict)


def codes_for(candidates: Mapping[str, Candidate], text: str) -> list[str]:
    """The identifiers that a text means: itself, else those that it folds to, else those of the persons so named.

    A person is named by `nom`, `prenom`, or both in either order, without regard to case, accents and spaces.
    """
    if text in candidates:
        return [text]
    key = fold(text)
    by_code = [code for code in candidates if fold(code) == key]
    return by_code or [code for code, each in candidates.items() if key in _names(each)]


def identity(candidate: Candidate) -> dict[str, str]:
    """`nom` and `prenom` as the sheets give them; a key that they don't give is absent."""
    return {key: candidate.details[key] for key in IDENTITY if key in candidate.details}


def _names(candidate: Candidate) -> set[str]:
    nom, prenom = (fold(candidate.details.get(key, "")) for key in IDENTITY)
    return {nom, prenom, prenom + nom, nom + prenom} - {""}
