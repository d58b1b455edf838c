"""A form's pieces at the places where they are known: in a part of the program, above the parts, of each candidate.

Texts that follow each other and are known at the same place are one strand, worked out once for all the candidates
who share what it reads.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from certeval.engine.columns import Split, placed
from certeval.engine.distinct import ShownOfPart
from certeval.engine.parts import divide
from certeval.engine.sharing import Decided, Decider, Shows
from certeval.render.forms import LACKING, Detail, Form, Identifier, Missing, Piece, Said
from certeval.render.rows import Cells, Column
from certeval.rules.derivation import State
from certeval.rules.program import CERTIFICATION, Name, Program
from certeval.scores.blocks import Block, Extraordinary

if TYPE_CHECKING:
    from certeval.engine.frames import forms as frames

ABOVE: Final = -1
"""The home of what rows whose parts are of the same kinds share."""
OWN: Final = -2
"""The home of what is each candidate's own."""


@dataclass(slots=True)
class Strand:
    """Pieces that are known at one home: the number of a part, ABOVE or OWN. `index` is its place among those there.

    One of OWN is a single piece, with the texts before and after it. `columns` are those of a table that it holds,
    with whether their cells are numbers.
    """

    home: int
    pieces: list[Piece]
    index: int = 0
    before: str = ""
    after: str = ""
    columns: tuple[tuple[str, bool], ...] = ()

    @property
    def own(self) -> Identifier | Missing | None:
        """The one piece of a candidate's own."""
        piece = self.pieces[0]
        return piece if isinstance(piece, Identifier | Missing) else None

    @property
    def lacking(self) -> Said | None:
        """What is said above the parts with the candidate's own missing codes in it."""
        piece = next((each for each in self.pieces if isinstance(each, Said)), None)
        return piece if piece is not None and piece.lacking is not None and self.home == ABOVE else None

    def says(self, state: State) -> str:
        """Its text."""
        lacking = self.lacking
        if lacking is not None and lacking.lacking is not None:
            return self.before + lacking.lacking(state) + self.after
        texts = [each.says(state) if isinstance(each, Said) else str(each) for each in self.pieces]
        return self.before + "".join(texts) + self.after


