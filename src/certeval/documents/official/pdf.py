"""The official référentiel as a PDF: A4 across, exported as PDF/A-2a and PDF/UA-1."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path as FilePath

from certeval.diagnostics import Diagnostic, Path
from certeval.diagnostics.families import referentiel as kinds
from certeval.documents.official.publication import (
    OfficialCell,
    OfficialEntry,
    OfficialSection,
    OfficialTable,
    Part,
    Publication,
    label_text,
)
from certeval.documents.typst import Printer, PrintFailure
from certeval.messages import _
from certeval.referentiel.load import Referentiel

TEMPLATE = FilePath(__file__).with_name("official.typ")
DEFAULT_DAY = date(2000, 1, 1)
"""When a document says it was made, where nothing declares a day: the same référentiel is the same bytes."""
LONG = 500
"""Characters of a text that may go on over the next page: a shorter one is never cut."""


def pdf(publication: Publication) -> bytes | PrintFailure:
    """The bytes of the PDF, or why there are none."""
    return Printer(TEMPLATE).pdf(_document(publication), publication.day or DEFAULT_DAY)


def finding(referentiel: Referentiel, characters: str) -> Diagnostic:
    """The first text of a référentiel that holds a character of no font."""
    sign = characters[:1]
    document = referentiel.document
    path = next((path for path, text in _texts(document.root, ()) if sign in text), ())
    return Diagnostic(kinds.NO_FONT_HAS_IT, document.place(path), {"sign": f"{sign} (U+{ord(sign):04X})"})


def _texts(node: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(node, dict):
        for key, below in node.items():
            yield from _texts(below, (*path, key))
    elif isinstance(node, list):
        for i, below in enumerate(node):
            yield from _texts(below, (*path, i))
    elif isinstance(node, str):
        yield path, node


def _document(publication: Publication) -> dict[str, object]:
    """What the template reads: texts as their lines, all of them shown as they are."""
    return {
        "title": publication.title,
        "kind": publication.kind,
        "name": publication.name,
        "langue": publication.langue,
        "authors": list(publication.authors),
        "foot": f"{publication.kind} · {publication.name} · {publication.digest}",
        "contents": _("Contents"),
        "sections": [
            {
                "level": each.level,
                "name": each.name,
                "anchor": each.anchor,
                "opens": opens,
                "parts": [_part(part) for part in each.parts],
            }
            for each, opens in zip(publication.sections, _opening(publication.sections), strict=True)
        ],
    }


def _opening(sections: Sequence[OfficialSection]) -> list[bool]:
    """Which sections begin a page: each that holds the three référentiels, with the title above the first."""
    parts = [each.parts for each in sections]
    blocs = [any(isinstance(p, OfficialTable) and len(p.heads) > 1 for p in each) for each in (*parts, ())]
    alone = [False, *(each.level == 1 and not each.parts for each in sections)]
    return [(blocs[i] and not alone[i]) or (alone[i + 1] and blocs[i + 1]) for i in range(len(sections))]


def _part(part: Part) -> dict[str, object]:
    if isinstance(part, OfficialTable):
        return {
            "kind": part.kind,
            "title": part.title,
            "widths": list(part.widths),
            "heads": [[_cell(cell) for cell in row] for row in part.heads],
            "rows": [
                {"cells": [_cell(cell) for cell in row], "long": any(map(_is_long, row))} for row in part.rows
            ],
        }
    return {"kind": part.kind, "entries": [_entry(each) for each in part.entries]}


def _cell(cell: OfficialCell) -> dict[str, object]:
    return {"rows": cell.rows, "columns": cell.columns, "entries": [_entry(each) for each in cell.entries]}


def _is_long(cell: OfficialCell) -> bool:
    """Whether a cell may take more than a part of a page, and must be allowed to go on over the next."""
    return cell.rows > 1 or sum(map(_length, cell.entries)) > LONG


def _length(entry: OfficialEntry) -> int:
    return len(entry.text) + sum(map(_length, entry.below))


def _entry(entry: OfficialEntry) -> dict[str, object]:
    return {
        "lines": entry.lines,
        "code": entry.code,
        "nom": entry.label,
        "label": label_text(entry),
        "style": entry.style,
        "quoted": entry.is_quoted,
        "long": len(entry.text) > LONG,
        "anchor": entry.anchor,
        "target": entry.target,
        "address": entry.address,
        "below": [_entry(each) for each in entry.below],
    }
