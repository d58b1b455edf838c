"""Sessions that were decided, written into the register once; what a corrected one says otherwise is told, and left to
be deliberated.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from certeval.engine.verdicts import Plain
from certeval.frozen import frozen
from certeval.jury.candidats import Candidats
from certeval.jury.session import Session
from certeval.referentiel.load import Referentiel
from certeval.registre import personnes
from certeval.registre.acquis import FOR_LIFE, VALIDE, source_sessions, standing_of
from certeval.registre.base import Base, RegisterError
from certeval.registre.journal import Act, JournalEntry, append, entries
from certeval.registre.verdict_records import RegisteredVerdict, VerdictRecords
from certeval.scores.observations import Sheet
from certeval.text.canonical import canonical
from certeval.text.digests import sha256
from certeval.text.nearest import fold


@frozen
class Seance:
    """A session as it is to be written: its texts, and for each candidate what was decided, and who it is."""

    code: str
    certification: str
    version: str
    le: date
    texte: str
    referentiel: str
    empreinte: str
    """Of the référentiel’s file, whose text stands beside."""
    decisions: Mapping[str, Sequence[RegisteredVerdict]]
    identites: Mapping[str, Mapping[str, str]]
    inscriptions: Mapping[str, Mapping[str, object]]
    feuilles: Sequence[Mapping[str, str]] = ()


class SessionDifference(NamedTuple):
    """What a session now says otherwise than the register: to be deliberated, and then rectified; where that was
    rectified already, by minutes `pv`, to be written into the session. `is_registered`: whether the register has
    anything of the candidate in this session.
    """

    candidat: str
    element: str
    before: str
    now: str
    pv: str = ""
    is_registered: bool = True


class Reprise(NamedTuple):
    """What a candidate holds of a session that took it up from another one."""

    candidat: str
    session: str
    element: str


class SessionEntries(NamedTuple):
    """What was appended, nothing where all stood there already, and what differs; the sessions that sat later, were
    registered before, and decided otherwise of what this one gives: it was not before their juries; what others said
    that it had given, and it does not; by candidate, another identifier of somebody of the same names and birth.
    """

    entries: list[JournalEntry]
    differences: list[SessionDifference]
    later_sessions: tuple[str, ...] = ()
    lost_reprises: tuple[Reprise, ...] = ()
    other_identifiers: Mapping[str, str] = {}


def write(
    base: Base, seance: Seance, instant: str, auteur: str, *, since: int | None = None
) -> SessionEntries:
    """Write a session once: the same again adds nothing, a corrected one tells its differences and adds nothing.

    `since` is the last entry that was known to what it comes to. Raises RegisterError where another session was written
    about its candidates after it.
    """
    with base.transaction():
        old_keys = personnes.existing_keys(base, seance.decisions)
        if since is not None and _has_moved(base, seance.code, old_keys.values(), since):
            raise RegisterError("moved")
        if same_code := base.rows("SELECT certification FROM session WHERE code = ?", seance.code):
            if same_code[0][0] != seance.certification:
                raise RegisterError("other_session", session=seance.code, certification=same_code[0][0])
            return SessionEntries([], list(_differences(base, seance)))
        for (code,) in base.rows("SELECT code FROM session"):
            if fold(code) == fold(seance.code):  # two that are read as one can't be told apart afterwards
                raise RegisterError("spelled", session=seance.code, registered=code)
        _texts(base, seance)
        people = personnes.keys(base, {code: seance.identites.get(code, {}) for code in seance.decisions})
        rows = [
            (seance.code, people[code], canonical(dict(seance.inscriptions.get(code, {}))))
            for code in seance.decisions
        ]
        base.insert("inscription", ("session", "personne", "contenu"), rows)
        later_sessions = tuple(_later_sessions(base, seance, people))
        before = _reprises(base, seance, old_keys)
        new_entries = append(base, _acts(seance, people), instant, auteur)
        rest = set(_reprises(base, seance, old_keys) if before else ())
        lost = tuple(each for each in before if each not in rest)
        others = personnes.other_identifiers(base, seance.identites)
        return SessionEntries(new_entries, [], later_sessions, lost, others)


def _has_moved(base: Base, code: str, keys: Iterable[str], since: int) -> bool:
    """Whether something was decided about some persons after an entry, in other sessions than one."""
    sql = (
        "SELECT session, rang FROM journal WHERE personne IN {these}"
        " AND acte IN ('decision', 'rectification', 'retrait')"
    )
    return any(str(session) != code and rang > since for session, rang in base.among(sql, keys))


def _reprises(base: Base, seance: Seance, keys: Mapping[str, str]) -> list[Reprise]:
    """What candidates hold of sessions that took it up from this one."""
    reprises: list[Reprise] = []
    for code, key in keys.items():
        person = standing_of(entries(base, personne=key))
        reprises += [
            Reprise(code, session, element)
            for (session, element), each in person.standing_entries.items()
            if fold(seance.code) in source_sessions(each.entry) and person.holds(each)
        ]
    return reprises


def _later_sessions(base: Base, seance: Seance, people: Mapping[str, str]) -> list[str]:
    sql = "SELECT code FROM session WHERE le > ? AND certification = ? ORDER BY le, code"
    codes = [str(code) for (code,) in base.rows(sql, seance.le.isoformat(), seance.certification)]
    unheard: set[str] = set()
    for code, decisions in seance.decisions.items() if codes else ():
        gains = {
            each.element
            for each in decisions
            if each.genre in FOR_LIFE and each.contenu.get("verdict") == VALIDE
        }
        standing_entries = standing_of(entries(base, personne=people[code])).standing_entries
        unheard |= {
            session
            for (session, element), each in standing_entries.items()
            if element in gains and not each.is_held
        }
    return [code for code in codes if code in unheard]


def _texts(base: Base, seance: Seance) -> None:
    """The bytes that were applied, so that old decisions are recomputed."""
    if not base.rows("SELECT 1 FROM referentiel WHERE empreinte = ?", seance.empreinte):
        version = (seance.empreinte, seance.certification, seance.version, seance.referentiel)
        base.insert("referentiel", ("empreinte", "certification", "version", "texte"), [version])
    row = (seance.code, seance.certification, seance.empreinte, seance.le.isoformat(), seance.texte)
    base.insert("session", ("code", "certification", "referentiel", "le", "texte"), [row])


def _acts(seance: Seance, people: Mapping[str, str]) -> Iterator[Act]:
    arguments: dict[str, object] = {"certification": seance.certification, "version": seance.version}
    arguments["le"] = seance.le.isoformat()
    contents: dict[int, dict[str, object]] = {}  # candidates who come to the same share it
    for code, decisions in seance.decisions.items():
        for each in decisions:
            if id(each) not in contents:
                contents[id(each)] = {**arguments, "genre": each.genre, **each.contenu}
            yield Act("decision", contents[id(each)], seance.code, people[code], each.element)
    closing = {**arguments, "referentiel": seance.empreinte, "feuilles": list(seance.feuilles)}
    closing |= {"candidats": len(seance.decisions), "texte": sha256(seance.texte.encode())}
    yield Act("cloture", closing, seance.code)


def _differences(base: Base, seance: Seance) -> Iterator[SessionDifference]:
    codes = personnes.codes(base)
    by_code: dict[str, list[JournalEntry]] = {}
    for entry in entries(base, session=seance.code):
        if entry.personne in codes:
            by_code.setdefault(codes[entry.personne], []).append(entry)
    spellings = {fold(code): code for code in by_code}
    for code, decisions in seance.decisions.items():
        mine = by_code.pop(spellings.get(fold(code), code), ())
        now = {each.element: str(each.contenu.get("verdict", "")) for each in decisions}
        yield from _verdict_differences(code, mine, now)
    for code, mine in by_code.items():
        yield from _verdict_differences(code, mine, {})


def _verdict_differences(
    code: str, journal_entries: Sequence[JournalEntry], now: Mapping[str, str]
) -> Iterator[SessionDifference]:
    """Where the last verdict on each element, of the entries of a session about one person, is not that of now."""
    before = {element: each for (_, element), each in standing_of(journal_entries).standing_entries.items()}
    for element in dict.fromkeys((*now, *before)):
        old, new = before.get(element), now.get(element, "")
        if (old.verdict if old else "") != new:
            pv = str(old.entry.values.get("pv", "")) if old and old.predecessors else ""
            yield SessionDifference(code, element, old.verdict if old else "", new, pv, bool(journal_entries))


def seance(
    session: Session,
    referentiel: Referentiel,
    sheets: Iterable[Sheet],
    results: Mapping[str, Plain],
    candidats: Candidats,
) -> Seance:
    """A session that was deliberated, with what it comes to for each candidate, by identifier.

    Raises ValueError of one that was not deliberated.
    """
    sitting = session.model.deliberation
    if sitting is None:
        raise ValueError("nothing is registered before the jury has met")
    verdicts = VerdictRecords(referentiel)
    inscriptions = {
        fold(each.candidat): each.model_dump(mode="json", exclude={"amenagement"})
        for _, each in session.inscriptions()
    }
    persons = {code: candidats.person(code) for code in results}
    return Seance(
        session.code,
        referentiel.code,
        referentiel.version,
        sitting.le,
        session.document.data.decode("utf-8", errors="replace"),
        referentiel.document.data.decode("utf-8", errors="replace"),
        referentiel.digest,
        {code: verdicts.of_candidate(each) for code, each in results.items()},
        {code: person.cells for code, person in persons.items() if person is not None},
        {code: inscriptions.get(fold(code), {}) for code in results},
        [{"fichier": each.file, "empreinte": each.digest} for each in sheets],
    )
