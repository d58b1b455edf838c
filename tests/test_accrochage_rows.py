"""Each cell of the candidates’ table as the flux takes it: below, at and above each bound, told at its cell."""

import re
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from certeval.diagnostics import Diagnostic
from certeval.diagnostics.findings import Findings
from certeval.exchange.accrochage.cells import READERS, CellFault, nir_key
from certeval.exchange.accrochage.passage import (
    MODALITES_ACCES,
    OF_VOIE,
    SPELLINGS,
    DossierFormation,
    EtatCivil,
    IdentifiantNational,
    PassageCertification,
    SchemaVersion,
)
from certeval.exchange.accrochage.rows import CertificationAward, Due, PassageReader
from certeval.jury import candidats, emetteur
from certeval.render.diagnostics import message
from certeval.rules.situation import Voie
from certeval.sources import yaml
from passages import of_passage

EMETTEUR = "format: 1\nemetteur: EXEMPLE0\ncertificateur: {id_client: EXEMPLE0, id_contrat: MCFCER000000}\n"
ROW = {
    "candidat": "C001",
    "Nom Naissance": "Exemple",
    "Prenom 1": "Alix",
    "Annee Naissance": "1990",
    "Mois Naissance": "5",
    "Jour Naissance": "3",
    "Sexe": "F",
    "Code Insee Commune Naissance": "31555",
}
TODAY = date(2026, 7, 10)
DECIDED = date(2026, 7, 2)
LONG = "é" * 60


def passage_of(
    cells: dict[str, str],
    version: SchemaVersion = "1.1.2",
    defauts: str = "",
    le: date | None = DECIDED,
    voie: Voie | None = None,
) -> tuple[PassageCertification | None, list[Diagnostic]]:
    """What a row says, of which some cells are other than usual; what is wrong with it."""
    table = candidats._parse("\n".join(lines_of(cells)).encode(), "titulaires.csv")
    of, told = emetteur.read(yaml.parse((EMETTEUR + defauts).encode(), "emetteur.yaml"))
    assert of is not None, told
    findings = Findings()
    rows = PassageReader(of, version, TODAY, findings)
    (person,) = table.persons()
    due = (Due(CertificationAward("C001", "essai", "S1", le, voie), "P-1"),)
    made = [passage for _, passage in rows.passages(person, due)]
    return (made[0] if made else None), [*table.diagnostics, *findings.in_order()]


def lines_of(cells: dict[str, str]) -> list[str]:
    row = {heading: text for heading, text in (ROW | cells).items() if text}
    return [";".join(row), ";".join(f'"{text}"' for text in row.values())]


def read(
    cells: dict[str, str],
    version: SchemaVersion = "1.1.2",
    defauts: str = "",
    le: date | None = DECIDED,
    voie: Voie | None = None,
) -> tuple[PassageCertification | None, list[str]]:
    """The same; of what is wrong, each code with its heading."""
    passage, told = passage_of(cells, version, defauts, le, voie)
    headings, line = lines_of(cells)
    said = []
    for each in told:
        span = each.place.span
        assert span is not None
        at = (
            "emetteur"
            if each.place.file == "emetteur.yaml"
            else headings.split(";")[_cell(line, span.column)]
        )
        said.append(f"{each.code} {at}")
        assert not any(text in message(each) for text in ("Exemple", "Alix", "{"))
    return passage, said


def _cell(line: str, column: int) -> int:
    return line[: column - 1].count(";")


