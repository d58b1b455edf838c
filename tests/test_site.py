"""The docs as a site: links lead somewhere, the menu has every page, commands their options, the law its articles."""

import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote

import pytest
import yaml

from certeval.cli.manual import ManualPage
from certeval.diagnostics.families.every import KINDS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(
    file
    for folder in (ROOT, DOCS, ROOT / "examples", ROOT / ".github")
    for file in (folder.glob("*.md") if folder == ROOT else folder.rglob("*.md"))
)
FENCED = re.compile(r"^( *)(```+|~~~+).*?^\1\2", re.DOTALL | re.MULTILINE)
COG = re.compile(r"<!--.*?-->", re.DOTALL)
LINK = re.compile(r"\]\(<?([^)\s>]+)>?\)")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
ARTICLE = re.compile(r"\b[LRD]\d{3,4}-\d+(?:-\d+)*\b")


def beside(name: str) -> ModuleType:
    """A module of docs, where its scripts find one another."""
    sys.path.insert(0, str(DOCS))
    try:
        return __import__(name)
    finally:
        sys.path.remove(str(DOCS))


@pytest.fixture(scope="module")
def commands() -> ModuleType:
    return beside("commands")


def prose(file: Path) -> str:
    """What a page says, blocks of code and the calls of cog left out."""
    return COG.sub("", FENCED.sub("", file.read_text(encoding="utf-8")))


@cache
def anchors(file: Path) -> frozenset[str]:
    """The anchors of a page's headings, as GitHub and the site name them."""
    counts: Counter[str] = Counter()
    slugs = set()
    for heading in re.findall(r"^#{1,6} (.+)$", prose(file), re.MULTILINE):
        words = unicodedata.normalize("NFC", re.sub(r"\]\([^)]*\)", "", heading).strip().lower())
        slug = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        slugs.add(f"{slug}-{counts[slug]}" if counts[slug] else slug)
        counts[slug] += 1
    return frozenset(slugs)


def links(file: Path) -> Iterator[tuple[Path, str]]:
    """The files of the repository that a page links to, with their anchors."""
    for target in LINK.findall(re.sub(r"`[^`\n]*`", "", prose(file))):
        if not re.match(r"[a-z]+:", target):
            path, _, anchor = target.partition("#")
            yield (file.parent / unquote(path)).resolve() if path else file, unquote(anchor)


def dead(file: Path) -> list[str]:
    return [
        f"{file.relative_to(ROOT)} -> {path.name}#{anchor}"
        for path, anchor in links(file)
        if not path.exists() or (anchor and anchor not in anchors(path))
    ]


def test_a_dead_link_and_a_dead_anchor_are_found_out(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# Été : `a`\n\n[ici](#été--a) [là](#ete) [ailleurs](absente.md) `[code](non.md)`\n", encoding="utf-8"
    )
    told = [
        (path.name, anchor)
        for path, anchor in links(page)
        if not path.exists() or anchor not in anchors(path)
    ]
    assert told == [("page.md", "ete"), ("absente.md", "")]


def test_every_link_of_every_page_leads_to_a_file_and_to_a_heading() -> None:
    assert len(PAGES) > len(KINDS)
    assert [each for file in PAGES for each in dead(file)] == []


def test_the_menu_has_every_page_once_and_no_other() -> None:
    def within(entry: object) -> Iterator[str]:
        if isinstance(entry, str):
            yield entry
        else:
            for each in entry.values() if isinstance(entry, dict) else entry:
                yield from within(each)

    menu = list(within(yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), yaml.BaseLoader)["nav"]))  # noqa: S506
    own = [each for each in menu if (DOCS / each).exists()]
    guides = {
        file.relative_to(DOCS).as_posix()
        for file in DOCS.rglob("*.md")
        if file.parent not in {DOCS / "diagnostics", DOCS / "commandes"}
    }
    assert sorted(own) == sorted({*guides, "diagnostics/README.md", "commandes/README.md"})
    assert [each for each in menu if each not in own and not (ROOT / each).exists()] == []


def test_the_committed_pages_of_commands_are_what_their_help_says(commands: ModuleType) -> None:
    committed = {file.name: file.read_text(encoding="utf-8") for file in commands.PAGES.glob("*.md")}
    assert committed == commands.pages()


def options_of(said: ManualPage) -> set[str]:
    return {name for section in said.options for each in section.entries for name in each.names}


def test_a_page_of_a_command_has_each_of_its_options_and_no_other(commands: ModuleType) -> None:
    for said in commands.manuals():
        written = set(re.findall(r"^- `([^`]+)` :", commands.page(said), re.MULTILINE))
        shown = {name for each in written for name in OPTION.findall(each)}
        assert shown == {name for name in options_of(said) if name.startswith("--")}, said.name


def test_every_command_has_a_guide_that_names_it(commands: ModuleType) -> None:
    guides = {each: commands.guides_of(each) for each in commands.app.COMMANDS if each != "help"}
    assert [command for command, pages in guides.items() if not pages] == []
    assert set(commands.GUIDES) - set(guides) == set()
    unnamed = [
        (command, guide)
        for command, pages in guides.items()
        for guide in pages
        if f"certeval {command}" not in (DOCS / f"{guide}.md").read_text(encoding="utf-8")
    ]
    assert unnamed == []


def test_no_guide_shows_an_option_that_its_command_has_not(commands: ModuleType) -> None:
    options = {said.name: options_of(said) for said in commands.manuals()}
    invented = []
    for file in (ROOT / "README.md", *DOCS.glob("*.md"), *(DOCS / "roles").glob("*.md")):
        text = COG.sub("", file.read_text(encoding="utf-8"))
        for line in re.findall(r"(?:(?<=`)|(?<=&& )|^ *(?:\$ )?)certeval ([^`\n|#&]+)", text, re.MULTILINE):
            words = re.findall(r"^[a-z]+(?: [a-z]+)?", line)
            command = (
                next((each for each in (words[0], words[0].split()[0]) if each in options), None)
                if words
                else None
            )
            if command:
                lacking = (
                    set(OPTION.findall(re.sub(r"(['\"]).*?\1", "", line))) - options[command] - {"--version"}
                )
                invented += [f"{file.name}: certeval {command} {each}" for each in sorted(lacking)]
    assert invented == []


def test_each_article_that_the_code_names_stands_on_the_page_of_the_law() -> None:
    written = set(ARTICLE.findall((DOCS / "droit.md").read_text(encoding="utf-8")))
    code = {
        each
        for file in (ROOT / "src").rglob("*.py")
        for each in ARTICLE.findall(file.read_text(encoding="utf-8"))
    }
    assert code
    assert code - written == set()


def test_each_picture_is_made_by_the_command_of_pictures_and_shown_by_a_page() -> None:
    pictures = {file.name for file in (DOCS / "images").iterdir()}
    assert pictures == set(beside("pictures").PICTURES)
    assert pictures == {
        path.name for file in PAGES for path, _ in links(file) if path.parent == DOCS / "images"
    }
