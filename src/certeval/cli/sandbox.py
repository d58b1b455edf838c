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
from certeval.messages import current_language, speak
from certeval.sources.bounds import bound_resources, bound_time, can_bound_memory

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Result = TypeVar("Result")

MEMORY = 2 << 30
"""Bytes of addresses that the process may take, beside those that it begins with."""
SECONDS = 300
"""Seconds of the processor that it may take."""
SHARE = 15
"""How many times as many may pass, where the system counts those of the processor: the machine may do much else."""
PAUSE = 0.1
START_METHOD = "fork" if DIVIDES else "spawn"
"""How the process begins, as multiprocessing says it."""
NOBODY = "http://127.0.0.1:9"
"""The proxy of a process that has no reason to call anybody: port 9 discards, where anything answers there."""


def run(
    work: Callable[[Bar], Result],
    meter: AbstractContextManager[Bar],
    seconds: float = SECONDS,
    *,
    start_method: str = START_METHOD,
) -> Result | None:
    """What a work gives; None where it took more memory or time than it is given, or brought its process down.

    What it raises is raised. `meter` begins once the process has: it may start a thread, and nothing is divided
    after. Where processes don't divide (`start_method`), the work is sent to one that starts: pickle must know it.
    """
    parts = _run_in_child(work, meter, seconds, 0, start_method)
    return cast("Result", parts[0]) if parts else None


def run_parts(
    work: Callable[[], Iterator[Result]],
    count: int,
    meter: AbstractContextManager[Bar],
    seconds: float = SECONDS,
) -> list[Result]:
    """What a work gives one after the other, `count` of them, fewer where it stopped as `run` says: each is taken once
    it is made, and the time is that of each.
    """
    return cast("list[Result]", _run_in_child(partial(_begin, work), meter, seconds, count, START_METHOD))


def _begin(work: Callable[[], Iterator[Result]], _bar: Bar) -> Iterator[Result]:
    return work()


def _run_in_child(
    work: Callable[[Bar], object],
    meter: AbstractContextManager[Bar],
    seconds: float,
    count: int,
    start_method: str,
) -> list[object]:
    from multiprocessing import get_context

    context = get_context(start_method)
    here, there = context.Pipe(duplex=False)
    needs = (work, there, current_language(), seconds)
    process = context.Process(target=_work_in_child, args=needs, daemon=True)  # type: ignore[attr-defined]
    process.start()
    there.close()
    try:
        with meter as bar:
            return _receive(here, bar, (SHARE if can_bound_memory() else 1) * seconds, count)
    finally:
        process.kill()
        process.join()
        here.close()


def warn_of_memory(*, has_bound: bool = can_bound_memory()) -> None:
    """Say, before a file of others is read, that the memory it takes is not bounded, where that is so."""
    if not has_bound:
        notices.warn(
            "this system bounds no memory: a file made to fill it would; open none of somebody you don’t trust"
        )


def _receive(here: "Connection", bar: Bar, seconds: float, count: int) -> list[object]:
    """What comes through the pipe in time: how many parts are there is told, where their count is known."""
    until = time.monotonic() + seconds
    parts: list[object] = []
    while (rest := until - time.monotonic()) > 0:
        if not here.poll(min(PAUSE, rest)):
            continue
        try:
            event, value = here.recv()
        except (EOFError, OSError, pickle.UnpicklingError):  # it ended: OSError, in the middle of a message
            break
        if event == "told":
            bar(*value)
        elif event == "part":
            parts.append(value)
            if count:
                bar(len(parts), count)
                until = time.monotonic() + seconds
        elif event == "raised":
            raise value
        else:
            break
    return parts


def _work_in_child(work: Callable[[Bar], object], there: "Connection", language: str, seconds: float) -> None:
    speak(language)
    for name in ("ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY"):  # it calls nobody
        os.environ[name] = os.environ[name.lower()] = NOBODY
    for name in ("NO_PROXY", "no_proxy"):
        os.environ.pop(name, None)
    with suppress(OSError):  # nor says anything where it is brought down
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    bound_resources(MEMORY)
    bound_time(seconds)
    try:
        result = work(lambda done, of: there.send(("told", (done, of))))
        for each in result if isinstance(result, Iterator) else (result,):
            there.send(("part", each))
            bound_time(seconds)
        there.send(("ended", None))
    except (MemoryError, RecursionError):
        there.send(("ended", None))
    except Exception as error:  # noqa: BLE001 -- the process that waits raises it
        there.send(("raised", error))
