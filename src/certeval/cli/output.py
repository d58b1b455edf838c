"""Where results go: the terminal, a pipe, or a file written whole or not at all."""

import glob
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, NoReturn

from certeval import messages
from certeval.cli import exits, language
from certeval.messages import N_

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

UNWRAPPED = 10_000
TEMPORARY = ".certeval-tmp"
ABANDONED = 3600
"""Seconds after which a temporary file is one that a killed process left: writing one takes far less."""
LONGEST_NAME = 50


class Part(NamedTuple):
    """What a file holds from a byte on."""

    file: Path
    start: int = 0


class Begun(Part):
    """What a file that `begun` gave holds: the first piece of what it was begun for, which needs no copy then."""

    __slots__ = ()


Piece = bytes | Part
Content = bytes | Sequence[Piece]
"""What a file is to hold: its bytes, or pieces that follow each other."""


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
    deliver_files({file: text.encode()}, force=force)


def refuse_existing(file: Path, *, force: bool) -> None:
    """End with status 2 where a file to write exists and may not be replaced."""
    if file.exists() and not force:
        exits.refuse(N_("{file} exists; --force replaces it"), file=file)


@contextmanager
def begun(file: Path | None) -> Iterator[Begun]:
    """A file to write much into before it is delivered: beside the one asked for, else in the system's own folder.

    It is removed at the end, unless it was put in its place. Raises OSError.
    """
    if file is None or (file.exists() and not file.is_file()):
        handle, name = tempfile.mkstemp(prefix="certeval-")
        os.close(handle)
        path = Path(name)
    else:
        path = _begun_beside(file.resolve())
    try:
        yield Begun(path)
    finally:
        path.unlink(missing_ok=True)


def pour(pieces: Sequence[Piece], file: Path | None, *, force: bool = False) -> None:
    """Print what stands in several pieces, or write it to a file, without holding it in memory."""
    if file is not None:
        deliver_files({file: pieces}, force=force)
        return
    sys.stdout.flush()
    _pour(pieces, sys.stdout.buffer)
    sys.stdout.flush()


def deliver_files(files: Mapping[Path, Content], *, force: bool = False) -> None:
    """Write results to files: all of them or none, each the old file or the new one, never a mixture."""
    for file in files:
        refuse_existing(file, force=force)
    try:
        write_all(files)
    except OSError as error:
        unwritable(error, next(iter(files)))


def unwritable(error: OSError, file: Path | None) -> NoReturn:
    """End with status 2 where the system doesn't let something be read or written on the way to a file."""
    error.filename = error.filename or str(file or tempfile.gettempdir())
    if error.errno in exits.NO_ROOM:
        exits.refuse(N_("{file}: no room is left to write it; nothing was changed"), file=error.filename)
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
    """Write one file, the old one or the new one, never a mixture. Raises OSError."""
    write_all({file: data})


def write_all(files: Mapping[Path, Content]) -> None:
    """Write the content of each file beside it, then put all in their places, each in one step. Raises OSError.

    Where one can't be put in its place, those that were are put back as they stood. What is not a regular file
    (a pipe, a device) is written to, never replaced; a link keeps leading to the file that it leads to.
    """
    staged: dict[Path, Path] = {}
    try:
        for file, data in files.items():
            if not file.exists() or file.is_file():
                target = file.resolve()
                staged[target] = _beside(target, data)
            else:
                with file.open("wb") as stream:
                    _pour(_pieces(data), stream)
        _put_in_place(staged)
    finally:
        for temporary in staged.values():
            temporary.unlink(missing_ok=True)


def _put_in_place(staged: Mapping[Path, Path]) -> None:
    """Replace each file by what was written beside it; all or none, as long as this process lives."""
    old: dict[Path, Path | None] = {}
    try:
        for file, temporary in staged.items():
            if len(staged) > 1:
                old[file] = _beside(file, file.read_bytes()) if file.exists() else None
            temporary.replace(file)
    except BaseException:
        for file, kept in old.items():
            if staged[file].exists():
                continue
            if kept is None:
                file.unlink(missing_ok=True)
            else:
                kept.replace(file)
        raise
    finally:
        for kept in old.values():
            if kept is not None:
                kept.unlink(missing_ok=True)


def _pieces(content: Content) -> Sequence[Piece]:
    return [content] if isinstance(content, bytes) else content


def _pour(pieces: Sequence[Piece], stream: BinaryIO) -> None:
    for piece in pieces:
        if isinstance(piece, bytes):
            stream.write(piece)
        else:
            with piece.file.open("rb") as part:
                part.seek(piece.start)
                if not _copied_by_the_system(part, stream):
                    shutil.copyfileobj(part, stream, 1 << 20)


def _copied_by_the_system(part: BinaryIO, stream: BinaryIO) -> bool:
    """Whether the system copied the rest of a file by itself: between files it needs an eighth of the time."""
    if not hasattr(os, "copy_file_range"):
        return False
    stream.flush()
    copied = 0
    try:
        while count := os.copy_file_range(part.fileno(), stream.fileno(), 1 << 30, part.tell() + copied):
            copied += count
    except OSError as error:
        if copied or error.errno in exits.NO_ROOM:
            raise
        return False
    return True


def _beside(file: Path, data: Content) -> Path:
    """A temporary file in the same folder that holds these bytes, with the rights that the file is to have."""
    pieces = _pieces(data)
    temporary: Path | None = None
    try:
        if pieces and isinstance(pieces[0], Begun):
            temporary, pieces = pieces[0].file, pieces[1:]
        else:
            temporary = _begun_beside(file)
        with temporary.open("r+b") as stream:
            stream.seek(0, os.SEEK_END)
            _pour(pieces, stream)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(file.stat().st_mode & 0o777 if file.exists() else _usual_mode())
    except BaseException as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = str(file)
        raise
    return temporary


def _begun_beside(file: Path) -> Path:
    """An empty file in the same folder. Its name is hidden, and begins with the file's: what a killed process leaves
    is swept by the next write.
    """
    try:
        _sweep(file)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=_prefix(file), suffix=TEMPORARY)
    except OSError as error:
        error.filename = str(file)
        raise
    os.close(handle)
    return Path(name)


def _prefix(file: Path) -> str:
    """What the temporary files of a file begin with; short enough for a name of the longest."""
    return f".{file.name[:LONGEST_NAME]}."


def _sweep(file: Path) -> None:
    """Remove what writes of this file left behind when they were killed; none that may still be running."""
    now = time.time()
    for left in file.parent.glob(f"{glob.escape(_prefix(file))}*{TEMPORARY}"):
        with suppress(OSError):
            if now - left.stat().st_mtime > ABANDONED:
                left.unlink()


def _usual_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
