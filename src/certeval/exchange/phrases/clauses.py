"""What a pattern of words comes to: elements counted or marked, clauses joined."""

from certeval.exchange.phrases.meanings import (
    Choice,
    Clause,
    CodeClause,
    CountClause,
    Joined,
    LimitClause,
    MarkClause,
    Own,
)


def over_all(chosen: Choice) -> CountClause:
    return CountClause("tous", chosen, apart=False)


def over_some(number: object, chosen: Choice) -> CountClause:
    return CountClause("tous", chosen, number=int(str(number)), apart=False)


def marked(word: str, bound: LimitClause, over: object = None) -> MarkClause:
    return MarkClause(word, bound, over if isinstance(over, CountClause | CodeClause | Own) else None)


def either(one: object, other: object) -> object:
    return one if other is None else other if one is None else False


def two_places(word: str, before: object, bound: LimitClause, after: object) -> MarkClause | None:
    """A mark whose target stands on one side of its bound, not on both."""
    over = either(before, after)
    return None if over is False else marked(word, bound, over)


def of_marks(bound: LimitClause, over: object) -> MarkClause | None:
    """« 10/20 à chaque épreuve »; a share of elements is a count of them."""
    return None if bound.limit.endswith("%") else marked("note", bound, over)


def floor(bound: LimitClause, over: object) -> CountClause | None:
    """None of the marks below: an eliminatory mark."""
    if bound.key not in {"moins_de", "au_plus"}:
        return None
    chosen = over.chosen if isinstance(over, CountClause) else over
    return CountClause("aucun", chosen, dont=bound) if isinstance(chosen, Choice) else None


def floor_anywhere(bound: LimitClause) -> CountClause | None:
    return floor(bound, Choice("epreuves"))


def some_floored(quota: tuple[str, str], bound: LimitClause) -> CountClause | None:
    return CountClause("parmi", Choice("epreuves"), LimitClause(*quota), dont=bound)


def level(level: str, over: object = None) -> MarkClause:
    return marked("niveau", LimitClause("au_moins", level), over)


def and_there(mark: MarkClause, over: object) -> Clause | None:
    return None if mark.over is None else joined("et", mark, marked(mark.word, mark.bound, over))


def or_there(mark: MarkClause, over: object) -> Clause | None:
    return None if mark.over is None else joined("ou", mark, marked(mark.word, mark.bound, over))


def few_floored(number: str, bound: LimitClause) -> CountClause:
    return CountClause("parmi", Choice("epreuves"), LimitClause("au_plus", number), dont=bound)


def few_failed(number: str, chosen: Choice) -> CountClause:
    return CountClause("parmi", chosen, LimitClause("au_plus", number), failed=True)


def each_marked(counted: CountClause, word: str, bound: LimitClause) -> Clause | None:
    if isinstance(counted, CodeClause):
        return MarkClause(word, bound, counted)
    return None if counted.form == "aucun" else MarkClause(word, bound, counted)


def acquired(counted: Clause) -> Clause | None:
    """Elements that are acquired; « aucun » asks for its « ne »."""
    return None if isinstance(counted, CountClause) and counted.form == "aucun" else counted


def some_quoted(quota: tuple[str, str], chosen: Choice) -> CountClause:
    return CountClause("parmi", chosen, LimitClause(*quota))


def with_those(counted: Clause, _acquired_word: object, those: Clause) -> Clause | None:
    """« …, dont la compétence C2 »: so many, and those that are named among them."""
    named = isinstance(those, CodeClause) or (
        isinstance(those, CountClause) and isinstance(those.chosen.what, tuple)
    )
    kept = acquired(counted)
    return joined("et", kept, those) if named and kept is not None else None


def failed(chosen: Choice) -> CountClause:
    return CountClause("aucun", chosen, failed=True)


def joined(key: str, *parts: Clause) -> Clause:
    """Clauses as one; a clause that is itself joined by the same word gives its own."""
    flat: list[Clause] = []
    for each in parts:
        flat += each.parts if isinstance(each, Joined) and each.key == key else (each,)
    return Joined(key, tuple(flat))


def both(one: Clause, other: Clause | None) -> Clause | None:
    return None if other is None else joined("et", one, other)


def two(key: str, one: Clause, two: Clause) -> Clause | None:
    """Two kinds of elements; two codes are a list."""
    return None if isinstance(one, CodeClause) and isinstance(two, CodeClause) else joined(key, one, two)


def one_or_other(one: Clause, other: Clause) -> Clause:
    return joined("ou", one, other)


def same(value: Clause) -> Clause:
    return value


def opposite(mark: tuple[str, object], bound: LimitClause) -> MarkClause | None:
    """A mark that is not within a bound: « n'est pas inférieure à 8 » is at least 8."""
    turned = {"moins_de": "au_moins", "plus_de": "au_plus"}.get(bound.key)
    return None if turned is None else marked(mark[0], bound._replace(key=turned), mark[1])
