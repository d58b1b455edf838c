"""`certeval accrochage`: from what juries decided to the files that the portal of the Caisse des Dépôts takes."""

import csv
import io
import json
import re
import stat
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from certeval.cli import inputs, ledgers, registers
from certeval.cli.jurys.accrochage_files import Flux
from certeval.exchange.accrochage.dues import Dues, Envois
from certeval.exchange.accrochage.passage import (
    EtatCivil,
    FluxEntete,
    Lieu,
    Naissance,
    Noms,
    Obtention,
    PassageCertification,
    Titre,
)
from certeval.exchange.accrochage.spool import MOST_BYTES, MOST_PASSAGES, PassageRun, Spool
from certeval.exchange.accrochage.xml_text import NAMESPACE
from certeval.jury import candidats
from certeval.registre import suivis
from certeval.registre.holders import CertificationAward
from certeval.registre.opening import open_register
from certeval.registre.sessions import Seance, write
from certeval.registre.verdict_records import RegisteredVerdict
from conftest import Certeval
from passages import of_passage
from registers import fill_disk

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples" / "documents"
SHARED = ROOT.parent / "shared" / "formats"
EXAMPLE = SHARED / "cdc-accrochage-exemple.xml"
XSD = SHARED / "cdc-accrochage-1.1.2.xsd"
EMETTEUR = "format: 1\nemetteur: EXEMPLE0\ncertificateur: {id_client: EXEMPLE0, id_contrat: MCFCER000000}\n"
TABLE = """candidat;Nom Naissance;Nom Usage;Prenom 1;Annee Naissance;Mois Naissance;Jour Naissance;Sexe;Code Insee Commune Naissance;Libelle Pays Naissance
A01;Zyxomme;;Éloïse;1990;05;03;F;69381;France
A02;Zyxomme;;Minh;1988;11;1;M;99243;Vietnam
A03;Zyxomme;Ampère & fils <SA>;Louise;1979;2;14;F;;Suisse
"""  # noqa: E501 -- a table's line
CPF = f"{{{NAMESPACE}}}"


@pytest.fixture
def office(certeval: Certeval, monkeypatch: pytest.MonkeyPatch) -> Certeval:
    """Runs certeval on 2026-07-10 beside a session that was deliberated: A01 and A03 hold the certification."""
    monkeypatch.setattr(inputs, "today", lambda: date(2026, 7, 10))
    monkeypatch.setattr(registers, "instant", lambda: "2026-07-10T09:00:00+00:00")
    monkeypatch.delenv("CERTEVAL_REGISTRE", raising=False)
    for folder in ("sessions", "referentiels"):
        (Path.cwd() / folder).symlink_to(EXAMPLES / folder)
    Path("sessions").unlink()
    Path("sessions").mkdir()
    text = (EXAMPLES / "sessions" / "S1-2026.yaml").read_text(encoding="utf-8")
    Path("sessions/S1-2026.yaml").write_text(text, encoding="utf-8")
    Path("notes.csv").write_bytes((EXAMPLES / "notes.csv").read_bytes())
    people = (EXAMPLES / "candidats.csv").read_text(encoding="utf-8")
    people = re.sub("d'Aÿ-Œuvrard|Nguyễn|Martin", "Zyxomme", people)  # as in TABLE
    Path("candidats.csv").write_text(people, encoding="utf-8")
    Path("titulaires.csv").write_text(TABLE, encoding="utf-8")
    Path("emetteur.yaml").write_text(EMETTEUR, encoding="utf-8")
    return certeval


BEGUN = "a ledger is begun; what only another one knows to have been sent may be sent again"
GIVEN = ("--candidats", "titulaires.csv", "--emetteur", "emetteur.yaml")


def parse_flux(file: str) -> ET.Element:
    return ET.parse(file).getroot()  # noqa: S314 -- what certeval wrote


def texts(file: str, name: str) -> list[str | None]:
    return [each.text for each in parse_flux(file).iter(f"{CPF}{name}")]


def valid(*files: str) -> None:
    """Each file is what the XSD of the Caisse des Dépôts takes."""
    etree = pytest.importorskip("lxml.etree", reason="the extra xml is not installed")
    if not XSD.is_file():
        pytest.skip(f"{XSD.name}, a file of the Caisse des Dépôts, is not beside the project")
    schema = etree.XMLSchema(etree.parse(str(XSD)))
    for file in files:
        schema.assertValid(etree.parse(file))


def test_holders_are_reported_once_in_a_private_file_that_names_no_one_outside(office: Certeval) -> None:
    done = office("accrochage", "S1-2026", *GIVEN, "--output", "flux.xml")
    assert (done.status, done.out) == (0, "")
    assert done.err.splitlines() == [
        "certeval: written to flux.xml",
        "certeval: 2 holders reported",
        "certeval: accrochage.jsonl: " + BEGUN,
    ]
    assert stat.S_IMODE(Path("flux.xml").stat().st_mode) == 0o600
    assert texts("flux.xml", "code") == ["RNCP99999"]
    assert texts("flux.xml", "nomUsage") == [None, "Ampère & fils <SA>"]
    assert texts("flux.xml", "dateDebutValidite") == ["2026-07-02", "2026-07-02"]
    assert texts("flux.xml", "modaliteAcces") == ["FORMATION_INITIALE_APPRENTISSAGE", "VAE"]
    assert texts("flux.xml", "horodatage") == ["2026-07-10T09:00:00+00:00"]
    assert "Zyxomme" not in Path("accrochage.jsonl").read_text(encoding="utf-8")
    again = office("accrochage", "S1-2026", *GIVEN, "--output", "encore.xml")
    assert (again.status, again.err.splitlines()[-1]) == (
        0,
        "certeval: there is nobody to report: nothing is written",
    )
    assert not Path("encore.xml").exists()


