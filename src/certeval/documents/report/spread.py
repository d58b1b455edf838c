"""Rates of success, each with a bar; how marks, levels and numbers acquired are spread, with their bounds."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from markupsafe import Markup

from certeval.documents.html import charts
from certeval.documents.html.charts import ChartColumn, columns
from certeval.documents.report.content import SessionReport
from certeval.engine.verdicts import Plain, elements_of, part_of
from certeval.messages import _, ngettext
from certeval.render.reasons.numbers import numeral, requirement
from certeval.render.words import decimal, enumeration
from certeval.rules.bounds import Bounds
from certeval.rules.rounding import share


class Rate(NamedTuple):
    """A row of a table of success: an element or a group, its counts, its bar."""

    code: str
    wording: str
    valid: int
    invalid: int
    pending: int
    exclus: int
    bar: Markup
    rate: str
    more: tuple[str, ...] = ()


def all_elements(report: SessionReport) -> list[Plain]:
    """What statistics say of each element."""
    return elements_of(report.whole, "elements")


def count(plain: Mapping[str, object], key: str) -> int:
    """A whole number of a document, 0 where there is none."""
    number = plain.get(key, 0)
    return number if isinstance(number, int) else 0


def share_of(part: int, total: int) -> str:
    """« 7 of 12 (58 %) »: never a share without what it is of."""
    if not total:
        return _("{n} of {total}", n=part, total=total)
    return _("{n} of {total} ({share} %)", n=part, total=total, share=decimal(share(part, total)))


def rate(report: SessionReport, plain: Plain) -> Rate:
    """An element's counts with their bar."""
    code = str(plain["code"])
    valid, invalid, pending = (count(plain, key) for key in ("valides", "non_valides", "en_attente"))
    bar = charts.shares(("v", valid), ("n", invalid), ("a", pending))
    text = share_of(valid, valid + invalid)
    more: tuple[str, ...] = ()
    if difficulty := part_of(plain, "difficulte"):
        value = part_of(plain, "discrimination").get("indice")
        discrimination = decimal(Fraction(str(value))) if value is not None else "–"
        more = (share_of(count(difficulty, "acquis"), count(difficulty, "evalues")), discrimination)
    out = count(plain, "exclus")
    return Rate(code, report.wording(code), valid, invalid, pending, out, bar, text, more)


class Distribution(NamedTuple):
    """One distribution: of what, its chart, what is said of it, and its numbers."""

    code: str
    wording: str
    chart: Markup
    notes: Sequence[str]
    headings: tuple[str, str]
    rows: Sequence[tuple[str, int]]


def distributions(report: SessionReport) -> list[Distribution]:
    """Every distribution that there is, in the order of the elements."""
    blocs = part_of(report.whole, "blocs_valides")
    result = [_numbers(_("Blocs validated"), "", blocs, (), _("blocs"))] if blocs else []
    for each in all_elements(report):
        for key, build in BUILDERS.items():
            if part_of(each, key):
                result += build(report, each)
    return result


def _criteres(report: SessionReport, plain: Plain) -> Iterator[Distribution]:
    code = str(plain["code"])
    counts = part_of(plain, "criteres_acquis")
    if counts["effectifs"]:
        thresholds = report.people.requirements.get(code, ())
        yield _numbers(code, report.wording(code), counts, thresholds, _("critères acquired"))


