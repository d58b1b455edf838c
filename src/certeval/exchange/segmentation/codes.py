"""The codes that documents put before their texts, in all the forms they take, and the one code that each becomes."""

import re
from functools import lru_cache
from typing import NamedTuple

SEPARATORS = r"[\s.:)\]/|*•→\u00b7\-\u2010-\u2015]*"
_END = r"(?![\d_%°a-zà-ÿ]|[A-ZÀ-Ý](?![a-zà-ÿ’'])|[.,]\d|\.[A-Za-z]\b(?!['’]))"
_AFTER = r"\s*[.:)\]/|*•→\u00b7\-\u2010-\u2015]|\s*$|\s+(?=[A-ZÀ-ÖØ-Þ«(\u201c\u2018\x22])|(?<=\d)(?=[A-ZÀ-Ý][a-zà-ÿ’'])"
"""What must follow a code: a sign, the end, or a word that begins a text."""
_SIGNS = re.compile(_AFTER)
_NUMBERS = (
    r"\d{1,3}(?:\s?(?:[.\-\u2010\u2011]\d{1,2}(?!\d)"
    rf"|(?:[.\-\u2010\u2011]\s|\u2013\s?)\d{{1,2}}(?!\d)(?=(?-i:{_AFTER})))){{0,4}}"
)
"""« C1 – 2 Vendre » and « C1. 2 Vendre » are C1.2; « C1 – 2 entretiens » and « C1. 80 % » are C1, then its text."""
_KINDS_OF_BLOC = (
    r"optionnels?|facultatifs?|obligatoires?|compl[ée]mentaires?|sp[ée]cifiques?|transvers(?:al|aux|es?)"
    r"|(?:en\s+)?communs?|de\s+sp[ée]cialit[ée]|au\s+choix"
)
WORDS = {
    "competence": r"comp[ée]tences?(?:\s+professionnelles?)?",
    "activite": r"activit[ée]s?(?:[\s-]+types?)?|t[âa]ches?|missions?"
    r"|situations?(?:\s+professionnelles?|\s+de\s+travail)?",
    "critere": r"crit[èe]res?|indicateurs?",
    "bloc": rf"blocs?(?:\s+de\s+comp[ée]tences?)?(?:\s+(?:{_KINDS_OF_BLOC}))?|modules?|unit[ée]s?|dominantes?",
    "epreuve": r"[ée]preuves?",
}
"""The words that stand for letters before a number, by kind."""
LETTERS = {
    "bloc": frozenset({"B", "BC", "BLOC", "CCP", "UC", "UE", "U", "M", "AT"}),
    "activite": frozenset({"A", "AC", "ACT", "AT", "T", "M", "S"}),
    "competence": frozenset({"C", "CA", "CO", "CP", "CT", "COMP", "SC", "BC"}),
    "critere": frozenset(
        {"CR", "CE", "CRE", "CRI", "CRIT", "C", "CP", "CO", "I", "IE", "IP", "IND", "K", "R"}
    ),
    "epreuve": frozenset({"E", "EP", "EV", "ME", "M"}),
}
"""The letters that a kind of element has by itself; others are its own where several of a column have them."""
GIVEN_LETTERS = {"bloc": "BC", "activite": "A", "competence": "C", "critere": "CR", "epreuve": "E"}
"""The letters of a code that is given."""

