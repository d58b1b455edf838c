"""Work done by several processes that inherit what this one has read: this one takes a share of it too.

A pool of the standard library would cost more to import and to start than reading a megabyte of a sheet.
"""

import errno
import mmap
import os
import pickle
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from certeval.engine.bulk import Tally

Work = Callable[[], Iterator[Tally]]
"""Decides a range of rows; gives what was met so far, again and again."""
Told = Callable[[int, int], None]
"""Told the rows met and the bytes read so far."""

PAUSE = 0.002
"""Seconds between two looks at whether another process has ended."""


def apart(works: Sequence[Work], folder: Path, told: Told) -> list[Tally]:
    """What each work came to, the first done here, each other by a process of its own. What one raises is raised.

    `folder` holds what processes hand over. Raises OSError where one was killed.
    """
    shared = mmap.mmap(-1, 16 * len(works))
    met = memoryview(shared).cast("q")
    children: dict[int, Path] = {}
    try:
        for i, work in enumerate(works[1:], 1):
            file = folder / f"result-{i}"
            children[_start(work, met[2 * i : 2 * i + 2], file)] = file
        results = [_here(works[0], met, told)]
        for child, file in list(children.items()):
            _wait(child, met, told)
            del children[child]
            results.append(_handed_over(file))
        return results
    finally:
        for child in children:
            with suppress(OSError):
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
        met.release()
        shared.close()


def _here(work: Work, met: memoryview, told: Told) -> Tally:
    tally = Tally()
    for tally in work():
        met[0], met[1] = tally.rows, tally.read
        told(sum(met[::2]), sum(met[1::2]))
    return tally


def _start(work: Work, met: memoryview, file: Path) -> int:
    """Start a process; its number. It ends without what this one would do at its end."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        file.write_bytes(pickle.dumps(_outcome(work, met)))
        status = 0
    finally:
        os._exit(status)


def _outcome(work: Work, met: memoryview) -> Tally | Exception:
    """What work came to, or what it raised."""
    try:
        return _here(work, met, _unheard)
    except Exception as error:  # noqa: BLE001 -- the process that waits raises it
        return error


def _unheard(_rows: int, _read: int) -> None:
    """Only the process that waits tells how far work has come."""


def _wait(child: int, met: memoryview, told: Told) -> None:
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        told(sum(met[::2]), sum(met[1::2]))
        if ended and status:
            killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
            reason = errno.ENOMEM if killed else errno.ECHILD  # who kills is the system, for want of memory
            raise OSError(reason, os.strerror(reason))
        if ended:
            return
        time.sleep(PAUSE)


def _handed_over(file: Path) -> Tally:
    outcome = pickle.loads(file.read_bytes())  # noqa: S301 -- written by this program, in a folder of its own
    if isinstance(outcome, Tally):
        return outcome
    raise outcome
