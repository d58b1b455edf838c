"""Score sheets from files to observations: opened first, read once the référentiel is known.

What a sheet names (its référentiel, its session's day) helps to choose the référentiel; only then do its
columns and cells mean something.
"""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, TypeAlias

from certeval.diagnostics import Diagnostic, Place, Related
from certeval.diagnostics.families import sessions
from certeval.diagnostics.families import sheets as kinds
from certeval.diagnostics.findings import Findings
from certeval.messages import N_
from certeval.referentiel.load import Referentiel
from certeval.scores import delimited, other_version, sheets
from certeval.scores.headings import IDENTITY, headings
from certeval.scores.merge import Gathering
from certeval.scores.observations import Scores, Sheet
from certeval.scores.other_version import Others
from certeval.scores.sheets import DocumentSheet, Named, TableSheet
from certeval.sources import encoding as encodings
from certeval.sources import json, table, yaml
from certeval.sources.lines import STDIN
from certeval.sources.packed import PACKED, PARQUET, unpacked
from certeval.sources.table import Table
from certeval.sources.workbook.signatures import looks_like_one
from certeval.text.digests import sha256, sha256_from
from certeval.text.nearest import fold

if TYPE_CHECKING:
    from certeval.scores.translation import Translation
    from certeval.scores.workbooks import WorkbookSheet

YAML_SUFFIXES = (".yaml", ".yml")
JSON_SUFFIX = ".json"

_YAML = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:(?:[ \t]*#[^\n]*|---[ \t]*|[ \t]*)\r?\n)*"
    rb"[\"']?(?:format|referentiel|session|jure|candidats|groupes)[\"']?[ \t]*:\s"
)
"""How a sheet in YAML begins: with one of its keys, below comments if there are any."""
_JSON = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"')
PARSERS = {"json": json.parse, "yaml": yaml.parse}
BEGINNING = 1024
"""Bytes that tell a workbook from other sheets."""
WORKBOOK_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")


OneSheet: TypeAlias = "TableSheet | DocumentSheet | WorkbookSheet"