def _numbers(code: str, wording: str, counts: Plain, thresholds: Sequence[int], what: str) -> Distribution:
    """How many candidates have each number, 0 and what nobody has included. Where what is required is not the same for
    all, no column is below it or above it for sure.
    """
    sizes = {number: size for number, size in part_of(counts, "effectifs").items() if isinstance(size, int)}
    most = max([*map(int, sizes), *thresholds, 0])
    rows = [(str(number), sizes.get(str(number), 0)) for number in range(most + 1)]
    only = thresholds[0] if len(thresholds) == 1 else None
    bins = [ChartColumn(label, size, None if only is None else int(label) >= only) for label, size in rows]
    notes = [_("to reach: {value}", value=thresholds[0])] if thresholds else []
    if len(thresholds) > 1:
        others = enumeration(list(map(str, sorted(thresholds[1:]))))
        notes.append(_("for some, {others}: what is excluded changes it", others=others))
    if pending := count(counts, "en_attente"):
        notes.append(ngettext("{n} pending", "{n} pending", pending, n=pending))
    bars = [Fraction(thresholds[0])] if thresholds else []
    return Distribution(code, wording, columns(bins, bars), notes, (what, _("candidates")), rows)


def _marks(report: SessionReport, plain: Plain) -> Iterator[Distribution]:
    code, marks = str(plain["code"]), part_of(plain, "notes")
    classes = elements_of(marks, "histogramme")
    if not classes:
        return
    edges = [(Fraction(str(each["de"])), Fraction(str(each["a_moins_de"]))) for each in classes]
    sizes = [count(each, "effectif") for each in classes]
    first, width = edges[0][0], edges[0][1] - edges[0][0]
    demands = report.bounds.get(code, ())
    limits = sorted({each for bounds in demands for each in bounds.ends})
    only = demands[0] if len(demands) == 1 else None
    bins = [
        ChartColumn(decimal(low), size, _meets(only, low, high) if only else None)
        for (low, high), size in zip(edges, sizes, strict=True)
    ]
    rows = [
        (_("from {low} to less than {high}", low=decimal(low), high=decimal(high)), size)
        for (low, high), size in zip(edges, sizes, strict=True)
    ]
    bars = [(each - first) / width for each in limits if first <= each <= first + width * len(classes)]
    yield Distribution(
        code,
        report.wording(code),
        columns(bins, bars),
        [*map(requirement, demands), *_quartiles(marks)],
        (_("mark"), _("candidates")),
        rows,
    )


def _meets(bounds: Bounds, low: Fraction, high: Fraction) -> bool | None:
    """Whether each number from one to less than another is within bounds; None where some are and some may not be."""
    least, most = bounds.lower, bounds.upper
    if (least and high <= least.at) or (most and (low > most.at or (low == most.at and most.strict))):
        return False
    reaches = least is None or low > least.at or (low == least.at and not least.strict)
    return True if reaches and (most is None or high <= most.at) else None


def _quartiles(marks: Mapping[str, object]) -> Iterator[str]:
    size = count(marks, "effectif")
    yield ngettext(
        "{size} mark: from {least} to {greatest}, median {median}, mean {mean}",
        "{size} marks: from {least} to {greatest}, median {median}, mean {mean}",
        size,
        size=size,
        least=_short(marks["minimum"]),
        greatest=_short(marks["maximum"]),
        median=_short(marks["mediane"]),
        mean=_short(marks["moyenne"]),
    )
    if marks["sans_valeur"]:
        yield _("without a mark: {n}", n=marks["sans_valeur"])


def _levels(report: SessionReport, plain: Plain) -> Iterator[Distribution]:
    code, levels = str(plain["code"]), part_of(plain, "niveaux")
    sizes = part_of(levels, "effectifs")
    rows = [(level, count(sizes, level)) for level in sizes]
    if not rows:
        return
    notes = [_("without a level: {n}", n=levels["sans_valeur"])] if levels["sans_valeur"] else []
    chart = columns([ChartColumn(str(place), size) for place, (_level, size) in enumerate(rows, 1)])
    lines = [(f"{place}. {level}", size) for place, (level, size) in enumerate(rows, 1)]
    yield Distribution(code, report.wording(code), chart, notes, (_("level"), _("candidates")), lines)


BUILDERS = {"criteres_acquis": _criteres, "notes": _marks, "niveaux": _levels}


def _short(value: object) -> str:
    return numeral(Fraction(str(value)))
