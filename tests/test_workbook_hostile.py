"""Workbooks that are damaged, locked, not workbooks at all, or made to hurt: a message, and bounded memory."""

import io
import random
import struct
import sys
import tracemalloc
import zipfile
from contextlib import suppress
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from certeval.scores.read import open_sheets
from certeval.sources.workbook import container, details
from certeval.sources.workbook import xlsx as xlsx_details
from conftest import Certeval
from score_sheets import small, texts
from workbooks import convert_workbook, finding_places, ods, ods_table, ods_text, part, read, repack, xlsx

GOOD = xlsx(Notes=[("candidat", "CR1.1"), ("C001", 1)])
SHEET = "xl/worksheets/sheet1.xml"
SYLK = (b'ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K"', b'ID;PCALCOOO32\nB;Y2;X2;D0 0 1 1\nC;X1;Y1;K"')
DIF = b'TABLE\r\n0,1\r\n"EXCEL"\r\nVECTORS\r\n'
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def codes(folder: Path, data: bytes, name: str = "notes.xlsx") -> list[str]:
    return [code for code, _ in finding_places(read(folder, data, name))]


@pytest.mark.parametrize(
    "length",
    [4, 30, len(GOOD) // 2, len(GOOD) - 1],
    ids=["a signature", "a header", "a half", "all but a byte"],
)
def test_a_workbook_cut_short_is_damaged(tmp_path: Path, length: int) -> None:
    assert codes(tmp_path, GOOD[:length]) == ["N021"]


def test_a_time_longer_than_any_is_no_traceback(tmp_path: Path) -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Notes")
        sheet.write_column(0, 0, ["candidat", "C001"])
        sheet.write_column(0, 1, ["CR1.1", 1e20], book.add_format({"num_format": "[h]:mm"}))
    assert codes(tmp_path, data.getvalue()) == ["N021"]


def test_a_file_without_a_byte_is_empty_whatever_its_name(tmp_path: Path) -> None:
    assert codes(tmp_path, b"") == ["N001"]


@pytest.mark.parametrize("name", ["notes.xlsx", "notes.xls", "notes.ods"])
def test_bytes_that_are_neither_text_nor_a_workbook_are_refused(tmp_path: Path, name: str) -> None:
    assert codes(tmp_path, bytes(range(256)), name) == ["N025"]
    assert codes(tmp_path, OLE2 + bytes(2000), name) == ["N025"]
    assert codes(tmp_path, b"<html><table><tr><td>candidat</td></tr></table></html>", name) == ["N025"]


@pytest.mark.parametrize("name", ["notes.csv", "notes.slk", "notes.pdf", "notes"])
@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf\r\n<!DOCTYPE html>",
        b"<?xml version='1.0'?>",
        b"%PDF-1.4\n%\xe2\xe3",
        b"{\\rtf1\\ansi}",
        *SYLK,
        DIF,
    ],
)
def test_a_document_of_another_kind_is_refused_as_what_it_is(tmp_path: Path, name: str, data: bytes) -> None:
    assert codes(tmp_path, data + b" candidat;CR1.1\nC1;oui\n", name) == ["N025"]


def archive(**parts: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return data.getvalue()


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"notes.xlsx": "PK"},
        {"word/document.xml": "<w/>"},
        {"xl/workbook.bin": ""},
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"},
    ],
)
def test_an_archive_that_is_no_workbook_is_refused(tmp_path: Path, parts: dict[str, str]) -> None:
    assert codes(tmp_path, archive(**parts)) == ["N025"]


def locked_ole2() -> bytes:
    return OLE2 + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)


def test_a_password_is_named(tmp_path: Path) -> None:
    assert codes(tmp_path, locked_ole2()) == ["N022"]
    locked = repack(ods(ods_table([["candidat"]])), {"META-INF/manifest.xml": b"<m:encryption-data/>"})
    assert codes(tmp_path, locked, "notes.ods") == ["N022"]


