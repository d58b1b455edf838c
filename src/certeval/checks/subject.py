"""What a check looks at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from certeval.checks.prose import Prose
from certeval.referentiel.load import Referentiel
from certeval.referentiel.models import Fichier
from certeval.referentiel.tree import Element, Tree
from certeval.sources.document import Document


@dataclass(frozen=True, slots=True)
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

    def of_kind(self, kind: str) -> Iterator[Element]:
        """The elements of a kind, in the order of the file."""
        return (element for element in self.tree.elements.values() if element.kind == kind)

    def entered(self, element: Element) -> bool:
        """Whether something is entered for an element, by its own keys or its kind's."""
        own = getattr(element.model, "echelle", None) is not None
        kind = self.model.saisie_of(element.kind)
        return own or (kind is not None and kind.echelle is not None)
