"""The register that a command is given: where it is, opened, its errors told; who writes, and when."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple, NoReturn

from certeval.cli import exits, notices
from certeval.cli.files import keeping
from certeval.jury.earlier import Earlier
from certeval.messages import N_
from certeval.registre import acquis, journal, opening
from certeval.registre.base import Base, RegisterError
from certeval.registre.journal import JournalEntry
from certeval.registre.opening import URL
from certeval.render import registre as shown
from certeval.text.nearest import fold

VARIABLE = "CERTEVAL_REGISTRE"
AUTHOR = "CERTEVAL_AUTEUR"


def where(typed: str | None) -> str:
    """The register meant; status 2 where none is."""
    found = typed or os.environ.get(VARIABLE, "")
    if not found.strip():
        exits.refuse(N_("say which register: --registre FILE, or the variable {variable}"), variable=VARIABLE)
    return found.strip()


def is_named(typed: str | None) -> bool:
    """Whether an option or the environment names a register."""
    return bool((typed or os.environ.get(VARIABLE, "")).strip())


@contextmanager
def opened(place: str, *, create: bool = False) -> Iterator[Base]:
    """A register; status 2, with the reason and the way out, where it can't be read or written."""
    if not place.startswith(URL):
        keeping(Path(place))
    try:
        with opening.opened(place, create=create) as found:
            yield found
    except RegisterError as error:
        _refuse(place, error)
    except ModuleNotFoundError as error:
        exits.lacking(error)


def instant() -> str:
    """Now, as entries say it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def author(typed: str | None) -> str:
    """Who writes, as it is declared; status 2 where nobody is."""
    found = (typed or os.environ.get(AUTHOR, "")).strip()
    if not found:
        exits.refuse(
            N_(
                "say who writes, by a function and not a name: --auteur « bureau des examens », or {variable}"
            ),
            variable=AUTHOR,
        )
    return found


def tell_written(head: JournalEntry | None, auteur: str) -> None:
    """Say that the register was written to, by whom, and how its journal stands."""
    notices.tell(
        N_("written to the register by « {author} », as declared: certeval authenticates nobody"),
        author=auteur,
    )
    if head is not None:
        notices.tell(N_("head of the journal: entry {rang}, {digest}"), rang=head.rang, digest=head.empreinte)


class RegisterReading(NamedTuple):
    """A register that is read for what candidates hold: its head, and what it says."""

    place: str
    head: JournalEntry | None
    until: int | None

    def said(self) -> dict[str, object]:
        """What results say of it."""
        return shown.heading(self.head)

    def before(self, session: str, day: date) -> Callable[[Iterable[str]], Mapping[str, Sequence[Earlier]]]:
        """Tells what candidates held on the day of a session from others."""

        def told(candidates: Iterable[str]) -> Mapping[str, Sequence[Earlier]]:
            with opened(self.place) as found:
                held = acquis.acquired(found, candidates, day, until=self.until, apart=session)
            return {
                fold(code): [_earlier(each) for each in mine if each.genre == acquis.BLOC]
                for code, mine in held.items()
            }

        return told


def _earlier(held: acquis.Acquired) -> Earlier:
    return Earlier(
        *(held.certification, held.element, held.version, held.session, held.pv, str(held.rang), held.rncp)
    )


def told(typed: str | None, *, until: int | None = None, begun: bool = False) -> RegisterReading | None:
    """The register named by an option, else by the environment; None where neither names one.

    One that this command begins, or that the environment names before it was begun, holds nothing.
    """
    place = typed or os.environ.get(VARIABLE, "").strip()
    if not place:
        return None
    try:
        with opening.opened(place) as found:
            head = journal.head(found) if until is None else journal.at(found, until)
    except RegisterError as error:
        if begun and error.reason in UNBEGUN:
            return None
        if typed is None and error.reason == "absent":
            exits.tell(
                N_("{place}: there is no register yet, so nothing is held from it"), place=shown.place(place)
            )
            return None
        _refuse(place, error)
    except ModuleNotFoundError as error:
        exits.lacking(error)
    return RegisterReading(place, head, until)


UNBEGUN = ("absent", "not_a_register")
"""What is said of a register that a command is about to begin; it tells itself which of others’ files it can't be."""


def _refuse(place: str, error: RegisterError) -> NoReturn:
    exits.refuse(N_("{file}: {reason}"), file=shown.place(place), reason=shown.refused(error))
