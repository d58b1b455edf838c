"""`table` as declared to a table that can be looked up, each of its rows checked."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import product

from certeval.diagnostics import Path
from certeval.diagnostics.families import rules as kinds
from certeval.rules import grammar as g
from certeval.rules.computed import Lookup, LookupKey
from certeval.rules.derivation import Node
from certeval.rules.names import Scope
from certeval.rules.outcome import ONE
from certeval.text.numbers import number


def table(scope: Scope, declared: g.Table, path: Path) -> Node:
    """`table` with its keys resolved and each of its rows read."""
    single = isinstance(declared.table, str)
    names = (declared.table,) if isinstance(declared.table, str) else declared.table
    keys = [
        _key(scope, name, (*path, "table") if single else (*path, "table", i)) for i, name in enumerate(names)
    ]
    rows: dict[tuple[str | Fraction, ...], Fraction] = {}
    for first, cell in declared.valeurs.items():
        at = (*path, "valeurs", first)
        scope.spend(len(cell) if isinstance(cell, dict) else 1, at)
        row = _row(scope, keys[0], first, at)
        if isinstance(cell, dict) and len(keys) == 2:  # noqa: PLR2004 -- a table has one or two keys
            rows |= {(row, _row(scope, keys[1], second, (*at, second))): v for second, v in cell.items()}
        elif isinstance(cell, Fraction) and len(keys) == 1:
            rows[(row,)] = cell
        else:
            scope.mistakes.report(kinds.TABLE_ROW, at, row=first)
    _check_rows(scope, keys, rows, declared.sinon, path)
    return Lookup(tuple(keys), rows, declared.sinon, path)


def _key(scope: Scope, name: str, path: Path) -> LookupKey:
    if name in scope.names.ladders:
        scope.needs.append(("palier", name))
        return LookupKey(name, scope.names.ladders[name], ladder=True)
    entry = scope.entry(name)
    scope.measure(name, path)
    return LookupKey(name, entry.scale.words() if entry else (), concern=scope.names.concerns.get(name))


def _row(scope: Scope, key: LookupKey, written: str, path: Path) -> str | Fraction:
    if not key.words:
        found = number(written)
        if found is None:
            scope.mistakes.report(kinds.LIMIT_NOT_A_NUMBER, path, at_key=True, limit=written, name=key.name)
        return ONE if found is None else found
    level = _level(scope, key, written)
    if level is None:
        scope.mistakes.report(
            kinds.TABLE_KEY, path, at_key=True, row=written, name=key.name, levels=key.words
        )
    return level or written


def _level(scope: Scope, key: LookupKey, written: str) -> str | None:
    """The level that a row is for: as declared, or as it may be spelled where it is entered."""
    entry = scope.entry(key.name)
    if entry is None:  # a ladder
        return written if written in key.words else None
    rank = entry.scale.read(written)
    return None if rank is None else key.words[int(rank)]


def _check_rows(
    scope: Scope,
    keys: list[LookupKey],
    rows: Mapping[tuple[str | Fraction, ...], Fraction],
    otherwise: Fraction | None,
    path: Path,
) -> None:
    """Every level has its row, so that no value is missing when a jury needs it."""
    if otherwise is not None or not all(key.words for key in keys):
        return
    absent = next((row for row in product(*(key.words for key in keys)) if row not in rows), None)
    if absent is not None:
        scope.mistakes.report(kinds.TABLE_ROW, (*path, "valeurs"), at_key=True, row=" / ".join(absent))
