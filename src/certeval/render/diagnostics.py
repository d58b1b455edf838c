"""Diagnostics for people and programs: a sentence and the way out, text with its source, JSON."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from certeval.diagnostics import Diagnostic, Place, Severity
from certeval.diagnostics.families.sheets import MORE
from certeval.messages import N_, _, plural
from certeval.render.json_text import json_document
from certeval.render.words import value_words, visible
from certeval.sources import encoding
from certeval.sources.compression import COMPRESSIONS, PARQUET
from certeval.text.breaks import wrap

ALL_OF = frozenset(
    {"documents", "keys", "parts", "levels", "elements", "headings", "dates", "columns", "rows", "signs"}
    | {"left", "lacks", "lacking", "sought", "blocs"}
)
"""Arguments that list all there is, rather than what one may choose."""
OUR_TEXTS = frozenset({"wanted", "what", "kind"})
"""Arguments whose text is one of ours rather than the user's. `contents` is when it names a shape."""


def message(diagnostic: Diagnostic) -> str:
    """What is wrong, in one sentence."""
    return _(diagnostic.kind.message).format_map(_Arguments(diagnostic))


def advice(diagnostic: Diagnostic) -> str:
    """The way out: how it is said here, or the word most likely meant, else the kind's help; empty without any."""
    if way := diagnostic.arguments.get("way"):
        return _(str(way)).format_map(_Arguments(diagnostic))
    if suggestion := diagnostic.arguments.get("suggestion"):
        return _("did you mean « {suggestion} »?", suggestion=suggestion)
    return _(diagnostic.kind.help).format_map(_Arguments(diagnostic)) if diagnostic.kind.help else ""


class _Arguments(dict[str, str]):
    """The arguments of a finding as words, made when a message asks for them."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__()
        self.diagnostic = diagnostic

    def __missing__(self, name: str) -> str:
        value = self.diagnostic.arguments[name]
        if name == "difference":
            return _difference(value)
        shape = name in OUR_TEXTS or (name == "given" and "wanted" in self.diagnostic.arguments)
        return value_words(value, ours=shape, every=name in ALL_OF)


def _difference(value: object) -> str:
    """A difference between two versions, in a few words; imported where there is one, which is seldom."""
    from certeval.render.differences.forms import in_short
    from certeval.versions.difference import Difference

    return in_short(value) if isinstance(value, Difference) else ""


SEVERITIES = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning"), Severity.INFO: N_("info")}
COUNTS = {
    Severity.ERROR: plural("{n} error", "{n} errors"),
    Severity.WARNING: plural("{n} warning", "{n} warnings"),
    Severity.INFO: plural("{n} remark", "{n} remarks"),
}
MOST_BYTES = 1 << 26
"""Bytes of a file that is not in UTF-8 of which lines are shown: all of it is decoded."""
WIDEST = 100
"""Columns of source shown: a longer line is cropped around the place."""
NARROW = 20
"""The fewest that are, however narrow the terminal is."""


class Sources:
    """The lines of the files that diagnostics are about, read once each: of those that were expected, these lines.

    `columns`: those of the terminal where they are shown, None elsewhere.
    """

    def __init__(self, contents: dict[str, bytes] | None = None, columns: int | None = None) -> None:
        self.contents = contents or {}
        self.columns = columns
        self._line_numbers: dict[str, set[int]] = {}
        self._lines: dict[str, dict[int, str]] = {}

    def expect(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Say what will be shown, so that of a large file no more is kept."""
        for each in diagnostics:
            for place in (each.place, *(link.place for link in each.related)):
                if place.span is not None and place.sheet is None:
                    self._line_numbers.setdefault(place.file, set()).add(place.span.line)

    def line(self, place: Place) -> str | None:
        """The line a place begins on, or None where there is no text to show."""
        if place.span is None or place.sheet is not None or place.personal:
            return None
        if place.file not in self._lines:
            self._lines[place.file] = self._read(place.file)
        return self._lines[place.file].get(place.span.line)

    def _read(self, file: str) -> dict[int, str]:
        if file in self.contents:
            return _all_lines(self.contents[file])
        try:
            if not Path(file).is_file():  # a pipe: what came through it is gone
                return {}
            with Path(file).open("rb") as stream:
                begins = stream.read(4)
                if begins.startswith((PARQUET, *COMPRESSIONS)):
                    return {}  # the places are those of the rows within
                stream.seek(0)
                some = encoding.lines_at(stream, self._line_numbers.get(file, ()))
                stream.seek(0)
                return (
                    _all_lines(stream.read(MOST_BYTES))
                    if some is None or file not in self._line_numbers
                    else some
                )
        except OSError:
            return {}


def _all_lines(data: bytes) -> dict[int, str]:
    source = encoding.decode(data)
    return dict(enumerate(encoding.lines(source.text), 1)) if isinstance(source, encoding.Text) else {}


