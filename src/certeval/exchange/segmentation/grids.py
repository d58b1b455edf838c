"""The tables of a référentiel: each row's cells to elements, each critère under its compétence.

A parent is told by its code, else by its row, else by its order, which is a doubt.
"""

from collections.abc import Mapping

from certeval.diagnostics.families import documents as kinds
from certeval.exchange.layout import DocumentLayout, LayoutCell, LayoutTable, Row, TextLine
from certeval.exchange.segmentation import (
    bare_codes,
    cards,
    codes,
    column_cells,
    columns,
    epreuve_tables,
    epreuves,
    headings,
    rule_sentences,
    titles,
)
from certeval.exchange.segmentation.blocs import BlocTitles, LinesAbove
from certeval.exchange.segmentation.column_cells import Remainder
from certeval.exchange.segmentation.columns import TableColumns
from certeval.exchange.segmentation.elements import Elements
from certeval.exchange.segmentation.lines_beside import LinesBeside
from certeval.exchange.segmentation.outline import DocumentOutline, OutlineNode, join_blocs


def read(layout: DocumentLayout, overrides: Mapping[int, str]) -> DocumentOutline:
    """What the tables of a layout say, and the titles of blocs between them."""
    tables = TableReader(overrides)
    title_places = titles.places(layout.pieces)
    for place, piece in enumerate(layout.pieces):
        if isinstance(piece, TextLine):
            tables.line(piece, is_title=place in title_places)
        else:
            tables.table(piece)
    tables.end()
    return tables.outline


