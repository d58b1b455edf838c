"""What the parts of a sentence mean, before it is known what element they are said of, and why that may be doubtful."""

from collections.abc import Hashable
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from certeval.exchange.yaml_text import Tree
from certeval.frozen import frozen
from certeval.messages import N_, _


class Doubtful(Enum):
    """A reason to read a proposal again; its value is what is said of the words quoted."""

    SYNONYM = N_("« {words} » is another word for an element of the référentiel")
    TIE = N_("« {words} » does not say on which side equality falls")
    DEFAULT = N_("« {words} » does not say of which elements: all are taken")
    UNNAMED = N_("« {words} » names no element: list their codes")
    BEARER = N_("« {words} » does not say of what it decides")
    COUNT = N_("« {words} » announces a number of elements, to be compared with those declared")
    LEVEL = N_("« {words} » supposes a level NA")
    REFERENCE = N_("« {words} » refers to elsewhere")
    BELOW = N_("« {words} » names elements that are not below the one that is decided")
    SCALE = N_("« {words} » supposes what marks are out of")
    ELSEWHERE = N_("« {words} » names a code that the référentiel has not")
    LOOSE = N_("« {words} » may say less than a rule")
    SEVERAL = N_("« {words} » says several rules of the same element: all are asked")
    AMBIGUOUS = N_("« {words} » can be read in several ways")
    UNREAD = N_("« {words} » was not read")


class RuleDoubt(NamedTuple):
    """A reason and the characters of the sentence that it is about, from `start` to `end`."""

    why: Doubtful
    start: int
    end: int

    def reason(self, sentence: str) -> str:
        """The reason in words, quoting the sentence that it is about."""
        return _(self.why.value, words=" ".join(sentence[self.start : self.end].split()))


HOLE = "?"
"""Stands for elements that a sentence speaks of without naming them."""
SINGULAR = {
    "criteres": "critere",
    "competences": "competence",
    "blocs": "bloc",
    "epreuves": "epreuve",
    HOLE: HOLE,
}
CERTIFICATION = "certification"


class LimitClause(NamedTuple):
    """A key of the bounds and its limit as written; `out_of` is the total that the sentence gives beside: 10/20."""

    key: str
    limit: str
    out_of: Fraction | None = None


class SelectedItems(NamedTuple):
    """A word of selection, codes, or a hole; `of` is the kind or the code that they are said to be of."""

    what: str | tuple[str, ...]
    of: str | None = None


class CountClause(NamedTuple):
    """How many of some elements: `form` is tous, un_de, aucun or parmi, which alone has a bound.

    `number` is how many elements the sentence says there are; `apart` is true where it says each of them, false
    where it says them as a whole, None where it does not say.
    """

    form: str
    selection: SelectedItems
    bound: LimitClause | None = None
    number: int | None = None
    apart: bool | None = None
    dont: LimitClause | None = None
    """The bound that the mark of each must be within to be counted."""
    counts_failures: bool = False
    """Whether those counted are the ones that are not acquired."""


class CodeClause(NamedTuple):
    """The element of a code."""

    code: str


class BearerClause(NamedTuple):
    """What the sentence has just named: « à celle-ci », « de ce bloc »."""

    kind: str | None = None


class MarkClause(NamedTuple):
    """A note, moyenne or total within a bound; `over` is what it is the mark of, None where that is not said."""

    word: str
    bound: LimitClause
    over: CountClause | CodeClause | BearerClause | None = None


class JoinedClauses(NamedTuple):
    """Clauses joined by `et` or `ou`."""

    key: str
    parts: tuple["Clause", ...]


Clause = CountClause | CodeClause | MarkClause | JoinedClauses


class StatedRule(NamedTuple):
    """What an element takes: `bearer` is a kind, certification, or the code of one; None where not said."""

    bearer: str | CodeClause | None
    clause: Clause


class SilentClause(NamedTuple):
    """What is said, and is no rule."""

    about: str


Statement = tuple[StatedRule | SilentClause, ...]


@frozen
class RuleMapping:
    """A mapping of the rule language that can be compared: keys and values in order, tuples for lists."""

    pairs: tuple[tuple[str, Hashable], ...]


def form(**pairs: Hashable) -> RuleMapping:
    return RuleMapping(tuple(pairs.items()))


