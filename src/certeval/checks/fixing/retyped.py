"""Texts that another reader of YAML takes for a number, a boolean, a date or nothing, unless they are quoted."""

import re

from certeval.diagnostics import Path

WORDS = re.compile(r"y|yes|n|no|true|false|on|off|null|~", re.IGNORECASE)
NUMBERS = re.compile(
    r"[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?|\.[0-9][0-9_]*(?:e[-+]?[0-9]+)?|0x[0-9a-f_]+|0o[0-7]+"
    r"|0b[01_]+|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|\.inf)|\.nan",
    re.IGNORECASE,
)
DATES = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \t].*)?")
TEXTS = frozenset(
    (
        *("libelle", "intitule", "code", "code_source", "version", "reference", "texte", "nom"),
        *("cible", "constat", "decision", "langue", "rncp"),
    )
)
LISTS = frozenset(("metiers", "savoir_faire", "certificateurs", "niveaux", "evalue", "competences", "liens"))
"""The keys whose value, or whose items, are texts to certeval."""


def is_retyped(typed: str, path: Path, *, is_key: bool) -> bool:
    """Whether a plain scalar where certeval wants a text is something else to YAML 1.1 or 1.2."""
    if is_key:
        return bool(WORDS.fullmatch(typed))
    wanted = path[-1:] and path[-1] in TEXTS
    listed = len(path) > 1 and isinstance(path[-1], int) and path[-2] in LISTS
    patterns = (WORDS, NUMBERS, DATES) if wanted or listed or path[-2:-1] == ("definitions",) else ()
    return any(pattern.fullmatch(typed) for pattern in patterns)
