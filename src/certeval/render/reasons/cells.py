"""What was entered, in words: each cell as typed with its place, and how several make one value."""

from collections.abc import Sequence
from fractions import Fraction

from certeval.messages import N_, _, ngettext
from certeval.render.diagnostics import where
from certeval.render.reasons import numbers
from certeval.render.reasons.topics import CandidateCase, Clause, Reason, clauses
from certeval.render.words import visible
from certeval.rules.entry import Entry
from certeval.rules.outcome import BLOQUEE, DISPENSEE, EXCLUE, NON_SAISIE, VRAI, Value
from certeval.rules.saisie import VIDE
from certeval.rules.several import still_due
from certeval.scores.groups import group_of
from certeval.scores.observations import Cell, CellKey
from certeval.text.cell_text import spelling

Cells = Sequence[tuple[CellKey, Cell]]
Attempts = dict[int, list[Cell]]
"""The cells of each attempt, by its number."""
LONGEST = 80
"""Characters shown of what was typed."""
JURORS = {
    "accord": N_("the jurors agree"),
    "moyenne": N_("the mean of the jurors"),
    "minimum": N_("the lowest of the jurors"),
    "unanimite": N_("what every juror grants"),
    "majorite": N_("what more than half of the jurors grant"),
}
ATTEMPTS = {
    "derniere": N_("the last attempt counts"),
    "meilleure": N_("the best attempt counts"),
    "premiere": N_("the first attempt counts"),
}


STATUSES = {
    DISPENSEE: N_("{cell}: exempted"),
    EXCLUE: N_("{cell}: excluded"),
    BLOQUEE: N_("{cell}: blocked"),
}


def entry_value(code: str, case: CandidateCase) -> Clause:
    """The value of an element that is entered: its one cell, or several with what is made of them."""
    entry, cells = case.referentiel.entries[code], case.cells.get(code, ())
    value = case.state.values[code].value
    if len(cells) == 1 and cells[0][0].tentative == 1 and (entry.jurors.nombre or 1) == 1:
        return Clause(_single_cell(cells[0][1], entry, value))
    if not cells:
        text = _("no cell")
        return Clause(_status(text, entry.statuses[VIDE][1], entry, value))
    attempts = _by_attempt(cells)
    each = _empty_attempts(attempts, entry) + tuple(
        Reason(_cell_phrase(key, cell, entry, len(attempts)), groupe=group_of(cell) or None)
        for key, cell in cells
    )
    ways = clauses(*_jurors(attempts, entry), *_attempts(attempts, entry))
    text = numbers.interval(value, entry.scale.words())
    return Clause(_("{value} ({how})", value=text, how=ways) if ways else text, each, code)


