"""`certeval agreement`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from certeval.cli import options, output, session, workbooks
from certeval.engine.results import Results
from certeval.referentiel.load import Referentiel
from certeval.scores.observations import Sheet

if TYPE_CHECKING:
    from certeval.engine.agreement import Report

FORMATS = ("table", "json", "csv", "xlsx")


def agreement(
    sheets: options.Sheets,
    *,
    referentiel: options.Referentiel = None,
    date: options.Day = None,
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
    from certeval.engine.agreement import report as compared
    from certeval.render import agreement as rendered
    from certeval.render import sheets as summary
    from certeval.scores.jurors import marked

    form = output.format_of(form, FORMATS, as_json=as_json, file=file)
    output.written(file, report)
    if form == "xlsx":
        workbooks.ready(file)
    asked = session.Reading(sheets, referentiel, date, encoding, correspondance, force_version, report, force)
    applied, scores = session.marks(asked)
    found = compared(marked(scores, applied.entries), Results(applied))
    if form == "xlsx":
        output.deliver(_workbook(applied, scores.sheets, found), file, force=force)
        return
    if form == "json":
        text = rendered.as_json(applied, scores.sheets, found)
    elif form == "csv":
        text = rendered.as_csv(found, file=file is not None)
    else:
        parts = [*summary.renderables(applied, scores.sheets), *rendered.renderables(found)]
        text = output.as_text(*parts, file=file)
    output.deliver(text, file, force=force)


def _workbook(applied: Referentiel, read: Sequence[Sheet], found: "Report") -> bytes:
    from certeval.render.workbook.tallies import agreements

    certification = applied.model.certification
    about = {"code": applied.code, "version": applied.version, "empreinte": applied.digest}
    files = [{"fichier": sheet.file, "empreinte": sheet.digest} for sheet in read]
    title = certification.intitule or applied.code
    return workbooks.content(title, certification.langue, lambda: agreements(found, about, files))
