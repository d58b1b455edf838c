"""Cells of a worksheet that name somebody or something: read as the spreadsheet shows them, never as it rewrote them.

A spreadsheet makes numbers of what looks like one: 0075001 becomes 75001, 1.10 becomes 1.1, 1/2 a day.
"""

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction

from certeval.diagnostics import Diagnostic, Place
from certeval.diagnostics.families import sheets as kinds
from certeval.referentiel.load import Referentiel
from certeval.scores.headings import CANDIDAT, ELEMENT
from certeval.sources.workbook.values import LARGEST, NUMBERS
from certeval.sources.workbook.worksheets import WorksheetRow
from certeval.text.days import day
from certeval.text.numbers import number

NAMING = (CANDIDAT, "groupe", "jure", ELEMENT, "referentiel")
"""The columns whose cells name: a candidate, a group, a juror, an element, a certification."""
PERSONS = frozenset(NAMING[:3])


def apply_displays(row: WorksheetRow, columns: Collection[int]) -> None:
    """Give cells of a row the text that the spreadsheet shows of them."""
    displays = row.sheet.details.displays
    for index in columns if displays else ():
        if text := displays.get(row.at(index)):
            row.put(index, text)


def persons(rows: Sequence[WorksheetRow], columns: Collection[int]) -> Iterator[Diagnostic]:
    """What can't be anybody's identifier, since the spreadsheet made something else of what was typed."""
    for row in rows:
        sheet = row.sheet
        types, displays = sheet.types[row.number - sheet.top], sheet.details.displays
        for index in columns:
            if types[index] is str and not displays:
                continue
            rewritten = is_rewritten(row, index)
            if rewritten or (row.at(index) in displays and not displays[row.at(index)]):
                kind = kinds.REWRITTEN_NAME if rewritten else kinds.SHOWN_OTHERWISE
                yield Diagnostic(kind, row.place(index), {"value": row.cells[index].strip()})


def of_days(rows: Sequence[WorksheetRow], index: int | None) -> bool:
    """Whether a column of groups names each by its day: candidates may come day by day."""
    names = [row.cells[index] for row in rows] if index is not None else []
    return all(map(day, filter(str.strip, names)))


def headings(header: WorksheetRow) -> dict[int, Diagnostic]:
    """The columns whose heading can't be the code that was typed: a day, a share, a truth value."""
    return {
        index: Diagnostic(kinds.REWRITTEN_HEADING, header.place(index), {"value": text.strip()})
        for index, text in enumerate(header.cells)
        if is_rewritten(header, index, decimal=False)
    }


def is_rewritten(row: WorksheetRow, index: int, *, decimal: bool = True) -> bool:
    """Whether a cell holds a day, a truth value, a share or (`decimal`) a number that is not whole, or lost digits."""
    text, type_ = row.sheet.value(*row.at(index))
    if type_ is str:
        return False
    if type_ not in NUMBERS or row.at(index) in row.sheet.details.percents:
        return True
    return decimal and not (float(text).is_integer() and abs(float(text)) < LARGEST)


def numbers(rows: Sequence[WorksheetRow], columns: Collection[int]) -> Iterator[tuple[str, Place]]:
    """The cells that hold a number as it was read: zeros before it, or after its decimals, are not kept."""
    for row in rows:
        for index in columns:
            text, (value, type_) = row.cells[index].strip(), row.sheet.value(*row.at(index))
            if type_ in NUMBERS and text in {value, row.sheet.details.displays.get(row.at(index))}:
                yield text, row.place(index)


def elements(names: Iterator[tuple[str, Place]], referentiel: Referentiel) -> Iterator[Diagnostic]:
    """Numbers that name elements: one that two codes would become is an error, the others are told together."""
    spellings: dict[Fraction, set[str]] = {}
    for text, code in referentiel.tree.spellings.items():
        if text[:1].isdigit() and (value := number(text)) is not None:
            spellings.setdefault(value, set()).add(code)
    read: dict[str, Place] = {}
    for text, place in names:
        codes = sorted(spellings.get(number(text) or Fraction(-1), ()))
        if len(codes) > 1:
            yield Diagnostic(kinds.NUMBER_OF_SEVERAL, place, {"value": text, "elements": tuple(codes)})
        elif referentiel.resolve(text) in codes:
            read.setdefault(text, place)
    if read:
        yield Diagnostic(kinds.NUMBERS_AS_CODES, next(iter(read.values())), {"elements": tuple(read)})
