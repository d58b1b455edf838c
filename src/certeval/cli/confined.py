"""Work on a file that may be hostile, in a process of its own: it takes no more memory and time than it is given."""

import os
import pickle
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar, cast

from certeval.bulk.processes import DIVIDES
from certeval.cli import notices
from certeval.cli.notices import Bar
from certeval.messages import N_, speak, spoken
from certeval.sources.bounds import bound, memory_bounded

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Result = TypeVar("Result")

MEMORY = 2 << 30
"""Bytes of addresses that the process may take, beside those that it begins with."""
SECONDS = 300
"""How long it may work."""
PAUSE = 0.1
BEGUN = "fork" if DIVIDES else "spawn"
"""How the process begins, as multiprocessing says it."""
NOBODY = "http://127.0.0.1:9"
"""The proxy of a process that has no reason to call anybody: port 9 discards, where anything answers there."""


def run(
    work: Callable[[Bar], Result],
    showing: AbstractContextManager[Bar],
    seconds: float = SECONDS,
    *,
    begun: str = BEGUN,
) -> Result | None:
    """What a work gives; None where it took more memory or time than it is given, or brought its process down.

    What it raises is raised. `showing` begins once the process has: it may start a thread, and nothing is divided
    after. Where processes don't divide (`begun`), the work is sent to one that starts: pickle must know it.
    """
    found = _apart(work, showing, seconds, 0, begun)
    return cast("Result", found[0]) if found else None


def run_parts(
    work: Callable[[], Iterator[Result]],
    count: int,
    showing: AbstractContextManager[Bar],
    seconds: float = SECONDS,
    *,
    begun: str = BEGUN,
) -> list[Result] | None:
    """What a work gives one after the other, `count` of them, as `run` does: each is taken once it is made, and
    the time is that of each.
    """
    found = _apart(partial(_begin, work), showing, seconds, count, begun)
    return cast("list[Result] | None", found)


def _begin(work: Callable[[], Iterator[Result]], _bar: Bar) -> Iterator[Result]:
    return work()


def _apart(
    work: Callable[[Bar], object],
    showing: AbstractContextManager[Bar],
    seconds: float,
    count: int,
    begun: str,
) -> list[object] | None:
    from multiprocessing import get_context

    context = get_context(begun)
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_do, args=(work, there, spoken()), daemon=True)  # type: ignore[attr-defined]
    process.start()
    there.close()
    try:
        with showing as bar:
            return _awaited(here, bar, seconds, count)
    finally:
        process.kill()
        process.join()
        here.close()


def tell_unbounded(*, bounded: bool = memory_bounded()) -> None:
    """Say, before a file of others is read, that the memory it takes is not bounded, where that is so."""
    if not bounded:
        notices.warn(
            N_(
                "this system bounds no memory: a file made to fill it would; open none of somebody you don’t trust"
            )
        )


def _awaited(here: "Connection", bar: Bar, seconds: float, count: int) -> list[object] | None:
    """What comes through the pipe in time: how many parts are there is told, where their count is known."""
    until = time.monotonic() + seconds
    found: list[object] = []
    while (left := until - time.monotonic()) > 0:
        if not here.poll(min(PAUSE, left)):
            continue
        try:
            said, value = here.recv()
        except (EOFError, pickle.UnpicklingError):
            return None
        if said == "told":
            bar(*value)
        elif said == "part":
            found.append(value)
            if count:
                bar(len(found), count)
                until = time.monotonic() + seconds
        elif said == "raised":
            raise value
        else:
            return found if said == "done" else None
    return None


def _do(work: Callable[[Bar], object], there: "Connection", language: str) -> None:
    """What the other process does."""
    speak(language)
    _seclude()
    bound(MEMORY)
    try:
        made = work(lambda done, of: there.send(("told", (done, of))))
        for each in made if isinstance(made, Iterator) else (made,):
            there.send(("part", each))
        there.send(("done", None))
    except (MemoryError, RecursionError):
        there.send(("stopped", None))
    except Exception as error:  # noqa: BLE001 -- the process that waits raises it
        there.send(("raised", error))


def _seclude() -> None:
    """Call nobody, nor say anything where the process is brought down."""
    for name in ("ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY"):
        os.environ[name] = os.environ[name.lower()] = NOBODY
    for name in ("NO_PROXY", "no_proxy"):
        os.environ.pop(name, None)
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