def tree_of(value: Hashable) -> Tree:
    """A form as a YAML document has it: mappings, lists and texts."""
    if isinstance(value, RuleMapping):
        return {key: tree_of(each) for key, each in value.pairs}
    if isinstance(value, tuple):
        return [tree_of(each) for each in value]
    return str(value)


def all_clause(selection: SelectedItems) -> CountClause:
    return CountClause("tous", selection, apart=False)


def number_clause(number: Fraction, selection: SelectedItems) -> CountClause | None:
    return (
        CountClause("tous", selection, number=int(number), apart=False) if number.denominator == 1 else None
    )


def mark_clause(word: str, bound: LimitClause, over: object = None) -> MarkClause:
    return MarkClause(
        word, bound, over if isinstance(over, CountClause | CodeClause | BearerClause) else None
    )


def two_places(word: str, before: object, bound: LimitClause, after: object) -> MarkClause | None:
    """A mark whose target stands on one side of its bound, not on both."""
    on_both = before is not None and after is not None
    return None if on_both else mark_clause(word, bound, after if before is None else before)


def marks_clause(bound: LimitClause, over: object) -> MarkClause | None:
    """« 10/20 à chaque épreuve »; a share of elements is a count of them."""
    return None if bound.limit.endswith("%") else mark_clause("note", bound, over)


EVERY_EPREUVE = SelectedItems("epreuves")


def floor(bound: LimitClause, over: object = EVERY_EPREUVE) -> CountClause | None:
    """None of the marks below: an eliminatory mark."""
    if bound.key not in {"moins_de", "au_plus"}:
        return None
    selection = over.selection if isinstance(over, CountClause) else over
    return CountClause("aucun", selection, dont=bound) if isinstance(selection, SelectedItems) else None


def some_below(quota: tuple[str, str], bound: LimitClause) -> CountClause:
    return CountClause("parmi", EVERY_EPREUVE, LimitClause(*quota), dont=bound)


def level(level: str, over: object = None) -> MarkClause:
    return mark_clause("niveau", LimitClause("au_moins", level), over)


def repeated_mark(key: str, mark: MarkClause, over: object) -> Clause | None:
    """The same mark of other elements, joined to it by `et` or `ou`."""
    return None if mark.over is None else join(key, mark, mark_clause(mark.word, mark.bound, over))


def few_failures(number: str, selection: SelectedItems) -> CountClause:
    return CountClause("parmi", selection, LimitClause("au_plus", number), counts_failures=True)


def mark_of_each(clause: CountClause, word: str, bound: LimitClause) -> Clause | None:
    if isinstance(clause, CodeClause):
        return MarkClause(word, bound, clause)
    return None if clause.form == "aucun" else MarkClause(word, bound, clause)


def unless_none(clause: Clause) -> Clause | None:
    """Elements that are acquired; « aucun » asks for its « ne »."""
    return None if isinstance(clause, CountClause) and clause.form == "aucun" else clause


def with_those(clause: Clause, those: Clause) -> Clause | None:
    """« …, dont la compétence C2 »: so many, and those that are named among them."""
    has_names = isinstance(those, CodeClause) or (
        isinstance(those, CountClause) and isinstance(those.selection.what, tuple)
    )
    main = unless_none(clause)
    return join("et", main, those) if has_names and main is not None else None


def join(key: str, *parts: Clause) -> Clause:
    """Clauses as one; a clause that is itself joined by the same word gives its own."""
    flat: list[Clause] = []
    for each in parts:
        flat += each.parts if isinstance(each, JoinedClauses) and each.key == key else (each,)
    return JoinedClauses(key, tuple(flat))


def joined_clause(one: Clause, other: Clause | None) -> Clause | None:
    return None if other is None else join("et", one, other)


def pair_clause(key: str, one: Clause, two: Clause) -> Clause | None:
    """Two kinds of elements; two codes are a list."""
    return None if isinstance(one, CodeClause) and isinstance(two, CodeClause) else join(key, one, two)


def one_or_other(one: Clause, other: Clause) -> Clause:
    return join("ou", one, other)


def opposite(mark: tuple[str, object], bound: LimitClause) -> MarkClause | None:
    """A mark that is not within a bound: « n'est pas inférieure à 8 » is at least 8."""
    opposite_key = {"moins_de": "au_moins", "plus_de": "au_plus"}.get(bound.key)
    return None if opposite_key is None else mark_clause(mark[0], bound._replace(key=opposite_key), mark[1])
