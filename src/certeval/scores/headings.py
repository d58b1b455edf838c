"""The headings of a sheet: which column says what, before any référentiel is known."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from certeval.diagnostics import Diagnostic, Kind, Place, Related
from certeval.diagnostics.families import sheets as kinds
from certeval.messages import N_
from certeval.referentiel import other_files
from certeval.rules.situation import SITUATION
from certeval.sources.lines import Line, Lines
from certeval.text.nearest import fold, nearest

CANDIDAT, ELEMENT, VALEUR = "candidat", "element", "valeur"
IDENTITY = ("nom", "prenom")
SESSION = "session"
OTHERS = ("jure", "tentative", "commentaire", "referentiel")
ELEMENT_HEADINGS = (ELEMENT, "critere", "sous_competence", "competence", "epreuve", "fait")
HEADINGS = (CANDIDAT, *IDENTITY, "groupe", SESSION, *SITUATION, *OTHERS, *ELEMENT_HEADINGS, VALEUR)
"""The closed list; any other heading is the code of an element, in a wide sheet alone."""

_ROLES = {fold(heading): heading for heading in HEADINGS} | dict.fromkeys(ELEMENT_HEADINGS, ELEMENT)


CONTENT_COLUMNS = ("nom", "prenom", "commentaire", VALEUR)
"""What shows, beside the elements of a wide sheet, that a row without identifier was filled in."""
COUNTER_MARK = "∑ "
"""What the heading of the live counters of a grid of ours begins with: they are shown, and never read."""
DECISIONS = frozenset(map(fold, ("candidat", "certification")))
MISSING = frozenset(map(fold, ("manquants", "a_representer")))
"""Headings that a table of ours has, of decisions or of resits: all of the first, one of the others."""
HEAD_ROWS = 50
"""Rows among which headings are looked for in a workbook, and under a correspondence: titles may stand above."""
NO_COLUMNS: Mapping[int, Sequence[str]] = {}
NO_MEANINGS: Mapping[int, str] = {}


class Meanings:
    """What the texts of a table stand for, which keeps them as typed: themselves, where no correspondence says more."""

    def word(self, text: str) -> str:
        """What a value stands for."""
        return text

    def element(self, text: str) -> str:
        """The code that the cell of an element stands for."""
        return text

    def words(self) -> Iterable[tuple[str, str, Place]]:
        """Each text that stands for another: it, the word that it stands for, and where this is written."""
        return ()


class Headings(NamedTuple):
    """The column of each role, and the columns left: elements in a wide sheet, mistakes in a long one.

    `meanings` says what the cells below stand for.
    """

    columns: dict[str, int]
    others: tuple[tuple[int, str], ...]
    blank_columns: tuple[int, ...]
    layout: str
    diagnostics: tuple[Diagnostic, ...]
    ignored_codes: tuple[tuple[int, str], ...] = ()
    """Columns that a correspondence leaves out by a pattern, each by the codes that it may be: the code of an element
    is read all the same.
    """
    ignored_columns: tuple[int, ...] = ()
    """All columns that a correspondence leaves out, those of `ignored_codes` among them."""
    out_of: Mapping[int, tuple[str, Place]] = {}
    """What a table says that the marks of a column are out of, and where."""
    meanings: Meanings = Meanings()
    is_crossed: bool = False
    """Whether a candidate and an element each stand once for all the cells where they meet others."""

    def element_columns(self, is_element: Callable[[str], bool]) -> list[tuple[int, str]]:
        """The columns that are, or should be, elements. An element may have the code that a situation's column has,
        in a référentiel where none depends on it.
        """
        situation_columns = [(self.columns[name], name) for name in SITUATION if name in self.columns]
        elements = [column for column in situation_columns if is_element(column[1])]
        ignored_elements: dict[int, str] = {}
        for index, text in self.ignored_codes:
            if is_element(text):
                ignored_elements.setdefault(index, text)
        return sorted([*self.others, *ignored_elements.items(), *elements])

    def of_elements(self, is_element: Callable[[str], bool]) -> "Headings":
        """The same without the columns that are left once those of elements are known."""
        columns = self.element_columns(is_element) if self.layout == "large" else []
        return self._replace(others=tuple(column for column in columns if is_element(column[1])))

    @property
    def readable(self) -> bool:
        """Whether every column that the layout can't do without is there."""
        roles = {self.bearer, ELEMENT, VALEUR} if self.layout == "long" else {self.bearer}
        return roles <= self.columns.keys()

    @property
    def bearer(self) -> str:
        """The column that says whose a row is: candidat, or groupe in a sheet that names nobody."""
        others = [text for _, text in self.others]
        return "groupe" if _by_group(self.columns, others) else CANDIDAT


