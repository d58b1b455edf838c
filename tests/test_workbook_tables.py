"""Workbooks that people make: where the headings are, which sheets count, what each cell says."""

import io
import re
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from certeval.diagnostics import Place, Span
from score_sheets import texts
from workbook_cases import book, sheet
from workbooks import (
    convert_workbook,
    finding_places,
    ods,
    ods_cell,
    ods_table,
    ods_text,
    part,
    read,
    repack,
    where,
    xlsx,
)

HEAD = ("candidat", "nom", "CR1.1", "E1")


def test_a_workbook_reads_as_the_same_table_in_csv(tmp_path: Path) -> None:
    scores = read(tmp_path, xlsx(Notes=[HEAD, ("C001", "Le Goff", "oui", 12.5), ("C002", None, None, 8)]))
    assert finding_places(scores) == []
    assert texts(scores, "C001") == {"CR1.1": "oui", "E1": "12.5"}
    assert texts(scores, "C002") == {"E1": "8"}
    assert scores.candidates["C001"].details == {"nom": "Le Goff"}
    assert [(s.layout, s.candidates) for s in scores.sheets] == [("large", 2)]


def test_a_cell_has_the_place_that_the_spreadsheet_shows(tmp_path: Path) -> None:
    rows = [(None,) * 3, (None, *HEAD), (None, "C001", "A", "peut-être", 12)]
    scores = read(tmp_path, xlsx(Notes=[(), *rows]))
    assert finding_places(scores) == [("N211", "Notes!D4")]
    wrong = next(each for each in scores.diagnostics if each.code == "N211")
    assert wrong.place == Place(str(tmp_path / "notes.xlsx"), Span(4, 4, 4, 5), "Notes", "D4")
    assert wrong.arguments["value"] == "peut-être"


@pytest.mark.parametrize("cells", [(True, 1), (1, True), (1.0, 1, True), (False, 0), (0, False)])
def test_a_truth_value_is_no_number_though_they_are_equal(tmp_path: Path, cells: tuple[float, ...]) -> None:
    rows = [(f"C{number}", cell) for number, cell in enumerate(cells)]
    candidates = read(tmp_path, xlsx(Notes=[("candidat", "CR1.1"), *rows])).candidates.values()
    said = [cell.text for candidate in candidates for _, cell in candidate.each()]
    assert said == [("FAUX", "VRAI")[cell] if isinstance(cell, bool) else str(int(cell)) for cell in cells]


def test_titles_above_the_headings_are_no_headings(tmp_path: Path) -> None:
    above = [("Jury du 15 juin",), (), ("Notes des candidats", None, "C1"), ("Nom :", "groupe", "jure")]
    scores = read(tmp_path, xlsx(Notes=[*above, HEAD, ("C001", "A", 1, 10)]))
    assert (finding_places(scores), list(scores.candidates)) == ([], ["C001"])


def test_headings_below_the_first_fifty_rows_are_not_looked_for(tmp_path: Path) -> None:
    title = [("titre",)] * 49
    assert finding_places(read(tmp_path, xlsx(Notes=[*title, HEAD, ("C001", "A", 1, 10)]))) == []
    assert finding_places(read(tmp_path, xlsx(Notes=[*title, ("titre",), HEAD, ("C001", "A", 1, 10)]))) == [
        ("N101", "Notes!A1")
    ]


def test_each_sheet_with_headings_is_read_and_a_cover_page_is_said_to_be_left_out(tmp_path: Path) -> None:
    data = xlsx(
        Garde=[("Session de juin",), ("Président du jury",)],
        BC1=[("candidat", "CR1.1"), ("C001", "oui")],
        BC2=[("candidat", "E1"), ("C001", 12), ("C002", 13)],
    )
    scores = read(tmp_path, data)
    assert finding_places(scores, info=True) == [("N027", "Garde!A1")]
    assert texts(scores, "C001") == {"CR1.1": "oui", "E1": "12"}
    assert [(s.file, s.candidates) for s in scores.sheets] == [(str(tmp_path / "notes.xlsx"), 2)]


