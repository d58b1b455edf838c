"""The candidates' table: identities, apart from all else, under the headings of the State's own model.

Its other columns are kept as typed: whoever reports holders to the State reads them.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from certeval.diagnostics import Diagnostic, Place, Related
from certeval.diagnostics.families import sessions as kinds
from certeval.diagnostics.families.sheets import NOT_A_WORKBOOK, NOT_WRITTEN, READ_AS_WINDOWS, SHEET_LEFT_OUT
from certeval.frozen import frozen
from certeval.referentiel import other_files
from certeval.scores import identifiers, naming
from certeval.scores.other_workbooks import kind_of_workbook
from certeval.sources import content, row_stream, table
from certeval.sources.lines import Line
from certeval.sources.workbook import worksheets
from certeval.sources.workbook.signatures import is_other_document, looks_like_one
from certeval.text.cell_text import trim
from certeval.text.names import name_words
from certeval.text.nearest import fold, nearest, suggestion

IDENTITE: Final = (
    *("Nom Naissance", "Nom Usage", "Prenom 1", "Prenom 2", "Prenom 3"),
    *("Annee Naissance", "Mois Naissance", "Jour Naissance", "Sexe"),
    *("Code Insee Commune Naissance", "Libelle Commune Naissance", "Code Postal Commune Naissance"),
    *("Code Pays Naissance", "Libelle Pays Naissance", "NIR", "Id Dossier"),
)
"""Who a candidate is, in the words of the Caisse des Dépôts."""
PASSAGE: Final = (
    *("Url Preuve", "Libelle Option", "Obtention Certification", "Donnee Certifiee"),
    *("Date Debut Examen", "Date Fin Examen", "Modalite Passage Examen", "Code Postal Centre Examen"),
    *("Date Debut Validite", "Date Fin Validite", "Presence Niveau Langue Euro", "Niveau Langue Europeen"),
    *("Presence Niveau Numerique Euro", "Score General", "Resultats Numeriques", "Scoring"),
    *("Mention Validee", "Modalite Acces", "Voie Acces VAE", "Initiative Inscription"),
    *("Date Inscription", "Verbatim"),
)
"""What it is also told of a certification that was obtained, in its words."""
HEADINGS: Final = ("candidat", *IDENTITE, *PASSAGE, "Courriel", "Publication")
"""Identifier, then all that may be said of it; `Publication`: whether a name may be published."""
CANDIDAT = HEADINGS[0]
OTHER_WORDS: Final = {
    "nom": "Nom Naissance",
    "prenom": "Prenom 1",
    "email": "Courriel",
    "mail": "Courriel",
    "codeinsee": "Code Insee Commune Naissance",
    "codepostal": "Code Postal Commune Naissance",
    "voieaccessvae": "Voie Acces VAE",
}
"""Short words of the sheets, and those of the XSD, for the same."""
NAMES: Final = ("Nom Naissance", "Nom Usage", "Prenom 1", "Prenom 2", "Prenom 3")
_ROLES = {fold(heading): heading for heading in HEADINGS} | OTHER_WORDS
ROWS_AT_MOST = 1_000_000
OF_KEYS: Final = (".yaml", ".yml", ".json")
"""How the names of documents of keys end: none is a table."""


@frozen
class Personne:
    """One candidate: the identifier, what is known by heading, where each stands."""

    candidat: str
    cells: Mapping[str, str]
    row: Line
    columns: Mapping[str, int]

    @property
    def display_names(self) -> dict[str, str]:
        """`nom` and `prenom`, as one is called; a key that the table doesn't give is absent."""
        cells = self.cells
        names = {"nom": cells.get("Nom Usage") or cells.get("Nom Naissance"), "prenom": cells.get("Prenom 1")}
        return {key: text for key, text in names.items() if text}

    def place(self, heading: str = CANDIDAT) -> Place:
        """Where a heading's cell of this candidate stands; of one without a column, the identifier's."""
        return _personal(self.row.place(self.columns.get(heading, self.columns[CANDIDAT])))


