"""`certeval registre` from the session's file to the answers of a day, as an exam office types it."""

import json
import os
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from certeval.cli import inputs, registers
from certeval.messages import in_language
from certeval.registre import base as bases
from certeval.registre import journal, opening, personnes
from certeval.registre.base import RegisterError
from certeval.registre.opening import open_register
from certeval.render import register_refusals
from certeval.render import registre as rendering
from conftest import Certeval, Done
from offices import Office

EXAMPLE = Path(__file__).parents[1] / "examples" / "scores.csv"
JURY = """\
jury:
  designation: {par: directeur, le: 2026-05-20, acte: décision 2026-14}
  membres:
  - {code: J1, qualite: directrice commerciale, externe: oui, role: president}
  - {code: J2, qualite: formateur, externe: non}
"""
HEAD = "format: 1\nsession: {code: S1-2026, referentiel: developpement-commercial@1.0.0, feuilles: [../scores.csv]}\n"
SITTING = "deliberation:\n  le: 2026-07-02\n  presents: [J1, J2]\n"
BC1 = "  - {candidat: C005, element: BC1, verdict: valide, motif: oral remarquable, vote: unanimite}\n"
DECIDED = SITTING + "  decisions:\n" + BC1
LATER = """\
format: 1
session: {code: S2-2026, referentiel: developpement-commercial@1.0.0}
inscriptions:
- {candidat: c005, vise: [BC2]}
deliberation:
  le: 2026-11-05
  presents: [J1, J2]
"""
AUTHOR = ("--auteur", "bureau des examens")


