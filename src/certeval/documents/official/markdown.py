"""The official référentiel in Markdown: tables whose cells hold several lines, an anchor for each code."""

from collections.abc import Iterable, Iterator
from html import escape

from certeval.documents.official.publication import (
    OfficialCell,
    OfficialEntry,
    OfficialTable,
    Part,
    Publication,
    label_text,
    table_rows,
)
from certeval.messages import _
from certeval.render.markdown import line_start, plain
from certeval.render.referentiel.page import pieces

BREAK = "<br>"


def markdown(publication: Publication) -> str:
    """A title, its contents, then each section; every text is shown as it is."""
    lines = [
        f"# {_text(publication.title)}",
        "",
        f"{plain(publication.kind)} · {plain(publication.name)}",
        "",
    ]
    lines += [
        f"{'  ' * (each.level - 1)}- [{_text(each.name)}](#{escape(each.anchor)})"
        for each in publication.sections
        if each.level < 3  # noqa: PLR2004 -- the deepest are not in the contents
    ]
    for section in publication.sections:
        lines += ["", f"{'#' * (section.level + 1)} {_anchor(section.anchor)}{_text(section.name)}"]
        for part in section.parts:
            lines += ["", *_part(part)]
    return "\n".join(lines) + "\n"


def _anchor(name: str) -> str:
    return f'<a id="{escape(name)}"></a>' if name else ""


def _part(part: Part) -> Iterator[str]:
    if isinstance(part, OfficialTable):
        yield from _table(part)
    elif part.kind == "paragraphs":
        for i, entry in enumerate(part.entries):
            yield from ([""] if i else [])
            yield from _paragraph(entry)
    else:
        for entry in part.entries:
            yield from _item(entry, 0)


def _paragraph(entry: OfficialEntry) -> Iterator[str]:
    yield ("> " if entry.style == "quote" else "") + _line(entry)
    for each in entry.below:
        yield ""
        yield from _paragraph(each)


def _item(entry: OfficialEntry, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}- {_line(entry)}"
    for each in entry.below:
        yield from _item(each, depth + 1)


def _table(table: OfficialTable) -> Iterator[str]:
    """A row of heads, as Markdown has it: those of a column one after the other."""
    heads = [
        [
            each
            for row in table_rows(table.heads)
            for each in row
            if each.first and each.column <= i < each.column + each.cell.columns
        ]
        for i in range(table.columns)
    ]
    yield _row(" – ".join(_cell(each.cell) for each in column if each.first) for column in heads)
    yield _row("---" for _column in heads)
    for row in table_rows(table.rows):
        yield _row(_cell(each.cell) if each.first else "" for each in row)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: OfficialCell) -> str:
    return BREAK.join(_cell_lines(cell.entries))


def _cell_lines(entries: Iterable[OfficialEntry], depth: int = 0) -> Iterator[str]:
    for entry in entries:
        yield "&emsp;" * depth + _line(entry)
        yield from _cell_lines(entry.below, depth + 1)


def _line(entry: OfficialEntry) -> str:
    """A text on one line, after its anchor, its code or its label."""
    text = f"<{entry.address}>" if entry.address else _text(entry.text)
    if entry.is_quoted:
        text = _("« {text} »", text=text)
    elif entry.style in {"note", "head"} and text:
        text = f"*{text}*"
    before = entry.code or label_text(entry)
    head = f"**{plain(before)}**" if before else ""
    if head and entry.target:
        head = f"[{head}](#{escape(entry.target)})"
    return _anchor(entry.anchor) + " ".join(filter(None, [head, text]))


def _text(text: str) -> str:
    """A text as it is: each of its lines, none of which begins a list or another title."""
    return line_start(BREAK.join(plain(piece.strip()) for piece in pieces(text)))
