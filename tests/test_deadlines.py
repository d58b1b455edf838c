"""`certeval show session S`: what is done of a session, what is due and by when, what is late."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from certeval.cli import inputs
from certeval.cli.inputs import day
from certeval.jury import session as sessions
from certeval.jury.assembly import assemble
from certeval.jury.deadlines import deadlines
from certeval.sources import yaml
from conftest import Certeval
from test_sessions import SESSION, petit
from whole_outputs import compare

SESSIONS = Path(__file__).parents[1] / "examples" / "sessions"


def steps(certeval: Certeval, name: str) -> dict[tuple[str, str], tuple[str, str | None, int | None]]:
    done = certeval("show", "session", str(SESSIONS / name), "--json")
    assert done.status == 0, done.err
    found = json.loads(done.out)["etapes"]
    return {
        (each["etape"], each.get("cible", "")): (each["etat"], each.get("le"), each.get("nombre"))
        for each in found
    }


def test_a_session_that_is_prepared_says_what_is_done_and_what_is_due(certeval: Certeval) -> None:
    found = steps(certeval, "S2-2026.yaml")
    assert found["tirage", "E1-ecrit"] == ("fait", "2026-11-02", None)
    assert found["engagement", "E1-ecrit"][0] == "fait"
    assert found["oraux", "E1-oral"] == ("fait", "2026-11-09", None)
    assert found["oraux", "E2-oral"] == ("du", None, 9)  # C008 and C013 seek BC2 alone: seven for the others
    assert found["oraux", "E3-oral"] == ("du", None, 7)
    assert found["notes", ""] == ("du", None, 9)
    assert ("tirage", "E2-dossier") not in found  # nothing says that its groups are drawn
    assert found["deliberation", ""][0] == "du"


@pytest.mark.parametrize(
    ("today", "state"), [("2026-11-01", "du"), ("2026-11-02", "du"), ("2026-11-03", "en_retard")]
)
def test_what_is_not_drawn_by_its_day_is_late(
    certeval: Certeval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, today: str, state: str
) -> None:
    monkeypatch.setattr(inputs, "today", lambda: day(today))
    text = (SESSIONS / "S2-2026.yaml").read_text(encoding="utf-8")
    others = "- {epreuve: E1-ecrit, le: 2026-11-16, debut: 9 h}\n"  # others sit it two weeks after the first
    text = text[: text.index("tirage:\n")].replace("\noraux:\n", f"{others}\noraux:\n")
    (tmp_path / "S2-2026.yaml").write_text(text, encoding="utf-8")
    done = certeval("show", "session", "S2-2026.yaml", "--json")
    found = {(e["etape"], e.get("cible")): e["etat"] for e in json.loads(done.out)["etapes"]}
    assert found["tirage", "E1-ecrit"] == state
    assert found["oraux", "E1-oral"] == "fait"
    assert found["oraux", "E2-oral"] == "du"  # no day is said of it


def test_once_the_jury_has_sat_what_is_left_are_those_who_wait(certeval: Certeval) -> None:
    """C013 is postponed to another session; C003 and C009 still wait for cells."""
    found = steps(certeval, "S1-2026.yaml")
    assert set(found) == {("designation", ""), ("notes", ""), ("deliberation", ""), ("notification", "")}
    assert found["notes", ""] == ("en_retard", "2026-07-02", 2)
    assert found["notification", ""] == ("fait", "2026-07-10", None)


def test_a_session_is_shown_under_its_own_version_as_it_stands_today(certeval: Certeval) -> None:
    for option, text in (("--date", "2030-01-01"), ("--referentiel", "vendeur@9")):
        done = certeval("show", "session", "S2-2026", option, text)
        told = f"certeval: {option}: without effect beside session: leave out one or the other\n"
        assert (done.status, done.out, done.err) == (2, "", told)


def test_the_table_says_it_on_one_screen(certeval: Certeval) -> None:
    done = certeval("show", "session", str(SESSIONS / "S2-2026.yaml"))
    assert "session S2-2026: 10 due, 0 late" in done.out
    assert certeval("show", "session").status == 2


def state_of(
    text: str, etape: str, today: date, pending: tuple[str, ...] = ()
) -> tuple[str, date | None, int | None]:
    session, found = sessions.read(yaml.parse(text.encode(), "S1.yaml"))
    assert session is not None, found
    subject = assemble(session, petit(), {}, today).subject
    (each,) = (each for each in deadlines(subject, pending) if each.etape == etape)
    return each.etat, each.le, each.nombre


PREPARED = SESSION.partition("deliberation:")[0]
FILES = (
    "C001, voie: vae, dossier: 2025-04-30",
    "C002, voie: vae, dossier: 2025-03-01",
    "C003, voie: apprentissage, dossier: 2025-01-01",
)
VAE = "inscriptions:\n" + "".join(f"- {{candidat: {each}}}\n" for each in FILES)


@pytest.mark.parametrize(("today", "state"), [(date(2025, 6, 30), "du"), (date(2025, 7, 1), "en_retard")])
def test_a_jury_of_vae_is_due_for_the_first_file_that_was_received(today: date, state: str) -> None:
    assert state_of(PREPARED + VAE, "deliberation", today) == (state, date(2025, 6, 30), None)


@pytest.mark.parametrize(
    ("voie", "today", "expected"),
    [
        ("vae", date(2025, 7, 17), ("du", date(2025, 7, 17), None)),
        ("vae", date(2025, 7, 18), ("en_retard", date(2025, 7, 17), None)),
        ("apprentissage", date(2026, 1, 1), ("du", None, None)),
    ],
)
def test_candidates_of_vae_are_to_be_told_within_fifteen_days(
    voie: str, today: date, expected: tuple[str, date | None, None]
) -> None:
    text = f"{SESSION}inscriptions: [{{candidat: C001, voie: {voie}}}]\n"
    assert state_of(text, "notification", today) == expected
    told = text.replace("  presents:", "  notification: 2025-07-05\n  presents:")
    assert state_of(told, "notification", today) == ("fait", date(2025, 7, 5), None)


@pytest.mark.parametrize(
    ("marks", "element", "expected"),
    [
        ("12;12", "B1", ("fait", None)),
        ("12;", "B1", ("en_retard", 1)),
        ("12;", "B2", ("fait", None)),
        (";", "B2", ("en_retard", 1)),
        ("12;12", "certification", ("fait", None)),
        (";", "certification", ("en_retard", 1)),
    ],
)
def test_who_is_postponed_for_one_bloc_still_waits_for_the_marks_of_another(
    marks: str, element: str, expected: tuple[str, int | None], certeval: Certeval
) -> None:
    file = Path("referentiels/notes/1.0.0.yaml")
    file.parent.mkdir(parents=True)
    file.write_text(
        "format: 1\ncertification: {code: notes, version: 1.0.0}\nvalidation: {certification: {tous: blocs}}\n"
        "saisie: {bloc: {echelle: {note: {sur: 20}}}}\n"
        "blocs:\n- {code: B1, intitule: Un, validation: {au_moins: 10}}\n"
        "- {code: B2, intitule: Deux, validation: {au_moins: 10}}\n"
    )
    Path("notes.csv").write_text(f"candidat;B1;B2\nC1;{marks}\n")
    postponement = f"{{candidat: c1, element: {element}, verdict: en_attente, report: S2}}"
    Path("S1.yaml").write_text(
        "format: 1\nsession: {code: S1, referentiel: notes@1.0.0, date: 2025-07-02, feuilles: [notes.csv]}\n"
        f"deliberation: {{le: 2025-07-02, decisions: [{postponement}]}}\n"
    )
    etapes = json.loads(certeval("show", "session", "S1.yaml", "--json").out)["etapes"]
    assert [(each["etat"], each.get("nombre")) for each in etapes if each["etape"] == "notes"] == [expected]


def test_an_epreuve_without_parts_is_called_to_as_a_whole(certeval: Certeval, tmp_path: Path) -> None:
    """E2 of the office's day has no parts: its convocation is due as that of each part of E1."""
    shutil.copytree(SESSIONS.parent / "journee", tmp_path, dirs_exist_ok=True)
    file = tmp_path / "sessions" / "P1-2026.yaml"
    text = file.read_text(encoding="utf-8")

    def called() -> list[tuple[str, str]]:
        found = json.loads(certeval("show", "session", "P1-2026", "--json").out)["etapes"]
        return [(each["cible"], each["etat"]) for each in found if each["etape"] == "convocation"]

    assert called() == [("E1-ecrit", "fait"), ("E1-oral", "fait"), ("E2", "fait")]
    file.write_text(
        "".join(line for line in text.splitlines(keepends=True) if "epreuve: E2" not in line), "utf-8"
    )
    assert called()[-1][0] == "E2"
    assert called()[-1][1] != "fait"


