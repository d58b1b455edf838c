"""What persons hold: of some candidates on a day, as a register stood then, down to the minutes, and who they are; of
all, each certification, and the number that it is registered under.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cache, partial
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, cast

from certeval.jury.earlier import EarlierBloc
from certeval.registre import personnes
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
from certeval.registre.journal import authentic_entries, entries, record, selection, session_codes
from certeval.registre.suivis import Titulaire
from certeval.rules.situation import PARCOURS, Voie
from certeval.sources import yaml
from certeval.sources.document import List, Map
from certeval.text.nearest import fold

AT_ONCE = 2_000
"""Persons whose entries are in memory together."""


class CertificationAward(NamedTuple):
    """A certification that somebody obtained: by identifier and codes; on which day, by which voie, as is known; under
    which number, in which parcours; the title of this one, empty where it has none.
    """

    candidat: str
    certification: str
    session: str
    le: date | None
    voie: Voie | None = None
    variant: Variant = Variant()
    option: str = ""

    @property
    def titulaire(self) -> Titulaire:
        """Who holds it since."""
        return Titulaire(self.candidat, self.certification, self.session)


def holders(base: Base, sessions: Collection[str] = ()) -> Iterator[CertificationAward]:
    """Each certification that is held, of the first session that gave it: of all sessions, or of these. In another
    parcours, or under another number, which a later version may have, it is another one.

    Raises RegisterError at an altered entry.
    """
    after, number_of, parcours = "", cache(partial(number, base)), UnsaidParcours(base)
    option_of = cache(partial(_option, base))
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
                    option = option_of(title[1], each.text("version"), variant.parcours)
                    yield CertificationAward(*title, date.fromisoformat(entry.le), voie, variant, option)


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
    heads = (root.get("certification") for root in _roots(base, certification, version))
    numbers = (head.get("rncp") for head in heads if isinstance(head, Map))
    return next((each for each in numbers if each and isinstance(each, str)), "")


def _option(base: Base, certification: str, version: str, parcours: str) -> str:
    """The title of a parcours in a version; empty where it has none."""
    lists = (root.get("parcours") for root in _roots(base, certification, version) if parcours)
    items = (each for one in lists if isinstance(one, List) for each in one if isinstance(each, Map))
    titles = (each.get("intitule") for each in items if each.get("code") == parcours)
    return next((each for each in titles if isinstance(each, str)), "")


def _roots(base: Base, certification: str, version: str) -> Iterator[Map]:
    """What the texts hold that a version was applied by."""
    for text in version_texts(base, certification, version):
        root = yaml.parse(text.encode(), certification).root
        if isinstance(root, Map):
            yield root


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


class PersonPast(NamedTuple):
    """What is known of a person on a day: what it holds, in the order in which it was acquired; its identity, as the
    candidates’ table gave it; each session, what was validated in it and still is, and under which version.
    """

    acquis: list[EarlierBloc]
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
    once it is registered, what was decided on that very day and written after it. Of the sessions registered after it
    nothing is held: its jury did not have them before it; what they validated is known.

    Raises RegisterError at an altered entry.
    """
    rank = "SELECT MIN(rang) FROM journal WHERE session = ? AND acte IN ('decision', 'cloture')"
    first = base.rows(rank, apart)[0][0] if apart else None
    later = frozenset(() if first is None else session_codes(base, after=first))
    days = {str(session): str(le) for session, le in base.rows("SELECT code, le FROM session")}
    by_code: dict[str, PersonPast] = {}
    keys = personnes.existing_keys(base, candidates)
    identities = personnes.identities(base, keys.values())
    parcours = UnsaidParcours(base)
    for code, key in keys.items():
        mine = (
            each
            for each in entries(base, personne=key)
            if (until is None or each.rang <= until) and each.session != apart
            if first is None or day is None or each.rang < first or each.le < day.isoformat()
        )
        known = list(authentic_entries(mine))
        person = parcours.complete(standing_of((each for each in known if each.session not in later), day))
        acquis = [_acquis(each, days) for each in person.acquis()]
        by_code[code] = PersonPast(acquis, identities.get(key, {}), standing_of(known, day).validations())
    return by_code


def acquis_by_candidate(
    base: Base, candidates: Iterable[str], day: date | None = None
) -> dict[str, list[EarlierBloc]]:
    """What each candidate holds on a day, as `pasts` has it; without what was only taken up, under another version, of
    the bloc of that code that stands there.
    """
    return {code: list(_own(each.acquis)) for code, each in pasts(base, candidates, day).items()}


def _own(acquis: Iterable[EarlierBloc]) -> Iterator[EarlierBloc]:
    codes: set[tuple[str, str, str]] = set()
    for each in acquis:
        code = each.certification, each.element, each.parcours
        if code not in codes or fold(each.par) != fold(each.element):
            yield each
        codes.add(code)


def _acquis(standing_entry: StandingEntry, days: Mapping[str, str]) -> EarlierBloc:
    entry = standing_entry.entry
    values = {key: str(each) for key, each in entry.values.items()}
    source = reprise(entry) or {}
    return EarlierBloc(
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
        repris=str(source.get("session", "")),
        parcours=standing_entry.text(PARCOURS),
        par=str(source.get("bloc", "")),
    )
