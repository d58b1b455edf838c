"""What docs/architecture.md and CONTRIBUTING.md name exists: rooms in their order, files, functions."""

import re
import tomllib
from functools import reduce
from graphlib import TopologicalSorter
from importlib import import_module
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "certeval"
ROOMS = {each.parent.name for each in SOURCE.glob("*/__init__.py")}
PAGES = ("docs/architecture.md", "CONTRIBUTING.md")
NAME = re.compile(r"[A-Za-z_]+(\.\w+)+")
FILE = re.compile(r"[\w./]+/[\w.-]*")


def names_in(page: str) -> set[str]:
    """What a page writes between back quotes, blocks of code left out."""
    text = re.sub(
        r"^```.*?^```", "", (ROOT / page).read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE
    )
    return set(re.findall(r"`([^`\n]+)`", text))


def is_there(dotted: str) -> bool:
    """Whether a name such as `rules.entry.Entry.read` is that of a module or of something in one."""
    parts = f"certeval.{dotted}".split(".")
    for end in range(len(parts), 1, -1):
        try:
            module = import_module(".".join(parts[:end]))
        except ModuleNotFoundError:
            continue
        try:
            reduce(getattr, parts[end:], module)
        except AttributeError:
            return False
        return True
    return False


def test_a_name_that_is_nowhere_is_found_out() -> None:
    assert is_there("rules.entry.Entry.read")
    assert not is_there("rules.entry.Entry.reads")
    assert not is_there("rules.entries.Entry")


@pytest.mark.parametrize("page", PAGES)
def test_each_module_and_function_named_exists(page: str) -> None:
    names = [each for each in names_in(page) if NAME.fullmatch(each) and each.split(".")[0] in ROOMS]
    assert names
    assert [each for each in names if not is_there(each)] == []


@pytest.mark.parametrize("page", PAGES)
def test_each_file_and_folder_named_exists(page: str) -> None:
    files = [each for each in names_in(page) if FILE.fullmatch(each)]
    assert files
    assert [each for each in files if not any((base / each).exists() for base in (ROOT, SOURCE))] == []


def test_the_rooms_are_drawn_in_the_order_of_their_layers() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = [room for layer in contracts[0]["layers"] for room in layer.split(" | ")]
    drawn = re.search(
        r"^```\n(.*?)^```", (ROOT / PAGES[0]).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    assert drawn
    assert [line.split()[0] for line in drawn[1].splitlines()] == layers
    assert set(layers) == ROOMS


def test_no_two_modules_need_each_other() -> None:
    graph = grimp.build_graph("certeval", cache_dir=None)
    imported = {each: graph.find_modules_directly_imported_by(each) for each in graph.modules}
    TopologicalSorter(imported).prepare()  # a CycleError names the modules of a circle


def test_no_pattern_repeats_a_group_for_good() -> None:
    """Python before 3.11.5, as Debian 12 has it, takes such a group for matched where it is not (gh-106052): a row
    without an identifier was a candidate.
    """
    forever = re.compile(r"\)(?:[*+?]|\{[0-9,]*\})\+")
    assert forever.search(r"(?:ab)*+")
    modules = sorted(SOURCE.rglob("*.py"))
    assert [str(each) for each in modules if forever.search(each.read_text(encoding="utf-8"))] == []
