"""Which way a form goes where more is met, or reached, of what it is made of."""

from certeval.rules.compound_measures import Choice, Lookup, Product
from certeval.rules.count_rules import CountRule
from certeval.rules.derivation import Node
from certeval.rules.measures import TermMeasure, Total
from certeval.rules.verdicts import Compare, Either, Not


def more_loses(node: Node) -> bool | None:
    """Whether more of what a form is made of loses it, or lowers a measure, and never helps: as `non`, `au_plus` and
    `manque` do. None where it may do either: two limits, the branches of a `si`, a coefficient below 0.
    """
    match node:
        case Compare() | CountRule() if node.bounds.upper:
            return None if node.bounds.lower else True
        case Either() | Choice() | Lookup() | Product():
            return None
        case TermMeasure() if any(term.coefficient < 0 or term.condition for term in node.terms):
            return None
        case Total(form="manque") | Not():
            return True
    return False
