"""Blocks give the very texts of a sheet, however they are read: as they stand, by a byte a cell, or one by one."""

import csv
import io
from collections.abc import Sequence
from unittest.mock import patch

from chance import Chance
from hypothesis import event, given, note
from strategies import chances, examples

from certeval.scores import blocks, rectangle
from certeval.scores.blocks import Block, Extraordinary, Reader
from certeval.scores.coded import Coded
from certeval.scores.rectangle import Layout
from certeval.sources.table import unguarded

WORDS = ("0", "1", "", "NE", "N", "ENE", "NEUT", "E", "é", "?", " ", "'=1", "'", "12,5", "2,5", "2", "\x01")
NAMES = ("C01", "NE1", "ÉNE", "Zoé", "C 1", "x", "NEUT")


def written(chance: Chance) -> tuple[list[list[str]], Layout]:
    """Rows of a random sheet, and where its groups stand."""
    before = chance.between(1, 3)
    wide = chance.between(1, 9)
    after = chance.one_of([0, 0, 1, 3])
    width = before + wide + after
    words = [chance.one_of(WORDS) for _ in range(chance.between(1, 6))]
    rows = []
    for number in range(chance.between(1, 40)):
        names = [chance.one_of(NAMES) for _ in range(before)]
        names[before - 1] = f"{names[before - 1]}{number}"
        cells = [chance.one_of(words if chance.once_in(3) else ["0", "1"]) for _ in range(wide)]
        rows.append([*names, *cells, *(chance.one_of((*NAMES, "", "1")) for _ in range(after))])
    columns = chance.order(list(range(before, before + wide)))
    cut = chance.between(0, wide)
    groups = [tuple(sorted(columns[:cut])), tuple(sorted(columns[cut:]))]
    return rows, Layout(";", width, before - 1, tuple(group for group in groups if group))


def texts(group: Coded | Sequence[object]) -> list[tuple[str, ...]]:
    return [tuple(map(str, cells)) for cells in group if isinstance(cells, tuple)]


def by_counts(block: Block) -> list[list[list[str]]]:
    """The texts of each row's groups, sorted, from their counts alone."""
    found = []
    for group in block.groups:
        if isinstance(group, Coded) and group.countable:
            found.append([sorted(group.counted(lanes)) for lanes in zip(*group.lanes(), strict=True)])
        else:
            found.append([sorted(cells) for cells in texts(group)])
    return found


def by_numbers(block: Block) -> list[list[tuple[str, ...]]]:
    """The texts of each row's groups, from their numbers alone."""
    return [
        [group.texts(number) for number in group.numbers()]
        if isinstance(group, Coded) and group.size
        else texts(group)
        for group in block.groups
    ]


@examples(300)
@given(chances)
def test_blocks_give_the_texts_that_csv_reads(chance: Chance) -> None:
    rows, layout = written(chance)
    text = "\n".join(";".join(row) for row in rows) + chance.one_of(["", "\n"])
    note(text)
    with (
        patch.object(blocks, "BLOCK", chance.one_of([1, 30, 200, 1 << 16])),
        patch.object(rectangle, "OFTEN", chance.one_of([1, 2, 64])),
    ):
        reader = Reader(layout, str)
        stream = io.BytesIO(text.encode())
        try:
            found = list(reader.blocks(stream, len(text.encode()), 2))
        except Extraordinary:
            event("extraordinary")
            return
        counts, numbers = list(map(by_counts, found)), list(map(by_numbers, found))
    expected = [[unguarded(cell) for cell in row] for row in csv.reader(io.StringIO(text), delimiter=";")]
    assert [code for block in found for code in block.identifiers] == [
        row[layout.identifier].strip() for row in expected
    ]
    for at, columns in enumerate(layout.groups):
        told = [tuple(row[column] for column in columns) for row in expected]
        assert [cells for block in found for cells in texts(block.groups[at])] == told
        assert [cells for block in numbers for cells in block[at]] == told
        assert [cells for block in counts for cells in block[at]] == list(map(sorted, told))
    event("coded" if any(isinstance(group, Coded) for block in found for group in block.groups) else "apart")
