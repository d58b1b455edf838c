"""The register that a command is given: where it is, opened, refused; who writes, and when."""

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple, NoReturn

from certeval.cli import exits, files, notices
from certeval.cli.other_kinds import refuse_other_file
from certeval.jury.earlier import Past
from certeval.messages import N_
from certeval.referentiel import other_files
from certeval.registre import copie, holders, journal, opening
from certeval.registre.base import Base, RegisterError
from certeval.registre.journal import JournalEntry
from certeval.registre.opening import ADDRESS
from certeval.render import registre as rendering
from certeval.render.register_refusals import refusal
from certeval.text.nearest import fold

VARIABLE = "CERTEVAL_REGISTRE"
AUTHOR = "CERTEVAL_AUTEUR"


def place_of(text: str | None) -> str:
    """The register that an option names, else the environment; empty where neither does."""
    return (text or os.environ.get(VARIABLE, "")).strip()


def where(text: str | None) -> str:
    """The register meant; status 2 where none is."""
    return place_of(text) or exits.refuse(
        "say which register: --registre FILE, or the variable {variable}", variable=VARIABLE
    )


@contextmanager
def open_register(text: str | None, *, create: bool = False, whole: bool = True) -> Iterator[Base]:
    """The register meant; status 2, with the reason and the way out, where it can't be read or written, or where
    entries are missing, unless it need not be `whole`.
    """
    place = where(text)
    if ADDRESS not in place:
        if Path(place).is_dir():
            exits.unreadable(IsADirectoryError(errno.EISDIR, "", place))
        files.protect_place(Path(place))
    try:
        with opening.open_register(place, create=create) as base:
            if whole:
                journal.check_whole(base)
            begins = create and journal.head(base) is None
            yield base
            if begins and journal.head(base) is not None:
                message = N_(
                    "{register}: a register is begun; what only another one keeps does not count in it"
                )
                notices.tell(message, register=rendering.place(place))
    except RegisterError as error:
        _refuse(place, error)
    except ModuleNotFoundError as error:
        exits.refuse_without_extra(error)


def instant() -> str:
    """Now, as entries and fluxes say it: the day and the hour of the office, and how far these are from UTC."""
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")


def author(text: str | None) -> str:
    """Who writes, as it is declared; status 2 where nobody is."""
    role = (text or os.environ.get(AUTHOR, "")).strip()
    if not role:
        exits.refuse(
            "say who writes, by a function and not a name: --auteur « bureau des examens », or {variable}",
            variable=AUTHOR,
        )
    return role


def refuse_author_alone(text: str | None, auteur: str | None) -> None:
    """Status 2 where somebody is said to write, and nothing names a register to write to."""
    if not place_of(text):
        exits.refuse_without("--registre", {"--auteur": auteur})


def tell_entry(head: JournalEntry | None, auteur: str) -> None:
    """Say that the register was written to, by whom, and how its journal stands."""
    notices.tell(
        "written to the register by « {author} », as declared: certeval authenticates nobody", author=auteur
    )
    if head is not None:
        notices.tell("head of the journal: entry {rang}, {digest}", rang=head.rang, digest=head.empreinte)


class RegisterReading(NamedTuple):
    """A register that is read for what candidates hold: its head, and the last entry that counts, None for all."""

    place: str
    head: JournalEntry | None
    until: int | None

    def plain(self) -> dict[str, object]:
        """What results say of it."""
        return copie.end(self.head)

    def earlier(self, session: str, day: date) -> Callable[[Iterable[str]], Past]:
        """Tells what candidates held on the day of a session from others, as the register stood at its head, whatever
        is written meanwhile; and who they are, but of a register as it stood once, for identities are corrected.
        """
        last = self.head.rang if self.head else 0

        def of(candidates: Iterable[str]) -> Past:
            with open_register(self.place) as base:
                session_codes = journal.session_codes(base, last)
                journal.check_spelling(session, session_codes)
                by_code = holders.pasts(base, candidates, day, until=last, apart=session)
            people = {fold(code): mine for code, mine in by_code.items()}
            return Past(
                {code: mine.acquis for code, mine in people.items()},
                {code: mine.identite for code, mine in people.items() if self.until is None},
                {
                    code: {(fold(one), fold(bloc), version) for one, bloc, version in mine.valides}
                    for code, mine in people.items()
                },
                frozenset(map(fold, session_codes)) - {fold(session)},
            )

        return of


def read(text: str | None, *, until: int | None = None, begins: bool = False) -> RegisterReading | None:
    """The register that an option names, else the environment; None where neither names one.

    One that this command begins, or that the environment names before it was begun, holds nothing.
    """
    place = place_of(text)
    if not place:
        return None
    try:
        with opening.open_register(place) as base:
            journal.check_whole(base)
            head = journal.head(base) if until is None else journal.entry_at(base, until)
    except ModuleNotFoundError as error:
        exits.refuse_without_extra(error)
    except RegisterError as error:
        if begins and error.reason in ABSENCE_REASONS:
            return None
        if text is None and error.reason == "absent":
            notices.warn(
                "{place}: there is no register yet, so nothing is held from it", place=rendering.place(place)
            )
            return None
        _refuse(place, error)
    return RegisterReading(place, head, until)


ABSENCE_REASONS = ("absent", "not_a_register")
"""What is said of a register that a command is about to begin; it tells itself which of others’ files it can't be."""


def _refuse(place: str, error: RegisterError) -> NoReturn:
    if error.reason == "not_a_register" and ADDRESS not in place:
        refuse_other_file(Path(place), other_files.REGISTER)
    exits.refuse("{file}: {reason}", file=rendering.place(place), reason=refusal(error))
