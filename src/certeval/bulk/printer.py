"""A form's pieces at the places where they are known: in a part of the program, above the parts, of each candidate.

Pieces that follow each other and are known at the same place are one strand, worked out once for all the candidates
who share what it reads.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from certeval.bulk.csv_blocks import Block
from certeval.bulk.division import ABOVE, divide
from certeval.bulk.part_memo import Tell, Tells
from certeval.bulk.row_memo import DecidedRows, Decider
from certeval.bulk.tally import Use
from certeval.referentiel.load import Referentiel
from certeval.render.csv_text import Field, field
from certeval.render.forms import (
    CODES_PLACEHOLDER,
    Detail,
    Form,
    Identifier,
    Missing,
    NameWords,
    Piece,
    merge,
)
from certeval.render.rows import Cells, Column
from certeval.rules.derivation import State
from certeval.rules.program import CERTIFICATION, Name

OWN: Final = -2
"""The home of what is each candidate's own."""
OwnPiece = Identifier | Detail | Missing


@dataclass(slots=True)
class Strand:
    """Pieces that are known at one home: the number of a part, ABOVE or OWN. `index` is its place among those there.

    One of OWN is a single piece. `columns` are those of a table that it holds, with whether their cells are numbers;
    `holds` is what their cells are made of, where it is no candidate's own.
    """

    home: int
    pieces: list[Piece]
    index: int = 0
    before: str = ""
    after: str = ""
    columns: tuple[tuple[str, bool], ...] = ()
    holds: tuple[Cells, ...] = ()

    @property
    def own(self) -> OwnPiece | None:
        """The one piece of a candidate's own."""
        piece = self.pieces[0]
        return piece if isinstance(piece, OwnPiece) else None

    @property
    def missing_piece(self) -> NameWords | None:
        """What is said above the parts with the candidate's own missing codes in it."""
        piece = next((each for each in self.pieces if isinstance(each, NameWords)), None)
        return piece if piece is not None and piece.template is not None and self.home == ABOVE else None

    @property
    def tells(self) -> Tells:
        """What it tells of what was decided."""
        name_words = [piece for piece in self.pieces if isinstance(piece, NameWords)]
        names = frozenset(name for piece in name_words for name in piece.names)
        more = (name for piece in name_words if not piece.outcomes for name in piece.names)
        return Tells((self._teller(),), names, names.difference(more), any(each.code for each in name_words))

    def _teller(self) -> Tell:
        """What says its text, or its cells, of what was decided: asked of every group, so it is made beforehand."""
        if holds := self.holds:
            return lambda state: tuple([cell for each in holds for cell in each.of(state)])
        before, after, missing_piece = self.before, self.after, self.missing_piece
        if missing_piece is not None and (says := missing_piece.template) is not None:
            return lambda state: before + says(state) + after
        pieces: list[Piece] = list(merge([before, *self.pieces, after]))
        texts = [each if isinstance(each, str) else "" for each in pieces]
        slots = [(at, each.says) for at, each in enumerate(pieces) if isinstance(each, NameWords)]

        def tell(state: State) -> str:
            parts = texts.copy()
            for at, says in slots:
                parts[at] = says(state)
            return "".join(parts)

        return tell


