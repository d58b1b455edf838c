"""What to present again, for people: what falls short, the sets that could save, or what stands in the way."""

from collections.abc import Sequence
from fractions import Fraction

from certeval.engine.resits import Resits, Shortfall
from certeval.engine.verdicts import EN_ATTENTE
from certeval.messages import _
from certeval.referentiel.load import Referentiel
from certeval.render.reasons.numbers import interval, level_or_number, requirement
from certeval.render.reasons.rules import ORIGINS
from certeval.render.reasons.topics import clauses, name_list
from certeval.render.resits import MOST_SETS, CandidateResits, with_marks
from certeval.render.tables import Renderables, TableColumn, rich_text, table
from certeval.render.verdicts import left_out, title
from certeval.render.words import and_more, visible
from certeval.scores.observations import identity


def renderables(
    referentiel: Referentiel, candidates: Sequence[CandidateResits], more: int = 0
) -> Renderables:
    """A row a candidate: what falls short, and the smallest sets with the marks they take. `more` are not listed."""
    if not candidates:
        return [title(referentiel), _("nobody has anything to present again")]
    has_names = any(identity(each.candidate) for each in candidates)
    columns: list[TableColumn | str] = [
        TableColumn("candidat", always=True),
        *([_("name")] if has_names else []),
        _("falls short"),
        TableColumn(_("to present again, one of these sets"), always=True),
    ]
    rows = [
        [
            each.candidate.code,
            *([" ".join(identity(each.candidate).values())] if has_names else []),
            "\n".join(_shortfall_lines(referentiel, each)),
            "\n".join(_sets(referentiel, each)),
        ]
        for each in candidates
    ]
    cells = [[rich_text("\n".join(map(visible, cell.split("\n")))) for cell in row] for row in rows]
    return [title(referentiel), "", table(columns, cells), *left_out(more)]


def _shortfall_lines(referentiel: Referentiel, candidate_resits: CandidateResits) -> list[str]:
    """The marks and measures that miss a bound; a yes or no is told by its code alone."""
    lines: list[str] = []
    for short in candidate_resits.worth.short:
        scale = short.scale(referentiel)
        if scale is None or not scale.yes_no:
            value = interval(short.value, scale.words() if scale else (), short.bounds.ends)
            lines.append(f"{short.name} {clauses(value, requirement(short.bounds, scale))}")
    return [*lines[:MOST_SETS], *and_more(len(lines) - MOST_SETS)]


def _sets(referentiel: Referentiel, candidate_resits: CandidateResits) -> list[str]:
    resits = candidate_resits.resits
    if candidate_resits.certification.get("verdict") == EN_ATTENTE:
        missing = candidate_resits.certification.get("manque", ())
        assert isinstance(missing, list)  # noqa: S101 -- of codes (design §4)
        sessions = dict.fromkeys(candidate_resits.reports.values())
        waits = [*missing, *(_("the session {code}", code=each) for each in sessions)]
        if not waits:
            return [_("not lost: nothing that is sought is pending")]
        return [_("not lost: still pending {codes}", codes=name_list(waits))]
    reports = candidate_resits.reports.items()
    postponements = [_reason_line(name, _("session {code}", code=session)) for name, session in reports]
    if not resits.sets:
        return [*_no_set_lines(referentiel, candidate_resits), *postponements]
    lines = [
        " + ".join(_unit(referentiel, candidate_resits, code, marks.get(code)) for code in codes)
        for codes, marks in with_marks(resits)[:MOST_SETS]
    ]
    return [*lines, *_more(resits), *postponements]


def _reason_line(name: str, reason: str) -> str:
    return _("{name}: {reason}", name=name, reason=reason)


def _unit(
    referentiel: Referentiel, candidate_resits: CandidateResits, code: str, mark: Fraction | None
) -> str:
    """A code with its mark of today and the least that does."""
    scale, value = referentiel.scale(code), candidate_resits.worth.values.get(code)
    if scale is None or value is None or scale.yes_no:
        return code
    words = scale.words()
    today = interval(value, words, () if mark is None else (mark,))
    if mark is None:
        return f"{code} ({today})"
    return f"{code} ({clauses(today, _('{least} at least', least=level_or_number(mark, words)))})"


def _no_set_lines(referentiel: Referentiel, candidate_resits: CandidateResits) -> list[str]:
    resits = candidate_resits.resits
    if resits.recherche != "complete":
        return [_("no set was found before the search was stopped: there may be some")]
    return [
        _("nothing that is presented again could change the decision"),
        *(_obstacle(referentiel, candidate_resits, each) for each in resits.obstacles[:MOST_SETS]),
    ]


def _obstacle(referentiel: Referentiel, candidate_resits: CandidateResits, obstacle: Shortfall | str) -> str:
    """A name that stays lost, at best how, and what it takes; who decided so, where it is not computed."""
    if isinstance(obstacle, str):
        held_verdict = candidate_resits.held_verdicts.get(obstacle)
        return _reason_line(obstacle, _(ORIGINS[held_verdict.origine])) if held_verdict else obstacle
    scale = obstacle.scale(referentiel)
    if scale and scale.yes_no:
        return obstacle.name
    words = scale.words() if scale else ()
    at_best = _("{value} at best", value=level_or_number(obstacle.best, words, obstacle.bounds.ends))
    reason = clauses(at_best, requirement(obstacle.bounds, scale))
    return _reason_line(obstacle.name, reason)


def _more(resits: Resits) -> list[str]:
    """How many sets are not shown, or how far the search went."""
    if resits.recherche == "arretee":
        return [_("and others, maybe smaller: the search was stopped")]
    if resits.more is None:
        return [_("and others, none of them smaller")]
    return and_more(resits.more + max(0, len(resits.sets) - MOST_SETS))
