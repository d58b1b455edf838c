"""A plain tree as a YAML file laid out by hand would be: short maps in flow, long texts folded, no text altered.

In: mappings, lists, texts, None for nothing. Out: the text of a file that `sources.yaml` reads back as the same tree.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from certeval.checks.yaml_types import is_retyped
from certeval.diagnostics import Path

Tree: TypeAlias = "str | Sequence[Tree] | Mapping[str, Tree] | None"
NOTHING = "~"

SCHEMA = "../referentiel.schema.json"
WIDTH = 110
"""How long a line is at most, where a text can be folded."""
SHORT_LIST = 60
"""How long a list of several words a item may be in flow: a longer one reads better as a column."""
MANY = 9
"""From how many short pairs on a map stands in flow on several lines, as the cells of a case do."""
SHORT_ITEM = 24
ELEMENT_KEYS = frozenset({"code", "cible", "texte", "libelle"})
"""What a map of its own lines holds, however short: an element, an écart, a quotation."""
SPACED_LIST = "blocs"
"""The list at the root whose items stand apart."""

_PLAIN = re.compile(r"""(?![-?:] |[-?:]$|[,\[\]{}#&*!|>'"%@`:?]|---|\.\.\.|(?:~|null|Null|NULL)$)[^\t]*""")
_MAPPING_SIGN = re.compile("[ \u00a0\u202f\u2007]#|:[ \u00a0\u202f\u2007]|:$|^<<$|^=$")
_IN_FLOW = re.compile(r"[,\[\]{}]|:[^\w/.]|^-")
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What YAML, or an editor, would not give back as it is."""
_FOLD = re.compile(r"(?<=[^ «]) (?=[^ »:;!?%])")
"""A single space where a line may end: French signs stay with the word that they close or open."""


def without_empty(tree: Mapping[str, Tree]) -> dict[str, Tree]:
    """A mapping without the keys that hold nothing."""
    return {key: each for key, each in tree.items() if each}


def as_yaml(tree: Mapping[str, Tree], *, schema: str | None = SCHEMA) -> str:
    """The text of a file; `schema` is what its modeline names, a path relative to the file."""
    lines = [f"# yaml-language-server: $schema={schema}"] if schema else []
    for i, (key, value) in enumerate(tree.items()):
        lines += [""] if i else []
        name = f"{_key(key, (key,))}:"
        if not value or isinstance(value, str):
            lines += _entry(name, value, 0, (key,))
        else:  # never in flow
            lines += [name, *_collection(value, 2 if isinstance(value, Mapping) else 0, (key,))]
    return "".join(f"{line}\n" for line in lines) if tree else "{}\n"


def rule_line(bearer: str, rule: Tree) -> str:
    """A rule on one line, as `validation` has it."""
    lines = as_yaml({"validation": {bearer: rule}}, schema=None).splitlines()[1:]
    return " ".join(line.strip() for line in lines)


def as_flow(tree: Mapping[str, Tree]) -> str:
    """A mapping in flow, on one line: its texts are of one line each."""
    return f"{{{', '.join(f'{_key(key, (key,))}: {_flow(each, (key,))}' for key, each in tree.items())}}}"


def as_pairs(tree: Mapping[str, str]) -> list[str]:
    """The pairs of a mapping, a line each, however long."""
    return [f"{_key(key, (key,))}: {_scalar(text, (key,), in_flow=False)}" for key, text in tree.items()]


def scalar(text: str) -> str:
    """A text on one line, as it may stand in flow."""
    return _scalar(text, (), in_flow=True)


def _entry(prefix: str, value: Tree, column: int, path: Path) -> Iterator[str]:
    """The lines of a value after its key or its dash, which begin at a column."""
    short = NOTHING if value is None else _inline_value(value, path)
    if value is None or (short is not None and len(prefix) + 1 + len(short) <= WIDTH):
        yield f"{prefix} {short}"
    elif isinstance(value, str):
        yield from _text(prefix, value, column + 2, path)
    elif (items := _items(value, path)) is not None:
        opening, closing = "{}" if isinstance(value, Mapping) else "[]"
        yield f"{prefix} {opening}"
        lines = _fill(items, " " * (column + 2), ", ")
        yield from (f"{line}," for line in lines[:-1])
        yield lines[-1] + closing
    elif prefix.endswith("-"):
        first, *others = _collection(value, column + 2, path)
        yield f"{prefix} {first[column + 2 :]}"
        yield from others
    else:
        yield prefix
        yield from _collection(value, column + 2 if isinstance(value, Mapping) else column, path)


def _collection(value: "Sequence[Tree] | Mapping[str, Tree]", column: int, path: Path) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, each in value.items():
            here = (*path, key)
            yield from _entry(f"{' ' * column}{_key(key, here)}:", each, column, here)
        return
    for i, item in enumerate(value):
        if i and path == (SPACED_LIST,):
            yield ""
        yield from _entry(" " * column + "-", item, column, (*path, i))


def _text(prefix: str, text: str, column: int, path: Path) -> Iterator[str]:
    """A text that does not stand beside its key: folded, kept line by line, or between quotes."""
    lines = text.split("\n")
    if len(lines) > 1 and _is_literal(lines):
        yield f"{prefix} |-"
        yield from (f"{' ' * column}{line}".rstrip(" ") for line in lines)
    elif _is_foldable(text) and _FOLD.search(text):
        yield f"{prefix} >-"
        yield from _fill(_FOLD.split(text), " " * column, " ")
    else:
        yield f"{prefix} {_scalar(text, path, in_flow=False)}"


def _is_foldable(text: str) -> bool:
    return bool(text) and text == text.strip() and not re.search(r"[\t\n]", text) and not _ODD.search(text)


def _is_literal(lines: list[str]) -> bool:
    is_trimmed = bool(lines[0] and lines[-1]) and all(line == line.rstrip() for line in lines)
    return is_trimmed and not lines[0][0].isspace() and not _ODD.search("".join(lines))


def _fill(pieces: Sequence[str], margin: str, between: str) -> list[str]:
    """Pieces put one after the other, as many on a line as its width takes."""
    lines, room = [margin + pieces[0]], WIDTH - len(between.strip())
    for piece in pieces[1:]:
        if len(lines[-1]) + len(between) + len(piece) > room:
            lines.append(margin + piece)
        else:
            lines[-1] += between + piece
    return lines


def _items(value: "Sequence[Tree] | Mapping[str, Tree]", path: Path) -> list[str] | None:
    """The pairs or items of a long collection of short texts; None where it is none."""
    if len(value) < MANY:
        return None
    flow = _flow_items(value, path)
    values = value.values() if isinstance(value, Mapping) else value
    fits = all(isinstance(each, str) for each in values) and flow is not None
    return flow if fits and flow and all(len(each) <= SHORT_ITEM for each in flow) else None


def _inline_value(value: "str | Sequence[Tree] | Mapping[str, Tree]", path: Path) -> str | None:
    """A value as it may stand on the line of its key; None where the house gives it lines of its own."""
    if isinstance(value, str):
        if "\n" in value and _is_literal(value.split("\n")):
            return None
        text = _scalar(value, path, in_flow=False)
        return None if text != value and " " in value and _is_foldable(value) else text
    if isinstance(value, Mapping):
        return _flow(value, path)
    if any(not isinstance(item, str) for item in value):
        return None
    flow = _flow(value, path)
    return flow if flow and (len(flow) <= SHORT_LIST or not any(" " in str(item) for item in value)) else None


def _flow(value: Tree, path: Path) -> str | None:
    """A value in flow, on one line; None where it holds an element or a text that takes several lines."""
    if value is None:
        return NOTHING
    if isinstance(value, str):
        return None if "\n" in value else _scalar(value, path, in_flow=True)
    items = _flow_items(value, path)
    if items is None:
        return None
    return f"{{{', '.join(items)}}}" if isinstance(value, Mapping) else f"[{', '.join(items)}]"


def _flow_items(value: "Sequence[Tree] | Mapping[str, Tree]", path: Path) -> list[str] | None:
    if isinstance(value, Mapping):
        if ELEMENT_KEYS & value.keys():
            return None
        steps: list[tuple[str, str | int, Tree]] = [
            (f"{_key(key, (*path, key))}: ", key, each) for key, each in value.items()
        ]
    else:
        steps = [("", i, each) for i, each in enumerate(value)]
    texts = [(name, _flow(each, (*path, step))) for name, step, each in steps]
    return None if any(each is None for _, each in texts) else [f"{name}{each}" for name, each in texts]


def _key(key: str, path: Path) -> str:
    plain = _is_plain(key, in_flow=True) and ":" not in key and not is_retyped(key, path, is_key=True)
    return key if plain else _quote(key)


def _scalar(text: str, path: Path, *, in_flow: bool) -> str:
    """A text on one line, between quotes where it, or another reader of YAML, asks for them."""
    plain = _is_plain(text, in_flow=in_flow) and not is_retyped(text, path, is_key=False)
    return text if plain else _quote(text)


def _is_plain(text: str, *, in_flow: bool) -> bool:
    whole = bool(text) and text == text.strip() and "\n" not in text
    safe = whole and bool(_PLAIN.fullmatch(text)) and not _MAPPING_SIGN.search(text) and not _ODD.search(text)
    return safe and not (in_flow and _IN_FLOW.search(text))


def _quote(text: str) -> str:
    if re.search(r'["\\]', text) and not re.search(r"[\t\n]", text) and not _ODD.search(text):
        return "'" + text.replace("'", "''") + "'"
    escape: Callable[[re.Match[str]], str] = lambda odd: f"\\u{ord(odd[0]):04x}"  # noqa: E731
    bare = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{_ODD.sub(escape, bare)}"'
