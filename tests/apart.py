"""What starts threads, done in a process divided off: certeval divides to print and to read what may be hostile, and
threads that began before don't go on in what is divided, which would wait for them.
"""

import functools
import os
from collections.abc import Callable
from datetime import date
from multiprocessing import get_context
from typing import TypeVar

from certeval.documents.typst import Printer, Unprinted

Made = TypeVar("Made")
TESTS = os.getpid()


def apart(work: Callable[[], Made]) -> Made:
    """What a work gives, done in a process of its own; here where processes don't divide."""
    if not hasattr(os, "fork") or os.getpid() != TESTS:
        return work()
    context = get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=lambda: there.send(work()), daemon=True)
    process.start()
    there.close()
    made: Made = here.recv()  # EOFError: it raised, and said so
    process.join()
    return made


def print_apart() -> None:
    """Have tests print so, in one process or in many."""
    printed = Printer.pdf

    @functools.wraps(printed)
    def pdf(self: Printer, data: dict[str, object] | str, day: date) -> bytes | Unprinted:
        return apart(lambda: printed(self, data, day))

    Printer.pdf = pdf  # type: ignore[method-assign]
