"""The known word that someone most likely meant."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

_Value = TypeVar("_Value")
_SPACES = re.compile("[\\s\u00a0\u202f\u2009]+")


def fold(text: str) -> str:
    """A text without case, accents, apostrophe style or spaces: `Non validé` and `NON VALIDE` are one."""
    if text.isascii():
        return "".join(text.split()).lower()
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return _SPACES.sub("", "".join(c for c in plain if not unicodedata.combining(c))).casefold()


def folded_key(known: Iterable[str], typed: str) -> str | None:
    """The first known word that is the typed one without regard to case, accents and spaces."""
    folded = fold(typed)
    return next((each for each in known if fold(each) == folded), None)


def folded_get(known: Mapping[str, _Value], typed: str) -> _Value | None:
    """What stands under such a word."""
    key = folded_key(known, typed)
    return None if key is None else known[key]


def suggestion(word: str | None) -> dict[str, object]:
    """The argument of a finding that says which word was likely meant; nothing where none is near."""
    return {"suggestion": word} if word else {}


MOST_COMPARED = 50_000
"""Words compared to suggest one, for all the mistakes that one check finds: a second's work."""


@dataclass(slots=True)
class Suggestions:
    """Suggests what was meant, mistake after mistake; after `left` comparisons, nothing any more."""

    left: int = MOST_COMPARED

    def nearest(self, typed: str, known: Collection[str]) -> str | None:
        """The known word nearest to the typed one, if one is near and comparing with all of them is not too much."""
        if len(known) > self.left:
            return None
        self.left -= len(known)
        return nearest(typed, known)


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
