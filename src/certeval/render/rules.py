"""A rule as declared, in words: `more than 50 % of its critères`, `all its compétences`.

Each form is a noun phrase of its own, so that forms nest; `its` is the bearer's, the item's after `with`.
"""

from collections.abc import Iterator
from fractions import Fraction

from certeval.messages import N_, _, ngettext
from certeval.render.selections import FORMS, enumeration, selection_phrase
from certeval.render.words import decimal, visible
from certeval.rules import grammar as g
from certeval.rules.grammar import Expression, Regle, Terms
from certeval.text.numbers import number, percent

QUANTITIES = {
    "au_moins": N_("at least {limit}"),
    "plus_de": N_("more than {limit}"),
    "au_plus": N_("at most {limit}"),
    "moins_de": N_("fewer than {limit}"),
}
LEVELS = {
    "au_moins": N_("level {limit} or better"),
    "plus_de": N_("better than level {limit}"),
    "au_plus": N_("level {limit} or worse"),
    "moins_de": N_("worse than level {limit}"),
}
SIGNS = {"au_moins": "≥", "plus_de": ">", "au_plus": "≤", "moins_de": "<"}
ROUNDING_PHRASES = {
    "proche": N_("{value} rounded to the nearest {step}"),
    "haut": N_("{value} rounded up to the next {step}"),
    "bas": N_("{value} rounded down to the previous {step}"),
}
Bounds = tuple[tuple[str, str], ...]


def in_words(rule: Regle) -> str:
    """A rule in one phrase."""
    match rule:
        case str():
            return _("a value entered") if rule == "evalue" else _("{name} acquired", name=visible(rule))
        case g.Parmi() | g.Tous() | g.UnDe() | g.Aucun():
            return _selection(rule)
        case g.Mesure():
            return comparison(visible(rule.mesure), rule.bounds())
        case g.Et():
            return _("all of these: {rules}", rules=_enumeration(rule.et))
        case g.Ou():
            return _("one of these: {rules}", rules=_enumeration(rule.ou))
        case g.Non():
            return _("not ({rule})", rule=in_words(rule.non))
        case g.RegleSi():
            return _conditional(in_words(rule.si), _inner_rule(rule.alors), _inner_rule(rule.sinon))
        case _ if isinstance(rule, g.MEASURES):
            return comparison(measure(rule), rule.bounds())
        case _:
            return own_value(rule.bounds())


def lines(rule: Regle, depth: int = 0) -> Iterator[tuple[int, str]]:
    """A rule on as many lines as it has parts, each with its depth: easier to read than one long phrase."""
    match rule:
        case g.Et() | g.Ou():
            yield depth, _("all of these:") if isinstance(rule, g.Et) else _("one of these:")
            for part in rule.et if isinstance(rule, g.Et) else rule.ou:
                yield from lines(part, depth + 1)
        case g.RegleSi():
            for head, part in ((_("if:"), rule.si), (_("then:"), rule.alors), (_("otherwise:"), rule.sinon)):
                yield depth, head
                yield from lines(part, depth + 1)
        case _:
            yield depth, in_words(rule)


def quantity(bounds: Bounds) -> str:
    """`more than 50 %`, `at least 2 and at most 4`: how many items."""
    words = [_(QUANTITIES[key], limit=_limit(limit)) for key, limit in bounds]
    return enumeration(words)


def own_value(bounds: Bounds) -> str:
    """What the bearer's own value must be: `a value ≥ 10`, `level A or better`."""
    levels = [_(LEVELS[key], limit=visible(limit)) for key, limit in bounds if not _is_number(limit)]
    return enumeration(levels) if levels else comparison(_("a value"), bounds)


def comparison(subject: str, bounds: Bounds) -> str:
    """`moyenne ≥ 10`, `moyenne ≥ 8 and < 10`, `C1: level A or better`."""
    if any(not _is_number(limit) for _key, limit in bounds):
        return _("{subject}: {condition}", subject=subject, condition=own_value(bounds))
    ends = [f"{SIGNS[key]} {_limit(limit)}" for key, limit in bounds]
    return f"{subject} {enumeration(ends)}"


