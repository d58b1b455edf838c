"""`certeval show` at a terminal, in a pipe, in a file: the shipped certification and each of its elements.

Whole outputs are compared with tests/show/<name>.txt. CERTEVAL_REWRITE=1 rewrites those files.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from showing import ROOT, STYLE, compare, show, written

EVERY_FORM = {
    "certification": "",
    "bloc": "bloc 2",
    "bloc_with_an_answered_finding": "bloc 3",
    "competence": "competence C1.1",
    "critere": "critere CR1.1.6",
    "activite": "activite A1.3",
    "epreuve": "epreuve E1",
    "partie": "E1-oral",
    "metiers": "metiers",
    "versions": "versions",
}


@pytest.mark.parametrize("form", EVERY_FORM)
def test_in_a_pipe_each_form_is_plain_and_unwrapped(form: str) -> None:
    status, out, err = show(EVERY_FORM[form])
    assert (status, err) == (0, "")
    assert "\x1b" not in out
    assert not [line for line in out.splitlines() if line != line.rstrip()]
    compare(f"{form}_in_a_pipe", out)


@pytest.mark.parametrize("form", EVERY_FORM)
def test_at_80_columns_each_form_is_wrapped_under_its_beginning(form: str) -> None:
    status, out, err = show(EVERY_FORM[form], columns=80)
    assert (status, err) == (0, "")
    compare(f"{form}_at_80_columns", STYLE.sub("", out))


def test_at_120_columns_the_three_referentiels_stand_side_by_side() -> None:
    compare("bloc_at_120_columns", STYLE.sub("", show("bloc 2", columns=120)[1]))


@pytest.mark.parametrize("columns", [100, 80, 40, 12])
def test_whatever_the_width_no_line_is_wider_and_no_character_is_lost(columns: int) -> None:
    shown = STYLE.sub("", show("C3.2", columns=columns)[1])
    assert max(map(len, shown.splitlines())) <= columns
    assert "".join(shown.split()) == "".join(show("C3.2")[1].split())


def test_side_by_side_no_word_of_the_bloc_is_lost() -> None:
    beside = show("bloc 1", columns=110)[1].split()
    for word in show("bloc 1")[1].split():
        if word not in {"Activité", "Compétence"}:
            assert any(word in shown for shown in beside)


def test_without_colour_nothing_is_coloured() -> None:
    assert "\x1b[36m" in show("bloc 2", columns=80)[1]
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", show("bloc 2", columns=80, NO_COLOR="1")[1])


def test_in_a_pipe_rich_is_not_even_imported() -> None:
    code = "import sys; from certeval.cli.app import run; run(['show', '2']); print('rich' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


@pytest.mark.parametrize(
    "words", ["bloc 2", "bloc BC2", "bloc bc2", "BC2", "2", "bloc2", "BLOC bc 2", "blocs 02", "Bc 2"]
)
def test_a_bloc_is_asked_by_its_number_or_its_code(words: str) -> None:
    assert show(words) == show("bloc 2")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("CR1.1.1", "CR1.1.1"),
        ("cr 1.1.1", "CR1.1.1"),
        ("CR1.1", "CR1.1.1"),
        ("CR6", "CR1.1.6"),
        ("critère CR 1.1.2", "CR1.1.2"),
        ("critere 2.1.5", "CR2.1.5"),
        ("compétence c1.1", "C1.1"),
        ("competence 3.2", "C3.2"),
        ("A1.3", "A1.3"),
        ("activité 2.1", "A2.1"),
        ("épreuve 1", "E1"),
        ("e1-oral", "E1-oral"),
        ("developpement-commercial", "developpement-commercial"),
    ],
)
def test_a_code_is_found_whatever_its_case_spaces_and_accents_or_as_the_source_has_it(
    words: str, code: str
) -> None:
    status, out, _ = show(words)
    assert (status, out.split()[0]) == (0, code)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("bloc 9", "bloc « 9 »: there is none; there are BC1, BC2, BC3"),
        ("9", "bloc « 9 »: there is none; there are BC1, BC2, BC3"),
        ("bloc", "bloc: which one? there are BC1, BC2, BC3"),
        ("bloc 2 3", "bloc « 2 3 »: there is none; there are BC1, BC2, BC3"),
        ("critere", "critère: which one? such as: certeval show CR1.1.1"),
        ("CR1.1.9", "nothing is called « CR1.1.9 »; did you mean CR1.1.6?"),
        ("competence C1.4", "compétence « C1.4 »: there is none; did you mean C1.3?"),
        ("epreuve 9", "épreuve « 9 »: there is none; there are E1, E2, E3"),
        ("competence BC2", "compétence « BC2 »: this code is of another kind, bloc; see certeval show BC2"),
        ("bloq 2", "nothing is called « bloq 2 »; did you mean bloc 2?"),
        ("versoins", "nothing is called « versoins »; did you mean versions?"),
        ("zzz", "nothing is called « zzz »; certeval show lists the blocs, show bloc N what is in one"),
        ("fait", "fait: none is declared"),
        ("fait F1", "fait: none is declared"),
        ("metiers 2", "metiers « 2 »: nothing is expected after metiers"),
        (
            "{typed}",
            "nothing is called « {typed} »; certeval show lists the blocs, show bloc N what is in one",
        ),
    ],
)
def test_what_is_not_there_is_said_with_what_is(words: str, said: str) -> None:
    assert show(words) == (2, "", f"certeval: {said}\n")


def test_a_missing_file_is_a_usage_error_and_an_invalid_one_is_not_shown(tmp_path: Path) -> None:
    status, out, err = show("", "--referentiel", str(tmp_path / "none.yaml"))
    assert (status, out) == (2, "")
    assert "none.yaml" in err
    status, out, err = show("bloc 1", "--referentiel", written(tmp_path, "format: 1\nblocs: []\n"))
    assert (status, out) == (3, "")
    assert "error[" in err


def test_an_unknown_format_is_refused() -> None:
    assert show("bloc 2", "--format", "csv")[0] == 2


def test_a_file_is_written_plain_whole_and_never_over_another(tmp_path: Path) -> None:
    file = tmp_path / "bloc.txt"
    said = f"certeval: written to {file}\n"
    assert show("bloc 2", "--output", str(file), columns=80) == (0, "", said)
    assert file.read_text(encoding="utf-8") == show("bloc 2")[1]
    status, _, err = show("metiers", "--output", str(file))
    assert (status, "--force" in err) == (2, True)
    assert file.read_text(encoding="utf-8") == show("bloc 2")[1]
    assert show("metiers", "--output", str(file), "--force")[0] == 0
    assert file.read_text(encoding="utf-8") == show("metiers")[1]
