"""Who marked what twice: the values of several jurors on one thing, from what was observed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from certeval.rules.entry import Entry
from certeval.scores.groups import group_of
from certeval.scores.observations import Candidate, Cell, Scores
from certeval.scores.situations import Away
from certeval.scores.values import UNNAMED

ByJuror = dict[str, Fraction]
"""The value that each juror gave."""


@dataclass(slots=True)
class JurorMarks:
    """What was marked of one element: the cases of several jurors, every value, and what is no value of a juror.

    A case is a candidate (or a group marked as one) at one attempt. `statuses` are cells such as ABS or NE,
    `unnamed` cells that name no juror where none is named, `once` cases of one juror alone.
    """

    cases: list[ByJuror] = field(default_factory=list)
    values: Counter[Fraction] = field(default_factory=Counter)
    statuses: int = 0
    unnamed: int = 0
    once: int = 0


def marked(scores: Scores, entries: Mapping[str, Entry], away: Away | None = None) -> dict[str, JurorMarks]:
    """What was marked of each element that has cells, in the order of the référentiel. `away` tells which of them are
    not for a candidate: they are left out.
    """
    found: dict[str, JurorMarks] = {}
    seen: set[tuple[object, ...]] = set()
    for candidate in scores.candidates.values():
        without = away(candidate) if away else ()
        for (code, attempt), cells in _by_case(candidate).items():
            if code in without:
                continue
            groups = {group_of(cell) for _, cell in cells}
            group = groups.pop() if len(groups) == 1 else ""
            about = (code, attempt, group) if group else (code, attempt, "", candidate.code)
            if about not in seen:
                seen.add(about)
                _add(found.setdefault(code, JurorMarks()), cells)
    return {code: found[code] for code in entries if code in found}


def _by_case(candidate: Candidate) -> dict[tuple[str, int], list[tuple[str, Cell]]]:
    """A candidate's cells by element and attempt, each with its juror."""
    found: dict[tuple[str, int], list[tuple[str, Cell]]] = {}
    for (code, juror, attempt), cell in candidate.each():
        found.setdefault((code, attempt), []).append((juror, cell))
    return found


def _add(about: JurorMarks, cells: list[tuple[str, Cell]]) -> None:
    case: ByJuror = {}
    beside = any(juror for juror, _cell in cells)
    for juror, cell in cells:
        value = cell.reading.value.known
        if cell.reading.status is not None or value is None:
            about.statuses += 1
            continue
        about.values[value] += 1
        if juror or beside:
            case[juror or UNNAMED] = value
        else:
            about.unnamed += 1
    if len(case) > 1:
        about.cases.append(case)
    elif case:
        about.once += 1
