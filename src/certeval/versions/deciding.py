"""Past candidates decided under a later référentiel: each cell counts for what its element has become."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from certeval.diagnostics import Diagnostic
from certeval.engine.evaluator import Evaluator
from certeval.engine.missing import missing
from certeval.engine.verdicts import verdict
from certeval.referentiel.load import Referentiel
from certeval.rules.derivation import State
from certeval.rules.program import CERTIFICATION
from certeval.scores.cells import CellReader
from certeval.scores.observations import Candidate, Cell, Key
from certeval.scores.values import Values
from certeval.text.nearest import fold
from certeval.versions.difference import GROUPS, Difference, Sorte

DECIDED = ("bloc", "competence", "sous_competence", "epreuve")
"""The kinds of element whose verdicts are compared: what is observed of critères and faits is no decision."""
OR = " ou "


class Point(NamedTuple):
    """Something that is decided: its kind, and its code or name in the old version."""

    kind: str
    name: str


def points(old: Referentiel) -> list[Point]:
    """Everything that the old version may decide: the certification, elements, named rules, ladders."""
    elements = [Point(e.kind, e.code) for e in old.elements.values() if e.kind in DECIDED]
    rules = [Point("regle", name) for name in old.model.regles]
    ladders = [Point("palier", name) for name in old.model.paliers]
    return [Point(CERTIFICATION, CERTIFICATION), *elements, *rules, *ladders]


def followed(differences: Iterable[Difference]) -> dict[tuple[str, str], str | None]:
    """What became of each part that is no longer called as it was: its new code, None where there is nothing.

    What was split or merged goes on in the part that kept its code, if any.
    """
    found: dict[tuple[str, str], str | None] = {}
    for difference in differences:
        for key in difference.old_keys:
            if difference.sorte is Sorte.RENOMME:
                found[key] = difference.new[0]
            elif difference.sorte is Sorte.SUPPRIME:
                found[key] = None
            elif difference.sorte in GROUPS:
                found[key] = next((code for code in difference.new if fold(code) == fold(key[1])), None)
    return found


Told = Mapping[Point, str | None]
"""The verdict of each point, or the levels still possible; None where nothing is decided. Candidates who come to the
same may share it: it is not changed.
"""


class Decisions(Protocol):
    """What candidates come to, in their order.

    `unread` has the old codes of the cells that are not read here, by the place of the candidate.
    """

    @property
    def told(self) -> Sequence[Told]: ...

    @property
    def unread(self) -> Mapping[int, Sequence[str]]: ...

    def waits_for(self, place: int, point: Point, /) -> tuple[str, ...]:
        """The elements not entered yet that a candidate's pending verdict depends on."""


class Under:
    """Decides under one référentiel the candidates of sheets that `old` reads.

    `differences` are those that lead from `old` to this référentiel. What is decided of equal parts is remembered,
    so one object should serve all candidates.
    """

    def __init__(self, referentiel: Referentiel, old: Referentiel, differences: Iterable[Difference]) -> None:
        self.referentiel = referentiel
        self._became = followed(differences)
        self._codes = {code: self._now(old.elements[code].kind, code) for code in old.entries}
        self._readers = {code: CellReader(entry) for code, entry in referentiel.entries.items()}
        self._values = Values(referentiel.entries)
        self._evaluator = Evaluator(referentiel.program)
        self._made = referentiel.program.steps.keys()
        self.points = [point for point in points(old) if self.decides(point)]

    def _now(self, kind: str, name: str) -> str | None:
        return self._became.get((kind, name), name)

    def name(self, point: Point) -> str:
        """What is decided, as this référentiel calls it; nothing where it is gone."""
        return self._now(*point) or ""

    def decides(self, point: Point) -> bool:
        """Whether something is decided there."""
        return ("palier" if point.kind == "palier" else "verdict", self.name(point)) in self._made

    def never_entered(self) -> frozenset[str]:
        """The elements for which the old sheets could hold nothing."""
        return frozenset(self.referentiel.entries) - {code for code in self._codes.values() if code}

    def decide(self, candidates: Sequence[Candidate]) -> Decisions:
        """What follows from candidates' cells.

        An element of which one cell is not read is not entered: what is left of its cells could mislead.
        """
        alone = list(map(self._alone, candidates))
        unread = {place: codes for place, (_, codes) in enumerate(alone) if codes}
        return _Apart(self, [state for state, _ in alone], unread)

    def _alone(self, candidate: Candidate) -> tuple[State, Sequence[str]]:
        """What follows from one candidate's cells, and the old code of each cell that is not read here."""
        each = dict(candidate.each())
        read = {key: self._read(key, cell) for key, cell in each.items()}
        refused = {key.element for key, cell in read.items() if cell is None}
        cells = {
            key._replace(element=self._codes[key.element] or ""): cell
            for key, cell in read.items()
            if cell is not None and key.element not in refused
        }
        told: list[Diagnostic] = []
        here = Candidate(candidate.code, candidate.origin, cells=cells, position=candidate.position)
        here.situation |= self._situated(candidate)
        values = self._values.of(here, told.append)
        for code in {str(each.arguments["element"]) for each in told}:
            values.pop(code, None)
            refused |= {key.element for key in each if self._codes[key.element] == code}
        unread = [key.element for key in each if key.element in refused]
        return self._evaluator.evaluate(values), unread

    def _situated(self, candidate: Candidate) -> dict[str, Cell]:
        """A candidate's parcours and voie as this référentiel reads them; what it does not read is not known."""
        found: dict[str, Cell] = {}
        for axis, entry in self.referentiel.program.situation.items():
            cell = candidate.situation.get(axis)
            reading = entry.read(cell.reading.text) if cell else None
            if cell is not None and reading is not None and reading.refusal is None:
                found[axis] = cell._replace(reading=reading)
        return found

    def _read(self, key: Key, cell: Cell) -> Cell | None:
        """A cell as this référentiel reads what it says; None where it does not."""
        reader = self._readers.get(self._codes[key.element] or "")
        reading = reader[cell.reading.text] if reader is not None else None
        return None if reading is None or reading.refusal is not None else cell._replace(reading=reading)

    def said(self, state: State, point: Point) -> str | None:
        """The verdict, or the levels still possible; None where nothing is decided."""
        name = self.name(point)
        if point.kind == "palier":
            ladder = state.ladders.get(name)
            return OR.join(ladder.rungs) if ladder else None
        judged = state.verdicts.get(name)
        return verdict(judged.outcome) if judged else None


class _Apart(NamedTuple):
    """What candidates come to, each decided alone."""

    under: Under
    states: Sequence[State]
    unread: Mapping[int, Sequence[str]]

    @property
    def told(self) -> Sequence[Told]:
        under = self.under
        return [{point: under.said(state, point) for point in under.points} for state in self.states]

    def waits_for(self, place: int, point: Point) -> tuple[str, ...]:
        state = self.states[place]
        judged = state.verdicts.get(self.under.name(point))
        return missing(judged, state) if judged else ()


Deciding = Callable[[Referentiel, Referentiel, Iterable[Difference]], Under]
"""Makes what decides under one référentiel the candidates of sheets that another reads."""
