"""A flux held to the user's copy of the XSD (extra `xml`), nothing being fetched and no entity being read.

What libxml2 says repeats values, which are about persons: the element and the rule alone are kept.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

from certeval.exchange.accrochage import xml_text
from certeval.exchange.accrochage.passage import FluxEntete
from certeval.exchange.accrochage.spool import PassageRun, Spool
from certeval.sources import content

MOST_BYTES = 10_000_000
"""Of an XSD; that of the Caisse des Dépôts has twenty thousand."""
MOST_REFUSALS = 200
"""Passages after which no other refusal is looked for: they have one cause."""
_FACET = re.compile(r"\[facet '(\w+)'\]")
_ELEMENT = re.compile(r"Element '(?:\{[^}]*\})?(\w+)'")
_SAFE: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
_ELSEWHERE = tuple(f"{{http://www.w3.org/2001/XMLSchema}}{tag}" for tag in ("import", "include", "redefine"))


class XsdError(Exception):
    """Why a file can't be held to: `reason` is a code that `cli` words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Refusal(NamedTuple):
    """What the XSD refuses: section (None: above all) and number of the passage, the element, the rule."""

    section: PassageRun | None
    number: int
    element: str
    rule: str


class Xsd:
    """An XSD that was read."""

    def __init__(self, path: Path) -> None:
        """Raises OSError, and XsdError where it is no XML Schema, or takes others from elsewhere."""
        data = content.of_file(path, most=MOST_BYTES)
        if len(data) > MOST_BYTES:
            raise XsdError("large")
        try:
            tree: Any = etree.fromstring(data, etree.XMLParser(**_SAFE)).getroottree()
            if tree.docinfo.doctype or next(tree.iter(*_ELSEWHERE), None) is not None:
                raise XsdError("elsewhere")
            self._schema = etree.XMLSchema(tree)
        except (etree.XMLSyntaxError, etree.XMLSchemaParseError) as error:
            raise XsdError("no_schema") from error

    def accepts(self, file: Path) -> bool:
        """Whether a file is valid, read in memory that does not grow with it. Raises OSError."""
        tag = f"{{{xml_text.NAMESPACE}}}passageCertification"
        try:
            with file.open("rb") as stream:
                for _event, element in etree.iterparse(stream, tag=tag, schema=self._schema, **_SAFE):
                    element.clear()
                    while element.getprevious() is not None:
                        del element.getparent()[0]
        except etree.XMLSyntaxError:
            return False
        return True

    def refusals(self, spool: Spool, sections: Sequence[PassageRun], entete: FluxEntete) -> Iterator[Refusal]:
        """What it refuses of a file that it does not accept, passage by passage."""
        count = 0
        for section in sections:
            before = xml_text.heading(entete) + xml_text.titre_heading(section.titre)
            after = xml_text.TITRE_ENDING + xml_text.ENDING
            for number, text in enumerate(spool.passages(section), section.first):
                errors = list(self._of(before, text, after))
                for above, element, rule in errors:
                    yield Refusal(None if above else section, number, element, rule)
                count += bool(errors)
                if count >= MOST_REFUSALS or any(above for above, _, _ in errors):
                    return

    def _of(self, before: str, text: str, after: str) -> Iterator[tuple[bool, str, str]]:
        document = etree.fromstring((before + text + after).encode(), etree.XMLParser(**_SAFE))
        self._schema.validate(document)
        last = before.count("\n")
        log: Any = self._schema.error_log
        for each in log:
            facet, element = _FACET.search(each.message), _ELEMENT.search(each.message)
            rule = facet[1] if facet else each.type_name.removeprefix("SCHEMAV_").lower()
            yield each.line <= last, element[1] if element else "", rule
