"""The forms of a rule in words: what each came to, and the parts that led there."""

from certeval.messages import N_, _, plural
from certeval.render.reasons import concern, counts, measures, numbers
from certeval.render.reasons.branches import either
from certeval.render.reasons.cells import entry_value
from certeval.render.reasons.topics import CandidateCase, Clause, Topic, clauses, rule
from certeval.render.words import visible
from certeval.rules.count_rules import CountRule
from certeval.rules.derivation import Judgement, Measurement
from certeval.rules.held_verdicts import HeldRule, HeldVerdict, Origine, original_judgement
from certeval.rules.outcome import BLOQUE, DISPENSEE, EXCLU, FAUX, ONE, REELLE, VRAI, Outcome
from certeval.rules.program import CERTIFICATION
from certeval.rules.situation import RuleFor
from certeval.rules.terms import ValueOf
from certeval.rules.verdicts import Compare, Either, Every, ExclusionGuard, HasValue, Not, Some, VerdictOf

VERDICT_WORDS = {
    VRAI: N_("validated"),
    FAUX: N_("not validated"),
    BLOQUE: N_("not validated (défaillant)"),
    FAUX | BLOQUE: N_("not validated"),
    EXCLU: N_("excluded"),
}
CONDITION_WORDS = {
    VRAI: N_("met"),
    FAUX: N_("not met"),
    BLOQUE: N_("not met (défaillant)"),
    FAUX | BLOQUE: N_("not met"),
    EXCLU: N_("left out"),
}
PENDING_WORD = N_("pending")
OPPOSITE = {
    VRAI: N_("what must not be met is not met"),
    FAUX: N_("what must not be met is met"),
    BLOQUE: N_("what must not be met is blocked"),
    EXCLU: N_("what must not be met is left out"),
}
ORIGINS: dict[Origine, str] = {
    "jury": N_("decided by the jury"),
    "acquis_anterieur": N_("acquired earlier"),
    "equivalence": N_("held by equivalence"),
}
OPEN = N_("what must not be met is not known yet")


def verdict_word(outcome: Outcome, name: str) -> str:
    """The verdict of an element or of a named rule; nothing excludes the certification: it waits."""
    if outcome == EXCLU and name == CERTIFICATION:
        return _(PENDING_WORD)
    return _(VERDICT_WORDS.get(outcome, PENDING_WORD))


def condition_word(outcome: Outcome) -> str:
    """What a condition comes to."""
    return _(CONDITION_WORDS.get(outcome, PENDING_WORD))


def rule_clause(judgement: Judgement, case: CandidateCase, bearer: str | None, *, validates: bool) -> Clause:
    """What a rule came to. `bearer`: whose it is, already named; `validates`: it is its verdict."""
    node = judgement.node
    if isinstance(node, CountRule):
        return counts.count_clause(judgement, node, case, validates=validates)
    if isinstance(node, Compare):
        return _comparison(judgement, node, case, bearer)
    if isinstance(node, VerdictOf):
        topic = Topic(case.state.verdicts[node.name], node.name)
        return Clause(_("as {name} is", name=visible(node.name)), (topic,))
    if isinstance(node, HasValue):
        return _has(judgement, node, case, bearer)
    if isinstance(node, Every | Some):
        return _combination(judgement, node, case)
    if isinstance(node, Not):
        return Clause(_(OPPOSITE.get(judgement.outcome, OPEN)), _rules(judgement, case))
    if isinstance(node, Either):
        return either(judgement, case)
    if isinstance(node, HeldRule):
        return _origin_clause(judgement, node.verdict)
    if isinstance(node, RuleFor):
        return concern.rule_for(judgement, node, case)
    if isinstance(node, ExclusionGuard):
        return _bearer(judgement, node, case, bearer)
    raise AssertionError(type(node))  # pragma: no cover -- every form is above


def _rules(judgement: Judgement, case: CandidateCase) -> tuple[Topic, ...]:
    return tuple(rule(part, case) for part in judgement.parts if isinstance(part, Judgement))


