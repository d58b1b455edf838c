"""`certeval deliberer`."""

from pathlib import Path
from typing import Annotated

import typer

from certeval.cli import exits, inputs, offers, options, output, session
from certeval.cli.jurys import deciding
from certeval.cli.session import Session
from certeval.cli.sheets import Reading
from certeval.diagnostics import has_errors
from certeval.engine.close import Close, CloseBound
from certeval.engine.verdicts import Plain, word_of
from certeval.jury.words import OUTCOMES
from certeval.messages import N_
from certeval.render import deliberation as shown
from certeval.render import waits
from certeval.rules.program import CERTIFICATION
from certeval.scores.values import Values

FORMATS = ("table", "json")


Candidat = Annotated[
    str | None,
    typer.Argument(
        metavar=N_("[CANDIDAT]"),
        help=N_("The candidate of whom something is decided; without one, where the session stands."),
    ),
]
Element = Annotated[
    str | None,
    typer.Argument(
        metavar=N_("[ELEMENT]"), help=N_("A bloc, a compétence, an épreuve, or « certification ».")
    ),
]
Verdict = Annotated[
    str | None,
    typer.Argument(metavar=N_("[VERDICT]"), help=", ".join(OUTCOMES), autocompletion=offers.among(OUTCOMES)),
]
Motif = Annotated[
    str | None,
    typer.Option(metavar=N_("REASON"), help=N_("Why: due where it differs from what is computed.")),
]
Fondement = Annotated[
    str | None,
    typer.Option(metavar=N_("GROUND"), help=N_("What it rests on: due where it lowers what is computed.")),
]
Vote = Annotated[str | None, typer.Option(metavar=N_("TEXT"), help=N_("How it was voted."))]
Report = Annotated[
    str | None,
    typer.Option(
        "--report-a",
        "--report",
        metavar=N_("SESSION"),
        help=N_("The session to which a pending decision is postponed."),
    ),
]
Remplace = Annotated[
    bool, typer.Option("--remplace", help=N_("Replace what was decided of the same element."))
]
Confirm = Annotated[bool, typer.Option("--confirm", help=N_("Write it though there are new warnings."))]


def deliberer(
    session_file: options.SessionFile,
    candidat: Candidat = None,
    element: Element = None,
    verdict: Verdict = None,
    *,
    motif: Motif = None,
    fondement: Fondement = None,
    vote: Vote = None,
    report: Report = None,
    remplace: Remplace = False,
    dry_run: options.DryRun = False,
    confirm: Confirm = False,
    no_input: options.NoInput = False,
    registre: options.Registre = None,
    form: Annotated[str | None, options.form(FORMATS)] = None,
    as_json: options.Json = False,
    file: options.Output = None,
    force: options.Force = False,
    _quiet: options.Quiet = False,
) -> None:
    """Deliberate: show who is at a bound, who waits, what is held; then write what the jury decides into the session.

    What a decision would change is shown before it is taken; it is checked against the quorum, the ties and the rules.
    """
    form = output.format_of(form, FORMATS, as_json=as_json, file=file)
    read = session.read(Reading((), session=session_file, registre=registre))
    _refuse_sheets(read)
    if candidat is None:
        status = _overview(read, form, file, force=force)
        exits.leave(status)
    said = {"verdict": verdict, "motif": motif, "fondement": fondement, "vote": vote, "report": report}
    asked = deciding.DecisionArguments(candidat, element, said, replace=remplace, ask=not no_input)
    taken = deciding.taken(read, asked)
    output.deliver(_effect(taken, form), file, force=force)
    deciding.deliver(read, taken, dry_run=dry_run, confirm=confirm, ask=not no_input)


def _refuse_sheets(read: Session) -> None:
    """Status 1 where the sheets have errors: nothing can be said of who stands where."""
    of_session = read.session
    own = {of_session.session.document.file} if of_session else set()
    found = [each for each in read.diagnostics if each.is_error and each.place.file not in own]
    if found:
        inputs.leave(found)


def _overview(read: Session, form: str, file: Path | None, *, force: bool) -> int:
    """Where the session stands, and all that is wrong with it; the status to end with."""
    assert read.seated is not None  # noqa: S101 -- a session was read
    inputs.report(read.diagnostics)
    decided = [read.decided(code) for code in read.scores.candidates]
    found = shown.Overview(
        read.seated.subject,
        _close(read),
        waits.pending(read.referentiel, read.scores.candidates, decided),
        {code: held for each in read.candidates if (held := _held(read, code := each.code))},
    )
    if form == "json":
        text = shown.overview_json(found, read.of_session.said())
    else:
        text = output.as_text(*shown.overview(found), file=file)
    output.deliver(text, file, force=force)
    return exits.FINDINGS if has_errors(read.diagnostics) else exits.DONE


def _elements(read: Session) -> list[str]:
    """What a jury decides first: the blocs, or what stands in none, and the certification."""
    results = read.results
    return [*results.blocs, *results.alone, *results.epreuves, CERTIFICATION]


def _close(read: Session) -> dict[str, list[Close]]:
    """Who is at a bound, with what is held of each."""
    elements = _elements(read)
    found: dict[str, list[Close]] = {}
    for applied, alike in read.alike():
        bound, values = CloseBound(applied.program, elements), Values(applied.entries)
        for each in alike:
            attempts = values.attempts(each) if bound.several else {}
            found[each.code] = bound.of(read.values(each.code), attempts=attempts)
    return {each.code: listed for each in read.candidates if (listed := found[each.code])}


def _held(read: Session, candidate: str) -> list[tuple[str, Plain]]:
    """What is held of a candidate otherwise than it is computed."""
    if read.sitting is None or not read.sitting.holds(candidate):
        return []
    results, state = read.of(candidate), read.state(candidate)
    program = results.referentiel.program
    found: list[tuple[str, Plain]] = []
    for sort, name in program.steps:
        if sort == "verdict" and word_of(name, state, program) is not None:
            plain = results.element(name, state)
            before = plain.get("calcule")
            if isinstance(before, dict) and before["verdict"] != plain["verdict"]:
                found.append((name, plain))
    return found


def _effect(taken: deciding.DecisionDraft, form: str) -> str:
    if form == "json":
        return shown.effect_json(taken.effect, {key: str(value) for key, value in taken.decision.says()})
    return output.as_text(*shown.effect(taken.effect))
