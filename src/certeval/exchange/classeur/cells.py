"""A value of a file as the text of a cell, and back: a text as it is, anything else as YAML in flow."""

import re

from certeval.exchange.yaml_text import NOTHING, Tree, scalar
from certeval.sources import yaml
from certeval.text.cell_text import trim

MOST = 32_767
"""UTF-16 units that a cell holds."""
OPENING, QUOTES = "[{", "\"'"
_UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|_(?=[xX][0-9A-Fa-f]{4}_)")
"""What a spreadsheet, or the XML of a workbook, does not give back as it is."""


def cell(value: Tree) -> str:
    """The text of a cell that holds a value: one that might be taken for YAML, or be cut, stands between quotes."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value if is_plain(value) else _quote(value)
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_in_flow(key)}: {_inner(each)}' for key, each in value.items())}}}"
    return f"[{', '.join(map(_inner, value))}]"


def _inner(value: Tree) -> str:
    if value is None:
        return NOTHING
    return _in_flow(value) if isinstance(value, str) else cell(value)


def _in_flow(text: str) -> str:
    return _quote(text) if _UNSAFE.search(text) else scalar(text)


def _quote(text: str) -> str:
    bare = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{_UNSAFE.sub(lambda odd: f"{chr(92)}u{ord(odd[0]):04x}", bare)}"'


def is_plain(text: str) -> bool:
    """Whether a text is a cell's text as it is."""
    whole = bool(text) and text == trim(text) and text[0] not in OPENING + QUOTES
    return whole and not _UNSAFE.search(text)


def fits(text: str) -> bool:
    """Whether a cell can hold a text."""
    return len(text.encode("utf-16-le")) // 2 <= MOST


def value(text: str) -> "Tree | None":
    """What a cell says; None of a list or mapping that is no YAML. An unclosed quote is of a text."""
    bare = text.strip()
    if bare[0] not in OPENING + QUOTES:
        return trim(text)
    read = yaml.parse(bare.encode(), "")
    if isinstance(read.root, str | list | dict) and not read.diagnostics:
        return read.root
    return trim(text) if bare[0] in QUOTES else None
