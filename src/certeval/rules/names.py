"""What a rule may name: elements, rules, measures, ladders, and selections of elements by the tree or by list."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from certeval.diagnostics import Finding, Kind, Path
from certeval.diagnostics.families import rules as kinds
from certeval.messages import N_
from certeval.rules import grammar as g
from certeval.rules.compound_measures import PointsOf
from certeval.rules.derivation import Node
from certeval.rules.entry import Entry
from certeval.rules.program import CERTIFICATION, EVERYBODY, Name
from certeval.rules.situation import Concern, ValueFor
from certeval.rules.terms import Constant, ValueOf
from certeval.rules.verdicts import Rule, VerdictOf
from certeval.text.nearest import Suggestions
from certeval.text.numbers import number

MOST_BITS = 4_096
"""Of a number's numerator and denominator together: over 1 200 digits, where a règlement has five."""
MAX_ITEMS = 500_000
FEW_ITEMS = 50_000
OF_EACH = 100
"""A référentiel may count that many items, and each of its elements that many times: whoever evaluates a candidate
looks at each, and a small file must not take long."""
FORM = 5
"""A rule or a measure takes as long to compile as this many items: one that is refused, or short, is not free."""

IN_WORDS = N_("a rule is written in the words of the language, such as {{parmi: criteres, plus_de: 50 %}}")
COMPUTATION = N_(
    "a computation is written in the words of the language, such as {{moyenne: {{E1: 3, E2: 2}}}}"
)
AFTER_DE = N_("after « de », write the code of an element that is declared")

_SENTENCE = re.compile(r"[\s+*/=(<>≤≥]")
_COMPARISON = re.compile(r"(?P<name>[^<>=≤≥]*[^<>=≤≥\s])\s*(?P<sign>[<>]=?|[≤≥])\s*(?P<limit>[^<>=≤≥]+)")
_KEYS = {">=": "au_moins", "≥": "au_moins", ">": "plus_de", "<=": "au_plus", "≤": "au_plus", "<": "moins_de"}

KIND_OF_WORD = {
    "criteres": "critere",
    "competences": "competence",
    "sous_competences": "sous_competence",
    "blocs": "bloc",
    "epreuves": "epreuve",
    "faits": "fait",
}


class TooManyError(Exception):
    """The rules count more items than certeval evaluates; compiling stops there."""


class Names(NamedTuple):
    """All that a rule may name, and what is known of it before anything is evaluated.

    `elements` maps a code to how its cells read (None where nothing is entered). `below(kind, code)` lists
    the codes of a kind under an element, or under the certification where code is None.
    """

    elements: Mapping[str, Entry | None]
    below: Callable[[str, str | None], tuple[str, ...]]
    with_verdict: frozenset[str]
    with_value: frozenset[str]
    rules: frozenset[str]
    measures: frozenset[str]
    ladders: Mapping[str, tuple[str, ...]]
    concerns: Mapping[str, Concern] = EVERYBODY
    """Whom the elements that are for some candidates only are for, by code."""


NO_NAMES = Names({}, lambda _kind, _code: (), frozenset(), frozenset(), frozenset(), frozenset(), {})
"""Where a rule can name nothing: in the bounds of what is entered, of the members of a jury."""


@dataclass(slots=True)
class Mistakes:
    """The findings so far, each kind once a path, how many items the rules have counted, and whether some limit is a
    share of a measure's greatest, which is still to be settled.
    """

    findings: dict[tuple[str, Path], Finding] = field(default_factory=dict)
    items: int = 0
    shares: bool = False
    suggestions: Suggestions = field(default_factory=Suggestions)

    def report(self, kind: Kind, path: Path, /, *, at_key: bool = False, **arguments: object) -> None:
        details = {key: value for key, value in arguments.items() if value is not None}
        # a name that is itself a key, beside its coefficient, is wrong there
        at_key = at_key or (bool(path) and details.get("name") == path[-1])
        self.add(Finding(kind, path, details, at_key=at_key))

    def add(self, finding: Finding) -> None:
        self.findings.setdefault((finding.kind.code, finding.path), finding)

    def has(self, kind: Kind, path: Path) -> bool:
        """Whether this was reported: a rule that is counted for a thousand items is compiled a thousand times."""
        return (kind.code, path) in self.findings


PLACEHOLDER = Constant(Fraction(0))
"""Stands where a mistake was reported; a program with mistakes is never evaluated."""


