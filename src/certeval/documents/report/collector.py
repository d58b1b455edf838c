"""From candidates decided to what the page says of each: verdicts, marks, reasons, who is at a bound, who waits."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from certeval.documents.report.content import (
    CloseVerdictRow,
    Override,
    PendingCandidate,
    PersonRow,
    ReportElement,
    ReportPeople,
)
from certeval.documents.report.names import DisplayNames, PackedPlaces
from certeval.engine.close import CloseVerdictSearch
from certeval.engine.results import Results, requis_of
from certeval.engine.verdicts import EN_ATTENTE, NON_VALIDE, VALIDE, Plain, word_of
from certeval.referentiel.load import Referentiel
from certeval.render.marks import values as marks_of
from certeval.render.reasons.cell_marks import Marks
from certeval.render.reasons.together import Library
from certeval.render.waits import by_candidate
from certeval.rules.derivation import Judgement, State
from certeval.rules.program import CERTIFICATION
from certeval.scores.observations import Candidate, identity
from certeval.scores.values import Values

LETTERS: dict[str | None, str] = {VALIDE: "v", NON_VALIDE: "n", EN_ATTENTE: "a", None: "-"}
MOST_MARKS = 12
"""Columns of marks: the reasons say the others."""


class CandidateDecider(Protocol):
    """What decides each candidate."""

    @property
    def referentiel(self) -> Referentiel: ...
    def of(self, candidate: str, /) -> Results: ...
    def is_due(self, candidate: str, element: str, /) -> bool: ...


class _Requirement(NamedTuple):
    """The very same verdict of a compétence, and how many of its critères it takes, where it just counts these."""

    code: str
    judgement: Judgement
    threshold: int | None


@dataclass(slots=True)
class _Collector:
    """Takes candidates one at a time."""

    session: CandidateDecider
    names: DisplayNames
    columns: tuple[str, ...]
    competences: tuple[str, ...]
    marks: tuple[str, ...]
    library: Library
    cells: Marks
    places: PackedPlaces
    bounds: dict[int, tuple[Results, CloseVerdictSearch]] = field(default_factory=dict)
    rows: list[PersonRow] = field(default_factory=list)
    by_judgement: dict[int, _Requirement] = field(default_factory=dict)
    times: Counter[int] = field(default_factory=Counter)
    """How many candidates have each verdict that was met."""
    close: list[CloseVerdictRow] = field(default_factory=list)
    pending_candidates: list[PendingCandidate] = field(default_factory=list)
    overrides: list[Override] = field(default_factory=list)

    def take(self, candidate: Candidate, state: State) -> None:
        """All that is said of one candidate, who comes to a state."""
        results = self.session.of(candidate.code)
        program = results.referentiel.program
        waits = word_of(CERTIFICATION, state, program) == EN_ATTENTE
        plain = results.candidate(candidate.code, state) if waits or self.marks else {}
        marks = marks_of(results.referentiel, plain) if self.marks else {}
        label = self.names.candidate(candidate.code)
        cell_marks = self.cells.cells_of(candidate)
        stand = cell_marks.stand()
        row = PersonRow(
            label,
            self.names.person(candidate.code, identity(candidate)),
            self.names.group(candidate.details.get("groupe", "")),
            "".join([LETTERS[word_of(code, state, program)] for code in self.columns]),
            tuple([marks.get(code, "") for code in self.marks]),
            self.library.tree(results.referentiel, state, cell_marks),
            self.places.pack(sorted(stand)),
            ()
            if self.names.anonymous
            else tuple((key.element, text) for key, text in candidate.comments.items()),
        )
        self.rows.append(row)
        codes = [*(each[1] for each in stand), *program.situation]
        self.close += self._close_verdicts(results, candidate, state, codes)
        if waits:
            self._wait(label, results, candidate, plain)
        self._count(state)
        self._hold(label, results, state)

    def _wait(self, label: str, results: Results, candidate: Candidate, plain: Plain) -> None:
        """Keep what a candidate waits for."""
        texts = by_candidate(results.referentiel, {candidate.code: candidate}, [plain], self.session.is_due)
        self.pending_candidates += (PendingCandidate(label, words) for words in texts.values())

    def _close_verdicts(
        self, results: Results, candidate: Candidate, state: State, codes: Sequence[str]
    ) -> Iterator[CloseVerdictRow]:
        """What a candidate is at a bound of, by the cells of these elements, of what a jury decides, as far as it is
        shown: blocs, or what stands in none, and the certification.
        """
        label = self.names.candidate(candidate.code)
        values = {code: state.values[code].value for code in codes}
        if id(results) not in self.bounds:
            jury_codes = [*results.blocs, *results.lone_competences, *results.epreuves, CERTIFICATION]
            shown = [code for code in jury_codes if code in self.columns]
            search = CloseVerdictSearch(results.referentiel.program, shown, results.evaluator)
            self.bounds[id(results)] = (results, search)
        bound = self.bounds[id(results)][1]
        attempts = Values(results.referentiel.entries).attempts(candidate) if bound.several else {}
        for each in bound.of(values, state, attempts):
            yield CloseVerdictRow(label, each.element, each.valid, each.by)

    def _count(self, state: State) -> None:
        """How many critères each compétence takes, which varies with what is excluded."""
        for code in self.competences:
            judgement = state.verdicts[code]
            if id(judgement) not in self.by_judgement:
                criteres = self.session.referentiel.tree.below("critere", code)
                threshold = requis_of(code, state, criteres)
                self.by_judgement[id(judgement)] = _Requirement(code, judgement, threshold)
            self.times[id(judgement)] += 1

    def requirements(self) -> dict[str, tuple[int, ...]]:
        """How many critères each compétence takes: what most candidates need first."""
        by_code: dict[str, Counter[int]] = {}
        for which, requirement in self.by_judgement.items():
            if requirement.threshold is not None:
                by_code.setdefault(requirement.code, Counter())[requirement.threshold] += self.times[which]
        return {code: tuple(number for number, _ in counts.most_common()) for code, counts in by_code.items()}

    def _hold(self, label: str, results: Results, state: State) -> None:
        """What is held otherwise than computed, of what is shown."""
        if results.referentiel is self.session.referentiel:
            return
        for sort, name in results.referentiel.program.steps:
            if sort != "verdict" or name not in self.columns:
                continue
            if word_of(name, state, results.referentiel.program) is not None:
                plain = results.element(name, state)
                self.overrides += Override.of(label, name, plain, anonymous=self.names.anonymous)


def collect(
    session: CandidateDecider,
    states: Iterable[tuple[Candidate, State]],
    names: DisplayNames,
    only: Sequence[str] = (),
) -> ReportPeople:
    """Everything of the candidates given, with what each comes to; `only` names the blocs shown."""
    referentiel = session.referentiel
    mark_codes = Results(referentiel).mark_codes(only)
    marks = tuple(mark_codes[:MOST_MARKS])
    library = Library()
    places = PackedPlaces(names.files, apart=names.anonymous)
    codes = columns(referentiel, only)
    targets = ((code, referentiel.elements.get(code)) for code in codes)
    competences = tuple(code for code, each in targets if each and each.kind == "competence")
    collector = _Collector(session, names, codes, competences, marks, library, Marks(names.name_of), places)
    for candidate, state in states:
        collector.take(candidate, state)
    return ReportPeople(
        collector.columns,
        collector.marks,
        collector.rows,
        library,
        tuple(places.prefixes),
        collector.requirements(),
        collector.close,
        collector.pending_candidates,
        collector.overrides,
        len(mark_codes),
    )


def columns(referentiel: Referentiel, only: Sequence[str] = ()) -> tuple[str, ...]:
    """The certification, each bloc and then its compétences, compétences of no bloc, épreuves that are decided."""
    results = Results(referentiel)
    verdict_names = {name for sort, name in referentiel.program.steps if sort == "verdict"}
    codes = [CERTIFICATION]
    for bloc in results.blocs:
        if not only or bloc in only:
            codes += [bloc, *results.with_parts(results.under[bloc][0]), *results.under[bloc][1]]
    if not only:
        codes += [*results.with_parts(results.lone_competences), *results.epreuves]
    return tuple(code for code in codes if code in verdict_names)


def elements(referentiel: Referentiel) -> dict[str, ReportElement]:
    """The kind and the words of each element, by its code."""
    by_code = {CERTIFICATION: ReportElement(CERTIFICATION)}
    by_code |= {code: ReportElement(each.kind, each.wording) for code, each in referentiel.elements.items()}
    model = referentiel.model
    for genre, names in (("regle", model.regles), ("mesure", model.mesures), ("palier", model.paliers)):
        by_code |= {name: ReportElement(genre) for name in names if name not in by_code}
    return by_code
