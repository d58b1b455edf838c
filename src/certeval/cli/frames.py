"""`certeval validate` with polars: Parquet, long sheets of millions of rows, parts in a folder, packed files."""

import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from certeval.bulk import ranges
from certeval.bulk.csv_blocks import Extraordinary
from certeval.bulk.polars import choice
from certeval.bulk.printing import Printing
from certeval.bulk.wide_csv import head_of
from certeval.cli import exits, files, inputs, output, progress
from certeval.cli.bulk import Asked
from certeval.cli.files import Part
from certeval.diagnostics import has_errors
from certeval.referentiel.load import Referentiel
from certeval.render import delimited
from certeval.render.rows import Column

FORMS = ("csv", "ndjson", "parquet")
"""The forms of output that are a row a candidate."""
THRIFTY = "narenas:{cores},dirty_decay_ms:250,muzzy_decay_ms:0"
"""How polars' allocator (jemalloc) keeps memory that is free: a fifth less than it does by itself, in the same time."""


def deliver(given: Sequence[Path], wanted: str | None, when: str | None, engine: str, asked: Asked) -> None:
    """Decide sheets with polars and deliver the results, ending the command; returns where plain Python must.

    Without polars, what plain Python can read is left to it, unless polars is asked for by name.
    """
    if asked.form not in FORMS or engine == "python":
        return
    paths = [files.reading(path) for each in given for path in choice.expanded(each)]
    if not paths or not all(path.is_file() for path in paths):
        return
    try:
        if asked.form != "parquet" and not choice.wanted(paths, _layout(paths), engine):
            return
        _deliver(paths, inputs.referentiel(wanted, inputs.day(when)), asked)
    except Extraordinary:
        return
    except ModuleNotFoundError as error:
        if engine == "polars":
            exits.lacking(error)
    except OSError as error:
        files.unwritable(error, asked.file)


def _layout(paths: Sequence[Path]) -> str:
    """The layout of the first sheet, which a few bytes say where it is text."""
    try:
        return head_of(paths[0], str(paths[0]))[1].layout
    except Extraordinary:
        return ""


def _deliver(paths: Sequence[Path], referentiel: Referentiel, asked: Asked) -> None:
    # read as polars is loaded
    os.environ.setdefault("_RJEM_MALLOC_CONF", THRIFTY.format(cores=ranges.cores()))
    from certeval.bulk.polars import run
    from certeval.render.lines import lines
    from certeval.render.rows import columns, rows

    form = lines(referentiel) if asked.form == "ndjson" else rows(referentiel, detail=asked.detail)
    table = columns(referentiel, detail=asked.detail) if asked.form == "parquet" else []
    printing = Printing(form, referentiel, table)
    for each in filter(None, (asked.file, asked.report)):
        files.refuse_existing(each, force=asked.force)
    size = sum(path.stat().st_size for path in paths)
    with files.begun(asked.file) as begun, progress.shown(size) as told:
        mark = delimited.BOM.encode() if asked.form == "csv" and asked.file else b""
        found = run.decided(paths, referentiel, printing, begun.file, mark=mark, progress=told)
        inputs.report(found.diagnostics, asked.report, force=asked.force)
        if has_errors(found.diagnostics):
            exits.leave(exits.FINDINGS)
        output.pour([begun], asked.file, force=asked.force)
    exits.leave(exits.DONE)


def write(listed: Sequence[Column], cells: Iterable[list[object]], file: Path, *, force: bool) -> None:
    """The cells of candidates already decided, as Parquet."""
    from certeval.bulk.parquet import write_parquet

    files.refuse_existing(file, force=force)
    with tempfile.TemporaryDirectory(prefix="certeval-") as folder:
        out = Path(folder, "decisions")
        try:
            write_parquet(listed, cells, out)
        except ModuleNotFoundError as error:
            exits.lacking(error)
        except OSError as error:
            files.unwritable(error, file)
        output.pour([Part(out)], file, force=force)
