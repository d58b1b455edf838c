"""What a sentence states, as a rule of the rule language, once it is known of what it decides."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from certeval.exchange.phrases.meanings import (
    CERTIFICATION,
    HOLE,
    SINGULAR,
    BearerClause,
    Clause,
    CodeClause,
    CountClause,
    Doubtful,
    JoinedClauses,
    LimitClause,
    MarkClause,
    StatedRule,
    Target,
)
from certeval.exchange.yaml_text import Tree
from certeval.frozen import frozen

BELOW = {
    CERTIFICATION: ("blocs", "competences", "criteres", "epreuves"),
    "bloc": ("competences", "criteres", "epreuves"),
    "competence": ("criteres",),
    "epreuve": ("competences", "criteres"),
    "critere": (),
}
ABOVE = {"criteres": "competence", "competences": "bloc", "blocs": CERTIFICATION}
OWN_MARKS = ("epreuve", "competence", "critere")


@frozen
class ProposedRule:
    """What an element takes: `bearer` is its kind, `certification` or its code, None where the sentence says none;
    `tree` is the rule as `validation` has it, `?` where elements are to be named.
    """

    bearer: str | None
    tree: Tree

    @property
    def whole(self) -> bool:
        """Whether it names all that it speaks of."""
        return not _has_hole(self.tree)


@frozen
class ResolvedRule:
    """A rule, why it is doubtful, what the marks compared are out of, and the numbers of elements announced."""

    rule: ProposedRule
    doubts: frozenset[Doubtful]
    out_of: frozenset[Fraction]
    announcements: tuple[tuple[str, int], ...]


def resolve(stated_rule: StatedRule, default: str | None) -> ResolvedRule | None:
    """The rule stated, `default` being the element it stands beside; None where it can't be said of it."""
    bearer = stated_rule.bearer.code if isinstance(stated_rule.bearer, CodeClause) else stated_rule.bearer
    doubts: set[Doubtful] = set()
    if bearer is None:
        bearer, direct = _bearer(stated_rule.clause, default)
        doubts |= set() if direct else {Doubtful.BEARER}
    tree = _tree(stated_rule.clause, bearer, doubts)
    if tree is None:
        return None
    clauses = tuple(_leaves(stated_rule.clause))
    if len(set(_conjunctions(stated_rule.clause))) > 1:
        doubts.add(Doubtful.AMBIGUOUS)
    out_of = {each.out_of for clause in clauses for each in _bounds(clause) if each.out_of is not None}
    if len(out_of) > 1:
        doubts.add(Doubtful.SCALE)
    counts = _counts(stated_rule.clause)
    numbers = sorted({(str(each.selection.what), each.number) for each in counts if each.number is not None})
    return ResolvedRule(ProposedRule(bearer, tree), frozenset(doubts), frozenset(out_of), tuple(numbers))


def codes(clause: Clause) -> Iterator[str]:
    """The codes that a clause names."""
    for over in _subjects(clause):
        if isinstance(over, CodeClause) and over.code != HOLE:
            yield over.code
    for count_clause in _counts(clause):
        what, of = count_clause.selection
        yield from what if isinstance(what, tuple) else ()
        if of is not None and of not in SINGULAR and of != CERTIFICATION:
            yield of


def _has_hole(tree: Tree) -> bool:
    if isinstance(tree, str):
        return tree.startswith(HOLE)
    return any(map(_has_hole, tree.values() if isinstance(tree, Mapping) else tree or ()))


def _leaves(clause: Clause) -> Iterator[CountClause | CodeClause | MarkClause]:
    if isinstance(clause, JoinedClauses):
        for part in clause.parts:
            yield from _leaves(part)
    else:
        yield clause


def _conjunctions(clause: Clause) -> Iterator[str]:
    if isinstance(clause, JoinedClauses):
        yield clause.key
        for part in clause.parts:
            yield from _conjunctions(part)


def _subjects(clause: Clause) -> Iterator[Target | None]:
    """What a clause speaks of: elements, or those whose marks it is of."""
    return (leaf.over if isinstance(leaf, MarkClause) else leaf for leaf in _leaves(clause))


def _counts(clause: Clause) -> Iterator[CountClause]:
    return (each for each in _subjects(clause) if isinstance(each, CountClause))


def _bounds(clause: Clause) -> Iterator[LimitClause]:
    if isinstance(clause, MarkClause) and clause.word != "total":
        yield clause.bound
    if isinstance(clause, CountClause) and clause.dont is not None:
        yield clause.dont


