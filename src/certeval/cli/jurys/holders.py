"""Who obtained a certification, as sessions or the register say it, under which number; who of them is reported now."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial
from os.path import realpath
from pathlib import Path
from typing import NamedTuple

from certeval.cli import exits, ledgers, notices, sessions
from certeval.cli.jurys import registration_notices
from certeval.cli.jurys.session_awards import Holders, session_holders
from certeval.cli.sheets import ReadingOptions
from certeval.exchange.accrochage.dues import Dues
from certeval.messages import plural
from certeval.registre import echeances, issuance, journal, personnes
from certeval.registre.accrochage import Ledger
from certeval.registre.acquis import CERTIFICATION, Variant
from certeval.registre.base import PART, Base, RegisterError
from certeval.registre.echeances import Echeance
from certeval.registre.holders import CertificationAward, holders, pasts, session_facts
from certeval.registre.sessions import lost_reprises
from certeval.registre.suivis import Nature, OmissionReason, Titulaire
from certeval.render.words import visible
from certeval.sources.batches import batched
from certeval.text.nearest import fold


class HolderSource(NamedTuple):
    """Whose decisions a command line means: of sessions or of all of a register, of some candidates or of all, as
    sheets are `reading`; the candidates' table, the register and the ledger that it names.
    """

    sessions: Sequence[Path]
    candidats: Sequence[str]
    reading: ReadingOptions
    table: Path | None
    registre: str | None
    ledger: Path | None

    def open_ledger(self, folder: Path) -> AbstractContextManager[tuple[Ledger, Base | None]]:
        """The ledger, begun in a folder where there is none, and the register that keeps it."""
        beside = [*self.sessions, *filter(None, (self.table,))]
        return ledgers.open_ledger(self.registre, self.ledger, folder, begins=True, beside=beside)

    def holders(self, base: Base | None, *, everybody: bool = False) -> Holders:
        """Who obtained what: the candidates that are named, else everybody. Status 2 where nothing is named, or a
        register says it and it is said how sheets are read.
        """
        only = () if everybody else self.candidats
        if base is not None:
            reading = {"--encoding": self.reading.encoding, "--correspondance": self.reading.correspondance}
            exits.refuse_beside("--registre", reading)
            return _register_holders(base, self.sessions, only)
        if not self.sessions:
            exits.refuse("say whose decisions: a SESSION that was deliberated, or --registre")
        return session_holders(self.sessions, only, self.reading)

    def candidates_table(self, tables: Sequence[Path]) -> Path:
        """The candidates' table that is named, else that of the sessions; status 2 where that is none, or several."""
        if self.table is not None:
            return self.table
        if len(tables) > 1:
            exits.refuse(
                "the sessions name several candidates’ tables: report them one by one, or say with --candidats FILE "
                "which one has all their holders"
            )
        return tables[0] if tables else exits.refuse("say who the candidates are: --candidats FILE")


def _register_holders(base: Base, paths: Sequence[Path], only: Sequence[str]) -> Holders:
    """As the register says it today; of these sessions where some are given, status 2 where one is not registered."""
    codes = [sessions.code_of(each)[0] for each in paths]
    for code in codes:
        if not issuance.is_registered(base, code):
            journal.check_spelling(code, journal.session_codes(base))
            exits.refuse(
                "{session} is not in this register: `certeval registre enregistrer` first, "
                "`accrochage` after",
                session=code,
            )
    registration_notices.tell_losses(lost_reprises(base, codes))
    persons = personnes.existing_keys(base, only)
    for text in only:
        if text not in persons:
            raise RegisterError("unknown_candidate", candidate=text)
    keys = set(map(fold, only))
    awards = (each for each in holders(base, codes) if not keys or fold(each.candidat) in keys)
    tables = {Path(realpath(each)): None for each in filter(None, map(sessions.table_of, paths))}
    identites = partial(personnes.identities_of_candidates, base)
    return Holders(awards, partial(session_facts, base), list(tables), identites)


