"""`cas`: the certifier's own proof, run. A cell that is not given is empty."""

from collections.abc import Iterable, Mapping, Sequence
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
from certeval.rules.outcome import BLOQUE, Value
from certeval.rules.program import CERTIFICATION
from certeval.rules.saisie import KEPT, THIRD
from certeval.rules.several import Disagreement, gap_of
from certeval.text.nearest import fold, nearest, suggestion
from certeval.text.numbers import number as read_number

DEFAILLANT = "defaillant"
VERDICTS = ("valide", "non_valide", "en_attente", DEFAILLANT)
VERDICT_BY_TEXT = {each.replace("_", "") + feminine: each for each in VERDICTS for feminine in ("", "e")}
"""Verdicts without case, accents, spaces and gender."""


@frozen
class CaseResult:
    """One case: what was expected and what came, by name; `state` holds the derivation, `asked` what `conserver_si` and
    `troisieme_si_ecart` look at, by element and key: what several attempts are worth, the gaps between two jurors.

    A case with `findings` could not be run as written, and has not succeeded.
    """

    nom: str
    path: Path
    attendu: Mapping[str, object]
    obtenu: Mapping[str, object]
    failures: tuple[str, ...]
    cells: Mapping[str, Value]
    state: State | None
    findings: list[Finding] = field(default_factory=list)
    asked: Mapping[tuple[str, str], Sequence[Value]] = field(default_factory=dict)

    @property
    def reussi(self) -> bool:
        return not self.failures and not self.findings


def run(referentiel: Referentiel) -> list[CaseResult]:
    """Every case of a référentiel, in order."""
    return [_Case(referentiel, case, ("cas", i)).run() for i, case in enumerate(referentiel.model.cas)]


