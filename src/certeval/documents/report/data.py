"""The candidates as a browser draws them, as short as they can be told; the same as rows of text, without script."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from certeval.documents.report.content import PersonRow, SessionReport
from certeval.documents.report.names import ABSENT, DIGITS, hide_names
from certeval.messages import _
from certeval.render.reasons.cell_marks import AFTER, BEFORE
from certeval.render.reasons.together import RANKS, Library, ReasonNode
from certeval.render.verdicts import SIGNS, WORDS
from certeval.render.words import visible
from certeval.sources.workbook.details import cell_name

VERDICTS_BY_RANK = {rank: verdict for verdict, rank in RANKS.items()}
LETTERS = {"v": "valide", "n": "non_valide", "a": "en_attente"}
_MARK = re.compile(f"{BEFORE}[0-9]+{AFTER}")
CELLS = str.maketrans({letter: f"<td>{SIGNS[word]}" for letter, word in LETTERS.items()} | {"-": "<td>"})


def page_data(report: SessionReport) -> dict[str, object]:
    """What the script reads; `lignes` has a list a candidate: identifier, name, group, verdicts, marks, number of the
    reasons, places, comments. Empty ends of a list are left out.
    """
    people, library = report.people, report.people.library or Library()
    groups = list(dict.fromkeys(row.groupe for row in people.rows))
    numbers = {name: place for place, name in enumerate(groups)}
    return {
        "colonnes": [
            [code, report.elements[code].genre if code in report.elements else ""] for code in people.columns
        ],
        "notes": list(people.marks),
        "groupes": groups,
        "lignes": [_line(row, numbers) for row in people.rows],
        "textes": _texts(report, library),
        "noeuds": [[node.text, node.verdict, *node.children] for node in library.by_number],
        "places": [[text, int(sheet)] for text, sheet in people.prefixes],
        "mots": {
            "verdicts": {letter: _(WORDS[word]) for letter, word in LETTERS.items()},
            "signes": {letter: SIGNS[word] for letter, word in LETTERS.items()},
            "nombre": _("{n} of {total} candidates"),
            "rien": _("No candidate answers to this."),
            "certification": _("Certification"),
            "nom": _("name"),
            "groupe": _("group"),
            "candidat": _("candidate"),
            "sans": _(
                "The file that was read holds no cell: `certeval report` shows the reasons from the sheets."
            ),
            "absent": _("not for this candidate"),
        },
    }


def _texts(report: SessionReport, library: Library) -> list[str]:
    """The texts of reasons: what a jury wrote may name somebody."""
    return hide_names(map(visible, library.texts), report.hidden)


def _line(row: PersonRow, groups: dict[str, int]) -> list[object]:
    marks = list(row.marks) if any(row.marks) else []
    line = [row.code, row.name, groups[row.groupe], row.verdicts, marks, row.tree, row.places, row.comments]
    while line and line[-1] in ([], (), "", -1):
        line.pop()
    return line


def table_rows(report: SessionReport) -> Iterator[tuple[PersonRow, Markup]]:
    """The rows of the table, each with the cells of its verdicts, for a browser that runs no script."""
    return ((row, Markup(row.verdicts.translate(CELLS))) for row in report.people.rows)  # noqa: S704 -- signs alone


class Branch(NamedTuple):
    """A reason with its places written, and those below."""

    text: str
    verdict: str | None
    children: "list[Branch]"


def branch(number: int, texts: Sequence[str], nodes: Sequence[ReasonNode], places: dict[str, str]) -> Branch:
    """The reasons from a node on, by its number; texts are by number too."""
    text, verdict, children = nodes[number]
    words = _MARK.sub(lambda mark: places.get(mark[0], mark[0]), texts[text])
    below = [branch(each, texts, nodes, places) for each in children]
    return Branch(words, VERDICTS_BY_RANK[verdict], below)


def trees(report: SessionReport) -> list[tuple[PersonRow, Branch | None]]:
    """Each candidate with the reasons whole."""
    library = report.people.library or Library()
    texts, prefixes = _texts(report, library), report.people.prefixes
    return [
        (row, branch(row.tree, texts, library.by_number, places(row, prefixes)) if row.tree >= 0 else None)
        for row in report.people.rows
    ]


def places(row: PersonRow, prefixes: tuple[tuple[str, bool], ...]) -> dict[str, str]:
    """Where each cell stands, by its mark: what the script makes of the places that are packed."""
    by_mark: dict[str, str] = {}
    for prefix, line, number, column, steps in row.places:
        text, sheet = prefixes[prefix]
        at, cell = column, number
        for step in ("0", *steps):
            if step != ABSENT:
                at += DIGITS.index(step)
                by_mark[f"{BEFORE}{cell}{AFTER}"] = text + (
                    cell_name(line - 1, at - 1) if sheet else f"{line}:{at}" if line else ""
                )
            cell += 1
    return by_mark
