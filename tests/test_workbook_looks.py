"""Colours and conditions by which cells of a workbook are not seen as they stand: told; no other is."""

import functools
import io
from collections.abc import Mapping
from pathlib import Path

import pytest
import xlsxwriter

from workbooks import convert_all, finding_places, ods, ods_cell, ods_table, part, read, repack

Look = Mapping[str, object]
WHITE: Look = {"font_color": "#FFFFFF"}
DARK: Look = {"bg_color": "#1F4E78"}
PINK: Look = {"font_color": "#9C0006", "bg_color": "#FFC7CE"}


def book(look: Look, condition: Look, value: object = 12, name: str = "Notes") -> bytes:
    """A workbook whose mark of C1 looks so, and whose two marks have a condition."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as workbook:
        worksheet = workbook.add_worksheet(name)
        for number, row in enumerate([("candidat", "E1"), ("C1", value), ("C2", 8)]):
            worksheet.write_row(number, 0, row)
        worksheet.write(1, 1, value, workbook.add_format(look))
        if condition.keys() <= {"font_color", "bg_color", "num_format", "font_strikeout"}:
            rule = {"type": "cell", "criteria": "<", "value": 10, "format": workbook.add_format(condition)}
        else:
            rule = dict(condition)
        if condition:
            worksheet.conditional_format("B2:B3", rule)
    return data.getvalue()


BOOKS = {
    "white": (book(WHITE, {}), "N048"),
    "white_word": (book(WHITE, {}, "NE"), "N048"),
    "red_on_red": (book({"font_color": "#FF0000", "bg_color": "#FF0000"}, {}), "N048"),
    "white_on_dark": (book({**WHITE, **DARK}, {}), ""),
    "pink": (book(PINK, {}), ""),
    "dark": (book(DARK, {}), ""),
    "white_made_dark": (book(WHITE, DARK), ""),
    "other_word": (book({}, {"num_format": '"Éliminé"'}), "N053"),
    "hidden": (book({}, {"num_format": ";;;"}), "N053"),
    "struck": (book({}, {"font_strikeout": True}), "N053"),
    "made_white": (book({}, WHITE), "N053"),
    "made_white_on_dark": (book({}, {**WHITE, **DARK}), ""),
    "made_pink": (book({}, PINK), ""),
    "decimals": (book({}, {"num_format": "0.00"}), ""),
    "icon_alone": (book({}, {"type": "icon_set", "icon_style": "3_symbols", "icons_only": True}), "N053"),
    "bar_alone": (book({}, {"type": "data_bar", "bar_only": True}), "N053"),
    "spaces": (book({}, {"num_format": ";;;"}, name="Notes d'E1, 2"), "N053"),
    "icons": (book({}, {"type": "icon_set", "icon_style": "3_symbols"}), ""),
    "bars": (book({}, {"type": "data_bar"}), ""),
    "shades": (book({}, {"type": "3_color_scale"}), ""),
}


def many_colours() -> bytes:
    """A workbook with more dark inks than a palette of XLS has colours."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as workbook:
        worksheet = workbook.add_worksheet("Notes")
        worksheet.write_row(0, 0, ("candidat", "E1"))
        for number in range(1, 81):
            worksheet.write(number, 0, f"C{number}")
            ink = {"font_color": f"#{number * 3:02X}00{240 - number * 3:02X}"}
            worksheet.write(number, 1, 12, workbook.add_format(ink))
    return data.getvalue()


BOOKS["many_colours"] = (many_colours(), "")


@functools.cache
def as_form(form: str) -> Mapping[str, bytes]:
    written = {name: data for name, (data, _) in BOOKS.items()}
    return written if form == "xlsx" else convert_all(form, **written)


@pytest.mark.parametrize("form", ["xlsx", "ods", "xls"])
@pytest.mark.parametrize("name", BOOKS)
def test_what_is_not_seen_as_it_stands_is_told_and_nothing_else(tmp_path: Path, form: str, name: str) -> None:
    code = BOOKS[name][1]
    if (form, code) == ("xls", "N053"):
        pytest.skip("conditions of XLS are not read")
    told = finding_places(read(tmp_path, as_form(form)[name], f"notes.{form}"), info=True)
    sheet = "Notes d'E1, 2" if name == "spaces" else "Notes"
    assert told == ([(code, f"{sheet}!B2")] if code else [])


def test_black_on_black_is_not_seen(tmp_path: Path) -> None:
    """Where no colour is said; LibreOffice, which does not convert it so, writes in white on a dark cell."""
    assert finding_places(read(tmp_path, book({"bg_color": "#000000"}, {}))) == [("N048", "Notes!B2")]


@pytest.mark.parametrize(
    ("white", "palette", "told"),
    [
        ('indexed="9"', "", [("N048", "Notes!B2")]),
        ('indexed="9"', "<colors><indexedColors><rgbColor/></indexedColors></colors>", []),
        (
            'rgb="FFFFFFFF"',
            "<colors><indexedColors><rgbColor/></indexedColors></colors>",
            [("N048", "Notes!B2")],
        ),
    ],
    ids=["by_number", "by_number_of_a_palette", "beside_a_palette"],
)
def test_a_colour_by_its_number_is_known_where_no_other_has_the_number(
    tmp_path: Path, white: str, palette: str, told: list[tuple[str, str]]
) -> None:
    """A palette, which openpyxl always writes, says nothing of the colours that are no numbers of it."""
    data = book(WHITE, {})
    styles = part(data, "xl/styles.xml").decode().replace('rgb="FFFFFFFF"', white)
    changed = repack(
        data, {"xl/styles.xml": styles.replace("</styleSheet>", f"{palette}</styleSheet>").encode()}
    )
    assert finding_places(read(tmp_path, changed)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('<style:text-properties style:use-window-font-color="true"/>', []),
        ('<style:text-properties fo:font-weight="bold"/>', [("N048", "Notes!B2")]),
    ],
)
def test_a_text_that_takes_again_the_colour_of_the_window_is_seen(
    tmp_path: Path, text: str, told: list[tuple[str, str]]
) -> None:
    """« Automatic », over a style in white whose ground is taken off."""
    styles = (
        '<office:automatic-styles xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
        ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">'
        '<style:style style:name="Titre" style:family="table-cell">'
        '<style:table-cell-properties fo:background-color="#1f4e78"/>'
        '<style:text-properties fo:color="#ffffff"/></style:style>'
        '<style:style style:name="ce1" style:family="table-cell" style:parent-style-name="Titre">'
        f'<style:table-cell-properties fo:background-color="transparent"/>{text}</style:style>'
        "</office:automatic-styles><office:body>"
    )
    mark = ods_cell('office:value-type="float" office:value="12" table:style-name="ce1"', "12")
    content = part(ods(ods_table([["candidat", "E1"], ["C1", mark]])), "content.xml").decode()
    data = repack(ods(""), {"content.xml": content.replace("<office:body>", styles, 1).encode()})
    assert finding_places(read(tmp_path, data, "n.ods")) == told
