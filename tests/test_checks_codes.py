"""Codes that are numbered follow the tree, and no number is skipped."""

import pytest

from checking import BLOC, MARKS, RULES, diagnostics, pointers

WORDS = ("écrit", "chiffré", "daté", "signé", "relu", "remis", "classé", "suivi")


def numbered_referentiel(*codes: str, competence: str = "C1.1") -> str:
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
    assert pointers(numbered_referentiel(*codes)) == [("R311", code) for code in astray]


@pytest.mark.parametrize(
    ("codes", "after"),
    [
        (("CR1.1.1", "CR1.1.2", "CR1.1.3"), []),
        (("CR1.1.1", "CR1.1.3"), ["CR1.1.3"]),
        (("CR1.1.3", "CR1.1.4", "CR1.1.1"), ["CR1.1.3"]),
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
    assert [each for each in pointers(numbered_referentiel(*codes)) if each[0] != "R313"] == [
        ("R312", code) for code in after
    ]


@pytest.mark.parametrize(
    ("others", "missing"),
    [(("CR3", "CR4"), []), (("CR3",), ["CR4"]), ((), ["CR3, CR4"])],
    ids=["all stand elsewhere", "one stands nowhere", "none stands anywhere"],
)
def test_a_number_that_another_competence_bears_is_not_missing(
    others: tuple[str, ...], missing: list[str]
) -> None:
    """A critère added to a compétence takes the next number of the whole numbering."""
    own = numbered_referentiel("CR1", "CR2", "CR5")
    rows = "".join(f"    - {{code: {code}, libelle: Il est {WORDS[-1]}}}\n" for code in others)
    other = f"  - code: C1.2\n    libelle: Suivre un client afin de le fidéliser\n    criteres:\n{rows}"
    found = [each for each in diagnostics(own + other if others else own) if each.code == "R312"]
    assert [each.arguments["missing"] for each in found] == missing


@pytest.mark.parametrize(
    ("codes", "back"),
    [
        (("CR1", "CR2", "CR3", "CR4"), []),
        (("CR1", "CR3", "CR2", "CR4"), ["CR2"]),
        (("CR4", "CR2", "CR3", "CR1"), ["CR2", "CR1"]),
        (("CR2", "CR1"), ["CR1"]),
        (("CR3", "CR2", "CR1"), []),
        (("CR1", "CR10", "CR2"), ["CR2"]),
        (("plan", "accord", "prix"), []),
    ],
    ids=[
        "in order",
        "two exchanged",
        "the first and the last exchanged",
        "of two, one is first",
        "backwards on purpose",
        "numbers are compared, not texts",
        "no numbers",
    ],
)
def test_a_number_that_comes_after_a_greater_one_is_said(codes: tuple[str, ...], back: list[str]) -> None:
    assert [each for each in pointers(numbered_referentiel(*codes)) if each[0] != "R312"] == [
        ("R313", code) for code in back
    ]


@pytest.mark.parametrize(
    ("leads", "astray"),
    [
        (("C1", "C2", "C3", "C4", "C5"), []),
        (("C2", "C1", "C3", "C4", "C5"), ["C2", "C1"]),
        (("C2", "C1", "C3", "C4", "C2"), []),
        (("C1, C2", "C2", "C3", "C4", "C5"), []),
        (("C2", "C2", "C3", "C4", "C5"), ["C2"]),
    ],
    ids=[
        "each to its own",
        "two exchanged",
        "two of five do: no habit",
        "its own and another",
        "not its own",
    ],
)
def test_an_activite_leads_to_the_competence_of_its_number_where_most_do(
    leads: tuple[str, ...], astray: list[str]
) -> None:
    activites = "".join(
        f"  - {{code: A{i}, libelle: Tenue du dossier {WORDS[i]}, competences: [{named}]}}\n"
        for i, named in enumerate(leads, 1)
    )
    competences = "".join(
        f"  - {{code: C{i}, libelle: Tenir un dossier afin qu'il soit {WORDS[i]}, criteres: [{{code: K{i}, libelle: "
        f"Il est {WORDS[i]}}}]}}\n"
        for i in range(1, len(leads) + 1)
    )
    text = (
        f"{RULES}{BLOC}".replace("  competences:\n", f"  activites:\n{activites}  competences:\n")
        + competences
    )
    assert [at for code, at in pointers(text) if code == "R314"] == astray


@pytest.mark.parametrize(
    ("code", "pour", "told"),
    [
        ("Voie", "", False),
        ("Voie", ", pour: {voies: [vae]}", True),
        ("Parcours", ", pour: {voies: [vae]}", False),
        ("Groupe", "", True),
    ],
)
def test_a_code_is_no_heading_of_sheets_but_one_that_nothing_depends_on(
    code: str, pour: str, told: bool
) -> None:
    text = MARKS.replace("code: E1", f"code: {code}").replace(
        "Entretien de vente", f"Entretien de vente{pour}"
    )
    assert pointers(text) == ([("R208", code)] if told else [])
