"""What is for some candidates only, and what several blocs count."""

from copy import deepcopy
from functools import cache
from random import Random
from typing import Any, NamedTuple

from candidates import Sheet, compile_text, read
from chance import Chance
from concerned import NotCutError, absent, cut, with_parcours
from hypothesis import assume, event, given, note
from hypothesis import strategies as st
from naive import Candidate, TooManyWorldsError
from strategies import ROUND, World, chances, emit, examples, sheet, world_of, worlds
from test_laws import OUTCOMES, draw_agreement, state_of

from certeval.engine.evaluator import Evaluator
from certeval.engine.results import Results
from certeval.referentiel.load import Referentiel
from certeval.rules.derivation import State
from certeval.rules.outcome import Value
from floors import floor, idle
from law_examples import MORE


class Parted(NamedTuple):
    """A référentiel with parcours, the one they were added to, and those that each of them leaves, by the code of the
    parcours.
    """

    origin: World
    document: dict[str, Any]
    whole: Referentiel
    left: dict[str, World]


def make_world(chance: Chance, world: World) -> Parted | None:
    """A random référentiel with parcours, each of which leaves one that decides; None where none was met."""
    for _ in range(12):
        document = with_parcours(chance, world.document)
        try:
            cuts = {each["code"]: cut(document, each["code"]) for each in document["parcours"]}
        except NotCutError:
            continue
        found = compile_text(emit(document))
        if found.referentiel is None:
            continue
        each = {code: compile_text(emit(one)) for code, one in cuts.items()}
        if all(one.referentiel for one in each.values()):
            left = {
                code: World(cuts[code], emit(cuts[code]), one.referentiel)
                for code, one in each.items()
                if one.referentiel
            }
            return Parted(world, document, found.referentiel, left)
    return None


def parted() -> st.SearchStrategy[Parted]:
    """A random référentiel with parcours; making one takes up to twelve tries, so all laws draw from the same ones."""
    return st.sampled_from(range(100 * MORE)).map(_parted)


@cache
def _parted(number: int) -> Parted:
    """The référentiel with parcours of this number, made of the first from there on that takes them."""
    chance = Chance(Random(f"{ROUND} {number}"))  # noqa: S311 -- a test's data, not a secret
    while (found := make_world(chance, world_of(number))) is None:
        number += 100 * MORE
    return found


def cells_of(rules: Referentiel, cells: Sheet, parcours: str | None) -> dict[str, Value]:
    """The values of a sheet, and of the parcours where it is said."""
    values = {code: read(rules.entries[code], cell) for code, cell in cells.items()}
    if parcours is not None:
        values["parcours"] = rules.program.situation["parcours"].read(parcours).value
    return values


def state_values(state: State, like: State) -> dict[str, object]:
    """What a state says of the names of another."""
    return {
        **{f"verdict {name}": state.verdicts[name].outcome for name in like.verdicts},
        **{f"valeur {name}": state.values[name].value for name in like.values},
        **{f"palier {name}": state.ladders[name].rungs for name in like.ladders},
    }


@floor()
@examples(130)
@given(parted(), chances)
def test_a_candidate_of_a_parcours_has_the_results_of_the_referentiel_cut_for_it(
    found: Parted, chance: Chance
) -> None:
    cells = draw_agreement(chance, found.origin)
    for code, left in found.left.items():
        gone = absent(found.document, code)
        note(f"{code}: without {gone}\n{emit(found.document)}\n{cells}")
        kept = {name: cell for name, cell in cells.items() if name not in gone}
        alone = state_of(left, kept)
        whole = found.whole.program.evaluate(cells_of(found.whole, cells, code))
        event(f"certification {alone.verdicts['certification'].outcome}")
        assert state_values(whole, alone) == state_values(alone, alone)
        assert state_values(
            Evaluator(found.whole.program).evaluate(cells_of(found.whole, cells, code)), alone
        ) == state_values(alone, alone)


