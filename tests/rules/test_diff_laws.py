"""What must hold of any two référentiels that are compared, tried over random ones."""

import json
from collections import Counter
from collections.abc import Collection
from copy import deepcopy
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from candidates import CellsDisagreeError, Sheet, compile_text, read
from chance import Chance
from edits import SECTIONS, TEXTS, Script, draw_world, lists, mappings, world
from hypothesis import assume, given
from hypothesis import strategies as st
from naive_cells import elements
from strategies import World, chances, draw_document, examples, sheet, turned_round, worlds

from certeval.referentiel.load import Referentiel
from certeval.referentiel.meaning import compile_meaning, meaning
from certeval.rules.derivation import State
from certeval.versions.compare import Comparison, compare
from certeval.versions.difference import Bump, Classe, Difference
from certeval.versions.patch import apply
from certeval.versions.rule_forms import TOGETHER
from floors import floor, idle

SHEETS = 12
FOLLOWING = {"remplace", "evalue"}
"""Keys that say what an edit did, or follow from it."""


def of(one: World) -> dict[str, Any]:
    return meaning(one.rules.model)


def edit(chance: Chance, edits: int) -> tuple[World, World, Script]:
    before = world(chance)
    script = Script(chance, deepcopy(before.document))
    return before, script.run(edits), script


@given(worlds())
@examples(40)
def test_a_meaning_read_again_is_the_same_and_differs_in_nothing(one: World) -> None:
    again = compile_meaning(of(one), "relu.yaml").referentiel
    assert again is not None
    assert meaning(again.model) == of(one)
    assert compare(one.rules, again).differences == ()


@given(worlds(), worlds())
@examples(40)
def test_all_differences_applied_to_one_give_the_other(one: World, other: World) -> None:
    assert apply(of(one), compare(one.rules, other.rules).differences) == of(other)


@given(chances)
@examples(40)
def test_all_differences_of_an_edited_version_applied_give_it_both_ways(chance: Chance) -> None:
    before, after, _ = edit(chance, 5)
    forth, back = compare(before.rules, after.rules), compare(after.rules, before.rules)
    assert apply(of(before), forth.differences) == of(after)
    assert apply(of(after), back.differences) == of(before)


@given(chances)
@examples(25)
def test_any_of_the_differences_can_be_applied_without_the_others(chance: Chance) -> None:
    before, after, _ = edit(chance, 5)
    differences = compare(before.rules, after.rules).differences
    for end in range(len(differences) + 1):
        apply(of(before), differences[:end])
    for _ in range(5):
        apply(of(before), [d for d in differences if chance.once_in(2)])


@given(worlds(), worlds())
@examples(40)
def test_turning_a_comparison_round_swaps_what_is_added_and_removed(one: World, other: World) -> None:
    forth, back = compare(one.rules, other.rules), compare(other.rules, one.rules)
    for sorte, reverse in (("ajoute", "supprime"), ("supprime", "ajoute")):
        assert {(d.kind, *d.old, *d.new) for d in forth.differences if d.sorte == sorte} == {
            (d.kind, *d.old, *d.new) for d in back.differences if d.sorte == reverse
        }


@given(chances)
@examples(70)
def test_known_edits_are_found_and_nothing_else(chance: Chance) -> None:
    before, after, script = edit(chance, 6)
    found = {key_of(d): d for d in compare(before.rules, after.rules).differences}
    missed = script.known - found.keys()
    assert not missed
    assert not {code: d for code, d in found.items() if code not in script.known and not _follows(d)}


def key_of(difference: Difference) -> tuple[object, ...]:
    path = difference.field[:1]
    return (difference.sorte.value, difference.kind, difference.old, difference.new, path)


def _follows(difference: Difference) -> bool:
    """Whether a difference only follows an edit: a rule that names a renamed element as it is now called."""
    ruled = difference.field[:1] in {("validation",), ("definition",)}
    named = bool(FOLLOWING.intersection(difference.field[:1]))
    return named or (ruled and difference.classe is Classe.EDITORIAL)


