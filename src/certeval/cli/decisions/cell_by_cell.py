"""What `certeval validate` decides of sheets of any kind, once all of them are read."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path

from certeval.bulk import ranges
from certeval.bulk.decide import Outcome
from certeval.bulk.printed import Printed, frames, write_parquet
from certeval.bulk.printing import Printing
from certeval.cli import filters, session
from certeval.cli.decisions.options import ValidateOptions, line_form, mark, printing, refuse_existing
from certeval.cli.session import Session
from certeval.engine.verdicts import Synthesis
from certeval.scores.observations import Candidate


def cell_by_cell(options: ValidateOptions, folder: Path, file: Path) -> tuple[Outcome, Session]:
    """What sheets of any kind come to, decided once all of them are read. Their rows go into a file, and others of a
    folder.
    """
    read = session.read(options.reading)
    refuse_existing(options)
    applied, scores = read.referentiel, read.scores
    named = [session.candidate(read.scores, typed) for typed in options.candidats] if read.decides else []
    candidates = list(read.candidates) if read.decides else []
    files = [file]
    if read.sitting is not None:
        synthesis, cells = _seated(options, read, named, file)
    else:
        printed = Printed(printing(options, applied, scores.identity), named)
        cells = _all_cells(printed, candidates) if options.form == "xlsx" else []
        if options.form != "xlsx":
            files = printed.write(candidates, file, folder, _jobs(options), mark(options))
        synthesis = printed.synthesis()

    def first(count: int) -> Mapping[str, Candidate]:
        listed = ((code, each) for code, each in scores.candidates.items() if not named or code in named)
        return dict(islice(listed, count))

    if options.form == "xlsx" and read.decides:
        file.write_bytes(_workbook(options, cells, synthesis, read))
    outcome = Outcome(
        applied,
        files,
        synthesis,
        read.diagnostics,
        lambda: scores.sheets,
        first,
        tuple(named),
        read.left,
        decides=read.decides,
        kept=read.kept,
    )
    return outcome, read


def _jobs(options: ValidateOptions) -> int:
    """How many processes may decide: one alone where polars, which reads some sheets, may have begun threads."""
    return 1 if "polars" in sys.modules else options.jobs or ranges.cores()


def _all_cells(printed: Printed, candidates: Iterable[Candidate]) -> list[tuple[object, ...]]:
    return [row for columns in printed.cells(candidates) for row in zip(*columns, strict=True)]


def _seated(
    options: ValidateOptions, read: Session, named: Sequence[str], file: Path
) -> tuple[Synthesis, Sequence[Sequence[object]]]:
    """The candidates of a session, each decided with what is held: their rows in a file, or their cells."""
    from certeval.render.rows import OneByOne

    applied = read.referentiel
    form, table = line_form(options, applied, read.scores.identity)
    made = OneByOne(form, applied, read.state, named, table)
    candidates = read.candidates if read.decides else []
    cells: list[list[object]] = []
    if options.form in {"xlsx", "parquet"}:
        cells = list(made.cells(candidates))
        if options.form == "parquet":
            printing = Printing(form, applied, table)
            write_parquet(printing, frames(printing, [list(zip(*cells, strict=True))] if cells else []), file)
    else:
        text = form.heading + "".join(made.rows(candidates))
        file.write_bytes(mark(options) + text.encode(errors="backslashreplace"))
    return made.synthesis(), cells


def _workbook(
    options: ValidateOptions, cells: Sequence[Sequence[object]], synthesis: Synthesis, read: Session
) -> bytes:
    """A sheet for the candidates listed, one for each bloc, and the summary of all."""
    from certeval.cli import workbooks
    from certeval.render.workbook import decisions

    applied = read.referentiel
    return workbooks.content(
        applied.title,
        applied.langue,
        lambda: decisions.sheets(
            applied,
            cells,
            synthesis,
            read.scores.sheets,
            detail=options.detail,
            only=filters.named(applied, options.blocs),
        ),
    )