@pytest.fixture
def office(tmp_path: Path, where: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a session that was deliberated, on the day after; the register of the environment."""
    (tmp_path / "scores.csv").write_bytes(EXAMPLE.read_bytes())
    (tmp_path / "candidats.csv").write_text("candidat;Nom Naissance\nC005;Zyxomme\n", encoding="utf-8")
    (tmp_path / "sessions").mkdir()
    monkeypatch.setenv("CERTEVAL_REGISTRE", where)
    on(monkeypatch, "2026-07-03")
    session(tmp_path, HEAD + "candidats: ../candidats.csv\n" + JURY + DECIDED)
    return tmp_path


def on(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    """Let it be another day."""
    monkeypatch.setattr(inputs, "today", lambda: date.fromisoformat(day))
    monkeypatch.setattr(registers, "instant", lambda: f"{day}T09:00:00+00:00")


def session(folder: Path, text: str, code: str = "S1-2026") -> None:
    (folder / "sessions" / f"{code}.yaml").write_text(text, encoding="utf-8")


def enregistrer(certeval: Certeval, code: str = "S1-2026") -> Done:
    return certeval("registre", "enregistrer", code, *AUTHOR)


def acquis(certeval: Certeval, candidate: str, *options: str) -> list[str]:
    done = certeval("registre", "acquis", candidate, "--json", *options)
    assert done.status == 0, done.err
    (mine,) = json.loads(done.out)["candidats"]
    return [each["element"] for each in mine["acquis"]]


def rectifier(certeval: Certeval, verdict: str, *options: str, element: str = "BC1") -> Done:
    motif = () if "--motif" in options else ("--motif", "erreur de saisie")
    said = (*motif, "--fondement", "CRPA L242-1", "--pv", "PV 2026-9")
    return certeval("registre", "rectifier", "S1-2026", "C005", element, verdict, *said, *AUTHOR, *options)


def test_a_session_is_registered_once_and_what_is_held_is_told(certeval: Certeval, office: Path) -> None:
    done = enregistrer(certeval)
    assert (done.status, done.out) == (0, "S1-2026 registered: 14 candidates, 57 entries\n")
    assert "« bureau des examens », as declared: certeval authenticates nobody" in done.err
    again = enregistrer(certeval)
    assert (again.status, again.err) == (0, "")
    assert again.out == "S1-2026 is registered already, and says the same: nothing was added\n"
    assert acquis(certeval, "C005") == ["BC1", "BC3"]
    assert acquis(certeval, "c 005") == ["BC1", "BC3"]
    assert acquis(certeval, "C003") == []
    table = certeval("registre", "acquis").out
    assert "C005       developpement-commercial   BC1" in table
    assert "C003" not in table
    assert office.is_dir()


def test_the_journal_keeps_what_was_computed_beside_what_was_decided(
    certeval: Certeval, office: Path, where: str
) -> None:
    enregistrer(certeval)
    with open_register(where) as base:
        key = personnes.key_of(base, "C005")
        assert key
        found = {each.objet: each.values for each in journal.entries(base, personne=key)}
    assert found["BC1"]["calcule"] == {"verdict": "non_valide"}
    assert found["BC1"]["decision"] == {"motif": "oral remarquable", "vote": "unanimite", "pv": "S1-2026"}
    assert (found["BC2"]["verdict"], found["BC2"]["origine"]) == ("non_valide", "calcul")
    assert found["certification"]["genre"] == "certification"
    assert office.is_dir()


def test_a_competence_that_the_jury_decided_is_registered_with_the_blocs(
    certeval: Certeval, office: Path, where: str
) -> None:
    decision = "  - {candidat: C005, element: C1.1, verdict: valide, motif: oral remarquable}\n"
    session(office, HEAD + JURY + SITTING + "  decisions:\n" + decision)
    assert enregistrer(certeval).out.endswith("58 entries\n")
    with open_register(where) as base:
        kinds = {each.objet: each.values.get("genre") for each in journal.entries(base)}
    assert kinds["C1.1"] == "competence"
    assert acquis(certeval, "C005") == ["BC3"]  # a compétence alone is not held for life


def test_what_was_not_deliberated_or_is_wrong_is_not_registered(
    certeval: Certeval, office: Path, where: str
) -> None:
    session(office, HEAD + JURY)
    done = enregistrer(certeval)
    assert (done.status, done.out) == (1, "")
    assert "S1-2026 was not deliberated" in done.err
    session(office, HEAD + JURY + SITTING + "  decisions:\n" + BC1.replace(", motif: oral remarquable", ""))
    assert enregistrer(certeval).status == 1
    with pytest.raises(RegisterError), open_register(where):
        pass  # none was begun


def test_nothing_is_registered_before_its_jury_met(
    certeval: Certeval, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sitting of 2 July is written beforehand: what stands there decides nothing until that day."""
    told = "sits on 2026-07-02, which has not come yet"
    for today, status in (("2026-07-01", 1), ("2026-07-02", 0)):
        on(monkeypatch, today)
        done = enregistrer(certeval)
        assert (done.status, told in done.err) == (status, bool(status))
    assert certeval("registre", "verifier").status == 0


def test_a_corrected_sheet_is_a_rectification_to_deliberate(certeval: Certeval, office: Path) -> None:
    enregistrer(certeval)
    sheet = office / "scores.csv"
    lines = sheet.read_text(encoding="utf-8").splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("C001"))
    lines[at] = ";".join([lines[at].split(";")[0], *["0"] * (len(lines[0].split(";")) - 1)])
    sheet.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = enregistrer(certeval)
    assert done.status == 1
    assert done.out.startswith(
        "4 decisions of S1-2026 differ from the register: rectification to be deliberated\n"
    )
    assert "certeval registre rectifier" in done.out
    assert "BC1" in acquis(certeval, "C001")  # nothing was moved


def test_a_candidate_who_left_the_sheets_is_told_too(certeval: Certeval, office: Path) -> None:
    enregistrer(certeval)
    sheet = office / "scores.csv"
    lines = [line for line in sheet.read_text(encoding="utf-8").splitlines() if not line.startswith("C001")]
    sheet.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = enregistrer(certeval)
    assert (done.status, done.out.count("C001")) == (1, 4)


@pytest.mark.usefixtures("office")
def test_what_was_rectified_is_to_be_written_into_the_session_not_rectified_again(certeval: Certeval) -> None:
    enregistrer(certeval)
    rectifier(certeval, "non_valide")
    done = enregistrer(certeval)
    assert (done.status, done.out.splitlines()[0]) == (1, "1 decision of S1-2026 differs from the register")
    assert done.out.splitlines()[-1] == (
        "the register was rectified (PV 2026-9): have the session say the same: "
        "certeval deliberer SESSION CANDIDAT ELEMENT VERDICT --motif … --fondement … --remplace"
    )
    assert "registre rectifier" not in done.out


