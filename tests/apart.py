"""What starts threads, done in a process divided off: certeval divides to print and to read what may be hostile, and
threads that began before don't go on in what is divided, which would wait for them.
"""

import functools
import os
from collections.abc import Callable
from datetime import date
from multiprocessing import get_context
from typing import TypeVar

from certeval.bulk.processes import DIVIDES
from certeval.documents.typst import Printer, PrintFailure

Made = TypeVar("Made")
TESTS = os.getpid()


def apart(work: Callable[[], Made]) -> Made:
    """What a work gives, done in a process of its own; here where processes don't divide."""
    if not DIVIDES or os.getpid() != TESTS:
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
    """Have tests print so, in one process or in many; what a document bears is then asked where it is printed again."""
    printed, borne = Printer.pdf, Printer.metadata
    last: dict[int, tuple[dict[str, object] | str, date]] = {}

    @functools.wraps(printed)
    def pdf(self: Printer, data: dict[str, object] | str, day: date) -> bytes | PrintFailure:
        last[id(self)] = data, day
        return apart(lambda: printed(self, data, day))

    @functools.wraps(borne)
    def labelled(self: Printer, label: str) -> list[object]:
        if os.getpid() == TESTS:
            return apart(lambda: [printed(self, *last[id(self)]), borne(self, label)][1])  # type: ignore[return-value]
        return borne(self, label)

    Printer.pdf, Printer.metadata = pdf, labelled  # type: ignore[method-assign]
