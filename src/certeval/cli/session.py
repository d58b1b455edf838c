"""Sheets and the référentiel they are about, read together for the commands that decide."""

import codecs
import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from certeval.bulk.candidates import disputed
from certeval.cli import correspondances, exits, inputs, sheets
from certeval.cli.files import PIPE
from certeval.cli.sheets import Reading
from certeval.diagnostics import Diagnostic, has_errors, in_order
from certeval.diagnostics.families.sheets import LEFT_OUT, MORE, NOBODY
from certeval.diagnostics.findings import Findings
from certeval.engine.results import Results
from certeval.engine.verdicts import Plain
from certeval.messages import N_
from certeval.referentiel.load import Referentiel
from certeval.render.words import joined
from certeval.rules.derivation import State
from certeval.rules.outcome import Value
from certeval.scores import observations
from certeval.scores.observations import Candidate, Scores
from certeval.scores.other_version import Others
from certeval.scores.read import OpenedSheets
from certeval.scores.values import Values
from certeval.text.nearest import nearest

if TYPE_CHECKING:
    from certeval.cli.registers import RegisterReading
    from certeval.cli.sessions import SessionFile
    from certeval.jury.holding import Sitting
    from certeval.jury.seated import Seated


@dataclass(frozen=True)
class Session:
    """A référentiel, and what was entered."""

    referentiel: Referentiel
    scores: Scores
    diagnostics: list[Diagnostic]
    left: tuple[str, ...] = ()
    """The candidates left out, their sheets having errors that are theirs alone."""

    kept: bool = False
    """Whether the others are kept."""

    session: "SessionFile | None" = None
    seated: "Seated | None" = None
    """What the jury and earlier sessions hold of candidates, where a session's file says so."""

    told: "RegisterReading | None" = None
    """The register that was read, where one was."""

    @property
    def of_session(self) -> "SessionFile":
        """The session, of commands that are about one."""
        assert self.session is not None  # noqa: S101 -- it is asked for
        return self.session

    @property
    def sitting(self) -> "Sitting | None":
        """What decides those of whom something is held."""
        return self.seated.sitting if self.seated else None

    @property
    def decides(self) -> bool:
        """Whether those who are not left out may be decided."""
        theirs = all(each.candidate or _nobody(each) for each in self.diagnostics if each.is_error)
        return not has_errors(self.diagnostics) or bool(self.kept and self.scores.candidates and theirs)

    @cached_property
    def _values(self) -> Values:
        return Values(self.referentiel.entries)

    @property
    def candidates(self) -> Collection[Candidate]:
        """Everybody, in the order of first appearance."""
        return self.scores.candidates.values()

    @cached_property
    def results(self) -> Results:
        """Decides, and makes results."""
        return Results(self.referentiel)

    def values(self, candidate: str) -> dict[str, Value]:
        """The value of each element that has cells."""
        return self._values.of(self.scores.candidates[candidate], list[Diagnostic]().append)

    def of(self, candidate: str) -> Results:
        """What decides a candidate, with what is held."""
        if self.sitting is None or not self.sitting.holds(candidate):
            return self.results
        return self.sitting.results(candidate, self.values(candidate))

    def state(self, candidate: str) -> State:
        """What a candidate comes to."""
        return self.of(candidate).evaluate(self.values(candidate))

    def decided(self, candidate: str) -> Plain:
        """The same, as results say it."""
        return self.of(candidate).candidate(candidate, self.state(candidate))

    def alike(self, some: Iterable[Candidate] | None = None) -> Iterator[tuple[Referentiel, list[Candidate]]]:
        """The candidates, or some, by what is held of them, each with the référentiel that says so."""
        found: dict[int, tuple[Referentiel, list[Candidate]]] = {}
        for candidate in self.candidates if some is None else some:
            applied = self.of(candidate.code).referentiel if self.sitting else self.referentiel
            found.setdefault(id(applied), (applied, []))[1].append(candidate)
        yield from found.values()


def read(asked: Reading, *, begun: bool = False) -> Session:
    """Read everything; diagnostics are kept, errors included. Ends with status 2 or 3 as design §5 says.

    `begun`: whether the command begins the register that is asked for, where there is none.
    """
    of_session = _of_session(asked.session) if asked.session else None
    told: list[Diagnostic] = []
    if of_session is not None:
        paths, told = of_session.sheets(marks=asked.marks)
        head = of_session.session.model.session
        asked = asked._replace(
            sheets=[*paths, *asked.sheets],
            referentiel=asked.referentiel or head.referentiel,
            date=asked.date or of_session.day().isoformat(),
        )
    referentiel, scores = _scores(_open(asked), asked)
    told_before = _register(asked, begun=begun) if of_session else None
    seated = of_session.seated(referentiel, scores.candidates, told_before) if of_session else None
    told += [*of_session.diagnostics, *seated.diagnostics] if of_session and seated else []
    disputes = _disputes(referentiel, scores)
    said = seated.remaining(scores.diagnostics) if seated else scores.diagnostics
    found = in_order([*said, *told, *disputes.listed()])
    unlisted = {**scores.unlisted, **disputes.unlisted}
    scores = replace(scores, unlisted=unlisted)
    session = Session(referentiel, scores, found, session=of_session, seated=seated, told=told_before)
    return _without_spoilt(session) if asked.keep_going and has_errors(found) else session


