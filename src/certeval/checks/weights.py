"""Weights that weigh and leave a mean, measures that serve."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from certeval.checks.subject import Subject
from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import rules as kinds
from certeval.rules.compound_measures import PointsOf
from certeval.rules.measures import Mean
from certeval.rules.program import Program
from certeval.rules.shares import exits
from certeval.rules.terms import Constant, Term, ValueOf
from certeval.sources.document import List, Map
from certeval.text.numbers import number

WEIGHTED_KEYS = ("moyenne", "somme")
SUM_KEYS = (*WEIGHTED_KEYS, "exces", "manque")
MOST_NAMES = 12
"""Terms of a mean that are named each."""


def coefficients_weigh(subject: Subject) -> Iterator[Finding]:
    """A coefficient is not zero."""
    for path, weights in _mechanisms(subject, WEIGHTED_KEYS):
        for name, weight in weights.items() if isinstance(weights, Map) else ():
            if isinstance(weight, str) and number(weight) == 0:
                yield Finding(kinds.NO_WEIGHT, (*path, name), {"name": name})


def names_weigh_once(subject: Subject) -> Iterator[Finding]:
    """No element stands twice in a list of terms that are added up: it weighs double, which a coefficient would say.

    A named measure may: it has no other way to be doubled within a list.
    """
    for path, terms in _mechanisms(subject, SUM_KEYS):
        names = set[str]()
        for i, name in enumerate(terms if isinstance(terms, List) else ()):
            if not isinstance(name, str) or number(name) is not None or name in subject.model.mesures:
                continue
            if name in names:
                yield Finding(kinds.WEIGHS_TWICE, (*path, i), {"name": name})
            names.add(name)


def _mechanisms(subject: Subject, keys: Sequence[str]) -> Iterator[tuple[Path, object]]:
    """What stands under these keys, with its path, wherever the file has them."""
    if any(key in subject.document.text for key in keys):
        for path, mapping in subject.mappings:
            yield from (((*path, key), mapping[key]) for key in keys if key in mapping)


def weights_leave_a_mean(subject: Subject) -> Iterator[Finding]:
    """The weights of a mean add up to more than 0, whatever is left out."""
    program = subject.rules.program
    findings: dict[Path, Finding] = {}
    for _, node in subject.rules.forms:
        if isinstance(node, Mean):
            rest = [term for term in node.terms if term.coefficient < 0 or not _may_leave(term, program)]
            if not any(term.coefficient for term in node.terms):
                rest = list(node.terms)
            weight = sum((term.coefficient for term in rest), Fraction(0))
            if rest and weight <= 0:
                path = (*node.path, "moyenne")
                arguments = {"weight": weight, "left": tuple(map(_name, rest[:MOST_NAMES]))}
                findings.setdefault(path, Finding(kinds.WEIGHTS_VANISH, path, arguments, at_key=True))
    yield from findings.values()


def _name(term: Term) -> str:
    """How a term of a mean is called; what is computed in its place has no name."""
    return term.node.name if isinstance(term.node, ValueOf | PointsOf) else "…"


def measures_are_used(subject: Subject) -> Iterator[Finding]:
    """A named measure is used by a rule, a ladder or a case."""
    names = subject.model.mesures
    if not names:
        return
    used = set(_words(subject))
    for name in names:
        if name not in used:
            yield Finding(kinds.NEVER_USED, ("mesures", name), {"name": name}, at_key=True)


def _words(subject: Subject) -> Iterator[str]:
    """Every text of the document, and every key but the names that `mesures` declares."""
    for path, node in subject.mappings:
        for key, value in node.items():
            if path != ("mesures",):
                yield key
            yield from (
                text for text in (value if isinstance(value, List) else [value]) if isinstance(text, str)
            )


def _may_leave(term: Term, program: Program) -> bool:
    """Whether a term may be left out of a mean: a status may take its place, or it may be empty itself."""
    if isinstance(term.node, Constant):
        return False
    entry = program.entries.get(term.node.name) if isinstance(term.node, ValueOf | PointsOf) else None
    return entry is None or bool(exits(entry))
