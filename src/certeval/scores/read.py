"""Score sheets from files to observations: opened first, read once the référentiel is known.

What a sheet names (its référentiel, its session's day) helps to choose the référentiel; only then do its
columns and cells mean something.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from certeval.diagnostics import Diagnostic, Place, Related, in_order
from certeval.diagnostics.families import sessions
from certeval.diagnostics.families import sheets as kinds
from certeval.diagnostics.nearest import fold
from certeval.messages import N_
from certeval.referentiel.load import Referentiel
from certeval.scores import long, wide, written
from certeval.scores.days import day
from certeval.scores.gathering import Gathering
from certeval.scores.headings import Headings, headings, is_heading
from certeval.scores.observations import Scores, Sheet
from certeval.sources import encoding as encodings
from certeval.sources import table, yaml
from certeval.sources.document import Document
from certeval.sources.table import Table

YAML_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class TableSheet:
    """A sheet of rows, its headings understood, its cells not yet."""

    file: str
    digest: str
    table: Table
    headings: Headings

    @property
    def encoding(self) -> str:
        return self.table.encoding

    @property
    def layout(self) -> str:
        return self.headings.layout

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """What is wrong so far. Where the headings can't be read, rows of another width are no finding."""
        width = () if self.headings.readable else (kinds.ROW_TOO_LONG, kinds.ROW_TOO_SHORT)
        told = [each for each in self.table.diagnostics if each.kind not in width]
        return [*told, *self.headings.diagnostics]

    def texts(self, heading: str) -> Iterator[tuple[str, Place]]:
        """Each distinct text of a column, with its first place."""
        index = self.headings.columns.get(heading)
        if index is None:
            return
        seen = {""}
        for row in self.table.rows:
            text = row.cells[index].strip()
            if text not in seen:
                seen.add(text)
                yield text, row.place(index)

    def named(self) -> Iterator[tuple[str, Place]]:
        return self.texts("referentiel")

    def days(self) -> Iterator[tuple[date, Place]]:
        """The sessions that are days: any other text of the column is a session's code."""
        return ((when, place) for text, place in self.texts("session") if (when := day(text)))

    def session(self) -> dict[str, str] | None:
        codes = [text for text, _ in self.texts("session")]
        return {"code": codes[0]} if len(codes) == 1 else None

    def put(self, gathering: Gathering) -> set[str]:
        if self.table.header is None or not self.headings.readable:
            return set()
        if not self.table.rows and not any(each.is_error for each in self.table.diagnostics):
            gathering.report(kinds.NO_CANDIDATES, self.table.header.place(0), {})
        if self.layout == "long":
            return long.read(self.table, self.headings, gathering)
        return wide.read(self.table, self.headings, gathering)

    def top(self) -> Place:
        return self.table.header.place(0) if self.table.header else Place(self.file)


@dataclass(frozen=True, slots=True)
class DocumentSheet:
    """A sheet in YAML, its structure read."""

    file: str
    digest: str
    document: Document
    encoding: str
    layout: str = "yaml"

    @property
    def diagnostics(self) -> list[Diagnostic]:
        return self.document.diagnostics

    def named(self) -> Iterator[tuple[str, Place]]:
        text = self.document.at(("referentiel",))
        if isinstance(text, str) and text.strip():
            yield text.strip(), self.document.place(("referentiel",))

    def days(self) -> Iterator[tuple[date, Place]]:
        when = day(written.session_of(self.document).get("date", ""))
        if when:
            yield when, self.document.place(("session", "date"))

    def session(self) -> dict[str, str] | None:
        return written.session_of(self.document) or None

    def put(self, gathering: Gathering) -> set[str]:
        return written.read(self.document, gathering)

    def top(self) -> Place:
        return self.document.place(("candidats",), at_key=True)


OneSheet = TableSheet | DocumentSheet


@dataclass(frozen=True, slots=True)
class OpenedSheets:
    """Sheets whose structure is read and whose référentiel is not known yet."""

    sheets: tuple[OneSheet, ...]

    def named(self) -> list[tuple[str, Place]]:
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

    def read(self, referentiel: Referentiel) -> Scores:
        """Every cell of every sheet against a référentiel, with all that is wrong in them, in order."""
        gathering = Gathering(referentiel)
        sheets = [self._sheet(sheet, gathering) for sheet in self.sheets]
        gathering.diagnostics.extend(self._among_sheets())
        read = [sheet for sheet, found in zip(self.sheets, sheets, strict=True) if found.candidates]
        if read:
            gathering.absent(read[0].top())
        return Scores(sheets, gathering.candidates, in_order(gathering.diagnostics))

    def _sheet(self, sheet: OneSheet, gathering: Gathering) -> Sheet:
        gathering.diagnostics.extend(sheet.diagnostics)
        concerned = _check_named(sheet, gathering)
        candidates = sheet.put(gathering) if concerned else set()
        return Sheet(sheet.file, sheet.digest, sheet.encoding, sheet.layout, len(candidates), sheet.session())

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


def open_sheets(paths: Sequence[Path], encoding: str | None = None) -> OpenedSheets:
    """Read the files and their structure; `encoding` forces one. Raises OSError where one cannot be read."""
    return OpenedSheets(tuple(_open(path.read_bytes(), str(path), encoding) for path in paths))


def _open(data: bytes, file: str, encoding: str | None) -> OneSheet:
    digest = "sha256:" + hashlib.sha256(data).hexdigest()
    if not file.lower().endswith(YAML_SUFFIXES):
        rows = table.parse(data, file, is_heading, encoding)
        return TableSheet(file, digest, rows, headings(rows))
    if encoding is not None:
        refused = Table(file)
        text = table.decoded(data, refused, encoding)
        if text is None:
            return TableSheet(file, digest, refused, headings(refused))
        return DocumentSheet(file, digest, yaml.parse(text.encode(), file), encoding)
    found = encodings.decode(data)
    taken = found.encoding if isinstance(found, encodings.Text) else ""
    return DocumentSheet(file, digest, yaml.parse(data, file), taken)


def _check_named(sheet: OneSheet, gathering: Gathering) -> bool:
    """Whether a sheet is for the certification applied; each other one, or other version, is told."""
    referentiel = gathering.referentiel
    named = list(sheet.named())
    concerned = not named
    for text, place in named:
        code, _, version = text.partition("@")
        if fold(code) != fold(referentiel.code):
            applied = {"named": text, "referentiel": f"{referentiel.code}@{referentiel.version}"}
            gathering.report(kinds.OTHER_CERTIFICATION, place, applied)
            continue
        concerned = True
        if version and version.strip() != referentiel.version:
            versions = {"named": version.strip(), "version": referentiel.version}
            gathering.report(kinds.OTHER_VERSION, place, {**versions, "referentiel": referentiel.code})
    return concerned
