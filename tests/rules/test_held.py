"""Verdicts that are held: what a jury decided and what was acquired before go up, and change nothing else."""

from pathlib import Path
from typing import Any

from candidates import contradictions, known_states, read
from chance import Chance
from hypothesis import assume, given, note
from strategies import World, chances, examples, worlds
from test_laws import MOST, agree, draw_agreement, partial

from certeval.engine.missing import missing
from certeval.engine.resits import minimal_sets
from certeval.engine.results import Results
from certeval.engine.verdicts import verdict
from certeval.referentiel.catalogue import package_folder, versions
from certeval.referentiel.load import Referentiel, compile_document, load
from certeval.rules.derivation import Name, State
from certeval.rules.held_verdicts import HeldVerdict, original_judgement, with_held_verdicts
from certeval.rules.outcome import FAUX, INCONNU, VRAI
from certeval.rules.program import CERTIFICATION, Program
from certeval.scores.read import open_sheets
from certeval.scores.values import Values
from certeval.sources import yaml
from floors import floor, idle

EXAMPLES = Path(__file__).parents[2] / "examples" / "scores.csv"
JURY = HeldVerdict(VRAI, "jury")


def some(chance: Chance, program: Program) -> dict[str, HeldVerdict]:
    """Verdicts held of some names, the certification among them now and then."""
    names = [name for sort, name in program.steps if sort == "verdict"]
    chosen = chance.order(names)[: chance.between(1, 3)]
    outcomes = (VRAI, VRAI, FAUX, INCONNU)
    return {
        name: HeldVerdict(chance.one_of(outcomes), chance.one_of(["jury", "equivalence"])) for name in chosen
    }


def above(program: Program, names: set[str]) -> set[Name]:
    """The names, and all that is decided, measured or climbed from them."""
    found: set[Name] = {("verdict", name) for name in names}
    for makes, step in program.steps.items():
        if found.intersection(step.needs):
            found.add(makes)
    return found


def outcomes(state: State) -> dict[Name, object]:
    """What each name came to."""
    found: dict[Name, object] = {("verdict", name): judged.outcome for name, judged in state.verdicts.items()}
    found |= {("valeur", name): measured.value for name, measured in state.values.items()}
    return found | {("palier", name): climbed.rungs for name, climbed in state.ladders.items()}


@floor()
@examples(90)
@given(worlds(), chances)
def test_a_held_verdict_changes_nothing_below_it_and_nothing_beside_it(world: World, chance: Chance) -> None:
    program = world.rules.program
    sheet = draw_agreement(chance, world)
    assume(agree(world, sheet))
    cells = {code: read(world.rules.entries[code], cell) for code, cell in sheet.items()}
    held = some(chance, program)
    note(f"{sheet} {held}")
    plain, decided = (
        outcomes(program.evaluate(cells)),
        outcomes(with_held_verdicts(program, held).evaluate(cells)),
    )
    idle(when=plain == decided and len(program.steps) < 2)
    touched = above(program, set(held))
    assert {name: each for name, each in decided.items() if name not in touched} == {
        name: each for name, each in plain.items() if name not in touched
    }
    assert all(decided["verdict", name] == each.outcome for name, each in held.items())


@floor()
@examples(60)
@given(worlds(), chances)
def test_what_was_computed_stays_beside_what_is_held(world: World, chance: Chance) -> None:
    program = world.rules.program
    sheet = draw_agreement(chance, world)
    assume(agree(world, sheet))
    cells = {code: read(world.rules.entries[code], cell) for code, cell in sheet.items()}
    name, held = next(iter(some(chance, program).items()))
    plain, decided = program.evaluate(cells), with_held_verdicts(program, {name: held}).evaluate(cells)
    before = original_judgement(decided.verdicts[name])
    assert verdict(before.outcome) == verdict(plain.verdicts[name].outcome)
    assert before == plain.verdicts[name] or name == CERTIFICATION


@floor()
@examples(60)
@given(worlds(), chances)
def test_decisions_commute_and_without_any_the_results_are_the_computed_ones(
    world: World, chance: Chance
) -> None:
    program = world.rules.program
    sheet = draw_agreement(chance, world)
    assume(agree(world, sheet))
    cells = {code: read(world.rules.entries[code], cell) for code, cell in sheet.items()}
    held = some(chance, program)
    one_by_one = program
    for name in chance.order(list(held)):
        one_by_one = with_held_verdicts(one_by_one, {name: held[name]})
    assert outcomes(one_by_one.evaluate(cells)) == outcomes(with_held_verdicts(program, held).evaluate(cells))
    assert outcomes(with_held_verdicts(program, {}).evaluate(cells)) == outcomes(program.evaluate(cells))


@floor()
@examples(60)
@given(worlds(), chances)
def test_no_completion_contradicts_what_is_decided_from_what_is_held(world: World, chance: Chance) -> None:
    held = some(chance, world.rules.program)
    rules = world.rules._replace(program=with_held_verdicts(world.rules.program, held))
    sheet = partial(chance, world, MOST)
    assume(agree(world, sheet))
    state = rules.program.evaluate({code: read(rules.entries[code], cell) for code, cell in sheet.items()})
    for completed in known_states(rules, sheet):
        assert not contradictions(state, completed)
    assert all(not missing(state.verdicts[name], state) for name in held)


