"""Tables that fit where they are shown: nothing is cut, and no word is broken that a line can hold.

Where a table is wider than the terminal, the texts of its wide columns wrap between words; where that is not enough,
its columns go below each other in several panels, each with the columns that say who and what came out.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from certeval.frozen import frozen
from certeval.render.words import visible
from certeval.text.breaks import hold_spaces

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
    from rich.table import Table
    from rich.text import Text

Renderable: TypeAlias = "RenderableType"
Renderables: TypeAlias = "list[RenderableType]"
"""What a console prints, one below the other. rich, which takes long to start, is imported once something is shown."""

BETWEEN = 3
"""Cells of a terminal between two columns."""
SHARE = 3
"""An identifier takes at most a third of the width before it is folded."""
LEAST = 4
"""Cells of a terminal that a column keeps however narrow the terminal is."""


class TableColumn(NamedTuple):
    """A heading, and how its column behaves.

    `right`: numbers, one below the other. `whole`: codes, counts, bars: they wrap nowhere. `always`: stands in every
    panel. Columns of one `group` that follow each other stay side by side as long as one panel can hold them.
    """

    heading: str
    right: bool = False
    whole: bool = False
    always: bool = False
    group: str = ""


class Width(NamedTuple):
    """Cells of a terminal: what a column takes at best, and the fewest in which no word is broken."""

    best: int
    least: int


@frozen
class AdaptiveTable:
    """A table drawn once the width is known. `ends` are the rows, from 0, that a line follows."""

    columns: Sequence[TableColumn]
    rows: Sequence[Sequence["Text"]]
    ends: Collection[int] = ()

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "RenderResult":
        """One table, or the panels that hold its columns."""
        room = options.max_width
        widths = [self._width(i, room) for i in range(len(self.columns))]
        filled = {i for row in self.rows for i, text in enumerate(row) if text.plain.strip()}
        blank = set(range(len(self.columns))) - filled if filled else ()
        for number, panel in enumerate(panels(self.columns, widths, room, blank)):
            if number:
                yield ""
            yield self._draw(panel, shares([widths[i] for i in panel], room))

    def _width(self, index: int, room: int) -> Width:
        from rich.cells import cell_len

        column = self.columns[index]
        texts = [column.heading, *(row[index].plain for row in self.rows)]
        best = max(cell_len(line) for text in texts for line in text.split("\n"))
        words = [column.heading] if column.whole else texts
        least = max((cell_len(word) for text in words for word in hold_spaces(text).split()), default=0)
        if column.whole:
            least = max([least, *(cell_len(text) for text in texts[1:])])
        if column.always:
            least = min(least, max(room // SHARE, LEAST))
        return Width(best, min(least, max(room, LEAST)))

    def _draw(self, panel: Sequence[int], widths: Sequence[int]) -> "Table":
        from rich import box
        from rich.table import Table

        table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
        for index, width in zip(panel, widths, strict=True):
            column = self.columns[index]
            table.add_column(
                rich_text(column.heading),
                width=width,
                justify="right" if column.right else "left",
                overflow="fold",
            )
        for number, row in enumerate(self.rows):
            table.add_row(*(row[index] for index in panel), end_section=number in self.ends)
        return table


def panels(
    columns: Sequence[TableColumn], widths: Sequence[Width], room: int, blank: Collection[int] = ()
) -> Iterator[list[int]]:
    """The columns of each panel, in order; at least one besides those that stand in all of them. Where one panel can't
    hold them all, those in which nothing stands are left out.
    """
    always = [i for i, column in enumerate(columns) if column.always]
    others = [i for i, column in enumerate(columns) if not column.always and i not in blank]
    every = list(range(len(columns)))
    if _least_width(widths, every) <= room or not others:
        yield every
        return
    free_room = room - _least_width(widths, always) - (BETWEEN if always else 0)
    panel: list[int] = []
    for piece in _pieces(columns, widths, others, free_room):
        if panel and _least_width(widths, [*panel, *piece]) > free_room:
            yield sorted([*always, *panel])
            panel = []
        panel += piece
    yield sorted([*always, *panel])


def _pieces(
    columns: Sequence[TableColumn], widths: Sequence[Width], others: Sequence[int], free_room: int
) -> Iterator[list[int]]:
    """What goes into one panel together: a group's columns, or one by one those of a group too wide for a panel."""
    for group, indexes in groupby(others, key=lambda i: columns[i].group):
        members = list(indexes)
        if group and _least_width(widths, members) <= free_room:
            yield members
        else:
            yield from ([index] for index in members)


def _least_width(widths: Sequence[Width], columns: Sequence[int] | range) -> int:
    """Cells of a terminal that columns side by side take at least."""
    return sum(widths[i].least for i in columns) + BETWEEN * max(len(columns) - 1, 0)


def shares(widths: Sequence[Width], room: int) -> list[int]:
    """The width of each column: the widest give up room first, no column more than its words allow."""
    sizes = [width.best for width in widths]
    over = sum(sizes) + BETWEEN * (len(sizes) - 1) - room
    while over > 0:
        loose = [i for i, width in enumerate(widths) if sizes[i] > width.least]
        if not loose:
            widest = max(range(len(sizes)), key=sizes.__getitem__)
            sizes[widest] = max(sizes[widest] - over, 1)
            break
        widest = max(loose, key=sizes.__getitem__)
        sizes[widest] -= 1
        over -= 1
    return sizes


def table(
    columns: Sequence[TableColumn | str], rows: Sequence[Sequence[object]], ends: Collection[int] = ()
) -> AdaptiveTable:
    """A table of texts and numbers: shown as they are, control characters made visible, never read as markup."""
    from rich.text import Text

    table_columns = [each if isinstance(each, TableColumn) else TableColumn(each) for each in columns]
    texts = [[each if isinstance(each, Text) else Text(visible(str(each))) for each in row] for row in rows]
    return AdaptiveTable(table_columns, texts, ends)


def table_with_labels(
    headings: Iterable[str], rows: Sequence[Sequence[object]], ends: Collection[int] = ()
) -> AdaptiveTable:
    """A table whose first column says who or what: it stands in every panel of a narrow terminal."""
    return table([TableColumn(heading, always=not i) for i, heading in enumerate(headings)], rows, ends)


def indented(text: "Text", columns: int) -> Renderable:
    """A text whose lines all begin so far to the right."""
    from rich.padding import Padding

    return Padding(text, (0, 0, 0, columns), expand=False)


def rich_text(text: str = "", style: str = "") -> "Text":
    """A text as it stands, never read as markup."""
    from rich.text import Text

    return Text(text, style=style)
