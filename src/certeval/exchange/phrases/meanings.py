"""What the parts of a sentence mean, before it is known what element they are said of."""

from collections.abc import Hashable
from fractions import Fraction
from typing import NamedTuple

from certeval.exchange.yaml_text import Tree
from certeval.frozen import frozen

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


class Choice(NamedTuple):
    """A word of selection, codes, or a hole; `of` is the kind or the code that they are said to be of."""

    what: str | tuple[str, ...]
    of: str | None = None


class CountClause(NamedTuple):
    """How many of some elements: `form` is tous, un_de, aucun or parmi, which alone has a bound.

    `number` is how many elements the sentence says there are; `apart` is true where it says each of them, false
    where it says them as a whole, None where it does not say.
    """

    form: str
    chosen: Choice
    bound: LimitClause | None = None
    number: int | None = None
    apart: bool | None = None
    dont: LimitClause | None = None
    """The bound that the mark of each must be within to be counted."""
    failed: bool = False
    """Whether those counted are the ones that are not acquired."""


class CodeClause(NamedTuple):
    """The element of a code."""

    code: str


class Own(NamedTuple):
    """What the sentence has just named: « à celle-ci », « de ce bloc »."""

    kind: str | None = None


class MarkClause(NamedTuple):
    """A note, moyenne or total within a bound; `over` is what it is the mark of, None where that is not said."""

    word: str
    bound: LimitClause
    over: CountClause | CodeClause | Own | None = None


class Joined(NamedTuple):
    """Clauses joined by `et` or `ou`."""

    key: str
    parts: tuple["Clause", ...]


Clause = CountClause | CodeClause | MarkClause | Joined


class Stated(NamedTuple):
    """What an element takes: `bearer` is a kind, certification, or the code of one (`Named`); None where not said."""

    bearer: str | CodeClause | None
    clause: Clause


class Silent(NamedTuple):
    """What is said, and is no rule."""

    about: str


Statement = tuple[Stated | Silent, ...]


@frozen
class Mapped:
    """A mapping of the rule language that can be compared: keys and values in order, tuples for lists."""

    pairs: tuple[tuple[str, Hashable], ...]


def form(**pairs: Hashable) -> Mapped:
    return Mapped(tuple(pairs.items()))


def declared(value: Hashable) -> Tree:
    """A form as a YAML document has it: mappings, lists and texts."""
    if isinstance(value, Mapped):
        return {key: declared(each) for key, each in value.pairs}
    if isinstance(value, tuple):
        return [declared(each) for each in value]
    return str(value)
