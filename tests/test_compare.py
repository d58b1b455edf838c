"""A référentiel beside its published fiche: what is the same, what differs word by word, what one alone says."""

import json
from pathlib import Path

import pytest

from certeval.exchange import fiche
from certeval.exchange.comparison.compare import FicheComparison, compare
from certeval.exchange.comparison.sides import Side, of_fiche, tree_side
from certeval.sources import yaml
from conftest import Certeval

SHARED = Path(__file__).parents[2] / "shared" / "formats"
OURS = """\
format: 1
certification:
  code: vente
  version: 1.0.0
  langue: fr
  intitule: Vendeur-conseil
  rncp: RNCP99999
  niveau: 5
  enregistrement: {du: 2026-01-01, au: 2028-12-31}
validation: {certification: {tous: blocs}, bloc: {tous: competences}}
blocs:
- code: BC1
  rncp: RNCP99999BC02
  intitule: Vendre
  competences:
  - {code: C1.1, libelle: "Préparer l'entretien de vente pour un client."}
  - {code: C1.2, libelle: Conclure la vente par un accord écrit}
  - {code: C1.3, libelle: Fidéliser les clients}
- code: RNCP99999BC01
  intitule: Acheter
  competences:
  - {code: C2.1, libelle: Choisir un fournisseur}
- code: BC3
  intitule: Livrer
  competences:
  - {code: C3.1, libelle: Charger un véhicule}
  - {code: C3.2, libelle: Remettre la marchandise}
correspondances:
- {de: RNCP11111BC01, donne: BC1}
"""
THEIRS = """\
<?xml version="1.0" encoding="UTF-8"?>
<FICHES><FICHE>
  <NUMERO_FICHE>RNCP99999</NUMERO_FICHE>
  <ANCIENNES_CERTIFICATIONS><ANCIENNE_CERTIFICATION>
    <ID_FICHE_ANCIENNE_CERTIFICATION>RNCP11111</ID_FICHE_ANCIENNE_CERTIFICATION>
  </ANCIENNE_CERTIFICATION></ANCIENNES_CERTIFICATIONS>
  <NOUVELLES_CERTIFICATIONS><NOUVELLE_CERTIFICATION>
    <ID_FICHE_NOUVELLE_CERTIFICATION>RNCP99998</ID_FICHE_NOUVELLE_CERTIFICATION>
  </NOUVELLE_CERTIFICATION></NOUVELLES_CERTIFICATIONS>
  <INTITULE>Vendeur conseil</INTITULE>
  <NOMENCLATURE_EUROPE><NIVEAU>NIV4</NIVEAU></NOMENCLATURE_EUROPE>
  <DATE_DECISION>18/12/2025</DATE_DECISION>
  <DATE_EFFET>01/01/2026</DATE_EFFET>
  <DATE_FIN_ENREGISTREMENT>30/12/2028</DATE_FIN_ENREGISTREMENT>
  <BLOCS_COMPETENCES>
    <BLOC_COMPETENCES>
      <CODE>RNCP99999BC01</CODE>
      <LIBELLE>Acheter</LIBELLE>
      <LISTE_COMPETENCES>Choisir un fournisseur</LISTE_COMPETENCES>
    </BLOC_COMPETENCES>
    <BLOC_COMPETENCES>
      <CODE>RNCP99999BC02</CODE>
      <LIBELLE>Vendre</LIBELLE>
      <LISTE_COMPETENCES>Préparer l’entretien de vente pour un client
        Conclure une vente par un accord écrit    Tenir une caisse</LISTE_COMPETENCES>
    </BLOC_COMPETENCES>
    <BLOC_COMPETENCES>
      <CODE>RNCP99999BC03</CODE>
      <LIBELLE>Livrer à domicile</LIBELLE>
      <LISTE_COMPETENCES>Charger un véhicule Remettre la marchandise</LISTE_COMPETENCES>
    </BLOC_COMPETENCES>
    <BLOC_COMPETENCES>
      <CODE>RNCP99999BC04</CODE>
      <LIBELLE>Gérer</LIBELLE>
      <LISTE_COMPETENCES>Tenir un stock</LISTE_COMPETENCES>
    </BLOC_COMPETENCES>
  </BLOCS_COMPETENCES>
  <CORRESPONDANCES>
    <CORRESPONDANCE>
      <SOURCE><BLOC_COMPETENCES><CODE>RNCP99999BC02</CODE></BLOC_COMPETENCES></SOURCE>
      <DESTINATION><NUMERO_FICHE>RNCP11111</NUMERO_FICHE>
        <BLOC_COMPETENCES><CODE>RNCP11111BC01</CODE></BLOC_COMPETENCES></DESTINATION>
    </CORRESPONDANCE>
    <CORRESPONDANCE>
      <SOURCE><BLOC_COMPETENCES><CODE>RNCP99999BC01</CODE></BLOC_COMPETENCES></SOURCE>
      <DESTINATION><NUMERO_FICHE>RNCP11111</NUMERO_FICHE>
        <BLOC_COMPETENCES><CODE>RNCP11111BC02</CODE></BLOC_COMPETENCES></DESTINATION>
    </CORRESPONDANCE>
  </CORRESPONDANCES>
</FICHE></FICHES>
"""


