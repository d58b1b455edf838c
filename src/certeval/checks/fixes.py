"""What can be mended in a file without changing what it says: spaces, apostrophes, quotes around scalars.

Each change is a span of the text, so that comments and layout stay; the text made is read and checked again.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from certeval.checks import check_referentiel, prose
from certeval.checks.characters import AT_LINE_END, CURLY, DOUBLE, SPACES, TIGHT, by_apostrophe
from certeval.checks.prose import ProseText
from certeval.checks.yaml_types import is_retyped
from certeval.diagnostics import Diagnostic, Kind, Path, Span
from certeval.diagnostics.families import wording as kinds
from certeval.referentiel.load import compile_document
from certeval.sources import yaml
from certeval.sources.document import Document, Map, collections
from certeval.sources.encoding import LINE_BREAK, encode

FIXABLE = frozenset(
    {kinds.DOUBLE_SPACE, kinds.OUTER_SPACE, kinds.MIXED_APOSTROPHES, kinds.APOSTROPHES_DIFFER, kinds.NO_SPACE}
)
"""The findings about a text that have one way out."""
NO_BREAK = "\u00a0"
LINE_END = re.compile(r"[ \t]+(?=[\r\n\x85\u2028\u2029]|\Z)")
FRENCH_SPACE = {"«": f"«{NO_BREAK}"}
BARE = str.maketrans("’", "'", SPACES)


class FixResult(NamedTuple):
    """The text of a file once mended, and how many changes it took."""

    text: str
    changes: int

    def data(self, before: Document) -> bytes:
        """The bytes of the file, in its encoding, which keep the mark that some editors put first."""
        return encode(self.text, before.data)


class Replacement(NamedTuple):
    """The text from `start` to `end`, in characters from 0, becomes `text`."""

    start: int
    end: int
    text: str


class Scalar(NamedTuple):
    """A text or a key of the file as it is typed, quotes included, from `start` to `end`."""

    path: Path
    start: int
    end: int
    text: str
    is_key: bool

    @property
    def style(self) -> str:
        """`"`, `'`, `|`, `>`, or nothing where it is plain."""
        return self.text[:1] if self.text[:1] in "\"'|>" else ""


def fix(
    document: Document, today: date = date.min, wants: Callable[[Diagnostic], bool] = lambda _: True
) -> FixResult | None:
    """The text of a file, its fixable findings mended; None where there is nothing to mend.

    Findings that an écart answers, or that nobody `wants`, stay as they are; without `today`, no écart has
    expired. Quotes and line ends, which no finding is about, are always mended.
    """
    if document.root is None or any(d.kind.family == "Y" for d in document.diagnostics):
        return None
    diagnostics = _diagnostics(document, today)
    changes = list(_changes(document, [each for each in diagnostics if wants(each)]))
    fixes: list[Replacement] = []
    parts = [changes] if changes else []
    while parts:  # all at once, and where that is not sound in halves, down to the changes at fault
        part = parts.pop()
        if _is_sound(document, diagnostics, _apply(document.text, [*fixes, *part]), today):
            fixes += part
        elif len(part) > 1:
            parts += [part[len(part) // 2 :], part[: len(part) // 2]]
    return FixResult(_apply(document.text, fixes), len(fixes)) if fixes else None


def _diagnostics(document: Document, today: date) -> list[Diagnostic]:
    return check_referentiel(compile_document(document), today)


def _apply(text: str, changes: list[Replacement]) -> str:
    pieces, last = [], 0
    for change in sorted(changes):
        pieces += [text[last : change.start], change.text]
        last = change.end
    return "".join([*pieces, text[last:]])


def _is_sound(document: Document, diagnostics: list[Diagnostic], text: str, today: date) -> bool:
    """Whether a text reads as before but for spaces and apostrophes, and nothing new is found in it."""
    again = yaml.parse(text.encode(), document.file)
    if any(d.kind.family == "Y" for d in again.diagnostics):
        return False
    before, after = Counter(d.code for d in diagnostics), Counter(d.code for d in _diagnostics(again, today))
    return after <= before and _values(again.root) == _values(document.root)


def _values(root: object) -> list[tuple[object, ...]]:
    """Each key and each text, the latter without what fixes may change."""
    values: list[tuple[object, ...]] = []
    for path, node in collections(root):
        for step, value, _ in node.entries():
            text = value.translate(BARE) if isinstance(value, str) else None
            values.append((*path, step, type(value), text))
    return values


def _changes(document: Document, diagnostics: list[Diagnostic]) -> Iterator[Replacement]:
    """Every change of a file: its scalars', then its line ends'."""
    scalars = sorted(_scalars(document), key=lambda scalar: scalar.start)
    targets = _FixTargets(document, diagnostics)
    for scalar in scalars:
        text = _fix_scalar(scalar, targets)
        if text != scalar.text:
            yield Replacement(scalar.start, scalar.end, text)
    yield from _line_ends(document.text, scalars)


def _scalars(document: Document) -> Iterator[Scalar]:
    lines = [0, *(match.end() for match in LINE_BREAK.finditer(document.text)), len(document.text)]

    def scalar(path: Path, span: Span, *, is_key: bool = False) -> Scalar:
        start = lines[span.line - 1] + span.column - 1
        end = lines[min(span.end_line, len(lines)) - 1] + span.end_column - 1
        return Scalar(path, start, end, document.text[start:end], is_key)

    for path, node in collections(document.root):
        if isinstance(node, Map):
            yield from (scalar((*path, key), node.key_at(key), is_key=True) for key in node)
        for step, value, at in node.entries():
            if isinstance(value, str):
                yield scalar((*path, step), Span(*at))


def _fix_scalar(scalar: Scalar, targets: "_FixTargets") -> str:
    """What a scalar is to be typed as. One between double quotes that holds an escape is left alone."""
    style, text = scalar.style, scalar.text
    if style == '"' and "\\" in text:
        return text
    faults = () if scalar.is_key else targets.kinds_at(scalar.path)
    head, inner, tail = _quoted_parts(text, style)
    if style in {"", "'", '"'}:
        inner = re.sub(r"[ \t]+(?=[\r\n])", "", inner)
    for kind in faults:
        inner = _fix(inner, kind, style, to_curly=targets.to_curly)
    if not style and is_retyped(inner, scalar.path, is_key=scalar.is_key):
        return f'"{inner}"'
    return f"{head}{inner}{tail}"


def _quoted_parts(text: str, style: str) -> tuple[str, str, str]:
    """The quotes, or the header line of a block, apart from what they hold."""
    if style and style in "\"'":
        return style, text[1:-1], style
    if style and (first := LINE_BREAK.search(text)):
        return text[: first.end()], text[first.end() :], ""
    return "", text, ""


def _fix(inner: str, kind: Kind, style: str, *, to_curly: bool) -> str:
    """One finding's way out, throughout a text."""
    if kind is kinds.DOUBLE_SPACE:
        return DOUBLE.sub(_one_space, AT_LINE_END.sub("", inner))
    if kind is kinds.OUTER_SPACE:
        bare = re.sub(rf"(?<=\S)[{SPACES}]+(?=[\r\n]*\Z)", "", inner)
        bare = bare if style in {"|", ">"} else bare.lstrip(SPACES)
        return bare if bare.strip(SPACES) else inner
    if kind is kinds.NO_SPACE:
        return TIGHT.sub(lambda match: FRENCH_SPACE.get(match[0], NO_BREAK + match[0]), inner)
    if to_curly:
        return re.sub(r"(?<=\w)''(?=\w)" if style == "'" else r"(?<=\w)'(?=\w)", "’", inner)
    return CURLY.sub("''" if style == "'" else "'", inner)


