"""The page of each command, from what `certeval COMMAND --help` says in French.

`python docs/pages.py` writes docs/commandes/; tests/test_site.py compares.
"""

import re
from pathlib import Path

from certeval.cli import app, manual
from certeval.messages import _, current_language, speak

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


def _plain(text: str) -> str:
    """A text of which Markdown takes nothing for its own signs, but code between back quotes."""
    parts = CODE.split(text)
    return "".join(each if each.startswith("`") else re.sub(r"([*_<\[\]])", r"\\\1", each) for each in parts)


def manuals() -> tuple[manual.ManualPage, ...]:
    """What is said of each command, in the language spoken; `registre acquis` after `registre`."""
    return manual.pages(app.application())[1:]


def page(said: manual.ManualPage) -> str:
    """What is said of a command, as Markdown; one of another's is a section of its page."""
    depth = 1 + said.name.count(" ")
    paragraphs = [_plain(each.replace("\n", " ")) for each in said.text.split("\n\n")]
    blocks = [f"{'#' * depth} certeval {said.name}", *paragraphs, f"```\n{said.usage}\n```"]
    arguments = manual.ManualSection(_("Arguments"), said.arguments)
    for section in (*said.commands, arguments, *said.options):
        if section.entries:
            lines = [f"- `{each.syntax}` : {_plain(each.text)}" for each in section.entries]
            blocks += [f"{'#' * (depth + 1)} {section.heading}", "\n".join(lines)]
    examples = "\n".join(said.examples)
    return "\n\n".join([*blocks, f"{'#' * (depth + 1)} {_('Examples')}", f"```\n{examples}\n```"])


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
    before = current_language()
    speak("fr")
    try:
        made: dict[str, list[str]] = {}
        for said in manuals():
            name = said.name.partition(" ")[0]
            made.setdefault(name, []).append(page(said) + (guides(name) if said.name == name else ""))
        texts = {f"{name}.md": "\n\n".join(parts) + "\n" for name, parts in made.items()}
        return {"README.md": index()} | texts
    finally:
        speak(before)
