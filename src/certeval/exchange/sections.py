"""A whole key of a session's file written anew: its draws, its timetable. All the rest of the text stays.

In: a session as it was read, a key of its root, what the key is to hold. Out: the bytes of the file that reads back so.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

import yaml
from yaml.nodes import MappingNode

from certeval.exchange.minutes import TextChange, applied, end_of, line_break
from certeval.exchange.yaml_text import Tree, as_yaml
from certeval.jury import session as sessions
from certeval.jury.session import Session
from certeval.rules.declared import Declared
from certeval.sources.encoding import encoded
from certeval.sources.yaml import parse


def with_section(session: Session, key: str, value: object) -> bytes | None:
    """The bytes of the session's file with a key that holds a value; remarks inside the old value go with it.

    None where it can't be written so that it reads back: a file in flow, say.
    """
    document = session.document
    root = yaml.compose(document.text, Loader=yaml.CSafeLoader)
    if not isinstance(root, MappingNode) or root.flow_style:
        return None
    text = as_yaml({key: as_tree(value)}, schema=None).rstrip("\n").replace("\n", line_break(document.text))
    data = encoded(applied(document.text, [_change(document.text, root, key, text)]), document.data)
    again, told = sessions.read(parse(data, document.file))
    wanted = session.model.model_copy(update={key: value})
    if again is None or again.model != wanted or len(told) > len(document.diagnostics):
        return None
    return data


def _change(text: str, root: MappingNode, key: str, section: str) -> TextChange:
    """Over the section that is there, else below all others."""
    for name, value in root.value:
        if name.value == key:
            return TextChange(name.start_mark.index, end_of(value), section)
    end = len(text.rstrip())
    between = line_break(text)
    return TextChange(end, end, f"{between * 2}{section}{'' if text[end:] else between}")


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
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
