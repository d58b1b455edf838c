"""What a sentence states, as a rule of the rule language, once it is known of what it decides."""

from collections.abc import Hashable, Iterator
from fractions import Fraction

from certeval.exchange.phrases.meanings import (
    CERTIFICATION,
    HOLE,
    SINGULAR,
    Clause,
    CodeClause,
    CountClause,
    Doubtful,
    JoinedClauses,
    LimitClause,
    Mapped,
    MarkClause,
    Own,
    Stated,
    declared,
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
    def declared(self) -> Tree:
        """The rule as `validation` has it; `?` stands where elements are to be named."""
        return declared(self.form)

    @property
    def whole(self) -> bool:
        """Whether it names all that it speaks of."""
        return not _has_hole(self.form)


@frozen
class Resolved:
    """A rule, why it is doubtful, what the marks compared are out of, and the numbers of elements announced."""

    rule: ProposedRule
    doubts: frozenset[Doubtful]
    out_of: frozenset[Fraction]
    announced: tuple[tuple[str, int], ...]


def resolved(stated: Stated, default: str | None) -> Resolved | None:
    """The rule that is stated; `default` is the element that the sentence stands beside, if it does.

    None where what is stated can't be said of that element.
    """
    bearer = stated.bearer.code if isinstance(stated.bearer, CodeClause) else stated.bearer
    doubts: set[Doubtful] = set()
    if bearer is None:
        bearer, direct = _bearer(stated.clause, default)
        doubts |= set() if direct else {Doubtful.BEARER}
    found = _form(stated.clause, bearer, doubts)
    if found is None:
        return None
    clauses = tuple(_leaves(stated.clause))
    if len(set(_words_joining(stated.clause))) > 1:
        doubts.add(Doubtful.AMBIGUOUS)
    out_of = {each.out_of for clause in clauses for each in _bounds(clause) if each.out_of is not None}
    if len(out_of) > 1:
        doubts.add(Doubtful.SCALE)
    numbers = {
        (str(counted.chosen.what), counted.number)
        for clause in clauses
        if (counted := _counted(clause)) is not None and counted.number is not None
    }
    return Resolved(ProposedRule(bearer, found), frozenset(doubts), frozenset(out_of), tuple(sorted(numbers)))


def codes(clause: Clause) -> Iterator[str]:
    """The codes that a clause names."""
    for leaf in _leaves(clause):
        counted = _counted(leaf)
        named = leaf if isinstance(leaf, CodeClause) else leaf.over if isinstance(leaf, MarkClause) else None
        if isinstance(named, CodeClause) and named.code != HOLE:
            yield named.code
        if counted is not None:
            yield from counted.chosen.what if isinstance(counted.chosen.what, tuple) else ()
            if (
                counted.chosen.of is not None
                and counted.chosen.of not in SINGULAR
                and counted.chosen.of != CERTIFICATION
            ):
                yield counted.chosen.of


def _has_hole(form: Hashable) -> bool:
    if isinstance(form, Mapped):
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


def _words_joining(clause: Clause) -> Iterator[str]:
    if isinstance(clause, JoinedClauses):
        yield clause.key
        for part in clause.parts:
            yield from _words_joining(part)


def _counted(clause: Clause) -> CountClause | None:
    over = clause.over if isinstance(clause, MarkClause) else clause
    return over if isinstance(over, CountClause) else None


def _bounds(clause: Clause) -> Iterator[LimitClause]:
    if isinstance(clause, MarkClause) and clause.word != "total":
        yield clause.bound
    if isinstance(clause, CountClause) and clause.dont is not None:
        yield clause.dont


def _bearer(clause: Clause, default: str | None) -> tuple[str | None, bool]:
    """What a clause decides where it does not say, and whether where it stands settles it."""
    kinds = {str(counted.chosen.what) for leaf in _leaves(clause) if (counted := _counted(leaf)) is not None}
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
            return None if None in forms else Mapped(((key, forms),))
        case CodeClause(code):
            return code
        case CountClause():
            return _of_counted(clause, bearer, doubts)
        case MarkClause():
            return _of_marked(clause, bearer, doubts)


def _of_counted(counted: CountClause, bearer: str | None, doubts: set[Doubtful]) -> Mapped:
    pairs: list[tuple[str, Hashable]] = [(counted.form, _selection(counted, bearer, doubts))]
    if counted.failed:
        pairs.append(("dont", Mapped((("au_plus", "NA"),))))
    elif counted.dont is not None:
        pairs.append(("dont", Mapped(((counted.dont.key, counted.dont.limit),))))
    if counted.bound is not None:
        pairs.append((counted.bound.key, counted.bound.limit))
    return Mapped(tuple(pairs))


def _selection(counted: CountClause, bearer: str | None, doubts: set[Doubtful]) -> Hashable:
    what, of = counted.chosen
    if isinstance(what, tuple):
        return what
    if of is not None and of not in SINGULAR and of != CERTIFICATION:
        return f"{what} de {of}"
    if of is not None and of != HOLE and SINGULAR.get(of, of) != bearer:
        doubts.add(Doubtful.BELOW)
    if what != HOLE and bearer in BELOW and what not in BELOW[bearer]:
        doubts.add(Doubtful.BELOW)
    return what


def _of_marked(marked: MarkClause, bearer: str | None, doubts: set[Doubtful]) -> Mapped | None:
    over, bound = marked.over, (marked.bound.key, marked.bound.limit)
    own = over is None or (isinstance(over, Own) and (over.kind is None or SINGULAR.get(over.kind) == bearer))
    if own:
        return _own(marked.word, bound, bearer, doubts)
    if isinstance(over, Own):
        doubts.add(Doubtful.UNNAMED)
        return Mapped((("mesure", HOLE), bound))
    if isinstance(over, CodeClause):
        return Mapped((("mesure", over.code), bound))
    if isinstance(over, CountClause):
        return _of_several(marked.word, over, bound, bearer, doubts)
    return None


def _own(word: str, bound: tuple[str, str], bearer: str | None, doubts: set[Doubtful]) -> Mapped:
    """A mark of the bearer itself: entered for an épreuve, computed for a bloc or the certification."""
    if word != "total" and bearer in OWN_MARKS:
        return Mapped((bound,))
    doubts.add(Doubtful.DEFAULT)
    if word == "niveau" or (word == "note" and bearer != CERTIFICATION):
        return Mapped((bound,))
    return _computed("somme" if word == "total" else "moyenne", "epreuves", bound, doubts)


def _computed(key: str, terms: Hashable, bound: tuple[str, str], doubts: set[Doubtful]) -> Mapped:
    if bound[1].endswith("%"):
        doubts.add(Doubtful.LOOSE)
    return Mapped(((key, terms), bound))


def _of_several(
    word: str, over: CountClause, bound: tuple[str, str], bearer: str | None, doubts: set[Doubtful]
) -> Mapped | None:
    terms = _selection(over, bearer, doubts)
    if word == "total":
        return _computed("somme", terms, bound, doubts) if over.form == "tous" else None
    if word == "moyenne" and over.form == "tous" and over.apart is not True:
        if over.apart is None:
            doubts.add(Doubtful.AMBIGUOUS)
        return _computed("moyenne", terms, bound, doubts)
    dont: Mapped = Mapped((bound,))
    if word == "moyenne" and terms == "blocs":
        doubts.add(Doubtful.DEFAULT)
        dont = _computed("moyenne", "epreuves", bound, doubts)
    if over.form == "aucun" or over.failed or over.dont:
        return None
    if over.apart is False:
        doubts.add(Doubtful.LOOSE)
    limit = () if over.bound is None else ((over.bound.key, over.bound.limit),)
    return Mapped(((over.form, terms), ("dont", dont), *limit))