@pytest.mark.parametrize("erased", [True, False])
def test_of_whom_nothing_is_registered_in_a_session_no_rectification_is_proposed(
    certeval: Certeval, office: Path, erased: bool
) -> None:
    enregistrer(certeval)
    if erased:
        done = certeval("registre", "effacer", "C009", "--motif", "demande de la personne", *AUTHOR)
        assert done.status == 0, done.err
    else:
        lines = (office / "scores.csv").read_text(encoding="utf-8").splitlines()
        lines.append(lines[-1].replace("C014", "C015"))
        (office / "scores.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = enregistrer(certeval)
    code = "C009" if erased else "C015"
    assert (done.status, done.out.splitlines()[0]) == (1, "4 decisions of S1-2026 differ from the register")
    assert done.out.splitlines()[-1].startswith(f"nothing of {code} is registered in this session: leave ")
    assert "registre rectifier" not in done.out


@pytest.mark.usefixtures("office")
def test_what_attests_a_bloc_that_is_lost_is_taken_back_not_issued_again(
    certeval: Certeval, where: str
) -> None:
    enregistrer(certeval)
    with open_register(where) as base, base.transaction():
        key = personnes.key_of(base, "C005")
        assert key
        kinds = ("releve", "attestation BC1", "attestation BC3", "parchemin")
        issued = [journal.Act("document", {"document": each}, "S1-2026", key, each) for each in kinds]
        journal.append(base, issued, "2026-07-04T09:00:00Z", "bureau des examens")
    assert rectifier(certeval, "non_valide").out.splitlines()[1:] == [
        "documents to issue again, marked « annule et remplace »:",
        "  releve, issued on 2026-07-04 (entry 58)",
        "documents to take back, for what they attest is no longer acquired:",
        "  attestation BC1, issued on 2026-07-04 (entry 59)",
        "  parchemin, issued on 2026-07-04 (entry 61)",
    ]


def test_the_correction_of_a_decision_end_to_end(
    certeval: Certeval, office: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    enregistrer(certeval)
    with open_register(where) as base, base.transaction():
        key = personnes.key_of(base, "C005")
        assert key
        issued = journal.Act("document", {"document": "relevé"}, "S1-2026", key, "releve")
        journal.append(base, [issued], "2026-07-04T09:00:00Z", "bureau des examens")
    on(monkeypatch, "2026-09-10")
    done = rectifier(certeval, "non_valide")
    assert (done.status, done.out.splitlines()[0]) == (
        0,
        "C005, BC1 (S1-2026): validated → not validated; entry 59 replaces entry 17",
    )
    assert "  relevé, issued on 2026-07-04 (entry 58)" in done.out
    assert "four months" not in done.err
    on(monkeypatch, "2026-12-01")
    assert "four months" not in rectifier(certeval, "valide").err  # raised at any time (L242-4)
    days = ["2026-07-01", "2026-07-02", "2026-09-09", "2026-09-10", "2026-11-30", "2026-12-01"]
    assert ["BC1" in acquis(certeval, "C005", "--date", day) for day in days] == [
        *(False, True, True),
        *(False, False, True),
    ]
    assert certeval("registre", "verifier").status == 0
    assert office.is_dir()


@pytest.mark.parametrize(
    ("day", "late"), [("2026-11-01", False), ("2026-11-02", False), ("2026-11-03", True)]
)
def test_a_decision_is_lowered_without_warning_until_the_end_of_the_fourth_month(
    certeval: Certeval, office: Path, monkeypatch: pytest.MonkeyPatch, day: str, late: bool
) -> None:
    enregistrer(certeval)
    on(monkeypatch, day)
    assert ("it lowers a decision after 2026-11-02" in rectifier(certeval, "non_valide").err) is late
    assert office.is_dir()


@pytest.mark.usefixtures("office")
def test_a_correction_says_what_no_longer_agrees_with_the_certification(certeval: Certeval) -> None:
    """C005 holds BC1 and BC3, and BC2 alone lacks."""
    enregistrer(certeval)
    all_valid = "every bloc of S1-2026 is now validated, the certification is not"
    assert "S1-2026" not in rectifier(certeval, "en_attente").out.split("\n", 1)[1]
    assert all_valid not in rectifier(certeval, "valide", element="BC2").out
    assert all_valid in rectifier(certeval, "valide").out
    assert "not validated" not in rectifier(certeval, "valide", element="certification").out.split("\n", 1)[1]
    rectifier(certeval, "non_valide", element="BC2")
    rectifier(certeval, "non_valide", element="certification")
    done = rectifier(certeval, "valide", element="certification")
    assert "not validated in S1-2026, beside this certification: BC2" in done.out


def test_fraud_is_withdrawn_at_any_time_and_stays_readable(
    certeval: Certeval, office: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    enregistrer(certeval)
    on(monkeypatch, "2028-01-10")
    said = ("--motif", "identité usurpée", "--fondement", "CRPA L241-2", "--pv", "PV 2028-1")
    done = certeval("registre", "retirer", "S1-2026", "C001", "BC1", *said, *AUTHOR)
    assert (done.status, "four months" in done.err) == (0, False)
    assert "the certification stays validated in S1-2026: it is to be deliberated too" in done.out
    with open_register(where) as base:
        last = journal.head(base)
    assert last is not None
    assert (last.acte, last.values["fraude"], last.values["calcule"]) == (
        "retrait",
        "oui",
        {"verdict": "valide"},
    )
    assert "BC1" not in acquis(certeval, "C001")
    assert "BC1" in acquis(certeval, "C001", "--date", "2028-01-09")
    assert office.is_dir()


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("non_valide", "--le", "2026-07-01"), "2026-07-02"),
        (("non_valide", "--le", "2026-07-02"), None),
        (("non_valide", "--le", "2026-07-10"), None),
        (("non_valide", "--le", "2026-07-11"), "--le 2026-07-11: this day has not come yet"),
        (("refuse",), "refuse is no verdict: write valide, non_valide, en_attente"),
    ],
)
def test_a_correction_is_decided_from_the_day_of_the_decision_to_today(
    certeval: Certeval,
    where: str,
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, ...],
    said: str | None,
) -> None:
    enregistrer(certeval)
    on(monkeypatch, "2026-07-10")
    before = certeval("registre", "exporter").out
    done = rectifier(certeval, *options)
    assert (done.status, (said or "") in done.err) == (2 if said else 0, True), done
    assert (certeval("registre", "exporter").out == before) is (said is not None)
    with open_register(where) as base:
        last = journal.head(base)
    assert last is not None
    assert (last.acte == "rectification") is (said is None)


