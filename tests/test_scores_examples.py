"""The example sheets: four forms of one session, built on the threshold of every compétence."""

from fractions import Fraction
from pathlib import Path

import pytest

from certeval.diagnostics import Diagnostic, Severity
from certeval.referentiel.load import Referentiel, load
from certeval.rules.outcome import DISPENSEE, EXCLUE, Value
from certeval.scores.observations import Scores
from certeval.scores.read import open_sheets
from certeval.scores.values import Values

HERE = Path(__file__).parent.parent
EXAMPLES = HERE / "examples"
FORMS = ("scores.csv", "scores-long.csv", "scores-excel.csv", "scores.yaml")


def referentiel() -> Referentiel:
    found = load(HERE / "referentiels" / "developpement-commercial" / "1.0.0.yaml").referentiel
    assert found is not None
    return found


@pytest.fixture(scope="module")
def applied() -> Referentiel:
    return referentiel()


def read(applied: Referentiel, *names: str) -> Scores:
    return open_sheets([EXAMPLES / name for name in names]).read(applied)


def observations(applied: Referentiel, scores: Scores) -> dict[str, dict[str, Value]]:
    told: list[Diagnostic] = []
    shared = Values(applied.entries)
    found = {code: shared.of(each, told.append) for code, each in scores.candidates.items()}
    assert told == []
    return found


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_read_without_a_remark(applied: Referentiel, form: str) -> None:
    scores = read(applied, form)
    assert [d.code for d in scores.diagnostics] == (["N005"] if "excel" in form else [])
    assert list(scores.candidates) == [f"C{number:03}" for number in range(1, 15)]


def test_the_four_forms_say_the_same(applied: Referentiel) -> None:
    first, *others = [observations(applied, read(applied, form)) for form in FORMS]
    assert all(each == first for each in others)


def test_the_four_forms_together_contradict_nothing(applied: Referentiel) -> None:
    scores = read(applied, *FORMS)
    graver = [d.code for d in scores.diagnostics if d.kind.severity is not Severity.INFO]
    assert graver == []
    assert observations(applied, scores) == observations(applied, read(applied, FORMS[0]))


def test_the_words_of_the_excel_form_need_their_encoding() -> None:
    data = (EXAMPLES / "scores-excel.csv").read_bytes()
    assert b"non valid\xe9;" in data
    assert data.count(b"\r\n") == 15


def test_every_competence_is_met_below_at_and_above_its_threshold(applied: Referentiel) -> None:
    found = observations(applied, read(applied, FORMS[0]))
    for competence in applied.tree.below("competence", None):
        criteres = applied.tree.below("critere", competence)
        counts = {
            candidate: sum((cells[code].low for code in criteres), Fraction(0))
            for candidate, cells in found.items()
            if all(code in cells and cells[code].number is not None for code in criteres)
        }
        half = Fraction(len(criteres), 2)
        least = len(criteres) // 2 + 1
        assert counts["C004"] == least, competence
        assert counts["C005"] == (half if half.denominator == 1 else least), competence
        assert counts["C006"] < half, competence
        assert counts["C001"] > least, competence


def test_gaps_that_decide_and_gaps_that_do_not(applied: Referentiel) -> None:
    found = observations(applied, read(applied, FORMS[0]))

    def counted(candidate: str, competence: str) -> tuple[int, int]:
        """How many are certainly acquired, and how many may be."""
        cells = [found[candidate].get(code) for code in applied.tree.below("critere", competence)]
        sure = sum(1 for cell in cells if cell is not None and cell.low == 1)
        return sure, sum(1 for cell in cells if cell is None or cell.high == 1)

    assert counted("C008", "C1.1") == (4, 6)
    assert counted("C009", "C1.1") == (3, 4)
    assert counted("C009", "C2.3") == (2, 3)
    assert counted("C010", "C1.1") == (1, 3)


def test_exempted_excluded_and_empty_cells_are_there(applied: Referentiel) -> None:
    found = observations(applied, read(applied, FORMS[0]))
    assert found["C003"] == {}
    assert {found["C011"][code].may for code in applied.tree.below("critere", "C3.2")} == {DISPENSEE}
    assert {found["C014"][code].may for code in applied.tree.below("critere", "C1.3")} == {EXCLUE}


def test_the_readme_tells_what_each_candidate_shows(applied: Referentiel) -> None:
    lines = (EXAMPLES / "README.md").read_text(encoding="utf-8").splitlines()
    told = [line.split("|")[1].strip() for line in lines if line.startswith("| C")]
    assert told == list(read(applied, FORMS[0]).candidates)
