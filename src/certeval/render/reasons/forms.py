"""Reasons for people and programs: a tree at a terminal, the same tree as plain lines elsewhere, JSON."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from certeval.engine.verdicts import EN_ATTENTE, NON_VALIDE, VALIDE
from certeval.referentiel.load import Referentiel
from certeval.render.json_text import json_document, referentiel_json
from certeval.render.reasons.topics import Reason
from certeval.render.words import visible
from certeval.scores.observations import Candidate, identity

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.tree import Tree

STYLES: dict[str | None, str] = {VALIDE: "green", NON_VALIDE: "red", EN_ATTENTE: "yellow"}
ROOM = 24
"""Columns that the text of the deepest reason should have."""
BRANCH, LAST, STEM, GAP = "├── ", "└── ", "│   ", "    "


def heading(referentiel: Referentiel, candidate: Candidate, code: str | None) -> str:
    """Who is explained, under which référentiel; of one element, what it is in the source's words."""
    name = " ".join(identity(candidate).values())
    who = f"{candidate.code} ({name})" if name else candidate.code
    title = visible(f"{who}, {referentiel.code} {referentiel.version}")
    wording = referentiel.elements[code].wording if code and code in referentiel.elements else ""
    return f"{title}\n{visible(f'{code} « {wording} »')}" if wording else title


def plain(title: str, reason: Reason) -> str:
    """The tree as lines, none of them cut."""
    lines = [title, reason.text, *(guides + each.text for guides, each in _walk(reason))]
    return "".join(f"{line}\n" for line in lines)


def _walk(reason: Reason) -> Iterator[tuple[str, Reason]]:
    """Each reason below, with the guides before it."""
    stack = [("", child, child is reason.children[-1]) for child in reversed(reason.children)]
    while stack:
        before, each, last = stack.pop()
        yield before + (LAST if last else BRANCH), each
        below = before + (GAP if last else STEM)
        stack += [(below, child, child is each.children[-1]) for child in reversed(each.children)]


def screen(title: str, reason: Reason, width: int) -> "list[RenderableType]":
    """The tree for a terminal of this width, verdicts in colour; user text is never read as markup.

    Where the deepest reasons would have no room, lines that wrap at the margin: rich would drop them.
    """
    from rich.text import Text

    branches = list(_walk(reason))
    deepest = max((len(guides) for guides, _each in branches), default=0)
    head = Text(title, style="bold")
    if deepest + ROOM <= width:
        return [head, _tree(reason)]
    lines = (("", reason), *branches)
    return [head, *(Text.assemble(g, (each.text, STYLES.get(each.verdict, ""))) for g, each in lines)]


def _tree(reason: Reason) -> "Tree":
    from rich.text import Text
    from rich.tree import Tree

    root = Tree(Text(reason.text, style=STYLES.get(reason.verdict, "")), guide_style="dim")
    stack = [(root, child) for child in reversed(reason.children)]
    while stack:
        above, each = stack.pop()
        branch = above.add(Text(each.text, style=STYLES.get(each.verdict, "")))
        stack += [(branch, child) for child in reversed(each.children)]
    return root


def as_json(referentiel: Referentiel, candidate: Candidate, code: str | None, reason: Reason) -> str:
    """The document of `--json`; the tree is never deeper than JSON readers follow."""
    return json_document(
        "certeval/explication/1",
        referentiel=referentiel_json(referentiel),
        candidat=candidate.code,
        **identity(candidate),
        element=code,
        raisons=_plain(reason),
    )


def _plain(reason: Reason) -> dict[str, object]:
    """A reason as JSON has it; recursion is as deep as the tree, which is cut."""
    return {
        "texte": reason.text,
        "verdict": reason.verdict,
        "code": reason.code,
        **({"groupe": reason.groupe} if reason.groupe else {}),
        "enfants": [_plain(child) for child in reason.children],
    }
