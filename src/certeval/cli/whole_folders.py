"""A folder put in the place of another: the old one or the new one is there, never neither."""

import shutil
from pathlib import Path


def _old(folder: Path) -> Path:
    """Where a folder stands aside while another takes its place."""
    return folder.with_name(f".{folder.name}.certeval-old")


def restore(folder: Path) -> None:
    """Put back a folder that was aside when a process was killed. Raises OSError."""
    if not folder.exists() and _old(folder).exists():
        _old(folder).rename(folder)


def put(draft: Path, folder: Path) -> None:
    """Put a whole draft in the place of a folder, or of a file, which stays where it can't be. Raises OSError."""
    old = _old(folder)
    try:
        if folder.exists():
            remove(old)
            folder.rename(old)
        draft.rename(folder)
    except BaseException:
        restore(folder)
        raise
    remove(old)  # only once what replaces it is there


def remove(folder: Path) -> None:
    """Remove a folder or a file, where it is there. Raises OSError."""
    if folder.is_dir():
        shutil.rmtree(folder)
    else:
        folder.unlink(missing_ok=True)
