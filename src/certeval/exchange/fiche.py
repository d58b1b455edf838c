"""The published fiche of a certification (open data of the RNCP and of the Répertoire spécifique, XML)."""

import re
from collections.abc import Mapping
from html import unescape
from typing import NamedTuple
from xml.etree.ElementTree import Element, TreeBuilder

from certeval.diagnostics.families import documents as kinds
from certeval.exchange.layout import Spot, TextLine, visible
from certeval.exchange.segmentation import bare_codes, elements, items, line_starts, titles
from certeval.exchange.segmentation.codes import code
from certeval.exchange.segmentation.outline import DocumentOutline, OutlineBloc, OutlineNode
from certeval.sources.workbook.markup import Handler, walk
from certeval.text.cell_text import collapse_spaces

_GAP = re.compile(r"\s*(?:[•●▪◦*]\s+|\s{2,}(?:[-–]\s+)?|[\r\n]+\s*(?:[-–]\s+)?|;\s+(?=[A-ZÉÈÀ]))\s*")
"""What parts the compétences of a fiche, which it has as one text."""
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
"""Marks of a page, which some lists have."""
_SEAM = re.compile(r"[a-zà-ÿ’')]\s(?=[A-ZÉ][a-zà-ÿ]+(?:er|ir|re)\b)")
"""A capital and a verb in the infinitive within an item: the sign of two that are glued."""


class Fiche(NamedTuple):
    """What a fiche says: texts by the name of their element, blocs in order."""

    texts: Mapping[str, str]
    blocs: list[Mapping[str, str]]
    certificateurs: list[str]
    anciennes: list[str]
    nouvelles: list[str]
    correspondances: list[tuple[str, str]]
    """Blocs of other fiches, each with the bloc of this one that it counts for, by their numbers."""


def is_fiche(data: bytes) -> bool:
    """Whether bytes are those of a fiche."""
    return b"<NUMERO_FICHE>" in data and (b"<FICHE>" in data or b"<FICHE " in data)


def read(data: bytes) -> Fiche:
    """The first fiche of some bytes, nothing expanded nor fetched. Raises Unreadable where they are not well formed."""
    elements = _Elements()
    walk([data], elements)
    root = elements.builder.close()
    fiche = next(root.iter("FICHE"), root)
    niveau = next(iter(_texts(fiche, ".//NOMENCLATURE_EUROPE/NIVEAU")), "")
    return Fiche(
        {"NIVEAU": niveau, **_texts_by_name(fiche)},
        [_texts_by_name(each) for each in fiche.iterfind("BLOCS_COMPETENCES/BLOC_COMPETENCES")],
        _texts(fiche, ".//NOM_CERTIFICATEUR"),
        _texts(fiche, ".//ID_FICHE_ANCIENNE_CERTIFICATION"),
        _texts(fiche, ".//ID_FICHE_NOUVELLE_CERTIFICATION"),
        [
            (other, our)
            for each in fiche.iterfind("CORRESPONDANCES/CORRESPONDANCE")
            for our in _texts(each, "SOURCE/BLOC_COMPETENCES/CODE")
            for other in _texts(each, "DESTINATION/BLOC_COMPETENCES/CODE")
        ],
    )


class _Elements(Handler):
    """The elements of a file, their attributes left out."""

    def __init__(self) -> None:
        self.builder = TreeBuilder()

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 -- the shape of handlers
        self.builder.start(name, {})

    def end(self, name: str) -> None:
        self.builder.end(name)

    def text(self, text: str) -> None:
        self.builder.data(text)


def _texts(element: Element, path: str) -> list[str]:
    return [text for each in element.iterfind(path) if (text := visible(each.text or "").strip())]


def _texts_by_name(element: Element) -> dict[str, str]:
    """The texts right in an element, the first of each name."""
    return {each.tag: text for each in reversed(element) if (text := visible(each.text or "").strip())}


def outline(fiche: Fiche) -> DocumentOutline:
    """What a fiche says of its blocs and compétences; it has no critère and no condition."""
    document = DocumentOutline()
    for key, name in (("intitule", "INTITULE"), ("rncp", "NUMERO_FICHE")):
        if text := fiche.texts.get(name):
            document.certification[key] = collapse_spaces(text)
    if match := re.search(r"[1-8]", fiche.texts.get("NIVEAU", "")):
        document.certification["niveau"] = match[0]
    document.blocs += [_bloc(document, each, i) for i, each in enumerate(fiche.blocs, 1)]
    return document


def _bloc(document: DocumentOutline, texts: Mapping[str, str], number: int) -> OutlineBloc:
    spot = Spot(paragraph=number)
    code_text = texts.get("CODE", "")
    title = collapse_spaces(texts.get("LIBELLE", ""))
    bloc = OutlineBloc("bloc", code(code_text, "bloc"), title, spot)
    lines = [TextLine(text, spot) for text in _parts(texts.get("LISTE_COMPETENCES", ""))]
    for line in bare_codes.in_lines(lines, titles.LETTERS["competence"]):
        list_items = items.cut([line], "competence").items
        if not list_items:  # the label of another list
            document.doubt(kinds.LEFT_OUT, bloc, spot, text=line.text)
        for item in list_items:
            node = OutlineNode("competence", item.code, item.text, spot)
            bloc.nodes.append(node)
            elements.doubt(document, node, item)
            if _SEAM.search(item.text) or not line_starts.is_whole(item.text):
                document.doubt(kinds.LINE_BREAK, node, spot)
    if modalites := collapse_spaces(texts.get("MODALITES_EVALUATION", "")):
        title = re.split(r"(?<=[.:;])\s", modalites)[0].rstrip(".:; ")
        details: dict[str, object] = {"description": modalites}
        bloc.epreuves.append(OutlineNode("epreuve", None, title, spot, details=details))
    return bloc


def split_item(text: str) -> list[str]:
    """The compétences that an item seems to be, where two of them are glued; the item alone otherwise."""
    cuts = [match.start() + 1 for match in _SEAM.finditer(text)]
    return [text[i:j].strip() for i, j in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def competences(text: str) -> list[str]:
    """The compétences of a list that is one text."""
    return [each.lstrip("-– ") for each in _parts(text)]


def _parts(text: str) -> list[str]:
    """The same, each with the dash that begins it."""
    parts = _GAP.split(visible(unescape(_TAG.sub("  ", text))).strip())
    texts = (collapse_spaces(each).strip(";• ").rstrip("-– ") for each in parts)
    return [each for each in texts if any(map(str.isalnum, each))]
