"""A 0 that a formula makes of empty cells is nobody's mark; one that somebody entered, or asked for, is."""

import io
import struct
from pathlib import Path

import pytest
import xlsxwriter

from certeval.sources.workbook import biff, references
from certeval.sources.workbook.biff_formulas import Context, formula_text
from workbooks import (
    convert_all,
    convert_workbook,
    finding_places,
    ods,
    ods_cell,
    ods_table,
    part,
    read,
    repack,
    where,
    xlsx,
)

JURY = [("Qui", "CR", "E"), ("C1", "", "12"), ("C2", "1", ""), ("C3", "0", "3")]
"""What two jurors entered, on another sheet: nothing where the text is empty."""


def in_xlsx(formula: str) -> bytes:
    """A workbook with a mark that a formula gives: 0."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet, jury = book.add_worksheet("Notes"), book.add_worksheet("Jury n°1")
        sheet.write_row(0, 0, ["candidat", "E1"])
        sheet.write(1, 0, "C1")
        sheet.write_formula(1, 1, formula, value=0)
        for number, row in enumerate(JURY):
            for column, text in enumerate(row):
                jury.write(number, column, int(text) if text.isdigit() else text)
    return computed(data.getvalue())


def computed(data: bytes) -> bytes:
    """A workbook once a spreadsheet saved it: whoever writes one leaves what its formulas give to be computed."""
    book = part(data, "xl/workbook.xml")
    return repack(data, {"xl/workbook.xml": book.replace(b' fullCalcOnLoad="1"', b"")})


def in_ods(formula: str) -> bytes:
    """The same in ODS."""
    text = formula.replace('"', "&quot;").replace("'", "&apos;")
    mark = ods_cell(f'table:formula="of:={text}" office:value-type="float" office:value="0.0"', "0")
    jury = [[_of_jury(text) for text in row] for row in JURY]
    return ods(ods_table([("candidat", "E1"), ("C1", mark)]) + ods_table(jury, "Jury n°1"))


def _of_jury(text: str) -> str:
    return ods_cell(f'office:value-type="float" office:value="{text}"', text) if text.isdigit() else text


FORMULAS = [
    ("Z99", True),
    ("'Jury n°1'!B2", True),
    ("'Jury n°1'!$B$2*2", True),
    ("'Jury n°1'!C2", False),
    ("'Jury n°1'!B4", False),
    ("SUM(M2:N2,Z$9)", True),
    ("SUM($M:$N)", True),
    ("MAX(ROUND(M2,1),0)", True),
    ("SUM(A2:A9)", False),
    ("VLOOKUP(A3,'Jury n°1'!A:C,3,FALSE)", True),
    ("VLOOKUP(A3,'Jury n°1'!$A$2:$C$4,2,FALSE)", False),
    ("INDEX('Jury n°1'!A:C,MATCH(A3,'Jury n°1'!A:A,0),3)", False),
    ("INDEX('Jury n°1'!C:C,MATCH(A3,'Jury n°1'!A:A,0))", True),
    ("VLOOKUP(A3,'Jury n°1'!A:C,3,FALSE)-12", False),
    ('IF(Z9="",0,Z9)', False),
    ("COUNTA(M2:N2)", False),
    ("IFERROR(VLOOKUP(A3,'Jury n°1'!A:C,3,FALSE),0)", False),
    ("IFERROR(VLOOKUP(A3,'Jury n°1'!$A$1:$B$2,2,FALSE),\"\")", True),
    ("_xlfn.IFNA('Jury n°1'!B2, \"absent\")", True),
    ("IFERROR('Jury n°1'!B4,\"\")", False),
    ("IFERROR(VLOOKUP(A3,'Jury n°1'!A:C,2,FALSE),\"\")", False),
    ('IFERROR(Z9,"")+IFERROR(Z8,"")', False),
    ("IFERROR(Z9,Z8)", True),
    ("IFERROR(Z9,5)", False),
    ('IF(A2="","",Z9)', True),
    ('IF(A2="";"";Z9)', True),
    ('IF(A2=1,Z9,"a (b"",c")', True),
    ("IF(A2=1,Z9,Z8)", True),
    ("IF(A2=1,Z9)", True),
    ("IF(A2=1,Z9,0)", False),
    ("IF(A2=1,Z9,'Jury n°1'!B4)", False),
    ("IF('Jury n°1'!B4=\"\",\"\",'Jury n°1'!B4)", False),
    (
        'IF(A2="","",IF(ISNA(VLOOKUP(A3,\'Jury n°1\'!A:C,3,FALSE)),"",VLOOKUP(A3,\'Jury n°1\'!A:C,3,FALSE)))',
        True,
    ),
    ('IF(SUM(Z1,Z2)=0,"",SUM(Z1,Z2))', True),
    ('IF(A2="","",Z9)+IF(A2="","",Z8)', False),
    ('IF(A2="","",COUNTA(Z9))', False),
    ("IF({1,2}=A2,Z9)", True),
    ("CHOOSE(2,'Jury n°1'!B3,'Jury n°1'!B2)", True),
    ("CHOOSE(2,'Jury n°1'!B3,'Jury n°1'!B4)", False),
    ("ABS(Z9)", True),
    ("_xlfn.XLOOKUP(A3,'Jury n°1'!A:A,'Jury n°1'!C:C)", True),
    ("_xlfn.XLOOKUP(A3,'Jury n°1'!A:A,'Jury n°1'!C:C,\"\",0)", True),
    ("_xlfn.XLOOKUP(A3,'Jury n°1'!A:A,'Jury n°1'!C:C,0)", False),
    ("_xlfn.XLOOKUP(A3,'Jury n°1'!A:A,'Jury n°1'!B:B)", False),
    ("_xlfn.MAXIFS('Jury n°1'!C:C,'Jury n°1'!A:A,A3)", True),
    ("SUMIFS('Jury n°1'!C:C,'Jury n°1'!A:A,A3)", False),
    (f'IF(A2="{"a" * 9000}","",Z9)', False),
    ("TVA", False),
    ("Notes+Z9", False),
    ("[1]Jury!B2", False),
    ("'[1]Jury n°1'!B2", False),
    ("Ailleurs!B2", False),
    ("Table1[E1]", False),
    ('LEN("B2")', False),
    ("LOG10(1)", False),
    ("10-10", False),
]
"""Each with whether its zero comes of empty cells alone."""


@pytest.mark.parametrize(("formula", "told"), FORMULAS)
def test_a_zero_of_empty_cells_is_told_and_no_other(tmp_path: Path, formula: str, told: bool) -> None:
    assert finding_places(read(tmp_path, in_xlsx(formula))) == ([("N050", "Notes!B2")] if told else [])


def test_a_zero_of_empty_cells_is_told_in_xls(tmp_path: Path) -> None:
    lost = ("Notes+", "XLOOKUP", "MAXIFS", ";", "{1,2}")  # LibreOffice saves a text, or an error, of them
    kept = [each for each in FORMULAS if not any(text in each[0] for text in lost)]
    formulas = {f"_{i}": each for i, each in enumerate(kept)}
    books = convert_all("xls", **{name: in_xlsx(formula) for name, (formula, _) in formulas.items()})
    places = {
        name: [each for each in finding_places(read(tmp_path, data, "n.xls")) if each[0] == "N050"]
        for name, data in books.items()
    }
    assert places == {name: [("N050", "Notes!B2")] * told for name, (_, told) in formulas.items()}


CELL, NUMBER, ADD, SUM_ABOVE = (
    bytes.fromhex("44 0100 03c0"),
    bytes.fromhex("1e 0700"),
    b"\x03",
    b"\x19\x10\0\0",
)
MOVING = bytes.fromhex("6c ffff 01c0")


@pytest.mark.parametrize(
    ("tokens", "formula"),
    [
        (CELL, "D2"),
        (CELL + NUMBER + ADD, "D2+7"),
        (bytes.fromhex("25 0000 ffff 0200 0400") + SUM_ABOVE, "SUM(C1:E65536)"),
        (b"\x19\x40\0\x01" + MOVING + b"\x12\x15\x14", "(+K4)%"),
        (CELL + bytes.fromhex("19 04 0100 0000 0000 13"), "-D2"),
        (bytes.fromhex("1f 000000000000e03f 1d01 16 17 02 00 61e9 42 04 1c00"), 'LOOKUP(0.5,TRUE,,"aé")'),
        (bytes.fromhex("17 02 01 2200 e900"), '"""é"'),
        (bytes.fromhex("3a 0000 0000 00c0"), "'L''été'!A1"),
        (bytes.fromhex("3b 0000 0000 0100 0000 0100 21 8300"), "N('L''été'!A1:B2)"),
        (bytes.fromhex("43 0100 0000") + CELL + bytes.fromhex("42 02 ff00"), "_xlfn.IFNA(D2)"),
        (bytes.fromhex("3a 0100 0000 00c0"), None),
        (bytes.fromhex("3a 0900 0000 00c0"), None),
        (bytes.fromhex("43 0900 0000"), None),
        (CELL + CELL, None),
        (ADD, None),
        (CELL[:3], None),
        (CELL + bytes.fromhex("42 03 0400"), None),
        (bytes.fromhex("42 00 ff00"), None),
        (CELL + bytes.fromhex("42 01 0500"), None),
        (bytes.fromhex("21 0300"), None),
        (b"\x1c\x2a", None),
        (b"\x15" * 2000, None),
        (b"", None),
    ],
)
def test_formulas_of_xls_are_read_as_xlsx_writes_them(tokens: bytes, formula: str | None) -> None:
    context = Context((4, 9), ("L'été", None), ("_xlfn.IFNA",))
    assert formula_text(tokens, context) == formula


