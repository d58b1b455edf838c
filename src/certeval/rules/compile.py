"""Rules as declared to rules as evaluated: names resolved, selections expanded, kinds of value checked.

Every mistake is a finding at its path, one a mistake; a template that is wrong for many elements is wrong once.
"""

from certeval.diagnostics import Path
from certeval.diagnostics.families import rules as kinds
from certeval.rules import grammar as g
from certeval.rules.bounds import Bounds, Limit
from certeval.rules.computed import Choice, CountOf, Product, Rounded
from certeval.rules.derivation import Node
from certeval.rules.leaves import (
    UNBOUNDED,
    add_up,
    check_best,
    concerned,
    may_be_empty,
    mesure,
    of_word,
    own,
    table,
)
from certeval.rules.limits import count_bounds, number_bounds
from certeval.rules.measures import Extreme, Mean, Total
from certeval.rules.names import FAILED, FORM, Scope
from certeval.rules.outcome import ONE, ZERO
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
from certeval.text.numbers import number

ALL = Bounds(Limit(ONE, strict=False, written="100 %"), None, share_below=True)
AT_LEAST_ONE = Bounds(Limit(ONE, strict=False, written="1"), None)
NONE = Bounds(None, Limit(ZERO, strict=False, written="0"))


def rule(scope: Scope, declared: object, path: Path) -> Rule:
    """A RULE as declared by `scope.bearer` (an element's code, or the certification), resolved."""
    scope.spend(FORM, path)
    match declared:
        case str():
            return of_word(scope, declared, path)
        case g.Parmi():
            return _counted(scope, "parmi", declared, count_bounds(scope, declared, path), path)
        case g.Tous():
            return _counted(scope, "tous", declared, ALL, path)
        case g.UnDe():
            return _counted(scope, "un_de", declared, AT_LEAST_ONE, path)
        case g.Aucun():
            return _counted(scope, "aucun", declared, NONE, path)
        case g.Mesure():
            return mesure(scope, declared, path)
        case g.Et():
            return Every(_each(scope, declared.et, (*path, "et")))
        case g.Ou():
            return Some(_each(scope, declared.ou, (*path, "ou")))
        case g.Non():
            return Not(rule(scope, declared.non, (*path, "non")))
        case g.RegleSi():
            return Either(
                rule(scope, declared.si, (*path, "si")),
                rule(scope, declared.alors, (*path, "alors")),
                rule(scope, declared.sinon, (*path, "sinon")),
            )
        case g.Bornes() if type(declared) is g.Bornes:
            return own(scope, declared, path)
    return _compared(scope, declared, path)


def borne(scope: Scope, declared: object, path: Path) -> Rule:
    """A RULE about the bearer itself: it leaves with a bearer that is for other candidates, or that is excluded.

    `evalue` asks just that of an excluded one, and its own value within bounds leaves by itself.
    """
    asked = rule(scope, declared, path)
    subject = asked.subject if isinstance(asked, Compare) else None
    own_value = isinstance(subject, ValueOf) and subject.name == scope.bearer
    if not own_value and not isinstance(asked, Has) and scope.entry(scope.bearer) is not None:
        if ("valeur", scope.bearer) not in scope.needs:
            scope.needs.append(("valeur", scope.bearer))
        asked = UnlessExcluded(scope.bearer, asked)
    return concerned(scope, asked)


def _compared(scope: Scope, declared: object, path: Path) -> Rule:
    if not isinstance(declared, g.Bornes):
        raise TypeError(type(declared))
    if not declared.bounds():
        scope.mistakes.report(kinds.BOUNDS_WANTED, path)
    subject = _mechanism(scope, declared, path)
    return Compare(subject, number_bounds(scope, declared, path), path)


def _counted(
    scope: Scope,
    form: str,
    declared: g.Parmi | g.Tous | g.UnDe | g.Aucun | g.Nombre,
    bounds: Bounds,
    path: Path,
) -> Counted:
    """A count of items; `form` is the key under which the selection is written."""
    chosen, dont = getattr(declared, form), declared.dont
    at = (*path, form)
    measures_too = type(dont) is g.Bornes
    names = scope.selected(chosen, at, measures_too=measures_too)
    if dont is None and scope.names.judged.issuperset(names):  # as most often: nothing is wrong with any
        scope.needs += [("verdict", name) for name in names]
        return Counted(form, tuple([(name, Named(name)) for name in names]), bounds, False, path)
    listed = isinstance(chosen, tuple)  # an item is written in its list, or at the word that selects it
    items: list[tuple[str, Rule]] = []
    for i, name in enumerate(names):
        if dont is None:
            items.append((name, scope.verdict(name, (*at, i) if listed else at)))
        else:
            items.append((name, borne(scope.of(name), dont, (*path, "dont"))))
    return Counted(form, tuple(items), bounds, dont is not None, path)