def test_a_sheet_of_marks_whose_candidates_have_no_heading_is_an_error(tmp_path: Path) -> None:
    data = xlsx(
        BC1=[("candidat", "CR1.1"), ("C001", 1)], Oral=[("titre",), ("candidats", "E1"), ("C001", 12)]
    )
    scores = read(tmp_path, data)
    assert finding_places(scores) == [("N101", "Oral!A2")]
    assert next(d for d in scores.diagnostics if d.code == "N101").arguments == {"suggestion": "candidat"}


def test_two_values_for_one_thing_in_two_sheets_are_shown_at_both_cells(tmp_path: Path) -> None:
    data = xlsx(A=[("candidat", "CR1.1"), ("C001", 1)], B=[("candidat", "CR1.1"), ("C001", 0)])
    scores = read(tmp_path, data)
    assert finding_places(scores) == [("N203", "B!B2")]
    related = next(d for d in scores.diagnostics if d.code == "N203").related
    assert [each.place.sheet for each in related] == ["A"]


def test_a_long_table_is_read_in_a_workbook_too(tmp_path: Path) -> None:
    rows = [("candidat", "element", "valeur"), ("C001", "CR1.1", True), ("C001", "E1", 9.75)]
    assert texts(read(tmp_path, xlsx(Notes=rows)), "C001") == {"CR1.1": "VRAI", "E1": "9.75"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1001.0, "1001"),
        (12.5, "12.5"),
        (0.1, "0.1"),
        (1e-5, "0.00001"),
        (123456789012345.0, "123456789012345"),
        (-2.0, "-2"),
        (True, "VRAI"),
        (False, "FAUX"),
        (" 12,5 ", " 12,5 "),
        ("075001", "075001"),
        (1e21, "1e+21"),
    ],
)
def test_a_value_is_the_text_that_was_typed(tmp_path: Path, value: object, text: str) -> None:
    rows = [("candidat", "commentaire"), ("C001", value)]
    comments = read(tmp_path, xlsx(Notes=rows)).candidates["C001"].comments
    assert list(comments.values()) == [text.strip()]


def test_identifiers_that_are_numbers_are_written_without_decimals(tmp_path: Path) -> None:
    assert list(read(tmp_path, xlsx(Notes=[("candidat", "CR1.1"), (1001, 1)])).candidates) == ["1001"]


def formatted_workbook(value: object, form: str, heading: str = "E1") -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet("Notes")
        sheet.write_row(0, 0, ["candidat", "session", heading])
        sheet.write_row(1, 0, ["C001"])
        sheet.write(1, 2, value, book.add_format({"num_format": form}))
        sheet.write(1, 1, datetime(2026, 6, 15), book.add_format({"num_format": "dd/mm/yyyy"}))  # noqa: DTZ001
    return data.getvalue()


def test_a_day_is_written_year_first_and_dates_the_session(tmp_path: Path) -> None:
    scores = read(tmp_path, formatted_workbook(12, "0"))
    assert scores.candidates["C001"].details == {"session": "2026-06-15"}
    assert scores.sheets[0].session == {"code": "2026-06-15"}


@pytest.mark.parametrize("header", ["candidat;CR1.1", "ï»¿candidat;CR1.1"])
def test_headings_that_are_one_cell_are_shown(tmp_path: Path, header: str) -> None:
    scores = read(tmp_path, xlsx(Notes=[("Jury",), (header,), ("C1;1",)]))
    assert finding_places(scores) == [("N101", "Notes!A1")]
    (link,) = next(each for each in scores.diagnostics if each.code == "N101").related
    assert (link.message, where(scores.diagnostics[0]._replace(place=link.place))) == (
        "the headings stand in this one cell",
        "Notes!A2",
    )


