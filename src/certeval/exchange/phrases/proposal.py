"""What a sentence of a règlement says, as rules that a person confirms."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from certeval.exchange.phrases.conditions import CONDITIONS
from certeval.exchange.phrases.meanings import CodeClause, Doubtful, Mapped, RuleDoubt, Stated
from certeval.exchange.phrases.patterns import Grammar, PatternReader, grammar
from certeval.exchange.phrases.quantities import BOUNDS, GROUPS
from certeval.exchange.phrases.resolving import ProposedRule, Resolved, codes, resolved
from certeval.exchange.phrases.sentences import PORTEURS, SENTENCES
from certeval.exchange.phrases.words import PhraseWord, decides, readable, sentences, words
from certeval.frozen import frozen

LONGEST = 100
"""Words of a sentence that is read: the longest seen in a règlement has 60."""
LONGEST_TEXT = 6_000
"""Characters of a text that is read: what a règlement says of one bloc has 2 000."""


@frozen
class Known:
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
    """What a text says: rules to confirm, each doubt about them, and which of its characters were read.

    `announced` is, by bearer, the number of elements that the text says there are: (bloc, competences, 3).
    Without a rule, a text that is `understood` says nothing that a rule would.
    """

    sentence: str
    rules: tuple[ProposedRule, ...] = ()
    understood: bool = False
    doubts: tuple[RuleDoubt, ...] = ()
    read: tuple[tuple[int, int], ...] = ()
    out_of: frozenset[Fraction] = frozenset()
    announced: tuple[tuple[str | None, str, int], ...] = ()

    @property
    def sure(self) -> bool:
        """Whether nothing is left to confirm: every word was read, in one way only."""
        return self.understood and not self.doubts

    @property
    def reasons(self) -> tuple[str, ...]:
        """The doubts in words, each quoting the sentence."""
        return tuple(each.said(self.sentence) for each in self.doubts)


class Interpretation(NamedTuple):
    """One way to read a sentence."""

    resolved: tuple[Resolved, ...]
    doubts: frozenset[RuleDoubt]
    first: int
    last: int


def propose(text: str, known: Known | None = None) -> Proposal:
    """The rules that a text says, one or more sentences of it. The same text always gives the same."""
    known = known or Known()
    if len(text) > LONGEST_TEXT:
        return Proposal(text)
    each = [_sentence(sentence, known) for sentence in sentences(words(text))]
    readings = [reading for reading, _ in each if reading is not None]
    doubts = {doubt for reading in readings for doubt in reading.doubts}
    lost = [sentence for reading, sentence in each if reading is None]
    if not readings or (lost and not any(reading.resolved for reading in readings)):
        return Proposal(text)
    doubts |= {RuleDoubt(Doubtful.UNREAD, sentence[0].start, sentence[-1].end) for sentence in lost}
    found = [rule for reading in readings for rule in reading.resolved]
    rules, several = _gathered(found)
    if several:
        doubts.add(RuleDoubt(Doubtful.SEVERAL, 0, len(text)))
    return Proposal(
        text,
        rules,
        understood=True,
        doubts=tuple(sorted(doubts, key=lambda doubt: (doubt.start, doubt.end, doubt.why.name))),
        read=tuple((reading.first, reading.last) for reading in readings),
        out_of=frozenset(total for each in found for total in each.out_of),
        announced=tuple((each.rule.bearer, *number) for each in found for number in each.announced),
    )


@cache
def _grammar() -> Grammar:
    return grammar(BOUNDS, GROUPS, CONDITIONS, PORTEURS, SENTENCES)


def _sentence(
    sentence: tuple[PhraseWord, ...], known: Known
) -> tuple[Interpretation | None, tuple[PhraseWord, ...]]:
    """The least doubtful reading of a sentence, with the sentence."""
    language = _grammar()
    kept, left = readable(sentence, language.vocabulary) if len(sentence) <= LONGEST else ((), ())
    if not kept:
        return None, sentence
    unread = frozenset(RuleDoubt(Doubtful.UNREAD, start, end) for start, end in _runs(left))
    readings = list(_readings(PatternReader(language, kept), kept, known))
    if not readings:
        return None, sentence
    best = min(readings, key=lambda reading: len(reading.doubts))
    least = [each for each in readings if len(each.doubts) == len(best.doubts)]
    if len({_forms(each) for each in least}) > 1:
        whole = RuleDoubt(Doubtful.AMBIGUOUS, sentence[0].start, sentence[-1].end)
        best = best._replace(doubts=best.doubts | {whole})
    return best._replace(doubts=best.doubts | unread), sentence


def _forms(reading: Interpretation) -> tuple[tuple[str | None, object], ...]:
    return tuple((each.rule.bearer, each.rule.form) for each in reading.resolved)


def _readings(reader: PatternReader, kept: Sequence[PhraseWord], known: Known) -> Iterator[Interpretation]:
    """The readings that leave out the fewest words; what they leave out, at either end, decides nothing."""
    starts = [at for at in range(len(kept)) if at == 0 or kept[at - 1].text in {",", ":", ";"}]
    widest = 0
    ways: list[Interpretation] = []
    for start in starts:
        if any(decides(word) for word in kept[:start]):
            break
        for match in reader.matches("ENONCE", start):
            width = match.end - start
            if width < widest or any(decides(word) for word in kept[match.end :]):
                continue
            reading = _resolved(
                match.value, match.doubts, (kept[:start], kept[start : match.end], kept[match.end :]), known
            )
            if reading is not None:
                ways = [*ways, reading] if width == widest else [reading]
                widest = width
    yield from ways


def _resolved(
    statement: object,
    doubts: frozenset[RuleDoubt],
    parts: tuple[Sequence[PhraseWord], Sequence[PhraseWord], Sequence[PhraseWord]],
    known: Known,
) -> Interpretation | None:
    before, inside, after = parts
    first, last = inside[0].start, inside[-1].end
    found: list[Resolved] = []
    more: set[RuleDoubt] = {
        RuleDoubt(Doubtful.UNREAD, run[0].start, run[-1].end) for run in (before, after) if run
    }
    for each in statement if isinstance(statement, tuple) else ():
        if not isinstance(each, Stated):
            continue
        rule = resolved(each, known.bearer)
        if rule is None:
            return None
        found.append(rule)
        more |= {RuleDoubt(why, first, last) for why in (*rule.doubts, *_against(each, rule, known))}
    if any(each.announced for each in found) and all(
        known.counts.get(kind) == number for each in found for kind, number in each.announced
    ):
        doubts = frozenset(doubt for doubt in doubts if doubt.why is not Doubtful.COUNT)
    return Interpretation(tuple(found), doubts | more, first, last)


def _against(stated: Stated, rule: Resolved, known: Known) -> Iterator[Doubtful]:
    """What is doubtful of a rule given what is known of the référentiel."""
    if any(total != known.out_of for total in rule.out_of):
        yield Doubtful.SCALE
    named = {*codes(stated.clause), *((stated.bearer.code,) if isinstance(stated.bearer, CodeClause) else ())}
    if known.codes is not None and not named.issubset(known.codes):
        yield Doubtful.ELSEWHERE


def _gathered(found: Iterable[Resolved]) -> tuple[tuple[ProposedRule, ...], bool]:
    """One rule for each bearer, and whether one had several."""
    rules: dict[str | None, list[object]] = {}
    for each in found:
        rules.setdefault(each.rule.bearer, []).append(each.rule.form)
    several = any(len(set(forms)) > 1 for forms in rules.values())
    return (
        tuple(
            ProposedRule(
                bearer, forms[0] if len(set(forms)) == 1 else Mapped((("et", tuple(dict.fromkeys(forms))),))
            )
            for bearer, forms in rules.items()
        ),
        several,
    )


def _runs(left: Sequence[PhraseWord]) -> Iterator[tuple[int, int]]:
    """Where the words left out stand, those that follow each other as one."""
    start = end = None
    for word in left:
        if end is not None and start is not None and word.start - end > 1:
            yield start, end
            start = word.start
        start, end = word.start if start is None else start, word.end
    if start is not None and end is not None:
        yield start, end
