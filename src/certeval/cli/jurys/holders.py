"""Who obtained a certification, as sessions or the register say it, under which number; who of them is reported now."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple, cast

from certeval.cli import elements, exits, ledgers, notices, session, sessions
from certeval.cli.sheets import ReadingOptions
from certeval.exchange.accrochage.collection import Identites
from certeval.exchange.accrochage.dues import Dues
from certeval.exchange.accrochage.rows import CertificationAward
from certeval.messages import ngettext
from certeval.registre import echeances, issuance, personnes
from certeval.registre.accrochage import Ledger
from certeval.registre.acquis import CERTIFICATION, REPRISE_ORIGINS, VALIDE
from certeval.registre.base import PART, Base, RegisterError
from certeval.registre.echeances import Echeance
from certeval.registre.holders import Numbers, holders
from certeval.registre.pasts import PersonPast, pasts
from certeval.registre.suivis import Nature, OmissionReason, Titulaire
from certeval.registre.variants import Variant
from certeval.rules.situation import PARCOURS, Voie
from certeval.sources.batches import batched
from certeval.text.nearest import fold


class Holders(NamedTuple):
    """Certifications that were obtained, read once; the candidates' table that a session names, where one does;
    `number` tells that of the version which a session applied, empty where it has none; `identites` what a register has
    of persons.
    """

    awards: Iterable[CertificationAward]
    number: Callable[[str], str]
    table: Path | None = None
    identites: Identites | None = None


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
        """Who obtained what: the candidates that are named, else everybody. Status 2 where nothing is named."""
        only = () if everybody else self.candidats
        if base is not None:
            return _register_holders(base, self.sessions, only)
        if not self.sessions:
            exits.refuse("say whose decisions: a SESSION that was deliberated, or --registre")
        return _session_holders(self.sessions, only, self.reading)


def _register_holders(base: Base, paths: Sequence[Path], only: Sequence[str]) -> Holders:
    """As the register says it today; of these sessions where some are given, status 2 where one is not registered."""
    codes = [sessions.code_of(each)[0] for each in paths]
    for code in codes:
        if not issuance.is_registered(base, code):
            exits.refuse(
                (
                    "{session} is not in this register: `certeval registre enregistrer` first, "
                    "`accrochage` after"
                ),
                session=code,
            )
    persons = personnes.existing_keys(base, only)
    for text in only:
        if text not in persons:
            raise RegisterError("unknown_candidate", candidate=text)
    awards = _register_awards(base, codes, set(map(fold, only)))
    table = next(filter(None, map(sessions.table_of, paths)), None)
    return Holders(awards, Numbers(base).of_session, table, partial(personnes.identities_of_candidates, base))


def _register_awards(base: Base, codes: Sequence[str], keys: Collection[str]) -> Iterator[CertificationAward]:
    """What a register says of the persons wanted, of all where none are."""
    for each in holders(base, codes):
        if keys and fold(each.candidat) not in keys:
            continue
        day = date.fromisoformat(each.le)
        voie = cast("Voie | None", each.voie or None)
        yield CertificationAward(each.candidat, each.certification, each.session, day, voie, each.variant)


def _session_holders(paths: Sequence[Path], only: Sequence[str], reading: ReadingOptions) -> Holders:
    """As the files of sessions that were deliberated say it, with their sheets: each once, be a session given twice."""
    keys = set(map(fold, only))
    awards: dict[tuple[str, str, str], CertificationAward] = {}
    people: dict[str, str] = {}
    numbers: dict[str, str] = {}
    table: Path | None = None
    for path in paths:
        read = session.open_session(reading._replace(session=path))
        of_session = read.of_session
        if of_session.session.model.deliberation is None:
            exits.refuse(
                "{session} was not deliberated: nobody holds anything from it yet",
                session=of_session.session.code,
            )
        numbers[of_session.session.code] = read.referentiel.model.certification.rncp or ""
        people |= {fold(each): each for each in read.scores.candidates}
        for each in _session_awards(read):
            if not keys or fold(each.candidat) in keys:
                awards.setdefault((fold(each.candidat), each.certification, each.session), each)
        table = table or of_session.files().get("candidats")
    for text in only:
        if fold(text) not in people:
            elements.refuse_candidate(text, list(people.values()))
    return Holders(list(awards.values()), lambda code: numbers.get(code, ""), table)


def _session_awards(read: session.ReadSheets) -> Iterator[CertificationAward]:
    of_session, certification = read.of_session, read.referentiel.code
    number = read.referentiel.model.certification.rncp or ""
    voies = {fold(each.candidat): each.voie for _, each in of_session.session.inscriptions()}
    for code in read.scores.candidates:
        plain = read.plain(code)
        outcome = plain["certification"]
        if (
            isinstance(outcome, dict)
            and outcome["verdict"] == VALIDE
            and outcome.get("origine") not in REPRISE_ORIGINS
        ):
            yield CertificationAward(
                *(code, certification, of_session.session.code, of_session.day(), voies.get(fold(code))),
                variant=Variant(number, str(plain.get(PARCOURS) or "")),
            )


def removals(ledger: Ledger, base: Base | None, only: Sequence[str], current: Holders) -> Holders:
    """What was reported of these candidates, for it to be taken back: whatever is decided since."""
    keys = set(map(fold, only))
    days: dict[str, date] = {}
    by_key: dict[tuple[str, str, str], CertificationAward] = {}
    for each in current.awards:
        if each.le:
            days[each.session] = each.le
        if fold(each.candidat) in keys:
            by_key[fold(each.candidat), each.certification, each.session] = each
    if base is not None:
        rows = base.rows("SELECT code, le FROM session")
        days |= {str(code): date.fromisoformat(le) for code, le in rows}
    awards = [
        by_key.get((fold(titulaire.candidat), *titulaire[1:]))
        or CertificationAward(
            *titulaire, days.get(titulaire.session), variant=Variant(current.number(titulaire.session))
        )
        for titulaire in (suivi.titulaire for suivi in ledger.suivis())
        if fold(titulaire.candidat) in keys
    ]
    return current._replace(awards=awards)


def losses(
    source: HolderSource, ledger: Ledger, base: Base | None, holders: Iterable[Titulaire]
) -> list[Echeance]:
    """What was reported of who does not hold it any more: of the sessions and candidates that are meant."""
    holder_keys = set(map(echeances.holder_key, holders))
    codes, keys = {sessions.code_of(each)[0] for each in source.sessions}, set(map(fold, source.candidats))
    rows = [
        each
        for each in echeances.to_take_back(ledger.suivis(), holder_keys)
        if (not codes or each.titulaire.session in codes)
        and (not keys or fold(each.titulaire.candidat) in keys)
    ]
    if base is None or not rows:
        return rows
    by_code = pasts(base, {each.titulaire.candidat for each in rows})  # which may hold it of two sessions
    return [each for each in rows if not _has_certification(each.titulaire, by_code)]


def _has_certification(titulaire: Titulaire, by_code: Mapping[str, PersonPast]) -> bool:
    past = by_code.get(titulaire.candidat)
    valides = past.valides if past else ()
    return any(each[:2] == (titulaire.session, CERTIFICATION) for each in valides)


OMISSION_MESSAGES: Mapping[OmissionReason, Callable[[int], str]] = {
    "unanswered": lambda n: ngettext(
        "{n} holder left out: reported already, the report is awaited",
        "{n} holders left out: reported already, the report is awaited",
        n,
    ),
    "accepted": lambda n: ngettext(
        "{n} holder left out: reported and accepted", "{n} holders left out: reported and accepted", n
    ),
    "rejected": lambda n: ngettext(
        "{n} holder left out: rejected, to be corrected", "{n} holders left out: rejected, to be corrected", n
    ),
    "unchanged": lambda n: ngettext(
        "{n} holder left out: not corrected since it was rejected",
        "{n} holders left out: not corrected since they were rejected",
        n,
    ),
    "never": lambda n: ngettext(
        "{n} holder left out: never reported", "{n} holders left out: never reported", n
    ),
    "removed": lambda n: ngettext(
        "{n} holder left out: taken back already", "{n} holders left out: taken back already", n
    ),
}


def due(ledger: Ledger, awards: Iterable[CertificationAward], nature: Nature, *, again: bool) -> Dues:
    """What is to be reported, each under its identifier; how many are not, and why, is told."""
    dues = Dues()
    omissions: Counter[OmissionReason] = Counter()
    for part in batched(awards, PART):
        ledger.know(each.candidat for each in part)
        for each in part:
            titulaire = Titulaire(each.candidat, each.certification, each.session)
            refusal = ledger.refusal(titulaire, nature, again=again)
            if refusal is None:
                dues.add(each, ledger.id_technique(titulaire))
            elif not again:
                omissions[refusal] += 1
    tell_omissions(omissions)
    return dues


def tell_omissions(omissions: Mapping[OmissionReason, int]) -> None:
    """Say how many holders are left out, and why."""
    for refusal, count in omissions.items():
        notices.warn(OMISSION_MESSAGES[refusal](count), n=count)
