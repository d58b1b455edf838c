"""What a person holds on a day: folded from the journal, whose entries stay as they were."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from certeval.registre.journal import Entry

VALIDE = "valide"
CERTIFICATION = "certification"
FOR_LIFE = ("bloc", CERTIFICATION)
"""Kinds that are held for life once validated (C. trav. L6113-1, R6113-9)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What was last decided of one element for one person: the entry that says so, and those that it replaces."""

    entry: Entry
    replaced: tuple[Entry, ...] = ()

    @property
    def verdict(self) -> str:
        return str(self.entry.said.get("verdict", ""))

    @property
    def held(self) -> bool:
        """Whether it is a bloc, or the certification, that is acquired."""
        return self.verdict == VALIDE and self.entry.said.get("genre") in FOR_LIFE


@dataclass(slots=True)
class Person:
    """What stands of one person on a day: the last word on each element of each session, and documents issued."""

    decided: dict[tuple[str, str], Standing] = field(default_factory=dict)
    documents: list[Entry] = field(default_factory=list)
    erased: bool = False

    def acquis(self) -> dict[tuple[str, str], Standing]:
        """The blocs and certifications held, by certification and code: the first session that gave each."""
        found: dict[tuple[str, str], Standing] = {}
        for (_, element), each in self.decided.items():
            if each.held:
                found.setdefault((str(each.entry.said.get("certification", "")), element), each)
        return found

    def stale(self) -> list[Entry]:
        """The documents issued before something that they say was replaced, or withdrawn."""
        last = {
            (session, element): each.entry.rang
            for (session, element), each in self.decided.items()
            if each.replaced
        }
        return [
            each
            for each in self.documents
            if any(rang > each.rang and session == each.session for (session, _), rang in last.items())
        ]


def standing(entries: Iterable[Entry], day: date | None = None) -> Person:
    """What stands of a person from the entries about it, in order; on a day, as it stood at its end."""
    found = Person()
    for entry in entries:
        if day is not None and entry.instant[:10] > day.isoformat():
            break
        if entry.acte in {"decision", "rectification", "retrait"}:
            key = (entry.session, entry.objet)
            before = found.decided.get(key)
            replaced = (*before.replaced, before.entry) if before else ()
            found.decided[key] = Standing(entry, replaced)
        elif entry.acte == "document":
            found.documents.append(entry)
        elif entry.acte == "effacement":
            found.erased = True
    return found
