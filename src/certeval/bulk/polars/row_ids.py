"""Rows of small numbers told apart: each distinct row gets a number of its own, looked up and not compared."""

from collections.abc import Sequence

import polars as pl

DIRECT = 20
"""Bits of a key that are looked up in a table as long as there are keys; longer ones are joined."""
LONGEST = 62
"""Bits that one key holds."""
HALF = 31
"""Bits of a number that stands for half a row, where a row is too long for one key."""
MAX_NUMBERED = 1_000_000
"""Distinct rows kept; past it they are forgotten, and numbered again when met again."""


class RowNumbers:
    """Numbers distinct rows of columns, from 1 in no particular order."""

    def __init__(self, width: int) -> None:
        self.count = 0
        self._bits = [1] * width
        self._table: pl.Series | None = None
        self._known: pl.DataFrame | None = None
        self._halves: tuple[RowNumbers, RowNumbers] | None = None

    def forget(self) -> None:
        """Number everything anew."""
        self.count = 0
        self._table = self._known = None

    def outgrown(self, greatest: Sequence[int]) -> bool:
        """Make room for numbers up to these, a column each; whether every number given before is void."""
        bits = [max(held, most.bit_length()) for held, most in zip(self._bits, greatest, strict=True)]
        grown = bits != self._bits or self.count > MAX_NUMBERED
        self._bits = bits
        if len(bits) > 1 and sum(bits) > LONGEST:
            middle = len(bits) // 2
            if self._halves is None:
                self._halves = RowNumbers(middle), RowNumbers(len(bits) - middle)
            parts = greatest[:middle], greatest[middle:]
            lost = [half.outgrown(of) for half, of in zip(self._halves, parts, strict=True)]
            grown = grown or any(lost)
        if grown:
            self.forget()
        return grown

    def of(self, columns: Sequence[pl.Series], height: int) -> tuple[pl.Series, pl.Series | None]:
        """The number of each row, and the places of rows met for the first time, in the order of their new numbers.

        `outgrown` must have made room for them.
        """
        if not columns:
            first = pl.Series([0], dtype=pl.UInt32) if self.count == 0 else None
            self.count = 1
            return pl.repeat(1, height, dtype=pl.UInt32, eager=True), first
        if len(columns) > 1 and sum(self._bits) > LONGEST and self._halves is not None:
            middle = len(columns) // 2
            halves = zip(self._halves, (columns[:middle], columns[middle:]), strict=True)
            return self._joined(_packed([half.of(of, height)[0] for half, of in halves], [HALF, HALF]))
        if sum(self._bits) > DIRECT:
            return self._joined(_packed(columns, self._bits))
        return self._looked_up(_packed(columns, self._bits))

    def _looked_up(self, key: pl.Series) -> tuple[pl.Series, pl.Series | None]:
        if self._table is None:
            self._table = pl.zeros(1 << sum(self._bits), dtype=pl.UInt32, eager=True)
        found = self._table[key]
        if not found.len() or found.min() != 0:
            return found, None
        fresh = _first(key, found == 0)
        self._table.scatter(fresh["key"], self._next(fresh.height))
        return self._table[key], fresh["row"]

    def _joined(self, key: pl.Series) -> tuple[pl.Series, pl.Series | None]:
        schema = {"key": pl.UInt64, "number": pl.UInt32}
        known = pl.DataFrame(schema=schema) if self._known is None else self._known
        found = _lookup(key, known)
        if not found.null_count():
            return found, None
        fresh = _first(key, found.is_null())
        new = pl.DataFrame([fresh["key"], self._next(fresh.height).alias("number")])
        self._known = pl.concat([known, new], rechunk=True)
        return _lookup(key, self._known), fresh["row"]

    def _next(self, count: int) -> pl.Series:
        first, self.count = self.count + 1, self.count + count
        return pl.int_range(first, self.count + 1, dtype=pl.UInt32, eager=True)


def _packed(columns: Sequence[pl.Series], bits: Sequence[int]) -> pl.Series:
    """One number of several, each in its own bits."""
    key = columns[0].cast(pl.UInt32 if sum(bits) <= DIRECT else pl.UInt64)
    for column, wide in zip(columns[1:], bits[1:], strict=True):
        key = key * (1 << wide) + column
    return key.alias("key")


def _first(key: pl.Series, where: pl.Series) -> pl.DataFrame:
    """Each distinct key of the rows told, with the place of its first row."""
    rows = pl.int_range(key.len(), dtype=pl.UInt32, eager=True)
    frame = pl.DataFrame({"key": key.filter(where), "row": rows.filter(where)})
    return frame.unique(subset="key", keep="first", maintain_order=True)


def _lookup(key: pl.Series, known: pl.DataFrame) -> pl.Series:
    return key.to_frame().join(known, on="key", how="left", maintain_order="left")["number"]
