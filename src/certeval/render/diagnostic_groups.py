"""Many diagnostics for people: the first of each kind with their source, then where the others stand."""

from collections.abc import Iterator

from certeval.diagnostics import Diagnostic, Place
from certeval.messages import _, plural
from certeval.render import diagnostics as rendering
from certeval.render.diagnostics import SEVERITIES, Sources, severity_counts
from certeval.render.words import visible

MOST_FULL = 3
"""How many of one kind are shown in full where there are many."""
MANY = 6
"""From how many on the others are listed."""
LINE = 96
MOST_PLACES, MOST_VALUES, LONGEST_VALUE = 400, 40, 40


def text(diagnostics: list[Diagnostic], sources: Sources) -> str:
    """As `render.diagnostics.text`, where no kind is repeated much in one file; the same counts at the end."""
    groups: dict[tuple[str, str], list[Diagnostic]] = {}
    for each in diagnostics:
        groups.setdefault((each.place.file, each.code), []).append(each)
    first = {
        id(each) for group in groups.values() for each in (group if len(group) < MANY else group[:MOST_FULL])
    }
    whole = [each for each in diagnostics if id(each) in first]
    sources.expect(whole)
    blocks = [rendering.block(each, sources) for each in whole]
    line = min(LINE, sources.columns or LINE)
    blocks += [_remaining_places(group[MOST_FULL:], line) for group in groups.values() if len(group) >= MANY]
    return "\n".join([*blocks, severity_counts(diagnostics)]) + "\n"


def _remaining_places(group: list[Diagnostic], columns: int) -> str:
    """What is left of a kind: each value as typed, with every place where it stands, in lines so wide."""
    kind, file = group[0].kind, visible(group[0].place.file)
    severity = _(SEVERITIES[kind.severity])
    more = plural("{n} more of this kind in {file}", "{n} more of this kind in {file}")
    lines = [f"{severity}[{kind.code}]: {more(len(group), file=file)}"]
    by_value: dict[str, list[Place]] = {}
    for each in group[:MOST_PLACES]:
        by_value.setdefault(str(each.arguments.get("value", "")), []).append(each.place)
    for value, places in list(by_value.items())[:MOST_VALUES]:
        label = f"« {visible(value[:LONGEST_VALUE])} » : " if value else ""
        lines += _wrap(f"  --> {label}", list(_addresses(places)), columns)
    count = sum(len(places) for places in list(by_value.values())[:MOST_VALUES])
    if count < len(group):
        rest = plural("and {n} other, which --format json lists", "and {n} others, which --format json lists")
        lines.append(f"  --> {rest(len(group) - count)}")
    return "\n".join(lines) + "\n"


def _addresses(places: list[Place]) -> Iterator[str]:
    """Places within one file: `Notes!B5, C5`, the sheet's name where it changes; `12:4` in a text."""
    sheet: str | None = None
    for place in places:
        if place.sheet is None:
            yield f"{place.span.line}:{place.span.column}" if place.span else visible(place.cell or "—")
            continue
        yield (place.cell or "") if place.sheet == sheet else f"{visible(place.sheet)}!{place.cell or ''}"
        sheet = place.sheet


def _wrap(head: str, words: list[str], columns: int) -> list[str]:
    """Words after a head, in lines so wide, the next ones below the first word."""
    lines, line = [], head
    for position, word in enumerate(words):
        piece = word + (", " if position < len(words) - 1 else "")
        if len(line) + len(piece) > columns and line.strip():
            lines.append(line.rstrip())
            line = " " * 6
        line += piece
    return [*lines, line]