@dataclass(slots=True)
class Candidats:
    """The candidates' table by folded identifier, in its order."""

    persons: dict[str, Personne] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def person(self, candidate: str) -> Personne | None:
        return self.persons.get(fold(candidate))

    def display_names(self, candidate: str) -> dict[str, str]:
        """`nom` and `prenom` of a candidate; a key that the table doesn't give is absent."""
        person = self.person(candidate)
        return person.display_names if person else {}

    def names(self) -> frozenset[str]:
        """The words of persons' names, folded: what no text that is kept should hold."""
        return name_words(each.cells.get(heading, "") for each in self.persons.values() for heading in NAMES)


def _personal(place: Place) -> Place:
    return place._replace(personal=True)


LARGE: Final = 8 << 20
"""Bytes from which a table that keeps no row is read row after row."""


@dataclass(slots=True)
class CandidatsTable:
    """A table whose headings are read, and its rows, as they come; what is wrong is told as it is met."""

    columns: dict[str, int]
    rows: Iterable[Line]
    diagnostics: list[Diagnostic]

    def persons(self) -> Iterator[Personne]:
        """The candidates in order, those that are named twice too."""
        for row in self.rows:
            if (person := self.person(row)) is not None:
                yield person

    def person(self, row: Line) -> Personne | None:
        """The candidate of a row; None of an empty one, and, told, of one that is nobody's."""
        cells = {
            heading: trim(row.cells[at]) if at < len(row.cells) else ""
            for heading, at in self.columns.items()
        }
        if not any(cells.values()):
            return None
        code = identifiers.normalize(cells.pop(CANDIDAT))
        person = Personne(code, {heading: text for heading, text in cells.items() if text}, row, self.columns)
        if not code:
            self.diagnostics.append(Diagnostic(kinds.NO_IDENTIFIER, person.place()))
            return None
        kind = identifiers.fault_kind_at(code, row, self.columns[CANDIDAT])
        if kind is not None:
            self.diagnostics.append(Diagnostic(kind, person.place(), identifiers.ABOUT[kind](code)))
        return person if kind is None else None


def load(path: Path, name: str | None = None) -> Candidats:
    """Read a table, CSV or a workbook's first sheet. Raises OSError; ImportError for a workbook without its library."""
    return read(content.of_file(path), name or str(path))


def read(data: bytes, file: str) -> Candidats:
    """The same, of bytes."""
    source = _parse(data, file)
    candidats = Candidats({}, source.diagnostics)
    for person in source.persons():
        candidats.diagnostics += [
            Diagnostic(NOT_WRITTEN, person.place(heading), {"heading": heading})
            for heading in NAMES
            if heading in person.cells and is_no_name(person.cells[heading])
        ]
        first = candidats.persons.setdefault(fold(person.candidat), person)
        if first is not person:
            candidats.diagnostics.append(repetition(person, first.place()))
    return candidats


def is_no_name(name: str) -> bool:
    """Whether a name is none that anybody typed: `#N/A` or `=A2` of a spreadsheet, or a day, a number: no letter."""
    return identifiers.is_formula(name) or not any(map(str.isalpha, name))


def repetition(person: Personne, first: Place) -> Diagnostic:
    """What is said of a candidate who was named before."""
    related = (Related(kinds.FIRST, first),)
    return Diagnostic(kinds.SAID_TWICE, person.place(), {"given": person.candidat}, related)


def open_table(path: Path, file: str) -> CandidatsTable:
    """A table of which nothing is kept: a person knows where its cells stand until `READABLE` others are read, where
    the table is large. Raises as `load` does.
    """
    if path.stat().st_size >= LARGE:
        with path.open("rb") as stream:
            is_workbook = looks_like_one(stream.read(1024))
        if not is_workbook and (large := row_stream.open_table(path, file, _is_heading)) is not None:
            text, rows = large
            return _table(text.header, rows, text.diagnostics)
    return _parse(content.of_file(path), file)


