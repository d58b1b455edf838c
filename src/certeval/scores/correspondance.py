"""A correspondence: which column of a foreign table is the candidate, which is which element, how values read.

A table read with one has the headings and values of a score sheet; everything after goes as for any sheet.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from certeval.declared import typed
from certeval.diagnostics import Diagnostic, Place
from certeval.diagnostics.families import sheets as kinds
from certeval.referentiel.quantities import Entier
from certeval.rules.declared import BY_SHAPE, LIST, WORD, Declared, Text
from certeval.scores.headings import (
    CANDIDAT,
    ELEMENT,
    NO_COLUMNS,
    VALEUR,
    Headings,
    Meanings,
    headings,
    is_heading,
)
from certeval.sources.document import Document
from certeval.sources.lines import Line, Lines
from certeval.sources.table import Table
from certeval.text.nearest import fold, nearest

ROLES = (
    *(CANDIDAT, "nom", "prenom", "groupe", "session", "jure", "tentative", "commentaire", "referentiel"),
    *(ELEMENT, VALEUR),
)
CODE, ANY = "{code}", "*"
MOST_STARS = 4
LONGEST = 2_000
"""Characters of a heading that a pattern looks at."""
SHOWN = 12
_PIECES = re.compile(r"(\{code\}|\*)")
_ADJACENT = re.compile(r"(?:\{code\}|\*){2}")
"""Two signs with nothing between them: where one ends is not certain."""


def _pattern(text: str) -> str:
    if text.count(CODE) != 1 or text.count(ANY) > MOST_STARS or _ADJACENT.search(text):
        raise PydanticCustomError("N402", "not a pattern", {"pattern": text})
    return text


Motif = Annotated[Text, AfterValidator(_pattern)]
Motifs = Annotated[Annotated[Motif, WORD] | Annotated[tuple[Motif, ...], LIST], BY_SHAPE]


class Correspondance(Declared):
    """The file of a correspondence (format 1). A role's value is the heading of its column."""

    format: Annotated[Literal["1"], WithJsonSchema({"enum": [1, "1"]})]
    feuille: Text | None = None
    entete: Entier | None = None
    candidat: Text | None = None
    nom: Text | None = None
    prenom: Text | None = None
    groupe: Text | None = None
    session: Text | None = None
    jure: Text | None = None
    tentative: Text | None = None
    commentaire: Text | None = None
    referentiel: Text | None = None
    element: Text | None = None
    valeur: Text | None = None
    colonnes: dict[Text, Text] = Field(default_factory=dict)
    motif: Motifs = ()
    valeurs: dict[Text, Text] = Field(default_factory=dict)
    ignorer: tuple[Text, ...] = ()
    ignorer_lignes: tuple[Text, ...] = ()
    fin: Text | None = None
    nom_de_feuille: Literal["jure", "session"] | None = None

    def roles(self) -> dict[str, str]:
        """The heading of each role that has one."""
        return {role: heading for role in ROLES if (heading := getattr(self, role))}

    def motifs(self) -> tuple[str, ...]:
        return (self.motif,) if isinstance(self.motif, str) else self.motif


@dataclass(frozen=True, slots=True)
class Translation:
    """A correspondence ready to be applied to tables. `document` is where its mistakes are shown."""

    declared: Correspondance
    document: Document
    meanings: Mapping[str, str]
    """What each folded heading means: a role, or the code of an element."""

    def meaning(self, text: str) -> str | None:
        """The role or the code that a heading stands for; None where the correspondence does not say."""
        found = self.meanings.get(fold(text))
        if found is not None or not text.strip():
            return found
        codes = (code_in(pattern, text) for pattern in self.declared.motifs())
        return next((code for code in codes if code), None)

    def ignored(self, text: str) -> bool | None:
        """Whether a column is left out, but for an element's (true: a pattern says so), or at all (false: its very
        heading does); None where it is read. A pattern leaves out no heading that has a meaning of its own.
        """
        patterns = [pattern for pattern in self.declared.ignorer if fits(pattern, text)]
        if any(ANY not in pattern for pattern in patterns):
            return False
        return True if patterns and not is_heading(text) else None

    def leaving(self) -> Callable[[Sequence[str]], bool]:
        """Tells of each row of a table below its headings, in order, whether it is left out: by what stands first in
        it, or because the table has ended.
        """
        ended = False

        def left(cells: Sequence[str]) -> bool:
            nonlocal ended
            first = next((cell for cell in cells if cell.strip()), "")
            ended = ended or (self.declared.fin is not None and fits(self.declared.fin, first))
            return ended or any(fits(pattern, first) for pattern in self.declared.ignorer_lignes)

        return left

    def is_heading(self, text: str) -> bool:
        return self.meaning(text) is not None or is_heading(text)

    def names_candidate(self, text: str) -> bool:
        return self.meaning(text) == CANDIDAT or fold(text) == CANDIDAT

    def headings(
        self, table: Lines, sheet: str, aside: Mapping[int, bool] = NO_COLUMNS
    ) -> tuple[Headings, list[Diagnostic]]:
        """The roles of a table's columns but those set aside, nothing of the table being changed; what is not there."""
        if table.header is None:
            return headings(table), []
        cells = table.header.cells
        ignored = dict(aside)
        for index, text in enumerate(cells):
            if text.strip() and self.meaning(text) is None and (coded := self.ignored(text)) is not None:
                ignored[index] = coded
        roles = headings(table, ignored, self.meaning)
        return roles._replace(meanings=Translated(self)), self._not_there(cells, sheet)

    def of_text(self, table: Table) -> list[Diagnostic]:
        """What there is to say of a sheet of delimited text: rows left out, a sheet's name that it does not have."""
        told = left_out(table.left)
        if self.declared.nom_de_feuille is not None:
            about = {"file": table.file, "role": self.declared.nom_de_feuille}
            told.append(Diagnostic(kinds.NO_SHEET_NAME, self.document.place(("nom_de_feuille",)), about))
        return told

    def _not_there(self, typed_as: Sequence[str], sheet: str) -> list[Diagnostic]:
        there = {fold(text) for text in typed_as}
        asked: list[tuple[str, Place]] = [
            (heading, self.document.place((role,))) for role, heading in self.declared.roles().items()
        ]
        asked += [
            (heading, self.document.place(("colonnes", heading), at_key=True))
            for heading in self.declared.colonnes
            if self.declared.element is None  # in a long table they name what its cells hold
        ]
        known = tuple(text.strip() for text in typed_as if text.strip())
        found: list[Diagnostic] = []
        for heading, place in asked:
            if fold(heading) not in there:
                near = nearest(heading, known)
                about = {"sheet": sheet, "heading": heading, "headings": known[:SHOWN]}
                about |= {"suggestion": near} if near else {}
                found.append(Diagnostic(kinds.COLUMN_NOT_THERE, place, about))
        return found


