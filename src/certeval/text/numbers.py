"""Exact numbers as people type them: `10`, `-2`, `9,5`, `9.5`, `61/6`, `50 %`, `2/3`."""

import re
import unicodedata
from fractions import Fraction
from functools import lru_cache

from certeval.text.cell_text import trim

DECIMAL = re.compile(r"[+-]?[0-9]{1,30}(?:[.,][0-9]{1,30})?")
FRACTION = re.compile(r"([+-]?[0-9]{1,30})/([0-9]{1,30})")


@lru_cache(maxsize=4096)
def number(text: str) -> Fraction | None:
    """The exact number a text holds, a decimal comma read as such; None where it is not one number."""
    text = trim(text)
    if DECIMAL.fullmatch(text):
        return Fraction(text.replace(",", "."))
    parts = FRACTION.fullmatch(text)
    if parts and int(parts[2]):
        return Fraction(int(parts[1]), int(parts[2]))
    return None


_SIGNS = str.maketrans(
    {**dict.fromkeys("−‐‑‒–—", "-"), "，": ",", "．": ".", "٫": ",", "％": "%", "＋": "+", "－": "-"}
)


def plain(text: str) -> str:
    """A text with the digits and the signs of numbers as keyboards have them: ５ and − become 5 and -, not ²."""
    return "".join(str(unicodedata.decimal(c, c)) for c in text.translate(_SIGNS))


@lru_cache(maxsize=256)
def percent(text: str) -> Fraction | None:
    """`50 %` as 1/2; None where the text does not end with a percent sign after a number."""
    text = trim(text)
    value = number(text[:-1]) if text.endswith("%") else None
    return None if value is None else value / 100


@lru_cache(maxsize=4096)
def exact(value: Fraction) -> str:
    """A number as text that loses nothing: an integer, a decimal where one exists, else a fraction."""
    if value.denominator == 1:
        return str(value.numerator)
    rest, places = value.denominator, 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest //= prime
            power += 1
        places = max(places, power)
    if rest != 1 or places > 12:  # noqa: PLR2004 -- a longer decimal reads worse than its fraction
        return f"{value.numerator}/{value.denominator}"
    digits = f"{abs(value.numerator) * 10**places // value.denominator:0{places + 1}d}"
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"
