"""What MkDocs does beside making pages of docs: mkdocs.yml calls it.

The repository's own pages (`CONTRIBUTING.md`…) are pages of the site too, and files that pages link to, such as
examples, are copied beside. The commands that docs/commandes/README.md names are put in the menu, and the spaces of
French signs don't break.
"""

import re
from pathlib import Path
from posixpath import dirname, join, normpath, relpath
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[1]
AT_THE_ROOT = ("CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")
COPIES = "depot"
"""Where files that pages link to are copied, under their own paths."""
LINK = re.compile(r"\[(?P<text>[^\]]*)\]\((?P<target>[^)#\s:]+)(?P<anchor>#[^)\s]*)?\)")
COMMANDS = "commandes/README.md"
NOT_PROSE = re.compile(r"(<pre.*?</pre>|<code.*?</code>|<[^>]+>)", re.DOTALL)


def on_config(config: "MkDocsConfig") -> "MkDocsConfig":
    """Put the page of each command below the one that names them all."""
    text = (Path(config.docs_dir) / COMMANDS).read_text(encoding="utf-8")
    pages = [{each[:-3]: f"commandes/{each}"} for each in re.findall(r"\]\((\w+\.md)\)", text)]
    config.nav = [_menu(each, pages) for each in config.nav or []]
    return config


def _menu(entry: object, commands: list[dict[str, str]]) -> object:
    if isinstance(entry, dict) and COMMANDS in entry.values():
        return {title: [COMMANDS, *commands] for title in entry}
    return entry


def on_files(files: "Files", config: "MkDocsConfig") -> "Files":
    """Add the repository's own pages, then what pages link to outside docs."""
    for name in AT_THE_ROOT:
        files.append(File.generated(config, name, abs_src_path=str(ROOT / name)))
    linked = {
        repository_path(each.src_uri, link["target"])
        for each in files.documentation_pages()
        for link in LINK.finditer(each.content_string)
    }
    for path in sorted(linked):
        if site_path(path).startswith(f"{COPIES}/") and (ROOT / path).is_file():
            files.append(File.generated(config, site_path(path), abs_src_path=str(ROOT / path)))
    return files


def on_page_markdown(markdown: str, page: "Page", config: "MkDocsConfig", files: "Files") -> str:  # noqa: ARG001
    """Links as they run in the site; that to a folder outside docs is its text alone."""

    def relinked(link: re.Match[str]) -> str:
        path = repository_path(page.file.src_uri, link["target"])
        if path.startswith("docs/") and page.file.src_uri not in AT_THE_ROOT:
            return link[0]
        if (ROOT / path).is_dir():
            return link["text"]
        target = relpath(site_path(path), dirname(page.file.src_uri) or ".")
        return f"[{link['text']}]({target}{link['anchor'] or ''})"

    return LINK.sub(relinked, markdown)


def on_page_content(html: str, page: "Page", config: "MkDocsConfig", files: "Files") -> str:  # noqa: ARG001
    """French signs stay with the word before them at the end of a line."""
    parts = NOT_PROSE.split(html)
    parts[::2] = [re.sub(r"(?<=«) | (?=[;:?!»])", "\N{NO-BREAK SPACE}", each) for each in parts[::2]]
    return "".join(parts)


def repository_path(page: str, target: str) -> str:
    """Where a link of a page of the site leads to in the repository."""
    return normpath(join("" if page in AT_THE_ROOT else "docs", dirname(page), target))


def site_path(path: str) -> str:
    """Where a file of the repository is in the site."""
    if path in AT_THE_ROOT:
        return path
    return path.removeprefix("docs/") if path.startswith("docs/") else f"{COPIES}/{path}"
