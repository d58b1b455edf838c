"""Results as workbooks: what must be there before any work is done, and the bytes once it is."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from certeval import messages
from certeval.cli import exits
from certeval.messages import N_

if TYPE_CHECKING:
    from certeval.render.workbook.sheets import ResultSheet


def ready(file: Path | None) -> None:
    """End with status 2 where no file is named for a workbook, or the library that writes it is not installed."""
    if file is None:
        exits.refuse(N_("--format {form} is no text: name a file with --output"), form="xlsx")
    try:
        import xlsxwriter  # noqa: F401 -- asked for before any work is done
    except ImportError:
        install = "pip install 'certeval[office]'"
        exits.refuse(N_("to write workbooks: {command} (or --format csv, json)"), command=install)


def content(title: str, langue: str, sheets: "Callable[[], Sequence[ResultSheet]]") -> bytes:
    """The bytes of a workbook, in the language of its référentiel; status 2 where a sheet can't hold its rows."""
    from certeval.render.workbook.sheets import MAX_ROWS, as_xlsx

    with messages.speaking(langue):
        made = sheets()
        if max(len(each.rows) for each in made) <= MAX_ROWS:
            return as_xlsx(title, made)
    exits.refuse(N_("a sheet of a workbook holds {most} rows: choose --format csv"), most=MAX_ROWS)
