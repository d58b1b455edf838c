"""`certeval agreement`."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from certeval.cli import elements, options, output, session
from certeval.cli.elements import Filters
from certeval.cli.options import argument
from certeval.cli.sheets import ReadingOptions
from certeval.engine.results import Results
from certeval.referentiel.load import Referentiel

if TYPE_CHECKING:
    from certeval.engine.agreement import AgreementReport
    from certeval.scores.observations import Sheet

FORMATS = ("table", "json", "csv", "xlsx")


def agreement(
    sheets: Annotated[
        list[Path], argument("SHEET…", "Score sheets, folders, patterns; - for the standard input.")
    ],
    *,
    referentiel: options.Referentiel = None,
    date: options.Day = None,
    bloc: options.Bloc,
    candidat: options.Candidat,
    encoding: options.Encoding = None,
    correspondance: options.Correspondance = None,
    force_version: options.ForceVersion = False,
    report: options.Report = None,
    form: Annotated[str | None, options.form(FORMATS)] = None,
    as_json: options.Json = False,
    file: options.Output = None,
    force: options.Force = False,
    _quiet: options.Quiet = False,
) -> None:
    """Say how far jurors agree: on each element, overall, two by two, and beyond chance.

    Jurors who differ are no error here. Nothing is decided.
    """
    form = output.format_of(form, FORMATS, as_json=as_json, file=file)
    output.refuse_files(file, report, form=form)
    reading = ReadingOptions(
        sheets,
        referentiel=referentiel,
        date=date,
        encoding=encoding,
        correspondance=correspondance,
        force_version=force_version,
        report=report,
        force=force,
    )
    from certeval.engine.agreement import juror_marks
    from certeval.engine.agreement import report as agreement_of
    from certeval.scores.situations import AwayElements

    rules, scores = session.marks(reading)
    only = elements.filters(rules, scores, bloc, candidat)
    marks = juror_marks(only.restrict(scores), only.entries(rules), AwayElements(rules.program))
    agreement_report = agreement_of(marks, Results(rules))
    output.deliver(_text(agreement_report, rules, scores.sheets, only, form, file), file, force=force)


def _text(
    agreement_report: "AgreementReport",
    rules: Referentiel,
    sheets: "Sequence[Sheet]",
    only: Filters,
    form: str,
    file: Path | None,
) -> str | bytes:
    if form == "xlsx":
        from certeval.render.json_text import referentiel_json, sheets_json
        from certeval.render.workbook.counts import agreements

        sheets_of = partial(agreements, agreement_report, referentiel_json(rules), sheets_json(sheets))
        return output.workbook(rules.title, rules.langue, sheets_of)
    from certeval.render import agreement as rendering

    if form == "json":
        return rendering.as_json(rules, sheets, agreement_report, only.plain)
    if form == "csv":
        return rendering.as_csv(agreement_report, file=file is not None)
    from certeval.render import sheets as summary
    from certeval.render.verdicts import title

    parts = [title(rules), *summary.renderables(rules, sheets), *rendering.renderables(agreement_report)]
    return output.as_text(*parts, file=file)