def test_what_is_written_is_what_the_xsd_takes(office: Certeval) -> None:
    assert office("accrochage", "S1-2026", *GIVEN, "--output", "flux.xml").status == 0
    valid("flux.xml")


def test_the_session_s_own_table_serves_where_no_other_is_given(office: Certeval) -> None:
    Path("candidats.csv").write_text(TABLE, encoding="utf-8")
    done = office("accrochage", "S1-2026", "--emetteur", "emetteur.yaml", "--output", "flux.xml")
    assert done.status == 0
    assert len(texts("flux.xml", "idTechnique")) == 2


def test_a_workbook_is_read_as_the_csv_is(office: Certeval) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter", reason="the extra office is not installed")
    with xlsxwriter.Workbook("titulaires.xlsx") as book:
        sheet = book.add_worksheet("Titulaires")
        for number, line in enumerate(TABLE.splitlines()):
            sheet.write_row(number, 0, line.split(";"))
    given = ("--candidats", "titulaires.xlsx", "--emetteur", "emetteur.yaml")
    assert office("accrochage", "S1-2026", *GIVEN, "--output", "a.xml", "--ledger", "a.jsonl").status == 0
    assert office("accrochage", "S1-2026", *given, "--output", "b.xml", "--ledger", "b.jsonl").status == 0
    assert Path("a.xml").read_bytes() == Path("b.xml").read_bytes()
    wrong = TABLE.replace(";F;;Suisse", ";X;;Suisse")
    with xlsxwriter.Workbook("faux.xlsx") as book:
        sheet = book.add_worksheet("Titulaires")
        for number, line in enumerate(wrong.splitlines()):
            sheet.write_row(number, 0, line.split(";"))
    told = office(
        *("accrochage", "S1-2026", "--candidats", "faux.xlsx", "--emetteur", "emetteur.yaml"),
        *("--output", "c.xml", "--ledger", "c.jsonl"),
    )
    assert told.status == 1
    assert "  --> faux.xlsx:Titulaires!H4\n" in told.err


def test_all_that_is_wrong_is_told_at_its_cells_nothing_is_written_and_no_one_is_named(
    office: Certeval,
) -> None:
    table = TABLE.replace("1990;05;03;F;69381", "1990;05;32;X;6938").replace("A03;", "A04;")
    Path("titulaires.csv").write_text(table, encoding="utf-8")
    done = office("accrochage", "S1-2026", *GIVEN, "--output", "flux.xml")
    assert (done.status, done.out) == (1, "")
    assert re.findall(r"error\[(\w+)\].*\n  --> (\S+)", done.err) == [
        ("S600", "titulaires.csv"),
        ("N315", "titulaires.csv:2:29"),
        ("N313", "titulaires.csv:2:32"),
        ("N316", "titulaires.csv:2:34"),
    ]
    assert "A03 holds the certification" in done.err
    for word in ("Zyxomme", "Éloïse", "Louise", "6938", "Ampère"):
        assert word not in done.err
    assert sorted(each.name for each in Path.cwd().iterdir()) == [
        *("candidats.csv", "emetteur.yaml", "notes.csv", "referentiels", "sessions", "titulaires.csv"),
    ]


def test_a_table_in_windows_1252_is_said_so_without_the_name_that_shows_it(office: Certeval) -> None:
    Path("titulaires.csv").write_bytes(TABLE.encode("cp1252"))
    done = office("accrochage", "S1-2026", *GIVEN, "--output", "flux.xml")
    assert done.status == 0
    assert "info[N005]: read as Windows-1252: « É » is the first place that shows it" in done.err
    assert "loïse" not in done.err
    assert texts("flux.xml", "prenom1") == ["Éloïse", "Louise"]


def test_a_table_without_its_headings_is_told_and_names_no_one(office: Certeval) -> None:
    Path("titulaires.csv").write_text(TABLE.partition("\n")[2], encoding="utf-8")
    done = office("accrochage", "S1-2026", *GIVEN, "--output", "flux.xml")
    assert done.status == 1
    assert re.findall(r"(?:error|warning)\[(\w+)\]", done.err) == ["S111"]
    assert "Zyxomme" not in done.err


def test_a_candidate_who_stands_twice_is_told_with_both_rows(office: Certeval) -> None:
    Path("titulaires.csv").write_text(TABLE + "a03 ;Zyxomme;;Anna;1980;2;14;F;;Suisse\n", encoding="utf-8")
    done = office("accrochage", "S1-2026", *GIVEN, "--output", "flux.xml")
    assert done.status == 1
    assert "  --> titulaires.csv:5:1\n" in done.err
    assert "  ::: titulaires.csv:4:1: " in done.err


