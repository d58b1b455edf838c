"""A correspondence applied to tables: a table read with one has the headings and values of a score sheet; everything
after goes as for any sheet.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath

from certeval.diagnostics import Diagnostic, Place, has_errors
from certeval.diagnostics.families import sheets as kinds
from certeval.frozen import frozen
from certeval.referentiel.other_files import CORRESPONDANCE, model_of
from certeval.scores.correspondance import Correspondance, idle_diagnostics, titles_of
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
from certeval.scores.patterns import ANY, OUT_OF, captures, code_in, fits, is_pattern
from certeval.sources.document import Document
from certeval.sources.lines import BETWEEN, Line, Lines
from certeval.text.nearest import fold, nearest, suggestion

MOST_NAMES = 12


@frozen
class Translation:
    """A correspondence ready to be applied to tables. `document` is where its mistakes are shown."""

    correspondance: Correspondance
    document: Document
    exact: Mapping[str, str]
    """What each folded heading means: a role, or the code of an element."""
    pattern_meanings: tuple[tuple[str, str], ...]
    """What the headings that fit a pattern mean."""

    def meaning(self, text: str) -> str | None:
        """The role or the code that a heading may stand for; None where the correspondence does not say."""
        exact = self.exact.get(fold(text))
        if exact is not None or not text.strip():
            return exact
        by_pattern = next((own for pattern, own in self.pattern_meanings if fits(pattern, text)), None)
        return by_pattern or next(self._codes(text), None)

    def _codes(self, text: str) -> Iterator[str]:
        """The codes that the patterns see in a heading, each pattern's in its order."""
        return (code for pattern in self.correspondance.motifs() if (code := code_in(pattern, text)))

    def row_filter(self) -> Callable[[Sequence[str]], bool]:
        """Tells of each row of a table below its headings, in order, whether it is left out: by what stands first in
        it, or because the table has ended.
        """
        is_over, fin = False, self.correspondance.fin
        patterns = [*self.correspondance.ignorer_lignes, *titles_of(self.correspondance.bareme or ())]

        def is_ignored(cells: Sequence[str]) -> bool:
            nonlocal is_over
            first = _first(cells)
            is_over = is_over or (fin is not None and fits(fin, first))
            return is_over or any(fits(pattern, first) for pattern in patterns)

        return is_ignored

    def is_heading(self, text: str) -> bool:
        return self.meaning(text) is not None or is_heading(text)

    def names_candidate(self, text: str) -> bool:
        heading = fold(text)
        if (meaning := self.exact.get(heading)) is not None:
            return meaning == CANDIDAT
        patterns = (pattern for pattern, meaning in self.pattern_meanings if meaning == CANDIDAT)
        return heading == CANDIDAT or (bool(heading) and any(fits(pattern, text) for pattern in patterns))

    def headings(
        self,
        table: Lines,
        sheet: str,
        aside: Mapping[int, Sequence[str]] = NO_COLUMNS,
        ignored_rows: Sequence[Line] = (),
        name: str = "",
    ) -> tuple[Headings, list[Diagnostic]]:
        """The roles of a table's columns but those set aside, nothing of the table being changed; what is not there.

        `is_ignored` are its rows that are left out; `name` is what its worksheet is called, nothing where it is text.
        """
        header = table.header
        if header is None:
            return headings(table), []
        meanings, diagnostics = self._meanings(header, sheet, name)
        ignored_columns, codes = self._columns_apart(header, {*meanings, *aside})
        meanings |= codes
        untold = {index: () for index, meaning in meanings.items() if not meaning}
        roles = headings(table, {**ignored_columns, **aside, **untold}, meanings)
        out_of = self._out_of(header, ignored_rows)
        own, ignored = TranslationMeanings(self), tuple(ignored_columns)
        roles = roles._replace(meanings=own, ignored_columns=ignored, out_of=out_of)
        return roles, [*diagnostics, *self.absent_rows(sheet, ignored_rows)]

    def _columns_apart(
        self, header: Line, others: Container[int]
    ) -> tuple[dict[int, Sequence[str]], dict[int, str]]:
        """Of the columns but others: those that are left out, with the codes by which each may be read all the same;
        the code of each that stands for one.
        """
        ignored_columns: dict[int, Sequence[str]] = {}
        by_column: dict[int, str] = {}
        for index, text in enumerate(header.cells):
            if not text.strip() or index in others:
                continue
            codes = list(self._codes(text))
            ignored_codes = self._ignored_codes(text, codes)
            if ignored_codes is not None:
                ignored_columns[index] = ignored_codes
            elif codes:
                by_column[index] = codes[0]
        return ignored_columns, by_column

    def _ignored_codes(self, text: str, codes: Sequence[str]) -> Sequence[str] | None:
        """The elements by which a column that is left out is read all the same: none where its very heading is left
        out; None where it is read as it is. A pattern leaves out no heading that has a meaning of its own.
        """
        patterns = [pattern for pattern in self.correspondance.ignorer if fits(pattern, text)]
        if any(ANY not in pattern for pattern in patterns):
            return ()
        return (*codes, text.strip()) if patterns and not is_heading(text) else None

    def ignores(self, text: str) -> bool:
        """Whether a heading is left out, but for an element's."""
        return self._ignored_codes(text, ()) is not None

    def _meanings(self, header: Line, sheet: str, name: str) -> tuple[dict[int, str], list[Diagnostic]]:
        """What columns stand for by their headings: of the several that a role may have, the first that is there."""
        cells = header.cells
        meanings: dict[int, str] = {}
        diagnostics: list[Diagnostic] = []
        by_pattern: set[int] = set()
        for meaning, titles, place in self._expectations(header.file, name):
            title, at = next(((title, at) for title in titles if (at := _columns(title, cells))), ("", []))
            is_by_pattern = is_pattern(title) and fold(cells[at[0]]) != fold(title)
            for index in at:
                is_other = meanings.get(index, meaning) != meaning
                if meaning and is_other and is_by_pattern == (index in by_pattern):
                    arguments = {"text": cells[index].strip(), "first": meanings[index], "second": meaning}
                    diagnostics.append(Diagnostic(kinds.TWO_MEANINGS, place, arguments))
                elif index not in meanings or index in by_pattern:
                    meanings[index] = meaning
                    (by_pattern.add if is_by_pattern else by_pattern.discard)(index)
            if not at and meaning not in self.correspondance.facultatives:
                diagnostics.append(self._not_there(sheet, titles, cells, place))
            elif at and not meaning:
                arguments = {"pattern": self.correspondance.nom_de_fichier or "-"}
                arguments |= {"sheet": sheet, "heading": cells[at[0]].strip()}
                diagnostics.append(Diagnostic(kinds.WHICH_ELEMENT, place, arguments))
        return meanings, diagnostics

    def _not_there(self, sheet: str, titles: Sequence[str], cells: Sequence[str], place: Place) -> Diagnostic:
        """A column that a correspondence names and that a table does not have.

        Of a heading on two rows, the upper text alone is shown: the lower row may be somebody's, where there is one,
        which the upper one being all of the heading that is named shows.
        """
        upper_texts = tuple(text.partition(BETWEEN)[0].strip() for text in cells if text.strip())
        arguments = {"sheet": sheet, "heading": " », « ".join(titles), "headings": upper_texts[:MOST_NAMES]}
        likely = nearest(titles[0], upper_texts)
        rows = self.correspondance.rows()
        if likely is not None and rows and fold(likely) == fold(titles[0]):
            likely = f"entete: {rows[0]}"
        return Diagnostic(kinds.COLUMN_NOT_THERE, place, arguments | suggestion(likely))

    def _expectations(self, file: str, name: str) -> Iterator[tuple[str, Sequence[str], Place]]:
        """Each meaning, the headings that have it, and where this is written; no meaning where it can't be told."""
        correspondance = self.correspondance
        for role, titles in correspondance.roles().items():
            yield role, titles, self.document.place((role,))
        if correspondance.note:
            by_file = code_in(correspondance.nom_de_fichier or "", PurePath(file).name)
            code = name if correspondance.nom_de_feuille == ELEMENT else by_file
            yield code or "", titles_of(correspondance.note), self.document.place(("note",))
        if not correspondance.element:  # in a long table they name what its cells hold
            for heading, code in correspondance.colonnes.items():
                yield code, (heading,), self.document.place(("colonnes", heading), at_key=True)

    def _out_of(self, header: Line, ignored_rows: Sequence[Line]) -> dict[int, tuple[str, Place]]:
        """What each column is marked out of, as its heading says or a row that is left out."""
        patterns = (*titles_of(self.correspondance.note), *self.correspondance.motifs())
        out_of: dict[int, tuple[str, Place]] = {}
        for index, text in enumerate(header.cells):
            fit = (captures(each, text) for each in patterns if OUT_OF in each)
            signs = next(filter(None, fit), {})
            if OUT_OF in signs:
                out_of[index] = signs[OUT_OF], header.place(index)
        bareme = self.correspondance.bareme
        for row in ignored_rows:
            if bareme is not None and fits(bareme, _first(row.cells)):
                out_of |= {i: (text, row.place(i)) for i, text in enumerate(row.cells) if text.strip()}
        return out_of

    def absent_rows(self, sheet: str, ignored_rows: Sequence[Line]) -> Iterator[Diagnostic]:
        """What there is to say where no row says what columns are out of, or ends the table, though one should."""
        bareme, fin = self.correspondance.bareme, self.correspondance.fin
        for key, pattern, kind in (("bareme", bareme, kinds.SCALE_MISSING), ("fin", fin, kinds.END_MISSING)):
            if pattern is not None and not any(fits(pattern, _first(row.cells)) for row in ignored_rows):
                yield Diagnostic(kind, self.document.place((key,)), {"sheet": sheet, "heading": pattern})

    def of_text(self, file: str, ignored_rows: Sequence[Line]) -> list[Diagnostic]:
        """What there is to say of a sheet of delimited text: rows left out, a sheet's name that it does not have."""
        diagnostics = ignored_row_diagnostics(ignored_rows)
        if self.correspondance.nom_de_feuille is not None:
            arguments = {"file": file, "role": self.correspondance.nom_de_feuille}
            place = self.document.place(("nom_de_feuille",))
            diagnostics.append(Diagnostic(kinds.NO_SHEET_NAME, place, arguments))
        return diagnostics


