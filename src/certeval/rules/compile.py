"""Rules as declared to rules as evaluated: names resolved, selections expanded, kinds of value checked.

Every mistake is a finding at its path, one a mistake; a template that is wrong for many elements is wrong once.
"""

from certeval.diagnostics import Path
from certeval.diagnostics.families import rules as kinds
from certeval.rules import grammar as g
from certeval.rules.bounds import Bounds, Limit
from certeval.rules.compound_measures import Choice, CountOf, Product, Rounding
from certeval.rules.count_rules import CountRule
from certeval.rules.derivation import Node
from certeval.rules.leaves import (
    NO_BOUNDS,
    add_up,
    check_best,
    may_be_empty,
    mesure,
    of_word,
    own,
    table,
    with_concern,
)
from certeval.rules.limits import count_bounds, number_bounds
from certeval.rules.measures import Extreme, Mean, Total
from certeval.rules.names import FORM, PLACEHOLDER, Scope
from certeval.rules.outcome import ONE, ZERO
from certeval.rules.terms import Constant, Term, ValueOf
from certeval.rules.verdicts import (
    Compare,
    Either,
    Every,
    ExclusionGuard,
    HasValue,
    Not,
    Rule,
    Some,
    VerdictOf,
)
from certeval.text.numbers import number

ALL = Bounds(Limit(ONE, strict=False, text="100 %"), None, share_below=True)
AT_LEAST_ONE = Bounds(Limit(ONE, strict=False, text="1"), None)
NONE = Bounds(None, Limit(ZERO, strict=False, text="0"))


def rule(scope: Scope, declaration: object, path: Path) -> Rule:
    """A RULE as declared by `scope.bearer` (an element's code, or the certification), resolved."""
    scope.spend(FORM, path)
    match declaration:
        case str():
            return of_word(scope, declaration, path)
        case g.Parmi():
            return _count_rule(scope, "parmi", declaration, count_bounds(scope, declaration, path), path)
        case g.Tous():
            return _count_rule(scope, "tous", declaration, ALL, path)
        case g.UnDe():
            return _count_rule(scope, "un_de", declaration, AT_LEAST_ONE, path)
        case g.Aucun():
            return _count_rule(scope, "aucun", declaration, NONE, path)
        case g.Mesure():
            return mesure(scope, declaration, path)
        case g.Et():
            return Every(_each(scope, declaration.et, (*path, "et")), path)
        case g.Ou():
            return Some(_each(scope, declaration.ou, (*path, "ou")))
        case g.Non():
            return Not(rule(scope, declaration.non, (*path, "non")))
        case g.RegleSi():
            keys = ("si", "alors", "sinon")
            si, alors, sinon = (rule(scope, getattr(declaration, key), (*path, key)) for key in keys)
            return Either(si, alors, sinon)
        case g.Bornes() if type(declaration) is g.Bornes:
            return own(scope, declaration, path)
    return _comparison(scope, declaration, path)


def borne(scope: Scope, declaration: object, path: Path) -> Rule:
    """A RULE about the bearer itself: it leaves with a bearer that is for other candidates, or that is excluded.

    `evalue` asks just that of an excluded one, and its own value within bounds leaves by itself.
    """
    form = rule(scope, declaration, path)
    subject = form.subject if isinstance(form, Compare) else None
    own_value = isinstance(subject, ValueOf) and subject.name == scope.bearer
    if not own_value and not isinstance(form, HasValue) and scope.entry(scope.bearer) is not None:
        if ("valeur", scope.bearer) not in scope.needs:
            scope.needs.append(("valeur", scope.bearer))
        form = ExclusionGuard(scope.bearer, form)
    return with_concern(scope, form)


def _comparison(scope: Scope, declaration: object, path: Path) -> Rule:
    if not isinstance(declaration, g.Bornes):
        raise TypeError(type(declaration))
    if not declaration.bounds():
        scope.mistakes.report(kinds.BOUNDS_WANTED, path)
    subject = _mechanism(scope, declaration, path)
    return Compare(subject, number_bounds(scope, declaration, path), path)


def _count_rule(
    scope: Scope,
    form: str,
    declaration: g.Parmi | g.Tous | g.UnDe | g.Aucun | g.Nombre,
    bounds: Bounds,
    path: Path,
) -> CountRule:
    """A count of items; `form` is the key under which the selection is written."""
    selection, dont = getattr(declaration, form), declaration.dont
    at = (*path, form)
    measures_too = type(dont) is g.Bornes
    names = scope.expand(selection, at, measures_too=measures_too)
    if dont is None and scope.names.with_verdict.issuperset(
        names
    ):  # as most often: nothing is wrong with any
        scope.needs += [("verdict", name) for name in names]
        return CountRule(form, tuple([(name, VerdictOf(name)) for name in names]), bounds, False, path)
    is_list = isinstance(selection, tuple)  # an item is written in its list, or at the word that selects it
    items: list[tuple[str, Rule]] = []
    for i, name in enumerate(names):
        if dont is None:
            items.append((name, scope.verdict(name, (*at, i) if is_list else at)))
        elif not scope.mistakes.has(kinds.UNKNOWN_NAME, (*at, i)):
            items.append((name, borne(scope.of(name), dont, (*path, "dont"))))
    return CountRule(form, tuple(items), bounds, dont is not None, path)


