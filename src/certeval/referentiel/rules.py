"""A référentiel's declarations to its program: how each element is entered, and what it takes."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, cast

from certeval.diagnostics import Path
from certeval.diagnostics.families import rules as kinds
from certeval.referentiel.elements import DeclaredElement
from certeval.referentiel.entries import Entries
from certeval.referentiel.existence import concerns, mistakes, situation
from certeval.referentiel.models import Fichier
from certeval.referentiel.tree import SCORE_KINDS, Element, Tree
from certeval.rules.bounds import Bounds
from certeval.rules.compile import borne, measure, rule
from certeval.rules.derivation import Node
from certeval.rules.entry import Entry
from certeval.rules.grammar import MEASURES, RESERVED_WORDS
from certeval.rules.leaves import with_concern
from certeval.rules.names import MOST_BITS, Mistakes, Names, Scope, TooManyError
from certeval.rules.program import (
    CERTIFICATION,
    Ladder,
    Name,
    Program,
    Rung,
    Sort,
    Step,
    in_order,
    measure_of,
)
from certeval.rules.shares import settle
from certeval.rules.sizes import too_large
from certeval.rules.verdicts import Compare
from certeval.text.numbers import percent

MOST_STEPS = 200
"""Steps of a ladder: each asks for another name, and is compared with all before it."""


class Declaration(NamedTuple):
    """A rule as declared and where: an element's own, or the template of its kind."""

    rule: object
    path: Path


