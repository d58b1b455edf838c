"""Numbers beside marks, which are marks."""

from collections.abc import Iterator
from fractions import Fraction

from certeval.checks.subject import Subject
from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import rules as kinds
from certeval.rules.compound_measures import Choice
from certeval.rules.limits import out_of
from certeval.rules.measures import Extreme, Mean, Total
from certeval.rules.terms import Constant
from certeval.text.numbers import number

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