def test_a_mark_that_the_spreadsheet_made_a_date_is_said_to_be_one(tmp_path: Path) -> None:
    scores = read(tmp_path, formatted_workbook(date(2026, 2, 1), "dd/mm"))
    assert finding_places(scores) == [("N219", "Notes!C2")]
    wrong = next(each for each in scores.diagnostics if each.code == "N219")
    assert wrong.arguments == {"value": "2026-02-01", "element": "E1"}


@pytest.mark.parametrize("form", ["0%", "0.00%", '0.0 "points" %'])
def test_a_percentage_is_never_taken_for_the_number_behind_it(tmp_path: Path, form: str) -> None:
    scores = read(tmp_path, formatted_workbook(0.55, form))
    assert finding_places(scores) == [("N212", "Notes!C2")]
    assert next(d for d in scores.diagnostics if d.code == "N212").arguments["value"] == "55 %"


@pytest.mark.parametrize("form", ["0", '0 "%"', "0\\%"])
def test_a_percent_sign_that_is_only_shown_changes_nothing(tmp_path: Path, form: str) -> None:
    assert texts(read(tmp_path, formatted_workbook(12, form)), "C001") == {"E1": "12"}


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("12.345678901234", None),
        ("12.3456789012345", "N220"),
        ("12.34567890123456", "N220"),
        ("3.33333333333333", "N220"),
        ("0.0333333333333333", "N220"),
        ("9.999999999999998", "N220"),
    ],
)
def test_what_arithmetic_leaves_is_not_a_mark(tmp_path: Path, value: str, code: str | None) -> None:
    data = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    for row in (("candidat", "E1"), ("C001", float(value))):
        book.active.append(row)
    book.save(data)
    assert finding_places(read(tmp_path, data.getvalue())) == ([(code, "Notes!B2")] if code else [])


def formulas(*cells: str) -> bytes:
    """A workbook that no spreadsheet ever opened: openpyxl writes formulas without their results."""
    data = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active.append(("candidat", "CR1.1", "E1"))
    book.active.append(cells)
    book.save(data)
    return data.getvalue()


def test_a_formula_without_its_result_is_an_error_and_never_an_empty_cell(tmp_path: Path) -> None:
    scores = read(tmp_path, formulas("C001", "oui", "=AVERAGE(10,14)"))
    assert finding_places(scores) == [("N218", "Notes!C2")]
    assert next(d for d in scores.diagnostics if d.code == "N218").arguments["value"] == "=AVERAGE(10,14)"


def test_a_formula_without_its_result_is_no_identifier(tmp_path: Path) -> None:
    scores = read(tmp_path, formulas("=A7", "oui", "12"))
    assert finding_places(scores) == [("N209", "Notes!A2")]


@pytest.mark.parametrize("form", ["xlsx", "xls", "ods"])
def test_a_formula_that_is_a_text_is_that_text_computed_or_not(tmp_path: Path, form: str) -> None:
    """LibreOffice writes in XLS a 0 beside it."""
    data = formulas('="001"', '="oui"', '="12"')
    made = data if form == "xlsx" else convert_workbook(data, form)
    scores = read(tmp_path, made, f"n.{form}")
    assert (list(scores.candidates), finding_places(scores)) == (["001"], [])


@pytest.mark.parametrize(
    ("last", "told"),
    [
        (date(2026, 6, 16), []),
        ("16/06/2026", []),
        (None, []),
        ("G2", [2, 3]),
        (datetime.fromisoformat("2026-06-16T09:00"), [2, 3, 4]),
    ],
)
def test_groups_are_days_in_cells_of_days_too(tmp_path: Path, last: object, told: list[int]) -> None:
    """Candidates come day by day; beside a group that is named otherwise, a spreadsheet made a day of a name."""
    data, book = io.BytesIO(), openpyxl.Workbook()
    book.active.title = "Notes"
    book.active.append(("candidat", "groupe", "E1"))
    for code, group in (("C1", date(2026, 6, 15)), ("C2", date(2026, 6, 16)), ("C3", last)):
        book.active.append((code, group, 12))
    book.save(data)
    scores = read(tmp_path, data.getvalue())
    assert finding_places(scores) == [("N224", f"Notes!B{row}") for row in told]
    if not told:
        assert [scores.candidates[f"C{i}"].details["groupe"] for i in (1, 2)] == ["2026-06-15", "2026-06-16"]


