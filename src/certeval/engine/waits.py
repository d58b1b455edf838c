"""The elements that a candidate waits for, each with what is missing of its cells."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from certeval.engine.missing import is_open
from certeval.rules.entry import Entry
from certeval.rules.outcome import Value
from certeval.rules.several import still_due
from certeval.rules.situation import SITUATION
from certeval.scores.observations import Candidate, Cell


class Wait(NamedTuple):
    """What one element waits for: the status that stands there as typed, empty for no cell; or how many jurors."""

    code: str
    status: str = ""
    jurors: int = 0


def waits(entries: Mapping[str, Entry], candidate: Candidate, codes: Iterable[str]) -> Iterator[Wait]:
    """The reason for each of the codes that a pending verdict names; what is computed waits for what is entered."""
    cells: dict[str, dict[int, list[Cell]]] = {}
    for key, cell in sorted(candidate.each(), key=lambda item: item[0].jure):
        cells.setdefault(key.element, {}).setdefault(key.tentative, []).append(cell)
    for code in codes:
        entry = entries.get(code)
        if entry is not None:  # the last attempt that waits for something, of those that may count
            attempts = cells.get(code, {})
            values = {number: [cell.reading.value for cell in each] for number, each in attempts.items()}
            numbers = entry.may_count(values) if attempts else []
            of_each = (_wait(entry, attempts.get(number, [])) for number in reversed(numbers))
            yield next((wait for wait in of_each if wait != Wait(code)), Wait(code))
        elif code in SITUATION:
            yield Wait(code)


def _wait(entry: Entry, cells: list[Cell]) -> Wait:
    """Of one attempt: a juror who is due, else the first status that leaves it open: an exemption does not; else
    a third juror, where the marks of two are too far apart.
    """
    values = [cell.reading.value for cell in cells]
    if due := still_due(entry.jurors, values):
        return Wait(entry.code, jurors=due)
    open_ones = (cell for cell in cells if cell.reading.status is not None and is_open(cell.reading.value))
    if (first := next(open_ones, None)) is not None:
        return Wait(entry.code, first.bare_text)
    result = entry.of_jurors(values)
    return Wait(entry.code, jurors=int(bool(cells) and isinstance(result, Value) and is_open(result)))