def test_a_reason_that_names_the_person_warns(certeval: Certeval, office: Path) -> None:
    enregistrer(certeval)
    done = rectifier(certeval, "non_valide", "--motif", "erreur pour Mme Zyxomme")
    assert (done.status, "the reason holds a name of the person" in done.err) == (0, True)
    assert "Zyxomme" not in done.out + done.err
    assert office.is_dir()


def test_who_is_erased_is_in_no_answer_and_decisions_stay(
    certeval: Certeval, office: Path, where: str
) -> None:
    enregistrer(certeval)
    kept = certeval("registre", "effacer", "C005", "--motif", "demande de la personne", *AUTHOR)
    assert (kept.status, "C005 holds BC1, BC3" in kept.err) == (2, True)
    named = certeval(
        "registre", "effacer", "C005", "--motif", "Zyxomme le demande", "--attestation-echue", *AUTHOR
    )
    assert (named.status, "Zyxomme" in named.err) == (2, False)
    done = certeval("registre", "effacer", "C005", "--motif", "demande", "--attestation-echue", *AUTHOR)
    assert done.status == 0
    assert certeval("registre", "acquis", "C005").status == 2
    assert "Zyxomme" not in certeval("registre", "exporter").out
    assert certeval("registre", "verifier").out.startswith("58 entries in the journal: the chain is whole\n")
    if "://" not in where:
        assert b"Zyxomme" not in Path(where).read_bytes()


