"""A document that is empty, closed, broken or made to hurt is told in a line: bounded, nothing invented."""

import io
import mmap
import os
import struct
import time
import zipfile
import zlib
from contextlib import nullcontext
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from fpdf import FPDF

import documents
from certeval.cli.notices import no_bar
from certeval.cli.sandbox import run
from certeval.diagnostics import Diagnostic
from certeval.exchange import opening
from certeval.exchange.opening import DocumentOptions
from conftest import Certeval

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def archive(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return stream.getvalue()


def word(body: str, doctype: str = "", **parts: str) -> bytes:
    types = f'<Types xmlns="{OFFICE}/package/2006/content-types"><Default Extension="rels" ContentType='
    types += (
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
    )
    types += f'"application/xml"/><Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
    related = f'<Relationships xmlns="{OFFICE}/package/2006/relationships"><Relationship Id="r" Target='
    related += f'"word/document.xml" Type="{OFFICE}/officeDocument/2006/relationships/officeDocument"/></Relationships>'
    document = f'<?xml version="1.0"?>{doctype}<w:document {WORD}><w:body>{body}</w:body></w:document>'
    return archive(
        {"[Content_Types].xml": types, "_rels/.rels": related, "word/document.xml": document} | parts
    )


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def open_document(content: str) -> bytes:
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def print_pdf(pages: int, text: str = "", **closed: str) -> bytes:
    made = FPDF()
    made.set_font("helvetica", size=9)
    for _ in range(pages):
        made.add_page()
        if text:
            made.cell(text=text)
    if closed:
        made.set_encryption(owner_password="b", user_password="a")  # noqa: S106 -- of a document for a test
    return bytes(made.output())


ENTITY = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(9)
)
SPAN = '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="999"/></w:tcPr><w:p/></w:tc></w:tr>'
CELL = "<table:table><table:table-row><table:table-cell>"
NAMES = 'xmlns:table="t" xmlns:text="x"'
HOSTILE = {
    "an empty file": (b"", "I032"),
    "a blank file": (b" \n\t", "I032"),
    "bytes of nothing": (bytes(range(256)) * 20, "I037"),
    "an archive cut short": (documents.a_row_a_bloc()[:9000], "I034"),
    "an archive of something else": (archive({"a.txt": "Bonjour"}), "I037"),
    "a PDF cut short": (print_pdf(3, "Bonjour")[:600], "I034"),
    "a PDF of noise": (b"%PDF-1.7\n" + bytes(range(256)) * 20, "I034"),
    "a PDF with a password": (print_pdf(1, "Bonjour", user="a"), "I033"),
    "a PDF without text": (print_pdf(2), "I031"),
    "a PDF without a référentiel": (print_pdf(2, "Bonjour"), "I030"),
    "a Word document without a référentiel": (word(paragraph("Bonjour")), "I030"),
    "a Word document with macros": (word(paragraph("Bonjour"), **{"word/vbaProject.bin": "x"}), "I036"),
    "a Word document that reads another file": (word(paragraph("BLOC 1 - &x;"), ENTITY), "I030"),
    "a Word document that grows": (word(paragraph("&j;"), f"{LAUGHS}]>"), "I034"),
    "a Word document of deep tables": (
        word("<w:tbl><w:tr><w:tc>" * 3000 + "</w:tc></w:tr></w:tbl>" * 3000),
        "I034",
    ),
    "a Word document of wide cells": (word(f"<w:tbl>{SPAN * 3000}</w:tbl>"), "I035"),
    "a Word document that inflates": (word(paragraph("a" * 61_000_000)), "I035"),
    "an ODT that reads another file": (open_document(f'<?xml version="1.0"?>{ENTITY}<o>&x;</o>'), "I034"),
    "a document that is one XML": (
        b'<?xml version="1.0"?><office:document>C1.1 Vendre</office:document>',
        "I037",
    ),
    "an ODT of deep tables": (open_document(f"<o {NAMES}>{CELL * 5000}</o>"), "I034"),
    "a fiche that reads another file": (
        f"{ENTITY}<FICHES><FICHE><NUMERO_FICHE>&x;</NUMERO_FICHE></FICHE></FICHES>".encode(),
        "I034",
    ),
    "a page of endless tables": (b"<table><tr><td>" * 20_000, "I030"),
    "a page of wide cells": (b"<table>" + b"<tr><td rowspan=9999 colspan=9999>x</td></tr>" * 3000, "I035"),
    "a line without end": (b"C1.1 " + b"a " * 2_000_000, "I035"),
    "lines without end": (b"C1.1 A\n" * 100_001, "I035"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_told_in_bounded_time_and_gives_no_element(name: str) -> None:
    data, code = HOSTILE[name]
    begun = time.process_time()
    read = opening.read(data, name, DocumentOptions(), lambda _page, _of: None)
    assert isinstance(read, Diagnostic)
    assert read.code == code
    assert time.process_time() - begun < 60


@pytest.mark.parametrize(("pages", "code"), [(2000, "I030"), (2001, "I038"), (5000, "I038")])
def test_so_many_pages_are_looked_at_and_no_more(pages: int, code: str) -> None:
    read = opening.read(print_pdf(pages, "Bonjour"), "long.pdf", DocumentOptions(), lambda _page, _of: None)
    assert isinstance(read, Diagnostic)
    assert read.code == code


def test_pages_of_a_long_document_may_be_named() -> None:
    read = opening.read(
        print_pdf(2001, "Bonjour"), "long.pdf", DocumentOptions(pages=(7,)), lambda _page, _of: None
    )
    assert isinstance(read, Diagnostic)
    assert read.code == "I030"


def test_the_command_says_why_ends_with_a_status_and_writes_nothing(
    tmp_path: Path, certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("scan.pdf").write_bytes(print_pdf(1))
    done = certeval("import", "scan.pdf")
    assert (done.status, done.out) == (1, "")
    assert "I031" in done.err
    assert "no text: the pages are pictures" in done.err
    assert "Traceback" not in done.err
    assert os.listdir() == ["scan.pdf"]  # noqa: PTH208 -- as a shell lists it
    assert certeval("import", "absent.pdf").status == 2
    assert certeval("import", str(tmp_path)).status == 2


def test_a_stream_that_inflates_beyond_the_memory_given_is_too_large(
    tmp_path: Path, certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("certeval.cli.sandbox.MEMORY", 700 << 20)
    packed = zlib.compress(b"0 0 m 1 1 l S\n" * 8_000_000, 9)
    (tmp_path / "bomb.pdf").write_bytes(bomb(packed))
    done = certeval("import", str(tmp_path / "bomb.pdf"))
    assert done.status == 1
    assert "I035" in done.err or "I031" in done.err
    assert "Traceback" not in done.err


def bomb(packed: bytes) -> bytes:
    """A PDF of one page whose content is this stream."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed) + packed + b"\nendstream",
    ]
    text, offsets = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(text))
        text += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(text)
    return text + b"xref\n0 5\n0000000000 65535 f \n" + table + end


def test_work_in_a_process_of_its_own_gives_its_result_or_what_it_raised() -> None:
    said: list[tuple[int, int]] = []
    result = run(lambda told: [told(1, 2), "done"][1], nullcontext(lambda page, of: said.append((page, of))))
    assert (result, said) == ("done", [(1, 2)])
    with pytest.raises(ModuleNotFoundError):
        run(lambda _told: __import__("no_such_library"), nullcontext(no_bar))


def test_work_that_takes_too_much_gives_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(lambda _told: time.sleep(60), nullcontext(no_bar), seconds=0.2) is None
    assert run(lambda _told: os._exit(1), nullcontext(no_bar)) is None
    monkeypatch.setattr("certeval.cli.sandbox.MEMORY", 600 << 20)
    assert run(lambda _told: len(bytes(2 << 30)), nullcontext(no_bar)) is None


def test_work_brought_down_while_it_tells_what_it_made_gives_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """It ended in a traceback: a large document, of which a part was told already."""

    def tell(_work: object, there: Connection, *_: object) -> None:
        os.write(there.fileno(), struct.pack("!i", 1 << 20) + b"a first part")
        os._exit(1)

    monkeypatch.setattr("certeval.cli.sandbox._work_in_child", tell)
    assert run(lambda _told: None, nullcontext(no_bar)) is None


def test_what_the_command_held_before_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that has loaded much has room for the work all the same; only what the work takes is bounded."""
    monkeypatch.setattr("certeval.cli.sandbox.MEMORY", 256 << 20)
    with mmap.mmap(-1, 1 << 30):  # addresses alone: nothing of it is touched
        assert run(lambda _told: len(bytes(64 << 20)), nullcontext(no_bar)) == 64 << 20
        assert run(lambda _told: len(bytes(512 << 20)), nullcontext(no_bar)) is None
