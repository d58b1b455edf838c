"""What is told to the Caisse des Dépôts: the XML of its XSD, from the candidates' table and what was decided."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from certeval.exchange.accrochage import xml_text
from certeval.exchange.accrochage.passage import (
    DossierFormation,
    EtatCivil,
    FluxEntete,
    IdentifiantNational,
    Lieu,
    Naissance,
    Noms,
    Obtention,
    PassageCertification,
    SchemaVersion,
    Titre,
)
from passages import of_passage

SHARED = Path(__file__).parents[2] / "shared" / "formats"
EXAMPLE = SHARED / "cdc-accrochage-exemple.xml"
XSD = SHARED / "cdc-accrochage-1.1.2.xsd"
HEADER = FluxEntete(
    *("6e3c7378-bda4-497a-9bd6-dc203f903ed9", "2020-12-18T14:24:12+01:00"),
    *("AB123CDE", "E564ACB0", "2560080000127J"),
)
DUPONT = EtatCivil(
    Noms("Dupont", "Dupont", "Antoine", "Julien", "Philippe"),
    Naissance("1996", "11", "15", "M"),
    Lieu("31555", None, "Toulouse", None, "France"),
)
TOLD = Obtention(
    "2020-12-12",
    url_preuve="https://www.google.fr",
    libelle_option="Mention spéciale",
    date_debut_examen="2020-12-20",
    date_fin_examen="2020-12-22",
    modalite_passage="EN_PRESENTIEL",
    code_postal_centre="75009",
    niveau_langue="A1",
    score_numerique="890",
    niveaux_numeriques="3.4:5;1.1:7",
    scoring="12.4",
    mention="MENTION_ASSEZ_BIEN",
    modalite_acces="FORMATION_INITIALE_APPRENTISSAGE",
    voie_acces_vae="VAE_CLASSIQUE",
    initiative="CERTIFIE",
    date_inscription="2019-02-10",
    verbatim="TOSA",
)
LIMITED = TOLD._replace(date_fin_validite="2030-12-13")
FIRST = PassageCertification("db855769-bcd6-4253-93cf-e666db666c0a", DUPONT, TOLD)
SECOND = PassageCertification(
    "10c54fd2-f3a3-4dea-b975-4d7258bd10b3", DossierFormation("1234567891011", "Dupont", "Antoine"), LIMITED
)
THIRD = PassageCertification(
    "0785a873-acf7-4632-ad7b-b11cfff05b13",
    DUPONT,
    LIMITED._replace(niveaux_numeriques="1.1:7;3.4:5"),
)


def flux(*passages: PassageCertification, version: SchemaVersion = "1.1.2") -> str:
    return (
        xml_text.heading(HEADER._replace(version=version))
        + xml_text.titre_heading(Titre("RNCP", "RNCP19117"))
        + "".join(map(of_passage, passages))
        + xml_text.TITRE_ENDING
        + xml_text.ENDING
    )


def content(element: ET.Element) -> object:
    """An element as its name, attributes, text without the white space of layout, and what it holds in order."""
    return element.tag, element.attrib, (element.text or "").strip(), [content(each) for each in element]


def official(path: Path) -> Path:
    if not path.is_file():
        pytest.skip(f"{path.name}, a file of the Caisse des Dépôts, is not beside the project")
    return path


def test_the_candidates_of_the_official_example_are_written_as_it_has_them() -> None:
    expected = ET.parse(official(EXAMPLE)).getroot()  # noqa: S314 -- a known file
    assert content(ET.fromstring(flux(FIRST, SECOND, THIRD))) == content(expected)  # noqa: S314 -- our own


def test_the_nir_of_version_1_1_5_stands_alone_with_the_name_and_the_flux_says_what_it_asks() -> None:
    told = flux(
        FIRST._replace(identification=IdentifiantNational("1961131555001", "Dupont")), version="1.1.5"
    )
    assert "<cpf:action>CREATION</cpf:action>" in told
    assert (
        "<cpf:identificationTitulaire><cpf:identifiantNational><cpf:nir>1961131555001</cpf:nir>"
        "<cpf:nomNaissance>Dupont</cpf:nomNaissance></cpf:identifiantNational></cpf:identificationTitulaire>"
    ) in told
