"""The register, or the ledger, that a command is given: where it is, opened, refused; who writes, and when."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple, NoReturn

from certeval.cli import exits, files, inputs, notices
from certeval.jury.earlier import Earlier, Past
from certeval.messages import N_
from certeval.registre import acquis, journal, opening
from certeval.registre.accrochage import Ledger, ledger
from certeval.registre.base import Base, RegisterError
from certeval.registre.journal import JournalEntry
from certeval.registre.ledger_file import is_begun
from certeval.registre.opening import ADDRESS
from certeval.render import registre as rendering
from certeval.render.register_refusals import refusal
from certeval.text.nearest import fold

VARIABLE = "CERTEVAL_REGISTRE"
AUTHOR = "CERTEVAL_AUTEUR"


def _place(text: str | None) -> str:
    """The register that an option names, else the environment; empty where neither does."""
    return (text or os.environ.get(VARIABLE, "")).strip()


def where(text: str | None) -> str:
    """The register meant; status 2 where none is."""
    return _place(text) or exits.refuse(
        N_("say which register: --registre FILE, or the variable {variable}"), variable=VARIABLE
    )


def is_named(text: str | None) -> bool:
    """Whether an option or the environment names a register."""
    return bool(_place(text))


@contextmanager
def open_register(text: str | None, *, create: bool = False) -> Iterator[Base]:
    """The register meant; status 2, with the reason and the way out, where it can't be read or written."""
    place = where(text)
    if ADDRESS not in place:
        files.protect_place(Path(place))
    try:
        with opening.open_register(place, create=create) as base:
            yield base
    except RegisterError as error:
        _refuse(place, error)
    except ModuleNotFoundError as error:
        exits.refuse_without_extra(error)


def instant() -> str:
    """Now, as entries say it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def author(text: str | None) -> str:
    """Who writes, as it is declared; status 2 where nobody is."""
    role = (text or os.environ.get(AUTHOR, "")).strip()
    if not role:
        exits.refuse(
            N_(
                "say who writes, by a function and not a name: --auteur « bureau des examens », or {variable}"
            ),
            variable=AUTHOR,
        )
    return role


def tell_entry(head: JournalEntry | None, auteur: str) -> None:
    """Say that the register was written to, by whom, and how its journal stands."""
    notices.tell(
        N_("written to the register by « {author} », as declared: certeval authenticates nobody"),
        author=auteur,
    )
    if head is not None:
        notices.tell(N_("head of the journal: entry {rang}, {digest}"), rang=head.rang, digest=head.empreinte)


class RegisterReading(NamedTuple):
    """A register that is read for what candidates hold: its head, and the last entry that counts, None for all."""

    place: str
    head: JournalEntry | None
    until: int | None

    def plain(self) -> dict[str, object]:
        """What results say of it."""
        return rendering.heading(self.head)

    def earlier(self, session: str, day: date) -> Callable[[Iterable[str]], Past]:
        """Tells what candidates held on the day of a session from others, and who they are: of a register as it stood,
        nothing of who they were, for identities are corrected.
        """

        def of(candidates: Iterable[str]) -> Past:
            with open_register(self.place) as base:
                by_code = acquis.pasts(base, candidates, day, until=self.until, apart=session)
                session_codes = journal.session_codes(base, self.until)
            people = {fold(code): mine for code, mine in by_code.items()}
            return Past(
                {code: [_earlier(each) for each in mine.acquis] for code, mine in people.items()},
                {code: mine.identite for code, mine in people.items() if self.until is None},
                {
                    code: {(fold(one), fold(bloc), version) for one, bloc, version in mine.valides}
                    for code, mine in people.items()
                },
                frozenset(map(fold, session_codes)) - {fold(session)},
            )

        return of


def _earlier(acquisition: acquis.RegisterAcquis) -> Earlier:
    return Earlier(
        certification=acquisition.certification,
        bloc=acquisition.element,
        version=acquisition.version,
        session=acquisition.session,
        pv=acquisition.pv,
        rang=str(acquisition.rang),
        rncp=acquisition.rncp,
        repris=acquisition.origine in acquis.REPRISE_ORIGINS,
    )


def read(text: str | None, *, until: int | None = None, begins: bool = False) -> RegisterReading | None:
    """The register that an option names, else the environment; None where neither names one.

    One that this command begins, or that the environment names before it was begun, holds nothing.
    """
    place = _place(text)
    if not place:
        return None
    try:
        with opening.open_register(place) as base:
            head = journal.head(base) if until is None else journal.at(base, until)
    except ModuleNotFoundError as error:
        exits.refuse_without_extra(error)
    except RegisterError as error:
        if begins and error.reason in ABSENCE_REASONS:
            return None
        if text is None and error.reason == "absent":
            notices.warn(
                N_("{place}: there is no register yet, so nothing is held from it"),
                place=rendering.place(place),
            )
            return None
        _refuse(place, error)
    return RegisterReading(place, head, until)


ABSENCE_REASONS = ("absent", "not_a_register")
"""What is said of a register that a command is about to begin; it tells itself which of others’ files it can't be."""


