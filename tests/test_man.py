"""`man certeval`, in English and in French: from the same pages as help, where man looks for it, without a fault."""

import shutil
import subprocess
import tomllib
from types import ModuleType

import pytest

from certeval import messages
from certeval.cli import manual
from certeval.cli.app import application
from test_site import ROOT, beside


@pytest.fixture(scope="module")
def man() -> ModuleType:
    return beside("man")


def plain(text: str) -> str:
    """A page of man as it is read, its line breaks aside."""
    for sign, meant in (
        ("\\fB", ""),
        ("\\fI", ""),
        ("\\fR", ""),
        ("\\-", "-"),
        ("\\ ", "\u00a0"),
        ("\\&", ""),
    ):
        text = text.replace(sign, meant)
    return " ".join(text.replace("\\e", "\\").split(" ")).replace("\n", " ")


def test_the_committed_pages_are_what_help_says(man: ModuleType) -> None:
    for name, text in man.pages().items():
        assert (man.PAGES / name).read_text(encoding="utf-8") == text, name


@pytest.mark.parametrize(("file", "language"), [("certeval.1", "en"), ("fr/certeval.1", "fr")])
def test_every_command_and_option_stands_there(file: str, language: str) -> None:
    text = plain((ROOT / "man" / file).read_text(encoding="utf-8"))
    messages.speak(language)
    for page in manual.pages(application()):
        said = [paragraph.replace("\n", " ") for paragraph in page.text.split("\n\n")] if page.name else []
        options = [each for section in page.options for each in section.entries] if page.name else []
        said += [f"{each.syntax} {each.text}" for each in (*page.arguments, *options)]
        assert [each for each in said if each.replace("`", "") not in text] == [], page.name


def test_the_wheel_puts_each_page_where_man_looks() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert shared == {
        "man/certeval.1": "share/man/man1/certeval.1",
        "man/fr/certeval.1": "share/man/fr/man1/certeval.1",
    }
    assert [each for each in shared if not (ROOT / each).exists()] == []


@pytest.mark.skipif(not shutil.which("mandoc"), reason="mandoc is not here")
@pytest.mark.parametrize("file", ["certeval.1", "fr/certeval.1"])
def test_mandoc_finds_no_fault(file: str) -> None:
    done = subprocess.run(
        ["mandoc", "-Tlint", "-Wwarning", ROOT / "man" / file], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")
