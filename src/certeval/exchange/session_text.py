"""A session's file with a decision more, or a key (draws, timetables) written anew: all the rest of its text stays.

In: a session as it was read, and what it is to hold. Out: the bytes of the file that reads back so.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from textwrap import indent
from typing import NamedTuple

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from certeval.exchange.yaml_text import Tree, as_flow, as_pairs, as_yaml
from certeval.jury import session as sessions
from certeval.jury.deliberation import DecisionDeJury
from certeval.jury.session import Session
from certeval.referentiel.texts import Duree
from certeval.rules.file_model import FileModel
from certeval.sources.encoding import LINE_BREAK, encode
from certeval.sources.yaml import parse

SITTING = "deliberation"
DECISIONS = "decisions"
_TO_COMMA = re.compile("(?:\\s|#[^\n\r\x85\u2028\u2029]*)*")


class TextChange(NamedTuple):
    """The text from `start` to `end`, in characters from 0, becomes `text`."""

    start: int
    end: int
    text: str


Changes = list[TextChange]
Keys = tuple[str, ...]


def with_decision(session: Session, decision: DecisionDeJury, at: int | None = None) -> bytes | None:
    """The file's bytes with a decision more, or in the place of one; None where none reads back so."""
    sitting = session.model.deliberation
    if sitting is None:
        return None
    before = sitting.decisions
    decisions = (*before, decision) if at is None else (*before[:at], decision, *before[at + 1 :])
    update = {SITTING: sitting.model_copy(update={DECISIONS: decisions})}
    return _sound_bytes(session, update, _decision_changes(session.document.text, decision, at))


def with_section(session: Session, keys: Keys, update: Mapping[str, object]) -> bytes | None:
    """The bytes of the session's file once what stands at `keys` is what `update`, by key of the root, says there.

    As little is written anew as can be; remarks inside that go with it. None where no way of writing reads back: a
    file in flow, say.
    """
    ways = _section_changes(session.document.text, keys, as_tree(update))
    return _sound_bytes(session, update, ways)


def _sound_bytes(session: Session, update: Mapping[str, object], ways: Iterable[Changes]) -> bytes | None:
    """The file as the first way writes it that reads back as the session with what is wanted, nothing more wrong."""
    document, target = session.document, session.model.model_copy(update=dict(update))
    for changes in ways:
        text = document.text
        for change in sorted(changes, reverse=True):
            text = text[: change.start] + change.text + text[change.end :]
        data = encode(text, document.data)
        again, diagnostics = sessions.read(parse(data, document.file))
        if again is not None and again.model == target and len(diagnostics) <= len(document.diagnostics):
            return data
    return None


def _decision_changes(text: str, decision: DecisionDeJury, at: int | None) -> Iterator[Changes]:
    """The ways of writing it, the one that keeps most to the file's own layout first."""
    pairs = {key: str(value) for key, value in decision.says()}
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    sitting = _value(root, SITTING)
    if not isinstance(sitting, MappingNode):
        return
    decisions = _value(sitting, DECISIONS)
    if isinstance(decisions, SequenceNode) and at is not None:
        yield [_replacement(text, decisions.value[at], pairs)]
    elif isinstance(decisions, SequenceNode):
        if decisions.flow_style:
            yield from _flow_changes(text, decisions, as_flow(pairs))
        elif decisions.value:
            yield [lines_below(text, end_of(decisions), _item(decisions, pairs))]
    elif sitting.flow_style:
        yield from _flow_changes(text, sitting, f"{DECISIONS}: [{as_flow(pairs)}]")
    else:
        column = " " * sitting.start_mark.column
        lines = [f"{column}{DECISIONS}:", f"{column}{' ' * _dash(root)}- {as_flow(pairs)}"]
        yield from ([lines_below(text, end_of(value), lines)] for _, value in reversed(sitting.value))


def _value(node: Node | None, name: str) -> Node | None:
    pairs = node.value if isinstance(node, MappingNode) else ()
    return next((value for key, value in pairs if isinstance(key, ScalarNode) and key.value == name), None)


