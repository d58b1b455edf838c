"""Which lines of a cell begin an item: a code, a bullet or a capital does; what is not sure of that."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from certeval.diagnostics import Kind
from certeval.diagnostics.families import documents as kinds
from certeval.exchange.layout import TextLine
from certeval.exchange.segmentation import codes
from certeval.exchange.segmentation.codes import Code

BULLETS = "•●▪■◦‣∙·○◆◇►▶➢➤➔→✓✔❖\uf0a7\uf0b7\uf0d8\uf0fc\uf02d\uf076\uf0e0\u2043\u25aa\u25ab\u2219"
BULLET = re.compile(
    rf"\s*(?:[{BULLETS}]+(?:[.](?![A-Z]{{2}}))?\s*|[*\-\u2010-\u2015]+\s*(?=[^\s\d\-*>])|[o§Øü]\s+(?=\S)|[=\-\u2010-\u2015]+>\s*|[>›]\s+"
    r"|(?:[a-z]|[ivx]{2,4})(?:\)\s+|[.]\s+(?=[A-ZÀ-Ý])))"
)
_GOES_ON = re.compile(
    r"(?:[,(/«]|\b(?:de|du|des|la|le|les|et|ou|à|au|aux|en|un|une|d|l|par|pour|avec|sur|dans|que|qui|dont|ses|son|sa|leur|leurs"
    r"|il|elle|ils|elles|on|est|sont|ce|cette|ces|se|ne|afin|ainsi|selon|sans|sous|vers|entre|si|comme|lors|chaque))$"
)
_END_SIGN = re.compile(r"[.;!?…]$")


Start = tuple[Code | None, bool]
"""The code that begins a line, and whether a bullet or a number of order does."""


def starts(lines: Sequence[TextLine], kind: str, letters: frozenset[str]) -> list[Start]:
    """What begins each line of a cell; a number alone may where several lines begin with one."""
    ordinal = sum(bool(codes.code(line.text, kind, ordinal=True)) for line in lines) > 1
    starts = [start(line, kind, letters, ordinal=ordinal) for line in lines]
    dashes = [bool(DASH.match(line.text)) for line in lines]
    is_list = any(bullet and dash for (_, bullet), dash in zip(starts, dashes, strict=True))
    return [(code, bullet or (is_list and dash)) for (code, bullet), dash in zip(starts, dashes, strict=True)]


def start(line: TextLine, kind: str, letters: frozenset[str], *, ordinal: bool) -> Start:
    """What begins a line of a kind; `letters` are those of its own that its column has."""
    text = line.text.strip()
    code = codes.code(text, kind, ordinal=ordinal)
    if code is not None and not code.letters and not code.word and len(code.numbers) == 1:
        return None, True  # « 1. » orders, it names nothing
    if code is not None and (codes.is_of(code.letters, kind) or code.letters in letters):
        return code, False
    match = BULLET.match(text)
    if match:
        inner = codes.code(text[match.end() :], kind)
        if inner is not None and (codes.is_of(inner.letters, kind) or inner.letters in letters):
            return inner, True
    return None, bool(match) or line.bullet


DASH = re.compile(r"\s*[\-\u2010-\u2015]\s+(?=\S)")
"""What begins an item among others that dashes begin, « - 80 % des clients », and elsewhere may be of a sum."""


class Shape(NamedTuple):
    """How the items of a cell are told: by codes, by codes or bullets, by a full stop at their end."""

    has_codes: bool
    anywhere: bool
    has_stops: bool


def shape(lines: Sequence[TextLine], starts: Sequence[Start]) -> Shape:
    """How the items of lines that begin so are told."""
    return Shape(
        any(code for code, _ in starts),
        any(code or bullet for code, bullet in starts),
        any(line.ends and line.text.rstrip().endswith((".", ";")) for line in lines),
    )


def begins(
    line: TextLine, previous: TextLine | None, code: Code | None, shape: Shape, *, bullet: bool
) -> tuple[bool, frozenset[Kind]]:
    """Whether a line begins an item, and what is not sure of that."""
    anywhere = shape.anywhere
    if code is not None or (bullet and not shape.has_codes):
        return True, frozenset()
    if previous is None:
        return not anywhere, frozenset()
    capital, whole = _is_capital(line.text), is_whole(previous.text)
    if anywhere:
        doubtful = capital and previous.ends and whole
        return False, frozenset({kinds.APART} if doubtful else ())
    is_closed = bool(_END_SIGN.search(previous.text.strip()))
    if not whole:
        return False, frozenset()
    if not capital:  # « le client est salué ; », then « le ton est courtois »: a list without capitals
        is_doubtful = previous.ends and not is_closed
        return previous.ends and is_closed, frozenset({kinds.LINE_BREAK} if is_doubtful else ())
    if previous.ends or (is_closed and shape.has_stops):
        return True, frozenset()
    if is_closed:
        return False, frozenset({kinds.LINE_BREAK})
    # the line before reached the margin: a capital begins an item, or a name stands in the middle of one
    return bool(_FIRST_WORD.match(line.text.strip())), frozenset({kinds.LINE_BREAK})


def depth(line: TextLine, signs: list[str]) -> int:
    """How deep a line stands in lists, 0 in none: by its format, else by its sign's rank among `signs`."""
    if line.bullet:
        return line.depth
    match = BULLET.match(line.text) or DASH.match(line.text)
    sign = match[0].strip() if match else "1" if line.text.strip()[:1].isdigit() else ""
    sign = "a" if sign[:-1].isalpha() else "-" if sign and sign[0] in _DASHES else sign
    if sign and sign not in signs:
        signs.append(sign)
    return signs.index(sign) + 1 if sign else 0


_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015"


def may_head(line: TextLine, previous: TextLine | None) -> bool:
    """Whether a line may announce those below it: not the last word of the line before, « un logiciel », « métier »."""
    return _is_capital(line.text) or (":" in line.text and (previous is None or previous.ends))


def may_be_item(line: TextLine, previous: TextLine) -> bool:
    """Whether a line begins as items do, the one before being whole: it may go on that one or be another."""
    return bool(_FIRST_WORD.match(line.text.strip())) and is_whole(previous.text)


_FIRST_WORD = re.compile(
    r"(?:L[ea’']|Les|Un|Une|Des|Du|Chaque|Tou(?:t|te|s|tes)|Ce|Ces|Cette|Son|Sa|Ses|[A-ZÉ][a-zà-ÿ]+(?:er|ir|re))(?:\b|(?<=’))"
)
"""How items begin, and seldom what stands within one with a capital: an article, a verb in the infinitive."""


def _is_capital(text: str) -> bool:
    first = re.sub(r"^[\s«\"“(]+", "", text)[:1]
    return first.isupper() or first.isdigit()


def is_whole(text: str) -> bool:
    """Whether a text may end there: no word that calls for another ends it."""
    return not _GOES_ON.search(text.strip().replace("’", "'").rstrip("'").casefold())
