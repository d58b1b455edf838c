"""What decides candidates of whom a session holds something."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache, partial

from certeval.engine.results import Results
from certeval.jury.due import Scope, due_elements, may_be_certified, rests_on
from certeval.jury.file import Inscription
from certeval.jury.holdings import Holdings, entries_of, target_blocs, target_elements
from certeval.referentiel.acquis import EarlierAcquis
from certeval.referentiel.load import Referentiel
from certeval.rules.derivation import State
from certeval.rules.held_verdicts import HeldVerdict, with_held_verdicts, with_promises
from certeval.rules.outcome import FAUX, VRAI, Value
from certeval.rules.program import CERTIFICATION
from certeval.text.nearest import fold


class Sitting:
    """Decides the candidates of a session: those of whom nothing is held as any others, each other with what is."""

    def __init__(
        self,
        referentiel: Referentiel,
        by_candidate: Mapping[str, Holdings],
        away: Mapping[str, Collection[str]] | None = None,
        unsure: Mapping[str, Collection[str]] | None = None,
    ) -> None:
        """By candidate's folded code, `away` are the elements that are not for this candidate, `unsure` those of which
        that is not known.
        """
        self.referentiel = referentiel
        self._holdings = by_candidate
        self._away, self._unsure = away or {}, unsure or {}
        self._results: dict[tuple[object, ...], Results] = {}
        self._due_elements = cache(partial(due_elements, referentiel))
        self.may_be_certified = cache(partial(may_be_certified, referentiel.program))
        self._rests_on = cache(partial(rests_on, referentiel))
        self.entries_of = cache(lambda code: tuple(entries_of(code, referentiel)) or (code,))

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
        """Whether a candidate held an element before this session, or what it is part of; or is given it, once the rest
        is validated.
        """
        acquis, tree = self.acquired(candidate) | self.gifts(candidate).keys(), self.referentiel.tree
        in_no_bloc = tree.bloc_of(element) is None
        return any(each.code in acquis for each in tree.ancestors(element)) or (
            in_no_bloc and CERTIFICATION in acquis
        )

    def due_elements(
        self, candidate: str, inscription: Inscription | None, state: State | None = None
    ) -> frozenset[str]:
        """What a candidate is still to be assessed on, exemptions apart: of what is sought, nothing acquired before,
        nor given once something else is validated, unless a state has lost this.
        """
        blocs, gifts = self.referentiel.tree.below("bloc", None), self.gifts(candidate, state)
        aims = target_blocs(inscription, self.referentiel) if inscription else None
        scope = Scope(
            self.acquired(candidate),
            frozenset(blocs if aims is None else aims),
            target_elements(inscription, self.referentiel) if inscription else frozenset(),
            self.seeks_certification(candidate, inscription),
            frozenset(gifts.items()),
        )
        return self._due_elements(scope)

    def seeks_certification(self, candidate: str, inscription: Inscription | None) -> bool:
        """Whether what a candidate seeks, with what is held, may make the certification: of who seeks some blocs alone,
        what is final is assessed once they are the last.
        """
        aims = target_blocs(inscription, self.referentiel) if inscription else None
        if aims is None:
            return True
        others = {*aims, *self.acquired(candidate), *self.gifts(candidate)}
        others |= {*self._away.get(fold(candidate), ()), *self._unsure.get(fold(candidate), ())}
        losses = frozenset(self.referentiel.tree.below("bloc", None)) - others
        return self.may_be_certified(frozenset((bloc, FAUX) for bloc in losses))

    def gifts(self, candidate: str, state: State | None = None) -> dict[str, frozenset[str]]:
        """By code of what is given to a candidate once something else is validated, and was not held before, all that
        this rests on; nothing of what a state has lost.
        """
        acquis, steps = self.acquired(candidate), self.referentiel.program.steps
        gifts: dict[str, frozenset[str]] = {}
        for gift, _ in self.holdings(candidate).pending_gifts:
            rest = self._rests_on(gift.a_presenter)
            is_lost = state is not None and not all(
                state.verdicts[code].outcome & VRAI for code in gift.a_presenter if code in state.verdicts
            )
            is_decided = all(("verdict", code) in steps for code in gift.a_presenter)
            if is_decided and not is_lost and gift.code not in acquis | rest:
                gifts[gift.code] = gifts.get(gift.code, frozenset()) | rest
        return gifts

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
