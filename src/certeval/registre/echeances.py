"""By when each holder is to be reported to the Caisse des Dépôts, and where that stands.

Within three months of the day on which the parchemin is delivered (Code du travail, article R6113-17-2): the first one
that the register says was issued since the certification was decided, which may be anew; where none was, of the day of
that decision, the earliest that it can be.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple

from certeval.registre import journal, personnes
from certeval.registre.accrochage import Ledger, ledger
from certeval.registre.acquis import CERTIFICATION, VALIDE
from certeval.registre.base import PART, Base
from certeval.registre.holders import CertificationAward
from certeval.registre.suivis import KO, OK, WHOLE, HolderKey, Nature, Suivi, Titulaire
from certeval.sources.batches import batched
from certeval.text.days import months_after
from certeval.text.nearest import fold

MONTHS = 3
PARCHEMIN = "parchemin"
State = Literal["a_envoyer", "a_corriger", "sans_reponse", "accepte", "retire", "a_reprendre"]
Source = Literal["parchemin", "decision", ""]
DeliveryDays = dict[tuple[str, str], list[date]]
"""The days of parchemins, by folded candidate and session."""


class Echeance(NamedTuple):
    """One holder: since when, by when, where it stands, whether it is late; when and in which flux it was last sent.

    `delivre` is None where no day is known; `d_apres` says whether it is that of the parchemin or of the decision.
    """

    titulaire: Titulaire
    delivre: date | None
    d_apres: Source
    le: date | None
    etat: State
    en_retard: bool
    envoye: str = ""
    id_flux: str = ""


def delivery_days(base: Base) -> DeliveryDays:
    """When parchemins were issued, as a register says it. Raises RegisterError at an altered entry."""
    codes = personnes.codes(base)
    days: DeliveryDays = {}
    for entry in journal.authentic_entries(journal.each_entry(base, ("document",))):
        if entry.objet == PARCHEMIN and entry.personne in codes:
            key = fold(codes[entry.personne]), entry.session
            days.setdefault(key, []).append(date.fromisoformat(entry.le))
    return days


def echeances(
    awards: Iterable[CertificationAward], ledger: Ledger, parchemins: DeliveryDays, today: date
) -> list[Echeance]:
    """Where each holder stands: first what is due soonest. Who was reported of another session stands there as of that
    one.
    """
    rows: list[Echeance] = []
    for part in batched(awards, PART):
        ledger.know(each.candidat for each in part)
        rows += [_echeance(each, ledger, parchemins, today) for each in part]
    return sorted(
        rows, key=lambda each: (each.le or date.max, each.titulaire.session, each.titulaire.candidat)
    )


def to_take_back(suivis: Iterable[Suivi], holder_keys: Collection[HolderKey]) -> Iterator[Echeance]:
    """What was reported and is not among `holder_keys` any more, of who was not erased: the State still has it, is
    asked to take it back, or did.
    """
    for suivi in suivis:
        titulaire = suivi.titulaire
        etat = _LOST_STATES.get((suivi.nature, suivi.statut))
        if etat and titulaire.candidat and titulaire.key not in holder_keys:
            yield Echeance(titulaire, None, "", None, etat, False, suivi.le, suivi.id_flux)


def _echeance(award: CertificationAward, ledger: Ledger, parchemins: DeliveryDays, today: date) -> Echeance:
    titulaire = award.titulaire
    days = parchemins.get((fold(titulaire.candidat), titulaire.session), ())
    day = min((each for each in days if each >= (award.le or each)), default=None)
    since = day or award.le
    by = months_after(since, MONTHS) if since else None
    suivi = ledger.suivi(titulaire)
    if suivi is None or not suivi.is_there:
        suivi = ledger.elsewhere(titulaire, award.variant) or suivi
    etat: State = _STATES[suivi.nature, suivi.statut] if suivi else "a_envoyer"
    late = etat in {"a_envoyer", "a_corriger"} and by is not None and today > by
    d_apres: Source = "parchemin" if day else "decision" if award.le else ""
    sent = (suivi.le, suivi.id_flux) if suivi else ()
    return Echeance(suivi.titulaire if suivi else titulaire, since, d_apres, by, etat, late, *sent)


_STATES: dict[tuple[Nature, str], State] = {
    ("CREATION", ""): "sans_reponse",
    ("CREATION", OK): "accepte",
    ("CREATION", KO): "a_corriger",
    ("CREATION", WHOLE): "a_envoyer",
    ("SUPPRESSION", ""): "sans_reponse",
    ("SUPPRESSION", OK): "a_envoyer",  # who holds it is to be reported anew
    ("SUPPRESSION", KO): "accepte",
    ("SUPPRESSION", WHOLE): "accepte",
}
"""Where a holder stands, by what was last sent and answered."""
_LOST_STATES: dict[tuple[Nature, str], State] = {
    ("CREATION", ""): "a_reprendre",
    ("CREATION", OK): "a_reprendre",
    ("SUPPRESSION", ""): "sans_reponse",
    ("SUPPRESSION", OK): "retire",
    ("SUPPRESSION", KO): "a_reprendre",
    ("SUPPRESSION", WHOLE): "a_reprendre",
}
"""The same of who holds it no more, of whom the State was told."""


def is_reported(base: Base, entry: journal.JournalEntry, candidate: str) -> bool:
    """Whether an entry takes from somebody a certification that the State was told of."""
    if entry.objet != CERTIFICATION or entry.values.get("verdict") == VALIDE:
        return False
    titulaire = Titulaire(candidate, str(entry.values.get("certification", "")), entry.session)
    suivi = ledger(base).suivi(titulaire)
    return suivi is not None and suivi.is_there
