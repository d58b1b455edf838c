"""Sheets and the référentiel they are about, read together for the commands that decide."""

import codecs
import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from certeval.bulk.candidates import disputed
from certeval.cli import correspondances, exits, inputs, sheets
from certeval.cli.files import PIPE
from certeval.cli.sheets import ReadingOptions
from certeval.diagnostics import Diagnostic, has_errors, in_order
from certeval.diagnostics.families.sheets import LEFT_OUT, MORE, NOBODY
from certeval.diagnostics.findings import Findings
from certeval.engine.results import Results
from certeval.engine.verdicts import Plain
from certeval.messages import N_
from certeval.referentiel.load import Referentiel
from certeval.rules.derivation import State
from certeval.rules.outcome import Value
from certeval.scores.observations import Candidate, Scores
from certeval.scores.other_version import Others
from certeval.scores.read import OpenedSheets
from certeval.scores.values import Values

if TYPE_CHECKING:
    from certeval.cli.registers import RegisterReading
    from certeval.cli.sessions import SessionFile
    from certeval.jury.holding import Sitting
    from certeval.jury.seated import Seated


@dataclass(frozen=True)
class ReadSheets:
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

    register: "RegisterReading | None" = None
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


def read(reading: ReadingOptions, *, begun: bool = False) -> ReadSheets:
    """Read everything; diagnostics are kept, errors included. Ends with status 2 or 3 as design §5 says.

    `begun`: whether the command begins the register that is asked for, where there is none.
    """
    if reading.session is not None:
        return _seated(reading, reading.session, begun=begun)
    referentiel, scores = _scores(_open(reading), reading)
    return _kept(reading, ReadSheets(referentiel, scores, scores.diagnostics))


def _seated(reading: ReadingOptions, file: Path, *, begun: bool) -> ReadSheets:
    """A session read with its sheets, what it holds of candidates, and what the register told of them before it."""
    from certeval.cli import sessions

    of_session = sessions.read(file)
    paths, absent = of_session.sheets(marks=reading.marks)
    head = of_session.session.model.session
    reading = reading._replace(
        sheets=[*paths, *reading.sheets],
        referentiel=reading.referentiel or head.referentiel,
        date=reading.date or of_session.day().isoformat(),
    )
    referentiel, scores = _scores(_open(reading), reading)
    register = None
    if reading.until != 0 and (reading.registre or os.environ.get("CERTEVAL_REGISTRE")):
        from certeval.cli import registers

        register = registers.read(reading.registre, until=reading.until, begun=begun)
    seated = of_session.seated(referentiel, scores.candidates, register)
    found = [*seated.remaining(scores.diagnostics), *absent, *of_session.diagnostics, *seated.diagnostics]
    return _kept(
        reading, ReadSheets(referentiel, scores, found, session=of_session, seated=seated, register=register)
    )


def _kept(reading: ReadingOptions, session: ReadSheets) -> ReadSheets:
    """A session with all that is wrong with it, disputes among it; without those of whom it is, where others go on."""
    scores = session.scores
    disputes = _disputes(session.referentiel, scores)
    scores = replace(scores, unlisted={**scores.unlisted, **disputes.unlisted})
    found = in_order([*session.diagnostics, *disputes.listed()])
    session = replace(session, scores=scores, diagnostics=found)
    return _without_spoilt(session) if reading.keep_going and has_errors(found) else session


def _without_spoilt(session: ReadSheets) -> ReadSheets:
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
    left_out = Findings(
        Diagnostic(
            LEFT_OUT,
            first.get(code) or known[code].place,
            {"candidat": code, "codes": tuple(codes)},
            candidate=code,
        )
        for code, codes in spoilt.items()
    )
    others = {code: each for code, each in known.items() if code not in spoilt}
    found = in_order([*session.diagnostics, *left_out.listed()])
    kept = replace(session.scores, candidates=others)
    return replace(session, scores=kept, diagnostics=found, left=tuple(spoilt), kept=True)


def open_session(reading: ReadingOptions, *, begun: bool = False) -> ReadSheets:
    """The same, for commands that have nothing to say of a sheet with errors: they are shown, status 1."""
    session = read(reading, begun=begun)
    refuse_errors(session.diagnostics, reading)
    return session


def refuse_errors(found: list[Diagnostic], reading: ReadingOptions) -> None:
    """Show what there is to say of the sheets, and report it where that is asked; status 1 where they have errors."""
    inputs.report(found, reading.report, force=reading.force)
    if has_errors(found):
        exits.leave(exits.FINDINGS)


def marks(reading: ReadingOptions) -> tuple[Referentiel, Scores]:
    """What each juror entered, nothing made of it: that jurors differ is no error here. Ends as `open_session` does."""
    referentiel, scores = _scores(_open(reading), reading)
    refuse_errors(scores.diagnostics, reading)
    return referentiel, scores


def read_under(referentiel: Referentiel, reading: ReadingOptions) -> Scores:
    """What sheets say under a référentiel known already. Ends as `open_session` does where they have errors."""
    scores = _open(reading).read(referentiel, _others(referentiel, reading))
    refuse_errors(in_order([*scores.diagnostics, *_disputes(referentiel, scores).listed()]), reading)
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


def _scores(opened: OpenedSheets, reading: ReadingOptions) -> tuple[Referentiel, Scores]:
    """The référentiel meant, and what the sheets say under it."""
    named = opened.named()
    wanted = reading.referentiel or (named[0][0] if named else None)
    referentiel = inputs.referentiel(wanted, inputs.day(reading.date, opened.session_date()))
    return referentiel, opened.read(referentiel, _others(referentiel, reading))


def _others(referentiel: Referentiel, reading: ReadingOptions) -> Others | None:
    """Where the other versions are, that sheets may be made for."""
    return inputs.versions_of(referentiel.code) if reading.force_version else None


def _open(reading: ReadingOptions) -> OpenedSheets:
    encoding, correspondance = reading.encoding, reading.correspondance
    paths = sheets.files(reading.sheets, correspondance)
    try:
        codecs.lookup(encoding or "utf-8")
        with exits.Guard():
            if PIPE in paths:
                sheets.stdin()
            translation = correspondances.translation(correspondance) if correspondance else None
            return sheets.open_all(paths, encoding, translation)
    except (LookupError, UnicodeEncodeError):  # the second of a name in no encoding either
        exits.refuse(N_("--encoding {encoding}: no such encoding"), encoding=encoding)
