"""Work done by several processes that inherit what this one has read: this one takes a share of it too."""

import errno
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from certeval.bulk.tally import Tally

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Work = Callable[[], Iterator[Tally]]
"""Decides a range of rows; gives what was met so far, again and again."""
Progress = Callable[[int, int], None]
"""Told the rows met and the bytes read so far."""

Message = tuple[int, int] | Tally | Exception
"""What another process says: the rows met and the bytes read so far; last, what it came to or what it raised."""

DIVIDES = sys.platform == "linux"
"""Whether a process divides into two that hold what it has read. Windows has no way to; on macOS, whose libraries
start threads of their own, dividing is not safe.
"""
PAUSE = 0.1
"""Seconds between two looks at how far other processes have come."""


def process_count(shares: int, jobs: int) -> int:
    """How many processes do work that is worth so many, at the most so many being wanted."""
    return max(1, min(jobs, shares)) if DIVIDES else 1


def run_works(works: Sequence[Work], meter: AbstractContextManager[Progress]) -> list[Tally]:
    """What each work came to, the first done here, each other by a process of its own. What one raises is raised.

    `meter` begins once every process has: what shows progress may start a thread, and nothing is forked after.
    Raises OSError where a process was killed.
    """
    others = [_OtherProcess(work) for work in works[1:]]
    try:
        with meter as progress:
            here = Tally()
            for here in works[0]():
                for other in others:
                    other.look(0)
                _tell(progress, here, others)
            while any(other.tally is None for other in others):
                for other in others:
                    other.look(PAUSE)
                _tell(progress, here, others)
        return [here, *(other.tally or Tally() for other in others)]
    finally:
        for other in others:
            other.end()


def _tell(progress: Progress, here: Tally, others: "Sequence[_OtherProcess]") -> None:
    advances = [(here.rows, here.read), *(other.advance for other in others)]
    progress(sum(rows for rows, _ in advances), sum(read for _, read in advances))


class _OtherProcess:
    """A process that does a work. `advance` are the rows and bytes so far, `tally` what it came to."""

    def __init__(self, work: Work) -> None:
        from multiprocessing import get_context

        context = get_context("fork")
        self.advance = (0, 0)
        self.tally: Tally | None = None
        self._here: Connection
        self._here, there = context.Pipe(duplex=False)
        self._process: BaseProcess = context.Process(target=_work_in_child, args=(work, there), daemon=True)
        self._process.start()
        there.close()

    def look(self, seconds: float) -> None:
        """Take what it has said, waiting for it at most so long."""
        while self.tally is None and self._here.poll(seconds):
            message = self._receive()
            if isinstance(message, Exception):
                raise message
            if isinstance(message, Tally):
                self.tally, message = message, (message.rows, message.read)
            self.advance, seconds = message, 0

    def _receive(self) -> Message:
        try:
            message: Message = self._here.recv()
        except (EOFError, OSError):  # it ended: OSError, in the middle of a message
            self._process.join()
            # who kills is the system, for want of memory
            reason = errno.ENOMEM if self._process.exitcode == -signal.SIGKILL else errno.ECHILD
            raise OSError(reason, os.strerror(reason)) from None
        return message

    def end(self) -> None:
        """End it, whatever it is at."""
        if self.tally is None:
            self._process.kill()
        self._process.join()
        self._here.close()


def _work_in_child(work: Work, there: "Connection") -> None:
    """What the other process does."""
    try:
        tally = Tally()
        for tally in work():
            there.send((tally.rows, tally.read))
        there.send(tally)
    except Exception as error:  # noqa: BLE001 -- the process that waits raises it
        there.send(error)
