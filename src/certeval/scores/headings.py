"""The headings of a sheet: which column says what, before any référentiel is known."""

from dataclasses import dataclass

from certeval.diagnostics import Diagnostic, Kind, Place, Related
from certeval.diagnostics.families import sheets as kinds
from certeval.diagnostics.nearest import fold, nearest
from certeval.messages import N_
from certeval.sources.table import Row, Table

CANDIDAT, ELEMENT, VALEUR = "candidat", "element", "valeur"
DETAILS = ("nom", "prenom", "groupe", "session")
OTHERS = ("jure", "tentative", "commentaire", "referentiel")
ELEMENT_HEADINGS = (ELEMENT, "critere", "competence", "epreuve", "fait")
HEADINGS = (CANDIDAT, *DETAILS, *OTHERS, *ELEMENT_HEADINGS, VALEUR)
"""The closed list; any other heading is the code of an element, in a wide sheet alone."""

_ROLES = {fold(heading): heading for heading in HEADINGS} | dict.fromkeys(ELEMENT_HEADINGS, ELEMENT)


@dataclass(frozen=True, slots=True)
class Headings:
    """The column of each role, and the columns left: elements in a wide sheet, mistakes in a long one."""

    columns: dict[str, int]
    others: tuple[tuple[int, str], ...]
    unnamed: tuple[int, ...]
    layout: str
    diagnostics: tuple[Diagnostic, ...]

    @property
    def readable(self) -> bool:
        """Whether every column that the layout can't do without is there."""
        needed = {CANDIDAT, ELEMENT, VALEUR} if self.layout == "long" else {CANDIDAT}
        return needed <= self.columns.keys()


def is_heading(text: str) -> bool:
    return fold(text) in _ROLES


def headings(table: Table) -> Headings:
    """The roles of a table's columns, with what is wrong with them."""
    header = table.header
    if header is None:
        return Headings({}, (), (), "large", ())
    columns: dict[str, int] = {}
    others: list[tuple[int, str]] = []
    found: list[Diagnostic] = []
    for index, cell in enumerate(header.cells):
        role = _ROLES.get(fold(cell))
        if role is None:
            others.append((index, cell.strip()))
        elif role in columns:
            found.append(duplicate(header, index, columns[role]))
        else:
            columns[role] = index
    layout = "long" if {ELEMENT, VALEUR} & columns.keys() else "large"
    found.extend(_missing(header, columns, layout, [text for _, text in others]))
    named = tuple((index, text) for index, text in others if text)
    unnamed = tuple(index for index, text in others if not text)
    return Headings(columns, named, unnamed, layout, tuple(found))


def duplicate(header: Row, index: int, first: int) -> Diagnostic:
    """A column that says the same as one before it."""
    related = (Related(N_("first given here"), header.place(first)),)
    heading = {"heading": header.cells[index].strip()}
    return Diagnostic(kinds.DUPLICATE_HEADING, header.place(index), heading, related)


def _missing(header: Row, columns: dict[str, int], layout: str, others: list[str]) -> list[Diagnostic]:
    """Each column that is needed and isn't there, where a heading looks like it or at the header's start."""
    found = []
    wanted = (CANDIDAT, ELEMENT, VALEUR) if layout == "long" else (CANDIDAT,)
    for role in wanted:
        if role in columns:
            continue
        likely = next((text for text in others if text and nearest(text, HEADINGS) == role), None)
        arguments: dict[str, object] = {}
        kind: Kind = kinds.NO_CANDIDATE_COLUMN
        if role != CANDIDAT:
            kind = kinds.MISSING_COLUMN
            given = VALEUR if role == ELEMENT else ELEMENT
            typed = header.cells[columns[given]].strip() if given in columns else given
            arguments = {"given": typed, "missing": role}
        if likely is not None:
            arguments["suggestion"] = role
        found.append(Diagnostic(kind, _at(header, likely), arguments))
    return found


def _at(header: Row, text: str | None) -> Place:
    cells = [cell.strip() for cell in header.cells]
    return header.place(cells.index(text) if text else 0)