_FICHE = re.compile(r"(?P<letters>R(?:NCP|S)\s?\d{3,6}\s?[\-\u2010-\u2013]?\s?BC)\s?(?P<numbers>\d{1,2})\b")
_PAIR = re.compile(
    rf"(?P<letters>(?:[A-Z]{{1,3}}\d{{1,2}}(?:\.\d{{1,2}})?\s?[.\-/]?\s?){{1,3}}[A-Z]{{1,3}})(?P<numbers>{_NUMBERS}){_END}"
)
_LETTER_CODE = re.compile(
    rf"(?P<letters>[A-Z]{{1,4}}|[A-Z][a-z]{{1,3}}(?=\.?\s?\d{{1,2}}\.\d)|Cr|Ce|Co|Ac|Bc|(?:cr?|ce|a)(?=\d{{1,2}}\.\d))\s?\.?\s?(?P<numbers>{_NUMBERS}){_END}"
)
_SUFFIX_CODE = re.compile(
    rf"(?P<letters>[A-Z]{{1,4}})\s?\.?\s?(?P<numbers>\d{{1,2}}(?:[.\-]\d{{1,2}}){{0,3}}\.?[a-z](?:[.\-]?\d{{1,2}})?){_END}"
)
"""`C1a`, `I.1.a`, `CR1a.2`: a letter numbers what stands in an element."""
_NUMBER_CODE = re.compile(rf"(?P<letters>)(?P<numbers>\d{{1,2}}(?:\s?\.\s?\d{{1,2}}){{1,4}}){_END}")
_ORDINAL = re.compile(r"(?P<letters>)(?P<numbers>\d{1,2})\s?(?=[.)](?:\s|[A-ZÀ-Ý])|/\s)")
_WORD_CODE = {
    kind: re.compile(
        rf"(?P<letters>(?:{words})\s*(?:n[°o]\.?\s*|num[ée]ro\s+)?)(?P<numbers>{_NUMBERS}){_END}",
        re.IGNORECASE,
    )
    for kind, words in WORDS.items()
}
_BRACKET_CODE = re.compile(r"[\[(](?P<code>[^\[\]()]{2,20})[\])]")
"""`[C1.1] Préparer…`"""
_RANK_CODE = re.compile(
    rf"(?i:{WORDS['bloc']})\s*(?i:n[°o]\.?\s*|num[ée]ro\s+)?(?P<order>[IVX]{{1,5}}|[A-H])(?=\s*[.:)/\-\u2010-\u2015]|\s*$)"
)
"""`Bloc II : Piloter…`, `BLOC B – Piloter…`: a bloc by its rank, in Roman numerals or in letters."""
_NOTE = r"[*†‡¹²³\u2074-\u2079]{1,3}"
"""What calls a note, right after a code: `C1* Prospecter`."""
_NOTE_CALL = re.compile(_NOTE)
_WORD_BEFORE = {
    kind: re.compile(rf"(?:{words})\s+(?=[A-Z]{{1,4}}\.?\s?\d)", re.IGNORECASE)
    for kind, words in WORDS.items()
}
"""The word for a kind before a code that has letters of its own: « Compétence C1.1 – Vendre »."""
_BEFORE_BLOC = re.compile(
    r"(?:[^\w\s(\[«\"“'’]\s*)?(?:(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4})\s*[.)\-\u2010-\u2015:]*\s+)?(?=(?i:bloc)\b)"
)
"""What stands before the word for a bloc in its title: a sign, the number of a chapter (`3.1 Bloc 1 : Vendre`)."""
MENTION = re.compile(
    r"(?:et|ou|(?:à|au)(?=\s+[A-Z]{1,4}\.?\s?\d)|est|sont|ser(?:a|ont)|a|ont|doi(?:t|vent)|peu(?:t|vent)|ne|n['’]|puis|ni)(?:\b|(?<=['’]))|[,;]",
    re.IGNORECASE,
)
"""What goes on a text that mentions an element: « C1.2 et C1.3 sont mobilisées »."""
_LEVEL = re.compile(r"(?:A[12]|B[12]|C[12])\s+(?:du\s+)?CEC")
"""A level of language, at the start of a line that goes on another."""


class Code(NamedTuple):
    """A code at the start of a text: as typed, its letters (none for bare numbers), its numbers, the text after it.

    `word` where a word rather than letters stands before the numbers: `Compétence 1.1`.
    """

    text: str
    letters: str
    numbers: tuple[int, ...]
    rest: str
    word: bool = False

    @property
    def is_published(self) -> bool:
        """Whether it is that of a bloc in its published fiche: `RNCP35959BC01`."""
        return self.letters.startswith("R") and self.letters.endswith("BC")

    @property
    def normal(self) -> str:
        """The code without what varies: letters, then numbers with dots between them."""
        if self.is_published:
            return re.sub(r"[\s\-\u2010-\u2013]+", "", self.letters) + f"{self.numbers[0]:02}"
        if any(c.isdigit() for c in self.letters):
            return re.sub(rf"[\s\-\u2010-\u2013/]+|{_NOTE}", "", self.text)
        if re.search(r"\d\.?[a-z]", self.text) and not self.word:
            return re.sub(rf"\s+|(?<=[A-Z])\.|{_NOTE}", "", self.text)
        return re.sub(r"[\s.\-]+", "", self.letters) + ".".join(map(str, self.numbers))


