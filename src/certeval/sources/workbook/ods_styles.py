"""How texts look in an ODS workbook, and whether its zeros are seen: what its styles and settings say."""

from certeval.sources.workbook.markup import Handler
from certeval.sources.workbook.styles import LOWERED, RAISED, Position

STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
CONFIG = "urn:oasis:names:tc:opendocument:xmlns:config:1.0 "
LINES = (f"{STYLE}text-line-through-style", f"{STYLE}text-line-through-type")


class TextStyles(Handler):
    """The styles that strike their text out, or put it above or below the line, each with those made from it."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.positions: dict[str, Position] = {}
        self._name = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{STYLE}style":
            self._name = attributes.get(f"{STYLE}name", "")
            parent = attributes.get(f"{STYLE}parent-style-name", "")
            if parent in self.names:
                self.names.add(self._name)
            if parent in self.positions:
                self.positions[self._name] = self.positions[parent]
        elif name == f"{STYLE}text-properties":
            lines = [attributes[each] for each in LINES if each in attributes]
            if lines:
                (self.names.discard if set(lines) == {"none"} else self.names.add)(self._name)
            if (position := attributes.get(f"{STYLE}text-position")) is not None:
                self.positions[self._name] = _position(position)


def _position(text: str) -> Position:
    """Where `super 58%`, `-33% 58%` or `0% 100%` puts a text."""
    first = text.partition(" ")[0]
    if first == "sub" or first.startswith("-"):
        return LOWERED
    return RAISED if first == "super" or first.rstrip("%").strip("0.") else {}


class Settings(Handler):
    """Whether a workbook hides its zeros: the first setting that says so is that of the view."""

    def __init__(self) -> None:
        self._text: str | None = None
        self._is_inside = False

    @property
    def hides_zeros(self) -> bool:
        return self._text is not None and self._text.strip() == "false"

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{CONFIG}config-item" and attributes.get(f"{CONFIG}name") == "ShowZeroValues":
            self._is_inside = self._text is None

    def end(self, name: str) -> None:  # noqa: ARG002 -- none stands within a setting
        self._is_inside = False

    def text(self, text: str) -> None:
        if self._is_inside:
            self._text = (self._text or "") + text