def _comparison(judgement: Judgement, node: Compare, case: CandidateCase, bearer: str | None) -> Clause:
    """A measure and what is required of it; nothing is required of what is excluded, blocked or empty."""
    measurement = judgement.parts[0]
    if not isinstance(measurement, Measurement):  # pragma: no cover -- a comparison has one measure
        return Clause("")
    scale = case.referentiel.scale(node.subject.name) if isinstance(node.subject, ValueOf) else None
    clause = measures.measure_clause(measurement, case, node.bounds.ends, bearer)
    is_yes = scale is not None and scale.yes_no and not node.bounds.upper  # the cell says it all
    if not measurement.value.may & (REELLE | DISPENSEE) or (is_yes and node.bounds.ends == (ONE,)):
        return clause
    best = ""
    if measurement.value.may == DISPENSEE:
        highest = numbers.level_or_number(measurement.value.high, scale.words() if scale else ())
        best = _("as the best of the scale ({best})", best=highest)
    text = clauses(clause.text, best, numbers.requirement(node.bounds, scale))
    if judgement.outcome == BLOQUE:
        text = _("{reason}; some of what it counts is blocked", reason=text)
    elif judgement.outcome & BLOQUE:
        text = _("{reason}; blocked for good if a part is", reason=text)
    return Clause(text, clause.topics, clause.value_of)


def _has(judgement: Judgement, node: HasValue, case: CandidateCase, bearer: str | None) -> Clause:
    """`evalue`."""
    value = entry_value(node.name, case)
    if judgement.outcome == VRAI:
        phrase = _("{name} has a value: {reason}") if node.name != bearer else _("it has a value: {reason}")
    elif judgement.outcome == FAUX:
        phrase = _("{name} has no value: {reason}") if node.name != bearer else _("it has no value: {reason}")
    else:
        phrase = _("{name}: {reason}") if node.name != bearer else "{reason}"
    return Clause(phrase.format(name=visible(node.name), reason=value.text), value.topics, value.value_of)


def _bearer(judgement: Judgement, node: ExclusionGuard, case: CandidateCase, bearer: str | None) -> Clause:
    """What is asked of an element that is excluded, or may yet be: its cell, and the rule it would take."""
    value = entry_value(node.name, case)
    phrase = _("{name}: {reason}") if node.name != bearer else "{reason}"
    topics = (*value.topics, *_rules(judgement, case))
    return Clause(phrase.format(name=visible(node.name), reason=value.text), topics, value.value_of)


def _origin_clause(judgement: Judgement, held_verdict: HeldVerdict) -> Clause:
    """Where a verdict comes from that no rule came to, and what was computed, which stays beside."""
    before = original_judgement(judgement)
    origin = _(ORIGINS[held_verdict.origine])
    if held_verdict.decision:
        details = ", ".join(f"{key} « {visible(text)} »" for key, text in held_verdict.decision)
        origin = _("{origin} ({decision})", origin=origin, decision=details)
    text = _("{origin}; computed: {verdict}", origin=origin, verdict=verdict_word(before.outcome, ""))
    return Clause(text, (Topic(before, frame=_("computed: {reason}")),))


def _combination(judgement: Judgement, node: Every | Some, case: CandidateCase) -> Clause:
    """`et`, `ou`: how many of the rules are met, those excluded being left out."""
    outcomes = [part.outcome for part in judgement.parts if isinstance(part, Judgement)]
    total = len(outcomes) - outcomes.count(EXCLU)
    if not total:
        return Clause(_("everything is excluded, so there is no verdict"), _rules(judgement, case))
    text = plural("{met} of {n} condition met, one is enough", "{met} of {n} conditions met, one is enough")
    if isinstance(node, Every):
        text = plural(
            "{met} of {n} condition met, it is required", "{met} of {n} conditions met, all required"
        )
    return Clause(text(total, met=outcomes.count(VRAI)), _rules(judgement, case))
