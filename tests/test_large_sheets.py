"""Large sheets: read in blocks and by several processes, told as the reader of every sheet tells them."""

import json
import os
import random
import signal
import struct
import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from functools import partial
from multiprocessing import active_children
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from certeval.bulk import csv_blocks as blocks
from certeval.bulk import decide, identities, printout, processes, ranges
from certeval.bulk.csv_blocks import Block, Extraordinary
from certeval.bulk.identities import Identities
from certeval.bulk.printer import Printer
from certeval.bulk.tally import Tally
from certeval.bulk.wide_csv import open_large
from certeval.cli import notices
from certeval.cli import session as cli_session
from certeval.cli.evaluation import cell_by_cell
from certeval.cli.evaluation import rattrapages as resits_command
from certeval.diagnostics import Diagnostic, findings
from certeval.referentiel.catalogue import package_folder, versions
from certeval.referentiel.load import Referentiel, load
from certeval.render.forms import Form
from certeval.render.obstacles import Obstacle
from certeval.render.results import lines
from certeval.render.rows import rows
from certeval.scores import sheets
from conftest import Certeval


@pytest.fixture(scope="module")
def referentiel() -> Referentiel:
    loaded = load(next(versions(package_folder())).path).referentiel
    assert loaded is not None
    return loaded


def sheet(referentiel: Referentiel, candidates: int) -> list[str]:
    """The lines of a random wide sheet."""
    dice = random.Random(candidates)  # noqa: S311 -- a test's data, not a secret
    words = ["1", "1", "1", "0", "0", "", "NE", "ABS", "oui", "non"]
    codes = list(referentiel.entries)
    rows = [";".join([f"C{i:05d}", *dice.choices(words, k=len(codes))]) for i in range(candidates)]
    return [";".join(["candidat", *codes]), *rows]


def decided(
    path: Path, referentiel: Referentiel, jobs: int = 1, form: Form | None = None
) -> tuple[str, Tally, list[Diagnostic]]:
    with tempfile.TemporaryDirectory() as folder:
        printing = Printer(form or rows(referentiel, detail=True), referentiel)
        work = ranges.RangeWork(open_large(path), printing)
        first = Path(folder, "first")
        found = ranges.decide_sheet(work, jobs, Path(folder), nullcontext(notices.no_bar), first)
        text = b"".join(file.read_bytes() for file in found.files).decode()
        return text, found.tally, found.diagnostics


@pytest.fixture
def small_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process is worth starting for a few bytes."""
    monkeypatch.setattr(ranges, "WORTH_A_PROCESS", 64)
    monkeypatch.setattr(blocks, "BLOCK", 4096)


def places(found: list[Diagnostic]) -> list[tuple[str, int]]:
    return [(each.code, each.place.span.line) for each in found if each.place.span]


@pytest.mark.usefixtures("small_processes")
@pytest.mark.parametrize("jobs", [2, 3, 7])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_several_processes_decide_as_one_does(
    tmp_path: Path, referentiel: Referentiel, jobs: int, end: str
) -> None:
    path = tmp_path / "notes.csv"
    path.write_bytes((end.join(sheet(referentiel, 500)) + end).encode())
    alone, several = decided(path, referentiel), decided(path, referentiel, jobs)
    assert (alone[0], alone[2]) == (several[0], several[2])
    assert several[1].rows == 500
    assert several[1].verdicts == alone[1].verdicts


@pytest.mark.usefixtures("small_processes")
def test_a_cell_with_line_breaks_stays_whole_whichever_process_reads_it(
    tmp_path: Path, referentiel: Referentiel
) -> None:
    head, *rows = sheet(referentiel, 60)
    noted = [f'{row};"vu\nle ""jury""\n;\n{i}"' for i, row in enumerate(rows)]
    path = tmp_path / "notes.csv"
    path.write_text("\n".join([f"{head};commentaire", *noted]) + "\n", encoding="utf-8")
    plain = tmp_path / "sans.csv"
    plain.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    expected = decided(plain, referentiel)
    for jobs in (1, 2, 5, 9):
        found = decided(path, referentiel, jobs)
        assert found[0] == expected[0]
        assert places(found[2]) == places(expected[2])


@pytest.mark.usefixtures("small_processes")
def test_a_row_is_whole_whatever_quotes_stand_before_it(tmp_path: Path, referentiel: Referentiel) -> None:
    """No range ends where the search for the end of the one before had passed already."""
    head, *rows = sheet(referentiel, 60)
    rows = [f"{row};" for row in rows]
    rows[3] += 'tablette de 10"'
    path = tmp_path / "notes.csv"
    path.write_text("\n".join([f"{head};commentaire", *rows]) + "\n", encoding="utf-8")
    expected = decided(path, referentiel)
    for jobs in (2, 3, 5, 9):
        found = decided(path, referentiel, jobs)
        assert (found[0], found[2], found[1].rows) == (expected[0], expected[2], 60)


def test_a_row_that_is_wrong_where_it_was_cut_alone_is_not_decided(
    tmp_path: Path, referentiel: Referentiel, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "notes.csv"
    path.write_text("\n".join(sheet(referentiel, 60)) + "\n", encoding="utf-8")
    size = path.stat().st_size
    monkeypatch.setattr(
        ranges, "byte_ranges", lambda _path, start, _count: [(start, size - 20), (size - 20, size)]
    )
    with pytest.raises(Extraordinary):
        decided(path, referentiel)


@pytest.mark.usefixtures("small_processes")
@pytest.mark.parametrize("jobs", [1, 4])
def test_every_wrong_row_is_told_at_its_line(tmp_path: Path, referentiel: Referentiel, jobs: int) -> None:
    lines = sheet(referentiel, 300)
    lines[7] = lines[7].replace(";", ";peut-être;", 1).rsplit(";", 1)[0]
    lines[200] = "c00150" + lines[200][6:]
    lines[250] = lines[250].rsplit(";", 1)[0]
    lines[299] = "C00001" + lines[299][6:]
    path = tmp_path / "notes.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    _, tally, found = decided(path, referentiel, jobs)
    assert places(found) == [("N211", 8), ("N206", 201), ("N015", 251), ("N202", 300)]
    assert tally.rows == 300


@pytest.mark.parametrize(
    "rows",
    [
        ["oui;non;C1;x", "oui;C2", "oui;oui;C3"],
        ["oui;C1", "non;oui;C2;x", "oui;oui;C3"],
        ["C1", "oui;non;C2;x;y", "oui;oui;C3"],
        ["oui;non;C1;;;", "", "oui;oui;C3"],
        ["oui;oui;C1", "non;oui;C2;x", "oui;C3"],
    ],
)
def test_rows_too_long_and_too_short_that_make_up_for_each_other_are_told(
    certeval: Certeval, tmp_path: Path, rows: list[str]
) -> None:
    """There are as many cells as there should be, and those of one row are not another's."""
    text = "\n".join(["CR1.1.1;CR1.1.2;candidat", *rows, ""])
    (tmp_path / "s.csv").write_text(text, encoding="utf-8")
    asked = ("validate", "s.csv", "--format", "csv")
    assert certeval(*asked) == certeval(*asked, "--encoding", "utf-8")