def shuffle(chance: Chance, value: Any, key: str = "") -> Any:
    """The same référentiel, its tables and its lists in another order; lists whose order decides keep it."""
    if isinstance(value, dict):
        return {name: shuffle(chance, value[name], name) for name in chance.order(list(value))}
    if isinstance(value, list):
        inner = [shuffle(chance, each) for each in value]
        return chance.order(inner) if key in {*TOGETHER, *SECTIONS, "evalue"} else inner
    return value


@given(worlds(), chances)
@examples(50)
def test_a_reordered_file_is_never_more_than_editorial(one: World, chance: Chance) -> None:
    other = draw_world(shuffle(chance, one.document))
    if other is not None:  # of several terms, the first that a bound decides is the one that is reported
        assert compare(one.rules, other.rules).classe in {None, Classe.EDITORIAL}


@given(worlds(), chances)
@examples(40)
def test_another_layout_means_the_same(one: World, chance: Chance) -> None:
    """Keys in another order, on one line, quoted, numbers typed otherwise."""
    document = {key: one.document[key] for key in chance.order(list(one.document))}
    other = compile_text(
        "# une remarque\n" + json.dumps(_other_spelling(document), ensure_ascii=False)
    ).referentiel
    assert other is not None
    assert meaning(other.model) == of(one)


