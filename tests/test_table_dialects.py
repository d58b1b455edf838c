"""Sheets as French Excel, LibreOffice and scripts write them: encoding, delimiter, quotes, places."""

import csv
from pathlib import Path

import pytest

from certeval.diagnostics import Span
from certeval.scores.headings import is_heading
from certeval.scores.read import open_sheets
from certeval.sources.row import Source, spans, unguard
from certeval.sources.table import Table, parse
from conftest import Certeval
from score_sheets import at, findings, in_words, only, scores, texts


def table(text: str | bytes, encoding: str | None = None) -> Table:
    read = parse(text.encode() if isinstance(text, str) else text, "s.csv", is_heading, encoding)
    assert all(map(in_words, read.diagnostics))
    return read


def cells(read: Table) -> list[list[str]]:
    return [row.cells for row in read.rows]


def codes(read: Table) -> list[tuple[str, int, int]]:
    return [at(each) for each in (*read.diagnostics, *(one.finding("") for one in read.uneven))]


@pytest.mark.parametrize("delimiter", [";", "\t", ",", "|"])
def test_the_delimiter_is_the_one_that_yields_the_headings(delimiter: str) -> None:
    text = "candidat;nom;CR1.1\nC1;Le Goff, Anne | tab\t;1\n".replace(";", delimiter)
    if delimiter == ";":
        assert cells(table(text)) == [["C1", "Le Goff, Anne | tab\t", "1"]]
    assert table(text).delimiter == delimiter


def test_decimal_commas_do_not_make_the_comma_a_delimiter() -> None:
    assert cells(table("candidat;E1;E2\nC1;12,5;8,25\nC2;9,5;7,5\n")) == [
        ["C1", "12,5", "8,25"],
        ["C2", "9,5", "7,5"],
    ]


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "SEP=;", "sep=;;;"])
def test_the_first_line_of_excel_that_names_the_delimiter_is_no_heading(first: str) -> None:
    read = table(f"{first}\ncandidat;CR1.1\nC1;x\n")
    assert (cells(read), read.rows[0].place(1).span) == ([["C1", "x"]], Span(3, 4, 3, 5))


def test_a_delimiter_named_and_unusual_is_taken() -> None:
    assert cells(table("sep=:\ncandidat:CR1.1\nC1:1\n")) == [["C1", "1"]]


def test_libreoffice_keeps_the_line_that_names_a_delimiter_and_then_uses_another() -> None:
    assert cells(table("sep=;\ncandidat,CR1.1\nC1,1\n")) == [["C1", "1"]]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("candidat;CR1.1\nZoé;validé\n".encode(), "utf-8"),
        ("candidat;CR1.1\nZoé;validé\n".encode("utf-8-sig"), "utf-8"),
        ("candidat;CR1.1\r\nZoé;validé\r\n".encode("cp1252"), "cp1252"),
        ("candidat\tCR1.1\r\nZoé\tvalidé\r\n".encode("utf-16"), "utf-16"),
    ],
)
def test_every_encoding_of_an_office_gives_the_same_text(data: bytes, encoding: str) -> None:
    read = table(data)
    assert (cells(read), read.encoding) == ([["Zoé", "validé"]], encoding)
    assert read.header is not None
    assert read.header.place(0).span == Span(1, 1, 1, 9)


def test_windows_1252_is_said_with_the_text_that_shows_it() -> None:
    read = table("candidat;nom;CR1.1\nC1;Le Béon;non\n".encode("cp1252"))
    assert codes(read) == [("N005", 2, 8)]
    assert read.diagnostics[0].arguments == {"text": "Le Béon"}


def test_an_encoding_that_is_forced_is_the_one_taken() -> None:
    data = "candidat;CR1.1\nAdèle;validé\n".encode("mac-roman")
    assert codes(table(data)) == [("N002", 2, 1)]
    assert cells(table(data, "mac-roman")) == [["Adèle", "validé"]]


def test_a_forced_encoding_that_is_not_the_files_is_refused_with_byte_and_line() -> None:
    read = table("candidat\nZoé\n".encode("cp1252"), "utf-8")
    assert codes(read) == [("N003", 2, 1)]
    assert read.diagnostics[0].arguments == {"byte": "0xE9", "line": 2, "encoding": "utf-8"}


@pytest.mark.parametrize("name", ["klingon", "rot13", "a\0b"])
def test_an_encoding_that_does_not_exist_is_refused(name: str) -> None:
    assert codes(table("candidat\n", name)) == [("N004", 1, 1)]


