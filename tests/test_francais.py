"""What documents say in French: days, hours, counts and persons, one and several, of either genre."""

from collections.abc import Mapping
from datetime import date, time
from fractions import Fraction
from types import SimpleNamespace

import pytest

from certeval.diagnostics import Place
from certeval.documents.dossier import Candidature
from certeval.documents.francais import ItemCount, compte, dans, heure, item_counts, jour, nombre, verdict
from certeval.documents.identite import identite
from certeval.referentiel.load import compile_document
from certeval.rules.bounds import Bounds, Limit
from certeval.sources.yaml import parse


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 1, 1), "1er janvier 2026"),
        (date(2026, 1, 2), "2 janvier 2026"),
        (date(2026, 12, 31), "31 décembre 2026"),
    ],
)
def test_a_day_is_said_in_words(day: date, said: str) -> None:
    assert plain(jour(day)) == said


def test_months_are_written_as_french_does() -> None:
    assert [jour(date(2026, month, 2)).split("\xa0")[1] for month in range(1, 13)] == [
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("{et: [CR1]}", None),
        ("{tous: criteres}", ("critere", False, True)),
        ("{parmi: criteres, plus_de: 50 %}", ("critere", False, True)),
        ("{parmi: [CR1, C2], au_moins: 1}", ("", False, True)),
        ("{aucun: epreuves de BC1, dont: {moins_de: 6}}", ("epreuve", True, True)),
        ("{et: [CR1, {parmi: criteres, au_moins: 1}]}", ("critere", False, False)),
        (
            "{et: [{aucun: epreuves de BC1, dont: {moins_de: 6}}, {tous: criteres}]}",
            ("critere", False, False),
        ),
        ("{et: [E1, {aucun: epreuves de BC1, dont: {moins_de: 6}}]}", None),
        ("{et: [CR1, {ou: [{parmi: [C2, CR1], au_moins: 1}, {parmi: criteres, au_moins: 1}]}]}", None),
    ],
)
def test_what_a_rule_counts_is_of_the_count_that_results_say(
    rule: str, expected: tuple[str, bool, bool] | None
) -> None:
    text = f"""\
format: 1
certification: {{code: petit, version: 1.0.0}}
validation: {{competence: {{tous: criteres}}, bloc: {{tous: competences}}, certification: {{tous: blocs}}}}
blocs:
- code: BC1
  intitule: Vendre
  epreuves: [{{code: E1, intitule: Oral, echelle: {{note: {{sur: 20}}}}, validation: {{au_moins: 10}}}}]
  competences:
  - {{code: C1, libelle: Vendre, criteres: [{{code: CR1, libelle: Un}}], validation: {rule}}}
  - {{code: C2, libelle: Acheter, criteres: [{{code: CR2, libelle: Deux}}]}}
"""
    compilation = compile_document(parse(text.encode(), "petit.yaml"))
    assert compilation.referentiel, compilation.diagnostics
    count = item_counts(compilation.referentiel).get("C1")
    found = count and (count.kind, count.conditional, count.bounds is not None)
    assert found == expected


def test_an_hour_says_its_minutes_where_it_has_some() -> None:
    assert [plain(heure(time(*each))) for each in ((9, 0), (9, 1), (14, 5), (23, 59))] == [
        *("9 h", "9 h 01", "14 h 05", "23 h 59")
    ]


@pytest.mark.parametrize(
    ("lieu", "said"),
    [
        ("Lyon", "à Lyon"),
        ("Le Havre", "au Havre"),
        ("LE MANS", "au MANS"),
        ("Les Sables-d’Olonne", "aux Sables-d’Olonne"),
        ("Le\xa0Puy-en-Velay, 3 rue", "au Puy-en-Velay, 3 rue"),
        ("La Rochelle", "à La Rochelle"),
        ("L’Haÿ-les-Roses", "à L’Haÿ-les-Roses"),
        ("Lens", "à Lens"),
        ("Lesparre", "à Lesparre"),
        ("Le", "à Le"),
        ("", ""),
    ],
)
def test_a_place_takes_the_article_that_french_contracts(lieu: str, said: str) -> None:
    assert dans(lieu) == said


def test_a_verdict_agrees_with_what_it_is_about() -> None:
    assert [verdict(each) for each in ("valide", "non_valide", "en_attente", None, "autre")] == [
        *("validé", "non validé", "en attente", "–", "–")
    ]
    assert [verdict(each, "f") for each in ("valide", "non_valide", "en_attente", None)] == [
        *("validée", "non validée", "en attente", "–")
    ]


