"""A register opened: a SQLite file, on a file system whose locks can be trusted, or PostgreSQL by its URL; its schema
brought up to date.
"""

import logging
import os
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from importlib.resources import files
from pathlib import Path, PureWindowsPath

from certeval.registre.base import POSTGRESQL, SQLITE, Base, RegisterError, meaning_of

URL = ("postgresql://", "postgres://")
ADDRESS = "://"
"""What tells an address, whatever its scheme, from a file."""
BUSY = 30_000
"""Milliseconds for which another writer is waited for."""
PRIVATE = 0o600
"""The rights of a file that is begun: it holds names, or what leads to them."""


@contextmanager
def open_register(where: str, *, create: bool = False) -> Iterator[Base]:
    """The register at a path or URL, its schema brought up to date. A file that is begun for what then fails is
    removed. Raises RegisterError; ImportError where PostgreSQL's driver is not installed.
    """
    new_file: Path | None = None
    if where.startswith(URL):
        base = _postgresql(where)
    elif ADDRESS in where:
        raise RegisterError("scheme")
    else:
        _check(Path(where), create=create)
        new_file = _create_file(Path(where)) if create else None
        base = _sqlite(Path(where))
    try:
        migrate(base, create=create)
        yield base
    except BaseException as error:
        if new_file is not None:
            _withdraw(new_file, base.rows)
        if isinstance(error, base.errors):
            raise meaning_of(error) from error
        raise
    finally:
        base.close()


def _create_file(register: Path) -> Path | None:
    """The file, links followed, where this makes it, empty: for its owner alone. None where it is there, or can't be
    made.
    """
    file = Path(os.path.realpath(register))
    with suppress(OSError):  # SQLite says why
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
        return file
    return None


def _withdraw(file: Path, rows: Callable[[str], Sequence[object]]) -> None:
    """Remove a file that was begun, unless somebody wrote to it meanwhile. `rows`: of a query of it.

    It goes while it is locked: SQLite lets nobody write to a file that has left its place. A system that removes no
    open file keeps it, empty.
    """
    with suppress(sqlite3.Error, OSError):
        rows("PRAGMA journal_mode=MEMORY")  # a lock needs no room on the disk then
        rows("BEGIN EXCLUSIVE")
        is_register = rows("SELECT 1 FROM sqlite_master WHERE name = 'journal'")
        if not is_register or not rows("SELECT 1 FROM journal LIMIT 1"):
            file.unlink()


def _check(path: Path, *, create: bool) -> None:
    """Refuse a file that is not there, or where SQLite's locks can't be trusted. Raises RegisterError."""
    if not create and not path.exists():
        raise RegisterError("absent", file=str(path))
    if (system := file_system(Path(os.path.realpath(path)))) in NETWORKS:
        raise RegisterError("network", file=str(path), system=system)


def _sqlite(path: Path) -> Base:
    with ExitStack() as stack:
        try:
            # SQLite takes some names, such as `:memory:`, for no file: nothing would be kept
            connection = sqlite3.connect(path.absolute(), timeout=BUSY / 1000, isolation_level=None)
            stack.callback(connection.close)
            for pragma in ("journal_mode=DELETE", "secure_delete=ON", "foreign_keys=ON", "synchronous=FULL"):
                connection.execute(f"PRAGMA {pragma}")
            is_in_place = _place(path)
        except (sqlite3.Error, UnicodeDecodeError) as error:  # the second where it can't say what it refuses
            raise meaning_of(error) from error
        stack.pop_all()  # whoever has the base closes it
    return Base(connection, SQLITE, (sqlite3.Error, UnicodeEncodeError), is_in_place)


def _place(path: Path) -> Callable[[], bool]:
    """Whether the file at a path still is the one that is there now."""

    def identity() -> tuple[int, int] | None:
        with suppress(OSError):
            status = path.stat()
            return status.st_dev, status.st_ino
        return None

    first = identity()
    return lambda: identity() == first


def _postgresql(url: str) -> Base:
    import psycopg

    # what it tells of a lost connection is told once
    logging.getLogger("psycopg").addHandler(logging.NullHandler())
    try:
        # whatever the database and the environment say: a text is kept as it is, or refused
        connection = psycopg.connect(url, client_encoding="UTF8")
    except psycopg.Error as error:
        raise RegisterError("unreachable", told=(str(error).splitlines() or [""])[0]) from error
    # SQLite keeps meanwhile what memory might not hold
    return Base(connection, POSTGRESQL, (psycopg.Error, UnicodeEncodeError, sqlite3.Error))


def migrate(base: Base, *, create: bool) -> None:
    """Bring the schema up to date: numbered files, each in one transaction with its number.

    A database that holds tables of others is none; one of PostgreSQL that holds nothing yet is a register that is not
    there, where none is to be begun. A file that is there and holds nothing has lost what it held.
    """
    present = _version(base)
    of_others = bool(_tables(base) - {"migration"})
    if not present and (not create or of_others):
        raise RegisterError("not_a_register" if of_others or base.dialect is SQLITE else "absent")
    folder = files("certeval.registre").joinpath("schema")
    numbers = sorted({int(each.name[:4]) for each in folder.iterdir() if each.name.endswith(".sql")})
    if present > numbers[-1]:
        raise RegisterError("newer", number=present)
    for number in (each for each in numbers if each > present):
        with base.transaction():
            if _version(base) >= number:  # another process brought it up to date meanwhile
                continue
            base.run("CREATE TABLE IF NOT EXISTS migration (numero INTEGER PRIMARY KEY)")
            own = folder.joinpath(f"{number:04}.{base.dialect.name}.sql").read_text(encoding="utf-8")
            text = folder.joinpath(f"{number:04}.sql").read_text(encoding="utf-8")
            for statement in text.format(**base.dialect.words, guards=own).split(";\n\n"):
                base.run(statement)
            base.run("INSERT INTO migration VALUES (?)", number)


def _version(base: Base) -> int:
    """The number of the last migration; 0 of a database that holds nothing."""
    if "migration" not in _tables(base):
        return 0
    return int(base.rows("SELECT COALESCE(MAX(numero), 0) FROM migration")[0][0])


def _tables(base: Base) -> set[str]:
    return {str(name) for (name,) in base.rows(base.dialect.tables)}


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