def test_a_row_that_is_read_again_ends_where_it_does(certeval: Certeval, tmp_path: Path) -> None:
    """Two lines more would cut the next row within its quotes."""
    rows = [
        'C1;"vu";bof',
        'C2;"un\ndeux\ntrois\nquatre";oui',
        'C3;"un\ndeux";bof',
        'C4;"un\ndeux\ntrois";non',
    ]
    text = "\n".join(["candidat;commentaire;CR1.1.1", *rows, ""])
    (tmp_path / "s.csv").write_text(text, encoding="utf-8")
    asked = ("validate", "s.csv", "--format", "csv")
    done = certeval(*asked)
    assert done == certeval(*asked, "--encoding", "utf-8")
    assert done.err.count("« bof »") == 2


@pytest.mark.parametrize(
    "text",
    [
        "CR1.1.1;candidat\noui\nnon;C2\n",
        "CR1.1.1;CR1.1.2;candidat\noui\n;;C2\nnon;oui;\n",
        "candidat;nom;prenom;CR1.1.1;CR1.1.2;CR1.1.3\nC1;Un;Ali;oui;;\nC2;Un;Ali;;oui;\n",
        "candidat;nom;prenom;CR1.1.1;CR1.1.2;CR1.1.3\nC1;Un;Ali;oui;;oui\nC2;Un;Ali;;oui;oui\n",
        "candidat;nom;prenom;CR1.1.1;CR1.1.2\nC1;Un;Ali;oui;\nC2;Deux;Ali;;oui\nC3;un;ALI;;non\n",
        "candidat;groupe;CR1.1.1\nC1;A  B;oui\nC2;A\u00a0B;oui\n;A B;non\n",
        "candidat;CR1.1.1\n" + "".join(f"C{number};oui\n" for number in (1, 2, 3, 3, 2, 1, 2, 3, 1)),
        "candidat;CR1.1.1\nC1;bof\nC2;'+9\n",
        'candidat;CR1.1.1\n="C1";="oui"\n"=""C1""";oui\n="1E5";="bof"\n="x"&A2;oui\n',
        "candidat;groupe;CR1.1.1\nC1;mars-1;oui\nC2;1-févr.;oui\nC3;01/02/2026;oui\nC4;1E+05;\nC5;sept-25;\n",
        "candidat;groupe;CR1.1.1;CR1.1.2\nGroupe A;;;\nC1;;oui;\nGroupe B;x;;\nTD 2;;;oui\n",
    ],
    ids=[
        *(
            "short",
            "short and empty",
            "apart",
            "shared",
            "others",
            "groups",
            "repeated",
            "guarded",
            "formulas",
        ),
        *("days", "titles"),
    ],
)
def test_rows_out_of_the_ordinary_are_told_as_a_small_sheet_tells_them(
    certeval: Certeval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(identities, "AT_ONCE", 2)
    monkeypatch.setattr(findings, "MOST", 2)
    (tmp_path / "s.csv").write_text(text, encoding="utf-8")
    asked = ("validate", "s.csv", "--format", "csv")
    assert certeval(*asked) == certeval(*asked, "--encoding", "utf-8")


def test_groups_are_one_however_their_spaces_are_typed(
    certeval: Certeval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "candidat;groupe;CR1.1.1\nC1;A  B;oui\nC2;A\u00a0B;oui\nC3; A B ;non\n"
    (tmp_path / "s.csv").write_text(text, encoding="utf-8")
    asked = ("stats", "s.csv", "--par", "groupe", "--format", "json")
    plain = certeval(*asked)
    monkeypatch.setattr(decide, "WORTH_IT", 0)
    assert certeval(*asked) == plain
    assert plain.out.count('"A B"') > plain.out.count("A  B")


@pytest.mark.parametrize(
    "text",
    [
        "candidat;nom;CR1.1.1\nC1;'=Un;oui\n",
        'candidat;nom;CR1.1.1\nC1;"\'=Un";oui\n',
        "nom;candidat;CR1.1.1\n'=Un;C1;oui\n",
        'nom;candidat;CR1.1.1\n\'=Un;C1;"oui"\n',
        "nom;candidat;CR1.1.1\nUn;C1;oui\n'=Un;C2;oui\n",
    ],
)
def test_a_name_guarded_from_spreadsheets_is_the_same_wherever_its_row_stands(
    certeval: Certeval, tmp_path: Path, text: str
) -> None:
    (tmp_path / "s.csv").write_text(text, encoding="utf-8")
    asked = ("validate", "s.csv", "--format", "ndjson")
    done = certeval(*asked)
    assert done == certeval(*asked, "--encoding", "utf-8")
    assert '"nom":"=Un"' in done.out.replace(" ", "")


def test_a_folder_called_as_a_sheet_is_a_folder(certeval: Certeval, tmp_path: Path) -> None:
    (tmp_path / "notes.csv").mkdir()
    (tmp_path / "notes.csv" / "a.csv").write_text("candidat;CR1.1.1\nC1;oui\n", encoding="utf-8")
    asked = ("validate", "notes.csv", "--format", "csv")
    done = certeval(*asked)
    assert done.status == 0
    assert done == certeval(*asked, "--encoding", "utf-8")


def test_a_million_wrong_cells_would_each_be_told(tmp_path: Path, referentiel: Referentiel) -> None:
    head, *rows = sheet(referentiel, 40)
    wrong = [row.replace(";1;", ";peut-être;").replace(";0;", ";?;") for row in rows]
    path = tmp_path / "notes.csv"
    path.write_text("\n".join([head, *wrong]), encoding="utf-8")
    typed = sum(row.split(";").count("peut-être") + row.split(";").count("?") for row in wrong)
    _, _, found = decided(path, referentiel)
    assert sum(each.is_error for each in found) == typed > 100


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("jurors", "candidat;jure;CR1.1.1\nC001;J1;1\n"),
        ("attempts", "candidat;tentative;CR1.1.1\nC001;1;1\n"),
        ("a long sheet", "candidat;element;valeur\nC001;CR1.1.1;1\n"),
        ("no identifiers", "nom;CR1.1.1\nC001;1\n"),
        ("rows of groups", "groupe;CR1.1.1\nG1;1\n"),
        ("the mark of a group", "candidat;groupe;CR1.1.1\nC001;G1;1\n;G1;1\n"),
        ("a candidate called as a group", "candidat;groupe;CR1.1.1\nC001;g 1;1\nG1;;1\n"),
        ("no text", "candidat;CR1.1.1\nC001;\0\n"),
    ],
)
def test_a_sheet_that_is_more_than_rows_of_cells_is_read_cell_by_cell(
    tmp_path: Path, referentiel: Referentiel, name: str, text: str
) -> None:
    path = tmp_path / "notes.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Extraordinary):
        decided(path, referentiel)


