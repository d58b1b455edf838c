"""The standard error kept from libraries that say there, in their own words, what is told as a finding."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

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
