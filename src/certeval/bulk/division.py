"""A program cut into parts that are decided apart, each from few cells.

Candidates look alike, part by part: the cells of one compétence repeat long before those of a whole row do.
A part is a group of entered elements with every step that depends on them alone; the steps above depend on
several parts. What a part gives the steps above is all they ever read of it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from certeval.bulk.sums import sums_within
from certeval.engine.missing import PartResult
from certeval.rules.count_rules import CountRule
from certeval.rules.derivation import Climb, Judgement, Measurement, Node, State
from certeval.rules.measures import TermMeasure
from certeval.rules.outcome import INCONNU, Outcome
from certeval.rules.program import Name, Program, Sort, Step
from certeval.rules.terms import ValueOf
from certeval.rules.verdicts import VerdictOf

SORTS: Final[tuple[Sort, ...]] = ("valeur", "verdict")
"""What an entered element has: a value, and where a rule judges it a verdict."""
WIDEST = 16
"""Cells of a part: with more, they would hardly repeat."""
WIDEST_UNION = 10
"""Cells of a part made of smaller ones, which alone repeat more."""


class Part(NamedTuple):
    """Elements entered together, by code, the steps that need nothing else, and the names others read."""

    entries: tuple[str, ...]
    steps: tuple[Step, ...]
    gives: tuple[Name, ...]

    def of_alone(self) -> dict[str, list[Step]]:
        """By code, the steps that give a verdict that follows from that entered element alone."""
        by_code: dict[str, list[Step]] = {code: [] for code in self.entries}
        for step in self.steps:
            if len(step.needs) == 1 and step.makes[0] == "verdict" and step.needs[0][0] == "valeur":
                by_code.get(step.needs[0][1], []).append(step)
        return by_code

    def symmetric(self, read: Iterable[Name]) -> bool:
        """Whether its elements may change places, where these names are read: one form reads them all alike, and what
        waits for them is said in its order.
        """
        own: set[Name] = {(sort, code) for code in self.entries for sort in SORTS}
        alone = {step.makes for steps in self.of_alone().values() for step in steps}
        times: Counter[Name] = Counter(read)
        forms: list[Node] = []
        for step in self.steps:
            if step.makes not in alone:
                times.update(step.node.needs())
                for form in self._reading_alike(step.node):
                    times.subtract(form.needs())
                    forms.append(form)
        one = bool(forms) and all(form == forms[0] for form in forms)
        return one and not any(times[name] for name in own)

    def _reading_alike(self, node: Node) -> Iterator[Node]:
        """The forms within a form that read all its elements, in their order, and none otherwise than another."""
        if isinstance(node, CountRule):
            names = [rule.name for _, rule in node.items if isinstance(rule, VerdictOf)]
            alike = len(names) == len(node.items)
        elif isinstance(node, TermMeasure):
            names = [term.node.name for term in node.terms if type(term.node) is ValueOf]
            alike = len(set(node.coefficients.whole)) == 1 and not any(term.condition for term in node.terms)
        else:
            names, alike = [], False
        if alike and names == list(self.entries):
            yield node
        else:
            for inner in node.inside():
                yield from self._reading_alike(inner)

    def counts(self) -> bool:
        """Whether it gives but how many of its elements have their verdict: which of them have it changes nothing."""
        alone = {step.makes for steps in self.of_alone().values() for step in steps}
        others = [step for step in self.steps if step.makes not in alone]
        if len(others) != 1 or self.gives != (others[0].makes,) or not isinstance(others[0].node, CountRule):
            return False
        items = [rule for _, rule in others[0].node.items]
        names = [rule.name for rule in items if isinstance(rule, VerdictOf)]
        return names == list(self.entries) and len(items) == len(names)


ABOVE: Final = -1
"""The home of what is made above the parts."""


class Division(NamedTuple):
    """Every step of a program once: within a part, or above them. `home` numbers the part that makes a name."""

    parts: tuple[Part, ...]
    above: tuple[Step, ...]
    home: Mapping[Name, int]

    def home_of(self, names: Sequence[Name]) -> int:
        """The number of the one part that makes these names, or ABOVE."""
        homes = {self.home.get(name, ABOVE) for name in names}
        return homes.pop() if len(homes) == 1 else ABOVE


_part_result = lru_cache(maxsize=1 << 16)(PartResult)
"""What a name gives, made once: it is given for each distinct group of cells."""


@lru_cache(maxsize=1 << 16)
def _verdict_of(name: Name, outcome: Outcome) -> Judgement:
    """The very same object for the same verdict."""
    return Judgement(_part_result(name), outcome)


def hand_up(name: Name, of: State, to: State) -> None:
    """Hand a part's result to the steps above, without the parts it came from. A cell is given as it is."""
    sort, about = name
    if sort == "verdict":
        to.verdicts[about] = _verdict_of(name, of.verdicts[about].outcome)
    elif sort == "valeur":
        measurement = of.values[about]
        cell = isinstance(measurement.node, ValueOf) and measurement.node.name == about
        to.values[about] = measurement if cell else Measurement(_part_result(name), measurement.value)
    else:
        to.ladders[about] = Climb(of.ladders[about].rungs, (Judgement(_part_result(name), INCONNU),))


