"""`certeval report`: sheets, or a document of results, decided, counted and explained in a page."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from certeval.bulk.statistics import count_each, count_with_states
from certeval.cli import elements, exits, notices, options, output, session
from certeval.cli.bundles import Reading, written
from certeval.cli.evaluation.stats import details, dimensions, results_alone
from certeval.cli.manual import SHOWN
from certeval.cli.options import argument, flag
from certeval.cli.output import Target
from certeval.cli.sheets import ReadingOptions, may_be_results, refuse_nothing
from certeval.documents.report import collector, results_file
from certeval.documents.report.content import SessionReport
from certeval.documents.report.names import DisplayNames
from certeval.engine.agreement import AgreementReport
from certeval.engine.agreement import report as agreement_of
from certeval.engine.juror_marks import ByJuror, juror_marks
from certeval.engine.results import Results
from certeval.engine.statistics import facts
from certeval.engine.statistics.document_facts import UNKNOWN
from certeval.engine.statistics.tallies import Statistics
from certeval.engine.verdicts import part_of
from certeval.messages import in_language
from certeval.render.json_text import referentiel_json
from certeval.render.stats.plain import by_dimension, plain_tallies
from certeval.rules.derivation import State
from certeval.scores import groups
from certeval.scores.observations import Candidate, identity
from certeval.scores.situations import AwayElements

FORMATS = ("html",)
SIDES = 2
LANGUE = "fr"
"""The language of a document of results, which does not say that of its référentiel."""


class ReportOptions(NamedTuple):
    """What the command line asks for."""

    reading: ReadingOptions
    par: Sequence[str]
    blocs: Sequence[str]
    candidats: Sequence[str]


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
    with exits.guard():
        content = _content(ReportOptions(reading, par, bloc, candidat), DisplayNames(anonyme))
    to.deliver(content if to.file else content.decode())


def _content(request: ReportOptions, names: DisplayNames) -> bytes:
    """The page. Raises ModuleNotFoundError where the extra is not installed."""
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
    of_results = reading if all(map(may_be_results, reading.sheets)) else ReadingOptions(force=reading.force)
    return [
        of_results._replace(sheets=(each,))
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
    lang = output.document_language(os.environ, read.referentiel.langue)
    with in_language(lang):
        return sheets_report(request, read, only, lang, names)


def _results_report(request: ReportOptions, names: DisplayNames) -> SessionReport:
    record = results_alone(request.reading, request.blocs, request.candidats, request.par)
    results, extract, file = record
    if note := record.note:
        notices.warn("{file}: {reason}", file=file["fichier"], reason=note)
    with in_language(lang := output.document_language(os.environ, LANGUE)):
        names.add_files([file["fichier"]])
        people = results_file.people(results.document, extract.outline, names)
        about = part_of(results.document, "session")
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
            session={"code": str(about["code"])} if "code" in about else {},
            unknown=UNKNOWN,
            note=record.note,
            anonymous=names.anonymous,
        )


def sheets_report(
    request: ReportOptions, read: session.ReadSheets, only: elements.Filters, lang: str, names: DisplayNames
) -> SessionReport:
    referentiel, scores = read.referentiel, read.scores
    candidates = list(only.restrict(scores).candidates.values())
    names.add_files([each.file for each in scores.sheets])
    if read.session is not None:
        names.persons = read.session.candidats.display_names
    statistics = _statistics(request, read, candidates)
    people = collector.collect(read, _states(read, candidates, statistics), names, only.blocs)
    statistics.keep(each.code for each in statistics.outline.elements if only.shows(referentiel, each.code))
    return SessionReport(
        title=referentiel.title,
        version=referentiel.version,
        lang=lang,
        referentiel=referentiel_json(referentiel),
        sources=[
            {"fichier": names.files.get(each.file, each.file), "empreinte": each.digest}
            for each in scores.sheets
        ],
        elements=collector.elements(referentiel),
        whole=plain_tallies(statistics.whole),
        by=[names.groups(each) for each in by_dimension(statistics)],
        people=people,
        session=_session_of(read),
        bounds=statistics.outline.bounds,
        agreement=_agreement(read, only, names) if any(each.jurors for each in scores.sheets) else None,
        anonymous=names.anonymous,
        hidden=sorted(_hidden(read)) if names.anonymous else (),
    )


def _hidden(read: session.ReadSheets) -> set[str]:
    """Identifiers and names of everybody, as the sheets and the candidates' table have them."""
    names = set(read.scores.candidates)
    for each in read.candidates:
        names |= set(identity(each).values())
    from certeval.jury.candidats import NAMES

    table = read.session.candidats.persons.values() if read.session else ()
    return names | {
        person.cells[heading] for person in table for heading in NAMES if person.cells.get(heading)
    }


def _agreement(read: session.ReadSheets, only: elements.Filters, names: DisplayNames) -> AgreementReport:
    """How far jurors agree on what is shown, each called as in the rest of the page."""
    referentiel = read.referentiel
    marks = juror_marks(
        only.restrict(read.scores), only.entries(referentiel), AwayElements(referentiel.program)
    )
    for each in marks.values():
        cases: Counter[ByJuror] = Counter()
        for case, n in each.cases.items():
            cases[tuple(sorted((names.name_of("jure", juror), value) for juror, value in case))] += n
        each.cases = cases
    return agreement_of(marks, Results(referentiel))


def _session_of(read: session.ReadSheets) -> dict[str, str]:
    """What is said of the session, where its file was given."""
    if read.session is None:
        return {}
    session = read.session.session
    fields = {"code": session.code, "lieu": session.model.session.lieu, "date": session.day}
    return {key: str(value) for key, value in fields.items() if value}


def _statistics(
    request: ReportOptions, read: session.ReadSheets, candidates: Sequence[Candidate]
) -> Statistics:
    """Where candidates are counted, for all and by the groups that the sheets name."""
    dimension_names = dimensions(details(request.par), groups.dimensions(candidates))
    juries = groups.juries(read.scores.sheets)
    dimension_names += [
        name
        for name in groups.DIMENSIONS
        if name not in dimension_names
        and any(any(groups.groups(each, [name], juries).values()) for each in candidates)
    ]
    return Statistics(facts.outline(read.referentiel), dimension_names)


def _states(
    read: session.ReadSheets, candidates: Sequence[Candidate], statistics: Statistics
) -> Iterator[tuple[Candidate, State]]:
    """Each candidate with what it comes to, in their order; they are counted on the way."""
    juries = groups.juries(read.scores.sheets)
    others: Iterator[tuple[Candidate, State]] = iter(())
    apart: dict[str, State] = {}
    for referentiel, alike in read.alike(candidates):
        if referentiel is read.referentiel:
            others = count_each(statistics, referentiel, alike, juries)
        else:
            states = count_with_states(statistics, referentiel, alike, juries)
            apart |= {candidate.code: state for candidate, state in states}
    for candidate in candidates:
        yield (candidate, apart[candidate.code]) if candidate.code in apart else next(others)
    yield from others  # ended by this: what was counted last is added
