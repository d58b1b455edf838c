"""What `certeval validate` decides and delivers: sheets as they are read where they can be, else once read."""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from certeval.bulk.decide import Outcome, Request, decide
from certeval.bulk.printing import Printing
from certeval.cli import exits, files, filters, inputs, notices, output, sheets, streams
from certeval.cli.files import Begun, Part, Piece
from certeval.cli.sheets import Reading
from certeval.diagnostics import Diagnostic, Severity, has_errors
from certeval.engine.results import Plain, Synthesis
from certeval.messages import N_
from certeval.referentiel.load import Referentiel
from certeval.render import delimited, rows
from certeval.render import results as rendered
from certeval.render.forms import Form
from certeval.render.lines import lines
from certeval.render.obstacles import Obstacle, worded
from certeval.render.rows import Column
from certeval.scores.observations import Candidate

if TYPE_CHECKING:
    from certeval.bulk.printed import Printed
    from certeval.cli.session import Session

BEGUN = ("csv", "ndjson", "parquet", "xlsx")
"""The forms whose rows need nothing before them that is known at the end."""


class Asked(NamedTuple):
    """What the command line asks for: which sheets, read how, cut to whom, in which form, and where it goes."""

    reading: Reading
    form: str
    blocs: Sequence[str]
    candidats: Sequence[str]
    detail: bool
    engine: str
    jobs: int | None
    file: Path | None
    seal: Path | None
    force: bool

    @property
    def written(self) -> list[Path]:
        """The files to write."""
        return [each for each in (self.file, self.reading.report, self.seal) if each is not None]


def deliver(asked: Asked) -> int:
    """Decide, say what there is to say, and print or write the results; the status to end with."""
    sheets.refuse_results(asked.reading.sheets)
    _refuse_existing(asked)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="certeval-")))
        try:
            begun = stack.enter_context(files.begun(asked.file)) if asked.form in BEGUN else None
            outcome, read = _outcome(asked, folder, begun.file if begun else folder / "rows")
        except ModuleNotFoundError as error:
            exits.lacking(error)
        except OSError as error:
            files.unwritable(error, asked.file)
        report(outcome, asked)
        if outcome.decides or asked.form == "json":
            _put(asked, outcome, begun, read)
    return exits.FINDINGS if has_errors(outcome.diagnostics) else exits.DONE


def request(asked: Asked, folder: Path, file: Path) -> Request:
    """What is asked of sheets that are decided as they are read."""
    reading = asked.reading

    @cache
    def referentiel() -> Referentiel:
        return inputs.referentiel(reading.referentiel, inputs.day(reading.date))

    return Request(
        [files.reading(part) for each in reading.sheets for part in sheets.parts(each)],
        asked.form,
        asked.engine,
        lambda identity: _printing(asked, referentiel(), identity),
        file,
        folder,
        notices.progress,
        asked.jobs,
        _mark(asked),
        asked.candidats,
        reading.keep_going,
    )


def report(outcome: Outcome, asked: Asked) -> None:
    """Say what there is to say of the sheets; remarks are within the document, where it is JSON."""
    told, remarks = _told(outcome)
    shown = remarks if asked.form == "json" else told
    inputs.report(shown, asked.reading.report, force=asked.reading.force)


def _refuse_existing(asked: Asked) -> None:
    for path in asked.reading.sheets:
        files.reading(path)
    for path in asked.written:
        files.refuse_existing(path, force=asked.force)


def _outcome(asked: Asked, folder: Path, file: Path) -> tuple[Outcome, "Session | None"]:
    """What the sheets come to, the rows being in a file or several; and what was read, where they were read first."""
    found: Outcome | Obstacle = Obstacle.ASKED
    if not (asked.reading.encoding or asked.reading.correspondance or asked.reading.session):
        wanted = request(asked, folder, file)
        found = decide(wanted)
        if isinstance(found, Obstacle) and asked.engine == "polars":
            notices.remark(N_("polars does not read the sheets: {reason}"), reason=worded(found))
            found = decide(wanted._replace(engine="python"))
    if isinstance(found, Outcome):
        return found, None
    notices.remark(N_("the sheets are read cell by cell: {reason}"), reason=worded(found))
    return _carefully(asked, file)