def test_whoever_seeks_one_bloc_waits_for_no_marks_of_another(certeval: Certeval, tmp_path: Path) -> None:
    """C001 seeks BC1 alone, as a candidate of VAE may: the certification is pending on BC2, this session on nobody."""
    shutil.copytree(
        SESSIONS.parent.parent / "tests" / "cas" / "invalides" / "sessions", tmp_path, dirs_exist_ok=True
    )
    (tmp_path / "notes.csv").write_text(
        "candidat;CR1;CR2;CR3\nC001;oui;;\nC002;oui;oui;oui\n", encoding="utf-8"
    )
    folder = tmp_path / "referentiels" / "petit"
    folder.mkdir(parents=True)
    (tmp_path / "petit.yaml").rename(folder / "1.0.0.yaml")

    def marks(vise: str) -> tuple[str, int | None]:
        text = f"{SESSION}inscriptions: [{{candidat: C001, vise: [{vise}]}}]\n"
        (tmp_path / "S1.yaml").write_text(text, encoding="utf-8")
        found = json.loads(certeval("show", "session", "S1.yaml", "--json").out)["etapes"]
        return next((each["etat"], each.get("nombre")) for each in found if each["etape"] == "notes")

    assert marks("BC1") == ("fait", None)
    assert marks("BC1, BC2") == ("en_retard", 1)
    assert marks("certification") == ("en_retard", 1)
    assert marks("C2") == ("en_retard", 1)
    assert marks("C1") == ("fait", None)


