"""From candidates decided to what the page says of each: verdicts, marks, reasons, who is at a bound, who waits."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from certeval.documents.report.content import AtBound, Decided, Named, People, Row, Waiting
from certeval.documents.report.names import Names
from certeval.documents.report.places import Places
from certeval.engine.close import CloseBound
from certeval.engine.counts import counted
from certeval.engine.results import Results
from certeval.engine.verdicts import EN_ATTENTE, NON_VALIDE, VALIDE, Plain, word_of
from certeval.referentiel.load import Referentiel
from certeval.render.marks import values as marks_of
from certeval.render.reasons.together import Library
from certeval.render.waits import pending
from certeval.rules.derivation import Judged, State
from certeval.rules.outcome import Value
from certeval.rules.program import CERTIFICATION
from certeval.scores.observations import Candidate, Scores
from certeval.scores.persons import identity

LETTERS: dict[str | None, str] = {VALIDE: "v", NON_VALIDE: "n", EN_ATTENTE: "a", None: "-"}
MOST_MARKS = 12
"""Columns of marks: the reasons say the others."""


class Decides(Protocol):
    """What was entered of candidates, and what decides each."""

    @property
    def referentiel(self) -> Referentiel: ...
    @property
    def scores(self) -> Scores: ...
    def of(self, candidate: str, /) -> Results: ...
    def values(self, candidate: str, /) -> dict[str, Value]: ...


@dataclass(slots=True)
class Gathered:
    """What is said of candidates, filled one by one."""

    people: People
    required: Mapping[str, tuple[int, ...]]
    close: list[AtBound]
    waiting: list[Waiting]
    held: list[Decided]


@dataclass(slots=True)
class _Gathering:
    """Takes candidates one at a time."""

    session: Decides
    names: Names
    columns: tuple[str, ...]
    marks: tuple[str, ...]
    library: Library
    places: Places
    bounds: dict[int, tuple[Results, CloseBound]] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    counted: dict[tuple[str, int], tuple[Judged, int | None]] = field(default_factory=dict)
    required: dict[str, Counter[int]] = field(default_factory=dict)
    close: list[AtBound] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    held: list[Decided] = field(default_factory=list)

    def take(self, candidate: Candidate) -> None:
        """All that is said of one candidate."""
        results = self.session.of(candidate.code)
        candidate.cells  # noqa: B018 -- made once: they are gone through three times
        cells = self.session.values(candidate.code)
        state = results.evaluate(cells)
        waits = word_of(CERTIFICATION, state, results.referentiel.program) == EN_ATTENTE
        plain = results.candidate(candidate.code, state) if waits or self.marks else {}
        called = self.names.candidate(candidate.code)
        self.rows.append(self._row(candidate, called, results, state, plain))
        for each in self._bound(results).of(cells, state):
            self.close.append(AtBound(called, each.element, each.valid, each.by))
        if waits:
            for words in pending(results.referentiel, {candidate.code: candidate}, [plain]).values():
                self.waiting.append(Waiting(called, words))
        self._count(state)
        self._hold(called, results, state)

    def _row(self, candidate: Candidate, called: str, results: Results, state: State, plain: Plain) -> Row:
        program = results.referentiel.program
        letters = "".join([LETTERS[word_of(code, state, program)] for code in self.columns])
        marks = marks_of(results.referentiel, plain) if self.marks else {}
        name = self.names.person(candidate.code, identity(candidate))
        comments = (
            ()
            if self.names.anonymous
            else tuple((key.element, text) for key, text in candidate.comments.items())
        )
        return Row(
            called,
            name,
            self.names.group(candidate.details.get("groupe", "")),
            letters,
            tuple(marks.get(code, "") for code in self.marks),
            self.library.tree(results.referentiel, state, candidate),
            self.places.packed(self.library.numbered(candidate)),
            comments,
        )

    def _bound(self, results: Results) -> CloseBound:
        """Tells who is at a bound of what a jury decides: blocs, or what stands in none, and the certification."""
        held = self.bounds.get(id(results))
        if held is None:
            listed = [*results.blocs, *results.alone, *results.epreuves, CERTIFICATION]
            bound = CloseBound(results.referentiel.program, listed, results.evaluator)
            held = self.bounds[id(results)] = (results, bound)
        return held[1]

    def _count(self, state: State) -> None:
        """How many items each element takes, which varies with what is excluded."""
        for code in self.columns:
            judged = state.verdicts.get(code)
            if judged is not None and (required := self._requires(code, judged, state)) is not None:
                self.required.setdefault(code, Counter())[required] += 1

    def _requires(self, code: str, judged: Judged, state: State) -> int | None:
        """The same of one verdict; of the very same one, as before."""
        known = self.counted.get((code, id(judged)))
        if known is None:
            required = counted(code, state).get("requis")
            known = self.counted[code, id(judged)] = (judged, required if isinstance(required, int) else None)
        return known[1]

    def _hold(self, called: str, results: Results, state: State) -> None:
        """What is held otherwise than computed."""
        if results.referentiel is self.session.referentiel:
            return
        for sort, name in results.referentiel.program.steps:
            if sort != "verdict" or name not in {CERTIFICATION, *results.referentiel.elements}:
                continue
            found = results.element(name, state)
            before = found.get("calcule")
            if isinstance(before, dict) and word_of(name, state, results.referentiel.program) is not None:
                said = found.get("decision")
                words = (
                    []
                    if self.names.anonymous or not isinstance(said, dict)
                    else list(map(str, said.values()))
                )
                self.held.append(
                    Decided(
                        called,
                        name,
                        str(found["verdict"]),
                        str(before["verdict"]),
                        str(found["origine"]),
                        ", ".join(words),
                    )
                )


def gathered(
    session: Decides, candidates: Iterable[Candidate], names: Names, only: Sequence[str] = ()
) -> Gathered:
    """Everything of the candidates given; `only` names the blocs shown."""
    referentiel = session.referentiel
    marks = tuple(Results(referentiel).marked(only)[:MOST_MARKS])
    library = Library(names.called)
    places = Places(names.files, apart=names.anonymous)
    found = _Gathering(session, names, columns(referentiel, only), marks, library, places)
    for each in candidates:
        found.take(each)
    people = People(found.columns, found.marks, found.rows, library, tuple(places.prefixes))
    required = {
        code: tuple(number for number, _ in counts.most_common()) for code, counts in found.required.items()
    }
    return Gathered(people, required, found.close, found.waiting, found.held)


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


def elements(referentiel: Referentiel) -> dict[str, Named]:
    """The kind and the words of each element, by its code."""
    found = {CERTIFICATION: Named(CERTIFICATION)}
    found |= {code: Named(each.kind, each.wording) for code, each in referentiel.elements.items()}
    model = referentiel.model
    for genre, names in (("regle", model.regles), ("mesure", model.mesures), ("palier", model.paliers)):
        found |= {name: Named(genre) for name in names if name not in found}
    return found


def _list(holder: Plain, key: str) -> list[Plain]:
    found = holder.get(key)
    return found if isinstance(found, list) else []
