"""Names that stand in a text which is kept for ever: found whatever stands beside them, and no other word for them."""

import pytest

from certeval.text.names import name_words, names_somebody, without_names

NAMES = ("Zyxomme-Dupont", "Ana Lou", "d’Aÿ", "D'Aubigny", "Le Goff", "Des Forêts", "Li", "Đặng")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Ana a su répondre",
            "sur avis de Mme Goff.",
            "(ANA)",
            "« Goff »",
            "Ana;",
            "oral d’Ana",
            "de l’Aubigny",
        ),
        *(
            "Mme Dupont, née Zyxomme",
            "zyxomme-dupont",
            "ZYXOMME DUPONT",
            "d'aubigny",
            "D’AUBIGNY",
            "Forets",
            "đặng",
        ),
        *("Mme Fore\u0302ts", "Dupont-Durand", "voir_Goff/2026"),
    ],
)
def test_a_name_is_found_whatever_stands_beside_it(text: str) -> None:
    assert names_somebody(text, name_words(NAMES))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "absence d’un justificatif",
            "le délai est passé",
            "des pièces manquent",
            "l’oral a été repris",
            "li",
            "",
        ),
        *("Anatole", "dossier 12", "goffre", "C001 : BC1 validé", "vote à l’unanimité"),
    ],
)
def test_words_that_stand_in_any_text_name_nobody(text: str) -> None:
    assert not names_somebody(text, name_words(NAMES))


def test_a_name_of_three_letters_is_found_and_one_of_two_is_a_word_like_others() -> None:
    assert names_somebody("Lou a répondu", name_words(["Lou"]))
    assert not names_somebody("Bo a répondu", name_words(["Bo"]))


def test_names_give_way_the_short_ones_too_and_the_rest_stays() -> None:
    told = "LI Ana (née Dupont), l’absence d’un document de D’AUBIGNY : dossier 12"
    assert (
        without_names(told, name_words(NAMES), "…")
        == "… … (née …), l’absence d’un document de … : dossier 12"
    )
