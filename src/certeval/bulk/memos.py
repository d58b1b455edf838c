"""What is kept of what was decided, and for how long: what names came to in the parts, and what follows above them for
many rows, is remembered by what is read of it.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any, Generic, TypeVar

from certeval.bulk.sums import SumTerm, sum_terms
from certeval.engine.missing import OPEN, is_open, missing_names
from certeval.frozen import frozen
from certeval.rules.derivation import Judgement, Measurement, Result, State
from certeval.rules.outcome import BLOQUE, FAUX, VRAI
from certeval.rules.program import Name, Step
from certeval.rules.terms import ValueOf

MAX_MEMORY = 100_000
"""Distinct groups of cells kept for one part; past it they are forgotten, and decided again when met again."""
TRIAL = 10_000
"""Results kept before it is told whether keeping them serves."""

Key = TypeVar("Key")
Product = TypeVar("Product")


class Memory:
    """Tells whether keeping results serves: marks hardly repeat, and what is never met again only fills memory.

    `requests` counts what was asked for.
    """

    def __init__(self) -> None:
        self.requests = 0
        self._serves = True

    def serves(self, size: int) -> bool:
        """Whether at least every other result was met again; once it was not, it never does."""
        self._serves = self._serves and (size < TRIAL or 2 * size <= self.requests)
        return self._serves


@frozen
class Decision:
    """What a part comes to: its kind, what is told of it and, for each name it gives, the codes not entered yet that
    it depends on.
    """

    kind: int
    tells: tuple[Any, ...]
    missing: tuple[tuple[str, ...], ...]


class Memo(dict[Key, Product]):
    """What was made of each of many keys, by key."""

    def __init__(self) -> None:
        super().__init__()
        self._new: list[Key] = []

    def column(
        self, keys: Iterable[Key], make: Callable[[Sequence[Key]], Sequence[Product]]
    ) -> list[Product]:
        """What is made of each key, all those that are new together: whatever is gone through for each of millions is
        gone through in C.
        """
        products = list(map(self.__getitem__, keys))
        if self._new:
            new = list(dict.fromkeys(self._new))
            self.update(zip(new, make(new), strict=True))
            missing = map(self.__getitem__, self._new)
            products = [next(missing) if each is None else each for each in products]
            self._new.clear()
        return products

    def __missing__(self, key: Key) -> None:
        self._new.append(key)


FINAL_OUTCOMES = frozenset({VRAI, FAUX, BLOQUE})


def result_of(name: Name, state: State) -> Result:
    """What a name came to."""
    result: Result = state.by_sort[name[0]][name[1]]
    return result


def waits(name: Name, state: State) -> tuple[str, ...]:
    """The codes that what a part gives waits for. A cell is asked for by those above, by its own code."""
    result = result_of(name, state)
    if isinstance(result, Judgement) and result.outcome in FINAL_OUTCOMES:
        return ()
    if isinstance(result, Measurement) and isinstance(result.node, ValueOf) and result.node.name == name[1]:
        return ()
    return tuple(code for code in missing_names(result, state) if isinstance(code, str))


T = TypeVar("T")
Results = dict[Name, Sequence[Result]]
"""What names came to in each of several rows."""


def state_of(results: Results, row: int, names: Iterable[Name] | None = None) -> State:
    """What these names, or all, came to in one row."""
    state = State()
    by_sort = state.by_sort
    for sort, code in results if names is None else names:
        by_sort[sort][code] = results[sort, code][row]
    return state


class ResultReader:
    """What is read of some names; of those in `sums`, but what they add up to.

    A result that is closed is all that it came to. One that is open may wait for other cells than another that came to
    the same: it is told apart by its identity, as a verdict in `entire`, of which more is read than its outcome.
    """

    def __init__(
        self, names: Iterable[Name], sums: Mapping[str, SumTerm], entire: Collection[Name] = ()
    ) -> None:
        self._names = list(names)
        self._sums = {("valeur", code): adds for code, adds in sums.items()}
        self._entire = entire

    def of(self, results: Results, height: int) -> Iterator[tuple[Hashable, ...]]:
        """What tells what is read of each row from what is read of others, as long as `references` of it is."""
        columns: list[Iterable[Hashable]] = [repeat(0, height)]
        shares: dict[int, list[list[int]]] = {}
        for name in self._names:
            column = results[name]
            adds = self._sums.get(name)
            if name in self._entire:
                columns.append(map(id, column))
            elif adds is None:
                columns.append(map(_result_key, column))
            else:
                each = [adds.share(of.value) if isinstance(of, Measurement) else None for of in column]
                shares.setdefault(adds.sum, []).append([share or 0 for share in each])
                pairs = zip(each, column, strict=True)
                columns.append([0 if share is not None else _result_key(of) for share, of in pairs])
        columns += [map(sum, zip(*addends, strict=True)) for addends in shares.values()]
        return zip(*columns, strict=True)

    def references(self, results: Results, row: int) -> list[Result]:
        """What must be kept of a row for its open results to be told from others."""
        return [results[name][row] for name in self._names]


def _result_key(result: Result) -> Hashable:
    """What tells a result from others of the same name."""
    if isinstance(result, Judgement):
        return id(result) if result.outcome in OPEN else result.outcome
    if isinstance(result, Measurement):
        return id(result) if is_open(result.value) else result.value
    return id(result)


class StateMemo(Generic[T]):
    """What was made of rows, remembered as long as that serves."""

    def __init__(self, reads: ResultReader) -> None:
        self._reads = reads
        self._by_reads: dict[tuple[Hashable, ...], tuple[T, list[Result]]] = {}
        self._memory = Memory()

    def column(self, results: Results, height: int, make: Callable[[int], T]) -> list[T]:
        """What is made of each row, or was of another of which the same is read."""
        if not self._memory.serves(len(self._by_reads)):
            self._by_reads.clear()
            return list(map(make, range(height)))
        self._memory.requests += height
        products: list[T] = []
        for row, read in enumerate(self._reads.of(results, height)):
            record = self._by_reads.get(read)
            if record is None:
                if len(self._by_reads) > MAX_MEMORY:
                    self._by_reads.clear()
                record = self._by_reads[read] = (make(row), self._reads.references(results, row))
            products.append(record[0])
        return products

    def forget(self) -> None:
        """Make everything anew."""
        self._by_reads.clear()


class StepAbove(StateMemo[Result]):
    """A step above the parts."""

    def __init__(self, step: Step) -> None:
        codes = [code for sort, code in step.needs if sort == "valeur"]
        super().__init__(ResultReader(step.needs, sum_terms([step], codes)))
        self.step = step

    def of(self, results: Results, height: int) -> Sequence[Result]:
        """What the step comes to in each row."""

        def take(row: int) -> Result:
            state = state_of(results, row, self.step.needs)
            self.step.take(state)
            return result_of(self.step.makes, state)

        return self.column(results, height, take)
