"""`certeval impact`."""

from collections.abc import Callable, Sequence
from datetime import date as day
from functools import partial
from pathlib import Path

from certeval.bulk.versions import ImpactComparer, merge
from certeval.bulk.versions import impact as impact_of
from certeval.cli import elements, exits, files, inputs, large, options, output, session, sheets
from certeval.cli.bundles import Ways, written
from certeval.cli.elements import Filters
from certeval.cli.operands import able_referentiels, resolve
from certeval.cli.options import argument, repeatable
from certeval.cli.output import Target
from certeval.cli.sheets import ReadingOptions
from certeval.messages import N_, _
from certeval.referentiel.load import Referentiel
from certeval.render import impact as rendering
from certeval.render.impact import ImpactReport
from certeval.scores.observations import Sheet
from certeval.versions.compare import Comparison, compare
from certeval.versions.impact import Impact, with_rules

FORMATS = ("table", "json", "csv", "markdown")
OPERANDS = N_("OLD NEW SHEET…")
WHICH = N_(
    "The version before, the version after, then past score sheets; with --validation no version after."
)
RULE = N_("A rule to try instead of OLD's own, by kind, as `validation` has it.")
RULE_OPTION = "--validation"
"""The name under which mistakes in the rules to try are shown."""


def impact(
    operands: list[str] = argument(OPERANDS, WHICH),
    *,
    validation: list[str] = repeatable("--validation YAML", RULE),
    date: options.Day,
    bloc: options.Bloc,
    candidat: options.Candidat,
    reading: Ways,
    to: Target = written(FORMATS),
    exit_code: options.ExitCode,
) -> None:
    """Say whose verdicts change when past sheets are decided under another version, and because of which difference.

    OLD and NEW are files, CODE@VERSION, or git revisions. Without a new version, a rule may be tried:
    `certeval impact x@1.0.0 notes.csv --validation 'competence: {parmi: criteres, plus_de: 60 %}'`.
    """
    output.refuse_files(to.file, reading.report)
    rules = "\n".join(validation)
    old, new, texts = _operands(operands, rules, inputs.day(date))
    paths = [Path(each) for each in texts]
    reading = reading._replace(sheets=paths, force=to.force)
    comparison = compare(old, new)
    at_once = None if candidat else _compare_as_read(comparison, reading, bloc)
    whole, read, only = at_once or _read_first(comparison, reading, bloc, candidat)
    excerpt = whole.keep(lambda point: only.shows(old, point.name))
    impact_report = ImpactReport(excerpt, tuple(read), rules, only.plain)
    as_csv = partial(rendering.as_csv, file=to.file is not None)
    forms: dict[str, Callable[[ImpactReport], str]] = {"json": rendering.as_json, "csv": as_csv}
    to.show(forms | {"markdown": rendering.markdown}, rendering.renderables, impact_report)
    exits.leave(exits.FINDINGS if exit_code and impact_report.impact.changes else exits.OK)


def _compare_as_read(
    comparison: Comparison, reading: ReadingOptions, blocs: list[str]
) -> tuple[Impact, Sequence[Sheet], Filters] | None:
    """The impact on one large sheet, seen as it is read; None where sheets are read cell by cell."""
    outcome = large.decide_large(reading, "impact", lambda _: ImpactComparer(comparison), comparison.old)
    if outcome is None:
        return None
    session.refuse_errors(outcome.diagnostics, reading)
    only = Filters(elements.blocs_of(comparison.old, blocs))
    return merge(comparison, outcome.products, outcome.alike), outcome.sheets(), only


def _read_first(
    comparison: Comparison, reading: ReadingOptions, blocs: list[str], candidates: list[str]
) -> tuple[Impact, Sequence[Sheet], Filters]:
    """The impact on sheets that are read first."""
    scores = session.read_under(comparison.old, reading)
    only = elements.filters(comparison.old, scores, blocs, candidates)
    return impact_of(comparison, only.restrict(scores).candidates.values()), scores.sheets, only


def _operands(operands: list[str], rules: str, when: day) -> tuple[Referentiel, Referentiel, list[str]]:
    if rules:
        if len(operands) < 2:  # noqa: PLR2004 -- the référentiel, then sheets
            exits.refuse("with --validation: certeval impact OLD SHEET…")
        (old,) = able_referentiels(resolve(operands[0], when))
        return old, _with_rules(old, rules), operands[1:]
    if len(operands) < 3:  # noqa: PLR2004 -- two référentiels, then sheets
        if len(operands) > 1 and _is_sheet(operands[1]):
            exits.refuse("the version after is missing: certeval impact {operands}", operands=_(OPERANDS))
        exits.refuse("score sheets are missing: certeval impact {operands}", operands=_(OPERANDS))
    if _is_sheet(operands[1]):
        message = N_(
            "{operand} is a score sheet, and the version after is expected: certeval impact {operands}"
        )
        exits.refuse(message, operand=operands[1], operands=_(OPERANDS))
    old, new = able_referentiels(resolve(operands[0], when), resolve(operands[1], when))
    return old, new, operands[2:]


def _is_sheet(operand: str) -> bool:
    """Whether an operand is a file or a folder of sheets rather than a référentiel."""
    path = Path(operand)
    return path.is_dir() or (path.is_file() and not sheets.refusal_reason(path))


def _with_rules(old: Referentiel, rules: str) -> Referentiel:
    """The référentiel with the rules to try; status 3 where they can't decide, once what is wrong is told."""
    compilation = with_rules(old, rules, RULE_OPTION)
    if compilation.referentiel is None:
        files.remember(RULE_OPTION, rules.encode())
        inputs.leave(compilation.diagnostics, exits.INVALID)
    return compilation.referentiel
