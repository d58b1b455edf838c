"""The words of headings: which kind of column or of part of a document they announce; which rows are some."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from certeval.exchange.layout import LayoutCell, Row
from certeval.exchange.segmentation import codes

_WORDS = (
    ("detail", r"details?|organisation|deroulement|observations?|commentaires?"),
    ("duree", r"durees?"),
    ("transversale", r"competences? transversales?"),
    ("sous_competence", r"sous competences?"),
    ("savoir", r"savoirs?|connaissances?"),
    ("moyen", r"moyens?|ressources|plateaux? technique"),
    ("metier", r"metiers?|emplois? vises?"),
    ("bloc", r"blocs?|ccp|unites? (?:d|de|certificative)|domaines? de competences?"),
    ("critere", r"criteres?|indicateurs?|attendus?|observables?|resultats? attendus?"),
    (
        "modalite",
        r"modalites?|epreuves?|(?:methodes?|outils?|situations?) d evaluation|mises? en situation",
    ),
    ("activite", r"activites?|missions?|taches?|situations? de travail|fonctions?"),
    ("competence", r"competences?|capacites?|aptitudes?|sous domaines?"),
    ("code", r"codes?|numeros?|n|ref|reference|no"),
)
_PATTERNS = tuple((kind, re.compile(rf"\b(?:{words})\b")) for kind, words in _WORDS)
CONTENT = frozenset({"bloc", "activite", "competence", "critere", "modalite"})
"""The kinds of column that a table of a référentiel is told by."""
LONGEST = 120
"""Characters of the heading of a column: what is longer is a text."""
LETTERS = {
    "B": "bloc", "A": "activite", "C": "competence", "CR": "critere", "E": "modalite", "D": "duree", "S": "savoir",
    "M": "metier", "X": "",
}  # fmt: skip
"""How `--colonnes` names the kinds: `C=3,CR=4`."""

_NAMES = r"libelles?|intitules?|titres?|noms?"
_CODES = r"codes?|numeros?|n|no|ref|references?"
_FIRST = re.compile(
    rf"referentiels?\s+(?:d|de|des)\s+|(?:{_CODES})\s+(?:et\s+)?(?:{_NAMES})\s+|(?:{_NAMES})\s+(?:et\s+)?(?:{_CODES})\s+"
)
"""What comes before the word that announces a kind: « Code et libellé du bloc »."""
_PART = re.compile(r"(?:referentiels?|evaluations?)\b")


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """The words of a text, without case, accents nor signs."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", letters).split())


def kind(text: str) -> str:
    """The kind that a heading announces by the first of its words that does; empty where none does."""
    words = _FIRST.sub("", bare(text))
    finds = ((pattern.search(words), i, name) for i, (name, pattern) in enumerate(_PATTERNS))
    matches = [(match.start(), i, name) for match, i, name in finds if match]
    if not matches:
        return ""
    start, _, name = min(matches)
    return name if start < MOST_BEFORE else ""


def begins(text: str) -> bool:
    """Whether a text begins with the word that announces a kind, or with what référentiels call their parts."""
    words = bare(text)
    return bool(_PART.match(words)) or any(pattern.match(_FIRST.sub("", words)) for _, pattern in _PATTERNS)


MOST_BEFORE = 40
"""Characters before the word that announces a kind, in a heading."""