def test_the_register_says_who_holds_what_and_keeps_what_was_sent(office: Certeval) -> None:
    who = ("--registre", "r.db", "--auteur", "bureau")
    assert office("registre", "enregistrer", "S1-2026", *who).status == 0
    idle = office("accrochage", *who, *GIVEN, "--encoding", "cp1252", "--output", "flux.xml")
    assert (idle.status, "--encoding: without effect beside --registre" in idle.err) == (2, True)
    assert office("accrochage", *who, *GIVEN, "--output", "flux.xml").status == 0
    assert len(texts("flux.xml", "idTechnique")) == 2
    assert not Path("accrochage.jsonl").exists()
    with open_register("r.db") as base:
        said = [
            json.loads(text) for (text,) in base.rows("SELECT contenu FROM journal WHERE acte='accrochage'")
        ]
    assert [each["id_technique"] for each in said] == texts("flux.xml", "idTechnique")
    assert office("registre", "verifier", *who[:2]).status == 0
    assert office("accrochage", *who, *GIVEN, "--output", "encore.xml").status == 0
    assert not Path("encore.xml").exists()


def test_a_holder_whose_decision_was_lowered_is_not_reported(office: Certeval) -> None:
    who = ("--registre", "r.db", "--auteur", "bureau")
    assert office("registre", "enregistrer", "S1-2026", *who).status == 0
    why = ("--motif", "erreur de saisie", "--fondement", "CRPA L242-1", "--pv", "PV 2", "--le", "2026-07-09")
    assert (
        office("registre", "rectifier", "S1-2026", "A01", "certification", "non_valide", *why, *who).status
        == 0
    )
    assert office("accrochage", *who, *GIVEN, "--output", "flux.xml").status == 0
    assert texts("flux.xml", "prenom1") == ["Louise"]


def test_a_table_of_other_persons_under_the_same_identifiers_is_not_reported(office: Certeval) -> None:
    """A01 is Éloïse, born on 3 May 1990, in the register: the table of another year has somebody else."""
    who = ("--registre", "r.db", "--auteur", "bureau")
    assert office("registre", "enregistrer", "S1-2026", *who).status == 0
    for text, status, code in (
        (TABLE, 0, ""),
        (TABLE.replace("1990;05;03", "1990;05;04"), 0, "info[S314]"),
        (TABLE.replace("Zyxomme;;Éloïse;1990", "Durand;;Paul;2001"), 1, "error[S313]"),
    ):
        Path("titulaires.csv").write_text(text, encoding="utf-8")
        done = office("accrochage", *who, *GIVEN, "--output", f"flux{status}{code[-4:-1]}.xml", "--force")
        assert (done.status, "S31" in done.err) == (status, bool(code)), done.err
        assert code in done.err
        Path("r.db").unlink()
        office("registre", "enregistrer", "S1-2026", *who)


def test_what_was_reported_and_then_withdrawn_is_to_be_taken_back(office: Certeval) -> None:
    """A01 is certified, reported, accepted; its certification is withdrawn: the State still has it."""
    who = ("--registre", "r.db", "--auteur", "bureau")
    five = ("--schema-version", "1.1.5")
    assert office("registre", "enregistrer", "S1-2026", *who).status == 0
    assert office("accrochage", *who, *GIVEN, *five, "--output", "flux.xml").status == 0
    report("flux.xml")
    assert office("accuse", "rapport.xml", *who).status == 0
    why = ("--motif", "fraude", "--fondement", "CRPA L241-2", "--pv", "PV 2", "--le", "2026-07-09")
    of_bloc = office("registre", "retirer", "S1-2026", "A01", "BC1", *why, *who)
    assert (of_bloc.status, "was reported" in of_bloc.err) == (0, False)
    done = office("registre", "retirer", "S1-2026", "a01", "certification", *why, *who)
    assert (done.status, "this certification was reported to the Caisse des Dépôts" in done.err) == (0, True)

    def due(*more: str) -> list[tuple[str, str]]:
        found = json.loads(office("accrochage", "--due", *who[:2], *more, "--json").out)
        etats = [each["etat"] for each in found["titulaires"]]
        assert all(found["synthese"][each] == etats.count(each) for each in etats)
        return [(each["candidat"], each["etat"]) for each in found["titulaires"]]

    assert due() == due("S1-2026") == due("--candidat", "A01") == [("A01", "a_reprendre")]
    assert due("--candidat", "A03") == []
    assert "A01,S1-2026" in office("accrochage", "--due", *who[:2], "--format", "csv").out.replace(";", ",")
    table = office("accrochage", "--due", *who[:2]).out
    assert "reported, and not held any more: to be taken back" in table
    back = (*five, "--suppression", "--candidat", "A01", "--output", "s.xml")
    assert office("accrochage", *who, *GIVEN, *back).status == 0
    assert due() == [("A01", "sans_reponse")]


def test_what_sessions_do_not_certify_any_more_is_to_be_taken_back(office: Certeval) -> None:
    """Without a register, a ledger of its own: the sheet is corrected after A01 was reported."""
    assert office("accrochage", "S1-2026", *GIVEN, "--output", "flux.xml").status == 0
    text = Path("notes.csv").read_text(encoding="utf-8")
    Path("notes.csv").write_text(text.replace("A01;1;1;1;1", "A01;0;0;0;0"), encoding="utf-8")
    found = json.loads(office("accrochage", "S1-2026", "--due", "--json").out)
    assert [(each["candidat"], each["etat"]) for each in found["titulaires"]] == [
        ("A03", "sans_reponse"),
        ("A01", "a_reprendre"),
    ]


def test_a_session_that_is_not_in_the_register_is_refused(office: Certeval) -> None:
    who = ("--registre", "r.db", "--auteur", "bureau")
    assert office("registre", "enregistrer", "S1-2026", *who).status == 0
    done = office("accrochage", "S9-2026", *who, *GIVEN, "--output", "flux.xml")
    assert (done.status, "S9-2026 is not in this register" in done.err) == (2, True)


