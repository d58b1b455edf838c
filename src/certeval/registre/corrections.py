"""What corrects the register: acts that say what they replace, why and on what ground; and the erasure of a person."""

from datetime import date
from typing import NamedTuple

from certeval.jury.candidats import NAMES
from certeval.registre import personnes
from certeval.registre.acquis import BLOC, CERTIFICATION, Person, StandingEntry, standing
from certeval.registre.base import Base, RegisterError
from certeval.registre.journal import Act, JournalEntry, append, entries, trusted
from certeval.text.days import months_after
from certeval.text.nearest import fold

MONTHS_TO_LOWER = 4
"""A decision that creates rights is withdrawn within four months (CRPA, article L242-1)."""


class Correction(NamedTuple):
    """A decision that replaces one: `motif`, `fondement` and the minutes that say so are due. `le` is the day on which
    it was decided; without one, that of the instant at which it is written down.
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


class Corrected(NamedTuple):
    """The entry that corrects, what it replaces, the documents that are stale now, the last day on which it could
    lower the decision where that is past, the sessions whose certification stands on what was lowered, the blocs that
    are not validated beside a certification that now is, whether all are beside one that is not, and whether the reason
    names the person.
    """

    entry: JournalEntry
    before: JournalEntry
    stale: list[JournalEntry]
    late_since: date | None
    certified: tuple[str, ...]
    lacking: tuple[str, ...]
    complete: bool
    named: bool


HIGHER = ("non_valide", "en_attente", "valide")


def correct(
    base: Base, correction: Correction, instant: str, auteur: str, *, retrait: bool = False
) -> Corrected:
    """Replace a decision by another, or withdraw it for fraud; what is replaced stays. Raises RegisterError."""
    with base.writing():
        key = personnes.key_of(base, correction.candidat)
        if key is None:
            raise RegisterError("unknown_candidate", candidate=correction.candidat)
        before = _decided(standing(trusted(entries(base, personne=key))), correction)
        last = before.entry
        le = (correction.le or date.fromisoformat(instant[:10])).isoformat()
        if le < last.le:
            raise RegisterError("before_decision", le=le, day=last.le)
        said = _said(correction, last, before.verdict, le)
        act = Act(
            "retrait" if retrait else "rectification", said, last.session, key, last.objet, remplace=last.rang
        )
        (entry,) = append(base, [act], instant, auteur)
        named = personnes.named_in(base, key, correction.motif, NAMES)
        person = standing(entries(base, personne=key))
    lowers = HIGHER.index(correction.verdict) < HIGHER.index(before.verdict)
    limit = months_after(date.fromisoformat(last.le), MONTHS_TO_LOWER)
    late = lowers and not correction.fraude and date.fromisoformat(le) > limit
    certified = tuple(
        session
        for (session, element), each in person.decided.items()
        if lowers and element == CERTIFICATION != last.objet and each.held
        if each.entry.said.get("certification") == last.said.get("certification")
    )
    lacking, complete = _beside(person, entry)
    return Corrected(
        entry, last, person.stale(), limit if late else None, certified, lacking, complete, named
    )


class CorrectedDecision(NamedTuple):
    """A decision that was corrected: of which candidate, by its identifier, the entry that stands, the first one."""

    candidat: str
    entry: JournalEntry
    first: JournalEntry


def of_session(base: Base, session: str) -> list[CorrectedDecision]:
    """What of a session was corrected since it was registered, of who was not erased, in the order of the journal.

    Raises RegisterError at an altered entry.
    """
    codes = personnes.codes(base)
    people: dict[str, list[JournalEntry]] = {}
    for entry in trusted(entries(base, session=session)):
        if entry.personne in codes:
            people.setdefault(entry.personne, []).append(entry)
    found = [
        CorrectedDecision(codes[key], each.entry, each.replaced[0])
        for key, mine in people.items()
        for each in standing(mine).decided.values()
        if each.replaced
    ]
    return sorted(found, key=lambda each: each.entry.rang)


def _beside(person: Person, entry: JournalEntry) -> tuple[tuple[str, ...], bool]:
    """The blocs of a session that a certification which an entry makes valid goes without; whether they are all valid,
    by an entry about one of them, and the certification is not.
    """
    mine = {element: each for (session, element), each in person.decided.items() if session == entry.session}
    blocs = {code: each.held for code, each in mine.items() if each.entry.said.get("genre") == BLOC}
    whole = CERTIFICATION in mine and mine[CERTIFICATION].held
    if entry.objet == CERTIFICATION:
        return tuple(code for code, held in blocs.items() if whole and not held), False
    return (), blocs.get(entry.objet, False) and all(blocs.values()) and CERTIFICATION in mine and not whole


def _said(correction: Correction, last: JournalEntry, verdict: str, le: str) -> dict[str, object]:
    """What the entry says: what the one that it replaces said, and how it was decided anew."""
    calcule = last.said.get("calcule", {"verdict": verdict})
    said = {key: each for key, each in last.said.items() if key != "decision"}
    said |= {"verdict": correction.verdict, "origine": "jury", "calcule": calcule, "le": le}
    said |= {"motif": correction.motif, "fondement": correction.fondement, "pv": correction.pv}
    return said | ({"fraude": "oui"} if correction.fraude else {})


def _decided(person: Person, correction: Correction) -> StandingEntry:
    """What stands of what is to be corrected: as its session and element are written, else without regard to case and
    accents.
    """
    exact = correction.session, correction.element
    wanted = tuple(map(fold, exact))
    alike = (each for key, each in person.decided.items() if tuple(map(fold, key)) == wanted)
    found = person.decided.get(exact) or next(alike, None)
    if found is None:
        raise RegisterError(
            "nothing_decided",
            candidate=correction.candidat,
            element=correction.element,
            session=correction.session,
            known=tuple(f"{session} {element}" for session, element in person.decided),
        )
    if found.verdict == correction.verdict:
        raise RegisterError("same_verdict", element=found.entry.objet, verdict=correction.verdict)
    if found.verdict not in HIGHER:
        raise RegisterError("broken", rang=found.entry.rang)
    return found


def forget(
    base: Base, candidate: str, motif: str, instant: str, auteur: str, *, attested: bool = False
) -> JournalEntry:
    """Erase who a person is; refused for a holder while it may have to be attested, unless `attested` says that this
    is over. Raises RegisterError.
    """
    with base.writing():
        key = personnes.key_of(base, candidate)
        if key is None:
            raise RegisterError("unknown_candidate", candidate=candidate)
        held = standing(entries(base, personne=key)).acquis()
        if held and not attested:
            raise RegisterError("holder", candidate=candidate, held=tuple(code for _, code in held))
        if personnes.named_in(base, key, motif, NAMES):
            raise RegisterError("named")
        personnes.erase(base, key)
        (entry,) = append(base, [Act("effacement", {"motif": motif}, personne=key)], instant, auteur)
    return entry
