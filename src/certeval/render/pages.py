"""The page of a diagnostic's code, as `certeval check --explain` prints it."""

import re
from pathlib import Path

from certeval.diagnostics import Kind
from certeval.diagnostics.families.every import KINDS
from certeval.messages import _, current_language

FOLDER = "_diagnostics"


def folder() -> Path:
    """The pages that come with certeval, from a wheel or from its checkout."""
    package = Path(__file__).parents[1]
    inside = package / FOLDER
    return inside if inside.is_dir() else package.parents[1] / "docs" / "diagnostics"


def title(kind: Kind) -> str:
    """The message of a kind, its arguments left open."""
    return with_ellipses(kind.message)


def with_ellipses(text: str) -> str:
    """A msgid in the language chosen, with `…` for each argument."""
    return re.sub(r"\{\w+\}", "…", _(text)).replace("{{", "{").replace("}}", "}")


def page(code: str) -> str | None:
    """The page of a code as plain text; None where there is no such code.

    Pages are in French, as référentiels are: in another language what is wrong and the way out stand before it.
    """
    source = markdown(code)
    if source is None or current_language() == "fr":
        return plain(source) if source else None
    kind = KINDS[code.strip().upper()]
    advice = f"{with_ellipses(kind.help)}\n" if kind.help else ""
    return f"{kind.code}: {title(kind)}\n{advice}\n{_('The page, in French:')}\n\n{plain(source)}"


def markdown(code: str) -> str | None:
    """The page of a code as it is written; None where there is no such code."""
    name = code.strip().upper()
    file = folder() / f"{name}.md"
    if name not in KINDS or not file.is_file():
        return None
    return file.read_text(encoding="utf-8")


def plain(markdown: str) -> str:
    """A page without its marks: titles underlined, examples indented."""
    lines: list[str] = []
    fence = ""
    for line in markdown.splitlines():
        if fence or re.match("`{3,}", line):
            opening = re.match("`{3,}", line)
            if opening and (not fence or line == fence):
                fence = "" if fence else opening[0]
            else:
                lines.append(f"    {line}".rstrip())
        elif title := re.match("(#+) (.+)", line):
            lines += [title[2], ("=" if len(title[1]) == 1 else "-") * len(title[2])]
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"
