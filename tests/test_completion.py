"""What a shell proposes after TAB, asked as bash, zsh and fish ask: by variables of the environment."""

import io
import os
import re
import shutil
import subprocess
import sys
from contextlib import ExitStack, chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

import pytest

from certeval.cli.app import COMMANDS, run
from certeval.cli.tools.completion import SHELLS
from certeval.diagnostics.families.every import KINDS
from conftest import Certeval
from prompt import bare, prompt

ROOT = Path(__file__).parents[1]
REFERENTIEL = """\
format: 1
certification: {code: essai, version: 1.0.0}
validation:
  competence: {tous: criteres}
  bloc: {tous: competences}
  certification: {tous: blocs}
regles:
  stage_fait: {tous: blocs}
blocs:
- code: BC1
  intitule: Un bloc
  competences:
  - code: C1.1
    libelle: "L'oral [bold]$(touch pris)`touch pris`\\\\[/fin] \\"cité\\""
    criteres:
    - {code: CR1, libelle: Un critère}
"""


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with one référentiel of two versions, and a sheet."""
    folder = tmp_path / "referentiels" / "essai"
    folder.mkdir(parents=True)
    (folder / "1.0.0.yaml").write_text(REFERENTIEL, encoding="utf-8")
    (tmp_path / "notes.csv").write_text(
        "candidat;CR1\nC001;oui\nC002;non\nC 3;oui\n$(id);non\n", encoding="utf-8"
    )
    return tmp_path


def completions(folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """What a shell is answered, asked here: a process answers the same (`test_bash_completes_with_the_script`)."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    environment = bare() | {"CERTEVAL_LANG": "en"} | variables
    with ExitStack() as stack:
        stack.enter_context(patch.dict(os.environ, environment, clear=True))
        stack.enter_context(chdir(folder))
        stack.enter_context(redirect_stdout(out))
        stack.enter_context(redirect_stderr(err))
        status = run([])
    out.flush()
    return subprocess.CompletedProcess([], status, out.buffer.getvalue().decode(), err.getvalue())  # type: ignore[attr-defined]


def bash(folder: Path, line: str) -> list[str]:
    """The words that bash is given for a line; the last word is the one being typed."""
    words = line.split(" ")
    done = completions(
        folder,
        _CERTEVAL_COMPLETE="complete_bash",
        COMP_WORDS=line.replace(" ", "\n"),
        COMP_CWORD=str(len(words) - 1),
    )
    assert done.stderr == ""
    return done.stdout.split()


def other(folder: Path, shell: str, line: str) -> str:
    done = completions(
        folder,
        _CERTEVAL_COMPLETE=f"complete_{shell}",
        _TYPER_COMPLETE_ARGS=line,
        _TYPER_COMPLETE_FISH_ACTION="get-args",
    )
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("certeval sh", ["show"]),
        ("certeval show C1.", ["C1.1"]),
        ("certeval show B", ["BC1"]),
        ("certeval show competence ", ["C1.1"]),
        ("certeval show bloc C", []),
        ("certeval show metiers ", []),
        ("certeval show vers", ["versions"]),
        ("certeval show --referentiel ", ["essai"]),
        ("certeval show --referentiel essai@", ["essai@1.0.0"]),
        ("certeval show --format j", ["json"]),
        ("certeval explain --scores notes.csv ", ["C001", "C002"]),
        ("certeval explain --scores notes.csv C001 C", ["C1.1", "CR1"]),
        ("certeval explain --scores notes.csv C001 cert", ["certification"]),
        ("certeval explain --scores notes.csv C001 st", ["stage_fait"]),
        ("certeval validate notes.csv --bloc ", ["BC1"]),
        ("certeval validate notes.csv --candidat C", ["C001", "C002"]),
        ("certeval explain --scores . C", ["C001", "C002"]),
        ("certeval rattrapages notes.csv --niveau c", ["critere", "competence"]),
        ("certeval show correspondance sc", ["scodoc", "scodoc-saisie"]),
        ("certeval check --explain V20", [code for code in KINDS if code.startswith("V20")]),
        ("certeval check --select Y001,H", ["Y001,H", *(f"Y001,{code}" for code in KINDS if code[0] == "H")]),
        ("certeval check --ignore L", ["L", *(code for code in KINDS if code[0] == "L")]),
        ("certeval check --format s", ["sarif"]),
        ("certeval schema re", ["referentiel", "resultats"]),
        ("certeval schema notes --lang ", ["en", "fr"]),
        ("certeval completion ", ["bash", "zsh", "fish", "powershell"]),
    ],
)
def test_bash_is_given_the_words_that_may_follow(here: Path, line: str, words: list[str]) -> None:
    assert bash(here, line) == words