def test_formulas_that_cells_of_xls_share_are_read_where_each_stands(tmp_path: Path) -> None:
    formula = bytes.fromhex("4c 0000 01c0")
    names = b"".join(
        record(0x204, struct.pack("<HHHHB", row, 0, 0, 2, 0) + f"C{row}".encode()) for row in (1, 2)
    )
    first = record(6, struct.pack("<HHHdHIH", 1, 1, 0, 0.0, 0, 0, 5) + bytes.fromhex("01 0100 0100"))
    shared = record(0x4BC, struct.pack("<HHBBBBH", 1, 2, 1, 1, 0, 2, len(formula)) + formula)
    second = record(6, struct.pack("<HHHdHIH", 2, 1, 0, 0.0, 0, 0, 5) + bytes.fromhex("01 0100 0100"))
    begin = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    stream = begin + names + first + shared + second + record(0x0A, b"")
    details = biff._sheet_details(stream, 0, biff._Whole((0,), {}, {}))
    assert {at: each.text for at, each in details.zero_formulas.items()} == {(1, 1): "C2", (2, 1): "C3"}


def record(number: int, data: bytes) -> bytes:
    return struct.pack("<HH", number, len(data)) + data


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ("[.Z99]", True),
        ("[$'Jury n°1'.$B$2]", True),
        ("['Jury n°1'.C2]", False),
        ("SUM([.M2:.N2];[$Notes.Z9])", True),
        ("SUM([.A1:.N2])", False),
        ("VLOOKUP([.A3];[$'Jury n°1'.A:.C];3;FALSE())", True),
        ("VLOOKUP([.A3];[$'Jury n°1'.$A$2:.$C$4];2;0)", False),
        ("IFERROR(VLOOKUP([.A3];[$'Jury n°1'.$A$1:.$B$2];2;0);\"\")", True),
        ("['file:///notes.ods'#$Notes.B2]", False),
        ("[.#REF!]", False),
        ('IF([.Z9]="";0;[.Z9])', False),
        ('IF([.A2]="";"";[.Z9])', True),
        ("COM.MICROSOFT.XLOOKUP([.A3];[$'Jury n°1'.A:.A];[$'Jury n°1'.C:.C])", True),
    ],
)
def test_a_zero_of_empty_cells_is_told_in_ods(tmp_path: Path, formula: str, told: bool) -> None:
    assert finding_places(read(tmp_path, in_ods(formula), "notes.ods")) == (
        [("N050", "Notes!B2")] if told else []
    )


