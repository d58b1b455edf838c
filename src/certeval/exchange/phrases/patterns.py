"""A grammar as patterns of words, and all the ways in which a run of words matches it.

A pattern is words apart, in the folded spelling of `words`: `au moins NOMBRE`, where a word in capitals is another
symbol of the grammar, `a/b_c` is « a » or « b c », `[le]` may be missing and `valide°` is valide, validee, valides,
validees. A grammar maps each symbol to its productions; none may begin with itself.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple

from certeval.exchange.phrases.meanings import Doubtful, RuleDoubt
from certeval.exchange.phrases.words import PhraseWord
from certeval.frozen import frozen

_FORMS = ("", "e", "s", "es")
MOST_MATCHES = 60
"""Of one symbol at one place: a sentence that can be read in more ways is not one that this reads."""


class Production(NamedTuple):
    """A pattern, what it means, and why that is doubtful if it is.

    Its meaning is a function of what its symbols mean, in their order, or the same whatever they do; without one, that
    of its only symbol. Where it is True the words are only there to be read: a symbol of such patterns alone is silent,
    and gives no meaning to the patterns that it stands in.
    """

    pattern: str
    meaning: Callable[..., Hashable | None] | Hashable = None
    doubt: Doubtful | None = None


class Match(NamedTuple):
    """A way to read words up to `end`: what they mean, and what is doubtful in it."""

    end: int
    value: Hashable
    doubts: frozenset[RuleDoubt]


class Literal(NamedTuple):
    choices: tuple[tuple[str, ...], ...]


class Symbol(NamedTuple):
    name: str
    silent: bool


class OptionalItems(NamedTuple):
    items: "tuple[Item, ...]"


Item = Literal | Symbol | OptionalItems


@frozen
class Grammar:
    """Productions by symbol, compiled, and every word that one of them names."""

    productions: Mapping[str, tuple[tuple[tuple[Item, ...], Production], ...]]
    vocabulary: frozenset[str]


def grammar(*tables: Mapping[str, Sequence[Production]]) -> Grammar:
    """The grammar of several tables, each with symbols of its own."""
    by_symbol = {symbol: says for table in tables for symbol, says in table.items()}
    silent = frozenset(name for name, says in by_symbol.items() if all(each.meaning is True for each in says))
    productions = {
        symbol: tuple((compile_pattern(each.pattern, silent), each) for each in says)
        for symbol, says in by_symbol.items()
    }
    items = [item for each in productions.values() for pattern, _ in each for item in pattern]
    return Grammar(productions, frozenset(_vocabulary(items)))


def _vocabulary(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        if isinstance(item, Literal):
            yield from (word for choice in item.choices for word in choice)
        elif isinstance(item, OptionalItems):
            yield from _vocabulary(item.items)


def compile_pattern(pattern: str, silent: frozenset[str]) -> tuple[Item, ...]:
    """A pattern as items; `silent` are the symbols that give no meaning."""
    stack: list[list[Item]] = [[]]
    for piece in pattern.replace("[", " [ ").replace("]", " ] ").split():
        if piece == "[":
            stack.append([])
        elif piece == "]":
            inner = tuple(stack.pop())
            stack[-1].append(OptionalItems(inner))
        elif piece.isupper() and piece.isascii():
            stack[-1].append(Symbol(piece, piece in silent))
        else:
            stack[-1].append(Literal(tuple(_choices(piece))))
    return tuple(stack[0])


def _choices(piece: str) -> Iterator[tuple[str, ...]]:
    for choice in piece.split("/") if piece != "/" else [piece]:
        words: list[tuple[str, ...]] = [()]
        for word in choice.split("_"):
            forms = [word[:-1] + end for end in _FORMS] if word.endswith("°") and word != "n°" else [word]
            words = [(*before, form) for before in words for form in forms]
        yield from words


class PatternReader:
    """Matches the symbols of a grammar over words, each symbol once a place."""

    def __init__(self, grammar: Grammar, words: Sequence[PhraseWord]) -> None:
        self._grammar = grammar
        self._words = words
        self._matches: dict[tuple[str, int], tuple[Match, ...]] = {}

    def matches(self, symbol: str, at: int) -> tuple[Match, ...]:
        """All the ways to read a symbol from a place; of two that end and mean the same, the least doubtful."""
        if symbol in _TERMINALS:
            terminal = _TERMINALS[symbol](self._words[at]) if at < len(self._words) else None
            return () if terminal is None else (Match(at + 1, terminal, frozenset()),)
        if (symbol, at) not in self._matches:
            best: dict[tuple[int, Hashable], frozenset[RuleDoubt]] = {}
            for items, production in self._grammar.productions[symbol]:
                for match in self._production_matches(items, production, at):
                    before = best.get((match.end, match.value))
                    if before is None or len(match.doubts) < len(before):
                        best[match.end, match.value] = match.doubts
            ways = tuple(Match(end, value, doubts) for (end, value), doubts in best.items())
            self._matches[symbol, at] = ways[:MOST_MATCHES]
        return self._matches[symbol, at]

    def _production_matches(self, items: tuple[Item, ...], rule: Production, at: int) -> Iterator[Match]:
        for end, values, doubts in self._sequence(items, at):
            says = rule.meaning
            meaning = values[0] if says is None else says(*values) if callable(says) else says
            if meaning is None:
                continue
            if rule.doubt is not None:
                doubts |= {RuleDoubt(rule.doubt, self._words[at].start, self._words[end - 1].end)}
            yield Match(end, meaning, doubts)

    def _sequence(
        self, items: tuple[Item, ...], at: int
    ) -> Iterator[tuple[int, tuple[Hashable, ...], frozenset[RuleDoubt]]]:
        if not items:
            yield at, (), frozenset()
            return
        for end, values, doubts in self._item(items[0], at):
            for last, others, more in self._sequence(items[1:], end):
                yield last, values + others, doubts | more

    def _item(self, item: Item, at: int) -> Iterator[tuple[int, tuple[Hashable, ...], frozenset[RuleDoubt]]]:
        if isinstance(item, Symbol):
            for match in self.matches(item.name, at):
                yield match.end, () if item.silent else (match.value,), match.doubts
        elif isinstance(item, OptionalItems):
            yield from self._sequence(item.items, at)
            yield at, (None,) * _symbols(item.items), frozenset()
        else:
            for choice in item.choices:
                here = self._words[at : at + len(choice)]
                if tuple(word.text for word in here) == choice:
                    yield at + len(choice), (), frozenset()


def _symbols(items: tuple[Item, ...]) -> int:
    """How many values items give."""
    return sum(
        not each.silent if isinstance(each, Symbol) else _symbols(each.items)
        for each in items
        if not isinstance(each, Literal)
    )


_TERMINALS: Mapping[str, Callable[[PhraseWord], Hashable | None]] = {
    "NUM": lambda word: word.number,
    "CODE": lambda word: word.text if word.code else None,
    "NIVEAU": lambda word: word.text if word.level or word.text.isdigit() else None,
}
