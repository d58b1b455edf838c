"""A key of a session's file written anew: its draws, its timetables. All the rest of the text stays.

In: a session as it was read, the way to a key, what the key is to hold. Out: the bytes of the file that reads back so.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from textwrap import indent

import yaml
from yaml.nodes import MappingNode, Node

from certeval.exchange.minutes import TextChange, applied, below, end_of, line_break
from certeval.exchange.yaml_text import Tree, as_yaml
from certeval.jury import session as sessions
from certeval.jury.session import Session
from certeval.referentiel.quantities import Duree
from certeval.rules.declared import Declared
from certeval.sources.encoding import encoded
from certeval.sources.yaml import parse

Keys = tuple[str, ...]


def with_section(session: Session, keys: Keys, wanted: Mapping[str, object]) -> bytes | None:
    """The bytes of the session's file once what stands at `keys` is what `wanted`, by key of the root, says there.

    As little is written anew as can be; remarks inside that go with it. None where no way of writing reads back: a
    file in flow, say.
    """
    document = session.document
    root = yaml.compose(document.text, Loader=yaml.CSafeLoader)
    changed = session.model.model_copy(update=dict(wanted))
    for change in _ways(document.text, root, keys, as_tree(wanted)):
        data = encoded(applied(document.text, [change]), document.data)
        again, told = sessions.read(parse(data, document.file))
        if again is not None and again.model == changed and len(told) <= len(document.diagnostics):
            return data
    return None


def _ways(text: str, root: Node | None, keys: Keys, wanted: Tree) -> Iterator[TextChange]:
    """The ways of writing it, from the smallest: the last key that has a mapping to stand in, then those above."""
    parents: list[tuple[Node | None, Tree]] = [(root, wanted)]
    for key in keys[:-1]:
        node, tree = parents[-1]
        parents.append((_value(node, key), tree[key] if isinstance(tree, Mapping) else ""))
    for key, (node, tree) in reversed(list(zip(keys, parents, strict=True))):
        if isinstance(node, MappingNode) and not node.flow_style and node.value and isinstance(tree, Mapping):
            yield _change(text, node, key, tree[key])


def _value(node: Node | None, key: str) -> Node | None:
    pairs = node.value if isinstance(node, MappingNode) else ()
    return next((value for name, value in pairs if name.value == key), None)


def _change(text: str, parent: MappingNode, key: str, tree: Tree) -> TextChange:
    """Over the pair that is there, else below all others of its mapping."""
    column, between = parent.start_mark.column, line_break(text)
    written = indent(as_yaml({key: tree}, schema=None).rstrip("\n"), " " * column).replace("\n", between)
    for name, value in parent.value:
        if name.value == key:
            return TextChange(name.start_mark.index, end_of(value), written.lstrip(" "))
    if column:
        return below(text, end_of(parent), written.split(between))
    end = len(text.rstrip())
    return TextChange(end, end, f"{between * 2}{written}{'' if text[end:] else between}")


def as_tree(value: object) -> Tree:
    """A declared value as a tree of texts: keys that say nothing are left out."""
    if isinstance(value, Declared):
        return {key: as_tree(each) for key, each in value.says()}
    if isinstance(value, Mapping):
        return {str(key): as_tree(each) for key, each in value.items()}
    if isinstance(value, str):
        return value
    if isinstance(value, Sequence):
        return [as_tree(each) for each in value]
    if isinstance(value, Duree):
        return value.texte
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