def ours(text: str = OURS) -> Side:
    return tree_side(yaml.parse(text.encode(), "vente.yaml").root, "vente.yaml")


def theirs(text: str = THEIRS) -> Side:
    return of_fiche(fiche.read(text.encode()), "fiche.xml")


@pytest.fixture
def found() -> FicheComparison:
    return compare(ours(), theirs())


def test_blocs_are_matched_by_number_then_code_then_order(found: FicheComparison) -> None:
    pairs = [(each.first.code, each.second.number) for each in found.blocs]
    assert pairs == [("BC1", "RNCP99999BC02"), ("RNCP99999BC01", "RNCP99999BC01"), ("BC3", "RNCP99999BC03")]
    assert found.first_alone == ()
    assert [each.number for each in found.second_alone] == ["RNCP99999BC04"]


def test_competences_are_equal_worded_otherwise_or_of_one_document_alone(found: FicheComparison) -> None:
    vendre = found.blocs[0]
    assert [(each.first.code, bool(each.runs)) for each in vendre.competences] == [
        ("C1.1", False),
        ("C1.2", True),
    ]
    changed = [(run.sign, run.text) for run in vendre.competences[1].runs if run.sign != "="]
    assert changed == [("-", "la"), ("+", "une")]
    assert [each.code for each in vendre.first_alone] == ["C1.3"]
    assert [each.text for each in vendre.second_alone] == ["Tenir une caisse"]


def test_two_competences_glued_in_the_fiche_are_parted_where_the_referentiel_has_both(
    found: FicheComparison,
) -> None:
    livrer = found.blocs[2]
    assert [each.first.code for each in livrer.competences] == ["C3.1", "C3.2"]
    assert not any(each.runs for each in livrer.competences)
    assert [(run.sign, run.text) for run in livrer.title] == [("=", "Livrer"), ("+", " à domicile")]


def test_facts_that_both_say_differ_and_one_alone_is_no_difference(found: FicheComparison) -> None:
    assert [(each.name, each.first, each.second, each.differs) for each in found.facts] == [
        ("intitule", "Vendeur-conseil", "Vendeur conseil", True),
        ("niveau", "5", "4", True),
        ("au", "2028-12-31", "2028-12-30", True),
        ("decision", "", "2025-12-18", False),
    ]


def test_replaced_fiches_and_correspondances_not_declared_are_told(found: FicheComparison) -> None:
    assert found.second.replaces == ("RNCP11111",)
    assert found.second.successors == ("RNCP99998",)
    assert found.extra_correspondances == (("RNCP11111BC02", "RNCP99999BC01"),)


def test_the_same_document_twice_says_the_same() -> None:
    for side in (ours(), theirs()):
        same = compare(side, side)
        assert not same.differs
        assert (same.facts, same.first_alone, same.second_alone) == ((), (), ())


def test_a_certification_of_the_repertoire_specifique_has_its_competences_without_blocs() -> None:
    text = THEIRS.replace("RNCP99999</NUM", "RS9999</NUM")
    text = text[: text.index("<BLOCS_COMP")] + "<CAPACITES_ATTESTEES>Tenir une caisse    Rendre la monnaie"
    rs = theirs(f"{text}</CAPACITES_ATTESTEES></FICHE></FICHES>")
    tree = "competences:\n- {code: C1, libelle: Tenir une caisse}\n- {code: C2, libelle: Rendre la monnaie}\n"
    (pair,) = compare(ours(tree), rs).blocs
    assert not pair.differs
    assert len(pair.competences) == 2


