"""How the text of a page looks: struck out, above or below its line, by its tags, their styles and their classes."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from certeval.sources.workbook.styles import LOWERED, RAISED, Position

STRIKE_TAGS = frozenset({"s", "strike"})
POSITION_TAGS = {"sup": RAISED, "sub": LOWERED}
_STRIKE = re.compile(r"text-decoration[\w-]*\s*:[^;]*\bline-through\b", re.IGNORECASE)
_POSITION = re.compile(r"vertical-align\s*:\s*(su(?:per|b))\b", re.IGNORECASE)
_POSITIONS = {"super": RAISED, "sub": LOWERED}
_RULE = re.compile(r"(?P<names>[^{}]*)\{(?P<style>[^{}]*)\}")
_CLASS = re.compile(r"\.(?P<name>[\w-]+)\s*(?:,|$)")
Attributes = Mapping[str, str | None]


class _Look(NamedTuple):
    is_struck: bool
    position: Position


PLAIN = _Look(is_struck=False, position={})


def _look(style: str) -> _Look:
    """What a style says."""
    match = _POSITION.search(style)
    return _Look(bool(_STRIKE.search(style)), _POSITIONS[match[1].lower()] if match else {})


class PageLooks:
    """The looks of the elements that are open, the outermost first; tags without one are counted where they nest."""

    def __init__(self) -> None:
        self._by_class: dict[str, _Look] = {}
        self._open: list[tuple[str, _Look]] = []

    def rules(self, text: str) -> None:
        """The rules of a style sheet: those of a class alone are kept."""
        for rule in _RULE.finditer(text):
            if (look := _look(rule["style"])) != PLAIN:
                self._by_class |= {match["name"]: look for match in _CLASS.finditer(rule["names"].strip())}

    def open(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        looks = list(self._looks(tag, attributes))
        look = next((each for each in looks if each.position), PLAIN)
        look = look._replace(is_struck=any(each.is_struck for each in looks))
        if look != PLAIN or any(name == tag for name, _ in self._open):
            self._open.append((tag, look))

    def _looks(self, tag: str, attributes: Attributes) -> Iterator[_Look]:
        yield _Look(tag in STRIKE_TAGS, POSITION_TAGS.get(tag, {}))
        yield _look(attributes.get("style") or "")
        yield from (self._by_class.get(name, PLAIN) for name in (attributes.get("class") or "").split())

    def close(self, tag: str) -> None:
        """An element ends: the last one of its tag."""
        at = next((i for i in reversed(range(len(self._open))) if self._open[i][0] == tag), None)
        if at is not None:
            del self._open[at]

    def end_line(self) -> None:
        """A line ends: what stands above or below it goes on no other."""
        self._open = [(tag, look) for tag, look in self._open if tag not in POSITION_TAGS]

    @property
    def is_struck(self) -> bool:
        return any(look.is_struck for _, look in self._open)

    @property
    def position(self) -> Position:
        return next((look.position for _, look in reversed(self._open) if look.position), {})
