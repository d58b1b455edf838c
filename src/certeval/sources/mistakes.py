"""The mistakes French authors make in YAML, recognised and named."""

import re

import yaml

from certeval.diagnostics import Kind, Span
from certeval.diagnostics.families import yaml as kinds
from certeval.sources.encoding import lines

_KEY_NO_BREAK = re.compile("^[ ]*(?:- +)*[\\w.-]+:[\u00a0\u202f]")
_TEXT_AFTER_KEY = re.compile(r"^\s*(?:- +)*(?:[\w.-]+\s*:\s+)?")
_SIGN = re.compile(r"[%@`]|[>|](?![+-]?\d?[+-]?\s*(?:#|$))|[*&!](?!\w+\s*$)")
"""A sign that YAML gives a meaning to, at the head of a value where it does not have this meaning."""

_REFUSED = re.compile("[^\t\n\r\x20-\x7e\x85\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML 1.1 §5.1 leaves out: control characters, surrogates, U+FFFE and U+FFFF."""


def first_not_ascii(text: str) -> tuple[Span, str]:
    """Where the first character outside ASCII stands, and the word it stands in."""
    for number, line in enumerate(lines(text), 1):
        for column, character in enumerate(line, 1):
            if ord(character) > 127:  # noqa: PLR2004 -- ASCII
                before = re.search("[^ \t]*$", line[: column - 1])
                after = re.search("[ \t]|$", line[column:])
                start = before.start() if before else column - 1
                end = column + (after.start() if after else 0)
                return Span(number, column, number, column + 1), line[start:end]
    return Span(1, 1, 1, 1), ""


def no_break_after_colon(text: str) -> int | None:
    """Where, in a plain text, a word, a colon and a no-break space stand for a key: `code: BC1`."""
    found = _KEY_NO_BREAK.match(text)
    return found.end() - 1 if found else None


def within(span: Span, offset: int) -> Span:
    """The one character at an offset of a span's first line."""
    return Span(span.line, span.column + offset, span.line, span.column + offset + 1)


def explain(error: yaml.YAMLError, text: str) -> tuple[Kind, Span, dict[str, object]]:
    """What a syntax error of YAML most likely comes from, and where it stands."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return _character(error, text)
    source = lines(text)
    number = min(mark.line, len(source) - 1)
    context = getattr(error, "context_mark", None)
    first = min(context.line, number) if context else number
    problem = str(getattr(error, "problem", None) or error)
    for candidate in (number, *range(number - 1, max(first, number - 3) - 1, -1)):
        named = _named(
            source[candidate], candidate + 1, problem, mark.column if candidate == number else None
        )
        if named:
            return named
    if context and "end of stream" in problem:
        mark, number = context, first
    width = len(source[number])
    span = Span(number + 1, min(mark.column, width) + 1, number + 1, min(mark.column + 1, width) + 1)
    return kinds.SYNTAX, span, {"problem": problem}


def _named(
    line: str, number: int, problem: str, column: int | None
) -> tuple[Kind, Span, dict[str, object]] | None:
    """The named mistake that a line shows, if it shows one."""

    def at(start: int, end: int) -> Span:
        return Span(number, start + 1, number, end + 1)

    if found := _KEY_NO_BREAK.match(line):
        return kinds.NO_BREAK_COLON, at(found.end() - 1, found.end()), {}
    value = _TEXT_AFTER_KEY.match(line)
    start = value.end() if value else 0
    rest = line[start:].rstrip()
    if _SIGN.match(rest):
        return kinds.STARTS_WITH_SIGN, at(start, len(line)), {"sign": rest[0], "text": rest}
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent or (column is not None and line[column : column + 1] == "\t"):
        tab = line.index("\t")
        return kinds.TAB, at(tab, tab + 1), {}
    if rest.startswith("'") and (quote := re.match(r"'[^']*'(?=\w)", rest)):
        return kinds.APOSTROPHE, at(start + quote.end() - 1, start + quote.end()), {}
    if column is not None and "mapping values" in problem and rest[:1] not in {"{", "["}:
        return kinds.COLON_IN_TEXT, at(column, column + 1), {}
    colon = re.search(r":(?=\s)", rest.split(" #")[0])
    if colon and rest[:1] not in {"{", "["} and ("mapping values" in problem or "expected ':'" in problem):
        return kinds.COLON_IN_TEXT, at(start + colon.start(), start + colon.end()), {}
    return None


def _character(error: yaml.YAMLError, text: str) -> tuple[Kind, Span, dict[str, object]]:
    """The character that YAML refuses anywhere: its reader gives a position, not a mark."""
    for number, line in enumerate(lines(text), 1):
        if refused := _REFUSED.search(line):
            span = Span(number, refused.start() + 1, number, refused.end() + 1)
            return kinds.FORBIDDEN_CHARACTER, span, {"character": f"U+{ord(refused[0]):04X}"}
    return kinds.SYNTAX, Span(1, 1, 1, 1), {"problem": str(error)}
