"""Texts that another reader of YAML takes for a number, a boolean, a date or nothing, unless they are quoted."""

import re
from collections.abc import Iterator
from functools import lru_cache
from types import UnionType
from typing import Annotated, Union, get_args, get_origin

from typing_extensions import TypeAliasType

from certeval.diagnostics import Path
from certeval.referentiel.models import Fichier
from certeval.rules.file_model import FileModel, Words

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
    return any(_texts(Fichier, path))


def _texts(kind: object, path: Path) -> Iterator[bool]:
    """What stands at a path within a value of a kind: for each form that it may have, whether it is a text."""
    if isinstance(kind, TypeAliasType):
        yield from _texts(kind.__value__, path)
        return
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated and arguments[0] is str:
        yield not path and any(isinstance(each, Words) for each in arguments[1:])
    elif origin is Annotated:
        yield from _texts(arguments[0], path)
    elif origin in {Union, UnionType}:
        for each in arguments:
            yield from _texts(each, path)
    elif origin in {tuple, dict} and path and isinstance(path[0], int) == (origin is tuple):
        yield from _texts(arguments[0 if origin is tuple else 1], path[1:])
    elif isinstance(kind, type) and issubclass(kind, FileModel) and path and path[0] in kind.model_fields:
        yield from _texts(kind.model_fields[str(path[0])].rebuild_annotation(), path[1:])
