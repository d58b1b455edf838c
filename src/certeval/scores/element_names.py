"""The elements that sheets name, in headings and in cells, and what is said of a name that is none."""

import re
from collections.abc import Collection
from itertools import chain, islice

from certeval.diagnostics import Kind, Place
from certeval.diagnostics.families import sheets as kinds
from certeval.referentiel import other_files
from certeval.referentiel.load import Referentiel
from certeval.referentiel.tree import SCORE_KINDS
from certeval.scores.headings import ELEMENT_HEADINGS, HEADINGS, VALEUR, Meanings
from certeval.scores.observations import CellReader
from certeval.scores.reports import Reports
from certeval.scores.situations import Situations
from certeval.sources.lines import Locator
from certeval.text.cell_text import trim
from certeval.text.nearest import fold, nearest, suggestion
from certeval.text.numbers import number

MOST_NAMES = 5
MOST_SIGNS = 200
"""Signs of a name that is unknown among which a code is looked for."""
MANY = 4
"""From how many names on, if they are most of a sheet's, unknown ones are told as those of another certification."""


OF_LONG = {*ELEMENT_HEADINGS, VALEUR}
"""The headings that a sheet with a column an element has not."""
_END = re.compile(r"(?<=\w)(?=[^\w.,-]|[.,-](?!\w)|$)")
"""Where what may be a code ends: before a space, a sign, a point that nothing follows."""
_KIND = re.compile(r"\s*(?:notes?|[ée]preuve|crit[èe]re|comp[ée]tence|score)\s", re.IGNORECASE)
_WORD = re.compile(r"\w(?:[\w.,-]*\w)?")
_OUT_OF = re.compile(r"(?:/|\bsur\b|\bout of\b)\s*([0-9]+)|%", re.IGNORECASE)


