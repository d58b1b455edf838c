"""What the styles of an ODT say that is read: numbers of lists, what is struck out or hidden, the headers of pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from certeval.exchange.readers.odt_numbers import ListNumbers
from certeval.sources.workbook.markup import Handler, local_name


@dataclass
class StyleFacts:
    """By the name of each style: whether it strikes out, whether it hides, which page it begins, its parent style."""

    struck: dict[str, bool] = field(default_factory=dict)
    hidden: dict[str, bool] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)

    def strikes(self, style: str) -> bool:
        """Whether a text of a style is struck out."""
        return self._own(self.struck, style)

    def hides(self, style: str) -> bool:
        """Whether a text of a style is not shown."""
        return self._own(self.hidden, style)

    def _own(self, facts: Mapping[str, bool], style: str) -> bool:
        """What a style says, else the one that it is based on."""
        seen: set[str] = set()
        while style not in facts and style in self.parents and style not in seen:
            seen.add(style)
            style = self.parents[style]
        return facts.get(style, False)


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
            if page := values.get("master-page-name"):
                self.facts.pages[self._style] = page
        elif tag == "text-properties":
            if through := values.get("text-line-through-style"):
                self.facts.struck[self._style] = through != "none"
            if display := values.get("display"):
                self.facts.hidden[self._style] = display == "none"


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
