"""The agreement of jurors on each element and overall, and what all or none validate: from who marked what twice.

Each number stands with what it is counted over.
"""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations

from certeval.engine import coefficients
from certeval.engine.coefficients import Coefficient, UndefinedReason
from certeval.engine.juror_marks import ByJuror, JurorMarks
from certeval.engine.results import Results
from certeval.engine.verdicts import NON_VALIDE, VALIDE, verdict
from certeval.frozen import frozen
from certeval.rules.entry import Entry
from certeval.rules.outcome import EXCLU, Value
from certeval.rules.scale_answers import Metric
from certeval.rules.scales import Scale


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
