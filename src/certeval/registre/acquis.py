"""What persons hold, on a day or today: folded from the journal, whose entries stay as they were."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from certeval.frozen import frozen
from certeval.registre import personnes
from certeval.registre.base import Base
from certeval.registre.journal import JournalEntry, authentic_entries, entries
from certeval.text.nearest import fold

VALIDE = "valide"
CERTIFICATION = "certification"
BLOC = "bloc"
FOR_LIFE = (BLOC, CERTIFICATION)
"""Kinds that are held for life once validated (C. trav. L6113-1, R6113-9)."""
REPRISE_ORIGINS = ("acquis_anterieur", "equivalence")
"""Where a verdict comes from that an earlier session gave."""
ATTESTATIONS = frozenset({"attestation", "badge", "parchemin"})
"""Kinds of documents that say that somebody acquired what they name."""


@frozen
class StandingEntry:
    """What was last decided of one element for one person: the entry that says so, and those that it replaces."""

    entry: JournalEntry
    predecessors: tuple[JournalEntry, ...] = ()

    @property
    def verdict(self) -> str:
        return str(self.entry.values.get("verdict", ""))

    @property
    def is_held(self) -> bool:
        """Whether it is a bloc, or the certification, that is acquired."""
        return self.verdict == VALIDE and self.entry.values.get("genre") in FOR_LIFE


@dataclass(slots=True)
class Person:
    """What stands of one person on a day: the last word on each element of each session, and documents issued."""

    standing_entries: dict[tuple[str, str], StandingEntry] = field(default_factory=dict)
    documents: list[JournalEntry] = field(default_factory=list)

    def acquis(self) -> dict[tuple[str, str, str], StandingEntry]:
        """The blocs and certifications held, by certification, code and version, for one may be validated under several
        of them: the first session that gave each.

        A session that only took up what another one gave holds it no longer than that one does.
        """
        by_code: dict[tuple[str, str, str], StandingEntry] = {}
        for each in sorted(self.standing_entries.values(), key=lambda one: (one.entry.le, one.entry.rang)):
            if each.is_held and not self._is_lost(each.entry):
                values = each.entry.values
                certification, version = (str(values.get(key, "")) for key in ("certification", "version"))
                before = by_code.setdefault((certification, each.entry.objet, version), each)
                if _decision(before.entry) and not _decision(each.entry):
                    by_code[certification, each.entry.objet, version] = each
        return by_code

    def validations(self) -> frozenset[tuple[str, str, str]]:
        """Each session, what it validated that is still held, and under which version."""
        return frozenset(
            (*key, str(each.entry.values.get("version", "")))
            for key, each in self.standing_entries.items()
            if each.is_held and not self._is_lost(each.entry)
        )

    def _is_lost(self, entry: JournalEntry) -> bool:
        """Whether an entry took up what an earlier session gave, or itself took up, and no longer gives."""
        decision = _decision(entry)
        if decision is None:
            return False
        blocs, sessions = (
            {fold(each) for each in str(decision.get(key, "")).split(",")} for key in ("bloc", "session")
        )
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


class RegisterAcquis(NamedTuple):
    """A bloc, or a certification, that somebody holds: where it comes from, down to the minutes and the entry.

    `le` is the day of the session; `rncp` the number of a bloc in the répertoire, where its référentiel said it;
    `origine` is that of the verdict, and `repris` the session whose acquis this one took up, where it did not give it.
    """

    certification: str
    element: str
    genre: str
    version: str
    session: str
    le: str
    pv: str
    rang: int
    rncp: str
    origine: str
    repris: str


class PersonPast(NamedTuple):
    """What is known of a person on a day: what it holds, in the order in which it was acquired; its identity, as the
    candidates’ table gave it; each session, what was validated in it and still is, and under which version.
    """

    acquis: list[RegisterAcquis]
    identite: Mapping[str, str]
    valides: frozenset[tuple[str, str, str]]


def pasts(
    base: Base,
    candidates: Iterable[str],
    day: date | None = None,
    *,
    until: int | None = None,
    apart: str = "",
) -> dict[str, PersonPast]:
    """What is known of each candidate on a day: nothing of who is unknown.

    `until` is the last rank that counts: the register as it stood then; `apart` a session that does not count, nor,
    once it is registered, what was decided on that very day and written after it.

    Raises RegisterError at an altered entry.
    """
    first = _first_rank(base, apart) if apart else None
    days = {str(session): str(le) for session, le in base.rows("SELECT code, le FROM session")}
    by_code: dict[str, PersonPast] = {}
    keys = personnes.existing_keys(base, candidates)
    identities = personnes.identities(base, keys.values())
    for code, key in keys.items():
        mine = (
            each
            for each in entries(base, personne=key)
            if (until is None or each.rang <= until) and each.session != apart
            if first is None or day is None or each.rang < first or each.le < day.isoformat()
        )
        person = standing_of(authentic_entries(mine), day)
        acquis = [_acquis(each.entry, days) for each in person.acquis().values()]
        by_code[code] = PersonPast(acquis, identities.get(key, {}), person.validations())
    return by_code


def _first_rank(base: Base, session: str) -> int | None:
    """The rank of the first decision of a session; None of one that is not registered."""
    sql = "SELECT MIN(rang) FROM journal WHERE session = ? AND acte IN ('decision', 'cloture')"
    rank = base.rows(sql, session)[0][0]
    return None if rank is None else int(rank)


def acquis_by_candidate(
    base: Base, candidates: Iterable[str], day: date | None = None
) -> dict[str, list[RegisterAcquis]]:
    """What each candidate holds on a day, as `pasts` has it; without what was only taken up, under another version, of
    what stands there.
    """
    return {code: list(_own(each.acquis)) for code, each in pasts(base, candidates, day).items()}


def _own(acquis: Iterable[RegisterAcquis]) -> Iterator[RegisterAcquis]:
    codes: set[tuple[str, str]] = set()
    for each in acquis:
        code = each.certification, each.element
        if code not in codes or each.origine not in REPRISE_ORIGINS:
            yield each
        codes.add(code)


def _acquis(entry: JournalEntry, days: Mapping[str, str]) -> RegisterAcquis:
    values = {key: str(each) for key, each in entry.values.items()}
    return RegisterAcquis(
        certification=values.get("certification", ""),
        element=entry.objet,
        genre=values.get("genre", ""),
        version=values.get("version", ""),
        session=entry.session,
        le=days.get(entry.session, entry.le),
        pv=values.get("pv") or entry.session,
        rang=entry.rang,
        rncp=values.get("rncp", ""),
        origine=values.get("origine", ""),
        repris=_source_session(entry),
    )


def _source_session(entry: JournalEntry) -> str:
    """The session that gave what a verdict took up, as it is told; empty where none is, or where it took up nothing."""
    decision = _decision(entry)
    return "" if decision is None else str(decision.get("session", ""))


def _decision(entry: JournalEntry) -> dict[str, object] | None:
    """What a verdict took up; None of one that took up nothing."""
    decision = entry.values.get("decision")
    return decision if entry.values.get("origine") in REPRISE_ORIGINS and isinstance(decision, dict) else None