def _other_spelling(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _other_spelling(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return [_other_spelling(each) for each in value]
    if key in {"a", "pas", "sur", "max", "plafond"}:
        exact = Fraction(value.replace(",", "."))
        return f"{exact.numerator * 2}/{exact.denominator * 2}"
    return {"50 %": "50,0%", "100 %": "100.00 %"}.get(value, value)


def any_edit(chance: Chance, document: dict[str, Any]) -> Any:
    """A référentiel with a leaf replaced by another, a key less, or a list turned round: most mean nothing."""
    changed = shuffle(chance, document) if chance.once_in(3) else deepcopy(document)
    for _ in range(chance.between(1, 3)):
        tables = [each for each in mappings(changed) if each]
        table, source = chance.one_of(tables), chance.one_of(tables)
        key = chance.one_of(list(table))
        kind = chance.between(1, 7)
        if kind == 1:
            del table[key]
        elif kind == 2 and isinstance(table[key], list):
            table[key] = chance.order(table[key])
        elif kind == 3 and isinstance(table[key], str):
            table[key] = chance.one_of(
                ("acquis", "exclu", "inconnu", "0", "1", "50 %", "oui", "un autre texte")
            )
        elif kind == 4:
            table["evalue" if "code" in table else key] = deepcopy(source[chance.one_of(list(source))])
        else:
            _neutrally(chance, changed)
    return changed


def _neutrally(chance: Chance, document: Any) -> None:
    """Something that should change nothing: a wording, an activité, another way of counting all."""
    for table in mappings(document):
        if "un_de" in table and chance.once_in(2):
            table["parmi"] = table.pop("un_de")
            table["au_moins"] = "1"
        elif "tous" in table and "'bloque'" not in str(document) and chance.once_in(2):
            table["parmi"] = table.pop("tous")
            table["au_moins"] = "1/1"
        elif "aucun" in table and chance.once_in(2):
            table["parmi"] = table.pop("aucun")
            table["au_plus"] = "0"
    for kind, _, listed in lists(document):
        if kind == "bloc" and chance.once_in(3):
            listed[0]["activites"] = [{"code": "ACT1", "libelle": "Une activité"}]
        if kind == "epreuve" and chance.once_in(3):
            listed.append(
                {"code": f"{listed[0]['code']}bis", "intitule": "Une épreuve de plus", "duree": "1 h"}
            )
        for text in TEXTS:
            if text in listed[0] and chance.once_in(3):
                listed[0][text] = "Un autre libellé"


def pair_of(
    chance: Chance, one: World, classes: Collection[Classe | None] = (None, *Classe)
) -> tuple[World, Comparison] | None:
    """A référentiel and one that was edited without a thought, where one of ten tries still compiles and is of one
    of these classes; else put in another order.
    """
    for last in range(11):
        try:
            edit = any_edit if last < 10 else shuffle
            other = draw_world(edit(chance, one.document))
        except (TypeError, AttributeError, KeyError):
            continue  # not even the text of a file
        if other is not None:
            comparison = compare(one.rules, other.rules)
            if comparison.classe in classes:
                return other, comparison
    return None


@floor()
@given(worlds(), chances)
@examples(60)
def test_what_is_classed_editorial_changes_no_decision(one: World, chance: Chance) -> None:
    found = pair_of(chance, one, {None, Classe.EDITORIAL})
    assume(found)
    assert found is not None
    other, _ = found
    for _ in range(SHEETS):
        cells = sheet(chance, one.document)
        assert decisions(one.rules, cells) == decisions(other.rules, cells)


def test_such_pairs_are_of_each_class() -> None:
    """What the laws above are tried on, from numbers of its own: enough of 150 pairs have something to show."""
    wanted = {"editorial": 20, "evaluatif": 20, "cassant": 5}
    seen: Counter[str] = Counter()
    for seed in range(150):
        chance = Chance(Random(seed))  # noqa: S311
        one = turned_round(draw_document(chance))
        found = pair_of(chance, one) if one else None
        if found:
            seen[str(found[1].classe)] += 1
        if all(seen[classe] >= least for classe, least in wanted.items()):
            return
    pytest.fail(str(seen))


def decisions(rules: Referentiel, cells: Sheet) -> dict[str, object]:
    """All that is decided: verdicts, values, ladders; or that the jurors of a cell disagree."""
    try:
        values = {code: read(rules.entries[code], cell) for code, cell in cells.items()}
    except CellsDisagreeError:
        return {"jurors": "disagree"}
    state: State = rules.program.evaluate(values)
    return {
        **{f"verdict of {name}": judged.outcome for name, judged in state.verdicts.items()},
        **{f"value of {name}": measured.value for name, measured in state.values.items()},
        **{f"rungs of {name}": climbed.rungs for name, climbed in state.ladders.items()},
    }


def run_script(chance: Chance, one: World) -> tuple[World, Comparison] | None:
    """A référentiel and one that known edits made of it without breaking anything, where one of ten tries does."""
    for _ in range(10):
        other = Script(chance, deepcopy(one.document)).run(2)
        comparison = compare(one.rules, other.rules)
        if comparison.differences and comparison.classe is not Classe.CASSANT:
            return other, comparison
    return None


@floor()
@given(worlds(), chances, st.booleans())
@examples(70)
def test_where_nothing_breaks_old_sheets_read(one: World, chance: Chance, by_script: bool) -> None:
    """Each cell of an old sheet reads under the new version, in the element that became of the old one."""
    unbroken = {Classe.EDITORIAL, Classe.EVALUATIF}
    found = run_script(chance, one) if by_script else pair_of(chance, one, unbroken)
    assume(found)
    assert found is not None
    other, comparison = found
    cells = sheet(chance, one.document)
    idle(when=not cells)
    kinds = {code: element.kind for code, element in elements(one.document)}
    for code, cell in cells.items():
        became = other.rules.resolve(code)
        assert became is not None
        grouped = {new for d in comparison.differences for new in d.new if code in d.old}
        assert became in {comparison.matching.new_of.get((kinds[code], code), ("", ""))[1], *grouped}
        if isinstance(cell, str):
            assert other.rules.entries[became].read(cell).refusal is None


@floor()
@given(worlds(), chances)
@examples(40)
def test_the_version_needed_follows_the_gravest_class(one: World, chance: Chance) -> None:
    found = pair_of(chance, one)
    assume(found)
    assert found is not None
    _, comparison = found
    needed = {
        None: Bump.AUCUNE,
        Classe.EDITORIAL: Bump.CORRECTIVE,
        Classe.EVALUATIF: Bump.MINEURE,
        Classe.CASSANT: Bump.MAJEURE,
    }[comparison.classe]
    assert comparison.least_bump == needed
    assert not comparison.suffices or needed is Bump.AUCUNE
