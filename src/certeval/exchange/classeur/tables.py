"""The tree of a référentiel's file as the sheets of a workbook."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from certeval.exchange.classeur import shape
from certeval.exchange.classeur.cells import cell, is_plain
from certeval.exchange.classeur.shape import KINDS
from certeval.exchange.yaml_text import Tree

Element = Mapping[str, Tree]


class ClasseurSheet(NamedTuple):
    """A sheet: its name, its headings, the texts of its rows."""

    name: str
    headings: list[str]
    rows: list[list[str]]


@dataclass
class KindRows:
    """The elements of a kind, each with the code of the one that it stands in, and the keys that have a column."""

    headings: list[str]
    elements: list[tuple[str, Element]] = field(default_factory=list)

    def add(self, within: str, element: Element) -> None:
        """Add an element; a key that has no column yet has one after that of the key before it."""
        after = 0
        for key in element:
            if key not in self.headings:
                self.headings.insert(after, key)
            after = self.headings.index(key) + 1
        self.elements.append((within, element))


def sheets(tree: Element) -> list[ClasseurSheet]:
    """The sheets of a file, in order; what has no sheet of its own is a row of « Règles ».

    No value is lost, whatever the tree: a list that is no list of elements stays in the cell of its key.
    """
    rows = {each.sheet: KindRows(list(each.headings)) for each in KINDS}
    rest = _apart(tree, "", rows, Counter(_codes(tree, "")))
    about = rest.get(shape.ABOUT)
    is_about = isinstance(about, Mapping) and _has_names(about)
    found = [
        ClasseurSheet(shape.REGLES, [shape.SECTION, shape.NAME, shape.VALUE], list(_rules(rest, is_about)))
    ]
    if isinstance(about, Mapping) and is_about:
        pairs = [[key, cell(value)] for key, value in about.items()]
        found.insert(0, ClasseurSheet(shape.CERTIFICATION, [shape.KEY, shape.VALUE], pairs))
    return found + [
        _sheet(each, rows[each.sheet]) for each in KINDS if rows[each.sheet].elements or each.headings
    ]


def _sheet(kind: shape.SheetKind, rows: KindRows) -> ClasseurSheet:
    stands = bool(kind.stands_in)
    headings = [shape.WITHIN, *rows.headings] if stands else rows.headings
    texts = [
        [*([within] if stands else []), *(cell(each[key]) if key in each else "" for key in rows.headings)]
        for within, each in rows.elements
    ]
    return ClasseurSheet(kind.sheet, headings, texts)


def _rules(rest: Element, is_about: bool) -> Iterator[list[str]]:
    """A row a name of each section; one of its own for a section that has none."""
    for key, value in rest.items():
        if key == shape.ABOUT and is_about:
            continue
        if isinstance(value, Mapping) and _has_names(value):
            yield from ([cell(key), cell(name), cell(each)] for name, each in value.items())
        else:
            yield [cell(key), "", cell(value)]


def _has_names(value: Element) -> bool:
    return bool(value) and all(map(is_plain, value))


def _apart(
    element: Element, sheet: str, rows: dict[str, KindRows], codes: Mapping[str, int]
) -> dict[str, Tree]:
    """The keys of an element, without the lists that have a sheet, of which each element is a row there."""
    kept: dict[str, Tree] = {}
    code = element.get("code")
    named = not sheet or (isinstance(code, str) and is_plain(code) and codes[code] == 1)
    lists = shape.lists_in(sheet) if named else {}
    for key, value in element.items():
        if key in lists and (listed := _elements(value)):
            below = lists[key]
            for each in listed:
                rows[below].add(str(code) if sheet else "", _apart(each, below, rows, codes))
        else:
            kept[key] = value
    return kept


def _elements(value: Tree) -> Sequence[Element]:
    """The elements of a list that can be rows of a sheet; none where one of its items can't."""
    if isinstance(value, str | Mapping):
        return ()
    found = [
        each for each in value if isinstance(each, Mapping) and _has_names(each) and shape.WITHIN not in each
    ]
    return found if len(found) == len(value) else ()


def _codes(element: Element, sheet: str) -> Iterator[str]:
    """The code of each element in which others may stand."""
    for key, below in shape.lists_in(sheet).items():
        for each in _elements(element.get(key, "")):
            if isinstance(code := each.get("code"), str):
                yield code
            yield from _codes(each, below)
