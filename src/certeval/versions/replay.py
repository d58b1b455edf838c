"""Past candidates decided under a later référentiel: each cell counts for what its element has become."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from certeval.diagnostics import Diagnostic
from certeval.engine.evaluator import Evaluator
from certeval.engine.verdicts import EN_ATTENTE, verdict
from certeval.referentiel.load import Referentiel
from certeval.rules.derivation import State
from certeval.rules.program import CERTIFICATION
from certeval.scores.observations import Candidate, Cell, CellKey, CellReader
from certeval.scores.values import Values
from certeval.text.nearest import fold
from certeval.versions.compare import Comparison
from certeval.versions.difference import GROUPS, Difference, Sorte

VERDICT_KINDS = ("bloc", "competence", "sous_competence", "epreuve")
"""The kinds of element whose verdicts are compared: what is observed of critères and faits is no decision."""
OR = " ou "


class Point(NamedTuple):
    """Something that is decided: its kind, and its code or name in the old version."""

    kind: str
    name: str


def points(old: Referentiel) -> list[Point]:
    """Everything that the old version may decide: the certification, elements, named rules, ladders."""
    elements = [Point(e.kind, e.code) for e in old.elements.values() if e.kind in VERDICT_KINDS]
    rules = [Point("regle", name) for name in old.model.regles]
    ladders = [Point("palier", name) for name in old.model.paliers]
    return [Point(CERTIFICATION, CERTIFICATION), *elements, *rules, *ladders]


def successors(differences: Iterable[Difference]) -> dict[tuple[str, str], str | None]:
    """What became of each part that is no longer called as it was: its new code, None where there is nothing.

    What was split or merged goes on in the part that kept its code, if any.
    """
    codes: dict[tuple[str, str], str | None] = {}
    for difference in differences:
        for key in difference.old_keys:
            if difference.sorte is Sorte.RENOMME:
                codes[key] = difference.new[0]
            elif difference.sorte is Sorte.SUPPRIME:
                codes[key] = None
            elif difference.sorte in GROUPS:
                codes[key] = next((code for code in difference.new if fold(code) == fold(key[1])), None)
    return codes


PointVerdicts = Mapping[Point, str | None]
"""The verdict of each point, or the levels still possible; None where nothing is decided. Candidates who come to the
same may share it: it is not changed.
"""


class Replay:
    """Decides under one référentiel the candidates of sheets that `old` reads.

    `differences` are those that lead from `old` to this référentiel. What is decided of equal parts is remembered,
    so one object should serve all candidates. `codes` has what each element of `old` that has cells is called here,
    None where it is gone.
    """

    def __init__(self, referentiel: Referentiel, old: Referentiel, differences: Iterable[Difference]) -> None:
        self.referentiel, self.old = referentiel, old
        self._became = successors(differences)
        self.codes = {code: self._new_name(old.elements[code].kind, code) for code in old.entries}
        self._readers = {code: CellReader(entry) for code, entry in referentiel.entries.items()}
        self._values = Values(referentiel.entries)
        self._evaluator = Evaluator(referentiel.program)
        self._steps = referentiel.program.steps.keys()
        self.points = [point for point in points(old) if self.decides(point)]

    def _new_name(self, kind: str, name: str) -> str | None:
        return self._became.get((kind, name), name)

    def name(self, point: Point) -> str:
        """What is decided, as this référentiel calls it; nothing where it is gone."""
        return self._new_name(*point) or ""

    def decides(self, point: Point) -> bool:
        """Whether something is decided there."""
        return ("palier" if point.kind == "palier" else "verdict", self.name(point)) in self._steps

    def verdicts(self, state: State) -> PointVerdicts:
        """What is decided at each point."""
        return {point: self.verdict_at(state, point) for point in self.points}

    def decide(self, candidate: Candidate) -> tuple[State, Sequence[str]]:
        """What follows from a candidate's cells, and the old code of each cell that is not read here: `parcours` and
        `voie` of those that say who it is.

        An element of which one cell is not read is not entered: what is left of its cells could mislead.
        """
        each = dict(candidate.each())
        read = {key: self._read(key, cell) for key, cell in each.items()}
        refusals = {key.element for key, cell in read.items() if cell is None}
        cells = {
            key._replace(element=self.codes[key.element] or ""): cell
            for key, cell in read.items()
            if cell is not None and key.element not in refusals
        }
        diagnostics: list[Diagnostic] = []
        here = Candidate(candidate.code, candidate.origin, candidate.position, cells)
        situation = self._situation(candidate)
        here.situation |= {axis: cell for axis, cell in situation.items() if cell.reading.refusal is None}
        values = self._values.of(here, diagnostics.append)
        for code in {str(each.arguments["element"]) for each in diagnostics if each.is_error}:
            values.pop(code, None)
            refusals |= {key.element for key in each if self.codes[key.element] == code}
        unread_codes = [key.element for key in each if key.element in refusals]
        unread_codes += [axis for axis, cell in situation.items() if cell.reading.refusal is not None]
        return self._evaluator.evaluate(values), unread_codes

    def _situation(self, candidate: Candidate) -> dict[str, Cell]:
        """A candidate's parcours and voie as this référentiel reads their codes, or refuses to."""
        codes = {
            axis: entry.scale.words()[cell.reading.value.least]
            for axis, entry in self.old.program.situation.items()
            if (cell := candidate.situation.get(axis)) is not None
        }
        return {
            axis: candidate.situation[axis]._replace(reading=entry.read(codes[axis]))
            for axis, entry in self.referentiel.program.situation.items()
            if axis in codes
        }

    def _read(self, key: CellKey, cell: Cell) -> Cell | None:
        """A cell as this référentiel reads what it says; None where it does not."""
        reader = self._readers.get(self.codes[key.element] or "")
        reading = reader[cell.reading.text] if reader is not None else None
        return None if reading is None or reading.refusal is not None else cell._replace(reading=reading)

    def verdict_at(self, state: State, point: Point) -> str | None:
        """The verdict, or the levels still possible; None where nothing is decided."""
        name = self.name(point)
        if point.kind == "palier":
            ladder = state.ladders.get(name)
            return OR.join(ladder.rungs) if ladder else None
        judgement = state.verdicts.get(name)
        return verdict(judgement.outcome) if judgement else None