@pytest.mark.parametrize(
    ("heading", "right", "wrong", "code"),
    [
        ("Nom Naissance", LONG, LONG + "é", "N311"),
        ("Nom Usage", LONG, LONG + "é", "N311"),
        ("Prenom 1", LONG, LONG + "é", "N311"),
        ("Prenom 2", LONG, LONG + "é", "N311"),
        ("Libelle Commune Naissance", LONG, LONG + "é", "N311"),
        ("Libelle Option", "o" * 255, "o" * 256, "N311"),
        ("Verbatim", "v" * 255, "v" * 256, "N311"),
        ("Scoring", "12,4", "s" * 256, "N311"),
        ("Url Preuve", "https://exemple.org/" + "u" * 235, "https://exemple.org/" + "u" * 236, "N311"),
        ("Url Preuve", "HTTPS://exemple.org", "exemple.org", "N316"),
        ("Nom Naissance", "Nguyễn-d’Œuvrard", "Exem\u200bple", "N312"),
        ("Prenom 1", "Jean\tMarie", "Jean\x07Marie", "N312"),
        ("Nom Naissance", "Ex\U0001d49cmple", "Ex\ufffdmple", "N312"),
        ("Nom Naissance", "O", "#N/A", "N325"),
        ("Verbatim", "a = b", "=B12", "N325"),
        ("Scoring", "12,4", "#DIV/0!", "N325"),
        ("Libelle Commune Naissance", "Y", "69381", "N325"),
        ("Annee Naissance", "2016", "2017", "N318"),
        ("Annee Naissance", "1916", "1915", "N318"),
        ("Annee Naissance", "01990", "90", "N315"),
        ("Mois Naissance", "12", "13", "N315"),
        ("Mois Naissance", "01", "0", "N315"),
        ("Jour Naissance", "31", "32", "N315"),
        ("Sexe", "Mme", "X", "N313"),
        ("Code Insee Commune Naissance", "2a004", "2C004", "N316"),
        ("Code Insee Commune Naissance", "01004", "1004", "N316"),
        ("Code Insee Commune Naissance", "97411", "00411", "N316"),
        ("Code Insee Commune Naissance", "99109", "991090", "N316"),
        ("Code Insee Commune Naissance", "31001", "31000", "N316"),
        ("Code Postal Commune Naissance", "123456789", "-31000", "N316"),
        ("Code Postal Commune Naissance", "SW1A 1AA", "SW1A 1AA 99", "N316"),
        ("Code Postal Centre Examen", "75009", "7500975009", "N316"),
        ("Code Pays Naissance", "fra", "FR", "N316"),
        ("Code Pays Naissance", "99100", "98100", "N316"),
        ("Date Debut Examen", "20/06/2026", "06/20/2026", "N314"),
        ("Date Inscription", "2024-02-29", "2025-02-29", "N314"),
        ("Date Inscription", "1900-01-01", "1899-12-31", "N314"),
        ("Date Fin Validite", "2099-12-31", "2100-01-01", "N314"),
        ("Date Fin Validite", "2026-07-02", "2026-07-01", "N322"),
        ("Date Debut Validite", "2026-07-10", "2026-07-11", "N323"),
        ("Obtention Certification", "par admission", "admis", "N313"),
        ("Donnee Certifiee", "VRAI", "peut-être", "N313"),
        ("Modalite Passage Examen", "à distance", "au loin", "N313"),
        ("Mention Validee", "Très bien", "Passable", "N313"),
        ("Modalite Acces", "candidat libre", "libre", "N313"),
        ("Initiative Inscription", "France Travail", "moi", "N313"),
        ("Niveau Langue Europeen", "b2", "B3", "N313"),
        ("Score General", "1000", "1001", "N315"),
        ("Score General", "1", "0", "N315"),
        ("Resultats Numeriques", "3.4:5 ; 1.1 : 8", "3.4:9", "N316"),
        ("Resultats Numeriques", "1.1:1;", "1.1:0", "N316"),
        ("Resultats Numeriques", "1.1:1", "1.1:1;;0.1:1", "N316"),
        ("Resultats Numeriques", "1.1:1", ";", "N316"),
        ("Id Dossier", "1234567891011", "12345678910111", "N311"),
    ],
)
def test_a_cell_is_taken_up_to_its_bound_and_refused_beyond(
    heading: str, right: str, wrong: str, code: str
) -> None:
    taken, told = read({heading: right})
    assert taken is not None
    assert [each for each in told if not each.startswith("N321")] == []
    refused, told = read({heading: wrong})
    assert refused is None
    assert told == [f"{code} {heading}"]


@pytest.mark.parametrize("heading", ["Nom Naissance", "Prenom 1", "Annee Naissance", "Sexe"])
def test_what_the_flux_must_have_is_told_where_it_is_missing(heading: str) -> None:
    passage, told = read({heading: ""})
    assert passage is None
    assert told == ["N310 candidat"]


