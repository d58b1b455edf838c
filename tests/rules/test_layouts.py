"""What is asked of the output, and how sheets are laid out, never change who decides: the same rows, byte for byte."""

import tempfile
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from unittest.mock import patch

import pytest
from chance import Chance
from hypothesis import given, note
from strategies import World, chances, examples, worlds
from test_large import Ways, cell_of, in_lines, in_rows, plainly, text_of

from certeval.bulk import candidates, division, memos
from certeval.bulk.decide import Request, SheetsOutcome, decide
from certeval.bulk.printer import Printer
from certeval.bulk.printout import Printout
from certeval.engine.results import Results
from certeval.render.rows import columns
from certeval.rules.entry import Entry
from certeval.scores.observations import Scores
from certeval.scores.read import open_sheets
from certeval.scores.values import Values

Table = list[list[str]]
"""A sheet's cells, the headings first."""


def table_of(chance: Chance, world: World) -> Table:
    """A wide sheet as juries fill it in."""
    entries = world.rules.entries
    rows = [
        [f"C{number:02d}", *(cell_of(chance, entry, odd=False) for entry in entries.values())]
        for number in range(chance.between(2, 9))
    ]
    return [["candidat", *entries], *rows]


def with_jurors(chance: Chance, world: World) -> list[Table]:
    """Two rows for some, by two jurors: the second says the same, or nothing, where no rule unites them."""

    def second(entry: Entry, cell: str) -> str:
        if entry.jurors.retenir == "accord":
            return chance.one_of(["", cell])
        return cell_of(chance, entry, odd=False)

    return [_twice(chance, world, ("jure", "Ana", "Bo"), second)]


def with_attempts(chance: Chance, world: World) -> list[Table]:
    """Two rows for some, by two attempts: at the second, nothing where no rule chooses."""

    def second(entry: Entry, _cell: str) -> str:
        return "" if entry.attempts is None else cell_of(chance, entry, odd=False)

    return [_twice(chance, world, ("tentative", "1", "2"), second)]


def _twice(
    chance: Chance, world: World, named: tuple[str, str, str], second: Callable[[Entry, str], str]
) -> Table:
    heading, one, other = named
    head, *rows = table_of(chance, world)
    found = [[head[0], heading, *head[1:]]]
    for code, *cells in rows:
        found.append([code, one, *cells])
        if chance.once_in(2):
            pairs = zip(world.rules.entries.values(), cells, strict=True)
            found.append([code, other, *(second(entry, cell) for entry, cell in pairs)])
    return found


def with_groups(chance: Chance, world: World) -> list[Table]:
    """A column that says each candidate's group."""
    head, *rows = table_of(chance, world)
    return [[[*head, "groupe"], *([*row, chance.one_of(["A", "B", ""])] for row in rows)]]


def by_columns(chance: Chance, world: World) -> list[Table]:
    """Half of the elements in one sheet, half in another."""
    table = table_of(chance, world)
    middle = chance.between(1, len(table[0]) - 1)
    return [[row[: middle + 1] for row in table], [[row[0], *row[middle + 1 :]] for row in table]]


def by_rows(chance: Chance, world: World) -> list[Table]:
    """Half of the candidates in one sheet, half in another."""
    head, *rows = table_of(chance, world)
    middle = len(rows) // 2
    return [[head, *rows[:middle]], [head, *rows[middle:]]]


def as_it_is(chance: Chance, world: World) -> list[Table]:
    return [table_of(chance, world)]


LAYOUTS = (as_it_is, with_jurors, with_attempts, with_groups, by_columns, by_rows)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_sheets_of_any_layout_are_decided_by_distinct_rows_as_one_by_one(
    layout: Callable[[Chance, World], list[Table]],
) -> None:
    ways = Ways()

    @examples(18)
    @given(worlds(), chances)
    def compare(world: World, chance: Chance) -> None:
        tables = layout(chance, world)
        note(str(tables))
        with (
            tempfile.TemporaryDirectory() as folder,
            patch.object(division, "WIDEST", chance.one_of([1, 2, 16])),
            patch.object(candidates, "AT_ONCE", chance.one_of([1, 3, 1000])),
            patch.object(memos, "TRIAL", chance.one_of([1, 10_000])),
        ):
            paths = [Path(folder, f"{number}.csv") for number in range(len(tables))]
            for path, table in zip(paths, tables, strict=True):
                quote = chance.one_of(["", '"'])
                lines = [";".join(f"{quote}{cell}{quote}" for cell in row) for row in table]
                path.write_text("\n".join(lines), encoding="utf-8")
            by_distinct_rows(world, paths, ways)

    compare()
    ways.check()
    assert ways["decided"] > ways.total() / 2