def shared(row: int, value: int, before: str = ">") -> str:
    return f'<c r="C{row}"><f t="shared" si="0"{before}</f><v>{value}</v></c>'


def named(row: int, cells: str) -> str:
    return f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>C{row}</t></is></c>{cells}</row>'


def test_formulas_that_are_shared_or_follow_each_other_are_told_once_a_row(tmp_path: Path) -> None:
    rows = (
        named(2, '<c r="B2"><f>C2+Z9</f><v>0</v></c>' + shared(2, 0, ' ref="C2:C4">D2')),
        named(3, shared(3, 5) + '<c r="D3"><v>5</v></c>'),
        named(4, shared(4, 0)),
    )
    data, name = xlsx(Notes=[("candidat", "E1", "E2")]), "xl/worksheets/sheet1.xml"
    sheet = part(data, name).replace(b"</sheetData>", "".join(rows).encode() + b"</sheetData>")
    scores = read(tmp_path, repack(data, {name: sheet.replace(b'<dimension ref="A1:C1"/>', b"")}))
    told = [each.arguments["cells"] for each in scores.diagnostics if each.code == "N050"]
    assert told == [("B2", "C2"), ("C4",)]


def test_nobody_is_called_by_a_zero_of_empty_cells(tmp_path: Path) -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Notes")
        sheet.write_row(0, 0, ["candidat", "jure", "E1"])
        for row, (code, mark) in enumerate((("C1", 12), (0, 11)), 1):
            sheet.write_formula(row, 0, f"Z{row}" if code == 0 else '"C"&1', value=code)
            sheet.write_formula(row, 1, "Z9", value=0)
            sheet.write(row, 2, mark)
    scores = read(tmp_path, data.getvalue())
    told = [each.arguments["cells"] for each in scores.diagnostics if each.code == "N050"]
    assert told == [("B2",), ("A3", "B3")]


