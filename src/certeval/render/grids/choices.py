"""What cells let in: lists on a hidden sheet, the validation of cells, live counters that read the same lists."""

from collections.abc import Callable, Collection, Sequence
from fractions import Fraction
from itertools import groupby

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from certeval.frozen import frozen
from certeval.messages import _
from certeval.render.grids import words
from certeval.render.words import crop
from certeval.scores import grid_scope
from certeval.scores.domains import Domain
from certeval.scores.grids import EVERYBODY, LISTS_SHEET, Grid, GridItem, everybody_on
from certeval.text.numbers import exact

LONGEST_TITLE, LONGEST_MESSAGE, LONGEST_FORMULA = 32, 255, 255
OFFERED, READ, YES, NO = "choix", "lus", "oui", "non"
Area = tuple[int, int, int, int]


@frozen
class Counter:
    """One live count of a group: its label, and the list it counts, or none for cells still empty."""

    label: str
    list_name: str


class Choices:
    """The lists of a grid, each a named range. They lie across what they are compared with.

    Named ranges, because older spreadsheets refuse another sheet's cells in a validation. `in_rows`
    where the cells that are counted stand in a column.
    """

    def __init__(self, workbook: Workbook, sheet: Worksheet, grid: Grid, *, in_rows: bool) -> None:
        self._numbers: dict[Domain, int] = {}
        self.wrong = workbook.add_format(
            {"bg_color": "#F4B4B4", "font_color": "#7A0000", "bold": True, "italic": True}
        )
        text = workbook.add_format({"num_format": "@"})
        lists: dict[str, tuple[str, ...]] = {}
        domains = (domain for _axis, domain in grid.situation)
        for each in (*(item.domain for item in grid.items), *domains):
            if each in self._numbers:
                continue
            self._numbers[each] = len(self._numbers) + 1
            for kind, entry in _lists(each).items():
                lists[self._name(kind, each)] = entry
        if not in_rows:
            lists |= _identifiers(grid)
        for line, (name, entry) in enumerate(lists.items()):
            for position, word in enumerate((name, *entry)):
                at = (line, position) if in_rows else (position, line)
                sheet.write_string(*at, word, text)
            first, last = (1, len(entry))
            ends = ((line, first), (line, last)) if in_rows else ((first, line), (last, line))
            cells = ":".join(xl_rowcol_to_cell(*end, row_abs=True, col_abs=True) for end in ends)
            workbook.define_name(name, f"='{LISTS_SHEET}'!{cells}")

    def _name(self, kind: str, domain: Domain) -> str:
        return f"certeval_{kind}_{self._numbers[domain]}"

    def guard(self, sheet: Worksheet, area: Area, domain: Domain) -> None:
        """Let in what is accepted alone, and show what is not: a paste goes round a validation."""
        cell = xl_rowcol_to_cell(area[0], area[1])
        condition = self._condition(cell, domain)
        message = _("Accepted: {entered}", entered=words.to_enter(domain))
        rule: dict[str, object] = {
            "error_title": _("Not accepted here")[:LONGEST_TITLE],
            "error_message": crop(message, LONGEST_MESSAGE),
        }
        if domain.bounds is None:
            rule |= {"validate": "list", "source": f"={self._name(OFFERED, domain)}"}
        else:
            rule |= {
                "validate": "custom",
                "value": f"={condition}",
                "input_message": crop(message, LONGEST_MESSAGE),
            }
        if domain.bounds is None or len(condition) < LONGEST_FORMULA:
            sheet.data_validation(*area, rule)
        highlight = {
            "type": "formula",
            "criteria": f'=AND({cell}<>"",NOT({condition}))',
            "format": self.wrong,
        }
        sheet.conditional_format(*area, highlight)

    def _condition(self, cell: str, domain: Domain) -> str:
        """The formula that is true of a cell whose text or number is accepted."""
        read = f'SUMPRODUCT(--({self._name(READ, domain)}=TRIM({cell}&"")))>0'
        membership = read if domain.spellings else "FALSE"
        if domain.bounds is None:
            return membership
        least, greatest, step = domain.bounds
        within = f"{cell}>={_number(least)},{cell}<={_number(greatest)}"
        if step:
            steps = f"({cell}-{_number(least)})/{_number(step)}"
            within += f",ABS({steps}-ROUND({steps},0))<1E-9"
        return f"IF(ISNUMBER({cell}),AND({within}),{membership})"

    def counters(self, items: Sequence[GridItem]) -> list[Counter]:
        """What is counted of some elements: yes and no where all are read alike so, else what is entered."""
        domain = items[0].domain
        missing = [] if all(item.domain.is_optional for item in items) else [Counter(_("to enter"), "")]
        if domain.yes and all(item.domain == domain for item in items):
            yes, no = domain.words
            return [Counter(yes, self._name(YES, domain)), Counter(no, self._name(NO, domain)), *missing]
        return missing


def count(
    counter: Counter,
    items: Sequence[GridItem],
    cells: Callable[[int, int], str],
    without: Collection[str] = (),
) -> tuple[str, int]:
    """The formula of a count over the `cells` of some elements, from one rank to another, and its value while they are
    empty. `without` are the codes of those that are not to be filled in.
    """
    if counter.list_name:
        return f"SUMPRODUCT(--({cells(0, len(items) - 1)}={counter.list_name}))", 0
    ranks = [i for i, item in enumerate(items) if not item.domain.is_optional]
    runs = [[rank for _, rank in run] for _, run in groupby(enumerate(ranks), lambda each: each[1] - each[0])]
    closed = sum(items[i].code in without for i in ranks)
    blanks = "+".join(f"COUNTBLANK({cells(run[0], run[-1])})" for run in runs)
    return f"{blanks}-{closed}" if closed else blanks, len(ranks) - closed


def _lists(domain: Domain) -> dict[str, tuple[str, ...]]:
    choices = tuple(dict.fromkeys((*domain.words, *domain.status_words)))
    lists = {OFFERED: choices, READ: domain.spellings, YES: domain.yes, NO: domain.no}
    return {kind: entry for kind, entry in lists.items() if entry}


def _identifiers(grid: Grid) -> dict[str, tuple[str, ...]]:
    """Whom every sheet is for, else whom each is for; nothing where nobody is named."""
    everybody = tuple(each.candidat for each in grid.candidates if each.candidat)
    pages = [
        tuple(each.candidat for each in grid_scope.of_page(grid, page).candidates if each.candidat)
        for page in grid.pages
    ]
    if not everybody or all(each == everybody for each in pages):
        return {EVERYBODY: everybody} if everybody else {}
    return {everybody_on(number): each for number, each in enumerate(pages, 1)}


def _number(value: Fraction) -> str:
    """A number in a formula: exact as far as a spreadsheet goes."""
    return f"({exact(value)})"
