"""What lines outside tables say of an épreuve that was read, under a title with its code: how long it lasts."""

import re

from certeval.exchange.layout import TextLine
from certeval.exchange.segmentation import epreuves, headings, items
from certeval.exchange.segmentation.outline import DocumentOutline, OutlineNode

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