def test_a_number_is_written_with_a_comma_or_as_the_two_that_it_is_between() -> None:
    assert [nombre(each) for each in (None, 12, "12.5", "29/3", ["8", "10.5"])] == [
        *("", "12", "12,5", "≈9,67", "entre 8 et 10,5")
    ]


@pytest.mark.parametrize(
    ("kind", "met", "unknown", "said"),
    [
        ("critere", 0, 0, "0 critère acquis sur 6 (il en faut 4)"),
        ("critere", 1, 1, "1 critère acquis sur 6 (il en faut 4), 1 non évalué"),
        ("critere", 2, 2, "2 critères acquis sur 6 (il en faut 4), 2 non évalués"),
        ("competence", 1, 1, "1 compétence validée sur 6 (il en faut 4), 1 en attente"),
        ("competence", 2, 2, "2 compétences validées sur 6 (il en faut 4), 2 en attente"),
        ("sous_competence", 2, 0, "2 sous-compétences validées sur 6 (il en faut 4)"),
        ("bloc", 1, 0, "1 bloc validé sur 6 (il en faut 4)"),
        ("epreuve", 3, 0, "3 épreuves validées sur 6 (il en faut 4)"),
        ("fait", 2, 0, "2 faits établis sur 6 (il en faut 4)"),
        ("", 1, 0, "1 élément acquis sur 6 (il en faut 4)"),
        ("autre", 2, 0, "2 éléments acquis sur 6 (il en faut 4)"),
    ],
)
def test_a_count_agrees_in_number_and_genre(kind: str, met: int, unknown: int, said: str) -> None:
    assert (
        plain(compte({"acquis": met, "total": 6, "requis": 4, "non_evalue": unknown}, ItemCount(kind)))
        == said
    )


def at_most(number: int) -> Bounds:
    return Bounds(None, Limit(Fraction(number), strict=False, text=str(number)))


COUNTS = {
    "aucun": ItemCount("epreuve", True, at_most(0)),
    "deux": ItemCount("epreuve", True, at_most(2)),
    "tout": ItemCount("epreuve", True, at_most(4)),
    "dont": ItemCount("epreuve", True),
    "acquis": ItemCount("critere", False, at_most(3)),
}


@pytest.mark.parametrize(
    ("count", "element", "said"),
    [
        ("aucun", {"acquis": 0}, "0 épreuve sur 4 remplit la condition (il n’en faut aucune)"),
        ("deux", {"acquis": 2}, "2 épreuves sur 4 remplissent la condition (il en faut 2 au plus)"),
        ("tout", {"acquis": 2}, "2 épreuves sur 4 remplissent la condition"),
        ("dont", {"acquis": 1, "requis": 3}, "1 épreuve sur 4 remplit la condition (il en faut 3)"),
        ("dont", {"acquis": 2, "non_evalue": 1}, "2 épreuves sur 4 remplissent la condition, 1 en attente"),
        ("acquis", {"acquis": 2, "requis": 2}, "2 critères acquis sur 4 (il en faut 2, et 3 au plus)"),
    ],
)
def test_a_count_under_a_condition_says_no_more_than_that_it_is_met(
    count: str, element: dict[str, object], said: str
) -> None:
    assert plain(compte({"total": 4, "non_evalue": 0, **element}, COUNTS[count])) == said


def test_where_all_that_is_counted_is_excluded_there_is_no_count() -> None:
    assert compte({"acquis": 0, "non_evalue": 0, "total": 0}, ItemCount("competence")) == ""


def test_a_rule_that_does_not_count_says_no_count() -> None:
    assert compte({}, ItemCount("critere")) == ""
    assert (
        plain(compte({"acquis": 1, "total": 2, "non_evalue": 0}, ItemCount("bloc"))) == "1 bloc validé sur 2"
    )