def test_names_made_of_empty_cells_are_told(tmp_path: Path) -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Notes")
        sheet.write_row(0, 0, ["candidat", "nom", "prenom", "session", "commentaire", "E1"])
        for row in (1, 2):
            sheet.write_row(row, 0, [f"C{row}", "Li", "Anne", "S1", "Bien", 12])
        for column in range(1, 5):
            sheet.write_formula(2, column, "Z99", value=0)
    told = [each for each in read(tmp_path, data.getvalue()).diagnostics if each.code == "N050"]
    assert [(each.arguments["cells"], each.candidate) for each in told] == [(("B3", "C3", "D3"), "C2")]


def test_a_column_that_is_not_read_is_quiet(tmp_path: Path) -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Notes")
        sheet.write_row(0, 0, ["candidat", "E1", "Rang", "BC1", "E2"])
        for row in range(1, 4):
            sheet.write_row(row, 0, [f"C{row}", 12, 0, 0, 0], book.add_format({"num_format": "0;;"}))
            for column in (2, 3):
                sheet.write_formula(row, column, "Z99", value=0)
    places = finding_places(read(tmp_path, data.getvalue()))
    assert places == [
        ("N104", "Notes!C1"),
        ("N105", "Notes!D1"),
        *(("N048", f"Notes!E{row}") for row in (2, 3, 4)),
    ]


