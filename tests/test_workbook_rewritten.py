"""What a spreadsheet makes of what is typed, or hides of it: it is read as it is shown, or told, never taken for it."""

import functools
import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from certeval.referentiel.load import Referentiel, compile_document
from certeval.scores.read import open_sheets
from certeval.sources import yaml
from certeval.sources.workbook import formats
from score_sheets import texts
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

NUMBERED = """
format: 1
certification: {code: numerote, version: 1.0.0}
validation: {competence: {tous: criteres}, bloc: {tous: competences}, certification: {tous: blocs}}
blocs:
- code: BC1
  intitule: Un
  competences:
  - code: C1
    libelle: Un
    criteres:
    - {code: CR1, code_source: "1.1", libelle: Un}
    - {code: CR2, code_source: "1.10", libelle: Deux}
    - {code: CR3, code_source: "1.2", libelle: Trois}
    - {code: CR4, code_source: "4", libelle: Quatre}
    - {code: CR5, code_source: "05", libelle: Cinq}
"""


def numbered_referentiel() -> Referentiel:
    found = compile_document(yaml.parse(NUMBERED.encode(), "numerote.yaml")).referentiel
    assert found is not None
    return found


def cells(*rows: tuple[tuple[object, str], ...], struck: str = "") -> bytes:
    """A workbook whose cells have a value and a number format; the ones named in `struck` are struck out."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet("Notes")
        for number, row in enumerate(rows):
            for column, (value, form) in enumerate(row):
                name = f"{chr(65 + column)}{number + 1}"
                look = {"num_format": form, "font_strikeout": name in struck.split()}
                sheet.write(number, column, value, book.add_format(look))
    return data.getvalue()


def identifiers(*values: tuple[object, str]) -> bytes:
    return cells((("candidat", ""), ("E1", "")), *((value, (12, "0")) for value in values))


FORMS = pytest.mark.parametrize("form", ["xlsx", "ods", "xls"])
ZEROS = identifiers((75001, "0000000"), (7, '"C"000'), (1001, "0"), (1002, "#,##0"), (1003, "0.00"))
REWRITTEN = identifiers(
    (True, ""),
    (date(2026, 2, 1), "dd/mm/yyyy"),
    (time(8, 30), "hh:mm"),
    (0.5, "0%"),
    (1001.5, ""),
    (1e17, "0"),
)
MARKED = (("C1", ""), (12, "0.0"), (13, ""))
SEEN = cells(
    (("candidat", ""), ("CR1.1", ""), ("CR1.2", ""), ("E1", ""), ("E2", "")),
    (("C1", ""), (0, "0;-0;;@"), (0, '"ABS"'), (9.5, "0"), (12, "00")),
    (("C2", ""), (1, '[=1]"oui";[=0]"non"'), (1, '[=1]"non";[=0]"oui"'), (12, '0"/20"'), (12, ";;;")),
    (("C3", ""), (1, "0"), (0, "General"), (9.5, "0.0"), (12.25, '#,##0.00" pts"')),
    (("C4", ""), (1, '"✓";;"✗"'), (0, '"✓";;"✗"'), (9.25, '0.0" pts"'), (12, '0" pts"')),
)


def hidden_zeros() -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet("Notes")
        sheet.hide_zero()
        for number, row in enumerate(
            (("candidat", "CR1.1", "E1"), ("C1", 0, 12), ("C2", 1, 0.5), ("C3", "0", 0))
        ):
            sheet.write_row(number, 0, row)
    return data.getvalue()


def raised() -> bytes:
    """Texts of which a part stands above the line, or below."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        up, down = book.add_format({"font_script": 1}), book.add_format({"font_script": 2})
        plain = book.add_format({"bold": True})
        sheet = book.add_worksheet("Notes")
        sheet.write_row(0, 0, ["candidat", "CR1.1", "E1", "E2"])
        for row, part, below in ((1, up, down), (2, plain, plain)):
            sheet.write_rich_string(row, 0, "C", part, str(row), "b")
            sheet.write_rich_string(row, 1, "ou", part, "i ")
            sheet.write_rich_string(row, 2, "1", part, "2")
            sheet.write_rich_string(row, 3, "8", below, "1", ",5")
    return data.getvalue()


