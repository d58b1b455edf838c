"""The copy of a register, brought back into one."""

from pathlib import Path

from certeval.cli import exits, files, options
from certeval.cli.other_kinds import refuse_other
from certeval.referentiel import other_files
from certeval.registre import copie
from certeval.registre.base import Base, RegisterError
from certeval.render.register_refusals import refusal


def lines(file: Path) -> list[str]:
    """The lines of a copy; status 2 where it can't be read, or is plainly another file."""
    data = files.content(file, options.FILE)
    refuse_other(file, data, other_files.REGISTER_COPY)
    return [each for each in data.decode("utf-8-sig", "surrogateescape").split("\n") if each]


def restore(base: Base, copy_lines: list[str], file: Path) -> int:
    """Bring them back into an empty register, and say how many entries it has. Raises RegisterError of the register;
    status 2 where the file is no copy of one.
    """
    try:
        return copie.restore(base, copy_lines)
    except RegisterError as error:
        if error.reason == "no_export":
            exits.refuse("{file}: {reason}", file=file, reason=refusal(error))
        raise