def report(flux: str) -> None:
    """The processing report of a flux, all of whose passages are accepted."""
    ids = "".join(f"<idTechnique>{each}</idTechnique>" for each in texts(flux, "idTechnique"))
    Path("rapport.xml").write_text(
        f"<rapport><nomFichier>{flux}</nomFichier><idFlux>{texts(flux, 'idFlux')[0]}</idFlux>"
        f"<idTraitement>51354</idTraitement><PassagesOK>{ids}</PassagesOK></rapport>",
        encoding="utf-8",
    )


def test_version_1_1_5_takes_back_what_was_accepted_of_named_candidates(office: Certeval) -> None:
    who = ("--registre", "r.db", "--auteur", "bureau")
    five = ("--schema-version", "1.1.5")
    back = (*five, "--suppression", "--candidat", "a01", "--output", "s.xml")
    assert office("registre", "enregistrer", "S1-2026", *who).status == 0
    assert office("accrochage", *who, *GIVEN, *five, "--output", "flux.xml").status == 0
    assert texts("flux.xml", "action") == ["CREATION"]
    waits = office("accrochage", *who, *GIVEN, *back)
    assert (waits.status, "the report is awaited" in waits.err) == (0, True)
    report("flux.xml")
    assert office("accuse", "rapport.xml", *who).status == 0
    done = office("accrochage", *who, *GIVEN, *back)
    assert (done.status, "1 holder taken back" in done.err) == (0, True)
    assert texts("s.xml", "action") == ["SUPPRESSION"]
    assert texts("s.xml", "idTechnique") == texts("flux.xml", "idTechnique")[:1]
    assert texts("s.xml", "modaliteAcces") == texts("flux.xml", "modaliteAcces")[:1]


@pytest.mark.parametrize(
    "wrong",
    [
        ("--suppression", "--candidat", "A01"),
        ("--schema-version", "1.1.5", "--suppression"),
        ("--schema-version", "2.0.0"),
    ],
)
def test_what_a_version_does_not_say_is_refused(office: Certeval, wrong: tuple[str, ...]) -> None:
    assert office("accrochage", "S1-2026", *GIVEN, *wrong, "--output", "s.xml").status == 2
    assert not Path("s.xml").exists()


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (("--output", "flux.xml"), "--output flux.xml"),
        (("--emetteur", "emetteur.yaml"), "--emetteur FILE"),
        (("S1-2026",), "--registre"),
    ],
)
def test_what_is_not_said_is_asked_for(office: Certeval, left: tuple[str, ...], said: str) -> None:
    whole = ["S1-2026", *GIVEN, "--output", "flux.xml"]
    at = whole.index(left[0])
    done = office("accrochage", *whole[:at], *whole[at + len(left) :])
    assert (done.status, said in done.err) == (2, True)


def test_an_emitter_s_file_is_told_of_at_its_keys(office: Certeval) -> None:
    Path("emetteur.yaml").write_text("format: 1\nemetteur: court\ncertificateur: {id_client: EXEMPLE0}\n")
    done = office("accrochage", "S1-2026", *GIVEN, "--output", "flux.xml")
    assert done.status == 1
    assert "error[S602]" in done.err
    assert "emetteur.yaml:2:11" in done.err
    assert "« id_contrat » is missing" in done.err
    Path("emetteur.yaml").write_text(EMETTEUR + "emetteur: EXEMPLE1\n", encoding="utf-8")
    done = office("accrochage", "S1-2026", *GIVEN, "--output", "flux.xml")
    assert (done.status, "error[Y201]" in done.err, "emetteur.yaml:4:1" in done.err) == (1, True, True)
    assert not Path("flux.xml").exists()


def test_a_certification_without_a_number_is_told_in_the_emitter_s_file(office: Certeval) -> None:
    text = (EXAMPLES / "referentiels" / "conseiller-artisanat" / "1.0.0.yaml").read_text(encoding="utf-8")
    Path("referentiels").unlink()
    Path("referentiels/conseiller-artisanat").mkdir(parents=True)
    file = Path("referentiels/conseiller-artisanat/1.0.0.yaml")
    file.write_text(re.sub(r"(?m)^  rncp: RNCP99999\n", "", text), encoding="utf-8")
    done = office("accrochage", "S1-2026", *GIVEN, "--output", "flux.xml")
    assert (done.status, "error[S601]" in done.err) == (1, True)
    Path("emetteur.yaml").write_text(EMETTEUR + "titres: {Conseiller-Artisanat: RS6604}\n", encoding="utf-8")
    assert office("accrochage", "S1-2026", *GIVEN, "--output", "flux.xml").status == 0
    assert (texts("flux.xml", "type"), texts("flux.xml", "code")) == (["RS"], ["RS6604"])


def test_a_file_that_is_there_is_kept_and_nothing_is_noted_as_sent(office: Certeval) -> None:
    Path("flux.xml").write_text("à garder", encoding="utf-8")
    done = office("accrochage", "S1-2026", *GIVEN, "--output", "flux.xml")
    assert (done.status, Path("flux.xml").read_text(encoding="utf-8")) == (2, "à garder")
    assert not Path("accrochage.jsonl").exists()
    assert office("accrochage", "S1-2026", *GIVEN, "--output", "flux.xml", "--force").status == 0
    assert stat.S_IMODE(Path("flux.xml").stat().st_mode) == 0o600


