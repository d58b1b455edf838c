"""The mistakes French authors make in YAML, recognised and named."""

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml
from yaml.reader import Reader

from certeval.diagnostics import Kind, Span, Word
from certeval.diagnostics.families import yaml as kinds
from certeval.messages import N_
from certeval.sources.encoding import KEY_NO_BREAK, lines

_DIRECTIVE = Word(N_("a line that begins with « % » is a directive, and none that YAML knows"))
_ESCAPE = Word(
    N_("a backslash between double quotes begins no sign that YAML knows: write two, or single quotes")
)
CLOSING = Word(N_("this bracket or brace closes none that is open: remove it, or open it"))
KEYS_ON_A_LINE = N_(
    'put the whole text between double quotes: "…"; keys on one line go between braces: {{code: C1, libelle: …}}'
)
PROBLEMS = {
    "did not find expected key": Word(N_("a key is expected here")),
    "did not find expected node content": Word(N_("a value is expected here")),
    "did not find expected <document start>": Word(N_("what stands before is whole, and this follows it")),
    "did not find expected '-' indicator": Word(N_("« - » is expected here, as before the items above")),
    "did not find expected ',' or '}'": Word(N_("a comma or a closing brace is expected here")),
    "did not find expected ',' or ']'": Word(N_("a comma or a closing bracket is expected here")),
    "could not find expected ':'": Word(N_("a colon is expected here, after the key")),
    "found unexpected ':'": Word(N_("no colon can stand here")),
    "mapping keys are not allowed in this context": Word(N_("no « ? » can stand here")),
    "mapping values are not allowed in this context": Word(N_("no key can stand here")),
    "block sequence entries are not allowed in this context": Word(N_("no item of a list can stand here")),
    "found character that cannot start any token": Word(N_("this sign begins nothing in YAML")),
    "found unexpected end of stream": Word(N_("the file ends before what is open is closed")),
    "found unexpected document indicator": Word(N_("`---` or `...` stands within a text")),
    "found unknown escape character": _ESCAPE,
    "did not find expected hexdecimal number": _ESCAPE,
    "found incompatible YAML document": _DIRECTIVE,
    "found unknown directive name": _DIRECTIVE,
    "found unexpected non-alphabetical character": _DIRECTIVE,
    "could not find expected directive name": _DIRECTIVE,
    "did not find expected version number": _DIRECTIVE,
    "did not find expected digit or '.' character": _DIRECTIVE,
    "did not find expected comment or line break": _DIRECTIVE,
    "did not find expected '!'": _DIRECTIVE,
}
"""What libyaml says of a syntax error, in words that are translated; the rest is given as it says it."""

Mistake = tuple[Kind, Span, dict[str, object]]

_INDENT_NO_BREAK = re.compile("^[ ]*(?:- +)*(?P<space>[\u00a0\u202f\u2007]+)\\s*(?P<key>[\\w.-]+)")
_TEXT_AFTER_KEY = re.compile(r"^\s*(?:- +)*(?:[\w.-]+\s*:\s+)?")
_KEY = re.compile(r"^(?P<before>\s*(?:- +)*)(?P<key>[\w.-]+)\s*:(?=\s|$)")
_LIKE_A_KEY = re.compile(r"[\s,;][a-z_]+$")
_KEY_IN_BRACES = re.compile(r"(?:^|[{,])\s*(?P<key>[\w.-]+:)$")
_SIGN = re.compile(r"%(?!YAML|TAG)|[@`]|[>|](?![+-]?\d?[+-]?\s*(?:#|$))|[*&!](?!\w+\s*$)")
"""A sign that YAML gives a meaning to, at the head of a value where it does not have this meaning."""
_AFTER_QUOTE = r"(?=\w|\s+(?!\w+\s*:\s)\w)"
_QUOTE = re.compile(rf"""(?:^|[:,\[{{-]) *(?:'(?:[^']|'')*'{_AFTER_QUOTE}|"(?:[^"\\]|\\.)*"{_AFTER_QUOTE})""")
_MISPLACED_DASH = re.compile(r"\s*-(?=\s)")
_DASH = re.compile(r"^\s*(?:-(?=[\w{\[\"'])|[\u2010-\u2015•·▪*]\s*)(?P<rest>\{.*|[\w.-]+\s*:(?:\s.*)?)$")


