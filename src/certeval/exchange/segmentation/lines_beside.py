"""What stands outside tables and seems to be theirs: compétences of a list, notes that a text calls.

Nothing is taken of it, which is said once all is read, but of what a table has too.
"""

import re
from collections.abc import Iterator, Sequence

from certeval.diagnostics.families import documents as kinds
from certeval.exchange.layout import TextLine
from certeval.exchange.segmentation import codes, headings, items, line_starts, titles
from certeval.exchange.segmentation.certification_lines import CertificationLines
from certeval.exchange.segmentation.epreuve_tables import EpreuveLines
from certeval.exchange.segmentation.outline import DocumentOutline, OutlineBloc, OutlineNode

_CALL = r"(?:[¹²³⁰\u2074-\u2079*]|\[\d{1,2}\])"
_NOTE = re.compile(rf"\s*(?P<call>{_CALL}{{1,3}})\s*(?=\S)")
_LETTERS = frozenset({"A", "AC", "C", "CP", "CT", "CO", "COMP", "SC", "CR", "CE"})
_LISTS = frozenset({"competence", "transversale"})
"""The headings whose lists hold elements, and not what is said of them."""
_SOFT_SKILLS = re.compile(r"\b(?:soft skills?|savoirs? etre)\b")


class LinesBeside:
    """The lines outside tables, in their order: what they say of the certification and of its épreuves is read."""

    def __init__(self, outline: DocumentOutline) -> None:
        self._outline = outline
        self._certification, self._epreuves = CertificationLines(outline), EpreuveLines(outline)
        self._elements: list[TextLine] = []
        self._notes: list[TextLine] = []
        self._in_list = False

    def add(self, line: TextLine, bloc: OutlineBloc | None) -> None:
        """A line that titles no bloc, below the title of this one."""
        self._certification.add(line, bloc)
        self._epreuves.line(line)
        text = line.text.strip()
        if not text:
            return
        bullet = line_starts.BULLET.match(text)
        note = _NOTE.match(text)
        self._notes += [line] if note else []
        if note and not bullet:
            return
        if _has_code(text[bullet.end() :] if bullet else text):
            self._elements.append(line)
        elif line.bullet or bullet:
            self._elements += [line] if self._in_list else []
        else:
            self._in_list = _announces(text)

    def expects(self, line: TextLine) -> bool:
        """Whether a line announces what a bloc takes or is assessed by, or was announced."""
        return self._certification.expects(line)

    def end_paragraph(self) -> None:
        """A title ends what may go on."""
        self._certification.end()

    def end_lines(self) -> None:
        """A table follows."""
        self._certification.end_lines()
        self._epreuves.end()

    def settle(self) -> None:
        """Take what alone says how a bloc is assessed."""
        self._certification.settle()

    def doubt(self) -> None:
        """Say what was left out."""
        outline = self._outline
        nodes = list(_nodes(outline))
        known = {_words(each.text) for each in nodes}
        known_codes = {each.document_code.normal for each in nodes if each.document_code}
        for line in self._elements:
            (item,) = items.cut([line], "competence").items[:1] or (None,)
            code = item.code if item is not None else None
            is_known = code.normal in known_codes if code else item and _words(item.text) in known
            if item is not None and not is_known:
                outline.doubt(kinds.LEFT_OUT, None, line.spot, text=item.whole)
        for line in self._notes:
            match = _NOTE.match(line.text)
            call = match["call"] if match else ""
            for each in _with_call(nodes, call):
                outline.doubt(kinds.NOTED, each, line.spot, text=line.text.strip())


def _has_code(text: str) -> bool:
    """Whether the code of an element begins a text, which says it: « C1.2 et C1.3 sont mobilisées » mentions them."""
    code = codes.code(text, "competence")
    if code is None or not code.rest or code.word or codes.MENTION.match(code.rest):
        return False
    return code.letters.upper() in _LETTERS and len(text) <= titles.LONGEST


def _announces(text: str) -> bool:
    """Whether a line heads a list of compétences, and is no sentence."""
    is_heading = len(text) <= headings.MOST_BEFORE or headings.begins(text)
    is_of_list = headings.kind(text) in _LISTS or bool(_SOFT_SKILLS.search(headings.bare(text)))
    return is_of_list and is_heading and len(text) <= headings.LONGEST and not text.endswith((".", ";"))


def _words(text: str) -> str:
    """The words of a text, without what calls notes."""
    return headings.bare(re.sub(_CALL, "", text))


def _nodes(outline: DocumentOutline) -> Iterator[OutlineNode]:
    for bloc in outline.blocs:
        yield from (bloc, *bloc.activites, *bloc.nodes, *bloc.epreuves)
    yield from (*outline.criteres(), *outline.epreuves)


def _with_call(nodes: Sequence[OutlineNode], call: str) -> Iterator[OutlineNode]:
    """The elements whose text calls a note."""
    pattern = re.compile(rf"(?<=[^\W\d_])\s?{re.escape(call)}(?!{_CALL})" if call else "$.")
    return (e for e in nodes if pattern.search(f"{e.text}\n{e.details.get('description', '')}"))
