"""The lines of a cell to its items: a code, a bullet or a capital begins one; the other lines go on it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import NamedTuple

from certeval.exchange.layout import Spot, TextLine, visible
from certeval.exchange.segmentation import codes, headings
from certeval.exchange.segmentation.codes import Code

BULLETS = "•●▪■◦‣∙·○◆◇►▶➢➤➔→✓✔❖\uf0a7\uf0b7\uf0d8\uf0fc\uf02d\uf076\uf0e0\u2043\u25aa\u25ab\u2219"
_BULLET = re.compile(
    rf"\s*(?:[{BULLETS}]+\s*|[*\-\u2010-\u2015]+\s*(?=[^\s\d\-*])|o\s+(?=[A-ZÀ-Ý])|[a-z]\)\s+)"
)
_GOES_ON = re.compile(
    r"(?:[,(/«]|\b(?:de|du|des|la|le|les|et|ou|à|au|aux|en|un|une|d|l|par|pour|avec|sur|dans|que|qui|dont|ses|son|sa|leur|leurs))$"
)
_HYPHEN = re.compile(r"[^\W\d_]-$")
_END_SIGN = re.compile(r"[.;!?…]$")


class CutDoubt(Enum):
    """What is not sure of an item."""

    LINE_BREAK = auto()
    HYPHEN = auto()
    EXTRA = auto()
    CODE_WITHIN = auto()


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
    doubts: frozenset[CutDoubt] = frozenset()


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
    """The items of a cell of a kind. `letters` are letters that codes of its column have beside those of its kind.

    `tail` where the cell may begin with the end of what the page before cut.
    """
    content = Cut()
    lines = _without_savoir_faire(lines, content, kind, letters)
    lines = _without_metiers(lines, content, kind, letters)
    ordinal = sum(bool(codes.code(line.text, kind, ordinal=True)) for line in lines) > 1
    starts = [_start(line, kind, letters, ordinal=ordinal) for line in lines]
    anywhere = any(code or bullet for code, bullet in starts)
    has_codes = any(code for code, _ in starts)
    has_stops = any(line.ends and line.text.rstrip().endswith((".", ";")) for line in lines)
    group, blank, current = 0, False, None
    previous: TextLine | None = None
    for line, (code, bullet) in zip(lines, starts, strict=True):
        if not line.text.strip():
            blank = True
            continue
        shape = _Shape(has_codes, anywhere, has_stops)
        begins, doubt = _begins(line, previous, code, shape, bullet=bullet)
        if current is None and not begins and tail:
            content.before.append(line)
        elif current is None or begins:
            if current is not None:
                content.items.append(current)
            group += blank and current is not None
            current = _item(line, code, bullet, group)
            current = replace(current, doubts=current.doubts | doubt)
        else:
            more = doubt | ({CutDoubt.LINE_BREAK} if blank and not anywhere else set())
            current = glue(current, line, more)
        blank, previous = False, line
    if current is not None:
        content.items.append(current)
    content.items = [_with_codes_within(_with_source(item), kind) for item in content.items]
    return content


_SOURCE = re.compile(r"\s*\*?code (?:dans la|in the) source\s*: (?P<code>[^*]{1,40}?)\*?$")
"""What our own official document says after a text: the code that the first document gave it."""


def _with_source(item: ListItem) -> ListItem:
    match = _SOURCE.search(item.text)
    if item.code is None or match is None:
        return item
    return replace(item, text=item.text[: match.start()], code=item.code._replace(text=match["code"]))


_NEXT = re.compile(r"[;.,/]\s+(?=[\[(]?[A-Za-z]{1,4}\.?\s?\d)")
"""What ends a text before the code of another on the same line."""


def _with_codes_within(item: ListItem, kind: str) -> ListItem:
    """An item, doubted where a code like its own begins another text within it: « C1 Vendre ; C2 Gérer »."""
    if item.code is None:
        return item
    within = (codes.code(item.text[match.end() :], kind) for match in _NEXT.finditer(item.text))
    alike = any(
        code
        and code.rest
        and code.letters == item.code.letters
        and len(code.numbers) == len(item.code.numbers)
        for code in within
    )
    return replace(item, doubts=item.doubts | {CutDoubt.CODE_WITHIN}) if alike else item


def _start(line: TextLine, kind: str, letters: frozenset[str], *, ordinal: bool) -> tuple[Code | None, bool]:
    """The code that begins a line, and whether a bullet or a number of order does."""
    text = line.text.strip()
    code = codes.code(text, kind, ordinal=ordinal)
    if code is not None and not code.letters and not code.word and len(code.numbers) == 1:
        return None, True  # « 1. » orders, it names nothing
    if code is not None and (codes.is_of(code.letters, kind) or code.letters in letters):
        return code, False
    match = _BULLET.match(text)
    if match:
        inner = codes.code(text[match.end() :], kind)
        if inner is not None and (codes.is_of(inner.letters, kind) or inner.letters in letters):
            return inner, True
    return None, bool(match) or line.bullet


class _Shape(NamedTuple):
    """How the items of a cell are told: by codes, by codes or bullets, by a full stop at their end."""

    has_codes: bool
    anywhere: bool
    has_stops: bool


def _begins(
    line: TextLine, previous: TextLine | None, code: Code | None, shape: _Shape, *, bullet: bool
) -> tuple[bool, frozenset[CutDoubt]]:
    """Whether a line begins an item, and what is not sure of that."""
    anywhere = shape.anywhere
    if code is not None or (bullet and not shape.has_codes):
        return True, frozenset()
    if previous is None:
        return not anywhere, frozenset()
    capital, whole = _is_capital(line.text), is_whole(previous.text)
    if anywhere:
        doubtful = capital and previous.ends and whole
        return False, frozenset({CutDoubt.EXTRA} if doubtful else ())
    is_closed = bool(_END_SIGN.search(previous.text.strip()))
    if not whole:
        return False, frozenset()
    if not capital:  # « le client est salué ; », then « le ton est courtois »: a list without capitals
        return previous.ends and is_closed, frozenset(
            {CutDoubt.LINE_BREAK} if previous.ends and not is_closed else ()
        )
    if previous.ends or (is_closed and shape.has_stops):
        return True, frozenset()
    if is_closed:
        return False, frozenset({CutDoubt.LINE_BREAK})
    # the line before reached the margin: a capital begins an item, or a name stands in the middle of one
    return bool(_FIRST_WORD.match(line.text.strip())), frozenset({CutDoubt.LINE_BREAK})


_FIRST_WORD = re.compile(
    r"(?:L[ea’']|Les|Un|Une|Des|Du|Chaque|Tou(?:t|te|s|tes)|Ce|Ces|Cette|Son|Sa|Ses|[A-ZÉ][a-zà-ÿ]+(?:er|ir|re))(?:\b|(?<=’))"
)
"""How items begin, and seldom what stands within one with a capital: an article, a verb in the infinitive."""


def _is_capital(text: str) -> bool:
    word = re.sub(r"^[\s«\"“(]+", "", text)
    return bool(word) and (word[0].isupper() or word[0].isdigit())


def is_whole(text: str) -> bool:
    """Whether a text may end there: no word that calls for another ends it."""
    return not _GOES_ON.search(text.strip().replace("’", "'").rstrip("'").casefold())


def _item(line: TextLine, code: Code | None, bullet: bool, group: int) -> ListItem:
    text = line.text.strip()
    if code is not None:
        text = code.rest
    elif bullet:
        text = _BULLET.sub("", text, count=1)
        ordinal = codes.code(text, "critere", ordinal=True)
        if ordinal is not None and not ordinal.letters and len(ordinal.numbers) == 1:
            text = ordinal.rest
    return ListItem(code, clean(text), line.spot, group, has_mark=code is not None or bullet)


def glue(item: ListItem, line: TextLine, more_doubts: frozenset[CutDoubt] = frozenset()) -> ListItem:
    """An item and a line that goes on it, of which something may be doubted."""
    doubts = item.doubts | more_doubts
    text, more = item.text, clean(line.text)
    if _HYPHEN.search(text) and more[:1].islower():
        return replace(item, text=text + more, doubts=doubts | {CutDoubt.HYPHEN})
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
    for line in lines:
        match = headings.SAVOIR_FAIRE.match(line.text)
        bare = bool(line.text.strip()) and _start(line, kind, letters, ordinal=False) == (None, False)
        if match or (open_ and bare):
            label.append(line.text[match.end() :] if match else line.text)
            open_ = not line.ends
        else:
            open_ = False
            rest.append(line)
    content.savoir_faire += [
        word for part in re.split(r"[,;]", " ".join(label)) if (word := clean(part).rstrip("."))
    ]
    return rest


def _without_metiers(
    lines: Sequence[TextLine], content: Cut, kind: str, letters: frozenset[str]
) -> list[TextLine]:
    """The lines but the list of métiers, which a heading begins and a code ends."""
    rest: list[TextLine] = []
    inside: list[TextLine] | None = None
    for line in lines:
        if headings.is_metiers(line.text):
            inside = [] if inside is None else inside
        elif inside is not None and not _start(line, kind, letters, ordinal=False)[0]:
            inside.append(line)
        else:
            rest.append(line)
    if inside:
        content.metiers += [item.text for item in cut(inside, kind).items]
    return rest
