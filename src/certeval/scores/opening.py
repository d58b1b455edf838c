"""One sheet opened: its form known by its bytes, its structure read, its cells not yet.

A table whose headings can't be read is refused at them, however much comes below.
"""

import codecs
import io
import re
from typing import TYPE_CHECKING, BinaryIO

from certeval.diagnostics import Diagnostic, Place
from certeval.diagnostics.families import sheets as kinds
from certeval.referentiel import other_files
from certeval.scores import delimited_sheet
from certeval.scores.headings import HEAD_ROWS, headings
from certeval.scores.sheets import DocumentSheet, OneSheet, TableSheet
from certeval.sources import content, json, table, yaml
from certeval.sources import encoding as encodings
from certeval.sources.compression import COMPRESSIONS, PARQUET, unpack
from certeval.sources.lines import STDIN
from certeval.sources.table import Table
from certeval.sources.workbook.signatures import BEGINNING, is_other_document, looks_like_one
from certeval.text.digests import sha256, sha256_from

if TYPE_CHECKING:
    from certeval.scores.translation import Translation

YAML_SUFFIXES = (".yaml", ".yml")
JSON_SUFFIX = ".json"

_YAML = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:(?:[ \t]*#[^\n]*|---[ \t]*|[ \t]*)\r?\n)*"
    rb"[\"']?(?:format|referentiel|session|jure|candidats|groupes)[\"']?[ \t]*:\s"
)
"""How a sheet in YAML begins: with one of its keys, below comments if there are any."""
_JSON = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"')
PARSERS = {"json": json.parse, "yaml": yaml.parse}
WORKBOOK_SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".ods", ".ots")
HEAD = 1 << 20
"""Bytes in which the headings of a table must stand."""
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NOT_ASCII = bytes(range(128, 256))
"""What a character that is cut may be made of."""


def open_one(
    stream: BinaryIO, file: str, encoding: str | None, translation: "Translation | None" = None
) -> OneSheet:
    """A sheet by what its bytes are, whatever its name says. Those of a workbook are not kept in memory while it is
    read, unless they come from a pipe; of a table whose headings can't be read, no more is read.

    Raises OSError where it can't be read, or is larger than is held in memory.
    """
    name = file.lower()
    data = stream.read(BEGINNING)
    if looks_like_one(data) and stream.seekable():
        content.bound(stream, file)
        return _workbook(stream, file, name, sha256_from(stream), translation)
    data += stream.read(HEAD - BEGINNING)
    if len(data) == HEAD and (sheet := _refusal(data, file, encoding, translation)):
        return sheet
    has_zeros = encoding or _is_packed(data) or data.startswith(UTF_16)
    data += content.read(stream, file, last=b"" if has_zeros else b"\0")
    digest = sha256(data)
    if data.startswith(PARQUET):
        from certeval.scores import parquet

        return parquet.open_sheet(data, file, digest).with_diagnostics(
            _no_table(file, "Parquet", translation)
        )
    if data.startswith(COMPRESSIONS):
        unpack(data, unpacked := io.BytesIO(), file)
        data = unpacked.getvalue()
        if len(data) > HEAD and (sheet := _refusal(data[:HEAD], file, encoding, translation)):
            return sheet
    if looks_like_one(data):
        return _workbook(io.BytesIO(data), file, name, digest, translation)
    if form := _document_form(data, file):
        beside = _no_table(file, form.upper(), translation)
        return _document(data, file, digest, encoding, form, beside=beside)
    return _table(data, file, digest, encoding, translation)


def _is_packed(data: bytes) -> bool:
    """Whether bytes are no text: a table, or a workbook, packed in some way."""
    return looks_like_one(data) or data.startswith((PARQUET, *COMPRESSIONS))


def _bare_name(file: str) -> str:
    """The name of a file, or of what is packed in it, in small letters."""
    return file.lower().removesuffix(".gz").removesuffix(".zst")


def _document_form(data: bytes, file: str) -> str:
    """Which of json and yaml, where a sheet is such a document; empty where it is not."""
    name = _bare_name(file)
    is_json = name.endswith(JSON_SUFFIX) or (file == STDIN and _JSON.match(data))
    is_yaml = name.endswith(YAML_SUFFIXES) or (file == STDIN and _YAML.match(data))
    return "json" if is_json else "yaml" if is_yaml else ""


