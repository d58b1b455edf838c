"""A draft says what it is not sure of; as long as a blocking doubt stands, nothing is decided."""

from collections.abc import Callable
from pathlib import Path

import pytest

from checking import SOUND
from conftest import Certeval

Validated = Callable[[str], tuple[int, str, str]]
DRAFT = SOUND.replace("1.0.0", "0.1.0").replace("code: CR2", "code: CR2, code_source: CR6")
DOUBT = """\
a_relire:
- cible: CR2
  place: page 4, tableau 1, ligne 3
  constat: Le code CR6 ne dit pas de quelle compétence il est
"""
DECIDED = "candidat;certification;BC1;C1;manquants\nC001;valide;valide;valide;\n"
SHEET = "candidat;CR1;CR2\nC001;oui;oui\n"


@pytest.fixture
def validated(tmp_path: Path, certeval: Certeval, monkeypatch: pytest.MonkeyPatch) -> Validated:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes.csv").write_text(SHEET, encoding="utf-8")

    def validate(doubts: str) -> tuple[int, str, str]:
        (tmp_path / "essai.yaml").write_text(DRAFT + doubts, encoding="utf-8")
        done = certeval("validate", "notes.csv", "--referentiel", "essai.yaml", "--format", "csv", "-q")
        return done.status, done.out, done.err

    return validate


def test_a_blocking_doubt_keeps_the_draft_from_deciding_and_says_which(validated: Validated) -> None:
    status, out, err = validated(f"{DOUBT}  bloquant: oui\n")
    assert (status, out) == (3, "")
    assert "I002" in err
    assert "CR2 is to be reviewed before anything is decided" in err
    assert "essai.yaml:17:3" in err


@pytest.mark.parametrize("blocking", ["", "  bloquant: non\n"])
def test_another_doubt_lets_it_decide(validated: Validated, blocking: str) -> None:
    assert validated(DOUBT + blocking)[:2] == (0, DECIDED)


def test_removing_the_entry_is_the_review(validated: Validated) -> None:
    assert validated("")[0] == 0


def test_check_warns_of_each_doubt_which_no_option_hides_where_it_blocks(
    tmp_path: Path, certeval: Certeval
) -> None:
    file = tmp_path / "essai.yaml"
    both = f"{DOUBT}  bloquant: oui\n{DOUBT.removeprefix('a_relire:' + chr(10))}"
    file.write_text(DRAFT + both, encoding="utf-8")
    done = certeval("check", str(file), "--format", "concise")
    assert done.status == 0
    assert done.out.count("I001") == 1
    assert done.out.count("I002") == 1
    hidden = certeval("check", str(file), "--format", "concise", "--ignore", "I").out
    assert (hidden.count("I001"), hidden.count("I002")) == (0, 1)


def test_a_doubt_is_about_something(tmp_path: Path, certeval: Certeval) -> None:
    file = tmp_path / "essai.yaml"
    file.write_text(DRAFT + DOUBT.replace("CR2", "CR9"), encoding="utf-8")
    done = certeval("check", str(file), "--format", "concise")
    assert done.status == 1
    assert "essai.yaml:17:10" in done.out
    assert "R206" in done.out
