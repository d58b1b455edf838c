"""What was entered, in words: each cell as typed with its place, and how several make one value."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from certeval.messages import N_, _, ngettext
from certeval.render.diagnostics import where
from certeval.render.reasons import numbers
from certeval.render.reasons.topics import CandidateCase, Clause, Reason, clauses
from certeval.render.words import visible
from certeval.rules.entry import Entry
from certeval.rules.jurors import still_due
from certeval.rules.outcome import BLOQUEE, DISPENSEE, EXCLUE, NON_SAISIE, VRAI, Value
from certeval.rules.scales import VIDE
from certeval.scores.groups import group_of
from certeval.scores.observations import Cell, CellKey
from certeval.text.typed import spelling

Cells = Sequence[tuple[CellKey, Cell]]
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


def entered(code: str, case: CandidateCase) -> Clause:
    """The value of an element that is entered: its one cell, or several with what is made of them."""
    entry, cells = case.referentiel.entries[code], case.cells.get(code, ())
    value = case.state.values[code].value
    if len(cells) == 1 and _alone(cells[0][0], entry):
        return Clause(_one(cells[0][1], entry, value))
    if not cells:
        text = _("no cell")
        return Clause(_status(text, entry.statuses[VIDE][1], entry, value))
    attempts = len({key.tentative for key, _cell in cells})
    each = _awaited(cells, entry) + tuple(
        Reason(_labelled(key, cell, entry, attempts), groupe=group_of(cell) or None) for key, cell in cells
    )
    ways = clauses(*_jurors(cells, entry), *_attempts(cells, entry))
    text = numbers.interval(value, entry.scale.words())
    return Clause(_("{value} ({how})").format(value=text, how=ways) if ways else text, each, code)


def _alone(key: CellKey, entry: Entry) -> bool:
    """A cell that is the whole of what is awaited: one juror, one attempt."""
    return key.tentative == 1 and (entry.jurors.nombre or 1) == 1


def _typed(cell: Cell) -> str:
    text = cell.shown
    short = visible(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")
    if group := group_of(cell):
        phrase = _("« {text} », mark of the group {group} ({place})")
        return phrase.format(text=short, group=visible(group), place=where(cell.place))
    if spelling(text) != spelling(cell.reading.text):
        phrase = _("« {text} », read as « {word} » ({place})")
        return phrase.format(text=short, word=visible(cell.reading.text), place=where(cell.place))
    return _("« {text} » ({place})").format(text=short, place=where(cell.place))


def _one(cell: Cell, entry: Entry, value: Value) -> str:
    """A cell as typed, and what its status does; a plain value speaks for itself."""
    word = cell.reading.status
    typed = _typed(cell)
    if word is None:
        return typed
    return _status(typed, _effect(word, entry), entry, value)


def _effect(word: str, entry: Entry) -> object:
    return next(effect for known, effect in entry.statuses.values() if known == word)


def _status(typed: str, effect: object, entry: Entry, value: Value) -> str:
    """What the status of a cell, or the absence of one, does to the rules."""
    words = entry.scale.words()
    if isinstance(effect, Fraction):
        return _("{cell}: counts as {value}").format(cell=typed, value=numbers.spelled(effect, words))
    if value.may == DISPENSEE:
        return _("{cell}: exempted").format(cell=typed)
    if value.may == EXCLUE:
        return _("{cell}: excluded").format(cell=typed)
    if value.may == BLOQUEE:
        return _("{cell}: blocked").format(cell=typed)
    return _("{cell}, {value}").format(cell=typed, value=numbers.interval(value, words))


def _labelled(key: CellKey, cell: Cell, entry: Entry, attempts: int) -> str:
    """One of several cells, with its juror and its attempt where there are several."""
    text = _one(cell, entry, cell.reading.value)
    if key.jure and key.tentative > 1:
        phrase = _("juror {juror}, attempt {attempt}: {cell}")
    elif key.jure:
        phrase = _("juror {juror}: {cell}")
    elif attempts == 1 and key.tentative == 1:
        phrase = _("juror not named: {cell}")
    else:
        phrase = _("attempt {attempt}: {cell}")
    return phrase.format(juror=visible(key.jure), attempt=key.tentative, cell=text)


def _by_attempt(cells: Cells) -> dict[int, list[Cell]]:
    """The cells of each attempt made, in their order; those of one attempt in the order of jurors."""
    attempts: dict[int, list[Cell]] = {}
    for key, cell in cells:
        attempts.setdefault(key.tentative, []).append(cell)
    return attempts


def _jurors(cells: Cells, entry: Entry) -> list[str]:
    """How the jurors' cells of the last attempt make one value, and how many are still due."""
    last = list(_by_attempt(cells).values())[-1]
    missing = still_due(entry.jurors, [cell.reading.value for cell in last])
    said: list[str] = []
    if len(last) + missing > 1:
        third = _third(last, entry)
        said.append(third or _(JURORS[entry.jurors.retenir]))
    if missing:
        said.append(ngettext("{n} more juror due", "{n} more jurors due", missing).format(n=missing))
    return said


