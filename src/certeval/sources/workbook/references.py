"""What formulas refer to, and the zeros that they make of empty cells: `=B2` is 0 where B2 is empty."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from certeval.sources.workbook.details import Area, At, Details, Formula, column_of
from certeval.sources.workbook.names import with_areas
from certeval.sources.workbook.values import NUMBERS
from certeval.text.numbers import number

PASSES_ON = frozenset({"VLOOKUP", "HLOOKUP", "LOOKUP", "INDEX", "MATCH", "CHOOSE", "MAXIFS", "MINIFS"})
"""The functions whose result is a cell that they refer to."""
REDUCES = frozenset({"SUM", "SUMPRODUCT", "PRODUCT", "MAX", "MIN"})
"""Those that make one value of all the cells of an area."""
_ROUNDS = {"ROUND", "ROUNDUP", "ROUNDDOWN", "MROUND", "CEILING", "FLOOR"}
ADDS = REDUCES | _ROUNDS | {"N", "INT", "TRUNC", "ABS", "VALUE"}
"""Those that make a zero of cells of which none holds anything. Whoever counts them means it."""
_OF_FIRST = (
    *("SORT", "SORTBY", "UNIQUE", "TRANSPOSE", "TAKE"),
    *("DROP", "CHOOSECOLS", "CHOOSEROWS", "TOCOL", "TOROW"),
)
CHOICES = {
    "IF": slice(1, 3),
    "IFERROR": slice(0, 2),
    "IFNA": slice(0, 2),
    "IFS": slice(1, None, 2),
    "FILTER": slice(0, None, 2),
    "VSTACK": slice(None),
    "HSTACK": slice(None),
    **dict.fromkeys(_OF_FIRST, slice(0, 1)),
}
"""The functions whose result is one of these arguments, or is made of values of theirs."""
ARRANGES = frozenset({"FILTER", "VSTACK", "HSTACK", *_OF_FIRST})
"""Those that give values of an area elsewhere than where they stand in it."""
MOST_LOOKS = 5_000_000
"""Cells that are looked at in all."""
LONGEST = 8192
"""Signs of a formula, as many as Excel lets in."""
DEPTH = 8
"""Formulas that refer to each other one after the other, the last to an empty cell."""

_LATER = re.compile(r"(?:_xlfn|_xlws|COM\.MICROSOFT)\.", re.IGNORECASE)
"""What the names of functions that came later begin with."""
_CHOICE = re.compile(rf"\s*(?:{'|'.join([*CHOICES, 'SWITCH', 'XLOOKUP'])})\(", re.IGNORECASE)
_PIECES = re.compile(r"""[^"'(){},;]+|"(?:[^"]|"")*"|'(?:[^']|'')*'|[(){},;]""")
_TEXT = re.compile(r'"(?:[^"]|"")*"')
_CORNER = r"(\$?)([A-Z]{1,3})(?:(\$?)([0-9]{1,7}))?"
_REFERENCE = re.compile(
    rf"(?<![\w.\]!$'#])(?:(?:'((?:[^']|'')+)'|([^\W\d][\w.]*))!)?{_CORNER}(?::{_CORNER})?(?![\w.(!\[$])"
)
_FUNCTION = re.compile(r"([^\W\d][\w.]*)\(")
_COLUMN = re.compile(r"\s*[,;]\s*([0-9]{1,5})\s*[,;)]")
"""Which column of an area `VLOOKUP` gives."""
_TRUTH = re.compile(r"\b(?:TRUE|FALSE)\b(?:\(\))?", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d]|[\[\]!#{]")
"""What is left of a name, of a table, of another file."""
_OPERATOR = re.compile(r"[-+*/^&<>=%]")
_ODS_REFERENCE = re.compile(r"\[([^\[\]#]*)\]")
_ODS_CORNER = re.compile(r"(?:\$?('(?:[^']|'')+'|[^.':$]*))?\.(\$?[A-Z]{1,3}(?:\$?[0-9]{1,7})?)")
_LAST_ROW = (1 << 20) - 1


class Sheet(Protocol):
    """A worksheet whose cells are asked for by row and column from 0."""

    @property
    def top(self) -> int: ...
    @property
    def left(self) -> int: ...
    @property
    def values(self) -> Sequence[Sequence[str]]: ...
    @property
    def types(self) -> Sequence[Sequence[type]]: ...
    @property
    def details(self) -> Details: ...


def of_ods(formula: str) -> Formula:
    """A formula of ODS, `of:=SUM([.B2:.D2])`, as XLSX writes it: `SUM(B2:D2)`."""

    def plain(match: re.Match[str]) -> str:
        corners = [_ODS_CORNER.fullmatch(each) for each in re.split(r":(?=\.|\$|')", match[1])]
        if not corners or None in corners:
            return match[0]
        sheet = corners[0][1] if corners[0] else ""
        return (f"{sheet}!" if sheet else "") + ":".join(each[2] for each in corners if each)

    return Formula(_ODS_REFERENCE.sub(plain, formula.partition("=")[2]))


def keep_zeros(sheets: Mapping[str, Sheet]) -> None:
    """Keep in the details of each sheet the zeros that its formulas make of empty cells, and the formulas beside which
    a 0 stands that they don't give: those that give a text, those of areas that may where such texts were lost, and all
    of a workbook that is still to be computed.
    """
    for sheet in sheets.values():
        _spread_arrays(sheet)
    look = _Look(sheets)
    for _ in range(DEPTH):
        blanks = [
            (sheet.details, at)
            for name, sheet in sheets.items()
            for at, formula in sheet.details.zero_formulas.items()
            if at not in sheet.details.blank_zeros and look.is_blank(name, _without_names(sheet, at, formula))
        ]
        for details, at in blanks:
            details.blank_zeros.add(at)
        if not blanks:
            break
        look.forget()
    for name, sheet in sheets.items():
        details = sheet.details
        if details.is_to_compute:
            details.texts |= {at: f"={text}" for at, text in details.zero_texts.items()}
        for at, formula in details.zero_formulas.items():
            is_lost = details.loses_texts and formula.array is not None and not _gives_number(formula.text)
            is_other = is_lost or details.is_to_compute or look.gives_text(name, formula)
            if is_other and at not in details.blank_zeros:
                details.texts[at] = f"={formula.text}"


def _without_names(sheet: Sheet, at: At, formula: Formula) -> Formula:
    """A formula of a cell with the areas that its names stand for."""
    text = formula.text[: LONGEST + 1]
    return formula._replace(text=with_areas(text, sheet.details.names, sheet.details.tables, at[0]))


def _spread_arrays(sheet: Sheet) -> None:
    """Keep the formula of each zero that is one of the values of an array."""
    details, budget = sheet.details, MOST_LOOKS
    for formula in details.arrays:
        for at, text, type_ in _inside(sheet, formula.array) if formula.array else ():
            budget -= 1
            if budget < 0:
                return
            if text == "0" and type_ in NUMBERS:
                details.zero_formulas[at] = formula._replace(at=at)


def _inside(sheet: Sheet, area: Area) -> Iterator[tuple[At, str, type]]:
    """The cells of an area that a sheet has, each with its text and what its value was."""
    (top, left), (bottom, right) = area
    width = len(sheet.values[0]) if sheet.values else 0
    columns = range(max(left, sheet.left), min(right + 1, sheet.left + width))
    for row in range(max(top, sheet.top), min(bottom + 1, sheet.top + len(sheet.values)) if columns else 0):
        texts, types = sheet.values[row - sheet.top], sheet.types[row - sheet.top]
        for column in columns:
            yield (row, column), texts[column - sheet.left], types[column - sheet.left]


class _Look:
    """The cells that formulas refer to, looked at once for all of them."""

    def __init__(self, sheets: Mapping[str, Sheet]) -> None:
        self._sheets = {name.casefold(): sheet for name, sheet in sheets.items()}
        self._budget = MOST_LOOKS
        self._contents: dict[tuple[str, Area], tuple[bool, bool]] = {}

    def forget(self) -> None:
        self._contents.clear()

    def is_blank(self, sheet: str, formula: Formula) -> bool:
        """Whether the zero of a formula comes of cells that hold nothing; not where it can't be told."""
        if len(formula.text) > LONGEST:
            return False
        branches = [*_branches(_LATER.sub("", formula.text))]
        return bool(branches) and all(self._is_blank(sheet, formula._replace(text=each)) for each in branches)

    def gives_text(self, sheet: str, formula: Formula) -> bool:
        """Whether a formula gives a text for sure, whatever it chooses."""
        branches = _branches(_LATER.sub("", formula.text[:LONGEST]))
        return all(self._is_text(sheet, formula._replace(text=each)) for each in branches)

    def _is_text(self, name: str, formula: Formula) -> bool:
        """The same of one that chooses nothing: a text, texts put together, the cell of a text."""
        if _TEXT.fullmatch(formula.text.strip()) or _operators(formula.text) == {"&"}:
            return True
        areas = list(_areas(formula.text, formula)) if _REFERENCE.fullmatch(formula.text.strip()) else []
        sheet = self._sheets.get((areas[0][0] or name).casefold()) if areas and areas[0] else None
        if sheet is None or not areas or areas[0] is None:
            return False
        (row, column), last = areas[0][1]
        row, column, is_one = row - sheet.top, column - sheet.left, (row, column) == last
        inside = is_one and 0 <= row < len(sheet.values) and 0 <= column < len(sheet.values[row])
        text = sheet.values[row][column] if inside and sheet.types[row][column] is str else ""
        return bool(text.strip()) and number(text) is None

    def _is_blank(self, sheet: str, formula: Formula) -> bool:
        """The same of one that gives a number, whatever it is asked."""
        bare = _TEXT.sub("", formula.text)
        areas = list(_areas(bare, formula))
        rest = _TRUTH.sub("", _REFERENCE.sub("", bare))
        functions = {each.upper() for each in _FUNCTION.findall(rest)}
        if not areas or None in areas or _NAME.search(_FUNCTION.sub("", rest)):
            return False
        if functions.isdisjoint(REDUCES | PASSES_ON):
            areas = [(each[0], _part(each[1], formula)) for each in areas if each]
        contents = [self._holds(name or sheet, area) for name, area in filter(None, areas)]
        if functions and functions <= PASSES_ON:
            return not _OPERATOR.search(rest) and not any(zero for _, zero in contents)
        return functions <= ADDS and not any(something for something, _ in contents)

    def _holds(self, name: str, area: Area) -> tuple[bool, bool]:
        """Whether an area holds anything, and whether it holds a zero; both where it is not known."""
        key = (name.casefold(), area)
        if key not in self._contents:
            sheet = self._sheets.get(key[0])
            self._contents[key] = (True, True) if sheet is None else self._of_cells(sheet, area)
        return self._contents[key]

    def _of_cells(self, sheet: Sheet, area: Area) -> tuple[bool, bool]:
        something = zero = False
        for at, own, _ in _inside(sheet, area):
            self._budget -= 1
            if self._budget < 0:
                return True, True
            text = sheet.details.texts.get(at, own).strip()
            if text and at not in sheet.details.blank_zeros:
                something, zero = True, zero or text == "0"
        return something, zero


def _branches(text: str, depth: int = DEPTH) -> Iterator[str]:
    """The formulas of which one gives the result of another where it is no text: itself, where it does not choose."""
    name, arguments = _call(text) if _CHOICE.match(text) else ("", [])
    choice = CHOICES.get(name)
    if name == "XLOOKUP":
        lookup = ",".join(arguments[:3])
        arguments, choice = [f"LOOKUP({lookup})", *filter(None, arguments[3:4])], slice(0, 2)
    elif name == "SWITCH":  # an even number has a last one for whatever is none of the others
        arguments, choice = [*arguments[2::2], *arguments[-1:][len(arguments) % 2 :]], slice(None)
    if choice is None or depth == 0:
        yield text
        return
    for each in arguments[choice]:
        if not _TEXT.fullmatch(each):
            yield from _branches(f"INDEX({each})" if name in ARRANGES else each or "0", depth - 1)


def _call(text: str) -> tuple[str, list[str]]:
    """The function that a whole formula is, with its arguments; no name where it is none, or more."""
    name, bracket, rest = text.strip().partition("(")
    if not bracket or not rest.endswith(")") or not name.isalpha():
        return "", []
    arguments, depth = [""], 0
    for piece in _PIECES.findall(rest[:-1]):
        depth += (piece in {"(", "{"}) - (piece in {")", "}"})
        if depth < 0:
            return "", []
        if piece in {",", ";"} and not depth:
            arguments.append("")
        else:
            arguments[-1] += piece
    return name.upper(), [each.strip() for each in arguments]


def _gives_number(text: str) -> bool:
    """Whether a formula gives a number, a yes or a no for sure: it adds up, computes or compares."""
    operators = _operators(text)
    return _call(text)[0] in ADDS or (bool(operators) and "&" not in operators)


def _operators(text: str) -> set[str]:
    """The operators of a formula outside texts and brackets: `&` alone puts texts together."""
    depth, operators = 0, set[str]()
    for piece in _PIECES.findall(text):
        depth += (piece in {"(", "{"}) - (piece in {")", "}"})
        if not depth and piece[0] not in {'"', "'"}:
            operators.update(_OPERATOR.findall(piece))
    return operators


def _areas(text: str, formula: Formula) -> Iterator[tuple[str, Area] | None]:
    """The areas that a formula refers to, each with the name of its sheet, none for its own; None for a name."""
    for match in _REFERENCE.finditer(text):
        between_quotes, plain, *corners = match.groups()
        first, last = corners[:4], corners[4:]
        if first[3] is None and last[1] is None:
            yield None
            continue
        top, left = _corner(first, formula, 0)
        bottom, right = _corner(last, formula, _LAST_ROW) if last[1] is not None else (top, left)
        if (column := _COLUMN.match(text, match.end())) and "VLOOKUP(" in text.upper():
            left = right = min(left, right) + int(column[1]) - 1
        name = between_quotes.replace("''", "'") if between_quotes else plain or ""
        yield name, ((min(top, bottom), min(left, right)), (max(top, bottom), max(left, right)))


def _part(area: Area, formula: Formula) -> Area:
    """What one value of an array comes from: the cell of an area that stands where the value does, or all of it."""
    if formula.array is None:
        return area
    ends = []
    for side in (0, 1):
        first, last = (corner[side] for corner in area)
        start, end = (corner[side] for corner in formula.array)
        at = first + formula.at[side] - start
        ends.append((at, at) if last - first == end - start else (first, last))
    (top, bottom), (left, right) = ends
    return (top, left), (bottom, right)


def _corner(parts: Sequence[str | None], formula: Formula, open_row: int) -> At:
    """The row and column of a corner; `open_row` where it names a column alone."""
    fixed_column, letters, fixed_row, digits = parts
    column = column_of(letters or "") + (0 if fixed_column else formula.columns)
    row = open_row if digits is None else int(digits) - 1 + (0 if fixed_row else formula.rows)
    return row, column