class ElementNames:
    """The readers of elements, by the names that sheets have for them.

    `codes`: those named so far; `sheet_codes`: those that the sheet being read names; `columns`: those that have a
    column in it; `is_of_other_version`: whether it is told to be; `nowhere`: words that no element reads.
    """

    def __init__(self, referentiel: Referentiel, reports: Reports) -> None:
        self.referentiel = referentiel
        self.reports = reports
        self.codes: set[str] = set()
        self.sheet_codes: set[str] = set()
        self.columns: Collection[str] = ()
        self.is_of_other_version = False
        self.nowhere: set[str] = set()
        self._entries = referentiel.entries
        self._readers: dict[str, CellReader] = {}
        self._by_name: dict[str, CellReader | None] = {}
        self._strange_at: Place | None = None
        self._unknown_names: dict[str, None] = {}
        self._likely_codes: set[str | None] = set()
        self._by_title: dict[str, str | None] | None = None

    def begin_sheet(self) -> None:
        """A sheet begins: it names no element yet."""
        self.sheet_codes.clear()
        self.columns, self.is_of_other_version = (), False

    def element(
        self, name: str, origin: Locator, index: int, candidate: str = "", *, heading: bool = False
    ) -> CellReader | None:
        """The reader of an element named in a cell or a key, or by the heading of a wide sheet's column; None, and a
        finding, where it is none.
        """
        if name not in self._by_name:
            known, code = None, self.referentiel.resolve(name)
            if code is not None and code in self._entries:
                known = self._reader_of(code)
                self.codes.add(code)
            self._by_name[name] = known
        reader = self._by_name[name]
        if reader is None:
            self._unknown(name, origin, index, heading=heading, candidate=candidate)
        else:
            self.sheet_codes.add(reader.entry.code)
        return reader

    def _reader_of(self, code: str) -> CellReader:
        return self._readers.setdefault(code, CellReader(self._entries[code]))

    def _unknown(self, name: str, origin: Locator, index: int, *, heading: bool, candidate: str = "") -> None:
        """A name that no cell can be entered under, with the one most likely meant."""
        code = self.referentiel.resolve(name)
        if code is not None:
            if not self.reports.past(kinds.NOTHING_ENTERED, origin, index):
                self._tell_no_entry(code, origin.place(index))
            return
        kind = kinds.UNKNOWN_COLUMN if heading else kinds.UNKNOWN_ELEMENT
        text = name.strip()
        if self._is_only_counted(kind, text, origin, index, candidate):
            return
        near = self._meant_by(text, heading=heading) if text else None
        self._likely_codes.add(near)
        about = {"heading": text, "headings": HEADINGS} if heading else {"element": text}
        arguments = {"referentiel": self.referentiel.code, **about, **suggestion(near)}
        self.reports.add(kind, origin.place(index), arguments, candidate=candidate)

    def _meant_by(self, text: str, *, heading: bool) -> str | None:
        """The element, or in a heading the column, most likely meant; none that has a column of its own."""
        if meant := self._code_in(text) or self._titled(text):
            return None if self._is_otherwise_out_of(meant, text) else meant
        if not heading:
            return self.referentiel.nearest(text)
        free_codes = self._entries.keys() - set(self.columns)
        spellings = self.referentiel.tree.spellings.items()
        codes = {spelling: code for spelling, code in spellings if code in free_codes}
        word = nearest(text, [*codes, *(each for each in HEADINGS if each not in OF_LONG)])
        return codes.get(word or "", word)

    def _code_in(self, text: str) -> str | None:
        """The one element whose code begins a longer text, `E1 – Écrit (/20)`, behind what says that it is one, `Note
        E1`; None where the text names several.
        """
        text = _KIND.sub("", text[:MOST_SIGNS])
        names = {text[: end.start()] for end in _END.finditer(text)}
        first_codes = {code for each in names if (code := self.referentiel.resolve(each)) in self._entries}
        codes = {self.referentiel.resolve(each) for each in _WORD.findall(text)} - {None}
        return first_codes.pop() if len(first_codes) == 1 and codes <= first_codes else None

    def _is_otherwise_out_of(self, code: str, text: str) -> bool:
        """Whether a longer text says that the marks of an element are out of another number than they are: under its
        code alone, 12 of `E1 /40` would be 12 out of 20.
        """
        scale, match = self._entries[code].scale, _OUT_OF.search(text[:MOST_SIGNS])
        is_mark = not (scale.yes_no or scale.words() or scale.quantity)
        return is_mark and match is not None and number(match[1] or "100") != scale.greatest

    def alone_in(self, text: str) -> str | None:
        """The one element whose code, of letters and of digits, is a word of a text."""
        words = (each for each in _WORD.findall(text[:MOST_SIGNS]) if not (each.isalpha() or each.isdigit()))
        codes = {code for each in words if (code := self.referentiel.resolve(each)) in self._entries}
        return codes.pop() if len(codes) == 1 else None

    def _titled(self, text: str) -> str | None:
        """The one element of this title."""
        if self._by_title is None:
            titles = ((code, fold(self.referentiel.elements[code].wording)) for code in self._entries)
            self._by_title = {}
            for code, title in titles:
                self._by_title[title] = None if title in self._by_title else code
        return self._by_title.get(fold(text))

    def _is_only_counted(self, kind: Kind, text: str, origin: Locator, at: int, candidate: str = "") -> bool:
        """Take in a name that is unknown; whether what there is to say of it is only counted."""
        if text:
            self._unknown_names[text] = None
        if self._strange_at is None:
            self._strange_at = origin.place(at)
        return self.reports.past(kind, origin, at, candidate)

    def end_sheet(self) -> None:
        """A sheet ends. Where most of what it names is unknown, one sentence stands for all that is said of them; where
        it is told to be of another version, that does: what is unknown may be there.
        """
        names, at = self._unknown_names, self._strange_at
        self._unknown_names, self._strange_at = {}, None
        few = len(names) < MANY or len(names) <= len(self.sheet_codes)
        self.reports.settle(keep=few and not self.is_of_other_version)
        if few or at is None or self.is_of_other_version:
            return
        if other_files.IDENTITY in map(fold, names):
            other = other_files.diagnostic(other_files.CANDIDATES, other_files.SHEET, at)
            self.reports.findings.extend([other])
            return
        arguments: dict[str, object] = {"count": len(names), "total": len(names) + len(self.sheet_codes)}
        arguments |= {"elements": tuple(islice(names, MOST_NAMES)), "referentiel": self.referentiel.code}
        self.reports.add(kinds.OTHER_ELEMENTS, at, arguments)

    def refuse_heading(self, text: str, origin: Locator, index: int) -> None:
        """A column of a long sheet whose heading is none of the closed list."""
        if self._is_only_counted(kinds.UNKNOWN_COLUMN, text, origin, index):
            return
        arguments = {"heading": text, "headings": HEADINGS, "referentiel": self.referentiel.code}
        hint = suggestion(nearest(text, HEADINGS))
        self.reports.add(kinds.UNKNOWN_COLUMN, origin.place(index), {**arguments, **hint})

    def _tell_no_entry(self, code: str, place: Place) -> None:
        """An element whose verdict is computed: what is entered below it, or else anywhere."""
        element, tree = self.referentiel.elements[code], self.referentiel.tree
        below = [each for kind in SCORE_KINDS for each in tree.below(kind, code) if each in self._entries]
        entry_codes = below or list(self._entries)
        arguments = {"element": code, "kind": element.kind, "entered": tuple(entry_codes[:MOST_NAMES])}
        self.reports.add(kinds.NOTHING_ENTERED, place, {**arguments, "count": len(entry_codes)})

    def check_meanings(self, meanings: Meanings, situations: Situations) -> None:
        """The words that a correspondence puts for those of a sheet. One that no element reads is told where it is
        written, and its cells say nothing more.
        """
        for text, word, place in meanings.words():
            bare_word = trim(word)
            of_elements = (self._reader_of(code)[word] for code in self._entries)
            readings = chain(of_elements, situations.readings(word))
            if bare_word in self.nowhere or any(reading.refusal is None for reading in readings):
                continue
            self.nowhere.add(bare_word)
            self.reports.add(kinds.WORD_READ_NOWHERE, place, {"text": text, "word": word})

    def absent(self, place: Place, away: Collection[str] = ()) -> None:
        """Say once which elements no sheet names: they are `vide` for every candidate. `away` are for none of them; of
        those that a name refused was likely meant to be, that is said.
        """
        named = {*self.codes, *away, *self._likely_codes}
        missing = tuple(code for code in self._entries if code not in named)
        if missing:
            arguments = {"count": len(missing), "total": len(self._entries), "elements": missing}
            self.reports.add(kinds.ABSENT, place, arguments)
