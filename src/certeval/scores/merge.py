"""Cells of several sheets put together: one value a key, and every contradiction at its two places."""

from certeval.diagnostics import Place
from certeval.diagnostics.families import sheets as kinds
from certeval.messages import N_
from certeval.referentiel.load import Referentiel
from certeval.scores.element_names import ElementNames
from certeval.scores.observations import Candidate, Cell, CellKey
from certeval.scores.people import People
from certeval.scores.reports import Reports
from certeval.scores.situations import Situations


class Collector:
    """What was read so far. Every reader of a layout puts here; nothing is taken out again."""

    def __init__(self, referentiel: Referentiel) -> None:
        self.referentiel = referentiel
        self.reports = Reports()
        self.people = People(self.reports)
        self.elements = ElementNames(referentiel, self.reports)
        self.situations = Situations(referentiel.program)
        self.errors_before = 0

    def begin(self) -> None:
        """A sheet begins: `sheet_codes` and `sheet_jurors` are the elements and jurors that it names; `errors_before`
        is how many errors there were before.
        """
        self.errors_before = self.reports.findings.errors
        self.elements.begin_sheet()
        self.people.sheet_jurors.clear()

    def put(self, candidate: Candidate, key: CellKey, cell: Cell) -> None:
        """One cell. A key holds one value: another is a contradiction, the same again in one file a slip."""
        reading = cell.reading
        if reading.empty:
            return
        if reading.refusal is not None:
            kind, owner = reading.refusal.kind, self._owner(candidate)
            if reading.text not in self.elements.nowhere and not self.reports.past(
                kind, cell.origin, cell.position, owner
            ):
                arguments = {**reading.refusal.arguments, "value": cell.bare_text}
                self.reports.add(kind, cell.place, arguments, candidate=owner)
            return
        first_cell = candidate.cells.setdefault(key, cell)
        if first_cell is not cell:
            self._again(candidate, key, first_cell, cell)

    def _owner(self, candidate: Candidate) -> str:
        """The candidate whose cells these are: none where they are a group's."""
        of_group = any(candidate is each for each in self.people.groups.bearers.values())
        return "" if of_group else candidate.code

    def _again(self, candidate: Candidate, key: CellKey, first_cell: Cell, cell: Cell) -> None:
        about = {"candidat": candidate.code, "element": key.element}
        if first_cell.reading != cell.reading:
            owner = self._owner(candidate)
            if not self.reports.past(kinds.CONTRADICTION, cell.origin, cell.position, owner):
                arguments = {**about, "first": first_cell.bare_text, "second": cell.bare_text}
                link = (_first_given(first_cell.place, cell.place), first_cell.place)
                self.reports.add(kinds.CONTRADICTION, cell.place, arguments, link, candidate=owner)
        elif first_cell.origin.file == cell.origin.file and not self.reports.past(
            kinds.GIVEN_TWICE, cell.origin, cell.position
        ):
            first, place = first_cell.place, cell.place
            if first != place:  # else the whole file is given twice
                link = (N_("first given here"), first)
                self.reports.add(kinds.GIVEN_TWICE, place, {**about, "value": cell.bare_text}, link)

    def comment(self, candidate: Candidate, key: CellKey, text: str) -> None:
        """Comments of several rows on one thing follow each other, each once."""
        candidate.comment_texts.setdefault(key, {})[text] = None


def _first_given(first: Place, second: Place) -> str:
    """What is said of the first of two values: sheets of one workbook may each be a juror's."""
    if first.file == second.file and first.sheet != second.sheet:
        return N_(
            "given here first, in another sheet: if each is a juror’s, a correspondence says so "
            "(`nom_de_feuille: jure`)"
        )
    return N_("first given here")