def test_a_byte_order_mark_is_never_part_of_the_first_heading() -> None:
    assert cells(table("candidat;CR1.1\nC1;1\n".encode("utf-8-sig"), "utf-8")) == [["C1", "1"]]


def test_a_workbook_given_as_a_sheet_is_not_text() -> None:
    assert codes(table(b"PK\x03\x04\x14\0\6\0")) == [("N002", 1, 1)]


@pytest.mark.parametrize("data", ["", "\n\r\n  \n", "\ufeff", "sep=;\n"])
def test_a_sheet_without_a_line_of_text_is_empty(data: str) -> None:
    assert [code for code, _, _ in codes(table(data))] == ["N001"]


def test_a_quoted_cell_holds_line_breaks_and_the_next_rows_keep_their_physical_line() -> None:
    read = table('candidat;nom;CR1.1\nC1;"Anne\r\n\nLe Goff";1\nC2;B;0\n')
    assert cells(read)[0][1] == "Anne\r\n\nLe Goff"
    assert read.rows[0].place(1).span == Span(2, 4, 4, 9)
    assert read.rows[0].place(2).span == Span(4, 10, 4, 11)
    assert read.rows[1].place(0).span == Span(5, 1, 5, 3)


def test_places_count_characters_with_their_quotes_doubled_or_not() -> None:
    line = '"a ""b"";c";é;;5" d;"x"'
    source = Source("s", [line], ";", has_guards=False)
    walked = spans(source, 0, 1)
    assert [line[span.column - 1 : span.end_column - 1] for span in walked] == [
        '"a ""b"";c"', "é", "", '5" d', '"x"',
    ]  # fmt: skip
    assert len(walked) == len(next(csv.reader([line], delimiter=";")))


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_an_editor_does(line_break: str) -> None:
    read = table(line_break.join(["candidat;CR1.1", "", "C1\x0b\u2028;1", "C2;0"]))
    assert [row.place(0).span for row in read.rows] == [Span(3, 1, 3, 5), Span(4, 1, 4, 3)]


def test_rows_and_columns_left_empty_by_a_spreadsheet_are_nothing() -> None:
    assert cells(table("candidat;CR1.1;;\nC1;1;;;;\n;;;\n \nC2;0\n;;;;;\n")) == [["C1", "1"], ["C2", "0"]]


def test_a_row_too_long_is_shown_where_it_overflows_and_is_not_read() -> None:
    read = table("candidat,E1,E2\nC1,12,5,8\nC2,9,7\n")
    assert (codes(read), cells(read)) == ([("N014", 2, 9)], [["C2", "9", "7"]])
    assert read.uneven[0].finding("").arguments == {"cells": 4, "headings": 3, "delimiter": ","}


def test_a_row_too_short_says_before_which_heading_it_stops() -> None:
    read = table("candidat;E1;E2\nC1;12\n")
    assert (codes(read), cells(read)) == ([("N015", 2, 6)], [["C1", "12", ""]])
    assert read.uneven[0].finding("").arguments["heading"] == "E2"


def test_a_quote_never_closed_is_shown_where_it_opens() -> None:
    read = table('candidat;nom;CR1.1\nC1;A;1\nC2;"B;0\nC3;C;1\n')
    assert (codes(read), cells(read)) == ([("N011", 3, 4)], [["C1", "A", "1"]])
    assert read.diagnostics[0].arguments == {"lines": 2}
    assert read.diagnostics[0].place.span == Span(3, 4, 3, 5)


def test_a_quote_closed_on_another_row_does_not_give_one_candidate_the_marks_of_another() -> None:
    read = table('candidat;nom;CR1.1\nC1;"A;1\nC2;B";0\nC3;C;1\n')
    assert (codes(read), cells(read)) == ([("N054", 2, 4)], [["C3", "C", "1"]])


@pytest.mark.parametrize("text", ['"A\nB"', '"A;1\n1, rue B"', '"A;1\nB;2;3"'])
def test_a_text_on_several_lines_is_one_cell(text: str) -> None:
    assert codes(table(f"candidat;nom;CR1.1\nC1;{text};1\n")) == []


def test_text_after_a_closing_quote_stops_its_row_alone() -> None:
    read = table('candidat;nom;CR1.1\nC1;"Jean" Petit;1\nC2;B;0\n')
    assert (codes(read), cells(read)) == ([("N012", 2, 4)], [["C2", "B", "0"]])


