"""One command at a time where a file is read again and written anew: of two at once neither is lost."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from certeval.cli.whole_files import real_path

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