def _bearer(clause: Clause, default: str | None) -> tuple[str | None, bool]:
    """What a clause decides where it does not say, and whether where it stands settles it."""
    kinds = {str(each.selection.what) for each in _counts(clause)}
    marks = any(
        isinstance(leaf, MarkClause) or (isinstance(leaf, CountClause) and leaf.dont)
        for leaf in _leaves(clause)
    )
    above = {ABOVE.get(kind) for kind in kinds}
    if default is not None and (above == {default} or (marks and kinds <= set(BELOW.get(default, ())))):
        return default, True
    return (above.pop() if len(above) == 1 and not marks else default), False


def _tree(clause: Clause, bearer: str | None, doubts: set[Doubtful]) -> Tree:
    """The rule of a clause; None where it can't be said of that bearer."""
    match clause:
        case JoinedClauses(key, parts):
            trees = [_tree(part, bearer, doubts) for part in parts]
            return None if None in trees else {key: trees}
        case CodeClause(code):
            return code
        case CountClause():
            return _count_tree(clause, bearer, doubts)
        case MarkClause():
            return _mark_tree(clause, bearer, doubts)


def _count_tree(clause: CountClause, bearer: str | None, doubts: set[Doubtful]) -> dict[str, Tree]:
    tree: dict[str, Tree] = {clause.form: _selection(clause, bearer, doubts)}
    if clause.counts_failures:
        tree["dont"] = {"au_plus": "NA"}
    elif clause.dont is not None:
        tree["dont"] = _within(clause.dont)
    tree |= _within(clause.bound)
    of = clause.selection.of
    if clause.form in {"tous", "aucun"} or of is None or of not in BELOW.get(bearer or "", ()):
        return tree
    return {"tous": of, "dont": tree}  # so many of each: « deux tiers des critères de chaque compétence »


def _within(bound: LimitClause | None) -> dict[str, Tree]:
    return {} if bound is None else {bound.key: bound.limit}


def _selection(clause: CountClause, bearer: str | None, doubts: set[Doubtful]) -> Tree:
    what, of = clause.selection
    if isinstance(what, tuple):
        return list(what)
    if of is not None and of not in SINGULAR and of != CERTIFICATION:
        return f"{what} de {of}"
    if of is not None and of != HOLE and SINGULAR.get(of, of) != bearer:
        doubts.add(Doubtful.BELOW)
    if what != HOLE and bearer in BELOW and what not in BELOW[bearer]:
        doubts.add(Doubtful.BELOW)
    return what


def _mark_tree(clause: MarkClause, bearer: str | None, doubts: set[Doubtful]) -> Tree:
    word, bound, over = clause
    match over:
        case CodeClause(code):
            return {"mesure": code} | _within(bound)
        case CountClause():
            return _several_marks_tree(word, over, bound, bearer, doubts)
        case BearerClause(kind) if kind is not None and SINGULAR.get(kind) != bearer:
            doubts.add(Doubtful.UNNAMED)
            return {"mesure": HOLE} | _within(bound)
    if word != "total" and bearer in OWN_MARKS:  # the bearer's own: entered for an épreuve, else computed
        return _within(bound)
    doubts.add(Doubtful.DEFAULT)
    if word == "niveau" or (word == "note" and bearer != CERTIFICATION):
        return _within(bound)
    return _computation("somme" if word == "total" else "moyenne", "epreuves", bound, doubts)


def _computation(key: str, terms: Tree, bound: LimitClause, doubts: set[Doubtful]) -> dict[str, Tree]:
    if bound.limit.endswith("%"):
        doubts.add(Doubtful.LOOSE)
    return {key: terms} | _within(bound)


def _several_marks_tree(
    word: str, over: CountClause, bound: LimitClause, bearer: str | None, doubts: set[Doubtful]
) -> Tree:
    terms = _selection(over, bearer, doubts)
    if word == "total":
        return _computation("somme", terms, bound, doubts) if over.form == "tous" else None
    if word == "moyenne" and over.form == "tous" and over.apart is not True:
        if over.apart is None:
            doubts.add(Doubtful.AMBIGUOUS)
        return _computation("moyenne", terms, bound, doubts)
    dont = _within(bound)
    if word == "moyenne" and terms == "blocs":
        doubts.add(Doubtful.DEFAULT)
        dont = _computation("moyenne", "epreuves", bound, doubts)
    if over.form == "aucun" or over.counts_failures or over.dont:
        return None
    if over.apart is False:
        doubts.add(Doubtful.LOOSE)
    return {over.form: terms, "dont": dont} | _within(over.bound)
