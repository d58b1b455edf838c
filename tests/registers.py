"""Where registers are kept in tests: a SQLite file, and a real PostgreSQL of our own."""

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from certeval.registre.base import Base, RegisterError
from certeval.registre.ledger_file import END, FileStore
from prompt import STOPPED

POSTGRESQL = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL of our own, reached by a socket."""
    if not POSTGRESQL or os.geteuid() != 0:
        pytest.skip("no PostgreSQL is installed here, or it can't be started by this user")
    folder = Path(tempfile.mkdtemp(prefix="certeval-pg-", dir="/tmp"))  # postgres reaches it by its parents
    shutil.chown(folder, "postgres")
    tools = POSTGRESQL[-1].parent
    data = folder / "data"

    def as_postgres(command: str) -> None:
        subprocess.run(["su", "postgres", "-c", command], check=True, capture_output=True, cwd=folder)

    as_postgres(f"{tools}/initdb -D {data} -A trust -E UTF8 --locale=C.UTF-8 -U certeval")
    as_postgres(
        f"{tools}/pg_ctl -D {data} -t {STOPPED} -o '-k {folder} -c listen_addresses=' -l {folder}/log -w start"
    )
    try:
        yield f"postgresql:///{{name}}?host={folder}&user=certeval"
    finally:
        as_postgres(f"{tools}/pg_ctl -D {data} -t {STOPPED} -m immediate stop")
        shutil.rmtree(folder)


_made = iter(range(1000))


@pytest.fixture
def postgresql(request: pytest.FixtureRequest) -> str:
    """Where a new register is: a database of a real PostgreSQL."""
    psycopg = pytest.importorskip("psycopg", reason="the extra postgresql is not installed")
    url = request.getfixturevalue("server")
    name = f"registre{next(_made)}"
    with psycopg.connect(url.format(name="postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return str(url.format(name=name))


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new register is: a file, or a database of a real PostgreSQL."""
    if request.param == "sqlite":
        return str(tmp_path / "registre.db")
    return str(request.getfixturevalue("postgresql"))


def fill_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """No room is left for the last thing that a register, or a ledger in a file, writes: all before it found some."""
    transaction, write = Base.transaction, FileStore._write

    @contextmanager
    def uncommitted(base: Base) -> Iterator[None]:
        with transaction(base):
            yield
            raise sqlite3.OperationalError("database or disk is full")

    def unended(store: FileStore, lines: Sequence[Mapping[str, object]]) -> None:
        if END in lines[0]:
            raise RegisterError("full")
        write(store, lines)

    monkeypatch.setattr(Base, "transaction", uncommitted)
    monkeypatch.setattr(FileStore, "_write", unended)
