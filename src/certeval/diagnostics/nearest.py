"""The known word that someone most likely meant."""

import re
import unicodedata
from collections.abc import Iterable

_SPACES = re.compile("[\\s\u00a0\u202f\u2009]+")


def fold(text: str) -> str:
    """A text without case, accents, apostrophe style or spaces: `Non validé` and `NON VALIDE` are one."""
    if text.isascii():
        return "".join(text.split()).lower()
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return _SPACES.sub("", "".join(c for c in plain if not unicodedata.combining(c))).casefold()


def nearest(typed: Iterable[str] | str, known: Iterable[str]) -> str | None:
    """The known word nearest to the typed one (or to any of several), if one is near at all."""
    from difflib import get_close_matches

    words = {fold(word): word for word in known}
    for word in [typed] if isinstance(typed, str) else typed:
        folded = fold(word)
        if folded in words:
            return words[folded]
        if found := get_close_matches(folded, words, n=1, cutoff=0.7):
            return words[found[0]]
    return None