def _each(scope: Scope, rules: tuple[object, ...], path: Path) -> tuple[Rule, ...]:
    return tuple(rule(scope, each, (*path, i)) for i, each in enumerate(rules))


def measure(scope: Scope, declared: object, path: Path) -> Node:
    """A MEASURE as declared, resolved."""
    scope.spend(FORM, path)
    if isinstance(declared, str):
        found = number(declared)
        return scope.number(declared, path) if found is None else Constant(found)
    if isinstance(declared, g.Bornes) and declared.bounds():
        scope.mistakes.report(kinds.BOUNDS_UNWANTED, (*path, declared.bounds()[0][0]), at_key=True)
    return _mechanism(scope, declared, path)


def _mechanism(scope: Scope, declared: object, path: Path) -> Node:
    match declared:
        case g.Moyenne():
            return _mean(scope, declared, path)
        case g.Somme():
            return _somme(scope, declared, path)
        case g.Minimum():
            return Extreme("minimum", _terms(scope, declared.minimum, None, path, "minimum"), path)
        case g.Maximum():
            return Extreme("maximum", _terms(scope, declared.maximum, None, path, "maximum"), path)
        case g.Produit():
            factors = enumerate(declared.produit)
            return Product(tuple(measure(scope, m, (*path, "produit", i)) for i, m in factors))
        case g.Nombre():
            return CountOf(_counted(scope, "nombre", declared, UNBOUNDED, path))
        case g.Exces():
            terms = _terms(scope, declared.exces, None, path, "exces")
            return Total("exces", terms, pivot=declared.a, path=path)
        case g.Manque():
            terms = _terms(scope, declared.manque, None, path, "manque")
            return Total("manque", terms, pivot=declared.a, path=path)
        case g.Arrondi():
            return _arrondi(scope, declared, path)
        case g.Table():
            return table(scope, declared, path)
        case g.MesureSi():
            return Choice(
                rule(scope, declared.si, (*path, "si")),
                measure(scope, declared.alors, (*path, "alors")),
                measure(scope, declared.sinon, (*path, "sinon")),
                path,
            )
    raise TypeError(type(declared))


def _terms(scope: Scope, chosen: object, dont: object, path: Path, key: str) -> tuple[Term, ...]:
    """TERMS: a selection, a list of measures, or coefficients by name."""
    at = (*path, key)
    if isinstance(chosen, dict):
        scope.spend(len(chosen), at)
        fine = add_up(scope, chosen.values(), at)
        nodes = [(scope.number(n, (*at, n)), c if fine else ONE, n) for n, c in chosen.items()]
    elif isinstance(chosen, str):
        nodes = [(scope.number(n, at), ONE, n) for n in scope.by_tree(chosen, at)]
    else:
        each = chosen if isinstance(chosen, tuple) else ()
        nodes = [(measure(scope, m, (*at, i)), ONE, m) for i, m in enumerate(each)]
    return tuple(Term(node, c, _kept(scope, node, name, dont, path)) for node, c, name in nodes)


def _kept(scope: Scope, node: Node, name: object, dont: object, path: Path) -> Rule | None:
    """The `dont` of a measure, borne by each term; bare bounds compare the term itself."""
    if dont is None:
        return None
    at = (*path, "dont")
    if type(dont) is g.Bornes:
        named = name if isinstance(name, str) else ""
        entry = scope.entry(named)
        bounds = number_bounds(scope, dont, at, named or None, entry.scale if entry else None)
        return Compare(node, bounds, at)
    if not isinstance(name, str) or name not in scope.names.elements:
        scope.mistakes.report(kinds.NO_OWN_VALUE, at, name=str(name))
        return None
    return rule(scope.of(name), dont, at)


def _mean(scope: Scope, declared: g.Moyenne, path: Path) -> Node:
    terms = _terms(scope, declared.moyenne, declared.dont, path, "moyenne")
    check_best(scope, declared.meilleures, declared.moyenne, path)
    if any(t.coefficient < 0 for t in terms) and any(t.kept_if or may_be_empty(scope, t.node) for t in terms):
        scope.mistakes.report(kinds.COEFFICIENT, (*path, "moyenne"))
    return Mean(terms, declared.meilleures, path)


def _somme(scope: Scope, declared: g.Somme, path: Path) -> Node:
    check_best(scope, declared.meilleures, declared.somme, path)
    terms = _terms(scope, declared.somme, declared.dont, path, "somme")
    return Total("somme", terms, best=declared.meilleures, path=path)


def _arrondi(scope: Scope, declared: g.Arrondi, path: Path) -> Node:
    inner = measure(scope, declared.arrondi, (*path, "arrondi"))
    if declared.pas <= 0:
        scope.mistakes.report(kinds.STEP_NOT_POSITIVE, (*path, "pas"))
        return FAILED
    return Rounded(inner, declared.pas, declared.sens, path)
