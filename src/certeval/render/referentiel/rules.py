"""What an element takes, in words and numbers: its rule, how many are required, what is entered."""

from collections.abc import Iterator
from typing import get_args

from certeval.messages import N_, _
from certeval.referentiel.elements import DeclaredElement
from certeval.referentiel.load import Referentiel
from certeval.referentiel.tree import Kind
from certeval.render import rules
from certeval.render.referentiel.page import PageLine
from certeval.render.words import SHAPES, decimal, visible
from certeval.rules.count_rules import CountRule
from certeval.rules.entry import Entry
from certeval.rules.grammar import Regle
from certeval.rules.program import CERTIFICATION
from certeval.rules.saisie import Valeur
from certeval.rules.scales import Scale
from certeval.rules.situation import RuleFor

KINDS = {**{kind: SHAPES[kind] for kind in get_args(Kind)}, CERTIFICATION: "certification"}
"""Each kind as French writes it."""
RETENTIONS = {
    "accord": N_("jurors must agree"),
    "moyenne": N_("jurors: the mean counts"),
    "minimum": N_("jurors: the lowest counts"),
    "unanimite": N_("jurors: what all of them reach counts"),
    "majorite": N_("jurors: what more than half of them reach counts"),
    "derniere": N_("attempts: the last counts"),
    "meilleure": N_("attempts: the best counts"),
    "premiere": N_("attempts: the first counts"),
}
SCALES = {
    "acquis": N_("yes or no"),
    "niveaux": N_("a level, from the worst to the best: {levels}"),
    "note": N_("a mark from {least} to {greatest}"),
    "quantite": N_("from {least} to {greatest}"),
}
WITH_POINTS = N_("a level, from the worst to the best, with its points: {levels}")
EFFECTS = {
    "inconnu": N_("status {status}: not known yet"),
    "exclu": N_("status {status}: left out"),
    "acquis": N_("status {status}: acquired"),
    "bloque": N_("status {status}: fails, whatever the rest"),
}


def template(referentiel: Referentiel, kind: str) -> Regle | None:
    """The rule declared for a kind of element, or for the certification."""
    return next((rule for name, rule in referentiel.model.validation.items() if name == kind), None)


def element_rule(referentiel: Referentiel, code: str) -> Regle | None:
    """The rule of an element, its own or its kind's; of the certification where that is the code."""
    if code == CERTIFICATION:
        return template(referentiel, CERTIFICATION)
    element = referentiel.elements[code]
    own = element.model.validation if isinstance(element.model, DeclaredElement) else None
    return template(referentiel, element.kind) if own is None else own


def count(referentiel: Referentiel, code: str) -> tuple[int, int] | None:
    """How many are required, and of how many, where the rule of an element is a count with a least, of the same items
    for every candidate.
    """
    program = referentiel.program
    step = program.steps.get(("verdict", code))
    node = step.node.rule if step and isinstance(step.node, RuleFor) else step and step.node
    if not isinstance(node, CountRule):
        return None
    whole = program.concerns.get(code)
    if any(program.concerns.get(name) != whole for name, _rule in node.items):
        return None
    total = len(node.items)
    need = node.least_count(total)
    return None if need is None else (need, total)


def rule_lines(referentiel: Referentiel, code: str) -> list[PageLine]:
    """`C1.1  4 of 6: more than 50 % of its critères`, on more lines where the rule has parts."""
    rule = element_rule(referentiel, code)
    entry = referentiel.entries.get(code)
    if rule is not None:
        return list(rule_text_lines(rule, code, requirement=count(referentiel, code)))
    if entry is not None and entry.scale.default_bounds:
        return [PageLine(_("acquired when « oui » is entered"), code, 1)]
    return []


def rule_text_lines(
    rule: Regle, head: str, depth: int = 1, requirement: tuple[int, int] | None = None
) -> Iterator[PageLine]:
    """A rule after what it is the rule of."""
    (_depth, first), *others = rules.lines(rule)
    if requirement is not None:
        first = _("{required} of {total}: {rule}", required=requirement[0], total=requirement[1], rule=first)
    yield PageLine(first, head, depth)
    yield from (PageLine(text, depth=depth + below) for below, text in others)


def requirements(referentiel: Referentiel, code: str) -> list[PageLine]:
    """The rule of an element, then what is entered for it and what its jurors, attempts and statuses do."""
    lines = rule_lines(referentiel, code)
    entry = referentiel.entries.get(code)
    if entry is None:
        return lines
    entry_texts = [_("entered: {scale}", scale=scale(entry.scale)), *conventions(referentiel, code, entry)]
    lines = lines or [PageLine(_("no rule of its own"), code, 1)]
    return [*lines, *(PageLine(text, depth=2) for text in entry_texts)]


def conventions(referentiel: Referentiel, code: str, entry: Entry) -> Iterator[str]:
    element = referentiel.elements[code]
    own = element.model.saisie() if isinstance(element.model, DeclaredElement) else None
    kind = next((entry for name, entry in referentiel.model.saisie.items() if name == element.kind), None)
    if (own and own.jures) or (kind and kind.jures):
        yield _(RETENTIONS[entry.jurors.retenir])
        if entry.jurors.nombre:
            yield _("jurors expected: {n}", n=entry.jurors.nombre)
        if gap := entry.jurors.troisieme_si_ecart:
            subject = _("the gap between two jurors")
            yield _("a third juror where {condition}", condition=rules.comparison(subject, gap.bounds()))
    if entry.attempts:
        yield _(RETENTIONS[entry.attempts.retenir])
        if (ceiling := entry.attempts.plafond) is not None:
            words = entry.scale.words()
            most = visible(words[int(ceiling)]) if words else decimal(ceiling)
            yield _("a new attempt counts for {most} at most", most=most)
        if condition := entry.attempts.conserver_si:
            yield _("an attempt is kept with {condition}", condition=rules.own_value(condition.bounds()))
    layers = [referentiel.model.statuts, (kind and kind.statuts) or {}, (own and own.statuts) or {}]
    for status, effect in {word: effect for layer in layers for word, effect in layer.items()}.items():
        if isinstance(effect, Valeur):
            text = _("status {status}: counts as {value}")
            yield text.format(status=visible(status), value=visible(effect.valeur))
        else:
            yield _(EFFECTS[effect.value], status=visible(status))


def scale(scale: Scale) -> str:
    """A scale in words: `yes or no`, `a mark from 0 to 20, in steps of 0.5`."""
    worth = [f" ({decimal(points)})" for points in scale.worth] or [""] * len(scale.words())
    levels = ", ".join(visible(word) + points for word, points in zip(scale.words(), worth, strict=True))
    least, greatest = decimal(scale.least), decimal(scale.greatest)
    text = _(WITH_POINTS if scale.worth else SCALES[scale.key], levels=levels, least=least, greatest=greatest)
    if levels or not scale.step:
        return text
    return _("{scale}, in steps of {step}", scale=text, step=decimal(scale.step))
