"""Signs of a text that its reader looks at: what is not ASCII, no-break spaces where a key stands, braces."""

import re

from certeval.diagnostics import Span
from certeval.sources.encoding import lines

KEY_NO_BREAK = re.compile("^[ ]*(?:- +)*[\\w.-]+:[\u00a0\u202f]")


def first_not_ascii(text: str) -> tuple[Span, str]:
    """Where the first character outside ASCII stands, and the word it stands in."""
    for number, line in enumerate(lines(text), 1):
        if match := re.search("[^\\x00-\\x7f]", line):
            start = re.search("[^ \\t]*$", line[: match.start()])
            word = re.match("[^ \\t]*", line[start.start() if start else 0 :])
            return Span(number, match.start() + 1, number, match.end() + 1), word[0] if word else ""
    return Span(1, 1, 1, 1), ""


def no_break_after_colon(text: str) -> int | None:
    """Where, in a plain text, a word, a colon and a no-break space stand for a key: `code: BC1`."""
    if "\u00a0" not in text and "\u202f" not in text:
        return None
    match = KEY_NO_BREAK.match(text)
    return match.end() - 1 if match else None


def between_braces(text: str, at: tuple[int, int, int, int]) -> bool:
    """Whether a key is all that two braces hold: `{12}`."""
    source = lines(text)
    before, after = source[at[0] - 1][: at[1] - 1].rstrip(), source[at[2] - 1][at[3] - 1 :].lstrip()
    return before.endswith("{") and after.startswith("}")
