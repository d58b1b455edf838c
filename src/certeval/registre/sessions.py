"""Sessions written into the register, once; a correction of one, by acts that say what they replace and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from certeval.registre import personnes
from certeval.registre.acquis import standing
from certeval.registre.base import Base, RegisterError
from certeval.registre.journal import Act, Entry, append, canonical, entries

MONTHS_TO_LOWER = 4
"""A decision that creates rights is withdrawn within four months (CRPA, article L242-1)."""


class Decided(NamedTuple):
    """What a session decided of one element: its kind, verdict and all that results say of it."""

    element: str
    genre: str
    contenu: Mapping[str, object]


@dataclass(frozen=True, slots=True)
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
    decisions: Mapping[str, Sequence[Decided]]
    identites: Mapping[str, Mapping[str, str]]
    inscriptions: Mapping[str, Mapping[str, object]]
    feuilles: Sequence[Mapping[str, str]] = ()


class Difference(NamedTuple):
    """What a session now says otherwise than the register: to be deliberated, and then rectified."""

    candidat: str
    element: str
    registered: str
    found: str


class Written(NamedTuple):
    """What was appended, nothing where all stood there already, and what differs."""

    entries: list[Entry]
    differences: list[Difference]


def write(base: Base, seance: Seance, instant: str, auteur: str) -> Written:
    """Write a session once: the same again adds nothing, a corrected one tells its differences and adds nothing."""
    with base.writing():
        if base.rows("SELECT 1 FROM session WHERE code = ?", seance.code):
            return Written([], list(_differences(base, seance)))
        _texts(base, seance)
        people = personnes.keys(base, {code: seance.identites.get(code, {}) for code in seance.decisions})
        rows = [
            (seance.code, people[code], canonical(dict(seance.inscriptions.get(code, {}))))
            for code in seance.decisions
        ]
        base.many("INSERT INTO inscription (session, personne, contenu) VALUES (?, ?, ?)", rows)
        return Written(append(base, _acts(seance, people), instant, auteur), [])


def _texts(base: Base, seance: Seance) -> None:
    """The bytes that were applied, so that old decisions are recomputed."""
    if not base.rows("SELECT 1 FROM referentiel WHERE empreinte = ?", seance.empreinte):
        base.run(
            "INSERT INTO referentiel (empreinte, certification, version, texte) VALUES (?, ?, ?, ?)",
            *(seance.empreinte, seance.certification, seance.version, seance.referentiel),
        )
    base.run(
        "INSERT INTO session (code, certification, referentiel, le, texte) VALUES (?, ?, ?, ?, ?)",
        *(seance.code, seance.certification, seance.empreinte, seance.le.isoformat(), seance.texte),
    )


def _acts(seance: Seance, people: Mapping[str, str]) -> Iterator[Act]:
    about: dict[str, object] = {"certification": seance.certification, "version": seance.version}
    for code, decisions in seance.decisions.items():
        for each in decisions:
            said = {**about, "genre": each.genre, **each.contenu}
            yield Act("decision", said, seance.code, people[code], each.element)
    closing = {**about, "referentiel": seance.empreinte, "feuilles": list(seance.feuilles)}
    closing |= {"candidats": len(seance.decisions), "le": seance.le.isoformat()}
    yield Act("cloture", closing, seance.code)


def _differences(base: Base, seance: Seance) -> Iterator[Difference]:
    codes = personnes.codes(base)
    registered: dict[str, list[Entry]] = {}
    for entry in entries(base, session=seance.code):
        if entry.personne in codes:
            registered.setdefault(codes[entry.personne], []).append(entry)
    for code, decisions in seance.decisions.items():
        mine = standing(registered.get(code, ()))
        for each in decisions:
            before = mine.decided.get((seance.code, each.element))
            old = before.verdict if before else ""
            new = str(each.contenu.get("verdict", ""))
            if old != new:
                yield Difference(code, each.element, old, new)


class Correction(NamedTuple):
    """A decision that replaces one: `motif`, `fondement` and the minutes that say so are due."""

    session: str
    candidat: str
    element: str
    verdict: str
    motif: str
    fondement: str
    pv: str
    fraude: bool = False


class Corrected(NamedTuple):
    """The entry that corrects, what it replaces, the documents that are stale now, and whether it comes too late."""

    entry: Entry
    before: Entry
    stale: list[Entry]
    late_since: date | None


HIGHER = ("non_valide", "en_attente", "valide")


def correct(
    base: Base, correction: Correction, instant: str, auteur: str, *, retrait: bool = False
) -> Corrected:
    """Replace a decision by another, or withdraw it for fraud; what is replaced stays. Raises RegisterError."""
    with base.writing():
        key = personnes.key_of(base, correction.candidat)
        if key is None:
            raise RegisterError("unknown_candidate", candidate=correction.candidat)
        before = standing(entries(base, personne=key)).decided.get((correction.session, correction.element))
        if before is None:
            raise RegisterError("nothing_decided", candidate=correction.candidat, element=correction.element)
        if before.verdict == correction.verdict:
            raise RegisterError("same_verdict", element=correction.element, verdict=correction.verdict)
        said = {**before.entry.said, "verdict": correction.verdict, "motif": correction.motif}
        said |= {"fondement": correction.fondement, "pv": correction.pv}
        said |= {"fraude": "oui"} if correction.fraude else {}
        act = Act(
            *("retrait" if retrait else "rectification", said, correction.session, key, correction.element),
            remplace=before.entry.rang,
        )
        (entry,) = append(base, [act], instant, auteur)
        person = standing(entries(base, personne=key))
    lowers = HIGHER.index(correction.verdict) < HIGHER.index(before.verdict)
    limit = months_after(date.fromisoformat(before.entry.instant[:10]), MONTHS_TO_LOWER)
    late = lowers and not correction.fraude and date.fromisoformat(instant[:10]) > limit
    return Corrected(entry, before.entry, person.stale(), limit if late else None)


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))


def forget(
    base: Base, candidate: str, motif: str, instant: str, auteur: str, *, attested: bool = False
) -> Entry:
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
        personnes.erase(base, key)
        (entry,) = append(base, [Act("effacement", {"motif": motif}, personne=key)], instant, auteur)
    return entry


def acquired(base: Base, candidate: str, day: date | None = None) -> list[Mapping[str, object]]:
    """What a candidate holds on a day, in the order in which it was acquired; none of who is unknown."""
    key = personnes.key_of(base, candidate)
    found = standing(entries(base, personne=key) if key else (), day).acquis()
    days = {each.entry.session: "" for each in found.values()}
    for session in days:
        days[session] = base.rows("SELECT le FROM session WHERE code = ?", session)[0][0]
    return [
        {
            "certification": certification,
            "element": element,
            "genre": each.entry.said.get("genre", ""),
            "version": each.entry.said.get("version", ""),
            "session": each.entry.session,
            "le": days[each.entry.session],
            "rang": each.entry.rang,
        }
        for (certification, element), each in found.items()
    ]
