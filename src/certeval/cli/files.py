"""Files that a command reads, and those that it writes: none that it reads, none that is there unless it is forced."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import NoReturn

from certeval.cli import exits, notices
from certeval.cli.folders import alone as alone_in
from certeval.cli.folders import new_folders
from certeval.cli.whole_files import Content, write_all
from certeval.messages import _
from certeval.sources import content as contents
from certeval.sources.lines import STDIN

PIPE = Path("-")
"""What stands for the standard input."""
OTHERS = 0o077
"""The rights of all but the owner of a file."""


_stdin_data: dict[str, bytes] = {}
"""What the standard input held, by the name of what reads it."""
_other_sources: dict[str, bytes] = {}
"""What else was read that is no file."""
_read: set[tuple[int, int]] = set()
"""The device and number of each file that the command has read so far."""
_own_places: set[str] = set()
"""The names, without links, of the files that the command keeps for itself."""


def forget() -> None:
    """Begin another command: it has read nothing."""
    _read.clear()
    _own_places.clear()
    _stdin_data.clear()
    _other_sources.clear()


def is_there(name: str | Path) -> bool:
    """Whether there is a file of this name; of one that no file can have, which pathlib raises for, there is none."""
    return os.path.isfile(name)  # noqa: PTH113 -- as above


def stdin(by: str) -> bytes:
    """What the standard input holds, read once a command; status 2 where it is closed, or something else reads it.
    `by`: the argument or option that it stands for.
    """
    if sys.stdin is None:
        exits.refuse("-: the standard input is closed")
    other = next(iter(_stdin_data), by)
    if other != by:
        exits.refuse(
            "{other} and {option} both read the standard input: give a file to one of them",
            other=_(other),
            option=_(by),
        )
    if not _stdin_data:
        with suppress(OSError, ValueError):  # `< notes.csv`: that file is read like any other
            behind = os.fstat(sys.stdin.fileno())
            _read.add((behind.st_dev, behind.st_ino))
        with exits.guard():
            _stdin_data[by] = contents.read(sys.stdin.buffer, STDIN)
    return _stdin_data[by]


def remember(name: str, data: bytes) -> bytes:
    """The bytes of what is no file, kept to show where something is wrong in it, under a name."""
    _other_sources[name] = data
    return data


def sources() -> dict[str, bytes]:
    """What was read that is no file, by its name: the standard input, what comes with certeval."""
    return _other_sources | ({STDIN: next(iter(_stdin_data.values()))} if _stdin_data else {})


def protect(path: Path) -> Path:
    """A file that the command reads, remembered: no result is written over it, whatever its name there."""
    with suppress(OSError, ValueError):  # what is not there is not written over
        _read.add(_identity(path))
    return path


def content(path: Path, by: str = "") -> bytes:
    """The bytes of a file, or of the standard input where `-` stands for it (`by`, as for `stdin`); status 2 where the
    system doesn't let it be read.
    """
    if by and path == PIPE:
        return stdin(by)
    with exits.guard():
        return contents.of_file(protect(path))


def protect_place(path: Path) -> Path:
    """A file that the command keeps for itself, there already or not: no result takes its place either."""
    refuse_pipe(path)
    _own_places.add(os.path.realpath(path))
    return protect(path)


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def refuse_pipe(place: Path) -> None:
    """End with status 2 where `-`, which stands for a stream, is given as the name of what is kept."""
    if place == PIPE:
        exits.refuse("-: this names neither a file nor a folder: give a name")


def refuse_overwrite(file: Path, *, force: bool) -> None:
    """End with status 2 where a file may not be written: it is a folder, or read by the command, or it exists."""
    place = Path(os.path.realpath(file))  # with its folders to be made: `new/../s.csv` is s.csv
    if place.is_dir():
        exits.refuse("{file}: this is a folder; name a file to write", file=file)
    if file == PIPE:
        exits.refuse("-: this names no file to write; what is text is printed where no file is named")
    if str(place) in _own_places or (place.is_file() and _identity(place) in _read):
        exits.refuse(
            "{file} is read by this command, and is never written over: name another file", file=file
        )
    if place.exists() and not (force or place.is_char_device()):  # `/dev/null` is not replaced
        exits.refuse("{file} exists; --force replaces it", file=file)


def refuse_folder(folder: Path, inputs: Iterable[Path], *, force: bool) -> None:
    """The same for a folder that is replaced whole: no input is in it."""
    refuse_pipe(folder)
    for each in inputs:
        if Path(os.path.realpath(each)).is_relative_to(os.path.realpath(folder)):
            exits.refuse(
                "{folder} holds {file}, which is read by this command, and is never replaced",
                folder=folder,
                file=each,
            )
    if Path(os.path.realpath(folder)).exists() and not force:
        exits.refuse("{file} exists; --force replaces it", file=folder)


def refuse_twice(outputs: Mapping[str, Path | None]) -> None:
    """End with status 2 where two options name the same file to write, by whatever names."""
    options: dict[str, str] = {}
    for option, file in outputs.items():
        if file is None or (file.exists() and not file.is_file()):
            continue
        place = Path(os.path.realpath(file))
        where = str(_identity(place) if place.exists() else place)
        if other := options.get(where):
            exits.refuse("{option} and {other} name the same file", option=other, other=option)
        options[where] = option


def deliver(
    files: Mapping[Path, Content], *, force: bool = False, private: bool = False, folder: Path | None = None
) -> None:
    """Write results to files, as `put_in_place` does, and say where."""
    with put_in_place(files, force=force, private=private, folder=folder, alone=True):
        pass
    notices.tell_places(files)


@contextmanager
def put_in_place(
    files: Mapping[Path, Content],
    *,
    force: bool = False,
    private: bool = False,
    folder: Path | None = None,
    alone: bool = False,
) -> Iterator[None]:
    """Files put in their places: all of them or none, each the old file or the new one, never a mixture; as they stood
    where what is done within fails (`alone`: nothing is). `private`: for who runs certeval alone. `folder`: made where
    it is not there, with those below it that files are in; of two commands that write to it at once, the files of one
    are all put before those of the other.
    """
    if folder:
        refuse_pipe(folder)
    for file in files:
        refuse_overwrite(file, force=force)
    below = {each.parent for each in files if folder and each.is_relative_to(folder)}
    try:
        with (
            new_folders(sorted({folder, *below}) if folder else [], private=private),
            alone_in(folder / "*") if folder else nullcontext(),
            write_all(files, private=private, alone=alone, new=not force),
        ):
            yield
    except OSError as error:
        names = {os.path.realpath(each): str(each) for each in files}
        error.filename = names.get(error.filename, error.filename)  # as it was typed, links and all
        if isinstance(error, FileExistsError) and error.filename in names.values():
            exits.refuse("{file} exists; --force replaces it", file=error.filename)
        unwritable(error, folder or next(iter(files)))


def rewrite(file: Path, data: bytes) -> None:
    """Write one file anew, which may be there; status 2 where the system doesn't let it be written."""
    with new_content(file, data, alone=True):
        pass