# the commands


@pytest.fixture
def _files(tmp_path: Path) -> None:
    (tmp_path / "vente.yaml").write_text(OURS, encoding="utf-8")
    (tmp_path / "fiche.xml").write_text(THEIRS, encoding="utf-8")


EXPECTED = """\
vente.yaml / fiche.xml

title: Vendeur[-- -]{+ +}conseil
level: [-5-]{+4+}
registered until: [-2028-12-31-]{+2028-12-30+}
decided on: 2025-12-18, which fiche.xml alone says
BC1 = RNCP99999BC02: 1 compétence equal, 1 worded otherwise, 2 in one alone
  C1.2 worded otherwise: Conclure [-la-]{+une+} vente par un accord écrit
  in vente.yaml alone: C1.3 Fidéliser les clients
  in fiche.xml alone: Tenir une caisse
RNCP99999BC01: 1 compétence equal
BC3 = RNCP99999BC03: 2 compétences equal
  title: Livrer{+ à domicile+}
fiche.xml alone has the bloc RNCP99999BC04: Gérer
fiche.xml replaces RNCP11111
fiche.xml is replaced by RNCP99998
correspondances of fiche.xml that vente.yaml does not declare:
  RNCP11111BC02 → RNCP99999BC01
A fiche says neither critères nor conditions, and its compétences are one text, parted at its signs.

The two documents differ.
"""


@pytest.mark.usefixtures("_files")
def test_the_whole_is_said_in_words(certeval: Certeval) -> None:
    done = certeval("compare", "vente.yaml", "fiche.xml")
    assert (done.status, done.err) == (1, "")
    assert done.out == EXPECTED.replace("Vendeur[-- -]{+ +}conseil", "[-Vendeur-conseil-]{+Vendeur conseil+}")


@pytest.mark.usefixtures("_files")
def test_programs_and_pull_requests_read_it_too(certeval: Certeval) -> None:
    told = json.loads(certeval("compare", "vente.yaml", "fiche.xml", "--json").out)
    assert (told["schema"], told["differe"]) == ("certeval/comparaison/1", True)
    assert [each["cle"] for each in told["certification"]] == ["intitule", "niveau", "au", "decision"]
    assert told["blocs"][0]["competences_egales"] == ["C1.1"]
    assert told["correspondances_non_declarees"] == [{"de": "RNCP11111BC02", "donne": "RNCP99999BC01"}]
    marked = certeval("compare", "vente.yaml", "fiche.xml", "--format", "markdown").out
    assert (
        "  - C1.2 worded otherwise: Conclure <del>la</del><ins>une</ins> vente par un accord écrit\n"
        in marked
    )


@pytest.mark.usefixtures("_files")
def test_two_referentiels_of_one_title_compare_and_the_same_is_status_0(
    tmp_path: Path, certeval: Certeval
) -> None:
    (tmp_path / "autre.yaml").write_text(
        OURS.replace("Charger un véhicule", "Charger le véhicule"), encoding="utf-8"
    )
    done = certeval("compare", "vente.yaml", "autre.yaml")
    assert done.status == 1
    assert "C3.1 worded otherwise: Charger [-un-]{+le+} véhicule" in done.out
    assert certeval("compare", "vente.yaml", "vente.yaml").status == 0


