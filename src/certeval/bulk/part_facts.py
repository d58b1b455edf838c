"""What is known of candidates part by part of the program, each of which is told once for all who share it."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from certeval.bulk.division import ABOVE, divide
from certeval.bulk.part_memo import APART, Tells
from certeval.bulk.row_memo import DecidedRows, Decider
from certeval.engine.statistics.facts import Facts, StatisticsOutline, facts
from certeval.referentiel.load import Referentiel
from certeval.rules.count_rules import CountRule
from certeval.rules.derivation import Judgement, State
from certeval.rules.outcome import Outcome
from certeval.rules.program import CERTIFICATION, Name, Step


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
        blocs = StatisticsOutline(
            tuple(each for each in outline.elements if each.code in {CERTIFICATION, *outline.blocs})
        )
        self._tells = [
            (home, Tells((partial(_facts, outline.within(codes)),), None))
            for home, codes in sorted(apart.items())
        ]
        self._tells.append((ABOVE, Tells((partial(_verdicts, blocs),), None)))
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
            verdicts += [whole.tells[-1] for whole in rows.wholes]
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


def _facts(outline: StatisticsOutline, state: State) -> Facts:
    all_facts = facts(state, outline)
    return all_facts._replace(
        levels={code: word for code, word in all_facts.levels.items() if code in outline.levels}
    )


def _verdicts(outline: StatisticsOutline, state: State) -> Mapping[str, str]:
    return facts(state, outline).verdicts