def divide(program: Program, name_groups: Iterable[tuple[Name, ...]], above_all: Iterable[Name]) -> Division:
    """Cut a program. `extra_names` are names that are read beside what steps need; those that are read together are
    read in the part that makes them all, or from above. `above_all` are names that are read from above whatever makes
    them, as the candidates' situation is.
    """
    groups = list(name_groups)
    homes = _homes(program)
    above: set[Name] = set()
    while True:
        origins = _origins(program, homes, above)
        apart = [names for names in groups if len({origins.get(name) for name in names}) > 1]
        lift = {name for names in apart for name in names if name in origins and name[1] not in homes}
        lift |= {name for names in apart for name in names if name in origins and name[0] != "valeur"}
        if not lift:
            break
        above |= lift
    apart = [names for names in groups if len({origins.get(name) for name in names}) > 1]
    extra_names = {name for names in apart for name in names}
    extra_names |= {("valeur", axis) for axis in program.situation}
    return _division(program, homes, origins, extra_names.union(above_all))


def _origins(program: Program, homes: dict[str, str], above: set[Name]) -> dict[Name, str]:
    """The part that each name is made in; a name that is not there is made above."""
    origins: dict[Name, str] = {("valeur", code): home for code, home in homes.items()}
    for step in program.steps.values():
        of = {origins.get(need) for need in step.needs}
        if len(of) == 1 and (home := of.pop()) is not None and step.makes not in above:
            origins[step.makes] = home
    return origins


def _division(
    program: Program, homes: dict[str, str], origins: dict[Name, str], extra_names: set[Name]
) -> Division:
    inside: dict[str, list[Step]] = {home: [] for home in dict.fromkeys(homes.values())}
    above: list[Step] = []
    for step in program.steps.values():
        (inside[origins[step.makes]] if step.makes in origins else above).append(step)
    read = {need for step in above for need in step.needs} | extra_names
    entries: dict[str, list[str]] = {home: [] for home in inside}
    for code, home in homes.items():
        entries[home].append(code)
    gives: dict[str, list[Name]] = {home: [] for home in inside}
    for name, home in origins.items():
        if name in read:
            gives[home].append(name)
    parts = (Part(tuple(entries[home]), tuple(inside[home]), tuple(gives[home])) for home in inside)
    numbers = {home: number for number, home in enumerate(inside)}
    return Division(tuple(parts), tuple(above), {name: numbers[home] for name, home in origins.items()})


def _homes(program: Program) -> dict[str, str]:
    """The part of each entered element, named after the first of its elements.

    Steps are taken in their order: one that would make a part too wide is left above, with all above it, and so is one
    that adds up what smaller ones come to: sums repeat, but not two of them together.
    """
    home = {code: code for code in program.all_entries}
    members = {code: [code] for code in home}
    position = {code: i for i, code in enumerate(home)}
    below: dict[Name, frozenset[str]] = {("valeur", code): frozenset((code,)) for code in home}
    for step in program.steps.values():
        support = below[step.makes] = frozenset[str]().union(*(below[need] for need in step.needs))
        if len(support) > WIDEST:
            continue
        homes = list(dict.fromkeys(home[code] for code in sorted(support, key=position.__getitem__)))
        wide = sum(len(members[each]) for each in homes)
        is_union = any(len(members[each]) > 1 for each in homes)
        if is_union and len(homes) > 1 and any(sums_within(step.node)):
            continue
        if wide > (WIDEST_UNION if is_union and len(homes) > 1 else WIDEST):
            continue
        for other in homes[1:]:
            for code in members.pop(other):
                home[code] = homes[0]
                members[homes[0]].append(code)
    return home