def test_a_formula_that_was_computed_is_its_result(tmp_path: Path) -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet("Notes")
        sheet.write_row(0, 0, ["candidat", "CR1.1", "E1"])
        sheet.write_row(1, 0, ["C001"])
        sheet.write_formula(1, 1, '=IF(1,"oui","")', None, "oui")
        sheet.write_formula(1, 2, "=24/2", None, 12)
        sheet.write_row(2, 0, ["C002"])
        sheet.write_formula(2, 2, "=1/0", None, "#DIV/0!")
    scores = read(tmp_path, data.getvalue())
    assert texts(scores, "C001") == {"CR1.1": "oui", "E1": "12"}
    assert finding_places(scores) == [("N217", "Notes!C3")]


def merged_workbook(*areas: str) -> bytes:
    data = io.BytesIO()
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Notes"
    rows = [(*HEAD[:1], "jure", *HEAD[2:]), ("C001", "J1", 1, 12), (None, "J2", 1, 13), ("C002", "J1", 0, 9)]
    for row in rows:
        sheet.append(row)
    for area in areas:
        sheet.merge_cells(area)
    book.save(data)
    return data.getvalue()


def test_an_identifier_merged_over_its_rows_holds_for_each(tmp_path: Path) -> None:
    scores = read(tmp_path, merged_workbook("A2:A3"))
    assert finding_places(scores) == []
    assert texts(scores, "C001") == {"CR1.1/J1": "1", "CR1.1/J2": "1", "E1/J1": "12", "E1/J2": "13"}


def test_marks_that_are_merged_are_nobodys_for_certain(tmp_path: Path) -> None:
    assert finding_places(read(tmp_path, merged_workbook("A2:A3", "C2:C3"))) == [("N031", "Notes!C2")]
    assert finding_places(read(tmp_path, merged_workbook("A2:A3", "C4:D4"))) == [("N031", "Notes!C4")]


def merged_headings(*rows: tuple[object, ...]) -> bytes:
    """A workbook whose heading « candidat » is merged over two rows, and what stands above over two columns."""
    data = io.BytesIO()
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Notes"
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:C1")
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("title", "other"), [("C1 : vendre", None), ("Critère", "Épreuve"), ("Compétence", "Écrit")]
)
def test_headings_on_two_rows_are_read_where_the_codes_stand(
    tmp_path: Path, title: str, other: str | None
) -> None:
    rows = (("candidat", title, None, other), (None, "CR1.1", "CR1.2", "E1"), ("C001", 1, 0, 12))
    scores = read(tmp_path, merged_headings(*rows))
    assert finding_places(scores) == []
    assert texts(scores, "C001") == {"CR1.1": "1", "CR1.2": "0", "E1": "12"}


def test_what_marks_are_out_of_is_no_heading(tmp_path: Path) -> None:
    rows = (("candidat", "CR1.1", None, "E1"), (None, None, None, "/20"), ("C001", 1, None, 12))
    assert finding_places(read(tmp_path, merged_headings(*rows)))[0] == ("N034", "Notes!D2")


def test_a_title_merged_over_its_row_is_told_once(tmp_path: Path) -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet("Notes")
        sheet.write_row(0, 0, ["candidat", "CR1.1", "E1"])
        sheet.merge_range("A2:C2", "Groupe A")
        sheet.write_row(2, 0, ["C1", 1, 12])
    assert finding_places(read(tmp_path, data.getvalue())) == [("N034", "Notes!A2")]


def test_two_sheets_of_a_workbook_that_differ_may_be_those_of_jurors(tmp_path: Path) -> None:
    sheets = {name: [("candidat", "E2"), ("C1", mark)] for name, mark in (("Martin", 8), ("Diallo", 12))}
    (wrong,) = [each for each in read(tmp_path, xlsx(**sheets)).diagnostics if each.code == "N203"]
    assert ["nom_de_feuille: jure" in link.message for link in wrong.related] == [True]


