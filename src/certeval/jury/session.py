"""One session, read: its file, and what it says of each candidate."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any

from certeval.declared import models
from certeval.diagnostics import Diagnostic, Path, Place
from certeval.jury.deliberation import DecisionDeJury, Membre
from certeval.jury.file import FichierSession, Inscription
from certeval.referentiel.other_files import SESSION, other_file
from certeval.sources import yaml
from certeval.sources.document import Document
from certeval.text.nearest import fold


@dataclass(frozen=True)
class Session:
    """A session's file as declared; `document` is where its mistakes are shown."""

    document: Document
    model: FichierSession

    @property
    def code(self) -> str:
        return self.model.session.code

    @property
    def day(self) -> date | None:
        """The day of the sitting, else of the session; None where neither is said."""
        sitting = self.model.deliberation
        return sitting.le if sitting else self.model.session.date

    def place(self, path: Path, *, at_key: bool = False) -> Place:
        """Where a value, or a key, of the file stands."""
        return self.document.place(path, at_key=at_key)

    def values(self, *forms: str) -> Iterator[tuple[Path, Any]]:
        """What the file says at `jury.liens.*.membre`, with its path: `*` is each item of a list or mapping. What is
        not said is left out.
        """
        for form in forms:
            pairs: list[tuple[Path, Any]] = [((), self.model)]
            for step in form.split("."):
                pairs = [
                    ((*path, key), value)
                    for path, node in pairs
                    for key, value in _inside(node, step)
                    if value is not None
                ]
            yield from pairs

    def inscriptions(self) -> Iterator[tuple[Path, Inscription]]:
        """Each registration, with its path."""
        return self.values("inscriptions.*")

    def inscription(self, candidate: str) -> tuple[Path, Inscription] | None:
        """Where and how a candidate is registered, without regard to case and accents; None for who is not."""
        return self._inscriptions.get(fold(candidate))

    @cached_property
    def _inscriptions(self) -> Mapping[str, tuple[Path, Inscription]]:
        """By folded identifier, the first registration."""
        return {fold(each[1].candidat): each for each in reversed(list(self.inscriptions()))}

    def decisions(self) -> Iterator[tuple[Path, DecisionDeJury]]:
        """Each decision of the jury, with its path."""
        return self.values("deliberation.decisions.*")

    def members(self) -> Iterator[tuple[Path, Membre]]:
        """Each member of the jury, with its path."""
        return self.values("jury.membres.*")

    def member(self, typed_code: str) -> Membre | None:
        """The member meant by a code, without regard to case and accents."""
        return self._members.get(fold(typed_code))

    @cached_property
    def _members(self) -> Mapping[str, Membre]:
        """By folded code, the first member who bears it."""
        return {fold(each.code): each for _, each in reversed(list(self.members()))}

    @property
    def voie_vae(self) -> bool:
        """Whether some candidate comes by way of VAE."""
        return any(each.voie == "vae" for each in self.model.inscriptions)


def _inside(node: Any, step: str) -> Iterable[tuple[str | int, Any]]:
    """What a step of a form leads to, by key or index."""
    if step != "*":
        return [(step, getattr(node, step))]
    return node.items() if isinstance(node, Mapping) else enumerate(node)


def load(path: FilePath, name: str | None = None) -> tuple[Session | None, list[Diagnostic]]:
    """Read a session's file; None, and what is wrong, where its shape is. Raises OSError."""
    return read(yaml.load(path, name))


def read(document: Document) -> tuple[Session | None, list[Diagnostic]]:
    """The same, of a document that was read."""
    if (other := other_file(document, SESSION)) is not None:
        return None, [other]
    model, diagnostics = models.model_of(FichierSession, document)
    return (None if model is None else Session(document, model)), diagnostics
