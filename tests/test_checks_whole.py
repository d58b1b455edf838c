"""Texts are whole, lists hold each item once, écarts quote their target, what a sentence announces is declared."""

import pytest

from certeval.render.diagnostics import advice
from checking import BLOC, RULES, SELL, criteres, diagnostics, pointers

FILE = f"{RULES}{BLOC}{SELL}"
OTHER = "Les objections sont prévues"


@pytest.mark.parametrize(
    ("wording", "found"),
    [
        ("Le plan est écrit", []),
        ("Le le plan est écrit", [("L111", "Le le")]),
        ("le plan est est écrit", [("L111", "est est")]),
        ("Le plan est écrit et le plan est suivi", []),
        ("Le plan est écrit Le plan est écrit", [("L111", "Le plan est écrit Le plan est écrit")]),
        ("Le prix du lot, du lot et du stock", []),
        ("Le devis est este est est fini", [("L111", "est est")]),
        ("Le prix du lot du lot et du stock", [("L111", "du lot du lot")]),
        ("Le prix de la part de la part de marché", [("L111", "de la part de la part")]),
        ("Le cas que nous nous donnons", []),
        ("Le plan tient en 20 20 minutes", []),
        ("Le client client", [("L111", "client client")]),
    ],
)
def test_nothing_is_written_twice_in_a_row(wording: str, found: list[tuple[str, str]]) -> None:
    assert [each for each in pointers(criteres(wording, OTHER)) if each[0] == "L111"] == found


@pytest.mark.parametrize(
    ("wording", "found"),
    [
        ("Le plan est écrit", []),
        ("Le plan est écrit et", [("L112", "et")]),
        ("Le plan est écrit,", [("L112", "écrit,")]),
        ("Le plan est écrit.", []),
        ("Le plan est adapté à", [("L112", "à")]),
        ("Le plan porte sur l'", [("L112", "l'")]),
        ("Le client a ce qu'il lui faut", []),
        ("Et", []),
        ("Le cahier des charges du service est de niveau A", []),
        ("Le plan dit pour qui", []),
    ],
)
def test_a_text_goes_on_to_the_end_of_its_sentence(wording: str, found: list[tuple[str, str]]) -> None:
    assert [each for each in pointers(criteres(wording, OTHER)) if each[0] == "L112"] == found


def test_only_french_texts_are_known_to_stop_before_their_end() -> None:
    english = criteres("The plan ends with le", OTHER).replace("version: 1.0.0", "version: 1.0.0, langue: en")
    assert pointers(english) == []


@pytest.mark.parametrize(
    ("wordings", "found"),
    [
        (("Le plan est écrit", "L'accord est signé", "le prix est dit"), [("L113", "le")]),
        (("Le plan est écrit", "le prix est dit"), []),
        (("Le plan est écrit", "un accord est signé", "le prix est dit"), []),
        (("Le plan est écrit", "L'accord est signé", "e-mail et devis sont relus"), []),
        (("Le plan est écrit", "L'accord est signé", "iOS est installé"), []),
        (("Le plan est écrit", "L'accord est signé", "« devis » est expliqué"), []),
        (("Le plan est écrit", "L'accord est signé", "3 devis sont comparés"), []),
    ],
    ids=["one of three", "half", "most", "a hyphen", "a capital inside", "a quotation", "a number"],
)
def test_a_text_begins_with_a_capital_where_most_of_its_kind_do(
    wordings: tuple[str, ...], found: list[tuple[str, str]]
) -> None:
    assert [each for each in pointers(criteres(*wordings)) if each[0] == "L113"] == found


@pytest.mark.parametrize(
    ("wording", "found"),
    [
        ("Le plan (annexe) est écrit", []),
        ("Le plan (annexe est écrit", [("L114", "(")]),
        ("Le plan annexe) est écrit", [("L114", ")")]),
        ("Le plan a) est écrit, 2) est daté", []),
        ("Le plan (sur 4) est écrit", []),
        ("Le plan « net est écrit", [("L114", "«")]),
        ("Le plan net » est écrit", [("L114", "»")]),
        ("Le plan [net est écrit", [("L114", "[")]),
        ("Le plan ) net ( est écrit", [("L114", ")")]),
    ],
)
def test_guillemets_and_brackets_go_in_pairs(wording: str, found: list[tuple[str, str]]) -> None:
    assert [each for each in pointers(criteres(wording, OTHER)) if each[0] == "L114"] == found


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Le plan est écrit", []),
        ("Le plan\n        est écrit", ["L115"]),
        (">-\n        Le plan\n        est écrit", []),
        ("|-\n        Le plan\n        est écrit", []),
        ('"Le plan\n        est écrit"', []),
        ("'Le plan\n        est écrit'", []),
    ],
)
def test_a_text_of_several_lines_says_that_it_is_one(typed: str, codes: list[str]) -> None:
    text = FILE.replace("{code: CR1, libelle: Le plan est écrit}", f"code: CR1\n      libelle: {typed}")
    assert [each.code for each in diagnostics(text)] == codes