def _each(scope: Scope, rules: tuple[object, ...], path: Path) -> tuple[Rule, ...]:
    return tuple(rule(scope, each, (*path, i)) for i, each in enumerate(rules))


def measure(scope: Scope, declaration: object, path: Path) -> Node:
    """A MEASURE as declared, resolved."""
    scope.spend(FORM, path)
    if isinstance(declaration, str):
        value = number(declaration)
        return scope.number(declaration, path) if value is None else Constant(value)
    if isinstance(declaration, g.Bornes) and declaration.bounds():
        scope.mistakes.report(kinds.BOUNDS_UNWANTED, (*path, declaration.bounds()[0][0]), at_key=True)
    return _mechanism(scope, declaration, path)


def _mechanism(scope: Scope, declaration: object, path: Path) -> Node:
    match declaration:
        case g.Moyenne():
            return _mean(scope, declaration, path)
        case g.Somme():
            check_best(scope, declaration.meilleures, declaration.somme, path)
            terms = _terms(scope, declaration.somme, declaration.dont, path, "somme")
            return Total("somme", terms, best=declaration.meilleures, path=path)
        case g.Minimum():
            return Extreme("minimum", _terms(scope, declaration.minimum, None, path, "minimum"), path)
        case g.Maximum():
            return Extreme("maximum", _terms(scope, declaration.maximum, None, path, "maximum"), path)
        case g.Produit():
            factors = enumerate(declaration.produit)
            return Product(tuple(measure(scope, m, (*path, "produit", i)) for i, m in factors))
        case g.Nombre():
            return CountOf(_count_rule(scope, "nombre", declaration, NO_BOUNDS, path))
        case g.Exces():
            terms = _terms(scope, declaration.exces, None, path, "exces")
            return Total("exces", terms, pivot=declaration.a, path=path)
        case g.Manque():
            terms = _terms(scope, declaration.manque, None, path, "manque")
            return Total("manque", terms, pivot=declaration.a, path=path)
        case g.Arrondi():
            return _arrondi(scope, declaration, path)
        case g.Table():
            return table(scope, declaration, path)
        case g.MesureSi():
            return _choice(scope, declaration, path)
    raise TypeError(type(declaration))


def _terms(scope: Scope, terms: object, dont: object, path: Path, key: str) -> tuple[Term, ...]:
    """TERMS: a selection, a list of measures, or coefficients by name."""
    at = (*path, key)
    if isinstance(terms, dict):
        scope.spend(len(terms), at)
        fine = add_up(scope, terms.values(), at)
        nodes = [(scope.number(n, (*at, n)), c if fine else ONE, n) for n, c in terms.items()]
    elif isinstance(terms, str):
        nodes = [(scope.number(n, at), ONE, n) for n in scope.by_tree(terms, at)]
    else:
        each = terms if isinstance(terms, tuple) else ()
        nodes = [(measure(scope, m, (*at, i)), ONE, m) for i, m in enumerate(each)]
    return tuple(Term(node, c, _condition(scope, node, name, dont, path)) for node, c, name in nodes)


def _condition(scope: Scope, node: Node, name: object, dont: object, path: Path) -> Rule | None:
    """The `dont` of a measure, borne by each term; bare bounds compare the term itself."""
    if dont is None:
        return None
    at = (*path, "dont")
    if type(dont) is g.Bornes:
        code = name if isinstance(name, str) else ""
        entry = scope.entry(code)
        bounds = number_bounds(scope, dont, at, code or None, entry.scale if entry else None)
        return Compare(node, bounds, at)
    if not isinstance(name, str) or name not in scope.names.elements:
        scope.mistakes.report(kinds.NO_OWN_VALUE, at, name=str(name))
        return None
    return rule(scope.of(name), dont, at)


def _choice(scope: Scope, declaration: g.MesureSi, path: Path) -> Node:
    return Choice(
        rule(scope, declaration.si, (*path, "si")),
        measure(scope, declaration.alors, (*path, "alors")),
        measure(scope, declaration.sinon, (*path, "sinon")),
        path,
    )


def _mean(scope: Scope, declaration: g.Moyenne, path: Path) -> Node:
    terms = _terms(scope, declaration.moyenne, declaration.dont, path, "moyenne")
    check_best(scope, declaration.meilleures, declaration.moyenne, path)
    if any(t.coefficient < 0 for t in terms) and any(
        t.condition or may_be_empty(scope, t.node) for t in terms
    ):
        scope.mistakes.report(kinds.COEFFICIENT, (*path, "moyenne"))
    return Mean(terms, declaration.meilleures, path)


def _arrondi(scope: Scope, declaration: g.Arrondi, path: Path) -> Node:
    inner = measure(scope, declaration.arrondi, (*path, "arrondi"))
    if declaration.pas <= 0:
        scope.mistakes.report(kinds.STEP_NOT_POSITIVE, (*path, "pas"))
        return PLACEHOLDER
    return Rounding(inner, declaration.pas, declaration.sens, path)
