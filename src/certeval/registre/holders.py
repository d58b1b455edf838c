"""Who holds a certification, of all persons of a register, and the number that it is registered under."""

import json
from collections.abc import Collection, Iterator
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from certeval.registre.acquis import CERTIFICATION, standing_of
from certeval.registre.base import Base
from certeval.registre.journal import COLUMNS, JournalEntry, authentic_entries
from certeval.sources import yaml
from certeval.sources.document import Map

AT_ONCE = 2_000
"""Persons whose entries are in memory together."""


class Holder(NamedTuple):
    """A certification that somebody holds: who, what, since which session and day; the voie, where it is known."""

    candidat: str
    certification: str
    version: str
    session: str
    le: str
    voie: str


def holders(base: Base, sessions: Collection[str] = ()) -> Iterator[Holder]:
    """Each certification that is held, of the session that gave it: of all sessions, or of these.

    Raises RegisterError at an altered entry.
    """
    after = ""
    while True:
        people: dict[str, str] = dict(
            base.rows(
                "SELECT cle, candidat FROM personne WHERE candidat IS NOT NULL AND cle > ? ORDER BY cle LIMIT ?",
                after,
                AT_ONCE,
            )
        )
        if not people:
            return
        first, after = min(people), max(people)
        voies = _voies(base, first, after)
        about = "personne >= ? AND personne <= ? ORDER BY personne, rang"
        rows = base.rows(f"SELECT {COLUMNS} FROM journal WHERE {about}", first, after)  # noqa: S608
        for key, mine in groupby((JournalEntry(*row) for row in rows), key=attrgetter("personne")):
            acquis = standing_of(authentic_entries(mine)).acquis() if key in people else {}
            certifications: dict[str, JournalEntry] = {}
            for (certification, element, _version), each in acquis.items():
                if element == CERTIFICATION:
                    certifications.setdefault(certification, each.entry)
            for certification, entry in certifications.items():
                if not sessions or entry.session in sessions:
                    version, voie = str(entry.values.get("version", "")), voies.get((entry.session, key), "")
                    yield Holder(people[key], certification, version, entry.session, entry.le, voie)


def _voies(base: Base, first: str, last: str) -> dict[tuple[str, str], str]:
    """By which voie each person came to each session, of the persons whose keys are between two."""
    sql = "SELECT session, personne, contenu FROM inscription WHERE personne >= ? AND personne <= ?"
    rows = base.rows(sql, first, last)
    return {(session, key): str(json.loads(contenu).get("voie") or "") for session, key, contenu in rows}


def rncp_number(base: Base, certification: str, version: str = "") -> str | None:
    """The number under which a certification is registered, as a référentiel that was applied has it: of a version, or
    of any.
    """
    rows = base.rows(
        "SELECT version, texte FROM referentiel WHERE certification = ? ORDER BY version DESC", certification
    )
    for own, text in rows:
        if version in {"", own}:
            root = yaml.parse(str(text).encode(), certification).root
            head = root.get("certification") if isinstance(root, Map) else None
            if isinstance(head, Map) and isinstance(rncp := head.get("rncp"), str):
                return rncp
    return None
