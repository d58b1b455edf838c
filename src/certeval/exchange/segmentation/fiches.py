"""Fiches in running text, as the ministries' référentiels have them: an activité type, a compétence, its critères.

A heading stands alone on its line, and its title on the next.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from certeval.diagnostics.families import documents as kinds
from certeval.exchange.layout import DocumentLayout, TextLine
from certeval.exchange.segmentation import elements, headings, items
from certeval.exchange.segmentation.codes import Code
from certeval.exchange.segmentation.outline import DocumentOutline, OutlineBloc, OutlineNode, node

_ACTIVITE = re.compile(
    r"(?:fiche )?(?:activites? type|ccp|certificat de competences professionnelles)(?: n)? ?(?P<n>\d{1,2})"
)
_COMPETENCE = re.compile(r"(?:fiche )?competences?(?: professionnelles?)?(?: n)? ?(?P<n>\d{1,2})")
_CRITERES = re.compile(
    r"(?:criteres?|indicateurs?) (?:de performance|d evaluation|de reussite)(?: de la competence)?|criteres"
)
_LISTE = re.compile(
    r"(?:liste des )?competences professionnelles de l activite(?: type)?|liste des competences(?: professionnelles)?.*"
)
_OTHER = re.compile(
    r"(?:savoir|savoirs|connaissances?$|contextes?|description|definition|moyens|ressources|modalites|conditions|fiche|reglementation"
    r"|competences? transversales|equivalences?|annexe|glossaire|secteurs?|types? d emplois?)\b"
)
LONGEST = 120
"""Characters of a heading."""


@dataclass
class _Fiche:
    """A fiche: what it is about, its number, its title, the lists under its headings."""

    kind: str
    number: int
    number_text: str
    heading: TextLine
    title: str = ""
    criteres: list[TextLine] = field(default_factory=list)
    list_lines: list[TextLine] = field(default_factory=list)


def read(layout: DocumentLayout, before: DocumentOutline) -> DocumentOutline:
    """What the fiches of a layout say; compétences that `before` places in blocs stay there."""
    fiches = list(_fiches(list(layout.lines())))
    if not any(fiche.criteres for fiche in fiches):
        return before
    activites = [fiche for fiche in fiches if fiche.kind == "activite"]
    outline = DocumentOutline(certification=before.certification, epreuves=before.epreuves)
    for fiche in activites:
        bloc = OutlineBloc("bloc", None, fiche.title, fiche.heading.spot, activites=[_node(fiche)])
        outline.doubt(kinds.BLOC_SUPPOSED, bloc, bloc.spot)
        outline.blocs.append(bloc)
    if not activites:
        outline = before
    for fiche in fiches:
        if fiche.kind == "competence":
            _competence(outline, before, activites, fiche)
    return outline


def _competence(
    outline: DocumentOutline, before: DocumentOutline, activites: Sequence[_Fiche], fiche: _Fiche
) -> None:
    """Put the compétence of a fiche in its bloc: the one whose fiche lists it, else the one of the row of a table."""
    title = headings.bare(fiche.title)
    there = next((e for e in outline.competences() if headings.bare(e.text) == title), None)
    if there is None:
        there = _node(fiche)
        bloc = _bloc_of(outline, before, activites, there)
        bloc.nodes.append(there)
        outline.links += [(activite, there) for activite in bloc.activites]
    if there.nodes:
        if fiche.criteres:
            outline.doubt(kinds.TWO_LISTS, there, fiche.heading.spot)
        return
    for item in items.cut(fiche.criteres, "critere").items:
        element = node("critere", item)
        there.nodes.append(element)
        elements.doubt(outline, element, item)


def _node(fiche: _Fiche) -> OutlineNode:
    """The element that a fiche is about."""
    code = Code(fiche.number_text, "", (fiche.number,), "")
    return OutlineNode(fiche.kind, code, fiche.title, fiche.heading.spot)


def _bloc_of(
    outline: DocumentOutline, before: DocumentOutline, activites: Sequence[_Fiche], competence: OutlineNode
) -> OutlineBloc:
    """The bloc of a compétence that is new; the last one, doubted, where neither a fiche nor a table says."""
    bare = headings.bare(competence.text)
    lists = (items.cut(each.list_lines, "competence").items for each in activites)
    at = next((i for i, each in enumerate(lists) if bare in {headings.bare(e.text) for e in each}), None)
    if at is not None:
        return outline.blocs[at]
    beside = [headings.bare(one.text) for one, other in before.links if headings.bare(other.text) == bare]
    of_table = (bloc for each in beside for bloc in outline.blocs if headings.bare(bloc.text) == each)
    if (there := next(of_table, None)) is not None:
        return there
    if outline.blocs:
        last = outline.blocs[-1]
        outline.doubt(kinds.PARENT_SUPPOSED, competence, competence.spot, parent=last, blocking=True)
    else:
        outline.blocs.append(OutlineBloc("bloc", None, "", competence.spot))
    return outline.blocs[-1]


def _fiches(lines: Sequence[TextLine]) -> Iterator[_Fiche]:
    """The fiches of a text, each from its heading to the next."""
    current: _Fiche | None = None
    into: list[TextLine] | None = None
    title = False
    for line in lines:
        bare = headings.bare(line.text) if len(line.text) <= LONGEST else ""
        fiche = _fiche_of(line, bare)
        if fiche is not None:
            if current is not None:
                yield current
            current, into, title = fiche, None, True
        elif current is None or not line.text.strip():
            continue
        elif title and not _is_heading(bare):
            text = items.clean(line.text)
            if current.title and not text[:1].islower():
                title = False
            else:
                current.title = f"{current.title} {text}".strip()
        else:
            title = False
            into = _section(current, bare, into)
            if into is not None and not _is_heading(bare):
                into.append(line)
    if current is not None:
        yield current


def _fiche_of(line: TextLine, bare: str) -> _Fiche | None:
    for kind, pattern in (("activite", _ACTIVITE), ("competence", _COMPETENCE)):
        if match := pattern.fullmatch(bare):
            number = re.search(r"[Nn]\s?[°o]?\s?\d+\s*$|\d+\s*$", line.text.strip())
            return _Fiche(kind, int(match["n"]), number[0].strip() if number else match["n"], line)
    return None


def _is_heading(bare: str) -> bool:
    return bool(bare) and bool(_CRITERES.fullmatch(bare) or _LISTE.fullmatch(bare) or _OTHER.match(bare))


def _section(fiche: _Fiche, bare: str, into: list[TextLine] | None) -> list[TextLine] | None:
    """The list that the lines from here on stand in."""
    if bare and _CRITERES.fullmatch(bare):
        return None if fiche.criteres else fiche.criteres
    if bare and _LISTE.fullmatch(bare):
        return fiche.list_lines
    return None if _is_heading(bare) else into
