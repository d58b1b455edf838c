"""A step of a program taken again, where one cell goes a step further: who is at a bound is told from it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from certeval.rules.derivation import Climbed, Judged, Measured, Name, Sort, State
from certeval.rules.outcome import BLOQUE, EXCLU, FAUX, VRAI, Outcome
from certeval.rules.program import Program, Step
from certeval.rules.verdicts import Counted, Named

Result = Judged | Measured | Climbed
Moves = Sequence[tuple[Result, Sequence[str]]]
"""What a name comes to once one cell is a step further, with the codes of the cells that lead to this: only of those
that change what others read of it.
"""
Changes = tuple[tuple[int, Result], ...]
"""What a step reads otherwise: the places among what it needs, each with what stands there now."""


class Again:
    """A step taken again where something that it needs is another, remembering what it came to. `apart`: no cell stands
    below two of the names that it needs.
    """

    def __init__(self, step: Step, *, apart: bool) -> None:
        self.step = step
        self._apart = apart
        self._counts = _counts(step)
        self._known: dict[tuple[object, ...], Result] = {}
        self._heeded: dict[tuple[Outcome, ...], frozenset[Outcome]] = {}

    def forget(self) -> None:
        """Remember nothing."""
        self._known.clear()
        self._heeded.clear()

    def heeds(self, state: State) -> Sequence[Name]:
        """What it needs that may change what it comes to, being another: whoever lacks two of a count is not looked
        into, for each one that lacks.
        """
        if not (self._counts and self._apart):
            return self.step.needs
        verdicts = state.verdicts
        outcomes = [verdicts[name].outcome for _, name in self.step.needs]
        about = tuple(sorted(outcomes))
        heeded = self._heeded.get(about)
        if heeded is None:
            before = self._before(state)
            alter = (each for each in set(outcomes) if self._alters(before, outcomes, outcomes.index(each)))
            heeded = self._heeded[about] = frozenset(alter)
        return [need for need, outcome in zip(self.step.needs, outcomes, strict=True) if outcome in heeded]

    def _alters(self, before: Sequence[Result], outcomes: Sequence[Outcome], place: int) -> bool:
        """Whether a verdict that it counts changes what it comes to, whatever it is known to be instead; one that is
        not known comes to no more than these together.
        """
        instead = (
            Judged(self.step.node, outcome) for outcome in (outcomes[place], VRAI, FAUX, BLOQUE, EXCLU)
        )
        after = (_read(self._taken(before, outcomes, ((place, each),))) for each in instead)
        unmoved = next(after)
        return any(each != unmoved for each in after)

    def moves(self, held: Result, state: State, below: Mapping[Name, Moves]) -> Moves:
        """What it comes to instead of `held` once a cell below it is a step further; `below`: what each that it heeds
        does.
        """
        if not any(below.values()):
            return ()
        before = self._before(state)
        read = list(map(_read, before))
        unmoved = _read(held)
        found: list[tuple[Result, Sequence[str]]] = []
        for changes, codes in self._together(read, [below.get(need, ()) for need in self.step.needs]):
            new = self._taken(before, read, changes)
            if _read(new) != unmoved:
                found.append((new, codes))
        return found

    def _before(self, state: State) -> list[Result]:
        """What it needs, as it is."""
        results = made(state)
        return [results[sort][code] for sort, code in self.step.needs]

    def _together(
        self, read: Sequence[object], below: Sequence[Moves]
    ) -> Iterable[tuple[Changes, Sequence[str]]]:
        """What it may read otherwise, with the cells that change just this."""
        if not self._apart:
            return _by_cell(below)
        found: dict[object, tuple[Changes, list[str]]] = {}
        for place, moves in enumerate(below):
            for result, codes in moves:
                about = (read[place], _read(result)) if self._counts else (place, id(result))
                found.setdefault(about, (((place, result),), []))[1].extend(codes)
        return found.values()

    def _taken(self, before: Sequence[Result], read: Sequence[Any], changes: Changes) -> Result:
        after = list(read)
        for place, result in changes:
            after[place] = _read(result)
        about = tuple(sorted(after) if self._counts else after)
        new = self._known.get(about)
        if new is None:
            needs = list(before)
            for place, result in changes:
                needs[place] = result
            new = self._known[about] = _take(self.step, needs)
        return new


def _by_cell(below: Sequence[Moves]) -> Iterator[tuple[Changes, Sequence[str]]]:
    """All that each cell changes."""
    found: dict[str, Changes] = {}
    for place, moves in enumerate(below):
        for result, codes in moves:
            for code in codes:
                found[code] = (*found.get(code, ()), (place, result))
    return ((changes, (code,)) for code, changes in found.items())


def _counts(step: Step) -> bool:
    """Whether a step but counts the verdicts that it needs: which of them came to what changes nothing."""
    if not isinstance(step.node, Counted):
        return False
    names = [rule.name for _, rule in step.node.items if isinstance(rule, Named)]
    return len(names) == len(step.node.items) and sorted(step.needs) == sorted(
        ("verdict", name) for name in names
    )


def made(state: State) -> Mapping[Sort, Mapping[str, Result]]:
    """What each name came to, by what sort of name it is."""
    return {"verdict": state.verdicts, "valeur": state.values, "palier": state.ladders}


def _take(taken: Step, needs: Sequence[Result]) -> Result:
    """What a step comes to where what it needs does to this."""
    state = State()
    for (_sort, code), result in zip(taken.needs, needs, strict=True):
        if isinstance(result, Judged):
            state.verdicts[code] = result
        elif isinstance(result, Measured):
            state.values[code] = result
        else:
            state.ladders[code] = result
    taken.take(state)
    sort, code = taken.makes
    return made(state)[sort][code]


def _read(result: Result) -> Any:
    """What others read of a result."""
    if isinstance(result, Judged):
        return result.outcome
    return result.value if isinstance(result, Measured) else result.rungs


def taken_again(program: Program) -> dict[Name, Again]:
    """Each step of a program, by what it makes."""
    below: dict[Name, frozenset[str]] = {("valeur", code): frozenset((code,)) for code in program.read}
    found: dict[Name, Again] = {}
    for step in program.steps.values():
        cells = [below[need] for need in step.needs]
        together = below[step.makes] = frozenset().union(*cells)
        found[step.makes] = Again(step, apart=len(together) == sum(map(len, cells)))
    return found