@contextmanager
def new_content(file: Path, data: bytes, *, alone: bool = False) -> Iterator[None]:
    """The same, the file being as it stood where what is done within fails (`alone`: nothing is)."""
    try:
        with write_all({file: data}, alone=alone):
            yield
    except OSError as error:
        error.filename = str(file)
        unwritable(error, file)


def unwritable(error: OSError, file: Path | None) -> NoReturn:
    """End with status 2 where the system doesn't let something be read or written on the way to a file."""
    from tempfile import gettempdir

    error.filename = error.filename or str(file or gettempdir())
    if error.errno in exits.NO_ROOM:
        exits.refuse("{file}: no room is left to write it; nothing was changed", file=error.filename)
    place = Path(error.filename) if file is None or file.parent.is_dir() else file
    if isinstance(error, FileNotFoundError) and file is not None and not place.parent.is_dir():
        exits.refuse(
            "{file}: there is no folder {folder} to write it in: make it, or name another",
            file=place,
            folder=place.parent,
        )
    exits.unreadable(error)


def warn_of_rights(files: Iterable[Path]) -> None:
    """Say once that files written for their owner alone are not kept so, where the system knows no such rights."""
    if any(file.stat().st_mode & OTHERS for file in files):
        notices.warn(
            "this system keeps no rights of what was written: whoever may open its folder may read it"
        )
