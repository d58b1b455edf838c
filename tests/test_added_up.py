"""Marks that add up to the same are decided once: no two rows of a sheet of marks are alike, their means are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from certeval.bulk.division import Part, divide
from certeval.bulk.part_memo import PartDecider, Tells
from certeval.bulk.sums import UNDER, SumTerm, sum_terms
from certeval.referentiel.load import Referentiel, load
from certeval.rules.outcome import NON_SAISIE, PRESENTE, interval
from certeval.rules.program import Name

RULES = """\
format: 1
certification: {{code: essai, version: 1.0.0}}
saisie: {{epreuve: {{echelle: {{note: {{sur: 20}}}}}}}}
validation: {{epreuve: {{au_moins: 10}}, certification: {certification}}}
blocs: []
epreuves:
  - {{code: E1, intitule: Écrit}}
  - {{code: E2, intitule: Oral}}
  - {{code: E3, intitule: Dossier}}
"""
MEAN = "{moyenne: [E1, E2, E3], au_moins: 10}"
Rules = Callable[[str], Referentiel]


@pytest.fixture
def rules(tmp_path: Path) -> Rules:
    def loaded(certification: str) -> Referentiel:
        path = tmp_path / "referentiel.yaml"
        path.write_text(RULES.format(certification=certification), encoding="utf-8")
        found = load(path).referentiel
        assert found is not None
        return found

    return loaded


def part_of(referentiel: Referentiel) -> Part:
    (part,) = divide(referentiel.program, (), [("verdict", "certification")]).parts
    return part


def decider_of(referentiel: Referentiel) -> PartDecider:
    return PartDecider(part_of(referentiel), referentiel.program.all_entries, Tells())


def sums(referentiel: Referentiel, codes: tuple[str, ...] = ("E1", "E2", "E3")) -> dict[str, SumTerm]:
    return sum_terms([referentiel.program.steps["verdict", "certification"]], codes)


def test_marks_with_the_same_sum_are_one_group(rules: Rules) -> None:
    decider = decider_of(rules(MEAN))
    same = decider.decisions(
        [["12", "14", "10"], ["14", "12", "10"], ["11,5", "11.5", "13"], ["20", "16", "0"]]
    )
    assert len(set(map(id, same))) == 1
    assert decider.decisions([["12", "14", "9,99"]])[0] is not same[0]


def test_marks_that_weigh_otherwise_add_up_by_their_weights(rules: Rules) -> None:
    weighed = rules("{moyenne: {E1: 1, E2: 2, E3: 1}, au_moins: 10}")
    assert sums(weighed) == {"E1": SumTerm(0, 1), "E2": SumTerm(0, 2), "E3": SumTerm(0, 1)}
    decider = decider_of(weighed)
    first, same, other = decider.decisions([["12", "10", "8"], ["10", "11", "8"], ["10", "12", "8"]])
    assert first is same
    assert first is not other


@pytest.mark.parametrize(
    "certification",
    [
        "{moyenne: [E1, E2, E3], meilleures: 2, au_moins: 10}",
        "{moyenne: [E1, E2, E3], dont: {au_moins: 8}, au_moins: 10}",
        "{minimum: [E1, E2, E3], au_moins: 8}",
        "{et: [{moyenne: [E1, E2, E3], au_moins: 10}, {somme: {E1: 2, E2: 1, E3: 1}, au_moins: 30}]}",
    ],
)
def test_a_rule_that_reads_more_of_marks_than_their_sum_tells_them_apart(
    rules: Rules, certification: str
) -> None:
    assert sums(rules(certification)) == {}


def test_a_mark_that_is_also_compared_is_told_apart_by_itself(rules: Rules) -> None:
    eliminating = rules("{et: [{moyenne: [E1, E2, E3], au_moins: 10}, {minimum: [E3], au_moins: 8}]}")
    assert sums(eliminating) == {"E1": SumTerm(0, 1), "E2": SumTerm(0, 1)}


def test_verdicts_of_marks_are_told_apart_beside_their_sum(rules: Rules) -> None:
    decider = decider_of(
        rules("{et: [{moyenne: [E1, E2, E3], au_moins: 10}, {parmi: [E1, E2, E3], au_moins: 2}]}")
    )
    first, same = decider.decisions([["12", "12", "6"], ["10", "14", "6"]])
    assert first is same
    lost, won = decider.decisions([["14", "8", "8"], ["10", "12", "8"]])
    assert decider.kinds[lost.kind] != decider.kinds[won.kind]


def test_marks_may_change_places_and_each_candidate_waits_for_his_own(rules: Rules) -> None:
    decider = decider_of(rules(MEAN))
    first, second, both = decider.decisions([["12", "", "10"], ["", "10", "12"], ["", "", "12"]])
    assert first.kind == second.kind
    assert [each.missing for each in (first, second, both)] == [(("E2",),), (("E1",),), (("E1", "E2"),)]


def test_marks_that_weigh_otherwise_do_not_change_places(rules: Rules) -> None:
    read: list[Name] = [("verdict", "certification")]
    assert part_of(rules(MEAN)).symmetric(read)
    assert not part_of(rules(MEAN)).symmetric([*read, ("valeur", "E1")])
    assert not part_of(rules("{moyenne: {E1: 1, E2: 2, E3: 1}, au_moins: 10}")).symmetric(read)


def test_what_may_still_be_this_or_that_adds_nothing_by_itself() -> None:
    plain = SumTerm(0, 3)
    assert plain.share(interval(25, 25, 2, PRESENTE)) == 3 * 25 * UNDER // 2
    assert plain.share(interval(0, 20, 1, NON_SAISIE)) is None
    assert plain.share(interval(0, 0, 1, NON_SAISIE)) is None
    assert plain.share(interval(1, 1, 13, PRESENTE)) is None
