"""The page of `certeval report`, of sheets: decided, counted and explained."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from certeval.bulk.statistics import counted, counted_apart
from certeval.cli import elements, session
from certeval.cli.evaluation.stats import details, dimensions
from certeval.cli.sheets import ReadingOptions
from certeval.engine.results import Results
from certeval.engine.statistics import facts
from certeval.engine.statistics.tallies import Statistics
from certeval.rules.derivation import State
from certeval.scores import groups
from certeval.scores.observations import Candidate, identity
from certeval.text.numbers import exact

if TYPE_CHECKING:
    from certeval.documents.report.content import SessionReport
    from certeval.documents.report.names import ShownNames
    from certeval.engine.agreement import AgreementReport as Agreement


class ReportOptions(NamedTuple):
    """What the command line asks for."""

    reading: ReadingOptions
    par: Sequence[str]
    blocs: Sequence[str]
    candidats: Sequence[str]
    anonymous: bool


def of_sheets(
    request: ReportOptions, read: session.ReadSheets, only: elements.Filters, lang: str, called: "ShownNames"
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
    request: ReportOptions, read: session.ReadSheets, candidates: Sequence[Candidate]
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
