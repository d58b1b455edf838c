"""The statistics of many candidates: what is known of each part of the program is told, and counted, once for all who
share it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial

from certeval.bulk.candidates import CrowdDecider
from certeval.bulk.csv_blocks import Block, Extraordinary
from certeval.bulk.division import ABOVE, divide
from certeval.bulk.part_memo import APART, Tells
from certeval.bulk.row_memo import DecidedRows, Decider
from certeval.bulk.tally import Use
from certeval.engine.evaluator import Evaluator
from certeval.engine.statistics.facts import Facts, StatisticsOutline, facts, outline
from certeval.engine.statistics.tallies import Statistics
from certeval.referentiel.load import Referentiel
from certeval.render.obstacles import Obstacle
from certeval.rules.count_rules import CountRule
from certeval.rules.derivation import Judgement, State
from certeval.rules.outcome import Outcome
from certeval.rules.program import CERTIFICATION, Name, Step
from certeval.scores.groups import GROUPE, groups
from certeval.scores.observations import Candidate
from certeval.scores.values import Values, absent
from certeval.sources.batches import batched

AT_ONCE = 200_000
"""Candidates counted at once."""


class PartFacts:
    """What is known of candidates, told apart by the part of the program where it is known. With `states`, what each
    part came to is told too.
    """

    def __init__(self, referentiel: Referentiel, outline: StatisticsOutline, *, states: bool = False) -> None:
        self.program = program = referentiel.program
        all_names = {*program.steps, *(("valeur", code) for code in program.all_entries)}
        name_groups = list(_name_groups(outline, all_names))
        self.verdict_codes = (CERTIFICATION, *outline.blocs)
        above: list[Name] = [("verdict", code) for code in self.verdict_codes]
        self.division = division = divide(program, [names for names, _ in name_groups], above)
        apart: dict[int, list[str]] = {}
        for names, codes in name_groups:
            apart.setdefault(division.home_of(names), []).extend(codes)
        self._homes = sorted(apart)
        blocs = StatisticsOutline(outline.within(self.verdict_codes).elements)
        of_homes = [(home, outline.within(apart[home])) for home in self._homes]
        outlines = (*of_homes, (ABOVE, blocs))
        self._tells = [(home, Tells((partial(facts, of=each),), None)) for home, each in outlines]
        self._counts: dict[Name, dict[tuple[Outcome, ...], Judgement]] = {
            step.makes: {}
            for step in division.above
            if isinstance(step.node, CountRule) and step.node.of_names
        }
        if states:
            same_state = Tells((lambda state: state,), None)
            self._tells += [(number, same_state) for number in range(len(division.parts))]

    def decider(self) -> Decider:
        """What decides the candidates who are counted."""
        return Decider(self.program, self.division, self.verdict_codes, self._tells)

    def of(self, blocks: Iterable[DecidedRows]) -> tuple[list[list[Facts]], list[Mapping[str, str]]]:
        """For each group of elements what is known of each candidate, and each one's verdicts of the blocs and the
        certification.
        """
        columns: list[list[Facts]] = [[] for _ in self._homes]
        verdicts: list[Mapping[str, str]] = []
        for rows in blocks:
            for column, home in zip(columns, self._homes, strict=True):
                of = rows.wholes if home == ABOVE else rows.columns[home]
                column += [each.tells[0] for each in of]
            verdicts += [whole.tells[-1].verdicts for whole in rows.wholes]
        return columns, verdicts

    def states(self, rows: DecidedRows) -> Iterator[State]:
        """What each candidate comes to, whole: the very same results where the same was typed."""
        for place in range(len(rows.wholes)):
            parts = [column[place] for column in rows.columns]
            if parts and parts[0].kind == APART:
                yield parts[0].tells[-1]
                continue
            state = State()
            for part in parts:
                part_state = part.tells[-1]
                state.values.update(part_state.values)
                state.verdicts.update(part_state.verdicts)
                if part_state.ladders:
                    state.ladders.update(part_state.ladders)
            for step in self.division.above:
                self._take(step, state)
            yield state

    def _take(self, step: Step, state: State) -> None:
        """What a step above the parts comes to: a count of verdicts follows from their outcomes, and is a result of its
        own for each candidate, since the very same one says that the very same was typed.
        """
        counts = self._counts.get(step.makes)
        if counts is None:
            step.take(state)
            return
        verdicts, name = state.verdicts, step.makes[1]
        outcomes = tuple([verdicts[need].outcome for _, need in step.needs])
        if outcomes in counts:
            verdicts[name] = Judgement(*counts[outcomes])
        else:
            step.take(state)
            counts[outcomes] = verdicts[name]


def _name_groups(
    outline: StatisticsOutline, all_names: Iterable[Name]
) -> Iterator[tuple[tuple[Name, ...], list[str]]]:
    """Names that are to be known together, and the elements that are told from them: a compétence with its critères."""
    there = set(all_names)
    together: dict[str, list[str]] = {}
    holder = {critere: code for code, criteres in outline.criteres.items() for critere in criteres}
    for code, _ in outline.elements:
        together.setdefault(holder.get(code, code), []).append(code)
    for codes in together.values():
        names: list[Name] = [(sort, code) for code in codes for sort in ("verdict", "valeur", "palier")]
        names += [need for code in codes if code in outline.concerns for need in outline.concerns[code].needs]
        yield tuple(name for name in names if name in there), codes


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
    if apart or _has_values(referentiel):
        each: Iterator[object] = count_with_states(statistics, referentiel, candidates, juries)
    else:
        each = _blocks(statistics, PartFacts(referentiel, statistics.outline), candidates, juries)
    for _ in each:
        pass


def count_each(
    statistics: Statistics,
    referentiel: Referentiel,
    candidates: Iterable[Candidate],
    juries: Mapping[str, str],
) -> Iterator[tuple[Candidate, State]]:
    """The same, each candidate with what it comes to, in their order: all are counted once the last is taken."""
    if _has_values(referentiel):
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


def _has_values(referentiel: Referentiel) -> bool:
    """Whether a status is worth a mark: what it gives is no mark of anybody's, which values alone don't tell."""
    effects = (effect for entry in referentiel.entries.values() for _, effect in entry.statuses.values())
    return any(isinstance(effect, Fraction) for effect in effects)


class CandidateCounter(Use):
    """Counts the candidates of a large sheet as they are read, by the groups that it names if `names` has them.

    Raises Extraordinary where what they come to must be told from their very cells.
    """

    def __init__(self, names: Sequence[str], referentiel: Referentiel) -> None:
        if referentiel.program.situation or _has_values(referentiel):
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

    def take(self, block: Block, rows: DecidedRows) -> None:
        """Counts the rows of a block."""
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
