"""The lines of a cell to its items: a code, a bullet or a capital begins one; the other lines go on it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from certeval.diagnostics import Kind
from certeval.diagnostics.families import documents as kinds
from certeval.exchange.layout import NOWHERE, Spot, TextLine, visible
from certeval.exchange.segmentation import codes, headings, line_starts
from certeval.exchange.segmentation.codes import Code
from certeval.exchange.segmentation.line_starts import BULLET, Start

_HYPHEN = re.compile(r"[^\W\d_]-$")


@dataclass(frozen=True)
class ListItem:
    """One item of a cell: its code where it has one, its text word for word, where it begins, the doubts about it.

    `group` counts the blank lines before it in its cell, one after the other counting for one.
    """

    code: Code | None
    text: str
    spot: Spot
    group: int = 0
    has_mark: bool = False
    """Whether a code or a bullet begins it."""
    doubts: frozenset[Kind] = frozenset()
    depth: int = 0
    """How deep it stands in the lists of its cell; 0 in none."""

    @property
    def whole(self) -> str:
        """Its text after its code, as the document has it."""
        return f"{self.code.text} {self.text}" if self.code else self.text

    def with_doubt(self, kind: Kind) -> "ListItem":
        return replace(self, doubts=self.doubts | {kind})


@dataclass
class Cut:
    """What the lines of a cell hold: items, what goes on the item of the page before, and labelled lists."""

    items: list[ListItem] = field(default_factory=list)
    before: list[TextLine] = field(default_factory=list)
    """Lines before the first item where that must begin with a code or a bullet."""
    metiers: list[str] = field(default_factory=list)
    savoir_faire: list[str] = field(default_factory=list)


def cut(
    lines: Sequence[TextLine], kind: str, letters: frozenset[str] = frozenset(), *, tail: bool = False
) -> Cut:
    """The items of a cell; `letters`: its column's own; `tail`: it may begin by the last page's end."""
    content = Cut()
    lines = _without_savoir_faire(lines, content, kind, letters)
    lines = _without_metiers(lines, content, kind, letters, tail=tail)
    starts = line_starts.starts(lines, kind, letters)
    for item in _items(lines, starts, content.before, tail=tail):
        if item.code is not None or re.search(r"\w", item.text):  # « - » is none
            content.items.append(_with_texts_within(_with_source(item), kind))
    if len(content.items) == 1 and kind in {"critere", "competence"}:
        content.items[:] = [_lone_item(content.items[0], kind)]
    content.items[:-1] = [_announcement(item, below) for item, below in pairwise(content.items)]
    return content


def _announcement(item: ListItem, below: ListItem) -> ListItem:
    """An item, doubted where it seems to announce the one below: « Le plan est complet : », a list within its own."""
    if item.code is None and item.depth < below.depth:
        return item.with_doubt(kinds.LIST_BELOW)
    return item.with_doubt(kinds.LINE_BREAK) if item.code is None and item.text.endswith(":") else item


def _items(
    lines: Sequence[TextLine], starts: Sequence[Start], before: list[TextLine], *, tail: bool
) -> Iterator[ListItem]:
    """The items of lines that begin so; `before` takes the lines above the first, where that may be a `tail`."""
    shape = line_starts.shape(lines, starts)
    group, blank, current = 0, False, None
    signs: list[str] = []
    previous: TextLine | None = None
    for line, (code, bullet) in zip(lines, starts, strict=True):
        if not line.text.strip():
            blank = True
            continue
        begins, doubts = line_starts.begins(line, previous, code, shape, bullet=bullet)
        if current is None and not begins and tail:
            before.append(line)
        elif current is None or begins:
            if current is not None:
                yield current
            group += blank and current is not None
            depth = line_starts.depth(line, signs) if bullet else 0
            current = replace(_item(line, code, bullet, group, doubts), depth=depth)
        else:
            more = doubts | ({kinds.LINE_BREAK} if blank and not shape.anywhere else set())
            # a code may stand above its text
            current = glue(current, line, more if current.text else frozenset())
        blank, previous = False, line
    if current is not None:
        yield current


_SOURCE = re.compile(r"\s*(?P<mark>\*)?code (?:dans la|in the) source\s*: (?P<code>.{1,40}?)(?(mark)\*)$")
"""What our own official document says after a text: the code that the first document gave it."""


def _with_source(item: ListItem) -> ListItem:
    match = _SOURCE.search(item.text)
    if item.code is None or match is None:
        return item
    return replace(item, text=item.text[: match.start()], code=item.code._replace(text=match["code"]))


_NEXT = re.compile(r"(?P<sign>[;.,/])?\s+(?=[\[(]?[A-Za-z]{1,4}\.?\s?\d)")
"""What ends a text before the code of another on the same line."""
SIGN_WITHIN = re.compile(
    r"\s(?:[•●▪■◦‣∙○◆◇►▶➢➤✓✔❖\uf0a7\uf0b7\uf0d8\uf0fc\u2043]\s*(?=\w)|\(?\d{1,2}\)\s+(?=[A-ZÀ-Ý]))"
)
"""The sign or the number of another item on the same line."""
_DASH_WITHIN = re.compile(r"\s[\-\u2010-\u2015*]\s+(?=[A-ZÀ-Ý])")
_ORDER_WITHIN = re.compile(r"(?:^|\s)1\s?[.)]\s.*\s2\s?[.)]\s+(?=\w)")
_CLAUSE = re.compile(r"[^;\s]\s*;\s+(?=\w)")


def _with_texts_within(item: ListItem, kind: str) -> ListItem:
    """An item, doubted where the code, the sign or the number of another text stands within it."""
    if item.code is None:
        signs = [SIGN_WITHIN, _ORDER_WITHIN, *([_DASH_WITHIN] if item.has_mark else [])]
        is_several = any(sign.search(item.text) for sign in signs)
    else:
        is_several = _has_code_within(item.code, item.text, kind)
    return item.with_doubt(kinds.TEXT_WITHIN) if is_several else item


def _has_code_within(own: Code, text: str, kind: str) -> bool:
    """Whether a code like its own begins another text: « C1 Vendre ; C2 Gérer », « C1 Vendre C2 Gérer »."""
    for match in _NEXT.finditer(text):
        code = codes.code(text[match.end() :], kind)
        if code and code.rest and code.letters == own.letters and len(code.numbers) == len(own.numbers):
            follows = code.numbers == (*own.numbers[:-1], own.numbers[-1] + 1)
            is_parted = text[match.end() + len(code.text) :].lstrip()[:1] in {":", "-", "–"}
            if match["sign"] or (follows and (is_parted or code.rest[:1].isupper())):
                return True
    return False


def _lone_item(item: ListItem, kind: str) -> ListItem:
    """The one item of a cell, doubted where semicolons may part several: « Le plan est écrit ; le ton est poli ». A
    critère goes without its rank, which the several of another cell are read without: « 1) Le plan ».
    """
    if item.has_mark:
        return item
    if _CLAUSE.search(re.sub(r"\([^()]*\)", "", item.text)):
        item = item.with_doubt(kinds.TEXT_WITHIN)
    rest = _without_rank(item.text) if kind == "critere" else item.text
    return replace(item, text=rest, has_mark=True) if rest not in {"", item.text} else item


def _without_rank(text: str) -> str:
    """A text without the number that only orders it."""
    ordinal = codes.code(text, "critere", ordinal=True)
    is_rank = ordinal is not None and not ordinal.letters and len(ordinal.numbers) == 1
    return ordinal.rest if is_rank and ordinal is not None else text


def _item(line: TextLine, code: Code | None, bullet: bool, group: int, doubts: frozenset[Kind]) -> ListItem:
    text = line.text.strip()
    if code is not None:
        text = code.rest
    elif bullet:
        match = BULLET.match(text) or line_starts.DASH.match(text)
        text = _without_rank(text[match.end() :] if match else text)  # Word's sign is no part of its text
    return ListItem(code, clean(text), line.spot, group, code is not None or bullet, doubts)


def glue(item: ListItem, line: TextLine, more_doubts: frozenset[Kind] = frozenset()) -> ListItem:
    """An item and a line that goes on it, of which something may be doubted."""
    doubts = item.doubts | more_doubts
    text, more = item.text, clean(line.text)
    if _HYPHEN.search(text) and more[:1].islower():
        return replace(item, text=text + more, doubts=doubts | {kinds.HYPHEN})
    return replace(item, text=f"{text} {more}".strip(), doubts=doubts)


def clean(text: str) -> str:
    """A text without what its layout put in it: signs that nobody sees, tabs."""
    return visible(text).replace("\t", " ").strip()


def _without_savoir_faire(
    lines: Sequence[TextLine], content: Cut, kind: str, letters: frozenset[str]
) -> list[TextLine]:
    """The lines but those that say which savoir-faire stand above critères: a label, and what goes on it."""
    rest: list[TextLine] = []
    label: list[str] = []
    open_ = False
    for previous, line in zip((None, *lines), lines, strict=False):
        match = headings.SAVOIR_FAIRE.match(line.text) if line_starts.may_head(line, previous) else None
        starts = line_starts.start(line, kind, letters, ordinal=False) != (None, False)
        if match or (open_ and line.text.strip() and not starts):
            label.append(line.text[match.end() :] if match else line.text)
            open_ = not line.ends
        else:
            open_ = False
            rest.append(line)
    parts = re.split(r"[,;]", " ".join(label))
    content.savoir_faire += [word for part in parts if (word := clean(part).rstrip("."))]
    return rest


def _without_metiers(
    lines: Sequence[TextLine], content: Cut, kind: str, letters: frozenset[str], *, tail: bool
) -> list[TextLine]:
    """The lines but the list of métiers, which a heading begins and a code ends."""
    rest: list[TextLine] = []
    inside: list[TextLine] | None = None
    before = TextLine("", NOWHERE, ends=False) if tail else None
    for previous, line in zip((before, *lines), lines, strict=False):
        # « … les métiers ou », « emplois visés »: the end of the law's title, alone in the row below the rest of it
        title_end = len(lines) == 1 and headings.bare(line.text).endswith("vises")
        if headings.METIERS.fullmatch(headings.bare(line.text)) and (
            title_end or line_starts.may_head(line, previous)
        ):
            inside = [] if inside is None else inside
        elif inside is not None and not line_starts.start(line, kind, letters, ordinal=False)[0]:
            inside.append(line)
        else:
            rest.append(line)
    if inside:
        content.metiers += [item.text for item in cut(inside, kind).items]
    return rest
