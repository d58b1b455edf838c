"""The page of each command, from what `certeval COMMAND --help` says in French.

`python docs/pages.py` writes docs/commandes/; tests/test_site.py compares.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from certeval.cli import app
from certeval.messages import _, speak, spoken

PAGES = Path(__file__).parent / "commandes"
GUIDES = {
    "accuse": ("accrochage",),
    "new": ("premiers-pas",),
    "import": ("importer", "premiers-pas"),
    "check": ("verifier",),
    "test": ("regles", "premiers-pas"),
    "show": ("versions", "tirage"),
    "publish": ("publier", "importer", "echanges"),
    "compare": ("comparer",),
    "diff": ("versions",),
    "impact": ("versions",),
    "lock": ("versions",),
    "grille": ("grilles",),
    "oraux": ("tirage",),
    "validate": ("feuilles", "performance"),
    "deliberer": ("sessions",),
    "documents": ("documents", "echanges"),
    "explain": ("feuilles",),
    "agreement": ("jurys",),
    "stats": ("statistiques",),
    "report": ("rapport",),
    "verify": ("versions",),
    "schema": ("integration",),
    "completion": ("integration",),
}
"""The pages that tell what a command is for, where it is not that of its name alone. `help` needs none."""
CODE = re.compile(r"(`[^`]*`)")


class Markdown:
    """What a command writes its help to, in the place of typer's own: the same sections, as Markdown."""

    def __init__(self, level: int) -> None:
        self.blocks: list[str] = []
        self._level = level

    def write_usage(self, program: str, arguments: str = "") -> None:
        self.blocks.append(f"```\n{program} {arguments}\n```")

    def write_paragraph(self) -> None:
        """Each block is one already."""

    def write_text(self, text: str) -> None:
        self.blocks += [_plain(" ".join(each.split())) for each in text.split("\n\n")]

    def write(self, text: str) -> None:
        """Lines kept as they are, such as examples."""
        lines = "\n".join(line.strip() for line in text.strip().splitlines())
        self.blocks.append(f"```\n{lines}\n```")

    def write_dl(self, rows: Sequence[tuple[str, str]]) -> None:
        self.blocks.append("\n".join(f"- `{each}` : {_plain(' '.join(said.split()))}" for each, said in rows))

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        self.blocks.append(f"{'#' * self._level} {name}")
        yield

    @contextmanager
    def indentation(self) -> Iterator[None]:
        yield


def _plain(text: str) -> str:
    """A text of which Markdown takes nothing for its own signs, but code between back quotes."""
    parts = CODE.split(text)
    return "".join(each if each.startswith("`") else re.sub(r"([*_<\[\]])", r"\\\1", each) for each in parts)


def contexts() -> Iterator[tuple[str, Any, Any]]:
    """Each command by its words, `registre acquis` after `registre`, with what typer makes of it and its context."""
    root = app.application()
    with root.make_context("certeval", [], resilient_parsing=True) as whole:
        for name in app.COMMANDS:
            yield from _within(name, root.get_command(whole, name), whole)


def _within(words: str, command: Any, parent: Any) -> Iterator[tuple[str, Any, Any]]:
    with command.make_context(command.name, [], parent=parent, resilient_parsing=True) as context:
        yield words, command, context
        for each in getattr(command, "summaries", ()):
            yield from _within(f"{words} {each}", command.get_command(context, each), context)


def page(words: str, command: Any, context: Any) -> str:
    """What is said of a command; one of another's is a section of its page."""
    depth = 1 + words.count(" ")
    help_ = Markdown(depth + 1)
    command.format_help(context, help_)
    usage, *rest = help_.blocks
    said = next(i for i, block in enumerate([*rest, "#"]) if block.startswith(("#", "```")))
    return "\n\n".join([f"{'#' * depth} certeval {words}", *rest[:said], usage, *rest[said:]])


def guides_of(command: str) -> tuple[str, ...]:
    own = (command,) if (PAGES.parent / f"{command}.md").exists() else ()
    return GUIDES.get(command, own)


def guides(command: str) -> str:
    links = ", ".join(f"[{_heading(each)}](../{each}.md)" for each in guides_of(command))
    return f"\n\nCe que l’on en fait : {links}." if links else ""


def _heading(guide: str) -> str:
    return (PAGES.parent / f"{guide}.md").read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")


def index() -> str:
    """Every command, by what one does."""
    parts = [
        "# Les commandes",
        "Une page par commande, faite de son aide : `certeval COMMANDE --help` dit la même chose.",
    ]
    for heading, commands in app.GROUPS.items():
        lines = [f"- [`certeval {each}`]({each}.md) : {_plain(_(said))}" for each, said in commands.items()]
        parts += [f"## {_(heading)}", "\n".join(lines)]
    return "\n\n".join(parts) + "\n"


def pages() -> dict[str, str]:
    """Every page by the name of its file, in French."""
    before = spoken()
    speak("fr")
    try:
        made: dict[str, list[str]] = {}
        for words, command, context in contexts():
            name = words.partition(" ")[0]
            text = page(words, command, context)
            made.setdefault(name, []).append(text + (guides(name) if words == name else ""))
        texts = {f"{name}.md": "\n\n".join(parts) + "\n" for name, parts in made.items()}
        return {"README.md": index()} | texts
    finally:
        speak(before)