class Printer(Use):
    """A form as those print it who decide many candidates at once. With `table`, the columns of its pieces, it gives
    cells instead of text.
    """

    def __init__(self, form: Form, referentiel: Referentiel, table: Sequence[Column] = ()) -> None:
        self.referentiel = referentiel
        self.program = referentiel.program
        self.blocs = referentiel.tree.below("bloc", None)
        self.form, self.table = form, tuple(table)
        self.heading = "" if table else form.heading
        name_words = [piece for piece in form.pieces if isinstance(piece, NameWords)]
        verdict_codes = [CERTIFICATION, *self.blocs]
        verdict_codes += [code for each in form.pieces if isinstance(each, Missing) for code in each.codes]
        together = [piece.names for piece in name_words if not piece.outcomes]
        above: set[Name] = {name for piece in name_words if piece.outcomes for name in piece.names}
        above |= {("verdict", code) for code in verdict_codes}
        self.division = divide(self.program, together, above)
        pending_codes = [piece.code for piece in name_words if piece.code and self._home(piece) == ABOVE]
        self.verdict_codes = list(dict.fromkeys([*verdict_codes, *pending_codes]))
        self.strands = self._strands(form)
        if table:
            self._assign_columns(list(table))

    def _strands(self, form: Form) -> list[Strand]:
        strands: list[Strand] = []
        before = ""
        for piece in form.pieces:
            if isinstance(piece, str):
                if strands:
                    strands[-1].after += piece
                else:
                    before += piece
                continue
            strand = Strand(self._home(piece), [piece], before=before)
            before = ""
            if strands and _are_one(strands[-1], strand):
                strands[-1].pieces += [strands[-1].after, *strand.pieces]
                strands[-1].after = ""
            else:
                strands.append(strand)
        counts: dict[int, int] = {}
        for strand in strands:
            strand.index = counts.get(strand.home, 0)
            counts[strand.home] = strand.index + 1
        return strands

    def _home(self, piece: Piece) -> int:
        if not isinstance(piece, NameWords):
            return OWN
        return ABOVE if piece.outcomes else self.division.home_of(piece.names)

    def _assign_columns(self, table: list[Column]) -> None:
        """Give each strand its columns, and no text around them."""
        columns = iter(table)
        for strand in self.strands:
            strand.before = strand.after = ""
            mine = [next(columns) for piece in strand.pieces if not isinstance(piece, str)]
            numbers = ((each, isinstance(holds, Cells) and holds.numbers) for each, holds in mine)
            strand.columns = tuple((heading, number) for each, number in numbers for heading in each)
            strand.holds = tuple([holds for _, holds in mine if isinstance(holds, Cells)])

    @property
    def details(self) -> tuple[str, ...]:
        """The details of candidates that it prints."""
        return tuple(strand.own.name for strand in self.strands if isinstance(strand.own, Detail))

    def decider(self) -> Decider:
        """What decides the candidates that are printed."""
        tells = [(strand.home, strand.tells) for strand in self.strands]
        return Decider(self.program, self.division, self.verdict_codes, tells)

    @contextmanager
    def into(self, file: Path) -> Iterator[Callable[[Block, DecidedRows], object]]:
        """Adds the rows of each block to a file."""
        with file.open("ab") as out:
            yield lambda block, rows: out.write(self.text(block, rows).encode())

    def text(self, block: Block, rows: DecidedRows) -> str:
        """The rows of a block, as text."""
        return interleave([self._texts(strand, block, rows) for strand in self.strands])

    def _texts(self, strand: Strand, block: Block, rows: DecidedRows) -> Sequence[str]:
        """What a strand is in each row."""
        if (own := strand.own) is not None:
            return _own_texts(own, strand, block, rows)
        index = strand.index
        if strand.home != ABOVE:
            return [decision.tells[index] for decision in rows.columns[strand.home]]
        texts = [whole.tells[index] for whole in rows.wholes]
        if (missing_piece := strand.missing_piece) is not None:
            for row, codes in rows.missing((missing_piece.code,)).items():
                texts[row] = texts[row].replace(CODES_PLACEHOLDER, missing_piece.missing(list(codes)))
        return texts

    def cells(self, strand: Strand, rows: DecidedRows) -> tuple[list[int], list[Sequence[Field | None]]]:
        """Of a strand of a table that candidates share: the place of each row's cells among those that differ, and
        these, a column each; None where there is nothing, and where a row can't be read.
        """
        of = rows.wholes if strand.home == ABOVE else rows.columns[strand.home]
        tells = [each.tells[strand.index] for each in of]
        places = {each: place for place, each in enumerate(dict.fromkeys(tells))}
        return list(map(places.__getitem__, tells)), columns_of(list(places), len(strand.columns))

    def columns(self, block: Block, rows: DecidedRows) -> Iterator[Sequence[object]]:
        """The columns of a table: texts, numbers, None where there is nothing, the lists of missing codes."""
        for strand in self.strands:
            own = strand.own
            if isinstance(own, Identifier):
                yield block.identifiers
            elif isinstance(own, Detail):
                yield [text or None for text in block.details.get(own.name, [""] * len(block.identifiers))]
            elif own is not None:
                missing = rows.missing(own.codes)
                yield [list(missing.get(row, ())) for row in range(len(rows.wholes))]
            else:
                places, columns = self.cells(strand, rows)
                yield from ([column[place] for place in places] for column in columns)


def columns_of(tells: Sequence[object], width: int) -> list[Sequence[Field | None]]:
    """What strands say of several candidates, a column each."""
    rows = [each if each and isinstance(each, tuple) else (None,) * width for each in tells]
    return list(zip(*rows, strict=True)) if rows else [()] * width


def text_cell(cell: Field | None) -> str | None:
    """A cell of a column of texts: a number as the CSV writes it."""
    return cell if cell is None or isinstance(cell, str) else field(cell)


def _are_one(strand: Strand, other: Strand) -> bool:
    """Whether two strands that follow each other are one."""
    return strand.home == other.home != OWN and not (strand.missing_piece or other.missing_piece)


def _own_texts(own: OwnPiece, strand: Strand, block: Block, rows: DecidedRows) -> Sequence[str]:
    before, after = strand.before, strand.after
    if isinstance(own, Missing):
        texts = [before + after] * len(rows.wholes)
        for row, codes in rows.missing(own.codes).items():
            texts[row] = before + own.write(list(codes)) + after
        return texts
    if isinstance(own, Detail):
        details = block.details.get(own.name) or [""] * len(block.identifiers)
        return [f"{before}{own.write(each)}{after}" for each in details]
    if block.usual and "\\" not in "".join(block.identifiers):
        around = own.around
        return [f"{before}{around}{each}{around}{after}" for each in block.identifiers]
    return [f"{before}{own.write(each)}{after}" for each in block.identifiers]


def interleave(columns: Sequence[Sequence[str]]) -> str:
    """The texts of each row one after another, row after row."""
    if not columns:
        return ""
    wide = len(columns)
    texts = [""] * (wide * len(columns[0]))
    for i, column in enumerate(columns):
        texts[i::wide] = column
    return "".join(texts)
