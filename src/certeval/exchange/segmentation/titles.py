"""The titles of blocs, between tables and across them: by their code, with a text or alone above it; those that a
document writes otherwise, « Module 1 : Vendre », « Vendre », each above a table of its own.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from certeval.exchange.layout import Piece, TextLine
from certeval.exchange.segmentation import codes, columns, headings, items, rule_sentences
from certeval.exchange.segmentation.outline import OutlineBloc, OutlineNode

LONGEST = 300
"""Characters of the title of a bloc."""
_AGAIN = frozenset({"suite", "et", "fin", "de", "la", "le", "les", "des"})
"""Words of a title that don't tell a bloc from another."""
_SIGN = re.compile(r"[:.)\]/|→\u00b7\u2010-\u2015-]")
"""What parts a number from a title that no capital begins: `Bloc 2 : élaborer…`, and not « Bloc 2 est validé »."""
_SURE_LETTERS = ("BC", "BLOC", "CCP", "RNCP", "RS")
"""Letters of a code that a title may follow without a sign nor a capital: `BC2 élaborer…`."""


_INFINITIVE = re.compile(r"[a-zà-ÿ]{3,}(?:er|ir|re)\b(?!\s+(?:est|sont)\b)")
"""How titles begin, and what says something of a bloc does not: `Bloc 2 élaborer…`."""
_BRACKETS = re.compile(r"[(\[][^()\[\]]{1,40}[)\]]\s*(?=.)")


def bloc_title(line: TextLine, *, alone: bool = False) -> OutlineNode | None:
    """The title of a bloc that a line is, by its code; `alone` where its number may be all that it says."""
    text = line.text.strip()
    code = codes.code(text, "bloc", parted=False)
    if code is None or len(text) > LONGEST or not (code.word or codes.is_of(code.letters, "bloc")):
        return None
    one_letter = len(code.letters) == 1 and not (alone and code.letters == "B")
    if not code.word and (not code.letters or len(code.numbers) > 1 or one_letter):
        return None
    both = _with_other_code(code)
    title = OutlineNode("bloc", both, items.clean(both.rest), line.spot)
    if not code.rest:
        return title if alone and code.word else None
    return title if _is_parted(text, code) else None


def _with_other_code(code: codes.Code) -> codes.Code:
    """The code of a title that says it twice, published or not: « Bloc 1 (RNCP38575BC01) : Vendre »."""
    rest = _OPENING.sub("", code.rest)
    other = codes.code(rest, "bloc", parted=False) if rest else None
    if other is None or other.numbers != code.numbers or code.is_published == other.is_published:
        return code
    published = code if code.is_published else other
    return published._replace(text=f"{code.text} {other.text}", rest=other.rest)


_OPENING = re.compile(r"[(\[]\s*")


def _is_parted(text: str, code: codes.Code) -> bool:
    """Whether a sign or a capital parts the code of a title from its text."""
    between = text[len(code.text) : len(text) - len(code.rest)]
    has_sign = bool(_SIGN.search(between)) and not rule_sentences.DECIDES.search(code.rest)
    rest = _BRACKETS.sub("", code.rest)  # « Bloc 2 (optionnel) : exporter »
    has_sign = has_sign or (rest != code.rest and bool(_SIGN.match(rest)))
    # « BC2 est validé si », « BC2 et BC3. » go on a sentence about what the code names
    is_mention = bool(codes.MENTION.match(code.rest) or rule_sentences.DECIDES.search(code.rest))
    is_sure = code.letters.startswith(_SURE_LETTERS)
    is_sure = is_sure and not is_mention and not code.rest.endswith((".", ";"))
    is_sure = is_sure or bool(_INFINITIVE.match(code.rest))
    return has_sign or is_sure or rest.lstrip('«"“([ \u00a0\u202f:-–—')[:1].isupper()


_NUMBER = re.compile(r"\s*\d{1,2}(?:\.\d{1,2}){0,3}\s?[.)]?\s+")
"""The number of a heading of the document: `1.2 Activité 1 : Prospecter`."""


def without_number(line: TextLine) -> TextLine:
    """The title of an element without the number that its document gives it; any other line as it is."""
    text = _NUMBER.sub("", line.text, count=1)
    return line._replace(text=text) if element_kind(text) else line


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
    """Whether a title is that of a bloc: its number, with some of its words if it has any, or its text."""
    if not title.numbers:
        return bool(bloc.text) and headings.bare(bloc.text) == headings.bare(title.text)
    if not bloc.text or not title.text:
        return bloc.numbers == title.numbers
    mine, other = ({*headings.bare(each.text).split()} - _AGAIN for each in (bloc, title))
    return bloc.numbers == title.numbers and 2 * len(mine & other) >= min(len(mine), len(other))


