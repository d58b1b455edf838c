"""`certeval validate` on one wide sheet, whatever its size; any other sheet is left to the reader of all."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from certeval.bulk import ranges
from certeval.bulk.csv_blocks import Extraordinary
from certeval.bulk.printing import Printing
from certeval.bulk.wide_csv import LargeSheet, open_large
from certeval.cli import exits, files, inputs, output, progress
from certeval.cli.files import Begun, Part
from certeval.cli.sheets import refuse_results
from certeval.diagnostics import Diagnostic, Severity, has_errors
from certeval.engine.results import Plain, Results, Synthesis
from certeval.messages import N_
from certeval.referentiel.load import Referentiel
from certeval.render import delimited
from certeval.render import results as rendered
from certeval.render.lines import lines
from certeval.render.rows import rows
from certeval.scores.headings import identity_of
from certeval.scores.observations import Candidate, Sheet
from certeval.scores.persons import identity
from certeval.scores.values import Values

if TYPE_CHECKING:
    from certeval.cli.session import Session

FORMS = ("table", "json", "csv", "ndjson")
SUFFIXES = (".csv", ".tsv", ".txt")
WORTH_IT = 1 << 22
"""Bytes from which a table is made so: its first rows are shown, with the summary of all."""


class Asked(NamedTuple):
    """What the command line asks for."""

    form: str
    detail: bool
    jobs: int | None
    report: Path | None
    file: Path | None
    force: bool


def attempt(given: Sequence[Path], wanted: str | None, when: str | None, engine: str, asked: Asked) -> None:
    """Decide the sheet given in the way that suits its size, ending the command; returns where it must be read
    cell by cell.
    """
    refuse_results(given)
    if engine == "spark":
        from certeval.cli import distributed

        if len(given) != 1:
            exits.refuse(N_("--engine spark takes one sheet"))
        distributed.deliver(given[0], inputs.referentiel(wanted, inputs.day(when)), asked)
    from certeval.cli import frames

    frames.deliver(given, wanted, when, engine, asked)
    sheet = sheet_of(given, asked.form)
    if sheet is not None:
        deliver(sheet, inputs.referentiel(wanted, inputs.day(when)), asked)


def sheet_of(given: Sequence[Path], form: str) -> LargeSheet | None:
    """The one sheet given, where it can be decided row by row into this form."""
    if len(given) != 1 or given[0].suffix.lower() not in SUFFIXES or not given[0].is_file():
        return None
    files.reading(given[0])
    if form not in FORMS:
        return None
    if form == "table" and given[0].stat().st_size < WORTH_IT:
        return None
    try:
        return open_large(given[0])
    except (Extraordinary, OSError):
        return None


def deliver(sheet: LargeSheet, referentiel: Referentiel, asked: Asked) -> None:
    """Decide a sheet and deliver its results, ending the command; returns where the sheet must be read cell by cell."""
    form, file, force = asked.form, asked.file, asked.force
    for each in filter(None, (file, asked.report)):
        files.refuse_existing(each, force=force)
    identity = identity_of(sheet.headings)
    if identity and form != "table":
        return
    printing = _form(referentiel, form, identity, detail=asked.detail)
    jobs = asked.jobs or ranges.cores()
    with ExitStack() as stack:
        try:
            begun = _begun(form, printing, file, stack)
            first = begun and begun.file
            found = ranges.decided(
                ranges.Work(sheet, referentiel, printing),
                jobs,
                stack,
                progress.shown(sheet.path.stat().st_size),
                first,
            )
        except Extraordinary:
            return
        except OSError as error:
            files.unwritable(error, file)
        failed = has_errors(found.diagnostics)
        remarks = [each for each in found.diagnostics if each.kind.severity is Severity.INFO]
        inputs.report(remarks if form == "json" else found.diagnostics, asked.report, force=force)
        if failed and form != "json":
            exits.leave(exits.FINDINGS)
        synthesis = found.tally.synthesis(printing.shown, referentiel.tree.below("bloc", None))
        if form == "table":
            _table(sheet, referentiel, synthesis, asked)
        else:
            pieces: list[files.Piece]
            if begun:
                pieces = [begun, *map(Part, found.files[1:])]
            else:
                serious = [each for each in found.diagnostics if each not in remarks]
                pieces = _document(sheet, referentiel, [] if failed else found.files, synthesis, serious)
            output.pour(pieces, file, force=force)
    exits.leave(exits.FINDINGS if failed else exits.DONE)


def _form(referentiel: Referentiel, form: str, identity: Sequence[str], *, detail: bool) -> Printing:
    if form == "json":
        made = lines(referentiel, between=rendered.BETWEEN, end="", identity=identity)
    elif form == "ndjson":
        made = lines(referentiel, identity=identity)
    else:
        made = rows(referentiel, detail=detail and form == "csv", identity=identity)
    return Printing(made, referentiel)


def _begun(form: str, printing: Printing, file: Path | None, stack: ExitStack) -> Begun | None:
    """The file that is to hold all rows, begun with what stands before them; None where that is known at the end."""
    if form not in {"csv", "ndjson"}:
        return None
    begun = stack.enter_context(files.begun(file))
    mark = delimited.BOM if file and form == "csv" else ""
    begun.file.write_bytes(f"{mark}{printing.heading}".encode())
    return begun


def _document(
    sheet: LargeSheet,
    referentiel: Referentiel,
    held: list[Path],
    synthesis: Synthesis,
    diagnostics: list[Diagnostic],
) -> list[files.Piece]:
    """The whole document of the results, from the files that hold its candidates."""
    if not held:
        synthesis = Synthesis.empty(referentiel.tree.below("bloc", None))
    read = Sheet(str(sheet.path), sheet.digest(), sheet.head.encoding, "large", synthesis.candidates)
    some = bool(synthesis.candidates)
    before = rendered.before_candidates(referentiel, [read]).encode()
    after = rendered.after_candidates(synthesis, diagnostics, some=some).encode()
    written = [each for each in held if each.stat().st_size]
    return [before, *(Part(each, 0 if i else 1) for i, each in enumerate(written)), after]


def _table(sheet: LargeSheet, referentiel: Referentiel, synthesis: Synthesis, asked: Asked) -> None:
    """The first candidates, and the summary of all."""
    from certeval.render import verdicts
    from certeval.render.waits import pending

    candidates = sheet.excerpt(referentiel, verdicts.MOST_ROWS)
    listed = _first(candidates, referentiel, verdicts.MOST_ROWS)
    more, waits = synthesis.candidates - len(listed), pending(referentiel, candidates, listed)
    parts = verdicts.renderables(referentiel, synthesis, listed, detail=asked.detail, more=more, waits=waits)
    output.deliver(output.as_text(*parts, file=asked.file), asked.file, force=asked.force)


def _first(scores: Mapping[str, Candidate], referentiel: Referentiel, count: int) -> list[Plain]:
    """The results of the first candidates, read cell by cell."""
    values, results = Values(referentiel.entries), Results(referentiel)
    listed = list(scores.items())[:count]
    return [
        results.candidate(code, results.evaluate(values.of(each, _ignore))) | identity(each)
        for code, each in listed
    ]


def _ignore(diagnostic: Diagnostic) -> None:
    """What a row has to say was said of the whole sheet."""


def session_of(
    given: Sequence[Path], candidate: str, wanted: str | None, when: str | None
) -> "Session | None":
    """One candidate of a large sheet, nobody else decided; None where every sheet must be read whole."""
    from certeval.cli.session import Session

    sheet = sheet_of(given, "table")
    if sheet is None:
        return None
    referentiel = inputs.referentiel(wanted, inputs.day(when))
    try:
        scores = sheet.only(referentiel, candidate)
    except Extraordinary:
        return None
    if not scores.candidates:  # a name, or nobody: only the whole sheet tells
        return None
    return Session(referentiel, scores, scores.diagnostics)