@pytest.mark.parametrize(
    "sign",
    [
        *("\x00", "\x08", "\x1b", "\x7f", "\x84", "\x9f", "\xad", "\u200b", "\u200f", "\u202a", "\u202e"),
        *("\u2060", "\u206f", "\ufeff", "\ufffd", "\ufff9", "\uffff"),
    ],
)
def test_a_sign_that_nobody_sees_is_told_by_its_number(sign: str) -> None:
    refused = READERS["Verbatim"](f"a{sign}b")
    assert isinstance(refused, CellFault)
    assert (refused.kind.code, refused.arguments) == ("N312", {"sign": f"U+{ord(sign):04X}"})


def test_a_sign_that_is_seen_is_taken() -> None:
    assert READERS["Verbatim"]("¡¬®‐‧⁰￭") == "¡¬®‐‧⁰￭"


def test_a_text_that_is_too_long_is_told_with_its_length_and_the_bound() -> None:
    refused = READERS["Verbatim"]("v" * 256)
    assert isinstance(refused, CellFault)
    assert refused.arguments == {"count": 256, "most": 255}
    assert READERS["Verbatim"]("v" * 128 + "  " + "v" * 126) == "v" * 128 + " " + "v" * 126


def test_a_text_of_the_flux_is_no_markup() -> None:
    passage, _ = read({"Verbatim": "a & b < c ]]> d"})
    assert passage is not None
    assert "<cpf:verbatim>a &amp; b &lt; c ]]&gt; d</cpf:verbatim>" in of_passage(passage)
    passage, _ = read({"Verbatim": "]]>"})
    assert passage is not None
    assert "<cpf:verbatim>]]&gt;</cpf:verbatim>" in of_passage(passage)


def test_white_space_inside_a_name_is_one_space_and_a_composed_letter_one_character() -> None:
    passage, told = read({"Nom Naissance": "de  la\u00a0Tour\u2009Exemple", "Prenom 1": "E\u0301lo\u00efse"})
    assert told == []
    assert passage is not None
    who = passage.identification
    assert isinstance(who, EtatCivil)
    assert (who.noms.nom_naissance, who.noms.prenom1) == ("de la Tour Exemple", "Éloïse")


@pytest.mark.parametrize(
    ("annee", "mois", "jour", "told"),
    [
        ("2000", "2", "29", []),
        ("1900", "2", "29", ["N317 Jour Naissance", "N318 Annee Naissance"]),
        ("1999", "2", "29", ["N317 Jour Naissance"]),
        ("1999", "4", "30", []),
        ("1999", "4", "31", ["N317 Jour Naissance"]),
        ("1999", "", "", []),
        ("1999", "4", "", []),
        ("1999", "", "12", ["N310 candidat"]),
    ],
)
def test_a_birthday_is_a_day_of_the_calendar_or_is_not_known(
    annee: str, mois: str, jour: str, told: list[str]
) -> None:
    passage, found = read({"Annee Naissance": annee, "Mois Naissance": mois, "Jour Naissance": jour})
    assert sorted(found) == told
    if not told:
        assert passage is not None
        assert '<cpf:jourNaissance xsi:nil="true"/>' in of_passage(passage) or jour


