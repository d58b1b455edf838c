"""What holds no other form, as declared: words, bounds, tables, and what is checked of the terms of a measure together.

Names are resolved, mistakes reported at their paths.
"""

from collections.abc import Iterable
from fractions import Fraction
from itertools import product
from math import lcm

from certeval.diagnostics import Path
from certeval.diagnostics.families import rules as kinds
from certeval.rules import grammar as g
from certeval.rules.bounds import Bounds
from certeval.rules.compound_measures import Lookup, LookupKey, PointsOf
from certeval.rules.derivation import Node
from certeval.rules.limits import value_bounds
from certeval.rules.names import MOST_BITS, PLACEHOLDER, Scope
from certeval.rules.outcome import ONE
from certeval.rules.situation import RuleFor, ValueFor
from certeval.rules.terms import Constant, ValueOf
from certeval.rules.verdicts import Compare, HasValue, Rule
from certeval.text.numbers import number

NO_BOUNDS = Bounds(None, None)


def with_concern(scope: Scope, rule: Rule) -> Rule:
    """A rule that the bearer bears for those for whom it is."""
    concern = scope.names.concerns.get(scope.bearer)
    if concern is None:
        return rule
    scope.needs += concern.needs
    return RuleFor(scope.bearer, concern, rule)


def of_word(scope: Scope, word: str, path: Path) -> Rule:
    if word == "evalue":
        if scope.entry(scope.bearer) is None:
            scope.mistakes.report(kinds.NO_OWN_VALUE, path, name=scope.bearer)
        else:
            scope.needs.append(("valeur", scope.bearer))
        return HasValue(scope.bearer)
    return scope.verdict(word, path)


def own(scope: Scope, declaration: g.Bornes, path: Path) -> Rule:
    """Bounds alone: the bearer's own value."""
    if not scope.has_value(scope.bearer):
        scope.mistakes.report(kinds.NO_OWN_VALUE, path, name=scope.bearer)
        return Compare(PLACEHOLDER, NO_BOUNDS, path)
    return Compare(scope.value(scope.bearer), value_bounds(scope, declaration, scope.bearer, path), path)


def mesure(scope: Scope, declaration: g.Mesure, path: Path) -> Rule:
    at = (*path, "mesure")
    subject = scope.measure(declaration.mesure, at)
    return Compare(subject, value_bounds(scope, declaration, declaration.mesure, path), path)


def add_up(scope: Scope, coefficients: Iterable[Fraction], path: Path) -> bool:
    """Whether coefficients have a common denominator of a size that a sum of them may have."""
    common = 1
    for coefficient in coefficients:
        common = lcm(common, coefficient.denominator)
        if common.bit_length() > MOST_BITS:
            digits = int(MOST_BITS * 0.3)
            scope.mistakes.report(kinds.TOO_LARGE, path, at_key=True, name=str(path[-2]), digits=digits)
            return False
    return True


def check_best(scope: Scope, best: int | None, terms: object, path: Path) -> None:
    if best is not None and isinstance(terms, dict):
        scope.mistakes.report(kinds.BEST_WITH_COEFFICIENTS, (*path, "meilleures"))


def may_be_empty(scope: Scope, node: Node) -> bool:
    """Whether a term may vanish while cells are still unknown: anything but a number or an element's mark,
    a mark whose place a status may take (a third marker's, or a later attempt's), one that is for some candidates.
    """
    if isinstance(node, Constant):
        return False
    value = node.of if isinstance(node, PointsOf) else node
    if isinstance(value, ValueFor):
        return True
    entry = scope.entry(value.name) if isinstance(value, ValueOf) else None
    return entry is None or entry.third is not None or entry.keep_bounds is not None


def table(scope: Scope, declaration: g.Table, path: Path) -> Node:
    """`table` with its keys resolved and each of its rows read: without `sinon`, every level has one."""
    single = isinstance(declaration.table, str)
    names = (declaration.table,) if isinstance(declaration.table, str) else declaration.table
    keys = [
        _key(scope, name, (*path, "table") if single else (*path, "table", i)) for i, name in enumerate(names)
    ]
    rows: dict[tuple[str | Fraction, ...], Fraction] = {}
    for first, cell in declaration.valeurs.items():
        at = (*path, "valeurs", first)
        scope.spend(len(cell) if isinstance(cell, dict) else 1, at)
        row = _row(scope, keys[0], first, at)
        if isinstance(cell, dict) and len(keys) == 2:  # noqa: PLR2004 -- a table has one or two keys
            rows |= {(row, _row(scope, keys[1], second, (*at, second))): v for second, v in cell.items()}
        elif isinstance(cell, Fraction) and len(keys) == 1:
            rows[(row,)] = cell
        else:
            scope.mistakes.report(kinds.TABLE_ROW, at, row=first)
    if declaration.sinon is None and all(
        key.words for key in keys
    ):  # no value is missing when a jury needs it
        absent = next((row for row in product(*(key.words for key in keys)) if row not in rows), None)
        if absent is not None:
            at = (*path, "valeurs")
            scope.mistakes.report(kinds.TABLE_ROW, at, at_key=True, row=" / ".join(absent))
    return Lookup(tuple(keys), rows, declaration.sinon, path)


def _key(scope: Scope, name: str, path: Path) -> LookupKey:
    if name in scope.names.ladders:
        scope.needs.append(("palier", name))
        return LookupKey(name, scope.names.ladders[name], ladder=True)
    entry = scope.entry(name)
    scope.measure(name, path)
    return LookupKey(name, entry.scale.words() if entry else (), concern=scope.names.concerns.get(name))


def _row(scope: Scope, key: LookupKey, text: str, path: Path) -> str | Fraction:
    """What chooses a row: a number; a rung as declared; a level, as it may be spelled where it is entered."""
    if not key.words:
        value = number(text)
        if value is None:
            scope.mistakes.report(kinds.LIMIT_NOT_A_NUMBER, path, at_key=True, limit=text, name=key.name)
        return ONE if value is None else value
    entry = scope.entry(key.name)
    rank = entry.scale.read(text) if entry else None
    if rank is None and (entry is not None or text not in key.words):
        scope.mistakes.report(kinds.TABLE_KEY, path, at_key=True, row=text, name=key.name, levels=key.words)
    return text if rank is None else key.words[int(rank)]
