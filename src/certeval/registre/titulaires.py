"""Who holds a certification, as the register says it today: everybody, a part at once."""

import json
from collections.abc import Collection, Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from certeval.registre.acquis import CERTIFICATION, standing
from certeval.registre.base import Base
from certeval.registre.journal import COLUMNS, JournalEntry, trusted
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
                *(after, AT_ONCE),
            )
        )
        if not people:
            return
        first, after = min(people), max(people)
        voies = _voies(base, first, after)
        rows = base.rows(
            f"SELECT {COLUMNS} FROM journal WHERE personne >= ? AND personne <= ? ORDER BY personne, rang",  # noqa: S608
            *(first, after),
        )
        for key, entries in groupby((JournalEntry(*row) for row in rows), key=itemgetter(PERSON)):
            if key in people:
                yield from _held(people[key], trusted(entries), voies, sessions)


PERSON = JournalEntry._fields.index("personne")


def _held(
    candidat: str,
    entries: Iterator[JournalEntry],
    voies: dict[tuple[str, str], str],
    sessions: Collection[str],
) -> Iterator[Holder]:
    for (certification, element), each in standing(entries).acquis().items():
        entry = each.entry
        if element == CERTIFICATION and (not sessions or entry.session in sessions):
            voie = voies.get((entry.session, entry.personne), "")
            yield Holder(
                candidat, certification, str(entry.said.get("version", "")), entry.session, entry.le, voie
            )


def _voies(base: Base, first: str, last: str) -> dict[tuple[str, str], str]:
    """By which voie each person came to each session, of the persons whose keys are between two."""
    rows = base.rows(
        "SELECT session, personne, contenu FROM inscription WHERE personne >= ? AND personne <= ?",
        first,
        last,
    )
    return {(session, key): str(json.loads(said).get("voie") or "") for session, key, said in rows}


def number(base: Base, certification: str, version: str = "") -> str | None:
    """The number under which a certification is registered, as a référentiel that was applied has it: of a version, or
    of any.
    """
    rows = base.rows(
        "SELECT version, texte FROM referentiel WHERE certification = ? ORDER BY version DESC", certification
    )
    for applied, text in rows:
        if version in {"", applied}:
            root = yaml.parse(str(text).encode(), certification).root
            head = root.get("certification") if isinstance(root, Map) else None
            if isinstance(head, Map) and isinstance(said := head.get("rncp"), str):
                return said
    return None
