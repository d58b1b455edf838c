"""Decisions of the shipped référentiel, against every way the unknown cells could be filled."""

from itertools import product
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from certeval.engine.results import Results
from certeval.engine.verdicts import verdict
from certeval.referentiel.load import load

SHIPPED = Path(__file__).parents[1] / "referentiels" / "developpement-commercial" / "1.0.0.yaml"
LOADED = load(SHIPPED).referentiel
assert LOADED is not None
RESULTS = Results(LOADED)
CRITERES = {code: LOADED.tree.below("critere", code) for code in LOADED.tree.below("competence", None)}


def results_of(cells: dict[str, str]) -> dict[str, str]:
    """The verdict of everything, from cells as typed."""
    assert LOADED is not None
    values = {code: LOADED.entries[code].read(text).value for code, text in cells.items()}
    state = RESULTS.evaluate(values)
    return {name: verdict(judged.outcome) for name, judged in state.verdicts.items()}


@st.composite
def sheets(draw: st.DrawFn, least: int = 0) -> dict[str, str]:
    """A sheet where at most eight cells are unknown, wherever they fall."""
    codes = [code for criteres in CRITERES.values() for code in criteres]
    cells = {code: draw(st.sampled_from(["oui", "oui", "non"])) for code in codes}
    gaps = draw(st.sets(st.sampled_from(codes), min_size=least, max_size=8))
    return cells | dict.fromkeys(gaps, "NE")


@given(sheets())
@settings(max_examples=40)
def test_pending_means_that_both_outcomes_are_possible_and_decided_that_one_is(cells: dict[str, str]) -> None:
    gaps = [code for code, text in cells.items() if text == "NE"]
    completions = [
        results_of(cells | dict(zip(gaps, filled, strict=True)))
        for filled in product(["oui", "non"], repeat=len(gaps))
    ]

    for name, found in results_of(cells).items():
        possible = {completion[name] for completion in completions}
        assert found == (possible.pop() if len(possible) == 1 else "en_attente"), name


@given(sheets(least=1), st.data())
@settings(max_examples=40)
def test_filling_a_cell_never_flips_a_decided_verdict(cells: dict[str, str], data: st.DataObject) -> None:
    gaps = [code for code, text in cells.items() if text == "NE"]
    filled = cells | {data.draw(st.sampled_from(gaps)): data.draw(st.sampled_from(["oui", "non"]))}

    before, after = results_of(cells), results_of(filled)
    assert all(after[name] == found for name, found in before.items() if found != "en_attente")
