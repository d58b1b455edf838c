"""What is known of candidates on a day, as a register stood then: what they hold, down to the minutes, who they are."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from certeval.jury.earlier import EarlierBloc
from certeval.registre import personnes
from certeval.registre.acquis import StandingEntry, UnsaidParcours, reprise, standing_of
from certeval.registre.base import Base
from certeval.registre.journal import authentic_entries, entries, session_codes
from certeval.rules.situation import PARCOURS
from certeval.text.nearest import fold


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
