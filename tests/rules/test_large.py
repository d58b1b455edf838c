"""Large sheets are decided as small ones are: the same rows, byte for byte, and the same findings."""

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from chance import Chance
from hypothesis import event, given, note, reject
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from strategies import World, chances, examples, turned_round, worlds

from certeval.bulk import csv_blocks as blocks
from certeval.bulk import division, memos, ranges, statistics
from certeval.bulk.csv_blocks import Extraordinary
from certeval.bulk.printer import Printer
from certeval.bulk.wide_csv import open_large
from certeval.cli import notices
from certeval.diagnostics import in_order
from certeval.engine.results import Results
from certeval.engine.statistics.facts import outline
from certeval.engine.statistics.tallies import Statistics
from certeval.render.forms import Form
from certeval.render.results import lines
from certeval.render.rows import rows
from certeval.render.stats.plain import as_json
from certeval.rules.entry import Entry
from certeval.scores.read import open_sheets
from certeval.scores.values import Values
from floors import floor, idle

ODD = ("peut-être", "N/A", "=1", "'=1", '"oui"', '"a;b"', '"un\nde trop"', " ", "1E5", "é")

STRANGE = ("1E5", "=C", "Moyenne", "Fait à Paris", "▪ NE", "C\u200b01", "01/02/2026", "007", "7", "#N/A")
"""What stands where an identifier does, and is none, or not as it looks."""


class Ways(Counter[str]):
    """How often sheets were decided, told, or left to the reader of every sheet: a property about a way of reading
    says nothing of those that are left.
    """

    def met(self, way: str) -> None:
        self[way] += 1
        event(way)

    def check(self) -> None:
        """Nine in ten are taken."""
        assert 10 * self["left"] <= self.total() > 0, dict(self)


def text_of(chance: Chance, world: World, odd_in: int = 3, named_in: int = 3) -> str:
    """A random wide sheet: one in so many has rows out of the ordinary, one in so many has names."""
    entries = world.rules.entries
    headings = chance.order([code for code in entries if not chance.once_in(6)])
    if not headings or chance.once_in(3):
        headings = list(entries)
    odd = chance.once_in(odd_in)
    extra = chance.one_of([["nom"], ["prenom"], ["prenom", "nom"]]) if chance.once_in(named_in) else []
    rows = [";".join(["candidat", *extra, *headings])]
    for number in range(chance.between(1, 12)):
        code = f"C{number:02d}"
        if odd and chance.once_in(5):
            code = chance.one_of([*STRANGE, "", "C00", "c00", " C01", '"C;1"', "é"])
        names = ["Un", "L'un", '"Un ""d"""'] if odd else ["Un", "Deux", "Zoé"]
        cells = [chance.one_of(names) for _ in extra]
        cells += [cell_of(chance, entries[heading], odd=odd) for heading in headings]
        if odd and chance.once_in(6):
            cells = cells[: chance.between(0, len(cells))] if chance.once_in(2) else [*cells, "", " "]
        if odd and chance.once_in(12):
            cells.append("de trop")
        rows.append(";".join([code, *cells]))
        if odd and chance.once_in(8):
            rows.append(chance.one_of(["", ";" * len(cells), "  "]))
    end = chance.one_of(["\n", "\r\n"])
    return end.join(rows) + (end if chance.once_in(2) else "")


def cell_of(chance: Chance, entry: Entry, *, odd: bool) -> str:
    """A cell as juries type them."""
    if odd and chance.once_in(8):
        return chance.one_of(ODD)
    if chance.once_in(3):
        return chance.one_of(["", *(word for word, _ in entry.statuses.values() if word != "vide")])
    words = entry.scale.words()
    if words:
        return chance.one_of(words)
    least, greatest = entry.scale.least, entry.scale.greatest
    whole = [str(number) for number in range(int(least), int(greatest) + 1) if number >= least]
    return chance.one_of(whole or [str(least)])


Made = Callable[[Sequence[str]], Form]
"""A form, made once it is known which of nom and prenom the sheets have."""


def in_rows(world: World, only: Sequence[str] = ()) -> Made:
    return lambda identity: rows(world.rules, detail=True, only=only, identity=identity)


def in_lines(world: World, only: Sequence[str] = ()) -> Made:
    return lambda identity: lines(world.rules, only=only, identity=identity)


def plainly(world: World, *paths: Path) -> tuple[str, str, list[str]]:
    """The CSV of sheets read cell by cell, the lines of their JSON, their findings; no row where one is an error."""
    scores = open_sheets(paths).read(world.rules)
    found = list(scores.diagnostics)
    values = Values(world.rules.entries)
    results = Results(world.rules)
    entered = {code: values.of(one, found.append) for code, one in scores.candidates.items()}
    told = [str(each) for each in in_order(found)]
    if any(each.is_error for each in found):
        return "", "", told
    states = {code: results.evaluate(cells) for code, cells in entered.items()}
    as_json = ""
    for code, state in states.items():
        who = {name: scores.candidates[code].details.get(name, "") for name in scores.identity}
        made = {"candidat": code, **who, **results.candidate(code, state)}
        as_json += json.dumps(made, ensure_ascii=False) + "\n"
    form = in_rows(world)(scores.identity)
    texts = (form.row(code, state, scores.candidates[code].details) for code, state in states.items())
    return form.heading + "".join(texts), as_json, told


