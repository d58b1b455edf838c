"""Score sheets from files to observations: opened first, read once the référentiel is known.

What a sheet names (its référentiel, its session's day) helps to choose the référentiel; only then do its
columns and cells mean something.
"""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, TypeAlias

from certeval.diagnostics import Diagnostic, Place, Related
from certeval.diagnostics.families import sessions
from certeval.diagnostics.families import sheets as kinds
from certeval.diagnostics.findings import Findings
from certeval.referentiel import other_files
from certeval.referentiel.load import Referentiel
from certeval.scores import delimited_sheet, other_version, sheets
from certeval.scores.headings import IDENTITY, headings
from certeval.scores.merge import Collector
from certeval.scores.observations import Scores, Sheet
from certeval.scores.other_version import OtherVersions
from certeval.scores.sheets import DocumentSheet, PlacedText, TableSheet
from certeval.sources import encoding as encodings
from certeval.sources import json, table, yaml
from certeval.sources.compression import COMPRESSIONS, PARQUET, unpack
from certeval.sources.lines import STDIN
from certeval.sources.table import Table
from certeval.sources.workbook.signatures import BEGINNING, is_other_document, looks_like_one
from certeval.text.digests import sha256, sha256_from
from certeval.text.nearest import fold

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


OneSheet: TypeAlias = TableSheet | DocumentSheet


class OpenedSheets(NamedTuple):
    """Sheets whose structure is read and whose référentiel is not known yet."""

    sheets: tuple[OneSheet, ...]

    def referentiel_names(self) -> list[PlacedText]:
        """The CODE or CODE@VERSION that the sheets name, each once, with its first place."""
        by_key: dict[str, tuple[str, Place]] = {}
        for sheet in self.sheets:
            for text, place in sheet.referentiel_names():
                by_key.setdefault(fold(text), (text, place))
        return list(by_key.values())

    def session_date(self) -> date | None:
        """The day of the session, where the sheets give exactly one."""
        days = {when for sheet in self.sheets for when, _ in sheet.days()}
        return days.pop() if len(days) == 1 else None

    def read(
        self,
        referentiel: Referentiel,
        others: OtherVersions | None = None,
        beyond: Callable[[Findings], None] = lambda _: None,
    ) -> Scores:
        """Every cell of every sheet against a référentiel, with all that is wrong in them, in order.

        With `others`, a sheet for another version is read where what it enters is the same in both. `beyond` counts
        what is wrong with rows that are left out of these sheets.
        """
        collector = Collector(referentiel)
        records = [self._sheet(sheet, collector, others) for sheet in self.sheets]
        collector.people.homonyms()
        collector.people.groups.spread(collector.people.candidates, referentiel, collector.reports)
        collector.people.tell_missing_jurors()
        collector.people.tell_odd_names()
        findings = collector.reports.findings
        findings.extend(self._among_sheets())
        everybody = collector.people.candidates.values()
        findings.extend(collector.situations.diagnostics_of(everybody))
        read = [sheet for sheet, report in zip(self.sheets, records, strict=True) if report.candidates]
        if read:
            collector.elements.absent(read[0].top(), collector.situations.away_of_all(everybody))
            findings.extend(collector.situations.among(everybody, read[0].top()))
        identity = tuple(name for name in IDENTITY if name in collector.people.identity)
        beyond(findings)
        by_error = findings.candidates_by_error
        return Scores(records, collector.people.candidates, findings.in_order(), identity, by_error)

    def _sheet(self, sheet: OneSheet, collector: Collector, others: OtherVersions | None) -> Sheet:
        collector.begin()
        sheet.tell(collector)
        is_applicable = _check_referentiel(sheet, collector, others)
        candidates = sheets.read(sheet, collector) if is_applicable else set()
        persons = candidates & collector.people.candidates.keys()
        named = collector.elements.sheet_codes
        elements = tuple(code for code in collector.referentiel.entries if code in named)
        return Sheet(
            sheet.file,
            sheet.digest,
            sheet.encoding,
            sheet.layout,
            len(persons),
            sheet.session(),
            elements,
            tuple(collector.people.sheet_jurors),
        )

    def _among_sheets(self) -> Iterator[Diagnostic]:
        """What only the sheets together show: the same file twice, several session days."""
        digests: dict[str, OneSheet] = {}
        for sheet in self.sheets:
            first = digests.setdefault(sheet.digest, sheet)
            if first is not sheet:
                yield Diagnostic(kinds.SAME_SHEET, Place(sheet.file), {"file": first.file})
        days: dict[date, Place] = {}
        for when, place in (each for sheet in self.sheets for each in sheet.days()):
            days.setdefault(when, place)
        if len(days) > 1:
            first_place, *others = days.values()
            links = tuple(Related("another day", place) for place in others)
            dates = {"dates": tuple(when.isoformat() for when in sorted(days))}
            yield Diagnostic(sessions.SEVERAL_DATES, first_place, dates, links)


