"""The manual: every command as values, of which the help, the man page and the docs are made."""

import re
import shlex
import shutil
from collections import defaultdict
from pathlib import Path

import pytest

from certeval import messages
from certeval.cli import manual
from certeval.cli.app import COMMANDS, application
from certeval.cli.manual import EXAMPLES
from conftest import Certeval

ROOT = Path(__file__).parents[1]


def read(language: str) -> dict[str, manual.ManualPage]:
    messages.speak(language)
    found = {page.name: page for page in manual.pages(application())}
    messages.speak("en")
    return found


@pytest.fixture(scope="module")
def pages() -> dict[str, manual.ManualPage]:
    return read("en")


@pytest.fixture(scope="module")
def french() -> dict[str, manual.ManualPage]:
    return read("fr")


def entries(page: manual.ManualPage) -> list[manual.ManualEntry]:
    """The arguments and the options of a command."""
    return [*page.arguments, *(each for section in page.options for each in section.entries)]


def test_every_command_has_its_page_and_so_have_those_below_it(pages: dict[str, manual.ManualPage]) -> None:
    assert [name for name in pages if name and " " not in name] == list(COMMANDS)
    assert "registre acquis" in pages


def test_a_page_says_what_a_command_takes(pages: dict[str, manual.ManualPage]) -> None:
    page = pages["registre rectifier"]
    assert page.usage == "certeval registre rectifier SESSION CANDIDAT ELEMENT VERDICT [OPTIONS]"
    assert page.summary.startswith("Replace a decision by the one of a later deliberation:")
    assert [each.syntax for each in page.arguments] == ["SESSION", "CANDIDAT", "ELEMENT", "VERDICT"]
    options = {each.syntax: each.text for section in page.options for each in section.entries}
    assert options["--motif REASON"].endswith("[required]")
    assert options["-h, --help"] == "Show this help and exit."


def test_all_that_a_page_holds_is_in_the_help(
    certeval: Certeval, pages: dict[str, manual.ManualPage]
) -> None:
    for name, page in pages.items():
        printed = " ".join(certeval(*name.split(), "--help").out.split())
        below = [each for section in page.commands for each in section.entries]
        said = [page.usage, *page.text.split("\n\n"), *page.examples]
        said += [f"{each.syntax} {each.text}" for each in (*below, *entries(page))]
        assert [each for each in said if " ".join(each.split()) not in printed] == [], name


def test_many_options_stand_under_what_they_are_about(pages: dict[str, manual.ManualPage]) -> None:
    """Those of a command alone first, then what is read, shown, written, and how it runs; few are one list."""
    headings = {name: [section.heading for section in page.options] for name, page in pages.items()}
    assert headings["validate"] == ["What is read", "What is shown", "What is written", "How it runs"]
    assert headings["test"] == ["Options"]
    order = ["Options", *headings["validate"]]
    for name, listed in headings.items():
        assert listed == [each for each in order if each in listed], name
        assert len(listed) > 1 or len(pages[name].options[0].entries) <= manual.FEW, name


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_said_of_an_entry_is_a_sentence_or_the_values_that_it_takes(language: str) -> None:
    """A sentence begins with a capital and ends with a full stop; values, as they are typed, do neither."""
    values = re.compile(r"[a-z_]+(, [a-z0-9_-]+)*( \[.*\])?")
    for name, page in read(language).items():
        for each in entries(page):
            sentence = re.sub(r" \[[^]]*\]$", "", each.text)
            assert (sentence[0].isupper() and sentence.endswith((".", "…"))) or values.fullmatch(each.text), (
                name,
                each,
            )


def test_a_command_is_said_in_the_infinitive_in_french(french: dict[str, manual.ManualPage]) -> None:
    told = [page.summary for name, page in french.items() if name]
    told += [each.text for page in french.values() for section in page.commands for each in section.entries]
    assert [each for each in told if not re.match(r"\w+(er|ir|re)\b", each)] == []


def test_one_name_is_written_for_one_thing(pages: dict[str, manual.ManualPage]) -> None:
    """The value of an option is written the same in all commands, and a short option is of one long one."""
    values, longs = defaultdict(set), defaultdict(set)
    for page in pages.values():
        for each in entries(page):
            if each.names:
                values[each.names[-1]].add(each.metavar)
                longs[each.names[0]].add(each.names[-1])
    assert {name: each for name, each in values.items() if len(each) > 1} == {
        "--output": {"FILE", "FOLDER", "FILE|FOLDER"},
    }
    assert {name: each for name, each in longs.items() if len(each) > 1} == {}


def test_common_options_are_short_too(pages: dict[str, manual.ManualPage]) -> None:
    short = {
        each.names[0]: each.names[1]
        for page in pages.values()
        for each in entries(page)
        if len(each.names) > 1
    }
    assert short == {
        "-V": "--version",
        "-b": "--bloc",
        "-c": "--candidat",
        "-f": "--format",
        "-h": "--help",
        "-n": "--dry-run",
        "-o": "--output",
        "-q": "--quiet",
        "-r": "--referentiel",
        "-s": "--session",
        "-v": "--verbose",
    }


def test_every_command_that_says_what_went_well_may_be_quiet(pages: dict[str, manual.ManualPage]) -> None:
    groups = [name for name, page in pages.items() if page.commands]
    loud = [
        name for name, page in pages.items() if "--quiet" not in {n for e in entries(page) for n in e.names}
    ]
    assert loud == [*groups, "completion", "help"]


def test_every_command_ends_its_help_with_examples(pages: dict[str, manual.ManualPage]) -> None:
    assert list(EXAMPLES) == list(pages)
    for name, page in pages.items():
        assert page.examples, name
        assert [each for each in page.examples if not each.startswith(f"certeval {name}".strip())] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_of_a_command_can_be_typed(name: str) -> None:
    """They are read as a command line is, down to the last option; nothing is run."""
    for example in EXAMPLES[name]:
        root = application()
        words = shlex.split(example)[1:]
        with root.make_context("certeval", words) as ctx:
            _word, command, rest = root.resolve_command(ctx, [*ctx._protected_args, *ctx.args])
            while hasattr(command, "chapters"):
                _word, command, rest = command.resolve_command(ctx, rest)
            command.make_context(command.name, rest, parent=ctx)


def test_examples_run_as_they_stand(
    certeval: Certeval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of certeval itself, and what is done with a register, one after the other."""
    for name in ("sessions", "scores.csv"):
        copy = shutil.copytree if name == "sessions" else shutil.copy
        copy(ROOT / "examples" / name, tmp_path / name)
    shutil.copy(ROOT / "examples" / "scores.csv", tmp_path / "notes.csv")
    monkeypatch.setenv("CERTEVAL_REGISTRE", "registre.db")
    monkeypatch.setenv("CERTEVAL_AUTEUR", "bureau des examens")
    for name in EXAMPLES:
        for example in EXAMPLES[name] if name in {"", "help"} or name.startswith("registre") else ():
            done = certeval(*shlex.split(example)[1:])
            assert done.status == 0, (example, done.err)