def test_a_cell_longer_than_any_text_is_refused_and_the_rest_is_read() -> None:
    read = table("candidat;nom\nC1;" + "a" * (csv.field_size_limit() + 1) + "\nC2;B\n")
    assert (codes(read), cells(read)) == ([("N013", 2, 1)], [["C2", "B"]])


def test_a_zero_character_in_utf_16_is_no_text_either(tmp_path: Path) -> None:
    read = scores(tmp_path, s_csv="candidat;CR1.1\nC1;1\0\n".encode("utf-16"))
    assert findings(read) == [("N002", 2, 1)]


@pytest.mark.parametrize("text", ["=1+1", "+33 6", "-2", "@x", "\tx", "＝1"])
def test_the_quote_that_an_export_put_before_a_formula_is_taken_off_once(text: str) -> None:
    assert unguard("'" + text) == text
    assert unguard("''" + text) == "'" + text


def test_any_other_apostrophe_belongs_to_the_text(tmp_path: Path) -> None:
    read = scores(tmp_path, s_csv="candidat;nom;CR1.1\n'+33;'t Hooft;1\nC2;l'Hermite;1\n")
    assert list(read.candidates) == ["+33", "C2"]
    assert [each.details["nom"] for each in read.candidates.values()] == ["'t Hooft", "l'Hermite"]


def test_identifiers_stay_the_text_that_was_typed(tmp_path: Path) -> None:
    read = scores(tmp_path, s_csv="candidat;CR1.1\n075001;1\n1.10;1\n01/02;1\n")
    assert list(read.candidates) == ["075001", "1.10", "01/02"]


def test_what_a_spreadsheet_made_of_an_identifier_is_none(tmp_path: Path) -> None:
    read = scores(tmp_path, s_csv="candidat;CR1.1\n1,00E+05;1\n")
    assert (only(read).code, only(read).arguments) == ("N207", {"candidat": "1,00E+05"})
    assert (only(read).is_error, read.candidates) == (True, {})


