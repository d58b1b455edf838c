"""Terminals that don't speak UTF-8: signs degrade, nothing raises, and files stay in UTF-8."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from certeval.cli import streams
from certeval.cli.app import COMMANDS
from terminal import run_at_terminal

ROOT = Path(__file__).parents[1]
SCORES = str(ROOT / "examples" / "scores.csv")
ENCODINGS = ("ascii", "iso8859-15", "cp1252", "cp437", "utf-8")
WRONG = "candidat;CR1.1.1;CR9.9.9\nC001;peut-être;1\nŁukasz—«é»;œ;1\n"
COMMAND_LINES = {
    "help": ["--help"],
    **{f"help {name}": [name, "--help"] for name in COMMANDS},
    "a mistyped command": ["valdàte"],
    "a mistyped option": ["validate", "--frmat"],
    "a missing file": ["validate", "œuvre—absente.csv"],
    "a table": ["validate", SCORES],
    "a detailed table": ["validate", "--detail", SCORES],
    "a sheet with errors": ["validate", "faux.csv"],
    "a tree of reasons": ["explain", "C002", "--scores", SCORES],
    "show": ["show"],
    "show bloc": ["show", "bloc", "2"],
    "check": ["check"],
    "a page": ["check", "--explain", "R301"],
    "cases": ["test", "--coverage"],
    "stats": ["stats", "--detail", SCORES],
    "agreement": ["agreement", SCORES],
    "rattrapages": ["rattrapages", SCORES],
    "json": ["validate", "--json", SCORES],
    "csv": ["validate", "--format", "csv", SCORES],
    "a file": ["validate", SCORES, "--output", "é.csv", "--force"],
}
CHECK = "\u2713"
AT_A_TERMINAL = {"COLUMNS": "80", "CERTEVAL_LANG": "fr", "TERM": "xterm"}


def at_a_terminal(arguments: list[str], folder: Path, **variables: str) -> tuple[int, bytes]:
    """The status, and all that a terminal of 80 columns was sent, by a Python that started with these variables."""
    start = {"PYTHONIOENCODING": ""} | variables  # empty, it says nothing
    return run_at_terminal(arguments, folder, AT_A_TERMINAL | variables, **start)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "faux.csv").write_text(WRONG, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", COMMAND_LINES)
@pytest.mark.parametrize("encoding", ["ascii", "cp437"])
def test_nothing_raises_at_a_terminal_of_another_encoding(folder: Path, encoding: str, name: str) -> None:
    status, sent = at_a_terminal(COMMAND_LINES[name], folder, PYTHONIOENCODING=encoding)
    assert status in {0, 1, 2}
    assert b"Traceback" not in sent
    assert sent.decode(encoding)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_signs_degrade_and_keep_their_meaning(folder: Path, encoding: str) -> None:
    _status, sent = at_a_terminal(["validate", "--detail", SCORES], folder, PYTHONIOENCODING=encoding)
    table = sent.decode(encoding)
    assert ("v validé" in table or "v valid" in table, CHECK in table) == (
        encoding != "utf-8",
        encoding == "utf-8",
    )
    _status, sent = at_a_terminal(["validate", "faux.csv"], folder, PYTHONIOENCODING=encoding)
    assert ("<<" in sent.decode(encoding)) == (encoding == "ascii")


def test_a_file_is_in_utf_8_whatever_the_terminal(folder: Path) -> None:
    arguments = ["explain", "C002", "--scores", SCORES, "--output", "raisons.txt"]
    status, _sent = at_a_terminal(arguments, folder, PYTHONIOENCODING="ascii")
    assert status == 0
    assert "certification" in (folder / "raisons.txt").read_text(encoding="utf-8")
    piped = subprocess.run(
        [sys.executable, "-m", "certeval", "explain", "C002", "--scores", SCORES],
        env={**os.environ, "CERTEVAL_LANG": "fr", "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )
    assert piped.stdout == (folder / "raisons.txt").read_bytes()


@pytest.mark.parametrize(
    "variables",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "POSIX"},
        {"LC_ALL": "C", "PYTHONIOENCODING": "ascii:strict"},
        {"PYTHONIOENCODING": "cp1252:strict"},
    ],
)
def test_the_environment_of_a_bare_machine_is_enough(folder: Path, variables: dict[str, str]) -> None:
    for name in ("help", "a tree of reasons", "a sheet with errors", "a mistyped command", "a file"):
        status, sent = at_a_terminal(COMMAND_LINES[name], folder, **variables)
        assert (status in {0, 1, 2}, b"Traceback" in sent) == (True, False), (name, sent)


@pytest.mark.skipif(not shutil.which("localedef"), reason="localedef is not here to make a locale with")
@pytest.mark.parametrize(("charmap", "encoding"), [("ISO-8859-15", "iso8859-15"), ("CP1252", "cp1252")])
def test_a_real_locale_of_another_encoding(folder: Path, tmp_path: Path, charmap: str, encoding: str) -> None:
    made = tmp_path / "locales" / "fr_FR@essai"
    made.parent.mkdir()
    localedef = ["localedef", "--no-archive", "-c", "-i", "fr_FR", "-f", charmap, str(made)]
    if subprocess.run(localedef, capture_output=True, check=False).returncode:
        pytest.skip(f"localedef has no source of fr_FR in {charmap}")
    variables = {"LOCPATH": str(made.parent), "LC_ALL": "fr_FR@essai", "CERTEVAL_LANG": ""}
    for name in ("help", "a detailed table", "a sheet with errors", "a page"):
        status, sent = at_a_terminal(COMMAND_LINES[name], folder, **variables)
        assert (status in {0, 1, 2}, b"Traceback" in sent) == (True, False), name
        assert "é" in sent.decode(encoding), name


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        ("✓ ✗ « » — – … ’", "ascii", b"v x << >> - - ... '"),
        ("✓ « é » … ’", "iso8859-15", b"v \xab \xe9 \xbb ... '"),
        ("œuvre à 10 €", "cp437", b"oeuvre \x85 10 EUR"),
        ("10\u00a0% ≥ 5\u202f000", "ascii", b"10 % >= 5 000"),
        ("Łukasz Đặng Søren é ﬁ ２ 山", "ascii", b"Lukasz Dang Soren e fi 2 ?"),
        ("≈10,08 « prenantes␣ »", "cp1252", b"~10,08 \xab prenantes_ \xbb"),
        ("── │ ├ └", "ascii", b"-- | + +"),
        ("a\udcffb", "utf-8", b"a\\udcffb"),
    ],
)
def test_a_sign_becomes_one_that_means_the_same(text: str, encoding: str, shown: bytes) -> None:
    streams.prepare()
    assert text.encode(encoding, errors=streams.DEGRADE) == shown
