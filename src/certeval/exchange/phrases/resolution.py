"""What a sentence states, as a rule of the rule language, once it is known of what it decides."""

from collections.abc import Hashable, Iterator
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
    RuleMapping,
    StatedRule,
    tree_of,
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
    """What an element takes: `bearer` is its kind, `certification` or its code, None where the sentence says none."""

    bearer: str | None
    form: Hashable

    @property
    def tree(self) -> Tree:
        """The rule as `validation` has it; `?` stands where elements are to be named."""
        return tree_of(self.form)

    @property
    def whole(self) -> bool:
        """Whether it names all that it speaks of."""
        return not _has_hole(self.form)


@frozen
class ResolvedRule:
    """A rule, why it is doubtful, what the marks compared are out of, and the numbers of elements announced."""

    rule: ProposedRule
    doubts: frozenset[Doubtful]
    out_of: frozenset[Fraction]
    announcements: tuple[tuple[str, int], ...]


def resolve(stated_rule: StatedRule, default: str | None) -> ResolvedRule | None:
    """The rule that is stated; `default` is the element that the sentence stands beside, if it does.

    None where what is stated can't be said of that element.
    """
    bearer = stated_rule.bearer.code if isinstance(stated_rule.bearer, CodeClause) else stated_rule.bearer
    doubts: set[Doubtful] = set()
    if bearer is None:
        bearer, direct = _bearer(stated_rule.clause, default)
        doubts |= set() if direct else {Doubtful.BEARER}
    form = _form(stated_rule.clause, bearer, doubts)
    if form is None:
        return None
    clauses = tuple(_leaves(stated_rule.clause))
    if len(set(_conjunctions(stated_rule.clause))) > 1:
        doubts.add(Doubtful.AMBIGUOUS)
    out_of = {each.out_of for clause in clauses for each in _bounds(clause) if each.out_of is not None}
    if len(out_of) > 1:
        doubts.add(Doubtful.SCALE)
    numbers = {
        (str(count_clause.selection.what), count_clause.number)
        for clause in clauses
        if (count_clause := _count_clause(clause)) is not None and count_clause.number is not None
    }
    return ResolvedRule(
        ProposedRule(bearer, form), frozenset(doubts), frozenset(out_of), tuple(sorted(numbers))
    )


def codes(clause: Clause) -> Iterator[str]:
    """The codes that a clause names."""
    for leaf in _leaves(clause):
        count_clause = _count_clause(leaf)
        code_clause = (
            leaf if isinstance(leaf, CodeClause) else leaf.over if isinstance(leaf, MarkClause) else None
        )
        if isinstance(code_clause, CodeClause) and code_clause.code != HOLE:
            yield code_clause.code
        if count_clause is not None:
            yield from count_clause.selection.what if isinstance(count_clause.selection.what, tuple) else ()
            if (
                count_clause.selection.of is not None
                and count_clause.selection.of not in SINGULAR
                and count_clause.selection.of != CERTIFICATION
            ):
                yield count_clause.selection.of


def _has_hole(form: Hashable) -> bool:
    if isinstance(form, RuleMapping):
        return any(_has_hole(value) for _, value in form.pairs)
    if isinstance(form, tuple):
        return any(_has_hole(each) for each in form)
    return isinstance(form, str) and form.startswith(HOLE)


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


def _count_clause(clause: Clause) -> CountClause | None:
    over = clause.over if isinstance(clause, MarkClause) else clause
    return over if isinstance(over, CountClause) else None


def _bounds(clause: Clause) -> Iterator[LimitClause]:
    if isinstance(clause, MarkClause) and clause.word != "total":
        yield clause.bound
    if isinstance(clause, CountClause) and clause.dont is not None:
        yield clause.dont


def _bearer(clause: Clause, default: str | None) -> tuple[str | None, bool]:
    """What a clause decides where it does not say, and whether where it stands settles it."""
    kinds = {
        str(count_clause.selection.what)
        for leaf in _leaves(clause)
        if (count_clause := _count_clause(leaf)) is not None
    }
    marks = any(
        isinstance(leaf, MarkClause) or (isinstance(leaf, CountClause) and leaf.dont)
        for leaf in _leaves(clause)
    )
    above = {ABOVE.get(kind) for kind in kinds}
    if default is not None and (above == {default} or (marks and kinds <= set(BELOW.get(default, ())))):
        return default, True
    return (above.pop() if len(above) == 1 and not marks else default), False


