"""From candidates decided to what the page says of each: verdicts, marks, reasons, who is at a bound, who waits."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from certeval.documents.report.content import (
    AtBound,
    HeldVerdict,
    PersonRow,
    ReportElement,
    ReportPeople,
    Waiting,
)
from certeval.documents.report.names import PackedPlaces, ShownNames
from certeval.engine.close import CloseBound
from certeval.engine.results import Results, required
from certeval.engine.verdicts import EN_ATTENTE, NON_VALIDE, VALIDE, word_of
from certeval.referentiel.load import Referentiel
from certeval.render.marks import values as marks_of
from certeval.render.reasons.marked import Marks
from certeval.render.reasons.together import Library
from certeval.render.waits import pending
from certeval.rules.derivation import Judged, State
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


class GatheredPeople(NamedTuple):
    """What is said of candidates."""

    people: ReportPeople
    required: Mapping[str, tuple[int, ...]]
    close: list[AtBound]
    waiting: list[Waiting]
    held: list[HeldVerdict]


class _Met(NamedTuple):
    """The very same verdict of a compétence, and how many critères it takes."""

    code: str
    judged: Judged
    required: int | None


@dataclass(slots=True)
class _Gathering:
    """Takes candidates one at a time."""

    session: CandidateDecider
    names: ShownNames
    columns: tuple[str, ...]
    counting: tuple[str, ...]
    marks: tuple[str, ...]
    library: Library
    cells: Marks
    places: PackedPlaces
    bounds: dict[int, tuple[Results, CloseBound]] = field(default_factory=dict)
    rows: list[PersonRow] = field(default_factory=list)
    met: dict[int, _Met] = field(default_factory=dict)
    times: Counter[int] = field(default_factory=Counter)
    """How many candidates have each verdict that was met."""
    close: list[AtBound] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    held: list[HeldVerdict] = field(default_factory=list)

    def take(self, candidate: Candidate, state: State) -> None:
        """All that is said of one candidate, who comes to a state."""
        results = self.session.of(candidate.code)
        program = results.referentiel.program
        waits = word_of(CERTIFICATION, state, program) == EN_ATTENTE
        plain = results.candidate(candidate.code, state) if waits or self.marks else {}
        marks = marks_of(results.referentiel, plain) if self.marks else {}
        called = self.names.candidate(candidate.code)
        told = self.cells.told(candidate)
        stand = told.stand()
        row = PersonRow(
            called,
            self.names.person(candidate.code, identity(candidate)),
            self.names.group(candidate.details.get("groupe", "")),
            "".join([LETTERS[word_of(code, state, program)] for code in self.columns]),
            tuple([marks.get(code, "") for code in self.marks]),
            self.library.tree(results.referentiel, state, candidate, told),
            self.places.packed(sorted(stand)),
            () if self.names.anonymous else tuple(_comments(candidate)),
        )
        self.rows.append(row)
        entered = {
            code: state.values[code].value for code in (*(each[1] for each in stand), *program.situation)
        }
        bound = self._bound(results)
        attempts = Values(results.referentiel.entries).attempts(candidate) if bound.several else {}
        for each in bound.of(entered, state, attempts):
            self.close.append(AtBound(called, each.element, each.valid, each.by))
        if waits:
            for words in pending(results.referentiel, {candidate.code: candidate}, [plain]).values():
                self.waiting.append(Waiting(called, words))
        self._count(state)
        self._hold(called, results, state)

    def _bound(self, results: Results) -> CloseBound:
        """Tells who is at a bound of what a jury decides: blocs, or what stands in none, and the certification."""
        held = self.bounds.get(id(results))
        if held is None:
            listed = [*results.blocs, *results.alone, *results.epreuves, CERTIFICATION]
            bound = CloseBound(results.referentiel.program, listed, results.evaluator)
            held = self.bounds[id(results)] = (results, bound)
        return held[1]

    def _count(self, state: State) -> None:
        """How many critères each compétence takes, which varies with what is excluded."""
        for code in self.counting:
            judged = state.verdicts[code]
            if id(judged) not in self.met:
                self.met[id(judged)] = _Met(code, judged, required(code, state))
            self.times[id(judged)] += 1

    def required(self) -> dict[str, tuple[int, ...]]:
        """How many critères each compétence takes: what most candidates need first."""
        found: dict[str, Counter[int]] = {}
        for which, met in self.met.items():
            if met.required is not None:
                found.setdefault(met.code, Counter())[met.required] += self.times[which]
        return {code: tuple(number for number, _ in counts.most_common()) for code, counts in found.items()}

    def _hold(self, called: str, results: Results, state: State) -> None:
        """What is held otherwise than computed."""
        if results.referentiel is self.session.referentiel:
            return
        for sort, name in results.referentiel.program.steps:
            if sort != "verdict" or name not in {CERTIFICATION, *results.referentiel.elements}:
                continue
            if word_of(name, state, results.referentiel.program) is not None:
                found = results.element(name, state)
                self.held += HeldVerdict.of(called, name, found, anonymous=self.names.anonymous)


def gathered(
    session: CandidateDecider,
    decided: Iterable[tuple[Candidate, State]],
    names: ShownNames,
    only: Sequence[str] = (),
) -> GatheredPeople:
    """Everything of the candidates given, with what each comes to; `only` names the blocs shown."""
    referentiel = session.referentiel
    marks = tuple(Results(referentiel).marked(only)[:MOST_MARKS])
    library = Library()
    places = PackedPlaces(names.files, apart=names.anonymous)
    shown = columns(referentiel, only)
    counting = tuple(
        code
        for code in shown
        if code in referentiel.elements and referentiel.elements[code].kind == "competence"
    )
    found = _Gathering(session, names, shown, counting, marks, library, Marks(names.called), places)
    for candidate, state in decided:
        found.take(candidate, state)
    people = ReportPeople(found.columns, found.marks, found.rows, library, tuple(places.prefixes))
    return GatheredPeople(people, found.required(), found.close, found.waiting, found.held)


def _comments(candidate: Candidate) -> Iterator[tuple[str, str]]:
    return ((key.element, text) for key, text in candidate.comments.items())


def columns(referentiel: Referentiel, only: Sequence[str] = ()) -> tuple[str, ...]:
    """The certification, each bloc and then its compétences, compétences of no bloc, épreuves that are decided."""
    results = Results(referentiel)
    decided = {name for sort, name in referentiel.program.steps if sort == "verdict"}
    found = [CERTIFICATION]
    for bloc in results.blocs:
        if not only or bloc in only:
            found += [bloc, *results.with_parts(results.under[bloc][0]), *results.under[bloc][1]]
    if not only:
        found += [*results.with_parts(results.alone), *results.epreuves]
    return tuple(code for code in found if code in decided)


def elements(referentiel: Referentiel) -> dict[str, ReportElement]:
    """The kind and the words of each element, by its code."""
    found = {CERTIFICATION: ReportElement(CERTIFICATION)}
    found |= {code: ReportElement(each.kind, each.wording) for code, each in referentiel.elements.items()}
    model = referentiel.model
    for genre, names in (("regle", model.regles), ("mesure", model.mesures), ("palier", model.paliers)):
        found |= {name: ReportElement(genre) for name in names if name not in found}
    return found