@lru_cache(maxsize=4096)
def code(text: str, kind: str, *, ordinal: bool = False, parted: bool = True) -> Code | None:
    """The code that begins a text of a kind; `ordinal`: « 1. » may; not `parted`: « C1.1 préparer » may."""
    text = text.strip()
    if _LEVEL.match(text):
        return None
    if within := _BRACKET_CODE.match(text):
        inner = code(f"{within['code']} - {text[within.end() :]}", kind)
        alone = inner is not None and inner.text == within["code"].strip()
        return inner._replace(text=within[0].strip()) if inner and alone else None
    if kind != "bloc" and (word := _WORD_BEFORE[kind].match(text)):
        inner = code(text[word.end() :], kind)
        is_own = inner is not None and inner.letters in LETTERS[kind] and inner.normal[-1:].isdigit()
        return inner._replace(text=word[0] + inner.text) if inner and is_own else None
    if kind == "bloc" and (before := _BEFORE_BLOC.match(text)) and before[0]:
        inner = code(text[before.end() :], kind)
        return inner._replace(text=before[0] + inner.text) if inner else None
    if kind == "bloc" and (rank_match := _RANK_CODE.match(text)):
        rest = re.sub(rf"^{SEPARATORS}", "", text[rank_match.end() :])
        return Code(rank_match[0].strip(), "", (_order(rank_match["order"]),), rest, word=True)
    patterns = [_FICHE, _WORD_CODE[kind], _PAIR, _LETTER_CODE, _SUFFIX_CODE, _NUMBER_CODE]
    patterns += [_ORDINAL] if ordinal else []
    return next(filter(None, (_of_pattern(each, text, kind, parted=parted) for each in patterns)), None)


def _of_pattern(pattern: re.Pattern[str], text: str, kind: str, *, parted: bool) -> Code | None:
    """The code of a pattern, where it begins a text of a kind."""
    match = pattern.match(text)
    if match is None or (pattern is _LETTER_CODE and _MEASURE.match(text)):
        return None
    is_long = pattern is _NUMBER_CODE and match[0].count(".") > 1
    sure = is_long or pattern in {_FICHE, _ORDINAL, _WORD_CODE[kind]}
    note = _NOTE_CALL.match(text, match.end())
    end = note.end() if note else match.end()
    is_parted = sure or note or _SIGNS.match(text, end)
    if not is_parted and (parted or not text[end : end + 1].isspace()):
        return None
    numbers = tuple(map(_order, re.findall(r"\d+|[a-z]", match["numbers"])))
    rest = re.sub(rf"^{SEPARATORS}", "", text[end:])
    result = Code(text[:end].strip(), match["letters"].strip(), numbers, rest)
    if pattern is _WORD_CODE[kind]:
        return result._replace(letters="", word=True)
    if pattern is _PAIR:
        return result._replace(numbers=tuple(map(int, re.findall(r"\d+", match[0]))))
    return result


def _order(rank: str) -> int:
    """The rank that digits or Roman numerals say, else the one of a letter in the alphabet."""
    if rank.isdigit():
        return int(rank)
    values = [_ROMAN.get(letter, 0) for letter in rank]
    if not all(values):
        return ord(rank.upper()) - ord("A") + 1
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < next_value else value for value, next_value in pairs)


_ROMAN = {"I": 1, "V": 5, "X": 10}
_MEASURE = re.compile(r"[A-Z]\s+\d+\s+\w")
"""« A 3 mois de la date »"""


def is_of(letters: str, kind: str) -> bool:
    """Whether letters are those of a kind by themselves; none, and those of a pair (`A1C1`), are of any."""
    return not letters or letters.upper() in LETTERS[kind] or any(c.isdigit() for c in letters)
