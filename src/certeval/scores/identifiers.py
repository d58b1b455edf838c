"""Identifiers of candidates: how they are compared, and what a spreadsheet made of some.

An identifier is kept as typed, but for what nobody sees. What a spreadsheet broke is none.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from certeval.diagnostics import Kind
from certeval.diagnostics.families import sheets as kinds
from certeval.rules.saisie import DEFAULT_STATUSES
from certeval.rules.scales import NO, YES
from certeval.scores import besides
from certeval.scores.headings import CANDIDAT
from certeval.sources.lines import Line, Locator, is_guarded
from certeval.text.cell_text import spelling, without_ink
from certeval.text.days import MONTHS, day
from certeval.text.nearest import fold

USUAL = r"[A-Za-z][A-Za-z_-]*[0-9][A-DF-Za-df-z0-9_-]*|0*[1-9][0-9]*"
"""Identifiers that say who, and are written as they stand, whatever reads them: C001, E2-14, 75001, and not 0."""
_REWRITTEN = re.compile(r"[0-9](?:[.,][0-9]+)?E[+-]?[0-9]+", re.IGNORECASE)
"""An identifier that a spreadsheet took for a number in powers of ten."""

_USUAL = re.compile(USUAL)
_ZEROS = re.compile("0(?<![0-9]0)0*(?=[0-9])")
"""What numbers begin with, alone or after letters: C01 is often C1."""
_UNUSUAL_LINE = re.compile(rf"^(?!(?:{USUAL})$)", re.MULTILINE)
_PRINTABLE = re.compile(r"[\x21-\x7e]*")
_CONTROL = "Cc"
_UNBROKEN_HYPHEN = "\u2011"

_LATIN = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХҮԚԜаеосрхуіјѕԛԝһԁ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινορυχκϲ",
        "ABESIJKMHOPCTYXYQWaeocpxyijsqwhd" + "ABEZHIKMNOPTYXaivopuxkc",
        strict=True,
    )
)
"""Cyrillic and Greek letters, by the Latin one that they look like."""
_DASHES, _QUOTES = "‐‑‒–—―−", "’‘ʼʹ′`´"
_ALIKE = str.maketrans(
    {
        **_LATIN,
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_QUOTES, "'"),
        **dict(zip("œŒæÆ", ("oe", "OE", "ae", "AE"), strict=True)),
        **dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True)),
        "⁄": "/",
        "∕": "/",
    }
)
_AROUND = "\"'“”«»()[]<>*.,:;⁰¹²³⁴⁵⁶⁷⁸⁹†‡"
"""What may stand around an identifier, and is no part of it: "C1", C1*, (C1), C1¹."""
_WHOLE = re.compile(r"['+]?0*([0-9]+)(?:[.,]0*)?")
_JOINS = re.compile(r"[-_](?![0-9])|(?<![0-9])[-_]")
"""What joins the parts of an identifier, left out by some: C-001, Jean-Marc. Two numbers are none without it."""
_ROUND, _ZERO = "o", "0"
"""A letter that is taken for a digit: it is one of them in all that is compared."""

_ERROR = re.compile(r"=.*|#+|#N/[AD]|#[A-ZÀ-Ü/0_]+[!?]|err:[0-9]+", re.IGNORECASE | re.DOTALL)
"""A formula, or what it gives where it has no result: #N/A, #REF!, #####, Err:502."""
_BROKEN = re.compile(
    rf"{_REWRITTEN.pattern}"
    r"|[+-]?[0-9]+[.,][0-9]*[1-9]|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+"
    r"|[+-]?[0-9]+(?:[.,][0-9]+)?\s*%"
    r"|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"
    r"|[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{2}|[0-9]{4})(?:[ T][0-9:]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9:.]+"
    rf"|[0-9]{{1,2}}[- ](?:{MONTHS})\.?|vrai|faux|true|false",
    re.IGNORECASE,
)
"""What a spreadsheet made of a text that it took for a number, a share, a time, a day, a yes or a no."""
_REWRITTEN_NAME = re.compile(
    r"[0-9](?:[.,][0-9]+)?E\+[0-9]+|vrai|faux|true|false"
    r"|(?:[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{2}|[0-9]{4})|[0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ T][0-9:.]+)?"
    rf"|[0-9]{{1,2}}-(?:{MONTHS})\.?(?:-[0-9]{{2,4}})?|(?:{MONTHS})\.?-[0-9]",
    re.IGNORECASE,
)
"""What it made of the name of a juror or of a group, which may look like a number, or be « sept-25 »."""
_MARKS = frozenset(word for word in (*YES, *NO, *map(spelling, DEFAULT_STATUSES)) if len(word) > 2)  # noqa: PLR2004
"""Values that are no initials: where one stands as an identifier, a row lost its own, and its cells moved left."""