def test_what_the_spreadsheet_hides_is_read_and_told(tmp_path: Path) -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet("Notes")
        for number, row in enumerate((HEAD, ("C001", "A", 1, 12), ("C002", "B", 0, 8))):
            sheet.write_row(number, 0, row)
        sheet.set_column(2, 2, None, None, {"hidden": True})
        sheet.set_row(2, None, None, {"hidden": True})
        other = book.add_worksheet("Brouillon")
        other.write_row(0, 0, ["candidat", "CR1.1"])
        other.hide()
        book.add_worksheet("Vide").hide()
    scores = read(tmp_path, data.getvalue())
    assert finding_places(scores, info=True) == [
        ("N028", "Brouillon!A1"),
        ("N029", "Notes!C1"),
        ("N030", "Notes!A3"),
    ]
    assert list(scores.candidates) == ["C001", "C002"]


FLAT_ODS = (
    '<office:automatic-styles xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
    '<style:style style:name="a" style:family="table-row"><style:table-row-properties {row}/></style:style>'
    '<style:style style:name="a" style:family="table-column"><style:table-column-properties {column}/>'
    "</style:style></office:automatic-styles>"
)
FLAT = [("N029", "Notes!B1"), ("N030", "Notes!A3")]


def flat_ods(row: str, column: str) -> bytes:
    """A workbook whose second column and third row have styles of their own."""
    table = ods_table([("candidat", "CR1.1"), ("C001", "1"), ("C002", "0")])
    columns = '<table:table-column/><table:table-column table:style-name="a"/>'
    table = table.replace("><table:table-row>", f">{columns}<table:table-row>", 1)
    before, _, last = table.rpartition("<table:table-row>")
    table = f'{before}<table:table-row table:style-name="a">{last}'
    data = ods(table)
    styles = FLAT_ODS.format(row=row, column=column).encode()
    return repack(
        data, {"content.xml": part(data, "content.xml").replace(b"<office:body>", styles + b"<office:body>")}
    )


@pytest.mark.parametrize(
    ("row", "column", "told"),
    [
        *(("0", "0", FLAT), ("0.00", "0.0", FLAT), ("0.75", "0.7", []), ("15", "10", [])),
        *(("10", "0", FLAT[:1]), ("0", "10.5", FLAT[1:])),
    ],
)
def test_a_row_or_a_column_without_any_size_is_told_as_one_that_is_hidden(
    tmp_path: Path, row: str, column: str, told: list[tuple[str, str]]
) -> None:
    rows = sheet(
        (("candidat", "CR1.1"), ("C001", "1"), ("C002", "0")),
        f'<cols><col min="2" max="2" width="{column}"/></cols>',
    )
    data = book(Notes=rows.replace('<row r="3"', f'<row r="3" ht="{row}"'))
    scores = read(tmp_path, data)
    assert finding_places(scores, info=True) == told
    assert texts(scores, "C002") == {"CR1.1": "0"}
    of_ods = flat_ods(f'style:row-height="{row}cm"', f'style:column-width="{column}cm"')
    assert finding_places(read(tmp_path, of_ods, "notes.ods"), info=True) == told


def test_a_row_of_ods_whose_height_is_to_be_found_is_seen(tmp_path: Path) -> None:
    of_ods = flat_ods(
        'style:row-height="0cm" style:use-optimal-row-height="true"', 'style:column-width="2cm"'
    )
    assert finding_places(read(tmp_path, of_ods, "notes.ods"), info=True) == []