def measure(expression: Expression) -> str:
    """A measure in one phrase: `the mean of its épreuves`, `E1 × 2`."""
    match expression:
        case str():
            return _limit(expression)
        case g.Moyenne():
            return _("the mean of {terms}", terms=_chosen_terms(expression, expression.moyenne))
        case g.Somme():
            return _("the total of {terms}", terms=_chosen_terms(expression, expression.somme))
        case g.Minimum():
            return _("the lowest of {terms}", terms=_terms(expression.minimum))
        case g.Maximum():
            return _("the highest of {terms}", terms=_terms(expression.maximum))
        case g.Produit():
            return " × ".join(_factor(each) for each in expression.produit)
        case g.Nombre():
            items = selection_phrase("items", expression.nombre)
            return _("the number of {items}", items=_with_condition(items, expression.dont))
        case g.Exces() | g.Manque():
            return _points(expression)
        case g.Arrondi():
            phrase = _(ROUNDING_PHRASES[expression.sens])
            return phrase.format(value=_factor(expression.arrondi), step=decimal(expression.pas))
        case g.Table():
            return _table(expression)
        case g.MesureSi():
            return _conditional(in_words(expression.si), measure(expression.alors), measure(expression.sinon))
        case _:
            raise AssertionError(expression)  # pragma: no cover -- refused when the file was read


def _selection(rule: g.Parmi | g.Tous | g.UnDe | g.Aucun) -> str:
    (form,) = FORMS.keys() & rule.model_fields_set
    bounds = quantity(rule.bounds()) if isinstance(rule, g.Parmi) else ""
    return _with_condition(selection_phrase(form, getattr(rule, form), bounds), rule.dont)


def _with_condition(items: str, condition: Regle | None) -> str:
    """Items that must meet a rule, which is then about each item."""
    if condition is None:
        return items
    return _("{items} with {condition}", items=items, condition=_inner_rule(condition))


def _conditional(condition: str, then: str, otherwise: str) -> str:
    message = _("if {condition}: {then}; otherwise: {otherwise}")
    return message.format(condition=condition, then=then, otherwise=otherwise)


def _inner_rule(rule: Regle) -> str:
    """A rule as a part of another: in parentheses where its own parts could be taken for the other's."""
    words = in_words(rule)
    return f"({words})" if isinstance(rule, g.Et | g.Ou | g.RegleSi) else words


def _enumeration(rules: tuple[Regle, ...]) -> str:
    return _("; ").join(_inner_rule(rule) for rule in rules)


def _factor(expression: Expression) -> str:
    """A measure as a part of another."""
    words = measure(expression)
    return words if isinstance(expression, str) else f"({words})"


def _terms(terms: Terms) -> str:
    """What a measure is made of: a selection, measures, or names with their coefficients."""
    if isinstance(terms, str):
        return selection_phrase("items", terms)
    if isinstance(terms, tuple):
        return enumeration([_factor(term) for term in terms])
    phrase = _("{name} (coefficient {coefficient})")
    return enumeration([phrase.format(name=visible(n), coefficient=_number(c)) for n, c in terms.items()])


def _chosen_terms(expression: g.Moyenne | g.Somme, terms: Terms) -> str:
    """The terms that `dont` and `meilleures` leave."""
    words = _terms(terms)
    if expression.dont is not None:
        words = f"({_with_condition(words, expression.dont)})"
    best = expression.meilleures
    if best is None:
        return words
    return ngettext("the best of {terms}", "the {n} best of {terms}", best, n=best, terms=words)


def _points(expression: g.Exces | g.Manque) -> str:
    if isinstance(expression, g.Exces):
        message, terms = _("the points above {threshold} in {terms}"), expression.exces
    else:
        message, terms = _("the points below {threshold} in {terms}"), expression.manque
    return message.format(threshold=decimal(expression.a), terms=_terms(terms))


def _table(expression: g.Table) -> str:
    names = [expression.table] if isinstance(expression.table, str) else list(expression.table)
    rows: list[str] = []
    for level, value in expression.valeurs.items():
        inner = value.items() if isinstance(value, dict) else [("", value)]
        rows += [f"{visible(f'{level} + {other}' if other else level)} → {_number(v)}" for other, v in inner]
    if expression.sinon is not None:
        rows.append(_("any other → {value}", value=decimal(expression.sinon)))
    message = _("the value of {names} in the table ({rows})")
    return message.format(names=enumeration([visible(name) for name in names]), rows=_("; ").join(rows))


def _is_number(limit: str) -> bool:
    return number(limit) is not None or percent(limit) is not None


def _limit(limit: str) -> str:
    """A limit or a name as typed; a decimal has the comma or point of the language."""
    exact = number(limit)
    return visible(limit) if exact is None or "/" in limit else decimal(exact)


def _number(value: object) -> str:
    return decimal(value) if isinstance(value, Fraction) else str(value)
