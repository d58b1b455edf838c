"""Which words of a sentence may stay unread, and which decide: a rule is proposed only where all of these are read."""

import re
from collections.abc import Collection, Iterator, Sequence

from certeval.exchange.phrases.words import PhraseWord

_DECIDING = """
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
_LEADING = """
    le la les l' un une du de des d' au aux a par pour en dans sur avec ce cet cette ces son sa ses leur leurs lors
    sous chez vers dont comme y
"""
_DECIDE, _GLUE = frozenset(_DECIDING.split()), frozenset(_LEADING.split())
_END = frozenset(".!?")


def decides(word: PhraseWord) -> bool:
    """Whether a word may change what a sentence takes: a number, a quantity, a comparison, a negation, a condition."""
    return (
        word.number is not None
        or word.code
        or word.level
        or word.text in _DECIDE
        or bool(_STEMS.match(word.text))
    )


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
    kept = [each for at, each in enumerate(sentence) if at not in out]
    marks = {at for at in out if sentence[at].text in "()" and _lone(sentence, at, out)}
    return tuple(_tidy(kept)), tuple(each for at, each in enumerate(sentence) if at in out - marks)


def _lone(sentence: Sequence[PhraseWord], at: int, out: Collection[int]) -> bool:
    """Whether of a bracket only the mark itself is left out."""
    return not (at + 1 in out if sentence[at].text == "(" else at - 1 in out)


def _brackets(sentence: Sequence[PhraseWord]) -> Iterator[tuple[int, int]]:
    opened: int | None = None
    for at, word in enumerate(sentence):
        if word.text == "(":
            opened = at
        elif word.text == ")" and opened is not None:
            yield opened, at
            opened = None


def _tidy(kept: Sequence[PhraseWord]) -> Iterator[PhraseWord]:
    """Words without the commas that what is left out leaves alone."""
    for at, word in enumerate(kept):
        nothing_before = at == 0 or kept[at - 1].text in {",", ";", ":"}
        if word.text in {",", ";"} and (nothing_before or at == len(kept) - 1):
            continue
        yield word