@pytest.mark.parametrize(
    ("cells", "xml", "told"),
    [
        ({}, "<cpf:codeInseeNaissance><cpf:codeInsee>31555</cpf:codeInsee></cpf:codeInseeNaissance>", []),
        (
            {"Code Postal Commune Naissance": "31000"},
            "<cpf:codeInseeNaissance><cpf:codeInsee>31555</cpf:codeInsee></cpf:codeInseeNaissance>",
            [],
        ),
        (
            {"Code Insee Commune Naissance": "", "Code Postal Commune Naissance": "31000"},
            "<cpf:codePostalNaissance><cpf:codePostal>31000</cpf:codePostal></cpf:codePostalNaissance>",
            [],
        ),
        (
            {"Code Insee Commune Naissance": "", "Libelle Pays Naissance": "Suisse"},
            '<cpf:codePostalNaissance><cpf:codePostal xsi:nil="true"/></cpf:codePostalNaissance>',
            [],
        ),
        ({"Code Insee Commune Naissance": "", "Libelle Pays Naissance": "FRANCE"}, None, ["N310 candidat"]),
        ({"Code Insee Commune Naissance": ""}, None, ["N310 candidat"]),
        ({"Libelle Pays Naissance": "Suisse"}, None, ["N320 Code Insee Commune Naissance"]),
        (
            {"Libelle Pays Naissance": "Suisse", "Annee Naissance": ""},
            None,
            ["N310 candidat", "N320 Code Insee Commune Naissance"],
        ),
        (
            {"Code Insee Commune Naissance": "99140", "Code Pays Naissance": "FRA"},
            None,
            ["N320 Code Insee Commune Naissance"],
        ),
        (
            {
                "Code Insee Commune Naissance": "91352",
                "Annee Naissance": "1967",
                "Libelle Pays Naissance": "Algérie",
            },
            "<cpf:codeInsee>91352</cpf:codeInsee>",
            [],
        ),
        (
            {
                "Code Insee Commune Naissance": "91352",
                "Annee Naissance": "1968",
                "Libelle Pays Naissance": "Algérie",
            },
            None,
            ["N320 Code Insee Commune Naissance"],
        ),
        *(
            (
                {"Code Insee Commune Naissance": insee, **country},
                f"<cpf:codeInsee>{insee}</cpf:codeInsee>",
                [],
            )
            for insee, country in (
                ("97411", {"Code Pays Naissance": "REU"}),
                ("97411", {"Libelle Pays Naissance": "La Réunion"}),
                ("98818", {"Libelle Pays Naissance": "Nouvelle-Calédonie"}),
                ("97105", {"Code Pays Naissance": "FRA"}),
            )
        ),
        ({"Code Pays Naissance": "REU"}, None, ["N320 Code Insee Commune Naissance"]),
        ({"Code Insee Commune Naissance": "", "Code Pays Naissance": "GLP"}, None, ["N310 candidat"]),
        (  # France has no communes of abroad, whenever one was born
            {
                "Code Insee Commune Naissance": "99140",
                "Annee Naissance": "1967",
                "Code Pays Naissance": "100",
            },
            None,
            ["N320 Code Insee Commune Naissance"],
        ),
    ],
)
def test_a_holder_is_born_in_a_commune_by_one_code_or_abroad(
    cells: dict[str, str], xml: str | None, told: list[str]
) -> None:
    passage, found = read(cells)
    assert found == told
    assert (passage is None) == (xml is None)
    assert passage is None or xml in of_passage(passage)


def nir(number: str) -> str:
    """A number with its key."""
    return f"{number}{nir_key(number):02}"


def test_the_key_of_a_nir_is_that_of_the_public_example_and_of_corsica() -> None:
    assert nir_key("2550814168025") == 38
    assert nir_key("190052A004001") == 97 - 1900519004001 % 97
    assert nir_key("190052B004001") == 97 - 1900518004001 % 97


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (nir("2900531555001"), []),
        ("2 90 05 31 555 001", []),
        (f"2900531555001{(nir_key('2900531555001') + 1) % 97:02}", ["N319 NIR"]),
        (nir("1900531555001"), ["N320 NIR"]),
        (nir("2910531555001"), ["N320 NIR"]),
        (nir("2900631555001"), ["N320 NIR"]),
        (nir("2901231555001"), ["N320 NIR"]),
        (nir("2902031555001"), []),  # its month is not known
        (nir("2903131555001"), []),
        (nir("2901331555001"), ["N316 NIR"]),
        (nir("2900031555001"), ["N316 NIR"]),
        (nir("2900500555001"), ["N316 NIR"]),
        (nir("290052A555001"), ["N321 NIR"]),
        (nir("2900575555001"), ["N321 NIR"]),
        (nir("3900531555001"), ["N316 NIR"]),
        ("290053155500", ["N316 NIR"]),
        ("29005315550011", ["N316 NIR"]),
    ],
)
def test_a_nir_has_its_key_and_says_the_sex_and_the_birth_of_its_holder(number: str, told: list[str]) -> None:
    passage, found = read({"NIR": number}, "1.1.5")
    assert found == told
    if told in ([], ["N321 NIR"]):
        assert passage is not None
        assert isinstance(passage.identification, IdentifiantNational)
        assert len(passage.identification.nir) == 13
    else:
        assert passage is None


