"""What to present again: the minimal sets of épreuves, compétences or critères that could save a candidate.

A unit put back is all its cells put back to unknown; a set saves a candidate when the certification is no
longer lost. Connectives over distinct units are worked out one by one, so that billions of sets are counted
and only the first are made; what shares units, or is a measure, is searched smallest first, within a budget.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from certeval.engine.evaluator import Evaluator
from certeval.engine.families import (
    IMPOSSIBLE,
    MOST_SETS,
    NOTHING_TO_DO,
    Family,
    Units,
    all_of,
    either,
    some_of,
)
from certeval.referentiel.load import Referentiel
from certeval.rules.derivation import Judged, Measured, Node, State
from certeval.rules.outcome import BLOQUE, EXCLU, FAUX, VRAI, Outcome, Value
from certeval.rules.program import CERTIFICATION, Name, Step
from certeval.rules.terms import ValueOf
from certeval.rules.verdicts import Counted, Every, Named, Not, Rule, Some

Niveau = Literal["critere", "competence", "epreuve"]
NIVEAUX: tuple[Niveau, ...] = ("critere", "competence", "epreuve")

DEEPEST = 40
"""Names that stand for names, followed one by one."""

BUDGET = 4_000
"""Evaluations spent on one search: beyond it, sets may exist that are not shown, and that is said."""


@dataclass(frozen=True, slots=True)
class Resits:
    """The first minimal sets of codes; how many more there are, None where at least some may exist."""

    sets: list[tuple[str, ...]]
    more: int | None


@dataclass(frozen=True, slots=True)
class Unit:
    """What is presented again as one: its code, and the elements whose cells are put back."""

    code: str
    cells: tuple[str, ...]


def usual_niveau(referentiel: Referentiel) -> Niveau:
    """Épreuves where they bear marks, else compétences."""
    marked = any(code in referentiel.entries for code in referentiel.tree.below("epreuve", None))
    return "epreuve" if marked else "competence"


def units(referentiel: Referentiel, niveau: Niveau) -> list[Unit]:
    """The units of a level; what is entered beside them is a unit of its own."""
    entries, tree = referentiel.entries, referentiel.tree
    found: list[Unit] = []
    for code in tree.below(niveau, None):
        inside = (code, *(c for kind in ("competence", "critere") for c in tree.below(kind, code)))
        if cells := tuple(c for c in inside if c in entries):
            found.append(Unit(code, cells))
    covered = {cell for unit in found for cell in unit.cells}
    return found + [Unit(code, (code,)) for code in entries if code not in covered]


def minimal_sets(
    referentiel: Referentiel, cells: Mapping[str, Value], niveau: Niveau | None = None
) -> Resits:
    """The minimal sets that could save a candidate; none where the certification is not lost."""
    search = Search(referentiel, niveau or usual_niveau(referentiel))
    return search.of(cells)


class Search:
    """Searches candidates of one référentiel at one level."""

    def __init__(self, referentiel: Referentiel, niveau: Niveau) -> None:
        self.units = units(referentiel, niveau)
        self.entries = referentiel.entries
        self.evaluator = Evaluator(referentiel.program)
        self.steps = referentiel.program.steps
        self.order = {step.makes: place for place, step in enumerate(self.steps)}
        self._known_behind: dict[int, tuple[Node, tuple[list[str], list[Step]]]] = {}
        self._unknown = {code: entry.unknown for code, entry in self.entries.items()}
        self._supports = self._support_of_names(referentiel)

    def of(self, cells: Mapping[str, Value]) -> Resits:
        """The minimal sets for one candidate."""
        state = self.evaluator.evaluate(cells)
        if state.verdicts[CERTIFICATION].outcome & ~(FAUX | BLOQUE):
            return Resits([], 0)
        family = _Lost(self, cells, state).family(Named(CERTIFICATION), VRAI)
        sets = [tuple(self.units[i].code for i in chosen) for chosen in family.sets]
        return Resits(sets, family.total - len(sets) if family.exact else None)

    def put_back(self, node: Node, cells: Mapping[str, Value], chosen: Units) -> State:
        """What follows when these units are not known any more, as far as a node depends on it."""
        codes, steps = self._behind(node)
        back = {code for i in chosen for code in self.units[i].cells}
        state = State()
        for code in codes:
            value = self._unknown[code] if code in back else cells.get(code, self.entries[code].empty)
            state.values[code] = Measured(ValueOf(code), value)
        for step in steps:
            step.take(state)
        return state

    def _behind(self, node: Node) -> tuple[list[str], list[Step]]:
        """The elements entered and the steps that a node depends on, in order."""
        found = self._known_behind.get(id(node))
        if found is not None:
            return found[1]
        names: set[Name] = set()
        waiting = list(names_in(node))
        while waiting:
            name = waiting.pop()
            if name not in names and (
                name in self.order or (name[0] == "valeur" and name[1] in self.entries)
            ):
                names.add(name)
                waiting += self.steps[self.order[name]].needs if name in self.order else ()
        places = sorted(self.order[name] for name in names if name in self.order)
        codes = [name for sort, name in names if sort == "valeur" and name in self.entries]
        behind = (codes, [self.steps[place] for place in places])
        self._known_behind[id(node)] = (node, behind)
        return behind

    def support(self, node: Node) -> frozenset[int]:
        """The units whose cells a node depends on."""
        return frozenset().union(*(self._supports.get(name, frozenset()) for name in names_in(node)))

    def _support_of_names(self, referentiel: Referentiel) -> dict[Name, frozenset[int]]:
        supports: dict[Name, frozenset[int]] = {}
        for code in self.entries:
            supports["valeur", code] = frozenset(i for i, u in enumerate(self.units) if code in u.cells)
        for step in referentiel.program.steps:
            needed = (supports.get(name, frozenset()) for name in step.needs)
            supports[step.makes] = frozenset[int]().union(*needed)
        return supports


def names_in(node: Node) -> set[Name]:
    """The names that a node refers to, itself or in its parts."""
    found: set[Name] = set()
    stack: list[object] = [node]
    while stack:
        here = stack.pop()
        if isinstance(here, Named):
            found.add(("verdict", here.name))
        elif isinstance(here, tuple | list):
            stack.extend(here)
        elif isinstance(here, Node) or hasattr(here, "__dataclass_fields__"):
            name = getattr(here, "name", None)
            if isinstance(name, str):
                found |= {("valeur", name), ("palier", name)}
            stack.extend(getattr(here, field) for field in getattr(here, "__dataclass_fields__", ()))
    return found


class _Lost:
    """One candidate who is lost: which sets make a rule possible again."""

    def __init__(self, search: Search, cells: Mapping[str, Value], state: State) -> None:
        self.search = search
        self.cells = cells
        self.state = state
        self.known: dict[tuple[str, Outcome], Family] = {}
        self.depth = 0

    def family(self, node: Node, target: Outcome) -> Family:
        """The minimal sets after which a rule may come to `target` (VRAI or FAUX)."""
        if node.judge(self.state).outcome & (target | EXCLU):
            return NOTHING_TO_DO
        if isinstance(node, Named):
            return self._named(node, target)
        if isinstance(node, Not):
            return self.family(node.rule, FAUX if target == VRAI else VRAI)
        worked_out: Family | None = None
        if isinstance(node, Every | Some):
            worked_out = self._connective(node, target)
        elif isinstance(node, Counted) and target == VRAI:
            worked_out = self._counted(node)
        return worked_out or self._searched(node, target)

    def _named(self, node: Named, target: Outcome) -> Family:
        """What a name stands for; a chain of names too long to follow is searched as a whole."""
        key = (node.name, target)
        if key not in self.known:
            self.depth += 1
            followed = self.search.steps[self.search.order["verdict", node.name]].node
            deep = self.depth > DEEPEST
            self.known[key] = self._searched(node, target) if deep else self.family(followed, target)
            self.depth -= 1
        return self.known[key]

    def _connective(self, node: Every | Some, target: Outcome) -> Family | None:
        """All the parts that stand in the way, or any one of them."""
        failing = [rule for rule in node.rules if not self._ready(rule, target)]
        if not self._distinct(failing):
            return None
        families = [self.family(rule, target) for rule in failing]
        if isinstance(node, Every) == (target == VRAI):
            return all_of(families)
        result = IMPOSSIBLE
        for family in families:
            result = either(result, family)
        return result

    def _ready(self, rule: Rule, target: Outcome) -> bool:
        return bool(rule.judge(self.state).outcome & (target | EXCLU))

    def _counted(self, node: Counted) -> Family | None:
        """As many more items as the lower bound lacks, or as many fewer as the upper one has too many."""
        judged = node.judge(self.state)
        outcomes = [part.outcome for part in judged.parts if isinstance(part, Judged)]
        total = node.tally(judged.parts).total
        bounds = node.bounds.of(total)
        if EXCLU in outcomes or not total or (bounds.lower and bounds.upper):
            return None
        rules = [rule for _, rule in node.items]
        if bounds.lower:
            failing = [r for r, o in zip(rules, outcomes, strict=True) if not o & VRAI]
            lacking = (node.required(total) or 0) - (len(rules) - len(failing))
            return self._choose(failing, lacking, VRAI)
        if bounds.upper is None:
            return None
        most = bounds.upper.at.numerator // bounds.upper.at.denominator
        most -= bounds.upper.strict and bounds.upper.at.denominator == 1
        failing = [r for r, o in zip(rules, outcomes, strict=True) if o in {VRAI, BLOQUE}]
        if any(o & BLOQUE for o in outcomes) and most:
            return None
        return self._choose(failing, len(failing) - most, FAUX)

    def _choose(self, failing: list[Rule], needed: int, target: Outcome) -> Family | None:
        if not self._distinct(failing):
            return None
        return some_of([self.family(rule, target) for rule in failing], max(0, needed))

    def _distinct(self, rules: list[Rule]) -> bool:
        """Whether no unit is shared between rules."""
        supports = [self.search.support(rule) for rule in rules]
        return sum(map(len, supports)) == len(frozenset[int]().union(*supports))

    def _searched(self, node: Node, target: Outcome) -> Family:
        """The minimal sets found by trying, smallest first."""
        support = sorted(self.search.support(node))
        tries = _Tries(lambda chosen: self._possible(node, target, chosen))
        if not tries.saves(tuple(support)):
            return IMPOSSIBLE
        if len(support) == 1:
            return Family((tuple(support),), 1)
        found: list[Units] = []
        for size in range(1, len(support) + 1):
            for chosen in combinations(support, size):
                if any(set(smaller) <= set(chosen) for smaller in found):
                    continue
                if tries.left <= 0:
                    return Family(tuple(found), len(found), exact=False)
                if tries.saves(chosen):
                    found.append(chosen)
                    if len(found) >= MOST_SETS:
                        return Family(tuple(found), len(found), exact=False)
        return Family(tuple(found), len(found))

    def _possible(self, node: Node, target: Outcome, chosen: Units) -> bool:
        state = self.search.put_back(node, self.cells, chosen)
        return bool(node.judge(state).outcome & (target | EXCLU))


class _Tries:
    """A test of sets that counts what it costs."""

    def __init__(self, test: Callable[[Units], bool]) -> None:
        self.test = test
        self.left = BUDGET

    def saves(self, chosen: Units) -> bool:
        self.left -= 1
        return self.test(chosen)
