"""What corrects the register: acts that say what they replace, why and on what ground; and the erasure of a person."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from certeval.jury.checks.decisions import HIGHER
from certeval.registre import personnes
from certeval.registre.acquis import BLOC, CERTIFICATION, VALIDE, Person, StandingEntry, reprise, standing_of
from certeval.registre.base import Base, RegisterError
from certeval.registre.issuance import last_documents
from certeval.registre.journal import Act, Acte, JournalEntry, append, authentic_entries, entries
from certeval.text.days import months_after
from certeval.text.nearest import fold

MONTHS_TO_LOWER = 4
"""A decision that creates rights is withdrawn within four months (CRPA, article L242-1)."""
PUBLIC_LIST = "publication"
"""The kind of document that says of all candidates of a session who is admitted."""


class Correction(NamedTuple):
    """A decision that replaces one, or with `fraude` withdraws it: `motif`, `fondement` and the minutes that say so are
    due. `le` is the day on which it was decided; without one, that of the instant at which it is written down.
    """

    session: str
    candidat: str
    element: str
    verdict: str
    motif: str
    fondement: str
    pv: str
    fraude: bool = False
    le: date | None = None


class CorrectionEffect(NamedTuple):
    """The entry that corrects, what it replaces, the documents that are stale now, those of them that attest what is no
    longer acquired, the last day on which it could lower the decision where that is past, the sessions whose
    certification stands on what was lowered, the blocs that are not validated beside a certification that now is, the
    session all of whose blocs now are beside one that is not, empty where there is none, each session with what it took
    up of what was lowered, which falls with it, and whether the reason names the person.
    """

    entry: JournalEntry
    before: JournalEntry
    stale: list[JournalEntry]
    void: list[JournalEntry]
    late_since: date | None
    certification_sessions: tuple[str, ...]
    missing_blocs: tuple[str, ...]
    complete_session: str
    lost_reprises: tuple[tuple[str, str], ...]
    names_person: bool


def correct(base: Base, correction: Correction, instant: str, auteur: str) -> CorrectionEffect:
    """Replace a decision by another, or withdraw it for fraud; what is replaced stays. Raises RegisterError."""
    with base.transaction():
        key = personnes.key_of(base, correction.candidat)
        old = standing_of(authentic_entries(entries(base, personne=key)))
        before = _standing_entry(old, correction)
        last = before.entry
        le = (correction.le or date.fromisoformat(instant[:10])).isoformat()
        if le < last.le:
            raise RegisterError("before_decision", le=le, day=last.le)
        contenu = _contenu(correction, last, before.verdict, le)
        acte: Acte = "retrait" if correction.fraude else "rectification"
        (entry,) = append(
            base, [Act(acte, contenu, last.session, key, last.objet, last.rang)], instant, auteur
        )
        names_person = personnes.mentions_person(base, key, correction.motif)
        person = standing_of(entries(base, personne=key))
        changes_list = last.objet == CERTIFICATION and VALIDE in {before.verdict, correction.verdict}
        lists = [
            each
            for (genre, *_rest), each in last_documents(base, last.session).items()
            if genre == PUBLIC_LIST and changes_list
        ]
    effect = _effect(correction, old, entry, person, names_person=names_person)
    return effect._replace(stale=[*effect.stale, *lists])


def _effect(
    correction: Correction, old: Person, entry: JournalEntry, person: Person, *, names_person: bool
) -> CorrectionEffect:
    """What the entry that corrects another comes to, in the acquis of the person as they stood and as they stand with
    it.
    """
    before = old.standing_entries[entry.session, entry.objet]
    last = before.entry
    lowers = HIGHER.index(correction.verdict) < HIGHER.index(before.verdict)
    limit = months_after(date.fromisoformat(last.le), MONTHS_TO_LOWER)
    late = lowers and not correction.fraude and date.fromisoformat(entry.le) > limit
    sessions = tuple(
        session
        for (session, element), each in person.standing_entries.items()
        if lowers and element == CERTIFICATION != last.objet and each.is_held
        if each.entry.values.get("certification") == last.values.get("certification")
    )
    stale, late_since = person.stale(), limit if late else None
    void = [each for each in stale if not person.attests(each)]
    beside, lost_reprises = _blocs_beside(person, entry), tuple(_lost_reprises(old, person))
    return CorrectionEffect(
        entry, last, stale, void, late_since, sessions, *beside, lost_reprises, names_person
    )


def _lost_reprises(before: Person, now: Person) -> Iterator[tuple[str, str]]:
    """The session and the element of what was taken up elsewhere, and is no longer held."""
    for key, each in before.standing_entries.items():
        is_same = now.standing_entries[key].entry == each.entry
        if is_same and reprise(each.entry) and before.holds(each) and not now.holds(each):
            yield key


class CorrectedDecision(NamedTuple):
    """A decision that was corrected: of which candidate, by its identifier, the entry that stands, the first one."""

    candidat: str
    entry: JournalEntry
    first: JournalEntry


def corrected_decisions(base: Base, session: str) -> list[CorrectedDecision]:
    """What of a session was corrected since it was registered, of who was not erased, in the order of the journal.

    Raises RegisterError at an altered entry.
    """
    codes = personnes.codes(base)
    people: dict[str, list[JournalEntry]] = {}
    for entry in authentic_entries(entries(base, session=session)):
        if entry.personne in codes:
            people.setdefault(entry.personne, []).append(entry)
    decisions = [
        CorrectedDecision(codes[key], each.entry, each.predecessors[0])
        for key, mine in people.items()
        for each in standing_of(mine).standing_entries.values()
        if each.predecessors
    ]
    return sorted(decisions, key=lambda each: each.entry.rang)


def _blocs_beside(person: Person, entry: JournalEntry) -> tuple[tuple[str, ...], str]:
    """The blocs of a session that a certification which an entry makes valid goes without; by an entry about one of
    them, the session whose blocs are now all held, and the certification is not: this one, else the last of its version
    to which it lacked, where none gives it; empty for none.
    """
    mine = _of_session(person, entry.session)
    blocs = {code: each.is_held for code, each in mine.items() if each.entry.values.get("genre") == BLOC}
    whole = CERTIFICATION in mine and mine[CERTIFICATION].is_held
    if entry.objet == CERTIFICATION:
        return tuple(code for code, is_held in blocs.items() if whole and not is_held), ""
    if not blocs.get(entry.objet):
        return (), ""
    if all(blocs.values()) and CERTIFICATION in mine and not whole:
        return (), entry.session
    return (), ["", *_complete_sessions(person, entry)][-1]


def _complete_sessions(person: Person, entry: JournalEntry) -> Iterator[str]:
    """The sessions of the version of an entry whose blocs are all held, whichever gave them, and not the certification,
    which none gives.
    """
    title = _title(entry)
    acquis = {each.entry.objet for each in person.acquis() if _title(each.entry) == title}
    sessions = {key[0]: None for key, each in person.standing_entries.items() if _title(each.entry) == title}
    for session in sessions if CERTIFICATION not in acquis else ():
        mine = _of_session(person, session)
        blocs = {code for code, each in mine.items() if each.entry.values.get("genre") == BLOC}
        if CERTIFICATION in mine and entry.objet in blocs <= acquis:
            yield session


def _title(entry: JournalEntry) -> tuple[object, object]:
    return entry.values.get("certification"), entry.values.get("version")


def _of_session(person: Person, session: str) -> dict[str, StandingEntry]:
    """What stands of a person in a session, by element."""
    return {element: each for (code, element), each in person.standing_entries.items() if code == session}


def _contenu(correction: Correction, last: JournalEntry, verdict: str, le: str) -> dict[str, object]:
    """What the entry says: what the one that it replaces said, and how it was decided anew."""
    calcule = last.values.get("calcule", {"verdict": verdict})
    contenu = {key: each for key, each in last.values.items() if key != "decision"}
    contenu |= {"verdict": correction.verdict, "origine": "jury", "calcule": calcule, "le": le}
    contenu |= {"motif": correction.motif, "fondement": correction.fondement, "pv": correction.pv}
    return contenu | ({"fraude": "oui"} if correction.fraude else {})


def _standing_entry(person: Person, correction: Correction) -> StandingEntry:
    """What stands of what is to be corrected: as its session and element are written, else without regard to case and
    accents.
    """
    exact = correction.session, correction.element
    alike_key = tuple(map(fold, exact))
    alike = (each for key, each in person.standing_entries.items() if tuple(map(fold, key)) == alike_key)
    target = person.standing_entries.get(exact) or next(alike, None)
    if target is None:
        raise RegisterError(
            "nothing_decided",
            candidate=correction.candidat,
            element=correction.element,
            session=correction.session,
            known=tuple(f"{session} {element}" for session, element in person.standing_entries),
        )
    if target.verdict == correction.verdict:
        raise RegisterError("same_verdict", element=target.entry.objet, verdict=correction.verdict)
    if target.verdict not in HIGHER:
        raise RegisterError("broken", rang=target.entry.rang)
    return target


def forget(
    base: Base, candidate: str, motif: str, instant: str, auteur: str, *, past_attestation: bool = False
) -> JournalEntry:
    """Erase who a person is; refused for a holder while it may have to be attested, unless `past_attestation` says
    that this is over. Raises RegisterError.
    """
    with base.transaction():
        key = personnes.key_of(base, candidate)
        acquis = standing_of(entries(base, personne=key)).acquis()
        if acquis and not past_attestation:
            raise RegisterError(
                "holder", candidate=candidate, held=tuple(dict.fromkeys(each.entry.objet for each in acquis))
            )
        if personnes.mentions_person(base, key, motif):
            raise RegisterError("named")
        personnes.erase(base, key)
        (entry,) = append(base, [Act("effacement", {"motif": motif}, personne=key)], instant, auteur)
    return entry
