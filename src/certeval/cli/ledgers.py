"""The ledger of what was reported that a command is given: where it is, begun, refused; who writes it."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path

from certeval.cli import exits, files, inputs, notices, registers
from certeval.cli.other_kinds import refuse_other_file
from certeval.referentiel import other_files
from certeval.registre.accrochage import Ledger, ledger
from certeval.registre.base import Base, RegisterError
from certeval.registre.ledger_file import is_begun, unended_flux
from certeval.render.register_refusals import refusal

LEDGER = "accrochage.jsonl"
"""What a ledger is called where no other name is given."""
MOST_FOLDERS = 10_000
"""Folders looked into around one: a whole disk may lie below."""


@contextmanager
def open_ledger(
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
        exits.refuse("--ledger and --registre: a register keeps its own ledger; name one of them")
    if file is None and registers.place_of(registre):
        with registers.open_register(registre) as base:
            yield ledger(base), base
        return
    place = file or folder / LEDGER
    fresh = not is_begun(place)
    if fresh and not begins:
        exits.refuse(
            "{file}: there is no ledger of what was reported there; name it with --ledger FILE, or the register "
            "with --registre",
            file=place,
        )
    if fresh and file is None:
        _refuse_another(place, beside)
    try:
        if flux := unended_flux(place):
            notices.warn(
                "{file}: its last lines have lost their end, and do not count: if flux {flux} was deposited, bring "
                "back a backup of it, else its holders are reported twice; if it was not, do not deposit it",
                file=place,
                flux=", ".join(flux),
            )
        yield ledger(files.protect_place(place)), None
        if fresh and is_begun(place):
            notices.warn(
                "{file}: a ledger is begun; what only another one knows to have been sent may be sent again",
                file=place,
            )
    except RegisterError as error:
        if error.reason == "not_a_ledger":
            refuse_other_file(place, other_files.LEDGER)
        exits.refuse("{file}: {reason}", file=place, reason=refusal(error))


def _refuse_another(place: Path, beside: Iterable[Path]) -> None:
    """Status 2 where another ledger stands: what it says was sent would be sent twice."""
    if (other := next(_others(place, beside), None)) is not None:
        exits.refuse(
            "{file}: there is no ledger there, and {other} is one: name the one to go on with, or to begin, "
            "with --ledger FILE",
            file=place,
            other=inputs.display(other),
        )


def _others(place: Path, beside: Iterable[Path]) -> Iterator[Path]:
    """The ledgers that stand where an office works: in the current folder and beside the files that are read, beside
    the folder of the flux where that is further down; or in a folder of these, or one of its own. Status 2 where too
    many stand there for all to be looked into.
    """
    here, above = Path.cwd(), Path(os.path.realpath(place.parent)).parent
    folders = [here, *(each.parent for each in beside), *([above] if above.is_relative_to(here) else [])]
    for folder in dict.fromkeys(folders):
        inside = _within(folder)
        for count, each in enumerate(chain([folder], inside, chain.from_iterable(map(_within, inside)))):
            if count == MOST_FOLDERS:
                exits.refuse(
                    "{folder}: over {n} folders stand there, too many to look for another ledger: name the one to "
                    "go on with, or to begin, with --ledger FILE",
                    folder=inputs.display(folder),
                    n=MOST_FOLDERS,
                )
            if is_begun(each / LEDGER):
                yield each / LEDGER


def _within(folder: Path) -> list[Path]:
    """The folders in one; none where the system doesn't let it be read."""
    with suppress(OSError), os.scandir(folder) as entries:
        return sorted(folder / each.name for each in entries if each.is_dir())
    return []


def author(registre: str | None, file: Path | None, text: str | None) -> str:
    """Who writes, which a register requires; of a file, as it is said."""
    if file is None and registers.place_of(registre):
        return registers.author(text)
    return (text or "").strip()
