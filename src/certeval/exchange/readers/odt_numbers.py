"""The numbers of the lists of an ODT, counted as its paragraphs are read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from certeval.exchange.readers import list_numbers
from certeval.exchange.readers.list_numbers import Level, Levels

OUTLINE = "Outline"
"""The name of the list that headings are of."""
LISTS = frozenset({"list-style", "outline-style"})
LEVELS = frozenset({"list-level-style-number", "outline-level-style"})
_FORM = re.compile(r"%(\d{1,2})%")
_WRITINGS = {
    "A": "upperLetter",
    "a": "lowerLetter",
    "I": "upperRoman",
    "i": "lowerRoman",
    "01": "decimalZero",
}

Values = Mapping[str, str]
"""The attributes of an element, by their names alone."""


@dataclass
class _OpenList:
    """A list that is being read: its style, and the ranks of each depth, that the lists which go on it share."""

    style: str
    ranks: dict[int, int]
    number_paragraph: bool = False
    """Whether the next paragraph is the first of an item."""


@dataclass
class ListNumbers:
    """The lists of a document: their styles, then those that are open, the outermost first."""

    _levels: dict[str, Levels] = field(default_factory=dict)
    _style: str = OUTLINE
    _by_paragraph_style: dict[str, str] = field(default_factory=dict)
    _parents: dict[str, str] = field(default_factory=dict)
    _open: list[_OpenList] = field(default_factory=list)
    _ranks_by_id: dict[str, dict[int, int]] = field(default_factory=dict)
    _ranks_by_style: dict[str, dict[int, int]] = field(default_factory=dict)

    def style(self, tag: str, values: Values) -> None:
        """A style: of a list, of one of its levels, or of paragraphs, which may name that of their list."""
        if tag in LISTS:
            self._style = values.get("name", OUTLINE) if tag == "list-style" else OUTLINE
        elif tag in LEVELS and (level := values.get("level", "")).isdecimal():
            self._levels.setdefault(self._style, {})[int(level) - 1] = self._level(int(level), values)
        elif tag == "style" and values.get("list-style-name"):
            self._by_paragraph_style[values.get("name", "")] = values["list-style-name"]
        elif tag == "style":
            self._parents[values.get("name", "")] = values.get("parent-style-name", "")

    def _level(self, number: int, values: Values) -> Level:
        written = values.get("num-format", "")
        first = values.get("start-value", "")
        form = _FORM.sub(
            lambda match: f"%{match[1]}" if len(match[1]) == 1 else "", values.get("num-list-format", "")
        )
        if not form:
            shown = values.get("display-levels", "")
            shown_count = min(int(shown), number) if shown.isdecimal() else 1
            above = range(number - shown_count + 1, number)
            levels = self._levels.get(self._style, {})
            ranks = [
                *(f"%{each}" for each in above if each - 1 in levels and levels[each - 1].form),
                f"%{number}",
            ]
            form = values.get("num-prefix", "") + ".".join(ranks) + values.get("num-suffix", "")
        writing = _WRITINGS.get(written.split(",")[0], "decimal")
        return Level(form if written else "", writing, int(first) if first.isdecimal() else 1)

    def open_list(self, values: Values) -> None:
        """A list begins: within another it goes on its ranks, else anew unless it says which one it goes on."""
        outer = self._open[-1] if self._open else None
        style = values.get("style-name") or (outer.style if outer else "")
        if outer and style == outer.style:
            ranks = outer.ranks
        elif values.get("continue-list") in self._ranks_by_id:
            ranks = self._ranks_by_id[values["continue-list"]]
        elif values.get("continue-numbering") == "true":
            ranks = self._ranks_by_style.get(style, {})
        else:
            ranks = {}
        self._ranks_by_style[style] = self._ranks_by_id[values.get("id", "")] = ranks
        self._open.append(_OpenList(style, ranks))

    def close_list(self) -> None:
        """The innermost list ends."""
        if self._open:
            self._open.pop()

    def open_item(self, values: Values) -> None:
        """An item begins, whose first paragraph has a number."""
        if not self._open:
            return
        self._open[-1].number_paragraph = True
        if (first := values.get("start-value", "")).isdecimal():
            self._open[-1].ranks[len(self._open) - 1] = int(first) - 1

    def label(self, text: str, heading: int, style: str, *, in_table: bool) -> str:
        """What a paragraph shows before its text, where that names it; `heading`: its depth from 1, less for others."""
        if self._open and self._open[-1].number_paragraph:
            self._open[-1].number_paragraph = False
            name, ranks, depth = self._open[-1].style, self._open[-1].ranks, len(self._open) - 1
            levels = self._levels.get(name or self._list_style(style), {})
        elif heading > 0 and not self._open:
            ranks, depth = self._ranks_by_style.setdefault(OUTLINE, {}), heading - 1
            levels = self._levels.get(OUTLINE, {})
        else:
            return ""
        if depth not in levels:
            return ""
        label = list_numbers.label(levels, ranks, depth)
        return label if list_numbers.may_name(levels[depth].form, text, in_table=in_table) else ""

    def _list_style(self, style: str) -> str:
        """The style of list that a style of paragraph names, or the one that it is based on."""
        seen: set[str] = set()
        while style not in self._by_paragraph_style and style in self._parents and style not in seen:
            seen.add(style)
            style = self._parents[style]
        return self._by_paragraph_style.get(style, "")
