"""Sheets and the référentiel they are about, read together for the commands that decide."""

import codecs
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from certeval.cli import exits, files, inputs, sheets
from certeval.diagnostics import Diagnostic, has_errors, in_order
from certeval.diagnostics.nearest import nearest
from certeval.engine.results import Results
from certeval.messages import N_, _
from certeval.referentiel.load import Referentiel
from certeval.render.words import joined, visible
from certeval.rules.derivation import State
from certeval.rules.outcome import Value
from certeval.scores import persons
from certeval.scores.observations import Scores
from certeval.scores.read import OpenedSheets, open_sheets
from certeval.scores.values import Values

if TYPE_CHECKING:
    from certeval.scores.mapping import Translation


class Session(NamedTuple):
    """A référentiel, what was entered, and the values of each candidate by element's code."""

    referentiel: Referentiel
    scores: Scores
    values: dict[str, dict[str, Value]]
    diagnostics: list[Diagnostic]

    def results(self) -> Results:
        return Results(self.referentiel)

    def attempts(self, candidate: str) -> dict[str, list[Value | None]]:
        """The attempts of each element that has cells, in their order; None is one that was not made."""
        return Values(self.referentiel.entries).attempts(self.scores.candidates[candidate])

    def state(self, results: Results, candidate: str) -> State:
        return results.evaluate(self.values[candidate])


def read(
    given: Sequence[Path],
    wanted: str | None,
    when: str | None,
    encoding: str | None,
    *,
    correspondance: Path | None = None,
    force_version: bool = False,
) -> Session:
    """Read everything; diagnostics are kept, errors included. Ends with status 2 or 3 as design §5 says."""
    opened = _open(sheets.files(given, correspondance), encoding, correspondance)
    referentiel, scores = _scores(opened, wanted, when, force_version=force_version)
    found = list(scores.diagnostics)
    values = Values(referentiel.entries)
    entered = {code: values.of(candidate, found.append) for code, candidate in scores.candidates.items()}
    return Session(referentiel, scores, entered, in_order(found))


def open_session(
    given: Sequence[Path],
    wanted: str | None,
    when: str | None,
    encoding: str | None,
    *,
    correspondance: Path | None = None,
    force_version: bool = False,
) -> Session:
    """The same, for commands that have nothing to say of a sheet with errors: they are shown, status 1."""
    session = read(given, wanted, when, encoding, correspondance=correspondance, force_version=force_version)
    refuse_errors(session)
    return session


def refuse_errors(session: Session) -> None:
    """Show what there is to say of the sheets; status 1 where they have errors."""
    tell(session.diagnostics)
    if has_errors(session.diagnostics):
        exits.leave(exits.FINDINGS)


def marks(
    given: Sequence[Path],
    wanted: str | None,
    when: str | None,
    encoding: str | None,
    *,
    correspondance: Path | None = None,
    force_version: bool = False,
) -> tuple[Referentiel, Scores]:
    """What each juror entered, nothing made of it: that jurors differ is no error here. Ends as `open_session` does."""
    opened = _open(sheets.files(given, correspondance), encoding, correspondance)
    referentiel, scores = _scores(opened, wanted, when, force_version=force_version)
    tell(scores.diagnostics)
    if has_errors(scores.diagnostics):
        exits.leave(exits.FINDINGS)
    return referentiel, scores


def under(referentiel: Referentiel, given: Sequence[Path], encoding: str | None) -> Scores:
    """What sheets say under a référentiel known already. Ends as `open_session` does where they have errors."""
    scores = _open(sheets.files(given), encoding, None).read(referentiel)
    found = list(scores.diagnostics)
    values = Values(referentiel.entries)
    for entered in scores.candidates.values():
        values.of(entered, found.append)
    tell(in_order(found))
    if has_errors(found):
        exits.leave(exits.FINDINGS)
    return scores


def _scores(
    opened: OpenedSheets, wanted: str | None, when: str | None, *, force_version: bool = False
) -> tuple[Referentiel, Scores]:
    """The référentiel meant, and what the sheets say under it."""
    named = opened.named()
    chosen = wanted or (named[0][0] if named else None)
    referentiel = inputs.referentiel(chosen, inputs.day(when, opened.session_date()))
    others = inputs.versions_of(referentiel.code) if force_version else None
    return referentiel, opened.read(referentiel, others)


def tell(diagnostics: list[Diagnostic]) -> None:
    """Diagnostics on stderr, as people read them."""
    inputs.report(diagnostics)


def candidate(session: Session, typed: str) -> str:
    """The candidate meant, by identifier or name; status 2 where there is none, or several.

    Names are not repeated in what is said: identifiers are.
    """
    known = session.scores.candidates
    meant = persons.meant(known, typed)
    if len(meant) == 1:
        return meant[0]
    if meant:
        several = joined(meant, every=True)
        exits.refuse(
            N_("several candidates answer to what was typed: {known}; give one of these"), known=several
        )
    text = _("no candidate « {candidate} » in these sheets").format(candidate=visible(typed))
    if near := nearest(typed, known):
        text += _("; did you mean {suggestion}?").format(suggestion=visible(near))
    exits.refuse("{text}", text=text)


def _open(paths: Sequence[Path], encoding: str | None, correspondance: Path | None) -> OpenedSheets:
    try:
        codecs.lookup(encoding or "utf-8")
        translation = _translation(correspondance) if correspondance else None
        return open_sheets(list(paths), encoding, translation=translation)
    except OSError as error:
        exits.unreadable(error)
    except ModuleNotFoundError as error:
        exits.lacking(error)
    except LookupError:
        exits.refuse(N_("--encoding {encoding}: no such encoding"), encoding=encoding)


def _translation(file: Path) -> "Translation":
    """The correspondence of a file; status 2 where it can't be applied, once what is wrong in it is told."""
    from certeval.scores import mapping

    found, diagnostics = mapping.load(files.reading(file))
    tell(diagnostics)
    if found is None or has_errors(diagnostics):
        exits.leave(exits.USAGE)
    return found