class TranslationMeanings(Meanings):
    """What the texts of a table stand for under a correspondence."""

    def __init__(self, translation: Translation) -> None:
        self._translation = translation
        self._words = {fold(text): word for text, word in translation.correspondance.valeurs.items()}

    def word(self, text: str) -> str:
        return self._words.get(fold(text), text) if text.strip() else text

    def element(self, text: str) -> str:
        return self._translation.meaning(text) or text

    def words(self) -> Iterator[tuple[str, str, Place]]:
        for text, word in self._translation.correspondance.valeurs.items():
            yield text, word, self._translation.document.place(("valeurs", text))


def ignored_row_diagnostics(rows: Sequence[Line]) -> list[Diagnostic]:
    """What there is to say of the rows that a correspondence leaves out."""
    if not rows:
        return []
    place = rows[0].place(next((i for i, cell in enumerate(rows[0].cells) if cell.strip()), 0))
    return [Diagnostic(kinds.ROWS_LEFT_OUT, place, {"count": len(rows)})]


def compile_translation(document: Document) -> tuple[Translation | None, list[Diagnostic]]:
    """The correspondence of a document; None, and what is wrong, where it can't be applied."""
    correspondance, diagnostics = model_of(Correspondance, document, CORRESPONDANCE)
    if correspondance is not None:
        diagnostics += idle_diagnostics(correspondance, document)
    if correspondance is None or has_errors(diagnostics):
        return None, diagnostics
    meanings = [(title, role) for role, titles in correspondance.roles().items() for title in titles]
    meanings += [(title, VALEUR) for title in titles_of(correspondance.note)]
    meanings += correspondance.colonnes.items()
    exact = {fold(title): meaning for title, meaning in meanings}
    return Translation(
        correspondance, document, exact, tuple(each for each in meanings if is_pattern(each[0]))
    ), diagnostics


def _first(cells: Iterable[str]) -> str:
    return next((cell for cell in cells if cell.strip()), "")


def _columns(title: str, cells: Sequence[str]) -> list[int]:
    """The columns that a heading names: those that have it, else those that fit it where it is a pattern."""
    heading = fold(title)
    exact = [i for i, text in enumerate(cells) if text.strip() and fold(text) == heading]
    if exact or not is_pattern(title):
        return exact
    return [i for i, text in enumerate(cells) if text.strip() and fits(title, text)]
