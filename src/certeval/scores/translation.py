"""A correspondence applied to tables: a table read with one has the headings and values of a score sheet; everything
after goes as for any sheet.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath

from certeval.declared import typed
from certeval.diagnostics import Diagnostic, Place, has_errors
from certeval.diagnostics.families import sheets as kinds
from certeval.frozen import frozen
from certeval.scores.correspondance import Correspondance, idle, several
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
from certeval.scores.patterns import ANY, OUT_OF, caught, code_in, fits, is_pattern
from certeval.sources.document import Document
from certeval.sources.lines import BETWEEN, Line, Lines
from certeval.text.nearest import fold, nearest, suggestion

SHOWN = 12


@frozen
class Translation:
    """A correspondence ready to be applied to tables. `document` is where its mistakes are shown."""

    declared: Correspondance
    document: Document
    exact: Mapping[str, str]
    """What each folded heading means: a role, or the code of an element."""
    patterned: tuple[tuple[str, str], ...]
    """What the headings that fit a pattern mean."""

    def meaning(self, text: str) -> str | None:
        """The role or the code that a heading may stand for; None where the correspondence does not say."""
        found = self.exact.get(fold(text))
        if found is not None or not text.strip():
            return found
        named = next((meaning for pattern, meaning in self.patterned if fits(pattern, text)), None)
        return named or next(self._codes(text), None)

    def _codes(self, text: str) -> Iterator[str]:
        """The codes that the patterns see in a heading, each pattern's in its order."""
        return (code for pattern in self.declared.motifs() if (code := code_in(pattern, text)))

    def leaving(self) -> Callable[[Sequence[str]], bool]:
        """Tells of each row of a table below its headings, in order, whether it is left out: by what stands first in
        it, or because the table has ended.
        """
        ended = False
        left_by = [*self.declared.ignorer_lignes, *several(self.declared.bareme or ())]

        def left(cells: Sequence[str]) -> bool:
            nonlocal ended
            first = _first(cells)
            ended = ended or (self.declared.fin is not None and fits(self.declared.fin, first))
            return ended or any(fits(pattern, first) for pattern in left_by)

        return left

    def is_heading(self, text: str) -> bool:
        return self.meaning(text) is not None or is_heading(text)

    def names_candidate(self, text: str) -> bool:
        folded = fold(text)
        if (meaning := self.exact.get(folded)) is not None:
            return meaning == CANDIDAT
        named = (pattern for pattern, meaning in self.patterned if meaning == CANDIDAT)
        return folded == CANDIDAT or (bool(folded) and any(fits(pattern, text) for pattern in named))

    def headings(
        self,
        table: Lines,
        sheet: str,
        aside: Mapping[int, Sequence[str]] = NO_COLUMNS,
        left: Sequence[Line] = (),
        name: str = "",
    ) -> tuple[Headings, list[Diagnostic]]:
        """The roles of a table's columns but those set aside, nothing of the table being changed; what is not there.

        `left` are its rows that are left out; `name` is what its worksheet is called, nothing where it is text.
        """
        header = table.header
        if header is None:
            return headings(table), []
        meanings, told = self._named(header, sheet, name)
        ignored: dict[int, Sequence[str]] = {}
        for index, text in enumerate(header.cells):
            if not text.strip() or index in meanings or index in aside:
                continue
            codes = list(self._codes(text))
            left_as = self._left_as(text, codes)
            if left_as is not None:
                ignored[index] = left_as
            elif codes:
                meanings[index] = codes[0]
        untold = {index: () for index, meaning in meanings.items() if not meaning}
        roles = headings(table, {**ignored, **aside, **untold}, meanings)
        out_of = self._out_of(header, left)
        roles = roles._replace(meanings=Translated(self), left_out=tuple(ignored), out_of=out_of)
        return roles, told

    def _left_as(self, text: str, codes: Sequence[str]) -> Sequence[str] | None:
        """The elements by which a column that is left out is read all the same: none where its very heading is left
        out; None where it is read as it is. A pattern leaves out no heading that has a meaning of its own.
        """
        patterns = [pattern for pattern in self.declared.ignorer if fits(pattern, text)]
        if any(ANY not in pattern for pattern in patterns):
            return ()
        return (*codes, text.strip()) if patterns and not is_heading(text) else None

    def ignored(self, text: str) -> bool:
        """Whether a heading is left out, but for an element's."""
        return self._left_as(text, ()) is not None

    def _named(self, header: Line, sheet: str, name: str) -> tuple[dict[int, str], list[Diagnostic]]:
        """What columns stand for by their headings: of the several that a role may have, the first that is there."""
        cells = header.cells
        found: dict[int, str] = {}
        told: list[Diagnostic] = []
        by_pattern: set[int] = set()
        for meaning, titles, place in self._expected(header.file, name):
            title, at = next(((title, at) for title in titles if (at := _columns(title, cells))), ("", []))
            fitting = is_pattern(title) and fold(cells[at[0]]) != fold(title)
            for index in at:
                if meaning and found.get(index, meaning) != meaning and fitting == (index in by_pattern):
                    about = {"text": cells[index].strip(), "first": found[index], "second": meaning}
                    told.append(Diagnostic(kinds.TWO_MEANINGS, place, about))
                elif index not in found or index in by_pattern:
                    found[index] = meaning
                    (by_pattern.add if fitting else by_pattern.discard)(index)
            if not at and meaning not in self.declared.facultatives:
                told.append(_not_there(sheet, titles, cells, place))
            elif at and not meaning:
                file = {
                    "sheet": sheet,
                    "pattern": self.declared.nom_de_fichier or "-",
                    "heading": cells[at[0]].strip(),
                }
                told.append(Diagnostic(kinds.WHICH_ELEMENT, place, file))
        return found, told

    def _expected(self, file: str, name: str) -> Iterator[tuple[str, Sequence[str], Place]]:
        """Each meaning, the headings that have it, and where this is written; no meaning where it can't be told."""
        declared = self.declared
        for role, titles in declared.roles().items():
            yield role, titles, self.document.place((role,))
        if declared.note:
            by_file = (
                code_in(declared.nom_de_fichier, PurePath(file).name) if declared.nom_de_fichier else None
            )
            code = name if declared.nom_de_feuille == ELEMENT else by_file
            yield code or "", several(declared.note), self.document.place(("note",))
        if not declared.element:  # in a long table they name what its cells hold
            for heading, code in declared.colonnes.items():
                yield code, (heading,), self.document.place(("colonnes", heading), at_key=True)

    def _out_of(self, header: Line, left: Sequence[Line]) -> dict[int, tuple[str, Place]]:
        """What each column is marked out of, as its heading says or a row that is left out."""
        patterns = [
            each for each in (*several(self.declared.note), *self.declared.motifs()) if OUT_OF in each
        ]
        found: dict[int, tuple[str, Place]] = {}
        for index, text in enumerate(header.cells):
            said = next((said for each in patterns if (said := caught(each, text))), {})
            if OUT_OF in said:
                found[index] = said[OUT_OF], header.place(index)
        for row in left if self.declared.bareme is not None else ():
            if fits(self.declared.bareme or "", _first(row.cells)):
                found |= {i: (text, row.place(i)) for i, text in enumerate(row.cells) if text.strip()}
        return found

    def of_text(self, file: str, left: Sequence[Line]) -> list[Diagnostic]:
        """What there is to say of a sheet of delimited text: rows left out, a sheet's name that it does not have."""
        told = left_out(left)
        if self.declared.nom_de_feuille is not None:
            about = {"file": file, "role": self.declared.nom_de_feuille}
            told.append(Diagnostic(kinds.NO_SHEET_NAME, self.document.place(("nom_de_feuille",)), about))
        return told


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
    declared, told = typed.declared(Correspondance, document)
    if declared is not None:
        told += idle(declared, document)
    if declared is None or has_errors(told):
        return None, told
    meanings = [(title, role) for role, titles in declared.roles().items() for title in titles]
    meanings += [(title, VALEUR) for title in several(declared.note)]
    meanings += declared.colonnes.items()
    exact = {fold(title): meaning for title, meaning in meanings}
    return Translation(
        declared, document, exact, tuple(each for each in meanings if is_pattern(each[0]))
    ), told


def _first(cells: Iterable[str]) -> str:
    return next((cell for cell in cells if cell.strip()), "")


def _columns(title: str, cells: Sequence[str]) -> list[int]:
    """The columns that a heading names: those that have it, else those that fit it where it is a pattern."""
    wanted = fold(title)
    exact = [i for i, text in enumerate(cells) if text.strip() and fold(text) == wanted]
    if exact or not is_pattern(title):
        return exact
    return [i for i, text in enumerate(cells) if text.strip() and fits(title, text)]


def _not_there(sheet: str, titles: Sequence[str], cells: Sequence[str], place: Place) -> Diagnostic:
    """A column that a correspondence names and that a table does not have.

    Of a heading on two rows, the upper text alone is shown: the lower row may be somebody's, where there is one.
    """
    known = tuple(text.partition(BETWEEN)[0].strip() for text in cells if text.strip())
    about = {"sheet": sheet, "heading": " », « ".join(titles), "headings": known[:SHOWN]}
    return Diagnostic(kinds.COLUMN_NOT_THERE, place, about | suggestion(nearest(titles[0], known)))