def ecart(constat: str, cible: str = "CR1") -> str:
    return f"{FILE}ecarts:\n- cible: {cible}\n  constat: {constat}\n  decision: Gardé comme dans la source.\n"


@pytest.mark.parametrize(
    ("constat", "found"),
    [
        ("« plan est » au singulier.", []),
        ("« objections sont » au pluriel.", [("R207", "CR1")]),
        ("« objections sont » au pluriel, « plan est » au singulier.", []),
        ("« objections » au pluriel.", []),
        ("« bjections sont » au pluriel.", []),
        ("« Plan de vente » en tête de page.", []),
        ("Le plan est écrit.", []),
    ],
    ids=[
        "its own text",
        "another's",
        "another's and its own",
        "a word is found anywhere",
        "half a word is not a quotation",
        "what only the source says",
        "no quotation",
    ],
)
def test_an_ecart_quotes_its_target(constat: str, found: list[tuple[str, str]]) -> None:
    assert pointers(ecart(constat)) == found


@pytest.mark.parametrize("cible", ["essai", "BC1", "C1", "CR2", "criteres de C1"])
def test_an_ecart_quotes_what_is_below_its_target(cible: str) -> None:
    assert pointers(ecart("« objections sont » au pluriel.", cible)) == []


def test_a_quotation_of_another_says_whose_it_is() -> None:
    (found,) = diagnostics(ecart("« Négocier et vendre » est le bloc."))
    assert found.arguments == {"target": "CR1", "text": "Négocier et vendre", "where": "BC1"}


def test_what_an_ecart_quotes_is_not_judged_and_what_it_says_is() -> None:
    assert pointers(ecart("Le mot « et et (plan » est gardé.")) == []
    assert pointers(ecart("Le mot est est gardé.")) == [("L111", "est est")]


PHASES = (
    "epreuves: [{{code: E1, intitule: Oral, parties: [{{code: E2, forme: oral, deroulement: "
    "[{{intitule: {}, duree: 20 min}}, {{intitule: {}, duree: 10 min}}]}}]}}]"
)


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("metiers: [Vendeur, Conseiller]", []),
        ("metiers: [Vendeur, Conseiller, Vendeur]", [("R334", "Vendeur")]),
        ("metiers: [Vendeur, vendeur]", []),
        ("savoir_faire: [Vendeur, Vendeur]", [("R334", "Vendeur")]),
        ("activites: [{code: A1, libelle: Vente de biens, competences: [C1, C1]}]", [("R334", "C1")]),
        ("epreuves: [{code: E1, intitule: Entretien, evalue: [C1, C1]}]", [("R334", "C1")]),
        (PHASES.format("exposé", "questions"), []),
        (PHASES.format("exposé", "exposé"), [("R334", "exposé")]),
    ],
)
def test_a_list_holds_each_item_once(key: str, found: list[tuple[str, str]]) -> None:
    text = FILE.replace("  competences:\n", f"  {key}\n  competences:\n")
    assert [each for each in pointers(text) if each[0] == "R334"] == found


@pytest.mark.parametrize(
    ("sentence", "declared", "found"),
    [
        ("Validation des 2 critères.", "criteres: 2", []),
        ("Validation des 2 critères.", "", ["R307"]),
        ("Validation des deux critères.", "", ["R307"]),
        ("Validation des deux critères.", "criteres: 2", []),
        ("Validation d'au moins 2 critères.", "", []),
        ("Validation des critères.", "", []),
        ("Un critère sur les 2 critères.", "competences: 1", ["R307"]),
        ("Validation des 3 critères.", "criteres: 2", ["R307"]),
        ("Validation des 3 critères.", "criteres: 3", ["R301"]),
    ],
)
def test_a_count_that_the_sentence_announces_is_declared(
    sentence: str, declared: str, found: list[str]
) -> None:
    text = f"{FILE}  condition:\n    texte: {sentence}\n    effectif: {{{declared}}}\n"
    assert [each.code for each in diagnostics(text)] == found


def test_the_count_that_lacks_is_given_by_a_key_that_can_be_written() -> None:
    (found,) = diagnostics(f"{FILE}  condition:\n    texte: Validation des 1 compétences.\n")
    assert "{competences: 1}" in advice(found)
