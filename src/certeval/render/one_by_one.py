"""Rows of candidates who are decided one by one, each with what is held of this candidate, in any form."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from certeval.engine.verdicts import EN_ATTENTE, Synthesis, word_of
from certeval.referentiel.load import Referentiel
from certeval.render.forms import Detail, Form, Identifier, Missing
from certeval.render.rows import Cells, Column
from certeval.rules.derivation import State
from certeval.rules.program import CERTIFICATION
from certeval.scores.observations import Candidate


class OneByOne:
    """Writes rows, and counts who has which verdict. With `named`, their rows alone; all are counted."""

    def __init__(
        self,
        form: Form,
        referentiel: Referentiel,
        decide: Callable[[str], State],
        named: Collection[str] = (),
        columns: Sequence[Column] = (),
    ) -> None:
        self.form = form
        self._referentiel = referentiel
        self._decide = decide
        self._named = frozenset(named)
        self._columns = columns
        self._blocs = referentiel.tree.below("bloc", None)
        self._counted = Synthesis.empty(self._blocs)

    def rows(self, candidates: Iterable[Candidate]) -> Iterator[str]:
        """The text of each row."""
        for candidate, state in self._states(candidates):
            yield self.form.row(candidate.code, state, candidate.details)

    def cells(self, candidates: Iterable[Candidate]) -> Iterator[list[object]]:
        """The cells of each row of a table: texts, numbers, None where there is nothing, the missing codes."""
        for candidate, state in self._states(candidates):
            yield [cell for column in self._columns for cell in _cells(column, candidate, state)]

    def synthesis(self) -> Synthesis:
        """How many candidates have each verdict, once they were all given."""
        return self._counted

    def _states(self, candidates: Iterable[Candidate]) -> Iterator[tuple[Candidate, State]]:
        for candidate in candidates:
            state = self._decide(candidate.code)
            program = self._referentiel.program
            of_blocs = {code: word_of(code, state, program) for code in self._blocs}
            self._counted.add(word_of(CERTIFICATION, state, program) or EN_ATTENTE, of_blocs)
            if not self._named or candidate.code in self._named:
                yield candidate, state


def _cells(column: Column, candidate: Candidate, state: State) -> Sequence[object]:
    holds = column.holds
    if isinstance(holds, Cells):
        return holds.of(state)
    if isinstance(holds, Missing):
        return (holds.of(state),)
    if isinstance(holds, Identifier):
        return (candidate.code,)
    return (candidate.details.get(holds.name) or None,) if isinstance(holds, Detail) else (None,)