def _form(clause: Clause, bearer: str | None, doubts: set[Doubtful]) -> Hashable | None:
    match clause:
        case JoinedClauses(key, parts):
            forms = tuple(_form(part, bearer, doubts) for part in parts)
            return None if None in forms else RuleMapping(((key, forms),))
        case CodeClause(code):
            return code
        case CountClause():
            return _count_form(clause, bearer, doubts)
        case MarkClause():
            return _mark_form(clause, bearer, doubts)


def _count_form(clause: CountClause, bearer: str | None, doubts: set[Doubtful]) -> RuleMapping:
    pairs: list[tuple[str, Hashable]] = [(clause.form, _selection(clause, bearer, doubts))]
    if clause.counts_failures:
        pairs.append(("dont", RuleMapping((("au_plus", "NA"),))))
    elif clause.dont is not None:
        pairs.append(("dont", RuleMapping(((clause.dont.key, clause.dont.limit),))))
    if clause.bound is not None:
        pairs.append((clause.bound.key, clause.bound.limit))
    return RuleMapping(tuple(pairs))


def _selection(clause: CountClause, bearer: str | None, doubts: set[Doubtful]) -> Hashable:
    what, of = clause.selection
    if isinstance(what, tuple):
        return what
    if of is not None and of not in SINGULAR and of != CERTIFICATION:
        return f"{what} de {of}"
    if of is not None and of != HOLE and SINGULAR.get(of, of) != bearer:
        doubts.add(Doubtful.BELOW)
    if what != HOLE and bearer in BELOW and what not in BELOW[bearer]:
        doubts.add(Doubtful.BELOW)
    return what


def _mark_form(clause: MarkClause, bearer: str | None, doubts: set[Doubtful]) -> RuleMapping | None:
    over, bound = clause.over, (clause.bound.key, clause.bound.limit)
    own = over is None or (
        isinstance(over, BearerClause) and (over.kind is None or SINGULAR.get(over.kind) == bearer)
    )
    if own:
        return _own_mark_form(clause.word, bound, bearer, doubts)
    if isinstance(over, BearerClause):
        doubts.add(Doubtful.UNNAMED)
        return RuleMapping((("mesure", HOLE), bound))
    if isinstance(over, CodeClause):
        return RuleMapping((("mesure", over.code), bound))
    if isinstance(over, CountClause):
        return _several_marks_form(clause.word, over, bound, bearer, doubts)
    return None


def _own_mark_form(
    word: str, bound: tuple[str, str], bearer: str | None, doubts: set[Doubtful]
) -> RuleMapping:
    """A mark of the bearer itself: entered for an épreuve, computed for a bloc or the certification."""
    if word != "total" and bearer in OWN_MARKS:
        return RuleMapping((bound,))
    doubts.add(Doubtful.DEFAULT)
    if word == "niveau" or (word == "note" and bearer != CERTIFICATION):
        return RuleMapping((bound,))
    return _computation("somme" if word == "total" else "moyenne", "epreuves", bound, doubts)


def _computation(key: str, terms: Hashable, bound: tuple[str, str], doubts: set[Doubtful]) -> RuleMapping:
    if bound[1].endswith("%"):
        doubts.add(Doubtful.LOOSE)
    return RuleMapping(((key, terms), bound))


def _several_marks_form(
    word: str, over: CountClause, bound: tuple[str, str], bearer: str | None, doubts: set[Doubtful]
) -> RuleMapping | None:
    terms = _selection(over, bearer, doubts)
    if word == "total":
        return _computation("somme", terms, bound, doubts) if over.form == "tous" else None
    if word == "moyenne" and over.form == "tous" and over.apart is not True:
        if over.apart is None:
            doubts.add(Doubtful.AMBIGUOUS)
        return _computation("moyenne", terms, bound, doubts)
    dont: RuleMapping = RuleMapping((bound,))
    if word == "moyenne" and terms == "blocs":
        doubts.add(Doubtful.DEFAULT)
        dont = _computation("moyenne", "epreuves", bound, doubts)
    if over.form == "aucun" or over.counts_failures or over.dont:
        return None
    if over.apart is False:
        doubts.add(Doubtful.LOOSE)
    limit = () if over.bound is None else ((over.bound.key, over.bound.limit),)
    return RuleMapping(((over.form, terms), ("dont", dont), *limit))