def by_distinct_rows(world: World, paths: list[Path], ways: Ways) -> None:
    """Compare rows of text, cells of a table and counts with those of each candidate alone."""
    text, as_json, told = plainly(world, *paths)
    if not text:
        assert told
        ways.met("told")
        return
    scores = open_sheets(paths).read(world.rules)
    kept = all(each.rows for each in scores.candidates.values())
    for made, expected in ((in_rows(world), text), (in_lines(world), as_json)):
        printing = Printer(made(scores.identity), world.rules)
        printed = Printout(printing)
        found = printing.heading + "".join(printed.rows(scores.candidates.values()))
        assert found.split("\n") == expected.split("\n")
        counted = printed.synthesis()
        assert counted.candidates == len(scores.candidates)
        assert counted.certification["valide"] == as_json.count('"certification": {"verdict": "valide"')
    of_table(world, scores)
    ways.met("decided" if kept else "left")


def of_table(world: World, scores: Scores) -> None:
    """The cells of each column are those that the column holds of each candidate alone."""
    table = columns(world.rules, detail=True)
    printed = Printout(Printer(in_rows(world)(()), world.rules, table))
    made = [row for block in printed.cells(scores.candidates.values()) for row in zip(*block, strict=True)]
    values, results = Values(world.rules.entries), Results(world.rules)
    for (code, one), row in zip(scores.candidates.items(), made, strict=True):
        state = results.evaluate(values.of(one, [].append))
        cells = iter(row)
        for headings, holds in table:
            here = [next(cells) for _ in headings]
            if hasattr(holds, "names"):
                assert here == list(holds.of(state))
            else:
                assert here == [holds.of(state) if hasattr(holds, "codes") else code]


@pytest.mark.parametrize("engine", ["python", "polars"])
def test_filters_leave_the_reader_as_it_is(engine: str) -> None:
    if engine == "polars":
        pytest.importorskip("polars", reason="the extra `bulk` is not installed")
    ways = Ways()

    @examples(20)
    @given(worlds(), chances)
    def compare(world: World, chance: Chance) -> None:
        text = text_of(chance, world, odd_in=60)
        blocs = world.rules.tree.below("bloc", None)
        only = chance.some(blocs) if blocs and chance.once_in(2) else []
        codes = [line.split(";")[0] for line in text.split("\n")[1:] if line.startswith("C")]
        named = chance.some(codes) if codes and chance.once_in(2) else []
        note(f"{text} {only} {named}")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "notes.csv")
            path.write_bytes(text.encode())
            assert_filtered(world, path, (engine, only, named), ways)

    compare()
    ways.check()
    assert ways["decided"] > ways.total() / 3


def assert_filtered(
    world: World, path: Path, asked: tuple[str, Sequence[str], Sequence[str]], ways: Ways
) -> None:
    """The rows of some candidates with some blocs alone; everybody is counted."""
    engine, only, named = asked
    scores = open_sheets([path]).read(world.rules)
    results, values = Results(world.rules), Values(world.rules.entries)
    for made in (in_rows(world, only), in_lines(world, only)):
        request = Request(
            [path],
            "csv",
            engine,
            lambda identity, made=made: Printer(made(identity), world.rules),
            path.with_name("out"),
            path.parent,
            selection=named,
            meter=lambda _: nullcontext(lambda _rows, _read: None),
        )
        found = decide(request)
        if not isinstance(found, SheetsOutcome):
            ways.met("left")
            return
        assert [str(each) for each in found.diagnostics] == [str(each) for each in scores.diagnostics]
        if not found.decides:
            continue
        form = made(scores.identity)
        rows = [
            form.row(code, results.evaluate(values.of(one, [].append)), one.details)
            for code, one in scores.candidates.items()
            if not named or code in named
        ]
        text = b"".join(file.read_bytes() for file in found.files).decode()
        assert text == form.heading + "".join(rows)
        assert found.synthesis.candidates == len(scores.candidates)
    ways.met("decided" if found.decides else "told")
