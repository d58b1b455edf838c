"""`si`, `alors`, `sinon` in words: which branch, and why."""

from collections.abc import Iterable
from fractions import Fraction

from certeval.messages import _
from certeval.render.reasons import numbers
from certeval.render.reasons.topics import CandidateCase, Clause, measure, rule
from certeval.rules.derivation import Judged, Measured
from certeval.rules.outcome import BLOQUE, EXCLU, FAUX, VRAI


def _branch(condition: Judged) -> str:
    """Which branch of a `si` its condition takes, and why."""
    outcome = condition.outcome
    if outcome == VRAI:
        return _("the condition is met, so « alors » applies")
    if outcome == FAUX:
        return _("the condition is not met, so « sinon » applies")
    if outcome == EXCLU:
        return _("the condition is about something excluded, so « sinon » applies")
    if outcome == BLOQUE:
        return _("the condition is blocked, so no branch applies")
    return _("the condition is not known yet, so either branch may apply")


def _roles(condition: Judged, branches: int) -> tuple[str, ...]:
    """What the branches looked at are called, in order."""
    if branches == 2:  # noqa: PLR2004 -- both branches of a `si`
        return (_("then: {reason}"), _("else: {reason}"))
    return (_("then: {reason}"),) if condition.outcome & VRAI else (_("else: {reason}"),)


def choice(measured: Measured, case: CandidateCase, limits: Iterable[Fraction]) -> Clause:
    """A `si` between measures: what it comes to, its condition, the branches it leaves open."""
    value = numbers.interval(measured.value, (), limits, numbers.ALL_EXCLUDED)
    return _taken(measured, case, _("{value} ({branch})"), value)


def either(judged: Judged, case: CandidateCase) -> Clause:
    """A `si` between rules: its condition, and the branches it leaves open."""
    return _taken(judged, case, "{branch}")


def _taken(of: Judged | Measured, case: CandidateCase, phrase: str, value: str = "") -> Clause:
    condition, *taken = of.parts
    if not isinstance(condition, Judged):  # pragma: no cover -- the condition comes first
        return Clause("")
    parts = [
        measure(part, case, frame) if isinstance(part, Measured) else rule(part, case, frame)
        for part, frame in zip(taken, _roles(condition, len(taken)), strict=False)
    ]
    text = phrase.format(value=value, branch=_branch(condition))
    return Clause(text, (rule(condition, case, _("if: {reason}")), *parts))