class OpenedSheets(NamedTuple):
    """Sheets whose structure is read and whose référentiel is not known yet."""

    sheets: "tuple[OneSheet, ...]"

    def named(self) -> list[Named]:
        """The CODE or CODE@VERSION that the sheets name, each once, with its first place."""
        found: dict[str, tuple[str, Place]] = {}
        for sheet in self.sheets:
            for text, place in sheet.named():
                found.setdefault(fold(text), (text, place))
        return list(found.values())

    def session_date(self) -> date | None:
        """The day of the session, where the sheets give exactly one."""
        days = {when for sheet in self.sheets for when, _ in sheet.days()}
        return days.pop() if len(days) == 1 else None

    def read(
        self,
        referentiel: Referentiel,
        others: Others | None = None,
        beyond: Callable[[Findings], None] = lambda _: None,
    ) -> Scores:
        """Every cell of every sheet against a référentiel, with all that is wrong in them, in order.

        With `others`, a sheet for another version is read where what it enters is the same in both. `beyond` counts
        what is wrong with rows that are left out of these sheets.
        """
        gathering = Gathering(referentiel)
        known = [self._sheet(sheet, gathering, others) for sheet in self.sheets]
        gathering.people.homonyms()
        gathering.people.groups.spread(gathering.people.candidates, referentiel, gathering.reports)
        gathering.people.jurors_unnamed()
        gathering.reports.findings.extend(self._among_sheets())
        everybody = gathering.people.candidates.values()
        gathering.reports.findings.extend(gathering.situations.told(everybody))
        read = [sheet for sheet, found in zip(self.sheets, known, strict=True) if found.candidates]
        if read:
            gathering.elements.absent(read[0].top(), gathering.situations.away_of_all(everybody))
            gathering.reports.findings.extend(gathering.situations.among(everybody, read[0].top()))
        identity = tuple(name for name in IDENTITY if name in gathering.people.identity)
        found = gathering.reports.findings
        beyond(found)
        return Scores(known, gathering.people.candidates, found.listed(), identity, found.unlisted)

    def _sheet(self, sheet: OneSheet, gathering: Gathering, others: Others | None) -> Sheet:
        gathering.begin()
        sheet.tell(gathering)
        concerned = _check_named(sheet, gathering, others)
        candidates = sheets.read(sheet, gathering) if concerned else set()
        persons = candidates & gathering.people.candidates.keys()
        elements = tuple(code for code in gathering.referentiel.entries if code in gathering.elements.met)
        return Sheet(
            sheet.file,
            sheet.digest,
            sheet.encoding,
            sheet.layout,
            len(persons),
            sheet.session(),
            elements,
            tuple(gathering.people.jurors_met),
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
            related = tuple(Related(N_("another day"), place) for place in others)
            dates = {"dates": tuple(when.isoformat() for when in sorted(days))}
            yield Diagnostic(sessions.SEVERAL_DATES, first_place, dates, related)


def open_sheets(
    paths: Sequence[Path],
    encoding: str | None = None,
    *,
    translation: "Translation | None" = None,
    piped: bytes | None = None,
) -> OpenedSheets:
    """Read the files and their structure; `encoding` forces one, `translation` is a correspondence for tables, `piped`
    is what the sheet named STDIN holds.

    Raises OSError where a file cannot be read, ImportError where a workbook can't for want of its library.
    """
    found: list[OneSheet] = []
    for path in paths:
        held = piped if str(path) == STDIN else None
        with path.open("rb") if held is None else io.BytesIO(held) as stream:
            found.append(_open(stream, str(path), encoding, translation))
    return OpenedSheets(tuple(found))


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

        return parquet.opened(data, file, digest)
    if data.startswith(PACKED):
        data = unpacked(data, file)
        name = name.removesuffix(".gz").removesuffix(".zst")
    if looks_like_one(data):
        return _workbook(io.BytesIO(data), file, name, digest, translation)
    if name.endswith(WORKBOOK_SUFFIXES):
        return _text_named_as_workbook(data, file, digest, encoding, translation)
    if name.endswith(JSON_SUFFIX) or (file == STDIN and _JSON.match(data)):
        return _document(data, file, digest, encoding, "json")
    if name.endswith(YAML_SUFFIXES) or (file == STDIN and _YAML.match(data)):
        return _document(data, file, digest, encoding, "yaml")
    return delimited.opened(data, file, digest, encoding, translation)


def _workbook(
    stream: BinaryIO, file: str, name: str, digest: str, translation: "Translation | None"
) -> "WorkbookSheet":
    """A workbook; that its name says otherwise is told."""
    from certeval.scores import workbooks

    book = workbooks.opened(stream, file, digest, translation)
    if name.endswith(WORKBOOK_SUFFIXES) or file == STDIN or not book.form:
        return book
    told = Diagnostic(kinds.OTHER_SUFFIX, Place(file), {"form": book.form.upper()})
    return replace(book, diagnostics=(*book.diagnostics, told))


def _document(data: bytes, file: str, digest: str, encoding: str | None, form: str) -> OneSheet:
    """A sheet in YAML or JSON."""
    parse = PARSERS[form]
    if encoding is not None:
        refused = Table(file)
        text = table.decoded(data, refused, encoding)
        if text is None:
            return TableSheet(file, digest, refused, headings(refused))
        return DocumentSheet(file, digest, parse(text.encode(), file), encoding, form)
    found = encodings.decode(data)
    taken = found.encoding if isinstance(found, encodings.Text) else ""
    return DocumentSheet(file, digest, parse(data, file), taken, form)


def _text_named_as_workbook(
    data: bytes, file: str, digest: str, encoding: str | None, translation: "Translation | None"
) -> OneSheet:
    """Text under a workbook's name: delimited, or the web page that some software calls a workbook."""
    text = encodings.decode(data, encoding) if encoding is None else None
    if data.lstrip().startswith(b"<") or isinstance(text, encodings.Undecodable):
        from certeval.scores.workbooks import WorkbookSheet

        refused = Diagnostic(kinds.NOT_A_WORKBOOK, Place(file))
        return WorkbookSheet(file, digest, diagnostics=(refused,))
    found = delimited.opened(data, file, digest, encoding, translation)
    if data.strip():
        found.table.diagnostics.append(Diagnostic(kinds.OTHER_SUFFIX, Place(file), {"form": "CSV"}))
    return found


def _check_named(sheet: OneSheet, gathering: Gathering, others: Others | None) -> bool:
    """Whether a sheet is for the certification applied; each other one, or other version, is told."""
    referentiel = gathering.referentiel
    named = list(sheet.named())
    concerned = not named
    for text, place in named:
        code, _, version = text.partition("@")
        if fold(code) != fold(referentiel.code):
            applied = {"named": text, "referentiel": f"{referentiel.code}@{referentiel.version}"}
            gathering.reports.add(kinds.OTHER_CERTIFICATION, place, applied)
            continue
        concerned = True
        if version and version.strip() != referentiel.version:
            told = other_version.check(version.strip(), place, sheet.elements(), referentiel, others)
            gathering.reports.findings.extend(told)
    return concerned