def end_of(node: Node) -> int:
    """Where the last sign of a value ends: a collection in block has none of its own."""
    if isinstance(node, CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return end_of(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)


def _line_end(text: str, index: int) -> int:
    match = LINE_BREAK.search(text, index)
    return match.start() if match else len(text)


def _margin(text: str, index: int) -> str:
    """What stands on the line before an index."""
    breaks = list(LINE_BREAK.finditer(text, 0, index))
    return text[breaks[-1].end() if breaks else 0 : index]


def line_break(text: str) -> str:
    match = LINE_BREAK.search(text)
    return match[0] if match else "\n"


def lines_below(text: str, index: int, lines: list[str]) -> TextChange:
    """Lines below the one that holds what ends at an index, a remark that follows it on its line left there."""
    newline = line_break(text)
    if not _margin(text, index):  # a text line by line ends where the next line begins
        return TextChange(index, index, "".join(f"{line}{newline}" for line in lines))
    end = _line_end(text, index)
    return TextChange(end, end, "".join(f"{newline}{line}" for line in lines))


def _item(decisions: SequenceNode, pairs: Mapping[str, str]) -> list[str]:
    """The lines of an item after the others, written as the last one is."""
    last = decisions.value[-1]
    column = decisions.start_mark.column
    beside = last.start_mark.column - column if last.start_mark.column > column else 2
    dash = f"{' ' * column}-{' ' * (beside - 1)}"
    if last.flow_style:
        return [dash + as_flow(pairs)]
    first, *others = as_pairs(pairs)
    return [dash + first, *(f"{' ' * (column + beside)}{line}" for line in others)]


def _replacement(text: str, node: Node, pairs: Mapping[str, str]) -> TextChange:
    """Over an item, in its own layout."""
    if isinstance(node, CollectionNode) and not node.flow_style:
        between = f"{line_break(text)}{' ' * node.start_mark.column}"
        start, end = node.start_mark.index, end_of(node)
        end = start + len(text[start:end].rstrip())  # what a text line by line ends with is kept
        return TextChange(start, end, between.join(as_pairs(pairs)))
    return TextChange(node.start_mark.index, node.end_mark.index, as_flow(pairs))


def _flow_changes(text: str, node: CollectionNode, piece: str) -> Iterator[Changes]:
    """After the last item between brackets: below it where each has its line, else beside it."""
    inside = node.start_mark.index + 1
    if not node.value:
        yield [TextChange(inside, inside, piece)]
        return
    last = node.value[-1]
    begin, value = last if isinstance(last, tuple) else (last, last)
    start, end = begin.start_mark.index, end_of(value)
    margin = _margin(text, start)
    if not margin.strip():
        line = f"{line_break(text)}{margin}{piece}"
        blank = _TO_COMMA.match(text, end)
        comma = blank.end() if blank else end
        if text[comma : comma + 1] == ",":
            at = _line_end(text, comma)
            yield [TextChange(at, at, f"{line},")]
        elif (at := _line_end(text, end)) < node.end_mark.index:
            yield [TextChange(end, end, ","), TextChange(at, at, line)]
        else:
            yield [TextChange(end, end, f",{line}")]
    yield [TextChange(end, end, f", {piece}")]


def _dash(root: Node | None) -> int:
    """How far the dashes of this file's lists stand from their keys."""
    stack = [root] if root is not None else []
    while stack:
        node = stack.pop()
        for key, value in node.value if isinstance(node, MappingNode) else ():
            if isinstance(value, SequenceNode) and not value.flow_style:
                return int(value.start_mark.column - key.start_mark.column)
            stack.append(value)
    return 0


def _section_changes(text: str, keys: Keys, root_tree: Tree) -> Iterator[Changes]:
    """The ways of writing it, from the smallest: the last key that has a mapping to stand in, then those above."""
    parents: list[tuple[Node | None, Tree]] = [(yaml.compose(text, Loader=yaml.CSafeLoader), root_tree)]
    for key in keys[:-1]:
        node, tree = parents[-1]
        parents.append((_value(node, key), tree[key] if isinstance(tree, Mapping) else ""))
    for key, (node, tree) in reversed(list(zip(keys, parents, strict=True))):
        if isinstance(node, MappingNode) and not node.flow_style and node.value and isinstance(tree, Mapping):
            yield [_change(text, node, key, tree[key])]


def _change(text: str, parent: MappingNode, key: str, tree: Tree) -> TextChange:
    """Over the pair that is there, else below all others of its mapping."""
    column, between = parent.start_mark.column, line_break(text)
    block = indent(as_yaml({key: tree}, schema=None).rstrip("\n"), " " * column).replace("\n", between)
    for name, value in parent.value:
        if name.value == key:
            return TextChange(name.start_mark.index, end_of(value), block.lstrip(" "))
    if column:
        return lines_below(text, end_of(parent), block.split(between))
    end = len(text.rstrip())
    return TextChange(end, end, f"{between * 2}{block}{'' if text[end:] else between}")


def as_tree(value: object) -> Tree:
    """A declared value as a tree of texts: keys that say nothing are left out."""
    if isinstance(value, FileModel):
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