def decide_one(candidate: str, **held: HeldVerdict) -> tuple[Referentiel, dict[str, Any], dict[str, Any]]:
    """The référentiel with what is held, the results of one candidate of the example, and the values entered."""
    loaded = load(next(versions(package_folder())).path).referentiel
    assert loaded is not None
    rules = loaded._replace(program=with_held_verdicts(loaded.program, held))
    cells = Values(rules.entries).of(open_sheets([EXAMPLES]).read(rules).candidates[candidate], [].append)
    results = Results(rules)
    return rules, results.candidate(candidate, results.evaluate(cells)), cells


def verdicts(result: dict[str, Any]) -> dict[str, str]:
    return {"certification": result["certification"]["verdict"]} | {
        bloc["code"]: bloc["verdict"] for bloc in result["blocs"]
    }


def test_a_competence_decided_by_the_jury_leaves_a_bloc_that_another_fails() -> None:
    _, result, _ = decide_one("C005", **{"C1.1": JURY})
    assert verdicts(result)["BC1"] == "non_valide"
    assert result["blocs"][0]["competences"][0] == {
        "code": "C1.1",
        "verdict": "valide",
        "origine": "jury",
        "acquis": 3,
        "non_acquis": 3,
        "non_evalue": 0,
        "total": 6,
        "requis": 4,
        "calcule": {"verdict": "non_valide"},
    }


def test_blocs_decided_by_the_jury_go_up_to_the_certification() -> None:
    _, one, _ = decide_one("C005", BC1=JURY)
    assert verdicts(one) == {
        "certification": "non_valide",
        "BC1": "valide",
        "BC2": "non_valide",
        "BC3": "valide",
    }
    assert one["blocs"][0]["calcule"] == {"verdict": "non_valide"}
    assert "calcule" not in one["certification"]
    _, both, _ = decide_one("C005", BC1=JURY, BC2=JURY)
    assert verdicts(both)["certification"] == "valide"


def test_what_is_waited_for_stops_at_a_bloc_acquired_earlier() -> None:
    _, result, _ = decide_one("C003", BC1=HeldVerdict(VRAI, "acquis_anterieur"))
    missing_codes = result["certification"]["manque"]
    assert (result["certification"]["verdict"], len(missing_codes)) == ("en_attente", 29)
    assert not [code for code in missing_codes if code.startswith("CR1.")]


def test_nothing_of_a_held_bloc_is_presented_again() -> None:
    rules, _, cells = decide_one("C005", BC1=JURY)
    assert minimal_sets(rules, cells).sets == [("C2.2", "C2.3")]
    refused, _, cells = decide_one("C005", BC1=HeldVerdict(FAUX, "jury"))
    assert minimal_sets(refused, cells).sets == []


def test_beside_a_bloc_that_the_jury_postponed_the_others_are_presented_again() -> None:
    """C005 fails BC1 and BC2: what is postponed may be won, or lost, as what is pending may."""
    postponed = HeldVerdict(INCONNU, "jury")
    rules, _, cells = decide_one("C005", BC1=postponed)
    assert minimal_sets(rules, cells).sets == [("C2.2", "C2.3")]
    rules, _, cells = decide_one("C005", BC1=postponed, BC2=postponed)
    assert minimal_sets(rules, cells).sets == []  # nothing is lost
    rules, _, cells = decide_one("C005", BC1=postponed, BC2=HeldVerdict(FAUX, "jury"))
    assert minimal_sets(rules, cells).sets == []  # nothing is won


def test_what_is_postponed_may_come_to_what_a_rule_wants_of_it() -> None:
    """« Not BC1 » is won where BC1 is refused: no rule is taken to rise with what is validated."""
    text = Path(__file__).parents[1].joinpath("cas", "invalides", "sessions", "petit.yaml").read_text("utf-8")
    for wanted in ("BC1", "{non: BC1}"):
        rule = f"certification: {{et: [BC2, {wanted}]}}"
        document = yaml.parse(text.replace("certification: {tous: blocs}", rule).encode(), "petit.yaml")
        rules = compile_document(document).referentiel
        assert rules is not None
        held = rules._replace(
            program=with_held_verdicts(rules.program, {"BC1": HeldVerdict(INCONNU, "jury")})
        )
        no = rules.entries["CR3"].read("non").value
        (chosen,) = minimal_sets(held, dict.fromkeys(rules.entries, no)).sets
        assert all(rules.tree.bloc_of(each) == "BC2" for each in chosen)


def test_a_verdict_postponed_by_the_jury_waits_for_no_cell() -> None:
    _, result, _ = decide_one("C001", BC1=HeldVerdict(INCONNU, "jury"))
    assert result["blocs"][0]["verdict"] == "en_attente"
    assert result["blocs"][0]["manque"] == []
    assert result["blocs"][0]["calcule"] == {"verdict": "valide"}
    assert result["certification"]["verdict"] == "en_attente"
    assert result["certification"]["manque"] == []
