"""What a sentence of a règlement says, as rules that a person confirms."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from certeval.exchange.phrases.conditions import CONDITIONS
from certeval.exchange.phrases.meanings import CodeClause, Doubtful, RuleDoubt, StatedRule
from certeval.exchange.phrases.patterns import Grammar, PatternReader, grammar
from certeval.exchange.phrases.quantities import BOUNDS, GROUPS
from certeval.exchange.phrases.resolution import ProposedRule, ResolvedRule, codes, resolve
from certeval.exchange.phrases.sentences import PORTEURS, SENTENCES
from certeval.exchange.phrases.words import PhraseWord, decides, readable, sentences, words
from certeval.exchange.yaml_text import Tree
from certeval.frozen import frozen

LONGEST = 100
"""Words of a sentence that is read: the longest seen in a règlement has 60."""
LONGEST_TEXT = 6_000
"""Characters of a text that is read: what a règlement says of one bloc has 2 000."""


@frozen
class SentenceContext:
    """What is known of the référentiel where a sentence stands; all of it may be left out.

    `bearer` is the kind of the element that the sentence stands beside. `counts` is how many elements of a kind that
    element has: `{"competences": 3}`. `codes` are those of the référentiel. `out_of` is what its marks are out of.
    """

    bearer: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    codes: Collection[str] | None = None
    out_of: Fraction | None = None


@frozen
class Proposal:
    """What a text says: rules to confirm, and each doubt about them.

    `announcements` are the numbers of elements that the text says there are: (competences, 3).
    Without a rule, a text that is `is_understood` says nothing that a rule would.
    """

    sentence: str
    rules: tuple[ProposedRule, ...] = ()
    is_understood: bool = False
    doubts: tuple[RuleDoubt, ...] = ()
    announcements: tuple[tuple[str, int], ...] = ()

    @property
    def sure(self) -> bool:
        """Whether nothing is left to confirm: every word was read, in one way only."""
        return self.is_understood and not self.doubts

    @property
    def reasons(self) -> tuple[str, ...]:
        """The doubts in words, each quoting the sentence."""
        return tuple(each.reason(self.sentence) for each in self.doubts)


class Interpretation(NamedTuple):
    """One way to read a sentence."""

    rules: tuple[ResolvedRule, ...]
    doubts: frozenset[RuleDoubt]


def propose(text: str, context: SentenceContext | None = None) -> Proposal:
    """The rules that a text says, one or more sentences of it. The same text always gives the same."""
    context = context or SentenceContext()
    if len(text) > LONGEST_TEXT:
        return Proposal(text)
    pairs = [(_sentence(sentence, context), sentence) for sentence in sentences(words(text))]
    readings = [reading for reading, _ in pairs if reading is not None]
    doubts = {doubt for reading in readings for doubt in reading.doubts}
    unread_sentences = [sentence for reading, sentence in pairs if reading is None]
    if not readings or (unread_sentences and not any(reading.rules for reading in readings)):
        return Proposal(text)
    doubts |= {RuleDoubt(Doubtful.UNREAD, each[0].start, each[-1].end) for each in unread_sentences}
    resolved_rules = [rule for reading in readings for rule in reading.rules]
    rules, several = _by_bearer(resolved_rules)
    if several:
        doubts.add(RuleDoubt(Doubtful.SEVERAL, 0, len(text)))
    return Proposal(
        text,
        rules,
        is_understood=True,
        doubts=tuple(sorted(doubts, key=lambda doubt: (doubt.start, doubt.end, doubt.why.name))),
        announcements=tuple(number for each in resolved_rules for number in each.announcements),
    )


@cache
def _grammar() -> Grammar:
    return grammar(BOUNDS, GROUPS, CONDITIONS, PORTEURS, SENTENCES)


def _sentence(sentence: tuple[PhraseWord, ...], context: SentenceContext) -> Interpretation | None:
    """The least doubtful reading of a sentence."""
    language = _grammar()
    kept_words, rest = readable(sentence, language.vocabulary) if len(sentence) <= LONGEST else ((), ())
    if not kept_words:
        return None
    rest_doubts = frozenset(RuleDoubt(Doubtful.UNREAD, start, end) for start, end in _runs(rest))
    readings = list(_readings(PatternReader(language, kept_words), kept_words, context))
    if not readings:
        return None
    best = min(readings, key=lambda reading: len(reading.doubts))
    least = [each for each in readings if len(each.doubts) == len(best.doubts)]
    if any([rule.rule for rule in each.rules] != [rule.rule for rule in best.rules] for each in least):
        whole = RuleDoubt(Doubtful.AMBIGUOUS, sentence[0].start, sentence[-1].end)
        best = best._replace(doubts=best.doubts | {whole})
    return best._replace(doubts=best.doubts | rest_doubts)


def _readings(
    reader: PatternReader, kept_words: Sequence[PhraseWord], context: SentenceContext
) -> Iterator[Interpretation]:
    """The readings that leave out the fewest words; what they leave out, at either end, decides nothing."""
    starts = [at for at in range(len(kept_words)) if at == 0 or kept_words[at - 1].text in {",", ":", ";"}]
    widest = 0
    ways: list[Interpretation] = []
    for start in starts:
        if any(decides(word) for word in kept_words[:start]):
            break
        for match in reader.matches("ENONCE", start):
            width = match.end - start
            if width < widest or any(decides(word) for word in kept_words[match.end :]):
                continue
            parts = (kept_words[:start], kept_words[start : match.end], kept_words[match.end :])
            reading = _interpretation(match.value, match.doubts, parts, context)
            if reading is not None:
                ways = [*ways, reading] if width == widest else [reading]
                widest = width
    yield from ways


def _interpretation(
    statement: object,
    doubts: frozenset[RuleDoubt],
    parts: tuple[Sequence[PhraseWord], Sequence[PhraseWord], Sequence[PhraseWord]],
    context: SentenceContext,
) -> Interpretation | None:
    before, inside, after = parts
    first, last = inside[0].start, inside[-1].end
    resolved_rules: list[ResolvedRule] = []
    more = {RuleDoubt(Doubtful.UNREAD, run[0].start, run[-1].end) for run in (before, after) if run}
    for each in statement if isinstance(statement, tuple) else ():
        if not isinstance(each, StatedRule):
            continue
        rule = resolve(each, context.bearer)
        if rule is None:
            return None
        resolved_rules.append(rule)
        more |= {RuleDoubt(why, first, last) for why in (*rule.doubts, *_context_doubts(each, rule, context))}
    if any(each.announcements for each in resolved_rules) and all(
        context.counts.get(kind) == number for each in resolved_rules for kind, number in each.announcements
    ):
        doubts = frozenset(doubt for doubt in doubts if doubt.why is not Doubtful.COUNT)
    return Interpretation(tuple(resolved_rules), doubts | more)


def _context_doubts(stated: StatedRule, rule: ResolvedRule, context: SentenceContext) -> Iterator[Doubtful]:
    """What is doubtful of a rule given what is known of the référentiel."""
    if any(total != context.out_of for total in rule.out_of):
        yield Doubtful.SCALE
    bearer = (stated.bearer.code,) if isinstance(stated.bearer, CodeClause) else ()
    named_codes = {*codes(stated.clause), *bearer}
    if context.codes is not None and not named_codes.issubset(context.codes):
        yield Doubtful.ELSEWHERE


def _by_bearer(resolved_rules: Iterable[ResolvedRule]) -> tuple[tuple[ProposedRule, ...], bool]:
    """One rule for each bearer, and whether one had several."""
    trees_by_bearer: dict[str | None, list[Tree]] = {}
    for each in resolved_rules:
        trees = trees_by_bearer.setdefault(each.rule.bearer, [])
        if each.rule.tree not in trees:
            trees.append(each.rule.tree)
    rules = tuple(
        ProposedRule(bearer, {"et": trees} if len(trees) > 1 else trees[0])
        for bearer, trees in trees_by_bearer.items()
    )
    return rules, any(len(trees) > 1 for trees in trees_by_bearer.values())


def _runs(rest: Sequence[PhraseWord]) -> Iterator[tuple[int, int]]:
    """Where the words left out stand, those that follow each other as one."""
    start = end = None
    for word in rest:
        if end is not None and start is not None and word.start - end > 1:
            yield start, end
            start = word.start
        start, end = word.start if start is None else start, word.end
    if start is not None and end is not None:
        yield start, end
