"""What decides candidates of whom a session holds something."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache, partial
from typing import get_args

from certeval.engine.results import Results
from certeval.jury.holdings import Holdings, entries_of, target_blocs
from certeval.jury.inscriptions import Inscription
from certeval.referentiel.acquis import EarlierAcquis
from certeval.referentiel.load import Referentiel
from certeval.referentiel.tree import Kind
from certeval.rules.derivation import State
from certeval.rules.held_verdicts import HeldVerdict, with_held_verdicts, with_promises
from certeval.rules.outcome import VRAI, Value
from certeval.rules.program import CERTIFICATION
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
        self._due_elements = cache(partial(_due_elements, referentiel))
        self.entries_of = cache(self._entries_of)

    def holdings(self, candidate: str) -> Holdings:
        """What is held of a candidate, beside what only waits for other elements."""
        return self._holdings.get(fold(candidate), Holdings())

    def concerns(self, candidate: str, element: str) -> bool:
        """Whether an element is for a candidate, or may be: of the parcours and the voie taken, or where these are not
        known.
        """
        return element not in self._away.get(fold(candidate), ())

    def acquired(self, candidate: str) -> frozenset[str]:
        """The names that a candidate held before this session, whatever its jury decides of others."""
        verdicts = self.holdings(candidate).verdicts
        return frozenset(name for name, each in verdicts.items() if each.origine != "jury")

    def is_acquired(self, candidate: str, element: str) -> bool:
        """Whether a candidate held an element before this session, or what it is part of."""
        acquis, tree = self.acquired(candidate), self.referentiel.tree
        in_no_bloc = tree.bloc_of(element) is None
        return any(each.code in acquis for each in tree.ancestors(element)) or (
            in_no_bloc and CERTIFICATION in acquis
        )

    def _entries_of(self, code: str) -> tuple[str, ...]:
        """What is entered of a bloc, an épreuve or a part of one; itself, where nothing is."""
        return tuple(entries_of(code, self.referentiel)) or (code,)

    def due_elements(self, candidate: str, inscription: Inscription | None) -> frozenset[str]:
        """What a candidate is still to be assessed on, exemptions apart: what a bloc that is sought and not held
        declares or takes up, what is in no bloc where the certification is not held; nothing acquired before.
        """
        aims = target_blocs(inscription, self.referentiel) if inscription else None
        return self._due_elements(self.acquired(candidate), None if aims is None else frozenset(aims))

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


def _due_elements(
    referentiel: Referentiel, acquis: frozenset[str], aims: frozenset[str] | None
) -> frozenset[str]:
    tree = referentiel.tree
    blocs = [
        each for each in tree.below("bloc", None) if each not in acquis and (aims is None or each in aims)
    ]
    counted = {code for bloc in blocs for kind in get_args(Kind) for code in (bloc, *tree.below(kind, bloc))}
    outside = (
        () if CERTIFICATION in acquis else (code for code in tree.elements if tree.bloc_of(code) is None)
    )
    return frozenset(
        code
        for code in (*counted, *outside)
        if not any(each.kind != "bloc" and each.code in acquis for each in tree.ancestors(code))
    )


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