def test_a_nir_is_never_sent_under_a_version_that_has_no_place_for_it() -> None:
    passage, told = read({"NIR": nir("2900531555001")}, "1.1.2")
    assert told == []
    assert passage is not None
    assert isinstance(passage.identification, EtatCivil)
    assert "2900531555001" not in of_passage(passage)


def test_a_nir_needs_no_more_than_the_name_beside_it() -> None:
    alone = {"Prenom 1": "", "Annee Naissance": "", "Mois Naissance": "", "Jour Naissance": "", "Sexe": ""}
    passage, told = read(alone | {"Code Insee Commune Naissance": "", "NIR": nir("2900531555001")}, "1.1.5")
    assert told == []
    assert passage is not None
    assert passage.identification == IdentifiantNational("2900531555001", "Exemple")
    nameless = alone | {"Nom Naissance": "", "NIR": nir("2900531555001")}
    assert read(nameless, "1.1.5") == (None, ["N310 candidat"])


def test_corsica_is_one_department_to_a_nir_of_before_1976() -> None:
    cells = {"Code Insee Commune Naissance": "2A004", "Annee Naissance": "1970"}
    assert read(cells | {"NIR": nir("2700520004001")}, "1.1.5")[1] == []
    assert read(cells | {"NIR": nir("270052A004001")}, "1.1.5")[1] == []


@pytest.mark.parametrize(("annee", "told"), [("1967", []), ("1968", ["N321 NIR"]), ("", ["N321 NIR"])])
def test_a_department_that_was_reorganised_since_is_another_without_a_word(
    annee: str, told: list[str]
) -> None:
    cells = {"Annee Naissance": annee, "Code Insee Commune Naissance": "91352"}
    assert read(cells | {"NIR": nir(f"2{annee[2:] or '90'}0578352001")}, "1.1.5")[1] == told


@pytest.mark.parametrize(
    ("cells", "other"),
    [
        ({"Code Insee Commune Naissance": "99140", "Code Pays Naissance": "FRA"}, "Code Pays Naissance"),
        ({"Libelle Pays Naissance": "Suisse"}, "Libelle Pays Naissance"),
        ({"NIR": nir("1900531555001")}, "Sexe"),
        ({"NIR": nir("2910531555001")}, "Annee Naissance"),
        ({"NIR": nir("2900631555001")}, "Mois Naissance"),
        ({"NIR": nir("2900575555001")}, "Code Insee Commune Naissance"),
        ({"Date Fin Validite": "2026-07-01"}, "Date Debut Validite"),
        ({"Date Debut Examen": "2026-06-20", "Date Fin Examen": "2026-06-19"}, "Date Debut Examen"),
        ({"Date Debut Validite": "2026-06-20", "Date Debut Examen": "2026-06-21"}, "Date Debut Examen"),
        ({"Date Debut Validite": "2026-06-20", "Date Inscription": "2026-06-21"}, "Date Inscription"),
        ({"Voie Acces VAE": "VAE_CLASSIQUE"}, "Modalite Acces"),
        ({"Presence Niveau Langue Euro": "non", "Niveau Langue Europeen": "A1"}, "Niveau Langue Europeen"),
    ],
)
def test_what_disagrees_is_told_with_what_it_disagrees_with(cells: dict[str, str], other: str) -> None:
    assert [each.arguments["other"] for each in passage_of(cells, "1.1.5")[1]] == [other]