def test_a_row_or_a_column_of_xls_without_any_size_is_told(tmp_path: Path) -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as workbook:
        notes = workbook.add_worksheet("Notes")
        for number, row in enumerate((("candidat", "CR1.1"), ("C001", 1), ("C002", 0))):
            notes.write_row(number, 0, row)
        notes.set_row(2, 30)
        notes.set_column(1, 1, 20)
    xls = convert_workbook(data.getvalue(), "xls")
    assert finding_places(read(tmp_path, xls, "notes.xls"), info=True) == []
    row, column = (
        re.escape(each) for each in (b"\x08\x02\x10\x00\x02\x00", b"\x7d\x00\x0c\x00\x01\x00\x01\x00")
    )
    flat, counts = xls, []
    for before, fixed in ((row, b".{4}"), (column, b"")):
        flat, count = re.subn(b"(?s)(" + before + fixed + b")..", rb"\1\0\0", flat)
        counts.append(count)
    assert counts == [1, 1]
    assert finding_places(read(tmp_path, flat, "notes.xls"), info=True) == FLAT


def test_a_workbook_of_hidden_sheets_alone_is_not_said_to_be_empty(tmp_path: Path) -> None:
    data = book("Notes", Vide=sheet(()), Notes=sheet((("candidat", "CR1.1"), ("C001", "1"))))
    scores = read(tmp_path, data)
    assert finding_places(scores, info=True) == [("N016", ""), ("N028", "Notes!A1")]
    assert not scores.candidates


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        *(("<c><v>1<?x y?>2</v></c>", ["N021"]), ("<c><v>1<!--x-->2</v></c>", ["N021"])),
        *(('<c t="str"><v>1<?x y?>2</v></c>', ["N021"]), ("<c><v><?x y?>12</v></c>", ["N021"])),
        *(("<c><?x y?><v>12</v></c>", []), ('<c t="inlineStr"><is><t>1<?x y?>2</t></is></c>', [])),
        *(("<c><v>12</v></c><?x y?>", []), ("<c><v>12</v></c>", [])),
    ],
)
def test_an_instruction_within_a_value_does_not_cut_it_short(
    tmp_path: Path, cell: str, told: list[str]
) -> None:
    scores = read(tmp_path, book(Notes=sheet((("candidat", "E1"), ("C001", cell)))))
    assert [code for code, _ in finding_places(scores)] == told
    assert [texts(scores, each) for each in scores.candidates] == ([] if told else [{"E1": "12"}])


def test_a_value_below_no_heading_is_told_with_its_column(tmp_path: Path) -> None:
    scores = read(tmp_path, xlsx(Notes=[("candidat", "CR1.1"), ("C001", 1, None, "à revoir")]))
    assert finding_places(scores) == [("N106", "Notes!D2")]
    assert next(d for d in scores.diagnostics if d.code == "N106").arguments["column"] == "D"


def test_each_value_below_no_heading_can_be_found(tmp_path: Path) -> None:
    rows = [
        ("C001", 1, None, "bien"),
        ("C002", 0, None, None),
        ("C003", 0, None, 12),
        ("C004", 1, None, "vu"),
    ]
    scores = read(tmp_path, xlsx(Notes=[("candidat", "CR1.1"), *rows]))
    told = next(d for d in scores.diagnostics if d.code == "N106")
    assert [str(told.place.cell), *(each.place.cell for each in told.related)] == ["D2", "D4", "D5"]


def test_rows_left_empty_and_formatted_are_nothing(tmp_path: Path) -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet("Notes")
        bold = book.add_format({"bold": True})
        for number, row in ((0, HEAD), (4, ("C001", "A", 1, 12)), (1_048_575, ())):
            sheet.write_row(number, 0, row)
            sheet.write_blank(number, 5, None, bold)
        sheet.set_column("H:XFD", 3, bold)
    scores = read(tmp_path, data.getvalue())
    assert (finding_places(scores), list(scores.candidates)) == ([], ["C001"])


def test_a_workbook_of_headings_alone_has_no_candidate(tmp_path: Path) -> None:
    assert finding_places(read(tmp_path, xlsx(Notes=[HEAD]))) == [("N016", "Notes!A1")]


