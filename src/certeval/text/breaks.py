"""Where typography lets a line break: before no « ; » or « » », nor at a no-break space.

Spaces that hold are shown, to what breaks lines at any white space, as signs that are no space, then put back. Between
two letters a no-break space may break: text pasted from a word processor often has no other.
"""

import re
from textwrap import TextWrapper

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


def wrap(text: str, columns: int | None, indent: str = "  ") -> list[str]:
    """A text in lines of so many columns, which break between words alone, those after the first indented; on one line
    where no columns are given.
    """
    if columns is None or len(text) <= columns:
        return [text]
    wrapper = TextWrapper(columns, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    return [put_back(line) for line in wrapper.wrap(hold_spaces(text))]
