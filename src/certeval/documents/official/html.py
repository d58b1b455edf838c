"""The official référentiel as a page of one file: a table of contents, an anchor for each code, no request."""

from collections.abc import Sequence
from typing import NamedTuple

from certeval.documents.html.page import Page, as_html, asset, fill
from certeval.documents.official.publication import (
    OfficialCell,
    OfficialTable,
    Publication,
    label_text,
    table_rows,
)

TEMPLATE, STYLE = "official/official.html", "official/official.css"
IN_CONTENTS = 2
"""The deepest level of titles in the table of contents."""


class Link(NamedTuple):
    """An address beside the page, and what is there; the page itself where it has none."""

    text: str
    address: str = ""


def html(publication: Publication, links: Sequence[Link] = ()) -> bytes:
    """The page of a document; `links` lead to what stands beside it, on a site."""
    body = fill(
        TEMPLATE,
        publication=publication,
        links=links,
        contents=[each for each in publication.sections if each.level <= IN_CONTENTS],
        rows=_rows,
        heads=_heads,
        shares=_shares,
        labelled=label_text,
    )
    title = f"{publication.title} · {publication.version}"
    return as_html(Page(title, body, publication.langue, (asset(STYLE), _widths(publication))))


def _shares(table: OfficialTable) -> list[int]:
    """How many hundredths of its width each column of a table has."""
    return [100 * width // sum(table.widths) for width in table.widths]


def _widths(publication: Publication) -> str:
    """The style of the columns of its tables: the page's policy refuses widths in attributes."""
    tables = [
        part for section in publication.sections for part in section.parts if isinstance(part, OfficialTable)
    ]
    shares = sorted({share for table in tables for share in _shares(table)})
    return "".join(f".w{share} {{ width: {share}%; }}\n" for share in shares)


def _heads(table: OfficialTable) -> list[list[OfficialCell]]:
    return [[each.cell for each in row if each.first] for row in table_rows(table.heads)]


def _rows(table: OfficialTable) -> list[list[tuple[OfficialCell, str]]]:
    """The cells that begin in each row, each with the heading right above it: a narrow screen shows them one by one."""
    under: dict[int, str] = {}
    for row in table_rows(table.heads):
        for each in row:
            if each.first:
                heads = dict.fromkeys(range(each.column, each.column + each.cell.columns))
                under |= dict.fromkeys(heads, " ".join(entry.text for entry in each.cell.entries))
    return [[(each.cell, under[each.column]) for each in row if each.first] for row in table_rows(table.rows)]
