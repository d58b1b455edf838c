"""The known word that someone most likely meant."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from certeval.text.cell_text import without_ink

_Value = TypeVar("_Value")
_SPACES = re.compile("[\\s\u00a0\u202f\u2009]+")


def fold(text: str) -> str:
    """A text without case, accents, apostrophe style, spaces or signs that nobody sees: `Non validé` and `NON VALIDE`
    are one. The mark of a footnote is no digit: `E1²` is not `E12`.
    """
    if text.isascii():
        return "".join(text.split()).lower()
    return _SPACES.sub("", "".join(map(_plain, text.replace("’", "'")))).casefold()


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """A character without accents, or nothing; a digit off the line, in a circle or in a fraction stays itself."""
    letters = [c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c)]
    if any(map(str.isdecimal, letters)) and not character.isdecimal():
        return character
    return "" if without_ink(character) else "".join(letters)


def folded_key(choices: Iterable[str], text: str) -> str | None:
    """The first known word that is the typed one without regard to case, accents and spaces."""
    plain = fold(text)
    return next((each for each in choices if fold(each) == plain), None)


def folded_get(by_word: Mapping[str, _Value], text: str) -> _Value | None:
    """What stands under such a word."""
    key = folded_key(by_word, text)
    return None if key is None else by_word[key]


def suggestion(word: str | None) -> dict[str, object]:
    """The argument of a finding that says which word was likely meant; nothing where none is near."""
    return {"suggestion": word} if word else {}


MOST_SIGNS = 200
"""Signs of a word that is compared: two texts cost the product of their lengths."""
SHORT = 20
"""Signs of a word that costs no more to compare than any code does."""
MOST_COMPARISONS = 50_000
"""Words compared to suggest one, for all the mistakes that one check finds: a second's work."""


@dataclass(slots=True)
class Suggestions:
    """Suggests what was meant, mistake after mistake; after `budget` comparisons, nothing any more."""

    budget: int = MOST_COMPARISONS

    def nearest(self, text: str, choices: Collection[str]) -> str | None:
        """The known word nearest to the typed one, if one is near and comparing with all of them is not too much."""
        cost = len(choices) * (1 + len(text) // SHORT)
        if cost > self.budget:
            return None
        self.budget -= cost
        return nearest(text, choices)


def nearest(text: Iterable[str] | str, choices: Iterable[str]) -> str | None:
    """The known word nearest to the typed one (or to any of several), if one is near at all."""
    from difflib import get_close_matches

    words = {fold(word): word for word in choices}
    short_words = [word for word in words if len(word) <= MOST_SIGNS]
    for word in [text] if isinstance(text, str) else text:
        plain = fold(word)
        if plain in words:
            return words[plain]
        if len(plain) > MOST_SIGNS:
            continue
        if (alike := _alike(plain, short_words)) is not None:
            return words[alike]
        if matches := get_close_matches(plain, short_words, n=1, cutoff=0.7):
            return words[matches[0]]
    return None


LOOKALIKES = str.maketrans("oilsz", "01152")
"""Letters typed for the digits that they look like."""
FEW_SIGNS = 3
"""Signs of a word up to which another order of them is another word: E12 is not E21."""


def _alike(plain: str, words: Sequence[str]) -> str | None:
    """The one word that differs by signs that look alike, else by their order alone: no other is as near."""
    as_long = [word for word in words if len(word) == len(plain)]
    looks = plain.translate(LOOKALIKES)
    same_looks = [word for word in as_long if word.translate(LOOKALIKES) == looks]
    if len(same_looks) == 1:
        return same_looks[0]
    signs = sorted(plain)
    same_signs = [word for word in as_long if sorted(word) == signs] if len(plain) > FEW_SIGNS else []
    return same_signs[0] if len(same_signs) == 1 else None
