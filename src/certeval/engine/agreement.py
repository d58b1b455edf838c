"""The agreement of jurors on each element and overall, and what all or none validate: from who marked what twice.

Each number stands with what it is counted over.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations

from certeval.engine import coefficients
from certeval.engine.coefficients import Coefficient, UndefinedReason
from certeval.engine.results import Results
from certeval.engine.verdicts import NON_VALIDE, VALIDE, verdict
from certeval.frozen import frozen
from certeval.rules.entry import Entry
from certeval.rules.outcome import EXCLU, Value
from certeval.rules.scale_answers import Metric
from certeval.rules.scales import Scale
from certeval.scores.groups import group_of
from certeval.scores.observations import Cell, Scores
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
    cases: set[tuple[object, ...]] = set()
    for candidate in scores.candidates.values():
        absent_codes = away(candidate) if away else ()
        by_case: dict[tuple[str, int], list[tuple[str, Cell]]] = {}
        for (code, juror, attempt), cell in candidate.each():
            by_case.setdefault((code, attempt), []).append((juror, cell))
        for (code, attempt), cells in by_case.items():
            if code in absent_codes:
                continue
            groups = {group_of(cell) for _, cell in cells}
            group = groups.pop() if len(groups) == 1 else ""
            case = (code, attempt, group) if group else (code, attempt, "", candidate.code)
            if case not in cases:
                cases.add(case)
                _add(marks.setdefault(code, JurorMarks()), cells)
    return {code: marks[code] for code in entries if code in marks}


def _add(marks: JurorMarks, cells: list[tuple[str, Cell]]) -> None:
    case: dict[str, Fraction] = {}
    is_a_juror_named = any(juror for juror, _ in cells)
    for juror, cell in cells:
        value = cell.reading.value.number
        if cell.reading.status is not None or value is None:
            marks.statuses += 1
            continue
        marks.values[value] += 1
        if juror or is_a_juror_named:
            case[juror or NO_NAME] = value
        else:
            marks.nameless += 1
    if len(case) > 1:
        marks.cases[tuple(sorted(case.items()))] += 1
    elif case:
        marks.once += 1


@frozen
class Agreement:
    """How much jurors agree on one element, or on all those of one scale (`codes`).

    `cases` were marked by several; `agreements` of `pairs` of jurors said the same. `gap` is the mean distance
    of two marks, none for words.
    """

    codes: tuple[str, ...]
    scale: Scale
    metric: Metric
    jurors: tuple[str, ...]
    cases: int
    pairs: int
    agreements: int
    cohen: Coefficient
    fleiss: Coefficient
    alpha: Coefficient
    gap: Fraction | None


@frozen
class Pair:
    """Two jurors: the cases they both marked, those they differ on, the mean gap as a share of the scale."""

    jurors: tuple[str, str]
    cases: int
    differences: int
    gap: Fraction


@frozen
class Unanimity:
    """An element that every mark validates, or none; of how many marks."""

    code: str
    marks: int


@frozen
class AgreementReport:
    """All there is to say. `statuses`, `nameless` and `once` count what no figure takes in."""

    elements: list[Agreement]
    overall: list[Agreement]
    pairs: list[Pair]
    always: list[Unanimity]
    never: list[Unanimity]
    statuses: int
    nameless: int
    once: int


def report(marks: Mapping[str, JurorMarks], results: Results) -> AgreementReport:
    """The agreement of jurors on what was marked."""
    entries = results.referentiel.entries
    cases_by_code = {code: each.cases for code, each in marks.items() if each.cases}
    elements = [_agreement((code,), cases, entries[code].scale) for code, cases in cases_by_code.items()]
    always, never = _unanimities(marks, results)
    scales: dict[tuple[object, ...], list[str]] = {}  # values of two are not to be compared
    for code in cases_by_code:
        scale = entries[code].scale
        scales.setdefault((scale.key, scale.words(), scale.least, scale.greatest), []).append(code)
    overall = [
        _agreement(
            tuple(codes),
            sum((cases_by_code[code] for code in codes), Counter[ByJuror]()),
            entries[codes[0]].scale,
        )
        for codes in scales.values()
    ]
    return AgreementReport(
        elements,
        overall,
        _pairs(cases_by_code, entries),
        always,
        never,
        sum(element_marks.statuses for element_marks in marks.values()),
        sum(element_marks.nameless for element_marks in marks.values()),
        sum(element_marks.once for element_marks in marks.values()),
    )


def _agreement(codes: tuple[str, ...], cases: Counter[ByJuror], scale: Scale) -> Agreement:
    jurors = tuple(sorted({juror for case in cases for juror, _ in case}))
    values: Counter[coefficients.Case] = Counter()
    for case, n in cases.items():
        values[tuple(value for _, value in case)] += n
    metric = scale.metric
    agreements, pairs = coefficients.pairs(values)
    gap = coefficients.mean_gap(values) if metric is Metric.INTERVAL else None
    cohen: Coefficient = UndefinedReason.NOT_TWO
    if len(jurors) == 2:  # noqa: PLR2004 -- Cohen's kappa compares two jurors, in order in each case
        cohen = coefficients.cohen(values)
    return Agreement(
        codes,
        scale,
        metric,
        jurors,
        cases.total(),
        pairs,
        agreements,
        cohen,
        coefficients.fleiss(values),
        coefficients.krippendorff(values, metric),
        None if isinstance(gap, UndefinedReason) else gap,
    )


def _pairs(cases_by_code: Mapping[str, Counter[ByJuror]], entries: Mapping[str, Entry]) -> list[Pair]:
    """Every two jurors with a case in common, those who differ most first."""
    gaps: dict[tuple[str, str], Counter[Fraction]] = {}
    for code, cases in cases_by_code.items():
        span = entries[code].scale.greatest - entries[code].scale.least or Fraction(1)
        for case, n in cases.items():
            distinct = sorted({value for _, value in case})
            ranks = [(juror, distinct.index(value)) for juror, value in case]
            table = [[abs(one - other) / span for other in distinct] for one in distinct]
            for (one, rank), (other, other_rank) in combinations(ranks, 2):
                gaps.setdefault((one, other), Counter())[table[rank][other_rank]] += n
    pairs = [
        Pair(jurors, each.total(), each.total() - each[Fraction(0)], _mean(each))
        for jurors, each in gaps.items()
    ]
    return sorted(pairs, key=lambda pair: (-pair.gap, -pair.cases, pair.jurors))


def _mean(counts: Counter[Fraction]) -> Fraction:
    return sum((value * n for value, n in counts.items()), Fraction(0)) / counts.total()


def _unanimities(
    marks: Mapping[str, JurorMarks], results: Results
) -> tuple[list[Unanimity], list[Unanimity]]:
    """The elements that every mark validates, and those that none does; each mark is judged alone."""
    always, never = [], []
    for code, each in marks.items():
        verdicts = {_verdict(code, value, results) for value in each.values}
        unanimous = Unanimity(code, each.values.total())
        if verdicts == {VALIDE}:
            always.append(unanimous)
        elif verdicts == {NON_VALIDE}:
            never.append(unanimous)
    return always, never


def _verdict(code: str, value: Fraction, results: Results) -> str:
    judgement = results.evaluate({code: Value(value, value)}).verdicts.get(code)
    if judgement is None:
        return ""
    return verdict(
        judgement.outcome & ~EXCLU if code in results.referentiel.program.concerns else judgement.outcome
    )
