"""The rows of a table that are its headings, told by the words of their cells."""

from collections.abc import Sequence

from certeval.exchange.layout import LayoutCell, Row
from certeval.exchange.segmentation import codes, headings


def is_heading(rows: Sequence[Row], width: int) -> bool:
    """Whether two cells at least of some rows, short and without a code, announce kinds of column."""
    cells = [cell for row in rows for cell in distinct(row)]
    if len(cells) < 2:  # noqa: PLR2004 -- a title across is no heading
        return False
    kinds = {kind(cell) for cell in cells} - {""}
    return len(kinds) > 1 and all(len(first_line(cell)) <= headings.LONGEST for cell in cells) and width > 1


def kind(cell: LayoutCell) -> str:
    """The kind that a heading cell announces: by its first line, else by all its words."""
    if len(cell.text) > 4 * headings.LONGEST or any(codes.code(cell.text, each) for each in codes.WORDS):
        return ""
    return headings.kind(first_line(cell)) or headings.kind(cell.text)


def first_line(cell: LayoutCell) -> str:
    """The first line of a cell that is not blank."""
    return next((text for line in cell.lines if (text := line.text.strip())), "")


def has_letters(text: str) -> bool:
    code = codes.code(text, "critere")
    return code is not None and (bool(code.letters) or code.word)


def goes_deeper(row: Row, above: Row) -> bool:
    """Whether a row says more of a wide heading above it, and nothing elsewhere."""
    wide = {
        i for cell in above if cell and cell.columns > 1 for i in range(cell.left, cell.left + cell.columns)
    }
    cells = [cell for cell in distinct(row) if cell.text]
    return bool(cells and wide) and all(cell.left in wide and kind(cell) for cell in cells)


def says_more(row: Row, above: Row) -> bool:
    """Whether a row goes on the headings above it: one of its cells announces another kind than the heading that it
    stands under. « Compétences commerciales » under « Compétences » is an element.
    """
    pairs = [(cell, above[cell.left]) for cell in distinct(row) if cell.left < len(above)]
    return is_of_headings(row) and any(
        over and kind(cell) not in {"", kind(over)} and (over.columns > 1 or not kind(over))
        for cell, over in pairs
    )


def is_of_headings(row: Row) -> bool:
    """Whether all that a row says are short words that headings begin with, none across the table."""
    cells = distinct(row)
    return bool(cells) and all(
        cell.columns < len(row)
        and len(first_line(cell)) <= headings.MOST_BEFORE
        and headings.begins(first_line(cell))
        and not any(codes.code(cell.text, each) for each in codes.WORDS)
        for cell in cells
    )


def is_above(row: Row, below: Row, width: int) -> bool:
    """Whether a row is of the headings below it: one of its cells goes down to them, or stands above several of them,
    or it says nothing but words of headings.
    """
    cells = distinct(row)
    if len(cells) < 2 or any(has_letters(cell.text) for cell in cells):  # noqa: PLR2004 -- a title across
        return False
    is_joined = any(each is cell for each in below for cell in cells) or any(
        1 < cell.columns < width for cell in cells
    )
    return is_joined or is_of_headings(row)


def numbers_columns(row: Row) -> bool:
    """Whether a row numbers the columns: 1, 2, 3 or (a), (b)."""
    texts = [headings.bare(cell.text) for cell in distinct(row)]
    orders = ([str(i + 1) for i in range(len(texts))], [chr(ord("a") + i) for i in range(len(texts))])
    return len(texts) > 1 and texts in orders


def distinct(row: Row) -> list[LayoutCell]:
    """The cells of a row, each once, blank ones left out."""
    cells = {id(cell): cell for cell in row if cell is not None}
    return [cell for cell in cells.values() if cell.text]
