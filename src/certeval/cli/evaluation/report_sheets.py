"""The page of `certeval report`, of sheets: decided, counted and explained."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from certeval.bulk.statistics import count_each, count_with_states
from certeval.cli import elements, session
from certeval.cli.evaluation.stats import details, dimensions
from certeval.cli.sheets import ReadingOptions
from certeval.documents.report import collector
from certeval.documents.report.content import SessionReport
from certeval.documents.report.names import DisplayNames
from certeval.engine.agreement import AgreementReport, ByJuror, juror_marks
from certeval.engine.agreement import report as agreement_of
from certeval.engine.results import Results
from certeval.engine.statistics import facts
from certeval.engine.statistics.tallies import Statistics
from certeval.render.json_text import referentiel_json
from certeval.render.stats.plain import by_dimension, plain_tallies
from certeval.rules.derivation import State
from certeval.scores import groups
from certeval.scores.observations import Candidate, identity
from certeval.scores.situations import AwayElements
from certeval.text.numbers import exact


class ReportOptions(NamedTuple):
    """What the command line asks for."""

    reading: ReadingOptions
    par: Sequence[str]
    blocs: Sequence[str]
    candidats: Sequence[str]
    anonymous: bool


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
    limits = statistics.outline.limits
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
        bars={code: [exact(each) for each in sorted(limits[code])] for code in limits},
        agreement=_agreement(read, only, names) if any(each.jurors for each in scores.sheets) else None,
        anonymous=request.anonymous,
        hidden=sorted(_hidden(read)) if request.anonymous else (),
    )


def _hidden(read: session.ReadSheets) -> set[str]:
    """Identifiers and names of everybody, as the sheets and the candidates' table have them."""
    names = set(read.scores.candidates)
    for each in read.candidates:
        names |= set(identity(each).values())
    if read.session is None:
        return names
    from certeval.jury.candidats import NAMES

    table = read.session.candidats.persons.values()
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
