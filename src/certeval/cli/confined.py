"""Work on a file that may be hostile, in a process of its own: it takes no more memory and time than it is given."""

import os
import pickle
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from certeval.cli.notices import Told

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Result = TypeVar("Result")

MEMORY = 2 << 30
"""Bytes of addresses that the process may take, beside those that it begins with."""
SECONDS = 300
"""How long it may work."""
PAUSE = 0.1
NOBODY = "http://127.0.0.1:9"
"""The proxy of a process that has no reason to call anybody: port 9 discards, where anything answers there."""


def confined(
    work: Callable[[Told], Result],
    showing: AbstractContextManager[Told],
    seconds: float = SECONDS,
    *,
    each: bool = False,
) -> Result | None:
    """What a work gives; None where it took more memory or time than it is given, or brought its process down.

    The time is that of the whole work; with `each`, of each part of it, a part ending where the work tells how far it
    has come. What it raises is raised. `showing` begins once the process has: it may start a thread, and nothing is
    forked after. Where the system can't fork, the work is done here.
    """
    if not hasattr(os, "fork"):
        with showing as told:
            return work(told)
    from multiprocessing import get_context

    context = get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_do, args=(work, there), daemon=True)
    process.start()
    there.close()
    try:
        with showing as told:
            return _awaited(here, told, seconds, each=each)
    finally:
        process.kill()
        process.join()
        here.close()


def _awaited(here: "Connection", told: Told, seconds: float, *, each: bool) -> Result | None:
    """What comes through the pipe in time."""
    until = time.monotonic() + seconds
    parts: list[object] = []
    while (left := until - time.monotonic()) > 0:
        if not here.poll(min(PAUSE, left)):
            continue
        try:
            said, value = here.recv()
        except (EOFError, pickle.UnpicklingError):
            return None
        if said == "told":
            told(*value)
            until = time.monotonic() + seconds if each else until
        elif said == "part":
            parts.append(value)
        elif said == "raised":
            raise value
        else:
            return cast("Result", parts if said == "listed" else value)
    return None


def _do(work: Callable[[Told], object], there: "Connection") -> None:
    """What the other process does."""
    _bound()
    try:
        made = work(lambda done, of: there.send(("told", (done, of))))
        if isinstance(made, list):  # of many documents: not held a second time, whole, to be sent
            for each in made:
                there.send(("part", each))
            there.send(("listed", None))
        else:
            there.send(("done", made))
    except (MemoryError, RecursionError):
        there.send(("done", None))
    except Exception as error:  # noqa: BLE001 -- the process that waits raises it
        there.send(("raised", error))


def _bound() -> None:
    """Take no more memory from here on, call nobody, nor say anything where the process is brought down."""
    for name in ("ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY"):
        os.environ[name] = os.environ[name.lower()] = NOBODY
    for name in ("NO_PROXY", "no_proxy"):
        os.environ.pop(name, None)
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        most = resource.getrlimit(resource.RLIMIT_AS)[1]
        wanted = _addresses() * resource.getpagesize() + MEMORY
        resource.setrlimit(
            resource.RLIMIT_AS, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most)
        )


def _addresses() -> int:
    """The pages of addresses that this process has, those that it was forked with included; 0 where nothing tells."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except (OSError, ValueError, IndexError):
        return 0
