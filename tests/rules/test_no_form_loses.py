"""In whatever form a sheet is, each of its values is used or told; and a reader that loses one is found out."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, note, settings
from hypothesis import strategies as st
from strategies import examples

from certeval.scores.observations import Scores
from certeval.scores.read import open_sheets
from floors import floor, idle
from score_sheets import small
from workbooks import xlsx

Table = list[list[str]]
SMALL = small()
WIDE = ("nom", "prenom", "commentaire", "CR1.1", "CR 12", "éco", "E1", "E2", "E3", "Zut")
LONG = ("candidat", "element", "valeur", "jure", "tentative", "commentaire", "Zut")
SOUND = ("C4", "E2", "12", "J1", "1", "bof", "bof")
ELEMENTS = ("CR1.1", "cr1.1", "E1", "E2", "E3", "Zut", "")
TEXTS = ("", " ", "1", "0", "12", "12,5", "NE", "RET", "En cours", "Roy", "bof")
OTHERS = ("zyx", "0", "13")
"""What stands for a value, and changes something: what nobody reads, and what elements of either kind take."""


@dataclass(frozen=True)
class Form:
    """A way to write a table: its name, its bytes, and where the cell of a row and a column then stands."""

    name: str
    data: Callable[[Table], bytes]
    spot: Callable[[Table, int, int], object]
    long: bool = False


def in_csv(rows: Table) -> bytes:
    return "".join(";".join(row) + "\n" for row in rows).encode()


def in_line(rows: Table, row: int, column: int) -> object:
    return row + 1, 1 + sum(len(cell) + 1 for cell in rows[row][:column])


def in_xlsx(rows: Table) -> bytes:
    return xlsx(Notes=rows)


def in_sheet(_: Table, row: int, column: int) -> object:
    return f"{chr(65 + column)}{row + 1}"


def in_yaml(rows: Table) -> bytes:
    """A candidate's details, then the marks, each on a line of its own."""
    lines = ["format: 1", "candidats:"]
    for row in rows[1:]:
        keys = [(key, json.dumps(cell, ensure_ascii=False)) for key, cell in zip(rows[0], row, strict=True)]
        own = [f"    {key}: {cell}" for key, cell in keys[1:] if key in {"nom", "prenom"}]
        notes = [f"      {key}: {cell}" for key, cell in keys[1:] if key not in {"nom", "prenom"}]
        lines += [f"  - candidat: {keys[0][1]}", *own, "    notes:" if notes else "    notes: {}", *notes]
    return "\n".join([*lines, ""]).encode()


def in_key(rows: Table, row: int, column: int) -> object:
    lines = in_yaml([*rows[:row], rows[row]]).decode().split("\n")
    start = max(i for i, line in enumerate(lines) if line.startswith("  - candidat"))
    heading = rows[0][column]
    return next(
        i for i, line in enumerate(lines[start:], start + 1) if line.strip(" -").startswith(f"{heading}:")
    )


FORMS = (
    Form("s.csv", in_csv, in_line),
    Form("long.csv", in_csv, in_line, long=True),
    Form("s.xlsx", in_xlsx, in_sheet),
    Form("long.xlsx", in_xlsx, in_sheet, long=True),
    Form("s.yaml", in_yaml, in_key),
)
forms = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)


@st.composite
def tables(draw: st.DrawFn, form: Form) -> Table:
    """Some candidates and what is said of them, at least once in each row."""
    others = draw(st.lists(st.sampled_from(WIDE), min_size=2, max_size=6, unique=True))
    headings = LONG[: draw(st.integers(3, len(LONG)))] if form.long else ("candidat", *others)
    rows = [list(headings)]
    for i in range(draw(st.integers(1, 5))):
        who = f"C{draw(st.integers(1, 3)) if form.long else i}"
        said = [draw(st.sampled_from(ELEMENTS if each == "element" else TEXTS)) for each in headings[1:]]
        said[draw(st.integers(0, len(said) - 1))] = draw(st.sampled_from(("1", "12")))
        rows.append([who, *said])
    return [*rows, list(SOUND[: len(headings)])] if form.long else rows


