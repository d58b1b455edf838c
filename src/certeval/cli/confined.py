"""Work on a file that may be hostile, in a process of its own: it takes no more memory and time than it is given."""

import os
import pickle
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from typing import TYPE_CHECKING, TypeVar, cast

from certeval.bulk.processes import DIVIDES
from certeval.cli import exits
from certeval.cli.notices import Told
from certeval.messages import _, speak, spoken
from certeval.sources.bounds import bound, memory_bounded

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
    begun: str = "fork" if DIVIDES else "spawn",
) -> Result | None:
    """What a work gives; None where it took more memory or time than it is given, or brought its process down.

    The time is that of the whole work; with `each`, of each part of it, a part ending where the work tells how far it
    has come. What it raises is raised. `showing` begins once the process has: it may start a thread, and nothing is
    divided after. Where processes don't divide (`begun`), the work is sent to one that starts: pickle must know it.
    """
    from multiprocessing import get_context

    context = get_context(begun)
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_do, args=(work, there, spoken()), daemon=True)  # type: ignore[attr-defined]
    process.start()
    there.close()
    try:
        with showing as told:
            return _awaited(here, told, seconds, each=each)
    finally:
        process.kill()
        process.join()
        here.close()


def tell_unbounded(*, bounded: bool = memory_bounded()) -> None:
    """Say, before a file of others is read, that the memory it takes is not bounded, where that is so."""
    if not bounded:
        exits.tell(
            _(
                "this system bounds no memory: a file made to fill it would; open none of somebody you don’t trust"
            )
        )


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


def _do(work: Callable[[Told], object], there: "Connection", language: str) -> None:
    """What the other process does."""
    speak(language)
    _seclude()
    bound(MEMORY)
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


def _seclude() -> None:
    """Call nobody, nor say anything where the process is brought down."""
    for name in ("ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY"):
        os.environ[name] = os.environ[name.lower()] = NOBODY
    for name in ("NO_PROXY", "no_proxy"):
        os.environ.pop(name, None)
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