@pytest.mark.parametrize("sign", ["\r", "\0"])
@pytest.mark.parametrize("block", [1, 1 << 18])
def test_a_sign_that_is_no_text_is_met_wherever_a_block_ends(
    tmp_path: Path, referentiel: Referentiel, monkeypatch: pytest.MonkeyPatch, block: int, sign: str
) -> None:
    monkeypatch.setattr(blocks, "BLOCK", block)
    path = tmp_path / "notes.csv"
    path.write_bytes(f'candidat;commentaire;CR1.1.1\nC1;"vu\npar{sign}le jury";1\nC2;;bof\n'.encode())
    with pytest.raises(Extraordinary):
        decided(path, referentiel)


def ended(rows: int) -> Iterator[Tally]:
    yield Tally(rows=rows)


def killed() -> Iterator[Tally]:
    os.kill(os.getpid(), signal.SIGKILL)
    yield Tally()


def extraordinary() -> Iterator[Tally]:
    yield Tally(rows=1)
    raise Extraordinary(Obstacle.CELLS)


def test_what_another_process_met_or_raised_is_had_here() -> None:
    told: list[tuple[int, int]] = []
    works = [partial(ended, rows) for rows in (1, 20, 300)]
    tallies = processes.run_works(works, nullcontext(lambda *met: told.append(met)))
    assert [tally.rows for tally in tallies] == [1, 20, 300]
    assert told[-1] == (321, 0)
    with pytest.raises(Extraordinary):
        processes.run_works([partial(ended, 1), extraordinary], nullcontext(notices.no_bar))


