"""The manual: every command as values, of which the help, the man page and the docs are made."""

import pytest

from certeval import messages
from certeval.cli import manual
from certeval.cli.app import COMMANDS, EXAMPLES, application
from conftest import Certeval


@pytest.fixture(scope="module")
def pages() -> dict[str, manual.Page]:
    messages.speak("en")
    return {page.name: page for page in manual.pages(application())}


def test_every_command_has_its_page_and_so_have_those_below_it(pages: dict[str, manual.Page]) -> None:
    assert [name for name in pages if name and " " not in name] == list(COMMANDS)
    assert "registre acquis" in pages
    assert pages[""].examples == EXAMPLES


def test_a_page_says_what_a_command_takes(pages: dict[str, manual.Page]) -> None:
    page = pages["registre rectifier"]
    assert page.usage == "certeval registre rectifier SESSION CANDIDAT ELEMENT VERDICT [OPTIONS]"
    assert page.summary.startswith("Replace a decision by the one of a later deliberation:")
    assert [each.written for each in page.arguments] == ["SESSION", "CANDIDAT", "ELEMENT", "VERDICT"]
    options = {each.written: each.text for section in page.options for each in section.entries}
    assert options["--motif REASON"].endswith("[required]")
    assert options["-h, --help"] == "Show this help and exit."


def test_all_that_a_page_holds_is_in_the_help(certeval: Certeval, pages: dict[str, manual.Page]) -> None:
    for name, page in pages.items():
        printed = " ".join(certeval(*name.split(), "--help").out.split())
        entries = [
            *page.arguments,
            *(each for part in (*page.commands, *page.options) for each in part.entries),
        ]
        said = [page.usage, *page.text.split("\n\n"), *page.examples]
        said += [f"{each.written} {each.text}" for each in entries]
        assert [each for each in said if " ".join(each.split()) not in printed] == [], name
