"""The published fiche of a certification (open data of the RNCP and of the Répertoire spécifique, XML)."""

import re
from dataclasses import dataclass, field
from html import unescape

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


@dataclass
class Fiche:
    """What a fiche says: texts by the name of their element, blocs in order."""

    texts: dict[str, str] = field(default_factory=dict)
    blocs: list[dict[str, str]] = field(default_factory=list)
    certificateurs: list[str] = field(default_factory=list)
    anciennes: list[str] = field(default_factory=list)
    nouvelles: list[str] = field(default_factory=list)
    correspondances: list[tuple[str, str]] = field(default_factory=list)
    """Blocs of other fiches, each with the bloc of this one that it counts for, by their numbers."""


def is_fiche(data: bytes) -> bool:
    """Whether bytes are those of a fiche."""
    return b"<NUMERO_FICHE>" in data and (b"<FICHE>" in data or b"<FICHE " in data)


def read(data: bytes) -> Fiche:
    """A fiche's bytes, nothing expanded nor fetched. Raises Unreadable where they are not well formed."""
    handler = _Elements()
    walk([data], handler)
    return handler.fiche


class _Elements(Handler):
    """The first fiche of a file, element by element."""

    def __init__(self) -> None:
        self.fiche = Fiche()
        self._path: list[str] = []
        self._text: list[str] = []
        self._over = False
        self._links: tuple[list[str], list[str]] = ([], [])

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 -- the shape of handlers
        self._path.append(name)
        self._text = []
        if name == "BLOC_COMPETENCES" and "CORRESPONDANCES" not in self._path and not self._over:
            self.fiche.blocs.append({})

    def end(self, name: str) -> None:
        self._path.pop()
        text = visible("".join(self._text)).strip()
        self._text = []
        self._over = self._over or name == "FICHE"
        if "CORRESPONDANCES" in self._path and not self._over:
            ours, others = self._links
            if name == "CODE" and text and self._path[-1] == "BLOC_COMPETENCES":
                (ours if "SOURCE" in self._path else others).append(text)
            elif name == "CORRESPONDANCE":
                self.fiche.correspondances += [(other, our) for our in ours for other in others]
                self._links = ([], [])
            return
        if self._over or not text:
            return
        above = self._path[-1] if self._path else ""
        if above == "BLOC_COMPETENCES" and self.fiche.blocs:
            self.fiche.blocs[-1].setdefault(name, text)
        elif above == "FICHE":
            self.fiche.texts.setdefault(name, text)
        elif name == "NOM_CERTIFICATEUR":
            self.fiche.certificateurs.append(text)
        elif (above, name) == ("NOMENCLATURE_EUROPE", "NIVEAU"):
            self.fiche.texts.setdefault("NIVEAU", text)
        elif name == "ID_FICHE_ANCIENNE_CERTIFICATION":
            self.fiche.anciennes.append(text)
        elif name == "ID_FICHE_NOUVELLE_CERTIFICATION":
            self.fiche.nouvelles.append(text)

    def text(self, text: str) -> None:
        self._text.append(text)


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


def _bloc(document: DocumentOutline, texts: dict[str, str], number: int) -> OutlineBloc:
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
