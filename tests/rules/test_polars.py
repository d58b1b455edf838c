"""Sheets read with polars are decided as those read cell by cell: the same rows, byte for byte, and findings."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from unittest.mock import patch

import polars as pl
from chance import Chance
from hypothesis import given, note
from strategies import World, chances, examples, worlds
from test_large import Made, Ways, in_lines, in_rows, plainly, text_of

from certeval.bulk import division
from certeval.bulk.csv_blocks import Extraordinary
from certeval.bulk.polars import long, opening, row_ids, run, sheets
from certeval.bulk.printer import Printer
from certeval.bulk.tally import Account
from certeval.render.rows import columns
from certeval.scores.headings import IDENTITY
from certeval.sources import parquet_probe, table

Found = tuple[str, list[str]]
ODD_IN = 20
"""One sheet in so many has rows out of the ordinary: most of those are left to the other reader."""


def with_polars(world: World, path: Path, made: Made) -> Found:
    """What polars makes of a sheet: its rows, none where a finding is an error, and what there is to say."""
    out = path.with_suffix(".out")
    found = decide(path, lambda identity: Printer(made(identity), world.rules), out)
    told = [str(each) for each in found.diagnostics]
    wrong = any(each.is_error for each in found.diagnostics)
    return "" if wrong else out.read_text(encoding="utf-8"), told


def decide(path: Path, printing: Callable[[Sequence[str]], Printer], out: Path) -> Account:
    """What polars makes of a sheet in one form."""
    with tempfile.TemporaryDirectory() as folder:
        opened = opening.open_sheets([path], Path(folder))
        return run.decide_sheets(opened, printing(opening.identity(opened)), out)


def same(world: World, path: Path, ways: Ways) -> str:
    """Compare both ways of reading one sheet; the rows, none where it is left to the other or wrong."""
    try:
        found, told = with_polars(world, path, in_rows(world))
        found_lines, _ = with_polars(world, path, in_lines(world))
    except Extraordinary:
        ways.met("left")
        return ""
    plain_rows, plain_lines, plainly_told = plainly(world, path)
    assert told == plainly_told
    assert found.split("\n") == plain_rows.split("\n")
    assert found_lines.split("\n") == plain_lines.split("\n")
    ways.met("decided" if found else "told")
    return found


def cut(chance: Chance) -> Callable[[], object]:
    """Parts, batches and keys of random sizes, so that each way of looking up is taken."""
    limits = [
        patch.object(division, "WIDEST", chance.one_of([1, 2, 3, 16])),
        patch.object(division, "WIDEST_UNION", chance.one_of([2, 3, 10])),
        patch.object(sheets, "AT_ONCE", chance.one_of([1, 2, 5, 1000])),
        patch.object(long, "AT_ONCE", chance.one_of([1, 2, 5, 1000])),
        patch.object(sheets, "BLOCK", chance.one_of([1, 20, 300, 100_000])),
        patch.object(sheets, "QUOTE_BLOCK", chance.one_of([1, 100, 100_000])),
        patch.object(row_ids, "DIRECT", chance.one_of([0, 3, 20])),
        patch.object(row_ids, "LONGEST", chance.one_of([4, 62])),
        patch.object(row_ids, "MAX_ROWS", chance.one_of([1, 3, 1000])),
    ]
    for each in limits:
        each.start()
    return lambda: [each.stop() for each in limits]


def test_a_wide_sheet_is_decided_as_one_read_cell_by_cell() -> None:
    ways = Ways()

    @examples(25)
    @given(worlds(), chances)
    def compare(world: World, chance: Chance) -> None:
        a_wide_sheet(world, chance, ways)

    compare()
    ways.check()


def a_wide_sheet(world: World, chance: Chance, ways: Ways) -> None:
    text = text_of(chance, world, ODD_IN)
    note(text)
    whole = cut(chance)
    with tempfile.TemporaryDirectory() as folder:
        try:
            path = Path(folder, "notes.csv")
            path.write_bytes(text.encode())
            same(world, path, ways)
        finally:
            whole()


def observations(text: str, chance: Chance) -> list[list[str]]:
    """The cells of a wide sheet as rows of a long one, some left out, repeated or out of order."""
    read = table.parse(text.encode(), "notes.csv", lambda heading: heading == "candidat")
    headings = read.header.cells if read.header else []
    named = sum(heading in IDENTITY for heading in headings)
    found = [
        [row.cells[0], heading, cell, *row.cells[1 : 1 + named]]
        for row in read.rows
        for heading, cell in list(zip(headings, row.cells, strict=True))[1 + named :]
        if not chance.once_in(9)
    ]
    if chance.once_in(4):
        found = chance.order(found)
    if found and chance.once_in(4):
        again = chance.one_of(found)
        found.append([*again[:2], chance.one_of(found)[2], *again[3:]])
    if found and chance.once_in(6):
        again = chance.one_of(found)
        found.append([again[0], chance.one_of(["CR0", "", "candidat"]), "1", *again[3:]])
    return [[*headings[1 : 1 + named]], *found]


def test_a_long_sheet_is_decided_as_one_read_cell_by_cell() -> None:
    ways = Ways()

    @examples(25)
    @given(worlds(), chances)
    def compare(world: World, chance: Chance) -> None:
        a_long_sheet(world, chance, ways)

    compare()
    ways.check()


def a_long_sheet(world: World, chance: Chance, ways: Ways) -> None:
    head = [chance.one_of(["candidat", "Candidat"]), chance.one_of(["critere", "element"]), "valeur"]
    names, *rows = observations(text_of(chance, world, ODD_IN), chance)
    rows = [[*head, *names], *rows]
    quote = '"' if chance.once_in(3) else ""
    if any(set(cell) & set(';"\n') for row in rows for cell in row):
        return
    lines = [";".join(f"{quote}{cell}{quote}" for cell in row) for row in rows]
    text = chance.one_of(["\n", "\r\n"]).join([*lines, ""])
    note(text)
    whole = cut(chance)
    with tempfile.TemporaryDirectory() as folder:
        try:
            path = Path(folder, "notes.csv")
            path.write_bytes(text.encode())
            same(world, path, ways)
        finally:
            whole()


def test_parquet_says_what_the_same_cells_do_in_csv() -> None:
    ways = Ways()

    @examples(20)
    @given(worlds(), chances)
    def compare(world: World, chance: Chance) -> None:
        in_parquet(world, chance, ways)

    compare()
    ways.check()


def in_parquet(world: World, chance: Chance, ways: Ways) -> None:
    """Its file is sound: no process of its own tries it first."""
    read = table.parse(
        text_of(chance, world, ODD_IN).encode(), "notes.csv", lambda heading: heading == "candidat"
    )
    headings = read.header.cells if read.header else []
    rows = [[cell or None for cell in row.cells] for row in read.rows]
    note(str((headings, rows)))
    schema = dict.fromkeys(headings, pl.String)
    whole = cut(chance)
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(parquet_probe, "is_readable", return_value=True),
    ):
        try:
            path = Path(folder, "notes.parquet")
            pl.DataFrame(rows, schema=schema, orient="row").write_parquet(path)
            if text := same(world, path, ways):
                as_columns(world, path, text)
        finally:
            whole()


def typing(world: World, identity: Sequence[str]) -> Printer:
    """The columns of Parquet."""
    table = columns(world.rules, detail=True, identity=identity)
    return Printer(in_rows(world)(identity), world.rules, table)


def as_columns(world: World, path: Path, text: str) -> None:
    """The columns of the Parquet output hold what the CSV's do."""
    out = path.with_suffix(".out.parquet")
    found = decide(path, lambda identity: typing(world, identity), out)
    assert not any(each.is_error for each in found.diagnostics)
    typed = pl.read_parquet(out)
    heading, *lines = text.splitlines()
    assert typed.columns == heading.split(";")
    for values, line in zip(typed.rows(), lines, strict=True):
        texts = [" ".join(v) if isinstance(v, list) else "" if v is None else str(v) for v in values]
        if not set(line) & set("\"'"):
            assert texts == line.split(";")