def _third(cells: Sequence[Cell], entry: Entry) -> str:
    """What the gap between the first two markers calls for; empty where no third marker is provided for."""
    values = [cell.reading.value for cell in cells]
    if entry.third is None or len(values) < 2:  # noqa: PLR2004 -- two markers make a gap
        return ""
    one, other, *rest = values
    if (one.may | other.may) & ~(NON_SAISIE | 1) or one.known is None or other.known is None:
        return ""
    gap = abs(one.known - other.known)
    bounds = numbers.limits(entry.third, None if entry.scale.words() else entry.scale)
    shown = numbers.shown(gap, numbers.ends(entry.third))
    if entry.third.holds(gap, gap) != VRAI:
        text = _("the first two differ by {gap}, and a third is called only for {bounds}")
        if entry.jurors.retenir == "moyenne":
            text = _("the mean of the first two, who differ by {gap}: a third is called only for {bounds}")
    elif rest:
        text = _("the first two differ by {gap}, {bounds}: the third marker's mark replaces theirs")
    else:
        text = _("the first two differ by {gap}, {bounds}: a third marker is awaited")
    return text.format(gap=shown, bounds=bounds)


def _attempts(cells: Cells, entry: Entry) -> list[str]:
    """Which attempt counts, and why."""
    attempts = _by_attempt(cells)
    declared = entry.attempts
    if len(attempts) == 1 and cells[0][0].tentative == 1:
        return []
    if declared is None:
        return [_(ATTEMPTS["derniere"])]
    said = []
    kept = _kept(attempts, entry)
    if kept is None:
        said.append(_(ATTEMPTS[declared.retenir]))
    elif entry.kept is not None:
        bounds = numbers.limits(entry.kept, entry.scale)
        said.append(_("attempt {n} is kept: {bounds}").format(n=kept, bounds=bounds))
    if declared.plafond is not None:
        ceiling = numbers.spelled(declared.plafond, entry.scale.words())
        said.append(_("a new attempt counts for at most {ceiling}").format(ceiling=ceiling))
    return said


def _kept(attempts: Mapping[int, Sequence[Cell]], entry: Entry) -> int | None:
    """The number of the attempt that `conserver_si` keeps for sure."""
    made = [_said(attempts.get(number, ()), entry) for number in range(1, max(attempts) + 1)]
    place = entry.attempt_kept(made)
    return None if place is None else place + 1


def _said(cells: Sequence[Cell], entry: Entry) -> Value | None:
    """What the jurors said at one attempt; None where none did, or where they don't agree."""
    value = entry.of_jurors([cell.reading.value for cell in cells]) if cells else None
    return value if isinstance(value, Value) else None


def _awaited(cells: Cells, entry: Entry) -> tuple[Reason, ...]:
    """The attempts left empty before one that was made, where they may still count."""
    rule = entry.attempts
    if rule is None or (rule.retenir == "derniere" and rule.conserver_si is None):
        return ()
    made = {key.tentative for key, _cell in cells}
    empty = (number for number in range(1, max(made)) if number not in made)
    phrase = _("attempt {attempt}: {cell}")
    return tuple(Reason(phrase.format(attempt=number, cell=_("no cell"))) for number in empty)