class Printing:
    """A form as those print it who decide many candidates at once. With `table`, the columns of its pieces, it gives
    cells instead of text.
    """

    def __init__(self, form: Form, program: Program, table: Sequence[Column] = ()) -> None:
        if any(isinstance(piece, Detail) for piece in form.pieces):
            raise Extraordinary
        self._program = program
        self.table = bool(table)
        self.first = form.first
        self.heading = "" if table else form.heading
        said = [piece for piece in form.pieces if isinstance(piece, Said)]
        groups: list[tuple[Name, ...]] = []
        for piece in said:
            groups += [(name,) for name in piece.names] if piece.outcomes else [piece.names]
        self.division = divide(program, groups)
        self.shown = _shown(form)
        self.strands = self._strands(form)
        if table:
            self._tabled(list(table))

    def _strands(self, form: Form) -> list[Strand]:
        home: dict[Name, int] = {}
        for i, part in enumerate(self.division.parts):
            home |= {("valeur", code): i for code in part.entries} | {step.makes: i for step in part.steps}
        found: list[Strand] = []
        before = ""
        for piece in form.pieces:
            if isinstance(piece, str):
                if found:
                    found[-1].after += piece
                else:
                    before += piece
                continue
            strand = Strand(_home(piece, home), [piece], before=before)
            before = ""
            if found and _one(found[-1], strand):
                found[-1].pieces += [found[-1].after, *strand.pieces]
                found[-1].after = ""
            else:
                found.append(strand)
        met: dict[int, int] = {}
        for strand in found:
            strand.index = met.get(strand.home, 0)
            met[strand.home] = strand.index + 1
        return found

    def _tabled(self, table: list[Column]) -> None:
        """Give each strand its columns, and no text around them."""
        columns = iter(table)
        for strand in self.strands:
            strand.before = strand.after = ""
            mine = [next(columns) for piece in strand.pieces if not isinstance(piece, str)]
            strand.columns = tuple(
                (heading, isinstance(holds, Cells) and holds.numbers)
                for headings, holds in mine
                for heading in headings
            )

    def decider(self, splits: Sequence[Split]) -> Decider:
        """What decides rows whose parts' cells are split so."""
        parts = []
        for i in range(len(self.division.parts)):
            mine = [strand for strand in self.strands if strand.home == i]
            anonymous = all(
                not piece.code for each in mine for piece in each.pieces if isinstance(piece, Said)
            )
            parts.append(ShownOfPart(tuple(strand.says for strand in mine), anonymous=anonymous))
        above = tuple(strand.says for strand in self.strands if strand.home == ABOVE)
        return Decider(self._program, self.division, self.shown, splits, Shows(tuple(parts), above))

    def text(self, block: Block, decided: Decided) -> str:
        """The rows of a block, as text."""
        return woven([self._texts(strand, block, decided) for strand in self.strands])

    def _texts(self, strand: Strand, block: Block, decided: Decided) -> Sequence[str]:
        """What a strand is in each row."""
        own = strand.own
        if isinstance(own, Identifier):
            return _identifiers(own, strand, block)
        if isinstance(own, Missing):
            found = [strand.before + strand.after] * len(decided.wholes)
            for row, codes in decided.missing().items():
                found[row] = strand.before + own.worded(list(codes)) + strand.after
            return found
        if strand.home != ABOVE:
            return decided.columns[strand.home].prints(strand.index)
        index = strand.index
        shared = [whole.prints[index] for whole in decided.wholes]
        if (lacking := strand.lacking) is not None:
            for row, codes in decided.missing(lacking.code).items():
                shared[row] = shared[row].replace(LACKING, lacking.missing(list(codes)))
        return shared

    def words(self, decided: Decided) -> list[tuple[Strand, Sequence[int], list[Sequence[str]]]]:
        """Of a table, each strand that candidates share: the place of each row's cells among those that differ, and
        these, a column each; empty where a row can't be read.
        """
        found: list[tuple[Strand, Sequence[int], list[Sequence[str]]]] = []
        for strand in self.strands:
            if strand.home == OWN:
                continue
            if strand.home == ABOVE:
                places, texts = placed([whole.prints[strand.index] for whole in decided.wholes])
            else:
                places, texts = decided.columns[strand.home].told(strand.index)
            width = len(strand.columns)
            rows = [text.split(";") if text else [""] * width for text in texts]
            found.append((strand, places, list(zip(*rows, strict=True)) if rows else [()] * width))
        return found

    # -- for frames

    @property
    def separator(self) -> str:
        """What parts pieces: they hold it themselves."""
        return ""

    def made_of(self) -> "list[frames.Piece]":
        """What a row is made of, in the order of `text`."""
        from certeval.engine.frames import forms as frames

        made: list[frames.Piece] = []
        for strand in self.strands:
            own, lacking = strand.own, strand.lacking
            if isinstance(own, Identifier):
                made += [strand.before, frames.Identifier(own.worded, own.around), strand.after]
            elif own is not None:
                made += [strand.before, frames.Missing(own.worded), strand.after]
            elif strand.home != ABOVE:
                made.append(frames.OfPart(strand.home, strand.index))
            elif lacking is not None:
                made.append(frames.OfWhole(strand.index, lacking.code, LACKING, lacking.missing))
            else:
                made.append(frames.OfWhole(strand.index))
        return [piece for piece in made if piece]

    def typed(self) -> list[list[tuple[str, bool]]] | None:
        """The columns of each piece of a table."""
        return [list(strand.columns) for strand in self.strands] if self.table else None


def _home(piece: Piece, home: dict[Name, int]) -> int:
    if not isinstance(piece, Said):
        return OWN
    if piece.outcomes or not piece.names:
        return ABOVE
    homes = {home.get(name, ABOVE) for name in piece.names}
    return homes.pop() if len(homes) == 1 else ABOVE


def _one(strand: Strand, other: Strand) -> bool:
    """Whether two strands that follow each other are one."""
    alone = (strand.lacking, other.lacking)
    return strand.home == other.home != OWN and not any(alone)


def _shown(form: Form) -> list[str]:
    """The codes whose verdicts are counted and may wait, the certification first."""
    codes = [CERTIFICATION]
    for piece in form.pieces:
        codes += piece.codes if isinstance(piece, Missing) else ()
        codes += [piece.code] if isinstance(piece, Said) and piece.code else ()
    return list(dict.fromkeys(codes))


def _identifiers(own: Identifier, strand: Strand, block: Block) -> list[str]:
    before, after = strand.before, strand.after
    if block.usual and "\\" not in "".join(block.identifiers):
        around = own.around
        return [f"{before}{around}{each}{around}{after}" for each in block.identifiers]
    return [f"{before}{own.worded(each)}{after}" for each in block.identifiers]


def woven(columns: Sequence[Sequence[str]]) -> str:
    """The texts of each row one after another, row after row."""
    wide = len(columns)
    texts = [""] * (wide * len(columns[0]))
    for i, column in enumerate(columns):
        texts[i::wide] = column
    return "".join(texts)
