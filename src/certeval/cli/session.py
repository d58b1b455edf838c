"""Sheets and the référentiel they are about, read together for the commands that decide."""

import codecs
import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from certeval.cli import correspondances, exits, inputs, sheets
from certeval.cli.disputes import code_of, disputes, without_spoilt
from certeval.cli.files import PIPE
from certeval.cli.sheets import ReadingOptions
from certeval.diagnostics import Diagnostic, has_errors, in_order
from certeval.diagnostics.families.sheets import NOBODY
from certeval.engine.results import Results
from certeval.engine.verdicts import Plain
from certeval.referentiel.load import Referentiel
from certeval.rules.derivation import State
from certeval.rules.outcome import Value
from certeval.scores.observations import Candidate, Scores
from certeval.scores.values import Values

if TYPE_CHECKING:
    from certeval.cli.registers import RegisterReading
    from certeval.cli.sessions import SessionFile
    from certeval.jury.assembly import Assembly
    from certeval.jury.sitting import Sitting


@dataclass(frozen=True)
class ReadSheets:
    """A référentiel, and what was entered."""

    referentiel: Referentiel
    scores: Scores
    diagnostics: list[Diagnostic]
    omissions: Mapping[str, Candidate] = field(default_factory=dict)
    """The candidates left out, their sheets having errors that are theirs alone."""

    keeps_going: bool = False
    """Whether the others are kept."""

    session: "SessionFile | None" = None
    assembly: "Assembly | None" = None
    """What the jury and earlier sessions hold of candidates, where a session's file says so."""

    register: "RegisterReading | None" = None
    """The register that was read, where one was."""

    @property
    def of_session(self) -> "SessionFile":
        """The session, of commands that are about one."""
        assert self.session is not None  # noqa: S101 -- it is asked for
        return self.session

    @property
    def of_assembly(self) -> "Assembly":
        """What is held of its candidates, of commands that are about a session."""
        assert self.assembly is not None  # noqa: S101 -- as above
        return self.assembly

    @property
    def sitting(self) -> "Sitting | None":
        """What decides those of whom something is held."""
        return self.assembly.sitting if self.assembly else None

    @property
    def decides(self) -> bool:
        """Whether those who are not left out may be decided."""
        errors = [each for each in self.diagnostics if each.is_error]
        theirs = all(each.candidate or code_of(each) == NOBODY.code for each in errors)
        return not errors or bool(self.keeps_going and self.scores.candidates and theirs)

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
        return self._values.of(self.scores.candidates[candidate])

    def of(self, candidate: str) -> Results:
        """What decides a candidate, with what is held."""
        if self.sitting is None or not self.sitting.holds(candidate):
            return self.results
        return self.sitting.results(candidate, self.values(candidate))

    def state(self, candidate: str) -> State:
        """What a candidate comes to."""
        return self.of(candidate).evaluate(self.values(candidate))

    def due_elements(self, candidate: str) -> Collection[str] | None:
        """What a candidate is still to be assessed on in a session, exemptions apart; None without one."""
        return self.assembly.subject.due_elements(candidate) if self.assembly else None

    def is_due(self, candidate: str, element: str) -> bool:
        """Whether an element that is not decided is still to be assessed of a candidate."""
        return self.assembly is None or self.assembly.subject.is_due(candidate, element)

    def plain(self, candidate: str) -> Plain:
        """The same, as results say it."""
        return self.of(candidate).candidate(candidate, self.state(candidate))

    def alike(self, some: Iterable[Candidate] | None = None) -> Iterable[tuple[Referentiel, list[Candidate]]]:
        """The candidates, or some, by what is held of them, each with the référentiel that says so."""
        groups: dict[int, tuple[Referentiel, list[Candidate]]] = {}
        for candidate in self.candidates if some is None else some:
            referentiel = self.of(candidate.code).referentiel if self.sitting else self.referentiel
            groups.setdefault(id(referentiel), (referentiel, []))[1].append(candidate)
        return groups.values()


def read(reading: ReadingOptions, *, begins: bool = False) -> ReadSheets:
    """Read everything; diagnostics are kept, errors included. Ends with status 2 or 3 as design §5 says.

    `begins`: whether the command begins the register that is asked for, where there is none.
    """
    if reading.session is not None:
        return _read_session(reading, reading.session, begins=begins)
    referentiel, scores = _scores(reading)
    session = ReadSheets(referentiel, scores, scores.diagnostics)
    return _with_disputes(reading, session)


