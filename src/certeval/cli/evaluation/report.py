"""`certeval report`: sheets, or a document of results, decided, counted and explained in a page."""

import os
from pathlib import Path

from certeval.cli import elements, exits, language, options, output, session
from certeval.cli.bundles import Reading, written
from certeval.cli.evaluation.report_sheets import ReportOptions, sheets_report
from certeval.cli.evaluation.stats import results_alone
from certeval.cli.manual import SHOWN
from certeval.cli.options import argument, flag
from certeval.cli.output import Target
from certeval.cli.sheets import ReadingOptions, may_be_results, refuse_nothing
from certeval.documents.report import results_file
from certeval.documents.report.content import SessionReport
from certeval.documents.report.names import DisplayNames
from certeval.engine.statistics.document_facts import UNKNOWN
from certeval.messages import in_language
from certeval.render.stats.plain import plain_tallies

FORMATS = ("html",)
SIDES = 2
LANGUE = "fr"
"""The language of a document of results, which does not say that of its référentiel."""


def report(
    sheets: list[Path] | None = argument(
        "SHEET…|RESULTS|OLD NEW",
        "Score sheets; the results that validate --json wrote; two sessions or results to compare.",
        default=None,
    ),
    *,
    reading: Reading,
    par: options.Par,
    anonyme: bool = flag(
        "--anonyme", "Show numbers instead of identifiers and names; no comment, no file’s name.", SHOWN
    ),
    bloc: options.Bloc,
    candidat: options.Candidat,
    to: Target = written(FORMATS),
) -> None:
    """Make the page that a jury decides around: one file to open in a browser, without a server.

    It shows how the session went, who stands at a bound, who waits, and each candidate with the reasons that `explain`
    gives. It is in the référentiel’s language, unless CERTEVAL_LANG says otherwise. Two operands, each a session’s
    file or a document of results, are put side by side; sheets, however many, are those of one session.
    """
    output.refuse_files(to.file, reading.report)
    reading = reading._replace(sheets=sheets or (), force=to.force)
    request = ReportOptions(reading, par, bloc, candidat, anonymous=anonyme)
    with exits.Guard():
        content = _content(request)
    to.deliver(content if to.file else content.decode())


def _content(request: ReportOptions) -> bytes:
    """The page. Raises ModuleNotFoundError where the extra is not installed."""
    names = DisplayNames(request.anonymous)
    if sides := _sides(request.reading):
        from certeval.documents.report import comparison

        old, new = (_report(request._replace(reading=each), names) for each in sides)
        return comparison.page(old, new)
    from certeval.documents.report import page

    return page.page(_report(request, names))


def _sides(reading: ReadingOptions) -> list[ReadingOptions]:
    """Two sessions to put side by side: two operands, each a document of results or a session's file. Empty where the
    operands are the sheets of one session.
    """
    if len(reading.sheets) != SIDES:
        return []
    from certeval.cli import sessions

    if not all(may_be_results(each) or sessions.is_session(each) for each in reading.sheets):
        return []
    if reading.session is not None:
        exits.refuse("two sessions side by side: give both as operands, without --session")
    return [
        reading._replace(sheets=(each,))
        if may_be_results(each)
        else reading._replace(sheets=(), session=each)
        for each in reading.sheets
    ]


def _report(request: ReportOptions, names: DisplayNames) -> SessionReport:
    """What the page holds: of results that were written, or of sheets to decide."""
    if any(map(may_be_results, request.reading.sheets)):
        return _results_report(request, names)
    refuse_nothing(request.reading)
    read = session.open_session(request.reading)
    only = elements.filters(read.referentiel, read.scores, request.blocs, request.candidats)
    lang = language.document_language(os.environ, read.referentiel.langue)
    with in_language(lang):
        return sheets_report(request, read, only, lang, names)


def _results_report(request: ReportOptions, names: DisplayNames) -> SessionReport:
    """A document of results, alone."""
    record = results_alone(request.reading, request.blocs, request.candidats, request.par)
    results, extract, file = record
    lang = language.document_language(os.environ, LANGUE)
    with in_language(lang):
        names.add_files([file["fichier"]])
        people = results_file.people(results.document, extract.outline, names)
        about = results.document.get("session")
        return SessionReport(
            title=results.code,
            version=results.version,
            lang=lang,
            referentiel=record.referentiel,
            sources=[{**file, "fichier": names.files.get(file["fichier"], file["fichier"])}],
            elements=results_file.elements(extract.outline),
            whole=plain_tallies(record.statistics().whole),
            by=[],
            people=people,
            session={"code": str(about["code"])} if isinstance(about, dict) and "code" in about else {},
            unknown=UNKNOWN,
            anonymous=names.anonymous,
        )