def removals(ledger: Ledger, only: Sequence[str], current: Holders) -> Holders:
    """What was reported of these candidates, for it to be taken back: whatever is decided since."""
    keys = set(map(fold, only))
    by_key = {each.titulaire.key: each for each in current.awards if fold(each.candidat) in keys}
    awards: list[CertificationAward] = []
    for suivi in ledger.suivis():
        titulaire = suivi.titulaire
        if titulaire.key[0] in keys:
            day, number = current.session(titulaire.session)
            award = by_key.get(titulaire.key) or CertificationAward(*titulaire, day, variant=Variant(number))
            rncp = suivi.variant.rncp or award.variant.rncp  # that of the version may be corrected since
            awards.append(award._replace(variant=award.variant._replace(rncp=rncp)))
    return current._replace(awards=awards)


def losses(
    source: HolderSource, ledger: Ledger, base: Base | None, holders: Iterable[Titulaire]
) -> list[Echeance]:
    """What was reported of who does not hold it any more: of the sessions and candidates that are meant."""
    holder_keys = {each.key for each in holders}
    codes, keys = {sessions.code_of(each)[0] for each in source.sessions}, set(map(fold, source.candidats))
    rows = [
        each
        for each in echeances.to_take_back(ledger.suivis(), holder_keys)
        if (not codes or each.titulaire.session in codes)
        and (not keys or fold(each.titulaire.candidat) in keys)
    ]
    if base is None or not rows:
        return rows
    current = {
        (candidate, session)  # which may be of two sessions
        for candidate, past in pasts(base, {each.titulaire.candidat for each in rows}).items()
        for session, element, _version in past.valides
        if element == CERTIFICATION
    }
    return [each for each in rows if (each.titulaire.candidat, each.titulaire.session) not in current]


OMISSION_MESSAGES: Mapping[OmissionReason, Callable[..., str]] = {
    "unanswered": plural(
        "{n} holder left out: reported already, the report is awaited",
        "{n} holders left out: reported already, the report is awaited",
    ),
    "accepted": plural(
        "{n} holder left out: reported and accepted", "{n} holders left out: reported and accepted"
    ),
    "rejected": plural(
        "{n} holder left out: rejected, to be corrected", "{n} holders left out: rejected, to be corrected"
    ),
    "unchanged": plural(
        "{n} holder left out: not corrected since it was rejected",
        "{n} holders left out: not corrected since they were rejected",
    ),
    "never": plural("{n} holder left out: never reported", "{n} holders left out: never reported"),
    "elsewhere": plural(
        "{n} holder left out: reported already, of another session that gave the same",
        "{n} holders left out: reported already, of another session that gave the same",
    ),
    "removed": plural("{n} holder left out: taken back already", "{n} holders left out: taken back already"),
}


def due(ledger: Ledger, awards: Iterable[CertificationAward], nature: Nature, *, again: bool) -> Dues:
    """What is to be reported, each under its identifier; how many are not, and why, is told."""
    dues = Dues()
    omissions: Counter[OmissionReason] = Counter()
    options: Counter[tuple[str, str]] = Counter()
    for part in batched(awards, PART):
        ledger.know(each.candidat for each in part)
        for each in part:
            titulaire = each.titulaire
            refusal = ledger.refusal(titulaire, nature, again=again)
            if refusal is None and nature == "CREATION" and ledger.elsewhere(titulaire, each.variant):
                refusal = "elsewhere"
            if refusal is None:
                dues.add(each, ledger.id_technique(titulaire))
                options.update([(each.candidat, each.certification)] if each.variant.parcours else [])
            elif not again or refusal == "elsewhere":
                omissions[refusal] += 1
    tell_omissions(omissions)
    if codes := [candidat for (candidat, _certification), count in options.items() if count > 1]:
        notices.warn(
            "{codes}: several options of one certification are due, and one row says their « Libelle Option »: where "
            "it does, report their sessions one by one",
            codes=", ".join(map(visible, codes)),
        )
    if omissions["elsewhere"] and not ledger.is_of_register:
        notices.warn(
            "where an identifier is another person’s in the other session, report this one with its own --ledger"
        )
    return dues


def tell_omissions(omissions: Mapping[OmissionReason, int]) -> None:
    """Say how many holders are left out, and why."""
    for refusal, count in omissions.items():
        notices.warn("{text}", text=OMISSION_MESSAGES[refusal](count))
