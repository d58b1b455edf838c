"""Rows of small numbers told apart: each distinct row gets a number of its own, looked up and not compared."""

from collections.abc import Sequence

import polars as pl

DIRECT = 20
"""Bits of a key that are looked up in a table as long as there are keys; longer ones are joined."""
LONGEST = 62
"""Bits that one key holds."""
HALF = 31
"""Bits of a number that stands for half a row, where a row is too long for one key."""
MAX_ROWS = 1_000_000
"""Distinct rows kept; past it they are forgotten, and numbered again when met again."""


class RowNumbers:
    """Numbers distinct rows of columns, from 1 in no particular order."""

    def __init__(self, width: int) -> None:
        self.count = 0
        self._bits = [1] * width
        self._table: pl.Series | None = None
        self._key_numbers: pl.DataFrame | None = None
        self._halves: tuple[RowNumbers, RowNumbers] | None = None

    def forget(self) -> None:
        """Number everything anew."""
        self.count = 0
        self._table = self._key_numbers = None

    def make_room(self, greatest: Sequence[int]) -> bool:
        """Make room for numbers up to these, a column each; whether every number given before is void."""
        bits = [max(size, most.bit_length()) for size, most in zip(self._bits, greatest, strict=True)]
        is_void = bits != self._bits or self.count > MAX_ROWS
        self._bits = bits
        if len(bits) > 1 and sum(bits) > LONGEST:
            middle = len(bits) // 2
            if self._halves is None:
                self._halves = RowNumbers(middle), RowNumbers(len(bits) - middle)
            parts = greatest[:middle], greatest[middle:]
            resets = [half.make_room(of) for half, of in zip(self._halves, parts, strict=True)]
            is_void = is_void or any(resets)
        if is_void:
            self.forget()
        return is_void

    def of(self, columns: Sequence[pl.Series], height: int) -> tuple[pl.Series, pl.Series | None]:
        """The number of each row, and the places of rows met for the first time, in the order of their new numbers.

        `make_room` must have made room for them.
        """
        if not columns:
            first = pl.Series([0], dtype=pl.UInt32) if self.count == 0 else None
            self.count = 1
            return pl.repeat(1, height, dtype=pl.UInt32, eager=True), first
        if len(columns) > 1 and sum(self._bits) > LONGEST and self._halves is not None:
            middle = len(columns) // 2
            halves = zip(self._halves, (columns[:middle], columns[middle:]), strict=True)
            return self._join(_pack([half.of(of, height)[0] for half, of in halves], [HALF, HALF]))
        if sum(self._bits) > DIRECT:
            return self._join(_pack(columns, self._bits))
        return self._look_up(_pack(columns, self._bits))

    def _look_up(self, key: pl.Series) -> tuple[pl.Series, pl.Series | None]:
        if self._table is None:
            self._table = pl.zeros(1 << sum(self._bits), dtype=pl.UInt32, eager=True)
        numbers = self._table[key]
        if not numbers.len() or numbers.min() != 0:
            return numbers, None
        fresh = _first(key, numbers == 0)
        self._table.scatter(fresh["key"], self._next(fresh.height))
        return self._table[key], fresh["row"]

    def _join(self, key: pl.Series) -> tuple[pl.Series, pl.Series | None]:
        schema = {"key": pl.UInt64, "number": pl.UInt32}
        key_numbers = pl.DataFrame(schema=schema) if self._key_numbers is None else self._key_numbers
        numbers = _lookup(key, key_numbers)
        if not numbers.null_count():
            return numbers, None
        fresh = _first(key, numbers.is_null())
        new = pl.DataFrame([fresh["key"], self._next(fresh.height).alias("number")])
        self._key_numbers = pl.concat([key_numbers, new], rechunk=True)
        return _lookup(key, self._key_numbers), fresh["row"]

    def _next(self, count: int) -> pl.Series:
        first, self.count = self.count + 1, self.count + count
        return pl.int_range(first, self.count + 1, dtype=pl.UInt32, eager=True)


def _pack(columns: Sequence[pl.Series], bits: Sequence[int]) -> pl.Series:
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


def _lookup(key: pl.Series, key_numbers: pl.DataFrame) -> pl.Series:
    return key.to_frame().join(key_numbers, on="key", how="left", maintain_order="left")["number"]
