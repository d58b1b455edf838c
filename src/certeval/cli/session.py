"""Sheets and the référentiel they are about, read together for the commands that decide."""

import codecs
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from certeval.cli import exits, inputs
from certeval.diagnostics import Diagnostic, has_errors, in_order
from certeval.diagnostics.nearest import nearest
from certeval.engine.results import Results
from certeval.messages import N_, _
from certeval.referentiel.load import Referentiel
from certeval.rules.derivation import State
from certeval.rules.outcome import Value
from certeval.scores.observations import Scores
from certeval.scores.read import OpenedSheets, open_sheets
from certeval.scores.values import Values


@dataclass(frozen=True, slots=True)
class Session:
    """A référentiel, what was entered, and the values of each candidate by element's code."""

    referentiel: Referentiel
    scores: Scores
    values: dict[str, dict[str, Value]]
    diagnostics: list[Diagnostic]

    def results(self) -> Results:
        return Results(self.referentiel)

    def state(self, results: Results, candidate: str) -> State:
        return results.evaluate(self.values[candidate])


def read(sheets: Sequence[Path], wanted: str | None, when: str | None, encoding: str | None) -> Session:
    """Read everything; diagnostics are kept, errors included. Ends with status 2 or 3 as design §5 says."""
    opened = _open(sheets, encoding)
    named = opened.named()
    chosen = wanted or (named[0][0] if named else None)
    referentiel = inputs.referentiel(chosen, inputs.day(when, opened.session_date()))
    scores = opened.read(referentiel)
    found = list(scores.diagnostics)
    values = Values(referentiel.entries)
    entered = {code: values.of(candidate, found.append) for code, candidate in scores.candidates.items()}
    return Session(referentiel, scores, entered, in_order(found))


def open_session(
    sheets: Sequence[Path], wanted: str | None, when: str | None, encoding: str | None
) -> Session:
    """The same, for commands that have nothing to say of a sheet with errors: they are shown, status 1."""
    session = read(sheets, wanted, when, encoding)
    tell(session.diagnostics)
    if has_errors(session.diagnostics):
        exits.leave(exits.FINDINGS)
    return session


def tell(diagnostics: list[Diagnostic]) -> None:
    """Diagnostics on stderr, as people read them."""
    inputs.report(diagnostics)


def candidate(session: Session, typed: str) -> str:
    """The candidate meant; status 2 where there is none, with the nearest one."""
    known = session.scores.candidates
    if typed in known:
        return typed
    text = _("no candidate « {candidate} » in these sheets").format(candidate=typed)
    if meant := nearest(typed, known):
        text += _("; did you mean {suggestion}?").format(suggestion=meant)
    exits.refuse("{text}", text=text)


def _open(sheets: Sequence[Path], encoding: str | None) -> OpenedSheets:
    try:
        codecs.lookup(encoding or "utf-8")
        return open_sheets(list(sheets), encoding)
    except OSError as error:
        exits.unreadable(error)
    except LookupError:
        exits.refuse(N_("--encoding {encoding}: no such encoding"), encoding=encoding)