def test_a_process_that_the_system_kills_is_told_and_leaves_no_other_behind() -> None:
    with pytest.raises(OSError, match="memory"):
        processes.run_works([partial(ended, 1), killed, killed], nullcontext(notices.no_bar))
    assert active_children() == []


def killed_while_it_tells(_work: processes.Work, there: Connection) -> None:
    os.write(there.fileno(), struct.pack("!i", 1 << 20) + b"a first part")
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_process_that_is_killed_while_it_tells_what_it_made_is_told_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """« got end of file during message » is no reason for whoever reads it."""
    monkeypatch.setattr(processes, "_work_in_child", killed_while_it_tells)
    with pytest.raises(OSError, match="memory"):
        processes.run_works([partial(ended, 1), partial(ended, 1)], nullcontext(notices.no_bar))


def test_windows_1252_is_left_to_the_reader_that_says_so(tmp_path: Path, referentiel: Referentiel) -> None:
    path = tmp_path / "notes.csv"
    path.write_bytes("candidat;nom;CR1.1.1\nC001;Zoé;1\n".encode("cp1252"))
    with pytest.raises(Extraordinary):
        decided(path, referentiel)


def test_memory_is_bounded_by_what_is_kept_not_by_the_rows(
    tmp_path: Path, referentiel: Referentiel, monkeypatch: pytest.MonkeyPatch
) -> None:
    from certeval.bulk import cells, memos, part_memo, row_memo

    path = tmp_path / "notes.csv"
    path.write_text("\n".join(sheet(referentiel, 400)), encoding="utf-8")
    expected = decided(path, referentiel)
    monkeypatch.setattr(cells, "MAX_MEMORY", 3)
    monkeypatch.setattr(part_memo, "MAX_MEMORY", 3)
    monkeypatch.setattr(row_memo, "MAX_MEMORY", 3)
    monkeypatch.setattr(memos, "MAX_MEMORY", 3)
    monkeypatch.setattr(blocks, "BLOCK", 1000)
    assert decided(path, referentiel)[0] == expected[0]


def test_lines_are_those_of_the_results_document(tmp_path: Path, referentiel: Referentiel) -> None:
    path = tmp_path / "notes.csv"
    path.write_text("\n".join(sheet(referentiel, 30)), encoding="utf-8")
    text, _, _ = decided(path, referentiel, form=lines(referentiel, between=",\n  ", end=""))
    assert text.startswith(",\n  {")
    assert text.count('"candidat"') == 30


@pytest.mark.parametrize("delimiter", [";", "\t", ",", "|", ":"])
@pytest.mark.parametrize("code", ["'=C1", "''+C1", "'C1", "''", "@C1"])
def test_an_identifier_guarded_from_spreadsheets_is_the_same_whatever_parts_cells(
    certeval: Certeval, tmp_path: Path, delimiter: str, code: str
) -> None:
    lines = [
        "sep=" + delimiter,
        delimiter.join(["nom", "candidat", "CR1.1.1"]),
        delimiter.join(["L'un", code, "1"]),
    ]
    path = tmp_path / "notes.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    swift = certeval("validate", str(path), "--format", "csv")
    assert swift.status == 0
    assert swift == certeval("validate", str(path), "--format", "csv", *PLAINLY)


@pytest.fixture
def session(tmp_path: Path, referentiel: Referentiel) -> Path:
    path = tmp_path / "session.csv"
    path.write_text("\n".join(sheet(referentiel, 40)) + "\n", encoding="utf-8")
    return path


PLAINLY = ("--encoding", "utf-8")
"""What has a sheet read cell by cell: an encoding that is forced."""


@pytest.mark.parametrize("form", ["table", "json", "csv", "ndjson"])
def test_the_command_prints_the_same_whichever_way_it_reads(
    certeval: Certeval, session: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decide, "WORTH_IT", 0)
    for options in ((), ("--detail",)):
        swift = certeval("validate", str(session), "--format", form, *options)
        plain = certeval("validate", str(session), "--format", form, *options, *PLAINLY)
        assert swift == plain
        assert swift.status == 0