def normalize(identifier: str) -> str:
    """An identifier without what nobody sees: spaces around it, zero-width signs, soft hyphens; composed (NFC)."""
    if identifier.isascii() and _PRINTABLE.fullmatch(identifier):
        return identifier
    text = "".join(c for c in identifier if not _is_unseen(c)).replace(_UNBROKEN_HYPHEN, "-")
    return unicodedata.normalize("NFC", " ".join(text.split()))


def unseen_signs(text: str) -> tuple[str, ...]:
    """The signs of a text that are not seen, as U+200B; nothing for spaces and accents however they are written."""
    signs = dict.fromkeys(c for c in text.strip() if c == _UNBROKEN_HYPHEN or _is_unseen(c))
    return tuple(f"U+{ord(c):04X}" for c in signs)


def _is_unseen(character: str) -> bool:
    if character.isspace():
        return False
    return without_ink(character) or unicodedata.category(character) == _CONTROL


def key(identifier: str) -> str:
    """What two identifiers that look the same share: case, accents, spaces, hyphens, alphabets, the zeros that numbers
    begin with, quotes or brackets around it, a sign that ends it, whether it is an O or a zero and which of a person's
    names comes first left out.
    """
    if not identifier.isascii():
        digits = (str(unicodedata.decimal(c, c)) for c in identifier.translate(_ALIKE))
        identifier = "".join(digits)
    words = _JOINS.sub(" ", identifier).split()
    if len(words) > 1 and not any(map(str.isdigit, identifier)):
        words.sort(key=fold)
    plain = fold(" ".join(words)).replace(_ROUND, _ZERO)
    plain = plain.strip(_AROUND) or plain
    whole = _WHOLE.fullmatch(plain)
    return _ZEROS.sub("", whole[1] if whole else plain)


def distinct_signs(one: str, other: str) -> tuple[str, ...]:
    """The signs that one of two identifiers has and the other has not, where they may look the same."""
    signs = dict.fromkeys(c for a, b in ((one, other), (other, one)) for c in a if c not in b)
    return tuple(f"{c} (U+{ord(c):04X})" for c in signs if not c.isascii())


def is_usual(text: str) -> bool:
    """Whether a text is plainly an identifier, and nothing is to be said of it."""
    return _USUAL.fullmatch(text) is not None


def are_usual(texts: Sequence[str]) -> bool:
    """Whether each of several texts is: looked at together, a line each, which takes a tenth of the time."""
    lines = "\n".join(texts)
    return lines.count("\n") == len(texts) - 1 and _UNUSUAL_LINE.search(lines) is None


def keys(texts: Sequence[str]) -> str:
    """What several usual identifiers are compared by, as `key` gives it, a line each."""
    lines = "\n".join(texts).lower()
    if "-" in lines or "_" in lines:  # most have none, and a pattern takes longer to tell than all the rest
        lines = _JOINS.sub("", lines)
    lines = lines.replace(_ROUND, _ZERO)
    return _ZEROS.sub("", lines)


@lru_cache(maxsize=4096)
def is_formula(text: str) -> bool:
    """Whether a text is a formula, or what a spreadsheet shows where a formula has no result."""
    return _ERROR.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def is_broken(text: str) -> bool:
    """Whether a text is what a spreadsheet made of another: a date, a share, 1E5, VRAI."""
    return _BROKEN.fullmatch(text) is not None or day(text) is not None


def is_broken_name(text: str) -> bool:
    """Whether the name of a juror or of a group is what a spreadsheet made of another: 3E2, 1.2 and 8:30 may be one."""
    return _REWRITTEN_NAME.fullmatch(text) is not None