# the user's own XSD


def small_xsd(most: int) -> str:
    """A schema of ours, in which a name has so many characters at most and the rest is free."""
    return f"""<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="{NAMESPACE}"
 xmlns:cpf="{NAMESPACE}" elementFormDefault="qualified">
 <xsd:element name="flux"><xsd:complexType><xsd:sequence>
  <xsd:any processContents="lax" minOccurs="0" maxOccurs="unbounded"/></xsd:sequence></xsd:complexType></xsd:element>
 <xsd:element name="nomNaissance"><xsd:simpleType><xsd:restriction base="xsd:string">
  <xsd:maxLength value="{most}"/></xsd:restriction></xsd:simpleType></xsd:element>
</xsd:schema>"""


def test_an_xsd_of_another_version_is_told_in_the_emitter_s_file(office: Certeval) -> None:
    pytest.importorskip("lxml", reason="the extra xml is not installed")
    if not XSD.is_file():
        pytest.skip(f"{XSD.name}, a file of the Caisse des Dépôts, is not beside the project")
    given = ("accrochage", "S1-2026", *GIVEN, "--xsd", str(XSD), "--output", "flux.xml")
    done = office(*given, "--schema-version", "1.1.5")
    assert done.status == 1
    assert re.findall(r"error\[(S603)\]: the XSD refuses (\w+).*\n  --> (\S+)", done.err) == [
        ("S603", "action", "emetteur.yaml")
    ]
    assert office(*given).status == 0


def test_what_the_xsd_refuses_is_told_at_the_cell_and_nothing_is_written(office: Certeval) -> None:
    pytest.importorskip("lxml", reason="the extra xml is not installed")
    Path("petit.xsd").write_text(small_xsd(6), encoding="utf-8")
    done = office("accrochage", "S1-2026", *GIVEN, "--xsd", "petit.xsd", "--output", "flux.xml")
    assert done.status == 1
    assert re.findall(r"error\[(S603)\]: (.*)\n  --> (\S+)", done.err) == [
        ("S603", "the XSD refuses nomNaissance: maxLength", f"titulaires.csv:{line}:5") for line in (2, 4)
    ]
    assert "Zyxomme" not in done.err
    assert not Path("flux.xml").exists()
    assert not Path("accrochage.jsonl").exists()
    Path("petit.xsd").write_text(small_xsd(7), encoding="utf-8")
    assert office("accrochage", "S1-2026", *GIVEN, "--xsd", "petit.xsd", "--output", "flux.xml").status == 0


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<xsd", "this is no XML Schema"),
        ("<a/>", "this is no XML Schema"),
        (
            '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>',
            "it takes others from elsewhere",
        ),
        (
            """<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
            <xsd:include schemaLocation="https://exemple.invalid/autre.xsd"/></xsd:schema>""",
            "it takes others from elsewhere",
        ),
    ],
)
def test_an_xsd_that_is_none_or_that_takes_others_is_refused(
    office: Certeval, text: str, reason: str
) -> None:
    pytest.importorskip("lxml", reason="the extra xml is not installed")
    Path("faux.xsd").write_text(text, encoding="utf-8")
    done = office("accrochage", "S1-2026", *GIVEN, "--xsd", "faux.xsd", "--output", "flux.xml")
    assert (done.status, reason in done.err) == (2, True)
    assert not Path("flux.xml").exists()


def test_without_the_library_the_extra_is_named(office: Certeval, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "certeval.exchange.accrochage.xsd", None)
    Path("petit.xsd").write_text(small_xsd(6), encoding="utf-8")
    done = office("accrochage", "S1-2026", *GIVEN, "--xsd", "petit.xsd", "--output", "flux.xml")
    assert (done.status, "pip install 'certeval[xml]'" in done.err) == (2, True)


# the official example, all the way from a table


def rows_of(root: ET.Element) -> tuple[list[str], list[dict[str, str]]]:
    """The passages of a flux as rows of the candidates' table, under the words of the XSD."""
    rows: list[dict[str, str]] = []
    for passage in root.iter(f"{CPF}passageCertification"):
        row = {"candidat": f"C{len(rows) + 1:03}"}
        for each in passage.iter():
            name, text = each.tag.removeprefix(CPF), (each.text or "").strip()
            heading = candidats.heading(name.removesuffix("Titulaire").replace("nomN", "nomN"))
            heading = {"nomTitulaire": "Nom Naissance", "prenom1Titulaire": "Prenom 1"}.get(name, heading)
            if text and heading:
                row[heading] = text
        levels = [
            "{1}.{2}:{0}".format(*(each.text for each in result)) for result in passage.iter(f"{CPF}resultat")
        ]
        rows.append(row | {"Resultats Numeriques": ";".join(levels)})
    return list(dict.fromkeys(heading for row in rows for heading in row)), rows


