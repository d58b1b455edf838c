"""Text in Markdown: people's own can neither format, link nor call anyone."""

import re
from html import escape

from certeval.render.words import visible

_SIGNS = re.compile(r"([\\`*_\[\]~$|])")
_BEGINS = re.compile(r"^(?:([-+=])|([0-9]{1,9})(?=[.)]))")
"""What would begin a list or underline a title."""
_CALLS = re.compile(r"[@#]|://|www\.", re.IGNORECASE)


def plain(text: str) -> str:
    """Text that Markdown shows as it is: no mark, no tag, no link, no mention, no number of an issue."""
    safe_text = _SIGNS.sub(r"\\\1", escape(visible(text), quote=False))
    return _CALLS.sub(lambda match: f"{match[0][:1]}<!-- -->{match[0][1:]}", safe_text)


def line_start(text: str) -> str:
    """Such text where a line begins: neither a list nor what underlines a title."""
    return _BEGINS.sub(lambda sign: rf"\{sign[1]}" if sign[1] else f"{sign[2]}\\", text)
