"""The days that the Code du travail sets: juries of VAE, notifications, the period of registration."""

from collections.abc import Iterator
from datetime import date, timedelta

from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import sessions as kinds
from certeval.diagnostics.model import Word
from certeval.jury.checks.subject import SessionSubject
from certeval.jury.deliberation import Deliberation
from certeval.text.days import months_after

MONTHS_OF_VAE = 3
"""Code du travail, article R6412-5: the jury sits before the end of the third month after the file is received."""
DAYS_TO_NOTIFY = timedelta(days=15)
"""Code du travail, article R6412-7."""
BEFORE = (
    *("inscriptions.*.entree", "inscriptions.*.dossier", "inscriptions.*.dispenses.*.le"),
    *("convocations.*.le", "tirage.*.*.le", "oraux.*.passages.*.le"),
)
AFTER = ("deliberation.notification", "deliberation.signatures.*.le")
"""Days that come before the sitting, and after it."""


def the_applied_file_is_the_sessions_own(subject: SessionSubject) -> Iterator[Finding]:
    """The référentiel's file is the one whose digest the session says."""
    head, referentiel = subject.session.model.session, subject.referentiel
    if head.empreinte is not None and head.empreinte != referentiel.digest:
        arguments = {"referentiel": f"{referentiel.code}@{referentiel.version}", "found": referentiel.digest}
        yield Finding(kinds.OTHER_DIGEST, ("session", "empreinte"), arguments)


def juries_of_vae_sit_in_time(subject: SessionSubject) -> Iterator[Finding]:
    """A jury of VAE sits before the end of the third month after the file is received (article R6412-5)."""
    sitting = subject.deliberation
    for path, each in subject.session.inscriptions():
        if each.voie != "vae" or each.dossier is None:
            continue
        until = last_day_of_vae(each.dossier)
        day = sitting.le if sitting else subject.today
        if day > until:
            arguments: dict[str, object] = {
                "candidat": each.candidat,
                "received": each.dossier.isoformat(),
                "until": until.isoformat(),
                "sitting": day.isoformat() if sitting else Word(kinds.NOT_HELD_YET),
            }
            yield Finding(kinds.VAE_LATE, (*path, "dossier"), arguments)


def last_day_of_vae(reception: date) -> date:
    """The last day on which the jury may sit of a file of VAE received on a day: the end of the third month after."""
    return months_after(reception.replace(day=1), MONTHS_OF_VAE + 1) - timedelta(days=1)


def candidates_of_vae_are_told_in_time(subject: SessionSubject, sitting: Deliberation) -> Iterator[Finding]:
    """Candidates of VAE are told the decisions within fifteen days of the sitting (article R6412-7)."""
    if not subject.vae:
        return
    until = sitting.le + DAYS_TO_NOTIFY
    notification = sitting.notification
    if (notification or subject.today) > until:
        at: Path = ("deliberation", "le" if notification is None else "notification")
        arguments = {
            "until": until.isoformat(),
            "notified": "–" if notification is None else notification.isoformat(),
        }
        yield Finding(kinds.VAE_NOT_NOTIFIED, at, arguments)


def days_come_in_their_order(subject: SessionSubject, sitting: Deliberation) -> Iterator[Finding]:
    """Candidates enter and sit the épreuves, the jury decides, then what it decided is signed and told."""
    days = subject.session.values
    early = [(kinds.BEFORE_THE_SITTING, at, day) for at, day in days(*AFTER) if day < sitting.le]
    late = [(kinds.AFTER_THE_SITTING, at, day) for at, day in days(*BEFORE) if day > sitting.le]
    for kind, at, day in (*early, *late):
        yield Finding(kind, at, {"day": day.isoformat(), "sitting": sitting.le.isoformat()})


def candidates_enter_within_its_registration(subject: SessionSubject) -> Iterator[Finding]:
    """Each candidate entered, or the session is held, within the period of registration (article L6113-9)."""
    period = subject.referentiel.model.certification.enregistrement
    head, sitting = subject.session.model.session, subject.deliberation
    day = sitting.le if sitting else head.date
    if period is None or day is None:
        return
    begin, end = period.du or date.min, period.au or date.max
    if begin <= day <= end:
        return
    period_text = f"{period.du or '…'} – {period.au or '…'}"
    for path, each in subject.session.inscriptions():
        if each.entree is None or not begin <= each.entree <= end:
            at = (*path, "candidat" if each.entree is None else "entree")
            yield Finding(kinds.OUT_OF_REGISTRATION, at, {"candidat": each.candidat, "period": period_text})
    day_path: Path = ("deliberation", "le") if sitting else ("session", "date")
    for code in subject.candidates:
        if subject.session.inscription(code) is None:
            yield Finding(kinds.OUT_OF_REGISTRATION, day_path, {"candidat": code, "period": period_text})
