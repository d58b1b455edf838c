"""The agreement of jurors on each element and overall, and what all or none validate: from who marked what twice.

Each number stands with what it is counted over.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations

from certeval.engine import coefficients
from certeval.engine.coefficients import Coefficient, Undefined
from certeval.engine.results import Results
from certeval.engine.verdicts import NON_VALIDE, VALIDE, verdict
from certeval.frozen import frozen
from certeval.rules.entry import Entry
from certeval.rules.outcome import EXCLU, Value
from certeval.rules.scale_answers import Metric
from certeval.rules.scales import Scale
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


@frozen
class Agreement:
    """How much jurors agree on one element, or on all those of one scale (`codes`).

    `cases` were marked by several; `agreeing` of `pairs` of jurors said the same. `gap` is the mean distance
    of two marks, none for words.
    """

    codes: tuple[str, ...]
    scale: Scale
    metric: Metric
    jurors: tuple[str, ...]
    cases: int
    pairs: int
    agreeing: int
    cohen: Coefficient
    fleiss: Coefficient
    alpha: Coefficient
    gap: Fraction | None


@frozen
class Pair:
    """Two jurors: the cases they both marked, those they differ on, the mean gap as a share of the scale."""

    jurors: tuple[str, str]
    cases: int
    differing: int
    gap: Fraction


@frozen
class Unanimous:
    """An element that every mark validates, or none; of how many marks."""

    code: str
    marks: int


@frozen
class AgreementReport:
    """All there is to say. `statuses`, `unnamed` and `once` count what no figure takes in."""

    elements: list[Agreement]
    overall: list[Agreement]
    pairs: list[Pair]
    always: list[Unanimous]
    never: list[Unanimous]
    statuses: int
    unnamed: int
    once: int


def report(marked: Mapping[str, JurorMarks], results: Results) -> AgreementReport:
    """The agreement of jurors on what was marked."""
    entries = results.referentiel.entries
    twice = {code: found.cases for code, found in marked.items() if found.cases}
    elements = [_agreement((code,), cases, entries[code].scale) for code, cases in twice.items()]
    always, never = _unanimous(marked, results)
    return AgreementReport(
        elements,
        list(_overall(twice, entries)),
        _pairs(twice, entries),
        always,
        never,
        sum(found.statuses for found in marked.values()),
        sum(found.unnamed for found in marked.values()),
        sum(found.once for found in marked.values()),
    )


def _agreement(codes: tuple[str, ...], cases: Sequence[ByJuror], scale: Scale) -> Agreement:
    jurors = tuple(sorted({juror for case in cases for juror in case}))
    values = [list(case.values()) for case in cases]
    metric = scale.metric
    agreeing, pairs = coefficients.pairs(values)
    gap = coefficients.mean_gap(values) if metric is Metric.INTERVAL else None
    return Agreement(
        codes,
        scale,
        metric,
        jurors,
        len(cases),
        pairs,
        agreeing,
        _cohen(cases, jurors),
        coefficients.fleiss(values),
        coefficients.krippendorff(values, metric),
        None if isinstance(gap, Undefined) else gap,
    )


def _cohen(cases: Sequence[ByJuror], jurors: tuple[str, ...]) -> Coefficient:
    if len(jurors) != 2:  # noqa: PLR2004 -- Cohen's kappa compares two jurors
        return Undefined.NOT_TWO
    return coefficients.cohen([(case[jurors[0]], case[jurors[1]]) for case in cases])


def _overall(twice: Mapping[str, Sequence[ByJuror]], entries: Mapping[str, Entry]) -> Iterator[Agreement]:
    """The elements of each scale together: values of two scales are not to be compared."""
    scales: dict[tuple[object, ...], list[str]] = {}
    for code in twice:
        scale = entries[code].scale
        scales.setdefault((scale.key, scale.words(), scale.least, scale.greatest), []).append(code)
    for codes in scales.values():
        cases = [case for code in codes for case in twice[code]]
        yield _agreement(tuple(codes), cases, entries[codes[0]].scale)


def _pairs(twice: Mapping[str, Sequence[ByJuror]], entries: Mapping[str, Entry]) -> list[Pair]:
    """Every two jurors with a case in common, those who differ most first."""
    gaps: dict[tuple[str, str], list[Fraction]] = {}
    for code, cases in twice.items():
        span = entries[code].scale.greatest - entries[code].scale.least or Fraction(1)
        for case in cases:
            for one, other in combinations(sorted(case), 2):
                gaps.setdefault((one, other), []).append(abs(case[one] - case[other]) / span)
    pairs = [
        Pair(jurors, len(each), sum(gap != 0 for gap in each), Fraction(sum(each, Fraction(0)), len(each)))
        for jurors, each in gaps.items()
    ]
    return sorted(pairs, key=lambda pair: (-pair.gap, -pair.cases, pair.jurors))


def _unanimous(marked: Mapping[str, JurorMarks], results: Results) -> tuple[list[Unanimous], list[Unanimous]]:
    """The elements that every mark validates, and those that none does; each mark is judged alone."""
    always, never = [], []
    for code, found in marked.items():
        verdicts = {_verdict(code, value, results) for value in found.values}
        unanimous = Unanimous(code, found.values.total())
        if verdicts == {VALIDE}:
            always.append(unanimous)
        elif verdicts == {NON_VALIDE}:
            never.append(unanimous)
    return always, never


def _verdict(code: str, value: Fraction, results: Results) -> str:
    judged = results.evaluate({code: Value(value, value)}).verdicts.get(code)
    if judged is None:
        return ""
    return verdict(
        judged.outcome & ~EXCLU if code in results.referentiel.program.concerns else judged.outcome
    )
