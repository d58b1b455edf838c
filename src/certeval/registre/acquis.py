"""What persons hold, on a day or today: folded from the journal, whose entries stay as they were."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from certeval.frozen import frozen
from certeval.registre.journal import JournalEntry
from certeval.rules.situation import PARCOURS
from certeval.text.nearest import fold

VALIDE = "valide"
CERTIFICATION = "certification"
BLOC = "bloc"
FOR_LIFE = (BLOC, CERTIFICATION)
"""Kinds that are held for life once validated (C. trav. L6113-1, R6113-9)."""
REPRISE_ORIGINS = ("acquis_anterieur", "equivalence")
"""Where a verdict comes from that an earlier session gave."""
TITLE_KEYS = ("certification", "version", PARCOURS)
"""What tells elements of one code apart, beside it."""
ATTESTATIONS = frozenset({"attestation", "badge", "parchemin"})
"""Kinds of documents that say that somebody acquired what they name."""


class Variant(NamedTuple):
    """What tells the titles of one certification apart: the number of the version in the répertoires, the parcours;
    empty where none is known.
    """

    rncp: str = ""
    parcours: str = ""

    def may_be(self, other: "Variant") -> bool:
        """Whether both may be one title: of one parcours, and of one number, or of one that is not known."""
        return self.parcours == other.parcours and (self.rncp == other.rncp or not (self.rncp and other.rncp))

    def in_parcours_of(self, other: "Variant") -> "Variant":
        """The same in the parcours of another one, where that of one of them is not known."""
        return self if self.parcours and other.parcours else self._replace(parcours=other.parcours)


@frozen
class StandingEntry:
    """What was last decided of one element for one person: the entry that says so, and those that it replaces;
    `parcours`, that of a certification where it is known otherwise.
    """

    entry: JournalEntry
    predecessors: tuple[JournalEntry, ...] = ()
    parcours: str = ""

    @property
    def verdict(self) -> str:
        return self.text("verdict")

    def text(self, key: str) -> str:
        """What its entry says under a key; empty where it does not say it, as older ones don't of some."""
        return str(self.entry.values.get(key, "")) or (self.parcours if key == PARCOURS else "")

    @property
    def is_held(self) -> bool:
        """Whether it is a bloc, or the certification, that is acquired."""
        return self.verdict == VALIDE and self.entry.values.get("genre") in FOR_LIFE


@dataclass(slots=True)
class Person:
    """What stands of one person on a day: the last word on each element of each session, and documents issued."""

    standing_entries: dict[tuple[str, str], StandingEntry] = field(default_factory=dict)
    documents: list[JournalEntry] = field(default_factory=list)

    def acquis(self) -> list[StandingEntry]:
        """The blocs and certifications held, of each certification, code, version and parcours, for one may be
        validated under several of them: the first session that gave each.

        A session that only took up what another one gave holds it no longer than that one does.
        """
        by_code: dict[tuple[str, ...], StandingEntry] = {}
        for each in sorted(self.standing_entries.values(), key=lambda one: (one.entry.le, one.entry.rang)):
            if self.holds(each):
                key = each.entry.objet, *(each.text(one) for one in TITLE_KEYS)
                before = by_code.setdefault(key, each)
                if reprise(before.entry) and not reprise(each.entry):
                    by_code[key] = each
        return list(by_code.values())

    def validations(self) -> frozenset[tuple[str, str, str]]:
        """Each session, what it validated that is still held, and under which version."""
        return frozenset(
            (*key, each.text("version")) for key, each in self.standing_entries.items() if self.holds(each)
        )

    def holds(self, standing_entry: StandingEntry) -> bool:
        """Whether what stands is held for life, and what gave it still does."""
        return standing_entry.is_held and not self._is_lost(standing_entry.entry)

    def _is_lost(self, entry: JournalEntry) -> bool:
        """Whether an entry took up what an earlier session gave, or itself took up, and no longer gives."""
        decision = reprise(entry)
        if decision is None:
            return False
        blocs, sessions = _folded_codes(decision, "bloc"), source_sessions(entry)
        by_element: dict[str, list[bool]] = {}
        for (session, element), each in self.standing_entries.items():
            if fold(element) in blocs and fold(session) in sessions:
                is_earlier = each.entry.rang < entry.rang
                is_held = each.is_held and not (is_earlier and self._is_lost(each.entry))
                by_element.setdefault(element, []).append(is_held)
        return not all(map(any, by_element.values()))

    def attests(self, document: JournalEntry) -> bool:
        """Whether what a document says that its holder acquired still stands, where it is one that says so."""
        genre, _space, bloc = document.objet.partition(" ")
        mine = self.standing_entries.get((document.session, bloc or CERTIFICATION))
        return genre not in ATTESTATIONS or (mine is not None and mine.is_held)

    def stale(self) -> list[JournalEntry]:
        """The documents issued before something that they say was replaced, or withdrawn; of those that were issued
        again, the last.
        """
        again = {each.remplace for each in self.documents}
        corrections = [each.entry for each in self.standing_entries.values() if each.predecessors]
        return [
            each
            for each in self.documents
            if each.rang not in again and any(_is_said(entry, each) for entry in corrections)
        ]


def _is_said(correction: JournalEntry, document: JournalEntry) -> bool:
    """Whether a document issued before a correction says what it corrects: one about a bloc says nothing of others."""
    _genre, _space, bloc = document.objet.partition(" ")
    elsewhere = bool(bloc) and correction.values.get("genre") in FOR_LIFE and correction.objet != bloc
    return correction.session == document.session and correction.rang > document.rang and not elsewhere


def standing_of(entries: Iterable[JournalEntry], day: date | None = None) -> Person:
    """What stands of a person from the entries about it, in order; on a day, of what was decided until its end."""
    person = Person()
    for entry in entries:
        if day is not None and entry.le > day.isoformat():
            continue
        if entry.acte in {"decision", "rectification", "retrait"}:
            key = (entry.session, entry.objet)
            before = person.standing_entries.get(key)
            predecessors = (*before.predecessors, before.entry) if before else ()
            person.standing_entries[key] = StandingEntry(entry, predecessors)
        elif entry.acte == "document":
            person.documents.append(entry)
    return person


def reprise(entry: JournalEntry) -> dict[str, object] | None:
    """What a verdict took up; None of one that took up nothing."""
    decision = entry.values.get("decision")
    return decision if entry.values.get("origine") in REPRISE_ORIGINS and isinstance(decision, dict) else None


def source_sessions(entry: JournalEntry) -> set[str]:
    """The folded codes of the sessions that gave what a verdict took up."""
    return _folded_codes(reprise(entry) or {}, "session")


def _folded_codes(decision: Mapping[str, object], key: str) -> set[str]:
    return {fold(each) for each in str(decision.get(key, "")).split(",")}