def test_a_file_that_cannot_be_read_is_for_the_operating_system_to_say(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        open_sheets([tmp_path / "absent.csv"])


def test_a_cell_in_a_quoted_row_is_refused_at_its_own_line(tmp_path: Path) -> None:
    read = scores(tmp_path, s_csv='candidat;nom;CR1.1;CR1.2\nC1;"A\nB";peut-être;1\n')
    assert findings(read) == [("N211", 3, 4)]
    assert texts(read, "C1") == {"CR1.2": "1"}


KINDS_OF_CSV = {
    "Excel « CSV (séparateur : point-virgule) »": "candidat;nom;CR1.1;E1\r\nC1;Zoé;x;12,5\r\n".encode(
        "cp1252"
    ),
    "Excel « CSV UTF-8 »": "candidat;nom;CR1.1;E1\r\nC1;Zoé;x;12,5\r\n".encode("utf-8-sig"),
    "Excel « Texte Unicode »": "candidat\tnom\tCR1.1\tE1\r\nC1\tZoé\tx\t12,5\r\n".encode("utf-16"),
    "Excel, tabulations": "candidat\tnom\tCR1.1\tE1\r\nC1\tZoé\tx\t12,5\r\n".encode("cp1252"),
    "Excel, la ligne sep=": "sep=;\r\ncandidat;nom;CR1.1;E1\r\nC1;Zoé;x;12,5\r\n".encode("cp1252"),
    "LibreOffice, qui garde la ligne sep=": '"sep=;",,,\ncandidat,nom,CR1.1,E1\nC1,Zoé,x,"12,5"\n'.encode(),
    "LibreOffice, des virgules": 'candidat,nom,CR1.1,E1\nC1,Zoé,x,"12,5"\n'.encode(),
    "un script, des points": "candidat|nom|CR1.1|E1\nC1|Zoé|x|12.5\n".encode(),
    "des cellules sur plusieurs lignes": (
        '"candidat";"nom";"CR1.1\r\n";"E1"\r\n"C1";"Zoé";"x";"12,5\u00a0"\r\n'.encode("cp1252")
    ),
}


@pytest.mark.parametrize("kind", KINDS_OF_CSV)
def test_the_nine_kinds_of_french_csv_say_the_same_without_an_option(tmp_path: Path, kind: str) -> None:
    read = scores(tmp_path, notes_csv=KINDS_OF_CSV[kind])
    assert findings(read) == []
    assert {code: text.strip().replace(",", ".") for code, text in texts(read, "C1").items()} == {
        "CR1.1": "x",
        "E1": "12.5",
    }
    assert read.candidates["C1"].details == {"nom": "Zoé"}


@pytest.mark.parametrize(
    ("data", "byte", "line"),
    [
        ("candidat;nom\nC1;Adèle\n".encode("mac-roman"), "0x8F", 2),
        ("candidat;nom\nC1;A\nC2;Zoé\n".encode("utf-16-le"), "0x00", 1),
        (b"candidat;nom\nC1;\x81\n", "0x81", 2),
    ],
)
def test_what_no_known_encoding_reads_is_refused_with_byte_and_line(
    tmp_path: Path, data: bytes, byte: str, line: int
) -> None:
    refused = only(scores(tmp_path, notes_csv=data))
    assert (refused.code, refused.arguments["byte"], refused.arguments["line"]) == ("N002", byte, line)


TOO_LONG = "x" * (csv.field_size_limit() + 1)
MANY_CELLS = ";" * (csv.field_size_limit() + 1)


@pytest.mark.parametrize(
    "text",
    [
        f"candidat;commentaire;CR1.1.1\nC1;{TOO_LONG};1\nC2;;1\n",
        f'candidat;commentaire;CR1.1.1\nC1;"{TOO_LONG}";1\nC2;;1\n',
        f"candidat;CR1.1.1\nC1;{TOO_LONG}\nC2;1\n",
        f"candidat;CR1.1.1\n{TOO_LONG};1\nC2;1\n",
        f"candidat;element;valeur\nC1;CR1.1.1;{TOO_LONG}\n",
        f"candidat;CR1.1.1;{TOO_LONG}\nC1;1;\n",
        'candidat;CR1.1.1\nC1;1\nC2;0\n"\n',
        'candidat;CR1.1.1\nC1;"1\nC2;0\n',
    ],
    ids=["comment", "quoted", "value", "identifier", "long", "heading", "lone quote", "open quote"],
)
def test_a_cell_too_long_or_a_quote_left_open_is_told_the_same_whatever_reads_it(
    certeval: Certeval, tmp_path: Path, text: str
) -> None:
    (tmp_path / "s.csv").write_text(text, encoding="utf-8")
    plain = certeval("validate", "s.csv", "--format", "csv", "--encoding", "utf-8")
    assert plain.status == 1
    assert "error[N013]" in plain.err or "error[N011]" in plain.err
    for options in (["--engine", "python"], ["--engine", "polars"], ["--jobs", "3"]):
        assert certeval("validate", "s.csv", "--format", "csv", *options) == plain


def test_a_row_of_very_many_empty_cells_is_as_wide_as_its_headings(
    certeval: Certeval, tmp_path: Path
) -> None:
    (tmp_path / "s.csv").write_text(f"candidat;CR1.1.1\nC1;1{MANY_CELLS}\nC2;1\n", encoding="utf-8")
    plain = certeval("validate", "s.csv", "--format", "csv", "--encoding", "utf-8")
    assert (plain.status, plain.out.count("\n")) == (0, 3)
    assert certeval("validate", "s.csv", "--format", "csv") == plain


def test_rows_are_walked_once_whatever_is_wrong_in_the_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    walked: list[int] = []

    def counted(source: Source, first: int, end: int) -> list[Span]:
        walked.append(end - first)
        return spans(source, first, end)

    monkeypatch.setattr("certeval.sources.table.spans", counted)
    lines = [f'C{i};un "mot" dit;1' for i in range(5_000)]
    lines[40] = 'C40;"ouvert;1'
    read = table("candidat;commentaire;CR1.1\n" + "\n".join(lines) + "\n")
    assert [each.code for each in read.diagnostics] == ["N012"]
    assert sum(walked) <= 2 * len(lines)


def test_many_comments_on_one_thing_are_put_together_once(tmp_path: Path) -> None:
    rows = "".join(f"C1;CR1.1;1;note {i}\n" for i in range(3_000))
    read = scores(tmp_path, s_csv=f"candidat;element;valeur;commentaire\n{rows}")
    (said,) = read.candidates["C1"].comment_texts.values()
    assert len(said) == 3_000
    assert next(iter(read.candidates["C1"].comments.values())).count("\n") == 2_999
