"""The statistics of many candidates: what is known of each part of the program counted once for all who share it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from fractions import Fraction
from pathlib import Path

from certeval.bulk.candidates import CrowdDecider
from certeval.bulk.csv_blocks import Block, Extraordinary
from certeval.bulk.part_facts import PartFacts
from certeval.bulk.row_memo import DecidedRows, Decider
from certeval.bulk.tally import Print, Use
from certeval.engine.evaluator import Evaluator
from certeval.engine.statistics.facts import facts, outline
from certeval.engine.statistics.tallies import Statistics
from certeval.referentiel.load import Referentiel
from certeval.render.obstacles import Obstacle
from certeval.rules.derivation import State
from certeval.rules.entry import Entry
from certeval.scores.groups import GROUPE, groups
from certeval.scores.observations import Candidate
from certeval.scores.values import Values, absent
from certeval.sources.batches import batched

AT_ONCE = 200_000
"""Candidates counted at once."""


def add(
    statistics: Statistics,
    referentiel: Referentiel,
    candidates: Iterable[Candidate],
    juries: Mapping[str, str],
    *,
    apart: bool = False,
) -> None:
    """Count candidates, with their groups in each dimension; `juries` has the jury of each file. `apart`: one by one,
    from their very cells.
    """
    if apart or any(map(_has_value, referentiel.entries.values())):
        for _ in count_with_states(statistics, referentiel, candidates, juries):
            pass
        return
    part_facts = PartFacts(referentiel, statistics.outline)
    for _ in _blocks(statistics, part_facts, candidates, juries):
        pass


def count_each(
    statistics: Statistics,
    referentiel: Referentiel,
    candidates: Iterable[Candidate],
    juries: Mapping[str, str],
) -> Iterator[tuple[Candidate, State]]:
    """The same, each candidate with what it comes to, in their order: all are counted once the last is taken."""
    if any(map(_has_value, referentiel.entries.values())):
        yield from count_with_states(statistics, referentiel, candidates, juries)
        return
    part_facts = PartFacts(referentiel, statistics.outline, states=True)
    for block, rows in _blocks(statistics, part_facts, candidates, juries):
        yield from zip(block, part_facts.states(rows), strict=True)


def _blocks(
    statistics: Statistics, part_facts: PartFacts, candidates: Iterable[Candidate], juries: Mapping[str, str]
) -> Iterator[tuple[Sequence[Candidate], DecidedRows]]:
    """Candidates counted block by block, with what they come to."""
    crowd = CrowdDecider(part_facts.decider())
    for some in batched(candidates, AT_ONCE):
        blocks: list[DecidedRows] = []
        for block, rows in crowd.blocks(some):
            blocks.append(rows)
            yield block, rows
        columns, verdicts = part_facts.of(blocks)
        names = list(statistics.by)
        of_groups = [groups(candidate, names, juries) for candidate in some] if names else [{}] * len(some)
        statistics.add_apart(columns, verdicts, of_groups)


def _has_value(entry: Entry) -> bool:
    """Whether a status is worth a mark: what it gives is no mark of anybody's, which values alone don't tell."""
    return any(isinstance(effect, Fraction) for _, effect in entry.statuses.values())


class CandidateCounter(Use):
    """Counts the candidates of a large sheet as they are read, by the groups that it names if `names` has them.

    Raises Extraordinary where what they come to must be told from their very cells.
    """

    def __init__(self, names: Sequence[str], referentiel: Referentiel) -> None:
        if referentiel.program.situation or any(map(_has_value, referentiel.entries.values())):
            raise Extraordinary(Obstacle.FORM)
        self.referentiel = referentiel
        self.statistics = Statistics(outline(referentiel), names)
        self._part_facts = PartFacts(referentiel, self.statistics.outline)
        self.verdict_codes, self.blocs = self._part_facts.verdict_codes, self.statistics.outline.blocs
        self._row_blocks: list[DecidedRows] = []
        self._groups: list[str] = []

    def decider(self) -> Decider:
        """What decides the candidates who are counted."""
        return self._part_facts.decider()

    def product(self) -> Statistics:
        """What was counted."""
        self._count()
        return self.statistics

    def into(self, file: Path) -> AbstractContextManager[Print]:  # noqa: ARG002 -- nothing is written
        """Counts the rows of each block."""
        return nullcontext(self._take)

    def _take(self, block: Block, rows: DecidedRows) -> None:
        if any(whole.bad for whole in rows.wholes):
            return  # of a sheet with errors nothing is shown
        self._row_blocks.append(rows)
        self._groups += block.details.get(GROUPE) or [""] * len(rows.wholes)
        if len(self._groups) >= AT_ONCE:
            self._count()

    def _count(self) -> None:
        columns, verdicts = self._part_facts.of(self._row_blocks)
        of_groups = {name: {GROUPE: [name]} for name in set(self._groups)}
        self.statistics.add_apart(columns, verdicts, list(map(of_groups.__getitem__, self._groups)))
        self._row_blocks, self._groups = [], []


def merge(products: Iterable[object]) -> Statistics:
    """What was counted of each range of a sheet, together."""
    first, *others = [each for each in products if isinstance(each, Statistics)]
    for other in others:
        first.take(other)
    return first


def count_with_states(
    statistics: Statistics,
    referentiel: Referentiel,
    candidates: Iterable[Candidate],
    juries: Mapping[str, str],
) -> Iterator[tuple[Candidate, State]]:
    """The same one by one, from their very cells."""
    names = list(statistics.by)
    values, evaluator = Values(referentiel.entries), Evaluator(referentiel.program)
    for candidate in candidates:
        candidate_values = values.of(candidate)
        away = absent(candidate, referentiel.entries, candidate_values)
        state = evaluator.evaluate(candidate_values)
        statistics.add(facts(state, statistics.outline, away), groups(candidate, names, juries))
        yield candidate, state
