"""Sheets decided as they are read, whatever their size: one call, an outcome, or the obstacle to it.

Plain Python reads one wide sheet block by block, in as many processes as are worth it; polars, where it is installed,
reads Parquet and what is large; Spark what it is told to. All decide with the same evaluator, and say the same.
"""

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from certeval.bulk import ranges
from certeval.bulk.csv_blocks import Extraordinary
from certeval.bulk.printer import Printer
from certeval.bulk.processes import Progress
from certeval.bulk.tally import Account, Use
from certeval.bulk.wide_csv import LargeSheet, head_of, open_large
from certeval.diagnostics import Diagnostic, has_errors
from certeval.engine.verdicts import Synthesis
from certeval.frozen import frozen
from certeval.referentiel.load import Referentiel
from certeval.render.obstacles import Obstacle
from certeval.scores.groups import GROUPE
from certeval.scores.observations import Candidate, Sheet
from certeval.sources.compression import PARQUET
from certeval.text.digests import sha256_of

PLAIN_FORMS = ("table", "json", "csv", "ndjson", "stats", "resits", "impact", "explain")
POLARS_FORMS = ("json", "csv", "ndjson", "parquet")
SUFFIXES = (".csv", ".tsv", ".txt")
WORTH_IT = 1 << 22
"""Bytes from which what shows few of the rows is made so: a table, statistics."""
LARGE = 1 << 25
"""Bytes from which text is worth the start of polars."""
THRIFTY = "narenas:{cores},dirty_decay_ms:1000,muzzy_decay_ms:0"
"""How polars' allocator (jemalloc) keeps memory that is free: an arena a core, not four, and for a second, not ten.
Kept for less, it is asked for again at each batch.
"""


class Request(NamedTuple):
    """What is asked of sheets: how they are read, in which form they are decided, and where the rows go.

    `make_use` is asked for once sheets are known to be read so: it is given which of nom and prenom they have, and
    knows the référentiel. `file` is to hold the rows, after a `mark` and their heading; `folder` is for more of them.
    With `selection`, identifiers, the rows of these candidates alone are printed.
    """

    paths: Sequence[Path]
    form: str
    engine: str
    make_use: Callable[[Sequence[str]], Use]
    file: Path
    folder: Path
    meter: Callable[[int], AbstractContextManager[Progress]]
    """Shows how far work over so many bytes has come."""
    jobs: int | None = None
    mark: bytes = b""
    selection: Collection[str] = ()
    keep_going: bool = False
    """Whether the candidates of whom nothing is wrong are decided beside others."""


First = Callable[[int], Mapping[str, Candidate]]
"""Gives so many of the first candidates."""
People = Callable[[Collection[str]], Mapping[str, Candidate]]
"""Gives candidates by their identifiers."""
NOBODY: tuple[First, People] = (lambda _count: {}, lambda _codes: {})
"""The candidates of a form that shows none of them."""


@frozen
class SheetsOutcome:
    """What sheets came to: the files that hold the rows, in order, who has which verdict, and all there is to say.

    `sheets` tells the files read with their digests; `first` gives so many of the candidates printed, and `alike`
    those whose identifiers look like these, read cell by cell.
    """

    referentiel: Referentiel
    files: Sequence[Path]
    synthesis: Synthesis
    diagnostics: list[Diagnostic]
    sheets: Callable[[], Sequence[Sheet]]
    first: First
    alike: People = NOBODY[1]
    selection: tuple[str, ...] = ()
    """The candidates printed, where they are not all."""
    omissions: tuple[str, ...] = ()
    """The candidates left out because something is wrong of them."""
    decides: bool = True
    keeps_going: bool = False
    """Whether the others are decided all the same."""
    products: Sequence[object] = ()
    """What was made of the rows beside what was written, in order."""


def decide(request: Request) -> SheetsOutcome | Obstacle:
    """Decide sheets as they are read, with the engine named, else with the one that suits them.

    What `make_use` raises goes through; so does an OSError, and ModuleNotFoundError where polars is named and absent.
    """
    ways = {"polars": _decide_with_polars, "python": _decide_by_blocks, "spark": _decide_with_spark}
    try:
        if way := ways.get(request.engine):
            return way(request)
        if suits_polars(request.paths, request.form, request.jobs):
            with suppress(Extraordinary, ModuleNotFoundError):
                return _decide_with_polars(request)
        return _decide_by_blocks(request)
    except Extraordinary as error:
        return error.obstacle


def suits_polars(paths: Sequence[Path], form: str, jobs: int | None = None) -> bool:
    """Whether polars reads these sheets where nobody says what does: Parquet, what is written as Parquet, text of 32
    MiB or more; not a wide sheet for which a number of processes of plain Python is asked.
    """
    if not paths or not all(path.is_file() for path in paths):
        return False
    if form == "parquet" or any(map(_is_parquet, paths)):
        return True
    if sum(path.stat().st_size for path in paths) < LARGE:
        return False
    return jobs is None or _is_long(paths[0])