def in_blocks(world: World, path: Path, made: Made, jobs: int = 1) -> tuple[str, list[str]]:
    """The same read in blocks."""
    with tempfile.TemporaryDirectory() as folder:
        sheet = open_large(path)
        form = made(sheet.identity)
        work = ranges.RangeWork(sheet, Printer(form, world.rules))
        first = Path(folder, "first")
        found = ranges.decide_sheet(work, jobs, Path(folder), nullcontext(notices.no_bar), first)
        told = [str(each) for each in found.diagnostics]
        if any(each.is_error for each in found.diagnostics):
            return "", told
        text = b"".join(file.read_bytes() for file in found.files).decode()
        return form.heading + text, told


@pytest.mark.no_cover
def test_a_sheet_read_in_blocks_is_decided_as_one_read_cell_by_cell() -> None:
    ways = Ways()
    in_both_ways(ways)
    ways.check()


@pytest.mark.no_cover
def test_elements_that_are_counted_keep_their_own_cells() -> None:
    ways = Ways()
    in_both_ways(ways, alike_counts, sheets=60)
    ways.check()
    assert ways["decided"] > ways.total() / 3


@st.composite
def alike_counts(draw: Any) -> World:
    """A référentiel whose épreuves, all of one scale, are but counted: which has which cell changes no count."""
    chance = draw(chances)
    codes = [f"E{number}" for number in range(1, chance.between(2, 5) + 1)]
    scale = chance.one_of([{"note": {"sur": "20"}}, {"niveaux": ["NA", "EA", "A"]}, "acquis"])
    met = {"au_moins": "10"} if "note" in scale else {"au_moins": "EA"} if "niveaux" in scale else "evalue"
    many = chance.one_of(
        [{"tous": codes}, {"parmi": codes, "au_moins": "1"}, {"parmi": codes, "plus_de": "50 %"}]
    )
    epreuves = [{"code": code, "intitule": code} for code in codes]
    in_bloc = chance.once_in(2)
    bloc = {"code": "B1", "intitule": "Bloc", "validation": many, "epreuves": epreuves}
    bloc["competences"] = [{"code": "C1", "libelle": "Savoir", "validation": codes[0]}]
    document = {
        "format": "1",
        "certification": {"code": "alea", "version": "1.0.0"},
        "saisie": {"epreuve": {"echelle": scale}},
        "validation": {"epreuve": met, "certification": {"tous": "blocs"} if in_bloc else many},
        **({"blocs": [bloc]} if in_bloc else {"epreuves": epreuves}),
    }
    return turned_round(document) or reject()


def in_both_ways(ways: Ways, made: Callable[[], SearchStrategy[World]] = worlds, sheets: int = 150) -> None:
    """Read random sheets in blocks and cell by cell."""

    @examples(sheets)
    @given(made(), chances)
    def compare(world: World, chance: Chance) -> None:
        one(world, chance, ways)

    compare()


@floor("1/4")
@given(worlds(), chances)
@examples(40)
def test_what_is_counted_of_a_large_sheet_is_what_its_candidates_come_to(
    world: World, chance: Chance
) -> None:
    text, rules = text_of(chance, world, odd_in=20), world.rules
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(blocks, "BLOCK", chance.one_of([1, 40, 1 << 16])),
        patch.object(ranges, "WORTH_A_PROCESS", chance.one_of([1 << 6, 1 << 22])),
        patch.object(statistics, "AT_ONCE", chance.one_of([1, 3, 1000])),
    ):
        path = Path(folder, "notes.csv")
        path.write_bytes(text.encode())
        scores = open_sheets([path]).read(rules)
        try:
            work = ranges.RangeWork(open_large(path), statistics.CandidateCounter([], rules))
            unseen = nullcontext(notices.no_bar)
            found = ranges.decide_sheet(work, 2, Path(folder), unseen, Path(folder, "rows"))
        except Extraordinary:
            idle()
            return
        if any(each.is_error for each in scores.diagnostics):
            idle()
            return
        counted, each = statistics.merge(found.products), Statistics(outline(rules))
        statistics.add(each, rules, scores.candidates.values(), {}, apart=True)
        assert as_json(counted, {}, {}, (), {}) == as_json(each, {}, {}, (), {})


def one(world: World, chance: Chance, ways: Ways) -> None:
    text = text_of(chance, world)
    note(text)
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(division, "WIDEST", chance.one_of([1, 2, 3, 16])),
        patch.object(division, "WIDEST_UNION", chance.one_of([2, 3, 10])),
        patch.object(blocks, "BLOCK", chance.one_of([1, 7, 40, 1 << 16])),
        patch.object(memos, "TRIAL", chance.one_of([1, 10_000])),
    ):
        path = Path(folder, "notes.csv")
        path.write_bytes(text.encode())
        try:
            found, told = in_blocks(world, path, in_rows(world))
            found_lines, _ = in_blocks(world, path, in_lines(world))
        except Extraordinary:
            ways.met("left")
            return
        plain_rows, plain_lines, plainly_told = plainly(world, path)
        assert told == plainly_told
        assert found.split("\n") == plain_rows.split("\n")
        for one, other in zip(found_lines.split("\n"), plain_lines.split("\n"), strict=True):
            assert one == other
        ways.met("decided" if found else "told")