def heading(word: str) -> str | None:
    """The heading that a word stands for, be it the one of the XSD."""
    return _ROLES.get(fold(word))


def _parse(data: bytes, file: str) -> CandidatsTable:
    if (other := other_files.other_data(data, file, other_files.CANDIDATES, OF_KEYS)) is not None:
        return CandidatsTable({}, (), [other])
    if looks_like_one(data):
        book = worksheets.parse(io.BytesIO(data), file)
        if (kind := kind_of_workbook(book)) is not None:
            return CandidatsTable({}, (), [other_files.diagnostic(kind, other_files.CANDIDATES, Place(file))])
        visible = [each for each in book.sheets if each.visible]
        lines = _shown(worksheets.unguard_sheet(visible[0]).rows(0, ROWS_AT_MOST)) if visible else iter(())
        left_out = [_left_out(each, visible[0].name) for each in visible[1:] if each.values]
        return _table(next(lines, None), lines, [*book.diagnostics, *left_out])
    if is_other_document(data):
        return CandidatsTable({}, (), [Diagnostic(NOT_A_WORKBOOK, Place(file))])
    text = table.parse(data, file, _is_heading)
    uneven = [each.finding("") for each in text.uneven]
    return _table(text.header, text.rows, [*text.diagnostics, *uneven])


def _left_out(sheet: worksheets.Worksheet, first: str) -> Diagnostic:
    """What is said of a sheet after the first one: its rows are candidates, or it is no part of the table."""
    header = next(sheet.rows(0, 1))
    if CANDIDAT in _columns(header, []):
        return Diagnostic(kinds.ANOTHER_SHEET, header.place(0), {"sheet": sheet.name, "first": first})
    return Diagnostic(SHEET_LEFT_OUT, header.place(0), {"sheet": sheet.name})


def _is_heading(text: str) -> bool:
    return fold(text) in _ROLES


def _shown(rows: Iterable[worksheets.WorksheetRow]) -> Iterator[Line]:
    """The rows of a worksheet, with whole numbers as the spreadsheet shows them: 0075001, 01000."""
    for row in rows:
        naming.apply_displays(row, range(len(row.cells)))
        yield row


def _table(header: Line | None, rows: Iterable[Line], diagnostics: list[Diagnostic]) -> CandidatsTable:
    diagnostics[:] = [
        _without_name(each)._replace(
            place=_personal(each.place),
            related=tuple(link._replace(place=_personal(link.place)) for link in each.related),
        )
        for each in diagnostics
    ]
    if header is None:
        return CandidatsTable({}, (), diagnostics)
    unknown: list[Diagnostic] = []
    columns = _columns(header, unknown)
    diagnostics += unknown if columns else ()  # a first row that says no heading may be a person's
    if CANDIDAT not in columns:
        diagnostics.append(Diagnostic(kinds.NO_IDENTIFIER, _personal(header.place(0))))
        return CandidatsTable({}, (), diagnostics)
    return CandidatsTable(columns, rows, diagnostics)


def _without_name(diagnostic: Diagnostic) -> Diagnostic:
    """What shows the encoding, without the name that it stands in: its first sign is enough."""
    if diagnostic.kind is not READ_AS_WINDOWS:
        return diagnostic
    sign = next((each for each in str(diagnostic.arguments["text"]) if not each.isascii()), "")
    return diagnostic._replace(arguments={"text": sign})


def _columns(header: Line, diagnostics: list[Diagnostic]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, cell in enumerate(header.cells):
        heading = _ROLES.get(fold(cell))
        if heading is None:
            if trim(cell):
                arguments = {"heading": trim(cell)} | suggestion(nearest(cell, HEADINGS))
                diagnostics.append(Diagnostic(kinds.UNKNOWN_HEADING, header.place(index), arguments))
        elif heading in columns:
            related = (Related(kinds.FIRST, header.place(columns[heading])),)
            arguments = {"given": heading}
            diagnostics.append(Diagnostic(kinds.SAID_TWICE, header.place(index), arguments, related))
        else:
            columns[heading] = index
    return columns