def test_codes_come_from_the_version_that_is_named(here: Path) -> None:
    newer = REFERENTIEL.replace("version: 1.0.0", "version: 2.0.0").replace("code: C1.1", "code: C9.1")
    (here / "referentiels" / "essai" / "2.0.0.yaml").write_text(newer, encoding="utf-8")
    assert bash(here, "certeval show competence ") == ["C9.1"]
    assert bash(here, "certeval show --referentiel essai@1.0.0 competence ") == ["C1.1"]
    assert bash(here, "certeval show --referentiel referentiels/essai/1.0.0.yaml competence ") == ["C1.1"]
    assert bash(here, "certeval show --referentiel e") == ["essai", "essai@1.0.0", "essai@2.0.0"]


def test_the_sheet_in_yaml_says_whose_codes(here: Path) -> None:
    shutil.copytree(
        ROOT / "referentiels" / "developpement-commercial", here / "referentiels" / "developpement-commercial"
    )
    (here / "notes.yaml").write_text(
        "format: 1\nreferentiel: essai@1.0.0\ncandidats:\n- {candidat: C007, notes: {}}\n", encoding="utf-8"
    )
    assert bash(here, "certeval explain --scores notes.csv C001 C") == []
    assert bash(here, "certeval explain --scores notes.yaml C") == ["C007"]
    assert bash(here, "certeval explain --scores notes.yaml C007 C1") == ["C1.1"]


def test_fish_and_zsh_are_told_what_each_word_is(here: Path) -> None:
    assert other(here, "fish", "certeval show BC") == "BC1\tUn bloc\n"
    assert other(here, "zsh", "certeval show BC") == '_arguments \'*: :(("BC1":"Un bloc"))\'\n'


@pytest.mark.parametrize("shell", ["fish", "zsh"])
def test_no_text_of_a_file_reaches_what_a_shell_evaluates(here: Path, shell: str) -> None:
    printed = other(here, shell, "certeval show C1")
    assert "L’oral" in printed
    assert not set("$`\\[]") & set(printed)
    assert not set(printed.replace('"C1.1":"', "").replace('"))', "")) & {'"'}


def test_a_name_that_shells_would_split_or_run_is_not_proposed(here: Path) -> None:
    assert other(here, "fish", "certeval explain --scores notes.csv ") == "C001\nC002\n"


def test_fish_is_told_whether_files_may_follow(here: Path) -> None:
    base = {"_CERTEVAL_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "is-args"}
    assert completions(here, **base, _TYPER_COMPLETE_ARGS="certeval show C1").returncode == 0
    assert completions(here, **base, _TYPER_COMPLETE_ARGS="certeval show Z").returncode == 1


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("referentiels/essai/1.0.0.yaml", b"\x00\x81[[[{{{"),
        ("referentiels/essai/1.0.0.yaml", b"blocs: {code: [BC1]}\nepreuves: 3\n"),
        ("referentiels/essai/1.0.0.yaml", b""),
        ("notes.csv", b"\x81\x8d\x00;;\n"),
        ("notes.csv", b""),
        ("notes.yaml", b"candidats: [1, {candidat: [x]}, null]\nreferentiel: [1]\n"),
    ],
)
def test_a_file_that_cannot_be_read_proposes_nothing_and_says_nothing(
    here: Path, file: str, content: bytes
) -> None:
    (here / file).write_bytes(content)
    sheet = file if file.startswith("notes") else "absent.csv"
    for line in (
        "certeval show C",
        f"certeval explain --scores {sheet} C",
        f"certeval explain --scores {sheet} C1 C",
    ):
        assert set(bash(here, line)) <= {"competence", "critere", "certification", "C1.1", "CR1"}


def test_a_pipe_is_not_waited_for(here: Path) -> None:
    os.mkfifo(here / "tuyau.yaml")
    assert bash(here, "certeval explain --scores tuyau.yaml C") == []
    assert bash(here, "certeval show --referentiel tuyau.yaml C") == []


