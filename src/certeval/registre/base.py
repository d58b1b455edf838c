"""The database of a register, open: SQLite, or PostgreSQL; one SQL for both."""

import sqlite3
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from certeval.sources.batches import batched

LOCK = 0x63657274
"""The advisory lock of PostgreSQL under which registers are written."""

PART = 1_000
"""Rows that are in memory at once, where there may be many; parameters of a statement."""

Row = tuple[Any, ...]


class RegisterError(Exception):
    """What keeps a register from being read or written; `reason` is a code that `cli` words."""

    def __init__(self, reason: str, **arguments: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.arguments = arguments


class Dialect(NamedTuple):
    """Where the two SQLs differ: the mark of a parameter, words of the schema, how a writer and a reader begin."""

    name: str
    mark: str
    words: dict[str, str]
    begin: str
    snapshot: str
    tables: str
    """The names of the tables."""


SQLITE = Dialect(
    "sqlite",
    "?",
    {"integer": "INTEGER", "strict": "STRICT"},
    "BEGIN IMMEDIATE",
    "BEGIN",
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
)
POSTGRESQL = Dialect(
    "postgresql",
    "%s",
    {"integer": "BIGINT", "strict": ""},
    f"SELECT pg_advisory_xact_lock({LOCK})",
    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
    # the catalogue names those that this role may not read, too: they are there
    "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE n.nspname = COALESCE(current_schema(), 'public') AND c.relkind IN ('r', 'p', 'v', 'm', 'f')",
)


class Base:
    """An open register. Statements hold `?` for their parameters, whichever the database. `is_in_place`: whether its
    file still is where it was opened.
    """

    def __init__(
        self,
        connection: Any,
        dialect: Dialect,
        errors: tuple[type[Exception], ...],
        is_in_place: Callable[[], bool] = lambda: True,
    ) -> None:
        self._connection = connection
        self.dialect = dialect
        self.errors = errors
        self._is_in_place = is_in_place

    def rows(self, sql: str, *parameters: object) -> list[Row]:
        """All the rows of a query."""
        cursor = self._connection.cursor()
        cursor.execute(self._in_dialect(sql), parameters)
        return list(cursor.fetchall())

    def among(self, sql: str, values: Iterable[object]) -> Iterator[Row]:
        """The rows of a query about any of some values, `IN {these}`, part by part."""
        for part in batched(values, PART):
            yield from self.each(sql.format(these=f"({','.join('?' * len(part))})"), *part)

    def each(self, sql: str, *parameters: object) -> Iterator[Row]:
        """The rows of a query as they come."""
        cursor = self._connection.cursor()
        cursor.execute(self._in_dialect(sql), parameters)
        yield from cursor

    def run(self, sql: str, *parameters: object) -> None:
        """Run a statement that gives no row."""
        self._connection.cursor().execute(self._in_dialect(sql), parameters)

    def many(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        """Run a statement once for each row of parameters."""
        if rows:
            self._connection.cursor().executemany(self._in_dialect(sql), rows)

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """Put rows into a table, by the columns of their values."""
        marks = ", ".join("?" * len(columns))
        self.many(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)  # noqa: S608

    def _in_dialect(self, sql: str) -> str:
        return sql if self.dialect is SQLITE else sql.replace("?", self.dialect.mark)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One transaction, alone to write: all of it is kept, or nothing. Raises RegisterError, also where another
        program put another file in the place of the register meanwhile.
        """
        try:
            self.run(self.dialect.begin)
            yield
            self._connection.commit()
        except BaseException as error:
            self._connection.rollback()
            if isinstance(error, self.errors):
                raise meaning_of(error) from error
            raise
        if not self._is_in_place():
            raise RegisterError("replaced")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """One moment of the register for all the queries within: what is written meanwhile is in none of them."""
        self._connection.rollback()  # PostgreSQL has begun a transaction by itself, of which nothing is kept
        self.run(self.dialect.snapshot)
        try:
            yield
        finally:
            self._connection.rollback()

    def close(self) -> None:
        self._connection.close()


def meaning_of(error: Exception) -> Exception:
    """A driver's error as what it means to who writes; one that means a bug stays itself."""
    text = f"{getattr(error, 'sqlite_errorname', '')} {error}".lower()
    for sign, reason in SIGNS.items():
        if sign in text:
            return RegisterError(reason, told=(str(error).splitlines() or [""])[0])
    return error


SIGNS = {
    "append-only": "append_only",
    "follows the last one": "append_only",
    "database is locked": "locked",
    "disk is full": "full",
    "no space left": "full",
    "ioerr_write": "full",  # a quota, or the largest file that the system allows
    "dbmoved": "replaced",
    "readonly": "readonly",
    "read-only": "readonly",
    "permission denied": "forbidden",
    "unable to open": "unopened",
    "not a database": "not_a_register",
    "no such table": "not_a_register",
    "no such column": "not_a_register",
    "does not exist": "not_a_register",
    "constraint": "refused",
    "cannot store": "refused",
    "malformed": "damaged",
    "surrogates not allowed": "no_text",
    "decode": "damaged",  # bytes of the file that are no text
    "disk i/o error": "damaged",
    "no equivalent": "encoding",
    "connection": "unreachable",
    "canceling statement": "unreachable",  # the time that the database gives, for a lock or in all, is over
    "deadlock": "unreachable",
}


def temporary(schema: str) -> Base:
    """A database of this process alone, for what memory might not hold: a file of the system's own folder that has no
    name, of which nothing is left when it is closed, which it is once nobody has it any more.
    """
    connection = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    base = Base(connection, SQLITE, (sqlite3.Error,))
    weakref.finalize(base, connection.close)
    # nobody else reads it: one transaction
    connection.executescript(f"PRAGMA journal_mode=OFF; {schema}; BEGIN")
    return base