class Translated(Meanings):
    """What the texts of a table stand for under a correspondence."""

    def __init__(self, translation: Translation) -> None:
        self._translation = translation
        self._words = {fold(text): word for text, word in translation.declared.valeurs.items()}

    def word(self, text: str) -> str:
        return self._words.get(fold(text), text) if text.strip() else text

    def element(self, text: str) -> str:
        return self._translation.meaning(text) or text

    def words(self) -> Iterator[tuple[str, str, Place]]:
        for text, word in self._translation.declared.valeurs.items():
            yield text, word, self._translation.document.place(("valeurs", text))


def left_out(rows: Sequence[Line]) -> list[Diagnostic]:
    """What there is to say of the rows that a correspondence leaves out."""
    if not rows:
        return []
    place = rows[0].place(next((i for i, cell in enumerate(rows[0].cells) if cell.strip()), 0))
    return [Diagnostic(kinds.ROWS_LEFT_OUT, place, {"count": len(rows)})]


def compiled(document: Document) -> tuple[Translation | None, list[Diagnostic]]:
    """The correspondence of a document; None, and what is wrong, where it can't be applied."""
    if document.root is None:
        return None, document.diagnostics
    declared, findings = typed.read(Correspondance, document)
    found = typed.located(findings, document)
    if declared is None:
        return None, found
    meanings = {fold(heading): role for role, heading in declared.roles().items()}
    meanings |= {fold(heading): code for heading, code in declared.colonnes.items()}
    return Translation(declared, document, meanings), found


def code_in(pattern: str, text: str) -> str | None:
    """What stands for `{code}` where a text fits a pattern: as little as can be, without spaces around it."""
    caught = _caught(pattern, text)
    return caught.get(CODE) if caught is not None else None


def fits(pattern: str, text: str) -> bool:
    """Whether a text fits a pattern, in which `*` is any text."""
    return _caught(pattern, text) is not None


def _caught(pattern: str, text: str) -> dict[str, str] | None:
    """What each sign of a pattern stands for; None where the text does not fit. Read once, from left to right."""
    rest = _spaced(text)[:LONGEST]
    pieces = [piece for piece in _PIECES.split(_spaced(pattern)) if piece]
    caught: dict[str, str] = {}
    sign = ""
    for position, piece in enumerate(pieces):
        if piece in {CODE, ANY}:
            if sign:
                caught[sign] = ""
            sign = piece
            continue
        last = position == len(pieces) - 1
        at = (
            _find(rest, piece, last=last) if sign else (0 if _folded(rest).startswith(_folded(piece)) else -1)
        )
        if at < 0 or (last and at + len(piece) != len(rest)):
            return None
        if sign:
            caught[sign] = rest[:at].strip()
        rest, sign = rest[at + len(piece) :], ""
    if sign:
        caught[sign] = rest.strip()
    elif rest:
        return None
    return caught if caught.get(CODE, ".") else None


def _find(text: str, piece: str, *, last: bool) -> int:
    """Where a piece of a pattern stands in a text: at its end for the last one, else the first time."""
    folded, wanted = _folded(text), _folded(piece)
    if last:
        return len(text) - len(piece) if folded.endswith(wanted) else -1
    return folded.find(wanted)


def _folded(text: str) -> str:
    """Lower case, character for character, so that positions stay those of the text."""
    return "".join(lower if len(lower := c.lower()) == 1 else c for c in text.replace("’", "'"))


def _spaced(text: str) -> str:
    """A text with one plain space wherever it has spaces."""
    return " ".join(text.split())
