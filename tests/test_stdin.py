"""`-` is the standard input, in every command that takes sheets."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from certeval.cli.sheets import PIPE
from conftest import Certeval
from workbooks import xlsx

SHEET = "candidat;CR1.1.1;CR1.1.2\nC001;oui;non\nC002;oui;oui\n"
Pipe = Callable[[str | bytes], None]


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> Pipe:
    def given(data: str | bytes) -> None:
        raw = data if isinstance(data, bytes) else data.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))

    return given


@pytest.mark.parametrize("command", ["validate", "stats", "report"])
def test_no_result_is_written_to_a_file_called_as_the_standard_input(
    certeval: Certeval, command: str
) -> None:
    Path("notes.csv").write_text(SHEET, encoding="utf-8")
    done = certeval(command, "notes.csv", "-o", "-")
    assert (done.status, Path("./-").exists()) == (2, False)
    assert "-: this names no file to write; what is text is printed where no file is named" in done.err


def test_a_sheet_sent_through_the_standard_input_is_never_written_over(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = Path("notes.csv")
    notes.write_text(SHEET, encoding="utf-8")
    with notes.open(encoding="utf-8") as sent:
        monkeypatch.setattr(sys, "stdin", sent)
        done = certeval("validate", "-", "-o", notes, "--force")
    assert (done.status, done.out, notes.read_text(encoding="utf-8")) == (2, "", SHEET)
    assert "notes.csv is read by this command, and is never written over" in done.err


@pytest.mark.parametrize(
    "data",
    [
        SHEET,
        SHEET.replace("oui", "validé").encode("cp1252"),
        "format: 1\ncandidats:\n- {candidat: C001, notes: {CR1.1.1: oui}}\n- {candidat: C002, notes: {}}\n",
        "# une feuille\n---\nformat: 1\ncandidats: [{candidat: C001}, {candidat: C002}]\n",
        ' {"format":"1","candidats":[{"candidat":"C001","notes":{"CR1.1.1":null}},{"candidat":"C002"}]}',
        xlsx(Notes=[line.split(";") for line in SHEET.splitlines()]),
    ],
    ids=["csv", "cp1252", "yaml", "yaml with a comment", "json", "xlsx"],
)
def test_a_sheet_of_any_kind_comes_through_a_pipe(certeval: Certeval, pipe: Pipe, data: str | bytes) -> None:
    pipe(data)
    done = certeval("validate", "-", "--format", "csv")
    assert (done.status, [line.split(";")[0] for line in done.out.splitlines()]) == (
        0,
        ["candidat", "C001", "C002"],
    )


@pytest.mark.parametrize(
    "command",
    [
        ("validate", PIPE),
        ("validate", PIPE, "--json"),
        ("explain", "C001", "C1.1", "--scores", PIPE),
        ("rattrapages", PIPE),
        ("stats", PIPE),
        ("agreement", PIPE),
    ],
    ids=lambda command: command[0],
)
def test_every_command_that_takes_sheets_takes_it(
    certeval: Certeval, pipe: Pipe, tmp_path: Path, command: tuple[str, ...]
) -> None:
    pipe(SHEET)
    piped = certeval(*command)
    (tmp_path / "<stdin>").write_text(SHEET, encoding="utf-8")
    of_file = certeval(*(("<stdin>") if word == PIPE else word for word in command))
    assert piped == of_file
    assert piped.status == 0


def test_a_finding_shows_its_line_and_says_where_it_comes_from(certeval: Certeval, pipe: Pipe) -> None:
    pipe("candidat;CR1.1.1\nC001;peut-être\n")
    done = certeval("validate", "-")
    assert done.status == 1
    assert "--> <stdin>:2:6\n   2 | C001;peut-être\n" in done.err


def test_it_completes_files(certeval: Certeval, pipe: Pipe, tmp_path: Path) -> None:
    (tmp_path / "oral.csv").write_text("candidat;CR1.1.3\nC001;oui\nC003;oui\n", encoding="utf-8")
    pipe(SHEET)
    done = certeval("validate", "-", "oral.csv", "--format", "csv")
    assert [line.split(";")[0] for line in done.out.splitlines()[1:]] == ["C001", "C002", "C003"]


def test_an_empty_standard_input_is_an_empty_sheet(certeval: Certeval, pipe: Pipe) -> None:
    pipe("")
    done = certeval("validate", "-")
    assert (done.status, "error[N001]" in done.err) == (1, True)


def test_a_closed_standard_input_is_said(certeval: Certeval, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    done = certeval("validate", "-")
    assert (done.status, "the standard input is closed" in done.err) == (2, True)


def test_a_seal_names_files(certeval: Certeval, pipe: Pipe) -> None:
    pipe(SHEET)
    done = certeval("validate", "-", "--output", "r.json", "--seal", "s.txt")
    assert (done.status, Path("r.json").exists()) == (2, False)
    Path("notes.csv").write_text("candidat;E1\nC001;12\n", encoding="utf-8")
    pipe(RULES % "13")
    done = certeval("validate", "notes.csv", "--referentiel", "-", "--output", "r.json", "--seal", "s.txt")
    assert (done.status, Path("r.json").exists()) == (2, False)
    assert done.err == "certeval: --seal names the file of the référentiel: give a file rather than -\n"


def test_a_workbook_through_a_pipe_has_no_name_that_says_otherwise(certeval: Certeval, pipe: Pipe) -> None:
    pipe(xlsx(Notes=[line.split(";") for line in SHEET.splitlines()]))
    assert "N026" not in certeval("validate", "-", "--format", "csv").err


RULES = """format: 1
certification: {code: essai, version: 1.0.0}
validation: {certification: {tous: epreuves}, epreuve: {au_moins: %s}}
saisie: {epreuve: {echelle: {note: {sur: 20}}}}
epreuves: [{code: E1, intitule: Écrit}]
"""


def test_a_referentiel_is_checked_and_applied_from_the_standard_input(
    certeval: Certeval, pipe: Pipe, tmp_path: Path
) -> None:
    pipe(RULES % "10/20")
    checked = certeval("check", "-")
    assert (checked.status, "error[V134]" in checked.out, "<stdin>:3:" in checked.out) == (1, True, True)
    assert "validation: {certification" in checked.out  # the line is shown
    (tmp_path / "notes.csv").write_text("candidat;E1\nC001;12\n", encoding="utf-8")
    pipe(RULES % "13")
    decided = certeval("validate", "notes.csv", "--referentiel", "-", "--format", "csv")
    assert decided.out.splitlines()[1].startswith("C001;non_valide;")
    pipe(RULES % "13")
    assert certeval("test", "-").status == 0


def test_what_comes_from_the_standard_input_is_mended_nowhere(
    certeval: Certeval, pipe: Pipe, tmp_path: Path
) -> None:
    pipe(RULES % "10/20")
    done = certeval("check", "--fix", "-")
    assert (done.status, done.err[:30], [*tmp_path.iterdir()]) == (2, "certeval: --fix changes files:", [])
