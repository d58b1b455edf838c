"""Codes that are numbered follow the tree, and no number is skipped."""

import pytest

from checking import BLOC, RULES, pointed

WORDS = ("écrit", "chiffré", "daté", "signé", "relu", "remis", "classé", "suivi")


def numbered(*codes: str, competence: str = "C1.1") -> str:
    rows = "".join(f"    - {{code: {code}, libelle: Il est {WORDS[i]}}}\n" for i, code in enumerate(codes))
    libelle = "    libelle: Préparer un entretien afin d'obtenir un accord\n"
    return f"{RULES}{BLOC}  - code: {competence}\n{libelle}    criteres:\n{rows}"


@pytest.mark.parametrize(
    ("codes", "astray"),
    [
        (("CR1.1.1", "CR1.1.2", "CR2.1.3"), ["CR2.1.3"]),
        (("CR1.1.1", "CR1.1.2", "CR6"), ["CR6"]),
        (("CR1.1.1", "CR1.1.2", "CR1.1.3"), []),
        (("CR1.1.1", "CR9.9.1"), []),
        (("CR1.1.1", "CR1.1.2", "plan"), []),
        (("plan", "prix", "accord"), []),
    ],
    ids=[
        "another branch",
        "a number alone",
        "all follow",
        "half is no majority",
        "no number, no claim",
        "no numbers",
    ],
)
def test_a_code_goes_astray_where_most_follow_the_tree(codes: tuple[str, ...], astray: list[str]) -> None:
    assert pointed(numbered(*codes)) == [("R311", code) for code in astray]


@pytest.mark.parametrize(
    ("codes", "after"),
    [
        (("CR1.1.1", "CR1.1.2", "CR1.1.3"), []),
        (("CR1.1.1", "CR1.1.3"), ["CR1.1.3"]),
        (("CR1.1.3", "CR1.1.1"), ["CR1.1.3"]),
        (("CR1.1.2", "CR1.1.3"), ["CR1.1.2"]),
        (("CR1.1.1", "CR1.1.3", "CR1.1.5"), ["CR1.1.3", "CR1.1.5"]),
        (("CR1.1.1", "CR1.1.4"), []),
        (("CR4", "CR5"), []),
        (("CR4", "CR6"), ["CR6"]),
    ],
    ids=[
        "none skipped",
        "one skipped",
        "whatever the order",
        "the first is missing where numbers start again",
        "two skipped of three",
        "as many skipped as there are: not a numbering",
        "a numbering that goes on from another compétence",
        "one skipped in it",
    ],
)
def test_a_number_skipped_is_said_at_the_code_that_follows(codes: tuple[str, ...], after: list[str]) -> None:
    assert pointed(numbered(*codes)) == [("R312", code) for code in after]
