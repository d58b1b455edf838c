"""What the styles of an ODT say: numbers of lists, counted as it is read, what is hidden, headers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from certeval.exchange.readers import list_numbers
from certeval.exchange.readers.list_numbers import Level, Levels
from certeval.sources.workbook.markup import Handler, local_name
from certeval.sources.workbook.styles import Position, position_of

OUTLINE = "Outline"
"""The name of the list that headings are of."""
LISTS = frozenset({"list-style", "outline-style"})
LEVELS = frozenset({"list-level-style-number", "outline-level-style"})
_FORM = re.compile(r"%(\d{1,2})%")
_WRITINGS = {"A": "upperLetter", "a": "lowerLetter", "I": "upperRoman", "i": "lowerRoman"}

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
    _open: list[_OpenList] = field(default_factory=list)
    _ranks_by_id: dict[str, dict[int, int]] = field(default_factory=dict)
    _ranks_by_style: dict[str, dict[int, int]] = field(default_factory=dict)

    def style(self, tag: str, values: Values) -> None:
        """A style of a list, or of one of its levels."""
        if tag in LISTS:
            self._style = values.get("name", OUTLINE) if tag == "list-style" else OUTLINE
        elif tag in LEVELS and (level := values.get("level", "")).isdecimal():
            self._levels.setdefault(self._style, {})[int(level) - 1] = self._level(int(level), values)

    def _level(self, number: int, values: Values) -> Level:
        written = values.get("num-format", "")
        first = values.get("start-value", "")
        list_format = values.get("num-list-format", "")
        form = _FORM.sub(lambda match: f"%{match[1]}" if len(match[1]) == 1 else "", list_format)
        if not form:
            shown = values.get("display-levels", "")
            shown_count = min(int(shown), number) if shown.isdecimal() else 1
            above = range(number - shown_count + 1, number)
            levels = self._levels.get(self._style, {})
            ranks = [f"%{each}" for each in above if each - 1 in levels and levels[each - 1].form]
            ranks.append(f"%{number}")
            form = values.get("num-prefix", "") + ".".join(ranks) + values.get("num-suffix", "")
        in_digits = "decimalZero" if written.startswith("01") else "decimal"
        writing = _WRITINGS.get(written.split(",")[0], in_digits)
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

    def label(self, text: str, heading: int, list_style: str, *, in_table: bool) -> str:
        """What names a paragraph; `heading`: its depth from 1, else less; `list_style`: that of its style."""
        if self._open and self._open[-1].number_paragraph:
            self._open[-1].number_paragraph = False
            name, ranks, depth = self._open[-1].style, self._open[-1].ranks, len(self._open) - 1
            levels = self._levels.get(name or list_style, {})
        elif heading > 0 and not self._open:
            ranks, depth = self._ranks_by_style.setdefault(OUTLINE, {}), heading - 1
            levels = self._levels.get(OUTLINE, {})
        else:
            return ""
        if depth not in levels:
            return ""
        label = list_numbers.label(levels, ranks, depth)
        return label if list_numbers.may_name(levels[depth].form, text, in_table=in_table) else ""


Fact = TypeVar("Fact", bool, str, Position)


@dataclass
class StyleFacts:
    """By style: whether it strikes out, hides, raises; its list, the page it begins, its parent style."""

    struck: dict[str, bool] = field(default_factory=dict)
    hidden: dict[str, bool] = field(default_factory=dict)
    positions: dict[str, Position] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)

    def strikes(self, style: str) -> bool:
        """Whether a text of a style is struck out."""
        return self._own(self.struck, style, otherwise=False)

    def hides(self, style: str) -> bool:
        """Whether a text of a style is not shown."""
        return self._own(self.hidden, style, otherwise=False)

    def position(self, style: str) -> Position:
        """What the digits of a style are, above or below the line."""
        return self._own(self.positions, style, otherwise={})

    def list_of(self, style: str) -> str:
        """The style of list that a style of paragraph names; empty where it names none."""
        return self._own(self.lists, style, otherwise="")

    def _own(self, facts: Mapping[str, Fact], style: str, *, otherwise: Fact) -> Fact:
        """What a style says, else the one that it is based on."""
        seen: set[str] = set()
        while style not in facts and style in self.parents and style not in seen:
            seen.add(style)
            style = self.parents[style]
        return facts.get(style, otherwise)


class Styles(Handler):
    """Told each style, gathers what it says."""

    def __init__(self, numbers: ListNumbers, facts: StyleFacts) -> None:
        self.numbers = numbers
        self.facts = facts
        self._style = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        values, tag = attribute_values(attributes), local_name(name)
        self.numbers.style(tag, values)
        if tag == "style":
            self._style = values.get("name", "")
            if parent := values.get("parent-style-name"):
                self.facts.parents[self._style] = parent
            if list_style := values.get("list-style-name"):
                self.facts.lists[self._style] = list_style
            if page := values.get("master-page-name"):
                self.facts.pages[self._style] = page
        elif tag == "text-properties":
            if through := values.get("text-line-through-style"):
                self.facts.struck[self._style] = through != "none"
            if display := values.get("display"):
                self.facts.hidden[self._style] = display == "none"
            if position := values.get("text-position"):
                self.facts.positions[self._style] = position_of(position)


class NamedStyles(Styles):
    """The styles of the document, and the lines of the header of each kind of page; styles of headers are left out."""

    def __init__(self) -> None:
        super().__init__(ListNumbers(), StyleFacts())
        self.headers: dict[str, list[str]] = {}
        self._page = ""
        self._is_named = self._is_header = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = local_name(name)
        self._is_named = self._is_named or tag == "styles"
        if self._is_named:
            super().start(name, attributes)
        elif tag == "master-page":
            self._page = attribute_values(attributes).get("name", "")
        elif tag == "header":
            self._is_header = True
        elif self._is_header and tag in {"p", "h"}:
            self.headers.setdefault(self._page, []).append("")

    def end(self, name: str) -> None:
        tag = local_name(name)
        self._is_named = self._is_named and tag != "styles"
        self._is_header = self._is_header and tag != "header"

    def text(self, text: str) -> None:
        if self._is_header and self.headers.get(self._page):
            self.headers[self._page][-1] += text


def attribute_values(attributes: Mapping[str, str]) -> dict[str, str]:
    """Attributes by their names alone."""
    return {local_name(key): value for key, value in attributes.items()}
