"""Codes in running text, where columns may be mixed: a code says what an element is and whose, nothing else does."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from certeval.diagnostics.families import documents as kinds
from certeval.exchange.layout import TextLine
from certeval.exchange.segmentation import (
    bare_codes,
    codes,
    elements,
    epreuves,
    headings,
    items,
    line_starts,
    listed_criteres,
    rule_sentences,
    titles,
)
from certeval.exchange.segmentation.codes import Code
from certeval.exchange.segmentation.items import ListItem
from certeval.exchange.segmentation.outline import DocumentOutline, OutlineBloc, OutlineNode, add, node

LETTERS = {
    **dict.fromkeys(("A", "AC", "ACT", "AT"), "activite"),
    **dict.fromkeys(("C", "CP", "CO", "COMP"), "competence"),
    **dict.fromkeys(("CR", "CE", "CRE", "CRIT", "CRI", "IE", "IND"), "critere"),
}
"""What letters say in running text, where no heading of a column does."""
_KIND_WORD = re.compile(r"(?:comp[ée]tence|crit[èe]re|activit[ée])\s+(?=[A-Z]{1,4}\.?\s?\d)", re.IGNORECASE)
"""The word for a kind, before the letters that say it again: `Compétence C1.1 - …`."""
_MARK = re.compile(r"(?:#{1,6}\s+|[-*•▪●◦]\s*)(?=[^\W\d_]{1,4}\.?\s?\d|bloc\b)", re.IGNORECASE)
"""The sign before a code or the title of a bloc that begins a line."""
_LABEL_WITHIN = re.compile(
    r"\S\s+(?:r[ée]f[ée]rentiels?|crit[èe]res?|modalit[ée]s?)\s+d['’](?:[ée]valuation|activit[ée]s)",
    re.IGNORECASE,
)
"""What heads another column, within a text."""
FEWEST = 2
"""Compétences and critères, or activités, without which codes are of something else."""


@dataclass
class _Part:
    """Lines that follow each other: what begins them (the kind of an element, or a label) and its code."""

    kind: str
    code: Code | None
    lines: list[TextLine] = field(default_factory=list)


def read(lines: Sequence[TextLine]) -> DocumentOutline:
    """What the codes of a text say; nothing where they are too few."""
    outline = DocumentOutline()
    lines = list(bare_codes.in_lines(_without_page_numbers(lines), LETTERS))
    longer = _longer(lines)
    bloc: OutlineBloc | None = None
    by_code: dict[str, OutlineNode] = {}
    listed = listed_criteres.ListedCriteres(outline)
    criteres: list[tuple[OutlineBloc | None, ListItem]] = []
    for part in _parts(lines):
        if longer and part.kind == "competence" and part.code and len(part.code.numbers) >= longer:
            part.kind = "critere"
        element = None
        if part.kind == "bloc":
            bloc = _bloc(outline, part)
        elif part.kind in {"activite", "competence", "critere"} and part.code:
            element = _element(outline, bloc, part, by_code, criteres)
        elif bloc is not None:
            _label(outline, bloc, part)
        listed.add(part.kind, part.lines, element if part.kind == "competence" else None)
    for where, item in criteres:
        _critere(outline, where, item)
    counts = Counter(each.kind for each in by_code.values())
    if counts["competence"] < FEWEST or max(listed.count + len(criteres), counts["activite"]) < FEWEST:
        return DocumentOutline()
    outline.doubt(kinds.MIXED, None, lines[0].spot, text=outline.blocs[0].text if outline.blocs else "")
    return outline


_PAGE = re.compile(r"\bpage\s*\d|\d\s*(?:/|sur)\s*\d+\s*$", re.IGNORECASE)
"""What numbers a page: « Référentiel – Page 2/4 »."""


def _without_page_numbers(lines: Sequence[TextLine]) -> list[TextLine]:
    """Lines without those that pages repeat, where only the number changes."""
    texts = [re.sub(r"\d+", "0", line.text.strip()) for line in lines]
    once = {text for text, count in Counter(texts).items() if count < FEWEST}
    pairs = zip(lines, texts, strict=True)
    return [line for line, text in pairs if text in once or not _PAGE.search(line.text)]


def _longer(lines: Sequence[TextLine]) -> int:
    """From how many numbers on a code of compétence is that of a critère, in a text whose critères have its letters."""
    kind_codes = [(part.kind, part.code) for line in lines if (part := _part_of(line)) and part.code]
    lengths = {len(code.numbers) for kind, code in kind_codes if kind == "competence"}
    alone = all(kind != "critere" for kind, _code in kind_codes)
    return max(lengths) if alone and len(lengths) > 1 else 0


def _parts(lines: Sequence[TextLine]) -> Iterator[_Part]:
    """Stretches of lines, parted by blank ones, codes, titles of blocs and labels."""
    part: _Part | None = None
    for line in lines:
        new_part = _part_of(line) or _item(line, part)
        if new_part is not None or not line.text.strip():
            is_count = part is not None and part.kind == "epreuve" and len(part.lines) < FEWEST
            if part is not None and (new_part or not is_count):
                yield part
                part = None
            part = new_part or part
        elif part is not None:
            part.lines.append(line)
    if part is not None:
        yield part


def _part_of(line: TextLine) -> _Part | None:
    text = _MARK.sub("", line.text.strip())
    if not text:
        return None
    line = line._replace(text=text)
    if titles.bloc_title(line, alone=True) is not None:
        return _Part("bloc", None, [line])
    if rule_sentences.is_of_bloc(text):
        return _Part("condition", None, [line])
    if (assessed := epreuves.labelled(line)) is not None:
        return _Part("modalite", None, [assessed])
    for label, pattern in (
        ("condition", headings.CONDITION),
        ("savoir_faire", headings.SAVOIR_FAIRE),
        ("epreuve", headings.COUNT),
    ):
        if pattern.match(text):
            return _Part(label, None, [line])
    # and not the end of « un logiciel métier »
    if text[:1].isupper() and headings.METIERS.fullmatch(headings.bare(text)):
        return _Part("metiers", None)
    if text.endswith(":") and text[:1].isupper() and len(text) <= headings.LONGEST and headings.begins(text):
        return _Part(f"{headings.kind(text)} list", None)
    code = codes.code(_KIND_WORD.sub("", text), "critere")
    letters = code.letters if code and not code.word else ""
    kind = LETTERS.get(letters.upper(), "competence" if any(map(str.isdigit, letters)) else "")
    if not kind and (kind := titles.element_kind(text)):  # « Compétence 1.1 : … »
        code = codes.code(text, kind)
    if code and kind:
        return _Part(kind, code, [line._replace(text=code.rest)])
    return None


def _item(line: TextLine, part: _Part | None) -> _Part | None:
    if part is not None and part.kind not in listed_criteres.LISTS:
        return None
    above = part.lines if part is not None and part.kind == "competence" else []
    return _Part("item", None, [line]) if listed_criteres.is_item(line, above) else None


def _bloc(outline: DocumentOutline, part: _Part) -> OutlineBloc:
    title = titles.bloc_title(part.lines[0], alone=True)
    assert title is not None  # noqa: S101 -- it began the part
    there = next((each for each in outline.blocs if each.numbers == title.numbers), None)
    if there is None:
        lines = takewhile(lambda line: not _heads_column(line.text), part.lines[1:])
        more = [items.clean(line.text) for line in lines]
        there = OutlineBloc("bloc", title.document_code, " ".join([title.text, *more]).strip(), title.spot)
        outline.blocs.append(there)
    return there


def _heads_column(text: str) -> bool:
    """Whether a line below the title of a bloc is a heading of its table."""
    return text.strip()[:1].isupper() and headings.begins(text) and len(text) <= headings.LONGEST


def _element(
    outline: DocumentOutline,
    bloc: OutlineBloc | None,
    part: _Part,
    by_code: dict[str, OutlineNode],
    criteres: list[tuple[OutlineBloc | None, ListItem]],
) -> OutlineNode | None:
    item = ListItem(part.code, "", part.lines[0].spot, has_mark=True)
    for previous, line in zip((None, *part.lines), part.lines, strict=False):
        begins = previous is not None and _may_begin(line, previous)
        item = items.glue(item, line, frozenset({kinds.TEXT_WITHIN} if begins else ()))
    if part.kind == "critere":
        criteres.append((bloc, item))
        return None
    normal = part.code.normal if part.code else ""
    numbers = item.code.numbers if item.code else ()
    there = by_code.get(normal)
    if there and not (len(numbers) == 1 and bloc and _is_of_another_bloc(there, bloc, item)):
        return None if _doubt_repetition(outline, there, item) else there
    element = by_code[normal] = node(part.kind, item)
    mine = next((b for b in outline.blocs if len(numbers) > 1 and b.numbers == numbers[:1]), None) or bloc
    mine = mine or next(iter(outline.blocs[-1:]), None)
    if mine is None:
        mine = OutlineBloc("bloc", None, "", item.spot)
        outline.blocs.append(mine)
    (mine.activites if part.kind == "activite" else mine.nodes).append(element)
    _doubt_unfinished(outline, element, item)
    return element


_CODE = re.compile(r"\s*[A-Z][A-Za-z]{0,3}[.\s]?\d{1,2}(?:[.\-]\d{1,2})*\W+[A-ZÀ-Ý]")
"""What looks like the code of a text: `Ck1 Le plan`."""


def _may_begin(line: TextLine, previous: TextLine) -> bool:
    """Whether a line may begin another text than the one it goes on: as items do, or by a code of other letters."""
    is_label = line.text.rstrip().endswith(":") and line.text[:1].isupper()
    return bool(_CODE.match(line.text)) or is_label or line_starts.may_be_item(line, previous)


def _critere(outline: DocumentOutline, bloc: OutlineBloc | None, item: ListItem) -> None:
    """A critère under the compétence that its code names; one whose code names none is left out, and said."""
    among = (bloc.nodes if bloc else [], list(outline.competences()))
    parent = next(filter(None, (elements.by_code(each, item) for each in among)), None)
    if parent is None:
        outline.doubt(kinds.LEFT_OUT, bloc, item.spot, text=item.whole)
        return
    coded = ((each.document_code.normal, each) for each in parent.nodes if each.document_code)
    if there := next((each for own, each in coded if item.code and own == item.code.normal), None):
        _doubt_repetition(outline, there, item)
        return
    element = node("critere", item)
    parent.nodes.append(element)
    _doubt_unfinished(outline, element, item)


def _is_of_another_bloc(element: OutlineNode, bloc: OutlineBloc, item: ListItem) -> bool:
    """Whether a code met again is counted anew by this bloc, and not mentioned there."""
    is_own = any(each is element for each in (*bloc.nodes, *bloc.activites))
    return not is_own and item.text[:1].isupper() and _is_other(element, item)


def _is_other(element: OutlineNode, item: ListItem) -> bool:
    """Whether a code met again has another text: neither begins as the other."""
    first, second = headings.bare(element.text), headings.bare(item.text)
    return not first.startswith(second) and not second.startswith(first)


def _doubt_repetition(outline: DocumentOutline, element: OutlineNode, item: ListItem) -> bool:
    """Whether a code met again has another text, which is left out and said."""
    if is_other := _is_other(element, item):
        outline.doubt(kinds.LEFT_OUT, None, item.spot, text=item.whole)
    return is_other


def _doubt_unfinished(outline: DocumentOutline, element: OutlineNode, item: ListItem) -> None:
    """Say of a text that it does not end, its end being elsewhere, or that others begin within it."""
    if not line_starts.is_whole(element.text) or _LABEL_WITHIN.search(element.text):
        outline.doubt(kinds.MIXED, element, element.spot)
    elif kinds.TEXT_WITHIN in item.doubts or items.SIGN_WITHIN.search(element.text):
        outline.doubt(kinds.TEXT_WITHIN, element, element.spot)


def _label(outline: DocumentOutline, bloc: OutlineBloc, part: _Part) -> None:
    text = " ".join(items.clean(line.text) for line in part.lines)
    if part.kind == "condition":
        match = headings.CONDITION.match(text)
        number_match = re.search(r"[Bb]loc\s*(?:n[°o]\s*)?(\d+)", match[0]) if match else None
        mine = next((b for b in outline.blocs if number_match and b.numbers == (int(number_match[1]),)), bloc)
        mine.add_condition(text[match.end() :] if match else text)
    elif part.kind == "savoir_faire":
        add(bloc.savoir_faire, items.cut(part.lines, "critere").savoir_faire)
    elif part.kind == "metiers":
        add(bloc.metiers, [item.text for item in items.cut(part.lines, "activite").items])
    elif part.kind == "modalite list":
        starts = [i for i, line in enumerate(part.lines) if not i or listed_criteres.has_bullet(line)]
        for start, end in pairwise([*starts, len(part.lines)]):
            epreuves.from_lines(bloc, part.lines[start:end])
    elif part.kind == "modalite" or (part.kind == "epreuve" and not bloc.epreuves):
        epreuves.from_lines(bloc, part.lines)
    elif part.kind.endswith(" list") and part.lines:
        outline.doubt(kinds.LEFT_OUT, bloc, part.lines[0].spot, text=text)
