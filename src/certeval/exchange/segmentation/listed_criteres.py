"""Critères without a code, in a document without tables: the lists below compétences, and what announces them."""

from collections.abc import Sequence

from certeval.diagnostics.families import documents as kinds
from certeval.exchange.layout import TextLine
from certeval.exchange.segmentation import elements, items, line_starts
from certeval.exchange.segmentation.outline import DocumentOutline, OutlineNode, node

LISTS = frozenset({"competence", "critere list", "item"})
"""The parts of a document that such a list stands below."""


def has_bullet(line: TextLine) -> bool:
    """Whether a bullet or a dash begins a line."""
    return line.bullet or bool(line_starts.BULLET.match(line.text) or line_starts.DASH.match(line.text))


def is_item(line: TextLine, competence: Sequence[TextLine]) -> bool:
    """Whether a line begins an item of a list, which the text of the compétence above, if any, does not hold."""
    text = competence[-1].text.rstrip() if competence else ""
    is_open = text.endswith((":", ",")) or not line_starts.is_whole(text) or any(map(has_bullet, competence))
    return has_bullet(line) and not (competence and is_open)


class ListedCriteres:
    """The critères that lists have below the compétences that were read since the list before."""

    def __init__(self, outline: DocumentOutline) -> None:
        self.count = 0
        self._outline = outline
        self._above: list[OutlineNode] = []
        self._is_announced = self._is_over = False

    def add(self, kind: str, lines: Sequence[TextLine], competence: OutlineNode | None) -> None:
        """A part of the document, and the compétence that it is, if it is one."""
        if competence is not None:
            self._above = [competence] if self._is_over else [*self._above, competence]
            self._is_announced = self._is_over = False
        elif kind == "critere list":
            self._is_announced = True
        elif kind == "item":
            self._read(lines)
        elif kind != "critere":
            self._above, self._is_announced = [], False

    def _read(self, lines: Sequence[TextLine]) -> None:
        above = self._above if self._is_announced else self._above[-1:]
        self._is_over = True
        for item in items.cut(lines, "critere").items if above else ():
            self.count += 1
            if len(above) > 1:
                self._outline.doubt(kinds.LEFT_OUT, None, item.spot, text=item.whole)
                continue
            critere = node("critere", item)
            elements.doubt(self._outline, critere, item)
            if not (self._is_announced or above[0].nodes):
                self._outline.doubt(kinds.PARENT_SUPPOSED, critere, item.spot, parent=above[0], blocking=True)
            above[0].nodes.append(critere)
