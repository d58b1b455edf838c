"""The results of `certeval validate`, printed or written with their seal."""

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from certeval.bulk.decide import Outcome
from certeval.cli import filters, output, streams
from certeval.cli.decisions.options import ValidateOptions
from certeval.cli.whole_files import FileBegun, FilePart, Piece
from certeval.diagnostics import Diagnostic, Severity
from certeval.engine.verdicts import Plain
from certeval.referentiel.load import Referentiel
from certeval.scores.observations import Candidate

if TYPE_CHECKING:
    from certeval.cli.session import Session


def put(options: ValidateOptions, outcome: Outcome, begun: FileBegun | None, read: "Session | None") -> None:
    """Print the results, or write them with their seal."""
    content: str | list[Piece]
    if options.form == "table":
        content = _table(options, outcome, read)
    elif begun is None:
        content = _document(options, outcome, read)
    else:
        content = [begun, *map(FilePart, outcome.files[1:])]
    if options.seal is None or options.file is None:
        output.deliver(content, options.file, force=options.force)
        return
    from certeval.cli.decisions import sealing

    pieces = [streams.encoded(content)] if isinstance(content, str) else content
    places = options.file, options.seal
    sealing.deliver(pieces, places, outcome, _others(options, read), force=options.force)


def _others(options: ValidateOptions, read: "Session | None") -> dict[str, Path]:
    """The files that were read beside the sheets."""
    found: dict[str, Path] = {}
    if (correspondance := options.reading.correspondance) is not None:
        found["correspondance"] = correspondance
    if read is not None and read.session is not None:
        found |= read.session.files()
    return found


def _document(options: ValidateOptions, outcome: Outcome, read: "Session | None") -> list[Piece]:
    """The whole document of the results, from the files that hold its candidates' lines."""
    from certeval.render import results as rendered

    kept = filters.Filters(
        filters.named(outcome.referentiel, options.blocs), tuple(dict.fromkeys(outcome.named))
    )
    held = [each for each in outcome.files if each.stat().st_size]
    serious = [each for each in outcome.diagnostics if each.kind.severity is not Severity.INFO]
    about = read.session.said() if read is not None and read.session is not None else None
    told = read.told.said() if read is not None and read.told is not None else None
    before = rendered.before_candidates(outcome.referentiel, outcome.sheets(), kept.said, about, told)
    after = rendered.after_candidates(outcome.synthesis, serious, some=bool(held), left=outcome.left)
    pieces = [FilePart(each, 0 if i else 1) for i, each in enumerate(held)]
    return [streams.encoded(before), *pieces, streams.encoded(after)]


def _table(options: ValidateOptions, outcome: Outcome, read: "Session | None") -> str:
    """The first of the candidates listed, and the summary of all."""
    from certeval.render import sheets as summary
    from certeval.render import verdicts
    from certeval.render.waits import pending

    applied = outcome.referentiel
    candidates = dict(islice(outcome.first(verdicts.MOST_ROWS).items(), verdicts.MOST_ROWS))
    listed = list(_plain(applied, candidates, read))
    parts = summary.renderables(applied, outcome.sheets())
    parts += verdicts.renderables(
        applied,
        outcome.synthesis,
        listed,
        detail=options.detail,
        only=filters.named(applied, options.blocs),
        more=(len(set(outcome.named)) or outcome.synthesis.candidates) - len(listed),
        waits=pending(applied, candidates, listed),
    )
    return output.as_text(*parts, file=options.file)


def _plain(
    applied: Referentiel, candidates: Mapping[str, Candidate], read: "Session | None"
) -> Iterator[Plain]:
    """What each candidate comes to, with the names that the sheets give."""
    from certeval.engine.results import Results
    from certeval.scores.observations import identity
    from certeval.scores.values import Values

    values, results = Values(applied.entries), Results(applied)
    for code, each in candidates.items():
        if read is not None:
            yield read.decided(code) | identity(each)
        else:
            state = results.evaluate(values.of(each, list[Diagnostic]().append))
            yield results.candidate(code, state) | identity(each)
