"""What is worked out once for candidates alike is what is worked out for each: reasons, and who is at a bound.

Under every recipe, candidates drawn with few values so that their parts are alike.
"""

from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from certeval.diagnostics import Diagnostic
from certeval.documents.report import data
from certeval.documents.report.gathering import gathered
from certeval.documents.report.names import Names
from certeval.engine.close import STEP, CloseBound
from certeval.engine.evaluator import Evaluator
from certeval.referentiel.load import Referentiel, load
from certeval.render.reasons import Reason, reasons
from certeval.rules.outcome import BLOQUE, FAUX, VRAI, Value
from certeval.scores.observations import Candidate, Scores
from certeval.scores.read import open_sheets
from certeval.scores.values import Values

HERE = Path(__file__).parent
HEADING = "assiduite"
"""It has an element `epreuve`, which heads long sheets."""
RECETTES = [each for each in sorted((HERE / "recettes").glob("*.yaml")) if each.stem != HEADING]
CANDIDATES = 8


def drawn(referentiel: Referentiel, folder: Path, seed: str) -> Scores:
    """Sheets of candidates whose cells are drawn: few values each, some empty."""
    random = Random(seed)  # noqa: S311 -- cells of a test
    codes = list(referentiel.entries)
    rows = [";".join(["candidat", *codes])]
    for place in range(CANDIDATES):
        cells = [_text(referentiel, code, random) for code in codes]
        rows.append(";".join([f"C{place}", *cells]))
    sheet = folder / "notes.csv"
    sheet.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return open_sheets([sheet]).read(referentiel)


def _text(referentiel: Referentiel, code: str, random: Random) -> str:
    entry = referentiel.entries[code]
    words = entry.scale.words()
    if random.random() < 0.05:
        return ""
    if words:
        return random.choice(words)
    low, high = entry.unknown.low, entry.unknown.high
    share = random.choice((0, 45, 50, 60))
    return str(int(low + (high - low) * Fraction(share, 100)))


def lines(reason: Reason) -> list[str]:
    return [reason.text, *(line for child in reason.children for line in lines(child))]


def below(branch: data.Branch) -> list[str]:
    return [branch.text, *(line for child in branch.children for line in below(child))]


class Session:
    """Sheets decided, as `cli` has them."""

    def __init__(self, referentiel: Referentiel, scores: Scores) -> None:
        from certeval.engine.results import Results

        self.referentiel, self.scores = referentiel, scores
        self._values, self._results = Values(referentiel.entries), Results(referentiel)

    def of(self, _candidate: str) -> "object":
        return self._results

    def values(self, candidate: str) -> dict[str, Value]:
        return self._values.of(self.scores.candidates[candidate], list[Diagnostic]().append)


@pytest.mark.parametrize("file", RECETTES, ids=lambda file: file.stem)
def test_what_is_said_of_many_is_what_is_said_of_each(file: Path, tmp_path: Path) -> None:
    referentiel = load(file).referentiel
    assert referentiel
    session = Session(referentiel, drawn(referentiel, tmp_path, file.stem))
    candidates: list[Candidate] = list(session.scores.candidates.values())
    assert candidates
    found = gathered(session, candidates, Names())  # type: ignore[arg-type]
    library = found.people.library
    assert library
    shelf = data.Shelf(list(library.texts), library.listed)
    evaluator = Evaluator(referentiel.program)
    for candidate, row in zip(candidates, found.people.rows, strict=True):
        state = evaluator.evaluate(session.values(candidate.code))
        expected = reasons(referentiel, state, candidate)
        assert expected
        assert below(shelf.branch(row.tree, data.places(row, found.people.prefixes))) == lines(expected)


@pytest.mark.parametrize("file", RECETTES, ids=lambda file: file.stem)
def test_who_is_at_a_bound_is_found_as_by_deciding_again(file: Path, tmp_path: Path) -> None:
    referentiel = load(file).referentiel
    assert referentiel
    session = Session(referentiel, drawn(referentiel, tmp_path, file.stem))
    names = [code for (sort, code) in referentiel.program.steps if sort == "verdict"]
    bound = CloseBound(referentiel.program, names)
    for candidate in session.scores.candidates:
        cells = session.values(candidate)
        found = {(each.element, each.valid): each.by for each in bound.of(cells)}
        assert found == by_deciding_again(referentiel, cells, names)


def by_deciding_again(
    referentiel: Referentiel, cells: dict[str, Value], names: list[str]
) -> dict[tuple[str, bool], tuple[str, ...]]:
    """Every cell moved by a step, everything decided again."""
    program = referentiel.program
    before = program.evaluate(cells).verdicts
    found: dict[tuple[str, bool], list[str]] = {}
    for step in (STEP, -STEP):
        for code, value in cells.items():
            entry, known = program.read.get(code), value.known
            if entry is None or known is None or code in program.situation:
                continue
            further = min(max(known + step, entry.unknown.low), entry.unknown.high)
            if further == known:
                continue
            after = program.evaluate({**cells, code: Value(further, further)}).verdicts
            for name in names:
                outcome = before[name].outcome
                lost = bool(outcome) and not outcome & ~(FAUX | BLOQUE)
                if step > 0 and lost and after[name].outcome == VRAI:
                    found.setdefault((name, False), []).append(code)
                if step < 0 and outcome == VRAI and after[name].outcome != VRAI:
                    found.setdefault((name, True), []).append(code)
    return {about: tuple(codes) for about, codes in found.items()}
