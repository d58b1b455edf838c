"""A bloc has several compétences of its own, that activités and métiers call for."""

import pytest

from checking import BLOC, RULES, SELL, diagnostics, pointers

SIGN = """\
  - code: C2
    libelle: Conclure une vente pour engager le client
    criteres:
    - {code: CR3, libelle: Le contrat est signé}
    - {code: CR4, libelle: La livraison est datée}
"""
FOLLOW = """\
- code: BC2
  intitule: Suivre la clientèle
  competences:
  - code: C3
    libelle: Relancer un client pour le fidéliser
    criteres:
    - {code: CR5, libelle: La relance est à l'heure}
    - {code: CR6, libelle: La réponse est notée}
"""
ANSWER = """\
  - code: C4
    libelle: Traiter une réclamation pour garder le client
    criteres:
    - {code: CR7, libelle: La cause est établie}
    - {code: CR8, libelle: Une compensation est proposée}
"""
ONE, TWO = f"{RULES}{BLOC}{SELL}", f"{RULES}{BLOC}{SELL}{SIGN}"
BOTH = f"{TWO}{FOLLOW}{ANSWER}"


def test_a_bloc_of_a_single_competence_is_questioned_where_a_certification_has_several() -> None:
    assert pointers(ONE) == []
    assert pointers(BOTH) == []
    assert pointers(f"{TWO}{FOLLOW}") == [("R331", "BC2")]


@pytest.mark.parametrize(
    "wording",
    [
        "Le plan est écrit",
        "le plan est écrit.",
        "Le  plan est écrit",
        "LE PLAN EST ÉCRIT",
        "Le plan est ecrit",
    ],
)
def test_the_same_wording_is_seen_through_case_accents_spaces_and_full_stops(wording: str) -> None:
    twice = ONE.replace("Les objections sont prévues", wording)
    assert ("R333", wording) in [(d, at) for d, at in pointers(twice) if d != "L101"]


def test_the_same_wording_in_two_blocs_names_both_blocs() -> None:
    (found,) = diagnostics(BOTH.replace("La cause est établie", "Le contrat est signé"))
    assert found.code == "R332"
    assert found.arguments == {"code": "CR7", "other": "CR3", "bloc": "BC2", "other_bloc": "BC1"}
    (first,) = found.related
    assert first.place.span is not None
    assert first.place.span.line == 19


def test_two_blocs_are_not_called_alike() -> None:
    assert pointers(BOTH.replace("Suivre la clientèle", "Négocier et vendre")) == [
        ("R332", "Négocier et vendre")
    ]


@pytest.mark.parametrize(
    ("activites", "found"),
    [
        ("", []),
        ("  - {code: A1, libelle: Vente, competences: [C1, C2]}\n", []),
        ("  - {code: A1, libelle: Vente, competences: [C1]}\n", [("R342", "C2")]),
        ("  - {code: A1, libelle: Vente}\n", [("R341", "A1")]),
        ("  - {code: A1, libelle: Vente, competences: [C11]}\n", [("R203", "C11")]),
    ],
    ids=["no activité", "both linked", "one left", "no link at all: said of activités", "a mistyped link"],
)
def test_activites_and_competences_are_linked(activites: str, found: list[tuple[str, str]]) -> None:
    assert pointers(TWO + ("  activites:\n" + activites if activites else "")) == found


def test_a_bloc_without_activites_has_competences_that_follow_from_none() -> None:
    activites = "  activites:\n  - {code: A1, libelle: Vente, competences: [C1, C2]}\n"
    assert pointers(f"{TWO}{activites}{FOLLOW}{ANSWER}") == []


def test_a_bloc_names_metiers_where_another_does() -> None:
    first = BOTH.replace(
        "  intitule: Négocier et vendre\n", "  intitule: Négocier et vendre\n  metiers: [Vendeur]\n"
    )
    assert pointers(first) == [("R343", "BC2")]
    every = first.replace(
        "  intitule: Suivre la clientèle\n", "  intitule: Suivre la clientèle\n  metiers: [Vendeur]\n"
    )
    assert pointers(every) == []


@pytest.mark.parametrize(
    ("niveau", "known"),
    [("0", False), ("1", True), ("6", True), ("8", True), ("9", False), ("niveau 5", True), ("III", False)],
)
def test_a_level_goes_from_1_to_8(niveau: str, known: bool) -> None:
    text = ONE.replace("version: 1.0.0}", f"version: 1.0.0, niveau: {niveau}}}")
    assert pointers(text) == ([] if known else [("R344", niveau)])
