"""The items of a framework: every element of a référentiel once, and the compétences transversales; what links them.

Other systems call them by identifiers that anyone computes again, below the address of who publishes them.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final, Literal, NamedTuple, get_args
from uuid import NAMESPACE_URL, uuid5

from certeval.messages import N_, _
from certeval.referentiel.blocs import Activite, Bloc
from certeval.referentiel.load import Referentiel
from certeval.referentiel.tree import ASSESSMENT_KINDS, Element, Kind, reprises
from certeval.render.words import SHAPES

ADDRESS: Final = re.compile(r"https?://[^\s<>\"\\^`{|}]+|did:[a-z0-9]+:[A-Za-z0-9._:%-]+", re.ASCII)
"""What may name whoever delivers a certification: an address on the web, or a decentralized identifier."""
SERVICE: Final = "ims/case/v1p1"
"""Where the things of a framework stand below the address of who publishes it (CASE 1.1, REST binding)."""
_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")


class CaseNames(NamedTuple):
    """How the things of one version are called: by whom it is delivered (their legal names, in order; empty where none
    is declared), its code, its version, an address or none.
    """

    certificateur: str
    code: str
    version: str
    adresse: str = ""

    def identifier(self, *parts: str) -> str:
        """The UUID of a thing, version 5 (RFC 9562): that of `certeval:` and of a JSON list of what it is, as
        `["École Exemple","conseiller","1.0.0","CFItem","BC1"]`, in the namespace of addresses.
        """
        name = json.dumps([self.certificateur, self.code, self.version, *parts], separators=(",", ":"))
        return str(uuid5(NAMESPACE_URL, f"certeval:{name}"))

    def uri(self, resource: str, identifier: str) -> str:
        """Where a thing is to be found, below the address; without one on the web, its identifier as a URN."""
        if not self.adresse.startswith("http"):
            return f"urn:uuid:{identifier}"
        return f"{self.adresse.rstrip('/')}/{SERVICE}/{resource}/{identifier}"

    def item(self, code: str) -> str:
        """The identifier of an element."""
        return self.identifier("CFItem", code)

    def uri_of_item(self, code: str) -> str:
        return self.uri("CFItems", self.item(code))


def names(referentiel: Referentiel, adresse: str = "") -> CaseNames:
    """How the things of a référentiel are called."""
    certificateur = ", ".join(one_line(each.nom) for each in referentiel.model.certification.certifiers)
    return CaseNames(certificateur, referentiel.code, referentiel.version, adresse)


def one_line(text: str) -> str:
    """A text as the field of a line holds it, its breaks and tabs as spaces (NormalizedString)."""
    return _BREAKS.sub(" ", text)


TRANSVERSALE = "transversale"
TYPES: Mapping[str, str] = {
    **{each: SHAPES[each] for each in get_args(Kind)},
    TRANSVERSALE: N_("compétence transversale"),
}
"""What items are, by kind of element."""
LinkType = Literal["isChildOf", "isRelatedTo", "isPartOf"]


class Item(NamedTuple):
    """One statement of a framework. `key` tells it from all others: its code, where it is an element; `parent` is the
    code of the one that it stands under, None for the document.
    """

    key: str
    code: str
    kind: str
    statement: str
    parent: str | None
    notes: str = ""


class Association(NamedTuple):
    """A link of an item, by its key, to another or the document (None); `sequence` orders children."""

    kind: LinkType
    origin: str
    destination: str | None
    sequence: int | None = None


def items(referentiel: Referentiel) -> list[Item]:
    """The items, in the order of the file. What has no wording of its own is stated by its code."""
    statements = []
    for each in referentiel.elements.values():
        condition = each.model.condition if isinstance(each.model, Bloc) else None
        # the official sentence that says what a bloc takes
        notes = one_line(condition.texte) if condition else ""
        wording = each.wording or each.code
        statements.append(Item(each.code, each.code, each.kind, wording, each.parent, notes))
    return statements + [
        Item(_key(i, each.code), each.code, TRANSVERSALE, each.libelle, None)
        for i, each in enumerate(referentiel.model.certification.transversales)
    ]


def _key(place: int, code: str) -> str:
    """What tells a compétence transversale apart: nothing keeps its code from being another's."""
    return f"{TRANSVERSALE} {place} {code}"


def type_of(kind: str) -> str:
    """What an item is, in words, as a heading."""
    words = _(TYPES[kind])
    return words[:1].upper() + words[1:]


def associations(referentiel: Referentiel, statements: list[Item]) -> list[Association]:
    """What links items, each link once: what stands under what, in order; what an activité calls for, an épreuve
    assesses, a compétence transversale is seen through (isRelatedTo); what a bloc takes up of another (isPartOf).
    """
    ranks: Counter[str | None] = Counter()
    links: list[Association] = []
    for item in statements:
        ranks[item.parent] += 1
        links.append(Association("isChildOf", item.key, item.parent, ranks[item.parent]))
    for one in referentiel.elements.values():
        links += (Association("isRelatedTo", one.code, code) for code in _related_codes(referentiel, one))
        links += (Association("isPartOf", code, one.code) for code in reprises(one, referentiel.elements))
    for i, each in enumerate(referentiel.model.certification.transversales):
        codes = _resolve(referentiel, each.a_travers)
        links += (Association("isRelatedTo", _key(i, each.code), code) for code in codes)
    return list(dict.fromkeys(links))


def _related_codes(referentiel: Referentiel, element: Element) -> Iterator[str]:
    """What an activité calls for, or what an épreuve assesses: the highest of it, not what stands below."""
    if isinstance(element.model, Activite):
        yield from _resolve(referentiel, element.model.competences)
    elif element.kind == "epreuve":
        codes = [code for kind in ASSESSMENT_KINDS for code in referentiel.tree.below(kind, element.code)]
        inside = set(codes)
        yield from (code for code in codes if referentiel.elements[code].parent not in inside)


def _resolve(referentiel: Referentiel, texts: tuple[str, ...]) -> Iterator[str]:
    return (code for each in texts if (code := referentiel.resolve(each)) is not None)