@floor()
@examples(80)
@given(parted(), chances)
def test_a_parcours_that_is_not_known_leaves_what_all_of_them_leave_and_no_more(
    found: Parted, chance: Chance
) -> None:
    cells = draw_agreement(chance, found.origin)
    note(f"{emit(found.document)}\n{cells}")
    unknown = found.whole.program.evaluate(cells_of(found.whole, cells, None))
    each = [found.whole.program.evaluate(cells_of(found.whole, cells, code)) for code in found.left]
    for name, judged in unknown.verdicts.items():
        possible = 0
        for state in each:
            possible |= state.verdicts[name].outcome
        assert judged.outcome == possible, name
    for name, climbed in unknown.ladders.items():
        assert set(climbed.rungs) == {rung for state in each for rung in state.ladders[name].rungs}


@floor()
@examples(70)
@given(parted(), chances)
def test_a_naive_evaluator_finds_the_same_for_each_parcours(found: Parted, chance: Chance) -> None:
    cells = sheet(chance, found.origin.document, known=True)
    for code, left in found.left.items():
        gone = absent(found.document, code)
        kept = {name: cell for name, cell in cells.items() if name not in gone}
        state_of(left, kept)
        whole = found.whole.program.evaluate(cells_of(found.whole, cells, code))
        naive = Candidate(left.document, kept)
        for name in left.rules.program.steps:
            if name[0] != "verdict":
                continue
            try:
                wanted = sum(OUTCOMES[word] for word in naive.verdict(name[1]))
            except TooManyWorldsError:
                assume(condition=False)
            got = whole.verdicts[name[1]].outcome
            assert not wanted & ~got if name in naive.open else wanted == got, name


def taking_up(chance: Chance, document: dict[str, Any]) -> dict[str, Any] | None:
    """The same référentiel, one of its blocs counting compétences of the others; None where it has but one bloc."""
    found = deepcopy(document)
    blocs = found.get("blocs", [])
    if len(blocs) < 2:
        return None
    taking = chance.one_of(blocs)
    others = [each["code"] for bloc in blocs if bloc is not taking for each in bloc["competences"]]
    taking["reprend"] = chance.some(others)
    return found


def in_no_bloc(document: dict[str, Any]) -> dict[str, Any] | None:
    """The same référentiel, its compétences and épreuves standing in no bloc; None where a rule speaks of a bloc."""
    found = deepcopy(document)
    blocs = found.pop("blocs", [])
    if not blocs:
        return None
    for key in ("competences", "epreuves"):
        found[key] = [each for bloc in blocs for each in bloc.get(key, [])] + found.get(key, [])
    found.get("validation", {}).pop("bloc", None)
    found.get("saisie", {}).pop("bloc", None)
    return {key: value for key, value in found.items() if value}


def as_naively(document: dict[str, Any], cells: Sheet) -> bool:
    """Whether a référentiel decides, and as the naive evaluator does."""
    found = compile_text(emit(document)).referentiel
    if found is None:
        return False
    marked = Results(found).mark_codes()
    assert len({*marked}) == len(marked), "a mark stands in one column, however many blocs count it"
    kept = {code: cell for code, cell in cells.items() if code in found.entries}
    state = state_of(World(document, emit(document), found), kept)
    naive = Candidate(document, kept)
    for name in state.verdicts:
        try:
            wanted = sum(OUTCOMES[word] for word in naive.verdict(name))
        except TooManyWorldsError:
            return False
        got = state.verdicts[name].outcome
        assert not wanted & ~got if ("verdict", name) in naive.open else wanted == got, name
    return True


@floor("1/4")
@examples(100)
@given(worlds(), chances)
def test_a_bloc_counts_what_it_takes_up_from_the_others(world: World, chance: Chance) -> None:
    document = taking_up(chance, world.document)
    cells = draw_agreement(chance, world, known=True)
    note(emit(document or {}))
    idle(when=document is None or not as_naively(document, cells))


@floor("1/20")
@examples(80)
@given(worlds(), chances)
def test_competences_that_stand_in_no_bloc_are_decided_as_in_one(world: World, chance: Chance) -> None:
    document = in_no_bloc(world.document)
    cells = draw_agreement(chance, world, known=True)
    note(emit(document or {}))
    idle(when=document is None or not as_naively(document, cells))
