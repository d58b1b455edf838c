"""Whose value is a status's: an absence that stands for a mark decides, but nothing was assessed."""

from collections.abc import Iterator, Mapping

from certeval.rules.entry import Entry
from certeval.rules.outcome import Value
from certeval.scores.observations import Candidate, Cell


def absent(candidate: Candidate, entries: Mapping[str, Entry], values: Mapping[str, Value]) -> frozenset[str]:
    """The elements whose value comes of statuses alone (`ABS: {valeur: 0}`), of no mark of any juror."""
    by_element: dict[str, list[tuple[int, Cell]]] = {}
    for (code, _, attempt), cell in candidate.each():
        by_element.setdefault(code, []).append((attempt, cell))
    return frozenset(
        code
        for code, cells in by_element.items()
        if any(cell.reading.status is not None for _, cell in cells)
        and code in values
        and values[code] not in _marked(cells, entries[code])
    )


def _marked(cells: list[tuple[int, Cell]], entry: Entry) -> Iterator[Value]:
    """What each attempt that somebody marked may count for: as it is, or no more than a later attempt may."""
    for attempt in sorted({attempt for attempt, cell in cells if cell.reading.status is None}):
        together = entry.of_jurors([cell.reading.value for at, cell in cells if at == attempt])
        if isinstance(together, Value):
            yield together
            if entry.attempts is not None and entry.attempts.plafond is not None and attempt > 1:
                ceiling = entry.attempts.plafond
                yield Value(min(together.low, ceiling), min(together.high, ceiling), together.may)
