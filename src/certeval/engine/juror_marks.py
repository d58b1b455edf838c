"""Who marked what: the cases of each element, those of which the same was typed counted together."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from operator import itemgetter

from certeval.rules.entry import Entry, Reading
from certeval.scores.groups import group_of
from certeval.scores.observations import Candidate, Cell, Layout, Scores
from certeval.scores.situations import AwayElements
from certeval.scores.values import NO_NAME

ByJuror = tuple[tuple[str, Fraction], ...]
"""Jurors in order, each with the value that it gave."""


@dataclass(slots=True)
class JurorMarks:
    """What was marked of one element: the cases of several jurors, every value, and what is no value of a juror.

    A case is a candidate (or a group marked as one) at one attempt. `statuses` are cells such as ABS or NE,
    `nameless` cells that name no juror where none is named, `once` cases of one juror alone.
    """

    cases: Counter[ByJuror] = field(default_factory=Counter)
    values: Counter[Fraction] = field(default_factory=Counter)
    statuses: int = 0
    nameless: int = 0
    once: int = 0


def juror_marks(
    scores: Scores, entries: Mapping[str, Entry], away: AwayElements | None = None
) -> dict[str, JurorMarks]:
    """What was marked of each element that has cells, in the order of the référentiel. `away` tells which of them are
    not for a candidate: they are left out.
    """
    marks: dict[str, JurorMarks] = {}
    of_groups: set[tuple[str, int, str]] = set()
    alike: dict[tuple[tuple[Layout, ...], Collection[str]], list[Candidate]] = {}
    for candidate in scores.candidates.values():
        absent_codes = away(candidate) if away else frozenset[str]()
        if candidate.rows:
            layouts = tuple([layout for layout, _ in candidate.rows])
            alike.setdefault((layouts, absent_codes), []).append(candidate)
            continue
        by_case: dict[tuple[str, int], list[tuple[str, Cell]]] = {}
        for (code, juror, attempt), cell in candidate.each():
            by_case.setdefault((code, attempt), []).append((juror, cell))
        for (code, attempt), cells in by_case.items():
            groups = {group_of(cell) for _, cell in cells}
            case = (code, attempt, groups.pop()) if len(groups) == 1 else (code, attempt, "")
            if code not in absent_codes and case not in of_groups:
                of_groups.update([case] if case[-1] else ())
                _add(marks, code, [(juror, cell.reading) for juror, cell in cells])
    for (layouts, absences), candidates in alike.items():
        _add_alike(marks, layouts, absences, candidates)
    return {code: marks[code] for code in entries if code in marks}


def _add_alike(
    marks: dict[str, JurorMarks],
    layouts: Sequence[Layout],
    absent_codes: Collection[str],
    candidates: Sequence[Candidate],
) -> None:
    """Count the cases of candidates whose rows are laid out alike: those of which the same was typed together."""
    rows = [[candidate.rows[at][1].cells for candidate in candidates] for at in range(len(layouts))]
    by_case: dict[tuple[str, int], list[tuple[str, Callable[[str], Reading], Iterator[str]]]] = {}
    for layout, of_all in zip(layouts, rows, strict=True):
        for index, (code, juror, attempt), reader in layout.columns:
            read = partial(_read, layout.word, reader)
            column = map(itemgetter(index), of_all)
            by_case.setdefault((code, attempt), []).append((juror, read, column))
    for (code, _attempt), columns in by_case.items():
        typed = zip(*[column for *_, column in columns], strict=True)
        for texts, n in Counter(typed).items() if code not in absent_codes else ():
            readings = [(juror, read(text)) for (juror, read, _), text in zip(columns, texts, strict=True)]
            if whole := [(juror, reading) for juror, reading in readings if not reading.empty]:
                _add(marks, code, whole, n)


def _read(word: Callable[[str], str], reader: Mapping[str, Reading], text: str) -> Reading:
    return reader[word(text)]


def _add(
    marks: dict[str, JurorMarks], code: str, readings: Sequence[tuple[str, Reading]], n: int = 1
) -> None:
    """Count so many cases of an element, each with what its jurors' cells say."""
    of_element = marks.setdefault(code, JurorMarks())
    case: dict[str, Fraction] = {}
    is_a_juror_named = any(juror for juror, _ in readings)
    for juror, reading in readings:
        value = reading.value.number
        if reading.status is not None or value is None:
            of_element.statuses += n
            continue
        of_element.values[value] += n
        if juror or is_a_juror_named:
            case[juror or NO_NAME] = value
        else:
            of_element.nameless += n
    if len(case) > 1:
        of_element.cases[tuple(sorted(case.items()))] += n
    elif case:
        of_element.once += n
