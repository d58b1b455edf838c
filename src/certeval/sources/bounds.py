"""Bounds on what this process takes from here on, to read what may be hostile, as far as the system knows any; and on
what the libraries that read it say.

Linux refuses the memory that is asked for beyond them. Other POSIX systems, macOS among them, don't: there a thread
looks, and ends the process. Windows has neither; who reads a file there is told (`can_bound_memory`).
"""

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from math import ceil
from pathlib import Path
from types import ModuleType

PAUSE = 0.05
"""Seconds between two looks at the memory taken."""


ARENAS = 4
"""Threads share so many stocks of memory. glibc has one for each, of 64 MiB of addresses, up to eight a processor: on a
large machine, libraries that start a thread for each would take all that is given.
"""
M_ARENA_MAX = -8
"""What glibc calls it."""


def can_bound_memory(system: str = sys.platform) -> bool:
    """Whether `bound_resources` bounds memory on a system."""
    return system != "win32" and find_spec("resource") is not None


def bound_resources(memory: int, system: str = sys.platform) -> None:
    """Take no more bytes of memory beside those taken already."""
    if not can_bound_memory(system):
        return
    import resource

    _bound(resource, resource.RLIMIT_CORE, 0)
    if system == "linux":
        _share_stocks()
        _bound(resource, resource.RLIMIT_AS, _addresses() * resource.getpagesize() + memory)
    if system != "linux":
        threading.Thread(target=_watch, args=(memory, resource, system), daemon=True).start()


def bound_time(seconds: float, system: str = sys.platform) -> None:
    """Take no more seconds of the processor beside those taken already, where the system bounds them: to a second."""
    if can_bound_memory(system):
        import resource

        _bound(resource, resource.RLIMIT_CPU, ceil(time.process_time() + seconds))


def _bound(resource: ModuleType, what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    with suppress(OSError, ValueError):  # where this process may not bound itself
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _share_stocks() -> None:
    """Have the threads of this process share stocks of memory; nothing where the library of C has none to share."""
    import ctypes

    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, ARENAS)


def _addresses() -> int:
    """The pages of addresses that this process has, those that it was divided with included; 0 where nothing tells."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except (OSError, ValueError, IndexError):
        return 0


def _watch(memory: int, resource: ModuleType, system: str) -> None:
    """End this process once it takes so many bytes more."""
    unit = 1 if system == "darwin" else 1024
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    while (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * unit <= memory:
        time.sleep(PAUSE)
    os._exit(1)


STANDARD_ERROR = 2


@contextmanager
def silence() -> Iterator[None]:
    """Nothing that is written on the standard error within the block is shown: a library that did not foresee a file
    writes where it stopped in its source, then raises what it is caught by.
    """
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    try:
        copy = os.dup(STANDARD_ERROR)
    except OSError:  # closed: nothing can be written there
        yield
        return
    try:
        with open(os.devnull, "wb") as nothing:  # noqa: PTH123 -- a device, not a path
            os.dup2(nothing.fileno(), STANDARD_ERROR)
        yield
    finally:
        os.dup2(copy, STANDARD_ERROR)
        os.close(copy)
