"""Codes as documents type them: which is one, what it is once written one way, and what only looks like one."""

import pytest

from certeval.exchange.segmentation import codes, headings


@pytest.mark.parametrize(
    ("typed", "kind", "normal", "rest"),
    [
        ("A1.1-Préparation", "activite", "A1.1", "Préparation"),
        ("A1.3 –Mettre en place", "activite", "A1.3", "Mettre en place"),
        ("C1.1 Préparer", "competence", "C1.1", "Préparer"),
        ("C2.1.-Organiser", "competence", "C2.1", "Organiser"),
        ("C2.3 – Analyser", "competence", "C2.3", "Analyser"),
        ("C.6. Organiser", "competence", "C6", "Organiser"),
        ("C 2.1.3 : Organiser", "competence", "C2.1.3", "Organiser"),
        ("C1/ Organiser", "competence", "C1", "Organiser"),
        ("A1C1. Organiser", "competence", "A1C1", "Organiser"),
        ("A1/C1 : Organiser", "competence", "A1C1", "Organiser"),
        ("Compétence 1.1 : Organiser", "competence", "1.1", "Organiser"),
        ("Compétence C1.1 – Organiser", "competence", "C1.1", "Organiser"),
        ("Compétence professionnelle CP3 : Organiser", "competence", "CP3", "Organiser"),
        ("Activité A1 - Préparation", "activite", "A1", "Préparation"),
        ("Critère CR1 : le plan", "critere", "CR1", "le plan"),
        ("Épreuve E2 : écrit", "epreuve", "E2", "écrit"),
        ("CR1.1.1-Le plan", "critere", "CR1.1.1", "Le plan"),
        ("CR 1.1.2-Le plan", "critere", "CR1.1.2", "Le plan"),
        ("CR1.1.3Le plan", "critere", "CR1.1.3", "Le plan"),
        ("CR6-Un plan", "critere", "CR6", "Un plan"),
        ("C2.3. 1 Le plan", "critere", "C2.3.1", "Le plan"),
        ("Ce1.1 : Le plan", "critere", "Ce1.1", "Le plan"),
        ("1.1.1 Le plan", "critere", "1.1.1", "Le plan"),
        ("Critère n°3 : Le plan", "critere", "3", "Le plan"),
        ("BLOC 1 - Vendre", "bloc", "1", "Vendre"),
        ("Bloc de compétences n° 2 : Vendre", "bloc", "2", "Vendre"),
        ("RNCP35959BC01 - Vendre", "bloc", "RNCP35959BC01", "Vendre"),
    ],
)
def test_a_code_is_told_from_its_text(typed: str, kind: str, normal: str, rest: str) -> None:
    code = codes.code(typed, kind)
    assert code is not None
    assert (code.normal, code.rest) == (normal, rest)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("B1 du CECRL pour l’anglais", "critere"),
        ("A 3 mois de la date", "activite"),
        ("8h de cours", "critere"),
        ("2 évaluations écrites", "critere"),
        ("Les 3 objectifs sont tenus", "critere"),
        ("1.5 point par question", "critere"),
        ("C’est le plan", "critere"),
    ],
)
def test_what_only_looks_like_a_code_is_none(typed: str, kind: str) -> None:
    assert codes.code(typed, kind) is None


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("REFERENTIEL D’ACTIVITES", "activite"),
        ("REFERENTIEL DE COMPETENCES", "competence"),
        ("CRITÈRES D’ÉVALUATION", "critere"),
        ("Critères d’évaluation des compétences", "critere"),
        ("Indicateurs d’évaluation", "critere"),
        ("MODALITÉS D’ÉVALUATION", "modalite"),
        ("Modalités d’évaluation des compétences", "modalite"),
        ("Blocs de compétences", "bloc"),
        ("Compétences transversales", "transversale"),
        ("Durée", "duree"),
        ("Détail de l’organisation de l’épreuve", "detail"),
        ("Présentation d’un projet", ""),
    ],
)
def test_the_first_word_of_a_heading_that_says_a_kind_gives_it(heading: str, kind: str) -> None:
    assert headings.kind(heading) == kind
