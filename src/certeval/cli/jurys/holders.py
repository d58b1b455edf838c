"""Who obtained a certification, as sessions or the register say it, under which number; who of them is reported now."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple, cast

from certeval.cli import elements, exits, notices, registers, session, sessions
from certeval.cli.sheets import ReadingOptions
from certeval.exchange.accrochage.gathering import Identites
from certeval.exchange.accrochage.pending import Pending
from certeval.exchange.accrochage.rows import Obtained
from certeval.messages import N_, ngettext
from certeval.registre import echeances, issued, personnes
from certeval.registre.accrochage import Ledger
from certeval.registre.acquis import CERTIFICATION, TAKEN_UP, VALIDE, PersonPast, holders, number, pasts
from certeval.registre.base import PART, Base, RegisterError
from certeval.registre.echeances import Echeance
from certeval.registre.suivis import LeftOut, Nature, Titulaire
from certeval.rules.situation import Voie
from certeval.sources.batches import batched
from certeval.text.nearest import fold


class Holders(NamedTuple):
    """Certifications that were obtained, read once; the number of each in the répertoires, as its référentiel has it,
    known once they are read; the candidates' table that a session names, where one does; `identites` tells what a
    register has of persons.
    """

    obtained: Iterable[Obtained]
    numbers: dict[str, str | None]
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

    def opened(self, folder: Path) -> AbstractContextManager[tuple[Ledger, Base | None]]:
        """The ledger, begun in a folder where there is none, and the register that keeps it."""
        beside = [*self.sessions, *filter(None, (self.table,))]
        return registers.ledger_of(self.registre, self.ledger, folder, begun=True, beside=beside)

    def holders(self, base: Base | None, *, everybody: bool = False) -> Holders:
        """Who obtained what: the candidates that are named, else everybody. Status 2 where nothing is named."""
        only = () if everybody else self.candidats
        if base is not None:
            return _of_register(base, self.sessions, only)
        if not self.sessions:
            exits.refuse(N_("say whose decisions: a SESSION that was deliberated, or --registre"))
        return _of_sessions(self.sessions, only, self.reading)


def _of_register(base: Base, given: Sequence[Path], only: Sequence[str]) -> Holders:
    """As the register says it today; of these sessions where some are given, status 2 where one is not registered."""
    codes = [sessions.code_of(each)[0] for each in given]
    for code in codes:
        if not issued.registered(base, code):
            exits.refuse(
                N_(
                    "{session} is not in this register: `certeval registre enregistrer` first, "
                    "`accrochage` after"
                ),
                session=code,
            )
    known = personnes.known(base, only)
    for typed in only:
        if typed not in known:
            raise RegisterError("unknown_candidate", candidate=typed)
    numbers: dict[str, str | None] = {}
    obtained = _registered(base, codes, set(map(fold, only)), numbers)
    table = next(filter(None, map(sessions.table_of, given)), None)
    return Holders(obtained, numbers, table, partial(personnes.known_as, base))


def _registered(
    base: Base, codes: Sequence[str], wanted: Collection[str], numbers: dict[str, str | None]
) -> Iterator[Obtained]:
    """What a register says of the persons wanted, of all where none are; `numbers` gets that of each certification."""
    for each in holders(base, codes):
        if wanted and fold(each.candidat) not in wanted:
            continue
        if each.certification not in numbers:
            numbers[each.certification] = number(base, each.certification, each.version)
        day = date.fromisoformat(each.le)
        voie = cast("Voie | None", each.voie or None)
        yield Obtained(each.candidat, each.certification, each.session, day, voie)


def _of_sessions(given: Sequence[Path], only: Sequence[str], reading: ReadingOptions) -> Holders:
    """As the files of sessions that were deliberated say it, with their sheets: each once, be a session given twice."""
    wanted = set(map(fold, only))
    obtained: dict[tuple[str, str, str], Obtained] = {}
    people: dict[str, str] = {}
    numbers: dict[str, str | None] = {}
    table: Path | None = None
    for path in given:
        read = session.open_session(reading._replace(session=path))
        of_session = read.of_session
        if of_session.session.model.deliberation is None:
            exits.refuse(
                N_("{session} was not deliberated: nobody holds anything from it yet"),
                session=of_session.session.code,
            )
        code = read.referentiel.code
        numbers[code] = read.referentiel.model.certification.rncp
        people |= {fold(each): each for each in read.scores.candidates}
        for each in _obtained(read, code):
            if not wanted or fold(each.candidat) in wanted:
                obtained.setdefault((fold(each.candidat), each.certification, each.session), each)
        table = table or of_session.files().get("candidats")
    for typed in only:
        if fold(typed) not in people:
            elements.refuse_candidate(typed, list(people.values()))
    return Holders(list(obtained.values()), numbers, table)


def _obtained(read: session.ReadSheets, certification: str) -> Iterator[Obtained]:
    of_session = read.of_session
    voies = {fold(each.candidat): each.voie for _, each in of_session.session.inscriptions()}
    for code in read.scores.candidates:
        decided = read.decided(code)["certification"]
        if (
            isinstance(decided, dict)
            and decided["verdict"] == VALIDE
            and decided.get("origine") not in TAKEN_UP
        ):
            yield Obtained(
                code, certification, of_session.session.code, of_session.day(), voies.get(fold(code))
            )


def removals(ledger: Ledger, base: Base | None, only: Sequence[str], known: Holders) -> Holders:
    """What was reported of these candidates, for it to be taken back: whatever is decided since."""
    wanted = set(map(fold, only))
    days: dict[str, date] = {}
    held: dict[tuple[str, str, str], Obtained] = {}
    for each in known.obtained:
        if each.le:
            days[each.session] = each.le
        if fold(each.candidat) in wanted:
            held[fold(each.candidat), each.certification, each.session] = each
    if base is not None:
        rows = base.rows("SELECT code, le FROM session")
        days |= {str(code): date.fromisoformat(le) for code, le in rows}
    obtained = [
        held.get((fold(sent.candidat), *sent[1:]))
        or Obtained(sent.candidat, sent.certification, sent.session, days.get(sent.session))
        for sent in (suivi.titulaire for suivi in ledger.suivis())
        if fold(sent.candidat) in wanted
    ]
    numbers = {each.certification: known.numbers.get(each.certification) for each in obtained}
    if base is not None:
        numbers |= {code: number(base, code) for code, found in numbers.items() if found is None}
    return known._replace(obtained=obtained, numbers=numbers)


def lost(
    source: HolderSource, ledger: Ledger, base: Base | None, holders: Iterable[Titulaire]
) -> list[Echeance]:
    """What was reported of who does not hold it any more: of the sessions and candidates that are meant."""
    held = set(map(echeances.held_as, holders))
    codes, wanted = {sessions.code_of(each)[0] for each in source.sessions}, set(map(fold, source.candidats))
    found = [
        each
        for each in echeances.to_take_back(ledger.suivis(), held)
        if (not codes or each.titulaire.session in codes)
        and (not wanted or fold(each.titulaire.candidat) in wanted)
    ]
    if base is None or not found:
        return found
    known = pasts(base, {each.titulaire.candidat for each in found})  # which may hold it of two sessions
    return [each for each in found if not _validated(each.titulaire, known)]


def _validated(titulaire: Titulaire, known: Mapping[str, PersonPast]) -> bool:
    past = known.get(titulaire.candidat)
    valides = past.valides if past else ()
    return any(each[:2] == (titulaire.session, CERTIFICATION) for each in valides)


LEFT: Mapping[LeftOut, Callable[[int], str]] = {
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


def due(ledger: Ledger, obtained: Iterable[Obtained], nature: Nature, *, again: bool) -> Pending:
    """What is to be reported, each under its identifier; how many are not, and why, is told."""
    found = Pending()
    left: Counter[LeftOut] = Counter()
    for part in batched(obtained, PART):
        ledger.know(each.candidat for each in part)
        for each in part:
            titulaire = Titulaire(each.candidat, each.certification, each.session)
            refused = ledger.refusal(titulaire, nature, again=again)
            if refused is None:
                found.add(each, ledger.id_technique(titulaire))
            elif not again:
                left[refused] += 1
    tell_left(left)
    return found


def tell_left(left: Mapping[LeftOut, int]) -> None:
    """Say how many holders are left out, and why."""
    for refusal, count in left.items():
        notices.warn(LEFT[refusal](count), n=count)