@pytest.mark.usefixtures("_files")
def test_what_is_no_fiche_or_a_damaged_one_is_said(tmp_path: Path, certeval: Certeval) -> None:
    (tmp_path / "autre.xml").write_text("<a/>", encoding="utf-8")
    (tmp_path / "coupee.xml").write_text(THEIRS[:900], encoding="utf-8")
    entity = THEIRS.replace("<FICHES>", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><FICHES>')
    (tmp_path / "entite.xml").write_text(entity.replace(">Acheter<", ">&x;<"), encoding="utf-8")
    assert certeval("compare", "vente.yaml", "autre.xml").status == 2
    assert certeval("compare", "vente.yaml", "absente.xml").status == 2
    assert "I034" in (done := certeval("compare", "vente.yaml", "coupee.xml")).err
    assert done.status == 1
    assert "root:" not in certeval("compare", "vente.yaml", "entite.xml").out


@pytest.mark.parametrize("name", ["fiche.docx", "fiche.PDF", "fiche.txt", "fiche.xlsx"])
def test_a_document_is_to_be_imported_before_it_is_compared(
    tmp_path: Path, certeval: Certeval, name: str
) -> None:
    (tmp_path / "vente.yaml").write_text(OURS, encoding="utf-8")
    (tmp_path / name).write_bytes(b"PK\x03\x04")
    done = certeval("compare", "vente.yaml", name)
    assert (done.status, done.out) == (2, "")
    assert f"{name}: certeval import makes a draft of this document" in done.err


@pytest.mark.usefixtures("_files")
def test_check_says_it_among_its_findings_at_the_place_of_each(certeval: Certeval) -> None:
    alone = certeval("check", "vente.yaml", "--format", "concise")
    done = certeval("check", "vente.yaml", "--fiche", "fiche.xml", "--format", "concise", "--select", "I11")
    codes = [
        line.split()[1].rstrip(":") for line in done.out.splitlines() if ": I11" in line or " I11" in line
    ]
    assert codes == ["I110", "I110", "I110", "I112", "I115", "I113", "I114", "I113"], done.out
    assert " I11" not in alone.out
    assert certeval("check", "vente.yaml", "--fiche", "fiche.xml", "--strict", "--select", "I11").status == 1


@pytest.mark.usefixtures("_files")
@pytest.mark.parametrize(
    ("levels", "told"),
    [
        ("niveau: 5", ["vente.yaml:8:11"]),
        ("niveau: 4\n  niveau_europeen: 5", ["vente.yaml:9:20"]),
        ("niveau: 5\n  niveau_europeen: 4", []),
        ("niveau_europeen: 5", ["vente.yaml:8:20"]),
    ],
)
def test_a_level_is_told_where_the_one_that_is_compared_stands(
    tmp_path: Path, certeval: Certeval, levels: str, told: list[str]
) -> None:
    (tmp_path / "vente.yaml").write_text(OURS.replace("niveau: 5", levels), encoding="utf-8")
    done = certeval("check", "vente.yaml", "--fiche", "fiche.xml", "--format", "concise", "--select", "I110")
    assert [
        line.split(": ")[0] for line in done.out.splitlines() if line.endswith("« 4 » in the fiche")
    ] == told


@pytest.mark.usefixtures("_files")
def test_of_several_the_one_of_its_number_is_held_to_a_fiche(tmp_path: Path, certeval: Certeval) -> None:
    asked = ("--fiche", "fiche.xml", "--format", "concise", "--select", "I11")
    alone = certeval("check", "vente.yaml", *asked).out
    other = OURS.replace("RNCP99999", "RNCP99998").replace("code: vente", "code: autre")
    assert other != OURS
    (tmp_path / "autre.yaml").write_text(other, encoding="utf-8")
    both = certeval("check", "autre.yaml", "vente.yaml", *asked).out
    told = [[line for line in out.splitlines() if " I11" in line] for out in (alone, both)]
    assert told[0] == told[1] != []
    assert any(" I11" in line for line in certeval("check", "autre.yaml", *asked).out.splitlines())
    (tmp_path / "encore.yaml").write_text(other.replace("code: autre", "code: encore"), encoding="utf-8")
    done = certeval("check", "autre.yaml", "encore.yaml", *asked)
    said = "certeval: --fiche fiche.xml: none of these référentiels has the number RNCP99999\n"
    assert (done.status, done.out, done.err) == (2, "", said)


@pytest.mark.parametrize("number", ["RNCP35959", "RNCP37674"])
def test_a_referentiel_made_from_a_published_fiche_says_what_it_says(
    tmp_path: Path, certeval: Certeval, number: str
) -> None:
    source = SHARED / f"rncp-fiche-{number}.xml"
    if not source.exists():
        pytest.skip("the fiches are not beside the project")
    (tmp_path / "f.xml").write_bytes(source.read_bytes())
    assert certeval("import", "f.xml", "--code", "essai", "--output", "essai.yaml").status == 0
    done = certeval("compare", "essai.yaml", "f.xml")
    assert done.status == 0, done.out
    assert "The two documents say the same." in done.out
    text = (tmp_path / "essai.yaml").read_text(encoding="utf-8")
    (tmp_path / "essai.yaml").write_text(text.replace("évelopp", "evelopp", 1), encoding="utf-8")
    assert certeval("compare", "essai.yaml", "f.xml").status == 1
