"""The numbers that a program shows before paragraphs, as C1.1, which no text of the file holds."""

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from certeval.exchange.readers.docx_objects import W

if TYPE_CHECKING:
    from lxml.etree import _Element


_RANK = re.compile(r"%([1-9])")
_OWN_CODE = re.compile(r"\s*[^\W\d_]{1,12}[.\s]?\d")
"""A text that begins with a code of its own: its number only orders it."""
ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
MOST_RANK = 100
"""A rank that letters or Roman numerals write: a larger one stands in digits."""


class Level(NamedTuple):
    """A level of a list: what stands before a paragraph (`C%1.%2`), how its rank is written (in the words of Word), its
    first rank, the style whose paragraphs are of it.
    """

    form: str
    writing: str
    first: int
    style: str = ""


Levels = dict[int, Level]
"""The levels of a list by their depth, from 0."""


def label(levels: Levels, ranks: dict[int, int], depth: int) -> str:
    """What stands before the next paragraph of a level, whose rank is counted; nothing where it names nothing."""
    for each in [each for each in ranks if each > depth]:
        del ranks[each]
    ranks[depth] = ranks[depth] + 1 if depth in ranks else levels[depth].first
    form = levels[depth].form
    is_name = len(_RANK.findall(form)) > 1 or any(map(str.isalpha, _RANK.sub("", form)))
    if levels[depth].writing == "bullet" or not _RANK.search(form) or not is_name:
        return ""
    return _RANK.sub(lambda match: _rank(levels, ranks, int(match[1]) - 1), form)


def may_name(form: str, text: str, *, in_table: bool) -> bool:
    """Whether a number is the code of its paragraph: one without letters is in a table, else it numbers titles."""
    has_letters = any(map(str.isalpha, _RANK.sub("", form)))
    return bool(text.strip()) and not _OWN_CODE.match(text) and (has_letters or in_table)


def before(label: str, text: str) -> str:
    """What is put before a text for the number that it shows: with a sign where no capital would part them."""
    is_parted = not label[-1:].isalnum() or not text.lstrip()[:1].islower()
    return f"{label} " if is_parted else f"{label} - "


def _rank(levels: Levels, ranks: dict[int, int], depth: int) -> str:
    """A rank of a level as its list writes it; the first where nothing of that level stood before."""
    level = levels.get(depth, Level("", "decimal", 1))
    rank = ranks.setdefault(depth, level.first)
    if not 0 < rank <= MOST_RANK:
        return str(rank)
    if level.writing in {"upperLetter", "lowerLetter"}:
        letters = chr(ord("A") + (rank - 1) % 26) * ((rank - 1) // 26 + 1)
        return letters if level.writing == "upperLetter" else letters.lower()
    if level.writing in {"upperRoman", "lowerRoman"}:
        roman = ""
        for value, sign in ROMAN:
            roman, rank = roman + sign * (rank // value), rank % value
        return roman if level.writing == "upperRoman" else roman.lower()
    return f"{rank:02d}" if level.writing == "decimalZero" else str(rank)


def write_docx(body: "_Element", numbering: "_Element | None") -> None:
    """Put numbers that name something before their paragraphs, items no more: `1.` or `a)` is a bullet."""
    if numbering is None:
        return
    levels = {_value(each, "abstractNumId"): _levels(each) for each in numbering.iter(f"{W}abstractNum")}
    lists = {_value(each, "numId"): each for each in numbering.iter(f"{W}num")}
    ranks: dict[str, dict[int, int]] = defaultdict(dict)
    for paragraph in list(body.iter(f"{W}p")):
        number = paragraph.find(f"{W}pPr/{W}numPr")
        name = _value(number.find(f"{W}numId"), "val") if number is not None else ""
        if number is None or name not in lists:
            continue
        of = _value(lists[name].find(f"{W}abstractNumId"), "val")
        depth = _depth(paragraph, number, levels.get(of, {}))
        if depth not in levels.get(of, {}):
            continue
        ranks[of] |= _restarts(lists, name)
        number_text = label(levels[of], ranks[of], depth)
        text = "".join(each.text or "" for each in paragraph.iter(f"{W}t"))
        in_table = next(paragraph.iterancestors(f"{W}tc"), None) is not None
        if number_text and may_name(levels[of][depth].form, text, in_table=in_table):
            number.getparent().remove(number)
            first = next(each for each in paragraph.iter(f"{W}t") if (each.text or "").strip())
            first.text = before(number_text, first.text or "") + (first.text or "")


def _value(element: "_Element | None", key: str) -> str:
    return element.get(f"{W}{key}", "") if element is not None else ""


def _levels(abstract: "_Element") -> Levels:
    return {
        int(_value(each, "ilvl") or 0): Level(
            _value(each.find(f"{W}lvlText"), "val"),
            _value(each.find(f"{W}numFmt"), "val") or "decimal",
            int(_value(each.find(f"{W}start"), "val") or 1),
            _value(each.find(f"{W}pStyle"), "val"),
        )
        for each in abstract.iter(f"{W}lvl")
    }


def _depth(paragraph: "_Element", number: "_Element", levels: Levels) -> int:
    """The level of a paragraph: its own, else that of its style."""
    if own := _value(number.find(f"{W}ilvl"), "val"):
        return int(own)
    style = _value(paragraph.find(f"{W}pPr/{W}pStyle"), "val")
    return next((depth for depth, level in levels.items() if style and level.style == style), 0)


def _restarts(lists: "dict[str, _Element]", name: str) -> dict[int, int]:
    """The rank before the first of each level that a list begins again, the first time that it stands."""
    overrides = list(lists[name].iter(f"{W}lvlOverride"))
    restarts = {
        int(_value(each, "ilvl") or 0): int(_value(start, "val") or 1) - 1
        for each in overrides
        if (start := each.find(f"{W}startOverride")) is not None
    }
    for each in overrides:
        each.getparent().remove(each)
    return restarts
