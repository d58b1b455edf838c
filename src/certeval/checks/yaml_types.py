"""Texts that another reader of YAML takes for a number, a boolean, a date or nothing, unless they are quoted."""

import re
from functools import lru_cache
from types import UnionType
from typing import Annotated, Union, get_args, get_origin

from typing_extensions import TypeAliasType

from certeval.declared.known_keys import annotations_at
from certeval.diagnostics import Path
from certeval.referentiel.models import Fichier
from certeval.rules.file_model import Words

CONSTANTS = re.compile(r"y|yes|n|no|true|false|on|off|null|~", re.IGNORECASE)
NUMBERS = re.compile(
    r"[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?|\.[0-9][0-9_]*(?:e[-+]?[0-9]+)?|0x[0-9a-f_]+|0o[0-7]+"
    r"|0b[01_]+|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|\.inf)|\.nan",
    re.IGNORECASE,
)
DATES = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \t].*)?")


def is_retyped(text: str, path: Path, *, is_key: bool) -> bool:
    """Whether a plain scalar where certeval wants a text is something else to YAML 1.1 or 1.2."""
    if is_key:
        return bool(CONSTANTS.fullmatch(text))
    has_other_type = any(pattern.fullmatch(text) for pattern in (CONSTANTS, NUMBERS, DATES))
    return has_other_type and _is_text(tuple(0 if isinstance(step, int) else step for step in path))


@lru_cache(maxsize=1024)
def _is_text(path: Path) -> bool:
    """Whether the models want a text there: words or a code, where a number would be something else."""
    return any(map(_is_words, annotations_at(Fichier, path)))


def _is_words(annotation: object) -> bool:
    """Whether one of the forms that a value may have is a text."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, TypeAliasType):
        return _is_words(annotation.__value__)
    if origin is Annotated and arguments[0] is str:
        return any(isinstance(each, Words) for each in arguments[1:])
    inner = arguments[:1] if origin is Annotated else arguments if origin in {Union, UnionType} else ()
    return any(map(_is_words, inner))
