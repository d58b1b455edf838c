"""Rules as declared that hold no other, and for whom a rule is: names resolved, mistakes reported at their paths."""

from certeval.diagnostics import Path
from certeval.diagnostics.families import rules as kinds
from certeval.rules import grammar as g
from certeval.rules.bounds import Bounds
from certeval.rules.concern import For
from certeval.rules.limits import value_bounds
from certeval.rules.names import FAILED, Scope
from certeval.rules.verdicts import Compare, Has, Rule

UNBOUNDED = Bounds(None, None)


def concerned(scope: Scope, asked: Rule) -> Rule:
    """A rule that the bearer bears for those for whom it is."""
    concern = scope.names.concerns.get(scope.bearer)
    if concern is None:
        return asked
    scope.needs += concern.needs
    return For(scope.bearer, concern, asked)


def of_word(scope: Scope, word: str, path: Path) -> Rule:
    if word == "evalue":
        if scope.entry(scope.bearer) is None:
            scope.mistakes.report(kinds.NO_OWN_VALUE, path, name=scope.bearer)
        else:
            scope.needs.append(("valeur", scope.bearer))
        return Has(scope.bearer)
    return scope.verdict(word, path)


def own(scope: Scope, declared: g.Bornes, path: Path) -> Rule:
    """Bounds alone: the bearer's own value."""
    if not scope.has_value(scope.bearer):
        scope.mistakes.report(kinds.NO_OWN_VALUE, path, name=scope.bearer)
        return Compare(FAILED, UNBOUNDED, path)
    return Compare(scope.value(scope.bearer), value_bounds(scope, declared, scope.bearer, path), path)


def mesure(scope: Scope, declared: g.Mesure, path: Path) -> Rule:
    at = (*path, "mesure")
    subject = scope.measure(declared.mesure, at)
    return Compare(subject, value_bounds(scope, declared, declared.mesure, path), path)
