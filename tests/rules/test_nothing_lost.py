"""Nothing is lost: every value of a sheet is used, or told, or stands in a column or a row told to be ignored."""

import tempfile
from pathlib import Path

from hypothesis import given, note
from hypothesis import strategies as st
from strategies import examples

from certeval.scores import translation as correspondance
from certeval.scores.observations import Scores
from certeval.scores.read import open_sheets
from certeval.sources import yaml
from score_sheets import small

HOW = "format: 1\nignorer: [Avis, 'Rang*']\nignorer_lignes: [Total*]\n"
HEADINGS = ("nom", "prenom", "jure", "tentative", "commentaire", "CR1.1", "E1", "Avis", "Rang", "Zut", "", "")
IGNORED = ("Avis", "Rang")
WHO = ("C1", "C2", "C1", "", "Moyenne", "Total", "01/02/2026", "C\u200b1", "▪ NE", "c1", "0075", "75")
CELLS = ("", "", "", " ", "1", "0", "12", "Roy", "bof", "x")
OTHERS = ("zyx", "19", "non", "NE", "C77", "2", "▫")
"""What no cell holds, whether a column takes it or none does: where it stands for a value, something changes."""


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """A wide table as people make them: any columns in any order, rows of another width, rows that are nobody."""
    others = draw(st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=6))
    at = draw(st.integers(0, len(others)))
    rows = [[*others[:at], "candidat", *others[at:]]]
    for _ in range(draw(st.integers(1, 5))):
        width = len(rows[0]) + draw(st.sampled_from((0, 0, 0, 0, 1, -1)))
        cells = [draw(st.sampled_from(CELLS)) for _ in range(width)]
        if at < width:
            cells[at] = draw(st.sampled_from(WHO))
        rows.append(cells)
    return rows


def read(rows: list[list[str]], translation: correspondance.Translation | None) -> Scores:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "s.csv")
        path.write_text("\n".join(";".join(row) for row in rows) + "\n", encoding="utf-8")
        return open_sheets([path], translation=translation).read(small())


def outcome(scores: Scores) -> str:
    """All that a sheet came to: candidates with their details, cells and comments, and what was told."""
    people = [
        (code, each.details, [(key, cell.text) for key, cell in each.cells.items()], each.comments)
        for code, each in scores.candidates.items()
    ]
    told = [(each.code, each.place.span, str(each.arguments)) for each in scores.diagnostics]
    return str((people, told, [(each.jurors, each.session) for each in scores.sheets]))


def is_told_at(scores: Scores, line: int, column: int, *, named: bool, legend: bool) -> bool:
    """Whether something is said of the row on a line, or of the column with this number; rows that are not `named`
    and hold no value are told together.
    """
    for each in scores.diagnostics:
        span = each.place.span
        if each.code == "N107" or span is None or not each.place.file.endswith("s.csv"):
            continue
        if span.line == line or (each.code == "N044" and not named):
            return True
        if each.code == "N035" and legend:
            return True
        if each.code in {"N104", "N103", "N120"} and span.line == 1:
            return True
        if each.code == "N106" and each.arguments["column"] == column:
            return True
    return False


def is_left_out(rows: list[list[str]], row: int, column: int) -> bool:
    """Whether a correspondence was told to leave a row or a column out."""
    first = next((cell for cell in rows[row] if cell.strip()), "")
    heading = rows[0][column] if column < len(rows[0]) else ""
    return heading in IGNORED or first.startswith("Total")


@examples(130)
@given(tables(), st.booleans(), st.sampled_from(OTHERS))
def test_every_value_is_used_or_told_or_left_out_as_one_was_told(
    rows: list[list[str]], how: bool, other: str
) -> None:
    translation = correspondance.compile_translation(yaml.parse(HOW.encode(), "map.yaml"))[0] if how else None
    scores = read(rows, translation)
    before = outcome(scores)
    who = rows[0].index("candidat")
    for i, row in enumerate(rows[1:], 1):
        name = row[who].strip() if who < len(row) else ""
        for j, cell in enumerate(row):
            if (
                not cell.strip()
                or is_told_at(scores, i + 1, j + 1, named=bool(name), legend=name.startswith("▪"))
                or (how and is_left_out(rows, i, j))
            ):
                continue
            changed = [list(each) for each in rows]
            changed[i][j] = other
            if how and is_left_out(changed, i, j):
                continue
            note(f"{rows} {i} {j} {other}")
            assert outcome(read(changed, translation)) != before