class _Error(NamedTuple):
    """A syntax error as libyaml gives it; lines and columns from 0.

    `line` and `column` are where it stops, `since` is where what it was reading began.
    """

    problem: str
    source: list[str]
    line: int
    column: int
    since: tuple[int, int]

    def near(self) -> Iterator[int]:
        """The lines that may show the cause, the nearest first."""
        yield self.line
        yield from range(self.line - 1, max(self.since[0], self.line - 3) - 1, -1)

    def columns(self, line: int) -> Iterator[int]:
        """Where on a line libyaml stops, or began."""
        yield from (column for at, column in ((self.line, self.column), self.since) if at == line)


def explain(error: yaml.YAMLError, text: str) -> Mistake:
    """What a syntax error of YAML most likely comes from, and where it stands."""
    mark = getattr(error, "problem_mark", None)
    # what YAML 1.1 §5.1 leaves out, which its reader refuses anywhere, gives a position, not a mark
    if mark is None:
        for number, each in enumerate(lines(text)):
            if match := Reader.NON_PRINTABLE.search(each):
                code = f"U+{ord(match[0]):04X}"
                return kinds.FORBIDDEN_CHARACTER, _at(number, match.start(), match.end()), {"character": code}
        return kinds.SYNTAX, Span(1, 1, 1, 1), {"problem": str(error)}
    source, context = lines(text), getattr(error, "context_mark", None) or mark
    last = len(source) - 1  # libyaml counts a line more where this one has no end
    line, column = (mark.line, mark.column) if mark.line <= last else (last, len(source[last]))
    since = (min(context.line, last), context.column)
    syntax_error = _Error(str(getattr(error, "problem", "")), source, line, column, since)
    above = range(syntax_error.line, max(-1, syntax_error.line - 4), -1)
    dashes = (_dash(syntax_error, line) for line in above)
    others = (name(syntax_error, line) for line in syntax_error.near() for name in _NAMES)
    if mistake := next((each for each in itertools.chain(dashes, others) if each), None):
        return mistake
    width = len(syntax_error.source[syntax_error.line])
    span = _at(syntax_error.line, min(syntax_error.column, width), min(syntax_error.column + 1, width))
    sign = syntax_error.source[syntax_error.line][syntax_error.column : syntax_error.column + 1]
    within_block = str(getattr(error, "context", "")).startswith("while parsing a block")
    closes = CLOSING if sign in {"}", "]"} and within_block else None
    return kinds.SYNTAX, span, {"problem": closes or PROBLEMS.get(syntax_error.problem, syntax_error.problem)}


def _at(line: int, start: int, end: int) -> Span:
    return Span(line + 1, start + 1, line + 1, end + 1)


def _no_break(error: _Error, line: int) -> Mistake | None:
    """`code: BC1`, with a no-break space after the colon, or in the indentation."""
    if indent := _INDENT_NO_BREAK.match(error.source[line]):
        key = {"key": indent["key"]}
        return kinds.NO_BREAK_KEY, _at(line, indent.start("space"), indent.end("space")), key
    match = KEY_NO_BREAK.match(error.source[line])
    return (kinds.NO_BREAK_COLON, _at(line, match.end() - 1, match.end()), {}) if match else None


def _sign(error: _Error, line: int) -> Mistake | None:
    """`plus_de: > 50 %`, `%50`, `- un tiret`: at the head of a value, or where libyaml stops."""
    text = error.source[line]
    value = _TEXT_AFTER_KEY.match(text)
    start = value.end() if value else 0
    flow = text[start : start + 1] in {"{", "["}
    for column in error.columns(line):
        dash = "block sequence entries" in error.problem and text[column : column + 1] == "-"
        if dash or _SIGN.match(text, column):
            start = column
    if start == len(text) or not (_SIGN.match(text, start) or text[start] == "-"):
        return None
    if text[start] == "-" and "block sequence entries" not in error.problem:
        return None
    scalar = re.split(r"\s*[,\]}]", text[start:])[0] if flow else text[start:].rstrip()
    arguments: dict[str, object] = {"sign": text[start], "text": scalar}
    return kinds.STARTS_WITH_SIGN, _at(line, start, start + len(scalar)), arguments


def _tab(error: _Error, line: int) -> Mistake | None:
    """A tab in an indentation, or where libyaml stops."""
    text = error.source[line]
    indent = len(text) - len(text.lstrip())
    stops = (column for column in error.columns(line) if text[column : column + 1] == "\t")
    tab = text.find("\t", 0, indent)
    tab = next(stops, -1) if tab < 0 else tab
    return (kinds.TAB, _at(line, tab, tab + 1), {}) if tab >= 0 else None


def _quote(error: _Error, line: int) -> Mistake | None:
    """`'l'étude'`, `"dit "oui""`, `"Vendre" et gérer`."""
    quote = _QUOTE.search(error.source[line])
    if quote is None:
        return None
    return kinds.QUOTE, _at(line, quote.end() - 1, quote.end()), {"sign": quote[0][-1]}


