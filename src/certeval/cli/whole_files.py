"""Files written whole or not at all: beside the one that they replace, then put in its place in one step."""

import errno
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

TEMPORARY = ".certeval-tmp"
STALE_SECONDS = 3600
"""Seconds after which a temporary file is one that a killed process left: writing one takes far less."""
LONGEST_NAME = 50
PUBLIC = 0o666
"""The rights of a new file, before what the user’s mask takes away."""
PRIVATE = 0o600
AT_ONCE = 1 << 20
"""Bytes of a piece read at once."""


class FilePart(NamedTuple):
    """What a file holds from a byte on."""

    file: Path
    start: int = 0


class TemporaryFile(FilePart):
    """What a file that `temporary_file` gave holds: the first piece of what it was begun for, which needs no copy
    then.
    """

    __slots__ = ()


Piece = bytes | FilePart
Content = bytes | Sequence[Piece]
"""What a file is to hold: its bytes, or pieces that follow each other."""


def real_path(file: Path) -> Path:
    """The file that a path leads to, there or not. Raises OSError where a link leads to itself."""
    real = Path(os.path.realpath(file))
    if real.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(file))
    return real


@contextmanager
def temporary_file(file: Path | None, *, private: bool = False) -> Iterator[TemporaryFile]:
    """A file to write much into before it is delivered: beside the one asked for, else in the system's own folder;
    `private`, with the rights of who runs certeval alone.

    It is removed at the end, unless it was put in its place. Raises OSError.
    """
    if file is None or (file.exists() and not file.is_file()):
        from tempfile import mkstemp

        handle, name = mkstemp(prefix="certeval-")
        os.close(handle)
        path = Path(name)
    else:
        target = real_path(file)
        _sweep([target])
        path = _create_temporary(target, PRIVATE if private else PUBLIC)
    try:
        yield TemporaryFile(path)
    finally:
        path.unlink(missing_ok=True)


@contextmanager
def write_all(
    files: Mapping[Path, Content], *, private: bool = False, alone: bool = False, new: bool = False
) -> Iterator[None]:
    """Write the content of each file beside it, then put all in their places, each in one step. Raises OSError, and
    FileExistsError where `new` files are meant and somebody made one meanwhile.

    `private`: only who runs certeval may read them, whatever the rights of those that they replace.

    Where one can't be put in its place, or what is done within fails, those that were are put back as they stood
    (`alone`: nothing is done within, and one file needs no copy of what it replaces). What is not a regular file (a
    pipe, a device) is written to, never replaced; a link keeps leading to the file that it leads to.
    """
    temporaries: dict[Path, Path] = {}
    _sweep(map(real_path, files))
    try:
        for file, data in files.items():
            if not file.exists() or file.is_file():
                target = real_path(file)
                temporaries[target] = _beside(target, data, private=private)
            else:
                with file.open("wb") as stream:
                    stream.writelines(parts(_pieces(data)))
        with _in_place(temporaries, undone=len(temporaries) > 1 or not alone, new=new):
            yield
    finally:
        for temporary in temporaries.values():
            temporary.unlink(missing_ok=True)


@contextmanager
def _in_place(temporaries: Mapping[Path, Path], *, undone: bool, new: bool) -> Iterator[None]:
    """Replace each file by what was written beside it; all or none, as long as this process lives."""
    old: dict[Path, Path | None] = {}
    try:
        for file, temporary in temporaries.items():
            if undone:
                old[file] = _beside(file, file.read_bytes()) if file.exists() else None
            _put(temporary, file, new=new)
        yield
    except BaseException:
        for file, copy in old.items():
            if temporaries[file].exists() and not (file.exists() and file.samefile(temporaries[file])):
                continue
            if copy is None:
                file.unlink(missing_ok=True)
            else:
                copy.replace(file)
        raise
    finally:
        for copy in old.values():
            if copy is not None:
                copy.unlink(missing_ok=True)


def _put(temporary: Path, file: Path, *, new: bool) -> None:
    """Put a file in its place. Raises OSError, which names that place, and FileExistsError where a `new` one is meant
    and another command put one there meanwhile.
    """
    try:
        if not (new and _link(temporary, file)):
            temporary.replace(file)
    except OSError as error:
        error.filename, error.filename2 = str(file), None
        raise


def _link(temporary: Path, file: Path) -> bool:
    """Put a new file in its place; False on a system without links. Raises FileExistsError."""
    try:
        os.link(temporary, file)
    except FileExistsError:
        raise
    except OSError:
        return False
    temporary.unlink()
    return True


def _pieces(content: Content) -> Sequence[Piece]:
    return [content] if isinstance(content, bytes) else content


def parts(pieces: Sequence[Piece]) -> Iterator[bytes]:
    """What pieces hold, some bytes at once. Raises OSError."""
    for piece in pieces:
        if isinstance(piece, bytes):
            yield piece
            continue
        with piece.file.open("rb") as stream:
            stream.seek(piece.start)
            while data := stream.read(AT_ONCE):
                yield data


def _beside(file: Path, data: Content, *, private: bool = False) -> Path:
    """A temporary file in the same folder that holds these bytes, with the rights that the file is to have."""
    pieces = _pieces(data)
    temporary: Path | None = None
    try:
        if pieces and isinstance(pieces[0], TemporaryFile):
            temporary, pieces = pieces[0].file, pieces[1:]
        else:
            temporary = _create_temporary(file, PRIVATE if private else PUBLIC)
        with temporary.open("r+b") as stream:
            stream.seek(0, os.SEEK_END)
            stream.writelines(parts(pieces))
            stream.flush()
            os.fsync(stream.fileno())
        if file.exists() and not private:
            temporary.chmod(file.stat().st_mode & 0o777)
    except BaseException as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = str(file)
        raise
    return temporary


def _create_temporary(file: Path, mode: int) -> Path:
    """An empty file in the same folder, with the rights of a new one, these at most. Its name is hidden, and begins
    with the file's: what a killed process leaves is swept by the next write.
    """
    path = file.with_name(f"{_prefix(file)}{os.urandom(8).hex()}{TEMPORARY}")
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
    except OSError as error:
        error.filename = str(file)
        raise
    return path


def _prefix(file: Path) -> str:
    """What the temporary files of a file begin with; short enough for a name of the longest."""
    return f".{file.name[:LONGEST_NAME]}."


def _sweep(files: Iterable[Path]) -> None:
    """Remove what writes of these files left behind when they were killed; none that may still be running. A folder is
    gone through once, however many of its files are written.
    """
    now = time.time()
    prefixes: dict[Path, set[str]] = {}
    for file in files:
        prefixes.setdefault(file.parent, set()).add(_prefix(file))
    for folder, own_prefixes in prefixes.items():
        with suppress(OSError):
            for leftover in [each for each in folder.iterdir() if each.name.endswith(TEMPORARY)]:
                prefix = leftover.name.removesuffix(TEMPORARY).rpartition(".")[0] + "."
                with suppress(OSError):
                    if prefix in own_prefixes and now - leftover.stat().st_mtime > STALE_SECONDS:
                        leftover.unlink()