def test_the_official_example_s_candidates_are_written_from_a_table_as_it_has_them(office: Certeval) -> None:
    if not EXAMPLE.is_file():
        pytest.skip(f"{EXAMPLE.name}, a file of the Caisse des Dépôts, is not beside the project")
    expected = parse_flux(str(EXAMPLE))
    headings, rows = rows_of(expected)
    written = io.StringIO()
    table = csv.DictWriter(written, headings, delimiter=";")
    table.writeheader()
    table.writerows(rows)
    Path("titulaires.csv").write_text(written.getvalue(), encoding="utf-8")
    held = [RegisteredVerdict("certification", "certification", {"verdict": "valide", "origine": "calcul"})]
    codes = [row["candidat"] for row in rows]
    texts_ = ("format: 1\n", "certification: {rncp: RNCP19117}\n")
    one = Seance(
        *("S1", "tosa", "1.0.0", date(2020, 12, 10), *texts_, "sha256:1"), dict.fromkeys(codes, held), {}, {}
    )
    with open_register("r.db", create=True) as base:
        write(base, one, "2020-12-10T12:00:00Z", "bureau")
    Path("emetteur.yaml").write_text(
        "format: 1\nemetteur: AB123CDE\ncertificateur: {id_client: E564ACB0, id_contrat: 2560080000127J}\n",
        encoding="utf-8",
    )
    done = office("accrochage", "--registre", "r.db", "--auteur", "bureau", *GIVEN, "--output", "flux.xml")
    assert done.status == 0, done.err
    assert without_identifiers(parse_flux("flux.xml")) == without_identifiers(expected)
    valid("flux.xml")


def without_identifiers(element: ET.Element) -> object:
    """What an element says, but for the names of files and passages, which are made by who sends."""
    name = element.tag.removeprefix(CPF)
    text = (element.text or "").strip() if name not in {"idFlux", "horodatage", "idTechnique"} else "…"
    return name, element.attrib, text, [without_identifiers(each) for each in element]


# large files


PASSAGE = PassageCertification(
    "P",
    EtatCivil(Noms("Exemple", None, "Alix"), Naissance("1990", "5", "3", "F"), Lieu("31555")),
    Obtention("2026-07-02"),
)
HEADER = FluxEntete("…" * 36, "2026-07-10T09:00:00+00:00", "EXEMPLE0", "EXEMPLE0", "MCFCER000000")
ONE, TWO = Titre("RNCP", "RNCP1"), Titre("RNCP", "RNCP2")


def cut(
    passages: list[Titre], *, most: int = MOST_PASSAGES, most_bytes: int = MOST_BYTES
) -> list[list[PassageRun]]:
    with Spool() as spool:
        for number, titre in enumerate(passages):
            spool.add(titre, of_passage(PASSAGE._replace(id_technique=f"P{number:03}")))
        found = spool.files(HEADER, most=most, most_bytes=most_bytes)
        for sections in found:
            stream = io.BytesIO()
            spool.write(stream, sections, HEADER)
            assert len(stream.getvalue()) <= most_bytes
            root = ET.fromstring(stream.getvalue())  # noqa: S314 -- what certeval wrote
            assert len(list(root.iter(f"{CPF}passageCertification"))) == sum(
                each.end - each.first for each in sections
            )
    return found


@pytest.mark.parametrize(("count", "files"), [(1, 1), (3, 1), (4, 2), (6, 2), (7, 3)])
def test_a_file_has_so_many_passages_and_another_begins_beyond(count: int, files: int) -> None:
    found = cut([ONE] * count, most=3)
    assert [sum(each.end - each.first for each in sections) for sections in found] == [
        min(3, count - 3 * number) for number in range(files)
    ]


def test_a_certification_goes_on_in_the_next_file_and_the_next_one_follows_it_there() -> None:
    found = cut([ONE, TWO, ONE, ONE, TWO, ONE], most=3)
    assert [[(each.titre, each.first, each.end) for each in sections] for sections in found] == [
        [(ONE, 0, 3)],
        [(ONE, 3, 4), (TWO, 0, 2)],
    ]


def test_a_file_stays_below_its_bytes() -> None:
    with Spool() as spool:
        spool.add(ONE, of_passage(PASSAGE._replace(id_technique="P000")))
        spool.add(ONE, of_passage(PASSAGE._replace(id_technique="P001")))
        stream = io.BytesIO()
        spool.write(stream, spool.files(HEADER)[0], HEADER)
    size = len(stream.getvalue())
    assert [len(cut([ONE, ONE], most_bytes=most)) for most in (size - 1, size, size + 1)] == [2, 2, 1]


def test_the_bounds_are_those_of_the_portal() -> None:
    assert (MOST_BYTES, MOST_PASSAGES) == (200_000_000, 200_000)