class TableReader:
    """Tables read one after the other: the elements of the last rows, that the next ones go on."""

    def __init__(self, overrides: Mapping[int, str]) -> None:
        self.outline = DocumentOutline()
        self._titles = BlocTitles(self.outline, self._forget)
        self._elements = Elements(self.outline)
        self._overrides = overrides
        self._columns: TableColumns | None = None
        self._epreuve_columns: TableColumns | None = None
        self._cells: dict[str, str] = {}
        self._headings: dict[int, set[str]] = {}
        self._epreuves: list[OutlineNode] = []
        self._above, self._beside_tables = LinesAbove(), LinesBeside(self.outline)
        self._remainder = Remainder(self.outline)
        self._begins = self._after_blank = False
        self._over_several: dict[tuple[int, int], int] = {}
        self._over: LayoutCell | None = None
        self._beside: list[OutlineNode] = []

    def _forget(self) -> None:
        """A bloc begins: no row is gone on."""
        self._elements.row, self._cells, self._epreuves = {}, {}, []
        if (part := self._above.part()) is not None:
            self._remainder.title(part)
        self._above.clear()

    def line(self, line: TextLine, *, is_title: bool) -> None:
        """A line outside tables; one that titles a bloc otherwise may still go on the title of one."""
        bloc = self._titles.bloc
        if is_title and not (bloc is not None and bloc.document_code and bloc.is_bare):
            self._titles.suppose(line)
        elif self._titles.line(line):
            self._beside_tables.end_paragraph()
        else:
            self._above.add(line)
            self._beside_tables.add(line, bloc)

    def end(self) -> None:
        """What is known once all is read."""
        self._beside_tables.end_paragraph()
        self._remainder.say_titles()
        join_blocs(self.outline)
        epreuve_tables.place(self.outline)
        self._beside_tables.settle()
        epreuve_tables.settle(self.outline)
        self._beside_tables.doubt()

    def table(self, table: LayoutTable) -> None:
        """A table, or those that its lines make one."""
        self._beside_tables.end_lines()
        for each in columns.split_table(cards.upright(table)):
            self._read_table(each)

    def _read_table(self, table: LayoutTable) -> None:
        """A table: what its columns hold, row after row."""
        before = self._columns
        if table.goes_on and (before is None or len(before.kinds) != table.width):
            before = self._epreuve_columns or before
        table_columns = columns.columns(table, before, self._overrides)
        if table_columns is None:
            self._remainder.table(table)
            return
        if not table.goes_on and not self._overrides:
            self._remainder.columns(table, table_columns)
        table = bare_codes.with_signs(table, table_columns)
        if table_columns.is_epreuves:
            self._epreuve_columns = table_columns
            self._read_epreuves(table, table_columns)
            return
        self._elements.letters = {k: column_cells.letters(table, table_columns, k) for k in codes.LETTERS}
        self._columns = table_columns
        self._read_above(table, table_columns)
        rows = list(column_cells.rows(table, table_columns))
        if table.goes_on and table_columns.headings and rows:
            number, row = rows[0]
            rows[0] = (number, column_cells.without_headings(row, self._headings))
        if not self._headings and not table.goes_on:
            self._headings = column_cells.heading_lines(table, table_columns)
        self._over_several = column_cells.over_several(table, table_columns)
        for i, (number, row) in enumerate(rows):
            self._read_over(number)
            self._read(number, row, table, table_columns, first=table.goes_on and not i)
        self._read_over(len(table.grid))

    def _read_epreuves(self, table: LayoutTable, table_columns: TableColumns) -> None:
        """A table whose rows are épreuves; one alone in its row titles a bloc, or says what it takes."""
        for number, row in column_cells.rows(table, table_columns):
            cells = headings.distinct(row)
            above = not table.goes_on and number < min(table_columns.headings, default=0)
            if len(cells) == 1 and cells[0].top == number:
                is_cut = table.goes_on and not number and epreuve_tables.goes_on(self.outline, cells[0])
                is_read = is_cut or self._read_bloc_title(cells[0])
                if not is_read and not above:
                    self._remainder.row(cells)
            elif not above and any(cell.top == number for cell in cells):
                epreuve_tables.read_row(self.outline, number, row, table_columns, self._titles.bloc)

    def _read_over(self, number: int) -> None:
        """The critères of a cell that goes beside several compétences, once the row after it comes."""
        cell = self._over
        if cell is None or number <= self._over_several[cell.top, cell.left]:
            return
        row, self._over = self._elements.row.get("competence", []), None
        self._elements.row["competence"] = self._beside
        self._elements.criteres(self._titles.current(cell.spot), cell, first=False, fresh=True)
        self._elements.row["competence"] = row

    def _read_above(self, table: LayoutTable, table_columns: TableColumns) -> None:
        """The activités and compétences that stand above a table which has no column for them."""
        new = {}
        for kind in titles.LETTERS:
            if kind not in table_columns.kinds and (cell := self._above.take(kind)):
                nodes = self._elements.read(self._titles.current(cell.spot), cell, kind, first=False)
                new[kind] = self._elements.row[kind] = nodes
        if "competence" in new:
            self._elements.link(new)
        elif new:
            self._elements.row.pop("competence", None)
        self._begins = "competence" in new
        if (title := self._above.rest()) is not None and not table.goes_on:
            self._remainder.title(title)
        self._above.clear()

    def _read(
        self, number: int, row: Row, table: LayoutTable, table_columns: TableColumns, *, first: bool
    ) -> None:
        cells = headings.distinct(row)
        own = [cell for cell in cells if cell.top == number]
        if (title := column_cells.coded_title(cells, table_columns)) is not None:
            self._titles.begin(title)
            return
        above = not table.goes_on and number < min(table_columns.headings, default=0)
        if len(cells) == 1 and own and self._titles.entitle(own[0]):
            return
        if len(cells) == 1 and own and (above or column_cells.is_across(own[0], table, table_columns)):
            self._read_title(own[0], table_columns.content, above=above)
            return
        after_blank, self._after_blank = self._after_blank, not cells
        if not cells:
            return
        if after_blank and len(cells) == len(own) == 1 and self._is_beside(own[0], table_columns):
            self._read_beside(own[0])
            return
        is_total = column_cells.is_total(own) or column_cells.is_note(cells, own, after_blank=after_blank)
        is_apart = above and not any(codes.code(each.text, kind) for each in cells for kind in codes.LETTERS)
        if is_total or is_apart:
            self._after_blank = is_total
            self._remainder.row(own if is_total else cells)
            return
        letters = self._elements.letters
        by_kind = {
            kind: column_cells.with_code(cell, kind, row, table_columns, letters.get(kind, frozenset()))
            for kind, cell in column_cells.by_kind(own, table_columns).items()
        }
        if "bloc" in by_kind:
            self._read_bloc(by_kind["bloc"], first=first)
        self._columns_of(column_cells.with_criteres(by_kind), row, table_columns, first=first)

    def _read_bloc(self, cell: LayoutCell, *, first: bool) -> None:
        """The cell of a column of blocs, unless it says the row above again."""
        if cell.text != self._cells.get("bloc"):
            content = self._elements.cut(column_cells.with_whole_code(cell), "bloc", first=first)
            if content.items:
                self._titles.begin(column_cells.bloc(cell, content.items), cut=first)
            self._cells["bloc"] = cell.text

    def _read_beside(self, cell: LayoutCell) -> None:
        """The lines below a table of a sheet; those of the next rows go on them."""
        self._after_blank = True
        for line in cell.lines:
            self.line(line, is_title=False)

    def _is_beside(self, cell: LayoutCell, table_columns: TableColumns) -> bool:
        """Whether a text alone, below a blank row, is one of the lines below a table whose elements have codes."""
        kind = table_columns.kinds[cell.left + (cell.left in table_columns.apart)]
        has_code = any(codes.code(cell.text, each) for each in codes.LETTERS)
        line = cell.lines[0]
        is_said = (
            rule_sentences.may_say(cell.text) or self._beside_tables.expects(line) or titles.is_part(line)
        )
        last = self._elements.row.get(kind, ())
        is_coded = self._elements.letters.get(kind) or any(each.document_code for each in last)
        return bool(is_coded) and not has_code and is_said

    def _columns_of(
        self, by_kind: Mapping[str, LayoutCell], row: Row, table_columns: TableColumns, *, first: bool
    ) -> None:
        """The activités and compétences of a row, then the critères and épreuves that hang on them."""
        new: dict[str, list[OutlineNode]] = {}
        for kind in ("activite", "competence"):
            if (cell := by_kind.get(kind)) and (cell.text != self._cells.get(kind) or cell.rows > 1):
                if column_cells.is_none(cell):
                    self._elements.none(kind)
                elif nodes := self._elements.read(self._titles.current(cell.spot), cell, kind, first=first):
                    new[kind] = nodes
                self._cells[kind] = cell.text
        self._elements.link(new)
        begins, self._begins = self._begins or "competence" in new, False
        if self._over is not None:
            self._beside += new.get("competence", [])
        if (cell := by_kind.get("critere")) and (cell.top, cell.left) in self._over_several:
            self._over, self._beside = cell, list(self._elements.row.get("competence", []))
        elif cell:
            self._elements.criteres(self._titles.current(cell.spot), cell, first=first, fresh=begins)
        if cell := by_kind.get("modalite"):
            self._modalites(cell, apart=begins and not first, first=first)
        self._hang(row, table_columns)

    def _modalites(self, cell: LayoutCell, *, apart: bool, first: bool) -> None:
        """The épreuves of a cell, and what it takes, unless it says the row above again."""
        bloc = self._titles.current(cell.spot)
        if cell.text != self._cells.get("modalite") and not (self._epreuves and epreuves.is_again(cell)):
            self._epreuves = []
            if epreuves.is_elsewhere(cell):
                self._remainder.row([cell])
            elif not column_cells.is_none(cell):
                before = epreuves.undescribed(bloc.epreuves)
                self._epreuves = epreuves.cell(bloc, cell, apart=apart, goes_on=first)
                is_other = self._epreuves == before and not (first or epreuves.undescribed(before))
                is_other = is_other and epreuves.may_title(cell)
                if len(self._epreuves) == 1 and (is_other or epreuves.is_list(cell.lines)):
                    self.outline.doubt(kinds.TEXT_WITHIN, self._epreuves[0], cell.spot)
                rule_sentences.read_cell(self.outline, cell.lines, bloc.condition)
            self._cells["modalite"] = cell.text

    def _hang(self, row: Row, table_columns: TableColumns) -> None:
        """Hang on the compétences of a row the épreuves that it has, and the columns that it checks."""
        competences = self._elements.row.get("competence", [])
        if any(cell and kind == "modalite" for cell, kind in zip(row, table_columns.kinds, strict=False)):
            for epreuve in self._epreuves:
                epreuve.nodes += [each for each in competences if each not in epreuve.nodes]
        for name, kind, cell in zip(table_columns.names, table_columns.kinds, row, strict=False):
            if not kind and name and cell and cell.lines and columns.is_checked(cell.text):
                self.outline.matrix_links += [(name, each) for each in competences]

    def _read_bloc_title(self, cell: LayoutCell) -> bool:
        """Whether a row across is the title of a bloc, or says of the one above what it takes or is assessed by."""
        bloc = self._titles.bloc
        if (title := titles.bloc_title(TextLine(cell.text, cell.spot), alone=True)) is not None:
            self._titles.begin(title)
            return True
        if epreuves.is_condition(cell.text) and rule_sentences.is_of_whole(cell.text):
            rule_sentences.read(self.outline, TextLine(cell.text, cell.spot))
            return True
        if bloc is None or (rest := epreuves.across(bloc, cell)) is None:
            return False
        rule_sentences.read_cell(self.outline, cell.lines, bloc.condition)
        if text := " ".join(line.text for line in rest).strip():
            self.outline.doubt(kinds.LEFT_OUT, None, cell.spot, text=text)
        return True

    def _read_title(self, cell: LayoutCell, content: frozenset[str], *, above: bool) -> None:
        """A row across: the title of a bloc by its code or place, an activité, a condition, else left out."""
        code = codes.code(cell.text, "activite")
        if self._read_bloc_title(cell):
            return
        if code and (code.word or code.letters in titles.LETTERS["activite"]):
            self._elements.read(self._titles.current(cell.spot), cell, "activite", first=False)
            self._elements.row.pop("competence", None)
        elif "competence" not in content and titles.element_kind(cell.text) == "competence":
            nodes = self._elements.read(self._titles.current(cell.spot), cell, "competence", first=False)
            self._elements.link({"competence": nodes})
            self._begins = True
        elif not any(bloc.document_code for bloc in self.outline.blocs) and len(cell.text) <= titles.LONGEST:
            self._titles.suppose_next(cell, above=above)
        elif not above:
            blocking = titles.may_title(TextLine(cell.text, cell.spot))
            self.outline.doubt(kinds.LEFT_OUT, None, cell.spot, text=cell.text, blocking=blocking)
