"""A French text as sentences of words, numbers in digits or letters as exact numbers; which words may stay unread.

A rule is proposed only where every word that decides is read.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction

from certeval.frozen import frozen
from certeval.text.cell_text import spelling
from certeval.text.numbers import number

_ENDINGS = r"(?:\((?:e|s|x|es|nt|ne|le)\)(?:\(?s\)?)?|·(?:e|s|x|es|ne|le|rice)(?:·s)?)?"
_SCAN = re.compile(
    rf"""
    (?P<ordinal>[0-9]+\s?°|[0-9]+(?:er|ère|e|ème)s?\b)
    | (?P<code>(?![0-9])[A-Za-z]{{1,6}}[0-9][A-Za-z0-9]*(?:[.\-_][A-Za-z0-9]+)*)
    | (?P<level>(?:(?<=[Nn]iveau\ )[0-9]|(?:(?<=[Nn]iveau\ )|(?<=niveau\ minimum\ ))[A-Z]{{1,2}})\b(?!\s*[%/]))
    | (?P<number>[0-9]+(?:[.,][0-9]+)?)
    | (?P<word>[^\W\d_]+{_ENDINGS}['’]?)
    | (?P<sign><=|>=|[≥≤<>=%/:;,.()!?+×])
    """,
    re.VERBOSE,
)
_ENDING = re.compile(_ENDINGS + "$")
_ALIKE = {"<=": "≤", ">=": "≥", "⩾": "≥", "⩽": "≤"}
_UNITS = (
    "zero deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante"
    " cinquante soixante cent"
)
IN_LETTERS = dict(zip(_UNITS.split(), (0, *range(2, 17), 20, 30, 40, 50, 60, 100), strict=True))
_TENS = {20, 30, 40, 50, 60, 80}


@frozen
class PhraseWord:
    """A word or sign, folded, its place, its number if it is one; a code or a level is as written."""

    text: str
    start: int
    end: int
    number: Fraction | None = None
    code: bool = False
    level: bool = False


def words(sentence: str) -> tuple[PhraseWord, ...]:
    """The words and signs of a sentence, numbers in letters as one, without quotation marks nor bullets."""
    tokens = list(_scan(sentence))
    phrase_words: list[PhraseWord] = []
    at = 0
    while at < len(tokens):
        end, value = _number_in_letters(tokens, at)
        if value is None:
            phrase_words.append(tokens[at])
            at += 1
            continue
        text = " ".join(each.text for each in tokens[at:end])
        phrase_words.append(PhraseWord(text, tokens[at].start, tokens[end - 1].end, Fraction(value)))
        at = end
    return tuple(phrase_words)


def _scan(sentence: str) -> Iterator[PhraseWord]:
    for token in _SCAN.finditer(sentence):
        start, end, text = *token.span(), token[0]
        match token.lastgroup:
            case "number":
                yield PhraseWord(text, start, end, number(text))
            case "code":
                yield PhraseWord(text, start, end, code=True)
            case "level":
                yield PhraseWord(text, start, end, level=True)
            case "ordinal":
                yield PhraseWord("n°", start, end)
            case "word":
                yield PhraseWord(spelling(_ENDING.sub("", text)), start, end)
            case _:
                yield PhraseWord(_ALIKE.get(text, text), start, end)


def _number_in_letters(tokens: list[PhraseWord], at: int) -> tuple[int, int | None]:
    """Where the number in letters that begins here ends, and what it is; None for none: « vingt-cinq »."""
    total = IN_LETTERS.get(tokens[at].text)
    if total is None:
        return at, None
    at += 1
    if total == 4 and at < len(tokens) and tokens[at].text in {"vingt", "vingts"}:  # noqa: PLR2004 -- quatre-vingts
        total, at = 80, at + 1
    follows = tokens[at].text if at < len(tokens) else ""
    if total in _TENS and follows == "et" and at + 1 < len(tokens) and tokens[at + 1].text in {"un", "onze"}:
        return at + 2, total + (1 if tokens[at + 1].text == "un" else 11)
    under = IN_LETTERS.get(follows, 100)
    if (total in _TENS and under < (20 if total in {60, 80} else 10)) or (total == 10 and 7 <= under <= 9):  # noqa: PLR2004 -- as French counts
        total, at = total + under, at + 1
        if under == 10 and at < len(tokens) and 7 <= IN_LETTERS.get(tokens[at].text, 0) <= 9:  # noqa: PLR2004 -- soixante-dix-sept
            total, at = total + IN_LETTERS[tokens[at].text], at + 1
    return at, total


_DECISIVE_WORDS = """
    tous tout toute toutes chaque chacun chacune aucun aucune nul nulle ensemble totalite integralite majorite moitie
    tiers quart quarts cinquiemes plus moins minimum maximum minimal minimale maximal maximale seul seule seuls seules
    unique plusieurs certains certaines quelques autre autres dernier derniere premier premiere meilleur meilleure
    meilleures meilleurs egal egale egaux egales ne n' pas non ni jamais sans sauf hormis hors exception exclusion si s'
    sinon lorsque lorsqu' quand toutefois cependant neanmoins mais pourtant defaut uniquement seulement que qu'
    reserve condition conditions ou soit peut peuvent pourra pourront pourrait au-dela dessous dessus deja
    tant chance echec contraire faute double doubles demi demie ° % / ≥ ≤ > < = + ×
"""
_STEMS = re.compile(
    "compens|eliminat|coeff|ponder|partiel|rattrap|dispens|exempt|equival|annul|invalid|echou|ajourn|refus|interdi"
    "|depass|exced|superieur|inferieur|strict|except|insuffis|facultati|option|redoubl|bonus|malus|arrondi|deroge"
    "|possib|eventuel|exclu|provisoi"
)
_GLUE_WORDS = """
    le la les l' un une du de des d' au aux a par pour en dans sur avec ce cet cette ces son sa ses leur leurs lors
    sous chez vers dont comme y
"""
_DECIDE, _GLUE = frozenset(_DECISIVE_WORDS.split()), frozenset(_GLUE_WORDS.split())
_END = frozenset(".!?")


def decides(word: PhraseWord) -> bool:
    """Whether a word may change what a sentence takes: a number, a quantity, a comparison, a negation, a condition."""
    is_mark = word.number is not None or word.code or word.level
    return is_mark or word.text in _DECIDE or bool(_STEMS.match(word.text))


def sentences(read: Sequence[PhraseWord]) -> Iterator[tuple[PhraseWord, ...]]:
    """The words of a text by sentence."""
    start = 0
    for at, word in enumerate((*read, PhraseWord(".", 0, 0))):
        if word.text in _END:
            if at > start:
                yield tuple(read[start:at])
            start = at + 1


def readable(
    sentence: Sequence[PhraseWord], vocabulary: Collection[str]
) -> tuple[tuple[PhraseWord, ...], tuple[PhraseWord, ...]]:
    """The words that a grammar of this vocabulary may read, and those left out.

    Out go unknown words that decide nothing, the small words that lead to them, and what stands between brackets
    where it decides nothing.
    """
    out: set[int] = set()
    for start, end in _brackets(sentence):
        inside = sentence[start + 1 : end]
        out |= {start, end} if any(decides(each) for each in inside) else set(range(start, end + 1))
    for at, word in enumerate(sentence):
        if at in out or word.text in vocabulary or word.text in ",;:" or decides(word):
            continue
        out.add(at)
        before = at - 1
        while before >= 0 and (before in out or sentence[before].text in _GLUE):
            out.add(before)
            before -= 1
    kept_words = [each for at, each in enumerate(sentence) if at not in out]
    inward = {"(": 1, ")": -1}
    lone_brackets = {at for at in out if at + inward.get(sentence[at].text, 0) not in out}
    rest = tuple(each for at, each in enumerate(sentence) if at in out - lone_brackets)
    return tuple(_without_lone_commas(kept_words)), rest


def _brackets(sentence: Sequence[PhraseWord]) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for at, word in enumerate(sentence):
        if word.text == "(":
            start = at
        elif word.text == ")" and start is not None:
            yield start, at
            start = None


def _without_lone_commas(kept_words: Sequence[PhraseWord]) -> Iterator[PhraseWord]:
    """Words without the commas that what is left out leaves alone."""
    for at, word in enumerate(kept_words):
        nothing_before = at == 0 or kept_words[at - 1].text in {",", ";", ":"}
        if word.text not in {",", ";"} or not (nothing_before or at == len(kept_words) - 1):
            yield word
