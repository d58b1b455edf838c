"""Why the text of a cell is neither a value of its element's scale nor a status."""

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from certeval.diagnostics import Kind
from certeval.diagnostics.families import sheets as kinds
from certeval.frozen import frozen
from certeval.rules.bounds import Ends
from certeval.text.cell_text import spelling
from certeval.text.days import is_shown_day
from certeval.text.nearest import nearest, suggestion
from certeval.text.numbers import number, percent, plain

NOT_APPLICABLE = frozenset({"n/a", "n.a.", "n.a", "s/o"})
NOTHING: Mapping[str, str] = {
    **dict.fromkeys(("nan", "nat", "none", "null", "<na>", "(vide)", "(blank)", "neant"), "vide"),
    **dict.fromkeys(("nn", "n.n", "n.n.", "n.e.", "nr", "nonnote", "nonnotee", "nonevalue"), "NE"),
}
"""What is written, folded, where nothing was entered, by what says so here."""
_DENIAL = re.compile(r"\s*(?:pas|non|not|no|aucune?|jamais)\b", re.IGNORECASE)
DIGIT_GROUPS = re.compile(r"[+-]?[0-9]{1,3}(?:[.,'’ \u00a0\u202f\u2009][0-9]{3})+(?:[.,][0-9]+)?")
THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")
"""A decimal, or a whole number whose thousands a comma parts: uncertain on a scale that has both."""
OUT_OF = re.compile(r"([0-9]+(?:[.,][0-9]+)?)\s*/\s*([0-9]+(?:[.,][0-9]+)?)")

REMAINDER = re.compile(r"[+-]?0*[.,]?0*([1-9][0-9]*(?:[.,][0-9]+)?)")
TYPED_DIGITS = 14
"""More digits than anybody types: a decimal with more was left by a computation. LibreOffice writes 1/3 with 15 of
them, Excel with 16 or 17.
"""


@frozen
class Refusal:
    """The kind of finding that a refused text is, and what is said of it. `words` are those of which the nearest to the
    text is suggested: looked for once it is told, since most of a sheet's thousand mistakes are only counted.
    """

    kind: Kind
    details: Mapping[str, object]
    text: str = ""
    words: tuple[str, ...] = ()

    @property
    def arguments(self) -> dict[str, object]:
        """The arguments of the finding."""
        near = _by_meaning(self.words).get(_meaning(self.text))
        if near is None and self.words:  # before the nearest, which may be a no
            near = NOTHING.get(spelling(self.text))
        if near is None and len(self.words) <= MOST_WORDS:
            words = filter(_denies, self.words) if _denies(self.text) else self.words
            near = nearest(self.text, words)
        return {**self.details, **suggestion(near)}


MOST_WORDS = 100
"""Words of which the nearest to a text is looked for: a sheet may have a thousand such texts."""


@lru_cache(maxsize=64)
def _by_meaning(words: tuple[str, ...]) -> Mapping[object, str]:
    return {_meaning(word): word for word in reversed(words)}


def _meaning(text: str) -> object:
    """What a text is, but for how numbers and their signs are written: `50,00 %` is 50 %, `2,0` is 2, `A−` is A-."""
    said = plain(text)
    amount = percent(said), number(said)
    return spelling(said) if amount == (None, None) else amount


def _denies(text: str) -> bool:
    """Whether a text begins by a no: « pas acquis » is not likely « Acquis »."""
    return _DENIAL.match(text) is not None


def no_value(text: str) -> Kind | None:
    """The kind of a text without edges that is a value on no scale; None where it may be one on some."""
    if text.startswith("#") or text[:4].lower() == "err:":
        return kinds.SPREADSHEET_ERROR
    if text.startswith("="):
        return kinds.NOT_COMPUTED
    if is_shown_day(text):
        return kinds.DATE_AS_VALUE
    if is_remainder(text):
        return kinds.NOT_EXACT
    return kinds.NOT_APPLICABLE if spelling(text) in NOT_APPLICABLE else None


def is_remainder(text: str) -> bool:
    """Whether a decimal has more digits than anybody types, as binary arithmetic makes of 0.1 + 0.2. The zeros that end
    it are none: a database writes the mean of 12 and 13 as 12.5000000000000000.
    """
    if len(text) <= TYPED_DIGITS:
        return False
    match = REMAINDER.fullmatch(text)
    decimal = "." in text or "," in text
    return match is not None and decimal and len(re.sub(r"[.,]", "", match[1]).rstrip("0")) > TYPED_DIGITS


def not_a_word(text: str, words: tuple[str, ...]) -> Refusal:
    """Why a text is none of the words accepted."""
    return Refusal(kinds.NOT_A_VALUE, {"accepted": words}, text, words)


def not_a_mark(text: str, statuses: tuple[str, ...], mark: Fraction | None, scale: Ends) -> Refusal:
    """Why a text is no mark of a scale from its least to its greatest, by its step; `mark` is the number it says."""
    least, greatest, step = scale
    ends: dict[str, object] = {"least": least, "greatest": greatest}
    if mark is not None and not least <= mark <= greatest:
        return Refusal(kinds.OUT_OF_RANGE, ends)
    if mark is not None and step and (mark - least) % step:
        below = least + (mark - least) // step * step
        return Refusal(kinds.OFF_STEP, {"step": step, "below": below, "above": min(below + step, greatest)})
    if DIGIT_GROUPS.fullmatch(text):
        return Refusal(kinds.AMBIGUOUS_NUMBER, {})
    out_of = OUT_OF.fullmatch(text)
    target = out_of[1] if out_of and number(out_of[2]) == greatest else None
    said = plain(text)
    if said != text and (value := number(said)) is not None and least <= value <= greatest:
        target = said
    details = {**ends, "accepted": statuses, **suggestion(target)}
    return Refusal(kinds.NOT_A_MARK, details, text, () if target else statuses)
