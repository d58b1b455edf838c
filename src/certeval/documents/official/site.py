"""A catalogue as a folder of pages: an index, a page a version, one of what differs from the version before."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from certeval import messages
from certeval.documents.html.page import Page, as_html, asset, fill
from certeval.documents.official.build import publication
from certeval.documents.official.html import STYLE, Link, html
from certeval.documents.official.publication import one_line
from certeval.messages import _
from certeval.referentiel.load import Referentiel
from certeval.render.differences import words
from certeval.render.referentiel.enregistrement import period
from certeval.render.words import visible
from certeval.versions.compare import Comparison, compare

INDEX = "index.html"
TAGS = {"=": "", "-": "del", "+": "ins"}
"""What stands around each run of a text that differs."""


class IndexedVersion(NamedTuple):
    """A version on the index: its number, when it is in force, its page, that of what differs from the one before."""

    version: str
    period: str
    address: str
    differences: str


class IndexedCertification(NamedTuple):
    """A certification on the index: its title, its code, its versions from the latest."""

    title: str
    code: str
    versions: tuple[IndexedVersion, ...]


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


def _index_entry(versions: Sequence[Referentiel]) -> IndexedCertification:
    latest = versions[-1]
    rows = [
        IndexedVersion(
            each.version,
            period(each.model.certification.en_vigueur),
            f"{each.code}/{each.version}.html",
            f"{each.code}/{_differences_address(versions, i)}" if i else "",
        )
        for i, each in enumerate(versions)
    ]
    return IndexedCertification(one_line(latest.title), latest.code, tuple(reversed(rows)))


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
