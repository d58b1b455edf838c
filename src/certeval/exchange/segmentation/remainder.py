"""What nothing is taken of: tables, columns, the titles of elements above a table. Each is said, once."""

from certeval.diagnostics.families import documents as kinds
from certeval.exchange.layout import LayoutTable, TextLine
from certeval.exchange.segmentation import codes, column_cells, columns, heading_rows, headings, titles
from certeval.exchange.segmentation.columns import TableColumns
from certeval.exchange.segmentation.outline import DocumentOutline
from certeval.messages import _


class Remainder:
    """Says of a document's parts that they are left out."""

    def __init__(self, outline: DocumentOutline) -> None:
        self.outline = outline
        self._besides: set[str] = set()
        self._titles: list[TextLine] = []

    def title(self, line: TextLine) -> None:
        """The title of an element, just above a table: left out unless something is worded so."""
        self._titles.append(line)

    def say_titles(self) -> None:
        """Say which titles word nothing that was read."""
        texts = {
            headings.bare(each.text) for bloc in self.outline.blocs for each in (*bloc.activites, *bloc.nodes)
        }
        for line in self._titles:
            code = codes.code(line.text, titles.element_kind(line.text))
            if code and headings.bare(code.rest) not in texts:
                self.outline.doubt(kinds.LEFT_OUT, None, line.spot, text=line.text.strip())

    def table(self, table: LayoutTable) -> None:
        """Say of a table that nothing is taken of it; of one that lays out a page, or goes on one such, nothing."""
        rows = [cells for row in table.grid if (cells := heading_rows.distinct(row))]
        has_codes = columns.coded_rows(table) > 1
        if has_codes or (max(map(len, rows), default=0) > 1 and len(rows) > 1 and not table.goes_on):
            kind = kinds.TABLE_UNKNOWN if has_codes else kinds.TABLE_UNREAD
            text = " | ".join(cell.text for cell in rows[0])
            if has_codes or text not in self._besides:  # that of the foot of each page is said once
                self._besides.add(text)
                self.outline.doubt(kind, None, table.spot, text=text)

    def columns(self, table: LayoutTable, table_columns: TableColumns) -> None:
        """Say which columns are not taken: a second list, which blocks, and those of other kinds, each once."""
        for column in column_cells.remainder(table, table_columns):
            name = table_columns.names[column] or _("column {n}", n=column + 1)
            if table_columns.kinds[column] in {"competence", "critere"}:
                self.outline.doubt(kinds.TWO_LISTS, None, table.spot, blocking=True, text=name)
            elif name not in self._besides:
                self._besides.add(name)
                self.outline.doubt(kinds.COLUMN_UNREAD, None, table.spot, text=name)