def is_reportable(text: str) -> bool:
    """Whether something is to be said of an identifier alone, whatever the others are."""
    wrong = fault_kind(text, is_guarded=False) or normalize(text) != text
    return not is_usual(text) and bool(wrong or besides.is_alone(text) or besides.names_nobody(text))


def who(cells: Sequence[str], identifier: int) -> int:
    """Where a row that isn't empty says whose it is: in the column of identifiers, or in its first text without one."""
    return identifier if cells[identifier].strip() else next(i for i, one in enumerate(cells) if one.strip())


def is_nobodys(text: str, *, alone: bool = False, other: str = "") -> bool:
    """Whether what stands where a row says whose it is means that it is about nobody: a total, a signature; a title
    where it is `alone` in its row; what the only `other` text says, a value, is the meaning of.
    """
    if is_usual(text) or is_formula(text):
        return False
    is_beside = besides.names_nobody(text) or (alone and besides.is_title(text))
    return is_beside or (bool(other) and besides.defines(text, other))


def is_row_nobodys(
    cells: Sequence[str], identifier: int, elements: Collection[int], *, has_titles: bool
) -> bool:
    """Whether a row that isn't empty is about nobody. `has_titles`: a title alone in its row titles others."""
    text = cells[who(cells, identifier)]
    if is_usual(text):
        return False
    alone, other = has_titles and has_one_text(cells), only_value(cells, identifier, elements)
    return is_nobodys(normalize(text), alone=alone, other=other)


def only_value(cells: Sequence[str], identifier: int, elements: Collection[int]) -> str:
    """The value of a row that holds an identifier, one value, and nothing else, where it could have more; else no
    text.
    """
    if len(elements) < 2:  # noqa: PLR2004 -- each candidate has one alone
        return ""
    others = [index for index, text in enumerate(cells) if text.strip() and index != identifier]
    is_value = len(others) == 1 and others[0] in elements and cells[identifier].strip()
    return cells[others[0]].strip() if is_value else ""


def has_titles(rows: Iterable[Line], identifier: int) -> bool:
    """Whether what is written as a title and stands alone in its row titles others: some row is another candidate's,
    and no such text has anything beside it, as teams that are candidates have.
    """
    is_there = False
    for row in rows:
        text = row.cells[identifier]
        if is_usual(text) or not besides.is_title(text := normalize(text)):
            is_there = is_there or bool(text)
        elif not has_one_text(row.cells):
            return False
    return is_there


def has_one_text(cells: Sequence[str]) -> bool:
    """Whether one cell of a row, and no other, has a text."""
    return sum(map(bool, map(str.strip, cells))) == 1


def fault_kind(code: str, *, is_guarded: bool) -> Kind | None:
    """What is said of an identifier that names no candidate; None of one that does. `is_guarded`: it is text on
    purpose, whatever it begins with.
    """
    if is_usual(code):
        return None
    if not code:
        return kinds.NO_IDENTIFIER
    if is_formula(code):
        return None if is_guarded else kinds.FORMULA_AS_NAME
    if _REWRITTEN.fullmatch(code):
        return kinds.REWRITTEN_IDENTIFIER
    if is_broken(code):
        return kinds.BROKEN_IDENTIFIER
    return kinds.NO_IDENTIFIER if spelling(code) in _MARKS else None


def fault_kind_at(code: str, row: Locator, index: int) -> Kind | None:
    """The same of an identifier that stands in a cell, which may say that it is text on purpose."""
    kind = fault_kind(code, is_guarded=False)
    return kind if kind is None or not is_guarded(row, index) else fault_kind(code, is_guarded=True)


ABOUT: Mapping[Kind, Callable[[str], dict[str, object]]] = {
    kinds.NO_IDENTIFIER: lambda _code: {},
    kinds.FORMULA_AS_NAME: lambda code: {"value": code, "heading": CANDIDAT},
    kinds.REWRITTEN_IDENTIFIER: lambda code: {"candidat": code},
    kinds.BROKEN_IDENTIFIER: lambda code: {"value": code},
}
"""The arguments of what is said of an identifier."""


def likeness_kind(code: str, other: str) -> Kind:
    """What is said of an identifier that looks the same as another."""
    return kinds.SIGNS_ALIKE if distinct_signs(code, other) else kinds.CANDIDATES_ALIKE
