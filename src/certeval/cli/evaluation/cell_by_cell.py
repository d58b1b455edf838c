"""What `certeval validate` decides of sheets of any kind, once all of them are read."""

import sys
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from certeval.bulk import ranges
from certeval.bulk.decide import SheetsOutcome
from certeval.bulk.printed import Printed, frames, write_parquet
from certeval.bulk.printing import Printing
from certeval.cli import elements, output, session
from certeval.cli.evaluation.results import ValidateOptions, line_form, mark, refuse_existing
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
    refuse_existing(options)
    applied, scores = read.referentiel, read.scores
    named = [elements.candidate(scores, typed) for typed in options.candidats] if read.decides else []
    candidates = list(read.candidates) if read.decides else []
    form, table = line_form(options, applied, scores.identity)
    files = [file]
    cells: list[Row] = []
    made: Printed | OneByOne
    if read.sitting is not None:
        made = OneByOne(form, applied, read.state, named, table)
        if options.form == "xlsx":
            cells = [*made.cells(candidates)]
        elif options.form == "parquet":
            printing, whole = Printing(form, applied, table), [*made.cells(candidates)]
            columns = [list(zip(*whole, strict=True))] if whole else []
            write_parquet(printing, frames(printing, columns), file)
        else:
            text = form.heading + "".join(made.rows(candidates))
            file.write_bytes(mark(options) + text.encode(errors="backslashreplace"))
    else:
        made = Printed(Printing(form, applied, table), named)
        if options.form == "xlsx":
            cells = [row for columns in made.cells(candidates) for row in zip(*columns, strict=True)]
        else:
            files = made.write(candidates, file, folder, _jobs(options), mark(options))
    synthesis = made.synthesis()

    def first(count: int) -> Mapping[str, Candidate]:
        listed = ((code, each) for code, each in scores.candidates.items() if not named or code in named)
        return dict(islice(listed, count))

    if options.form == "xlsx" and read.decides:
        file.write_bytes(_workbook(options, cells, synthesis, read))
    outcome = SheetsOutcome(
        applied,
        files,
        synthesis,
        read.diagnostics,
        sheets=lambda: scores.sheets,
        first=first,
        named=tuple(named),
        left=read.left,
        decides=read.decides,
        kept=read.kept,
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

    applied, only = read.referentiel, elements.blocs_of(read.referentiel, options.blocs)
    sheets = partial(decisions.sheets, applied, cells, synthesis, read.scores.sheets)
    return output.workbook(applied.title, applied.langue, partial(sheets, detail=options.detail, only=only))
