"""Cells of several sheets put together: one value a key, and every contradiction at its two places."""

import re
from collections.abc import Mapping

from certeval.diagnostics import Diagnostic, Kind, Place, Related
from certeval.diagnostics.families import sessions
from certeval.diagnostics.families import sheets as kinds
from certeval.diagnostics.nearest import fold, nearest
from certeval.messages import N_
from certeval.referentiel.load import Referentiel
from certeval.referentiel.tree import SCORED
from certeval.scores.cells import CellReader
from certeval.scores.groups import GROUPE, Groups
from certeval.scores.headings import HEADINGS
from certeval.scores.observations import Candidate, Cell, Key, Located

IDENTITY = ("nom", "prenom")
SHOWN = 5
REWRITTEN = re.compile(r"[0-9](?:[.,][0-9]+)?E[+-]?[0-9]+", re.IGNORECASE)
"""An identifier that a spreadsheet took for a number in powers of ten."""


class Gathering:
    """What was read so far. Every reader of a layout puts here; nothing is taken out again."""

    def __init__(self, referentiel: Referentiel) -> None:
        self.referentiel = referentiel
        self.candidates: dict[str, Candidate] = {}
        self.diagnostics: list[Diagnostic] = []
        self.named: set[str] = set()
        self.groups = Groups()
        self.met: set[str] = set()
        self.jurors_met: dict[str, None] = {}
        self._entries = referentiel.entries
        self._readers: dict[str, CellReader] = {}
        self._resolved: dict[str, CellReader | None] = {}
        self._spelled: dict[str, str] = {}
        self._jurors: dict[str, str] = {}
        self._identity: dict[tuple[str, str], tuple[Located, int]] = {}

    def report(
        self, kind: Kind, place: Place, arguments: Mapping[str, object], *related: tuple[str, Place]
    ) -> None:
        links = tuple(Related(message, where) for message, where in related)
        self.diagnostics.append(Diagnostic(kind, place, arguments, links))

    def begin(self) -> None:
        """A sheet begins: `met` and `jurors_met` are the elements and jurors that it names."""
        self.met.clear()
        self.jurors_met.clear()

    # -- who

    def candidate(self, typed: str, origin: Located, index: int) -> Candidate | None:
        """The candidate of an identifier, new or known; None, and a finding, where there is none."""
        code = typed.strip()
        found = self.candidates.get(code)
        if found is None and not code:
            self.report(kinds.NO_IDENTIFIER, origin.place(index), {})
        elif found is None:
            found = self.candidates[code] = Candidate(code, origin, position=index)
            self._check_identifier(found)
        return found

    def _check_identifier(self, candidate: Candidate) -> None:
        code = candidate.code
        if REWRITTEN.fullmatch(code):
            self.report(kinds.REWRITTEN_IDENTIFIER, candidate.place, {"candidat": code})
        other = self._spelled.setdefault(fold(code), code)
        if other != code:
            first = (N_("the other one"), self.candidates[other].place)
            self.report(kinds.CANDIDATES_ALIKE, candidate.place, {"candidat": code, "other": other}, first)

    def detail(self, candidate: Candidate, name: str, typed: str, origin: Located, index: int) -> None:
        """The first text given is kept; another name for the same identifier is a contradiction."""
        text = typed.strip()
        if not text:
            return
        held = candidate.details.setdefault(name, text)
        if name == GROUPE and candidate.code:
            self.groups.join(candidate, text)
        if name not in IDENTITY:
            return
        first, at = self._identity.setdefault((candidate.code, name), (origin, index))
        if held != text and fold(held) != fold(text):
            arguments = {"candidat": candidate.code, "field": name, "first": held, "second": text}
            self.report(kinds.OTHER_NAME, origin.place(index), arguments, (_FIRST_GIVEN, first.place(at)))

    def juror(self, typed: str, origin: Located, index: int) -> str:
        """A juror's name as typed; two that differ by case, accents or spaces only are told."""
        name = typed.strip()
        if name:
            self.jurors_met[name] = None
        if name and name not in self._jurors:
            other = next((known for known, folded in self._jurors.items() if folded == fold(name)), None)
            self._jurors[name] = fold(name)
            if other is not None:
                self.report(sessions.JURORS_ALIKE, origin.place(index), {"juror": name, "other": other})
        return name

    # -- what

    def column(self, typed: str, origin: Located, index: int) -> CellReader | None:
        """The reader of a wide sheet's column; None, and a finding, where it is no element."""
        reader = self._reader(typed)
        if reader is None:
            self._unknown(typed, origin.place(index), heading=True)
        else:
            self.met.add(reader.entry.code)
        return reader

    def element(self, typed: str, origin: Located, index: int) -> CellReader | None:
        """The reader of an element named in a cell or a key; None, and a finding, where it is none."""
        reader = self._reader(typed)
        if reader is None:
            self._unknown(typed, origin.place(index), heading=False)
        else:
            self.met.add(reader.entry.code)
        return reader

    def _reader(self, typed: str) -> CellReader | None:
        if typed in self._resolved:
            return self._resolved[typed]
        code = self.referentiel.resolve(typed)
        reader = None
        if code is not None and code in self._entries:
            reader = self._readers.setdefault(code, CellReader(self._entries[code]))
            self.named.add(code)
        self._resolved[typed] = reader
        return reader

    def _unknown(self, typed: str, place: Place, *, heading: bool) -> None:
        """A name that no cell can be entered under, with the one most likely meant."""
        code = self.referentiel.resolve(typed)
        if code is not None:
            self._nothing_entered(code, place)
            return
        text = typed.strip()
        arguments: dict[str, object] = {"referentiel": self.referentiel.code}
        near = self.referentiel.nearest(text) if text else None
        if heading:
            arguments |= {"heading": text, "headings": HEADINGS}
            near = nearest(text, [*self._entries, *HEADINGS])
        else:
            arguments["element"] = text
        if near:
            arguments["suggestion"] = near
        self.report(kinds.UNKNOWN_COLUMN if heading else kinds.UNKNOWN_ELEMENT, place, arguments)

    def not_a_heading(self, text: str, origin: Located, index: int) -> None:
        """A column of a long sheet whose heading is none of the closed list."""
        near = nearest(text, HEADINGS)
        arguments: dict[str, object] = {"heading": text, "headings": HEADINGS}
        arguments["referentiel"] = self.referentiel.code
        if near:
            arguments["suggestion"] = near
        self.report(kinds.UNKNOWN_COLUMN, origin.place(index), arguments)

    def _nothing_entered(self, code: str, place: Place) -> None:
        """An element whose verdict is computed: what is entered below it, or else anywhere."""
        element, tree = self.referentiel.elements[code], self.referentiel.tree
        below = [each for kind in SCORED for each in tree.below(kind, code) if each in self._entries]
        entered = below or list(self._entries)
        arguments = {"element": code, "kind": element.kind, "entered": tuple(entered[:SHOWN])}
        self.report(kinds.NOTHING_ENTERED, place, {**arguments, "count": len(entered)})

    # -- the cells

    def put(self, candidate: Candidate, key: Key, cell: Cell) -> None:
        """One cell. A key holds one value: another is a contradiction, the same again in one file a slip."""
        reading = cell.reading
        if reading.empty:
            return
        if reading.refusal is not None:
            self.report(reading.refusal.kind, cell.place, reading.refusal.arguments)
            return
        held = candidate.cells.setdefault(key, cell)
        if held is not cell:
            self._again(candidate, key, held, cell)

    def _again(self, candidate: Candidate, key: Key, held: Cell, cell: Cell) -> None:
        about = {"candidat": candidate.code, "element": key.element}
        if held.reading != cell.reading:
            arguments = {**about, "first": held.shown, "second": cell.shown}
            self.report(kinds.CONTRADICTION, cell.place, arguments, (_FIRST_GIVEN, held.place))
        elif held.place.file == cell.place.file:
            arguments = {**about, "value": cell.shown}
            self.report(kinds.GIVEN_TWICE, cell.place, arguments, (_FIRST_GIVEN, held.place))

    def comment(self, candidate: Candidate, key: Key, text: str) -> None:
        """Comments of several rows on one thing follow each other, each once."""
        held = candidate.comments.get(key)
        if held is None:
            candidate.comments[key] = text
        elif text not in held.split("\n"):
            candidate.comments[key] = f"{held}\n{text}"

    def absent(self, place: Place) -> None:
        """Say once which elements no sheet names: they are `vide` for every candidate."""
        missing = tuple(code for code in self._entries if code not in self.named)
        if missing:
            arguments = {"count": len(missing), "total": len(self._entries), "elements": missing}
            self.report(kinds.ABSENT, place, arguments)


_FIRST_GIVEN = N_("first given here")
