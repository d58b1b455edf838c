"""The parcours and the voie of candidates: read from sheets, and held against the elements that have marks."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from certeval.diagnostics import Diagnostic, Place, Related
from certeval.diagnostics.families import sheets as kinds
from certeval.rules.derivation import Measurement, State
from certeval.rules.entry import Entry, Reading
from certeval.rules.outcome import EXCLUE, FAUX, NON_SAISIE, Outcome, Value
from certeval.rules.program import Program
from certeval.rules.situation import PARCOURS
from certeval.rules.terms import ValueOf
from certeval.scores.observations import Candidate, Cell, CellReader
from certeval.sources.lines import Locator
from certeval.text.nearest import fold

MOST_NAMES = 5
HARMLESS = NON_SAISIE | EXCLUE
"""What may stand in the cell of an element that is not for a candidate: nothing is assessed there."""


class Situations:
    """Reads what sheets say of candidates' situations, of a référentiel where some element depends on them."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.diagnostics: list[Diagnostic] = []
        self._readers = {axis: CellReader(entry) for axis, entry in program.situation.items()}
        self._refusals: set[tuple[str, str, str]] = set()

    def axis(self, text: str) -> str | None:
        """The axis that a text names: `parcours`, `voie`."""
        return next((axis for axis in self._readers if fold(text) == axis), None)

    def readings(self, word: str) -> Iterator[Reading]:
        """What a word says of a candidate's parcours, and of the voie."""
        return (reader[word] for reader in self._readers.values())

    def put(
        self,
        candidate: Candidate,
        axis: str,
        text_and_word: tuple[str, str],
        origin: Locator,
        index: int,
    ) -> None:
        """What a cell says, `text` being its text and what it stands for. The first is kept: another is an error."""
        text, word = text_and_word
        reading = self._readers[axis][word]
        if reading.empty:
            return
        cell, code = Cell(text, reading, origin, index), candidate.code
        if reading.refusal is not None:
            about = (code, axis, reading.text)
            if about not in self._refusals:
                self._refusals.add(about)
                arguments = {**reading.refusal.arguments, "value": cell.bare_text}
                self.diagnostics.append(Diagnostic(reading.refusal.kind, cell.place, arguments, (), code))
            return
        first = candidate.situation.setdefault(axis, cell)
        if first.reading.value != reading.value:
            arguments = {"candidat": code, "field": axis}
            arguments |= {"first": first.bare_text, "second": cell.bare_text}
            links = (Related("first given here", first.place),)
            self.diagnostics.append(Diagnostic(kinds.OTHER_SITUATION, cell.place, arguments, links, code))

    def diagnostics_of(self, candidates: Iterable[Candidate]) -> list[Diagnostic]:
        """What is wrong with what was read, and the marks of elements that are not for their candidates."""
        diagnostics, away = [*self.diagnostics], AwayElements(self.program)
        for candidate in candidates if self.program.concerns else ():
            without, code = away(candidate), candidate.code
            for key, cell in candidate.each() if without else ():
                if key.element in without and cell.reading.value.may & ~HARMLESS:
                    situation = ", ".join(f"{key} {of.bare_text}" for key, of in candidate.situation.items())
                    arguments = {"candidat": code, "element": key.element, "value": cell.bare_text}
                    arguments["situation"] = situation
                    diagnostics.append(Diagnostic(kinds.NOT_CONCERNED, cell.place, arguments, (), code))
        return diagnostics

    def away_of_all(self, candidates: Iterable[Candidate]) -> frozenset[str]:
        """The elements that are for none of the candidates."""
        if not self.program.concerns:
            return frozenset()
        away = set(map(AwayElements(self.program), candidates))
        return frozenset.intersection(*away) if away else frozenset()

    def among(self, candidates: Collection[Candidate], top: Place) -> Iterator[Diagnostic]:
        """What all candidates together show: of how many it is not known which elements are for them."""
        for axis, entry in self.program.situation.items():
            refusals = {code for code, of, _ in self._refusals if of == axis}
            unknown = sum(axis not in each.situation and each.code not in refusals for each in candidates)
            codes = [code for code, concern in self.program.concerns.items() if axis in dict(concern.axes)]
            if unknown and codes and not _alone(entry):
                elements = tuple(codes[:MOST_NAMES])
                arguments = {"field": axis, "count": unknown, "total": len(candidates), "elements": elements}
                yield Diagnostic(kinds.SITUATION_NOT_KNOWN, top, arguments)


def has_situation(candidate: Candidate, situation: Mapping[str, Entry]) -> bool:
    """Whether all is known that decides which elements are for a candidate."""
    return all(axis in candidate.situation or _alone(entry) for axis, entry in situation.items())


def _alone(entry: Entry) -> bool:
    return entry.unknown.least == entry.unknown.most


def parcours_of(candidate: Candidate, situation: Mapping[str, Entry]) -> str:
    """The code of the parcours that a candidate takes; empty where it is not known, or nothing depends on it."""
    cell, entry = candidate.situation.get(PARCOURS), situation.get(PARCOURS)
    value = cell.reading.value if cell else None
    if entry is None or value is None or value.number is None:
        return ""
    return entry.scale.words()[value.least]


class AwayElements:
    """The elements that are not for a candidate, or of which that is not known where `outcome` is INCONNU; told once
    for those of one situation.
    """

    def __init__(self, program: Program, outcome: Outcome = FAUX) -> None:
        self._program, self._outcome = program, outcome
        self._by_situation: dict[tuple[Value | None, ...], frozenset[str]] = {}

    def __call__(self, candidate: Candidate) -> frozenset[str]:
        cells = (candidate.situation.get(axis) for axis in self._program.situation)
        situation = tuple([None if cell is None else cell.reading.value for cell in cells])
        if situation not in self._by_situation:
            self._by_situation[situation] = elements_away(self._program, situation, self._outcome)
        return self._by_situation[situation]


def elements_away(
    program: Program, situation: tuple[Value | None, ...], outcome: Outcome = FAUX
) -> frozenset[str]:
    """The elements that are not for a candidate of this situation, None being what is not known of it; or, where
    `outcome` is INCONNU, of which that is not known.
    """
    values = {
        axis: Measurement(ValueOf(axis), entry.unknown if value is None else value)
        for (axis, entry), value in zip(program.situation.items(), situation, strict=True)
    }
    state = State(values)
    return frozenset(code for code, concern in program.concerns.items() if concern.of(state) == outcome)
