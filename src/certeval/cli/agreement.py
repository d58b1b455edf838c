"""`certeval agreement`."""

from typing import Annotated

from certeval.cli import options, output, session
from certeval.engine.results import Results

FORMATS = ("table", "json", "csv")


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
    asked = session.Reading(sheets, referentiel, date, encoding, correspondance, force_version, report, force)
    applied, scores = session.marks(asked)
    found = compared(marked(scores, applied.entries), Results(applied))
    if form == "json":
        text = rendered.as_json(applied, scores.sheets, found)
    elif form == "csv":
        text = rendered.as_csv(found, file=file is not None)
    else:
        parts = [*summary.renderables(applied, scores.sheets), *rendered.renderables(found)]
        text = output.as_text(*parts, file=file)
    output.deliver(text, file, force=force)
