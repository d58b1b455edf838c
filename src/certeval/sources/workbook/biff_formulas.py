"""Formulas of an XLS workbook, kept as tokens, as XLSX writes them: `SUM(B2:D2)`.

Numbers of tokens and of functions: [MS-XLS] Excel Binary File Format, 2.5.198.25 (Ptg), 2.5.198.17 (Ftab).
"""

import struct
from collections.abc import Mapping, Sequence
from enum import IntEnum

from certeval.frozen import frozen
from certeval.sources.workbook.details import At, cell_name
from certeval.sources.workbook.names import fixed

MOST_BYTES = 1000
"""Of the tokens of one formula: a longer one is not read."""
CELL_SIZE = 7
"""Bytes of the token of a cell of a sheet; that of an area has more."""
CLASSES = 0x20
"""From which number on a token is written in three ways, by what is asked of it."""


class Token(IntEnum):
    """What a token is, beside operators: a sign behind what it bears on, a constant, a function, a reference."""

    PERCENT = 0x14
    BRACKETS = 0x15
    NOTHING = 0x16
    TEXT = 0x17
    ATTRIBUTE = 0x19
    TRUTH = 0x1D
    WHOLE = 0x1E
    NUMBER = 0x1F
    FIXED = 0x21
    VARIABLE = 0x22
    NAME = 0x23
    CELL = 0x24
    AREA = 0x25
    SHARED_CELL = 0x2C
    SHARED_AREA = 0x2D
    SHEET_CELL = 0x3A
    SHEET_AREA = 0x3B


OPERATORS = dict(enumerate(("+", "-", "*", "/", "^", "&", "<", "<=", "=", ">=", ">", "<>"), 3))
"""Between two operands, by token."""
SIGNS = {0x12: "+", 0x13: "-"}
"""Before one operand."""
AROUND: Mapping[int, str] = {Token.PERCENT: "{}%", Token.BRACKETS: "({})"}
"""Behind one operand, or on both sides of it."""
OF_FUNCTIONS = frozenset({Token.FIXED, Token.VARIABLE, Token.ATTRIBUTE})
ON_SHEETS = frozenset({Token.SHEET_CELL, Token.SHEET_AREA})
SHARED = frozenset({Token.SHARED_CELL, Token.SHARED_AREA})
"""Of formulas that cells share."""
CELLS = frozenset({Token.CELL, Token.SHARED_CELL, Token.SHEET_CELL})
AREAS = frozenset({Token.AREA, Token.SHARED_AREA, Token.SHEET_AREA})
FUNCTIONS = {
    0: "COUNT",
    1: "IF",
    4: "SUM",
    6: "MIN",
    7: "MAX",
    28: "LOOKUP",
    29: "INDEX",
    36: "AND",
    37: "OR",
    64: "MATCH",
    100: "CHOOSE",
    101: "HLOOKUP",
    102: "VLOOKUP",
    169: "COUNTA",
    183: "PRODUCT",
    197: "TRUNC",
    228: "SUMPRODUCT",
}
"""Those that take more or fewer arguments, by number."""
OTHER = 255
"""The number of one whose name is its first argument."""
FIXED_FUNCTIONS = {
    2: ("ISNA", 1),
    3: ("ISERROR", 1),
    24: ("ABS", 1),
    25: ("INT", 1),
    27: ("ROUND", 2),
    32: ("LEN", 1),
    33: ("VALUE", 1),
    34: ("TRUE", 0),
    35: ("FALSE", 0),
    38: ("NOT", 1),
    128: ("ISNUMBER", 1),
    129: ("ISBLANK", 1),
    131: ("N", 1),
    212: ("ROUNDUP", 2),
    213: ("ROUNDDOWN", 2),
    285: ("FLOOR", 2),
    288: ("CEILING", 2),
}
"""The others, by number, each with how many arguments it takes."""
CHOICE, SUM = 0x04, 0x10
"""What an attribute says: a table of jumps follows; what stands before is added up."""
ROW_MOVES, COLUMN_MOVES = 0x8000, 0x4000
"""Flags of a column: the row, the column is that of the cell and so much more."""


@frozen
class Context:
    """Where a formula stands; the sheets that it may refer to by number, None where one is not of this workbook; the
    names, among them those of functions that came later.
    """

    at: At
    sheets: Sequence[str | None] = ()
    names: Sequence[str] = ()


