"""The official référentiel as a page of one file: a table of contents, an anchor for each code, no request.

A catalogue as a folder of them: an index, a page a version, one of what differs from the version before.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from certeval import messages
from certeval.documents.html.page import Page, as_html, asset, fill
from certeval.documents.official.build import publication
from certeval.documents.official.publication import (
    OfficialCell,
    OfficialTable,
    Publication,
    label_text,
    one_line,
    table_rows,
)
from certeval.messages import _
from certeval.referentiel.load import Referentiel
from certeval.render.differences import words
from certeval.render.referentiel.enregistrement import period
from certeval.render.words import visible
from certeval.versions.compare import Comparison, compare

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
    parts = (part for section in publication.sections for part in section.parts)
    shares = sorted({share for part in parts if isinstance(part, OfficialTable) for share in _shares(part)})
    # the page's policy refuses widths in attributes
    widths = "".join(f".w{share} {{ width: {share}%; }}\n" for share in shares)
    return as_html(Page(title, body, publication.langue, (asset(STYLE), widths)))


def _shares(table: OfficialTable) -> list[int]:
    """How many hundredths of its width each column of a table has."""
    return [100 * width // sum(table.widths) for width in table.widths]


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


INDEX = "index.html"
TAGS = {"=": "", "-": "del", "+": "ins"}
"""What stands around each run of a text that differs."""


def site(referentiels: Sequence[Referentiel], *, with_rules: bool) -> dict[str, bytes]:
    """The pages of the versions of a catalogue, which are by code and version, each by its path from the folder."""
    pages: dict[str, bytes] = {}
    certifications = []
    for code, group in groupby(referentiels, key=lambda each: each.code):
        versions = list(group)
        for i, version in enumerate(versions):
            with messages.in_language(version.langue):
                links = tuple(_links(versions, i))
                whole = publication(version, with_rules=with_rules)
                pages[f"{code}/{version.version}.html"] = html(whole, links)
                if i:
                    comparison = compare(versions[i - 1], version)
                    pages[f"{code}/{_differences_address(versions, i)}"] = _differences(comparison)
        with messages.in_language(versions[-1].langue):
            certifications.append(_index_entry(versions))
    langue = referentiels[0].langue
    with messages.in_language(langue):
        title = _("Référentiels")
        body = fill("official/index.html", title=title, certified=certifications)
        pages[INDEX] = as_html(Page(title, body, langue, (asset(STYLE),)))
    return pages


def _index_entry(versions: Sequence[Referentiel]) -> dict[str, object]:
    """A certification on the index: title, code, its versions from the latest, with period and addresses."""
    latest = versions[-1]
    rows = [
        {
            "version": each.version,
            "period": period(each.model.certification.en_vigueur),
            "address": f"{each.code}/{each.version}.html",
            "differences": f"{each.code}/{_differences_address(versions, i)}" if i else "",
        }
        for i, each in enumerate(versions)
    ]
    return {"title": one_line(latest.title), "code": latest.code, "versions": rows[::-1]}


def _differences_address(versions: Sequence[Referentiel], at: int) -> str:
    return f"{versions[at - 1].version}-{versions[at].version}.html"


def _links(versions: Sequence[Referentiel], at: int) -> Iterator[Link]:
    """From the page of a version: the index, the others, what differs."""
    yield Link(_("All référentiels"), f"../{INDEX}")
    for i, each in enumerate(versions):
        if i:
            before = versions[i - 1].version
            text = _("from {before} to {after}", before=before, after=each.version)
            yield Link(text, _differences_address(versions, i))
        yield Link(_("version {version}", version=each.version), "" if i == at else f"{each.version}.html")


def _differences(comparison: Comparison) -> bytes:
    """The page of what differs between two versions, and what it does to decisions."""
    old, new = comparison.old, comparison.new
    title = words.version_title(comparison)
    links = (
        Link(_("All référentiels"), f"../{INDEX}"),
        *(Link(_("version {version}", version=each.version), f"{each.version}.html") for each in (old, new)),
    )
    sections = [(_(words.TITLES[classe]), differences) for classe, differences in words.by_class(comparison)]
    body = fill(
        "official/differences.html",
        title=title,
        links=links,
        verdict=words.verdict(comparison),
        listed=sections,
        notes=list(words.notes(comparison)),
        counted=words.summary(comparison),
        proposing=words.proposal_heading(),
        proposed=words.proposals(comparison),
        words=words,
        visible=visible,
        tags=TAGS,
    )
    return as_html(Page(title, body, new.langue, (asset(STYLE),)))
