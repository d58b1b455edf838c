"""A session with what its sheets say: everybody who is a candidate, decided with what is held; what is still due."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from certeval.diagnostics import Diagnostic, has_errors
from certeval.diagnostics.families import sessions as kinds
from certeval.diagnostics.families.sheets import ABSENT, SITUATION_NOT_KNOWN
from certeval.jury.candidats import Candidats
from certeval.jury.checks import SessionSubject, check
from certeval.jury.earlier import Past
from certeval.jury.holdings import add_exemptions, add_situations, holdings
from certeval.jury.session import Session
from certeval.jury.sitting import Sitting
from certeval.referentiel.load import Referentiel
from certeval.rules.derivation import State
from certeval.rules.outcome import INCONNU
from certeval.scores.observations import Candidate, Scores
from certeval.scores.situations import AwayElements, parcours_of
from certeval.scores.values import Values
from certeval.text.nearest import fold

BY_SHEETS = frozenset({kinds.UNKNOWN_CANDIDATE, kinds.NOT_LISTED, kinds.LEFT_BEHIND})
"""What is said of a candidate of whom no sheet says anything."""
BY_MARKS = frozenset({kinds.NO_MOTIF, kinds.NO_GROUND, kinds.BLOC_NOT_HELD})
"""What is said of a decision beside what is computed."""


class Assembly(NamedTuple):
    """What decides the candidates of a session, and all that is wrong with it."""

    sitting: Sitting
    diagnostics: list[Diagnostic]
    subject: SessionSubject
    """What was checked of it."""

    def own_diagnostics(self, scores: Scores, absences: list[Diagnostic]) -> list[Diagnostic]:
        """What is wrong with it, but for what may follow from what is not read of its sheets: a sheet, or one that is
        not there though it is due, a column, a candidate's row or cell.
        """
        is_whole = all(each.says_something for each in scores.sheets) and not has_errors(absences)
        refused = {fold(each.candidate) for each in scores.diagnostics if each.is_error}

        def is_certain(each: Diagnostic) -> bool:
            if each.kind in BY_MARKS:
                return is_whole and refused.isdisjoint({"", fold(str(each.arguments["candidat"]))})
            return each.kind not in BY_SHEETS or (
                is_whole and fold(str(each.arguments["given"])) not in refused
            )

        return [each for each in self.diagnostics if is_certain(each)]

    def sheet_diagnostics(self, diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """What is to be said of its sheets: nothing of what everybody holds, is exempted from or does not seek, nor of
        what registrations say.
        """
        for each in diagnostics:
            if each.kind is SITUATION_NOT_KNOWN:  # what a session says of it is told with the session
                continue
            if each.kind is not ABSENT:
                yield each
                continue
            codes = each.arguments["elements"]
            assert isinstance(codes, tuple)  # noqa: S101 -- of codes, by the kind
            people = self.subject.candidates.items()
            rest = tuple(code for code in codes if any(self._presents(*one, code) for one in people))
            if rest:
                yield each._replace(arguments={**each.arguments, "count": len(rest), "elements": rest})

    def _presents(self, code: str, candidate: Candidate, element: str) -> bool:
        """Whether a candidate is to present an element of which nothing is entered, exempted cells being filled."""
        is_entered = any(key.element == element for key in candidate.cells)
        return self.subject.is_due(code, element) and not is_entered


def assemble(
    session: Session,
    referentiel: Referentiel,
    candidates: dict[str, Candidate],
    today: date,
    table: Candidats | None = None,
    *,
    earlier: Callable[[Iterable[str]], Past] | None = None,
) -> Assembly:
    """Whoever is registered and stands in no sheet is added to `candidates`, exempted cells are written into them.

    `earlier` tells what candidates validated before, those of the table alone among them.
    """
    table = table or Candidats()
    _add_candidates(session, candidates)
    diagnostics = add_situations(session, referentiel, candidates)
    add_exemptions(session, referentiel, candidates)
    listed = (each.candidat for each in table.persons.values())
    everybody = {fold(code): code for code in (*listed, *candidates)}
    before = earlier(everybody.values()) if earlier else Past()
    parcours = {
        fold(code): word
        for code, each in candidates.items()
        if (word := parcours_of(each, referentiel.program.situation))
    }
    concerns = bool(referentiel.program.concerns)
    away, unsure = AwayElements(referentiel.program), AwayElements(referentiel.program, INCONNU)
    sitting = Sitting(
        referentiel,
        holdings(session, referentiel, before, session.day or today, parcours),
        {fold(code): away(each) for code, each in candidates.items()} if concerns else {},
        {fold(code): unsure(each) for code, each in candidates.items()} if concerns else {},
    )
    states = _states(sitting, referentiel, candidates)
    subject = SessionSubject(session, referentiel, today, candidates, states, sitting, table, before)
    return Assembly(sitting, [*diagnostics, *check(subject)], subject)


def _add_candidates(session: Session, candidates: dict[str, Candidate]) -> None:
    codes = {fold(code) for code in candidates}
    for path, each in session.inscriptions():
        if fold(each.candidat) not in codes:
            codes.add(fold(each.candidat))
            candidates[each.candidat] = Candidate(each.candidat, session.place((*path, "candidat")))


def _states(
    sitting: Sitting, referentiel: Referentiel, candidates: Mapping[str, Candidate]
) -> dict[str, State]:
    """What those of whom something is held come to."""
    values = Values(referentiel.entries)
    states: dict[str, State] = {}
    for code, candidate in candidates.items():
        if sitting.holds(code):
            entries = values.of(candidate)
            states[code] = sitting.results(code, entries).evaluate(entries)
    return states