def test_an_old_workbook_with_a_password_is_named_too(tmp_path: Path) -> None:
    data = bytearray(convert_workbook(GOOD, "xls"))
    at = data.index(b"\x85\x00", data.index(b"\x09\x08\x10\x00"))
    length = int.from_bytes(data[at + 2 : at + 4], "little")
    data[at : at + 2] = b"\x2f\x00"
    assert length
    assert codes(tmp_path, bytes(data), "notes.xls") == ["N022"]


def with_declared_size(data: bytes, name: str, size: int) -> bytes:
    """An archive whose directory says another size of a part than it has."""
    changed = bytearray(data)
    at = data.index(name.encode(), data.index(b"PK\x01\x02"))
    struct.pack_into("<I", changed, at - 46 + 24, size)
    return bytes(changed)


def test_an_archive_that_declares_more_than_is_read_is_never_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(container.Container, "pieces", lambda *_: pytest.fail("inflated"))
    assert codes(tmp_path, with_declared_size(GOOD, SHEET, container.MAX_BYTES + 1)) == ["N023"]


def test_a_part_larger_than_the_directory_says_is_not_inflated_to_its_end(tmp_path: Path) -> None:
    bomb = repack(GOOD, {SHEET: b" " * 50_000_000})
    tracemalloc.start()
    found = codes(tmp_path, with_declared_size(bomb, SHEET, 1000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == ["N021"]
    assert peak < 20_000_000


def test_parts_that_share_bytes_are_refused(tmp_path: Path) -> None:
    """What makes a few kilobytes weigh terabytes: every entry of the directory leads to the same bytes."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", random.Random(1).randbytes(100_000))  # noqa: S311
        info = made.infolist()[0]
        for number in range(50):
            copy = zipfile.ZipInfo(f"xl/{number}.xml")
            for slot in ("CRC", "compress_size", "file_size", "compress_type", "header_offset"):
                setattr(copy, slot, getattr(info, slot))
            made.filelist.append(copy)
            made.NameToInfo[copy.filename] = copy
        made._didModify = True  # type: ignore[attr-defined]
    assert codes(tmp_path, data.getvalue()) == ["N021"]


def test_more_parts_than_any_workbook_has_are_refused(tmp_path: Path) -> None:
    data = archive(**{f"xl/{number}.xml": "" for number in range(container.MAX_PARTS + 1)})
    assert codes(tmp_path, data) == ["N023"]


def rows(count: int, columns: str = "AB") -> bytes:
    """A sheet of values written as its XML is: a library would take minutes."""
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    lines = (
        f'<row r="{r}">' + "".join(f'<c r="{c}{r}"><v>1</v></c>' for c in columns) + "</row>"
        for r in range(1, count + 1)
    )
    return head + "".join(lines).encode() + b"</sheetData></worksheet>"


def test_a_workbook_filled_far_below_the_limit_is_refused_with_bounded_memory(tmp_path: Path) -> None:
    data = repack(GOOD, {SHEET: rows(details.MAX_ROWS * 5 // 4)})
    tracemalloc.start()
    scores = read(tmp_path, data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert finding_places(scores) == [("N024", "")]
    arguments = next(d for d in scores.diagnostics if d.code == "N024").arguments
    assert (arguments["sheet"], arguments["cell"]) == ("Notes", f"B{details.MAX_ROWS + 1}")
    assert peak < 20_000_000


@pytest.mark.parametrize(("count", "found"), [(99, []), (100, []), (101, ["N024"])])
def test_rows_are_read_up_to_a_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int, found: list[str]
) -> None:
    monkeypatch.setattr(details, "MAX_ROWS", 100)
    monkeypatch.setattr(xlsx_details, "MAX_ROWS", 100)
    data = xlsx(Notes=[("candidat", "CR1.1"), *((f"C{i:03}", 1) for i in range(count - 1))])
    assert codes(tmp_path, data) == found


@pytest.mark.parametrize(("count", "found"), [(49, []), (50, []), (51, ["N024"])])
def test_cells_are_read_up_to_a_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int, found: list[str]
) -> None:
    monkeypatch.setattr(details, "MAX_CELLS", 100)
    monkeypatch.setattr(xlsx_details, "MAX_CELLS", 100)
    data = xlsx(Notes=[("candidat", "CR1.1"), *((f"C{i:03}", 1) for i in range(count - 1))])
    assert codes(tmp_path, data) == found


def test_two_cells_at_the_ends_of_a_sheet_do_not_make_billions(tmp_path: Path) -> None:
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    data = repack(GOOD, {SHEET: part(GOOD, SHEET).replace(b"</sheetData>", far)})
    assert codes(tmp_path, data) == ["N024"]
    hidden = b'<row r="1"><c r="A1"><v>1</v></c><c r="XFD199999"><v>1</v></c></row><row r="2"'
    data = repack(GOOD, {SHEET: part(GOOD, SHEET).replace(b'<row r="2"', hidden)})
    assert codes(tmp_path, data) == ["N024"]
    wide = ods_text("x", 'table:number-columns-repeated="16384"')
    last = f'<table:table-row table:number-rows-repeated="1048576">{wide}</table:table-row>'
    assert codes(tmp_path, ods(ods_table([["candidat"], [last]])), "notes.ods") == ["N024"]


FAR = (
    '<c r="XFD1048576"><v>1</v></c>',
    '<c s="0" r="XFD1048576"><v>1</v></c>',
    '<c\nr="XFD1048576"><v>1</v></c>',
    '<x:c xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="XFD1048576"><x:v>1</x:v></x:c>',
)
"""A cell at the end of a sheet, as any program may write it."""


@pytest.mark.parametrize("far", FAR)
@pytest.mark.parametrize(
    "said_to_end", ["B2", "XFD1048576", ""], ids=["at a cell", "with the sheet", "nowhere"]
)
def test_a_cell_is_found_wherever_it_stands_whatever_the_sheet_says_of_its_end(
    tmp_path: Path, far: str, said_to_end: str
) -> None:
    sheet = part(GOOD, SHEET).decode()
    assert '<dimension ref="A1:B2"/>' in sheet
    ends = f'<dimension ref="A1:{said_to_end}"/>' if said_to_end else ""
    whole = sheet.replace('<dimension ref="A1:B2"/>', ends)
    assert codes(tmp_path, repack(GOOD, {SHEET: whole.encode()})) == []
    beyond = whole.replace("</sheetData>", f'<row r="1048576">{far}</row></sheetData>')
    assert codes(tmp_path, repack(GOOD, {SHEET: beyond.encode()})) == ["N024"]


MARKED = xlsx(Notes=[("candidat", "CR1.1", "CR1.2"), ("C001", 1, 1), ("C002", 1, None)])
SECOND = '<c r="B2"><v>0</v></c>'


@pytest.mark.parametrize(
    "again",
    [
        f'</row><row r="2">{SECOND}</row><row r="4">',
        f'</row><row r="4">{SECOND}',
        f"{SECOND}",
        '</row><row r="2"><c><v>0</v></c><c><v>0</v></c></row><row r="4">',
        f'<c r="D3" s="0"/>{SECOND}',
        f'<c r="C3"><f>1+1</f><v>2</v></c>{SECOND}',
        '<c r="B2" t="inlineStr"><is><t>non</t></is></c>',
    ],
    ids=["a row", "elsewhere", "later", "by its order", "beside a blank", "beside a formula", "as a text"],
)
def test_a_cell_written_twice_is_refused_since_the_last_one_would_win_in_silence(
    tmp_path: Path, again: str
) -> None:
    sheet = part(MARKED, SHEET).decode()
    changed = sheet.replace("</row></sheetData>", f"{again}</row></sheetData>")
    scores = read(tmp_path, repack(MARKED, {SHEET: changed.encode()}))
    assert [(each.code, each.arguments) for each in scores.diagnostics] == [
        ("N045", {"sheet": "Notes", "cell": "A2" if "<c><v>" in again else "B2"})
    ]


@pytest.mark.parametrize(
    "others", ["", '<c r="D3"><f>1+1</f><v>2</v></c>'], ids=["alone", "beside a formula"]
)
@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ('<c r="C3" t="inlineStr"><v>oui</v></c>', ["N021"]),
        ('<c r="C3"><v><![CDATA[1]]></v></c>', ["N021"]),
        ('<c r="C3"><v>1<!-- point -->0</v></c>', ["N021"]),
        ('<c r="C3" t="s"><v>\n 1</v></c>', ["N021"]),
        ('<c r="C3"><v>\n 1\n</v></c>', []),
        ('<c r="C3" t="inlineStr"><v></v></c>', []),
        ('<!-- point --><c r="C3"><!-- point --><v>1</v></c>', []),
        ('<c r="C3" t="inlineStr"><is><t><![CDATA[oui]]></t></is></c>', []),
        ('<c r="C3"><is><t>oui</t></is></c>', []),
    ],
)
def test_a_value_that_the_library_would_lose_is_refused(
    tmp_path: Path, cell: str, told: list[str], others: str
) -> None:
    sheet = part(MARKED, SHEET).decode()
    changed = sheet.replace("</row></sheetData>", f"{cell}{others}</row></sheetData>")
    found = codes(tmp_path, repack(MARKED, {SHEET: changed.encode()}))
    assert found == (told or (["N106"] if others else []))


def test_a_sheet_in_utf_16_in_which_the_library_sees_no_cell_is_refused(tmp_path: Path) -> None:
    sheet = part(MARKED, SHEET).decode().replace("UTF-8", "UTF-16")
    assert codes(tmp_path, repack(MARKED, {SHEET: sheet.encode("utf-16")})) == ["N021"]


@pytest.mark.parametrize(
    "more", ['<c r="C3" s="0"/>', '<c r="C3"/>', '<c r="C3"><v></v></c>', '<c r="B3"/>', '<c r="B2"><v/></c>']
)
def test_a_cell_written_without_a_value_takes_none_away(tmp_path: Path, more: str) -> None:
    sheet = part(MARKED, SHEET).decode()
    changed = sheet.replace("</row></sheetData>", f"{more}</row></sheetData>")
    scores = read(tmp_path, repack(MARKED, {SHEET: changed.encode()}))
    assert finding_places(scores) == []
    assert texts(scores, "C001") == texts(read(tmp_path, MARKED), "C001")


@pytest.mark.parametrize(
    "last", [(0, 0), (8, 25), (9, 26), (99, 46), (100_000, 46), (199_999, 29), (45, 702)]
)
def test_a_cell_is_beyond_the_last_one_if_its_row_or_its_column_is(last: tuple[int, int]) -> None:
    beyond = xlsx_details._outside_pattern(last)
    rows = {0, 7, 8, 9, 10, 45, 99, 199_999, 1_048_575, *(max(0, last[0] + step) for step in (-1, 0, 1))}
    columns = {0, 1, 24, 25, 26, 701, 702, 16_383, *(max(0, last[1] + step) for step in (-1, 0, 1))}
    for row in rows:
        for column in columns:
            cell = f'<c r="{details.cell_name(row, column)}" s="1"><v>1</v></c>'.encode()
            assert bool(beyond.search(cell)) == (row > last[0] or column > last[1])


ENTITIES = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


def test_a_part_that_declares_entities_is_refused(tmp_path: Path) -> None:
    sheet = part(GOOD, SHEET).decode()
    start = sheet.index("<worksheet")
    data = repack(GOOD, {SHEET: (sheet[:start] + ENTITIES + sheet[start:]).encode()})
    assert codes(tmp_path, data) == ["N021"]
    content = part(ods(ods_table([["candidat"]])), "content.xml").decode()
    start = content.index("<office:document")
    changed = repack(ods(""), {"content.xml": (content[:start] + ENTITIES + content[start:]).encode()})
    assert codes(tmp_path, changed, "notes.ods") == ["N021"]


@pytest.mark.parametrize("name", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET, "xl/styles.xml"])
@pytest.mark.parametrize("text", [b"", b"<a>", b"<a/>", b"\xff\xfe\x00"])
def test_a_part_that_is_not_what_it_should_be_damages_the_workbook_alone(
    tmp_path: Path, name: str, text: bytes
) -> None:
    assert set(codes(tmp_path, repack(GOOD, {name: text}))) <= {"N021", "N001", "N016"}


def test_bytes_changed_at_random_never_stop_the_program(tmp_path: Path) -> None:
    dice = random.Random(5)  # noqa: S311 -- a test's data
    for good, name in (
        (GOOD, "notes.xlsx"),
        (ods(ods_table([["candidat", "E1"], ["C001", "12"]])), "notes.ods"),
    ):
        for _ in range(60):
            data = bytearray(good)
            for _ in range(dice.randint(1, 5)):
                data[dice.randrange(len(data))] = dice.randrange(256)
            read(tmp_path, bytes(data), name)


def test_an_old_workbook_changed_at_random_never_stops_the_program(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    good = convert_workbook(GOOD, "xls")
    dice = random.Random(7)  # noqa: S311 -- a test's data
    for _ in range(100):
        data = bytearray(good)
        for _ in range(dice.randint(1, 8)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        read(tmp_path, bytes(data), "notes.xls")
    for length in range(0, len(good), len(good) // 20):
        read(tmp_path, good[:length], "notes.xls")
    assert "panicked" not in capfd.readouterr().err


def test_a_parquet_file_changed_at_random_is_read_or_refused_in_silence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    polars = pytest.importorskip("polars")
    path = tmp_path / "notes.parquet"
    polars.DataFrame({"candidat": ["C1", "C2"], "CR1.1": ["oui", "non"]}).write_parquet(path)
    good, dice = path.read_bytes(), random.Random(3)  # noqa: S311 -- a test's data
    for _ in range(40):
        data = bytearray(good)
        for _ in range(dice.randint(1, 4)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        with suppress(OSError):
            read(tmp_path, bytes(data), "notes.parquet")
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("value", [[12], [[1]], [], {"a": 12}])
def test_a_cell_of_parquet_that_holds_several_values_is_no_mark(tmp_path: Path, value: object) -> None:
    path = tmp_path / "notes.parquet"
    pl.DataFrame({"candidat": ["C1"], "E1": [value]}).write_parquet(path)
    assert [code for code, _ in finding_places(open_sheets([path]).read(small()))] == ["N212"]


def test_a_file_is_read_as_what_it_is_and_that_is_said(tmp_path: Path) -> None:
    scores = read(tmp_path, GOOD, "notes.csv")
    assert (finding_places(scores, info=True), texts(scores, "C001")) == ([("N026", "")], {"CR1.1": "1"})
    scores = read(tmp_path, b"candidat;CR1.1\nC001;1\n", "notes.xls")
    assert (finding_places(scores, info=True), texts(scores, "C001")) == ([("N026", "")], {"CR1.1": "1"})
    scores = read(tmp_path, ods(ods_table([["candidat", "CR1.1"], ["C001", "1"]])), "notes.yaml")
    assert (finding_places(scores, info=True), texts(scores, "C001")) == ([("N026", "")], {"CR1.1": "1"})


def test_without_the_library_the_extra_that_brings_it_is_named(
    certeval: Certeval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "notes.xlsx").write_bytes(GOOD)
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    done = certeval("validate", "notes.xlsx", "--referentiel", "developpement-commercial")
    assert (done.status, done.out) == (2, "")
    assert (
        done.err == "certeval: to read workbooks: pip install 'certeval[office]' (or save the sheet as CSV)\n"
    )


def test_a_chart_among_the_sheets_is_no_sheet_of_scores(tmp_path: Path) -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet("Notes")
        sheet.write_row(0, 0, ["candidat", "E1"])
        sheet.write_row(1, 0, ["C001", 12])
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Notes!$B$2:$B$2"})
        book.add_chartsheet("Courbe").set_chart(chart)
    scores = read(tmp_path, data.getvalue())
    assert (finding_places(scores, info=True), texts(scores, "C001")) == ([], {"E1": "12"})


def test_a_table_in_a_cell_of_ods_is_refused_since_its_rows_are_taken_for_those_of_the_sheet(
    tmp_path: Path,
) -> None:
    inner = ods_table([["candidat", "CR1.1"], ["C002", "non"]], "Dedans")
    cell = f'<table:table-cell office:value-type="string">{inner}</table:table-cell>'
    assert codes(tmp_path, ods(ods_table([["candidat", "CR1.1"], ["C001", cell]])), "notes.ods") == ["N021"]
