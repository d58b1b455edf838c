"""Who holds a certification, of all persons of a register, and the number that it is registered under."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from functools import cache, partial
from itertools import groupby
from operator import attrgetter
from typing import cast

from certeval.registre.acquis import (
    CERTIFICATION,
    Person,
    StandingEntry,
    UnsaidParcours,
    Variant,
    reprise,
    standing_of,
    version_texts,
)
from certeval.registre.base import Base
from certeval.registre.journal import authentic_entries, record, selection
from certeval.registre.suivis import CertificationAward
from certeval.rules.situation import PARCOURS, Voie
from certeval.sources import yaml
from certeval.sources.document import Map

AT_ONCE = 2_000
"""Persons whose entries are in memory together."""


def holders(base: Base, sessions: Collection[str] = ()) -> Iterator[CertificationAward]:
    """Each certification that is held, of the first session that gave it: of all sessions, or of these. In another
    parcours, or under another number, which a later version may have, it is another one.

    Raises RegisterError at an altered entry.
    """
    after, number_of, parcours = "", cache(partial(number, base)), UnsaidParcours(base)
    sql = "SELECT cle, candidat FROM personne WHERE candidat IS NOT NULL AND cle > ? ORDER BY cle LIMIT ?"
    while people := dict[str, str](base.rows(sql, after, AT_ONCE)):
        first, after = min(people), max(people)
        voies = _voies(base, first, after)
        about = "WHERE personne >= ? AND personne <= ? ORDER BY personne, rang"
        for key, mine in groupby(selection(base, about, first, after), key=attrgetter("personne")):
            person = parcours.complete(standing_of(authentic_entries(mine))) if key in people else Person()
            acquis = person.acquis()
            for variant, each in _certifications(acquis, number_of):
                entry = each.entry
                if not sessions or entry.session in sessions:
                    title = people[key], each.text("certification"), entry.session
                    voie = cast("Voie | None", voies.get((entry.session, key)) or None)
                    yield CertificationAward(*title, date.fromisoformat(entry.le), voie, variant)


def _certifications(
    acquis: Iterable[StandingEntry], number_of: Callable[[str, str], str]
) -> Iterator[tuple[Variant, StandingEntry]]:
    """The certifications among what a person acquired, each title once. Where an older entry doesn't say the parcours,
    a session that gave no bloc gave no other title.
    """
    mine = list(acquis)
    givers = {
        one.entry.session for one in mine if one.entry.objet != CERTIFICATION and not reprise(one.entry)
    }
    before: list[tuple[str, Variant]] = []
    for each in mine:
        code = each.text("certification")
        variant = Variant(number_of(code, each.text("version")), each.text(PARCOURS))
        if each.entry.objet == CERTIFICATION and not any(
            code == other
            and (variant if each.entry.session in givers else variant.in_parcours_of(one)).may_be(one)
            for other, one in before
        ):
            before.append((code, variant))
            yield variant, each


def _voies(base: Base, first: str, last: str) -> dict[tuple[str, str], str]:
    """By which voie each person came to each session, of the persons whose keys are between two."""
    sql = "SELECT session, personne, contenu FROM inscription WHERE personne >= ? AND personne <= ?"
    rows = base.rows(sql, first, last)
    return {(session, key): str(record(contenu).get("voie") or "") for session, key, contenu in rows}


def number(base: Base, certification: str, version: str) -> str:
    """The number under which a version is registered, as the référentiel that was applied last has it; empty where none
    has one.
    """
    texts = version_texts(base, certification, version)
    return next(filter(None, (_number(text, certification) for text in texts)), "")


def session_facts(base: Base, session: str) -> tuple[date | None, str]:
    """The day of a session, None of one that is not known; the number of the version that it applied, empty where that
    has none.
    """
    sql = "SELECT s.le, r.certification, r.version FROM session s JOIN referentiel r ON r.empreinte = s.referentiel"
    rows = base.rows(f"{sql} WHERE s.code = ?", session)
    if not rows:
        return None, ""
    le, certification, version = map(str, rows[0])
    return date.fromisoformat(le), number(base, certification, version)


def _number(text: str, name: str) -> str:
    root = yaml.parse(text.encode(), name).root
    head = root.get("certification") if isinstance(root, Map) else None
    rncp = head.get("rncp") if isinstance(head, Map) else None
    return rncp if isinstance(rncp, str) else ""