def formula_text(tokens: bytes, context: Context) -> str | None:
    """The formula; None where it has what is not read here, such as another function."""
    parts: list[str] = []
    at = 0
    try:
        while at < len(tokens) <= MOST_BYTES:
            token = tokens[at] if tokens[at] < CLASSES else tokens[at] % CLASSES + CLASSES
            at += 1 + _put(token, tokens[at + 1 :], parts, context)
    except (struct.error, IndexError, LookupError):
        return None
    return parts[0] if len(parts) == 1 else None


def named_area(data: bytes, context: Context) -> str:
    """The area of another sheet, or of its own, that a name stands for, given its record; nothing where it is anything
    else, or where it moves with the cell that the formula is in, as the two upper bits of its columns say.
    """
    at = 15 + int.from_bytes(data[3:4]) * (1 + (int.from_bytes(data[14:15]) & 1))
    tokens = data[at : at + int.from_bytes(data[4:6], "little")]
    moves = tokens[8:11:2] if len(tokens) > CELL_SIZE else tokens[6:7]
    text = None if any(each & 0xC0 for each in moves) else formula_text(tokens, context)
    return fixed(text) if text and "!" in text else ""


def _put(token: int, data: bytes, parts: list[str], context: Context) -> int:
    """Put what a token says, its own bytes first in the data, at the end of the parts; how many bytes these are.

    Raises LookupError where it is not read here.
    """
    if token in OPERATORS:
        last = parts.pop()
        parts[-1] += OPERATORS[token] + last
        return 0
    if token in SIGNS:
        parts[-1] = SIGNS[token] + parts[-1]
        return 0
    if token in AROUND:
        parts[-1] = AROUND[token].format(parts[-1])
        return 0
    if token in OF_FUNCTIONS:
        return _put_function(token, data, parts)
    text, size = _constant(token, data) or _reference(token, data, context)
    parts.append(text)
    return size


def _put_function(token: int, data: bytes, parts: list[str]) -> int:
    if token == Token.ATTRIBUTE:
        kind, number = struct.unpack_from("<BH", data)
        if kind & SUM:
            parts[-1] = f"SUM({parts[-1]})"
        return 3 + (2 * number + 2 if kind & CHOICE else 0)
    if token == Token.FIXED:
        name, count = FIXED_FUNCTIONS[struct.unpack_from("<H", data)[0]]
    else:
        count, number = (each & 0x7FFF for each in struct.unpack_from("<BH", data))
        count -= number == OTHER
        name = parts.pop(-1 - count) if number == OTHER else FUNCTIONS[number]
    first = len(parts) - count
    if min(first, count) < 0:
        raise LookupError(name)
    parts[first:] = [f"{name}({','.join(parts[first:])})"]
    return 2 if token == Token.FIXED else 3


def _constant(token: int, data: bytes) -> tuple[str, int] | None:
    """What a token says without a cell, and how many bytes it takes."""
    if token == Token.NOTHING:
        return "", 0
    if token == Token.TEXT:
        size = data[0] * (2 if data[1] & 1 else 1)
        text = data[2 : 2 + size].decode("utf-16-le" if data[1] & 1 else "latin-1", "replace")
        return '"' + text.replace('"', '""') + '"', 2 + size
    if token == Token.TRUTH:
        return ("TRUE" if data[0] else "FALSE"), 1
    if token == Token.WHOLE:
        return str(struct.unpack_from("<H", data)[0]), 2
    return (repr(struct.unpack_from("<d", data)[0]), 8) if token == Token.NUMBER else None


def _reference(token: int, data: bytes, context: Context) -> tuple[str, int]:
    """A cell or an area, on another sheet where it says so, or a name; and how many bytes that takes."""
    sheet, size = "", 0
    if token == Token.NAME:
        return context.names[struct.unpack_from("<H", data)[0] - 1], 4
    if token in ON_SHEETS:
        name = context.sheets[struct.unpack_from("<H", data)[0]]
        if name is None:
            raise LookupError(name)
        sheet, size = "'" + name.replace("'", "''") + "'!", 2
    origin = context.at if token in SHARED else None
    if token in CELLS:
        row, column = struct.unpack_from("<HH", data, size)
        return sheet + _corner(row, column, origin), size + 4
    if token in AREAS:
        top, bottom, left, right = struct.unpack_from("<HHHH", data, size)
        return f"{sheet}{_corner(top, left, origin)}:{_corner(bottom, right, origin)}", size + 8
    raise LookupError(token)


def _corner(row: int, column: int, origin: At | None) -> str:
    """The name of a cell; of formulas that cells share, how far it is from each."""
    if origin is not None:
        row += origin[0] if column & ROW_MOVES else 0
        column += origin[1] if column & COLUMN_MOVES else 0
    return cell_name(row & 0xFFFF, column & 0xFF)