def read(form: Form, rows: Table) -> Scores:
    with TemporaryDirectory() as folder:
        path = Path(folder, form.name)
        path.write_bytes(form.data(rows))
        return open_sheets([path]).read(SMALL)


def outcome(scores: Scores) -> object:
    """All that a sheet came to: candidates with their details, cells and comments, and what was told."""
    people = [
        (code, each.details, [(key, cell.text) for key, cell in each.cells.items()], each.comments)
        for code, each in scores.candidates.items()
    ]
    told = [(each.code, each.place[1:], str(each.arguments)) for each in scores.diagnostics]
    return people, told, [(each.jurors, each.session, each.elements) for each in scores.sheets]


def places(form: Form, scores: Scores) -> set[object]:
    """Where something was told."""
    found: set[object] = set()
    for each in scores.diagnostics:
        span, cell = each.place.span, each.place.cell
        if each.code != "N107":
            found.add(
                cell or (span and (span.line if form.name.endswith("yaml") else (span.line, span.column)))
            )
    return found


def values(form: Form, rows: Table, scores: Scores) -> Iterator[tuple[int, int]]:
    """The values of which nothing is told, neither at their own cell, nor at their heading, nor in the
    row of a long sheet, which says one thing; who marked at which attempt says something of a value only.
    """
    told = places(form, scores)
    for i, row in enumerate(rows[1:], 1):
        for j, cell in enumerate(row):
            if rows[0][j] in {"jure", "tentative"} and not row[2].strip():
                continue
            one = [at for at, each in enumerate(rows[0]) if each in {"element", "valeur", "tentative"}]
            about = {j, *one} if form.long else {j}
            spots = {form.spot(rows, i, each) for each in about}
            if not form.name.endswith("yaml"):
                spots.add(form.spot(rows, 0, j))
            if cell.strip() and not spots & told:
                yield i, j


def holds(form: Form, rows: Table) -> None:
    scores = read(form, rows)
    before, tried = outcome(scores), list(values(form, rows, scores))
    idle(when=not tried)
    for i, j in tried:
        note(f"{rows} {i} {j}")
        for other in OTHERS:
            if other != rows[i][j].strip():
                changed = [list(row) for row in rows]
                changed[i][j] = other
                assert outcome(read(form, changed)) != before, (rows[i][j], other)


def law(form: Form, least: str = "9/10") -> Callable[[], None]:
    """Over random tables: each value is used or told."""

    @floor(least)
    @settings(examples(20), phases=[Phase.generate])
    @given(tables(form))
    def each_value_is_used_or_told(rows: Table) -> None:
        holds(form, rows)

    return each_value_is_used_or_told


@forms
def test_each_value_is_used_or_told(form: Form) -> None:
    law(form)()


def without_a_cell(scores: Scores) -> None:
    """The last cell of each candidate is lost."""
    for each in scores.candidates.values():
        if each.cells:
            each.cells.popitem()


def without_a_candidate(scores: Scores) -> None:
    scores.candidates.popitem()


def without_details(scores: Scores) -> None:
    for each in scores.candidates.values():
        each.details.clear()


def without_comments(scores: Scores) -> None:
    for each in scores.candidates.values():
        each.comment_texts.clear()


def without_findings(scores: Scores) -> None:
    """Refused values are told no more."""
    scores.diagnostics.clear()


SAID = {
    without_details: {"s.csv", "s.xlsx", "s.yaml"},
    without_comments: {"s.csv", "s.xlsx", "long.csv", "long.xlsx"},
}
LOSSES = (without_a_cell, without_a_candidate, without_details, without_comments, without_findings)


@forms
@pytest.mark.parametrize("lose", LOSSES, ids=lambda lose: lose.__name__)
def test_a_reader_that_loses_something_is_found_out(
    form: Form, lose: Callable[[Scores], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    if form.name not in SAID.get(lose, {form.name}):
        pytest.skip("such a sheet says no such thing")
    whole = read

    def lossy(form: Form, rows: Table) -> Scores:
        scores = whole(form, rows)
        if scores.candidates:
            lose(scores)
        return scores

    monkeypatch.setitem(globals(), "read", lossy)

    with pytest.raises(AssertionError):
        law(form, "0")()