@pytest.mark.parametrize(
    "variables",
    [
        {"_CERTEVAL_COMPLETE": "complete_bash"},
        {"_CERTEVAL_COMPLETE": "complete_bash", "COMP_WORDS": "certeval", "COMP_CWORD": "x"},
        {"_CERTEVAL_COMPLETE": "complete_bash", "COMP_WORDS": "certeval 'show", "COMP_CWORD": "1"},
        {"_CERTEVAL_COMPLETE": "complete_tcsh"},
        {"_CERTEVAL_COMPLETE": "source_bash"},
        {"_CERTEVAL_COMPLETE": "x"},
    ],
)
def test_a_question_that_makes_no_sense_is_answered_by_nothing(here: Path, variables: dict[str, str]) -> None:
    done = completions(here, **variables)
    assert (done.stderr, "Traceback" in done.stdout) == ("", False)


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_every_option_of_every_command_can_be_completed(here: Path, shell: str) -> None:
    words = {command: other(here, shell, f"certeval {command} --") for command in COMMANDS}
    assert [command for command, proposed in words.items() if "--help" not in proposed] == []


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_of_a_shell_is_printed_and_nothing_is_written(here: Path, shell: str) -> None:
    done = prompt().run(["completion", shell], here, bare() | {"HOME": str(here)})
    assert done.returncode == 0
    assert re.search(rf"_CERTEVAL_COMPLETE ?= ?'?complete_{shell}\b", done.stdout)
    assert {path.name for path in here.iterdir()} == {"referentiels", "notes.csv"}


def powershell(folder: Path, line: str) -> list[str]:
    """What PowerShell is given for a line, whatever the locale's encoding: UTF-8, as its script asks for."""
    done = prompt().run(
        [],
        folder,
        bare()
        | {
            "PYTHONIOENCODING": "ascii",
            "_CERTEVAL_COMPLETE": "complete_powershell",
            "_TYPER_COMPLETE_ARGS": line,
            "_TYPER_COMPLETE_WORD_TO_COMPLETE": line.rpartition(" ")[2],
        },
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_powershell_is_told_each_word_and_what_it_is(here: Path) -> None:
    assert powershell(here, "certeval show BC") == ["BC1:::Un bloc"]
    assert powershell(here, "certeval show CR") == ["CR1:::Un critère"]
    assert powershell(here, "certeval explain --scores notes.csv ") == ["C001::: ", "C002::: "]


def test_the_script_of_powershell_has_its_shape(certeval: Certeval) -> None:
    """PowerShell itself is not tried: its blocks close, it registers certeval, and gives back what it sets."""
    script = certeval("completion", "powershell").out
    assert script.startswith("Register-ArgumentCompleter -Native -CommandName certeval -ScriptBlock {\n")
    assert [script.count(each) for each in "{(["] == [script.count(each) for each in "})]"]
    variables = re.findall(r"\$Env:(\w+) =", script)
    assert re.findall(r"\bEnv:(\w+)[, ]", script.partition("Remove-Item")[2]) == variables
    assert "PSReadLine" not in script


@pytest.mark.skipif(not shutil.which("pwsh"), reason="PowerShell (pwsh) is not here")
def test_powershell_completes_with_the_script(here: Path) -> None:
    line = "certeval show BC"
    (here / "certeval").write_text(f'#!/bin/sh\nexec {sys.executable} -m certeval "$@"\n', encoding="utf-8")
    (here / "certeval").chmod(0o755)
    asks = f"(TabExpansion2 '{line}' {len(line)}).CompletionMatches.CompletionText"
    script = f"certeval completion powershell | Out-String | Invoke-Expression; {asks}"
    path = {**os.environ, "PATH": f"{here}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["pwsh", "-NoProfile", "-Command", script],
        cwd=here,
        env=path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["BC1"]


def test_another_shell_is_refused(tmp_path: Path) -> None:
    done = prompt().run(["completion", "tcsh"], tmp_path, bare() | {"CERTEVAL_LANG": "en"})
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "certeval: no completion for « tcsh »: there is bash, zsh, fish, powershell\n"


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not here")
def test_bash_completes_with_the_script(here: Path) -> None:
    """The script is loaded, and the function it defines called as readline would."""
    folder = here / "bin"
    folder.mkdir()
    (folder / "certeval").write_text(f'#!/bin/sh\nexec {sys.executable} -m certeval "$@"\n', encoding="utf-8")
    (folder / "certeval").chmod(0o755)
    script = """
        eval "$(certeval completion bash)"
        COMP_WORDS=(certeval show BC); COMP_CWORD=2
        _certeval_completion certeval; echo "${COMPREPLY[@]}"
        complete -p certeval
    """
    environment = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        cwd=here,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[0] == "BC1"
    assert done.stderr == ""
