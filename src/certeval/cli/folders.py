"""Folders found above, made to write into, put in the place of others (the old one or the new one being there, never
neither); and kept to one command while a file of theirs is read again and written anew: of two at once neither is lost.
"""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from certeval.cli.whole_files import real_path

FOLDER, PRIVATE_FOLDER = 0o777, 0o700
"""The rights of a new folder, before what the user’s mask takes away."""


def above(name: str) -> Iterator[Path]:
    """The folders of a name at or above the working directory, the nearest first."""
    here = Path.cwd()
    return (
        Path(os.path.relpath(path, here)) for each in (here, *here.parents) if (path := each / name).is_dir()
    )


@contextmanager
def new_folders(paths: Iterable[Path], *, private: bool = False) -> Iterator[None]:
    """Folders to write into, made with those above that are not there; what was made is removed where the writing
    fails. `private`: for who runs certeval alone. Raises OSError.
    """
    additions: list[Path] = []
    try:
        for folder in paths:
            missing = [each for each in (folder, *folder.parents) if not each.is_dir()]
            for each in reversed(missing):
                if not each.is_dir():  # `new/..` was there once `new` was
                    each.mkdir(PRIVATE_FOLDER if private else FOLDER)
                    additions.append(each)
        yield
    except BaseException:
        for folder in reversed(additions):
            with suppress(OSError):  # somebody else put something there meanwhile
                folder.rmdir()
        raise


def _old(folder: Path) -> Path:
    """Where a folder stands aside while another takes its place."""
    return folder.with_name(f".{folder.name}.certeval-old")


def restore(folder: Path) -> None:
    """Put back a folder that was aside when a process was killed. Raises OSError."""
    if not folder.exists() and _old(folder).exists():
        _old(folder).rename(folder)


def put(draft: Path, folder: Path) -> None:
    """Put a whole draft in the place of a folder, or of a file, which stays where it can't be. Raises OSError."""
    old = _old(folder)
    try:
        if folder.exists():
            remove(old)
            folder.rename(old)
        draft.rename(folder)
    except BaseException:
        restore(folder)
        raise
    remove(old)  # only once what replaces it is there


def remove(folder: Path) -> None:
    """Remove a folder or a file, where it is there. Raises OSError."""
    if folder.is_dir():
        shutil.rmtree(folder)
    else:
        folder.unlink(missing_ok=True)


if sys.platform == "win32":

    @contextmanager
    def alone(file: Path) -> Iterator[None]:  # noqa: ARG001 -- as elsewhere
        """Nothing: Windows locks no folder."""
        yield

else:
    import fcntl

    @contextmanager
    def alone(file: Path) -> Iterator[None]:
        """Wait until no other command is within for a file of the same folder, where its system has locks.

        The folder is locked, not the file: another file is put in its place.
        """
        try:
            handle = os.open(real_path(file).parent, os.O_RDONLY)
        except OSError:  # what is done within says why
            yield
            return
        try:
            with suppress(OSError):  # a share without locks
                fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)