LABEL = re.compile(
    r"\s*(?:(?P<critere>crit[èe]res?)|modalit[ée]s?)(?:\s+d['’][ée]valuation)?\s*(?::\s*|$)", re.IGNORECASE
)
"""« Critères : » in the cell of modalités, and what comes back to these."""
EVALUATION = re.compile(r"(?:referentiels? d )?evaluations?")
"""The third part of a référentiel, which article L6113-1 says to hold critères and modalités."""
METIERS = re.compile(r"(?:metiers?|emplois?)(?: ou emplois?)?(?: vises?| accessibles?)?")
"""The words of a line that announces the métiers that follow it."""
SAVOIR_FAIRE = re.compile(r"\s*savoir[s]?[- ]?faire\s*:\s*(?=\S)", re.IGNORECASE)
CONDITION = re.compile(
    r"\s*(?:conditions?|r[èe]gles?|modalit[ée]s?)\s+(?:de\s+|d['’]\s*)(?:validation|obtention|acquisition)[^:]{0,60}:\s*",
    re.IGNORECASE,
)
COUNT = re.compile(r"\s*\d{1,2}\s*[.)]?\s*[ÉEée]preuves?(?:\s+certificatives?)?\s*:?\s*", re.IGNORECASE)
"""`1 Epreuve :`, which says how many there are rather than a number."""


def is_heading(rows: Sequence[Row], width: int) -> bool:
    """Whether two cells at least of some rows, short and without a code, announce kinds of column."""
    cells = [cell for row in rows for cell in distinct(row)]
    if len(cells) < 2:  # noqa: PLR2004 -- a title across is no heading
        return False
    kinds = {cell_kind(cell) for cell in cells} - {""}
    return len(kinds) > 1 and all(len(first_line(cell)) <= LONGEST for cell in cells) and width > 1


def cell_kind(cell: LayoutCell) -> str:
    """The kind that a heading cell announces: by its first line, else by all its words."""
    if len(cell.text) > 4 * LONGEST or any(codes.code(cell.text, each) for each in codes.WORDS):
        return ""
    return kind(first_line(cell)) or kind(cell.text)


def first_line(cell: LayoutCell) -> str:
    """The first line of a cell that is not blank."""
    return next((text for line in cell.lines if (text := line.text.strip())), "")


def has_letters(text: str) -> bool:
    code = codes.code(text, "critere")
    return code is not None and (bool(code.letters) or code.word)


def says_more(row: Row, above: Row) -> bool:
    """Whether a row goes on the headings above: only under wide ones, or with another kind than above it."""
    pairs = [(cell, above[cell.left]) for cell in distinct(row) if cell.left < len(above)]
    short = all(len(cell.text) <= LONGEST for cell, _ in pairs)
    if pairs and short and all(over and over.columns > 1 and cell_kind(cell) for cell, over in pairs):
        return True
    return is_of_headings(row) and any(
        over and cell_kind(cell) not in {"", cell_kind(over)} and (over.columns > 1 or not cell_kind(over))
        for cell, over in pairs
    )


def is_of_headings(row: Row) -> bool:
    """Whether all that a row says are short words that headings begin with, none across the table."""
    cells = distinct(row)
    return bool(cells) and all(
        cell.columns < len(row)
        and len(first_line(cell)) <= MOST_BEFORE
        and begins(first_line(cell))
        and not any(codes.code(cell.text, each) for each in codes.WORDS)
        for cell in cells
    )


def is_above(row: Row, below: Row, width: int) -> bool:
    """Whether a row heads the one below: a cell joins or spans it, or it says only words of headings."""
    cells = distinct(row)
    if len(cells) < 2 or any(has_letters(cell.text) for cell in cells):  # noqa: PLR2004 -- a title across
        return False
    is_joined = any(each is cell for each in below for cell in cells)
    return is_joined or any(1 < cell.columns < width for cell in cells) or is_of_headings(row)


def numbers_columns(row: Row) -> bool:
    """Whether a row numbers the columns: 1, 2, 3 or (a), (b)."""
    texts = [bare(cell.text) for cell in distinct(row)]
    orders = ([str(i + 1) for i in range(len(texts))], [chr(ord("a") + i) for i in range(len(texts))])
    return len(texts) > 1 and texts in orders


def distinct(row: Row) -> list[LayoutCell]:
    """The cells of a row, each once, blank ones left out."""
    cells = {id(cell): cell for cell in row if cell is not None}
    return [cell for cell in cells.values() if cell.text]
