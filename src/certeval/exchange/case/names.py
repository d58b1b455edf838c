"""What the things of a référentiel are called in other systems: identifiers that anyone computes again, addresses."""

import json
import re
from typing import Final, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from certeval.referentiel.load import Referentiel

ADDRESS: Final = re.compile(r"https?://[^\s<>\"\\^`{|}]+|did:[a-z0-9]+:[A-Za-z0-9._:%-]+", re.ASCII)
"""What may name whoever delivers a certification: an address on the web, or a decentralized identifier."""
SERVICE: Final = "ims/case/v1p1"
"""Where the things of a framework stand below the address of who publishes it (CASE 1.1, REST binding)."""
_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")


class Names(NamedTuple):
    """How the things of one version are called: by whom it is delivered, its code, its version, an address or none."""

    certificateur: str
    code: str
    version: str
    adresse: str = ""

    def identifier(self, *parts: str) -> str:
        """The UUID of a thing, version 5 (RFC 9562): that of `certeval:` and of a JSON list of what it is, as
        `["École Exemple","conseiller","1.0.0","CFItem","BC1"]`, in the namespace of addresses.
        """
        named = json.dumps([self.certificateur, self.code, self.version, *parts], separators=(",", ":"))
        return str(uuid5(NAMESPACE_URL, f"certeval:{named}"))

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


def names(referentiel: Referentiel, adresse: str = "") -> Names:
    """How the things of a référentiel are called."""
    return Names(certificateur(referentiel), referentiel.code, referentiel.version, adresse)


def certificateur(referentiel: Referentiel) -> str:
    """The legal names of those who deliver it, in order; empty where none is declared."""
    return ", ".join(on_one_line(each.nom) for each in referentiel.model.certification.certifiers)


def on_one_line(text: str) -> str:
    """A text as the field of a line holds it, its breaks and tabs as spaces (NormalizedString)."""
    return _BREAKS.sub(" ", text)
