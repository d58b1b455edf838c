"""The words of headings: which kind of column, of row or of part of a document they announce."""

import re
import unicodedata
from functools import lru_cache

_WORDS = (
    ("detail", r"details?|organisation|deroulement|observations?|commentaires?"),
    ("duree", r"durees?"),
    ("transversale", r"competences? transversales?"),
    ("sous_competence", r"sous competences?"),
    ("savoir", r"savoirs?|connaissances?"),
    ("moyen", r"moyens?|ressources|plateaux? technique"),
    ("metier", r"metiers?|emplois? vises?"),
    ("bloc", r"blocs?|ccp|unites? (?:d|de|certificative)"),
    ("critere", r"criteres?|indicateurs?|attendus?|observables?|resultats? attendus?"),
    (
        "modalite",
        r"modalites?|epreuves?|(?:methodes?|outils?|situations?) d evaluation|mises? en situation",
    ),
    ("activite", r"activites?|missions?|taches?|situations? de travail|fonctions?"),
    ("competence", r"competences?|capacites?|aptitudes?"),
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
    return " ".join(
        re.sub(r"[^a-z0-9]+", " ", "".join(c for c in plain if not unicodedata.combining(c))).split()
    )


def kind(text: str) -> str:
    """The kind that a heading announces by the first of its words that does; empty where none does."""
    words = _FIRST.sub("", bare(text))
    matches = [
        (match.start(), i, name)
        for i, (name, pattern) in enumerate(_PATTERNS)
        if (match := pattern.search(words))
    ]
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
SAVOIR_FAIRE = re.compile(r"\s*savoir[s]?[- ]?faire\s*:\s*(?=\S)", re.IGNORECASE)
CONDITION = re.compile(
    r"\s*(?:conditions?|r[èe]gles?|modalit[ée]s?)\s+(?:de\s+|d['’]\s*)(?:validation|obtention|acquisition)[^:]{0,60}:\s*",
    re.IGNORECASE,
)
COUNT = re.compile(r"\s*\d{1,2}\s*[.)]?\s*[ÉEée]preuves?(?:\s+certificatives?)?\s*:?\s*", re.IGNORECASE)
"""`1 Epreuve :`, which says how many there are rather than a number."""


def is_metiers(text: str) -> bool:
    """Whether a line announces the métiers that follow it."""
    return bool(METIERS.fullmatch(bare(text)))
