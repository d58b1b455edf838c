"""What the parts of a sentence mean, before it is known what element they are said of, and why that may be doubtful."""

from enum import Enum
from fractions import Fraction
from functools import partial
from typing import NamedTuple

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
SINGULAR = {f"{each}s": each for each in ("critere", "competence", "bloc", "epreuve")} | {HOLE: HOLE}
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


Target = CountClause | CodeClause | BearerClause


class MarkClause(NamedTuple):
    """A note, moyenne or total within a bound; `over` is what it is the mark of, None where that is not said."""

    word: str
    bound: LimitClause
    over: Target | None = None


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


all_clause = partial(CountClause, "tous", apart=False)


def number_clause(
    number: Fraction, selection: SelectedItems, *, apart: bool | None = False
) -> CountClause | None:
    """All of so many elements."""
    whole = number.denominator == 1
    return CountClause("tous", selection, number=int(number), apart=apart) if whole else None


def two_places(
    word: str, before: Target | None, bound: LimitClause, after: Target | None
) -> MarkClause | None:
    """A mark whose target stands on one side of its bound, not on both."""
    return MarkClause(word, bound, before or after) if before is None or after is None else None


def marks_clause(bound: LimitClause, over: Target) -> MarkClause | None:
    """« 10/20 à chaque épreuve »; a share of elements is a count of them."""
    return None if bound.limit.endswith("%") else MarkClause("note", bound, over)


EVERY_EPREUVE = SelectedItems("epreuves")


def floor(bound: LimitClause, over: Target | SelectedItems = EVERY_EPREUVE) -> CountClause | None:
    """None of the marks below: an eliminatory mark."""
    if bound.key not in {"moins_de", "au_plus"}:
        return None
    selection = over.selection if isinstance(over, CountClause) else over
    return CountClause("aucun", selection, dont=bound) if isinstance(selection, SelectedItems) else None


def some_below(quota: tuple[str, str], bound: LimitClause) -> CountClause:
    return CountClause("parmi", EVERY_EPREUVE, LimitClause(*quota), dont=bound)


def level(level: str, over: Target | None = None) -> MarkClause:
    return MarkClause("niveau", LimitClause("au_moins", level), over)


def repeated_mark(key: str, mark: MarkClause, over: Target) -> Clause | None:
    """The same mark of other elements, joined to it by `et` or `ou`."""
    return None if mark.over is None else join(key, mark, mark._replace(over=over))


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


def join(key: str, one: Clause, other: Clause | None) -> Clause | None:
    """Two clauses as one; a clause that is itself joined by the same word gives its own."""
    if other is None:
        return None
    flat: list[Clause] = []
    for each in (one, other):
        flat += each.parts if isinstance(each, JoinedClauses) and each.key == key else (each,)
    return JoinedClauses(key, tuple(flat))


joined_clause, one_or_other = partial(join, "et"), partial(join, "ou")


def pair_clause(key: str, one: Clause, two: Clause) -> Clause | None:
    """Two kinds of elements; two codes are a list."""
    return None if isinstance(one, CodeClause) and isinstance(two, CodeClause) else join(key, one, two)


def opposite(mark: tuple[str, Target | None], bound: LimitClause) -> MarkClause | None:
    """A mark that is not within a bound: « n'est pas inférieure à 8 » is at least 8."""
    opposite_key = {"moins_de": "au_moins", "plus_de": "au_plus"}.get(bound.key)
    return None if opposite_key is None else MarkClause(mark[0], bound._replace(key=opposite_key), mark[1])