def _refusal(
    data: bytes, file: str, encoding: str | None, translation: "Translation | None"
) -> OneSheet | None:
    """What is said of a large table whose headings, at the beginning of it, can't be read; None where they can, or may
    stand below.
    """
    if _is_packed(data) or _document_form(data, file):
        return None
    head = _whole_lines(data, encoding)
    if translation and (
        translation.correspondance.croise
        or head.count(b"\n") <= max(HEAD_ROWS, *(translation.correspondance.rows() or ()))
    ):
        return None
    sheet = _table(head, file, "", encoding, translation)
    return None if sheet.is_readable else sheet


def _whole_lines(data: bytes, encoding: str | None) -> bytes:
    """The beginning of a file, as far as its last line ends there; of one line, as far as its last character does."""
    if encoding is None and not data.startswith(UTF_16):
        return data[: data.rfind(b"\n") + 1] or data.rstrip(NOT_ASCII) or data
    name = encoding or "utf-16"
    try:
        text = codecs.getincrementaldecoder(name)().decode(data)
    except (LookupError, ValueError):  # which the table says, where it is read
        return data
    return (text[: text.rfind("\n") + 1] or text).encode(name)


def _table(
    data: bytes, file: str, digest: str, encoding: str | None, translation: "Translation | None"
) -> TableSheet:
    """A sheet of delimited text, or why it is none."""
    name = _bare_name(file)
    other = other_files.kind_by_bytes(data)
    if other is not None and other not in {other_files.PAGE, other_files.ARCHIVE}:
        diagnostic = other_files.diagnostic(other, other_files.SHEET, Place(file))
        return TableSheet(file, digest, diagnostics=(diagnostic,))
    as_workbook = encoding is None and name.endswith(WORKBOOK_SUFFIXES)
    if is_other_document(data) or (as_workbook and isinstance(encodings.decode(data), encodings.Undecodable)):
        return TableSheet(file, digest, diagnostics=(Diagnostic(kinds.NOT_A_WORKBOOK, Place(file)),))
    sheet = delimited_sheet.open_sheet(data, file, digest, encoding, translation)
    misnamed = name.endswith(WORKBOOK_SUFFIXES) and data.strip()
    return sheet.with_diagnostics(_other_suffix(file, "CSV")) if misnamed else sheet


def _workbook(
    stream: BinaryIO, file: str, name: str, digest: str, translation: "Translation | None"
) -> TableSheet:
    """A workbook; that its name says otherwise is told."""
    from certeval.scores import workbooks

    book = workbooks.open_sheet(stream, file, digest, translation)
    if name.endswith(WORKBOOK_SUFFIXES) or file == STDIN or not book.form:
        return book
    return book.with_diagnostics(_other_suffix(file, book.form.upper()))


def _other_suffix(file: str, form: str) -> list[Diagnostic]:
    """That the name of a sheet says another form than it has."""
    return [Diagnostic(kinds.OTHER_SUFFIX, Place(file), {"form": form})]


def _no_table(file: str, form: str, translation: "Translation | None") -> list[Diagnostic]:
    """What there is to say of a sheet that no correspondence is applied to, where one is given."""
    return [] if translation is None else [Diagnostic(kinds.NO_TABLE, Place(file), {"form": form})]


def _document(
    data: bytes, file: str, digest: str, encoding: str | None, form: str, *, beside: list[Diagnostic]
) -> OneSheet:
    """A sheet in YAML or JSON, with what else there is to say of it. JSON is in UTF-8, whatever the others are in."""
    decoding = encodings.decode(data)
    own_encoding = decoding.encoding if isinstance(decoding, encodings.Text) else ""
    if encoding is not None and (form, own_encoding) != ("json", encodings.UTF8):
        empty_table = Table(file)
        text = table.decode(data, empty_table, encoding)
        if text is None:
            return TableSheet.of(file, digest, empty_table, headings(empty_table))
        data = text.encode()
    else:
        encoding = own_encoding
    document = PARSERS[form](data, file)
    document.diagnostics.extend(beside)
    return DocumentSheet(file, digest, document, encoding, form)
