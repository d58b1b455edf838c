"""Where a session stands: what is done of it, what is due and by when, what is late."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from certeval.jury.checks.dates import DAYS_TO_NOTIFY, last_day_of_vae
from certeval.jury.checks.subject import SessionSubject
from certeval.jury.oraux.planning import PlannedPart
from certeval.jury.tirage import parts
from certeval.referentiel.epreuves import Partie
from certeval.referentiel.load import Referentiel
from certeval.text.nearest import fold, folded_get

State = Literal["fait", "du", "en_retard"]
ORAL = frozenset({"oral", "entretien"})
LOT = "tirageausort"
"""How a référentiel says that something is drawn, folded."""


class Deadline(NamedTuple):
    """One thing of a session: its sort, what it is about, its state, by when it is due, how many are concerned."""

    etape: str
    cible: str
    etat: State
    le: date | None = None
    nombre: int | None = None


def deadlines(subject: SessionSubject, pending_candidates: Collection[str]) -> list[Deadline]:
    """In the order in which a session goes; what was not written of the épreuves is left out once the jury has sat.
    `pending_candidates` are the candidates of whom something is still to be entered, or decided here.
    """
    jury = subject.session.model.jury
    due = [
        Deadline("designation", "", _state(jury and jury.designation), subject.session.day),
        *(each for each in _parts(subject) if each.etat == "fait" or subject.deliberation is None),
        *_sitting(subject, pending_candidates),
    ]
    return [
        each._replace(etat="en_retard") if each.etat == "du" and each.le and subject.today > each.le else each
        for each in due
    ]


def _state(fact: object) -> State:
    return "fait" if fact else "du"


def _parts(subject: SessionSubject) -> Iterator[Deadline]:
    """Convocations, draws and timetables of each part, by the first day that it is held on where this is said."""
    referentiel = subject.referentiel
    last_first = sorted(subject.session.model.convocations, key=lambda each: each.le, reverse=True)
    days = {referentiel.resolve(each.epreuve): each.le for each in last_first}
    for code in _convocation_codes(referentiel):
        partie = parts.part(code, referentiel)
        if not _candidates(subject, code):
            continue
        above = next(iter(referentiel.tree.ancestors(code))).parent
        day = days.get(code) or days.get(above)
        yield Deadline("convocation", code, _state(day), day)
        if partie is None:
            continue
        if _is_drawn(partie):
            draw = parts.next_draw(subject.session, code) or parts.last_draw(subject.session, code)
            yield Deadline("engagement", code, _state(draw), day)
            yield Deadline("tirage", code, _state(parts.last_draw(subject.session, code)), day)
        if partie.forme in ORAL:
            yield _timetable(subject, partie, day)


def _convocation_codes(referentiel: Referentiel) -> Iterator[str]:
    """What candidates are called to: the parts of each épreuve, itself where it has none, in the file's order."""
    for code, each in referentiel.elements.items():
        is_whole = each.kind == "epreuve" and not referentiel.tree.below(parts.KIND, code)
        if is_whole or each.kind == parts.KIND:
            yield code


def _candidates(subject: SessionSubject, code: str) -> Sequence[str]:
    return list(parts.examinees(subject.session, subject.sitting, code, subject.examinees))


def _is_drawn(partie: Partie) -> bool:
    texts = (
        partie.groupe.constitution if partie.groupe else None,
        partie.sujet.attribution if partie.sujet else None,
    )
    return any(LOT in fold(each) for each in texts if each)


def _timetable(subject: SessionSubject, partie: Partie, day: date | None) -> Deadline:
    own = folded_get(subject.session.model.oraux, partie.code)
    first = min((each.le for each in own.passages), default=None) if own else None
    passage_codes = {fold(each.candidat) for each in own.passages} if own else set()
    everybody = _candidates(subject, partie.code)
    keys = {*passage_codes, *map(fold, parts.absentees(subject.session, partie, everybody))}
    without = sum(fold(each) not in keys for each in everybody)
    soonest = PlannedPart(subject.session, partie, own).soonest.date() if own else date.min
    by = first or day or (soonest if soonest > date.min else None)
    return Deadline("oraux", partie.code, _state(everybody and not without), by, without or None)


def _sitting(subject: SessionSubject, pending_candidates: Collection[str]) -> Iterator[Deadline]:
    sitting = subject.deliberation
    files = [e.dossier for _, e in subject.session.inscriptions() if e.voie == "vae" and e.dossier]
    by = min(map(last_day_of_vae, files), default=None)
    count = len(pending_candidates)
    yield Deadline(
        "notes", "", _state(subject.everybody and not count), subject.session.day or by, count or None
    )
    yield Deadline("deliberation", "", _state(sitting), sitting.le if sitting else by or subject.session.day)
    limit = sitting.le + DAYS_TO_NOTIFY if sitting and subject.vae else None
    notification = sitting.notification if sitting else None
    yield Deadline("notification", "", _state(notification), notification or limit)
