"""What persons hold, on a day or today: folded from the journal, whose entries stay as they were. In which parcours a
certification was obtained is found where its entry does not say it, as older ones don't.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import NamedTuple

from certeval.frozen import frozen
from certeval.jury.earlier import REPRISE_ORIGINS
from certeval.referentiel.load import Referentiel, compile_document
from certeval.registre.base import Base
from certeval.registre.journal import JournalEntry, record
from certeval.rules.outcome import Value
from certeval.rules.situation import PARCOURS
from certeval.scores.situations import elements_away
from certeval.sources import yaml
from certeval.text.nearest import fold

VALIDE = "valide"
CERTIFICATION = "certification"
BLOC = "bloc"
FOR_LIFE = (BLOC, CERTIFICATION)
"""Kinds that are held for life once validated (C. trav. L6113-1, R6113-9)."""
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


class UnsaidParcours:
    """Tells in which parcours a certification was obtained: by the registration of the session, else by the blocs that
    it decided where one parcours alone has them, under the référentiel that was applied, each read once.
    """

    def __init__(self, base: Base) -> None:
        self._base = base
        self._referentiel = cache(self._last_referentiel)
        self._blocs: dict[tuple[str, str], dict[str, set[frozenset[str]]]] = {}

    def complete(self, person: Person) -> Person:
        """A person whose certifications say their parcours where it is known."""
        for key, each in person.standing_entries.items():
            if each.entry.objet == CERTIFICATION and not each.text(PARCOURS):
                blocs = frozenset(
                    element
                    for (session, element), one in person.standing_entries.items()
                    if session == each.entry.session and one.entry.values.get("genre") == BLOC
                )
                person.standing_entries[key] = replace(each, parcours=self._of(each.entry, blocs))
        return person

    def _of(self, entry: JournalEntry, blocs: frozenset[str]) -> str:
        key = str(entry.values.get("certification", "")), str(entry.values.get("version", ""))
        referentiel = self._referentiel(*key)
        if referentiel is None or not referentiel.model.parcours:
            return ""
        sql = "SELECT contenu FROM inscription WHERE session = ? AND personne = ?"
        rows = self._base.rows(sql, entry.session, entry.personne)
        text = record(rows[0][0]).get(PARCOURS) if rows else None
        if text:
            return referentiel.situation_word(PARCOURS, str(text))
        if key not in self._blocs:
            self._blocs[key] = _blocs_by_parcours(referentiel)
        codes = [code for code, sets in self._blocs[key].items() if blocs in sets]
        return codes[0] if len(codes) == 1 else ""

    def _last_referentiel(self, certification: str, version: str) -> Referentiel | None:
        text = next(iter(version_texts(self._base, certification, version)), None)
        return compile_document(yaml.parse(text.encode(), certification)).referentiel if text else None


def version_texts(base: Base, certification: str, version: str) -> list[str]:
    """The texts that a version was applied by: of the session that was registered last, first."""
    sql = (
        "SELECT r.texte FROM referentiel r JOIN session s ON s.referentiel = r.empreinte"
        " JOIN journal j ON j.session = s.code WHERE r.certification = ? AND r.version = ? AND j.acte = 'cloture'"
        " GROUP BY r.empreinte, r.texte ORDER BY MAX(j.rang) DESC"
    )
    return [str(text) for (text,) in base.rows(sql, certification, version)]


def _blocs_by_parcours(referentiel: Referentiel) -> dict[str, set[frozenset[str]]]:
    """By parcours, the blocs that its candidates have: of each voie, where some are for a part of these."""
    program = referentiel.program
    blocs = frozenset(referentiel.tree.below("bloc", None))
    by_code: dict[str, set[frozenset[str]]] = {}
    for code in program.situation[PARCOURS].scale.words():
        ways: list[tuple[Value | None, ...]] = [()]
        for axis, entry in program.situation.items():
            words = (code,) if axis == PARCOURS else entry.scale.words()
            ways = [(*way, entry.read(word).value) for way in ways for word in words]
        by_code[code] = {blocs - elements_away(program, way) for way in ways}
    return by_code
