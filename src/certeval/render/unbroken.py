"""Lines that break where typography lets them: before no « ; » or « » », nor at a no-break space.

rich breaks lines at any white space, a no-break one too. Spaces that hold are shown to it as signs that are no space,
then put back. Between two letters a no-break space may break: text pasted from a word processor often has no other.
"""

import re
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.text import Text

SIGNS = {"\ue000": " ", "\ue001": "\u00a0", "\ue002": "\u202f", "\ue003": "\u2007"}
"""What stands for each space that holds, as wide, in no text that people are shown: what isn't printable is spelled."""
_SPACES = {space: sign for sign, space in SIGNS.items()}
_LETTER = r"[^\W\d_]"
_NO_BREAK = "[\u00a0\u202f\u2007]"
_HOLDS = re.compile(
    rf"(?<=«)\s(?=\S)|(?<=\S)\s(?=[»%:;?!])|(?<!{_LETTER}){_NO_BREAK}|{_NO_BREAK}(?!{_LETTER})"
)
_BACK = str.maketrans(SIGNS)


def hold_spaces(text: str) -> str:
    """A text, of the same length, whose spaces that hold are signs."""
    return _HOLDS.sub(lambda space: _SPACES.get(space[0], space[0]), text)


def put_back(text: str) -> str:
    """A text with its spaces again."""
    return text.translate(_BACK)


class Screen(Console):
    """A console whose lines break at no space that holds; what it captured is to be `put_back`."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Any:
        """The segments of what is printed, or stands in it."""
        return super().render(_hold(renderable) if isinstance(renderable, Text) else renderable, options)


def _hold(text: Text) -> RenderableType:
    plain = text.plain
    if (substitute := hold_spaces(plain)) == plain:
        return text
    copy = text.copy()
    copy.plain = substitute
    return copy