def _refuse(place: str, error: RegisterError) -> NoReturn:
    exits.refuse(N_("{file}: {reason}"), file=rendering.place(place), reason=refusal(error))


LEDGER = "accrochage.jsonl"
"""What a ledger is called where no other name is given."""
MOST_FOLDERS = 10_000
"""Folders looked into around one: a whole disk may lie below."""


@contextmanager
def ledger_of(
    registre: str | None,
    file: Path | None,
    folder: Path,
    *,
    begins: bool = False,
    beside: Iterable[Path] = (),
) -> Iterator[tuple[Ledger, Base | None]]:
    """The ledger, and the register that keeps it, None of a file: of `--ledger`, else of the register that an option or
    the environment names, else of the file in a folder. Status 2 where it can't be read or written, or where there is
    none and the command does not begin one (`begins`).

    None is begun that nobody named where another one stands, beside the files that the command reads among others,
    and whichever is begun is told.
    """
    if file is not None and registre is not None:
        exits.refuse(N_("--ledger and --registre: a register keeps its own ledger; name one of them"))
    if file is None and is_named(registre):
        with open_register(registre) as base:
            yield ledger(base), base
        return
    place = file or folder / LEDGER
    fresh = not is_begun(place)
    if fresh and not begins:
        exits.refuse(
            N_(
                "{file}: there is no ledger of what was reported there; name it with --ledger FILE, or the register "
                "with --registre"
            ),
            file=place,
        )
    if fresh and file is None:
        _refuse_another(place, beside)
    try:
        yield ledger(files.protect_place(place)), None
        if fresh and is_begun(place):
            notices.warn(
                N_(
                    "{file}: a ledger is begun; what only another one knows to have been sent may be sent again"
                ),
                file=place,
            )
    except RegisterError as error:
        exits.refuse(N_("{file}: {reason}"), file=place, reason=refusal(error))


def _refuse_another(place: Path, beside: Iterable[Path]) -> None:
    """Status 2 where another ledger stands: what it says was sent would be sent twice."""
    if (other := next(_others(place, beside), None)) is not None:
        exits.refuse(
            N_(
                "{file}: there is no ledger there, and {other} is one: name the one to go on with, or to begin, "
                "with --ledger FILE"
            ),
            file=place,
            other=inputs.display(other),
        )


def _others(place: Path, beside: Iterable[Path]) -> Iterator[Path]:
    """The ledgers that stand where an office works: in the current folder and beside the files that are read, beside
    the folder of the flux where that is further down; or in a folder of these, or one of its own. Status 2 where too
    many stand there for all to be looked into.
    """
    here, above = Path.cwd(), place.parent.resolve().parent
    folders = [here, *(each.parent for each in beside), *([above] if above.is_relative_to(here) else [])]
    for folder in dict.fromkeys(folders):
        for count, each in enumerate(_around(folder)):
            if count == MOST_FOLDERS:
                exits.refuse(
                    N_(
                        "{folder}: over {n} folders stand there, too many to look for another ledger: name the one to "
                        "go on with, or to begin, with --ledger FILE"
                    ),
                    folder=inputs.display(folder),
                    n=MOST_FOLDERS,
                )
            if is_begun(each / LEDGER):
                yield each / LEDGER


def _around(folder: Path) -> Iterator[Path]:
    """A folder, those in it, then those in these."""
    inside = _within(folder)
    yield from (folder, *inside)
    for each in inside:
        yield from _within(each)


def _within(folder: Path) -> list[Path]:
    """The folders in one; none where the system doesn't let it be read."""
    with suppress(OSError), os.scandir(folder) as entries:
        return sorted(folder / each.name for each in entries if each.is_dir())
    return []


def ledger_author(registre: str | None, file: Path | None, text: str | None) -> str:
    """Who writes, which a register requires; of a file, as it is said."""
    if file is None and is_named(registre):
        return author(text)
    return (text or "").strip()