def commented() -> bytes:
    """Comments on a mark, on an empty cell, on a heading, in a column that is not read and below the table."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet("Notes")
        for number, row in enumerate(
            (("candidat", "E1", "E2", "commentaire"), ("C1", 12, None, "bien"), ("C2", 8, 9))
        ):
            sheet.write_row(number, 0, row)
        for cell in ("B1", "C2", "D2", "B3", "B9", "F2"):
            sheet.write_comment(cell, "absent, excusé")
    return data.getvalue()


STRUCK = cells((("candidat", ""), ("E1", ""), ("E2", "")), MARKED, MARKED, struck="B2 C2")

SEEN_TEXTS = cells(
    (("candidat", ""), ("CR1.1", ""), ("CR1.2", ""), ("CR1.3", ""), ("E1", "")),
    (("C1", ";;;"), ("oui", ";;;"), ("oui", '0;0;0;"non"'), ("oui", "0;-0;;@"), ("12,5", ";;;")),
    (("C2", ""), ("oui", '@" (revu)"'), ("oui", '"non "@'), ("oui", "0;-0;0"), ("12", '"ABS"')),
    (("C3", ""), ("", ";;;"), ("NE", '0;"x"@'), ("oui", '_(* "-"??_);_(@_)'), ("12", '0;-0;0;"ABS"')),
)


@functools.cache
def as_form(form: str) -> Mapping[str, bytes]:
    written = {"zeros": ZEROS, "rewritten": REWRITTEN, "struck": STRUCK, "seen": SEEN}
    written |= {"texts": SEEN_TEXTS, "hidden": hidden_zeros(), "raised": raised(), "commented": commented()}
    return written if form == "xlsx" else convert_all(form, **written)


@FORMS
def test_an_identifier_is_read_with_the_zeros_that_are_shown(tmp_path: Path, form: str) -> None:
    scores = read(tmp_path, as_form(form)["zeros"], f"notes.{form}")
    assert (finding_places(scores), list(scores.candidates)) == (
        [],
        ["0075001", "C007", "1001", "1002", "1003"],
    )


@FORMS
def test_what_is_no_identifier_once_rewritten_is_told_at_its_cell(tmp_path: Path, form: str) -> None:
    scores = read(tmp_path, as_form(form)["rewritten"], f"notes.{form}")
    told = {where: code for code, where in finding_places(scores) if code in {"N224", "N225"}}
    assert list(told) == [f"Notes!A{row}" for row in range(2, 8)]
    assert (
        set(told.values()) == {"N224"} or form != "xlsx"
    )  # LibreOffice makes a number shown TRUE of a truth value


def test_a_number_a_text_and_a_whole_decimal_are_one_identifier(tmp_path: Path) -> None:
    rows = [("candidat", "jure", "E1"), (1001, "A", 12), ("1001", "B", 13), (1001.0, "C", 14)]
    assert list(read(tmp_path, xlsx(Notes=rows)).candidates) == ["1001"]


def test_an_identifier_in_powers_of_ten_is_told(tmp_path: Path) -> None:
    assert finding_places(read(tmp_path, identifiers((700000, "0.00E+00")))) == [("N225", "Notes!A2")]


@pytest.mark.parametrize(
    ("heading", "form", "found"),
    [
        (1.1, "", ("N222", "B1")),
        (1.1, "0.00", ("N222", "B1")),
        (1.2, "", ("N221", "B1")),
        (4, "", ("N221", "B1")),
        (4, "0.0", ("N221", "B1")),
        (5, "00", ("N221", "B1")),
        (5, "", ("N104", "B1")),
        (1.3, "", ("N104", "B1")),
        (datetime(2026, 2, 1), "d.m", ("N223", "B1")),  # noqa: DTZ001
        (0.01, "0%", ("N223", "B1")),
        (True, "", ("N223", "B1")),
    ],
)
def test_a_code_that_became_a_number_names_an_element_for_certain_or_none(
    tmp_path: Path, heading: object, form: str, found: tuple[str, str]
) -> None:
    path = tmp_path / "notes.xlsx"
    path.write_bytes(cells((("candidat", ""), (heading, form)), (("C1", ""), (1, ""))))
    scores = open_sheets([path]).read(numbered_referentiel())
    told = [(code, where.partition("!")[2]) for code, where in finding_places(scores, info=True)]
    assert told == [found]
    assert bool(scores.candidates["C1"].cells) is (found[0] in {"N221", "N222"})


@pytest.mark.parametrize(("value", "code"), [(1.1, "N222"), (1.2, "N221"), ("1.10", None)])
def test_a_long_table_names_its_elements_as_headings_do(
    tmp_path: Path, value: object, code: str | None
) -> None:
    path = tmp_path / "notes.xlsx"
    path.write_bytes(xlsx(Notes=[("candidat", "element", "valeur"), ("C1", value, 1)]))
    scores = open_sheets([path]).read(numbered_referentiel())
    assert finding_places(scores, info=True) == ([(code, "Notes!B2")] if code else [])


@FORMS
def test_a_value_that_is_shown_as_something_else_is_told_at_its_cell(tmp_path: Path, form: str) -> None:
    told = [
        each
        for each in read(tmp_path, as_form(form)["seen"], f"notes.{form}").diagnostics
        if "shown" in each.arguments
    ]
    assert [(each.code, where(each), each.arguments["value"], each.arguments["shown"]) for each in told] == [
        ("N048", "Notes!B2", "0", ""),
        ("N047", "Notes!C2", "0", "ABS"),
        ("N049", "Notes!D2", "9.5", "10"),
        ("N047", "Notes!C3", "1", "non"),
        ("N048", "Notes!E3", "12", ""),
    ]


@FORMS
def test_a_text_that_is_shown_as_another_or_as_nothing_is_told_at_its_cell(tmp_path: Path, form: str) -> None:
    scores = read(tmp_path, as_form(form)["texts"], f"notes.{form}")
    told = [each for each in scores.diagnostics if "shown" in each.arguments]
    assert [(each.code, where(each), each.arguments["value"], each.arguments["shown"]) for each in told] == [
        ("N048", "Notes!B2", "oui", ""),
        ("N047", "Notes!C2", "oui", "non"),
        ("N047", "Notes!C3", "oui", "non oui"),
        ("N047", "Notes!C4", "NE", "xNE"),
    ]
    assert [each.arguments["cells"] for each in (told[0], told[-1])] == [("B2", "E2"), ("C4", "E4")]
    assert list(scores.candidates) == ["C1", "C2", "C3"]


def test_a_text_of_ods_that_no_paragraph_shows_is_seen_as_its_value(tmp_path: Path) -> None:
    text = '<table:table-cell office:value-type="string" office:string-value="oui"/>'
    scores = read(tmp_path, ods(ods_table([("candidat", "CR1.1"), ("C1", text)])), "notes.ods")
    assert (finding_places(scores), texts(scores, "C1")) == ([], {"CR1.1": "oui"})


def test_a_number_that_meets_no_condition_of_its_format_is_seen_as_it_is(tmp_path: Path) -> None:
    form = '[=1]"oui";[=0]"non"'
    data = cells((("candidat", ""), ("E1", ""), ("E2", "")), (("C1", ""), (9.5, form), (12, form)))
    assert finding_places(read(tmp_path, data)) == []


@pytest.mark.parametrize(
    ("value", "form", "code"),
    [
        (2, '"1"0', "N047"),
        (1, '0"0"', "N047"),
        (12, "0.0,", "N047"),
        (15, '0","0', "N047"),
        (2, "-0", "N047"),
        (12.5, "0.00E+00", None),
        (12.5, "# ?/?", None),
        (12, "0/20", None),
    ],
)
def test_a_number_that_is_shown_as_another_is_no_rounding(
    tmp_path: Path, value: float, form: str, code: str | None
) -> None:
    found = read(tmp_path, cells((("candidat", ""), ("E1", "")), (("C1", ""), (value, form)))).diagnostics
    assert [each.code for each in found if "shown" in each.arguments] == [code] * (code is not None)


@pytest.mark.parametrize(
    ("value", "seen", "code"),
    [
        ("0", "Excusé", "N047"),
        ("0", "n/a", "N047"),
        ("12.5", "13/20", "N049"),
        ("12.25", "12,3 pts", "N049"),
        ("12.5", "12,50 pts", None),
        ("1250.5", "1\u202f250,50 pts", None),
        ("1250", "1 250 pts", None),
        ("12.5", "1,25E+01", None),
        ("12.5", "12 1/2", None),
        ("12.5", "250/20", None),
        ("0.5", "1/2", None),
        ("1", "10", "N047"),
        ("10", "1", "N047"),
        ("12", "1,2", "N047"),
        ("2", "-2", "N047"),
        ("-2", "(2)", None),
        ("1200", "1.200", None),
        ("1200000", "1.200.000", None),
        ("12", "12/20", None),
    ],
)
def test_what_libreoffice_shows_of_a_number_is_told_where_it_says_something_else(
    tmp_path: Path, value: str, seen: str, code: str | None
) -> None:
    mark = ods_cell(f'office:value-type="float" office:value="{value}"', seen)
    found = read(tmp_path, ods(ods_table([("candidat", "E1"), ("C1", mark)])), "notes.ods").diagnostics
    assert [each.code for each in found if "shown" in each.arguments] == [code] * (code is not None)


@FORMS
def test_zeros_that_a_sheet_hides_are_told_in_every_form(tmp_path: Path, form: str) -> None:
    scores = read(tmp_path, as_form(form)["hidden"], f"notes.{form}")
    assert finding_places(scores) == [("N048", "Notes!B2"), ("N048", "Notes!C4")]


@pytest.mark.parametrize(
    ("settings", "told"),
    [(("false", "true"), [("N048", "Notes!B2")]), (("true", "false"), []), (("true",), []), ((), [])],
)
def test_zeros_of_ods_are_seen_as_its_view_says(
    tmp_path: Path, settings: tuple[str, ...], told: list[tuple[str, str]]
) -> None:
    name = "urn:oasis:names:tc:opendocument:xmlns:config:1.0"
    items = "".join(f'<c:config-item c:name="ShowZeroValues">{each}</c:config-item>' for each in settings)
    zero = ods_cell('office:value-type="float" office:value="0"', "0")
    data = ods(ods_table([("candidat", "CR1.1"), ("C1", zero)]))
    with_settings = repack(data, {"settings.xml": f'<s xmlns:c="{name}">{items}</s>'.encode()})
    assert finding_places(read(tmp_path, with_settings, "notes.ods")) == told


@FORMS
def test_digits_above_or_below_the_line_are_none_of_a_mark(tmp_path: Path, form: str) -> None:
    scores = read(tmp_path, as_form(form)["raised"], f"notes.{form}")
    values = [(where(each), each.arguments["value"]) for each in scores.diagnostics if each.code == "N212"]
    assert values == [("Notes!C2", "1²"), ("Notes!D2", "8₁,5")]
    assert texts(scores, "C¹b") == {"CR1.1": "oui "}
    assert finding_places(scores)[2:] == [("N214", "Notes!D3")]  # 81,5
    assert texts(scores, "C2b") == {"CR1.1": "oui ", "E1": "12"}


def test_digits_above_the_line_are_seen_in_texts_that_are_not_shared(tmp_path: Path) -> None:
    mark = '<is><r><t>1</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r><r><t>3</t></r></is>'
    row = f'<row r="2"><c r="A2"><v>7</v></c><c r="B2" t="inlineStr">{mark}</c></row></sheetData>'
    data, name = xlsx(Notes=[("candidat", "E1")]), "xl/worksheets/sheet1.xml"
    changed = part(data, name).replace(b"</sheetData>", row.encode()).replace(b'ref="A1:B1"', b'ref="A1:B2"')
    scores = read(tmp_path, repack(data, {name: changed}))
    assert [each.arguments["value"] for each in scores.diagnostics if each.code == "N212"] == ["1²3"]


@pytest.mark.parametrize(
    ("zeros", "told"), [("0", [("N048", "Notes!B2")]), ("false", [("N048", "Notes!B2")]), ("true", [])]
)
def test_a_sheet_that_hides_its_zeros_is_told_where_one_stands(
    tmp_path: Path, zeros: str, told: list[tuple[str, str]]
) -> None:
    data = xlsx(Notes=[("candidat", "CR1.1", "E1"), ("C1", 0, 12), ("C2", 1, 0.5)])
    name = "xl/worksheets/sheet1.xml"
    hiding = part(data, name).replace(b"<sheetView ", f'<sheetView showZeros="{zeros}" '.encode())
    assert finding_places(read(tmp_path, repack(data, {name: hiding}))) == told


@pytest.mark.parametrize(
    ("box", "count"),
    [
        ('objectType="CheckBox" checked="Checked"', 1),
        ('objectType="CheckBox" checked="Checked" fmlaLink="$B$2"', 0),
        ('objectType="CheckBox"', 0),
        ('objectType="Radio" checked="Checked"', 0),
    ],
)
def test_a_box_that_is_ticked_over_a_sheet_and_tied_to_no_cell_is_told(
    tmp_path: Path, box: str, count: int
) -> None:
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/ctrlProp"
    parts = {
        "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" '
        f'Type="{kind}" Target="../ctrlProps/ctrlProp1.xml"/></Relationships>',
        "xl/ctrlProps/ctrlProp1.xml": f"<formControlPr {box}/>",
    }
    data = repack(
        xlsx(Notes=[("candidat", "CR1.1"), ("C1", None)]), {k: v.encode() for k, v in parts.items()}
    )
    assert finding_places(read(tmp_path, data), info=True) == [("N052", "Notes!A1")] * count


def test_boxes_of_libreoffice_are_told_together(tmp_path: Path) -> None:
    boxes = "".join(
        f"<f:checkbox {each}/>"
        for each in (
            'f:current-state="checked"',
            'f:state="checked"',
            'f:current-state="checked" f:linked-cell="Notes.B2"',
            'f:current-state="unchecked" f:state="checked"',
        )
    )
    form = f'<office:forms xmlns:f="urn:oasis:names:tc:opendocument:xmlns:form:1.0">{boxes}</office:forms>'
    table = ods_table([("candidat", "CR1.1"), ("C1", "oui")]).replace('"Notes">', f'"Notes">{form}')
    scores = read(tmp_path, ods(table), "notes.ods")
    assert [each.arguments for each in scores.diagnostics if each.code == "N052"] == [{"count": 2}]


@FORMS
def test_comments_on_cells_that_are_read_are_told_once(tmp_path: Path, form: str) -> None:
    scores = read(tmp_path, as_form(form)["commented"], f"notes.{form}")
    assert finding_places(scores, info=True) == [("N051", "Notes!C2")]
    assert [each.arguments["cells"] for each in scores.diagnostics if each.code == "N051"] == [("C2", "B3")]
    assert texts(scores, "C1") == {"E1": "12"}


@FORMS
def test_what_is_struck_out_is_told_once_a_row(tmp_path: Path, form: str) -> None:
    scores = read(tmp_path, as_form(form)["struck"], f"notes.{form}")
    assert ("N226", "Notes!B2") in finding_places(scores)
    struck = [each.arguments["cells"] for each in scores.diagnostics if each.code == "N226"]
    assert struck == [("B2", "C2")]


@pytest.mark.parametrize("form", ["xlsx", "xls"])
def test_a_part_of_a_text_struck_out_and_a_struck_heading_are_told(tmp_path: Path, form: str) -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet, line = book.add_worksheet("Notes"), book.add_format({"font_strikeout": True})
        sheet.write_row(0, 0, ["candidat", "E1"])
        sheet.write(0, 2, "E2", line)
        sheet.write(1, 0, "C1")
        sheet.write_rich_string(1, 1, line, "8", " 12")
        sheet.write_blank(1, 2, None, line)
        sheet.write_row(3, 4, [f"{each:05} {'é' * 40}{'→' * (each % 2)}" for each in range(400)])
        sheet.write_row(3, 0, ["C2", 12])
    made = data.getvalue() if form == "xlsx" else convert_workbook(data.getvalue(), form)
    assert [each for each in finding_places(read(tmp_path, made, f"n.{form}")) if each[0] == "N226"] == [
        ("N226", "Notes!C1"),
        ("N226", "Notes!B2"),
    ]


def test_ods_says_what_is_struck_out_in_the_style_of_a_cell_or_of_a_part_of_its_text(tmp_path: Path) -> None:
    cell = (
        '<table:table-cell office:value-type="string"><text:p><text:span text:style-name="T1">8</text:span>'
    )
    rows = [
        ["candidat", "E1"],
        ["C1", f"{cell} 12</text:p></table:table-cell>"],
        ["C2", ods_cell('office:value-type="float" office:value="8" table:style-name="T1"', "8")],
    ]
    content = part(ods(ods_table(rows)), "content.xml").decode()
    style = (
        '<office:automatic-styles xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><style:style'
        ' style:name="T1"><style:text-properties style:text-line-through-style="solid"/></style:style>'
        "</office:automatic-styles><office:body>"
    )
    data = repack(ods(""), {"content.xml": content.replace("<office:body>", style, 1).encode()})
    assert [each for each in finding_places(read(tmp_path, data, "n.ods")) if each[0] == "N226"] == [
        ("N226", "Notes!B2"),
        ("N226", "Notes!B3"),
    ]


def merged_workbook(*areas: str, rows: tuple[tuple[object, ...], ...]) -> bytes:
    """A workbook that merges cells over others without emptying them, as some programs do."""
    data = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    for row in rows:
        book.active.append(row)
    book.save(data)
    sheet = "xl/worksheets/sheet1.xml"
    names = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
    text = part(data.getvalue(), sheet).decode()
    return repack(
        data.getvalue(),
        {sheet: text.replace("</sheetData>", f"</sheetData><mergeCells>{names}</mergeCells>").encode()},
    )


@pytest.mark.parametrize(
    ("area", "rows", "found"),
    [
        ("A1:A2", (("Session",), ("candidat", "E1"), ("C1", 12)), "A2"),
        ("A1:C1", (("Notes", "candidat", "E1"), (None, "C1", 12)), "B1"),
        ("A1:B1", (("candidat", "E1"), ("C1", 12)), "B1"),
        ("A2:A3", (("candidat", "E1"), ("C1", 12), ("C2", 13)), "A3"),
        ("B2:B3", (("candidat", "E1"), ("C1", 12), ("C2", 13)), "B3"),
    ],
)
def test_what_merged_cells_hide_is_told(
    tmp_path: Path, area: str, rows: tuple[tuple[object, ...], ...], found: str
) -> None:
    assert ("N227", f"Notes!{found}") in finding_places(read(tmp_path, merged_workbook(area, rows=rows)))


@pytest.mark.parametrize(("area", "column"), [("A2:A3", 0), ("B2:B3", 1)])
@pytest.mark.parametrize("same", [1001, 12.5, "NE"])
def test_merged_cells_that_hide_what_they_show_are_not_told(
    tmp_path: Path, area: str, column: int, same: object
) -> None:
    """A number was taken for another than the same number above it."""
    rows = [["candidat", "E1"], ["C1", 12], ["C2", 13]]
    rows[1][column] = rows[2][column] = same
    assert "N227" not in {
        code
        for code, _ in finding_places(read(tmp_path, merged_workbook(area, rows=tuple(map(tuple, rows)))))
    }


GOOD = xlsx(Notes=[("candidat", "E1"), ("C1", 12)])


def rename_parts(change: Callable[[str], str], data: bytes = GOOD) -> bytes:
    """An archive whose parts have other names."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(change(name), old.read(name))
    return out.getvalue()


