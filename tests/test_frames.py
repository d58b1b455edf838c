"""Sheets decided with polars: every file it reads, what it leaves to the reader of every sheet, what it writes."""

import gzip
import random
import tempfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path

import polars as pl
import pytest

from certeval.bulk import decide as bulk_decide
from certeval.bulk.cells import CellContent
from certeval.bulk.csv_blocks import Extraordinary
from certeval.bulk.memos import Decision
from certeval.bulk.part_memo import PartDecider
from certeval.bulk.polars import opening, run, sheets
from certeval.bulk.polars.identities import keys
from certeval.bulk.polars.sheets import Progress, make_ahead
from certeval.bulk.printer import Printer
from certeval.bulk.printout import Printout
from certeval.bulk.tally import Account
from certeval.cli.sheets import parts
from certeval.diagnostics import Diagnostic, findings
from certeval.engine.results import Results
from certeval.referentiel.catalogue import package_folder, versions
from certeval.referentiel.load import Referentiel, load
from certeval.render.rows import columns, rows
from certeval.scores import identifiers
from certeval.scores.read import open_sheets
from certeval.scores.values import Values
from certeval.sources import parquet_probe
from conftest import Certeval


@pytest.fixture(autouse=True)
def sound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parquet files here are sound: no process of its own, which takes a second, tries each first."""
    monkeypatch.setattr(parquet_probe, "is_readable", lambda _source: True)


@pytest.fixture(scope="module")
def referentiel() -> Referentiel:
    loaded = load(next(versions(package_folder())).path).referentiel
    assert loaded is not None
    return loaded


def rows_of(referentiel: Referentiel, candidates: int) -> list[list[str]]:
    """A random wide sheet, its headings first."""
    dice = random.Random(candidates)  # noqa: S311 -- a test's data, not a secret
    words = ["1", "1", "1", "0", "0", "", "NE", "ABS", "oui", "non"]
    codes = list(referentiel.entries)
    rows = [[f"C{i:05d}", *dice.choices(words, k=len(codes))] for i in range(candidates)]
    return [["candidat", *codes], *rows]


def csv_of(rows: list[list[str]]) -> str:
    return "".join(";".join(row) + "\n" for row in rows)


def long_of(rows: list[list[str]]) -> list[list[str]]:
    head, *below = rows
    observed = [[row[0], code, cell] for row in below for code, cell in zip(head[1:], row[1:], strict=True)]
    return [["candidat", "element", "valeur"], *observed]


def frame_of(rows: list[list[str]]) -> pl.DataFrame:
    return pl.DataFrame(rows[1:], schema=dict.fromkeys(rows[0], pl.String), orient="row")


def printing(referentiel: Referentiel) -> Printer:
    """Rows of CSV text."""
    return Printer(rows(referentiel, detail=True), referentiel)


def typing(referentiel: Referentiel) -> Printer:
    """The columns of Parquet."""
    table = columns(referentiel, detail=True)
    return Printer(rows(referentiel, detail=True), referentiel, table)


def by_polars(paths: list[Path], form: Printer, out: Path, told: Progress | None = None) -> Account:
    with tempfile.TemporaryDirectory() as folder:
        return run.decide_sheets(opening.open_sheets(paths, Path(folder)), form, out, progress=told)


def decide(paths: list[Path], referentiel: Referentiel) -> tuple[str, list[Diagnostic]]:
    out = paths[0].with_name("out.csv")
    found = by_polars(paths, printing(referentiel), out)
    assert found.tally.rows == sum(found.tally.verdicts.values())
    return out.read_text(encoding="utf-8"), found.diagnostics


def plainly(paths: list[Path], referentiel: Referentiel) -> tuple[str, list[Diagnostic]]:
    scores = open_sheets(paths).read(referentiel)
    results = Results(referentiel)
    found = list(scores.diagnostics)
    entered = {
        code: Values(referentiel.entries).of(one, found.append) for code, one in scores.candidates.items()
    }
    form = rows(referentiel, detail=True)
    lines = (form.row(code, results.evaluate(one)) for code, one in entered.items())
    return form.heading + "".join(lines), found


def write_parquet(folder: Path, name: str, rows: list[list[str]]) -> Path:
    """A sheet under a name that says how it is written."""
    path = folder / name
    text = csv_of(rows).encode()
    if name.endswith(".parquet"):
        frame_of(rows).write_parquet(path)
    elif name.endswith(".gz"):
        path.write_bytes(gzip.compress(text))
    elif name.endswith(".zst"):
        frame_of(rows).write_csv(path, separator=";", compression="zstd")
    else:
        path.write_bytes(text)
    return path


@pytest.mark.parametrize("name", ["notes.csv", "notes.csv.gz", "notes.csv.zst", "notes.parquet"])
@pytest.mark.parametrize("long", [False, True])
def test_every_file_it_reads_comes_to_the_same(
    tmp_path: Path, referentiel: Referentiel, name: str, long: bool
) -> None:
    rows = rows_of(referentiel, 60)
    path = write_parquet(tmp_path, name, long_of(rows) if long else rows)
    expected, _ = plainly([write_parquet(tmp_path, "plain.csv", rows)], referentiel)
    text, told = decide([path], referentiel)
    assert text == expected
    assert told == plainly([path], referentiel)[1] == []


@pytest.mark.parametrize("long", [False, True])
def test_the_parts_of_a_folder_follow_each_other(
    tmp_path: Path, referentiel: Referentiel, long: bool
) -> None:
    head, *rows = rows_of(referentiel, 60)
    expected, _ = plainly([write_parquet(tmp_path, "plain.csv", [head, *rows])], referentiel)
    folder = tmp_path / "notes"
    folder.mkdir()
    for number in range(3):
        part = [head, *rows[number * 20 : number * 20 + 20]]
        name = f"{number}.parquet" if number else "0.csv"
        write_parquet(folder, name, long_of(part) if long else part)
    (folder / "LISEZMOI.md").write_text("rien à lire", encoding="utf-8")
    paths = parts(folder)
    assert [path.name for path in paths] == ["0.csv", "1.parquet", "2.parquet"]
    assert parts(folder / "*.parquet") == paths[1:]
    assert decide(paths, referentiel) == (expected, [])


def test_a_candidate_in_two_wide_sheets_is_put_together_cell_by_cell(
    tmp_path: Path, referentiel: Referentiel
) -> None:
    rows = rows_of(referentiel, 4)
    paths = [write_parquet(tmp_path, name, rows) for name in ("1.csv", "2.csv")]
    with pytest.raises(Extraordinary):
        decide(paths, referentiel)


@pytest.mark.parametrize("name", ["notes.csv", "notes.csv.gz", "notes.parquet"])
def test_every_wrong_row_of_a_wide_sheet_is_told_at_its_place(
    tmp_path: Path, referentiel: Referentiel, name: str
) -> None:
    rows = rows_of(referentiel, 300)
    rows[7][1] = "peut-être"
    rows[200][0] = "c00150"
    rows[250][0] = ""
    rows[299][0] = "C00001"
    path = write_parquet(tmp_path, name, rows)
    _, told = decide([path], referentiel)
    places = [(each.code, each.place.span.line) for each in told if each.place.span]
    assert places == [("N211", 8), ("N206", 201), ("N201", 251), ("N202", 300)]
    assert told == plainly([path], referentiel)[1]


@pytest.mark.parametrize("name", ["notes.csv", "notes.parquet"])
def test_every_wrong_row_of_a_long_sheet_is_told_at_its_place(
    tmp_path: Path, referentiel: Referentiel, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "AT_ONCE", 100)
    monkeypatch.setattr(sheets, "BLOCK", 1000)
    rows = long_of([[cell or "0" for cell in row] for row in rows_of(referentiel, 30)])
    rows[7][2] = "peut-être"
    rows[400][1] = "CR9.9.9"
    rows[600][0] = ""
    rows.append([rows[3][0], rows[3][1], "NE" if rows[3][2] != "NE" else "1"])
    path = write_parquet(tmp_path, name, rows)
    _, told = decide([path], referentiel)
    lines = [each.place.span.line for each in told if each.is_error and each.place.span]
    assert lines == [8, 401, 601, len(rows)]
    assert told == plainly([path], referentiel)[1]


@pytest.mark.parametrize(
    "rows",
    [
        ["C1;CR1.1.1;oui", "=A1;CR1.1.1;"],
        ["C1;CR1.1.1;oui", "12/05/2026;CR1.1.1;", "12/05/2026;CR1.1.2;"],
        ["C1;CR1.1.1;oui", "C01;CR1.1.1;"],
        ["C1;CR1.1.1;oui", "Total;CR1.1.1;"],
        ["12/05/2026;CR1.1.1;oui", "C1;CR1.1.1;oui"],
        ["Total;CR1.1.1;oui", "C1;CR1.1.2;oui", "C1;CR1.1.1;oui"],
        [],
        ["", ";;"],
    ],
)
@pytest.mark.parametrize("names", ["", ";nom;prenom"])
def test_rows_of_a_long_sheet_are_looked_at_for_whom_they_name_whatever_their_cell(
    certeval: Certeval, tmp_path: Path, rows: list[str], names: str
) -> None:
    """An empty cell of « =A1 » was passed over: the sheet was decided, « =A1 » among the candidates."""
    lines = [f"candidat;element;valeur{names}", *(f"{row}{';' * names.count(';')}" for row in rows)]
    (tmp_path / "s.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    asked = ("validate", "s.csv", "--format", "csv", "--engine")
    assert certeval(*asked, "polars") == certeval(*asked, "python")


GUARDED = {
    "guards": {
        "candidat": ["'-1", "'=A2", '="001"', '="1E5"'],
        "CR1.1.1": ["oui", '="oui"', '="non"', "'+1"],
    },
    "a formula": {"candidat": ['="001"', "=A2"], "CR1.1.1": ["oui", "oui"]},
    "one again": {"candidat": ['="001"', "001"], "CR1.1.1": ['="oui"', "non"]},
    "titles": {"candidat": ["Groupe A", "C1", "TD 2"], "nom": ["", "Un", ""], "CR1.1.1": ["", "oui", ""]},
    "a title beside a comment": {
        "candidat": ["Groupe A", "C1"],
        "commentaire": ["absent", ""],
        "CR1.1.1": ["", "oui"],
    },
    "groups": {"candidat": ["C1", "C2"], "groupe": ["A", "mars-1"], "CR1.1.1": ["oui", "non"]},
    "long": {"candidat": ['="001"', "Groupe A"], "element": ["CR1.1.1", ""], "valeur": ['="oui"', ""]},
}


@pytest.mark.parametrize("columns", GUARDED.values(), ids=GUARDED)
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_what_stands_around_texts_and_between_candidates_is_read_alike(
    certeval: Certeval, tmp_path: Path, columns: dict[str, list[str]], form: str
) -> None:
    frame = pl.DataFrame(columns)
    if form == "csv":
        frame.write_csv(tmp_path / "s.csv", separator=";", quote_style="never")
    else:
        frame.write_parquet(tmp_path / "s.parquet")
    asked = ("validate", f"s.{form}", "--format", "csv", "--engine")
    swift, plain = certeval(*asked, "polars"), certeval(*asked, "python")
    assert (swift.status, swift.out) == (plain.status, plain.out)
    assert swift.err.splitlines()[-8:] == plain.err.splitlines()[-8:]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("jurors", "candidat;jure;CR1.1.1\nC001;J1;1\n"),
        ("two names", "candidat;nom;element;valeur\nC001;A;CR1.1.1;1\nC001;B;CR1.1.2;1\n"),
        ("a row too long", "candidat;CR1.1.1\nC001;1;\n"),
        ("a line break in quotes", 'candidat;nom;CR1.1.1\nC001;"A\nB";1\n'),
        ("no text", "candidat;CR1.1.1\nC001;\0\n"),
        ("a mark of UTF-8 below the headings", "candidat;CR1.1.1\n\ufeffC001;1\n"),
    ],
)
def test_what_polars_might_read_otherwise_is_read_cell_by_cell(
    tmp_path: Path, referentiel: Referentiel, name: str, text: str
) -> None:
    path = tmp_path / "notes.csv"
    path.write_bytes(text.encode())
    with pytest.raises(Extraordinary):
        decide([path], referentiel)


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize("order", [1, -1])
def test_names_that_some_sheets_give_are_written_and_homonyms_told(
    certeval: Certeval, tmp_path: Path, long: bool, order: int
) -> None:
    who = [("C1", "Noël", "Zoé"), ("C2", " NOEL", "zoe "), ("C3", "", "Ali"), ("C4", "Do;", "Li")]
    cells = [["1", ""], ["", "0"], ["1", "1"], ["0", ""]]
    names = ["nom", "prenom"]
    rows = [[code, *cell, *person] for (code, *person), cell in zip(who, cells, strict=True)]
    people = [["candidat", "CR1.1.1", "CR1.1.2", *names], *rows]
    if long:
        head = ["candidat", "element", "valeur", *names]
        people = [head] + [[row[0], f"CR1.1.{i}", row[i], *row[3:]] for row in rows for i in (1, 2)]
    others = [[f"D{i:03d}", "1", "0"] for i in range(70)]
    nobody = [["candidat", "CR1.1.1", "CR1.1.2"], *others]
    write_parquet(tmp_path, "a.parquet", people)
    write_parquet(tmp_path, "b.parquet", long_of(nobody) if long else nobody)
    asked = ("validate", *["a.parquet", "b.parquet"][::order], "--format")
    for form in ("csv", "ndjson"):
        swift = certeval(*asked, form, "--verbose")
        assert (swift.status, "cell by cell" in swift.err) == (0, False)
        plain = certeval(*asked, form, "--engine", "python")
        assert swift == plain
    assert "info[N038]" in swift.err
    for file, engine in (("p", "auto"), ("q", "python")):
        certeval(*asked, "parquet", "-o", f"{file}.parquet", "--engine", engine)
    found = pl.read_parquet(tmp_path / "p.parquet")
    assert sorted(found["prenom"].drop_nulls()) == ["Ali", "Li", "Zoé", "zoe"]
    assert (tmp_path / "p.parquet").read_bytes() == (tmp_path / "q.parquet").read_bytes()


LEVELS = """
format: 1
certification: {code: r, version: 1.0.0}
validation: {epreuve: {au_moins: "b;c"}, certification: {tous: epreuves}}
epreuves:
- {code: E1, intitule: Oral, echelle: {niveaux: ["=a", "b;c"]}}
- {code: E2, intitule: Écrit, echelle: {note: {sur: 20, pas: 1/4}}, validation: {au_moins: 10}}
"""


def test_parquet_holds_levels_as_they_are_spelled_whatever_the_csv_must_do(
    certeval: Certeval, tmp_path: Path
) -> None:
    (tmp_path / "r.yaml").write_text(LEVELS, encoding="utf-8")
    write_parquet(tmp_path, "s.parquet", [["candidat", "E1", "E2"], ["A", "=a", "12,25"], ["B", "b;c", "8"]])
    for options in ((), ("--engine", "python"), ("--candidat", "A", "--candidat", "B")):
        asked = ("s.parquet", "--referentiel", "r.yaml", "-o", "out.parquet", "--force", *options)
        assert certeval("validate", *asked).status == 0
        found = pl.read_parquet(tmp_path / "out.parquet")
        assert found["E1 valeur"].to_list() == ["=a", "b;c"]
        assert found["E2 valeur"].to_list() == ["12.25", "8"]


def test_a_folder_is_read_in_parts_where_every_sheet_of_it_is_one(certeval: Certeval, tmp_path: Path) -> None:
    head, *rows = [["candidat", "CR1.1.1"], ["A", "1"], ["B", "0"]]
    (tmp_path / "f").mkdir()
    write_parquet(tmp_path / "f", "1.parquet", [head, rows[0]])
    write_parquet(tmp_path / "f", "2.parquet", [head, rows[1]])
    both = certeval("validate", "f", "--format", "csv", "-o", "f/results.csv", "--verbose")
    assert (both.status, "cell by cell" in both.err) == (0, False)
    again = certeval("validate", "f", "--format", "csv", "-v")
    assert again.out == (tmp_path / "f" / "results.csv").read_text(encoding="utf-8-sig")
    write_parquet(tmp_path / "f", "3.csv", [head, ["C", "1"]])
    (tmp_path / "f" / "4.yaml").write_text(
        "format: 1\ncandidats: [{candidat: D, notes: {CR1.1.1: 1}}]\n", encoding="utf-8"
    )
    mixed = certeval("validate", "f", "--format", "csv", "--verbose")
    assert "cell by cell" in mixed.err
    assert [line.split(";")[0] for line in mixed.out.splitlines()] == ["candidat", "C", "D"]


def test_identifiers_are_compared_as_the_other_reader_compares_them() -> None:
    texts = [
        "C001",
        "C01",
        "0075",
        "75",
        "C0O1",
        "co01",
        "00",
        "0",
        "a_0-b",
        "E00-01",
        "c00",
        "O9-0a00",
        "1-0",
    ]
    assert keys(pl.Series(texts)).to_list() == list(map(identifiers.key, texts))


@pytest.mark.parametrize(
    "texts",
    [
        ["C001", "c2", "C0", "C00", "C010"],
        ["001", "2", "0", "00"],
        ["E2-O14", "E2-15"],
        ["C-01", "C--1", "C-1"],
        ["C1", "1", "01"],
        ["C01", "C99999999999999999999"],
        ["C01", "C1O"],
        [],
    ],
    ids=" ".join,
)
def test_numbers_after_one_head_are_compared_as_any_others(texts: list[str]) -> None:
    assert keys(pl.Series(texts, dtype=pl.String)).to_list() == list(map(identifiers.key, texts))


@pytest.mark.parametrize("names", [["Un"] * 5, ["Un", "Deux", "Un", "", "Trois"]])
@pytest.mark.parametrize("again", ["C1", "C01", "Ç1"])
def test_who_is_there_many_times_is_told_the_same_up_to_what_is_listed(
    certeval: Certeval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: list[str], again: str
) -> None:
    rows = [f"{again};{name};oui" for name in names]
    text = "\n".join(["candidat;nom;CR1.1.1", "C1;Un;oui", "C2;Un;oui", *rows])
    (tmp_path / "s.csv").write_text(text, encoding="utf-8")
    asked = ("validate", "s.csv", "--format", "csv", "--engine")
    for most in (1, 3):
        monkeypatch.setattr(findings, "MOST", most)
        assert certeval(*asked, "polars") == certeval(*asked, "python")


@pytest.mark.parametrize("again", ["C002", "C2"])
@pytest.mark.parametrize("between", [" C3", "C3"])
def test_a_candidate_met_again_in_another_batch_is_told(
    referentiel: Referentiel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, between: str, again: str
) -> None:
    """Whether or not an identifier that does not read as it stands has those beside it looked at one by one."""
    monkeypatch.setattr(sheets, "BLOCK", 8)  # two rows
    path = tmp_path / "s.csv"
    path.write_text(f"candidat;CR1.1.1\nC002;1\nC004;1\n{between};1\n{again};1\n", encoding="utf-8")
    told = decide([path], referentiel)[1]
    assert {"N202", "N206"} & {each.code for each in told}
    assert told == plainly([path], referentiel)[1]


def test_a_value_given_twice_is_told_and_decided_once(tmp_path: Path, referentiel: Referentiel) -> None:
    path = tmp_path / "notes.csv"
    cells = ["C001;CR1.1.1;1", "C002;CR1.1.1;0", "C001;CR1.1.1;1 ", "C001;CR1.1.1;oui", "C002;CR1.1.1;"]
    path.write_text("\n".join(["candidat;element;valeur", *cells]), encoding="utf-8")
    rows, told = decide([path], referentiel)
    assert (rows, told) == plainly([path], referentiel)
    assert [each.place.span.line for each in told if each.related and each.place.span] == [4, 5]


def test_cells_that_say_the_same_in_other_words_are_decided_once(
    tmp_path: Path, referentiel: Referentiel, monkeypatch: pytest.MonkeyPatch
) -> None:
    groups: list[object] = []
    decisions = PartDecider.decisions

    def counted(decider: PartDecider, rows: Sequence[Sequence[CellContent]]) -> list[Decision]:
        groups.extend(row[0] for row in rows if "CR1.1.1" in decider.part.entries)
        return decisions(decider, rows)

    monkeypatch.setattr(PartDecider, "decisions", counted)
    path = tmp_path / "notes.csv"
    said = ["1", "oui", "x", "0", "non", "", "NE", "ABS", "DISP"]
    cells = [f"C{i:03d};{text}\n" for i, text in enumerate(said)]
    path.write_text("".join(["candidat;CR1.1.1\n", *cells]), encoding="utf-8")
    rows, _ = decide([path], referentiel)
    assert groups == ["1", "0", "", "DISP"]
    assert rows == plainly([path], referentiel)[0]


def test_what_is_made_ahead_comes_in_order_and_fails_in_its_place() -> None:
    def numbers() -> Iterator[int]:
        yield from range(1, 5)
        raise OSError(28, "disk full")

    made = make_ahead(numbers())
    assert list(islice(made, 4)) == [1, 2, 3, 4]
    with pytest.raises(OSError, match="disk full"):
        next(made)


@pytest.mark.parametrize("late", ['"A\nB"', "A\0", "A;1", "A\rB"])
def test_what_polars_might_read_otherwise_is_met_far_down_as_at_the_top(
    certeval: Certeval, tmp_path: Path, referentiel: Referentiel, monkeypatch: pytest.MonkeyPatch, late: str
) -> None:
    monkeypatch.setattr(sheets, "BLOCK", 100)
    rows = [["candidat", "CR1.1.1", "nom"], *[[f"C{i:03d}", "1", "A"] for i in range(50)], ["D1", "1", late]]
    path = tmp_path / "notes.csv"
    path.write_bytes(csv_of(rows).encode())
    with pytest.raises(Extraordinary):
        decide([path], referentiel)
    asked = ("validate", "notes.csv", "--format", "csv", "--engine")
    assert certeval(*asked, "polars") == certeval(*asked, "python")


def test_windows_1252_is_left_to_the_reader_that_says_so(tmp_path: Path, referentiel: Referentiel) -> None:
    path = tmp_path / "notes.csv"
    path.write_bytes("candidat;nom;CR1.1.1\nC001;Zoé;1\n".encode("cp1252"))
    with pytest.raises(Extraordinary):
        decide([path], referentiel)


def test_numbers_in_parquet_are_read_as_people_type_them(tmp_path: Path, referentiel: Referentiel) -> None:
    columns = {
        "candidat": ["C1", "C2", "C3"],
        "CR1.1.1": [1.0, None, float("nan")],
        "CR1.1.2": [True, False, None],
    }
    path = tmp_path / "notes.parquet"
    decimals = [Decimal("1.00"), Decimal("0.00"), None]
    pl.DataFrame({**columns, "CR1.1.3": [1, 0, None], "CR1.1.4": decimals}).write_parquet(path)
    typed = tmp_path / "notes.csv"
    heading = "candidat;CR1.1.1;CR1.1.2;CR1.1.3;CR1.1.4"
    typed.write_text(f"{heading}\nC1;1;vrai;1;1\nC2;;faux;0;0\nC3;;;;\n", encoding="utf-8")
    assert decide([path], referentiel)[0] == plainly([typed], referentiel)[0]


@pytest.mark.parametrize("name", ["notes.parquet", "notes.csv.gz", "notes.csv.zst"])
def test_a_file_cut_short_is_never_read_in_part(tmp_path: Path, referentiel: Referentiel, name: str) -> None:
    path = write_parquet(tmp_path, name, rows_of(referentiel, 300))
    path.write_bytes(path.read_bytes()[:-30])
    for read in (decide, plainly):
        with pytest.raises(OSError, match=r"cut short|not a Parquet") as error:
            read([path], referentiel)
        assert error.value.filename == str(path)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_what_zstandard_packs_in_another_encoding_is_said_not_to_be_in_utf_8(
    certeval: Certeval, tmp_path: Path, encoding: str
) -> None:
    """It was said to be cut short or damaged."""
    data = "candidat;nom;CR1.1.1\nC001;Zoé;1\n".encode(encoding)
    frame = b"\x28\xb5\x2f\xfd\xa0" + len(data).to_bytes(4, "little")
    (tmp_path / "s.csv.zst").write_bytes(frame + (len(data) << 3 | 1).to_bytes(3, "little") + data)
    for engine in ("auto", "python", "polars"):
        done = certeval("validate", "s.csv.zst", "--engine", engine)
        reason = "a file packed by Zstandard is read in UTF-8 alone: unpack this one, or pack it by gzip"
        assert (done.status, done.err.splitlines()[-1]) == (2, f"certeval: s.csv.zst: {reason}")


def test_parquet_holds_verdicts_as_text_and_counts_as_numbers(
    tmp_path: Path, referentiel: Referentiel
) -> None:
    path = write_parquet(tmp_path, "notes.csv", rows_of(referentiel, 40))
    out, plain = tmp_path / "out.parquet", tmp_path / "plain.parquet"
    by_polars([path], typing(referentiel), out)
    scores = open_sheets([path]).read(referentiel)
    Printout(typing(referentiel)).write(list(scores.candidates.values()), plain, tmp_path)
    assert out.read_bytes() == plain.read_bytes()
    found = pl.read_parquet(out)
    assert found.schema["manquants"] == pl.List(pl.String)
    assert found.schema["C1.1 requis"] == pl.Int64
    heading, *lines = decide([path], referentiel)[0].splitlines()
    assert found.columns == heading.split(";")
    assert [row[0] for row in found.rows()] == [line.split(";")[0] for line in lines]


@pytest.mark.parametrize("long", [False, True])
def test_parquet_has_the_same_bytes_whatever_it_is_made_from(
    tmp_path: Path, referentiel: Referentiel, monkeypatch: pytest.MonkeyPatch, long: bool
) -> None:
    monkeypatch.setattr(sheets, "AT_ONCE", 64)
    monkeypatch.setattr(sheets, "BLOCK", 5000)
    rows = rows_of(referentiel, 300)
    rows = long_of(rows) if long else rows
    uneven = tmp_path / "uneven.parquet"
    frame_of(rows).write_parquet(uneven, row_group_size=len(rows) // 3)
    made = []
    for path in (*(write_parquet(tmp_path, f"notes{each}", rows) for each in (".csv", ".parquet")), uneven):
        out = path.with_suffix(".out")
        by_polars([path], typing(referentiel), out)
        made.append(out.read_bytes())
    assert made[0] == made[1] == made[2]
    assert pl.scan_parquet(tmp_path / "notes.out").select(pl.len()).collect().item() == 300


@pytest.mark.parametrize("name", ["notes.csv", "notes.csv.gz", "notes.parquet"])
@pytest.mark.parametrize("long", [False, True])
def test_how_far_it_has_come_is_told_in_rows_and_bytes(
    tmp_path: Path, referentiel: Referentiel, monkeypatch: pytest.MonkeyPatch, name: str, long: bool
) -> None:
    monkeypatch.setattr(sheets, "AT_ONCE", 64)
    monkeypatch.setattr(sheets, "BLOCK", 5000)
    rows = rows_of(referentiel, 200)
    head, *below = long_of(rows) if long else rows
    paths = [
        write_parquet(tmp_path, f"{half}{name}", [head, *below[half * len(below) // 2 :][: len(below) // 2]])
        for half in (0, 1)
    ]
    told: list[tuple[int, int]] = []
    form = printing(referentiel)
    by_polars(paths, form, tmp_path / "out", lambda *far: told.append(far))
    assert told == sorted(told)
    assert len(told) >= 4
    assert told[-1] == (len(below), sum(path.stat().st_size for path in paths))


def test_polars_is_chosen_for_parquet_and_for_large_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parquet, wide, long = tmp_path / "n.parquet", tmp_path / "n.csv", tmp_path / "l.csv"
    pl.DataFrame({"candidat": ["C1"]}).write_parquet(parquet)
    wide.write_bytes(b"candidat;CR1.1.1\nC1;1\n".ljust(100, b"\n"))
    long.write_bytes(b"candidat;element;valeur\nC1;CR1.1.1;1\n".ljust(100, b"\n"))
    assert bulk_decide.suits_polars([parquet], "csv")
    assert bulk_decide.suits_polars([wide], "parquet")
    for size, large in ((99, True), (100, True), (101, False)):
        monkeypatch.setattr(bulk_decide, "LARGE", size)
        assert bulk_decide.suits_polars([wide], "csv") is bulk_decide.suits_polars([long], "csv") is large
    monkeypatch.setattr(bulk_decide, "LARGE", 100)
    assert bulk_decide.suits_polars([long], "csv", jobs=2)
    assert not bulk_decide.suits_polars([wide], "csv", jobs=2)  # which plain Python alone has
    assert not bulk_decide.suits_polars([tmp_path / "nowhere.parquet"], "csv")


def test_marks_that_parquet_keeps_in_four_bytes_are_those_that_were_typed(
    certeval: Certeval, tmp_path: Path
) -> None:
    def told(*marks: float | None) -> list[str]:
        frame = pl.DataFrame({"candidat": [f"C{i}" for i in range(len(marks))], "E1": marks})
        frame.with_columns(pl.col("E1").cast(pl.Float32)).write_parquet(tmp_path / "s.parquet")
        found = [
            certeval("validate", "s.parquet", "-r", "r.yaml", "--format", "csv", "--engine", engine)
            for engine in ("python", "polars")
        ]
        assert found[0] == found[1]
        return found[0].out.splitlines()[1:]

    marked = LEVELS.replace('niveaux: ["=a", "b;c"]', "note: {sur: 20}").replace('"b;c"', "10").splitlines()
    (tmp_path / "r.yaml").write_text("\n".join(marked[:-1]), encoding="utf-8")
    assert told(12.3, 9.95, 20, 0.1, None, float("nan")) == [
        "C0;valide;;12.3",
        "C1;non_valide;;9.95",
        "C2;valide;;20",
        "C3;non_valide;;0.1",
        "C4;en_attente;E1;",
        "C5;en_attente;E1;",
    ]
    assert told(12.3, 9.999999) == []  # left by a computation in four bytes


@pytest.mark.parametrize("mark", ["12", "21"])
def test_a_document_says_whom_it_shows_the_same_whoever_read_the_sheet(
    certeval: Certeval, tmp_path: Path, mark: str
) -> None:
    (tmp_path / "r.yaml").write_text(LEVELS, encoding="utf-8")
    write_parquet(tmp_path, "s.parquet", [["candidat", "E1", "E2"], ["A", "=a", mark], ["B", "b;c", "8"]])
    asked = ("validate", "s.parquet", "-r", "r.yaml", "--json", "--candidat", "A")
    python, polars = (certeval(*asked, "--engine", engine) for engine in ("python", "polars"))
    assert python == polars
    assert ('"filtres"' in python.out) is (python.status == 0)