def test_several_files_are_numbered_and_noted_each_with_its_passages(
    office: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Spool.files
    monkeypatch.setattr(Spool, "files", lambda self, entete: whole(self, entete, most=1))
    done = office("accrochage", "S1-2026", *GIVEN, "--output", "flux.xml")
    assert done.err.startswith("certeval: written to flux-1.xml, flux-2.xml\n")
    assert not Path("flux.xml").exists()
    flux = [texts(f"flux-{number}.xml", "idFlux")[0] for number in (1, 2)]
    assert len(set(flux)) == 2
    noted = [json.loads(line) for line in Path("accrochage.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [json.loads(each["contenu"])["id_flux"] for each in noted if "contenu" in each] == flux


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_large_table_says_the_same_as_a_small_one(
    office: Certeval, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    text = TABLE.replace("Ampère & fils <SA>", '"Ampère\n& fils ""SA"""') + 'A09;"\n";;;;;;;;\n'
    Path("titulaires.csv").write_bytes(text.replace("\n", "\r\n").encode(encoding))
    small = office("accrochage", "S1-2026", *GIVEN, "--output", "a.xml", "--ledger", "a.jsonl")
    monkeypatch.setattr(candidats, "LARGE", 1)
    large = office("accrochage", "S1-2026", *GIVEN, "--output", "b.xml", "--ledger", "b.jsonl")
    assert (small.status, large.status) == (0, 0)
    assert Path("a.xml").read_bytes() == Path("b.xml").read_bytes()
    wrong = text.replace(";F;;Suisse", ";X;;Suisse").replace("A02;Zyxomme;;Minh", "A01;Zyxomme")
    Path("titulaires.csv").write_bytes(wrong.replace("\n", "\r\n").encode(encoding))
    given = ("accrochage", "S1-2026", *GIVEN, "--output", "c.xml", "--ledger", "c.jsonl")
    large = office(*given)
    monkeypatch.setattr(candidats, "LARGE", 8 << 20)
    small = office(*given)
    assert (small.status, large.status) == (1, 1)
    assert large.err == small.err


def test_a_file_of_two_certifications_is_noted_with_the_passages_of_both_in_its_order() -> None:
    due = Dues()
    for number, titre in enumerate((ONE, TWO, ONE, TWO)):
        due.add(CertificationAward(f"A{number}", titre.code, "S1", None), f"P{number}")
    sent = {ONE: Envois(due, "CREATION"), TWO: Envois(due, "CREATION")}
    with Spool() as spool:
        for (each,) in due.of(f"a{number}" for number in range(4)).values():
            titre = Titre("RNCP", each.award.certification)
            spool.add(titre, of_passage(PASSAGE._replace(id_technique=each.id_technique)))
            sent[titre].add(each, f"told {each.id_technique}")
        flux = Flux(spool, sent, HEADER, Path("candidats.csv"), "emetteur.yaml")
        noted = [list(flux.envois(each)) for each in spool.files(HEADER, most=3)]
    assert [[each.id_technique for each in envois] for envois in noted] == [["P0", "P2", "P1"], ["P3"]]
    assert noted[0][2] == suivis.Envoi(suivis.Titulaire("A1", "RNCP2", "S1"), "P1", "CREATION", "told P1")


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("envois/2026-07", "envois/2026-10"),
        ("envois/2026-07", "."),
        ("envois/2026-07", "ailleurs"),
        (".", "envois/2026-07"),
        ("a/b/c/2026-07", "a/b/c/2026-10"),
    ],
)
def test_a_flux_in_another_folder_is_not_sent_again_for_want_of_a_ledger_there(
    office: Certeval, first: str, then: str
) -> None:
    for folder in (first, then):
        Path(folder).mkdir(parents=True, exist_ok=True)
    given = ("accrochage", "S1-2026", *GIVEN, "--output")
    assert office(*given, f"{first}/flux.xml").status == 0
    ledger = (Path(first) / "accrochage.jsonl").as_posix()
    again = office(*given, f"{then}/encore.xml")
    assert (again.status, Path(then, "encore.xml").exists()) == (2, False)
    assert f"there is no ledger there, and {ledger} is one" in again.err
    due = office("accrochage", "S1-2026", "--due", "--output", f"{then}/dus.csv")
    assert due.status == 2
    same = office(*given, f"{then}/encore.xml", "--ledger", ledger)
    assert (same.status, BEGUN in same.err) == (0, False)
    assert "2 holders left out: reported already" in same.err
    other = office(*given, f"{then}/encore.xml", "--ledger", f"{then}/accrochage.jsonl")
    assert (other.status, BEGUN in other.err) == (0, True)
    assert office(*given, f"{then}/plus-tard.xml").err.count("2 holders left out") == 1


@pytest.mark.parametrize("left", [b"", b'{"schema":"certeval/accrochage/1"}\n{"acte":"accro'])
def test_a_ledger_in_which_a_command_that_failed_left_nothing_hides_no_other(
    office: Certeval, left: bytes
) -> None:
    """A full disk leaves it empty: what the true one knows to have been sent was sent again without a word."""
    for folder in ("juillet", "aout"):
        Path(folder).mkdir()
    given = ("accrochage", "S1-2026", *GIVEN, "--output")
    assert office(*given, "juillet/flux.xml").status == 0
    Path("aout/accrochage.jsonl").write_bytes(left)
    again = office(*given, "aout/flux.xml")
    assert (again.status, Path("aout/flux.xml").exists()) == (2, False)
    assert "there is no ledger there, and juillet/accrochage.jsonl is one" in again.err
    named = office(*given, "aout/flux.xml", "--ledger", "aout/accrochage.jsonl")
    assert (named.status, BEGUN in named.err) == (0, True)


@pytest.mark.parametrize(("folders", "begun"), [(20, True), (60, False)])
def test_no_ledger_is_begun_among_more_folders_than_are_looked_into(
    office: Certeval, monkeypatch: pytest.MonkeyPatch, folders: int, begun: bool
) -> None:
    """One may hold the ledger of what was reported before: it would be reported again."""
    monkeypatch.setattr(ledgers, "MOST_FOLDERS", 60)
    for i in range(folders):
        Path(f"z{i}").mkdir()
    given = ("accrochage", "S1-2026", *GIVEN, "--output", "flux.xml")
    done = office(*given)
    assert (done.status, Path("flux.xml").exists()) == ((0, True) if begun else (2, False))
    assert ("too many to look for another ledger" in done.err) is not begun
    if not begun:
        assert office(*given, "--ledger", "accrochage.jsonl").status == 0


@pytest.mark.parametrize("before", [None, b"<autre/>"])
@pytest.mark.parametrize("kept", ["registre", "fichier"])
def test_a_flux_is_not_left_where_nothing_is_kept_of_it(
    office: Certeval, monkeypatch: pytest.MonkeyPatch, kept: str, before: bytes | None
) -> None:
    """The disk is full once the flux is in its place."""
    own = ("--registre", "r.db", "--auteur", "bureau") if kept == "registre" else ("--ledger", "l.jsonl")
    if kept == "registre":
        assert office("registre", "enregistrer", "S1-2026", *own).status == 0
    if before is not None:
        Path("flux.xml").write_bytes(before)
    given = ("accrochage", "S1-2026", *GIVEN, *own, "--output", "flux.xml", "--force")
    with monkeypatch.context() as full:
        fill_disk(full)
        done = office(*given)
    assert (done.status, "no room is left on the disk: nothing was written" in done.err) == (2, True)
    assert "written to flux.xml" not in done.err
    assert (Path("flux.xml").read_bytes() if Path("flux.xml").exists() else None) == before
    assert not list(Path().glob(".*certeval-tmp"))
    done = office(*given)
    assert (done.status, "2 holders reported" in done.err) == (0, True)


def test_a_session_given_twice_is_reported_once(office: Certeval) -> None:
    done = office("accrochage", "S1-2026", "sessions/S1-2026.yaml", *GIVEN, "--output", "flux.xml")
    assert "certeval: 2 holders reported\n" in done.err
    assert len(texts("flux.xml", "idTechnique")) == len(set(texts("flux.xml", "idTechnique"))) == 2


def test_whoever_is_in_no_sheet_is_not_taken_for_somebody_who_holds_nothing(office: Certeval) -> None:
    nobody = office("accrochage", "S1-2026", *GIVEN, "--output", "flux.xml", "--candidat", "A09")
    assert (nobody.status, nobody.err) == (2, "certeval: no candidate « A09 » in these sheets\n")
    known = office("accrochage", "S1-2026", *GIVEN, "--output", "flux.xml", "--candidat", "a02")
    assert (known.status, known.err) == (0, "certeval: there is nobody to report: nothing is written\n")
    register = ("--registre", "r.db", "--auteur", "bureau")
    assert office("registre", "enregistrer", "S1-2026", *register).status == 0
    nobody = office("accrochage", *GIVEN, *register, "--output", "flux.xml", "--candidat", "A09")
    assert (nobody.status, "« A09 »" in nobody.err) == (2, True)
    known = office("accrochage", *GIVEN, *register, "--output", "flux.xml", "--candidat", "A02")
    assert (known.status, known.err) == (0, "certeval: there is nobody to report: nothing is written\n")


def test_no_flux_is_written_over_the_table_of_the_session(office: Certeval) -> None:
    before = Path("candidats.csv").read_bytes()
    Path("flux.xml").symlink_to("candidats.csv")
    done = office("accrochage", "S1-2026", *GIVEN, "--output", "flux.xml", "--force")
    assert (done.status, Path("candidats.csv").read_bytes()) == (2, before)
    assert "flux.xml is read by this command, and is never written over" in done.err
    assert not Path("accrochage.jsonl").exists()


def test_no_flux_is_written_over_its_own_ledger(office: Certeval) -> None:
    done = office("accrochage", "S1-2026", *GIVEN, "--output", "./l.xml", "--ledger", "l.xml", "--force")
    assert (done.status, Path("l.xml").exists()) == (2, False)
    assert "l.xml is read by this command, and is never written over" in done.err


@pytest.mark.parametrize("name", ["flux.csv", "flux.jsonl", "flux.json", "flux.xlsx", "flux.zip"])
def test_a_flux_is_xml_under_a_name_that_says_so(office: Certeval, name: str) -> None:
    done = office("accrochage", "S1-2026", *GIVEN, "--output", name)
    assert (done.status, Path(name).exists(), Path("accrochage.jsonl").exists()) == (2, False, False)
    assert f"--output {name}: nothing is written as" in done.err


@pytest.mark.parametrize("data", [b"", bytes(range(256)), TABLE.encode("utf-16-le"), b"PK\x03\x04cut"])
def test_of_a_table_that_is_not_read_nobody_is_said_to_be_missing(office: Certeval, data: bytes) -> None:
    Path("titulaires.csv").write_bytes(data)
    done = office("accrochage", "S1-2026", *GIVEN, "--output", "flux.xml")
    assert (done.status, done.err.count("error[")) == (1, 1)
    assert "S600" not in done.err
    assert not Path("flux.xml").exists()


@pytest.mark.parametrize(
    "broken", ["#N/A", "#REF!", "=A2", "=CONCAT(B2)", "#####", "01/02/2026", "45823", "-"]
)
def test_what_a_spreadsheet_broke_is_no_name(office: Certeval, broken: str) -> None:
    Path("titulaires.csv").write_text(TABLE.replace("Éloïse", broken), encoding="utf-8")
    done = office("accrochage", "S1-2026", *GIVEN, "--output", "flux.xml")
    assert done.status == 1
    assert "error[N325]: « Prenom 1 » holds a formula, the error of one, or no letter" in done.err
    assert broken not in done.err.replace("--> titulaires.csv", "")
    table = Path("candidats.csv").read_text(encoding="utf-8")
    Path("candidats.csv").write_text(table.replace("Éloïse", broken), encoding="utf-8")
    parchemins = office("documents", "S1-2026", "parchemins", "--output", "parchemins")
    assert (parchemins.status, Path("parchemins").exists()) == (1, False)
    assert "error[N325]" in parchemins.err
