"""The laws of the evaluator, over random référentiels and random sheets."""

import re
from fractions import Fraction
from math import prod
from typing import Any

from candidates import (
    Cell,
    CellsDisagreeError,
    Sheet,
    completions,
    contradictions,
    evaluate,
    known_states,
    read,
    referentiel,
)
from chance import Chance
from hypothesis import assume, event, given, note
from naive import BlockedCount, Candidate, TooManyWorldsError
from naive_cells import Exempted, elements
from strategies import World, chances, emit, examples, sheet, worlds

from certeval.rules.derivation import State
from certeval.rules.outcome import (
    BLOQUE,
    BLOQUEE,
    DISPENSEE,
    ENTRAVEE,
    EXCLU,
    EXCLUE,
    FAUX,
    PRESENTE,
    VIDE,
    VRAI,
    Value,
)
from floors import floor, idle

MOST = 40
"""Completions of one sheet that are tried."""


def partial(chance: Chance, world: World, most: int) -> Sheet:
    """A random sheet with few enough completions to try them all."""
    found = draw_agreement(chance, world)
    entries = world.rules.entries
    numbers = {code: len(completions(entry, found.get(code, ""))) for code, entry in entries.items()}
    for code in chance.order(list(entries)):
        if prod(numbers.values()) <= most:
            break
        found[code] = chance.one_of(agreements(world, code, found.get(code, "")))
        numbers[code] = len(completions(entries[code], found[code]))
    note(str(found))
    return found


def draw_agreement(chance: Chance, world: World, *, known: bool = False) -> Sheet:
    """A random sheet whose jurors agree, where one of ten is."""
    for _ in range(10):
        found = sheet(chance, world.document, known=known)
        if agree(world, found):
            break
    return found


def agree(world: World, cells: Sheet) -> bool:
    try:
        for code, cell in cells.items():
            read(world.rules.entries[code], cell)
    except CellsDisagreeError:
        return False
    return True


def agreements(world: World, code: str, cell: Cell) -> list[Cell]:
    """The completions of a cell on which its jurors agree; all of them where there is none, or no need to agree."""
    entry = world.rules.entries[code]
    every = completions(entry, cell)
    if entry.jurors.retenir != "accord":
        return every
    return [each for each in every if agree(world, {code: each})] or every


def state_of(world: World, cells: Sheet) -> State:
    """What a sheet comes to; one whose jurors disagree is no sheet."""
    try:
        return evaluate(world.rules, cells)
    except CellsDisagreeError:
        assume(condition=False)
        raise


@floor("5/6")
@examples(250)
@given(worlds(), chances)
def test_what_is_decided_holds_in_every_completion(world: World, chance: Chance) -> None:
    cells = partial(chance, world, MOST)
    known = state_of(world, cells)
    event(f"certification {known.verdicts['certification'].outcome}")
    completed = list(known_states(world.rules, cells))
    idle(when=len(completed) < 2)
    for fuller in completed:
        assert contradictions(known, fuller) == []


@floor()
@examples(150)
@given(worlds(), chances)
def test_filling_a_cell_never_flips_what_is_decided(world: World, chance: Chance) -> None:
    cells = partial(chance, world, most=10**9)
    before = state_of(world, cells)
    for code in chance.order(list(world.rules.entries)):
        cells = {**cells, code: chance.one_of(agreements(world, code, cells.get(code, "")))}
        after = state_of(world, cells)
        assert contradictions(before, after) == [], code
        before = after


OUTCOMES = {"oui": VRAI, "non": FAUX, "defaillant": BLOQUE, "exclu": EXCLU}
WAYS = {"exclu": EXCLUE, "vide": VIDE, "bloque": BLOQUEE}


@floor()
@examples(500)
@given(worlds(), chances)
def test_where_all_is_known_a_naive_evaluator_finds_the_same(world: World, chance: Chance) -> None:
    cells = draw_agreement(chance, world, known=True)
    note(str(cells))
    known = state_of(world, cells)
    naive = Candidate(world.document, cells)
    try:
        found = {name: verdict_differs(naive, known, name) for name in known.verdicts}
        found |= {f"valeur {name}": value_differs(naive, known, name) for name in known.values}
        found |= {f"palier {name}": rungs_differ(naive, known, name) for name in known.ladders}
    except TooManyWorldsError:
        assume(condition=False)
    assert not {name: difference for name, difference in found.items() if difference}