def open_sheets(
    paths: Sequence[Path],
    encoding: str | None = None,
    *,
    translation: "Translation | None" = None,
    stdin: bytes | None = None,
) -> OpenedSheets:
    """Read the files and their structure; `encoding` forces one, `translation` is a correspondence for tables, `stdin`
    is what the sheet named STDIN holds.

    Raises OSError where a file cannot be read, ImportError where a workbook can't for want of its library.
    """
    all_sheets: list[OneSheet] = []
    for path in paths:
        content = stdin if str(path) == STDIN else None
        with path.open("rb") if content is None else io.BytesIO(content) as stream:
            all_sheets.append(_open(stream, str(path), encoding, translation))
    return OpenedSheets(tuple(all_sheets))


def _open(
    stream: BinaryIO, file: str, encoding: str | None, translation: "Translation | None" = None
) -> OneSheet:
    """A sheet by what its bytes are, whatever its name says. Those of a workbook are not kept in memory while it is
    read, unless they come from a pipe.
    """
    name = file.lower()
    data = stream.read(BEGINNING)
    if looks_like_one(data) and stream.seekable():
        return _workbook(stream, file, name, sha256_from(stream), translation)
    data += stream.read()
    digest = sha256(data)
    if data.startswith(PARQUET):
        from certeval.scores import parquet

        return parquet.open_sheet(data, file, digest).with_diagnostics(
            _no_table(file, "Parquet", translation)
        )
    if data.startswith(COMPRESSIONS):
        unpack(data, unpacked := io.BytesIO(), file)
        data = unpacked.getvalue()
        name = name.removesuffix(".gz").removesuffix(".zst")
    if looks_like_one(data):
        return _workbook(io.BytesIO(data), file, name, digest, translation)
    is_json = name.endswith(JSON_SUFFIX) or (file == STDIN and _JSON.match(data))
    if is_json or name.endswith(YAML_SUFFIXES) or (file == STDIN and _YAML.match(data)):
        form = "json" if is_json else "yaml"
        beside = _no_table(file, form.upper(), translation)
        return _document(data, file, digest, encoding, form, beside=beside)
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


def _check_referentiel(sheet: OneSheet, collector: Collector, others: OtherVersions | None) -> bool:
    """Whether a sheet is for the certification applied; each other one, or other version, is told."""
    referentiel = collector.referentiel
    names = list(sheet.referentiel_names())
    is_applicable = not names
    for text, place in names:
        code, _, version = text.partition("@")
        if fold(code) != fold(referentiel.code):
            arguments = {"named": text, "referentiel": f"{referentiel.code}@{referentiel.version}"}
            collector.reports.add(kinds.OTHER_CERTIFICATION, place, arguments)
            continue
        is_applicable = True
        if version and version.strip() != referentiel.version:
            diagnostics = other_version.check(version.strip(), place, sheet.elements(), referentiel, others)
            collector.reports.findings.extend(diagnostics)
            collector.elements.is_of_other_version = others is None
    return is_applicable