def goes_on(last: tuple[object, ...], headings: tuple[str, ...] = ("candidat", "E1", "N")) -> bytes:
    """A workbook whose third and fourth rows hold some cells: each 0 is what a formula makes of an empty one."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Notes")
        for number, row in enumerate((headings, ("C1", 12), last, last)):
            for column, value in enumerate(row):
                if value == 0:
                    sheet.write_formula(number, column, "Z99", value=0)
                else:
                    sheet.write(number, column, value)
    return data.getvalue()


@pytest.mark.parametrize(
    ("headings", "last", "told"),
    [
        (("candidat", "E1"), (0, None), [("N044", "Notes!A3")]),
        (("candidat", "E1", "E2"), (0, 0, 0), [("N044", "Notes!A3")]),
        (("candidat", "E1", "jure"), (None, 0, "J1"), [("N044", "Notes!A3")]),
        (("candidat", "E1", "groupe"), (None, 0, "G1"), [("N050", "Notes!B3"), ("N050", "Notes!B4")]),
        (("candidat", "E1", "nom"), (0, 0, "Li"), [("N050", "Notes!A3"), ("N050", "Notes!A4")]),
        (("candidat", "E1"), (0, 11), [("N050", "Notes!A3"), ("N050", "Notes!A4")]),
        (("candidat", "E1", "E2"), (None, 0, 11), [("N050", "Notes!B3"), ("N050", "Notes!B4")]),
        (("candidat", "E1", "E2"), ("Total", 12, 0), []),
        (("candidat", "nom", "E1"), (None, "Moyenne", 0), []),
    ],
)
def test_rows_of_nobody_are_refused_for_no_zero_of_empty_cells(
    tmp_path: Path, headings: tuple[str, ...], last: tuple[object, ...], told: list[tuple[str, str]]
) -> None:
    places = finding_places(read(tmp_path, goes_on(last, headings)), info=True)
    assert [each for each in places if each[0] in {"N044", "N050"}] == told


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ('"o"&"ui"', True),
        ('IF(A2="C1","oui","non")', True),
        ('IF(A2="C1","oui")', True),
        ("'Jury n°1'!A2", True),
        ("'Jury n°1'!A2&'Jury n°1'!C2", True),
        ("IF(A2=1,\"oui\",'Jury n°1'!A2)", True),
        ('IF(A2="C1","oui",0)', False),
        ('IF(A2="C1","oui",)', False),
        ("'Jury n°1'!C4", False),
        ("'Jury n°1'!A2:A3", False),
        ('LEN("a"&"b")', False),
        ('("a"&"b")="ab"', False),
        ("Ailleurs!A2", False),
        ("TVA", False),
    ],
)
def test_a_zero_that_a_formula_of_texts_does_not_give_is_no_result(
    tmp_path: Path, formula: str, told: bool
) -> None:
    assert finding_places(read(tmp_path, in_xlsx(formula))) == ([("N218", "Notes!B2")] if told else [])


def test_what_libreoffice_writes_in_xls_for_a_text_that_it_did_not_compute_is_no_result(
    tmp_path: Path,
) -> None:
    data = convert_all("xls", a=in_xlsx('IF(A2="C1",\'Jury n°1\'!A2,"")'))["a"]
    assert finding_places(read(tmp_path, data, "n.xls")) == [("N218", "Notes!B2")]


@pytest.mark.parametrize("shown", ["", "0;;", '0" pts"', '"ABS"'])
def test_zeros_of_a_workbook_that_is_still_to_be_computed_are_no_results(tmp_path: Path, shown: str) -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet, look = book.add_worksheet("Notes"), book.add_format({"num_format": shown} if shown else {})
        sheet.write_row(0, 0, ["candidat", "E1", "E2"])
        sheet.write_row(1, 0, ["C1", 0, 12])
        sheet.write_row(2, 0, ["C2", 12])
        sheet.write_formula(2, 2, "IF(B3>10,1,0)", look)
        sheet.write_formula(3, 0, '"C"&3', value="C3")
        sheet.write_formula(3, 1, "B3+1", value=13)
    assert finding_places(read(tmp_path, data.getvalue())) == [("N218", "Notes!C3")]
    codes = [code for code, _ in finding_places(read(tmp_path, computed(data.getvalue())))]
    assert codes == {'"ABS"': ["N047"], "0;;": ["N048"]}.get(shown, [])


def test_a_formula_longer_than_any_is_not_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(references, "LONGEST", 10)
    assert finding_places(read(tmp_path, in_xlsx("SUM(Z1:Z9)"))) == [("N050", "Notes!B2")]
    assert finding_places(read(tmp_path, in_xlsx("SUM(Z1:Z10)"))) == []


def test_no_more_cells_are_looked_at_than_a_workbook_may_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(references, "MOST_LOOKS", 0)
    assert finding_places(read(tmp_path, in_xlsx("SUM(Z$1:Z99)"))) == [("N050", "Notes!B2")]
    monkeypatch.setattr(references, "MOST_LOOKS", 1)
    assert finding_places(read(tmp_path, in_xlsx("'Jury n°1'!B2"))) == [("N050", "Notes!B2")]
    assert finding_places(read(tmp_path, in_xlsx("SUM('Jury n°1'!B2,'Jury n°1'!C3)"))) == []


OTHERS = [("Qui", "CR", "E"), ("C1", "", 12), ("C2", 1, ""), ("C3", 0, 3), ("C4", "", "")]
"""What is entered on another sheet, on which it is a table; it has two named areas."""


def of_arrays(formula: str, values: list[int | str], *, is_array: bool = True) -> bytes:
    """A workbook in which a formula gives four marks, or the third one alone."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet, other = book.add_worksheet("Notes"), book.add_worksheet("L'été n°1")
        for number, row in enumerate(OTHERS):
            for column, value in enumerate(row):
                if value != "":
                    other.write(number, column, value)
        columns = [{"header": str(heading)} for heading in OTHERS[0]]
        other.add_table(0, 0, 4, 2, {"name": "Tableau1", "columns": columns})
        book.define_name("Jurys", "='L''été n°1'!$A$1:$C$5")
        book.define_name("Notes!Celle", "='L''été n°1'!$C$3")
        book.define_name("Celle", "='L''été n°1'!$C$4")
        book.define_name("Ailleurs", "=OFFSET('L''été n°1'!$C$3,0,0)")
        sheet.write_row(0, 0, ["candidat", "E1"])
        for row, value in enumerate(values, 1):
            sheet.write(row, 0, f"C{row}")
            sheet.write(row, 1, value)
        if is_array:
            sheet.write_dynamic_array_formula(1, 1, 4, 1, f"={formula}", value=values[0])
            for row in range(2, 5):
                sheet.write(row, 1, values[row - 1])
        else:
            sheet.write_formula(3, 1, f"={formula}", value=0)
    return computed(data.getvalue())


