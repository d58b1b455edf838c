"""A candidate's cells as the values that rules take: jurors combined within each attempt, then attempts."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from certeval.diagnostics import Diagnostic, Related
from certeval.diagnostics.families import sessions
from certeval.rules.entry import Entry
from certeval.rules.outcome import Value
from certeval.rules.several import Disagreement
from certeval.scores.observations import Candidate, Cell

MAX_MEMORY = 100_000
NO_NAME = "?"
"""What a message calls a juror that a cell does not name."""

Report = Callable[[Diagnostic], None]
Marks = list[tuple[int, str, Cell]]
"""The cells of one element: attempt, juror, cell; in this order."""


class Values:
    """Cells to values, remembering: equal cells of an element give the very same object.

    The evaluator recognises what it has decided by identity, so one `Values` should serve all candidates.
    """

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries
        self._alone: dict[tuple[str, Value], Value | Disagreement] = {}
        self._together: dict[tuple[object, ...], Value | Disagreement] = {}
        self._same: dict[tuple[str, Value], Value] = {}

    def of(self, candidate: Candidate, report: Report = lambda _: None) -> dict[str, Value]:
        """The value of each element that has a cell, and of what is known of the situation; others are `vide`. Jurors
        who differ are told to `report`, unless they were before.
        """
        if len(self._alone) + len(self._together) > MAX_MEMORY:
            self._alone.clear()
            self._together.clear()
            self._same.clear()
        by_code: dict[str, Value] = {}
        for code, marks in _by_element(candidate).items():
            if len(marks) == 1 and marks[0][0] == 1:
                about = (code, marks[0][2].reading.value)
                value = self._alone.get(about)
                if value is None:
                    value = self._alone[about] = self._combine(code, marks)
            else:
                marks.sort(key=lambda mark: mark[:2])
                value = self._of_several(candidate, code, marks, report)
            if isinstance(value, Value):
                by_code[code] = value
        for axis, cell in candidate.situation.items():
            by_code[axis] = cell.reading.value
        return by_code

    def _of_several(
        self, candidate: Candidate, code: str, marks: Marks, report: Report
    ) -> Value | Disagreement:
        if marks[0][0] != marks[-1][0] and self._entries[code].attempts is None:
            count = len({attempt for attempt, _, _ in marks})
            arguments = {"candidat": candidate.code, "element": code, "count": count}
            links = (Related("another attempt", marks[0][2].place),)
            place, kind = marks[-1][2].place, sessions.ATTEMPTS_NOT_DECLARED
            report(Diagnostic(kind, place, arguments, links, candidate.code))
        key = (code, *((attempt, cell.reading.value) for attempt, _, cell in marks))
        value = self._together.get(key)
        if value is None:
            value = self._together[key] = self._combine(code, marks)
        if isinstance(value, Disagreement):
            report(_disagreement(candidate, code, marks, value))
        for each in _third_marks(candidate, code, marks, self._entries[code]):
            report(each)
        return value

    def _combine(self, code: str, marks: Marks) -> Value | Disagreement:
        """One value of all an element's cells; positions of a disagreement are among all of them."""
        value = value_of(self._entries[code], _attempt_values(marks))
        return value if isinstance(value, Disagreement) else self._same.setdefault((code, value), value)

    def attempts(self, candidate: Candidate) -> dict[str, list[Value | None]]:
        """The attempts of each element that has cells, in their order; one left empty before another is `vide`."""
        by_code: dict[str, list[Value | None]] = {}
        for code, marks in _by_element(candidate).items():
            each = attempts_of(self._entries[code], _attempt_values(sorted(marks, key=lambda mark: mark[:2])))
            if not isinstance(each, Disagreement):
                by_code[code] = [*self._entries[code].attempt_values(each)]
        return by_code