def identity_of(headings: Headings) -> tuple[str, ...]:
    """Which of nom and prenom a table has a column for."""
    return tuple(name for name in IDENTITY if name in headings.columns)


_BETWEEN = re.compile(r'["\s]*[;,|\t]["\s]*')
"""What parts the headings of a line that is read as one cell."""
_MISREAD = "ï»¿"
"""What Windows-1252 makes of the mark that UTF-8 begins with."""


def names_candidat(text: str) -> bool:
    """Whether a cell is « candidat », alone or among other headings that it holds."""
    return CANDIDAT in map(fold, _BETWEEN.split(text.removeprefix(_MISREAD)))


def is_heading(text: str) -> bool:
    return fold(text) in _ROLES


def headings(
    table: Lines,
    ignored_columns: Mapping[int, Sequence[str]] = NO_COLUMNS,
    meanings: Mapping[int, str] = NO_MEANINGS,
) -> Headings:
    """The roles of a table's columns, with what is wrong with them; `ignored_columns` columns are not read, but for
    those that turn out to be one of the elements it gives for them. `meanings` is what headings stand for that are not
    themselves.
    """
    header = table.header
    if header is None:
        return Headings({}, (), (), "large", ())
    if meanings is NO_MEANINGS and are_of_decisions(header):
        other = other_files.diagnostic(other_files.OUTPUT, other_files.SHEET, header.place(0))
        return Headings({}, (), (), "large", (other,))
    columns: dict[str, int] = {}
    others: list[tuple[int, str]] = []
    diagnostics: list[Diagnostic] = []
    for index, cell in enumerate(header.cells):
        if index in ignored_columns:
            continue
        text = "" if cell.startswith(COUNTER_MARK) else meanings.get(index, cell)
        role = _ROLES.get(fold(text))
        if role is None:
            others.append((index, text.strip()))
        elif role in columns:
            diagnostics.append(duplicate(header, index, columns[role], role))
        else:
            columns[role] = index
    layout = "long" if {ELEMENT, VALEUR} & columns.keys() else "large"
    diagnostics.extend(_missing(header, columns, layout, [text for _, text in others]))
    element_columns = tuple((index, text) for index, text in others if text)
    blank_columns = tuple(index for index, text in others if not text)
    ignored_codes = tuple((index, code) for index, codes in ignored_columns.items() for code in codes)
    return Headings(columns, element_columns, blank_columns, layout, tuple(diagnostics), ignored_codes)


def are_of_decisions(header: Line) -> bool:
    """Whether headings are those of decisions that certeval wrote."""
    names = set(map(fold, header.cells))
    return names >= DECISIONS and not MISSING.isdisjoint(names)


def duplicate(header: Line, index: int, first: int, name: str) -> Diagnostic:
    """A column that says the same as one before it; `name` is what both mean, where they are not written alike."""
    links = (Related("first given here", header.place(first)),)
    own, other = header.cells[index].strip(), header.cells[first]
    heading = {"heading": own if fold(own) == fold(other) else name}
    return Diagnostic(kinds.DUPLICATE_HEADING, header.place(index), heading, links)


def _by_group(columns: dict[str, int], others: list[str]) -> bool:
    """Whether a sheet has a row a group: it names groups, and no heading is or may mean a person's."""
    if "groupe" not in columns or {CANDIDAT, "nom", "prenom"} & columns.keys():
        return False
    return not any(text and nearest(text, HEADINGS) == CANDIDAT for text in others)


def _missing(header: Line, columns: dict[str, int], layout: str, others: list[str]) -> list[Diagnostic]:
    """Each column that is needed and isn't there, where a heading looks like it or at the header's start."""
    diagnostics = []
    roles = (CANDIDAT, ELEMENT, VALEUR) if layout == "long" else (CANDIDAT,)
    for role in roles:
        if role in columns or (role == CANDIDAT and _by_group(columns, others)):
            continue
        likely = next((text for text in others if text and nearest(text, HEADINGS) == role), None)
        arguments: dict[str, object] = {}
        kind: Kind = kinds.NO_CANDIDATE_COLUMN
        if role != CANDIDAT:
            kind = kinds.MISSING_COLUMN
            counterpart = VALEUR if role == ELEMENT else ELEMENT
            heading = header.cells[columns[counterpart]].strip() if counterpart in columns else counterpart
            arguments = {"given": heading, "missing": role}
        if likely is not None:
            arguments["suggestion"] = role
        at = [cell.strip() for cell in header.cells].index(likely) if likely else 0
        link = Related(
            N_(
                "this text in UTF-8 was opened as Windows-1252, which spoils its accents: open the original again"
            ),
            header.place(at),
        )
        links = (link,) if likely is not None and likely.startswith(_MISREAD) else ()
        diagnostics.append(Diagnostic(kind, header.place(at), arguments, links))
    return diagnostics
