"""A register whole, as canonical JSON lines: a backup, the same bytes from SQLite and PostgreSQL, and back."""

import json
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from certeval.registre.base import Base, RegisterError
from certeval.registre.journal import JournalEntry, altered_ranks, each_entry, head
from certeval.text.digests import canonical, sha256

SCHEMA = "certeval/registre/1"
TABLES = {
    "personne": ("cle", "candidat", "identite"),
    "referentiel": ("empreinte", "certification", "version", "texte"),
    "session": ("code", "certification", "referentiel", "le", "texte"),
    "inscription": ("session", "personne", "contenu"),
    "journal": JournalEntry._fields,
}
KEYS = {"inscription": 2}


def export(base: Base) -> Iterator[str]:
    """The lines of a register at one moment: a heading, then each row of each table, in the order of its key."""
    with base.snapshot():
        yield canonical({"schema": SCHEMA, **end(head(base))}) + "\n"
        for table, columns in TABLES.items():
            for row in _rows(base, table):
                yield canonical({"table": table, **dict(zip(columns, row, strict=True))}) + "\n"


def _rows(base: Base, table: str) -> Iterable[Sequence[object]]:
    """The rows of a table in the order of its key, which databases don't sort texts by alike."""
    if table == "journal":
        return each_entry(base)
    rows = base.rows(f"SELECT {', '.join(TABLES[table])} FROM {table}")  # noqa: S608
    return sorted(rows, key=itemgetter(slice(KEYS.get(table, 1))))


def end(last: JournalEntry | None) -> dict[str, object]:
    """The journal as it stands: how many entries, and the digest of the last one, by which a cut export is known."""
    return {"entrees": last.rang, "tete": last.empreinte} if last else {"entrees": 0, "tete": ""}


def restore(base: Base, lines: Iterable[str]) -> int:
    """Put an exported register into an empty one, whole or not at all; how many entries its journal has.

    Raises RegisterError where the register is not empty, the lines are no export, or not all of one, or the chain is
    broken.
    """
    heading, rows = _rows_of(lines)
    journal = [JournalEntry(*row) for row in rows["journal"]]  # type: ignore[arg-type]
    if (rang := next(altered_ranks(journal), None)) is not None:
        raise RegisterError("broken", rang=rang)
    last = end(journal[-1] if journal else None)
    if last != {key: heading.get(key, each) for key, each in last.items()}:  # earlier exports do not say it
        raise RegisterError("cut", found=len(journal), entries=heading.get("entrees"))
    with base.transaction():
        if base.rows("SELECT 1 FROM personne LIMIT 1") or base.rows("SELECT 1 FROM journal LIMIT 1"):
            raise RegisterError("not_empty")
        for table, columns in TABLES.items():
            base.insert(table, columns, rows[table])
    return len(journal)


def _rows_of(lines: Iterable[str]) -> tuple[dict[str, object], dict[str, list[list[object]]]]:
    """The heading of an export, and the rows of each table that it holds; RegisterError where it is none."""
    rows: dict[str, list[list[object]]] = {table: [] for table in TABLES}
    heading: object = None
    for number, line in enumerate(lines, 1):
        try:
            record = json.loads(line)
            if number == 1:
                heading = record
                continue
            row = [record[column] for column in TABLES[record["table"]]]
            canonical(row).encode()  # half a sign can't be kept
        except (ValueError, KeyError, TypeError, RecursionError):
            raise RegisterError("no_export", line=number) from None
        if not all(
            _can_hold(column, value) for column, value in zip(TABLES[record["table"]], row, strict=True)
        ):
            raise RegisterError("no_export", line=number)
        rows[record["table"]].append(row)
    if not isinstance(heading, dict) or heading.get("schema") != SCHEMA:
        raise RegisterError("no_export", line=1)
    return heading, rows


def _can_hold(column: str, value: object) -> bool:
    """Whether a column may hold a value: of texts and ranks, only who was erased has none."""
    if column in {"rang", "remplace"}:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, str) or (value is None and column in {"candidat", "identite"})


def verify(base: Base) -> tuple[int, list[int]]:
    """How many entries a journal has, and the ranks of those that are not what they were."""
    faults = sorted(set(altered_ranks(each_entry(base))))
    return base.rows("SELECT COUNT(*) FROM journal")[0][0], faults


def alterations(base: Base) -> list[str]:
    """The texts whose digests are not those that the register names: versions of référentiels, sessions."""
    names = [
        f"{certification}@{version}"
        for digest, certification, version, text in base.rows(
            "SELECT empreinte, certification, version, texte FROM referentiel ORDER BY empreinte"
        )
        if sha256(text.encode()) != digest
    ]
    closings = {each.session: each for each in each_entry(base, ["cloture"])}
    texts = {str(code): str(text) for code, text in base.rows("SELECT code, texte FROM session")}
    for code in sorted({*texts, *closings}):
        digest = closings[code].values.get("texte") if code in closings else None
        if code not in texts or sha256(texts[code].encode()) != digest:
            names.append(code)
    return names
