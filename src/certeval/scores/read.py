"""Score sheets from files to observations: opened first, read once the référentiel is known.

What a sheet names (its référentiel, its session's day) helps to choose the référentiel; only then do its
columns and cells mean something.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from certeval.diagnostics import Diagnostic, Place, Related
from certeval.diagnostics.families import sessions
from certeval.diagnostics.families import sheets as kinds
from certeval.diagnostics.findings import Findings
from certeval.referentiel.load import Referentiel
from certeval.scores import other_version, sheets
from certeval.scores.headings import IDENTITY
from certeval.scores.merge import Collector
from certeval.scores.observations import Scores, Sheet
from certeval.scores.opening import open_one
from certeval.scores.other_version import OtherVersions
from certeval.scores.sheets import OneSheet, PlacedText
from certeval.sources.lines import STDIN
from certeval.text.nearest import fold

if TYPE_CHECKING:
    from certeval.scores.translation import Translation


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
        is_whole = all(each.says_something for each in records)
        reports, findings = collector.reports, collector.reports.findings
        collector.people.groups.spread(collector.people.candidates, referentiel, reports, is_whole=is_whole)
        collector.people.tell_missing_jurors()
        collector.people.tell_odd_names()
        findings.extend(self._among_sheets())
        everybody = collector.people.candidates.values()
        findings.extend(collector.situations.diagnostics_of(everybody))
        read = [sheet for sheet, report in zip(self.sheets, records, strict=True) if report.candidates]
        if read:
            if is_whole:
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
            first = digests.setdefault(sheet.digest, sheet) if sheet.digest else sheet
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
            all_sheets.append(open_one(stream, str(path), encoding, translation))
    return OpenedSheets(tuple(all_sheets))


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