def verdict_differs(naive: Candidate, known: State, name: str) -> object:
    """Exactly the same verdict; where nothing is left to decide it, at least as much is possible."""
    wanted = naive.verdict(name)
    bits = sum(OUTCOMES[word] for word in wanted)
    got = known.verdicts[name].outcome
    same = not bits & ~got if ("verdict", name) in naive.open else bits == got
    return None if same else (wanted, got)


def value_differs(naive: Candidate, known: State, name: str) -> object:
    """Exactly the same number or the same way to have none."""
    wanted, got = naive.value(name), known.values[name].value
    if ("valeur", name) in naive.open:
        return None if all(may_be(got, value) for value in wanted) else (wanted, got)
    return None if {one_value(got)} == wanted else (wanted, got)


def one_value(value: Value) -> Any:
    """The one thing that a value is, or the value itself where it is not one thing."""
    if value.low != value.high:
        return value
    ways: dict[int, Any] = {way: word for word, way in WAYS.items()}
    ways |= {PRESENTE: value.low, ENTRAVEE: BlockedCount(value.low), DISPENSEE: Exempted(value.low)}
    return ways.get(value.may, value)


def may_be(value: Value, wanted: Any) -> bool:
    if isinstance(wanted, str):
        return bool(value.may & WAYS[wanted])
    number = wanted if isinstance(wanted, Fraction) else wanted.best
    ways = ((BlockedCount, ENTRAVEE), (Fraction, PRESENTE), (Exempted, DISPENSEE))
    way = next(way for sort, way in ways if isinstance(wanted, sort))
    return bool(value.may & way) and value.low <= number <= value.high


def rungs_differ(naive: Candidate, known: State, name: str) -> object:
    wanted, got = naive.rungs(name), set(known.ladders[name].rungs)
    same = wanted <= got if ("palier", name) in naive.open else wanted == got
    return None if same else (wanted, got)


def outcome_of(state: State) -> dict[str, object]:
    """All that a state says, by name."""
    said: dict[str, object] = {f"verdict {name}": judged.outcome for name, judged in state.verdicts.items()}
    said |= {f"valeur {name}": measured.value for name, measured in state.values.items()}
    return said | {f"palier {name}": climbed.rungs for name, climbed in state.ladders.items()}


@floor()
@examples(150)
@given(worlds(), chances)
def test_the_order_of_elements_rules_and_cells_does_not_matter(world: World, chance: Chance) -> None:
    cells = partial(chance, world, most=10**9)
    known = state_of(world, cells)
    shuffled = in_another_order(chance, world.document)
    note(emit(shuffled))
    again = evaluate(referentiel(emit(shuffled)), {code: cells[code] for code in chance.order(list(cells))})
    assert outcome_of(again) == outcome_of(known)


def in_another_order(chance: Chance, value: Any, key: str = "") -> Any:
    """The same file with its elements, named things and kinds in another order; lists in rules stay."""
    if isinstance(value, dict):
        swap = key in {"", "mesures", "regles", "validation", "saisie", "paliers"}
        keys = chance.order(list(value)) if swap else list(value)
        return {each: in_another_order(chance, value[each], each) for each in keys}
    elements = key in {"blocs", "competences", "criteres", "epreuves", "faits"} and isinstance(value, list)
    if elements and all(isinstance(each, dict) for each in value):
        return [in_another_order(chance, each, "element") for each in chance.order(value)]
    return value


@floor()
@examples(150)
@given(worlds(), chances)
def test_what_elements_and_rules_are_called_does_not_matter(world: World, chance: Chance) -> None:
    cells = partial(chance, world, most=10**9)
    known = outcome_of(state_of(world, cells))
    names = [code for code, _ in elements(world.document)]
    names += [
        name for section in ("mesures", "regles", "paliers") for name in world.document.get(section, ())
    ]
    new = dict(zip(names, (f"Zz.{i}" for i in chance.order(range(len(names)))), strict=True))

    def renamed(text: str) -> str:
        return re.sub(r"\b[A-Z]+[0-9]+\b", lambda found: new.get(found[0], found[0]), text)

    again = evaluate(referentiel(renamed(world.text)), {new[code]: cell for code, cell in cells.items()})
    assert outcome_of(again) == {renamed(name): said for name, said in known.items()}