class Builder:
    """Builds one référentiel's program; `mistakes` holds what is wrong with it."""

    def __init__(self, file: Fichier, tree: Tree) -> None:
        self.file = file
        self.tree = tree
        self.mistakes = Mistakes()
        self.score_elements = [e for e in tree.elements.values() if e.kind in SCORE_KINDS]
        """Those whose models are `DeclaredElement`: told by their kind, once, since pydantic's `isinstance` is slow."""
        self._templates: dict[str, Declaration] = {
            kind: Declaration(rule, ("validation", kind)) for kind, rule in file.validation.items()
        }
        entries = Entries(file, tree, self.mistakes)
        self.entries: dict[str, Entry | None] = {e.code: entries.of(e) for e in self.score_elements}
        self.rules: dict[str, Declaration] = {e.code: d for e in self.score_elements if (d := self._rule(e))}
        self.situation = situation(file, tree)
        self.concerns = concerns(tree, self.situation)
        for mistake in mistakes(file, tree, self.concerns):
            self.mistakes.add(mistake)
        self.ladders = {name: tuple(step.nom for step in steps) for name, steps in file.paliers.items()}
        self.names = self._names()

    def build(self) -> Program | None:
        """The program, or None where there are mistakes."""
        self._check_names()
        steps: dict[Name, Step] = {}
        try:
            for step in (*self._elements(), *self._named_steps()):
                steps[step.makes] = step
        except TooManyError:
            return None
        self._values_of_rules(steps)
        order = in_order(steps, self._refuse_cycle)
        if self.mistakes.findings:
            return None
        entries = {code: entry for code, entry in self.entries.items() if entry}
        if self.mistakes.shares:
            order = settle(order, entries, self.situation, self._refuse_share)
        program = Program(order, entries, self.situation, self.concerns)
        too_large(program, self._refuse_size)
        return None if self.mistakes.findings else program

    def _rule(self, element: Element) -> Declaration | None:
        own = cast("DeclaredElement", element.model).validation
        if own is not None:
            return Declaration(own, (*element.path, "validation"))
        return self._templates.get(element.kind)

    def _names(self) -> Names:
        default = {
            e.code for e in self.score_elements if (n := self.entries[e.code]) and n.scale.default_bounds
        }
        with_value = {
            code
            for code, declaration in self.rules.items()
            if self.entries[code] is None and isinstance(declaration.rule, MEASURES)
        }
        return Names(
            elements=self.entries,
            below=self.tree.below,
            with_verdict=frozenset(self.rules) | default,
            with_value=frozenset(with_value),
            rules=frozenset(self.file.regles),
            measures=frozenset(self.file.mesures),
            ladders=self.ladders,
            concerns=self.concerns,
        )

    def _check_names(self) -> None:
        """One namespace for elements, rules, measures and ladders; the grammar's words are no names."""
        namespace: set[str] = {e.code for e in self.tree.elements.values()} | self.situation.keys()
        for section, names in (
            ("regles", self.file.regles),
            ("mesures", self.file.mesures),
            ("paliers", self.file.paliers),
        ):
            for name in names:
                at: Path = (section, name)
                if not name[0].isalpha():
                    self.mistakes.report(kinds.NOT_A_NAME, at, at_key=True, name=name)
                if name in RESERVED_WORDS:
                    self.mistakes.report(kinds.RESERVED, at, at_key=True, name=name)
                if name in namespace:
                    self.mistakes.report(kinds.NAME_TWICE, at, at_key=True, name=name)
                namespace.add(name)
        for element in self.score_elements:
            if element.code in RESERVED_WORDS or element.code in self.situation:
                self.mistakes.report(kinds.RESERVED, (*element.path, "code"), name=element.code)

    def _step(
        self,
        makes: Name,
        declaration: Declaration,
        node_of: Callable[[Scope, Any, Path], Node],
        bearer: str = CERTIFICATION,
    ) -> Step:
        """What a declaration makes, and what it needs."""
        scope = Scope(self.names, self.mistakes, bearer)
        return Step(makes, node_of(scope, declaration.rule, declaration.path), tuple(scope.needs))

    def _elements(self) -> Iterator[Step]:
        for element in self.score_elements:
            declaration = self.rules.get(element.code)
            name: Name = ("verdict", element.code)
            if declaration is not None:
                yield self._step(name, declaration, borne, element.code)
            elif (entry := self.entries[element.code]) and entry.scale.default_bounds:
                scope = Scope(self.names, self.mistakes, element.code)
                default = with_concern(scope, Compare(scope.value(element.code), entry.scale.default_bounds))
                yield Step(name, default, tuple(scope.needs))

    def _named_steps(self) -> Iterator[Step]:
        for name, regle in self.file.regles.items():
            yield self._step(("verdict", name), Declaration(regle, ("regles", name)), rule)
        for name, mesure in self.file.mesures.items():
            yield self._step(("valeur", name), Declaration(mesure, ("mesures", name)), measure)
        yield from map(self._ladder, self.file.paliers)
        if (declaration := self._templates.get(CERTIFICATION)) is None:
            self.mistakes.report(kinds.NO_CERTIFICATION_RULE, ("validation",), at_key=True)
        else:
            yield self._step(("verdict", CERTIFICATION), declaration, rule)

    def _ladder(self, name: str) -> Step:
        scope = Scope(self.names, self.mistakes, CERTIFICATION)
        steps = self.file.paliers[name]
        if len(steps) > MOST_STEPS:
            self.mistakes.report(
                kinds.TOO_MANY_STEPS,
                ("paliers", name),
                at_key=True,
                name=name,
                steps=len(steps),
                limit=MOST_STEPS,
            )
            return Step(("palier", name), Ladder(()), ())
        last = len(steps) - 1
        if any((step.si is None) != (i == last) for i, step in enumerate(steps)):
            self.mistakes.report(kinds.LADDER_ORDER, ("paliers", name), at_key=True, name=name)
        rungs = tuple(
            Rung(step.nom, None if step.si is None else rule(scope, step.si, ("paliers", name, i, "si")))
            for i, step in enumerate(steps)
        )
        return Step(("palier", name), Ladder(rungs), tuple(scope.needs))

    def _values_of_rules(self, steps: dict[Name, Step]) -> None:
        """An element that is not marked but whose rule compares a measure has that measure's value."""
        for code in self.names.with_value:
            step = steps.get(("verdict", code))
            measure = measure_of(step.node) if step else None
            if step and measure is not None:
                steps["valeur", code] = Step(("valeur", code), measure, step.needs)

    def _refuse_size(self, name: Name) -> None:
        digits = int(MOST_BITS * 0.3)
        self.mistakes.report(kinds.TOO_LARGE, self._path_of(*name), at_key=True, name=name[1], digits=digits)

    def _refuse_share(self, path: Path, bounds: Bounds) -> None:
        """A share of a greatest that is not one for all, at each limit that is one."""
        for limit, key in bounds.by_key():
            if percent(limit.text) is not None:
                self.mistakes.report(kinds.PERCENT_OF_MEASURE, (*path, key), limit=limit.text)

    def _refuse_cycle(self, names: list[Name]) -> None:
        """A circle of names, reported where its first named thing is declared."""
        chain = tuple(name for _, name in [*names, names[0]])
        self.mistakes.report(kinds.CYCLE, self._path_of(*names[0]), chain=" → ".join(chain))

    def _path_of(self, sort: Sort, name: str) -> Path:
        if name in self.rules:
            return self.rules[name].path
        section = {"valeur": "mesures", "verdict": "regles", "palier": "paliers"}[sort]
        return (section, name) if name != CERTIFICATION else ("validation", name)