def test_the_file_of_a_training_names_its_holder_in_fewer_characters() -> None:
    passage, told = read({"Id Dossier": "1234567891011", "Nom Naissance": "n" * 30, "Prenom 1": "p" * 20})
    assert told == []
    assert passage is not None
    assert passage.identification == DossierFormation("1234567891011", "n" * 30, "p" * 20)
    told = read({"Id Dossier": "1234567891011", "Nom Naissance": "n" * 31, "Prenom 1": "p" * 21})[1]
    assert told == ["N311 Nom Naissance", "N311 Prenom 1"]
    for heading in ("Nom Naissance", "Prenom 1"):
        assert read({"Id Dossier": "1234567891011", heading: ""}) == (None, ["N310 candidat"])


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"Presence Niveau Langue Euro": "oui", "Niveau Langue Europeen": "A1"}, []),
        ({"Presence Niveau Langue Euro": "non"}, []),
        ({"Presence Niveau Langue Euro": "oui"}, ["N310 candidat"]),
        (
            {"Presence Niveau Langue Euro": "non", "Niveau Langue Europeen": "A1"},
            ["N320 Presence Niveau Langue Euro"],
        ),
        ({"Presence Niveau Numerique Euro": "oui", "Score General": "5"}, []),
        ({"Presence Niveau Numerique Euro": "oui", "Resultats Numeriques": "1.1:1"}, []),
        ({"Presence Niveau Numerique Euro": "oui"}, ["N310 candidat"]),
        (
            {"Presence Niveau Numerique Euro": "non", "Resultats Numeriques": "1.1:1"},
            ["N320 Presence Niveau Numerique Euro"],
        ),
        ({"Obtention Certification": "PAR_SCORING", "Scoring": "12"}, []),
        ({"Obtention Certification": "PAR_SCORING"}, ["N310 candidat"]),
        ({"Voie Acces VAE": "VAE_CLASSIQUE", "Modalite Acces": "VAE"}, []),
        ({"Voie Acces VAE": "VAE_CLASSIQUE"}, ["N321 Voie Acces VAE"]),
        ({"Date Debut Validite": "2026-06-20", "Date Inscription": "2026-06-20"}, []),
        ({"Date Debut Examen": "2026-06-20", "Date Fin Examen": "2026-06-20"}, []),
        ({"Date Debut Examen": "2026-06-20", "Date Fin Examen": "2026-06-19"}, ["N322 Date Fin Examen"]),
        ({"Date Debut Validite": "2026-06-20", "Date Debut Examen": "2026-06-20"}, []),
        (
            {"Date Debut Validite": "2026-06-20", "Date Debut Examen": "2026-06-21"},
            ["N321 Date Debut Validite"],
        ),
    ],
)
def test_what_a_row_announces_is_there_and_its_days_are_in_order(
    cells: dict[str, str], told: list[str]
) -> None:
    assert read(cells)[1] == told


def test_levels_are_announced_where_they_stand_and_only_there() -> None:
    passage, _ = read({"Niveau Langue Europeen": "c1", "Resultats Numeriques": "3.4:5;1.1:7"})
    assert passage is not None
    text = of_passage(passage)
    assert "<cpf:presenceNiveauLangueEuro>true</cpf:presenceNiveauLangueEuro>" in text
    levels = re.findall("<cpf:(niveau|domaineCompetenceId|competenceId)>(.+?)</", text)
    assert [each for _, each in levels] == ["5", "3", "4", "7", "1", "1"]
    plain, _ = read({})
    assert plain is not None
    assert of_passage(plain).count("false</cpf:presenceNiveau") == 2


def test_the_day_of_the_jury_and_the_voie_stand_where_the_table_says_nothing() -> None:
    passage, told = read({}, voie="apprentissage")
    assert (told, passage is not None) == ([], True)
    assert passage is not None
    assert (passage.obtention.date_debut_validite, passage.obtention.modalite_acces) == (
        "2026-07-02",
        "FORMATION_INITIALE_APPRENTISSAGE",
    )
    passage, told = read({"Date Debut Validite": "01/07/2026", "Modalite Acces": "VAE"}, voie="apprentissage")
    assert passage is not None
    assert (passage.obtention.date_debut_validite, passage.obtention.modalite_acces) == ("2026-07-01", "VAE")
    assert told == ["N321 Modalite Acces"]  # the State would be told otherwise than the minutes say
    assert read({"Modalite Acces": "VAE"}, voie="vae")[1] == []
    assert read({}, le=None) == (None, ["N310 candidat"])


def test_a_default_stands_in_empty_cells_and_a_wrong_one_is_told_where_it_is_written() -> None:
    passage, told = read(
        {}, defauts="defauts: {Modalite Passage Examen: présentiel, Donnee Certifiee: non}\n"
    )
    assert told == []
    assert passage is not None
    assert (passage.obtention.modalite_passage, passage.obtention.donnee_certifiee) == (
        "EN_PRESENTIEL",
        False,
    )
    assert read({}, defauts="defauts: {Modalite Passage Examen: au loin}\n")[1] == ["N313 emetteur"]


