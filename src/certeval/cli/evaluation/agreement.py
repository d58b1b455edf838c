"""`certeval agreement`."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from certeval.cli import elements, options, output, session
from certeval.cli.options import argument
from certeval.cli.sheets import Reading
from certeval.engine.results import Results
from certeval.messages import N_

if TYPE_CHECKING:
    pass

FORMATS = ("table", "json", "csv", "xlsx")


def agreement(
    sheets: Annotated[
        list[Path], argument(N_("SHEET…"), N_("Score sheets, folders, patterns; - for the standard input."))
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
    from certeval.engine.agreement import marked
    from certeval.engine.agreement import report as compared
    from certeval.render import agreement as rendered
    from certeval.render import sheets as summary
    from certeval.render.verdicts import title
    from certeval.scores.situations import Away

    form = output.format_of(form, FORMATS, as_json=as_json, file=file)
    output.refuse_files(file, report, form=form)
    reading = Reading(
        sheets,
        referentiel=referentiel,
        date=date,
        encoding=encoding,
        correspondance=correspondance,
        force_version=force_version,
        report=report,
        force=force,
    )
    applied, scores = session.marks(reading)
    only = elements.filters(applied, scores, bloc, candidat)
    entries = {code: each for code, each in applied.entries.items() if only.shows(applied, code)}
    found = compared(marked(only.kept(scores), entries, Away(applied.program)), Results(applied))
    if form == "xlsx":
        from certeval.render.json_text import of_referentiel, of_sheets
        from certeval.render.workbook.counts import agreements

        sheets_of = partial(agreements, found, of_referentiel(applied), of_sheets(scores.sheets))
        text: str | bytes = output.workbook(applied.title, applied.langue, sheets_of)
    elif form == "json":
        text = rendered.as_json(applied, scores.sheets, found, only.plain)
    elif form == "csv":
        text = rendered.as_csv(found, file=file is not None)
    else:
        parts = [title(applied), *summary.renderables(applied, scores.sheets), *rendered.renderables(found)]
        text = output.as_text(*parts, file=file)
    output.deliver(text, file, force=force)
