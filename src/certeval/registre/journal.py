"""The journal: entries in one chain, each with the digest of the one before. It is never changed, only appended to.

The digest of an entry is that of its canonical JSON, without spaces, in the order of `JournalEntry`: anyone recomputes
it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from certeval.registre.base import Base, RegisterError
from certeval.text.digests import canonical, sha256
from certeval.text.nearest import fold

Acte = Literal[
    "decision",
    "cloture",
    "rectification",
    "retrait",
    "document",
    "accrochage",
    "accuse",
    "effacement",
    "tirage",
]


class JournalEntry(NamedTuple):
    """One entry as it stands. `personne` is a key, empty where it is about none; `contenu` is canonical JSON;
    `remplace` is the rank of the entry that this one replaces, 0 for none.
    """

    rang: int
    instant: str
    auteur: str
    acte: str
    session: str
    personne: str
    objet: str
    contenu: str
    remplace: int
    precedent: str
    empreinte: str

    @property
    def values(self) -> Mapping[str, object]:
        """What the entry says, as plain values. Raises RegisterError where it was altered."""
        plain = _parse(self.contenu)
        if plain is None:
            raise RegisterError("broken", rang=self.rang)
        return plain

    @property
    def le(self) -> str:
        """The day on which it was decided, which an office may write down later; else the day of its instant."""
        return str(self.values.get("le") or self.instant[:10])

    def digest(self) -> str:
        """What `empreinte` is, where nothing was changed."""
        return sha256(_digest_input(self[:-1]).encode())


def record(text: str) -> dict[str, object]:
    """What a session said of a candidate, or who one is. Raises RegisterError where it is not what was written."""
    values = _plain_object(text)
    if values is None:
        raise RegisterError("damaged")
    return values


def _plain_object(text: str) -> dict[str, object] | None:
    """What a text in JSON says by key; None where it is no such text, as one that was edited by hand."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


_parse = lru_cache(256)(_plain_object)
"""What an entry says: it is asked several times over, and many entries say the same."""


class Act(NamedTuple):
    """What is to be appended: an entry without its rank and its place in the chain."""

    acte: Acte
    contenu: Mapping[str, object]
    session: str = ""
    personne: str = ""
    objet: str = ""
    remplace: int = 0


_quote = lru_cache(1024)(json.encoder.encode_basestring)
"""A text in JSON; entries that follow each other say much the same."""


def _digest_input(fields: Sequence[str | int]) -> str:
    """The canonical JSON of an entry without its digest: written here at once, for there are many."""
    rang, *texts, remplace, precedent = fields
    strings = ",".join([_quote(each) for each in texts])
    return f"[{rang},{strings},{remplace},{_quote(str(precedent))}]"


def append(base: Base, acts: Iterable[Act], instant: str, auteur: str) -> list[JournalEntry]:
    """Append acts within a transaction that is open, and give the entries. What acts say may be shared by several."""
    new_entries = chain(head(base), acts, instant, auteur)
    base.insert("journal", JournalEntry._fields, new_entries)
    return new_entries


def chain(last: JournalEntry | None, acts: Iterable[Act], instant: str, auteur: str) -> list[JournalEntry]:
    """The entries that acts make after the last one of a chain."""
    rang, precedent = (last.rang, last.empreinte) if last else (0, "")
    new_entries: list[JournalEntry] = []
    texts: dict[int, tuple[Mapping[str, object], str]] = {}
    for act in acts:
        rang += 1
        pair = texts.get(id(act.contenu))
        if pair is None:
            pair = texts[id(act.contenu)] = (act.contenu, canonical(act.contenu))
        fields = (
            *(rang, instant, auteur, act.acte, act.session, act.personne, act.objet),
            *(pair[1], act.remplace, precedent),
        )
        precedent = sha256(_digest_input(fields).encode())
        new_entries.append(JournalEntry(*fields, precedent))
    return new_entries


def selection(base: Base, rest: str, *parameters: object) -> list[JournalEntry]:
    """The entries that a query selects, of which this is what follows the table."""
    sql = f"SELECT {', '.join(JournalEntry._fields)} FROM journal {rest}"  # noqa: S608
    return [JournalEntry._make(row) for row in base.each(sql, *parameters)]


