"""The titles of blocs, between tables and across them: by their code, with a text or alone above it."""

import re

from certeval.exchange.layout import TextLine
from certeval.exchange.segmentation import codes, headings, items, rule_sentences
from certeval.exchange.segmentation.outline import OutlineBloc, OutlineNode

LONGEST = 300
"""Characters of the title of a bloc."""
_AGAIN = frozenset({"suite", "et", "fin", "de", "la", "le", "les", "des"})
"""Words of a title that don't tell a bloc from another."""
_SIGN = re.compile(r"[:.)\]/|→\u00b7\u2010-\u2015-]")
"""What parts a number from a title that no capital begins: `Bloc 2 : élaborer…`, and not « Bloc 2 est validé »."""
_SURE_LETTERS = ("BC", "BLOC", "CCP", "RNCP", "RS")
"""Letters of a code that a title may follow without a sign nor a capital: `BC2 élaborer…`."""


_BRACKETS = re.compile(r"\([^()]{1,40}\)\s*(?=.)")


def bloc_title(line: TextLine, *, alone: bool = False) -> OutlineNode | None:
    """The title of a bloc that a line is, by its code; `alone` where its number may be all that it says."""
    text = line.text.strip()
    code = codes.code(text, "bloc", parted=False)
    if code is None or len(text) > LONGEST or not (code.word or codes.is_of(code.letters, "bloc")):
        return None
    one_letter = len(code.letters) == 1 and not (alone and code.letters == "B")
    if not code.word and (not code.letters or len(code.numbers) > 1 or one_letter):
        return None
    title = OutlineNode("bloc", code, items.clean(code.rest), line.spot)
    if not code.rest:
        return title if alone and code.word else None
    return title if _is_parted(text, code) else None


def _is_parted(text: str, code: codes.Code) -> bool:
    """Whether a sign or a capital parts the code of a title from its text."""
    between = text[len(code.text) : len(text) - len(code.rest)]
    has_sign = bool(_SIGN.search(between)) and not rule_sentences.DECIDES.search(code.rest)
    rest = _BRACKETS.sub("", code.rest)  # « Bloc 2 (optionnel) : exporter »
    has_sign = has_sign or (rest != code.rest and bool(_SIGN.match(rest)))
    is_sure = code.letters.startswith(_SURE_LETTERS) and not _is_mention(code.rest)
    return has_sign or is_sure or rest.lstrip('«"“( \u00a0\u202f:-–—')[:1].isupper()


def _is_mention(rest: str) -> bool:
    """Whether what follows a code goes on a sentence about what it names: « BC2 est validé si », « BC2 et BC3. »."""
    return bool(codes.MENTION.match(rest) or rule_sentences.DECIDES.search(rest)) or rest.endswith((".", ";"))


def element_kind(text: str) -> str:
    """Whether a line or a row across is the title of an `activite` or of a `competence`; empty where it is neither."""
    text = text.strip()
    if len(text) > LONGEST:
        return ""
    for kind, letters in LETTERS.items():
        code = codes.code(text, kind)
        if code and code.rest and (code.word or code.letters in letters) and _is_parted(text, code):
            return kind
    return ""


LETTERS = {
    "activite": frozenset({"A", "AC", "ACT", "AT"}),
    "competence": frozenset({"C", "CP", "CO", "CA", "COMP"}),
}
"""The letters that tell the title of an element where no heading of a column does."""


def may_title(line: TextLine) -> bool:
    """Whether a line may be the title of the bloc whose number alone stands above it."""
    text = line.text.strip()
    condition = headings.CONDITION.match(text) or rule_sentences.DECIDES.search(text)
    begins = line.ends or not text[:1].islower()
    return len(text) <= LONGEST and begins and not condition and not text.endswith((".", ";", ":"))


def is_bloc(bloc: OutlineBloc, title: OutlineNode) -> bool:
    """Whether a title is that of a bloc met before: its number with some of its words, or without a number its text.

    Where one of them says its number alone, that is enough.
    """
    if not title.numbers:
        return bool(bloc.text) and headings.bare(bloc.text) == headings.bare(title.text)
    if not bloc.text or not title.text:
        return bloc.numbers == title.numbers
    mine, other = ({*headings.bare(each.text).split()} - _AGAIN for each in (bloc, title))
    return bloc.numbers == title.numbers and 2 * len(mine & other) >= min(len(mine), len(other))