def _register(asked: Reading, *, begun: bool) -> "RegisterReading | None":
    if asked.until == 0 or not (asked.registre or os.environ.get("CERTEVAL_REGISTRE")):
        return None
    from certeval.cli import registers

    return registers.told(asked.registre, until=asked.until, begun=begun)


def _of_session(typed: Path) -> "SessionFile":
    from certeval.cli import sessions

    return sessions.opened(typed)


def _without_spoilt(session: Session) -> Session:
    """A session without the candidates of whom something is wrong, each told as left out."""
    known = session.scores.candidates
    errors = [each for each in session.diagnostics if each.is_error]
    spoilt: dict[str, dict[str, None]] = {}
    for each in errors:
        if each.candidate:
            spoilt.setdefault(each.candidate, {})[_code(each)] = None
    for code, candidates in session.scores.unlisted.items():
        for spoiler in sorted(known.keys() & candidates):
            spoilt.setdefault(spoiler, {})[code] = None
    first = {each.candidate: each.place for each in reversed(errors)}
    told = Findings(
        Diagnostic(
            LEFT_OUT,
            first.get(code) or known[code].place,
            {"candidat": code, "codes": tuple(codes)},
            candidate=code,
        )
        for code, codes in spoilt.items()
    )
    others = {code: each for code, each in known.items() if code not in spoilt}
    found = in_order([*session.diagnostics, *told.listed()])
    kept = replace(session.scores, candidates=others)
    return replace(session, scores=kept, diagnostics=found, left=tuple(spoilt), kept=True)


def open_session(asked: Reading, *, begun: bool = False) -> Session:
    """The same, for commands that have nothing to say of a sheet with errors: they are shown, status 1."""
    session = read(asked, begun=begun)
    refuse_errors(session.diagnostics, asked)
    return session


def refuse_errors(found: list[Diagnostic], asked: Reading) -> None:
    """Show what there is to say of the sheets, and report it where that is asked; status 1 where they have errors."""
    inputs.report(found, asked.report, force=asked.force)
    if has_errors(found):
        exits.leave(exits.FINDINGS)


def marks(asked: Reading) -> tuple[Referentiel, Scores]:
    """What each juror entered, nothing made of it: that jurors differ is no error here. Ends as `open_session` does."""
    referentiel, scores = _scores(_open(asked), asked)
    refuse_errors(scores.diagnostics, asked)
    return referentiel, scores


def under(referentiel: Referentiel, asked: Reading) -> Scores:
    """What sheets say under a référentiel known already. Ends as `open_session` does where they have errors."""
    scores = _open(asked).read(referentiel, _others(referentiel, asked))
    refuse_errors(in_order([*scores.diagnostics, *_disputes(referentiel, scores).listed()]), asked)
    return scores


def _nobody(diagnostic: Diagnostic) -> bool:
    """Whether a finding is about a row of nobody's, or stands for many such."""
    return _code(diagnostic) == NOBODY.code


def _code(diagnostic: Diagnostic) -> str:
    """The code of a finding, or of those that it stands for."""
    return str(diagnostic.arguments["code"]) if diagnostic.code == MORE.code else diagnostic.code


def _disputes(referentiel: Referentiel, scores: Scores) -> Findings:
    """What jurors disagree on, and attempts that no rule chooses from."""
    found = Findings()
    values = Values(referentiel.entries)
    for candidate in disputed(referentiel, scores.candidates.values()):
        values.of(candidate, found.append)
    return found


def _scores(opened: OpenedSheets, asked: Reading) -> tuple[Referentiel, Scores]:
    """The référentiel meant, and what the sheets say under it."""
    named = opened.named()
    chosen = asked.referentiel or (named[0][0] if named else None)
    referentiel = inputs.referentiel(chosen, inputs.day(asked.date, opened.session_date()))
    return referentiel, opened.read(referentiel, _others(referentiel, asked))


def _others(referentiel: Referentiel, asked: Reading) -> Others | None:
    """Where the other versions are, that sheets may be made for."""
    return inputs.versions_of(referentiel.code) if asked.force_version else None


def candidate(scores: Scores, typed: str) -> str:
    """The candidate meant, by identifier or name; status 2 where there is none, or several.

    Names are not repeated in what is said: identifiers are.
    """
    known = scores.candidates
    meant = observations.meant(known, typed)
    if len(meant) == 1:
        return meant[0]
    if meant:
        several = joined(meant, every=True)
        exits.refuse(
            N_("several candidates answer to what was typed: {known}; give one of these"), known=several
        )
    refuse_unknown(typed, known)


def refuse_unknown(typed: str, known: Collection[str]) -> NoReturn:
    """End with status 2: no candidate of the sheets is called so."""
    exits.refuse(
        N_("no candidate « {candidate} » in these sheets"), meant=nearest(typed, known), candidate=typed
    )


def _open(asked: Reading) -> OpenedSheets:
    encoding, correspondance = asked.encoding, asked.correspondance
    paths = sheets.files(asked.sheets, correspondance)
    try:
        codecs.lookup(encoding or "utf-8")
        with exits.Trying():
            if PIPE in paths:
                sheets.piped()
            translation = correspondances.translation(correspondance) if correspondance else None
            return sheets.opened(paths, encoding, translation)
    except LookupError:
        exits.refuse(N_("--encoding {encoding}: no such encoding"), encoding=encoding)