@pytest.mark.parametrize(
    ("said", "nom", "liste", "naissance"),
    [
        ({"Nom Naissance": "Exemple", "Prenom 1": "Alix"}, "Alix Exemple", "Exemple Alix", ""),
        (
            {
                "Nom Naissance": "Exemple",
                "Nom Usage": "Autre",
                "Prenom 1": "Alix",
                "Prenom 3": "Lou",
                "Sexe": "f",
            },
            *("Alix Lou Autre, née Exemple", "Autre Alix Lou", ""),
        ),
        (
            {"Nom Naissance": "Exemple", "Nom Usage": "Exemple", "Prenom 1": "Alix", "Sexe": "M"},
            *("Alix Exemple", "Exemple Alix", ""),
        ),
        ({"Nom Usage": "Autre", "Prenom 2": "Lou"}, "Lou Autre", "Autre Lou", ""),
        ({"Annee Naissance": "1990", "Sexe": "2"}, "", "", "née en 1990"),
        (
            {"Annee Naissance": "1990", "Mois Naissance": "1", "Jour Naissance": "1"},
            "",
            "",
            "né(e) le 1er janvier 1990",
        ),
        (
            {"Annee Naissance": "1990", "Mois Naissance": "12", "Jour Naissance": "02", "Sexe": "1"},
            *("", "", "né le 2 décembre 1990"),
        ),
        (
            {"Annee Naissance": "1990", "Mois Naissance": "13", "Jour Naissance": "2", "Sexe": "M"},
            *("", "", "né en 1990"),
        ),
        (
            {"Annee Naissance": "1990", "Mois Naissance": "0", "Jour Naissance": "2", "Sexe": "M"},
            *("", "", "né en 1990"),
        ),
        (
            {"Annee Naissance": "1990", "Mois Naissance": "mai", "Jour Naissance": "2", "Sexe": "M"},
            *("", "", "né en 1990"),
        ),
        (
            {"Annee Naissance": "1990", "Mois Naissance": "5", "Jour Naissance": "deux", "Sexe": "M"},
            *("", "", "né en 1990"),
        ),
        (
            {"Annee Naissance": "1990", "Mois Naissance": "5", "Libelle Commune Naissance": "Lyon"},
            *("", "", "né(e) en 1990 à Lyon"),
        ),
        ({"Libelle Commune Naissance": "Lyon", "Sexe": "F"}, "", "", "née à Lyon"),
        ({"Libelle Commune Naissance": "Lyon", "Sexe": "Féminin"}, "", "", "née à Lyon"),
        ({"Libelle Commune Naissance": "Lyon", "Sexe": "homme"}, "", "", "né à Lyon"),
        ({"Libelle Commune Naissance": "Le Mans", "Sexe": "F"}, "", "", "née au Mans"),
        (
            {"Libelle Commune Naissance": "LES ABYMES", "Code Insee Commune Naissance": "97101"},
            *("", "", "né(e) aux ABYMES"),
        ),
        (
            {"Libelle Commune Naissance": "Le Moule", "Libelle Pays Naissance": "Guadeloupe"},
            *("", "", "né(e) au Moule"),
        ),
        (
            {"Libelle Commune Naissance": "Le Thuy", "Code Insee Commune Naissance": "99243"},
            *("", "", "né(e) à Le Thuy"),
        ),
        (
            {"Libelle Commune Naissance": "Le Roy", "Libelle Pays Naissance": "États-Unis"},
            *("", "", "né(e) à Le Roy"),
        ),
        ({"Mois Naissance": "5", "Jour Naissance": "2"}, "", "", ""),
    ],
)
def test_a_person_is_called_as_the_table_says(
    said: Mapping[str, str], nom: str, liste: str, naissance: str
) -> None:
    of = SimpleNamespace(person=lambda _: SimpleNamespace(cells=said))
    words = identite(of, Candidature("C001", Place("notes.csv"), {}))  # type: ignore[arg-type]
    is_whole = "Prenom 1" in said and ("Nom Naissance" in said or "Nom Usage" in said)
    assert {key: plain(each) for key, each in words.items()} == {
        "code": "C001",
        "nom": nom,
        "titulaire": nom if is_whole else "",
        "liste": liste,
        "naissance": naissance,
    }


def test_without_a_table_a_person_is_called_as_the_sheets_say() -> None:
    of = SimpleNamespace(person=lambda _: None)
    named = Candidature("C001", Place("notes.csv"), {}, {"nom": "Exemple", "prenom": "Alix"})
    assert identite(of, named)["titulaire"] == "Alix Exemple"  # type: ignore[arg-type]
    alone = Candidature("C001", Place("notes.csv"), {}, {"nom": "Alix Exemple"})
    assert identite(of, alone)["titulaire"] == "Alix Exemple"  # type: ignore[arg-type]
    without = Candidature("C001", Place("notes.csv"), {}, {"prenom": "Alix"})
    assert identite(of, without)["titulaire"] == ""  # type: ignore[arg-type]
    assert identite(of, Candidature("C002", Place("notes.csv"), {})) == {  # type: ignore[arg-type]
        "code": "C002",
        "nom": "",
        "titulaire": "",
        "liste": "",
        "naissance": "",
    }