def _one_space(run: re.Match[str]) -> str:
    """The space kept of several: the no-break one where there is one."""
    return next((c for c in run[0] if c not in " \t"), " ")


class _FixTargets:
    """Which texts have a finding left to mend, and which apostrophe most texts have."""

    def __init__(self, document: Document, diagnostics: list[Diagnostic]) -> None:
        places = [(d.kind, d.place.span) for d in diagnostics if d.kind in FIXABLE and d.place.span]
        passages = prose.read(document).passages if places else ()
        throughout = any(kind is kinds.APOSTROPHES_DIFFER for kind, _ in places)
        curly, straight = by_apostrophe(passages)
        self.to_curly = len(curly) >= len(straight)
        self._kinds: dict[Path, set[Kind]] = {}
        starts = [(passage.span.line, passage.span.column) for passage in passages]
        for kind, span in places:
            if kind is not kinds.APOSTROPHES_DIFFER:
                passage = passages[bisect_right(starts, (span.line, span.column)) - 1]
                if _holds(passage, span):
                    self._kinds.setdefault(passage.path, set()).add(kind)
        for passage in (straight if self.to_curly else curly) if throughout else ():
            self._kinds.setdefault(passage.path, set()).add(kinds.APOSTROPHES_DIFFER)

    def kinds_at(self, path: Path) -> list[Kind]:
        """The findings that a text has left, in the order of their codes."""
        return sorted(self._kinds.get(path, ()))


def _holds(passage: ProseText, span: Span) -> bool:
    at = passage.span
    return (at.line, at.column) <= (span.line, span.column) < (at.end_line, at.end_column)


def _line_ends(text: str, scalars: list[Scalar]) -> Iterator[Replacement]:
    """Spaces at the end of a line, but in texts (which are mended apart) and in comments."""
    after, end = 0, 0
    for match in LINE_END.finditer(text):
        while after < len(scalars) and scalars[after].start <= match.start():
            after, end = after + 1, max(end, scalars[after].end)
        at = match.start()
        line_start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
        if at >= end and "#" not in text[max(end, line_start) : at]:
            yield Replacement(at, match.end(), "")