def value_of(entry: Entry, attempt_values: Sequence[tuple[int, Value]]) -> Value | Disagreement:
    """One value of all that is said of an element: by attempt, then in the jurors' order. Positions of a disagreement
    are among all of it.
    """
    attempts = attempts_of(entry, attempt_values)
    return attempts if isinstance(attempts, Disagreement) else entry.of_attempts(attempts)


def attempts_of(entry: Entry, values: Sequence[tuple[int, Value]]) -> list[Value | None] | Disagreement:
    """What the jurors of each attempt said together; None for an attempt left empty."""
    attempts: list[Value | None] = []
    before = 0
    for number in range(1, values[-1][0] + 1):
        of_jurors = [value for attempt, value in values if attempt == number]
        value = entry.of_jurors(of_jurors) if of_jurors else None
        if isinstance(value, Disagreement):
            return Disagreement(before + value.first, before + value.second)
        attempts.append(value)
        before += len(of_jurors)
    return attempts


def _attempt_values(marks: Marks) -> list[tuple[int, Value]]:
    return [(attempt, cell.reading.value) for attempt, _, cell in marks]


def absent(candidate: Candidate, entries: Mapping[str, Entry], values: Mapping[str, Value]) -> frozenset[str]:
    """The elements whose value comes of statuses alone (`ABS: {valeur: 0}`), of no mark of any juror: such an absence
    decides, but nothing was assessed.
    """
    return frozenset(
        code
        for code, marks in _by_element(candidate).items()
        if any(cell.reading.status is not None for _, _, cell in marks)
        and code in values
        and values[code] not in _possible_values(marks, entries[code])
    )


def _possible_values(marks: Marks, entry: Entry) -> Iterator[Value]:
    """What each attempt that somebody marked may count for: as it is, or no more than a later attempt may."""
    for attempt in sorted({attempt for attempt, _, cell in marks if cell.reading.status is None}):
        together = entry.of_jurors([cell.reading.value for at, _, cell in marks if at == attempt])
        if isinstance(together, Value):
            yield together
            if entry.attempts is not None and entry.attempts.plafond is not None and attempt > 1:
                ceiling = entry.attempts.plafond
                yield Value(min(together.low, ceiling), min(together.high, ceiling), together.may)


def _by_element(candidate: Candidate) -> dict[str, Marks]:
    by_element: dict[str, Marks] = {}
    for (code, juror, attempt), cell in candidate.each():
        by_element.setdefault(code, []).append((attempt, juror, cell))
    return by_element


def _third_marks(candidate: Candidate, code: str, marks: Marks, entry: Entry) -> Iterator[Diagnostic]:
    """What is said of the third mark of an attempt that the first two did not call for; nothing where a juror without a
    name is told.
    """
    for attempt in dict.fromkeys(attempt for attempt, _, _ in marks) if entry.third is not None else ():
        mine = [(juror, cell) for at, juror, cell in marks if at == attempt]
        names = [juror for juror, _ in mine]
        if all(names) and entry.leaves_third([cell.reading.value for _, cell in mine]):
            arguments = {"candidat": candidate.code, "element": code, "juror": names[2]}
            arguments |= {"first": names[0], "second": names[1]}
            links = (Related("the other juror's value", mine[1][1].place),)
            yield Diagnostic(sessions.THIRD_NOT_CALLED, mine[2][1].place, arguments, links, candidate.code)


def _disagreement(candidate: Candidate, code: str, marks: Marks, disagreement: Disagreement) -> Diagnostic:
    _, first_juror, first = marks[disagreement.first]
    _, second_juror, second = marks[disagreement.second]
    arguments = {
        "candidat": candidate.code,
        "element": code,
        "first": first.bare_text,
        "first_juror": first_juror or NO_NAME,
        "second": second.bare_text,
        "second_juror": second_juror or NO_NAME,
    }
    links = (Related("the other juror's value", first.place),)
    return Diagnostic(sessions.JURORS_DISAGREE, second.place, arguments, links, candidate.code)
