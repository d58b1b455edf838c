"""What a check looks at: a référentiel, its texts, its codes cut in their letters and their numbers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeVar, cast

from certeval.checks.prose import Prose
from certeval.diagnostics import Path
from certeval.referentiel.entries import entry_place
from certeval.referentiel.load import Referentiel
from certeval.referentiel.models import Fichier
from certeval.referentiel.origins import Origins
from certeval.referentiel.reachable import exit_cells, forms
from certeval.referentiel.tree import Element, Model, Tree
from certeval.rules.derivation import Node, State
from certeval.rules.program import Program
from certeval.sources.document import Document, Map, collections

STEM = re.compile(r"([^\W\d_]+[._-]?)((?:[0-9]{1,6}[._-])*)")
DIGITS = "0123456789"
LONGEST = 6
"""The digits that a number has at the most."""
TO_DOTS = str.maketrans("_-", "..")


class NumberedCode(NamedTuple):
    """A code cut in its letters and its numbers, with what is declared under it."""

    element: Element
    letters: str
    numbers: tuple[int, ...]


@lru_cache(maxsize=1024)
def _cut(stem: str) -> tuple[str, tuple[int, ...]] | None:
    """What stands before the last number of a code, `CR1.2.`, and of those beside it: letters and numbers."""
    parts = STEM.fullmatch(stem)
    return (parts[1], tuple(map(int, parts[2].translate(TO_DOTS).split(".")[:-1]))) if parts else None


M = TypeVar("M", bound=Model)

PLACEHOLDER = re.compile(
    r"(?:comp[ée]tence|crit[èe]re|niveau|module|ue|unit[ée]|activit[ée])\b", re.IGNORECASE
)
"""What is worded elsewhere: there is nothing to judge."""


@dataclass(frozen=True)
class SubjectRules:
    """The rules of a référentiel and what they come to, worked out once for all checks: none where it can't decide."""

    program: Program

    @cached_property
    def forms(self) -> Sequence[tuple[str, Node]]:
        """Every form, with the name it is part of what makes."""
        return list(forms(self.program))

    @cached_property
    def unknown(self) -> State:
        """What follows when nothing is entered yet."""
        return self.program.unknown()

    @cached_property
    def exits(self) -> State:
        """The same where anything may be exempted or excluded too, as its statuses allow."""
        return self.program.evaluate(exit_cells(self.program))

    @cached_property
    def origins(self) -> Origins:
        return Origins(self.program)


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

    @cached_property
    def mappings(self) -> Sequence[tuple[Path, Map]]:
        """Every mapping of the document, with its path, none before what holds it."""
        return [(path, node) for path, node in collections(self.document.root) if isinstance(node, Map)]

    def entry_places(self, code: str) -> tuple[Path, Path]:
        """Where it may be declared what is entered for an element: for its kind, for itself."""
        element = self.tree.elements[code]
        return ("saisie", element.kind), element.path

    def entry_place(self, code: str, key: str) -> Path:
        """Where such a key of what is entered for an element is declared."""
        return entry_place(self.document, self.tree.elements[code], key)

    def statuses(self, place: Path) -> Iterable[str]:
        """The statuses that are declared at such a place, or for all."""
        statuts = self.document.at((*place, "statuts"))
        return statuts if isinstance(statuts, Map) else ()

    @cached_property
    def rules(self) -> SubjectRules:
        return SubjectRules(self.referentiel.program if self.referentiel else Program({}, {}))

    def models(self, kind: str, model: type[M]) -> Iterator[tuple[Element, M]]:  # noqa: ARG002 -- says the type
        """The elements of a kind in the order of the file, each with its model, which is of this type."""
        return ((each, cast("M", each.model)) for each in self.of_kind(kind))

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

    def with_wording(self, kind: str) -> Sequence[Element]:
        """The elements of a kind whose wording is one, and in French: « Compétence 2.1 » stands for another."""
        return self._with_wording.get(kind, ())

    @cached_property
    def _with_wording(self) -> dict[str, list[Element]]:
        """The elements that are worded, told apart once for all checks."""
        kinds = self._kinds if self.in_french else {}
        return {
            kind: [e for e in elements if e.wording and not PLACEHOLDER.match(e.wording)]
            for kind, elements in kinds.items()
        }

    @cached_property
    def numbered_codes(self) -> dict[str, NumberedCode]:
        """The codes that are made of letters, then numbers, by code: cut once for all checks."""
        by_code: dict[str, NumberedCode] = {}
        for element in self.tree.elements.values():
            stem = element.code.rstrip(DIGITS)
            last = element.code[len(stem) :]
            if 0 < len(last) <= LONGEST and (cut_stem := _cut(stem)):
                letters, above = cut_stem
                by_code[element.code] = NumberedCode(element, letters, (*above, int(last)))
        return by_code

    @cached_property
    def rows(self) -> dict[str, list[list[NumberedCode]]]:
        """By kind, the codes that are numbered one after the other: of one parent, alike but for their last number.
        Told apart once for all checks.
        """
        by_stem: dict[tuple[str, str | None, str, tuple[int, ...]], list[NumberedCode]] = {}
        for code in self.numbered_codes.values():
            element = code.element
            stem = (element.kind, element.parent, code.letters, code.numbers[:-1])
            by_stem.setdefault(stem, []).append(code)
        by_kind: dict[str, list[list[NumberedCode]]] = {}
        for (kind, *_), row in by_stem.items():
            by_kind.setdefault(kind, []).append(row)
        return by_kind

    def is_entered(self, element: Element) -> bool:
        """Whether something is entered for an element, by its own keys or its kind's."""
        own = getattr(element.model, "echelle", None) is not None
        kind = self.model.saisie_of(element.kind)
        return own or (kind is not None and kind.echelle is not None)
