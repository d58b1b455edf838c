"""`cas`: the certifier's own proof, run. A cell that is not given is empty."""

from collections.abc import Mapping
from dataclasses import field

from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import rules as kinds
from certeval.engine.resits import minimal_sets
from certeval.engine.results import in_words
from certeval.engine.verdicts import verdict
from certeval.frozen import frozen
from certeval.referentiel.cas import Cas, Cellule, CelluleJures, CelluleTentatives
from certeval.referentiel.load import Referentiel
from certeval.rules.derivation import State
from certeval.rules.entry import Entry, Reading
from certeval.rules.jurors import Disagreement
from certeval.rules.outcome import BLOQUE, Value
from certeval.rules.program import CERTIFICATION
from certeval.text.nearest import fold, nearest
from certeval.text.numbers import number as read_number

DEFAILLANT = "defaillant"
VERDICTS = ("valide", "non_valide", "en_attente", DEFAILLANT)
TYPED = {each.replace("_", "") + feminine: each for each in VERDICTS for feminine in ("", "e")}
"""Verdicts without case, accents, spaces and gender."""


@frozen
class CaseResult:
    """One case: what was expected and what came, by name; `state` holds the derivation.

    A case with `findings` could not be run as written, and has not succeeded.
    """

    nom: str
    path: Path
    attendu: Mapping[str, object]
    obtenu: Mapping[str, object]
    failed: tuple[str, ...]
    cells: Mapping[str, Value]
    state: State | None
    findings: list[Finding] = field(default_factory=list)

    @property
    def reussi(self) -> bool:
        return not self.failed and not self.findings


def run(referentiel: Referentiel) -> list[CaseResult]:
    """Every case of a référentiel, in order."""
    return [_Case(referentiel, case, ("cas", i)).run() for i, case in enumerate(referentiel.model.cas)]