def _is_parquet(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(4) == PARQUET


def _is_long(path: Path) -> bool:
    try:
        return head_of(path, str(path))[1].layout == "long"
    except Extraordinary:
        return False


def _decide_by_blocks(request: Request) -> SheetsOutcome:
    """Decide one wide sheet block by block."""
    sheet = _only_sheet(request.paths, request.form)
    use = request.make_use(sheet.identity)
    request.file.write_bytes(request.mark + use.heading.encode())
    work, jobs = ranges.RangeWork(sheet, use, request.selection), request.jobs or ranges.cores()
    meter = request.meter(sheet.path.stat().st_size)
    account = ranges.decide_sheet(work, jobs, request.folder, meter, request.file)
    first = partial(sheet.first, use.referentiel, request.selection)
    people = (first, partial(sheet.alike, use.referentiel))
    return _outcome(request, use, account, encoding=sheet.head.encoding, people=people)


def _only_sheet(paths: Sequence[Path], form: str) -> LargeSheet:
    """The one sheet given, where it can be decided row by row into this form."""
    if form not in PLAIN_FORMS:
        raise Extraordinary(Obstacle.FORM)
    if len(paths) != 1:
        raise Extraordinary(Obstacle.SEVERAL)
    if paths[0].suffix.lower() not in SUFFIXES or not paths[0].is_file():
        raise Extraordinary(Obstacle.NO_TABLE)
    if form not in POLARS_FORMS and paths[0].stat().st_size < WORTH_IT:
        raise Extraordinary(Obstacle.SMALL)
    return open_large(paths[0])


def _decide_with_polars(request: Request) -> SheetsOutcome:
    """Decide sheets of one layout a batch at a time."""
    paths = list(request.paths)
    if request.form not in POLARS_FORMS:
        raise Extraordinary(Obstacle.FORM)
    if not paths or not all(path.is_file() for path in paths):
        raise Extraordinary(Obstacle.NO_TABLE)
    # read as polars is loaded
    os.environ.setdefault("_RJEM_MALLOC_CONF", THRIFTY.format(cores=ranges.cores()))
    from certeval.bulk.polars import opening

    sheets = opening.open_sheets(paths, request.folder)
    use = request.make_use(opening.identity(sheets))
    if use.referentiel.program.situation:
        raise Extraordinary(Obstacle.SITUATION)
    if not isinstance(use, Printer):
        raise Extraordinary(Obstacle.FORM)
    from certeval.bulk.polars import run

    with request.meter(sum(path.stat().st_size for path in paths)) as progress:
        account = run.decide_sheets(
            sheets, use, request.file, mark=request.mark, selection=request.selection, progress=progress
        )
    return _outcome(request, use, account, layout=sheets[0].headings.layout)


def _decide_with_spark(request: Request) -> SheetsOutcome:
    """Decide one wide sheet into a folder, `file`. What Spark can't read is read here, for what there is to say."""
    from certeval.bulk import spark

    if len(request.paths) != 1:
        raise Extraordinary(Obstacle.SEVERAL)
    sheet = open_large(request.paths[0])
    if GROUPE in sheet.headings.columns:
        raise Extraordinary(Obstacle.COLUMNS)
    use = request.make_use(sheet.identity)
    if use.referentiel.program.situation:
        raise Extraordinary(Obstacle.SITUATION)
    if spark.write(sheet, use.referentiel, request.form, request.file):
        return _outcome(request, use, Account([request.file]), encoding=sheet.head.encoding)
    meter = request.meter(sheet.path.stat().st_size)
    work = ranges.RangeWork(sheet, use)
    account = ranges.decide_sheet(work, 1, request.folder, meter, request.folder / "0")
    if not has_errors(account.diagnostics):
        raise Extraordinary(Obstacle.SPARK)
    return _outcome(request, use, account, encoding=sheet.head.encoding)


def _outcome(
    request: Request,
    use: Use,
    account: Account,
    *,
    layout: str = "large",
    encoding: str = "utf-8",
    people: tuple[First, People] = NOBODY,
) -> SheetsOutcome:
    """What the sheets came to. How many candidates each has is not told apart."""
    is_wrong, synthesis = has_errors(account.diagnostics), account.tally.synthesis(use)
    if is_wrong and request.keep_going:
        raise Extraordinary(Obstacle.SPOILT)
    if not is_wrong and account.tally.present != set(request.selection):
        raise Extraordinary(Obstacle.LISTED)
    return SheetsOutcome(
        use.referentiel,
        [] if is_wrong else account.files,
        Synthesis.empty(use.blocs) if is_wrong else synthesis,
        account.diagnostics,
        lambda: [Sheet(str(path), sha256_of(path), encoding, layout, 0) for path in request.paths],
        *people,
        tuple(request.selection),
        decides=not is_wrong,
        products=account.products,
    )
