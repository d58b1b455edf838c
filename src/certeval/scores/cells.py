"""How the cells of one element read, each text once, and why a text is refused."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from certeval.diagnostics import Kind
from certeval.diagnostics.families import sheets as kinds
from certeval.diagnostics.nearest import fold, nearest
from certeval.rules.entry import Entry
from certeval.rules.numbers import exact, number
from certeval.rules.outcome import Value
from certeval.rules.scales import VIDE, Acquis, Note, Quantite
from certeval.scores.days import day

YES_WORDS = ("1", "oui", "o", "vrai", "x", "v", "valide", "validé", "validée", "a", "acquis", "acquise")
NO_WORDS = (
    *("0", "non", "n", "faux", "nv", "non valide", "non validé", "non validée"),
    *("na", "non acquis", "non acquise"),
)
"""The closed lists of yes and no as people write them; each folds to a word of the scale."""

_NOT_APPLICABLE = frozenset({"n/a", "n.a.", "n.a", "s/o"})
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:[.,'’ \u00a0\u202f\u2009][0-9]{3})+(?:[.,][0-9]+)?")
_OUT_OF = re.compile(r"\s*([0-9]+(?:[.,][0-9]+)?)\s*/\s*([0-9]+(?:[.,][0-9]+)?)\s*")

_REMAINDER = re.compile(r"\s*[+-]?0*[.,]?0*([1-9][0-9]*(?:[.,][0-9]+)?)\s*")
TYPED_DIGITS = 15
"""The digits that a spreadsheet keeps of what is typed: a decimal with more was left by a computation."""

EMPTY = "empty"
REFUSED = "refused"
Meaning = str | tuple[str] | Value
"""EMPTY, REFUSED, a status's word in a tuple of one, or a value: what makes two cells say the same."""


@dataclass(slots=True)
class CellReader:
    """The cells of one element. Each text is read once: sheets repeat a dozen of them a thousand times."""

    entry: Entry
    meanings: dict[str, Meaning] = field(default_factory=dict)
    refusals: dict[str, tuple[Kind, Mapping[str, object]]] = field(default_factory=dict)

    def meaning(self, text: str) -> Meaning:
        found = self.meanings.get(text)
        if found is None:
            found = self.meanings[text] = self._read(text)
        return found

    def refusal(self, text: str) -> tuple[Kind, Mapping[str, object]]:
        """The kind of finding that a refused text is, and its arguments."""
        found = self.refusals.get(text)
        if found is None:
            found = self.refusals[text] = refusal(self.entry, text.strip())
        return found

    def _read(self, text: str) -> Meaning:
        status = self.entry.status(text.strip())
        if status is not None:
            return EMPTY if fold(status) == VIDE else (status,)
        value = self.entry.read(text.strip())
        return REFUSED if value is None or _remainder(text) else value


def refusal(entry: Entry, text: str) -> tuple[Kind, Mapping[str, object]]:
    """Why a cell is neither a value of its element's scale nor a status."""
    base = {"value": text, "element": entry.code}
    if text.startswith("#"):
        return kinds.SPREADSHEET_ERROR, base
    if text.startswith("="):
        return kinds.NOT_COMPUTED, base
    if day(text) is not None:
        return kinds.DATE_AS_VALUE, base
    if _remainder(text):
        return kinds.NOT_EXACT, base
    if fold(text) in _NOT_APPLICABLE:
        return kinds.NOT_APPLICABLE, base
    if isinstance(entry.scale, Note | Quantite):
        return _refused_mark(entry.scale, _statuses(entry), base)
    words = (*YES_WORDS, *NO_WORDS) if isinstance(entry.scale, Acquis) else entry.scale.words()
    accepted = (*words, *_statuses(entry))
    near = nearest(text, accepted)
    if isinstance(entry.scale, Acquis) and number(text) in {Fraction(0), Fraction(1)}:
        near = exact(number(text) or Fraction(0))
    return kinds.NOT_A_VALUE, base | {"accepted": accepted} | ({"suggestion": near} if near else {})


def _remainder(text: str) -> bool:
    """Whether a decimal has more digits than anybody types: what binary arithmetic makes of 0.1 + 0.2."""
    if len(text) <= TYPED_DIGITS:
        return False
    found = _REMAINDER.fullmatch(text)
    decimal = "." in text or "," in text
    return found is not None and decimal and len(re.sub(r"[.,]", "", found[1])) > TYPED_DIGITS


def _refused_mark(
    scale: Note | Quantite, statuses: tuple[str, ...], base: dict[str, str]
) -> tuple[Kind, Mapping[str, object]]:
    text = base["value"]
    ends = {"least": scale.least, "greatest": scale.greatest}
    mark = number(text) if "/" not in text else None
    if mark is not None and not scale.least <= mark <= scale.greatest:
        return kinds.OUT_OF_RANGE, base | ends
    if mark is not None and scale.step:
        below = scale.least + (mark - scale.least) // scale.step * scale.step
        above = min(below + scale.step, scale.greatest)
        steps = {"step": scale.step, "below": below, "above": above}
        return kinds.OFF_STEP, base | steps
    if _GROUPED.fullmatch(text):
        return kinds.AMBIGUOUS_NUMBER, base
    out_of = _OUT_OF.fullmatch(text)
    near = out_of[1] if out_of and number(out_of[2]) == scale.greatest else nearest(text, statuses)
    return kinds.NOT_A_MARK, base | ends | {"accepted": statuses} | ({"suggestion": near} if near else {})


def _statuses(entry: Entry) -> tuple[str, ...]:
    return tuple(word for folded, (word, _) in entry.statuses.items() if folded != VIDE)
