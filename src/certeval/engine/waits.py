"""Why a cell is still waited for: nothing was entered, a status says so, or a juror has not marked yet."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from certeval.engine.missing import is_open
from certeval.rules.entry import Entry
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
    for key, cell in candidate.each():
        cells.setdefault(key.element, {}).setdefault(key.tentative, []).append(cell)
    for code in codes:
        entry = entries.get(code)
        if entry is not None:
            attempts = cells.get(code, {})
            yield _wait(entry, attempts[max(attempts)] if attempts else [])
        elif code in SITUATION:
            yield Wait(code)


def _wait(entry: Entry, cells: list[Cell]) -> Wait:
    """Of the last attempt: a juror who is due, else the first status that leaves it open: an exemption does not."""
    due = max((entry.jurors.nombre or 0) - len(cells), 0)
    if cells and due:
        return Wait(entry.code, jurors=due)
    open_ones = (cell for cell in cells if cell.reading.status is not None and is_open(cell.reading.value))
    status = next((cell.shown for cell in open_ones), "")
    return Wait(entry.code, status)
