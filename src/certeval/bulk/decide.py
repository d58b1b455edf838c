"""Sheets decided as they are read, whatever their size: one call, an outcome, or the obstacle to it.

Plain Python reads one wide sheet block by block, in as many processes as are worth it; polars, where it is installed,
reads Parquet and what is large; Spark what it is told to. All decide with the same evaluator, and say the same.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from certeval.bulk import ranges
from certeval.bulk.csv_blocks import Extraordinary
from certeval.bulk.polars import choice
from certeval.bulk.printer import Printer
from certeval.bulk.processes import Progress
from certeval.bulk.tally import Account, Use
from certeval.bulk.wide_csv import LargeSheet, open_large
from certeval.diagnostics import Diagnostic, has_errors
from certeval.engine.verdicts import Synthesis
from certeval.frozen import frozen
from certeval.referentiel.load import Referentiel
from certeval.render.obstacles import Obstacle
from certeval.scores.observations import Candidate, Sheet
from certeval.text.digests import sha256_of

PLAIN_FORMS = ("table", "json", "csv", "ndjson", "stats", "resits", "impact", "explain")
POLARS_FORMS = ("json", "csv", "ndjson", "parquet")
SUFFIXES = (".csv", ".tsv", ".txt")
WORTH_IT = 1 << 22
"""Bytes from which what shows few of the rows is made so: a table, statistics."""


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


People = Callable[[Collection[str]], Mapping[str, Candidate]]
"""Gives candidates by their identifiers."""


def _nobody(_selection: object) -> Mapping[str, Candidate]:
    """The candidates of a form that shows none of them."""
    return {}


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
    first: Callable[[int], Mapping[str, Candidate]]
    selection: tuple[str, ...] = ()
    """The candidates printed, where they are not all."""
    omissions: tuple[str, ...] = ()
    """The candidates left out because something is wrong of them."""
    decides: bool = True
    keeps_going: bool = False
    """Whether the others are decided all the same."""
    alike: People = _nobody
    products: Sequence[object] = ()
    """What was made of the rows beside what was written, in order."""


def decide(request: Request) -> SheetsOutcome | Obstacle:
    """Decide sheets as they are read, with the engine named, else with the one that suits them.

    What `make_use` raises goes through; so does an OSError, and ModuleNotFoundError where polars is named and absent.
    """
    ways = {"polars": _decide_with_polars, "python": _decide_by_blocks, "spark": _decide_with_spark}
    if way := ways.get(request.engine):
        return _outcome_of(way, request)
    if choice.suits_polars(request.paths, request.form, request.jobs):
        try:
            outcome = _outcome_of(_decide_with_polars, request)
        except ModuleNotFoundError:
            outcome = Obstacle.NO_POLARS
        if isinstance(outcome, SheetsOutcome):
            return outcome
    return _outcome_of(_decide_by_blocks, request)


def _outcome_of(
    way: "Callable[[Request], SheetsOutcome | Obstacle]", request: Request
) -> SheetsOutcome | Obstacle:
    try:
        return way(request)
    except Extraordinary as error:
        return error.obstacle


def _decide_by_blocks(request: Request) -> SheetsOutcome | Obstacle:
    """Decide one wide sheet block by block."""
    sheet = _only_sheet(request.paths, request.form)
    if isinstance(sheet, Obstacle):
        return sheet
    use = request.make_use(sheet.identity)
    request.file.write_bytes(request.mark + use.heading.encode())
    account = ranges.decide_sheet(
        ranges.RangeWork(sheet, use, request.selection),
        request.jobs or ranges.cores(),
        request.folder,
        request.meter(sheet.path.stat().st_size),
        request.file,
    )
    alike = partial(sheet.alike, use.referentiel)
    first = partial(_first, sheet, use.referentiel, request.selection)
    return _Files([sheet.path], sheet.head.encoding, "large", first, alike).outcome(request, use, account)


def _only_sheet(paths: Sequence[Path], form: str) -> LargeSheet | Obstacle:
    """The one sheet given, where it can be decided row by row into this form."""
    if form not in PLAIN_FORMS:
        return Obstacle.FORM
    if len(paths) != 1:
        return Obstacle.SEVERAL
    if paths[0].suffix.lower() not in SUFFIXES or not paths[0].is_file():
        return Obstacle.NO_TABLE
    if form not in POLARS_FORMS and paths[0].stat().st_size < WORTH_IT:
        return Obstacle.SMALL
    return open_large(paths[0])


def _first(
    sheet: LargeSheet, referentiel: Referentiel, selection: Collection[str], count: int
) -> Mapping[str, Candidate]:
    if not selection:
        return sheet.excerpt(referentiel, count)
    candidates = sheet.alike(referentiel, selection)
    return {code: each for code, each in candidates.items() if code in selection}


def _decide_with_polars(request: Request) -> SheetsOutcome | Obstacle:
    """Decide sheets of one layout a batch at a time."""
    paths = list(request.paths)
    if request.form not in POLARS_FORMS:
        return Obstacle.FORM
    if not paths or not all(path.is_file() for path in paths):
        return Obstacle.NO_TABLE
    choice.be_thrifty(ranges.cores())
    from certeval.bulk.polars import opening

    sheets = opening.open_sheets(paths, request.folder)
    use = request.make_use(opening.identity(sheets))
    if use.referentiel.program.situation:
        return Obstacle.SITUATION
    if not isinstance(use, Printer):
        return Obstacle.FORM
    from certeval.bulk.polars import run

    with request.meter(sum(path.stat().st_size for path in paths)) as progress:
        account = run.decide_sheets(
            sheets, use, request.file, mark=request.mark, selection=request.selection, progress=progress
        )
    return _Files(paths, "utf-8", sheets[0].headings.layout).outcome(request, use, account)


def _decide_with_spark(request: Request) -> SheetsOutcome | Obstacle:
    """Decide one wide sheet into a folder, `file`. What Spark can't read is read here, for what there is to say."""
    from certeval.bulk import spark

    if len(request.paths) != 1:
        return Obstacle.SEVERAL
    sheet = open_large(request.paths[0])
    if sheet.has_groups:
        return Obstacle.COLUMNS
    use = request.make_use(sheet.identity)
    if use.referentiel.program.situation:
        return Obstacle.SITUATION
    read = _Files([sheet.path], sheet.head.encoding, "large")
    if spark.write(sheet, use.referentiel, request.form, request.file):
        return read.outcome(request, use, Account([request.file]))
    meter = request.meter(sheet.path.stat().st_size)
    account = ranges.decide_sheet(
        ranges.RangeWork(sheet, use), 1, request.folder, meter, request.folder / "0"
    )
    if not has_errors(account.diagnostics):
        return Obstacle.SPARK
    return read.outcome(request, use, account)


class _Files(NamedTuple):
    """The files that were read, in UTF-8 all of them, how they are laid out, and their first candidates."""

    paths: Sequence[Path]
    encoding: str
    layout: str
    first: Callable[[int], Mapping[str, Candidate]] = _nobody
    alike: People = _nobody

    def outcome(self, request: Request, use: Use, account: Account) -> SheetsOutcome | Obstacle:
        """What they came to."""
        is_wrong, synthesis = has_errors(account.diagnostics), account.tally.synthesis(use)
        if is_wrong and request.keep_going:
            return Obstacle.SPOILT
        if not is_wrong and account.tally.present != set(request.selection):
            return Obstacle.LISTED
        return SheetsOutcome(
            use.referentiel,
            [] if is_wrong else account.files,
            Synthesis.empty(use.blocs) if is_wrong else synthesis,
            account.diagnostics,
            self.sheets,
            self.first,
            tuple(request.selection),
            decides=not is_wrong,
            alike=self.alike,
            products=account.products,
        )

    def sheets(self) -> list[Sheet]:
        """The files with their digests. How many candidates each has is not told apart."""
        return [Sheet(str(path), sha256_of(path), self.encoding, self.layout, 0) for path in self.paths]