@pytest.mark.parametrize("form", ["table", "json", "csv", "ndjson"])
def test_a_wrong_sheet_is_told_the_same_whichever_way_it_is_read(
    certeval: Certeval, session: Path, form: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(decide, "WORTH_IT", 0)
    text = session.read_text(encoding="utf-8")
    session.write_text(text.replace(";NE", ";peut-être") + "C00001;1\n", encoding="utf-8")
    swift = certeval("validate", str(session), "--format", form)
    assert swift == certeval("validate", str(session), "--format", form, *PLAINLY)
    assert swift.status == 1
    report = tmp_path / "rapport.json"
    certeval("validate", str(session), "--format", "csv", "--report", str(report))
    told = json.loads(report.read_text(encoding="utf-8"))["diagnostics"]
    assert sum(each["code"] == "N211" for each in told) == text.count(";NE") > 10


def test_rows_that_old_line_ends_part_are_told_though_none_is_as_wide_as_the_headings(
    certeval: Certeval, tmp_path: Path
) -> None:
    path = tmp_path / "notes.csv"
    path.write_bytes(b"candidat;CR1.1.1\rC01;1;0\rC02;1;1\r")
    swift = certeval("validate", str(path), "--format", "csv")
    assert swift == certeval("validate", str(path), "--format", "csv", *PLAINLY)
    assert swift.err.count("N014") == 2


def test_a_word_met_late_waits_as_those_that_say_the_same(
    certeval: Certeval, tmp_path: Path, referentiel: Referentiel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "BLOCK", 64)
    codes = list(referentiel.entries)
    cells = [["1"] * len(codes) for _ in range(8)]
    for i, word in enumerate(("NE", "", "ne", "Ne ", "abs", "NE", "1", "ABS")):
        for at in range(i % 3, 4 + i % 3):
            cells[i][at] = word
    rows = [";".join(["candidat", *codes]), *(";".join([f"C{i}", *row]) for i, row in enumerate(cells))]
    path = tmp_path / "notes.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    swift = certeval("validate", str(path), "--format", "csv", "--detail")
    assert swift == certeval("validate", str(path), "--format", "csv", "--detail", *PLAINLY)
    assert swift.status == 0


@pytest.mark.usefixtures("small_processes")
@pytest.mark.parametrize("form", ["json", "csv", "ndjson"])
def test_a_file_is_written_the_same_whichever_way_the_sheet_is_read(
    certeval: Certeval, session: Path, form: str, tmp_path: Path
) -> None:
    swift, plain = tmp_path / "a" / "verdicts", tmp_path / "b" / "verdicts"
    for file, options in ((swift, ()), (plain, PLAINLY)):
        file.parent.mkdir()
        file.write_bytes(b"ancien")
        file.chmod(0o640)
        asked = ("--format", form, "--output", str(file), "--force", "--jobs", "3")
        assert certeval("validate", str(session), *asked, *options).status == 0
    assert swift.read_bytes() == plain.read_bytes()
    assert swift.stat().st_mode == plain.stat().st_mode
    assert [path.name for path in swift.parent.iterdir()] == ["verdicts"]


@pytest.mark.usefixtures("small_processes")
@pytest.mark.parametrize("form", ["json", "csv", "ndjson"])
@pytest.mark.parametrize("last", ["C99998;peut-être\n", 'C99998;1;"1\r"\n'], ids=["spoilt", "to read again"])
def test_rows_of_a_way_that_is_given_up_are_no_rows_of_the_other(
    certeval: Certeval, session: Path, form: str, last: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several processes wrote rows of the sheet before something in it had it read cell by cell, by several too."""
    monkeypatch.setattr(printout, "WORTH_A_PROCESS", 10)
    monkeypatch.setattr(cell_by_cell, "_jobs", lambda _options: 3)
    with session.open("a", encoding="utf-8", newline="") as stream:
        stream.write(last)
    asked = ("validate", str(session), "--format", form, "--keep-going", "--jobs")
    alone, several = certeval(*asked, "1", *PLAINLY), certeval(*asked, "3")
    assert several == alone
    assert alone.out.count("C000") == 40


@pytest.mark.parametrize("form", ["json", "csv", "ndjson"])
def test_a_wrong_sheet_writes_nothing_and_leaves_nothing(
    certeval: Certeval, session: Path, form: str, tmp_path: Path
) -> None:
    text = session.read_text(encoding="utf-8")
    session.write_text(text.replace(";NE", ";peut-être"), encoding="utf-8")
    file = tmp_path / "la" / "verdicts"
    file.parent.mkdir()
    file.write_bytes(b"ancien")
    done = certeval("validate", str(session), "--format", form, "--output", str(file), "--force")
    assert done.status == 1
    if form != "json":
        assert file.read_bytes() == b"ancien"
    assert [path.name for path in file.parent.iterdir()] == ["verdicts"]


@pytest.mark.parametrize(
    "text",
    [
        "candidat;CR1.1.1;CR1.1.2\nC1;oui;oui\nC2;non;oui\n",
        "candidat;groupe;CR1.1.1;CR1.1.2\nC1;A;oui;oui\nC2;B;non;oui\n",
        "candidat;nom;prenom;CR1.1.1;CR1.1.2\nC2;Un;Ali;non;oui\nC01;Un;Zoe;oui;oui\n",
        "candidat;CR1.1.1;CR1.1.2\nC1;oui;oui\nC2;bof;oui\n",
        "candidat;CR1.1.1;CR1.1.2\nC1;oui;oui\nC2;oui;oui\nC2;oui;oui\n",
        "candidat;CR1.1.1;CR1.1.2\nC1;oui;oui\nC01;non;oui\n",
        "candidat;CR1.1.1;CR1.1.2\nC1;oui\nC2;oui;oui\n",
        "candidat;CR1.1.1;CR1.1.2\nC1;oui;oui;non\nC2;oui;oui\n",
        "candidat;CR1.1.1;CR9.9.9\nC1;oui;oui\nC2;oui;oui\n",
    ],
    ids=["plain", "group", "name", "other wrong", "other twice", "alike", "short", "long", "headings"],
)
@pytest.mark.parametrize("who", ["C1", "c 1", "C01", "Zoe", "C3"])
def test_one_candidate_is_explained_the_same_whatever_the_size(
    certeval: Certeval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, who: str
) -> None:
    """Of a sheet with errors nothing is explained: a large one explained the rows that were right."""
    (tmp_path / "s.csv").write_text(text, encoding="utf-8")
    asked = ("explain", who, "C1.1", "--scores", "s.csv")
    plain = certeval(*asked)
    monkeypatch.setattr(decide, "WORTH_IT", 0)
    assert certeval(*asked) == plain


def test_nobody_else_is_made_to_explain_one_of_a_large_sheet(
    certeval: Certeval, session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = certeval("explain", "C00007", "C1.1", "--scores", str(session))
    monkeypatch.setattr(decide, "WORTH_IT", 0)
    monkeypatch.setattr(cli_session, "open_session", None)
    assert certeval("explain", "c00007", "C1.1", "--scores", str(session)) == plain


def test_an_engine_that_does_not_exist_is_refused(certeval: Certeval, session: Path) -> None:
    done = certeval("validate", str(session), "--engine", "abacus")
    assert (done.status, done.out) == (2, "")
    assert "abacus" in done.err


CUTS = [
    ("--bloc", "1"),
    ("--bloc", "BC2", "--bloc", "bloc 1", "--detail"),
    ("--candidat", "C00007"),
    ("--candidat", "C00007", "--candidat", "C00002", "--candidat", "C00007", "--bloc", "1"),
    ("--candidat", "c 00007"),
    ("--candidat", "nobody"),
    ("--bloc", "9"),
    ("--keep-going",),
    ("--force-version",),
]


@pytest.mark.parametrize("form", ["table", "json", "csv", "ndjson"])
@pytest.mark.parametrize("options", CUTS, ids=" ".join)
def test_what_is_asked_of_the_output_changes_nothing_in_how_it_is_read(
    certeval: Certeval, session: Path, form: str, options: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decide, "WORTH_IT", 0)
    swift = certeval("validate", str(session), "--format", form, *options)
    plain = certeval("validate", str(session), "--format", form, *options, *PLAINLY)
    assert swift == plain
    assert swift.status == (2 if options[-1] in {"nobody", "9"} else 0)


@pytest.mark.parametrize("form", ["table", "json", "csv", "xlsx"])
def test_a_seal_is_the_same_whichever_way_the_sheet_is_read(
    certeval: Certeval, session: Path, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decide, "WORTH_IT", 0)
    monkeypatch.setattr(decide.ranges, "WORTH_A_PROCESS", 64)
    held = []
    for name, options in (("a", ()), ("b", PLAINLY)):
        folder = tmp_path / name
        folder.mkdir()
        suffix = form if form != "table" else "txt"
        places = ("--output", str(folder / f"r.{suffix}"), "--seal", str(folder / "seal.json"))
        assert certeval("validate", str(session), "--format", form, *places, *options).status == 0
        held.append([each.read_bytes() for each in sorted(folder.iterdir())])
    assert held[0] == held[1]
    assert len(held[0]) == 2


PEOPLE = """\
prenom;candidat;nom;CR1.1.1;CR1.1.2
Zoé;C1;Noël;1;
Ali; C2;Noël;1;0
Zoe;C3;NOEL;;1
;C4;=Noël;1;
"""


@pytest.mark.parametrize("form", ["table", "json", "csv", "ndjson"])
@pytest.mark.parametrize("engine", ["auto", "python", "polars"])
def test_names_are_written_and_homonyms_told_whatever_reads_them(
    certeval: Certeval, tmp_path: Path, form: str, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if engine == "polars":
        pytest.importorskip("polars", reason="the extra `bulk` is not installed")
    monkeypatch.setattr(decide, "WORTH_IT", 0)
    (tmp_path / "s.csv").write_text(PEOPLE, encoding="utf-8")
    swift = certeval("validate", "s.csv", "--format", form, "--engine", engine, "--verbose")
    assert "cell by cell" not in swift.err
    assert ("polars does not read" in swift.err) is (engine == "polars" and form == "table")
    plain = certeval("validate", "s.csv", "--format", form, *PLAINLY)
    assert swift.out == plain.out
    if form != "json":
        assert "info[N038]" in swift.err
        assert plain.err in swift.err


@pytest.mark.parametrize(
    ("sheet", "options", "why"),
    [
        ("candidat;jure;CR1.1.1\nC1;A;1\n", (), "columns tell of jurors"),
        ("candidat;CR1.1.1\nC1;1\n", PLAINLY, "an encoding or a correspondance"),
        ("candidat;CR1.1.1\nC1;1\n", ("--format", "table"), "they are small"),
        ("candidat;CR1.1.1\nC1;\0\n", (), "they are not in UTF-8"),
        ("candidat;nom;CR1.1.1\nC1;Zoé;1\n", ("--candidat", "zoe"), "nobody’s identifier"),
    ],
)
def test_why_a_sheet_is_read_cell_by_cell_is_said_to_who_asks(
    certeval: Certeval, tmp_path: Path, sheet: str, options: tuple[str, ...], why: str
) -> None:
    (tmp_path / "s.csv").write_text(sheet, encoding="utf-8")
    asked = ("validate", "s.csv", *(options if "table" in options else ("--format", "csv", *options)))
    said = certeval(*asked, "-v").err.splitlines()
    assert [line for line in said if "cell by cell" in line and why in line]
    assert "cell by cell" not in certeval(*asked).err


def test_as_many_candidates_are_listed_whatever_lines_their_rows_take(
    certeval: Certeval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decide, "WORTH_IT", 0)
    rows = [f'C{i:03d};"tablette 10"" ou\n\nmoins";{i % 2}\n' for i in range(300)]
    (tmp_path / "s.csv").write_text("candidat;commentaire;CR1.1.1\n" + "".join(rows), encoding="utf-8")
    swift = certeval("validate", "s.csv")
    assert "100 more candidates" in swift.out
    assert swift == certeval("validate", "s.csv", *PLAINLY)


def test_an_identifier_on_two_lines_is_one_candidate_in_one_row(certeval: Certeval, tmp_path: Path) -> None:
    """In its quotes, as a cell where Alt and Enter were typed: each of its lines alone would be an identifier."""
    path = tmp_path / "notes.csv"
    path.write_text('candidat;CR1.1.1\n"C1\nC2";1\nC3;0\n', encoding="utf-8")

    written = certeval("validate", path, "--format", "csv")

    assert [row.split(";")[0] for row in written.out.split("\n")] == ["candidat", "C1 C2", "C3", ""]


GROUPS = ("Nord", " nord ", "Été", "", "'=1+1")


@pytest.mark.parametrize("jobs", [1, 3])
@pytest.mark.parametrize("by", [(), ("--par", "groupe,groupe")], ids=" ".join)
def test_statistics_of_a_large_sheet_are_counted_as_it_is_read(
    certeval: Certeval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: tuple[str, ...], jobs: int
) -> None:
    body = "".join(
        f"C{i:03d};{GROUPS[i * i % 7 % 5]};{'oui' if i % 3 else 'non'};{'' if i % 5 else 'oui'}\n"
        for i in range(200)
    )
    (tmp_path / "s.csv").write_text("candidat;groupe;CR1.1.1;CR1.1.2\n" + body, encoding="utf-8")
    asked = [("stats", "s.csv", "--format", form, *by) for form in ("json", "csv", "table")]
    read_first = [certeval(*words) for words in asked]
    monkeypatch.setattr(ranges, "cores", lambda: jobs)
    monkeypatch.setattr(ranges, "WORTH_A_PROCESS", 1)
    monkeypatch.setattr(decide, "WORTH_IT", 0)
    cell_by_cell: list[int] = []
    put = sheets.put
    monkeypatch.setattr(
        sheets, "put", lambda table, *given: cell_by_cell.append(len(table.rows)) or put(table, *given)
    )
    assert [certeval(*words) for words in asked] == read_first
    assert set(cell_by_cell) == {1}, "the first row, by which others are told"


@pytest.mark.parametrize(
    "last",
    [
        "C9;G1;;oui",
        "C9;'=1+1;non;",
        ";G1;oui;",
        "; ;oui;",
        ";G1;;",
        "G1;G2;oui;",
        "g 1;;oui;",
        "G1;peut-être;peut-être;",
        "C1;G2;oui;",
        "TOTAL;G1;1;1",
    ],
)
def test_groups_are_told_the_same_whichever_way_they_are_read(
    certeval: Certeval, tmp_path: Path, last: str
) -> None:
    rows = ["candidat;groupe;CR1.1.1;CR1.1.2", "C1;G1;oui;non", "C2; g1;oui;", "C3;;non;non", last]
    (tmp_path / "s.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    for form in ("json", "csv", "ndjson"):
        assert certeval("validate", "s.csv", "--format", form) == certeval(
            "validate", "s.csv", "--format", form, *PLAINLY
        )


@pytest.mark.parametrize("jobs", [1, 3])
@pytest.mark.parametrize("names", ["", "nom;prenom;"])
def test_resits_of_a_large_sheet_are_searched_as_it_is_read(
    certeval: Certeval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: str, jobs: int
) -> None:
    who = "L'un;Zoé;" if names else ""
    body = "".join(
        f"C{i:03d};{who}{'oui' if i % 3 else 'non'};{'' if i % 5 else 'oui'}\n" for i in range(200)
    )
    (tmp_path / "s.csv").write_text(f"candidat;{names}CR1.1.1;CR1.1.2\n" + body, encoding="utf-8")
    asked = [
        ("rattrapages", "s.csv", "--niveau", niveau, "--format", form)
        for form in ("csv", "json", "table")
        for niveau in ("critere", "competence")
    ]
    read_first = [certeval(*words) for words in asked]
    monkeypatch.setattr(resits_command, "MOST_ROWS", 7)
    read_first[-2:] = first = [certeval(*words) for words in asked[-2:]]
    assert all(each.out.count("\nC") == 7 and "193 more candidates" in each.out for each in first)
    monkeypatch.setattr(ranges, "cores", lambda: jobs)
    monkeypatch.setattr(ranges, "WORTH_A_PROCESS", 1)
    monkeypatch.setattr(decide, "WORTH_IT", 0)
    cell_by_cell: list[int] = []
    put = sheets.put
    monkeypatch.setattr(
        sheets, "put", lambda table, *given: cell_by_cell.append(len(table.rows)) or put(table, *given)
    )
    assert [certeval(*words) for words in asked] == read_first
    assert set(cell_by_cell) == {1}, "the first row, by which others are told"


@pytest.mark.parametrize(
    ("codes", "in_order"),
    [
        (["C8", "C9", "C10", "C11"], True),
        (["C08", "C09", "C10", "C11"], True),
        (["C98", "C99", "D1"], False),
        (["C1", "C01", "C2"], False),
        (["C2", "C1"], False),
        (["C1", "C1"], False),
    ],
)
def test_a_list_is_in_order_where_each_identifier_follows_the_one_before(
    codes: list[str], in_order: bool
) -> None:
    """However it is cut into blocks: nobody of it can be there twice, and nothing has to be compared."""
    for cut in range(1, len(codes)):
        one, other = Identities(), Identities()
        for each, part in ((one, codes[:cut]), (other, codes[cut:])):
            each.put(Block(1, part, ()))
        one.add(other, 0)
        assert one.in_order is in_order


ODD_PEOPLE = {
    "a title, then marks": ("Groupe A;;;", "C1;G;oui;", "C2;G;;non"),
    "a title last": ("C1;G;oui;", "C2;G;;non", "Option vente;;;"),
    "a title in another column": ("C1;G;oui;", ";Groupe A;;", "C2;G;;non"),
    "titles and a team far below": ("Groupe A;;;", "C1;G;oui;", "C2;G;;non", "C3;G;;", "Groupe B;;oui;", "Groupe C;;;"),
    "teams alone": ("Groupe A;;;", "Groupe B;;;"),
    "a legend of two": ("C1;G;oui;", "NA;;Non acquis;", "0;;non;", "1;;oui;"),
    "people as in a legend": ("0;G;non;oui", "NA;;;non", "ND;Non Disponible;;", "AB;;oui;"),
    "a broken group": ("C1;G;oui;", "C2;1-févr.;;non", "C3;1-févr.;;", "C4;mars-1;;"),
    "days as groups": ("C1;01/02/2026;oui;", "C2;02/02/2026;;non"),
    "days, and a group below": ("C1;01/02/2026;oui;", "C2;02/02/2026;;non", "C3;;;", "C4;G;;"),
}  # fmt: skip


@pytest.mark.parametrize("people", ODD_PEOPLE.values(), ids=ODD_PEOPLE.keys())
@pytest.mark.parametrize("jobs", [1, 3])
def test_titles_and_broken_groups_are_told_as_a_small_sheet_tells_them(
    certeval: Certeval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, people: tuple[str, ...], jobs: int
) -> None:
    monkeypatch.setattr(ranges, "WORTH_A_PROCESS", 20)
    text = "\n".join(["candidat;groupe;CR1.1.1;CR1.1.2", *people, ""])
    (tmp_path / "s.csv").write_text(text, encoding="utf-8")
    asked = ("validate", "s.csv", "--format", "csv")
    assert certeval(*asked, "--jobs", jobs) == certeval(*asked, *PLAINLY)


@pytest.mark.parametrize("row", ["Groupe A;;;", "C9;1-févr.;oui;"])
def test_a_title_or_a_broken_group_sends_no_large_sheet_to_the_reader_of_cells(
    certeval: Certeval, tmp_path: Path, row: str
) -> None:
    (tmp_path / "s.csv").write_text(f"candidat;groupe;CR1.1.1;CR1.1.2\n{row}\nC1;G;oui;\n", encoding="utf-8")
    done = certeval("validate", "s.csv", "--format", "csv", "-v")
    assert (done.status, "cell by cell" in done.err) == (1, False)
