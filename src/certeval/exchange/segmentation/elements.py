"""The elements that the cells of a row hold: new ones, ones met again, what goes on the last one read.

Under which compétence a critère stands its code says, else its row, else its order, which is a doubt.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from certeval.diagnostics.families import documents as kinds
from certeval.exchange.layout import LayoutCell, TextLine
from certeval.exchange.segmentation import codes, headings, items, line_starts, repetitions
from certeval.exchange.segmentation.items import Cut, ListItem
from certeval.exchange.segmentation.outline import DocumentOutline, OutlineBloc, OutlineNode, add, node


def by_code(competences: Sequence[OutlineNode], item: ListItem) -> OutlineNode | None:
    """The compétence whose number begins that of a critère, or is its very number."""
    if item.code is None:
        return None
    numbers = item.code.numbers
    for prefix in (numbers[:-1], numbers if len(numbers) > 1 else ()):
        matches = [each for each in competences if each.numbers and each.numbers == prefix]
        if prefix and len(matches) == 1:
            return matches[0]
    return None


def _parent_by_number(
    item: ListItem, before: OutlineNode | None, row: Sequence[OutlineNode]
) -> OutlineNode | None:
    """The parent that a number alone says: that of the critère before where it follows that one's number, the next
    compétence of the row where it begins again.
    """
    if item.code is None or before is None or not before.nodes or len(item.code.numbers) > 1:
        return None
    last = before.nodes[-1].numbers
    if last and item.code.numbers == (last[-1] + 1,):
        return before
    at = next((i for i, each in enumerate(row) if each is before), None)
    begins = item.code.numbers == (1,) and at is not None and at + 1 < len(row)
    return row[at + 1] if begins and at is not None else None


def doubt(outline: DocumentOutline, element: OutlineNode, item: ListItem) -> None:
    """Say what is not sure of the item that an element comes from."""
    for each in sorted(item.doubts, key=lambda each: each.code):
        outline.doubt(each, element, item.spot)


class Elements:
    """Elements read row after row. `letters`: the letters of the codes of each kind; `row`: the last of each kind."""

    def __init__(self, outline: DocumentOutline) -> None:
        self.outline = outline
        self.letters: dict[str, frozenset[str]] = {}
        self.row: dict[str, list[OutlineNode]] = {}
        self._latest: OutlineNode | None = None

    def cut(self, cell: LayoutCell, kind: str, *, first: bool) -> Cut:
        return items.cut(cell.lines, kind, self.letters.get(kind, frozenset()), tail=first)

    def read(self, bloc: OutlineBloc, cell: LayoutCell, kind: str, *, first: bool) -> list[OutlineNode]:
        """The activités or compétences of a cell, in their bloc; a repeated one is the one that is there."""
        content = self.cut(cell, kind, first=first)
        add(bloc.metiers, content.metiers)
        add(bloc.savoir_faire, content.savoir_faire)
        nodes = bloc.activites if kind == "activite" else bloc.nodes
        self._goes_on(nodes, content.before)
        new: list[OutlineNode] = []
        for item in content.items:
            if nodes and repetitions.is_again(item):
                new.append(nodes[-1])
                continue
            goes_on = bool(nodes) and (
                (first and _goes_on(nodes[-1], item.text)) or _is_cut(nodes[-1], item.text)
            )
            if not item.has_mark and not new and goes_on:
                self._goes_on(nodes, [TextLine(item.text, item.spot)])
                continue
            if kind == "competence" and bloc.nodes and _is_critere(item, bloc.nodes[-1]):
                self._attach(bloc, new[-1:] or bloc.nodes[-1:], [item], goes_on=first)
                continue
            # a code alone says whose critères stand beside it
            among = nodes if item.text or kind == "activite" else [*nodes, *self.outline.competences()]
            element = next((each for each in among if repetitions.is_same(each, item)), None)
            if element is None:
                element = node(kind, item)
                nodes.append(element)
                doubt(self.outline, element, item)
            new.append(element)
        if new:
            self.row[kind] = new
        return new

    def none(self, kind: str) -> None:
        """A row that says that it has no activité, or no compétence: what its activités lead to is known."""
        self.row[kind] = []
        for activite in self.row.get("activite", []):
            activite.details["alone"] = True

    def _goes_on(self, nodes: Sequence[OutlineNode], lines: Sequence[TextLine]) -> None:
        """Lines at the top of a page that go on the last element read."""
        if not lines:
            return
        if not nodes:
            text = " ".join(items.clean(line.text) for line in lines)
            self.outline.doubt(kinds.LEFT_OUT, None, lines[0].spot, text=text)
            return
        item = ListItem(nodes[-1].document_code, nodes[-1].text, nodes[-1].spot)
        for line in lines:
            item = items.glue(item, line)
        nodes[-1].text = item.text
        self.outline.doubt(kinds.CUT_BY_PAGE, nodes[-1], lines[0].spot)
        doubt(self.outline, nodes[-1], item)

    def link(self, new: Mapping[str, list[OutlineNode]]) -> None:
        """Activités and compétences of one row: each to each where one side is single, else by their numbers."""
        activites, competences = self.row.get("activite", []), self.row.get("competence", [])
        if not new or not activites or not competences:
            return
        for activite in activites:
            for competence in competences:
                alone = len(activites) == 1 or len(competences) == 1
                if alone or (activite.numbers and activite.numbers == competence.numbers):
                    self.outline.links.append((activite, competence))

    def criteres(self, bloc: OutlineBloc, cell: LayoutCell, *, first: bool, fresh: bool) -> None:
        """The critères of a cell; the first may go on the last one, unless `fresh`: a compétence begins."""
        for line in filter(repetitions.names_several, cell.lines):
            self.outline.doubt(kinds.LEFT_OUT, None, line.spot, text=line.text, blocking=True)
        beside = self.row.get("competence", [])
        for competence, lines in repetitions.by_competence(bloc.nodes, cell.lines, beside):
            row = self.row.get("competence", []) if competence is None else [competence]
            part = replace(cell, lines=lines)
            self._criteres(bloc, part, row, first=first and not competence, fresh=fresh or bool(competence))

    def _criteres(
        self, bloc: OutlineBloc, cell: LayoutCell, row: Sequence[OutlineNode], *, first: bool, fresh: bool
    ) -> None:
        content = self.cut(cell, "critere", first=first)
        add(bloc.metiers, content.metiers)
        add(bloc.savoir_faire, content.savoir_faire)
        last = [critere for competence in bloc.nodes for critere in competence.nodes][-1:]
        latest = self._latest or (last[0] if last else None)
        self._goes_on([latest] if latest else [], content.before)
        list_items = list(content.items)
        is_cut = not fresh and latest is not None and bool(list_items) and _is_cut(latest, list_items[0].text)
        if (first or is_cut) and latest and list_items and not list_items[0].has_mark:
            if is_cut or _goes_on(latest, list_items[0].text):
                self._goes_on([latest], [TextLine(list_items[0].text, list_items[0].spot)])
                list_items = list_items[1:]
            elif not fresh:
                list_items[0] = list_items[0].with_doubt(kinds.LINE_BREAK)
        own: list[ListItem] = []
        for item in list_items:
            is_again = repetitions.is_again(item)  # of which ones it says nothing that is sure
            if not is_again and not repetitions.is_label(item):
                own.append(item)
            elif is_again or not headings.LABEL.fullmatch(item.text):
                self.outline.doubt(kinds.LEFT_OUT, None, item.spot, text=item.text, blocking=is_again)
        self._attach(bloc, row, own, goes_on=first)

    def _attach(
        self, bloc: OutlineBloc, row: Sequence[OutlineNode], list_items: Sequence[ListItem], *, goes_on: bool
    ) -> None:
        """Put critères under compétences of the `row`; `goes_on`: the row may end one of the page before."""
        before = next((each for each in reversed(bloc.nodes) if each.nodes), None) if goes_on else None
        groups = sorted({item.group for item in list_items})
        by_group = dict(zip(groups, row, strict=True)) if len(groups) == len(row) else {}
        alone = row[0] if len(row) == 1 else None
        last = next(iter((*row, *reversed(bloc.nodes))), None)
        for item in list_items:
            code_parent = by_code(bloc.nodes, item)
            likely = _parent_by_number(item, before, row) or by_group.get(item.group) or before or last
            parent = code_parent or alone or likely
            if parent is None:
                self.outline.doubt(kinds.LEFT_OUT, None, item.spot, text=item.whole)
                continue
            self._latest = element = node("critere", item)
            parent.nodes.append(element)
            before = parent
            if code_parent is not None and alone is not None and code_parent is not alone and not goes_on:
                self.outline.doubt(kinds.CODE_MOVED, element, item.spot, blocking=True)
            if code_parent is None and alone is None:
                kind = kinds.CODE_IRREGULAR if item.code else kinds.PARENT_SUPPOSED
                self.outline.doubt(kind, element, item.spot, parent=parent, blocking=True)
            doubt(self.outline, element, item)


def _is_critere(item: ListItem, competence: OutlineNode) -> bool:
    """Whether the letters of a code are those of critères, and not of the compétence before: one cell holds both."""
    letters = item.code.letters if item.code else ""
    own = competence.document_code.letters if competence.document_code else ""
    is_other = letters not in {"", own}
    return is_other and codes.is_of(letters, "critere") and not codes.is_of(letters, "competence")


def _goes_on(latest: OutlineNode, text: str) -> bool:
    """Whether a text without mark at the top of a page goes on the last element of the page before."""
    return latest.has_mark or text[:1].islower() or text[:1] in "(,;" or not line_starts.is_whole(latest.text)


def _is_cut(latest: OutlineNode, text: str) -> bool:
    """Whether a text goes on the element of the row above, which calls for another word: no capital begins it."""
    return text[:1].islower() and not line_starts.is_whole(latest.text)
