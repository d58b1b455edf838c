"""The ledger that a command reads or writes to: of the register named, else of a file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from certeval.cli import exits, files, registers
from certeval.messages import N_
from certeval.registre.accrochage import Ledger, ledger
from certeval.registre.base import Base, RegisterError
from certeval.render import registre as shown
from certeval.render.words import visible

NAME = "accrochage.jsonl"
"""What a ledger is called where no other name is given."""


@contextmanager
def opened(
    registre: str | None, file: Path | None, folder: Path, *, begun: bool = False
) -> Iterator[tuple[Ledger, Base | None]]:
    """The ledger, and the register that keeps it, None of a file: of `--ledger`, else of the register that an option or
    the environment names, else of the file in a folder. Status 2 where it can't be read or written, or where there is
    none and the command does not begin one (`begun`).
    """
    if file is not None and registre is not None:
        exits.refuse(N_("--ledger and --registre: a register keeps its own ledger; name one of them"))
    if file is None and registers.is_named(registre):
        with registers.opened(registers.where(registre)) as base:
            yield ledger(base), base
        return
    place = file or folder / NAME
    if not begun and not place.exists():
        exits.refuse(
            N_(
                "{file}: there is no ledger of what was reported there; name it with --ledger FILE, or the register "
                "with --registre"
            ),
            file=visible(str(place)),
        )
    try:
        yield ledger(files.keeping(place)), None
    except RegisterError as error:
        exits.refuse(N_("{file}: {reason}"), file=visible(str(place)), reason=shown.refused(error))


def author(registre: str | None, file: Path | None, typed: str | None) -> str:
    """Who writes, which a register requires; of a file, as it is said."""
    if file is None and registers.is_named(registre):
        return registers.author(typed)
    return (typed or "").strip()