DecideOne = Callable[[Candidate], PointVerdicts]
"""Says what is decided of a candidate at each point."""
MakeDecider = Callable[[Replay], DecideOne]
"""Makes what decides candidates under one référentiel."""


def whole_decider(under: Replay) -> DecideOne:
    """What decides candidates whole."""
    return lambda candidate: under.verdicts(under.decide(candidate)[0])


class Turn(NamedTuple):
    """Something decided otherwise: what, and its verdict before and after."""

    point: Point
    before: str
    after: str


class CandidateTurns(NamedTuple):
    """What is decided otherwise of candidates and, for each turn, the elements that a verdict then waits for and that
    the old sheets could not know.
    """

    turns: tuple[Turn, ...]
    without_score: tuple[tuple[str, ...], ...]


class ReplayPair:
    """Decides the candidates of past sheets under the old version and under the new one."""

    def __init__(self, comparison: Comparison) -> None:
        old, new = comparison.old, comparison.new
        self.before, self.after = Replay(old, old, ()), Replay(new, old, comparison.differences)
        self._common = [point for point in self.before.points if self.after.decides(point)]
        # the elements for which the old sheets could hold nothing
        self._unknown = new.entries.keys() - set(self.after.codes.values())
        self._cases: dict[CandidateTurns, CandidateTurns] = {}

    def case(self, was: PointVerdicts, becomes: PointVerdicts) -> CandidateTurns:
        """The points that are decided otherwise, and how."""
        turns = [
            Turn(point, before, after)
            for point in self._common
            if (before := was[point]) is not None
            and (after := becomes[point]) is not None
            and before != after
        ]
        return self._same(CandidateTurns(tuple(turns), ((),) * len(turns)))

    def with_waits(self, case: CandidateTurns, waits_for: Callable[[str], Iterable[str]]) -> CandidateTurns:
        """The same of a candidate, with what was never scored; `waits_for` gives what waits for a verdict of the new
        version, by its code.
        """
        if not self._unknown:
            return case
        waits = [
            waits_for(self.after.name(turn.point)) if turn.after == EN_ATTENTE else () for turn in case.turns
        ]
        never = tuple([tuple([code for code in codes if code in self._unknown]) for codes in waits])
        return self._same(case._replace(without_score=never))

    def _same(self, case: CandidateTurns) -> CandidateTurns:
        """The very same object for equal ones: many candidates change in few ways."""
        return self._cases.setdefault(case, case)
