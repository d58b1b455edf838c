"""What épreuves assess, how long they last, in what groups."""

import pytest

from checking import BLOC, RULES, SELL, pointers

FILE = f"{RULES}{BLOC}{SELL}"


def epreuve(rest: str) -> str:
    return f"{FILE}  epreuves:\n  - code: E1\n    intitule: Étude de cas\n{rest}"


def partie(rest: str) -> str:
    return epreuve(f"    parties:\n    - {{code: P1, forme: ecrit, {rest}}}\n")


def test_without_epreuves_nothing_is_said_of_what_they_assess() -> None:
    assert pointers(FILE) == []


@pytest.mark.parametrize(
    ("evalue", "left"),
    [
        ("", []),
        ("    evalue: [C1]\n", []),
        ("    evalue: [CR1, CR2]\n", []),
        ("    evalue: [CR1]\n", ["CR2"]),
    ],
)
def test_a_critere_that_no_epreuve_assesses_is_named(evalue: str, left: list[str]) -> None:
    assert pointers(epreuve(evalue)) == [("R321", code) for code in left]


def test_a_competence_of_which_nothing_is_assessed_is_said_once() -> None:
    second = SELL.replace("C1", "C2").replace("CR1", "CR3").replace("CR2", "CR4")
    for before, after in (
        ("Préparer un", "Conclure cet"),
        ("plan est écrit", "prix est dit"),
        ("objections", "suites"),
    ):
        second = second.replace(before, after)
    text = epreuve("    evalue: [C1]\n").replace("  epreuves:", f"{second}  epreuves:")
    assert pointers(text) == [("R321", "C2")]
    counted_too = f"{text}- code: BC2\n  intitule: Suivre la clientèle\n  reprend: [C1, C2]\n"
    held = "  epreuves: [{code: E2, intitule: Entretien, evalue: [C1]}]\n"
    assert pointers(f"{counted_too}{held}") == [("R321", "C2")]


def test_an_epreuve_of_the_certification_assesses_what_it_names_in_any_bloc() -> None:
    final = f"{FILE}epreuves:\n- {{code: E9, intitule: Oral final, evalue: [CR1]}}\n"
    assert pointers(final) == [("R321", "CR2")]


@pytest.mark.parametrize(
    ("own", "found"),
    [
        ("", [("R322", "E9")]),
        (", echelle: {note: {sur: 20}}, validation: {au_moins: 10}", [("V217", "E9")]),
        (", evalue: [C1]", []),
    ],
)
def test_an_epreuve_assesses_something_or_bears_a_mark(own: str, found: list[tuple[str, str]]) -> None:
    assert pointers(f"{FILE}epreuves:\n- {{code: E9, intitule: Oral final{own}}}\n") == found


@pytest.mark.parametrize(
    ("whole", "found"), [("4 h 29", [("R323", "4 h 29")]), ("4 h 30", []), ("4 h 31", [])]
)
def test_an_epreuve_lasts_at_least_as_long_as_its_parts(whole: str, found: list[tuple[str, str]]) -> None:
    parts = "    parties:\n    - {code: P1, forme: ecrit, duree: 4 h}\n    - {code: P2, forme: oral, duree: 30 min}\n"
    assert pointers(epreuve(f"    duree: {whole}\n{parts}")) == found


@pytest.mark.parametrize(("whole", "found"), [("39 min", [("R323", "39 min")]), ("40 min", [])])
def test_a_part_lasts_at_least_as_long_as_its_phases(whole: str, found: list[tuple[str, str]]) -> None:
    phases = "deroulement: [{intitule: exposé, duree: 20 min}, {intitule: questions, duree: 20 min}]"
    assert pointers(partie(f"duree: {whole}, {phases}")) == found


@pytest.mark.parametrize(
    ("rest", "found"),
    [
        ("candidats: groupe, groupe: {de: 3, a: 4}", []),
        ("candidats: groupe, groupe: {de: 4, a: 4}", []),
        ("candidats: groupe, groupe: {de: 5, a: 4}", [("R324", "5")]),
        ("candidats: groupe, groupe: {a: 2}", []),
        ("candidats: groupe, groupe: {a: 1}", [("R325", "1")]),
        ("candidats: individuel, groupe: {de: 3}", [("R326", "groupe")]),
        ("groupe: {de: 3}", [("R328", "groupe")]),
        ("candidats: groupe", []),
    ],
)
def test_a_group_is_of_two_or_more_and_only_where_work_is_shared(
    rest: str, found: list[tuple[str, str]]
) -> None:
    assert pointers(partie(rest)) == found


def test_a_circle_of_parts_is_said_once_and_a_chain_is_none() -> None:
    rows = "    - {{code: P1, forme: ecrit{}}}\n    - {{code: P2, forme: oral, apres: {{partie: P1}}}}\n"
    third = "    - {code: P3, forme: oral, apres: {partie: P2}}\n"
    assert pointers(epreuve("    parties:\n" + rows.format("") + third)) == []
    circle = rows.format(", apres: {partie: P3}")
    assert pointers(epreuve("    parties:\n" + circle + third)) == [("R327", "P3")]
