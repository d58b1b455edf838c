"""What a table says beside its candidates names nobody; who is called almost like it is a candidate all the same."""

import pytest

from certeval.scores.besides import defines, names_nobody
from certeval.scores.patterns import is_sound


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Le président",
            "La directrice",
            "Les membres du jury",
            "L’examinateur",
            "Vu, le directeur",
            "Vu par le jury",
        ),
        *(
            "Moyenne",
            "moyenne de la classe",
            "Total général",
            "n°",
            "N° candidat",
            "Candidats",
            "identifiant",
        ),
        *(
            "Fait à Lyon",
            "Pour le jury",
            "Paris, le 15 juin",
            "/20",
            "ABS : absent",
            "(vide)",
            "Note max",
            "Écart type",
        ),
        *(
            "Vu et approuvé",
            "1er quartile",
            "Validés",
            "Numéro",
            "ID",
            "Anonymat",
            "Néant",
            "vide",
            "Corrigé",
        ),
        *(
            "BTS MCO 1ère année",
            "Classe de Mme Durand",
            "CFA de Lyon",
            "Groupe de Lyon",
            "Candidats libres",
            "Démissionnaires",
            "(suite)",
            "Grand Total",
            "C1 Total",
            "Groupe A Moyenne",
            "Somme totale",
            "25 candidats",
            "Classe",
            "Classe entière",
            "Étiquettes de lignes",
            "Élève",
            "Plus haute note",
            "Meilleure moyenne",
            "Correcteur 1",
        ),
        *(
            "À Aix-en-Provence, le 1er juin",
            "A Paris, le 15/06/2026",
            "Notes arrêtées le 15 juin",
            "Certifié conforme",
        ),
        *(
            "Bilan",
            "Synthèse de la classe",
            "Compétences",
            "Juré 1",
            "Examinateur",
            "Non admis",
            "Score moyen",
            "n = 25",
            "Std dev",
            "Écart moyen",
            "¹ absent justifié",
        ),
        *(
            "Pour copie conforme",
            "Bon pour accord",
            "Liste des candidats",
            "Relevé de notes",
            "Mis à jour le 3 juin",
            "Session de juin",
            "Juin 2026",
            "N° d’anonymat",
            "Code candidat",
            "Membres du jury",
            "Student",
        ),
        *(
            "All participants",
            "Tous les candidats",
            "9e décile",
            "Poids",
            "Note la plus basse",
            "Barre d’admission",
            "Type d’épreuve",
            "Durée",
            "Généré par Pronote",
            "N.B.",
            "Mention AB",
            "Student, Test",
            "Candidat test",
            "Avis du jury",
            "Count of E1",
            "Récapitulatif",
            "Rattrapages",
        ),
        *(
            "Note finale",
            "Notes harmonisées",
            "Note plancher",
            "Seuil requis",
            "La plus haute note",
            "Moins bonne note",
            "Étendue",
            "Mode",
            "Statistiques",
            "Lowest",
            "Pass rate",
            "Objectif",
            "Réponses attendues",
            "Classement",
            "Critères évalués",
            ">= 10",
            "< 10",
            "M. le directeur",
            "Mme la présidente",
        ),
    ],
)
def test_what_is_said_of_all_candidates_names_nobody(text: str) -> None:
    assert names_nobody(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Le Goff",
            "La Fontaine",
            "L’Hermite",
            "Le",
            "Vu",
            "Vu Le",
            "Vu Le Thi",
            "Vu Thi Mai",
            "Vu Er",
            "Mme La Fontaine",
            "M. Le Goff",
            "Bonus Marie",
            "C001",
            "Max Durand",
        ),
        *("Julie", "Marie Note", "Paul Juin", ""),
        *(
            "Julien Grand",
            "Grand",
            "Candidat 12",
            "Stagiaire 3",
            "Student 4",
            "Learner 2",
            "Classe 2",
            "Meilleur",
            "Plus Ann",
            "Le Bas Marie",
            "Marie Juin",
            "Avril Lavigne",
            "Code 12",
            "Jean Bilan",
            "Mark",
            "Nathan",
            "Ma",
        ),
        *(
            "Max de Villiers",
            "Barre Denis Paul",
            "Barre",
            "Salle Robert",
            "Tri Nguyen",
            "Test",
            "Avis Durand",
            "Poids Robert",
            "RAS",
            "Bas",
        ),
        "Groupe A",
        "CFA 75 001",
        "Claude Classe",
        "De la Suite",
        "Année 1 Dupont",
    ],
)
def test_somebody_whose_name_is_like_a_word_is_somebody(text: str) -> None:
    assert not names_nobody(text)


@pytest.mark.parametrize(
    ("text", "other", "is_entry"),
    [
        ("NA", "Non acquis", True),
        ("eca", "En cours d’acquisition", True),
        ("TB", "Très bien", True),
        ("0", "non acquis", True),
        ("000", "NV", True),
        ("0", "oui", False),
        ("0", "0", False),
        ("A", "Acquis", False),
        ("NA", "non", False),
        ("JD", "oui", False),
        ("", "", False),
    ],
)
def test_an_entry_of_a_legend_is_told_by_what_it_means(text: str, other: str, is_entry: bool) -> None:
    assert defines(text, other) is is_entry


@pytest.mark.parametrize(
    ("pattern", "sound_expected"),
    [
        *(
            ("{code}", True),
            ("{code} / {sur}", True),
            ("{code} {sur}/{sur}", False),
            ("{code} - {code}", False),
        ),
        *(("*a*b*c*{code}", False), ("*a*b*c*d{code}", True), ("*a*b*c*d*e{code}", False), ("texte", False)),
    ],
)
def test_a_pattern_says_where_each_of_its_signs_ends(pattern: str, sound_expected: bool) -> None:
    assert is_sound(pattern) is sound_expected