class _Case:
    def __init__(self, referentiel: Referentiel, case: Cas, path: Path) -> None:
        self.referentiel = referentiel
        self.case = case
        self.path = path
        self.findings: list[Finding] = []
        self.attempts: dict[str, list[Value | None]] = {}
        declared = case.attendu
        bare = {CERTIFICATION: declared} if isinstance(declared, str) else dict(declared)
        self.expected: dict[str, object] = {name: self._spelled(name, each) for name, each in bare.items()}

    def run(self) -> CaseResult:
        cells = self._cells()
        expected = self._expected()
        if self.findings:
            return CaseResult(self.case.nom, self.path, expected, {}, (), cells, None, self.findings)
        state = self.referentiel.program.evaluate(cells)
        found = {name: self._found(name, state) for name in expected if name != "rattrapages"}
        failed = [name for name in found if not self._meets(name, expected[name], state)]
        if self.case.rattrapages is not None:
            found["rattrapages"] = self._resits(cells)
            if found["rattrapages"] != _sorted_sets(self.case.rattrapages):
                failed.append("rattrapages")
        return CaseResult(self.case.nom, self.path, expected, found, tuple(failed), cells, state)

    def _resits(self, cells: Mapping[str, Value]) -> list[list[str]]:
        found = minimal_sets(self.referentiel, cells, attempts=self.attempts)
        return _sorted_sets(found.sets)

    def _cells(self) -> dict[str, Value]:
        cells: dict[str, Value] = {}
        for code, cell in self.case.cellules.items():
            at = (*self.path, "cellules", code)
            entry = self.referentiel.entries.get(code)
            if entry is None:
                self._refuse_name(code, at, self.referentiel.entries)
            elif (value := self._cell(entry, cell, at)) is not None:
                cells[code] = value
        return cells | self._situation()

    def _situation(self) -> dict[str, Value]:
        """The parcours and the voie that the case gives; nothing depends on them where none is read."""
        found: dict[str, Value] = {}
        for axis, entry in self.referentiel.program.situation.items():
            typed = getattr(self.case, axis)
            if typed is not None and (reading := self._reading(entry, typed, (*self.path, axis))):
                found[axis] = reading.value
        return found

    def _cell(self, entry: Entry, cell: Cellule, at: Path) -> Value | None:
        """The value of a cell of a case: as typed, of several jurors or of several attempts; None where it is empty."""
        if isinstance(cell, CelluleTentatives):
            each = enumerate(cell.tentatives)
            made = [self._attempt(entry, c, (*at, "tentatives", i)) for i, c in each]
            self.attempts[entry.code] = [*entry.attempts_made(made)]
            return entry.of_attempts(made)
        return self._attempt(entry, cell, at)

    def _attempt(self, entry: Entry, cell: Cellule, at: Path) -> Value | None:
        """What one juror said at an attempt, or several; None where nobody did, and where a finding says why not."""
        if isinstance(cell, CelluleJures):
            readings = [self._reading(entry, c, (*at, "jures", i)) for i, c in enumerate(cell.jures)]
        else:
            readings = [self._reading(entry, cell, at)]
        marks = [each.value for each in readings if each is not None and not each.empty]
        value = entry.of_jurors(marks) if marks else None
        if isinstance(value, Disagreement):
            self.findings.append(Finding(kinds.CASE_DISAGREES, at))
            return None
        return value

    def _reading(self, entry: Entry, cell: Cellule, at: Path) -> Reading | None:
        text = "" if cell is None else cell
        if isinstance(text, str) and (reading := entry.read(text)).refusal is None:
            return reading
        shown = text if isinstance(text, str) else "…"
        self.findings.append(Finding(kinds.CASE_CELL, at, {"value": shown, "element": entry.code}))
        return None

    def _expected(self) -> dict[str, object]:
        expected = dict(self.expected)
        program = {name for _, name in self.referentiel.program.steps}
        known = program | set(self.referentiel.entries)
        for name, value in expected.items():
            if name not in known:
                self._refuse_name(name, (*self.path, "attendu", name), known)
            elif self._is_no_verdict(name, value):
                bare = isinstance(self.case.attendu, str)
                at = (*self.path, "attendu") if bare else (*self.path, "attendu", name)
                said = {"expected": spelled(value), "name": name, "verdicts": VERDICTS}
                self.findings.append(Finding(kinds.CASE_VERDICT, at, said))
        if self.case.rattrapages is not None:
            expected["rattrapages"] = _sorted_sets(self.case.rattrapages)
        return expected

    def _is_no_verdict(self, name: str, expected: object) -> bool:
        """Whether something else is expected of what comes to a verdict alone."""
        steps = self.referentiel.program.steps
        valued = name in self.referentiel.entries or ("valeur", name) in steps
        return ("verdict", name) in steps and not valued and expected not in VERDICTS

    def _refuse_name(self, name: str, at: Path, known: object) -> None:
        meant = nearest(name, known) if isinstance(known, set | Mapping) else None
        suggestion = {"suggestion": meant} if meant else {}
        self.findings.append(Finding(kinds.CASE_NAME, at, {"name": name, **suggestion}, at_key=True))

    def _found(self, name: str, state: State) -> object:
        """What a name comes to, in the form that what is expected of it has."""
        if name in state.ladders:
            rungs = state.ladders[name].rungs
            return rungs[0] if len(rungs) == 1 else list(rungs)
        expected = self.expected.get(name)
        judged = state.verdicts.get(name)
        if judged is not None and (expected in VERDICTS or name not in state.values):
            return DEFAILLANT if judged.outcome == BLOQUE else verdict(judged.outcome)
        return in_words(state.values[name].value, self.referentiel.scale(name))

    def _words(self, name: str) -> tuple[str, ...]:
        """What the values of an element are called, from the worst; nothing where they are numbers."""
        scale = self.referentiel.scale(name)
        return scale.words() if scale else ()

    def _spelled(self, name: str, expected: object) -> object:
        """A verdict as the grammar has it, however it is typed: « Non validé » is `non_valide`."""
        is_rung = name in self.referentiel.model.paliers
        if not isinstance(expected, str) or is_rung or expected in self._words(name):
            return expected
        return TYPED.get(fold(expected).replace("_", ""), expected)

    def _meets(self, name: str, expected: object, state: State) -> bool:
        found = self._found(name, state)
        if found == DEFAILLANT:
            return expected in {DEFAILLANT, "non_valide"}
        if name in state.ladders or expected in VERDICTS:
            return found == (list(expected) if isinstance(expected, tuple) else expected)
        return self._same_value(name, expected, state.values[name].value if name in state.values else None)

    def _same_value(self, name: str, expected: object, value: Value | None) -> bool:
        """Whether a value is the number, level or interval expected."""
        if value is None:
            return False
        texts = expected if isinstance(expected, tuple) else (expected,)
        read = self.referentiel.entries[name].scale.read if self._words(name) else read_number
        ends = [read(str(text)) for text in texts]
        if len(ends) == 1:
            return value.known is not None and value.known == ends[0]
        return value.known is None and [value.low, value.high] == ends


def _sorted_sets(sets: object) -> list[list[str]]:
    """Sets of codes in an order of their own: by size, then by codes."""
    listed = [sorted(map(str, each)) for each in sets] if isinstance(sets, list | tuple) else []
    return sorted(listed, key=lambda each: (len(each), each))


def findings(referentiel: Referentiel) -> list[Finding]:
    """What `certeval check` says of the cases: those that can't be run as written, and those that don't hold."""
    found: list[Finding] = []
    for result in run(referentiel):
        found += result.findings
        for name in result.failed:
            shown = {
                "case": result.nom,
                "element": name,
                "expected": spelled(result.attendu[name]),
                "found": spelled(result.obtenu[name]),
            }
            found.append(Finding(kinds.CASE_FAILS, (*result.path, "nom"), shown))
    return found


def spelled(value: object) -> str:
    """An expectation or a result as a case would write it."""
    if isinstance(value, list | tuple):
        return "[" + ", ".join(spelled(each) for each in value) + "]"
    return "-" if value is None else str(value)
