"""The files of a .docx, and the ZIP that holds them."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from certeval.documents.official.publication import Publication
from certeval.documents.official.word.body import (
    DECLARATION,
    MAIN,
    PACKAGE_RELATIONS,
    Body,
    attribute,
    field,
    paragraph,
    run,
    text,
)
from certeval.messages import _

PARTS = Path(__file__).parent / "parts"
CONSTANT_FILES = (
    "[Content_Types].xml",
    "_rels/.rels",
    "word/settings.xml",
    "word/numbering.xml",
    "word/styles.xml",
)
"""What is the same in every document, but for its language. The first must come first."""
DEFAULT_DAY = "2000-01-01"
"""When a document says it was made, where nothing declares a day: the same référentiel is the same bytes."""
LANGUAGES = {
    "fr": "fr-FR",
    "en": "en-GB",
    "de": "de-DE",
    "es": "es-ES",
    "it": "it-IT",
    "nl": "nl-NL",
    "pt": "pt-PT",
}
_EPOCH = (1980, 1, 1, 0, 0, 0)
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OWN = {
    "styles": "styles.xml",
    "numbering": "numbering.xml",
    "settings": "settings.xml",
    "footer": "footer1.xml",
}


def docx(publication: Publication) -> bytes:
    """The bytes of the document."""
    content = BytesIO()
    with ZipFile(content, "w") as package:
        for name, data in _files(publication):
            about = ZipInfo(name, _EPOCH)
            about.compress_type = ZIP_DEFLATED
            package.writestr(about, data)
    return content.getvalue()


def _files(publication: Publication) -> Iterator[tuple[str, str]]:
    langue = LANGUAGES.get(publication.langue, publication.langue)
    for name in CONSTANT_FILES:
        yield name, (PARTS / name).read_text(encoding="utf-8").replace("{langue}", attribute(langue))
    body = Body()
    yield "word/document.xml", body.document(publication)
    yield "word/footer1.xml", _footer(publication)
    yield "word/_rels/document.xml.rels", _relations(body.addresses)
    yield "docProps/core.xml", _properties(publication, langue)


def _relations(addresses: dict[str, str]) -> str:
    own = [
        f'<Relationship Id="rId{i}" Type="{_TYPES}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(_OWN.items(), 1)
    ]
    links = [
        f'<Relationship Id="{name}" Type="{_TYPES}/hyperlink" Target="{attribute(address)}" TargetMode="External"/>'
        for address, name in addresses.items()
    ]
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE_RELATIONS}">{"".join(own + links)}</Relationships>'


def _footer(publication: Publication) -> str:
    """What the document is and of which version, then the page of how many."""
    words = f"{publication.kind} · {publication.name} · {publication.digest}"
    pages = _("page {page} of {pages}", page="\0", pages="\0").split("\0")
    numbers = [run(pages[0]), field("PAGE"), run(pages[1]), field("NUMPAGES"), run(pages[2])]
    inside = paragraph("Footer", run(words) + "<w:r><w:tab/></w:r>" + "".join(numbers))
    return f'{DECLARATION}<w:ftr xmlns:w="{MAIN}">{inside}</w:ftr>'


def _properties(publication: Publication, langue: str) -> str:
    when = f"{publication.day.isoformat() if publication.day else DEFAULT_DAY}T00:00:00Z"
    stamp = '<dcterms:{0} xsi:type="dcterms:W3CDTF">{1}</dcterms:{0}>'
    elements = [
        f"<dc:title>{text(publication.title)}</dc:title>",
        f"<dc:subject>{text(f'{publication.kind} {publication.name}')}</dc:subject>",
        f"<dc:creator>{text(', '.join(publication.authors))}</dc:creator>",
        f"<dc:language>{text(langue)}</dc:language>",
        stamp.format("created", when),
        stamp.format("modified", when),
        f"<cp:version>{text(publication.version)}</cp:version>",
    ]
    spaces = (
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    return f"{DECLARATION}<cp:coreProperties {spaces}>{''.join(elements)}</cp:coreProperties>"
