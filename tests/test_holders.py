"""Who holds which certification over years, and is reported: once each, under its own number, none left out."""

import json
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from certeval.cli import inputs, registers
from certeval.registre import verdict_records
from certeval.registre.acquis import Variant
from conftest import Certeval
from offices import OPTIONS, Office

EMETTEUR = "format: 1\nemetteur: EXEMPLE0\ncertificateur: {id_client: EXEMPLE0, id_contrat: MCFCER000000}\n"
HEADINGS = "candidat;Nom Naissance;Prenom 1;Annee Naissance;Sexe;Code Insee Commune Naissance\n"
PEOPLE = "K1;Diallo;Awa;1990;F;69381\nK2;Roy;Li;1991;M;69382\n"
REGISTER = ("--registre", "r.db", "--auteur", "bureau")


@pytest.fixture
def office(certeval: Certeval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """On 15 January 2026, with who reports and the table of K1 and K2."""
    monkeypatch.setattr(inputs, "today", lambda: date(2026, 1, 15))
    monkeypatch.setattr(registers, "instant", lambda: "2026-01-15T09:00:00Z")
    monkeypatch.delenv("CERTEVAL_REGISTRE", raising=False)
    (tmp_path / "emetteur.yaml").write_text(EMETTEUR, encoding="utf-8")
    (tmp_path / "titulaires.csv").write_text(HEADINGS + PEOPLE, encoding="utf-8")
    return Office(certeval, tmp_path)


def report(office: Office, *arguments: str, said: str = "") -> list[tuple[str, str, str]]:
    """What a flux reports: the number, the first name, the day from which it holds."""
    given = (
        "--candidats",
        "titulaires.csv",
        "--emetteur",
        "emetteur.yaml",
        "--output",
        "flux.xml",
        "--force",
    )
    flux = office.folder / "flux.xml"
    flux.unlink(missing_ok=True)
    done = office.certeval("accrochage", *arguments, *given)
    assert (done.status, said in done.err) == (0, True), done.err
    if not flux.exists():
        return []
    rows = []
    for certification in ET.parse(flux).getroot().findall(".//{*}certification"):  # noqa: S314
        texts = {each.tag.partition("}")[2]: each.text or "" for each in certification.iter()}
        number = texts["code"]
        rows += [
            (number, one.findtext(".//{*}prenom1", ""), one.findtext(".//{*}dateDebutValidite", ""))
            for one in certification.findall(".//{*}passageCertification")
        ]
    return rows


def option_titles(office: Office) -> list[str | None]:
    """The options that the flux written last says, in its order."""
    root = ET.parse(office.folder / "flux.xml").getroot()  # noqa: S314
    return [each.text for each in root.findall(".//{*}libelleOption")]


def test_each_version_is_reported_under_its_own_number(office: Office) -> None:
    for version, number in (("1.0.0", "RNCP11111"), ("2.0.0", "RNCP22222")):
        office.version(f"petit@{version}", number=number)
    office.session("S1", "petit@1.0.0", "2025-12-01", "K1;1;1")
    office.session("S2", "petit@2.0.0", "2026-01-10", "K2;1;1")
    both = [("RNCP11111", "Awa", "2025-12-01"), ("RNCP22222", "Li", "2026-01-10")]
    assert report(office, "S1", "S2", "--ledger", "l.jsonl") == both
    for code in ("S1", "S2"):
        office.register(code)
    assert report(office, *REGISTER) == both


VOIES = """\
- code: OA
  intitule: Dossier
  pour: {voies: [vae]}
  competences: [{code: C3, libelle: A, criteres: [{code: CRA, libelle: A}]}]
"""


def test_a_voie_that_a_sheet_says_is_that_of_the_candidate_everywhere(office: Office) -> None:
    """The jury was not held to be one of VAE, minutes said « non déclarée », and the State was told none."""
    from certeval.documents.pdf_text import typst_text

    office.version("petit@1.0.0", VOIES, number="RNCP11111")
    office.session("S1", "petit@1.0.0", "2025-12-01", "K1;;", "  notification: 2025-12-02")
    (office.folder / "S1.csv").write_text("candidat;voie;CR1;CR2;CRA\nK1;VAE;1;1;1\nK2;apprentissage;1;1;\n")
    assert "error[S401]" in office.certeval("check", "sessions").out
    file = office.folder / "sessions" / "S1.yaml"
    text = file.read_text(encoding="utf-8").replace("role: president", "qualifie: oui, role: president")
    file.write_text(
        text.replace("  le: 2025-12-01", "  le: 2025-12-01\n  debut: 14 h\n  fin: 15 h\n  lieu: Lyon")
    )
    assert office.certeval("documents", "S1", "pv", "--output", "o").status == 0
    minutes = typst_text((office.folder / "o" / "pv.pdf").read_bytes())
    assert ("acquis de" in minutes, "apprentissage" in minutes, "non déclarée" in minutes) == (
        True,
        True,
        False,
    )
    office.register("S1")
    for arguments in (("S1", "--ledger", "l.jsonl"), REGISTER):
        assert len(report(office, *arguments)) == len(("K1", "K2"))
        flux = ET.parse(office.folder / "flux.xml").getroot()  # noqa: S314
        ways = [each.text for each in flux.findall(".//{*}modaliteAcces")]
        assert ways == ["VAE", "FORMATION_INITIALE_APPRENTISSAGE"]


@pytest.mark.parametrize("numbers", [("RNCP11111", "RNCP22222"), ("RNCP22222", "RNCP11111")])
def test_a_number_that_was_corrected_is_the_one_that_was_applied_last(
    office: Office, numbers: tuple[str, str]
) -> None:
    for code, number, row in zip(("S1", "S2"), numbers, ("K1;1;1", "K2;1;1"), strict=True):
        office.version("petit@1.0.0", number=number)
        office.session(code, "petit@1.0.0", "2025-12-01", row)
        office.register(code)
    assert {number for number, _, _ in report(office, *REGISTER)} == {numbers[1]}


def test_who_obtained_it_again_under_a_new_number_holds_both(office: Office) -> None:
    for version, number in (("1.0.0", "RNCP11111"), ("1.1.0", "RNCP11111"), ("2.0.0", "RNCP22222")):
        office.version(f"petit@{version}", number=number)
    for code, version, le in (
        ("S1", "1.0.0", "2025-12-01"),
        ("S2", "1.1.0", "2025-12-10"),  # the same title
        ("S3", "2.0.0", "2026-01-10"),
    ):
        office.session(code, f"petit@{version}", le, "K1;1;1")
        office.register(code)
    assert report(office, *REGISTER) == [
        ("RNCP11111", "Awa", "2025-12-01"),
        ("RNCP22222", "Awa", "2026-01-10"),
    ]


def test_what_an_older_ledger_reported_without_a_number_had_that_of_its_session(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """K1 is held under two numbers, K2 under one, by two sessions of which the later was reported first."""
    for version, number in (("1.0.0", "RNCP11111"), ("2.0.0", "RNCP22222")):
        office.version(f"petit@{version}", number=number)
    office.session("S1", "petit@1.0.0", "2025-12-01", "K1;1;1\nK2;1;1")
    office.register("S1")
    with monkeypatch.context() as before:
        before.setattr(Variant, "_asdict", lambda _variant: {})
        report(office, *REGISTER)
    office.session("S0", "petit@1.0.0", "2025-11-01", "K2;1;1")
    office.session("S2", "petit@2.0.0", "2026-01-10", "K1;1;1")
    for code in ("S0", "S2"):
        office.register(code)
    left = "1 holder left out: reported already, of another session that gave the same\n"
    assert report(office, *REGISTER, said=left) == [("RNCP22222", "Awa", "2026-01-10")]


@pytest.mark.parametrize("corrected", [False, True])
def test_what_is_taken_back_is_so_under_the_number_that_it_was_reported_under(
    office: Office, corrected: bool
) -> None:
    for version, number in (("1.0.0", "RNCP11111"), ("2.0.0", "RNCP22222")):
        office.version(f"petit@{version}", number=number)
    office.session("S1", "petit@1.0.0", "2025-12-01", "K1;1;1")
    office.session("S2", "petit@2.0.0", "2026-01-10", "K2;1;1")
    for code in ("S1", "S2"):
        office.register(code)
    report(office, *REGISTER)
    flux = ET.parse(office.folder / "flux.xml").getroot()  # noqa: S314
    ids = "".join(f"<idTechnique>{each.text}</idTechnique>" for each in flux.findall(".//{*}idTechnique"))
    (office.folder / "accuse.xml").write_text(
        f"<rapport><nomFichier>flux.xml</nomFichier><idFlux>{flux.findtext('.//{*}idFlux')}</idFlux>"
        f"<idTraitement>1</idTraitement><PassagesOK>{ids}</PassagesOK></rapport>",
        encoding="utf-8",
    )
    assert office.certeval("accuse", "accuse.xml", *REGISTER).status == 0
    if corrected:
        office.version("petit@1.0.0", number="RNCP33333")
        office.session("S3", "petit@1.0.0", "2026-01-12", "K2;0;0")
        office.register("S3")
    why = ("--motif", "fraude", "--fondement", "CRPA L241-2", "--pv", "PV 2", "--le", "2026-01-14")
    office.certeval("registre", "retirer", "S1", "K1", "certification", *why, *REGISTER)
    back = ("--schema-version", "1.1.5", "--suppression", "--candidat", "K1")
    assert report(office, *REGISTER, *back) == [("RNCP11111", "Awa", "2025-12-01")]


def test_each_option_that_is_obtained_is_reported_once(office: Office) -> None:
    office.version("options@1.0.0", OPTIONS, number="RNCP11111")
    for code, le, row in (
        ("S1", "2025-12-01", "K1;A;1;1;1;"),
        ("S2", "2025-12-10", "K1;a;1;1;1;"),  # the same again
        ("S3", "2026-01-10", "K1;B;;;;1"),
    ):
        office.options(code, le, row)
        office.register(code)
    told = "certeval: K1: several options of one certification are due"
    assert report(office, *REGISTER, said=told) == [
        ("RNCP11111", "Awa", "2025-12-01"),
        ("RNCP11111", "Awa", "2026-01-10"),
    ]
    of_register = option_titles(office)
    assert of_register == ["Option A", "Option B"]
    report(office, "S1", "--ledger", "autre.jsonl")
    assert option_titles(office) == of_register[:1]
    assert report(office, *REGISTER) == []
    told = office.certeval("registre", "acquis", "K1", "--registre", "r.db", "--json")
    acquis = json.loads(told.out)["candidats"][0]["acquis"]
    assert [(each["session"], each["parcours"]) for each in acquis if each["element"] == "certification"] == [
        ("S1", "A"),
        ("S3", "B"),
    ]
    table = office.certeval("registre", "acquis", "K1", "--registre", "r.db").out.splitlines()
    assert table[0].split()[-1] == "parcours"
    assert [line.split()[-1] for line in table if " S3 " in line and " certification " in line] == ["B"]


def test_an_option_that_an_older_register_does_not_name_is_not_reported_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """K1 sits the same option again, which gives no bloc, then another one, which gives its own."""
    office.version("options@1.0.0", OPTIONS, number="RNCP11111")
    office.options("S1", "2025-12-01", "K1;A;1;1;1;")
    with monkeypatch.context() as before:
        before.setattr(verdict_records, "PARCOURS", "parcours, which no entry said")
        office.register("S1")
    office.options("S2", "2025-12-10", "K1;A;1;1;1;")
    office.register("S2")
    assert report(office, *REGISTER) == [("RNCP11111", "Awa", "2025-12-01")]
    assert report(office, *REGISTER) == []
    office.options("S3", "2026-01-10", "K1;B;;;;1")
    office.register("S3")
    assert report(office, *REGISTER) == [("RNCP11111", "Awa", "2026-01-10")]


def test_two_options_that_an_older_register_does_not_name_are_both_reported(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.version("options@1.0.0", OPTIONS, number="RNCP11111")
    with monkeypatch.context() as before:
        before.setattr(verdict_records, "PARCOURS", "parcours, which no entry said")
        for code, le, row in (("S1", "2025-12-01", "K1;A;1;1;1;"), ("S2", "2026-01-10", "K1;B;;;;1")):
            office.options(code, le, row)
            office.register(code)
    told = "certeval: K1: several options of one certification are due"
    assert report(office, *REGISTER, said=told) == [
        ("RNCP11111", "Awa", "2025-12-01"),
        ("RNCP11111", "Awa", "2026-01-10"),
    ]


def refusal(office: Office, *arguments: str) -> tuple[int, str]:
    """How a flux is refused, of whose candidates nothing but the sessions says the table, unless the arguments do."""
    given = ("--emetteur", "emetteur.yaml", "--output", "flux.xml", "--ledger", "l.jsonl")
    done = office.certeval("accrochage", *arguments, *given)
    assert not (office.folder / "flux.xml").exists()
    return done.status, done.err


@pytest.fixture
def two(office: Office) -> Office:
    """Two sessions with a table each: K1 is Awa Diallo in one, Li Roy in the other, in which K2 fails."""
    office.version("petit@1.0.0", number="RNCP11111")
    for code, le, rows, people in (
        ("S1", "2025-12-01", "K1;1;1\nK2;0;0", "K1;Diallo;Awa;1990;F;69381\nK2;Un;Zoe;1990;F;69381\n"),
        ("S2", "2026-01-10", "K1;1;1", "K1;Roy;Li;1991;M;69382\n"),
    ):
        (office.folder / f"{code}-table.csv").write_text(HEADINGS + people, encoding="utf-8")
        office.session(code, "petit@1.0.0", le, rows, f"candidats: ../{code}-table.csv")
    return office


def test_an_identifier_of_two_persons_in_two_sessions_is_not_reported_as_one(two: Office) -> None:
    status, told = refusal(two, "S1", "S2")
    assert (status, "K1 is one person in S1 and another in S2" in told) == (2, True)
    status, told = refusal(two, "S1", "--candidats", "S2-table.csv")
    assert (status, "error[S313]: K1 is known as another person" in told) == (1, True)
    assert "Roy" not in told


def test_two_tables_of_two_sessions_are_not_one(two: Office) -> None:
    """K2, who obtained nothing in S1, may be anybody there; K3 stands in the second table alone."""
    two.session("S1", "petit@1.0.0", "2025-12-01", "K1;0;0\nK2;1;1", "candidats: ../S1-table.csv")
    status, told = refusal(two, "S1", "S2")
    assert (status, "the sessions name several candidates’ tables" in told) == (2, True)
    due = two.certeval("accrochage", "S1", "S2", "--due", "--json", "--ledger", "l.jsonl")
    assert [each["candidat"] for each in json.loads(due.out)["titulaires"]] == ["K2", "K1"]


def test_who_obtained_it_in_two_sessions_is_reported_of_the_first(office: Office) -> None:
    office.version("petit@1.0.0", number="RNCP11111")
    office.session("S2", "petit@1.0.0", "2026-01-10", "K1;1;1\nK2;1;1")
    office.session("S1", "petit@1.0.0", "2025-12-01", "K1;1;1")
    assert report(office, "S2", "S1", "--ledger", "l.jsonl") == [
        ("RNCP11111", "Awa", "2025-12-01"),
        ("RNCP11111", "Li", "2026-01-10"),
    ]


def test_what_was_reported_of_another_session_is_not_reported_again(office: Office) -> None:
    """Without a register, session after session."""
    office.version("petit@1.0.0", number="RNCP11111")
    office.version("options@1.0.0", OPTIONS, number="RNCP33333")
    office.session("S1", "petit@1.0.0", "2025-12-01", "K1;1;1")
    office.session("S2", "petit@1.0.0", "2026-01-10", "K1;1;1\nK2;1;1")
    office.options("S3", "2026-01-11", "K1;A;1;1;1;")
    office.options("S4", "2026-01-12", "K1;B;1;1;;1")
    ledger = ("--ledger", "l.jsonl")
    assert report(office, "S2", *ledger) == [
        ("RNCP11111", "Awa", "2026-01-10"),
        ("RNCP11111", "Li", "2026-01-10"),
    ]
    assert report(office, "S1", *ledger, said="1 holder left out: reported already, of another session") == []
    due = json.loads(office.certeval("accrochage", "S1", "S2", "--due", "--json", *ledger).out)
    assert due["synthese"] == dict.fromkeys(due["synthese"], 0) | {"sans_reponse": 2}
    assert [each["session"] for each in due["titulaires"]] == ["S2", "S2"]
    assert report(office, "S3", *ledger) == [("RNCP33333", "Awa", "2026-01-11")]
    assert report(office, "S4", *ledger) == [("RNCP33333", "Awa", "2026-01-12")]


def test_a_session_that_is_registered_late_reports_nobody_again(office: Office) -> None:
    """S1 sat first, and is written down once K1 was reported of S2."""
    office.version("petit@1.0.0", number="RNCP11111")
    office.session("S1", "petit@1.0.0", "2025-12-01", "K1;1;1")
    office.session("S2", "petit@1.0.0", "2026-01-10", "K1;1;1")
    office.register("S2")
    assert report(office, *REGISTER) == [("RNCP11111", "Awa", "2026-01-10")]
    office.register("S1")
    left = "1 holder left out: reported already, of another session that gave the same\n"
    assert report(office, *REGISTER, said=left) == []
    due = json.loads(office.certeval("accrochage", "--due", *REGISTER[:2], "--json").out)
    assert due["synthese"] == dict.fromkeys(due["synthese"], 0) | {"sans_reponse": 1}


def test_what_was_taken_back_of_a_session_is_reported_of_the_other(office: Office) -> None:
    office.version("petit@1.0.0", number="RNCP11111")
    for code, le in (("S1", "2025-12-01"), ("S2", "2026-01-10")):
        office.session(code, "petit@1.0.0", le, "K1;1;1")
    ledger = ("--ledger", "l.jsonl")
    report(office, "S1", *ledger)
    ident = ET.parse(office.folder / "flux.xml").getroot().findtext(".//{*}idFlux") or ""  # noqa: S314
    assert office.certeval("accuse", "--rejected", ident, *ledger).status == 0
    assert report(office, "S2", *ledger) == [("RNCP11111", "Awa", "2026-01-10")]
    due = json.loads(office.certeval("accrochage", "S1", "S2", "--due", "--json", *ledger).out)
    assert due["synthese"] == dict.fromkeys(due["synthese"], 0) | {"sans_reponse": 1}


def test_what_is_asked_to_be_taken_back_is_there_until_it_is_answered(office: Office) -> None:
    office.version("petit@1.0.0", number="RNCP11111")
    for code, le in (("S1", "2025-12-01"), ("S2", "2026-01-10")):
        office.session(code, "petit@1.0.0", le, "K1;1;1")
    ledger = ("--ledger", "l.jsonl")
    report(office, "S1", *ledger)
    flux = (office.folder / "flux.xml").read_text(encoding="utf-8")
    idents = re.findall("<cpf:id(?:Flux|Technique)>(.*?)<", flux)
    accepted = "<rapport><idFlux>{}</idFlux><PassagesOK><idTechnique>{}</idTechnique></PassagesOK></rapport>"
    (office.folder / "rapport.xml").write_text(accepted.format(*idents), encoding="utf-8")
    assert office.certeval("accuse", "rapport.xml", *ledger).status == 0
    back = ("--suppression", "--candidat", "K1", "--schema-version", "1.1.5")
    assert len(report(office, "S1", *back, *ledger)) == 1
    left = "1 holder left out: reported already, of another session that gave the same\n"
    assert report(office, "S2", *ledger, said=left) == []


def test_a_flux_that_the_ledger_does_not_know_is_told_before_it_is_replaced(office: Office) -> None:
    """The command was killed once the file was in its place, or the ledger is a backup of before."""
    office.version("petit@1.0.0", number="RNCP11111")
    for code, row in (("S1", "K1;1;1"), ("S2", "K2;1;1")):
        office.session(code, "petit@1.0.0", "2025-12-01", row)
    report(office, "S1", "--ledger", "l.jsonl")
    backup = (office.folder / "l.jsonl").read_bytes()
    report(office, "S2", "--ledger", "l.jsonl")
    given = ("S2", "--candidats", "titulaires.csv", "--emetteur", "emetteur.yaml", "--output", "flux.xml")
    known = office.certeval("accrochage", *given, "--ledger", "l.jsonl", "--again")
    assert (known.status, "nobody to report" in known.err) == (0, True)
    (office.folder / "l.jsonl").write_bytes(backup)
    (ident,) = re.findall("<cpf:idFlux>(.*?)<", (office.folder / "flux.xml").read_text(encoding="utf-8"))
    done = office.certeval("accrochage", *given, "--ledger", "l.jsonl")
    told = (
        f"flux.xml exists, and nothing is known here of its flux, {ident}: a command was stopped as it ended"
    )
    assert (done.status, told in done.err) == (2, True)
    assert (office.folder / "l.jsonl").read_bytes() == backup
    assert office.certeval("accrochage", *given, "--ledger", "l.jsonl", "--force").status == 0
    (office.folder / "flux.xml").write_text("<autre/>", encoding="utf-8")
    (office.folder / "l.jsonl").write_bytes(backup)
    done = office.certeval("accrochage", *given, "--ledger", "l.jsonl")
    assert (done.status, "flux.xml exists; --force replaces it" in done.err) == (2, True)


def test_a_ledger_that_lost_its_end_says_which_flux_does_not_count(office: Office) -> None:
    office.version("petit@1.0.0", number="RNCP11111")
    office.session("S1", "petit@1.0.0", "2025-12-01", "K1;1;1")
    report(office, "S1", "--ledger", "l.jsonl")
    ident = ET.parse(office.folder / "flux.xml").getroot().findtext(".//{*}idFlux") or ""  # noqa: S314
    ledger = office.folder / "l.jsonl"
    ledger.write_bytes(ledger.read_bytes()[:-4])
    report(office, "S1", "--ledger", "l.jsonl", said=f"do not count: if flux {ident} was deposited")


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        (("RNCP1", ""), ("RNCP1", ""), True),
        (("RNCP1", ""), ("RNCP2", ""), False),
        (("RNCP1", ""), ("", ""), True),
        (("", ""), ("", ""), True),
        (("RNCP1", "A"), ("RNCP1", "B"), False),
        (("RNCP1", "A"), ("", "A"), True),
        (("RNCP1", "A"), ("RNCP2", "A"), False),
        (("RNCP1", "A"), ("RNCP1", ""), False),
    ],
)
def test_two_titles_may_be_one_of_one_parcours_and_of_no_two_numbers(
    one: tuple[str, str], other: tuple[str, str], may_be: bool
) -> None:
    assert Variant(*one).may_be(Variant(*other)) is Variant(*other).may_be(Variant(*one)) is may_be


@pytest.mark.parametrize(
    ("mine", "other", "parcours"), [("A", "B", "A"), ("", "B", "B"), ("A", "", ""), ("", "", "")]
)
def test_a_parcours_that_is_not_known_is_that_of_the_other(mine: str, other: str, parcours: str) -> None:
    assert Variant("RNCP1", mine).in_parcours_of(Variant("RNCP2", other)) == Variant("RNCP1", parcours)
