"""Where a session stands: what is done of it, what is due and by when, what is late."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from certeval.jury.checks.dates import DAYS_TO_NOTIFY, MONTHS_OF_VAE, month_end
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


def deadlines(subject: SessionSubject, pending: Collection[str]) -> list[Deadline]:
    """In the order in which a session goes; what was not written of the épreuves is left out once the jury has sat.
    `pending` are the candidates of whom something is not decided yet.
    """
    jury = subject.session.model.jury
    due = [
        Deadline("designation", "", _done(jury and jury.designation), subject.session.day),
        *(each for each in _parts(subject) if each.etat == "fait" or subject.deliberation is None),
        *_sitting(subject, pending),
    ]
    return [
        each._replace(etat="en_retard") if each.etat == "du" and each.le and subject.today > each.le else each
        for each in due
    ]


def _done(done: object) -> State:
    return "fait" if done else "du"


def _parts(subject: SessionSubject) -> Iterator[Deadline]:
    """Convocations, draws and timetables of each part, by the day that it is held on where this is said."""
    referentiel = subject.referentiel
    called = {referentiel.resolve(each.epreuve): each.le for each in subject.session.model.convocations}
    for code in _called_apart(referentiel):
        partie = parts.part(code, referentiel)
        if not _expected(subject, code):
            continue
        above = next(iter(referentiel.tree.ancestors(code))).parent
        held = called.get(code) or called.get(above)
        yield Deadline("convocation", code, _done(held), held)
        if partie is None:
            continue
        if _is_drawn(partie):
            begun = parts.committed(subject.session, code) or parts.drawn(subject.session, code)
            yield Deadline("engagement", code, _done(begun), held)
            yield Deadline("tirage", code, _done(parts.drawn(subject.session, code)), held)
        if partie.forme in ORAL:
            yield _timetable(subject, partie, held)


def _called_apart(referentiel: Referentiel) -> Iterator[str]:
    """What candidates are called to: the parts of each épreuve, itself where it has none, in the file's order."""
    whole = {
        code
        for code in referentiel.tree.below("epreuve", None)
        if not referentiel.tree.below(parts.KIND, code)
    }
    for code, each in referentiel.elements.items():
        if each.kind == parts.KIND or code in whole:
            yield code


def _expected(subject: SessionSubject, code: str) -> Sequence[str]:
    everybody = dict.fromkeys([*subject.candidates, *subject.listed])
    return list(parts.expected(subject.session, subject.sitting, code, everybody))


def _is_drawn(partie: Partie) -> bool:
    said = (
        partie.groupe.constitution if partie.groupe else None,
        partie.sujet.attribution if partie.sujet else None,
    )
    return any(LOT in fold(each) for each in said if each)


def _timetable(subject: SessionSubject, partie: Partie, held: date | None) -> Deadline:
    own = folded_get(subject.session.model.oraux, partie.code)
    first = min((each.le for each in own.passages), default=None) if own else None
    heard = {fold(each.candidat) for each in own.passages} if own else set()
    without = sum(fold(each) not in heard for each in _expected(subject, partie.code))
    soonest = PlannedPart(subject.session, partie, own).soonest.date() if own else date.min
    by = first or held or (soonest if soonest > date.min else None)
    return Deadline("oraux", partie.code, _done(not without), by, without or None)


def _sitting(subject: SessionSubject, pending: Collection[str]) -> Iterator[Deadline]:
    sitting = subject.deliberation
    files = [e.dossier for _, e in subject.session.inscriptions() if e.voie == "vae" and e.dossier]
    by = min((month_end(each, MONTHS_OF_VAE) for each in files), default=None)
    postponed = {fold(each.candidat) for _, each in subject.session.decisions() if each.report}
    left = [each for each in pending if fold(each) not in postponed]
    yield Deadline("notes", "", _done(not left), subject.session.day or by, len(left) or None)
    yield Deadline("deliberation", "", _done(sitting), sitting.le if sitting else by or subject.session.day)
    bound = sitting.le + DAYS_TO_NOTIFY if sitting and subject.session.voie_vae else None
    told = sitting.notification if sitting else None
    yield Deadline("notification", "", _done(told), told or bound)