@dataclass(slots=True)
class Scope:
    """The names that the rules of one bearer may use; `needs` are those they have used."""

    names: Names
    mistakes: Mistakes
    bearer: str
    needs: list[Name] = field(default_factory=list)

    def of(self, bearer: str) -> "Scope":
        """The same for a rule that another element bears; what it uses is used here."""
        return Scope(self.names, self.mistakes, bearer, self.needs)

    def entry(self, name: str) -> Entry | None:
        """How the cells of a name read; None where nothing is entered for it, or it is no element."""
        return self.names.elements.get(name)

    def verdict(self, name: str, path: Path) -> Rule:
        """The verdict of an element or of a named rule."""
        if name in self.names.rules or name in self.names.with_verdict:
            self.needs.append(("verdict", name))
        elif name in self.names.measures:
            self.mistakes.report(kinds.BOUNDS_WANTED, path)
        elif name in self.names.elements:
            self.mistakes.report(kinds.NO_VERDICT, path, name=name)
        else:
            self._unknown(name, path, IN_WORDS)
        return VerdictOf(name)

    def _unknown(self, name: str, path: Path, way: str | None = None) -> None:
        if not self.mistakes.has(kinds.UNKNOWN_NAME, path):
            names = self.names
            choices = names.elements.keys() | names.rules | names.measures | names.ladders.keys()
            suggestion = self.mistakes.suggestions.nearest(name, choices - {name})
            if name in g.MECHANISMS:
                suggestion = f"{{{name}: …}}"
            elif number(name) is not None:
                suggestion = f"{{au_moins: {name}}}"
            elif way is IN_WORDS and (match := _COMPARISON.fullmatch(name)) and match["name"] in choices:
                suggestion = f"{{mesure: {match['name']}, {_KEYS[match['sign']]}: {match['limit']}}}"
            way = way if suggestion is None and _SENTENCE.search(name) else None
            self.mistakes.report(kinds.UNKNOWN_NAME, path, name=name, suggestion=suggestion, way=way)

    def has_value(self, name: str) -> bool:
        """Whether a name stands for a value: an element that is entered or measured, or a named measure."""
        return self.entry(name) is not None or name in self.names.with_value or name in self.names.measures

    def value(self, name: str) -> ValueOf:
        """The value of a name that has one."""
        self.needs.append(("valeur", name))
        concern = self.names.concerns.get(name)
        if concern is None:
            return ValueOf(name)
        self.needs += concern.needs
        return ValueFor(name, concern=concern)

    def measure(self, name: str, path: Path) -> Node:
        """An element's value or a named measure, on any scale."""
        if self.has_value(name):
            return self.value(name)
        if name in self.names.elements or name in self.names.rules or name in self.names.ladders:
            self.mistakes.report(kinds.NO_VALUE, path, name=name)
        else:
            self._unknown(name, path, COMPUTATION)
        return PLACEHOLDER

    def number(self, name: str, path: Path) -> Node:
        """An element's mark, the points of its level, or a named measure: something that adds up."""
        entry = self.entry(name)
        if entry is not None and entry.scale.worth:
            return PointsOf(self.value(name), entry.scale.worth)
        if entry is not None and entry.scale.words():
            self.mistakes.report(kinds.NOT_A_NUMBER, path, name=name, scale=entry.scale.label)
            return PLACEHOLDER
        return self.measure(name, path)

    def expand(self, selection: object, path: Path, *, measures_too: bool) -> tuple[str, ...]:
        """The names a SELECTION stands for, none where it is a mistake."""
        if isinstance(selection, str):
            return self.by_tree(selection, path)
        names = tuple(str(name) for name in selection) if isinstance(selection, tuple) else ()
        earlier = set[str]()
        for i, name in enumerate(names):
            if name in earlier:
                self.mistakes.report(kinds.TWICE_IN_LIST, (*path, i), name=name)
            earlier.add(name)
            is_measure = name in self.names.measures
            if name in self.names.elements or name in self.names.rules or (is_measure and measures_too):
                continue
            if is_measure:
                self.mistakes.report(kinds.BOUNDS_WANTED, (*path, i))
            else:
                self._unknown(name, (*path, i))
        self.spend(len(names), path)
        return names

    def by_tree(self, words: str, path: Path) -> tuple[str, ...]:
        word, _, code = (part.strip() for part in words.partition(" de "))
        kind = KIND_OF_WORD.get(word)
        if kind is None or (code and code not in self.names.elements):
            if not self.mistakes.has(kinds.UNKNOWN_SELECTION, path):
                text, choices = (words, g.WORDS) if kind is None else (code, tuple(self.names.elements))
                suggestion = self.mistakes.suggestions.nearest(word if kind is None else code, choices)
                if suggestion and kind is None and code:
                    suggestion += f" de {code}"
                elif words in self.names.elements:
                    suggestion = f"[{words}]"
                way = AFTER_DE if kind and not suggestion else None
                self.mistakes.report(kinds.UNKNOWN_SELECTION, path, name=text, suggestion=suggestion, way=way)
            return ()
        owner = code or (None if self.bearer not in self.names.elements else self.bearer)
        names = self.names.below(kind, owner)
        if not names:
            self.mistakes.report(kinds.EMPTY_SELECTION, path, selection=words, bearer=owner or CERTIFICATION)
        self.spend(len(names), path)
        return names

    def spend(self, items: int, path: Path) -> None:
        """Count items against the most that a référentiel may have; raises TooManyError beyond it."""
        self.mistakes.items += items
        most = min(MAX_ITEMS, FEW_ITEMS + OF_EACH * len(self.names.elements))
        if self.mistakes.items > most:
            self.mistakes.report(kinds.TOO_MANY, path[:1], limit=most)
            raise TooManyError
