"""`certeval agreement`."""

from collections.abc import Sequence
from functools import partial

from certeval.cli import elements, options, output, session
from certeval.cli.bundles import SessionMarks, written
from certeval.cli.elements import Filters
from certeval.cli.output import Target
from certeval.cli.sheets import refuse_nothing
from certeval.engine.agreement import AgreementReport
from certeval.engine.agreement import report as agreement_of
from certeval.engine.juror_marks import juror_marks
from certeval.engine.results import Results
from certeval.referentiel.load import Referentiel
from certeval.render import agreement as rendering
from certeval.render import csv_text
from certeval.render import sheets as summary
from certeval.render.verdicts import title
from certeval.scores.observations import Sheet
from certeval.scores.situations import AwayElements

FORMATS = ("table", "json", "csv", "xlsx")


def agreement(
    sheets: options.SheetsOrSession,
    *,
    reading: SessionMarks,
    bloc: options.Bloc,
    candidat: options.Candidat,
    to: Target = written(FORMATS),
) -> None:
    """Say how far jurors agree: on each element, overall, two by two, and beyond chance.

    Jurors who differ are no error here. Nothing is decided.
    """
    output.refuse_files(to.file, reading.report, form=to.form)
    reading = reading._replace(sheets=sheets or (), force=to.force)
    refuse_nothing(reading)
    rules, scores = session.marks(reading)
    only = elements.filters(rules, scores, bloc, candidat)
    marks = juror_marks(only.restrict(scores), only.entries(rules), AwayElements(rules.program))
    agreement_report = agreement_of(marks, Results(rules))
    to.deliver(_text(agreement_report, rules, scores.sheets, only, to))


def _text(
    agreement_report: AgreementReport, rules: Referentiel, sheets: Sequence[Sheet], only: Filters, to: Target
) -> str | bytes:
    if to.form == "xlsx":
        from certeval.render.json_text import referentiel_json, sheets_json
        from certeval.render.workbook.results import agreement_sheets

        sheets_of = partial(agreement_sheets, agreement_report, referentiel_json(rules), sheets_json(sheets))
        return output.workbook(rules.title, rules.langue, sheets_of)
    if to.form == "json":
        return rendering.as_json(rules, sheets, agreement_report, only.plain)
    if to.form == "csv":
        return csv_text.as_csv(rendering.rows(agreement_report), file=to.file is not None)
    parts = [title(rules), *summary.renderables(rules, sheets), *rendering.renderables(agreement_report)]
    return to.text(*parts)
