"""What decides candidates of whom a session holds something."""

from collections.abc import Collection, Mapping, Sequence

from certeval.engine.results import Results
from certeval.jury.holdings import Holdings
from certeval.referentiel.acquis import EarlierAcquis
from certeval.referentiel.load import Referentiel
from certeval.rules.derivation import State
from certeval.rules.held_verdicts import HeldVerdict, with_held_verdicts, with_promises
from certeval.rules.outcome import VRAI, Value
from certeval.text.nearest import fold


class Sitting:
    """Decides the candidates of a session: those of whom nothing is held as any others, each other with what is."""

    def __init__(
        self,
        referentiel: Referentiel,
        by_candidate: Mapping[str, Holdings],
        away: Mapping[str, Collection[str]] | None = None,
    ) -> None:
        """`away`: by candidate's folded code, the elements that are not for this candidate."""
        self.referentiel = referentiel
        self._holdings = by_candidate
        self._away = away or {}
        self._results: dict[tuple[object, ...], Results] = {}

    def holdings(self, candidate: str) -> Holdings:
        """What is held of a candidate, beside what only waits for other elements."""
        return self._holdings.get(fold(candidate), Holdings())

    def concerns(self, candidate: str, element: str) -> bool:
        """Whether an element is for a candidate, or may be: of the parcours and the voie taken, or where these are not
        known.
        """
        return element not in self._away.get(fold(candidate), ())

    def holds(self, candidate: str) -> bool:
        """Whether anything is held of a candidate."""
        mine = self.holdings(candidate)
        return bool(mine.verdicts or mine.pending_gifts)

    def results(self, candidate: str, values: Mapping[str, Value]) -> Results:
        """What makes results of a candidate, under the référentiel with what is held of this candidate.

        A gift that waits for other elements is held once these are valid, themselves decided with what is held; until
        then it may still come.
        """
        mine = self.holdings(candidate)
        verdicts = dict(mine.verdicts)
        pending_gifts = [gift for gift in mine.pending_gifts if gift[0].code not in verdicts]
        results = self._of(verdicts, pending_gifts)
        while pending_gifts and (due_gifts := _due_gifts(pending_gifts, results.evaluate(values))):
            verdicts |= {gift.code: one for gift, one in due_gifts}
            pending_gifts = [each for each in pending_gifts if each[0].code not in verdicts]
            results = self._of(verdicts, pending_gifts)
        return results

    def _of(
        self, verdicts: Mapping[str, HeldVerdict], pending_gifts: Sequence[tuple[EarlierAcquis, HeldVerdict]]
    ) -> Results:
        promises = tuple([(gift.code, gift.a_presenter) for gift, _ in pending_gifts])
        key = frozenset(verdicts.items()), promises
        if key not in self._results:
            program = with_promises(with_held_verdicts(self.referentiel.program, verdicts), promises)
            self._results[key] = Results(self.referentiel._replace(program=program))
        return self._results[key]


def _due_gifts(
    pending_gifts: Sequence[tuple[EarlierAcquis, HeldVerdict]], state: State
) -> list[tuple[EarlierAcquis, HeldVerdict]]:
    """The gifts whose elements that were still to be passed are validated."""
    return [
        each
        for each in pending_gifts
        if all(
            (judgement := state.verdicts.get(code)) and judgement.outcome == VRAI
            for code in each[0].a_presenter
        )
    ]
