"""Workbooks made for tests, as a jury's spreadsheet would hold them."""

import atexit
import functools
import io
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest
import xlsxwriter

from certeval.diagnostics import Diagnostic, Severity
from certeval.scores.observations import Scores
from certeval.scores.read import open_sheets
from prompt import STOPPED
from score_sheets import in_words, small

Rows = Sequence[Sequence[object]]


def xlsx(**sheets: Rows) -> bytes:
    """A workbook of these sheets; a row's None is an empty cell, a text beginning with `=` stays text."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return data.getvalue()


def read(folder: Path, data: bytes, name: str = "notes.xlsx") -> Scores:
    """What a workbook says, about the small certification."""
    path = folder / name
    path.write_bytes(data)
    scores = open_sheets([path]).read(small())
    assert all(map(in_words, scores.diagnostics))
    return scores


def finding_places(scores: Scores, *, info: bool = False) -> list[tuple[str, str]]:
    """Each finding and where it stands, `sheet!cell`; what only informs is left out unless asked for."""
    graver = [each for each in scores.diagnostics if info or each.kind.severity is not Severity.INFO]
    return [(each.code, where(each)) for each in graver if each.code != "N107"]


def where(diagnostic: Diagnostic) -> str:
    place = diagnostic.place
    return f"{place.sheet}!{place.cell}" if place.sheet else ""


def repack(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """An archive with some of its parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename not in changed:
                new.writestr(info.filename, old.read(info))
        for name, part in changed.items():
            new.writestr(name, part)
    return out.getvalue()


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every part: the same bytes each time."""
ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.3"'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
    "<office:body><office:spreadsheet>"
)
ODS_FOOT = "</office:spreadsheet></office:body></office:document-content>"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def ods(tables: str) -> bytes:
    """An ODS workbook with these tables, written as its XML is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in (
            ("mimetype", ODS_TYPE),
            ("META-INF/manifest.xml", "<manifest/>"),
            ("content.xml", ODS_HEAD + tables + ODS_FOOT),
        ):
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), text)
    return out.getvalue()


def ods_table(rows: Iterable[Iterable[str]], name: str = "Notes") -> str:
    """A table of ODS: texts are cells of text, anything that begins with `<` is XML of its own."""
    lines = ("".join(each if each.startswith("<") else ods_text(each) for each in row) for row in rows)
    body = "".join(
        line if line.startswith("<table:table-row") else f"<table:table-row>{line}</table:table-row>"
        for line in lines
    )
    return f'<table:table table:name="{name}">{body}</table:table>'


def ods_text(text: str, more: str = "") -> str:
    return ods_cell(f'office:value-type="string" {more}', text) if text else "<table:table-cell/>"


def ods_cell(attributes: str, text: str) -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


@functools.cache
def _profile() -> str:
    """Where LibreOffice keeps its settings, which take longer to make than a workbook takes to convert."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    return Path(folder.name).as_uri()


def convert(files: Sequence[Path], to: str, folder: Path) -> None:
    """Have LibreOffice save files in another form, into a folder; skips, saying so, where there is no LibreOffice."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed here")
    command = [program, f"-env:UserInstallation={_profile()}", "--headless", "--convert-to", to]
    command += ["--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=STOPPED)


def convert_all(to: str, **workbooks: bytes) -> dict[str, bytes]:
    """Workbooks once LibreOffice saved them in another form: starting takes it longer than saving, so once for all."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = {each: folder / f"{each}.xlsx" for each in workbooks}
        for each, data in workbooks.items():
            paths[each].write_bytes(data)
        convert([*paths.values()], to, folder / "out")
        return {each: (folder / "out" / f"{each}.{to}").read_bytes() for each in workbooks}


@functools.cache
def convert_workbook(data: bytes, to: str) -> bytes:
    """A workbook once LibreOffice saved it in another form."""
    return convert_all(to, source=data)["source"]