def zeros(folder: Path, data: bytes, name: str = "notes.xlsx") -> list[str]:
    """The cells whose zeros come of empty ones."""
    return [where(each) for each in read(folder, data, name).diagnostics if each.code == "N050"]


SHEET = "'L''été n°1'!"
ARRAYS: list[tuple[str, list[int | str], list[int]]] = [
    (f"{SHEET}C2:C5", [12, 0, 3, 0], [3, 5]),
    (f"{SHEET}C3:C6", [0, 3, 0, 0], [2, 4, 5]),
    (f"{SHEET}B2:B5", [0, 1, 0, 0], [2, 5]),
    (f"ROUND({SHEET}C2:C5*1,1)", [12, 0, 3, 0], [3, 5]),
    (f"({SHEET}C2:C5+{SHEET}B2:B5)/2", [6, 0, 1, 0], [5]),
    (f"VLOOKUP(A2:A5,{SHEET}A:C,3,FALSE)", [12, 0, 3, 0], [3, 5]),
    (f"SUM({SHEET}C2:C5)-15", [0, 0, 0, 0], []),
    (f'IF({SHEET}C2:C5="",0,{SHEET}C2:C5)', [12, 0, 3, 0], []),
    (f'_xlfn.IFS(A2:A5="","",TRUE,{SHEET}C2:C5)', [12, 0, 3, 0], [3, 5]),
    (f'_xlfn.SWITCH(A2:A5,"C1",{SHEET}C2:C5,{SHEET}C2:C5)', [12, 0, 3, 0], [3, 5]),
    (f'_xlfn.SWITCH(A2:A5,"C1",{SHEET}C2:C5,"C2",0)', [12, 0, 3, 0], []),
    (f'_xlfn._xlws.FILTER({SHEET}C2:C5,{SHEET}A2:A5<>"")', [12, 0, 3, 0], [3, 5]),
    (f"_xlfn._xlws.SORT({SHEET}C2:C5)", [3, 12, 0, 0], [4, 5]),
]
"""Each with the values that it gives, and the rows whose zeros come of empty cells."""


@pytest.mark.parametrize(("formula", "values", "rows"), ARRAYS)
def test_zeros_that_one_formula_gives_to_several_cells_are_told(
    tmp_path: Path, formula: str, values: list[int | str], rows: list[int]
) -> None:
    assert zeros(tmp_path, of_arrays(formula, values)) == [f"Notes!B{row}" for row in rows]


