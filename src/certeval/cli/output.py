"""Where results go: the terminal, a pipe, or a file written whole or not at all."""

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from certeval import messages
from certeval.cli import exits, language
from certeval.messages import N_

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

UNWRAPPED = 10_000


def format_of(name: str, known: tuple[str, ...], *, as_json: bool = False) -> str:
    """The output form asked for, `--json` being short for `--format json`; its language is chosen here."""
    form = "json" if as_json else name
    if form not in known:
        exits.refuse(N_("--format {form}: this command prints {known}"), form=form, known=", ".join(known))
    if form in language.MACHINE:
        messages.speak(language.of_machine(os.environ))
    return form


def console(*, stderr: bool = False) -> "Console":
    """A console that wraps at a terminal's width and never elsewhere, and reads no markup in text."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else UNWRAPPED
    return Console(stderr=stderr, width=width, markup=False, highlight=False, emoji=False, soft_wrap=False)


def as_text(*renderables: "RenderableType", file: Path | None = None) -> str:
    """What a console prints: styled at a terminal, plain elsewhere, without trailing spaces there."""
    from rich.console import Console

    plain = Console(width=UNWRAPPED, markup=False, highlight=False, emoji=False, force_terminal=False)
    screen = console() if file is None else plain
    with screen.capture() as captured:
        for renderable in renderables:
            screen.print(renderable)
    text = captured.get()
    if screen.is_terminal:
        return text
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def deliver(text: str, file: Path | None = None, *, force: bool = False) -> None:
    """Print a result, or write it to a file: the old file or the new one, never a mixture."""
    if file is None:
        _print(text)
        return
    if file.exists() and not force:
        exits.refuse(N_("{file} exists; --force replaces it"), file=file)
    try:
        write(file, text.encode())
    except OSError as error:
        error.filename = error.filename or str(file)
        exits.unreadable(error)


def _print(text: str) -> None:
    """UTF-8 outside a terminal, whatever the locale: the same bytes everywhere."""
    sys.stdout.flush()
    if sys.stdout.isatty():
        sys.stdout.write(text)
    else:
        sys.stdout.buffer.write(text.encode())
    sys.stdout.flush()


def write(file: Path, data: bytes) -> None:
    """Write bytes beside the file, then put them in its place in one step. Raises OSError.

    What is not a regular file (a pipe, a device) is written to, never replaced.
    """
    if file.exists() and not file.is_file():
        with file.open("wb") as stream:
            stream.write(data)
        return
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(file.stat().st_mode & 0o777 if file.exists() else _usual_mode())
        Path(temporary).replace(file)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _usual_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
