"""The file system that a path lies on, as far as the system names it: SQLite's locks can't be trusted on some."""

import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path, PureWindowsPath

NETWORKS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "afpfs", "fuse.sshfs", "davfs", "webdav", "ncpfs"}
)
"""File systems across a network (https://sqlite.org/faq.html#q5)."""
WINDOWS_SHARE = "smbfs"
"""How a folder that Windows shares is called here, whatever carries it."""
REMOTE = 4
"""What Windows answers of the drive of another machine (`GetDriveTypeW`)."""
SECONDS = 5
_ESCAPE = re.compile(r"\\([0-7]{3})")
"""How Linux writes a blank in a folder's name."""
_MOUNT_LINE = re.compile(r"^.+? on (.+) \(([^,)]+)[,)]")
"""A line of `mount` on macOS: `//host/share on /Volumes/share (smbfs, nodev)`."""


def file_system(path: Path, system: str = sys.platform) -> str:
    """The file system that a path lies on; empty where that can't be told."""
    there = os.path.realpath(path.parent)
    if system == "win32":
        return windows_share(there)
    return nearest_file_system(
        there, linux_mounts(_table()) if system == "linux" else bsd_mounts(_mount_output())
    )


def nearest_file_system(there: str, table: Iterator[tuple[str, str]]) -> str:
    """The file system of the folder nearest above a path, among folders and what is mounted there."""
    best, system = "", ""
    for folder, kind in table:
        inside = there == folder or there.startswith(folder.rstrip("/") + "/")
        if inside and len(folder) >= len(best):
            best, system = folder, kind
    return system


def linux_mounts(table: str) -> Iterator[tuple[str, str]]:
    """The folders and file systems of `/proc/self/mounts`."""
    for line in table.splitlines():
        fields = line.split()
        if len(fields) > 2:  # noqa: PLR2004 -- device, folder, file system
            yield _ESCAPE.sub(lambda code: chr(int(code[1], 8)), fields[1]), fields[2]


def bsd_mounts(table: str) -> Iterator[tuple[str, str]]:
    """The folders and file systems that `mount` says."""
    for line in table.splitlines():
        if match := _MOUNT_LINE.match(line):
            yield match[1], match[2].strip()


def windows_share(there: str, drive_type: Callable[[str], int] | None = None) -> str:
    """`WINDOWS_SHARE` where a path of Windows names another machine, or lies on a drive that does; else empty."""
    drive = PureWindowsPath(there).drive
    if drive.startswith("\\\\"):
        return WINDOWS_SHARE
    return WINDOWS_SHARE if (drive_type or _drive_type)(f"{drive}\\") == REMOTE else ""


def _drive_type(drive: str) -> int:
    import ctypes

    return int(ctypes.windll.kernel32.GetDriveTypeW(drive))  # type: ignore[attr-defined]


def _table() -> str:
    try:
        return Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _mount_output() -> str:
    import subprocess

    try:
        process = subprocess.run(["/sbin/mount"], capture_output=True, check=False, timeout=SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return process.stdout.decode(errors="replace")