def file_name(place: Place) -> str:
    """A file's name for programs: what is not text in it is shown as `?`."""
    return place.file.encode(errors="replace").decode()


def where(place: Place) -> str:
    """`file:line:column`, `file:sheet!cell` in a workbook, or the words of a place in another document."""
    file = visible(place.file)
    if place.sheet is None and place.cell is not None:
        return f"{file}: {visible(place.cell)}"
    if place.sheet is not None:
        return f"{file}:{visible(place.sheet)}!{place.cell or ''}"
    return file if place.span is None else f"{file}:{place.span.line}:{place.span.column}"


def text(diagnostics: list[Diagnostic], sources: Sources) -> str:
    """Each diagnostic with its source line, then how many there are of each severity."""
    sources.expect(diagnostics)
    blocks = [block(diagnostic, sources) for diagnostic in diagnostics]
    return "\n".join([*blocks, severity_counts(diagnostics)]) + "\n"


def severity_counts(diagnostics: list[Diagnostic]) -> str:
    """`2 errors, 1 warning`."""
    number: Counter[Severity] = Counter()
    for each in diagnostics:
        number[each.kind.severity] += _number(each)
    return ", ".join(count(number[severity]) for severity, count in COUNTS.items() if number[severity])


def _number(diagnostic: Diagnostic) -> int:
    """How many findings one is, or stands for."""
    more = diagnostic.arguments.get("more")
    return more if diagnostic.code == MORE.code and isinstance(more, int) else 1


def block(diagnostic: Diagnostic, sources: Sources) -> str:
    """One diagnostic: what is wrong, the line it stands on, what is related, the way out."""
    severity = _(SEVERITIES[diagnostic.kind.severity])
    lines = wrap(f"{severity}[{diagnostic.code}]: {message(diagnostic)}", sources.columns)
    lines.append(f"  --> {where(diagnostic.place)}")
    lines += _excerpt(diagnostic.place, sources, "^")
    for link in diagnostic.related:
        lines.append(f"  ::: {where(link.place)}: {_(link.message)}")
        lines += _excerpt(link.place, sources, "-")
    if help_text := advice(diagnostic):
        lines += wrap("   = " + _("help: {text}", text=help_text), sources.columns, " " * 5)
    return "\n".join(lines) + "\n"


def _excerpt(place: Place, sources: Sources, mark: str) -> list[str]:
    """The line, cropped around the place, and a mark under it."""
    line = sources.line(place)
    if line is None or place.span is None or not line.strip():
        return []
    span = place.span
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    end = max(start + 1, min(end, len(line)))
    gutter = f"{span.line:>4} | "
    widest = (
        WIDEST if sources.columns is None else min(WIDEST, max(sources.columns - len(gutter) - 2, NARROW))
    )
    first = 0 if end <= widest else max(0, start - widest // 3)
    excerpt = _one_line(line[first : first + widest])
    before = "…" if first else ""
    after = "…" if first + widest < len(line) else ""
    offset = width(before + _one_line(line[first:start]))
    length = max(1, width(_one_line(line[start : min(end, first + widest)])))
    return [f"{gutter}{before}{excerpt}{after}", f"{' ' * (len(gutter) - 2)}| {' ' * offset}{mark * length}"]


def _one_line(text_: str) -> str:
    """Text on one line: a tab is one space, a control character is shown as a box."""
    return "".join(
        " " if c == "\t" else "\ufffd" if unicodedata.category(c) in {"Cc", "Cf"} else c for c in text_
    )


def width(text_: str) -> int:
    """The columns a text takes at a terminal: wide characters two, combining ones none."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in {"W", "F"} else 1
        for c in text_
    )


def plain(diagnostic: Diagnostic) -> dict[str, object]:
    """A diagnostic as design §6 gives it in JSON."""
    return {
        "code": diagnostic.code,
        "gravite": diagnostic.kind.severity.value,
        "message": message(diagnostic),
        **_position(diagnostic.place),
        "aide": advice(diagnostic) or None,
        "liens": [
            {"message": _(link.message)}
            | {key: value for key, value in _position(link.place).items() if not key.startswith("fin_")}
            for link in diagnostic.related
        ],
    }


def _position(place: Place) -> dict[str, object]:
    span = place.span
    position: dict[str, object] = {
        "fichier": file_name(place),
        "ligne": span.line if span else None,
        "colonne": span.column if span else None,
        "fin_ligne": span.end_line if span else None,
        "fin_colonne": span.end_column if span else None,
    }
    if place.sheet is not None:
        position |= {"feuille": place.sheet, "cellule": place.cell}
    return position


def as_json(diagnostics: list[Diagnostic]) -> str:
    """The JSON document of design §6."""
    return json_document("certeval/diagnostics/1", diagnostics=list(map(plain, diagnostics)))
