"""What a session says otherwise than the register, which has it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from certeval.registre import personnes
from certeval.registre.acquis import standing_of
from certeval.registre.base import Base
from certeval.registre.journal import JournalEntry, entries
from certeval.registre.verdict_records import RegisteredVerdict
from certeval.text.nearest import fold


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


def session_differences(
    base: Base, session: str, verdicts: Mapping[str, Sequence[RegisteredVerdict]]
) -> Iterator[SessionDifference]:
    """What a session that is registered now says otherwise, given its verdicts by candidate."""
    codes = personnes.codes(base)
    by_code: dict[str, list[JournalEntry]] = {}
    for entry in entries(base, session=session):
        if entry.personne in codes:
            by_code.setdefault(codes[entry.personne], []).append(entry)
    spellings = {fold(code): code for code in by_code}
    for code, decisions in verdicts.items():
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