def head(base: Base) -> JournalEntry | None:
    """The last entry."""
    return next(iter(selection(base, "ORDER BY rang DESC LIMIT 1")), None)


def entry_at(base: Base, rang: int) -> JournalEntry | None:
    """The entry of a rank; None where there is none."""
    return next(iter(selection(base, "WHERE rang = ?", rang)), None)


def entries(base: Base, *, personne: str = "", session: str = "") -> list[JournalEntry]:
    """The entries in order: all, or those about a person or of a session."""
    values = {name: value for name, value in (("personne", personne), ("session", session)) if value}
    conditions = " AND ".join(f"{name} = ?" for name in values) or "1 = 1"
    return selection(base, f"WHERE {conditions} ORDER BY rang", *values.values())


def session_codes(base: Base, until: int | None = None, *, after: int = 0) -> list[str]:
    """The codes of the sessions that are registered, by an entry after a rank, up to another where one is given."""
    last = "" if until is None else " AND rang <= ?"
    sql = f"SELECT session FROM journal WHERE acte = 'cloture' AND rang > ?{last} ORDER BY rang"  # noqa: S608
    return [str(code) for (code,) in base.rows(sql, after, *(() if until is None else (until,)))]


def check_spelling(session: str, codes: Sequence[str]) -> None:
    """Raise RegisterError where a session is among those of a register, written otherwise: what it gave would be taken
    for what another one gave before it.
    """
    for code in codes if session not in codes else ():
        if fold(code) == fold(session):
            raise RegisterError("spelled", session=session, registered=code)


ROWS_AT_ONCE = 10_000
LEAST = -(1 << 63)
"""The least whole number that a database holds: an entry put below the first one is an entry, and is told."""


def each_entry(base: Base, actes: Sequence[Acte] = (), first: int = LEAST) -> Iterator[JournalEntry]:
    """The entries from a rank on, of some acts or of all, in order, a part of them in memory at once."""
    of_acts = f"acte IN ({', '.join('?' * len(actes))}) AND " if actes else ""
    condition = f"WHERE {of_acts}rang >= ? ORDER BY rang LIMIT {ROWS_AT_ONCE}"
    while True:
        part = selection(base, condition, *actes, first)
        yield from part
        if len(part) < ROWS_AT_ONCE:
            return
        first = part[-1].rang + 1


def authentic_entries(journal_entries: Iterable[JournalEntry]) -> Iterator[JournalEntry]:
    """Entries that are what their digests say. Raises RegisterError at one that was altered."""
    for entry in journal_entries:
        if entry.digest() != entry.empreinte:
            raise RegisterError("broken", rang=entry.rang)
        yield entry


def check_whole(base: Base) -> None:
    """Raises RegisterError where entries are seen to be missing: a rank, the end of a session, or all of one. What was
    cut off after the end of a session is known by the head of the journal alone, which minutes print.
    """
    count, last = base.rows("SELECT COUNT(*), COALESCE(MAX(rang), 0) FROM journal")[0]
    if count != last:
        ranks = "SELECT 1 AS rang UNION SELECT rang + 1 FROM journal"
        sql = f"SELECT MIN(rang) FROM ({ranks}) AS next WHERE rang NOT IN (SELECT rang FROM journal)"  # noqa: S608
        raise RegisterError("broken", rang=base.rows(sql)[0][0])
    sql = "SELECT session FROM journal WHERE rang = ? AND acte = 'decision'"  # a session is closed as it is written
    unclosed = base.rows(sql, last) or base.rows(
        "SELECT code FROM session WHERE NOT EXISTS (SELECT 1 FROM journal WHERE journal.session = session.code)"
        " ORDER BY code LIMIT 1"
    )
    if unclosed:
        raise RegisterError("end_lost", session=unclosed[0][0])


def altered_ranks(journal_entries: Iterable[JournalEntry]) -> Iterator[int]:
    """The rank of each entry that is not what it was when it was appended, or is not there, in order."""
    rank, precedent = 1, ""
    for entry in journal_entries:
        if entry.rang != rank:
            yield rank
            rank, precedent = entry.rang, entry.precedent
        if entry.precedent != precedent or entry.digest() != entry.empreinte:
            yield entry.rang
        rank, precedent = rank + 1, entry.empreinte
