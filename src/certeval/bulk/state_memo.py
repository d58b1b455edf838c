"""What follows above the parts, remembered by what is read of what they come to."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from typing import Generic, TypeVar

from certeval.bulk.decisions import MAX_KEPT, Memory
from certeval.bulk.results import Result, put, result_of
from certeval.bulk.sums import Added, added
from certeval.engine.missing import OPEN, is_open
from certeval.rules.derivation import State
from certeval.rules.program import Name, Step

T = TypeVar("T")


class Reads:
    """What is read of some names, in one state or another; of those in `sums`, but what they add up to.

    A result that is closed is all that it came to. One that is open may wait for other cells than another that came to
    the same: it is told apart by its identity, as a verdict in `entire`, of which more is read than its outcome.
    """

    def __init__(
        self, names: Iterable[Name], sums: Mapping[str, Added], entire: Collection[Name] = ()
    ) -> None:
        each = [name for name in names if name not in entire]
        self._entire = [code for _, code in entire]
        self._verdicts = [code for sort, code in each if sort == "verdict"]
        self._others = [(sort, code, sums.get(code)) for sort, code in each if sort != "verdict"]
        self._none = [0] * (1 + max([each.sum for each in sums.values()], default=-1))

    def of(self, state: State) -> tuple[tuple[Hashable, ...], list[Result]]:
        """What tells what is read of a state from what is read of others, and the results that are open in it: it holds
        as long as these are kept.
        """
        judged = list(map(state.verdicts.__getitem__, self._verdicts))
        apart: list[Hashable] = [each.outcome for each in judged]
        kept: list[Result] = []
        if not OPEN.isdisjoint(apart):
            kept += [each for each in judged if each.outcome in OPEN]
            apart = [id(each) if each.outcome in OPEN else each.outcome for each in judged]
        for code in self._entire:
            kept.append(whole := state.verdicts[code])
            apart.append(id(whole))
        sums = self._none.copy()
        for sort, about, adds in self._others:
            if sort == "palier":
                kept.append(climbed := state.ladders[about])
                apart.append(id(climbed))
                continue
            measured = state.values[about]
            share = None if adds is None else adds.share(measured.value)
            if adds is not None and share is not None:
                sums[adds.sum] += share
            elif is_open(measured.value):
                kept.append(measured)
                apart.append(id(measured))
            else:
                apart.append(measured.value)
        return (*sums, *apart), kept


class StateMemo(Generic[T]):
    """What was made of states, remembered as long as that serves."""

    def __init__(self, reads: Reads) -> None:
        self._reads = reads
        self._known: dict[tuple[Hashable, ...], tuple[T, list[Result]]] = {}
        self._memory = Memory()

    def of(self, state: State, make: Callable[[State], T]) -> T:
        """What is made of a state, or was of another of which the same is read."""
        if not self._memory.serves(len(self._known)):
            self._known.clear()
            return make(state)
        self._memory.met += 1
        key, kept = self._reads.of(state)
        found = self._known.get(key)
        if found is None:
            if len(self._known) > MAX_KEPT:
                self._known.clear()
            found = self._known[key] = (make(state), kept)
        return found[0]

    def forget(self) -> None:
        """Make everything anew."""
        self._known.clear()


class Above:
    """A step above the parts."""

    def __init__(self, step: Step) -> None:
        self._step = step
        self._memo: StateMemo[Result] = StateMemo(
            Reads(step.needs, added([step], [code for _, code in step.needs]))
        )

    def take(self, state: State) -> None:
        """Take the step, or what it came to before."""
        put(self._step.makes, self._memo.of(state, self._taken), state)

    def _taken(self, state: State) -> Result:
        self._step.take(state)
        return result_of(self._step.makes, state)

    def forget(self) -> None:
        """Take it anew."""
        self._memo.forget()
