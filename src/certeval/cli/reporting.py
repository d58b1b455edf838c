"""What `certeval report` puts in its page: sheets decided, counted and explained."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from certeval.bulk.statistics import add, add_apart
from certeval.cli import filters, language, session
from certeval.cli.sheets import Reading, wanted
from certeval.cli.stats import dimensions
from certeval.engine.agreement import report as compared
from certeval.engine.results import Results
from certeval.engine.statistics import facts, groups
from certeval.engine.statistics.tallies import Statistics
from certeval.messages import speaking
from certeval.scores.jurors import marked
from certeval.scores.observations import Candidate
from certeval.scores.situations import Away
from certeval.text.numbers import exact

if TYPE_CHECKING:
    from certeval.documents.report.content import Report


class Asked(NamedTuple):
    """What the command line asks for."""

    reading: Reading
    par: Sequence[str]
    blocs: Sequence[str]
    candidats: Sequence[str]
    anonymous: bool


def content(asked: Asked, environment: Mapping[str, str]) -> bytes:
    """The page. Raises ModuleNotFoundError where the extra is not installed."""
    from certeval.documents.report.page import page

    return page(_of_sheets(asked, environment))


def _of_sheets(asked: Asked, environment: Mapping[str, str]) -> "Report":
    """Sheets, or a session, read and decided."""
    wanted(asked.reading)
    read = session.open_session(asked.reading)
    only = filters.asked(read.referentiel, read.scores, asked.blocs, asked.candidats)
    lang = language.of_document(environment, read.referentiel.model.certification.langue)
    with speaking(lang):
        return _told(asked, read, only, lang)


def _told(asked: Asked, read: session.Session, only: filters.Filters, lang: str) -> "Report":
    from certeval.documents.report import gathering
    from certeval.documents.report.content import Report
    from certeval.documents.report.names import names
    from certeval.render.stats.plain import by_dimension, tallied

    applied, scores = read.referentiel, read.scores
    candidates = list(only.kept(scores).candidates.values())
    called = names([each.file for each in scores.sheets], anonymous=asked.anonymous)
    statistics = _statistics(asked, read, candidates, only)
    found = gathering.gathered(read, candidates, called, only.blocs)
    certification = applied.model.certification
    agreement = compared(marked(only.kept(scores), applied.entries, Away(applied.program)), Results(applied))
    limits = statistics.outline.limits
    return Report(
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
        session=_session(read),
        required=found.required,
        bars={code: [exact(each) for each in sorted(limits[code])] for code in limits},
        close=found.close,
        waiting=found.waiting,
        held=found.held,
        agreement=agreement if agreement.elements else None,
        anonymous=asked.anonymous,
    )


def _session(read: session.Session) -> dict[str, str]:
    """What is said of the session, where its file was given."""
    if read.session is None:
        return {}
    model = read.session.session.model
    day = read.session.session.day
    said = {"code": model.session.code, "lieu": model.session.lieu, "date": day.isoformat() if day else None}
    return {key: str(value) for key, value in said.items() if value}


def _statistics(
    asked: Asked, read: session.Session, candidates: Sequence[Candidate], only: filters.Filters
) -> Statistics:
    """Everything counted, for all and by the groups that the sheets name."""
    applied = read.referentiel
    typed = [name for each in asked.par for name in each.replace(" ", "").split(",") if name]
    named = dimensions(typed, groups.dimensions(candidates))
    juries = groups.juries(read.scores.sheets)
    named += [name for name in groups.DIMENSIONS if name not in named and _named(name, candidates, juries)]
    outline = facts.outline(applied)
    statistics = Statistics(outline, named)
    for held, alike in read.alike(candidates):
        count = add if held is applied else add_apart
        count(statistics, held, alike, named, juries)
    statistics.keep(each.code for each in outline.elements if only.shows(applied, each.code))
    return statistics


def _named(name: str, candidates: Sequence[Candidate], juries: Mapping[str, str]) -> bool:
    """Whether some candidate belongs to a group of a dimension."""
    return any(any(groups.groups(each, [name], juries).values()) for each in candidates)
