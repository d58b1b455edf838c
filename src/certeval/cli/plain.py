"""`certeval validate` on a workbook of one wide table: its rows decided together, where nothing is wrong in it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from certeval.bulk.csv_blocks import Extraordinary
from certeval.bulk.printing import Printing
from certeval.cli import exits, inputs, output
from certeval.cli.bulk import Asked
from certeval.diagnostics import Diagnostic
from certeval.referentiel.load import Referentiel
from certeval.render import delimited
from certeval.render.lines import lines
from certeval.render.rows import rows
from certeval.scores.headings import identity_of
from certeval.scores.read import WORKBOOK_SUFFIXES

if TYPE_CHECKING:
    from certeval.bulk.plain_workbook import PlainTable

FORMS = ("csv", "ndjson")
"""The forms of output that are a row a candidate."""


def deliver(given: Sequence[Path], wanted: str | None, when: str | None, asked: Asked) -> None:
    """Decide a workbook and deliver its results, ending the command; returns where it must be read cell by cell."""
    form, file, force = asked.form, asked.file, asked.force
    if form not in FORMS or len(given) != 1 or not given[0].name.lower().endswith(WORKBOOK_SUFFIXES):
        return
    from certeval.bulk.plain_workbook import open_plain

    try:
        table = open_plain(given[0])
        referentiel = inputs.referentiel(wanted, inputs.day(when))
        identity = identity_of(table.headings)
        made = (
            lines(referentiel, identity=identity)
            if form == "ndjson"
            else rows(referentiel, detail=asked.detail, identity=identity)
        )
        text, told = rows_of(table, referentiel, Printing(made, referentiel))
    except (Extraordinary, OSError, ModuleNotFoundError):
        return
    inputs.report(told, asked.report, force=force)
    mark = delimited.BOM if file is not None and form == "csv" else ""
    output.deliver(mark + made.heading + text, file, force=force)
    exits.leave(exits.DONE)


def rows_of(
    table: "PlainTable", referentiel: Referentiel, printing: Printing
) -> tuple[str, list[Diagnostic]]:
    """The rows of a table, decided, and what there is to say of it. Raises Extraordinary where a cell is refused."""
    groups = [part.entries for part in printing.division.parts]
    block, splits = table.block(referentiel, groups)
    decider = printing.decider()
    decided = decider.rows(decider.groups(splits), block.groups)
    if decider.met_bad:
        raise Extraordinary
    return printing.text(block, decided), table.told(referentiel)
