"""What to present again, for people: what falls short, the sets that could save, or what stands in the way."""

from collections.abc import Sequence
from fractions import Fraction

from certeval.engine.resits import Resits, Shortfall
from certeval.messages import _, ngettext
from certeval.referentiel.load import Referentiel
from certeval.render.reasons.numbers import ends, interval, required, spelled
from certeval.render.reasons.rules import ORIGINS
from certeval.render.reasons.topics import clauses, listed
from certeval.render.resits import MOST_SHOWN, CandidateResits, with_marks
from certeval.render.tables import Shown, TableColumn, rich_text, table
from certeval.render.verdicts import title
from certeval.render.words import visible
from certeval.rules.bounds import Bounds
from certeval.rules.outcome import Value
from certeval.rules.scales import Scale
from certeval.scores.observations import identity


def renderables(referentiel: Referentiel, told: Sequence[CandidateResits]) -> Shown:
    """A row a candidate: what falls short, and the smallest sets with the marks they take."""
    if not told:
        return [title(referentiel), rich_text(_("every candidate is validated: nothing to present again"))]
    named = any(identity(each.candidate) for each in told)
    columns: list[TableColumn | str] = [
        TableColumn("candidat", always=True),
        *([_("name")] if named else []),
        _("falls short"),
        TableColumn(_("to present again, one of these sets"), always=True),
    ]
    rows = [
        [
            each.candidate.code,
            *([" ".join(identity(each.candidate).values())] if named else []),
            "\n".join(_short(referentiel, each)),
            "\n".join(_sets(referentiel, each)),
        ]
        for each in told
    ]
    shown = [[rich_text("\n".join(map(visible, cell.split("\n")))) for cell in row] for row in rows]
    return [title(referentiel), rich_text(), table(columns, shown)]


def _short(referentiel: Referentiel, told: CandidateResits) -> list[str]:
    """The marks and measures that miss a bound; a yes or no is told by its code alone."""
    lines: list[str] = []
    for short in told.worth.short:
        scale = referentiel.scale(short.name)
        if scale is None or not scale.yes_no:
            lines.append(f"{short.name} {_compared(short.value, short.bounds, scale)}")
    return [*lines[:MOST_SHOWN], "…"] if len(lines) > MOST_SHOWN else lines


def _compared(value: Value, bounds: Bounds, scale: Scale | None) -> str:
    words = scale.words() if scale else ()
    return clauses(interval(value, words, ends(bounds)), required(bounds, scale))


def _sets(referentiel: Referentiel, told: CandidateResits) -> list[str]:
    resits = told.resits
    if told.pending:
        missing = told.certification.get("manque", ())
        assert isinstance(missing, list)  # noqa: S101 -- of codes (design §4)
        waited = [*missing, *dict.fromkeys(map(_session, told.reports.values()))]
        return [_("not lost: still pending {codes}").format(codes=listed(waited))]
    postponed = [_named(name, _session(session)) for name, session in told.reports.items()]
    if not resits.sets:
        return [*_nothing(referentiel, told), *postponed]
    lines = [
        " + ".join(_unit(referentiel, told, code, marks.get(code)) for code in codes)
        for codes, marks in with_marks(resits)[:MOST_SHOWN]
    ]
    return [*lines, *_more(resits), *postponed]


def _session(code: str) -> str:
    return _("session {code}").format(code=code)


def _named(name: str, reason: str) -> str:
    return _("{name}: {reason}").format(name=name, reason=reason)


def _unit(referentiel: Referentiel, told: CandidateResits, code: str, mark: Fraction | None) -> str:
    """A code with its mark of today and the least that does."""
    scale, value = referentiel.scale(code), told.worth.values.get(code)
    if scale is None or value is None or scale.yes_no:
        return code
    words = scale.words()
    today = interval(value, words, () if mark is None else (mark,))
    if mark is None:
        return f"{code} ({today})"
    return f"{code} ({clauses(today, _('{least} at least').format(least=spelled(mark, words)))})"


def _nothing(referentiel: Referentiel, told: CandidateResits) -> list[str]:
    resits = told.resits
    if resits.recherche != "complete":
        return [_("no set was found before the search was stopped: there may be some")]
    said = _("nothing that is presented again could change the decision")
    return [said, *(_obstacle(referentiel, told, each) for each in resits.obstacles[:MOST_SHOWN])]


def _obstacle(referentiel: Referentiel, told: CandidateResits, obstacle: Shortfall | str) -> str:
    """A name that stays lost, at best how, and what it takes; who decided so, where it is not computed."""
    if isinstance(obstacle, str):
        held = told.held.get(obstacle)
        return _named(obstacle, _(ORIGINS[held.origine])) if held else obstacle
    scale = referentiel.scale(obstacle.name)
    if scale and scale.yes_no:
        return obstacle.name
    words = scale.words() if scale else ()
    at_best = _("{value} at best").format(value=spelled(obstacle.best, words, ends(obstacle.bounds)))
    reason = clauses(at_best, required(obstacle.bounds, scale))
    return _named(obstacle.name, reason)


def _more(resits: Resits) -> list[str]:
    """How many sets are not shown, or how far the search went."""
    if resits.recherche == "arretee":
        return [_("and others, maybe smaller: the search was stopped")]
    if resits.more is None:
        return [_("and others, none of them smaller")]
    left = resits.more + max(0, len(resits.sets) - MOST_SHOWN)
    return [ngettext("and {n} more", "and {n} more", left).format(n=left)] if left else []