@pytest.mark.parametrize("to", ["ods", "xls"])
def test_zeros_that_one_formula_gives_to_several_cells_are_told_in_other_forms(
    tmp_path: Path, to: str
) -> None:
    cases = {
        f"_{i}": each for i, each in enumerate(ARRAYS) if "_xlws" not in each[0] and '="",0' not in each[0]
    }
    books = convert_all(to, **{name: of_arrays(*case[:2]) for name, case in cases.items()})
    places = {name: zeros(tmp_path, data, f"notes.{to}") for name, data in books.items()}
    assert places == {name: [f"Notes!B{row}" for row in case[2]] for name, case in cases.items()}


LOST: list[tuple[str, list[str]]] = [
    (f'IF({SHEET}C2:C5=3,"ABS",7-7)', ["B2", "B3", "B4", "B5"]),
    (f'CHOOSE({SHEET}C2:C5+1,"ABS","NE")', ["B2", "B3", "B4", "B5"]),
    ('UPPER("abs")', ["B2", "B3", "B4", "B5"]),
    (f"SUM({SHEET}C2:C5)-15", []),
    (f"SUM(({SHEET}C2:C5>20)*1)", []),
    (f'IF({SHEET}C2:C5>5,"ABS",{SHEET}C2:C5)="NE"', []),
]
"""Formulas of areas, with the cells whose 0 LibreOffice may write in XLS for a text."""


def test_a_zero_of_an_area_that_may_be_a_lost_text_is_no_mark(tmp_path: Path) -> None:
    books = convert_all("xls", **{f"_{i}": of_arrays(each, [0] * 4) for i, (each, _) in enumerate(LOST)})
    scores = {name: read(tmp_path, data, "notes.xls") for name, data in books.items()}
    told = {
        name: [at for code, at in finding_places(each) if code != "N050"] for name, each in scores.items()
    }
    assert told == {f"_{i}": [f"Notes!{at}" for at in cells] for i, (_, cells) in enumerate(LOST)}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (b"", b"", []),
        (struct.pack("<HHHdH", 2, 1, 15, 0.0, 0), struct.pack("<HHHdH", 2, 1, 15, 0.0, 3), ["Notes!B3"]),
        (b"\3\0\0\0\0\0\xff\xff\0\0", b"\3\0\0\0\0\0\xff\xff\2\0", ["Notes!B2"]),
        (b"\4\0\0Calc", b"None   ", ["Notes!B2", "Notes!B3"]),
    ],
    ids=["computed", "a zero once it is opened", "a text once it is opened", "xlwt"],
)
def test_a_formula_of_an_old_workbook_that_nobody_computed_gives_nothing(
    tmp_path: Path, before: bytes, after: bytes, told: list[str]
) -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Notes")
        sheet.write_column(0, 0, ["candidat", "C1", "C2", "C3"])
        sheet.write(0, 1, "E1")
        for row, (formula, value) in enumerate([('=IF(A2="","x","")', ""), ("=7-7", 0), ("=6*2", 12)], 1):
            sheet.write_formula(row, 1, formula, value=value)
    old = convert_workbook(data.getvalue(), "xls").replace(before or b"\0", after or b"\0")
    assert finding_places(read(tmp_path, old, "notes.xls")) == [("N218", at) for at in told]


@pytest.mark.parametrize(("value", "told"), [("0", ["Notes!B2"]), ("12", [])])
def test_a_zero_written_as_a_text_for_what_is_to_be_computed_is_no_mark(
    tmp_path: Path, value: str, told: list[str]
) -> None:
    """As PhpSpreadsheet writes formulas that it does not compute."""
    data = xlsx(Notes=[("candidat", "E1"), ("C1", 1)])
    sheet = part(data, "xl/worksheets/sheet1.xml").decode()
    cell = f'<c r="B2" t="str"><f>AVERAGE(7,8)</f><v>{value}</v></c>'
    sheet = sheet.replace('<c r="B2"><v>1</v></c>', cell)
    left = repack(data, {"xl/worksheets/sheet1.xml": sheet.encode()})
    assert finding_places(read(tmp_path, left)) == [("N218", at) for at in told]
    assert finding_places(read(tmp_path, computed(left))) == []