def test_a_workbook_without_any_text_is_empty(tmp_path: Path) -> None:
    assert finding_places(read(tmp_path, xlsx(Feuil1=[], Feuil2=[]))) == [("N001", "")]


def test_two_hundred_wrong_cells_are_two_hundred_findings_at_their_cells(tmp_path: Path) -> None:
    rows = [("candidat", "CR1.1", "CR1.2"), *((f"C{i:03}", "?", "bof") for i in range(100))]
    scores = read(tmp_path, xlsx(Notes=rows))
    wrong = [each for each in scores.diagnostics if each.code == "N211"]
    assert [where(each) for each in wrong] == [f"Notes!{c}{r}" for r in range(2, 102) for c in "BC"]
    assert {str(each.arguments["value"]) for each in wrong} == {"?", "bof"}


DRAW = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
MARK = ods_cell('office:value-type="float" office:value="12.5"', "12,5")
ERROR = 'table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"'
ODS_ROWS = [["candidat", "CR1.1", "E1"], ["C001", "oui", MARK]]


def test_an_ods_workbook_reads_as_any_other(tmp_path: Path) -> None:
    scores = read(tmp_path, ods(ods_table(ODS_ROWS)), "notes.ods")
    assert (finding_places(scores), texts(scores, "C001")) == ([], {"CR1.1": "oui", "E1": "12.5"})


@pytest.mark.parametrize("attributes", ["", 'office:value-type="void"', 'office:value-type="float"'])
def test_a_cell_of_ods_that_shows_a_text_without_a_value_is_read_as_it_shows(
    tmp_path: Path, attributes: str
) -> None:
    rows = [*ODS_ROWS, ["C002", "oui", ods_cell(attributes, "12,5")]]
    scores = read(tmp_path, ods(ods_table(rows)), "notes.ods")
    assert (finding_places(scores), texts(scores, "C002")) == ([], {"CR1.1": "oui", "E1": "12,5"})


def test_a_formula_of_ods_whose_result_is_an_empty_text_is_an_empty_cell(tmp_path: Path) -> None:
    empty = ods_cell('table:formula="of:=IF([.D2]=&quot;&quot;;&quot;&quot;;[.D2])"', "")
    rows = [["candidat", "CR1.1", "E1"], ["C001", "oui", empty], [empty, empty, empty]]
    scores = read(tmp_path, ods(ods_table(rows)), "notes.ods")
    assert (finding_places(scores), texts(scores, "C001")) == ([], {"CR1.1": "oui"})


@pytest.mark.parametrize(
    ("cell", "code", "value"),
    [
        ('<table:table-cell table:formula="of:=A1+1"/>', "N218", "=A1+1"),
        (ods_cell(ERROR, "#DIV/0!"), "N217", "#DIV/0!"),
        (ods_cell('office:value-type="percentage" office:value="0.07"', "7%"), "N212", "7 %"),
        ('<table:table-cell office:value-type="date" office:date-value="2026-02-01"/>', "N219", "2026-02-01"),
        (
            ods_cell('table:formula="of:=TRUE()" office:value-type="float" office:value="1"', "TRUE"),
            "N212",
            "VRAI",
        ),
        (ods_cell('office:value-type="boolean" office:boolean-value="true"', "VRAI"), "N212", "VRAI"),
    ],
)
def test_a_cell_of_ods_that_is_no_mark_is_told_as_in_xlsx(
    tmp_path: Path, cell: str, code: str, value: str
) -> None:
    scores = read(tmp_path, ods(ods_table([["candidat", "E1"], ["C001", cell]])), "notes.ods")
    assert finding_places(scores) == [(code, "Notes!B2")]
    assert next(d for d in scores.diagnostics if d.code == code).arguments["value"] == value


NOTE = "<office:annotation><text:p>vu avec le jury 2</text:p></office:annotation>"
SHAPE = f"<draw:frame {DRAW}><draw:text-box><text:p>Signature</text:p></draw:text-box></draw:frame>"


