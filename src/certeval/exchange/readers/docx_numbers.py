"""The numbers of Word's lists, put before the paragraphs that they name."""

from collections import defaultdict
from typing import TYPE_CHECKING

from certeval.exchange.readers import list_numbers
from certeval.exchange.readers.list_numbers import Level, Levels

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def write(body: "_Element", numbering: "_Element | None") -> None:
    """Put the numbers that name something before the text of their paragraphs, which are items of a list no more. A
    rank alone, `1.` or `a)`, names nothing: it is a bullet.
    """
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
        label = list_numbers.label(levels[of], ranks[of], depth)
        text = "".join(each.text or "" for each in paragraph.iter(f"{W}t"))
        in_table = next(paragraph.iterancestors(f"{W}tc"), None) is not None
        if label and list_numbers.may_name(levels[of][depth].form, text, in_table=in_table):
            number.getparent().remove(number)
            first = next(each for each in paragraph.iter(f"{W}t") if (each.text or "").strip())
            first.text = list_numbers.before(label, first.text or "") + (first.text or "")


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
