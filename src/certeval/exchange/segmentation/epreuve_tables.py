"""The table of all épreuves, a row an épreuve, with the bloc and the compétences that it names; what is told of those
that were read: the compétences that each assesses, and on lines under its title, how long it lasts.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from certeval.diagnostics.families import documents as kinds
from certeval.exchange.layout import LayoutCell, Row, TextLine
from certeval.exchange.segmentation import codes, column_cells, epreuves, headings, items
from certeval.exchange.segmentation.columns import TableColumns
from certeval.exchange.segmentation.outline import DocumentOutline, OutlineBloc, OutlineNode

_TOTAL = re.compile(r"durees? totale|total")


def read_row(
    outline: DocumentOutline, number: int, row: Row, table_columns: TableColumns, above: OutlineBloc | None
) -> None:
    """A row, below the title of a bloc, that is an épreuve: name, compétences assessed, duration, how."""
    cells = headings.distinct(row)
    own = [cell for cell in cells if cell.left < len(table_columns.kinds) and cell.top == number]
    by_kind = {table_columns.kinds[cell.left]: cell for cell in own[::-1]}
    name, competences = by_kind.get("modalite"), by_kind.get("competence")
    if any(_TOTAL.match(headings.bare(cell.text)) for cell in cells):
        return
    if name is None:
        if not (competences and len(own) == 1 and _goes_on_above(outline, row, table_columns, competences)):
            text = " | ".join(cell.text for cell in own)
            outline.doubt(kinds.LEFT_OUT, None, own[0].spot, text=text)
        return
    title = items.cut(name.lines, "epreuve").items
    text = " ".join(each.text for each in title)
    code = epreuves.code(name.text) if len(title) == 1 else None
    epreuve = OutlineNode("epreuve", code, text, name.spot)
    lasts = by_kind.get("duree")
    if duree := epreuves.duration(lasts.text) if lasts else "":
        epreuve.details["duree"] = duree
    elif lasts:
        epreuves.add_to(epreuve, lasts.lines)
    if "detail" in by_kind:
        epreuves.add_to(epreuve, by_kind["detail"].lines)
    if competences is not None and not _is_none(competences):
        epreuve.details["evalue"] = competences
    bloc = _bloc_of(outline, row, table_columns)
    epreuve.details |= {} if bloc else {"above": above}
    if text and (duree or bloc or not _is_none(competences)):
        _put(outline, bloc.epreuves if bloc else outline.epreuves, epreuve)
    elif text and not any(cell and _is_none(cell) for cell in (competences, lasts)):
        outline.doubt(kinds.LEFT_OUT, None, name.spot, text=text)


def _goes_on_above(
    outline: DocumentOutline, row: Row, table_columns: TableColumns, competences: LayoutCell
) -> bool:
    """Whether the épreuve beside some compétences is that of a row above, which then assesses them too."""
    cells = (cell for cell, kind in zip(row, table_columns.kinds, strict=False) if kind == "modalite")
    name = next(filter(None, cells), None)
    there = next((each for each in _everyone(outline) if name and each.spot == name.spot), None)
    beside = there.details.get("evalue") if there else None
    if there is None or not isinstance(beside, LayoutCell):
        return False
    there.details["evalue"] = replace(beside, lines=(*beside.lines, *competences.lines))
    return True


def goes_on(outline: DocumentOutline, cell: LayoutCell) -> bool:
    """Whether a cell, alone at the top of a page, ends the name of the épreuve before, to which it is then put."""
    last = max(_everyone(outline), key=lambda each: each.spot, default=None)
    if last is None or not cell.text[:1].islower():
        return False
    last.text = f"{last.text} {cell.text}"
    outline.doubt(kinds.CUT_BY_PAGE, last, cell.spot)
    return True


def _everyone(outline: DocumentOutline) -> list[OutlineNode]:
    return [*outline.epreuves, *(each for bloc in outline.blocs for each in bloc.epreuves)]


def _bloc_of(outline: DocumentOutline, row: Row, table_columns: TableColumns) -> OutlineBloc | None:
    """The bloc of an épreuve that its row names, by number or by title."""
    cells = (cell for cell, kind in zip(row, table_columns.kinds, strict=False) if cell and kind == "bloc")
    bloc_cell = next(cells, None)
    if bloc_cell is None:
        return None
    read = codes.code(bloc_cell.text, "bloc")
    numbers = read.numbers if read else tuple(map(int, re.findall(r"^\d{1,2}$", bloc_cell.text.strip())))
    by_number = [bloc for bloc in outline.blocs if numbers and bloc.numbers == numbers]
    by_text = [bloc for bloc in outline.blocs if headings.bare(bloc.text) == headings.bare(bloc_cell.text)]
    if not by_number and not by_text:
        outline.doubt(kinds.LEFT_OUT, None, bloc_cell.spot, text=bloc_cell.text)
    return next(iter(by_number or by_text), None)


def _is_none(cell: LayoutCell | None) -> bool:
    return cell is None or column_cells.is_none(cell)


def _put(outline: DocumentOutline, epreuves: list[OutlineNode], epreuve: OutlineNode) -> None:
    """Add an épreuve; one of a name that is there is a second description, which is said and not taken."""
    alike = (e for e in epreuves if headings.bare(e.text) == headings.bare(epreuve.text))
    above = epreuve.details.get("above")
    same = next((e for e in alike if e.details.get("above") is above or above is None), None)
    if same is None:
        epreuves.append(epreuve)
    elif not any(d.kind == kinds.TWO_LISTS and d.node is same for d in outline.doubts):
        outline.doubt(kinds.TWO_LISTS, same, epreuve.spot)


def settle(outline: DocumentOutline) -> None:
    """The compétences that épreuves assess: beside them, named in their rows, checked under their names."""
    in_blocs = [(bloc, each) for bloc in outline.blocs for each in bloc.epreuves]
    for bloc, epreuve in [*((None, each) for each in outline.epreuves), *in_blocs]:
        cell = epreuve.details.pop("evalue", None)
        if isinstance(cell, str):  # its own text names them, whatever stands beside
            epreuve.nodes = []
            cell = LayoutCell((TextLine(cell, epreuve.spot),), 0, 0, spot=epreuve.spot)
        own = bloc.nodes if bloc else []
        by_cell = _cell_competences(outline, epreuve, cell, own) if isinstance(cell, LayoutCell) else set()
        beside = {id(each) for each in epreuve.nodes}
        if bloc and {id(each) for each in bloc.nodes} <= beside:
            beside = set()
        words = sorted(headings.bare(epreuve.text).split())
        named = ((sorted(headings.bare(name).split()), each) for name, each in outline.matrix_links)
        by_matrix = {id(each) for name, each in named if name == words}
        epreuve.nodes = [each for each in outline.competences() if id(each) in by_cell | by_matrix | beside]
        if by_cell and by_matrix and by_cell != by_matrix:
            outline.doubt(kinds.TWO_LISTS, epreuve, epreuve.spot)


def place(outline: DocumentOutline) -> None:
    """Put the épreuves of tables that stand below several blocs in their own; those of one table are of the whole."""
    above = [each.details.pop("above", None) for each in outline.epreuves]
    blocs = [_bloc_of_title(outline, each) for each in above]
    own = [(bloc, epreuve) for bloc, epreuve in zip(blocs, outline.epreuves, strict=True) if bloc]
    if len(own) == len(above) and any(bloc is not blocs[0] for bloc in blocs):
        for bloc, epreuve in own:
            bloc.epreuves.append(epreuve)
        outline.epreuves.clear()


def _bloc_of_title(outline: DocumentOutline, title: object) -> OutlineBloc | None:
    """The bloc that a title is of, or another of its number."""
    if not isinstance(title, OutlineBloc):
        return None
    return next((b for b in outline.blocs if b is title or (b.numbers and b.numbers == title.numbers)), None)


_MENTION = re.compile(r"[A-Z]{1,4}\.?\s?\d{1,3}(?:\s?[.\-]\s?\d{1,2})*(?:\.?[a-z]\b)?")
_RANGE = re.compile(rf"(?P<first>{_MENTION.pattern})\s*(?:à|-|–|—)\s*(?P<last>{_MENTION.pattern})")
"""`C1.1 à C1.4`"""


def _cell_competences(
    outline: DocumentOutline, epreuve: OutlineNode, assessed_cell: LayoutCell, own: Sequence[OutlineNode]
) -> set[int]:
    """The compétences that a cell names by their texts or their codes, those of its own bloc before others; said where
    one of them is none that was read.
    """
    own_ids = {id(each) for each in own}
    # the last of a code is taken
    everyone = sorted(outline.competences(), key=lambda each: id(each) in own_ids)
    by_text = {headings.bare(each.text): each for each in everyone}
    list_items = items.cut(assessed_cell.lines, "competence").items
    ids = {id(by_text[text]) for item in list_items if (text := headings.bare(item.text)) in by_text}
    by_code = {each.document_code.normal: i for i, each in enumerate(everyone) if each.document_code}
    places = {
        match[0]: by_code.get(code.normal) if (code := codes.code(match[0], "competence")) else None
        for match in _MENTION.finditer(assessed_cell.text)
    }
    for match in _RANGE.finditer(assessed_cell.text):
        first, last = places.get(match["first"]), places.get(match["last"])
        if first is not None and last is not None:
            ids |= {id(each) for each in everyone[first : last + 1]}
    ids |= {id(everyone[at]) for at in places.values() if at is not None}
    if not ids or None in places.values():
        outline.doubt(kinds.LEFT_OUT, epreuve, assessed_cell.spot, text=assessed_cell.text)
    return ids


_LASTS = re.compile(r"(?:[-*•]\s+)?dur[ée]e\b\s*:?\s*(?P<text>.*)", re.IGNORECASE)


class EpreuveLines:
    """The épreuve whose title was met last, and whether a line said that its duration comes next."""

    def __init__(self, outline: DocumentOutline) -> None:
        self._outline = outline
        self._epreuve: OutlineNode | None = None
        self._is_next = False

    def end(self) -> None:
        """A table or a bloc begins: what lines say from there on is of another."""
        self._epreuve, self._is_next = None, False

    def line(self, line: TextLine) -> None:
        """A line outside tables: the title of an épreuve, what it says of it, or another."""
        text = items.clean(line.text)
        if (epreuve := self._titled(text)) is not None:
            self._epreuve, self._is_next = epreuve, False
        elif self._epreuve is not None and text:
            match = _LASTS.fullmatch(text)
            lasts = match["text"] if match else text if self._is_next else ""
            self._is_next = match is not None and not lasts
            if duree := epreuves.duration(lasts):
                self._epreuve.details.setdefault("duree", duree)

    def _titled(self, text: str) -> OutlineNode | None:
        """The épreuve that a title names by code and by words; those of several blocs are then one, of the whole."""
        code = epreuves.code(text, parted=False)
        if code is None:
            return None
        nodes = [
            each
            for each in self._outline.epreuves + [e for bloc in self._outline.blocs for e in bloc.epreuves]
            if each.document_code
            and each.document_code.normal == code.normal
            and headings.bare(each.text) == headings.bare(code.rest)
        ]
        if len(nodes) > 1:
            nodes[0].nodes = list({id(n): n for each in nodes for n in each.nodes}.values())
            ids = {id(each) for each in nodes}
            for bloc in self._outline.blocs:
                bloc.epreuves = [each for each in bloc.epreuves if id(each) not in ids]
            self._outline.epreuves.append(nodes[0])
        return nodes[0] if nodes else None