@pytest.mark.parametrize(("voie", "expected"), [("vae", "VAE"), (None, "CANDIDAT_LIBRE")])
def test_a_default_way_of_access_is_of_those_of_whom_the_session_says_none(
    voie: Voie | None, expected: str
) -> None:
    passage, told = read({}, defauts="defauts: {Modalite Acces: candidat libre}\n", voie=voie)
    assert passage is not None
    assert (passage.obtention.modalite_acces, told) == (expected, [])


def test_what_is_wrong_with_a_row_is_told_all_at_once() -> None:
    told = read(
        {"Sexe": "X", "Jour Naissance": "32", "Nom Naissance": "", "Date Fin Validite": "2026-13-01"}
    )[1]
    assert sorted(told) == [
        "N310 candidat",
        "N313 Sexe",
        "N314 Date Fin Validite",
        "N315 Jour Naissance",
    ]


def test_the_words_of_the_xsd_are_headings_too() -> None:
    words = ("nomNaissance", "prenom1", "codeInsee", "codePostal", "dateDebutValidite", "voieAccessVAE")
    assert [candidats.heading(each) for each in words] == [
        *("Nom Naissance", "Prenom 1", "Code Insee Commune Naissance", "Code Postal Commune Naissance"),
        *("Date Debut Validite", "Voie Acces VAE"),
    ]


def test_no_example_of_the_state_is_copied_here() -> None:
    assert not list(Path(__file__).parent.rglob("cdc-accrochage*"))


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ({}, True),
        ({"Nom Naissance": "EXEMPLE", "Prenom 1": "alix", "Prenom 2": "Jo"}, True),
        ({"Prenom 1": "Jo"}, False),
        ({"Jour Naissance": "4"}, False),
        ({"Sexe": "M"}, False),
        ({"Code Insee Commune Naissance": "31556"}, False),
        ({"Code Insee Commune Naissance": "", "Code Postal Commune Naissance": "31000"}, False),
        ({"NIR": "2900531555001"}, False),  # one of them alone is known by it
    ],
)
def test_two_who_have_the_same_names_birth_and_commune_may_be_one_person(
    other: dict[str, str], same: bool
) -> None:
    assert alike_rows({}, other) == same


def test_who_may_be_one_person_is_told_where_enough_is_known() -> None:
    for unknown in ({"Jour Naissance": ""}, {"Jour Naissance": "", "Mois Naissance": ""}):
        assert not alike_rows(unknown, unknown)
    by_postal = {"Code Insee Commune Naissance": "", "Code Postal Commune Naissance": "31000"}
    assert alike_rows(by_postal, by_postal)
    assert not alike_rows(by_postal, by_postal | {"Code Postal Commune Naissance": "31001"})
    by_nir = {"NIR": "2900531555001"}
    assert alike_rows(by_nir, by_nir | {"Nom Naissance": "Autre"})
    assert not alike_rows(by_nir, {"NIR": "2900531555002"})


def alike_rows(*rows: dict[str, str]) -> bool:
    """Whether the second of two candidates is told to be the first, perhaps."""
    headings = dict.fromkeys([*ROW, *(heading for row in rows for heading in row)])
    lines = [
        ";".join(str((ROW | row | {"candidat": f"C{i}"}).get(each, "")) for each in headings)
        for i, row in enumerate(rows)
    ]
    table = candidats._parse("\n".join([";".join(headings), *lines]).encode(), "titulaires.csv")
    of, _ = emetteur.read(yaml.parse(EMETTEUR.encode(), "emetteur.yaml"))
    assert of is not None
    findings = Findings()
    reader = PassageReader(of, "1.1.5", TODAY, findings)
    due = (Due(CertificationAward("C", "essai", "S1", DECIDED, None), "P"),)
    assert all(reader.passages(person, due) for person in table.persons())
    found = [each for each in findings.in_order() if each.code == "N324"]
    assert {each.place.span and each.place.span.line for each in found} <= {3}
    return bool(found)


