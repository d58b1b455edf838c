"""The candidates' table: identities, apart from all else, under the headings of the State's own model.

Its other columns are kept as typed: whoever reports holders to the State reads them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from certeval.diagnostics import Diagnostic, Place, Related
from certeval.diagnostics.families import sessions as kinds
from certeval.sources import table
from certeval.sources.lines import Line
from certeval.sources.workbook import reading
from certeval.sources.workbook.signatures import looks_like_one
from certeval.text.nearest import fold, nearest
from certeval.text.typed import trimmed

HEADINGS: Final = (
    "candidat",
    *("Nom Naissance", "Nom Usage", "Prenom 1", "Prenom 2", "Prenom 3"),
    *("Annee Naissance", "Mois Naissance", "Jour Naissance", "Sexe"),
    *("Code Insee Commune Naissance", "Libelle Commune Naissance", "Code Postal Commune Naissance"),
    *("Code Pays Naissance", "Libelle Pays Naissance", "NIR", "Courriel", "Id Dossier"),
    "Publication",
)
"""Identifier, then who it is in the words of the Caisse des Dépôts; `Publication`: whether a name may be published."""
CANDIDAT = HEADINGS[0]
OTHER_WORDS: Final = {"nom": "Nom Naissance", "prenom": "Prenom 1", "email": "Courriel", "mail": "Courriel"}
"""Short words of the sheets for the same."""
NAMES: Final = ("Nom Naissance", "Nom Usage", "Prenom 1", "Prenom 2", "Prenom 3")
_ROLES = {fold(heading): heading for heading in HEADINGS} | OTHER_WORDS
ROWS_AT_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Personne:
    """One candidate: the identifier, what is known by heading, where each stands."""

    candidat: str
    said: Mapping[str, str]
    row: Line
    columns: Mapping[str, int]

    def place(self, heading: str = CANDIDAT) -> Place:
        """Where a heading's cell of this candidate stands; of one without a column, the identifier's."""
        return self.row.place(self.columns.get(heading, self.columns[CANDIDAT]))


@dataclass(slots=True)
class Candidats:
    """The candidates' table by folded identifier, in its order."""

    persons: dict[str, Personne] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def person(self, candidate: str) -> Personne | None:
        return self.persons.get(fold(candidate))

    def names(self) -> set[str]:
        """The words of persons' names, folded: what no text that is kept should hold."""
        texts = (each.said.get(heading, "") for each in self.persons.values() for heading in NAMES)
        return {fold(word) for text in texts for word in text.split()}


def load(path: Path, name: str | None = None) -> Candidats:
    """Read a table, CSV or a workbook's first sheet. Raises OSError; ImportError for a workbook without its library."""
    return read(path.read_bytes(), name or str(path))


def read(data: bytes, file: str) -> Candidats:
    """The same, of bytes."""
    found = Candidats()
    header: Line | None = None
    rows: Sequence[Line] = ()
    if looks_like_one(data):
        book = reading.parse(data, file)
        found.diagnostics += book.diagnostics
        lines = list(book.sheets[0].rows(0, ROWS_AT_MOST)) if book.sheets else []
        header, rows = (lines[0] if lines else None), lines[1:]
    else:
        text = table.parse(data, file, lambda each: fold(each) in _ROLES)
        found.diagnostics += [*text.diagnostics, *(each.finding("") for each in text.uneven)]
        header, rows = text.header, text.rows
    if header is None:
        return found
    columns = _columns(header, found)
    if CANDIDAT not in columns:
        found.diagnostics.append(Diagnostic(kinds.NO_IDENTIFIER, header.place(0)))
        return found
    for row in rows:
        _person(row, columns, found)
    return found


def _columns(header: Line, found: Candidats) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, cell in enumerate(header.cells):
        heading = _ROLES.get(fold(cell))
        if heading is None:
            if trimmed(cell):
                said: dict[str, object] = {"heading": trimmed(cell)}
                near = nearest(cell, HEADINGS)
                said |= {"suggestion": near} if near else {}
                found.diagnostics.append(Diagnostic(kinds.UNKNOWN_HEADING, header.place(index), said))
        elif heading in columns:
            related = (Related(kinds.FIRST, header.place(columns[heading])),)
            said = {"given": heading}
            found.diagnostics.append(Diagnostic(kinds.SAID_TWICE, header.place(index), said, related))
        else:
            columns[heading] = index
    return columns


def _person(row: Line, columns: Mapping[str, int], found: Candidats) -> None:
    cells = {
        heading: trimmed(row.cells[at]) if at < len(row.cells) else "" for heading, at in columns.items()
    }
    if not any(cells.values()):
        return
    code = cells.pop(CANDIDAT)
    person = Personne(code, {heading: text for heading, text in cells.items() if text}, row, columns)
    if not code:
        found.diagnostics.append(Diagnostic(kinds.NO_IDENTIFIER, person.place()))
        return
    first = found.persons.setdefault(fold(code), person)
    if first is not person:
        related = (Related(kinds.FIRST, first.place()),)
        found.diagnostics.append(Diagnostic(kinds.SAID_TWICE, person.place(), {"given": code}, related))