def _carefully(asked: Asked, file: Path) -> tuple[Outcome, "Session"]:
    """What sheets of any kind come to, decided once all of them are read."""
    from certeval.bulk.printed import Printed
    from certeval.cli import session

    read = session.read(asked.reading)
    _refuse_existing(asked)
    applied, scores = read.referentiel, read.scores
    named = [session.candidate(read.scores, typed) for typed in asked.candidats] if read.decides else []
    candidates = read.candidates if read.decides else []
    if read.sitting is not None:
        synthesis, cells = _seated(asked, read, named, file)
    else:
        printed = Printed(_printing(asked, applied, scores.identity), named)
        cells = _all_cells(printed, candidates) if asked.form == "xlsx" else []
        if asked.form != "xlsx":
            printed.write(candidates, file, _mark(asked))
        synthesis = printed.synthesis()

    def first(count: int) -> Mapping[str, Candidate]:
        listed = ((code, each) for code, each in scores.candidates.items() if not named or code in named)
        return dict(islice(listed, count))

    if asked.form == "xlsx" and read.decides:
        file.write_bytes(_workbook(asked, cells, synthesis, read))
    outcome = Outcome(
        applied,
        [file],
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


def _all_cells(printed: "Printed", candidates: Iterable[Candidate]) -> list[tuple[object, ...]]:
    return [row for columns in printed.cells(candidates) for row in zip(*columns, strict=True)]


def _seated(
    asked: Asked, read: "Session", named: Sequence[str], file: Path
) -> tuple[Synthesis, Sequence[Sequence[object]]]:
    """The candidates of a session, each decided with what is held: their rows in a file, or their cells."""
    from certeval.bulk.printed import frames, write_parquet
    from certeval.render.one_by_one import OneByOne

    applied = read.referentiel
    form, table = _form(asked, applied, read.scores.identity)
    made = OneByOne(form, applied, read.state, named, table)
    candidates = read.candidates if read.decides else []
    cells: list[list[object]] = []
    if asked.form in {"xlsx", "parquet"}:
        cells = list(made.cells(candidates))
        if asked.form == "parquet":
            printing = Printing(form, applied, table)
            write_parquet(printing, frames(printing, [list(zip(*cells, strict=True))] if cells else []), file)
    else:
        text = form.heading + "".join(made.rows(candidates))
        file.write_bytes(_mark(asked) + text.encode(errors="backslashreplace"))
    return made.synthesis(), cells


def _mark(asked: Asked) -> bytes:
    return delimited.BOM.encode() if asked.form == "csv" and asked.file else b""


def _printing(asked: Asked, referentiel: Referentiel, identity: Sequence[str]) -> Printing:
    """The form asked for, as those print it who decide many at once."""
    form, table = _form(asked, referentiel, identity)
    return Printing(form, referentiel, table)


def _form(asked: Asked, referentiel: Referentiel, identity: Sequence[str]) -> tuple[Form, Sequence[Column]]:
    """The form asked for, and the columns of one that is a table."""
    only, form, detail = filters.named(referentiel, asked.blocs), asked.form, asked.detail
    if form == "table":
        return Form("", ()), ()
    if form in {"json", "ndjson"}:
        between, end = (rendered.BETWEEN, "") if form == "json" else ("", "\n")
        return lines(referentiel, between=between, end=end, only=only, identity=identity), ()
    identity = identity if form != "xlsx" else ()
    made = rows.rows(referentiel, detail=detail, only=only, identity=identity)
    table = rows.columns(referentiel, detail=detail, only=only, identity=identity) if form != "csv" else ()
    return made, table


def _workbook(
    asked: Asked, cells: Sequence[Sequence[object]], synthesis: Synthesis, read: "Session"
) -> bytes:
    """A sheet for the candidates listed, one for each bloc, and the summary of all."""
    from certeval.cli import workbooks
    from certeval.render.workbook import decisions

    applied = read.referentiel
    certification = applied.model.certification
    return workbooks.content(
        applied.title,
        certification.langue,
        lambda: decisions.sheets(
            applied,
            cells,
            synthesis,
            read.scores.sheets,
            detail=asked.detail,
            only=filters.named(applied, asked.blocs),
        ),
    )


def _told(outcome: Outcome) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """All there is to say, and what of it is but a remark."""
    told = list(outcome.diagnostics)
    return told, [each for each in told if each.kind.severity is Severity.INFO]


def _put(asked: Asked, outcome: Outcome, begun: Begun | None, read: "Session | None") -> None:
    """Print the results, or write them with their seal."""
    content: str | list[Piece]
    if asked.form == "table":
        content = _table(asked, outcome, read)
    elif begun is None:
        content = _document(asked, outcome, read)
    else:
        content = [begun, *map(Part, outcome.files[1:])]
    if asked.seal is None or asked.file is None:
        output.deliver(content, asked.file, force=asked.force)
        return
    from certeval.cli import sealing

    pieces = [streams.encoded(content)] if isinstance(content, str) else content
    places = asked.file, asked.seal
    sealing.deliver(pieces, places, outcome, _others(asked, read), force=asked.force)


def _others(asked: Asked, read: "Session | None") -> dict[str, Path]:
    """The files that were read beside the sheets."""
    found: dict[str, Path] = {}
    if (correspondance := asked.reading.correspondance) is not None:
        found["correspondance"] = correspondance
    if read is not None and read.session is not None:
        found |= read.session.files()
    return found


def _document(asked: Asked, outcome: Outcome, read: "Session | None") -> list[Piece]:
    """The whole document of the results, from the files that hold its candidates' lines."""
    findings, remarks = _told(outcome)
    kept = filters.Filters(
        filters.named(outcome.referentiel, asked.blocs), tuple(dict.fromkeys(outcome.named))
    )
    held = [each for each in outcome.files if each.stat().st_size]
    serious = [each for each in findings if each not in remarks]
    about = read.session.said() if read is not None and read.session is not None else None
    told = read.told.said() if read is not None and read.told is not None else None
    before = rendered.before_candidates(outcome.referentiel, outcome.sheets(), kept.said, about, told)
    after = rendered.after_candidates(outcome.synthesis, serious, some=bool(held), left=outcome.left)
    pieces = [Part(each, 0 if i else 1) for i, each in enumerate(held)]
    return [streams.encoded(before), *pieces, streams.encoded(after)]


def _table(asked: Asked, outcome: Outcome, read: "Session | None") -> str:
    """The first of the candidates listed, and the summary of all."""
    from certeval.engine.results import Results
    from certeval.render import sheets as summary
    from certeval.render import verdicts
    from certeval.render.waits import pending
    from certeval.scores.persons import identity
    from certeval.scores.values import Values

    applied = outcome.referentiel
    candidates = outcome.first(verdicts.MOST_ROWS)
    values, results = Values(applied.entries), Results(applied)

    def decided(code: str, each: Candidate) -> Plain:
        if read is not None:
            return read.of(code).candidate(code, read.state(code))
        entered = values.of(each, list[Diagnostic]().append)
        return results.candidate(code, results.evaluate(entered))

    listed = [
        decided(code, each) | identity(each) for code, each in islice(candidates.items(), verdicts.MOST_ROWS)
    ]
    parts = summary.renderables(applied, outcome.sheets())
    parts += verdicts.renderables(
        applied,
        outcome.synthesis,
        listed,
        detail=asked.detail,
        only=filters.named(applied, asked.blocs),
        more=(len(set(outcome.named)) or outcome.synthesis.candidates) - len(listed),
        waits=pending(applied, candidates, listed),
    )
    return output.as_text(*parts, file=asked.file)