def _dash(error: _Error, line: int) -> Mistake | None:
    """`-code: C1`, `– code: C1`: an item of a list without its hyphen and its space."""
    match = _DASH.match(error.source[line])
    if match is None:
        return None
    start = len(error.source[line]) - len(error.source[line].lstrip())
    arguments: dict[str, object] = {"text": error.source[line].strip()[:1], "rest": match["rest"]}
    return kinds.DASH, _at(line, start, match.start("rest")), arguments


def _no_end(error: _Error, line: int) -> Mistake | None:
    """A quote, bracket or brace that the following lines never close."""
    at, column = error.since
    sign = error.source[at][column : column + 1]
    rest = [error.source[error.line][error.column :], *error.source[error.line + 1 :]]
    ends = _begins(error.source[line]) if line > at else not any(text.strip() for text in rest)
    beyond = line == error.line and ends
    if (beyond and sign in {"[", "{"}) or ("end of stream" in error.problem and sign in {"'", '"'}):
        return kinds.UNCLOSED, _at(at, column, column + 1), {"sign": sign}
    return None


def _begins(text: str) -> bool:
    """Whether a line begins an entry of a block, as one that a bracket holds would not."""
    return not text.strip() or text.lstrip().startswith("- ") or _KEY.match(text) is not None


def _indentation(error: _Error, line: int) -> Mistake | None:
    """A key that libyaml did not expect where the line begins, because of its indentation."""
    if line != error.line or re.search("',' or|expected ':'", error.problem):
        return None
    match = _KEY.match(error.source[line])
    if dash := _MISPLACED_DASH.match(error.source[line]):
        is_here = error.column <= dash.end()
        return (kinds.MISALIGNED, _at(line, dash.end() - 1, dash.end()), {"key": "-"}) if is_here else None
    if match is None:
        return None
    before = len(match["before"])
    if "mapping values" in error.problem:
        if error.column != match.end() - 1 or not _goes_on(error.source, line):
            return None
    elif error.column > before:
        return None
    return kinds.MISALIGNED, _at(line, before, before + len(match["key"])), {"key": match["key"]}


def _goes_on(source: list[str], line: int) -> bool:
    """Whether YAML takes a line for the next one of the text above: it stands further right than the key."""
    above = [text for text in source[:line] if text.strip()]
    here = _content(source[line])
    key = next((text for text in reversed(above) if _content(text) < here or _KEY.match(text)), "")
    return bool(key) and _content(key) < here


def _content(text: str) -> int:
    """The column where a line's text begins, after the dashes of a list."""
    match = re.match(r"^\s*(?:- +)*", text)
    return match.end() if match else 0


def _no_colon(error: _Error, line: int) -> Mistake | None:
    """A key without its colon, or without the space after it: `libelle:Le plan`, `{plus_de:}`, `{note:{sur: 20}}`."""
    if line == error.line and "unexpected ':'" in error.problem:
        key = _KEY_IN_BRACES.search(error.source[line], 0, error.column + 1)
        return (kinds.NO_COLON, _at(line, key.start("key"), key.end()), {"text": key["key"]}) if key else None
    if line != error.line or not re.search("mapping values|expected ':'", error.problem):
        return None
    for at in range(line, max(-1, line - 2), -1):
        text, start = error.source[at], _content(error.source[at])
        if text[start:].strip() and not re.search(r":(?=\s|$)", text):
            return kinds.NO_COLON, _at(at, start, len(text.rstrip())), {"text": text.strip(" -")}
    return None


def _colon(error: _Error, line: int) -> Mistake | None:
    """`intitule: Bloc 1 : vendre`."""
    text = error.source[line]
    here = error.column if line == error.line else -1
    if text[here : here + 1] == ":" and re.search("mapping values|',' or", error.problem):
        way: dict[str, object] = {"way": KEYS_ON_A_LINE} if _LIKE_A_KEY.search(text, 0, here) else {}
        return kinds.COLON_IN_TEXT, _at(line, here, here + 1), way
    value = _TEXT_AFTER_KEY.match(text)
    start = value.end() if value else 0
    colon = re.search(r":(?=\s)", text[start:].split(" #")[0])
    if colon and "expected ':'" in error.problem and text[start : start + 1] not in {"{", "["}:
        return kinds.COLON_IN_TEXT, _at(line, start + colon.start(), start + colon.end()), {}
    return None


_NAMES = (_no_break, _sign, _tab, _quote, _no_end, _indentation, _no_colon, _colon)
