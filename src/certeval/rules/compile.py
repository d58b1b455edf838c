"""Rules as declared to rules as evaluated: names resolved, selections expanded, kinds of value checked.

Every mistake is a finding at its path, one a mistake; a template that is wrong for many elements is wrong once.
"""

from collections.abc import Iterable
from fractions import Fraction
from math import lcm

from certeval.diagnostics import Path
from certeval.diagnostics.families import rules as kinds
from certeval.rules import grammar as g
from certeval.rules.bounds import Bounds, Limit
from certeval.rules.derivation import Node
from certeval.rules.limits import LOWER, UPPER
from certeval.rules.measures import Choice, CountOf, Extreme, Mean, Product, Rounded, Total
from certeval.rules.names import FAILED, FORM, MOST_BITS
from certeval.rules.outcome import ONE
from certeval.rules.tables import Tables
from certeval.rules.terms import Constant, Term, ValueOf
from certeval.rules.verdicts import (
    Compare,
    Counted,
    Either,
    Every,
    Has,
    Named,
    Not,
    Rule,
    Some,
    UnlessExcluded,
)
from certeval.text.numbers import number, percent


class Compiler(Tables):
    """Compiles the rules of one bearer: an element's code, or the certification."""

    __slots__ = ()

    def rule(self, declared: object, path: Path) -> Rule:
        """A RULE as declared, resolved."""
        self._spend(FORM, path)
        match declared:
            case str():
                return self._word(declared, path)
            case g.Parmi():
                return self._parmi(declared, path)
            case g.Tous():
                return self._tous(declared, path)
            case g.UnDe():
                return self._un_de(declared, path)
            case g.Aucun():
                return self._aucun(declared, path)
            case g.Mesure():
                return self._mesure(declared, path)
            case g.Et():
                return Every(self._each(declared.et, (*path, "et")))
            case g.Ou():
                return Some(self._each(declared.ou, (*path, "ou")))
            case g.Non():
                return Not(self.rule(declared.non, (*path, "non")))
            case g.RegleSi():
                return self._si(declared, path)
            case g.Bornes() if type(declared) is g.Bornes:
                return self._own(declared, path)
        return self._compared(declared, path)

    def borne(self, declared: object, path: Path) -> Rule:
        """A RULE about the bearer itself: one that is compound leaves with it, once the bearer is excluded.

        `evalue` asks just that of an excluded one, and its own value within bounds leaves by itself.
        """
        rule = self.rule(declared, path)
        own = isinstance(rule, Compare) and rule.subject == ValueOf(self.bearer)
        if own or isinstance(rule, Has) or self.names.elements.get(self.bearer) is None:
            return rule
        if ("valeur", self.bearer) not in self.needs:
            self.needs.append(("valeur", self.bearer))
        return UnlessExcluded(self.bearer, rule)

    def _word(self, word: str, path: Path) -> Rule:
        if word == "evalue":
            if self.names.elements.get(self.bearer) is None:
                self.mistakes.report(kinds.NO_OWN_VALUE, path, name=self.bearer)
            else:
                self.needs.append(("valeur", self.bearer))
            return Has(self.bearer)
        return self._verdict(word, path)

    def _own(self, declared: g.Bornes, path: Path) -> Rule:
        """Bounds alone: the bearer's own value."""
        if not self._has_value(self.bearer):
            self.mistakes.report(kinds.NO_OWN_VALUE, path, name=self.bearer)
            return Compare(FAILED, Bounds(None, None), path)
        return Compare(self._value(self.bearer), self._bounds_of(declared, self.bearer, path), path)

    def _mesure(self, declared: g.Mesure, path: Path) -> Rule:
        at = (*path, "mesure")
        measure = self._named_measure(declared.mesure, at)
        return Compare(measure, self._bounds_of(declared, declared.mesure, path), path)

    def _compared(self, declared: object, path: Path) -> Rule:
        if not isinstance(declared, g.Bornes):
            raise TypeError(type(declared))
        if not declared.bounds():
            self.mistakes.report(kinds.BOUNDS_WANTED, path)
        measure = self._mechanism(declared, path)
        return Compare(measure, self._bounds(declared, path, self._number_limit(None)), path)

    def _parmi(self, declared: g.Parmi, path: Path) -> Rule:
        written = declared.bounds()
        if not written:
            self.mistakes.report(kinds.BOUNDS_WANTED, path)
        limits = self._limits(declared, path, self._count_limit)
        shares = {key for key, limit in written if percent(limit) is not None or "/" in limit}
        lower, upper = not shares.isdisjoint(LOWER), not shares.isdisjoint(UPPER)
        bounds = self._not_crossed(Bounds(limits.lower, limits.upper, lower, upper), path)
        return self._counted("parmi", declared.parmi, declared.dont, bounds, path)

    def _tous(self, declared: g.Tous, path: Path) -> Rule:
        bounds = Bounds(Limit(ONE, strict=False, written="100 %"), None, share_below=True)
        return self._counted("tous", declared.tous, declared.dont, bounds, path)

    def _un_de(self, declared: g.UnDe, path: Path) -> Rule:
        bounds = Bounds(Limit(ONE, strict=False, written="1"), None)
        return self._counted("un_de", declared.un_de, declared.dont, bounds, path)

    def _aucun(self, declared: g.Aucun, path: Path) -> Rule:
        bounds = Bounds(None, Limit(Fraction(0), strict=False, written="0"))
        return self._counted("aucun", declared.aucun, declared.dont, bounds, path)

    def _counted(self, form: str, chosen: object, dont: object, bounds: Bounds, path: Path) -> Counted:
        at = (*path, form)
        measures_too = type(dont) is g.Bornes
        names = self._selected(chosen, at, measures_too=measures_too)
        if dont is None and self.names.judged.issuperset(names):  # as most often: nothing is wrong with any
            self.needs += [("verdict", name) for name in names]
            return Counted(form, tuple([(name, Named(name)) for name in names]), bounds, False, path)
        items = tuple(
            [(name, self._item(name, dont, path, self._at(at, chosen, i))) for i, name in enumerate(names)]
        )
        return Counted(form, items, bounds, dont is not None, path)

    def _item(self, name: str, dont: object, path: Path, at: Path) -> Rule:
        if dont is None:
            return self._verdict(name, at)
        return self._borne_by(name).borne(dont, (*path, "dont"))

    def _borne_by(self, name: str) -> "Compiler":
        return Compiler(self.names, self.mistakes, name, self.needs)

    def _each(self, rules: tuple[object, ...], path: Path) -> tuple[Rule, ...]:
        return tuple(self.rule(each, (*path, i)) for i, each in enumerate(rules))

    def _si(self, declared: g.RegleSi, path: Path) -> Rule:
        return Either(
            self.rule(declared.si, (*path, "si")),
            self.rule(declared.alors, (*path, "alors")),
            self.rule(declared.sinon, (*path, "sinon")),
        )

    def measure(self, declared: object, path: Path) -> Node:
        """A MEASURE as declared, resolved."""
        self._spend(FORM, path)
        if isinstance(declared, str):
            found = number(declared)
            return self._named_number(declared, path) if found is None else Constant(found)
        if isinstance(declared, g.Bornes) and declared.bounds():
            self.mistakes.report(kinds.BOUNDS_UNWANTED, (*path, declared.bounds()[0][0]), at_key=True)
        return self._mechanism(declared, path)

    def _mechanism(self, declared: object, path: Path) -> Node:
        match declared:
            case g.Moyenne():
                return self._mean(declared, path)
            case g.Somme():
                return self._somme(declared, path)
            case g.Minimum():
                return Extreme("minimum", self._terms(declared.minimum, None, path, "minimum"))
            case g.Maximum():
                return Extreme("maximum", self._terms(declared.maximum, None, path, "maximum"))
            case g.Produit():
                factors = enumerate(declared.produit)
                return Product(tuple(self.measure(m, (*path, "produit", i)) for i, m in factors))
            case g.Nombre():
                none = Bounds(None, None)
                return CountOf(self._counted("nombre", declared.nombre, declared.dont, none, path))
            case g.Exces():
                terms = self._terms(declared.exces, None, path, "exces")
                return Total("exces", terms, pivot=declared.a, path=path)
            case g.Manque():
                terms = self._terms(declared.manque, None, path, "manque")
                return Total("manque", terms, pivot=declared.a, path=path)
            case g.Arrondi():
                return self._arrondi(declared, path)
            case g.Table():
                return self._table(declared, path)
            case g.MesureSi():
                return self._mesure_si(declared, path)
        raise TypeError(type(declared))

    def _terms(self, chosen: object, dont: object, path: Path, key: str) -> tuple[Term, ...]:
        """TERMS: a selection, a list of measures, or coefficients by name."""
        at = (*path, key)
        if isinstance(chosen, dict):
            self._spend(len(chosen), at)
            fine = self._add_up(chosen.values(), at)
            nodes = [(self._named_number(n, (*at, n)), c if fine else ONE, n) for n, c in chosen.items()]
        elif isinstance(chosen, str):
            nodes = [(self._named_number(n, at), ONE, n) for n in self._by_tree(chosen, at)]
        else:
            each = chosen if isinstance(chosen, tuple) else ()
            nodes = [(self.measure(m, (*at, i)), ONE, m) for i, m in enumerate(each)]
        return tuple(Term(node, c, self._kept(node, name, dont, path)) for node, c, name in nodes)

    def _add_up(self, coefficients: Iterable[Fraction], path: Path) -> bool:
        """Whether coefficients have a common denominator of a size that a sum of them may have."""
        common = 1
        for coefficient in coefficients:
            common = lcm(common, coefficient.denominator)
            if common.bit_length() > MOST_BITS:
                digits = int(MOST_BITS * 0.3)
                self.mistakes.report(kinds.TOO_LARGE, path, at_key=True, name=str(path[-2]), digits=digits)
                return False
        return True

    def _kept(self, node: Node, name: object, dont: object, path: Path) -> Rule | None:
        """The `dont` of a measure, borne by each term; bare bounds compare the term itself."""
        if dont is None:
            return None
        at = (*path, "dont")
        if type(dont) is g.Bornes:
            named = name if isinstance(name, str) else ""
            entry = self.names.elements.get(named)
            limit = self._number_limit(named or None, entry.scale if entry else None)
            return Compare(node, self._bounds(dont, at, limit), at)
        if not isinstance(name, str) or name not in self.names.elements:
            self.mistakes.report(kinds.NO_OWN_VALUE, at, name=str(name))
            return None
        return self._borne_by(name).rule(dont, at)

    def _mean(self, declared: g.Moyenne, path: Path) -> Node:
        terms = self._terms(declared.moyenne, declared.dont, path, "moyenne")
        self._check_best(declared.meilleures, declared.moyenne, path)
        if any(t.coefficient < 0 for t in terms) and any(
            t.kept_if or _may_be_empty(t.node, self) for t in terms
        ):
            self.mistakes.report(kinds.COEFFICIENT, (*path, "moyenne"))
        return Mean(terms, declared.meilleures, path)

    def _somme(self, declared: g.Somme, path: Path) -> Node:
        self._check_best(declared.meilleures, declared.somme, path)
        terms = self._terms(declared.somme, declared.dont, path, "somme")
        return Total("somme", terms, best=declared.meilleures, path=path)

    def _check_best(self, best: int | None, chosen: object, path: Path) -> None:
        if best is not None and isinstance(chosen, dict):
            self.mistakes.report(kinds.BEST_WITH_COEFFICIENTS, (*path, "meilleures"))

    def _arrondi(self, declared: g.Arrondi, path: Path) -> Node:
        inner = self.measure(declared.arrondi, (*path, "arrondi"))
        if declared.pas <= 0:
            self.mistakes.report(kinds.STEP_NOT_POSITIVE, (*path, "pas"))
            return FAILED
        return Rounded(inner, declared.pas, declared.sens)

    def _mesure_si(self, declared: g.MesureSi, path: Path) -> Node:
        return Choice(
            self.rule(declared.si, (*path, "si")),
            self.measure(declared.alors, (*path, "alors")),
            self.measure(declared.sinon, (*path, "sinon")),
        )


def _may_be_empty(node: Node, compiler: Compiler) -> bool:
    """Whether a term may vanish while cells are still unknown: anything but a number or an element's mark,
    and a mark whose place a status may take: a third marker's, or a later attempt's.
    """
    if isinstance(node, Constant):
        return False
    entry = compiler.names.elements.get(node.name) if isinstance(node, ValueOf) else None
    return entry is None or entry.third is not None or entry.kept is not None
