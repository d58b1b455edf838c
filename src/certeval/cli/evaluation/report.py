"""`certeval report`: sheets, or a document of results, decided, counted and explained in a page."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

from certeval.bulk.statistics import counted, counted_apart
from certeval.cli import elements, exits, language, options, output, session
from certeval.cli.evaluation.stats import details, dimensions, results_alone
from certeval.cli.manual import SHOWN
from certeval.cli.options import argument, flag
from certeval.cli.sheets import ReadingOptions, may_be_results, refuse_none
from certeval.engine.results import Results
from certeval.engine.statistics import facts
from certeval.engine.statistics.saved import UNKNOWN
from certeval.engine.statistics.tallies import Statistics
from certeval.messages import N_, speaking
from certeval.rules.derivation import State
from certeval.scores import groups
from certeval.scores.observations import Candidate, identity
from certeval.text.numbers import exact

if TYPE_CHECKING:
    from certeval.documents.report.content import SessionReport
    from certeval.documents.report.names import ShownNames
    from certeval.engine.agreement import AgreementReport as Agreement

FORMATS = ("html",)
SIDES = 2
LANGUE = "fr"
"""The language of a document of results, which does not say that of its référentiel."""


def report(
    sheets: Annotated[
        list[Path] | None,
        argument(
            N_("SHEET…|RESULTS|OLD NEW"),
            N_("Score sheets; the results that validate --json wrote; two sessions or results to compare."),
        ),
    ] = None,
    *,
    session_file: options.Session = None,
    registre: options.Registre = None,
    par: options.Par,
    anonyme: Annotated[
        bool,
        flag(
            "--anonyme",
            N_("Show numbers instead of identifiers and names; no comment, no file’s name."),
            SHOWN,
        ),
    ] = False,
    referentiel: options.Referentiel = None,
    date: options.Day = None,
    bloc: options.Bloc,
    candidat: options.Candidat,
    encoding: options.Encoding = None,
    correspondance: options.Correspondance = None,
    force_version: options.ForceVersion = False,
    report_file: options.Report = None,
    form: Annotated[str | None, options.form(FORMATS)] = None,
    file: options.Output = None,
    force: options.Force = False,
    _quiet: options.Quiet = False,
) -> None:
    """Make the page that a jury decides around: one file to open in a browser, without a server.

    It shows how the session went, who stands at a bound, who waits, and each candidate with the reasons that `explain`
    gives. It is in the référentiel’s language, unless CERTEVAL_LANG says otherwise. Two operands, each a session’s
    file or a document of results, are put side by side; sheets, however many, are those of one session.
    """
    form = output.format_of(form, FORMATS, file=file)
    output.refuse_files(file, report_file)
    reading = ReadingOptions(
        sheets or (),
        session=session_file,
        registre=registre,
        referentiel=referentiel,
        date=date,
        encoding=encoding,
        correspondance=correspondance,
        force_version=force_version,
        report=report_file,
        force=force,
    )
    request = _Request(reading, par, bloc, candidat, anonymous=anonyme)
    with exits.Guard():
        content = _content(request)
    output.deliver(content if file else content.decode(), file, force=force)


class _Request(NamedTuple):
    """What the command line asks for."""

    reading: ReadingOptions
    par: Sequence[str]
    blocs: Sequence[str]
    candidats: Sequence[str]
    anonymous: bool


def _content(request: _Request) -> bytes:
    """The page. Raises ModuleNotFoundError where the extra is not installed."""
    from certeval.documents.report.names import ShownNames

    names = ShownNames(request.anonymous)
    if sides := _sides(request.reading):
        from certeval.documents.report import compared

        old, new = (_report(request._replace(reading=each), names) for each in sides)
        return compared.page(old, new)
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
        exits.refuse(N_("two sessions side by side: give both as operands, without --session"))
    return [
        reading._replace(sheets=(each,))
        if may_be_results(each)
        else reading._replace(sheets=(), session=each)
        for each in reading.sheets
    ]


def _report(request: _Request, names: "ShownNames") -> "SessionReport":
    """What the page holds: of results that were written, or of sheets to decide."""
    if any(map(may_be_results, request.reading.sheets)):
        return _of_results(request, names)
    refuse_none(request.reading)
    read = session.open_session(request.reading)
    only = elements.filters(read.referentiel, read.scores, request.blocs, request.candidats)
    lang = language.of_document(os.environ, read.referentiel.langue)
    with speaking(lang):
        return _of_sheets(request, read, only, lang, names)


def _of_results(request: _Request, names: "ShownNames") -> "SessionReport":
    """A document of results, alone."""
    from certeval.documents.report import saved
    from certeval.documents.report.content import SessionReport
    from certeval.render.stats.plain import tallied

    found = results_alone(request.reading, request.blocs, request.candidats, request.par)
    written, held, file = found
    lang = language.of_document(os.environ, LANGUE)
    with speaking(lang):
        names.add_files([file["fichier"]])
        people, waiting, decided = saved.people(written.document, held.outline, names)
        about = written.document.get("session")
        return SessionReport(
            title=written.code,
            version=written.version,
            lang=lang,
            referentiel=found.referentiel,
            sources=[{**file, "fichier": names.files.get(file["fichier"], file["fichier"])}],
            elements=saved.elements(held.outline),
            whole=tallied(found.statistics().whole),
            by=[],
            people=people,
            session={"code": str(about["code"])} if isinstance(about, dict) and "code" in about else {},
            waiting=waiting,
            held=decided,
            unknown=UNKNOWN,
            anonymous=names.anonymous,
        )


def _of_sheets(
    request: _Request, read: session.ReadSheets, only: elements.Filters, lang: str, called: "ShownNames"
) -> "SessionReport":
    from certeval.documents.report import gathering
    from certeval.documents.report.content import SessionReport
    from certeval.render.stats.plain import by_dimension, tallied

    applied, scores = read.referentiel, read.scores
    candidates = list(only.kept(scores).candidates.values())
    called.add_files([each.file for each in scores.sheets])
    if read.session is not None:
        called.persons = read.session.candidats.called
    statistics, named = _statistics(request, read, candidates)
    found = gathering.gathered(read, _decided(read, candidates, statistics, named), called, only.blocs)
    statistics.keep(each.code for each in statistics.outline.elements if only.shows(applied, each.code))
    certification = applied.model.certification
    limits = statistics.outline.limits
    return SessionReport(
        title=applied.title,
        version=applied.version,
        lang=lang,
        referentiel={"code": certification.code, "version": applied.version, "empreinte": applied.digest},
        sources=[
            {"fichier": called.files.get(each.file, each.file), "empreinte": each.digest}
            for each in scores.sheets
        ],
        elements=gathering.elements(applied),
        whole=tallied(statistics.whole),
        by=[called.groups(each) for each in by_dimension(statistics)],
        people=found.people,
        session=_session_of(read),
        required=found.required,
        bars={code: [exact(each) for each in sorted(limits[code])] for code in limits},
        close=found.close,
        waiting=found.waiting,
        held=found.held,
        agreement=_agreement(read, only, called) if any(each.jurors for each in scores.sheets) else None,
        anonymous=request.anonymous,
        hidden=sorted(_hidden(read)) if request.anonymous else (),
    )


def _hidden(read: session.ReadSheets) -> set[str]:
    """Identifiers and names of everybody, as the sheets and the candidates' table have them."""
    said = set(read.scores.candidates)
    for each in read.candidates:
        said |= set(identity(each).values())
    if read.session is None:
        return said
    from certeval.jury.candidats import NAMES

    table = read.session.candidats.persons.values()
    return said | {person.said[heading] for person in table for heading in NAMES if person.said.get(heading)}


