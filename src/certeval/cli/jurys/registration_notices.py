"""What is said beside a session that was registered: of those registered before it, of who may stand there already."""

from collections.abc import Mapping

from certeval.cli import notices
from certeval.registre.sessions import SessionEntries


def tell(outcome: SessionEntries, session_code: str) -> None:
    """Say what was not before juries that sat later, what they took up of this session in vain, who may be somebody of
    another identifier.
    """
    if outcome.later_sessions:
        notices.warn(
            "{sessions}: registered before {session} and held after it; what this one gives was not before that jury, "
            "which may decide anew, and counts from the next session on",
            sessions=", ".join(outcome.later_sessions),
            session=session_code,
        )
    for code in dict.fromkeys(each.session for each in outcome.lost_reprises):
        what = [f"{each.candidat} {each.element}" for each in outcome.lost_reprises if each.session == code]
        notices.warn(
            "{session} took up of {source} what it does not give: {what}; that is no longer held, and what its jury "
            "decided upon it is to be rectified",
            session=code,
            source=session_code,
            what=", ".join(what),
        )
    _tell_others(outcome.other_identifiers)


def _tell_others(other_identifiers: Mapping[str, str]) -> None:
    """Say who may be somebody of another identifier: all at once, for an office may have changed those of everybody."""
    if len(other_identifiers) == 1:
        ((code, other),) = other_identifiers.items()
        notices.warn(
            "{candidate}: the register has somebody of the same names and birth under « {other} », of whom nothing "
            "counted here; if that is the same person, give one identifier: a certification is given and reported once",
            candidate=code,
            other=other,
        )
    elif other_identifiers:
        notices.warn(
            "{n} candidates: the register has somebody of the same names and birth under another identifier, of whom "
            "nothing counted here; where that is the same person, give one: a certification is given and reported "
            "once: {pairs}",
            n=len(other_identifiers),
            pairs=", ".join(f"{code} (« {other} »)" for code, other in other_identifiers.items()),
        )
