"""A register whole, as canonical JSON lines: a backup, the same bytes from SQLite and PostgreSQL, and back."""

import json
from collections.abc import Iterable, Iterator

from certeval.registre.base import Base, RegisterError
from certeval.registre.journal import Entry, broken, canonical, entries

SCHEMA = "certeval/registre/1"
TABLES = {
    "personne": ("cle", "candidat", "identite"),
    "referentiel": ("empreinte", "certification", "version", "texte"),
    "session": ("code", "certification", "referentiel", "le", "texte"),
    "inscription": ("session", "personne", "contenu"),
    "journal": Entry._fields,
}
KEYS = {"inscription": 2}


def exported(base: Base) -> Iterator[str]:
    """The lines of a register: a heading, then each row of each table, in the order of its key."""
    yield canonical({"schema": SCHEMA}) + "\n"
    for table, columns in TABLES.items():
        order = ", ".join(columns[: KEYS.get(table, 1)])
        rows = base.rows(f"SELECT {', '.join(columns)} FROM {table}")  # noqa: S608
        for row in sorted(rows, key=lambda each: each[: len(order.split(", "))]):
            yield canonical({"table": table, **dict(zip(columns, row, strict=True))}) + "\n"


def restored(base: Base, lines: Iterable[str]) -> int:
    """Put an exported register into an empty one, whole or not at all; how many entries its journal has.

    Raises RegisterError where the register is not empty, the lines are no export, or the chain is broken.
    """
    rows: dict[str, list[list[object]]] = {table: [] for table in TABLES}
    heading: object = None
    for number, line in enumerate(lines, 1):
        try:
            said = json.loads(line)
            if number == 1:
                heading = said
                continue
            rows[said["table"]].append([said[column] for column in TABLES[said["table"]]])
        except (ValueError, KeyError, TypeError):
            raise RegisterError("no_export", line=number) from None
    if heading != {"schema": SCHEMA}:
        raise RegisterError("no_export", line=1)
    found = [Entry(*row) for row in rows["journal"]]  # type: ignore[arg-type]
    fault = next(broken(found), None)
    if fault is not None:
        raise RegisterError("broken", rang=fault.rang)
    with base.writing():
        if base.rows("SELECT 1 FROM personne LIMIT 1") or base.rows("SELECT 1 FROM journal LIMIT 1"):
            raise RegisterError("not_empty")
        for table, columns in TABLES.items():
            marks = ", ".join("?" * len(columns))
            base.many(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows[table])  # noqa: S608
    return len(found)


def verified(base: Base) -> tuple[int, list[int]]:
    """How many entries a journal has, and the ranks of those that are not what they were."""
    found = entries(base)
    return len(found), sorted({each.rang for each in broken(found)})
