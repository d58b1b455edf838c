"""Where a path leads."""

import errno
import os
from pathlib import Path


def real_path(file: Path) -> Path:
    """The file that a path leads to, there or not. Raises OSError where a link leads to itself."""
    real = Path(os.path.realpath(file))
    if real.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(file))
    return real
