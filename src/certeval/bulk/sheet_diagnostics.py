"""What there is to say of a large wide sheet, once its rows were met.

Rows that are as they should be are never taken apart; of the others the first are read again by the reader of every
sheet, which words the findings, so that they are the same whatever the size.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice

from certeval.bulk.csv_blocks import Extraordinary, LineSpan
from certeval.bulk.tally import Tally
from certeval.bulk.wide_csv import LargeSheet
from certeval.diagnostics import Diagnostic
from certeval.diagnostics.families import sheets as kinds
from certeval.referentiel.load import Referentiel
from certeval.render.obstacles import Obstacle
from certeval.rules.situation import PARCOURS
from certeval.scores import wide
from certeval.scores.merge import Collector
from certeval.scores.observations import CellReader
from certeval.scores.rows import says_parcours, tell_idle
from certeval.scores.sheets import TableSheet, put, read
from certeval.sources.row import unguard
from certeval.sources.row_stream import excerpt_of


def diagnostics_of(sheet: LargeSheet, referentiel: Referentiel, tally: Tally) -> list[Diagnostic]:
    """What there is to say of the sheet: of its headings, and of its rows. Raises Extraordinary where a candidate is
    called as a group is, of which the other reader tells, or where rows that were wrong are not when read again.
    """
    if tally.identities.has_group_names():
        raise Extraordinary(Obstacle.COLUMNS)
    faults = tally.faults
    tally.identities.tell(faults)
    _tell_homonyms(sheet, referentiel, tally)
    excerpt = excerpt_of(sheet.head, sheet.lines(faults.lines()))
    table = TableSheet(str(sheet.path), "", excerpt, sheet.headings)
    collector = Collector(referentiel)
    table.tell(collector)
    if tally.rows:
        put(excerpt, sheet.headings, collector)
        collector.elements.end_sheet()
        collector.people.homonyms()
        collector.elements.absent(table.top())
    elif read(table, collector):
        collector.elements.absent(table.top())
    everybody = collector.people.candidates.values()
    collector.reports.findings.extend(collector.situations.diagnostics_of(everybody))
    if not says_parcours(excerpt, sheet.headings) and _says(sheet, PARCOURS):
        tell_idle(excerpt, sheet.headings, collector)
    faults.beyond(collector.reports.findings, table.file)
    if faults.has_errors() and not collector.reports.findings.errors:
        raise Extraordinary(Obstacle.CELLS)
    return collector.reports.findings.in_order()


def _tell_homonyms(sheet: LargeSheet, referentiel: Referentiel, tally: Tally) -> None:
    """Count people of one name whose cells complete each other, and have the first of them read again."""
    homonyms = list(tally.identities.homonyms())
    masks = _cell_masks(sheet, referentiel, (span for _, span in homonyms))
    first: dict[int, tuple[LineSpan, int]] = {}
    for (person, span), here in zip(homonyms, masks, strict=True):
        other, there = first.setdefault(person, (span, here))
        if here and there and not here & there:
            tally.faults.count((kinds.HOMONYMS,))
            if tally.faults.keep(span, (kinds.HOMONYMS,)):
                tally.faults.beside.add(other)


def _says(sheet: LargeSheet, heading: str) -> bool:
    """Whether some row has a text in a column."""
    index = sheet.headings.columns.get(heading)
    if index is None:
        return False
    with sheet.path.open("rb") as stream:
        stream.seek(sheet.start)
        texts = io.TextIOWrapper(stream, encoding="utf-8", newline="")
        rows = csv.reader(texts, delimiter=sheet.head.delimiter)
        return any(cells[index].strip() for cells in rows if index < len(cells))


def _cell_masks(sheet: LargeSheet, referentiel: Referentiel, spans: Iterable[LineSpan]) -> Iterator[int]:
    """The elements that rows have a cell of, a bit each; the rows come in order."""
    word = sheet.headings.meanings.word
    columns = [
        (1 << number, at, CellReader(referentiel.entries[code]))
        for number, (code, at) in enumerate(wide.columns_of(sheet.headings, referentiel).items())
        if code in referentiel.entries
    ]
    with sheet.path.open("rb") as stream:
        stream.seek(sheet.start)
        at = sheet.line
        for begin, end in spans:
            texts = [line.decode() for line in islice(stream, begin - at, end + 1 - at)]
            at = end + 1
            cells = next(csv.reader(texts, delimiter=sheet.head.delimiter), [])
            yield sum(
                bit
                for bit, index, reader in columns
                if cells[index : index + 1] and not reader[word(unguard(cells[index]))].empty
            )