def inline() -> bytes:
    """A workbook whose texts stand in their cells: it has no part of shared ones."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Notes")
        for row, values in enumerate([("candidat", "E1"), ("C1", 12)]):
            sheet.write_row(row, 0, values)
    return data.getvalue()


def elsewhere(data: bytes = GOOD) -> bytes:
    """A workbook whose main part is not where programs put it: the archive's relations say where."""
    moved = rename_parts(lambda name: name.replace("xl/", "livre/").replace("workbook.xml", "main.xml"), data)
    changes = {
        name: part(moved, name).replace(b"xl/workbook.xml", b"livre/main.xml")
        for name in ("_rels/.rels", "[Content_Types].xml")
    }
    return repack(moved, changes)


@pytest.mark.parametrize(
    "data",
    [
        rename_parts(lambda name: name.replace("/", "\\")),
        rename_parts(str.upper),
        elsewhere(),
        elsewhere(inline()),
    ],
)
def test_a_workbook_whose_parts_have_unusual_names_is_read(tmp_path: Path, data: bytes) -> None:
    scores = read(tmp_path, data)
    assert (finding_places(scores), texts(scores, "C1")) == ([], {"E1": "12"})


RELATIONS = "xl/_rels/workbook.xml.rels"


def targeted(target: str, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    """A workbook whose relations write the target of its sheet so, the sheet having this name."""
    moved = rename_parts(lambda each: name if each == "xl/worksheets/sheet1.xml" else each)
    text = part(moved, RELATIONS).replace(b'"worksheets/sheet1.xml"', f'"{target}"'.encode())
    return repack(moved, {RELATIONS: text})


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("./worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("../xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("/xl/./worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("worksheets\\sheet1.xml", "xl\\worksheets\\sheet1.xml"),
        ("worksheets/ma%20feuille.xml", "xl/worksheets/ma feuille.xml"),
        ("worksheets/ma%20feuille.xml", "xl/worksheets/ma%20feuille.xml"),
        ("../feuilles/une.xml", "feuilles/une.xml"),
    ],
)
def test_a_sheet_is_found_however_its_target_is_written(tmp_path: Path, target: str, name: str) -> None:
    scores = read(tmp_path, targeted(target, name))
    assert (finding_places(scores), texts(scores, "C1")) == ([], {"E1": "12"})


@pytest.mark.parametrize("name", ["WORKBOOK", "workbook", "BOOK"])
def test_the_stream_of_an_old_workbook_has_any_capitals(tmp_path: Path, name: str) -> None:
    data = convert_workbook(GOOD, "xls")
    old, new = ("Workbook".encode("utf-16-le"), name.encode("utf-16-le").ljust(16, b"\0"))
    assert old in data
    at = data.index(old)
    data = data[:at] + new + data[at + 16 :]
    data = data[: at + 64] + (2 * len(name) + 2).to_bytes(2, "little") + data[at + 66 :]
    scores = read(tmp_path, data, "notes.xls")
    assert (finding_places(scores), texts(scores, "C1")) == ([], {"E1": "12"})


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("", "7"),
        ("General", "7"),
        ("@", "7"),
        ("0000", "0007"),
        ("[Red]00;-00", "07"),
        ('"n° "00', "n°07"),
        ("00\\-0", "00-7"),
        ('0#" "##', "07"),
        ("0.0E+0", None),
        ("# ?/?", None),
        ("0/20", None),
        ("#\\ ##0.00\\ €", "7€"),
        ("dd/mm/yyyy", "7"),
    ],
)
def test_a_whole_number_is_shown_as_its_format_says(code: str, shown: str | None) -> None:
    assert formats.display_of(7, code) == shown


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0, "0;-0;;@", ""),
        (0, "#", ""),
        (0, '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)', "-"),
        (-3, "0", "-3"),
        (-3, "0;(0)", "(3)"),
        (9.6, "0", "10"),
        (9.995, "0.00", "10.00"),
        (0.5, "#.#", ".5"),
        (12, '"a;b"', "a;b"),
        (12, '[<10]"non";"oui"', "oui"),
        (12, '[<10]"non";[>20]"trop"', "12"),
        (12000, "0,", "12"),
        (15, '0","0', "1,5"),
        (9, '#","0', ",9"),
        (-1234, '0"x"00', "-12x34"),
        (12, "0.0,", "0.0"),
    ],
)
def test_a_number_is_shown_by_the_part_of_the_format_that_is_for_it(
    value: float, code: str, shown: str | None
) -> None:
    assert formats.display_of(value, code) == shown
