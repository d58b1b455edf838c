"""Who obtained a certification, as the files of sessions say it, where no register keeps it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from os.path import realpath
from pathlib import Path
from typing import NamedTuple, cast

from certeval.cli import elements, exits, session
from certeval.cli.session import ReadSheets
from certeval.cli.sheets import ReadingOptions
from certeval.engine.verdicts import part_of
from certeval.exchange.accrochage.collection import Identites
from certeval.jury.earlier import REPRISE_ORIGINS
from certeval.jury.persons import Identite, is_another
from certeval.registre.acquis import VALIDE, Variant
from certeval.registre.holders import CertificationAward
from certeval.rules.situation import PARCOURS, VOIE, Voie
from certeval.text.nearest import fold


class Holders(NamedTuple):
    """Certifications that were obtained, read once; the candidates' tables that sessions name. `session` tells the day
    of one, None where it is not known, and the number of the version that it applied, empty where it has none;
    `identites` who persons were when it was decided.
    """

    awards: Iterable[CertificationAward]
    session: Callable[[str], tuple[date | None, str]]
    tables: Sequence[Path]
    identites: Identites


def session_holders(paths: Sequence[Path], only: Sequence[str], reading: ReadingOptions) -> Holders:
    """What sessions that were deliberated say of some candidates, of all where none are named; status 2 where one was
    not deliberated, and where an identifier is one person’s in a session and another’s in the next.
    """
    keys = set(map(fold, only))
    awards: list[CertificationAward] = []
    days: dict[str, tuple[date, str]] = {}
    tables: dict[Path, None] = {}
    people: dict[str, str] = {}
    identites: dict[str, tuple[str, Identite]] = {}
    for path in paths:
        read = session.open_session(reading._replace(session=path))
        of_session = read.of_session
        code = of_session.session.code
        if of_session.session.model.deliberation is None:
            exits.refuse("{session} was not deliberated: nobody holds anything from it yet", session=code)
        days[code] = of_session.day(), read.referentiel.model.certification.rncp or ""
        people |= {fold(each): each for each in read.scores.candidates}
        if (table := of_session.files().get("candidats")) is not None:
            tables[Path(realpath(table))] = None
        mine = [each for each in _awards(read) if not keys or fold(each.candidat) in keys]
        _add_identities(identites, read, mine)
        awards += mine
    for text in only:
        if fold(text) not in people:
            elements.refuse_candidate(text, list(people.values()))
    return Holders(
        list(_first_awards(awards)),
        lambda code: days.get(code, (None, "")),
        list(tables),
        lambda codes: {code: identites[fold(code)][1] for code in codes if fold(code) in identites},
    )


def _awards(read: ReadSheets) -> Iterator[CertificationAward]:
    of_session, certification = read.of_session, read.referentiel.code
    number = read.referentiel.model.certification.rncp or ""
    voies = {fold(each.candidat): each.voie for _, each in of_session.session.inscriptions()}
    titles = {each.code: each.intitule or "" for each in read.referentiel.model.parcours}
    for code in read.scores.candidates:
        plain = read.plain(code)
        outcome = part_of(plain, "certification")
        if outcome["verdict"] == VALIDE and outcome.get("origine") not in REPRISE_ORIGINS:
            parcours = str(plain.get(PARCOURS) or "")
            yield CertificationAward(
                *(code, certification, of_session.session.code, of_session.day()),
                cast("Voie | None", plain.get(VOIE) or voies.get(fold(code))),
                variant=Variant(number, parcours),
                option=titles.get(parcours, ""),
            )


def _add_identities(
    identites: dict[str, tuple[str, Identite]], read: ReadSheets, awards: Iterable[CertificationAward]
) -> None:
    """Keep whom the table of a session has under each identifier of who obtained something; status 2 where one before
    has another person.
    """
    of_session = read.of_session
    for each in awards:
        person = of_session.candidats.person(each.candidat)
        if person is None:
            continue
        before, identity = identites.setdefault(fold(each.candidat), (of_session.session.code, person.cells))
        if is_another(identity, person.cells):
            exits.refuse(
                "{candidate} is one person in {before} and another in {session}: report these sessions apart, each "
                "with its own --ledger; an identifier is one person’s for life",
                candidate=each.candidat,
                before=before,
                session=of_session.session.code,
            )


def _first_awards(awards: Iterable[CertificationAward]) -> Iterator[CertificationAward]:
    """Each title that somebody obtained, of the first session that gave it."""
    by_candidate: dict[tuple[str, str], list[CertificationAward]] = {}
    for each in sorted(awards, key=lambda one: one.le or date.max):
        before = by_candidate.setdefault((fold(each.candidat), each.certification), [])
        if not any(one.variant.may_be(each.variant) for one in before):
            before.append(each)
            yield each
