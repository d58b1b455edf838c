"""What `certeval validate` decides of sheets of any kind, once all of them are read."""

import sys
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from certeval.bulk import ranges
from certeval.bulk.decide import SheetsOutcome
from certeval.bulk.printer import Printer
from certeval.bulk.printout import Apart, Printout
from certeval.cli import elements, output, session
from certeval.cli.evaluation.results import ValidateOptions, check_files, mark, printer
from certeval.cli.session import ReadSheets
from certeval.engine.verdicts import Synthesis
from certeval.scores.observations import Candidate

Row = Sequence[object]


def cell_by_cell(options: ValidateOptions, folder: Path, file: Path) -> tuple[SheetsOutcome, ReadSheets]:
    """What sheets of any kind come to, decided once all of them are read. Their rows go into a file, and others of a
    folder.
    """
    read = session.read(options.reading)
    check_files(options)
    referentiel, scores = read.referentiel, read.scores
    names = options.candidats if read.decides else ()
    selection = [elements.candidate(scores, name, read.omissions) for name in names]
    candidates = list(read.candidates) if read.decides else []
    writer = printout(read, printer(options, referentiel, scores.identity), selection)
    files, cells = [file], list[Row]()
    if options.to.form == "xlsx":
        cells = [row for columns in writer.cells(candidates) for row in zip(*columns, strict=True)]
    else:
        files = writer.write(candidates, file, folder, _jobs(options), mark(options))
    synthesis = writer.synthesis()
    if options.to.form == "xlsx" and read.decides:
        file.write_bytes(_workbook(options, cells, synthesis, read))
    outcome = SheetsOutcome(
        referentiel,
        files,
        synthesis,
        read.diagnostics,
        sheets=lambda: scores.sheets,
        first=partial(_first, scores.candidates, selection),
        selection=tuple(selection),
        omissions=tuple(read.omissions),
        decides=read.decides,
        keeps_going=read.keeps_going,
    )
    return outcome, read


def printout(read: ReadSheets, form: Printer, selection: Collection[str]) -> Printout:
    """What writes candidates in a form."""
    return Printout(form, selection, Apart(read.sitting.holds, read.state) if read.sitting else None)


def _first(
    candidates: Mapping[str, Candidate], selection: Collection[str], count: int
) -> Mapping[str, Candidate]:
    pairs = ((code, each) for code, each in candidates.items() if not selection or code in selection)
    return dict(islice(pairs, count))


def _jobs(options: ValidateOptions) -> int:
    """How many processes may decide: one alone where polars, which reads some sheets, may have begun threads."""
    return 1 if "polars" in sys.modules else options.jobs or ranges.cores()


def _workbook(
    options: ValidateOptions, cells: Sequence[Row], synthesis: Synthesis, read: ReadSheets
) -> bytes:
    """A sheet for the candidates listed, one for each bloc, and the summary of all."""
    from certeval.render.workbook import results

    referentiel, only = read.referentiel, elements.blocs_of(read.referentiel, options.blocs)
    sheets = partial(results.sheets, referentiel, cells, synthesis, read.scores.sheets, read.scores.identity)
    return output.workbook(
        referentiel.title, referentiel.langue, partial(sheets, detail=options.detail, only=only)
    )