def _read_session(reading: ReadingOptions, file: Path, *, begins: bool) -> ReadSheets:
    """A session read with its sheets, what it holds of candidates, and what the register told of them before it."""
    of_session, reading, absent = _of_session(reading, file)
    referentiel, scores = _scores(reading)
    register = None
    if reading.until != 0 and (reading.registre or os.environ.get("CERTEVAL_REGISTRE")):
        from certeval.cli import registers

        register = registers.read(reading.registre, until=reading.until, begins=begins)
    assembly = of_session.assembly(referentiel, scores.candidates, register)
    diagnostics = [
        *assembly.sheet_diagnostics(scores.diagnostics),
        *absent,
        *of_session.other_sessions(scores.sheets),
        *of_session.diagnostics,
        *assembly.own_diagnostics(scores, absent),
    ]
    session = ReadSheets(
        referentiel, scores, diagnostics, session=of_session, assembly=assembly, register=register
    )
    return _with_disputes(reading, session)


def _of_session(
    reading: ReadingOptions, file: Path
) -> tuple["SessionFile", ReadingOptions, list[Diagnostic]]:
    """A session, its sheets under its référentiel of its day, and what is wrong with the names of these."""
    from certeval.cli import sessions

    of_session = sessions.read(file)
    paths, absent = of_session.sheets(marks=reading.marks)
    head = of_session.session.model.session
    reading = reading._replace(
        sheets=[*paths, *reading.sheets],
        referentiel=reading.referentiel or head.referentiel,
        date=reading.date or of_session.day().isoformat(),
    )
    return of_session, reading, absent


def _with_disputes(reading: ReadingOptions, session: ReadSheets) -> ReadSheets:
    """A session with all that is wrong with it, disputes among it; without those of whom it is, where others go on."""
    scores, findings = session.scores, disputes(session.referentiel, session.scores)
    scores = replace(
        scores, candidates_by_error={**scores.candidates_by_error, **findings.candidates_by_error}
    )
    diagnostics = in_order([*session.diagnostics, *findings.in_order()])
    if not (reading.keep_going and has_errors(diagnostics)):
        return replace(session, scores=scores, diagnostics=diagnostics)
    scores, diagnostics, omissions = without_spoilt(scores, diagnostics)
    return replace(session, scores=scores, diagnostics=diagnostics, omissions=omissions, keeps_going=True)


def open_session(reading: ReadingOptions, *, begins: bool = False) -> ReadSheets:
    """The same, for commands that have nothing to say of a sheet with errors: they are shown, status 1."""
    session = read(reading, begins=begins)
    refuse_errors(session.diagnostics, reading)
    return session


def refuse_errors(diagnostics: list[Diagnostic], reading: ReadingOptions) -> None:
    """Show what there is to say of the sheets, and report it where that is asked; status 1 where they have errors."""
    inputs.leave_on_errors(diagnostics, reading.report, force=reading.force)


def marks(reading: ReadingOptions) -> tuple[Referentiel, Scores]:
    """What each juror entered, nothing made of it: that jurors differ is no error here. Ends as `open_session` does."""
    if reading.session is None:
        referentiel, scores = _scores(reading)
        diagnostics = scores.diagnostics
    else:
        of_session, reading, absent = _of_session(reading, reading.session)
        referentiel, scores = _scores(reading)
        others = of_session.other_sessions(scores.sheets)
        diagnostics = in_order([*scores.diagnostics, *absent, *others, *of_session.diagnostics])
    refuse_errors(diagnostics, reading)
    return referentiel, scores


def read_under(referentiel: Referentiel, reading: ReadingOptions) -> Scores:
    """What sheets say under a référentiel known already. Ends as `open_session` does where they have errors."""
    _referentiel, scores = _scores(reading, referentiel)
    refuse_errors(in_order([*scores.diagnostics, *disputes(referentiel, scores).in_order()]), reading)
    return scores


def _scores(reading: ReadingOptions, referentiel: Referentiel | None = None) -> tuple[Referentiel, Scores]:
    """The référentiel known, else the one meant, and what the sheets say under it."""
    encoding, correspondance = reading.encoding, reading.correspondance
    paths = sheets.files(reading.sheets, correspondance)
    try:
        codecs.lookup(encoding or "utf-8")
        with exits.guard():
            if PIPE in paths:
                sheets.stdin()
            translation = correspondances.translation(correspondance) if correspondance else None
            sheet_files = sheets.open_all(paths, encoding, translation)
    except (LookupError, UnicodeEncodeError):  # the second of a name in no encoding either
        exits.refuse("--encoding {encoding}: no such encoding", encoding=encoding)
    if referentiel is None:
        references = sheet_files.referentiel_names()
        reference = reading.referentiel or (references[0][0] if references else None)
        referentiel = inputs.referentiel(reference, inputs.day(reading.date, sheet_files.session_date()))
    other_versions = inputs.versions_of(referentiel.code) if reading.force_version else None
    return referentiel, sheet_files.read(referentiel, other_versions)