_RANK = re.compile(
    r"\s*(?P<word>[^\W\d_]{1,30}) ?(?:n[°o] ?)?(?P<rank>\d{1,2}|[IVX]{1,5}|[A-H])(?=\s*[.:)·/\u2010-\u2015-]|\s*$)"
    r"(?!\s*/\s*\d)"  # « Grille 1/2 » is a part of one
)
CAPTIONS = frozenset({"tableau", "table", "page", "annexe", "figure", "version", "partie", "suite", "grille"})
"""Words that number the tables and the parts of any document."""
_MENTION = re.compile(r"\bbloc\b(?! de competences$)")
_OF_BLOC = re.compile(r"\b(?:ce|du|dudit|au) bloc\b")
"""What says something of a bloc that has its title elsewhere."""


def places(pieces: Sequence[Piece]) -> frozenset[int]:
    """Where lines stand that title blocs, each just above its table, and are not written as the title of one.

    Those that say the word; in a document that names no bloc, those that number tables by one word, else the titles
    that all its tables have, each its own.
    """
    lines = _lines_above(pieces)
    texts = {at: headings.bare(line.text) for at, line in lines.items() if line and _may_be_title(line)}
    mentions = frozenset(at for at, text in texts.items() if _MENTION.search(text))
    if any(_names_bloc(piece) for piece in pieces):
        return frozenset(at for at in mentions if not _OF_BLOC.search(texts[at]))
    return mentions or _numbered(lines) or _own(lines)


def _lines_above(pieces: Sequence[Piece]) -> dict[int, TextLine | None]:
    """The last line above each table that has headings and goes on none, by its place; by that of the table, none."""
    lines: dict[int, TextLine | None] = {}
    last: int | None = None
    for place, piece in enumerate(pieces):
        if isinstance(piece, TextLine):
            last = place if piece.text.strip() else last
            continue
        if columns.has_headings(piece) and not piece.goes_on:
            line = pieces[last] if last is not None else None
            lines[place if last is None else last] = line if isinstance(line, TextLine) else None
        last = None
    return lines


def _may_be_title(line: TextLine) -> bool:
    return bloc_title(line, alone=True) is None and may_title(line)


def _numbered(lines: Mapping[int, TextLine | None]) -> frozenset[int]:
    """The lines that begin with one word and another number each."""
    by_word: dict[str, dict[str, int]] = defaultdict(dict)
    for place, line in lines.items():
        match = _RANK.match(line.text) if line and len(line.text) <= LONGEST else None
        if match and _may_be_bloc(match):
            by_word[headings.bare(match["word"])].setdefault(match["rank"], place)
    return frozenset(place for ranks in by_word.values() if len(ranks) > 1 for place in ranks.values())


def _own(lines: Mapping[int, TextLine | None]) -> frozenset[int]:
    """The titles above tables that have one each, all different but for numbers; else none."""
    texts = {re.sub(r"\d+", "", headings.bare(line.text)).strip() for line in lines.values() if line}
    own = len(texts) == len(lines) > 1 and all(line and _is_own(line) for line in lines.values())
    return frozenset(lines) if own else frozenset()


def _is_own(line: TextLine) -> bool:
    """Whether a line is the title of a part of the document, and not of its tables, nor of an element."""
    words = _CHAPTER.sub("", headings.bare(line.text))
    is_of_table = CAPTIONS & set(words.split()[:1]) or headings.begins(words)
    return _may_be_title(line) and not is_of_table and not element_kind(line.text)


_CHAPTER = re.compile(r"^(?:\d+ |[ivx]+ |[a-h] )+")


_PART = re.compile(
    r"\s*(?:parcours|options?|sp[ée]cialit[ée]s?|mentions?|dominantes?)\s*(?:[«“:\-–—]|[A-ZÀ-Ý])",
    re.IGNORECASE,
)
"""`Parcours « Développeur »`"""


def is_part(line: TextLine) -> bool:
    """Whether a line titles a part of a document by a word and its rank: « Option A : Exporter »."""
    if _PART.match(line.text) and _may_be_title(line) and len(line.text) <= headings.LONGEST:
        return True
    match = _RANK.match(line.text) if _may_be_title(line) else None
    if match is None or not re.search(r"[^\W\d_]", line.text[match.end() :]):  # « vente 1.0.0 » is a version
        return False
    return _may_be_bloc(match) and headings.bare(match["word"]) != "certification"


def _may_be_bloc(match: re.Match[str]) -> bool:
    word = headings.bare(match["word"])
    is_other = any(match["word"].upper() in codes.LETTERS[k] for k in ("activite", "competence", "epreuve"))
    return word not in CAPTIONS and not is_other and headings.kind(word) in {"", "bloc"}


def _names_bloc(piece: Piece) -> bool:
    if isinstance(piece, TextLine):
        return bloc_title(piece, alone=True) is not None
    lines = (cell.lines[0] for row in piece.grid for cell in row if cell and cell.lines)
    return any(bloc_title(line, alone=True) is not None for line in lines)
