"""The compétences that each épreuve assesses: beside it, named in its row, or checked in the matrix."""

import re

from certeval.diagnostics.families import documents as kinds
from certeval.exchange.layout import LayoutCell
from certeval.exchange.segmentation import codes, headings, items
from certeval.exchange.segmentation.outline import DocumentOutline, OutlineNode


def settle(outline: DocumentOutline) -> None:
    """The compétences that each épreuve assesses: those beside it or that its row names, and those that the matrix
    checks for it, whose heading is its name, its words perhaps in another order.

    One that stands beside its whole bloc assesses it, which goes without saying.
    """
    in_blocs = [(bloc, each) for bloc in outline.blocs for each in bloc.epreuves]
    for bloc, epreuve in [*((None, each) for each in outline.epreuves), *in_blocs]:
        assessed_cell = epreuve.details.pop("evalue", None)
        by_cell = (
            _cell_competences(outline, epreuve, assessed_cell)
            if isinstance(assessed_cell, LayoutCell)
            else set()
        )
        beside = {id(each) for each in epreuve.nodes}
        if bloc and {id(each) for each in bloc.nodes} <= beside:
            beside = set()
        words = sorted(headings.bare(epreuve.text).split())
        by_matrix = {
            id(each) for name, each in outline.matrix_links if sorted(headings.bare(name).split()) == words
        }
        epreuve.nodes = [each for each in outline.competences() if id(each) in by_cell | by_matrix | beside]
        if by_cell and by_matrix and by_cell != by_matrix:
            outline.doubt(kinds.TWO_LISTS, epreuve, epreuve.spot)


_MENTION = re.compile(r"[A-Z]{1,4}\.?\s?\d{1,3}(?:\s?[.\-]\s?\d{1,2})*(?:\.?[a-z]\b)?")
_RANGE = re.compile(rf"(?P<first>{_MENTION.pattern})\s*(?:à|-|–|—)\s*(?P<last>{_MENTION.pattern})")
"""`C1.1 à C1.4`"""


def _cell_competences(outline: DocumentOutline, epreuve: OutlineNode, assessed_cell: LayoutCell) -> set[int]:
    """The compétences that a cell names by their texts or their codes; said where one of them is none that was read."""
    everyone = list(outline.competences())
    by_text = {headings.bare(each.text): each for each in everyone}
    list_items = items.cut(assessed_cell.lines, "competence").items
    ids = {id(by_text[text]) for item in list_items if (text := headings.bare(item.text)) in by_text}
    by_code = {each.document_code.normal: i for i, each in enumerate(everyone) if each.document_code}
    places = {match[0]: by_code.get(_normal(match[0])) for match in _MENTION.finditer(assessed_cell.text)}
    for match in _RANGE.finditer(assessed_cell.text):
        first, last = places.get(match["first"]), places.get(match["last"])
        if first is not None and last is not None:
            ids |= {id(each) for each in everyone[first : last + 1]}
    ids |= {id(everyone[at]) for at in places.values() if at is not None}
    if not ids or None in places.values():
        outline.doubt(kinds.LEFT_OUT, epreuve, assessed_cell.spot, text=assessed_cell.text)
    return ids


def _normal(text: str) -> str:
    code = codes.code(text, "competence")
    return code.normal if code else ""
