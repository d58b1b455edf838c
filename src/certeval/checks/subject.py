"""What a check looks at."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from certeval.checks.corpus import numbering
from certeval.checks.corpus.numbering import Numbered
from certeval.checks.corpus.prose import Prose
from certeval.referentiel.load import Referentiel
from certeval.referentiel.models import Fichier
from certeval.referentiel.tree import Element, Tree
from certeval.sources.document import Document

PLACEHOLDER = re.compile(
    r"(?:comp[ée]tence|crit[èe]re|niveau|module|ue|unit[ée]|activit[ée])\b", re.IGNORECASE
)
"""What is worded elsewhere: there is nothing to judge."""


@dataclass(frozen=True)
class Subject:
    """A référentiel whose file could be read; `referentiel` where it can also decide; `today` is given."""

    prose: Prose
    model: Fichier
    tree: Tree
    today: date
    referentiel: Referentiel | None = None

    @property
    def document(self) -> Document:
        """The file, as values that know their place."""
        return self.prose.document

    @property
    def in_french(self) -> bool:
        """Whether its texts are in French, the only language whose writing is judged."""
        return self.model.certification.langue == "fr"

    def of_kind(self, kind: str) -> Sequence[Element]:
        """The elements of a kind, in the order of the file."""
        return self._kinds.get(kind, ())

    @cached_property
    def _kinds(self) -> dict[str, list[Element]]:
        """The elements by kind, told apart once for all checks."""
        kinds: dict[str, list[Element]] = {}
        for element in self.tree.elements.values():
            kinds.setdefault(element.kind, []).append(element)
        return kinds

    def worded(self, kind: str) -> Sequence[Element]:
        """The elements of a kind whose wording is one, and in French: « Compétence 2.1 » stands for another."""
        return self._worded.get(kind, ())

    @cached_property
    def _worded(self) -> dict[str, list[Element]]:
        """The elements that are worded, told apart once for all checks."""
        kinds = self._kinds if self.in_french else {}
        return {
            kind: [e for e in elements if e.wording and not PLACEHOLDER.match(e.wording)]
            for kind, elements in kinds.items()
        }

    @cached_property
    def numbered(self) -> dict[str, Numbered]:
        """The codes that bear a number, cut once for all checks."""
        return numbering.cut(self.tree.elements.values())

    @cached_property
    def rows(self) -> dict[str, list[list[Numbered]]]:
        """The codes that are numbered one after the other, by kind, told apart once for all checks."""
        return numbering.rows(self.numbered.values())

    def entered(self, element: Element) -> bool:
        """Whether something is entered for an element, by its own keys or its kind's."""
        own = getattr(element.model, "echelle", None) is not None
        kind = self.model.saisie_of(element.kind)
        return own or (kind is not None and kind.echelle is not None)
