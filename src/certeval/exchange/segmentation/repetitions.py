"""What a document says again: an element on a later page, a compétence above the critères that are its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from certeval.exchange.layout import TextLine
from certeval.exchange.segmentation import codes, headings
from certeval.exchange.segmentation.items import ListItem
from certeval.exchange.segmentation.outline import OutlineNode


def by_competence(
    competences: Sequence[OutlineNode], lines: Sequence[TextLine], row: Sequence[OutlineNode] = ()
) -> Iterator[tuple[OutlineNode | None, tuple[TextLine, ...]]]:
    """The lines of a cell of critères by the compétence that a line above them says again: « C1.1 : », then its own;
    beside the several compétences of a `row`, that begins with its code too: « C1.1 : le plan est écrit ».
    """
    competence: OutlineNode | None = None
    part: list[TextLine] = []
    rests = _rests(lines, row)
    for i, line in enumerate(lines):
        head = next((each for each in competences if _heads(line, each)), None)
        if i not in rests and head is None and not names_several(line):
            part.append(line)
            continue
        if part:
            yield competence, tuple(part)
        competence, part = (rests[i][0], [rests[i][1]]) if i in rests else (head, [])
    if part:
        yield competence, tuple(part)


def _rests(lines: Sequence[TextLine], row: Sequence[OutlineNode]) -> dict[int, tuple[OutlineNode, TextLine]]:
    """By its rank, the compétence whose code begins a line, and the line without it; nothing unless there are several
    and each code of a line is that of one, which words another text: they may be codes of the critères' own.
    """
    by_normal = {each.document_code.normal: each for each in row if each.document_code}
    rests: dict[int, tuple[OutlineNode, TextLine]] = {}
    for i, line in enumerate(lines):
        code = codes.code(line.text.strip(), "competence")
        if code is None or not (code.letters or code.word):
            continue
        competence = by_normal.get(code.normal)
        if competence is None:
            return {}
        if code.rest and headings.bare(code.rest) != headings.bare(competence.text):
            rests[i] = (competence, line._replace(text=code.rest))
    return rests if len({id(each) for each, _ in rests.values()}) > 1 else {}


_AS_ABOVE = re.compile(
    r"(?:idem|ibid(?:em)?)\b.{0,60}|id|sans objet|neant"
    r"|cf (?:l[ae] |les ).{0,60}|(?:cf|voir) (?:ci |plus (?:haut|bas)|supra|annexe|bloc|[a-z]{1,3} ?\d).{0,60}"
    r"|voir (?:la |le |les )?(?:competences?|criteres?|lignes?|tableaux?|grilles?|pages?)(?: .{0,60})?"
)


def is_again(item: ListItem) -> bool:
    """Whether an item says that it is one said before, or nothing: « Idem », « Cf. C1 », « Sans objet »."""
    return item.code is None and bool(_AS_ABOVE.fullmatch(headings.bare(item.text)))


_LABEL = re.compile(
    r"(?:criteres?|indicateurs?)(?: (?:d|de|des|du|la|l|et|ou|evaluation|realisation|resultats?|performances?"
    r"|reussite|qualite|methodes?|process(?:us)?|moyens?|production|professionnels?|observables?|mesurables?))+"
)


def is_label(item: ListItem) -> bool:
    """Whether an item only says what kind of critères stand below it: « Critères de résultat »."""
    is_matter = item.text.endswith(":") and headings.bare(item.text).startswith(
        ("en matiere d", "en termes d")
    )
    return item.code is None and (is_matter or bool(_LABEL.fullmatch(headings.bare(item.text))))


_OF = re.compile(
    r"(?:pour|crit[èe]res?|indicateurs?)(?:\s+(?:de|pour|la|[àa]|li[ée]s|relatifs|associ[ée]s|propres|comp[ée]tence|d['’][ée]valuation))*"
    r"\s+(?=[A-Z]{1,4}\.?\s?\d)",
    re.IGNORECASE,
)
"""« Critères de C1 : », « Critères liés à la compétence C1 : », « Pour C1 : »"""
_CODE = r"[A-Z]{1,4}\.?\s?\d{1,3}(?:\.\d{1,2})*"
_SEVERAL = re.compile(rf"{_CODE}(?:\s*(?:[,;/&+\-\u2010-\u2015]|et|à)\s*{_CODE})+\s*:?")


def names_several(line: TextLine) -> bool:
    """Whether a line says the codes of several compétences, and nothing else: « C1 – C2 : »."""
    return bool(_SEVERAL.fullmatch(_OF.sub("", line.text.strip())))


def _heads(line: TextLine, competence: OutlineNode) -> bool:
    """Whether a line says the code of a compétence, its text, or both, and nothing else."""
    line = line._replace(text=_OF.sub("", line.text.strip()))
    code = codes.code(line.text, "competence")
    own = competence.document_code
    if code is None or own is None:
        is_its_text = headings.bare(line.text) == headings.bare(competence.text)
        return own is None and bool(competence.text) and is_its_text
    is_its_code = code.numbers == own.numbers and (code.word or code.letters == own.letters)
    return is_its_code and headings.bare(code.rest) in {"", headings.bare(competence.text)}


_AGAIN = re.compile(r"\s*[(\[\-\u2010-\u2015]\s*suite(?:\s+et\s+fin)?\s*[)\]]?\s*[.:]?$", re.IGNORECASE)
"""« C1 Prospecter (suite) »"""


def is_same(element: OutlineNode, item: ListItem) -> bool:
    """Whether an item says again an element of the bloc: on a later page, or on each row of a flat sheet."""
    text = _AGAIN.sub("", f" {item.text}").strip()
    if text != item.text:
        item = replace(item, text=text or element.text)
    if item.code and element.document_code and item.code.normal != element.document_code.normal:
        return False
    is_its_text = not item.text or headings.bare(element.text) == headings.bare(item.text)
    return is_its_text and bool(item.code) == bool(element.document_code)
