"""What `certeval validate` decides of sheets of any kind, once all of them are read."""

import sys
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from certeval.bulk import ranges
from certeval.bulk.decide import SheetsOutcome
from certeval.bulk.printer import Printer
from certeval.bulk.printout import Printout, frames, write_parquet
from certeval.cli import elements, output, session
from certeval.cli.evaluation.results import ValidateOptions, check_files, line_form, mark
from certeval.cli.session import ReadSheets
from certeval.engine.verdicts import Synthesis
from certeval.render.rows import OneByOne
from certeval.scores.observations import Candidate

Row = Sequence[object]


def cell_by_cell(options: ValidateOptions, folder: Path, file: Path) -> tuple[SheetsOutcome, ReadSheets]:
    """What sheets of any kind come to, decided once all of them are read. Their rows go into a file, and others of a
    folder.
    """
    read = session.read(options.reading)
    check_files(options)
    referentiel, scores = read.referentiel, read.scores
    selection = [elements.candidate(scores, name) for name in options.candidats] if read.decides else []
    candidates = list(read.candidates) if read.decides else []
    form, table = line_form(options, referentiel, scores.identity)
    files = [file]
    cells: list[Row] = []
    printout: Printout | OneByOne
    if read.sitting is not None:
        printout = OneByOne(form, referentiel, read.state, selection, table)
        if options.form == "xlsx":
            cells = [*printout.cells(candidates)]
        elif options.form == "parquet":
            printer, whole = Printer(form, referentiel, table), [*printout.cells(candidates)]
            columns = [list(zip(*whole, strict=True))] if whole else []
            write_parquet(printer, frames(printer, columns), file)
        else:
            text = form.heading + "".join(printout.rows(candidates))
            file.write_bytes(mark(options) + text.encode(errors="backslashreplace"))
    else:
        printout = Printout(Printer(form, referentiel, table), selection)
        if options.form == "xlsx":
            cells = [row for columns in printout.cells(candidates) for row in zip(*columns, strict=True)]
        else:
            files = printout.write(candidates, file, folder, _jobs(options), mark(options))
    synthesis = printout.synthesis()

    def first(count: int) -> Mapping[str, Candidate]:
        pairs = (
            (code, each) for code, each in scores.candidates.items() if not selection or code in selection
        )
        return dict(islice(pairs, count))

    if options.form == "xlsx" and read.decides:
        file.write_bytes(_workbook(options, cells, synthesis, read))
    outcome = SheetsOutcome(
        referentiel,
        files,
        synthesis,
        read.diagnostics,
        sheets=lambda: scores.sheets,
        first=first,
        selection=tuple(selection),
        omissions=read.omissions,
        decides=read.decides,
        keeps_going=read.keeps_going,
    )
    return outcome, read


def _jobs(options: ValidateOptions) -> int:
    """How many processes may decide: one alone where polars, which reads some sheets, may have begun threads."""
    return 1 if "polars" in sys.modules else options.jobs or ranges.cores()


def _workbook(
    options: ValidateOptions, cells: Sequence[Row], synthesis: Synthesis, read: ReadSheets
) -> bytes:
    """A sheet for the candidates listed, one for each bloc, and the summary of all."""
    from certeval.render.workbook import decisions

    referentiel, only = read.referentiel, elements.blocs_of(read.referentiel, options.blocs)
    sheets = partial(decisions.sheets, referentiel, cells, synthesis, read.scores.sheets)
    return output.workbook(
        referentiel.title, referentiel.langue, partial(sheets, detail=options.detail, only=only)
    )
