"""`certeval show session S`: what is done of a session, what is due and by when, what is late."""

import json
from pathlib import Path

import pytest

from certeval.cli import inputs
from certeval.cli.inputs import day
from conftest import Certeval

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
    assert found["oraux", "E2-oral"] == (
        "du",
        None,
        8,
    )  # C008 seeks BC2 alone: eight for it, seven for the others
    assert found["oraux", "E3-oral"] == ("du", None, 7)
    assert found["notes", ""] == ("du", None, 8)
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
    (tmp_path / "S2-2026.yaml").write_text(text[: text.index("tirage:\n")], encoding="utf-8")
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


def test_the_table_says_it_on_one_screen(certeval: Certeval) -> None:
    done = certeval("show", "session", str(SESSIONS / "S2-2026.yaml"))
    assert "session S2-2026: 10 due, 0 late" in done.out
    assert certeval("show", "session").status == 2