@pytest.mark.parametrize("program", [b"Apache POI", b"NPOI"])
def test_a_zero_that_apache_poi_wrote_beside_a_formula_is_no_mark(tmp_path: Path, program: bytes) -> None:
    data = computed(xlsx(Notes=[("candidat", "E1", "E2"), ("C1", 1, 0)]))
    sheet = part(data, "xl/worksheets/sheet1.xml").decode()
    sheet = sheet.replace('<c r="B2"><v>1</v></c>', '<c r="B2" t="n"><f>AVERAGE(7,8)</f><v>0.0</v></c>')
    left = repack(data, {"xl/worksheets/sheet1.xml": sheet.encode()})
    assert finding_places(read(tmp_path, left)) == []
    properties = part(data, "docProps/app.xml").replace(b"Microsoft Excel", program)
    by_poi = repack(left, {"docProps/app.xml": properties})
    assert finding_places(read(tmp_path, by_poi)) == [("N218", "Notes!B2")]


def test_a_formula_of_ods_that_says_no_number_has_no_result(tmp_path: Path) -> None:
    cell = '<table:table-cell table:formula="of:=AVERAGE([.C2])" office:value-type="float"/>'
    data = ods(ods_table([("candidat", "E1"), ("C1", cell)]))
    assert finding_places(read(tmp_path, data, "notes.ods")) == [("N218", "Notes!B2")]


NAMED = [
    ("VLOOKUP($A3,Jurys,3,FALSE)", True),
    ('IFERROR(VLOOKUP(A3,jurys,3,FALSE),"")', True),
    ("Celle", True),
    ("Celle*1", True),
    ("Ailleurs", False),
    ('LEN("Celle")', False),
    ("Inconnu", False),
]
OF_TABLES = [
    ("VLOOKUP($A3,Tableau1,3,FALSE)", True),
    ("VLOOKUP(A3,Tableau1[[Qui]:[E]],3,FALSE)", True),
    ("INDEX(Tableau1[E],MATCH(A3,Tableau1[Qui],0))", True),
    ("_xlfn.XLOOKUP(A3,Tableau1[Qui],Tableau1[E])", True),
    ("INDEX(Tableau1[CR],MATCH(A4,Tableau1[Qui],0))", False),
    ("SUM(Tableau1[[#This Row],[CR]])", False),
    ("SUM(Tableau1[[#Totals],[E]])", False),
    ("SUM(Tableau1[Autre])", False),
    ("SUM(Tableau2[[#This Row],[E]])", False),
]


@pytest.mark.parametrize(("formula", "told"), [*NAMED, *OF_TABLES])
def test_areas_that_have_names_are_looked_at(tmp_path: Path, formula: str, told: bool) -> None:
    data = of_arrays(formula, [12, 12, 0, 12], is_array=False)
    assert zeros(tmp_path, data) == ["Notes!B4"] * told


@pytest.mark.parametrize("to", ["ods", "xls"])
def test_areas_that_have_names_are_looked_at_in_other_forms(tmp_path: Path, to: str) -> None:
    cases = {f"_{i}": each for i, each in enumerate([*NAMED[:-1], *OF_TABLES[: 3 if to == "ods" else 0]])}
    made = {name: of_arrays(each[0], [12, 12, 0, 12], is_array=False) for name, each in cases.items()}
    books = convert_all(to, **made)
    places = {name: zeros(tmp_path, data, f"notes.{to}") for name, data in books.items()}
    assert places == {name: ["Notes!B4"] * told for name, (_, told) in cases.items()}


def test_the_row_of_a_table_is_that_of_the_cell(tmp_path: Path) -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Notes")
        columns = [{"header": each} for each in ("candidat", "E1", "Note d'oral [1]")]
        sheet.add_table(0, 0, 3, 2, {"name": "T", "columns": columns, "total_row": False})
        for row, mark in ((1, 12), (2, None), (3, 0)):
            sheet.write(row, 0, f"C{row}")
            sheet.write_formula(row, 1, "T[[#This Row],[Note d''oral '[1']]]", value=mark or 0)
            sheet.write(row, 2, mark)
    assert zeros(tmp_path, computed(data.getvalue())) == ["Notes!B3"]


def test_no_more_cells_of_arrays_are_looked_at_than_a_workbook_may_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(references, "MOST_LOOKS", 3)
    assert zeros(tmp_path, of_arrays("Z1:Z4", [0, 0, 0, 0])) == ["Notes!B2", "Notes!B3", "Notes!B4"]