def test_what_is_held_from_the_register_enters_a_later_session(
    certeval: Certeval, office: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    enregistrer(certeval)
    on(monkeypatch, "2026-11-06")
    session(office, LATER + JURY, "S2-2026")
    monkeypatch.delenv("CERTEVAL_REGISTRE")
    without = json.loads(certeval("validate", "--session", "S2-2026", "--json").out)
    assert [each["verdict"] for each in without["candidats"][0]["blocs"]] == ["en_attente"] * 3
    assert "registre" not in without
    done = certeval("validate", "--session", "S2-2026", "--registre", where, "--json", "-o", "r.json")
    assert done.status == 0
    document = json.loads((office / "r.json").read_text(encoding="utf-8"))
    blocs = {each["code"]: each for each in document["candidats"][0]["blocs"]}
    assert [(code, each["verdict"], each["origine"]) for code, each in blocs.items()] == [
        ("BC1", "valide", "acquis_anterieur"),
        ("BC2", "en_attente", "calcul"),
        ("BC3", "valide", "acquis_anterieur"),
    ]
    said = {"bloc": "BC1", "version": "1.0.0", "session": "S1-2026", "pv": "S1-2026", "rang": "17"}
    assert blocs["BC1"]["decision"] == said
    with open_register(where) as base:
        head = journal.head(base)
    assert head is not None
    assert document["registre"] == {"entrees": 57, "tete": head.empreinte}
    told = certeval("explain", "c005", "BC1", "--session", "S2-2026", "--registre", where).out
    assert "session « S1-2026 », pv « S1-2026 »" in told
    resits = certeval("rattrapages", "--session", "S2-2026", "--registre", where, "--json").out
    assert "BC1" not in json.dumps(json.loads(resits)["candidats"])
    stats = certeval("stats", "--session", "S2-2026", "--registre", where, "--json")
    assert stats.status == 0


def test_results_are_verified_against_the_register_as_it_stood(
    certeval: Certeval, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enregistrer(certeval)
    on(monkeypatch, "2026-11-06")
    session(office, LATER + JURY, "S2-2026")
    certeval("validate", "--session", "S2-2026", "--json", "-o", "r.json")
    assert certeval("verify", "r.json").status == 0
    assert rectifier(certeval, "non_valide", "--le", "2026-11-01").status == 0
    assert certeval("verify", "r.json").status == 0  # the journal has grown; it says the same of that day
    now = json.loads(certeval("validate", "--session", "S2-2026", "--json").out)
    assert now["candidats"][0]["blocs"][0]["verdict"] == "en_attente"
    document = json.loads((office / "r.json").read_text(encoding="utf-8"))
    document["registre"]["tete"] = "sha256:" + "0" * 64
    (office / "r.json").write_text(json.dumps(document), encoding="utf-8")
    assert certeval("verify", "r.json").status == 1
    monkeypatch.delenv("CERTEVAL_REGISTRE")
    lost = certeval("verify", "r.json")
    assert (lost.status, "register: not found; name it with --registre" in lost.out) == (1, True)
    assert lost.out.endswith("\nnot computed again: the register is missing\n")


def test_a_session_registered_already_does_not_feed_itself(certeval: Certeval, office: Path) -> None:
    enregistrer(certeval)
    document = json.loads(certeval("validate", "--session", "S1-2026", "--json").out)
    origins = {bloc["origine"] for each in document["candidats"] for bloc in each["blocs"]}
    assert origins == {"calcul", "jury"}
    assert office.is_dir()


@pytest.mark.parametrize(
    "command",
    [
        "validate --session",
        "deliberer",
        "documents -o remis",
        "grille -f csv --session",
        "registre enregistrer --auteur bureau",
        "accrochage --due",
    ],
)
def test_a_session_whose_code_is_written_otherwise_than_in_the_register_is_refused(
    certeval: Certeval, office: Path, command: str
) -> None:
    """What it gave was taken for what another one had given before it."""
    enregistrer(certeval)
    file = office / "sessions" / "S1-2026.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("S1-2026", "s1-2026"), encoding="utf-8")
    done = certeval(*command.split(), "sessions/S1-2026.yaml")
    assert (done.status, done.out) == (2, "")
    words = (
        "session s1-2026 is written S1-2026 in the register: write it so, or give another one another code\n"
    )
    assert done.err.endswith(words)


def test_what_a_session_took_up_falls_with_what_gave_it(
    certeval: Certeval, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enregistrer(certeval)
    on(monkeypatch, "2026-11-06")
    session(office, LATER + JURY, "S2-2026")
    assert enregistrer(certeval, "S2-2026").status == 0
    assert acquis(certeval, "C005") == ["BC1", "BC3"]
    told = "what other sessions took up of it is no longer held: S2-2026 BC1\n"
    assert told in rectifier(certeval, "non_valide").out
    assert acquis(certeval, "C005") == ["BC3"]
    assert "took up" not in rectifier(certeval, "en_attente").out
    assert "took up" not in rectifier(certeval, "valide").out
    assert sorted(acquis(certeval, "C005")) == ["BC1", "BC3"]


def assert_hostile_shown(done: Done, words: str) -> None:
    assert (done.status, done.out) == (2, "")
    assert words in done.err
    assert "Traceback" not in done.err


def test_registers_that_cannot_be_read_are_told_with_a_way_out(certeval: Certeval, tmp_path: Path) -> None:
    (tmp_path / "texte.db").write_bytes(b"candidat;CR1\n" * 500)
    with closing(sqlite3.connect(tmp_path / "autre.db")) as connection, connection:
        connection.execute("CREATE TABLE facture (montant INTEGER)")
    (tmp_path / "vide.db").touch()
    for name, words in {
        "texte.db": "this is a score sheet, not a register: `certeval validate` takes it",
        "autre.db": "this is no register: name another file",
        "vide.db": "this is no register: name another file",
        "absent.db": "there is no register; `certeval registre enregistrer SESSION` begins one",
        ".": "this is a folder, not a file",
    }.items():
        assert_hostile_shown(certeval("registre", "acquis", "--registre", name), words)
    with closing(sqlite3.connect(tmp_path / "autre.db")) as connection, connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("facture",)]
    assert_hostile_shown(certeval("registre", "acquis"), "--registre FILE, or the variable CERTEVAL_REGISTRE")


def test_a_database_that_was_only_created_is_a_register_that_is_not_begun(
    certeval: Certeval, postgresql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a file that is not there: what comes before the first session is registered needs it not."""
    (tmp_path / "scores.csv").write_bytes(EXAMPLE.read_bytes())
    (tmp_path / "sessions").mkdir()
    session(tmp_path, HEAD + JURY + DECIDED)
    words = "there is no register; `certeval registre enregistrer SESSION` begins one"
    assert_hostile_shown(certeval("registre", "acquis", "--registre", postgresql), words)
    assert_hostile_shown(certeval("validate", "--session", "S1-2026", "--registre", postgresql), words)
    monkeypatch.setenv("CERTEVAL_REGISTRE", postgresql)
    done = certeval("validate", "--session", "S1-2026")
    assert (done.status, "there is no register yet, so nothing is held from it" in done.err) == (0, True)
    assert enregistrer(certeval).status == 0
    assert acquis(certeval, "C005") == ["BC1", "BC3"]


def sqlite_register(certeval: Certeval, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (folder / "scores.csv").write_bytes(EXAMPLE.read_bytes())
    (folder / "sessions").mkdir()
    on(monkeypatch, "2026-07-03")
    session(folder, HEAD + JURY + DECIDED)
    monkeypatch.setenv("CERTEVAL_REGISTRE", "r.db")
    assert enregistrer(certeval).status == 0
    return folder / "r.db"


def alter(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE journal SET contenu = replace(contenu, 'oral', 'ecrit') WHERE rang = 17", "rank: 17"),
        ("UPDATE journal SET contenu = '[' WHERE rang = 17", "rank: 17"),
        ("DELETE FROM journal WHERE rang = 16", "rank: 16"),
        ("UPDATE referentiel SET texte = texte || ' '", "developpement-commercial@1.0.0"),
        ("UPDATE session SET texte = texte || ' '", "not as written: S1-2026"),
        ("DELETE FROM session", "not as written: S1-2026"),
    ],
)
def test_what_was_rewritten_is_found_and_named(
    certeval: Certeval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: str, words: str
) -> None:
    alter(sqlite_register(certeval, tmp_path, monkeypatch), statement)
    done = certeval("registre", "verifier")
    assert (done.status, words in done.out) == (1, True)


def test_an_altered_decision_gives_nothing_to_anybody(
    certeval: Certeval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A `non_valide` made `valide` behind the triggers is refused where it is read, not only by `verifier`."""
    file = sqlite_register(certeval, tmp_path, monkeypatch)
    alter(file, "UPDATE journal SET contenu = replace(contenu, 'non_valide', 'valide') WHERE objet = 'BC2'")
    assert_hostile_shown(certeval("registre", "acquis", "C005"), "of the journal is not what was written")
    session(tmp_path, LATER + JURY, "S2-2026")
    assert_hostile_shown(
        certeval("validate", "--session", "S2-2026"), "of the journal is not what was written"
    )


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DELETE FROM journal WHERE rang = 16", "entry 16 of the journal is not what was written"),
        ("DELETE FROM journal WHERE rang = 1", "entry 1 of the journal is not what was written"),
        (
            "DELETE FROM journal WHERE rang = (SELECT MAX(rang) FROM journal)",
            "the session S1-2026 is registered, and entries of it are missing from the journal",
        ),
        ("DELETE FROM journal", "the session S1-2026 is registered, and entries of it are missing"),
        ("UPDATE personne SET identite = '['", "the file is damaged"),
        ("UPDATE personne SET identite = '[]'", "the file is damaged"),
    ],
)
def test_a_register_of_which_entries_are_missing_gives_nothing_and_takes_nothing(
    certeval: Certeval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: str, words: str
) -> None:
    """A withdrawal taken out of the journal gave back what it took."""
    file = sqlite_register(certeval, tmp_path, monkeypatch)
    alter(file, statement)
    data = file.read_bytes()
    said = ("--motif", "fraude", "--fondement", "CRPA L241-2", "--pv", "PV 2026-9")
    session(tmp_path, LATER + JURY, "S2-2026")
    assert_hostile_shown(certeval("registre", "acquis"), words)
    assert_hostile_shown(certeval("validate", "--session", "S2-2026"), words)
    assert_hostile_shown(certeval("registre", "retirer", "S1-2026", "C005", "BC1", *said, *AUTHOR), words)
    assert file.read_bytes() == data


def test_a_registration_edited_by_hand_is_told(
    certeval: Certeval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alter(sqlite_register(certeval, tmp_path, monkeypatch), "UPDATE inscription SET contenu = '['")
    assert_hostile_shown(certeval("accrochage", "--due"), "the file is damaged")


def test_a_newer_register_a_lock_and_a_full_disk_are_told(
    certeval: Certeval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = sqlite_register(certeval, tmp_path, monkeypatch)
    monkeypatch.setattr(opening, "BUSY", 50)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert_hostile_shown(rectifier(certeval, "non_valide"), "another program is writing to it")
    other.rollback()
    other.execute("INSERT INTO migration VALUES (99)")
    other.close()
    assert_hostile_shown(certeval("registre", "acquis"), "brought it to schema 99")
    monkeypatch.setattr(opening, "file_system", lambda _path: "cifs")
    assert_hostile_shown(certeval("registre", "acquis"), "PostgreSQL: `--registre postgresql://…`")


def test_every_reason_has_its_words() -> None:
    source = "".join(each.read_text(encoding="utf-8") for each in Path(bases.__file__).parent.glob("*.py"))
    for reason, arguments in {
        "damaged": {}, "full": {}, "readonly": {}, "refused": {"told": "x"}, "unreachable": {"told": "x"},
    }.items():  # fmt: skip
        assert register_refusals.refusal(RegisterError(reason, **arguments))
    raised = {part.split('"')[1] for part in source.split("RegisterError(")[1:] if part.startswith('"')}
    assert raised | set(bases.SIGNS.values()) <= set(register_refusals.REASONS)


@pytest.mark.parametrize(
    ("where", "named"),
    [
        (
            "postgresql://bureau:secret@hote:5432/registre?sslmode=require",
            "postgresql://bureau@hote:5432/registre",
        ),
        ("postgresql:///registre?host=/run&password=secret", "postgresql:///registre"),
        ("POSTGRESQL://bureau:secret@hote/registre", "POSTGRESQL://bureau@hote/registre"),
        ("postgresql+psycopg://bureau:secret@hote/registre", "postgresql+psycopg://bureau@hote/registre"),
        ("registre.db", "registre.db"),
    ],
)
def test_a_password_is_never_told(where: str, named: str) -> None:
    assert rendering.place(where) == named


def test_postgresql_that_does_not_answer_is_told_without_its_password(
    certeval: Certeval, tmp_path: Path
) -> None:
    pytest.importorskip("psycopg", reason="the extra postgresql is not installed")
    url = f"postgresql://bureau:secret@/registre?host={tmp_path}"
    done = certeval("registre", "acquis", "--registre", url)
    assert_hostile_shown(done, "PostgreSQL does not answer")
    assert "secret" not in done.err


def test_a_register_without_a_session_says_what_is_missing(certeval: Certeval) -> None:
    assert_hostile_shown(certeval("validate", EXAMPLE, "--registre", "r.db"), "give --session SESSION too")


def test_who_writes_is_said_or_nothing_is(certeval: Certeval, office: Path) -> None:
    assert_hostile_shown(certeval("registre", "enregistrer", "S1-2026"), "say who writes")
    os.environ["CERTEVAL_AUTEUR"] = "jury"
    try:
        assert "« jury »" in certeval("registre", "enregistrer", "S1-2026").err
    finally:
        del os.environ["CERTEVAL_AUTEUR"]
    assert office.is_dir()


def test_a_register_goes_out_and_back_whole(certeval: Certeval, office: Path) -> None:
    enregistrer(certeval)
    assert certeval("registre", "exporter", "-o", "sauvegarde.jsonl").status == 0
    back = certeval("registre", "importer", "sauvegarde.jsonl", "--registre", "retour.db")
    assert (back.status, "57 entries in the journal: the chain is whole" in back.out) == (0, True)
    text = certeval("registre", "exporter", "--registre", "retour.db").out
    assert text == (office / "sauvegarde.jsonl").read_text(encoding="utf-8")
    assert (office / "sauvegarde.jsonl").stat().st_mode & 0o077 == 0  # it holds names
    done = certeval("registre", "exporter", "-o", "absent/sauvegarde.jsonl")
    assert_hostile_shown(done, "there is no folder absent")
    other = certeval("registre", "exporter", "-o", "sauvegarde.xlsx")
    assert_hostile_shown(other, "nothing is written as .xlsx; this command writes ndjson")
    assert not list(office.glob("*.certeval-tmp*"))
    again = certeval("registre", "importer", "sauvegarde.jsonl", "--registre", "retour.db")
    assert_hostile_shown(again, "this one holds entries")
    assert_hostile_shown(
        certeval("registre", "importer", "scores.csv", "--registre", "x.db"), "not the copy of a register"
    )
    rows = text.splitlines()
    for wrong in ('{"rang":"x"}', rows[-1].replace('"rang":57', '"rang":"57"'), "\\ud800", "[" * 100_000):
        (office / "faux.jsonl").write_text("\n".join([*rows[:-1], wrong]), encoding="utf-8")
        done = certeval("registre", "importer", "faux.jsonl", "--registre", "y.db")
        assert_hostile_shown(done, "is not of an exported register")
    (office / "faux.jsonl").write_bytes(text.encode().replace(b"president", b"pr\xe9sident", 1))
    done = certeval("registre", "importer", "faux.jsonl", "--registre", "y.db")
    assert_hostile_shown(done, "is not of an exported register")
    (office / "faux.jsonl").write_text("\n".join(rows[:-1]), encoding="utf-8")
    done = certeval("registre", "importer", "faux.jsonl", "--registre", "y.db")
    assert_hostile_shown(done, "the export has 56 of its 57 entries")
    done = certeval("registre", "acquis", "--registre", "postgresql+psycopg://bureau:secret@hote/registre")
    assert_hostile_shown(done, "this address is not one of PostgreSQL")
    assert "secret" not in done.err


def test_the_table_of_what_everybody_holds_shows_the_first_rows_and_says_how_to_have_all(
    certeval: Certeval, office: Path
) -> None:
    rows = "\n".join(f"C{i:03};1;1" for i in range(1, 102))
    desk = Office(certeval, office)
    desk.version("petit@1.0.0")
    desk.session("S1", "petit@1.0.0", "2026-06-01", rows)
    assert certeval("registre", "enregistrer", "S1", *AUTHOR).status == 0
    lines = certeval("registre", "acquis").out.splitlines()
    assert (len(lines), lines[2].split()[0]) == (203, "C001")
    assert lines[-1] == "… and 103 more: --json gives all"
    held = json.loads(certeval("registre", "acquis", "--json").out)["candidats"]
    assert sum(len(each["acquis"]) for each in held) == 303


def test_counts_agree_each_with_its_own_number() -> None:
    assert rendering.registration("S1", 1, 1) == "S1 registered: 1 candidate, 1 entry\n"
    assert rendering.registration("S1", 2, 1) == "S1 registered: 2 candidates, 1 entry\n"
    with in_language("fr"):
        assert rendering.registration("S1", 0, 1) == "S1 enregistrée\u00a0: 0 candidat, 1 entrée\n"
        assert rendering.registration("S1", 1, 4) == "S1 enregistrée\u00a0: 1 candidat, 4 entrées\n"