def _cell_text(cell: Cell) -> str:
    text = cell.bare_text
    short = visible(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")
    if group := group_of(cell):
        phrase = _("« {text} », mark of the group {group} ({place})")
        return phrase.format(text=short, group=visible(group), place=where(cell.place))
    if spelling(text) != spelling(cell.reading.text):
        phrase = _("« {text} », read as « {word} » ({place})")
        return phrase.format(text=short, word=visible(cell.reading.text), place=where(cell.place))
    return _("« {text} » ({place})", text=short, place=where(cell.place))


def _single_cell(cell: Cell, entry: Entry, value: Value) -> str:
    """A cell as typed, and what its status does; a plain value speaks for itself."""
    word, text = cell.reading.status, _cell_text(cell)
    if word is None:
        return text
    effect = next(effect for status, effect in entry.statuses.values() if status == word)
    return _status(text, effect, entry, value)


def _status(text: str, effect: object, entry: Entry, value: Value) -> str:
    """What the status of a cell, or the absence of one, does to the rules."""
    words = entry.scale.words()
    if isinstance(effect, Fraction):
        return _("{cell}: counts as {value}", cell=text, value=numbers.level_or_number(effect, words))
    phrase = STATUSES.get(value.may, N_("{cell}, {value}"))
    return _(phrase, cell=text, value=numbers.interval(value, words))


def _cell_phrase(key: CellKey, cell: Cell, entry: Entry, attempts: int) -> str:
    """One of several cells, with its juror and its attempt where there are several."""
    text = _single_cell(cell, entry, cell.reading.value)
    if key.jure and key.tentative > 1:
        phrase = _("juror {juror}, attempt {attempt}: {cell}")
    elif key.jure:
        phrase = _("juror {juror}: {cell}")
    elif attempts == 1 and key.tentative == 1:
        phrase = _("juror not named: {cell}")
    else:
        phrase = _("attempt {attempt}: {cell}")
    return phrase.format(juror=visible(key.jure), attempt=key.tentative, cell=text)


def _by_attempt(cells: Cells) -> Attempts:
    """The cells of each attempt made, in their order; those of one attempt in the order of jurors."""
    attempts: dict[int, list[Cell]] = {}
    for key, cell in cells:
        attempts.setdefault(key.tentative, []).append(cell)
    return attempts


def _jurors(attempts: Attempts, entry: Entry) -> list[str]:
    """How the jurors' cells of an attempt that counts make one value, and how many are still due; of each of them where
    several may count and don't come to the same.
    """
    numbers = entry.may_count(_values_of(attempts))
    each = {number: _jurors_of(attempts.get(number, ()), entry) for number in numbers}
    first, *others = each.values()
    if all(phrases == first for phrases in others):
        return first
    phrase = _("attempt {attempt}: {cell}")
    return [phrase.format(attempt=number, cell=said) for number, phrases in each.items() for said in phrases]


def _values_of(attempts: Attempts) -> dict[int, list[Value]]:
    return {number: [cell.reading.value for cell in cells] for number, cells in attempts.items()}


def _jurors_of(cells: Sequence[Cell], entry: Entry) -> list[str]:
    missing = still_due(entry.jurors, [cell.reading.value for cell in cells]) if cells else 0
    phrases: list[str] = []
    if len(cells) + missing > 1:
        phrases.append(_third(cells, entry) or _(JURORS[entry.jurors.retenir]))
    if missing:
        phrases.append(ngettext("{n} more juror due", "{n} more jurors due", missing, n=missing))
    return phrases


def _third(cells: Sequence[Cell], entry: Entry) -> str:
    """What the gap between the first two markers calls for; empty where no third marker is provided for."""
    values = [cell.reading.value for cell in cells]
    if entry.third is None or len(values) < 2:  # noqa: PLR2004 -- two markers make a gap
        return ""
    one, other, *rest = values
    if (one.may | other.may) & ~(NON_SAISIE | 1) or one.number is None or other.number is None:
        return ""
    gap = abs(one.number - other.number)
    bounds = numbers.limits(entry.third, None if entry.scale.words() else entry.scale)
    gap_text = numbers.numeral(gap, entry.third.ends)
    if entry.third.holds(gap, gap) != VRAI:
        text = _("the first two differ by {gap}, and a third is called only for {bounds}")
        if entry.jurors.retenir == "moyenne":
            text = _("the mean of the first two, who differ by {gap}: a third is called only for {bounds}")
    elif rest:
        text = _("the first two differ by {gap}, {bounds}: the third marker's mark replaces theirs")
    else:
        text = _("the first two differ by {gap}, {bounds}: a third marker is awaited")
    return text.format(gap=gap_text, bounds=bounds)


def _attempts(attempts: Attempts, entry: Entry) -> list[str]:
    rule = entry.attempts
    if list(attempts) == [1]:
        return []
    if rule is None:
        return [_(ATTEMPTS["derniere"])]
    phrases = []
    number = entry.kept_attempt(_values_of(attempts))
    if number is None:
        phrases.append(_(ATTEMPTS[rule.retenir]))
    elif entry.keep_bounds is not None:
        bounds = numbers.limits(entry.keep_bounds, entry.scale)
        phrases.append(_("attempt {n} is kept: {bounds}", n=number, bounds=bounds))
    if rule.plafond is not None:
        ceiling = numbers.level_or_number(rule.plafond, entry.scale.words())
        phrases.append(_("a new attempt counts for at most {ceiling}", ceiling=ceiling))
    return phrases


def _empty_attempts(attempts: Attempts, entry: Entry) -> tuple[Reason, ...]:
    """The attempts left empty before one that was made, where they may still count."""
    rule = entry.attempts
    if rule is None or (rule.retenir == "derniere" and rule.conserver_si is None):
        return ()
    empty = (number for number in range(1, max(attempts)) if number not in attempts)
    phrase = _("attempt {attempt}: {cell}")
    return tuple(Reason(phrase.format(attempt=number, cell=_("no cell"))) for number in empty)
