"""Why the text of a cell is neither a value of its element's scale nor a status."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from certeval.diagnostics import Kind
from certeval.diagnostics.families import sheets as kinds
from certeval.rules.scales import Acquis, Note, Quantite, Scale
from certeval.text.days import day
from certeval.text.nearest import nearest
from certeval.text.numbers import exact, number
from certeval.text.typed import spelling

YES_WORDS = ("1", "oui", "o", "vrai", "x", "v", "valide", "validé", "validée", "a", "acquis", "acquise")
NO_WORDS = (
    *("0", "non", "n", "faux", "nv", "non valide", "non validé", "non validée"),
    *("na", "non acquis", "non acquise"),
)
"""The closed lists of yes and no as people write them; each folds to a word of the scale."""

_NOT_APPLICABLE = frozenset({"n/a", "n.a.", "n.a", "s/o"})
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:[.,'’ \u00a0\u202f\u2009][0-9]{3})+(?:[.,][0-9]+)?")
_OUT_OF = re.compile(r"([0-9]+(?:[.,][0-9]+)?)\s*/\s*([0-9]+(?:[.,][0-9]+)?)")

_REMAINDER = re.compile(r"[+-]?0*[.,]?0*([1-9][0-9]*(?:[.,][0-9]+)?)")
TYPED_DIGITS = 15
"""The digits that a spreadsheet keeps of what is typed: a decimal with more was left by a computation."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """The kind of finding that a refused text is, and its arguments."""

    kind: Kind
    arguments: Mapping[str, object]


def refusal(code: str, scale: Scale, statuses: tuple[str, ...], text: str) -> Refusal:
    """Why a text without edges is no cell of the element `code`: neither of its scale, nor one of its statuses."""
    base: dict[str, object] = {"value": text, "element": code}
    if text.startswith("#"):
        return Refusal(kinds.SPREADSHEET_ERROR, base)
    if text.startswith("="):
        return Refusal(kinds.NOT_COMPUTED, base)
    if day(text) is not None:
        return Refusal(kinds.DATE_AS_VALUE, base)
    if is_remainder(text):
        return Refusal(kinds.NOT_EXACT, base)
    if spelling(text) in _NOT_APPLICABLE:
        return Refusal(kinds.NOT_APPLICABLE, base)
    if isinstance(scale, Note | Quantite):
        return _refused_mark(text, scale, statuses, base)
    if isinstance(scale, Acquis) and spelling(text) in {"true", "false"}:
        return Refusal(kinds.ENGLISH_BOOLEAN, base)
    words = (*YES_WORDS, *NO_WORDS) if isinstance(scale, Acquis) else scale.words()
    accepted = (*words, *statuses)
    near = nearest(text, accepted)
    if isinstance(scale, Acquis) and number(text) in {Fraction(0), Fraction(1)}:
        near = exact(number(text) or Fraction(0))
    return Refusal(kinds.NOT_A_VALUE, base | {"accepted": accepted} | ({"suggestion": near} if near else {}))


def is_remainder(text: str) -> bool:
    """Whether a decimal has more digits than anybody types: what binary arithmetic makes of 0.1 + 0.2."""
    if len(text) <= TYPED_DIGITS:
        return False
    found = _REMAINDER.fullmatch(text)
    decimal = "." in text or "," in text
    return found is not None and decimal and len(re.sub(r"[.,]", "", found[1])) > TYPED_DIGITS


def _refused_mark(
    text: str, scale: Note | Quantite, statuses: tuple[str, ...], base: dict[str, object]
) -> Refusal:
    ends: dict[str, object] = {"least": scale.least, "greatest": scale.greatest}
    mark = scale.number(text)
    if mark is not None and not scale.least <= mark <= scale.greatest:
        return Refusal(kinds.OUT_OF_RANGE, base | ends)
    if mark is not None and scale.step:
        below = scale.least + (mark - scale.least) // scale.step * scale.step
        above = min(below + scale.step, scale.greatest)
        steps: dict[str, object] = {"step": scale.step, "below": below, "above": above}
        return Refusal(kinds.OFF_STEP, base | steps)
    if _GROUPED.fullmatch(text):
        return Refusal(kinds.AMBIGUOUS_NUMBER, base)
    out_of = _OUT_OF.fullmatch(text)
    near = out_of[1] if out_of and number(out_of[2]) == scale.greatest else nearest(text, statuses)
    return Refusal(
        kinds.NOT_A_MARK, base | ends | {"accepted": statuses} | ({"suggestion": near} if near else {})
    )
