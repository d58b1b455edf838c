"""What is said beside a session that was registered: of those registered before it, of who may stand there already."""

from collections.abc import Iterable, Mapping

from certeval.cli import notices
from certeval.referentiel.load import compile_document
from certeval.referentiel.meaning import empreinte_sens
from certeval.registre.sessions import Reprise, Seance, SessionEntries
from certeval.render.words import visible
from certeval.sources import yaml


def tell(outcome: SessionEntries, seance: Seance) -> None:
    """Say what was not before juries that sat later, what they took up of this session in vain, who may be somebody of
    another identifier; what of it is not as the register has it.
    """
    session_code = seance.code
    tell_changes(outcome, seance)
    if outcome.later_sessions:
        notices.warn(
            "{sessions}: registered before {session} and held after it; what this one gives was not before that jury, "
            "which may decide anew, and counts from the next session on",
            sessions=", ".join(outcome.later_sessions),
            session=session_code,
        )
    for code, what in _by_session(outcome.lost_reprises if outcome.entries else ()).items():
        notices.warn(
            "{session} took up of {source} what it does not give: {what}; that is no longer held, and what its jury "
            "decided upon it is to be rectified",
            session=code,
            source=session_code,
            what=what,
        )
    _tell_others(outcome.other_identifiers)


def _by_session(reprises: Iterable[Reprise]) -> dict[str, str]:
    """Whose elements are meant, by session."""
    by_session: dict[str, list[str]] = {}
    for candidat, session, element in reprises:
        by_session.setdefault(session, []).append(f"{candidat} {element}")
    return {session: ", ".join(what) for session, what in by_session.items()}


def tell_losses(reprises: Iterable[Reprise]) -> None:
    """Say what sessions that are registered took up of others that no longer give it."""
    for code, what in _by_session(reprises).items():
        notices.warn(
            "{session} took up of another session what that one no longer gives: {what}; what its jury decided upon it "
            "is to be rectified",
            session=code,
            what=what,
        )


def tell_changes(outcome: SessionEntries, seance: Seance) -> None:
    """Say that a version, sheets or the day of the sitting are not what the register has, or what has fallen since."""
    tell_losses(() if outcome.entries else outcome.lost_reprises)
    name = f"{seance.certification}@{seance.version}"
    is_other = bool(outcome.other_texts) and _meaning(seance.referentiel) not in map(
        _meaning, outcome.other_texts
    )
    if is_other and outcome.entries:
        notices.warn(
            "the register has another text of {referentiel}: what is acquired under one counts under the other; where "
            "a bloc is not the same in both, this one is another version",
            referentiel=name,
        )
    elif is_other:
        notices.warn(
            "{referentiel} has changed since {session} was registered: documents say what it says now; where that is "
            "not what the jury applied, bring the text of then back, and give the new one another version",
            referentiel=name,
            session=seance.code,
        )
    _tell_files(outcome, seance)


def _tell_files(outcome: SessionEntries, seance: Seance) -> None:
    """Say that sheets, or the day of the sitting, are not what the register has."""
    if outcome.other_sheets:
        notices.warn(
            "{files}: not as {session} was registered with; a decision that differs is told, and the marks and counts "
            "on documents are those of now",
            files=", ".join(map(visible, dict.fromkeys(outcome.other_sheets))),
            session=seance.code,
        )
    if outcome.other_day:
        notices.warn(
            "{session} sat on {registered} in the register, and on {day} in its file: documents say the day of the "
            "file; correct it, unless the register has the wrong one",
            session=seance.code,
            registered=outcome.other_day,
            day=seance.le,
        )


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


def _meaning(text: str) -> str:
    """What lasts of what a référentiel says, however it is written or closed; its text where it says nothing sound."""
    referentiel = compile_document(yaml.parse(text.encode(), "")).referentiel
    return empreinte_sens(referentiel.model) if referentiel else text