def test_no_marks_are_in_of_a_session_that_nobody_is_in_yet(certeval: Certeval, tmp_path: Path) -> None:
    """Its référentiel has no part of an épreuve, so nothing is drawn; nor has anybody anything to present again."""
    from offices import Office

    office = Office(certeval, tmp_path)
    office.version("vente@1.0.0")
    office.session("S1", "vente@1.0.0", "2030-01-01", "")
    (tmp_path / "sessions" / "S1.yaml").write_text(
        "format: 1\nsession: {code: S1, referentiel: vente}\n", "utf-8"
    )
    assert steps(certeval, tmp_path / "sessions" / "S1.yaml")["notes", ""][0] == "du"
    assert "nobody has anything to present again" in certeval("rattrapages", "--session", "S1").out
    assert certeval("tirage", "S1", "--engager").err == (
        "certeval: vente declares no part of an épreuve: `parties`\n"
    )


@pytest.mark.parametrize("form", ["table", "json"])
@pytest.mark.parametrize("name", ["S1-2026", "S2-2026"])
def test_what_is_due_of_a_session_on_a_day(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch, name: str, form: str
) -> None:
    """Whole outputs are compared with tests/show/session_<name>.<form>.txt, which CERTEVAL_REWRITE=1 rewrites."""
    monkeypatch.setattr(inputs, "today", lambda: date(2026, 11, 5))
    done = certeval("show", "session", SESSIONS / f"{name}.yaml", *(["--json"] if form == "json" else []))
    assert done.status == 0, done.err
    compare(f"show/session_{name}.{form}.txt", done.out)
