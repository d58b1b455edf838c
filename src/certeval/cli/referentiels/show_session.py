"""`certeval show session S`: where a session stands, on one screen."""

from pathlib import Path

from certeval.cli import exits, inputs, output, session
from certeval.cli.sheets import Reading
from certeval.diagnostics import has_errors
from certeval.engine.verdicts import EN_ATTENTE, verdict
from certeval.jury.deadlines import deadlines
from certeval.messages import N_
from certeval.render import deadlines as shown
from certeval.rules.program import CERTIFICATION


def show(typed: str, form: str, file: Path | None, *, force: bool) -> None:
    """What is done, due and late; status 2 where no session is meant, 1 where its file has errors."""
    if not typed:
        exits.refuse(N_("say which session: its file, or its code"))
    read = session.read(Reading((), session=Path(typed), marks=None))
    assert read.seated is not None  # noqa: S101 -- as above
    pending = [
        each.code
        for each in read.candidates
        if (judged := read.state(each.code).verdicts.get(CERTIFICATION))
        and verdict(judged.outcome) == EN_ATTENTE
    ]
    found = deadlines(read.seated.subject, pending)
    code = read.of_session.session.code
    inputs.report(read.diagnostics)
    if form == "json":
        output.deliver(shown.as_json(code, found), file, force=force)
    else:
        output.deliver(
            output.as_text(*shown.as_table(read.referentiel, code, found), file=file), file, force=force
        )
    exits.leave(exits.FINDINGS if has_errors(read.diagnostics) else exits.DONE)
