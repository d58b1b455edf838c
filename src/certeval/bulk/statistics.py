"""The statistics of many candidates: what is known of each part of the program counted once for all who share it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from fractions import Fraction
from functools import partial
from itertools import islice
from pathlib import Path

from certeval.bulk.candidates import Crowd
from certeval.bulk.csv_blocks import Block, Extraordinary
from certeval.bulk.division import ABOVE, divide
from certeval.bulk.part_memo import APART, Tells
from certeval.bulk.row_memo import Decided, Decider
from certeval.diagnostics import Diagnostic
from certeval.engine.evaluator import Evaluator
from certeval.engine.statistics.facts import Facts, StatisticsOutline, facts, outline
from certeval.engine.statistics.groups import groups
from certeval.engine.statistics.tallies import Statistics
from certeval.referentiel.load import Referentiel
from certeval.render.obstacles import Obstacle
from certeval.rules.derivation import State
from certeval.rules.entry import Entry
from certeval.rules.program import CERTIFICATION, Name
from certeval.scores.absences import absent
from certeval.scores.groups import GROUPE
from certeval.scores.observations import Candidate
from certeval.scores.values import Values

AT_ONCE = 200_000
"""Candidates counted at once."""


def add(
    statistics: Statistics,
    referentiel: Referentiel,
    candidates: Iterable[Candidate],
    names: Sequence[str],
    juries: Mapping[str, str],
) -> None:
    """Count candidates, with their groups in each of the dimensions named; `juries` has the jury of each file."""
    if any(map(_valued, referentiel.entries.values())):
        add_apart(statistics, referentiel, candidates, names, juries)
        return
    knowing = _Knowing(referentiel, statistics.outline)
    for _ in _blocks(statistics, knowing, candidates, names, juries):
        pass


def counted(
    statistics: Statistics,
    referentiel: Referentiel,
    candidates: Iterable[Candidate],
    names: Sequence[str],
    juries: Mapping[str, str],
) -> Iterator[tuple[Candidate, State]]:
    """The same, each candidate with what it comes to, in their order: all are counted once the last is taken."""
    if any(map(_valued, referentiel.entries.values())):
        yield from counted_apart(statistics, referentiel, candidates, names, juries)
        return
    knowing = _Knowing(referentiel, statistics.outline, states=True)
    for block, rows in _blocks(statistics, knowing, candidates, names, juries):
        yield from zip(block, knowing.states(rows), strict=True)


def _blocks(
    statistics: Statistics,
    knowing: "_Knowing",
    candidates: Iterable[Candidate],
    names: Sequence[str],
    juries: Mapping[str, str],
) -> Iterator[tuple[Sequence[Candidate], Decided]]:
    """Candidates counted block by block, with what they come to."""
    crowd = Crowd(knowing.decider())
    each = iter(candidates)
    while some := list(islice(each, AT_ONCE)):
        blocks: list[Decided] = []
        for block, rows in crowd.blocks(some):
            blocks.append(rows)
            yield block, rows
        known, decided = knowing.of(blocks)
        of_groups = [groups(candidate, names, juries) for candidate in some] if names else [{}] * len(some)
        statistics.add_apart(known, decided, of_groups)


def _valued(entry: Entry) -> bool:
    """Whether a status is worth a mark: what it gives is no mark of anybody's, which values alone don't tell."""
    return any(isinstance(effect, Fraction) for _, effect in entry.statuses.values())


class Counting:
    """Counts the candidates of a large sheet as they are read, by the groups that it names if `names` has them.

    Raises Extraordinary where what they come to must be told from their very cells.
    """

    heading = ""

    def __init__(self, names: Sequence[str], referentiel: Referentiel) -> None:
        if referentiel.program.situation or any(map(_valued, referentiel.entries.values())):
            raise Extraordinary(Obstacle.FORM)
        self.referentiel = referentiel
        self.statistics = Statistics(outline(referentiel), names)
        self._knowing = _Knowing(referentiel, self.statistics.outline)
        self.division, self.shown = self._knowing.division, self._knowing.shown
        self.blocs = self.statistics.outline.blocs
        self.decider = self._knowing.decider
        self._held: list[Decided] = []
        self._groups: list[str] = []

    @contextmanager
    def into(self, _file: Path) -> Iterator[Callable[[Block, Decided], object]]:
        """Counts the rows of each block."""
        yield self._take
        self._count()

    def made(self) -> Statistics:
        """What was counted."""
        return self.statistics

    def _take(self, block: Block, decided: Decided) -> None:
        if any(whole.bad for whole in decided.wholes):
            return  # of a sheet with errors nothing is shown
        self._held.append(decided)
        self._groups += block.details.get(GROUPE) or [""] * len(decided.wholes)
        if len(self._groups) >= AT_ONCE:
            self._count()

    def _count(self) -> None:
        known, decided = self._knowing.of(self._held)
        of_groups = {name: {GROUPE: [name]} for name in set(self._groups)}
        self.statistics.add_apart(known, decided, list(map(of_groups.__getitem__, self._groups)))
        self._held, self._groups = [], []


def joined(made: Iterable[object]) -> Statistics:
    """What was counted of each range of a sheet, together."""
    first, *others = [each for each in made if isinstance(each, Statistics)]
    for other in others:
        first.take(other)
    return first


def add_apart(
    statistics: Statistics,
    referentiel: Referentiel,
    candidates: Iterable[Candidate],
    names: Sequence[str],
    juries: Mapping[str, str],
) -> None:
    """Count candidates one by one, from their very cells."""
    for _ in counted_apart(statistics, referentiel, candidates, names, juries):
        pass


def counted_apart(
    statistics: Statistics,
    referentiel: Referentiel,
    candidates: Iterable[Candidate],
    names: Sequence[str],
    juries: Mapping[str, str],
) -> Iterator[tuple[Candidate, State]]:
    """The same, each candidate with what it comes to."""
    values, evaluator = Values(referentiel.entries), Evaluator(referentiel.program)
    for candidate in candidates:
        entered = values.of(candidate, list[Diagnostic]().append)
        away = absent(candidate, referentiel.entries, entered)
        state = evaluator.evaluate(entered)
        statistics.add(facts(state, statistics.outline, away), groups(candidate, names, juries))
        yield candidate, state


class _Knowing:
    """What is known of candidates, told apart by the part of the program where it is known. With `states`, what each
    part came to is told too.
    """

    def __init__(self, referentiel: Referentiel, outline: StatisticsOutline, *, states: bool = False) -> None:
        self.program = program = referentiel.program
        made = {*program.steps, *(("valeur", code) for code in program.read)}
        asked = list(_asked(outline, made))
        self.shown = (CERTIFICATION, *outline.blocs)
        above: list[Name] = [("verdict", code) for code in self.shown]
        self.division = division = divide(program, [names for names, _ in asked], above)
        apart: dict[int, list[str]] = {}
        for names, codes in asked:
            apart.setdefault(division.home_of(names), []).extend(codes)
        self._homes = sorted(apart)
        blocs = StatisticsOutline(
            tuple(each for each in outline.elements if each.code in {CERTIFICATION, *outline.blocs})
        )
        self._told = [
            (home, Tells((partial(_facts, outline.within(codes)),), None))
            for home, codes in sorted(apart.items())
        ]
        self._told.append((ABOVE, Tells((partial(_verdicts, blocs),), None)))
        if states:
            self._told += [(number, Tells((_as_it_is,), None)) for number in range(len(division.parts))]

    def decider(self) -> Decider:
        """What decides the candidates who are counted."""
        return Decider.telling(self.program, self.division, self.shown, self._told)

    def of(self, blocks: Iterable[Decided]) -> tuple[list[list[Facts]], list[Mapping[str, str]]]:
        """For each group of elements what is known of each candidate, and each one's verdicts of the blocs and the
        certification.
        """
        known: list[list[Facts]] = [[] for _ in self._homes]
        decided: list[Mapping[str, str]] = []
        for rows in blocks:
            for column, home in zip(known, self._homes, strict=True):
                of = rows.wholes if home == ABOVE else rows.columns[home]
                column += [each.tells[0] for each in of]
            decided += [whole.tells[-1] for whole in rows.wholes]
        return known, decided

    def states(self, rows: Decided) -> Iterator[State]:
        """What each candidate comes to, whole: the very same results where the same was typed."""
        for place in range(len(rows.wholes)):
            parts = [column[place] for column in rows.columns]
            if parts and parts[0].kind == APART:
                yield parts[0].tells[-1]
                continue
            state = State()
            for part in parts:
                told = part.tells[-1]
                state.values.update(told.values)
                state.verdicts.update(told.verdicts)
                state.ladders.update(told.ladders)
            for step in self.division.above:
                step.take(state)
            yield state


def _as_it_is(state: State) -> State:
    return state


def _asked(outline: StatisticsOutline, made: Iterable[Name]) -> Iterator[tuple[tuple[Name, ...], list[str]]]:
    """Names that are to be known together, and the elements that are told from them: a compétence with its critères."""
    there = set(made)
    together: dict[str, list[str]] = {}
    holder = {critere: code for code, criteres in outline.criteres.items() for critere in criteres}
    for code, _ in outline.elements:
        together.setdefault(holder.get(code, code), []).append(code)
    for codes in together.values():
        names: list[Name] = [(sort, code) for code in codes for sort in ("verdict", "valeur", "palier")]
        names += [need for code in codes if code in outline.concerns for need in outline.concerns[code].needs]
        yield tuple(name for name in names if name in there), codes


def _facts(outline: StatisticsOutline, state: State) -> Facts:
    found = facts(state, outline)
    return found._replace(
        levels={code: word for code, word in found.levels.items() if code in outline.levels}
    )


def _verdicts(outline: StatisticsOutline, state: State) -> Mapping[str, str]:
    return facts(state, outline).verdicts