def test_each_voie_has_its_modalite_d_acces() -> None:
    assert set(OF_VOIE) == set(get_args(Voie))
    assert set(OF_VOIE.values()) <= set(MODALITES_ACCES)


TYPED = {
    "Sexe": {
        "M": "M m H h homme Homme masculin 1 m. M. monsieur Monsieur",
        "F": "F f femme Femme féminin feminin 2 mme Mme madame",
    },
    "Donnee Certifiee": {"true": "oui O vrai TRUE 1", "false": "non N faux FALSE 0"},
    "Modalite Passage Examen": {"EN_PRESENTIEL": "présentiel|en présentiel|En_Presentiel", "MIXTE": "mixte"},
    "Mention Validee": {
        "SANS_MENTION": "sans mention",
        "MENTION_ASSEZ_BIEN": "assez bien|mention assez-bien",
        "MENTION_BIEN": "Bien|mention bien",
        "MENTION_TRES_BIEN": "très bien|TRES BIEN",
        "MENTION_TRES_BIEN_AVEC_FELICITATIONS_DU_JURY": "très bien avec félicitations du jury",
    },
    "Initiative Inscription": {
        "POLE_EMPLOI": "france travail|Pôle emploi",
        "OF": "organisme de formation|of",
    },
}
"""By heading, how people write each member of its list."""


@pytest.mark.parametrize("heading", TYPED)
def test_a_member_of_a_list_is_known_however_it_is_written(heading: str) -> None:
    for member, typed in TYPED[heading].items():
        for each in typed.split("|") if "|" in typed or heading == "Mention Validee" else typed.split():
            assert READERS[heading](each) == member, each


def test_a_word_of_no_list_is_told_with_those_that_it_has() -> None:
    for heading, spelled in SPELLINGS.items():
        refused = READERS[heading]("sans objet")
        assert isinstance(refused, CellFault)
        assert set(refused.arguments["known"]) == set(spelled.values())  # type: ignore[call-overload]


def test_short_words_of_the_sheets_are_headings_too() -> None:
    words = {"nom": "Nom Naissance", "Prénom": "Prenom 1", "email": "Courriel", "Mail": "Courriel"}
    assert {word: candidats.heading(word) for word in words} == words
    assert {each: candidats.heading(each) for each in candidats.HEADINGS} == dict(
        zip(candidats.HEADINGS, candidats.HEADINGS, strict=True)
    )


def test_what_may_be_the_same_for_everybody_are_headings_of_a_passage() -> None:
    assert set(get_args(emetteur.Defaut)) < set(candidats.PASSAGE)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("emetteur: EXEMPLE0", "emetteur: EXEMPLE", ["S602"]),
        ("emetteur: EXEMPLE0", "emetteur: EXEMPLE01", ["S602"]),
        ("emetteur: EXEMPLE0", "emetteur: EX EMPLE", ["S602"]),
        ("id_contrat: MCFCER000000", "id_contrat: " + "1" * 20, []),
        ("id_contrat: MCFCER000000", "id_contrat: " + "1" * 21, ["S602"]),
        ("format: 1\n", "format: 1\ntitres: {essai: RNCP1}\n", []),
        ("format: 1\n", "format: 1\ntitres: {essai: RNCP}\n", ["R115"]),
        ("format: 1\n", "format: 1\nnature_deposant: TIERS_CONFIANCE\n", []),
        ("format: 1\n", "format: 2\n", ["R105"]),
    ],
)
def test_an_emitter_has_the_identifiers_that_it_was_given(old: str, new: str, told: list[str]) -> None:
    text = EMETTEUR.replace(old, new)
    declared, diagnostics = emetteur.read(yaml.parse(text.encode(), "emetteur.yaml"))
    assert [each.code for each in diagnostics] == told
    assert (declared is None) == bool(told)


def test_a_number_that_the_emitter_says_stands_before_that_of_the_referentiel() -> None:
    text = EMETTEUR + "titres: {Essai Un: RNCP12}\n"
    declared, _ = emetteur.read(yaml.parse(text.encode(), "emetteur.yaml"))
    assert declared is not None
    assert [declared.number(each, "RNCP9") for each in ("ESSAI UN", "essai un", "autre")] == [
        *("RNCP12", "RNCP12", "RNCP9")
    ]
