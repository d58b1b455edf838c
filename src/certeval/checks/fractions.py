"""Numbers that stand for others: fractions of what marks are out of, thirds that were rounded."""

import re
from collections.abc import Iterator
from fractions import Fraction
from math import floor

from certeval.checks.subject import Subject
from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import rules as kinds
from certeval.rules.bounds import Bounds, Limit
from certeval.rules.compound_measures import Choice
from certeval.rules.count_rules import CountRule
from certeval.rules.limits import LOWER, out_of
from certeval.rules.measures import Extreme, Mean, Total
from certeval.rules.terms import Constant
from certeval.text.numbers import exact, number, percent

TERMS = ("moyenne", "somme", "minimum", "maximum", "exces", "manque")


def numbers_beside_marks_are_marks(subject: Subject) -> Iterator[Finding]:
    """A number beside marks (one of their terms, what gaps are counted from, a ceiling, a status's value) is a mark,
    never a fraction over what marks are out of.
    """
    for path, totals in _places_beside_marks(subject).items():
        text = subject.document.at(path)
        if isinstance(text, str) and (mark := out_of(text, totals)):
            value = number(text)
            arguments = {"limit": text, "value": value, "mark": mark, "total": value and mark / value}
            yield Finding(kinds.FRACTION_OF_SCALE, path, arguments)


def _places_beside_marks(subject: Subject) -> dict[Path, set[Fraction]]:
    """Where a number may stand beside marks, with what these are out of."""
    origins = subject.rules.origins
    places: dict[Path, set[Fraction]] = {}
    for _, node in subject.rules.forms:
        if isinstance(node, Total) and node.pivot is not None:
            places.setdefault((*node.path, "a"), set()).update(origins.of(node).totals)
        if isinstance(node, Choice):
            for key, branch in (("alors", node.then), ("sinon", node.otherwise)):
                if isinstance(branch, Constant):
                    places.setdefault((*node.path, key), set()).update(origins.of(node).totals)
        if isinstance(node, Mean | Total | Extreme):
            for i, term in enumerate(node.terms):
                if isinstance(term.node, Constant):
                    for word in TERMS:
                        places.setdefault((*node.path, word, i), set()).update(origins.of(node).totals)
    for code, entry in subject.rules.program.entries.items():
        if not entry.scale.words():
            for path in ((), *subject.entry_places(code)):
                places.setdefault((*path, "tentatives", "plafond"), set()).add(entry.scale.greatest)
                for word in subject.statuses(path):
                    places.setdefault((*path, "statuts", word, "valeur"), set()).add(entry.scale.greatest)
    return places


def shares_are_no_rounded_thirds(subject: Subject) -> Iterator[Finding]:
    """A share of some items is no third, nor sixth, that was rounded, where that makes another count of them."""
    findings: dict[Path, Finding] = {}
    for name, node in subject.rules.forms:
        if not isinstance(node, CountRule) or not node.path:
            continue
        for limit, key in node.bounds.by_key():
            if (third := _third(limit.text)) is None:
                continue
            total, path = len(node.items), (*node.path, key)
            count, meant = (_count(at, key, total, strict=limit.strict) for at in (limit.at, third))
            if count != meant:
                words = {"bound": f"{key}: {limit.text}", "share": exact(third), "bearer": name, "key": key}
                counts = {"total": total, "count": count, "meant": meant}
                findings.setdefault(path, Finding(kinds.ROUNDED_SHARE, path, {**words, **counts}))
    yield from findings.values()


def _third(text: str) -> Fraction | None:
    """The third or the sixth that a percentage is cut or rounded from: 2/3, for `66.67 %`."""
    share = percent(text)
    if share is None:
        return None
    decimals = re.search(r"[.,](\d+)", text)
    third, units = Fraction(round(share * 6), 6), 100 * 10 ** len(decimals[1] if decimals else "")
    is_rounded = share * units in {floor(third * units), floor(third * units + Fraction(1, 2))}
    return third if is_rounded and third.denominator in {3, 6} else None


def _count(at: Fraction, key: str, total: int, *, strict: bool) -> int | None:
    """The least or the greatest count of so many items that is within a share of them."""
    limit = Limit(at, strict, "")
    if key in LOWER:
        return Bounds(limit, None, share_below=True).counts(total)[0]
    return Bounds(None, limit, share_above=True).counts(total)[1]
