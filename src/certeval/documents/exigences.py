"""What rules ask of marks, levels and means, each for itself, in French; and what a candidate lacks of it."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from certeval.documents.francais import NON_EVALUE, exigence, nombre
from certeval.engine.results import in_words
from certeval.engine.verdicts import VALIDE, Verdict, verdict
from certeval.referentiel.load import Referentiel
from certeval.rules.count_rules import CountRule
from certeval.rules.derivation import Measurement, Node, State
from certeval.rules.measures import Mean
from certeval.rules.outcome import BLOQUEE, EXCLU
from certeval.rules.program import CERTIFICATION
from certeval.rules.situation import RuleFor
from certeval.rules.terms import ValueOf
from certeval.rules.verdicts import Compare, Every, ExclusionGuard, VerdictOf


class Lack(NamedTuple):
    """A value that is not as a rule asks, or may yet not be: of which element or measure, if it has a name; the verdict
    of the comparison; what the value is, with what is asked: `9,5 (il faut au moins 10)`.
    """

    name: str
    verdict: Verdict
    text: str


Lacks = Mapping[str, tuple[Lack, ...]]
"""By bloc, or the certification, what a candidate lacks of what its rule asks of values."""


def lacks(referentiel: Referentiel, state: State) -> Lacks:
    """What a candidate lacks of what the rules of blocs and of the certification ask, whatever is held of these."""
    bearers = (*referentiel.tree.below("bloc", None), CERTIFICATION)
    return {each: texts for each in bearers if (texts := tuple(_lacks(referentiel, each, state)))}


def exclusions(state: State) -> frozenset[str]:
    """The elements that leave what counts them, all that they would be decided by being excluded."""
    return frozenset(code for code, each in state.verdicts.items() if each.outcome == EXCLU)


class Demand(NamedTuple):
    """What it takes of the value of an element: `il faut au moins 10`; and the limits themselves."""

    text: str
    limits: tuple[Fraction, ...]


NO_DEMAND = Demand("", ())


def demands(referentiel: Referentiel) -> dict[str, Demand]:
    """By element, what its rule, that of its bloc and that of the certification ask of its own value alone."""
    by_code: dict[str, dict[Compare, None]] = {}
    for bearer in (*referentiel.elements, CERTIFICATION):
        for each in comparisons_of(referentiel, bearer):
            code = each.subject.name if isinstance(each.subject, ValueOf) else ""
            if bearer in {code, CERTIFICATION, referentiel.tree.bloc_of(code)}:
                by_code.setdefault(code, {})[each] = None
    by_element = {}
    for code, comparisons in by_code.items():
        texts = dict.fromkeys(exigence(each.bounds, referentiel.words(code)) for each in comparisons)
        limits = tuple(limit for each in comparisons for limit in each.bounds.ends)
        by_element[code] = Demand(" et ".join(filter(None, texts)), limits)
    return by_element


def comparisons_of(referentiel: Referentiel, name: str) -> Iterator[Compare]:
    """The comparisons that must all hold for a name, those of the rules and facts it takes among them."""
    step = referentiel.program.steps.get(("verdict", name))
    return _all_of(step.node, referentiel) if step else iter(())


def _all_of(node: Node, referentiel: Referentiel) -> Iterator[Compare]:
    if isinstance(node, Compare):
        yield node
    elif isinstance(node, RuleFor | ExclusionGuard):
        yield from _all_of(node.rule, referentiel)
    elif isinstance(node, Every) or (isinstance(node, CountRule) and node.form == "tous"):
        for each in node.inside():
            yield from _all_of(each, referentiel)
    elif isinstance(node, VerdictOf):
        element = referentiel.elements.get(node.name)
        if element is None or element.kind == "fait":
            yield from comparisons_of(referentiel, node.name)


def _lacks(referentiel: Referentiel, bearer: str, state: State) -> Iterator[Lack]:
    for each in dict.fromkeys(comparisons_of(referentiel, bearer)):
        judgement = each.judge(state)
        word = verdict(judgement.outcome)
        if word != VALIDE and judgement.outcome != EXCLU:
            measurement = judgement.parts[0]
            assert isinstance(measurement, Measurement)  # noqa: S101 -- a comparison has one measure
            name = each.subject.name if isinstance(each.subject, ValueOf) else ""
            text = _text(referentiel, each, measurement)
            what = "la moyenne" if isinstance(each.subject, Mean) else "le résultat"
            yield Lack(name, word, text if name else f"{what}\u00a0: {text}")


def _text(referentiel: Referentiel, comparison: Compare, measurement: Measurement) -> str:
    """The value that is compared, and what is asked of it."""
    name = comparison.subject.name if isinstance(comparison.subject, ValueOf) else ""
    scale, entry = referentiel.scale(name), referentiel.entries.get(name)
    value, words = measurement.value, referentiel.words(name)
    if value.may & BLOQUEE:
        return "défaillant"
    if entry is not None and value == entry.unknown:
        is_fact = referentiel.elements[name].kind == "fait"
        return NON_EVALUE["m" if is_fact else "f"]
    if scale is not None and scale.yes_no:
        return "non acquis"
    sides = (value.low, value.high) if words and value.number is None else ()
    between = [words[int(each)] for each in sides]
    shown = nombre(between or in_words(value, scale), comparison.bounds.ends, level=bool(words))
    asked = exigence(comparison.bounds, words)
    return f"{shown} ({asked})" if shown and asked else shown or "sans valeur"