@pytest.mark.parametrize("beside", [NOTE, SHAPE, f"<draw:frame {DRAW}><draw:image/></draw:frame>"])
def test_what_stands_beside_the_text_of_an_ods_cell_is_no_part_of_it(tmp_path: Path, beside: str) -> None:
    def cell(attributes: str, text: str) -> str:
        return f"<table:table-cell {attributes}>{beside}<text:p>{text}</text:p></table:table-cell>"

    number, text = 'office:value-type="float" office:value="75001"', 'office:value-type="string"'
    rows = [
        ["candidat", "CR1.1", "E1"],
        [
            cell(number, "0075001"),
            cell(text, "oui"),
            cell('office:value-type="float" office:value="12"', "12"),
        ],
        [cell(text, "M<text:s/>1"), "non", f"<table:table-cell>{beside}</table:table-cell>"],
    ]
    scores = read(tmp_path, ods(ods_table(rows)), "notes.ods")
    assert finding_places(scores) == []
    assert texts(scores, "0075001") == {"CR1.1": "oui", "E1": "12"}
    assert texts(scores, "M 1") == {"CR1.1": "non"}


@pytest.mark.parametrize("error", ["#DIV/0!", "#VALEUR !", "Err:502", "err:522"])
@pytest.mark.parametrize("value", ['"float" office:value="0"', '"string" office:string-value=""'])
def test_an_error_of_a_formula_is_none_of_the_values_that_other_programs_write_for_it(
    tmp_path: Path, error: str, value: str
) -> None:
    cell = ods_cell(f'table:formula="of:=1/0" office:value-type={value}', error)
    scores = read(tmp_path, ods(ods_table([["candidat", "E1"], ["C001", cell]])), "notes.ods")
    assert finding_places(scores) == [("N217", "Notes!B2")]


def test_ods_repeats_rows_and_cells_in_few_words(tmp_path: Path) -> None:
    nothing = '<table:table-cell table:number-columns-repeated="16384"/>'
    blank = f'<table:table-row table:number-rows-repeated="1048000">{nothing}</table:table-row>'
    twice = ods_text("oui", 'table:number-columns-repeated="2"')
    data = ods(ods_table([["candidat", "CR1.1", "CR1.2"], ["C001", twice], [blank]]))
    assert texts(read(tmp_path, data, "notes.ods"), "C001") == {"CR1.1": "oui", "CR1.2": "oui"}


def test_a_merged_identifier_of_ods_holds_for_its_rows(tmp_path: Path) -> None:
    wide = ods_text("C001", 'table:number-rows-spanned="2"')
    rows = [["candidat", "jure", "CR1.1"], [wide, "J1", "1"], ["<table:covered-table-cell/>", "J2", "1"]]
    scores = read(tmp_path, ods(ods_table(rows)), "notes.ods")
    assert (finding_places(scores), texts(scores, "C001")) == ([], {"CR1.1/J1": "1", "CR1.1/J2": "1"})


@pytest.mark.parametrize("form", ["ods", "xls"])
def test_what_libreoffice_saves_says_the_same(tmp_path: Path, form: str) -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet("Notes")
        rows = (
            ("Session",),
            ("candidat", "nom", "CR1.1", "E1", "E2"),
            ("C001", "A", "oui", 12.5),
            ("C002", "B", "non", 8),
        )
        for number, row in enumerate(rows, 2):
            sheet.write_row(number, 1, row)
        sheet.write(4, 5, 0.5, book.add_format({"num_format": "0%"}))
        sheet.write_formula(5, 5, "=1/0", None, "#DIV/0!")
        sheet.set_column(3, 3, None, None, {"hidden": True})
        book.add_worksheet("Autre").hide()
    scores = read(tmp_path, convert_workbook(data.getvalue(), form), f"notes.{form}")
    assert finding_places(scores, info=True) == [
        ("N029", "Notes!D4"),
        ("N212", "Notes!F5"),
        ("N217", "Notes!F6"),
    ]
    assert texts(scores, "C001") == {"CR1.1": "oui", "E1": "12.5"}