def _agreement(read: session.ReadSheets, only: elements.Filters, called: "ShownNames") -> "Agreement":
    """How far jurors agree on what is shown, each called as in the rest of the page."""
    from certeval.engine.agreement import marked
    from certeval.engine.agreement import report as agreeing
    from certeval.scores.situations import Away

    applied = read.referentiel
    found = marked(only.kept(read.scores), only.entries(applied), Away(applied.program))
    for each in found.values():
        each.cases = [
            {called.called("jure", juror): value for juror, value in case.items()} for case in each.cases
        ]
    return agreeing(found, Results(applied))


def _session_of(read: session.ReadSheets) -> dict[str, str]:
    """What is said of the session, where its file was given."""
    if read.session is None:
        return {}
    model = read.session.session.model
    day = read.session.session.day
    said = {"code": model.session.code, "lieu": model.session.lieu, "date": day.isoformat() if day else None}
    return {key: str(value) for key, value in said.items() if value}


def _statistics(
    request: _Request, read: session.ReadSheets, candidates: Sequence[Candidate]
) -> tuple[Statistics, list[str]]:
    """Where candidates are counted, for all and by the groups that the sheets name: these dimensions beside."""
    named = dimensions(details(request.par), groups.dimensions(candidates))
    juries = groups.juries(read.scores.sheets)
    named += [name for name in groups.DIMENSIONS if name not in named and _named(name, candidates, juries)]
    return Statistics(facts.outline(read.referentiel), named), named


def _decided(
    read: session.ReadSheets, candidates: Sequence[Candidate], statistics: Statistics, named: Sequence[str]
) -> Iterator[tuple[Candidate, State]]:
    """Each candidate with what it comes to, in their order; they are counted on the way."""
    juries = groups.juries(read.scores.sheets)
    others: Iterator[tuple[Candidate, State]] = iter(())
    apart: dict[str, State] = {}
    for applied, alike in read.alike(candidates):
        if applied is read.referentiel:
            others = counted(statistics, applied, alike, named, juries)
        else:
            decided = counted_apart(statistics, applied, alike, named, juries)
            apart |= {candidate.code: state for candidate, state in decided}
    for candidate in candidates:
        yield (candidate, apart[candidate.code]) if candidate.code in apart else next(others)
    yield from others  # ended by this: what was counted last is added


def _named(name: str, candidates: Sequence[Candidate], juries: Mapping[str, str]) -> bool:
    """Whether some candidate belongs to a group of a dimension."""
    return any(any(groups.groups(each, [name], juries).values()) for each in candidates)
