"""`certeval deliberer`."""

from functools import partial
from typing import NoReturn

from certeval.cli import exits, inputs, notices, offers, options, output, session
from certeval.cli.bundles import written
from certeval.cli.jurys import decisions
from certeval.cli.options import argument, flag, option
from certeval.cli.output import Target
from certeval.cli.session import ReadSheets
from certeval.cli.sheets import ReadingOptions
from certeval.diagnostics import has_errors
from certeval.engine.close import CloseVerdict, CloseVerdictSearch
from certeval.engine.verdicts import EN_ATTENTE, Plain, part_of, word_of
from certeval.jury.words import OUTCOMES
from certeval.render import deliberation as rendering
from certeval.render import waits
from certeval.rules.program import CERTIFICATION
from certeval.scores.values import Values

FORMATS = ("table", "json")


def deliberer(
    session_file: options.SessionFile,
    candidat: str | None = argument(
        "[CANDIDAT]",
        "The candidate of whom something is decided; without one, where the session stands.",
        default=None,
    ),
    element: str | None = argument(
        "[ELEMENT]", "A bloc, a compétence, an épreuve, or « certification ».", default=None
    ),
    verdict: str | None = argument(
        "[VERDICT]", ", ".join(OUTCOMES), autocompletion=offers.offer_words(OUTCOMES), default=None
    ),
    *,
    motif: str | None = option("--motif REASON", "Why: due where it differs from what is computed."),
    fondement: str | None = option(
        "--fondement GROUND", "What it rests on: due where it lowers what is computed."
    ),
    vote: str | None = option("--vote TEXT", "How it was voted."),
    report: str | None = option(
        "--report-a --report SESSION", "The session to which a pending decision is postponed."
    ),
    remplace: bool = flag("--remplace", "Replace what was decided of the same element."),
    dry_run: options.DryRun,
    confirm: bool = flag("--confirm", "Write it though there are new warnings."),
    no_input: options.NoInput,
    registre: options.Registre,
    to: Target = written(FORMATS),
) -> None:
    """Deliberate: show who is at a bound, who waits, what is held; then write what the jury decides into the session.

    What a decision would change is shown before it is taken; it is checked against the quorum, the ties and the rules.
    """
    texts = {"verdict": verdict, "motif": motif, "fondement": fondement, "vote": vote, "report": report}
    if candidat is None:
        exits.refuse_without("CANDIDAT", {"--motif": motif, "--fondement": fondement, "--vote": vote})
        acts = {"--report-a": report, "--remplace": remplace, "--confirm": confirm, "--dry-run": dry_run}
        exits.refuse_without("CANDIDAT", acts)
    read = session.read(ReadingOptions((), session_file, registre))
    own = read.of_session.session.document.file
    if diagnostics := [each for each in read.diagnostics if each.is_error and each.place.file != own]:
        inputs.leave(diagnostics)  # nothing can be said of who stands where
    if candidat is None:
        _deliver_overview(read, to)
    ask = notices.at_terminal() and not no_input
    draft = decisions.draft(read, candidat, element, texts, replace=remplace, ask=ask)
    decision = {key: str(value) for key, value in draft.decision.says()}
    to.show({"json": partial(rendering.effect_json, decision=decision)}, rendering.effect, draft.effect)
    if dry_run and to.form in output.MACHINE and to.file is None and not has_errors(draft.diagnostics):
        inputs.report(draft.diagnostics)  # what is printed is for programs: no patch follows it
        return
    decisions.deliver(read, draft, dry_run=dry_run, confirm=confirm, ask=ask)


def _deliver_overview(read: ReadSheets, to: Target) -> NoReturn:
    """Where the session stands, and all that is wrong with it; status 1 where something is."""
    inputs.report(read.diagnostics)
    subject = read.of_assembly.subject
    close, pending = _standings(read)
    overview = rendering.Overview(
        subject,
        {each.code: close[each.code] for each in read.candidates if each.code in close},
        waits.by_candidate(
            read.referentiel,
            read.scores.candidates,
            [pending[each.code] for each in read.candidates if each.code in pending],
            read.is_due,
        ),
        {code: overrides for each in read.candidates if (overrides := _overrides(read, code := each.code))},
    )
    as_json = partial(rendering.overview_json, session=read.of_session.plain())
    to.show({"json": as_json}, rendering.overview, overview)
    exits.leave(exits.FINDINGS if has_errors(read.diagnostics) else exits.OK)


def _standings(read: ReadSheets) -> tuple[dict[str, list[CloseVerdict]], dict[str, Plain]]:
    """Who is at a bound of what a jury decides first (blocs, or what stands in none), with what is held of each; what
    those come to of whom the certification, or a bloc, is pending. Each is decided once.
    """
    close: dict[str, list[CloseVerdict]] = {}
    pending: dict[str, Plain] = {}
    for referentiel, alike in read.alike():
        results, program = read.of(alike[0].code), referentiel.program
        first = [*results.blocs, *results.lone_competences, *results.epreuves, CERTIFICATION]
        bound, values = CloseVerdictSearch(program, first, results.evaluator), Values(referentiel.entries)
        for candidate in alike:
            code, cells = candidate.code, read.values(candidate.code)
            state = results.evaluate(cells)
            if verdicts := bound.of(cells, state, values.attempts(candidate) if bound.several else {}):
                close[code] = verdicts
            if EN_ATTENTE in [word_of(each, state, program) for each in (*results.blocs, CERTIFICATION)]:
                pending[code] = results.candidate(code, state)
    return close, pending


def _overrides(read: ReadSheets, candidate: str) -> list[tuple[str, Plain]]:
    """What is held of a candidate otherwise than it is computed."""
    if read.sitting is None or not read.sitting.holds(candidate):
        return []
    results, state = read.of(candidate), read.state(candidate)
    program = results.referentiel.program
    overrides: list[tuple[str, Plain]] = []
    for sort, name in program.steps:
        if sort == "verdict" and word_of(name, state, program) is not None:
            plain = results.element(name, state)
            if part_of(plain, "calcule").get("verdict", plain["verdict"]) != plain["verdict"]:
                overrides.append((name, plain))
    return overrides
