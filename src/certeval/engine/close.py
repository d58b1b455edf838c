"""Who is at a bound: what one critère, one level or one point more, or fewer, would change."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from certeval.engine.evaluator import Evaluator
from certeval.rules.derivation import Climbed, Judged, Measured, Name, State
from certeval.rules.entry import Entry
from certeval.rules.held import Holding
from certeval.rules.outcome import BLOQUE, EXCLU, FAUX, VRAI, Outcome, Value
from certeval.rules.program import Program, Step
from certeval.rules.terms import ValueOf
from certeval.rules.verdicts import Counted, Named

STEP = Fraction(1)
"""One critère, one level, one point of a mark."""
MAX_KEPT = 200_000


class Close(NamedTuple):
    """A verdict that one step changes: of the element, now valid or not, by any one of the elements entered."""

    element: str
    valid: bool
    by: tuple[str, ...]


Result = Judged | Measured | Climbed
Moves = Sequence[tuple[Result, Sequence[str]]]
"""What a name comes to once one cell is a step further, with the codes of the cells that lead to this: only of those
that change what others read of it.
"""
Changes = tuple[tuple[int, Result], ...]
"""What a step reads otherwise: the places among what it needs, each with what stands there now."""


class CloseBound:
    """Tells who is at a bound under one program; what equal parts of candidates come to is worked out once."""

    def __init__(self, program: Program, elements: Iterable[str], evaluator: Evaluator | None = None) -> None:
        self.evaluator = evaluator or Evaluator(program)
        self.elements = [
            name
            for name in elements
            if (step := program.steps.get(("verdict", name))) and not isinstance(step.node, Holding)
        ]
        self._program = program
        self._again = {step.makes: _Again(step) for step in program.steps.values()}
        self._known: Mapping[bool, dict[Name, dict[int, tuple[Result, Moves]]]] = {}
        """By whether cells go a step up."""
        self._forget()

    def of(self, cells: Mapping[str, Value], state: State | None = None) -> list[Close]:
        """The elements at a bound for one candidate, in their order; `state`: what the evaluator makes of the cells."""
        state = state or self.evaluator.evaluate(cells)
        before = {name: state.verdicts[name].outcome for name in self.elements}
        lost = [name for name, outcome in before.items() if outcome and not outcome & ~(FAUX | BLOQUE)]
        won = [name for name, outcome in before.items() if outcome == VRAI]
        by: dict[str, set[str]] = {}
        for names, up in ((lost, True), (won, False)):
            for name, moves in self._moved(names, state, cells, up=up) if names else ():
                by[name] = {code for result, codes in moves if _won(result) == up for code in codes}
        return [
            Close(name, name in won, tuple([code for code in cells if code in by[name]]))
            for name in before
            if by.get(name)
        ]

    def _moved(
        self, names: Sequence[str], state: State, cells: Mapping[str, Value], *, up: bool
    ) -> Iterator[tuple[str, Moves]]:
        """What elements come to where a cell is a step further."""
        if self._program.situation:
            return self._apart(names, state, cells, up=up)
        if self._kept > MAX_KEPT:
            self._forget()
        return ((name, self._found(("verdict", name), state, up=up)) for name in names)

    def _found(self, name: Name, state: State, *, up: bool) -> Moves:
        """What a name comes to once a cell below it is a step further: what it needs is found first."""
        known, waiting = self._known[up], [name]
        heeded: dict[Name, Sequence[Name]] = {}
        while waiting:
            last = waiting[-1]
            held = _result(state, last)
            taken = self._again.get(last)
            if id(held) in known[last]:
                waiting.pop()
            elif taken is None:
                known[last][id(held)] = held, self._entered(last, held, up=up)
            elif last not in heeded:
                heeded[last] = taken.heeds(state)
                waiting += [need for need in heeded[last] if id(_result(state, need)) not in known[need]]
            else:
                below = {need: known[need][id(_result(state, need))][1] for need in heeded[last]}
                known[last][id(held)] = held, taken.moves(held, state, below)
                self._kept += 1
        return known[name][id(_result(state, name))][1]

    def _forget(self) -> None:
        """Begin to remember: the very same result, which the evaluator gives for equal parts, is moved once."""
        names: list[Name] = [*(("valeur", code) for code in self._program.read), *self._program.steps]
        self._known = {up: {name: {} for name in names} for up in (True, False)}
        for taken in self._again.values():
            taken.forget()
        self._kept = 0

    def _entered(self, name: Name, held: Result, *, up: bool) -> Moves:
        """What an element entered comes to, a step further."""
        entry, known = self._program.read[name[1]], held.value.known if isinstance(held, Measured) else None
        if known is None or (further := _further(entry, known, up=up)) == known:
            return ()
        return ((Measured(ValueOf(name[1]), Value(further, further)), (name[1],)),)

    def _apart(
        self, names: Sequence[str], state: State, cells: Mapping[str, Value], *, up: bool
    ) -> Iterator[tuple[str, Moves]]:
        """The same, everything being evaluated again: what is for the candidate may be known in some ways only."""
        moved: dict[str, list[tuple[Result, Sequence[str]]]] = {name: [] for name in names}
        for code, value in cells.items():
            entry, known = self._program.entries.get(code), value.known
            if entry is None or known is None or (further := _further(entry, known, up=up)) == known:
                continue
            after = self.evaluator.evaluate({**cells, code: Value(further, further)}).verdicts
            for name, moves in moved.items():
                if after[name].outcome != state.verdicts[name].outcome:
                    moves.append((after[name], (code,)))
        yield from moved.items()


class _Again:
    """A step taken again where something that it needs is another, remembering what it came to."""

    def __init__(self, step: Step) -> None:
        self.step = step
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
        if not self._counts:
            return self.step.needs
        verdicts = state.verdicts
        outcomes = [verdicts[name].outcome for _, name in self.step.needs]
        about = tuple(sorted(outcomes))
        heeded = self._heeded.get(about)
        if heeded is None:
            before = [_result(state, need) for need in self.step.needs]
            alter = (each for each in set(outcomes) if self._alters(before, outcomes, outcomes.index(each)))
            heeded = self._heeded[about] = frozenset(alter)
        return [need for need, outcome in zip(self.step.needs, outcomes, strict=True) if outcome in heeded]

    def _alters(self, before: Sequence[Result], outcomes: Sequence[Outcome], place: int) -> bool:
        """Whether a verdict that it counts changes what it comes to, whatever it is known to be instead; one that is
        not known comes to no more than these together.
        """
        after = {
            _read(self._taken(before, outcomes, ((place, Judged(self.step.node, outcome)),)))
            for outcome in (VRAI, FAUX, BLOQUE, EXCLU, outcomes[place])
        }
        return len(after) > 1

    def moves(self, held: Result, state: State, below: Mapping[Name, Moves]) -> Moves:
        """What it comes to instead of `held` once a cell below it is a step further; `below`: what each that it heeds
        does.
        """
        if not any(below.values()):
            return ()
        before = [_result(state, need) for need in self.step.needs]
        read = list(map(_read, before))
        unmoved = _read(held)
        found: list[tuple[Result, Sequence[str]]] = []
        for changes, codes in self._together(read, [below.get(need, ()) for need in self.step.needs]):
            new = self._taken(before, read, changes)
            if _read(new) != unmoved:
                found.append((new, codes))
        return found

    def _together(
        self, read: Sequence[object], below: Sequence[Moves]
    ) -> Iterator[tuple[Changes, Sequence[str]]]:
        """What it may read otherwise, with the cells that change just this."""
        codes = [code for moves in below for _, some in moves for code in some]
        changes: dict[object, tuple[Changes, list[str]]] = {}
        apart = len(set(codes)) == len(codes)
        for place, moves in enumerate(below):
            for result, some in moves:
                if apart:
                    about = (read[place], _read(result)) if self._counts else (place, id(result))
                    changes.setdefault(about, (((place, result),), []))[1].extend(some)
                    continue
                for code in some:
                    others = changes[code][0] if code in changes else ()
                    changes[code] = (*others, (place, result)), [code]
        yield from changes.values()

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


def _counts(step: Step) -> bool:
    """Whether a step but counts the verdicts that it needs: which of them came to what changes nothing."""
    if not isinstance(step.node, Counted):
        return False
    names = [rule.name for _, rule in step.node.items if isinstance(rule, Named)]
    return len(names) == len(step.node.items) and sorted(step.needs) == sorted(
        ("verdict", name) for name in names
    )


def _result(state: State, name: Name) -> Result:
    sort, code = name
    return (
        state.verdicts[code]
        if sort == "verdict"
        else state.values[code]
        if sort == "valeur"
        else state.ladders[code]
    )


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
    return _result(state, taken.makes)


def _read(result: Result) -> Any:
    """What others read of a result."""
    if isinstance(result, Judged):
        return result.outcome
    return result.value if isinstance(result, Measured) else result.rungs


def _won(result: Result) -> bool:
    return isinstance(result, Judged) and result.outcome == VRAI


def _further(entry: Entry, known: Fraction, *, up: bool) -> Fraction:
    """A step further on the entry's own scale, which it does not leave."""
    return min(max(known + (STEP if up else -STEP), entry.unknown.low), entry.unknown.high)
