"""The agreement of jurors to a table, JSON, CSV: figures and what they are counted over, no verdict."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from certeval.engine.agreement import Agreement, AgreementReport, Pair, Unanimity
from certeval.engine.coefficients import Coefficient, UndefinedReason
from certeval.messages import N_, _, ngettext, plural
from certeval.referentiel.load import Referentiel
from certeval.render import csv_text
from certeval.render.json_text import json_document, referentiel_json, sheets_json
from certeval.render.tables import Renderables, table_with_labels
from certeval.render.words import decimal, enumeration, number_text, visible
from certeval.rules.rounding import ALL, PERFECT, decimal_text, round_to, share
from certeval.rules.scale_answers import Metric
from certeval.scores.observations import Sheet
from certeval.text.numbers import exact

WORDS = {
    UndefinedReason.NOTHING: N_("no case"),
    UndefinedReason.SAME: N_("all the same value: undefined"),
    UndefinedReason.UNEVEN: N_("jurors vary in number"),
    UndefinedReason.NOT_TWO: N_("more than two jurors"),
}
METRICS = {Metric.NOMINAL: N_("nominal"), Metric.ORDINAL: N_("ordinal"), Metric.INTERVAL: N_("interval")}
MOST_PAIRS = 10
HEADINGS = (
    *("element", "cellules", "jures", "paires", "accords", "accord"),
    *("kappa_cohen", "kappa_fleiss", "alpha", "mesure", "ecart_moyen"),
)


def renderables(report: AgreementReport) -> Renderables:
    """The table of elements and of each scale, then pairs of jurors, and what all or none validate."""
    content: Renderables = []
    if report.elements:
        content += [table_with_labels(*figures(report), {len(report.elements) - 1}), ""]
        content += notes(report)
    else:
        content.append(_("no element was marked by two jurors on the same candidate"))
    if report.pairs:
        content += ["", table_with_labels(*pairs(report.pairs[:MOST_PAIRS]))]
    content += ["", _("validated by every mark: {listed}", listed=_marks(report.always))]
    content.append(_("validated by no mark: {listed}", listed=_marks(report.never)))
    return content


def figures(report: AgreementReport) -> tuple[list[str], list[list[str]]]:
    """The headings, then a row an element, then a row a scale, all in words."""
    gaps = any(each.gap is not None for each in report.elements)
    headings = [_("element"), _("cases"), _("jurors"), _("same"), "kappa (Cohen)", "kappa (Fleiss)", "alpha"]
    body: list[list[str]] = []
    for each, name in [
        *((each, each.codes[0]) for each in report.elements),
        *((each, _whole(each)) for each in report.overall),
    ]:
        cells = [visible(name), str(each.cases), str(len(each.jurors)), _share(each.agreements, each.pairs)]
        cells += [_coefficient_text(each.cohen), _coefficient_text(each.fleiss)]
        metric = "" if isinstance(each.alpha, UndefinedReason) else f" ({_(METRICS[each.metric])})"
        cells.append(_coefficient_text(each.alpha) + metric)
        if gaps:
            cells.append("" if each.gap is None else _thousandths(each.gap))
        body.append(cells)
    return [*headings, *([_("mean gap")] if gaps else [])], body


def _whole(each: Agreement) -> str:
    count = len(each.codes)
    return ngettext("{n} element, {scale}", "{n} elements, {scale}", count, n=count, scale=_scale(each))


def _scale(each: Agreement) -> str:
    if each.metric is Metric.INTERVAL:
        least, greatest = decimal(each.scale.least), decimal(each.scale.greatest)
        return _("from {least} to {greatest}", least=least, greatest=greatest)
    return enumeration(list(each.scale.words()))


def _share(count: int, total: int) -> str:
    """`5/6 (83 %)`."""
    return f"{count}/{total} ({share(count, total)} %)" if total else f"{count}/{total}"


def _coefficient_text(coefficient: Coefficient) -> str:
    return _(WORDS[coefficient]) if isinstance(coefficient, UndefinedReason) else _thousandths(coefficient)


def _thousandths(value: Fraction) -> str:
    """A number to the thousandth, with as many places whatever they are."""
    return number_text(decimal_text(value, 3, PERFECT))


def notes(report: AgreementReport) -> list[str]:
    """What the figures are counted over, and what they leave out."""
    lines = [
        _("case: a candidate at an attempt (a group marked as one counts once) whom several jurors marked"),
        _("same: pairs of jurors who gave the same value, of all pairs; these figures decide nothing"),
    ]
    counts = (
        (report.once, plural("{n} mark of one juror alone", "{n} marks of one juror alone")),
        (report.statuses, plural("{n} status", "{n} statuses")),
        (report.nameless, plural("{n} mark without a juror’s name", "{n} marks without a juror’s name")),
    )
    exclusions = [words(count) for count, words in counts if count]
    if exclusions:
        lines.append(_("left out: {listed}", listed=enumeration(exclusions, every=True)))
    return lines


def pairs(juror_pairs: Sequence[Pair]) -> tuple[list[str], list[list[str]]]:
    """The headings, then a row a pair of jurors, those who differ most first."""
    body: list[list[str]] = []
    for pair in juror_pairs:
        names = " – ".join(visible(name) for name in pair.jurors)
        gap = f"{decimal(round_to(pair.gap * 100, 1, ALL))} %"
        body.append([names, str(pair.cases), _share(pair.differences, pair.cases), gap])
    return [_("who differ most"), _("cases"), _("differ"), _("mean gap, of the scale")], body


def _marks(elements: Sequence[Unanimity]) -> str:
    """`CR1.1 (12 marks)`, or that there is none."""
    words = [
        ngettext("{code} ({n} mark)", "{code} ({n} marks)", each.marks, code=each.code, n=each.marks)
        for each in elements
    ]
    return ", ".join(words) if words else _("none")


def as_json(
    referentiel: Referentiel,
    sheets: Sequence[Sheet],
    report: AgreementReport,
    filtres: Mapping[str, list[str]],
) -> str:
    """The document of `--json`: every number exact."""
    return json_document(
        "certeval/accord/1",
        referentiel=referentiel_json(referentiel),
        feuilles=sheets_json(sheets),
        **({"filtres": filtres} if filtres else {}),
        elements=[{"code": each.codes[0], **_plain(each)} for each in report.elements],
        ensemble=[{"elements": list(each.codes), **_plain(each)} for each in report.overall],
        paires=[
            {
                "jures": list(pair.jurors),
                "cas": pair.cases,
                "desaccords": pair.differences,
                "ecart": _number(pair.gap),
            }
            for pair in report.pairs
        ],
        toujours_valides=[{"code": each.code, "notes": each.marks} for each in report.always],
        jamais_valides=[{"code": each.code, "notes": each.marks} for each in report.never],
        ecartes={"un_seul_jure": report.once, "statuts": report.statuses, "sans_jure": report.nameless},
    )


def _plain(each: Agreement) -> dict[str, object]:
    ends = [_number(each.scale.least), _number(each.scale.greatest)]
    coefficients = {"kappa_cohen": each.cohen, "kappa_fleiss": each.fleiss, "alpha": each.alpha}
    reasons = {
        name: value.value for name, value in coefficients.items() if isinstance(value, UndefinedReason)
    }
    return {
        "echelle": ends if each.metric is Metric.INTERVAL else list(each.scale.words()),
        "jures": list(each.jurors),
        "cas": each.cases,
        "paires": each.pairs,
        "accords": each.agreements,
        "accord": _number(Fraction(each.agreements, each.pairs)),
        **{name: None if isinstance(v, UndefinedReason) else _number(v) for name, v in coefficients.items()},
        "mesure": each.metric.value,
        **({} if each.gap is None else {"ecart_moyen": _number(each.gap)}),
        "non_definis": reasons,
    }


def _number(value: Fraction) -> int | str:
    return int(value) if value.denominator == 1 else exact(value)


def rows(report: AgreementReport) -> list[Sequence[csv_text.Field]]:
    """The headings, then one row an element; a coefficient that is not defined is empty."""
    table: list[Sequence[csv_text.Field]] = [HEADINGS]
    for each in report.elements:
        counts = (each.codes[0], each.cases, len(each.jurors), each.pairs, each.agreements)
        values = (each.cohen, each.fleiss, each.alpha)
        coefficients = ["" if isinstance(value, UndefinedReason) else _field(value) for value in values]
        gap = "" if each.gap is None else each.gap
        agreements = _field(Fraction(each.agreements, each.pairs))
        table.append([*counts, agreements, *coefficients, each.metric.value, gap])
    return table


def _field(value: Fraction) -> Fraction:
    """A number of a table: what all alone reach is said of all alone."""
    return round_to(value, csv_text.PLACES, PERFECT)
