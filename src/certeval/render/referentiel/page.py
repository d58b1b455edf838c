"""A page of a référentiel: lines and the three columns of the official document, plain or for a screen.

A page holds text and no layout. Elsewhere than at a terminal it is printed as it is, however long its lines.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal

from certeval.frozen import frozen
from certeval.render.words import visible

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.table import Table
    from rich.text import Text

WIDE = 100
"""The least width, in columns, at which the three référentiels stand side by side."""
STEP = "  "
HEADS = (("Activités", "Activité"), ("Compétences", "Compétence"), ("Critères", "Critère"))
"""What each column is called, and one thing in it."""


def pieces(text: str) -> list[str]:
    """The lines of a text, its control and invisible characters shown."""
    return [visible(piece) for piece in text.splitlines()] or [""]


@frozen
class PageLine:
    """Some text at a depth, after a code where it has one; text of several lines keeps them."""

    text: str = ""
    code: str = ""
    depth: int = 0
    style: Literal["title", "section", "text"] = "text"

    @property
    def head(self) -> str:
        """What comes before the text: its indent, its code."""
        code = visible(self.code)
        return STEP * self.depth + (code + STEP if code and self.text else code)


@frozen
class PageRow:
    """What stands side by side: activités, the compétence that follows from them, its critères."""

    cells: tuple[tuple[PageLine, ...], tuple[PageLine, ...], tuple[PageLine, ...]]
    begins: bool


@frozen
class PageColumns:
    """The three référentiels."""

    rows: tuple[PageRow, ...]

    def lines(self) -> Iterator[PageLine]:
        """The same, one below the other: what follows from an activité comes under it."""
        least = 0 if any(row.cells[0] for row in self.rows) else 1
        before = None
        for row in self.rows:
            if before and (before.cells[2] or row.cells[0]):
                yield PageLine()
            before = row
            for depth, ((_heads, head), cell) in enumerate(zip(HEADS, row.cells, strict=True)):
                for line in cell:
                    with_head = line.code and depth < len(HEADS) - 1
                    code = f"{head} {line.code}" if with_head else line.code
                    yield PageLine(line.text, code, depth - least + line.depth)


Page = tuple[PageLine | PageColumns, ...]


def plain(page: Page) -> str:
    """A page as it is printed in a pipe or a file: a line for each, however long."""
    lines: list[str] = []
    for line in _lines(page):
        first, *others = pieces(line.text)
        indent = STEP * (line.depth + 1)
        lines += [line.head + first, *(indent + other for other in others)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _lines(page: Iterable[PageLine | PageColumns]) -> Iterator[PageLine]:
    for part in page:
        if isinstance(part, PageLine):
            yield part
        else:
            yield from part.lines()


UNBROKEN = re.compile(r"(?:[^ ]*« )*[^ ]+(?: [»;:?!%][^ ]*)*")
"""What a line never ends within: a word with the marks that French sets apart from it."""


def wrap(text: str, width: int) -> list[str]:
    """A text on lines of so many columns; what is longer alone is cut at its spaces, then anywhere."""
    from rich.cells import cell_len, chop_cells

    indent = text[: len(text) - len(text.lstrip(" "))]
    lines: list[str] = []
    current = indent
    for unit in UNBROKEN.findall(text):
        for part in [unit] if cell_len(unit) <= width else unit.split(" "):
            longer = f"{current} {part}" if current.strip(" ") else current + part
            if cell_len(longer) <= width:
                current = longer
                continue
            if current.strip(" "):
                lines.append(current)
            *whole, current = chop_cells(part, width)
            lines += whole
    return [*lines, current]


class PageScreen:
    """A page at a terminal: lines wrapped under their own beginning, columns where they fit."""

    STYLES = {"title": "bold", "section": "bold", "text": ""}  # noqa: RUF012 -- read only

    def __init__(self, page: Page) -> None:
        self.page = page

    def __rich_console__(self, _console: "Console", options: "ConsoleOptions") -> "RenderResult":
        width = options.max_width
        for part in self.page:
            if isinstance(part, PageLine):
                yield from self._wrap(part, width)
            elif width < WIDE:
                for line in part.lines():
                    yield from self._wrap(line, width)
            else:
                yield self._table(part)

    def _wrap(self, line: PageLine, width: int) -> Iterator["Text"]:
        from rich.cells import cell_len
        from rich.text import Text

        style = self.STYLES[line.style]
        head = Text(line.head, style or ("cyan" if line.code else ""))
        hang = cell_len(line.head)
        if hang > width // 2 and line.text:
            yield from (Text(piece, head.style) for piece in wrap(line.head, width))
            hang = min(len(STEP) * (line.depth + 1), width // 2)
            head = Text(" " * hang)
        for piece in pieces(line.text):
            for text in wrap(piece, max(width - hang, 1)):
                yield Text.assemble(head, (text, style))
                head = Text(" " * hang)

    def _table(self, columns: PageColumns) -> "Table":
        from rich import box
        from rich.table import Table

        table = Table(box=box.HORIZONTALS, expand=True, header_style="bold")
        for (heads, _head), ratio in zip(HEADS, (3, 4, 7), strict=True):
            table.add_column(heads, ratio=ratio, overflow="fold")
        for row, next_row in zip(columns.rows, (*columns.rows[1:], None), strict=True):
            cells = [self._cell(cell) for cell in row.cells]
            table.add_row(*cells, end_section=next_row is None or next_row.begins)
        return table

    def _cell(self, lines: tuple[PageLine, ...]) -> "Text":
        from rich.text import Text

        texts = (Text.assemble((line.head, "cyan"), " ".join(pieces(line.text))) for line in lines)
        return Text("\n").join(texts)
