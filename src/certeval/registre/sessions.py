"""Sessions that were decided, written into the register once; what a corrected one says otherwise is told, and left to
be deliberated.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, cast

from certeval.engine.verdicts import Plain
from certeval.frozen import frozen
from certeval.jury.candidats import Candidats
from certeval.jury.session import Session
from certeval.referentiel.load import Referentiel
from certeval.registre import personnes
from certeval.registre.acquis import FOR_LIFE, VALIDE, Person, source_sessions, standing_of
from certeval.registre.base import Base, RegisterError
from certeval.registre.journal import Act, JournalEntry, append, entries, selection
from certeval.registre.session_differences import SessionDifference, session_differences
from certeval.registre.verdict_records import RegisteredVerdict, VerdictRecords
from certeval.rules.situation import VOIE
from certeval.scores.observations import Sheet
from certeval.text.digests import canonical, sha256
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


class Reprise(NamedTuple):
    """What a candidate holds of a session that took it up from another one."""

    candidat: str
    session: str
    element: str


class SessionEntries(NamedTuple):
    """What was appended, nothing where all stood there already, and what differs; the sessions that sat later, were
    registered before, and decided otherwise of what this one gives: it was not before their juries; what others said
    that it had given, and it does not, or what it took up itself and a correction has made fall; by candidate, another
    identifier of somebody of the same names and birth.

    `other_texts` are those of the version that the register has, the session's own where that is registered; none where
    it has the same. `other_day` is the one on which it sat there, where that is another one; `other_sheets` those that
    are not as it was registered with.
    """

    entries: list[JournalEntry]
    differences: list[SessionDifference]
    later_sessions: tuple[str, ...] = ()
    lost_reprises: tuple[Reprise, ...] = ()
    other_identifiers: Mapping[str, str] = {}
    other_texts: tuple[str, ...] = ()
    other_day: str = ""
    other_sheets: tuple[str, ...] = ()


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
        if (registration := _registration(base, seance)) is not None:
            return registration
        other_texts = _other_texts(base, seance)
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
        return SessionEntries(new_entries, [], later_sessions, lost, others, other_texts)


def _registration(base: Base, seance: Seance) -> SessionEntries | None:
    """What a session says otherwise than the register, which has it; None where it does not. Raises RegisterError where
    it is written otherwise there, or of another certification or version.
    """
    sql = (
        "SELECT s.code, s.certification, r.version, s.referentiel, s.le"
        " FROM session s JOIN referentiel r ON r.empreinte = s.referentiel"
    )
    for code, certification, version, empreinte, le in base.rows(sql):
        if fold(code) != fold(seance.code):
            continue
        if code != seance.code:  # two that are read as one can't be told apart afterwards
            raise RegisterError("spelled", session=seance.code, registered=code)
        if certification != seance.certification:
            raise RegisterError("other_session", session=code, certification=certification)
        if version != seance.version:
            raise RegisterError("other_version", session=code, version=version, now=seance.version)
        sql = "SELECT texte FROM referentiel WHERE empreinte = ?"
        other_texts = [str(text) for (text,) in base.rows(sql, empreinte) if empreinte != seance.empreinte]
        other_day = le if le != seance.le.isoformat() else ""
        differences = list(session_differences(base, code, seance.decisions))
        lost, sheets = tuple(lost_reprises(base, [code])), tuple(_other_sheets(base, seance))
        return SessionEntries([], differences, (), lost, {}, tuple(other_texts), other_day, sheets)
    return None


def _other_sheets(base: Base, seance: Seance) -> Iterator[str]:
    """The sheets that are not as the session was registered with: changed, added or left out."""
    for closing in selection(base, "WHERE session = ? AND acte = 'cloture'", seance.code):
        now, before = seance.feuilles, cast("Sequence[Mapping[str, str]]", closing.values["feuilles"])
        for some, others in ((now, before), (before, now)):
            digests = {each["empreinte"] for each in others}
            yield from (each["fichier"] for each in some if each["empreinte"] not in digests)


def lost_reprises(base: Base, sessions: Collection[str]) -> Iterator[Reprise]:
    """What these sessions, all where none is given, took up of others, and a correction has made fall since."""
    codes = personnes.codes(base)
    for (key,) in base.rows(
        "SELECT DISTINCT personne FROM journal WHERE acte IN ('rectification', 'retrait')"
    ):
        person = standing_of(entries(base, personne=key)) if key in codes else Person()
        for (session, element), each in person.standing_entries.items():
            if (not sessions or session in sessions) and each.is_held and not person.holds(each):
                yield Reprise(codes[key], session, element)


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


def _other_texts(base: Base, seance: Seance) -> tuple[str, ...]:
    """Keep the bytes that were applied, so that old decisions are recomputed; the texts of the version that the
    register has, where it has not this one.
    """
    sql = "SELECT empreinte, texte FROM referentiel WHERE certification = ? AND version = ?"
    texts = {digest: str(text) for digest, text in base.rows(sql, seance.certification, seance.version)}
    if seance.empreinte not in texts:
        version = (seance.empreinte, seance.certification, seance.version, seance.referentiel)
        base.insert("referentiel", ("empreinte", "certification", "version", "texte"), [version])
    row = (seance.code, seance.certification, seance.empreinte, seance.le.isoformat(), seance.texte)
    base.insert("session", ("code", "certification", "referentiel", "le", "texte"), [row])
    return () if seance.empreinte in texts else tuple(texts.values())


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


def _voie(results: Plain) -> dict[str, object]:
    """The voie that a sheet may say in the place of a registration."""
    return {VOIE: results[VOIE]} if results.get(VOIE) else {}


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
        {code: inscriptions.get(fold(code), {}) | _voie(each) for code, each in results.items()},
        [{"fichier": each.file, "empreinte": each.digest} for each in sheets],
    )