class _Case:
    def __init__(self, referentiel: Referentiel, case: Cas, path: Path) -> None:
        self.referentiel = referentiel
        self.case = case
        self.path = path
        self.findings: list[Finding] = []
        self.attempts: dict[str, list[Value]] = {}
        self.asked: dict[tuple[str, str], list[Value]] = {}
        attendu = case.attendu
        bare = {CERTIFICATION: attendu} if isinstance(attendu, str) else dict(attendu)
        self.expectations: dict[str, object] = {
            name: self._grammar_word(name, each) for name, each in bare.items()
        }

    def run(self) -> CaseResult:
        cells = self._cells()
        expectations = self._expectations()
        if self.findings:
            return CaseResult(self.case.nom, self.path, expectations, {}, (), cells, None, self.findings)
        state = self.referentiel.program.evaluate(cells)
        results = {name: self._result(name, state) for name in expectations if name != "rattrapages"}
        failures = [name for name in results if not self._meets(name, expectations[name], state)]
        if self.case.rattrapages is not None:
            resits = minimal_sets(self.referentiel, cells, attempts=self.attempts)
            results["rattrapages"] = _sorted_sets(resits.sets)
            if results["rattrapages"] != _sorted_sets(self.case.rattrapages):
                failures.append("rattrapages")
        return CaseResult(
            self.case.nom,
            self.path,
            expectations,
            results,
            tuple(failures),
            cells,
            state,
            asked=self.asked,
        )

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
        values: dict[str, Value] = {}
        for axis, entry in self.referentiel.program.situation.items():
            text = getattr(self.case, axis)
            if text is not None and (reading := self._reading(entry, text, (*self.path, axis))):
                values[axis] = reading.value
        return values

    def _cell(self, entry: Entry, cell: Cellule, at: Path) -> Value | None:
        """The value of a cell of a case: as typed, of several jurors or of several attempts; None where it is empty."""
        if isinstance(cell, CelluleTentatives):
            each = enumerate(cell.tentatives)
            attempts = [self._attempt(entry, c, (*at, "tentatives", i)) for i, c in each]
            values = self.attempts[entry.code] = entry.attempt_values(attempts)
            self.asked[entry.code, KEPT] = entry.worth(values)
            made = sum(attempt is not None for attempt in attempts)
            if made > 1 and entry.attempts is None:
                arguments = {"element": entry.code, "count": made}
                self.findings.append(Finding(kinds.CASE_ATTEMPTS, at, arguments))
            return entry.of_attempts(attempts)
        return self._attempt(entry, cell, at)

    def _attempt(self, entry: Entry, cell: Cellule, at: Path) -> Value | None:
        """What one juror said at an attempt, or several; None where nobody did, and where a finding says why not."""
        if isinstance(cell, CelluleJures):
            readings = [self._reading(entry, c, (*at, "jures", i)) for i, c in enumerate(cell.jures)]
        else:
            readings = [self._reading(entry, cell, at)]
        marks = [each.value for each in readings if each is not None and not each.empty]
        if len(marks) > 1 and (gap := gap_of(marks[0], marks[1])):
            self.asked.setdefault((entry.code, THIRD), []).append(gap)
        value = entry.of_jurors(marks) if marks else None
        if isinstance(value, Disagreement):
            self.findings.append(Finding(kinds.CASE_DISAGREES, at))
            return None
        return value

    def _reading(self, entry: Entry, cell: Cellule, at: Path) -> Reading | None:
        text = "" if cell is None else cell
        if isinstance(text, str) and (reading := entry.read(text)).refusal is None:
            return reading
        excerpt = text if isinstance(text, str) else "…"
        self.findings.append(Finding(kinds.CASE_CELL, at, {"value": excerpt, "element": entry.code}))
        return None

    def _expectations(self) -> dict[str, object]:
        expectations = dict(self.expectations)
        steps, entries = self.referentiel.program.steps, self.referentiel.entries
        names = {name for _, name in steps} | entries.keys()
        for name, value in expectations.items():
            if name not in names:
                self._refuse_name(name, (*self.path, "attendu", name), names)
                continue
            has_value = name in entries or ("valeur", name) in steps
            if ("verdict", name) in steps and not has_value and value not in VERDICTS:
                bare = isinstance(self.case.attendu, str)
                at = (*self.path, "attendu") if bare else (*self.path, "attendu", name)
                arguments = {"expected": text_of(value), "name": name, "verdicts": VERDICTS}
                self.findings.append(Finding(kinds.CASE_VERDICT, at, arguments))
        if self.case.rattrapages is not None:
            expectations["rattrapages"] = _sorted_sets(self.case.rattrapages)
        return expectations

    def _refuse_name(self, name: str, at: Path, names: Iterable[str]) -> None:
        arguments = {"name": name, **suggestion(nearest(name, names))}
        self.findings.append(Finding(kinds.CASE_NAME, at, arguments, at_key=True))

    def _result(self, name: str, state: State) -> object:
        """What a name comes to, in the form that what is expected of it has."""
        if name in state.ladders:
            rungs = state.ladders[name].rungs
            return rungs[0] if len(rungs) == 1 else list(rungs)
        expectation = self.expectations.get(name)
        judgement = state.verdicts.get(name)
        if judgement is not None and (expectation in VERDICTS or name not in state.values):
            return DEFAILLANT if judgement.outcome == BLOQUE else verdict(judgement.outcome)
        return in_words(state.values[name].value, self.referentiel.scale(name))

    def _grammar_word(self, name: str, expectation: object) -> object:
        """A verdict as the grammar has it, however it is typed: « Non validé » is `non_valide`."""
        is_rung = name in self.referentiel.model.paliers
        if not isinstance(expectation, str) or is_rung or expectation in self.referentiel.words(name):
            return expectation
        return VERDICT_BY_TEXT.get(fold(expectation).replace("_", ""), expectation)

    def _meets(self, name: str, expectation: object, state: State) -> bool:
        """Whether a name comes to what is expected: a verdict, a rung, the number, level or interval of a value."""
        result = self._result(name, state)
        if result == DEFAILLANT:
            return expectation in {DEFAILLANT, "non_valide"}
        if name in state.ladders or expectation in VERDICTS:
            return result == (list(expectation) if isinstance(expectation, tuple) else expectation)
        if name not in state.values:
            return False
        value = state.values[name].value
        texts = expectation if isinstance(expectation, tuple) else (expectation,)
        read = self.referentiel.entries[name].scale.read if self.referentiel.words(name) else read_number
        ends = [read(str(text)) for text in texts]
        if len(ends) == 1:
            return value.number is not None and value.number == ends[0]
        return value.number is None and [value.low, value.high] == ends


def _sorted_sets(sets: object) -> list[list[str]]:
    """Sets of codes in an order of their own: by size, then by codes."""
    lists = [sorted(map(str, each)) for each in sets] if isinstance(sets, list | tuple) else []
    return sorted(lists, key=lambda each: (len(each), each))


def findings(referentiel: Referentiel) -> list[Finding]:
    """What `certeval check` says of the cases: those that can't be run as written, and those that don't hold."""
    problems: list[Finding] = []
    for result in run(referentiel):
        problems += result.findings
        for name in result.failures:
            arguments = {
                "case": result.nom,
                "element": name,
                "expected": text_of(result.attendu[name]),
                "found": text_of(result.obtenu[name]),
            }
            problems.append(Finding(kinds.CASE_FAILS, (*result.path, "nom"), arguments))
    return problems


def text_of(value: object) -> str:
    """An expectation or a result as a case would write it."""
    if isinstance(value, list | tuple):
        return "[" + ", ".join(text_of(each) for each in value) + "]"
    return "-" if value is None else str(value)
