"""What nobody meets together, though each may be met: under `et`, and in all that the certification takes."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import rules as kinds
from certeval.messages import N_
from certeval.referentiel.origins import Origins
from certeval.referentiel.reachable import bounds_text, forms, own_words, steps_around
from certeval.rules.bounds import Bounds
from certeval.rules.count_rules import CountRule
from certeval.rules.derivation import Node, State
from certeval.rules.direction import more_loses
from certeval.rules.outcome import FAUX
from certeval.rules.program import CERTIFICATION, Program
from certeval.rules.verdicts import Compare, Every, ExclusionGuard, HasValue, Not, Rule, Some, VerdictOf

MOST_DEMANDS = 100
MOST_OF_ALL = 10_000
"""What one rule asks for that is compared with each other; that of all rules."""


class Demand(NamedTuple):
    """What a rule asks for, or asks not to hold where it `fails`; `path`: the part of the rule that asks for it."""

    node: VerdictOf | HasValue | Compare | CountRule
    fails: bool
    path: Path

    @property
    def refuses(self) -> bool:
        """Whether more may not meet it."""
        bounds = self.node.bounds if isinstance(self.node, Compare | CountRule) else None
        return self.fails or (bounds is not None and bounds.upper is not None)


def findings(program: Program, unknown: State) -> list[Finding]:
    """Each thing asked for that another, beside it, keeps from being met; `unknown`: nothing is entered yet."""
    nodes = list(forms(program))
    by_path: dict[Path, Finding] = {}
    if any(isinstance(node, Rule) and more_loses(node) is not False for _, node in nodes):
        search = _Search(program, unknown)  # something is refused, which few files do
        for name, node in nodes:
            if isinstance(node, Every):
                search.put(by_path, name, node, node.path)
        if not by_path:
            whole = program.steps["verdict", CERTIFICATION].node
            search.put(by_path, CERTIFICATION, whole, ("validation", CERTIFICATION), within=True)
    return list(by_path.values())


class _Search:
    """Compares what a rule asks for."""

    def __init__(self, program: Program, unknown: State) -> None:
        self._program, self._unknown, self._rest = program, unknown, MOST_OF_ALL
        self._origins: Callable[[], Origins] = cache(lambda: Origins(program))

    def put(
        self, by_path: dict[Path, Finding], bearer: str, rule: Node, path: Path, *, within: bool = False
    ) -> None:
        """Add what each part of a rule asks for that one before it keeps from being met, the first at each path; that
        of one and the same part where `within`: an `et` in it says it by itself.
        """
        demands = list(islice(self._demands(rule, path), min(MOST_DEMANDS, self._rest)))
        self._rest -= len(demands)
        refusals = [i for i, each in enumerate(demands) if each.refuses]
        pairs = {(min(i, j), max(i, j)) for i in refusals for j in range(len(demands)) if i != j}
        for i, j in sorted(pairs, key=itemgetter(1, 0)):
            if within or demands[i].path != demands[j].path:
                for each in self._pair(bearer, demands[i], demands[j]):
                    by_path.setdefault(each.path, each)

    def _demands(self, rule: Node, path: Path) -> Iterator[Demand]:
        """All that a rule asks for at once, names being what they stand for; not what is one of several ways, nor for
        some candidates only.
        """
        stack: list[tuple[Node, Path, bool]] = [(rule, path, False)]
        names: set[tuple[str, bool]] = set()
        while stack:
            node, at, fails = stack.pop()
            match node:
                case VerdictOf(name) if name not in self._program.concerns and (name, fails) not in names:
                    names.add((name, fails))
                    yield Demand(node, fails, at)
                    stack.append((self._program.steps["verdict", name].node, at, fails))
                case HasValue():
                    yield Demand(node, fails, at)
                case Not() | ExclusionGuard():
                    stack.append((node.rule, at, fails != isinstance(node, Not)))
                case Every() | Some() if fails is isinstance(node, Some):
                    parts = [
                        (each, (*path, "et", i) if node is rule else at) for i, each in enumerate(node.rules)
                    ]
                    stack += [(each, place, fails) for each, place in reversed(parts)]
                case Compare() | CountRule() if node.path and (bounds := _bounds(node, fails=fails)):
                    yield Demand(replace(node, bounds=bounds), False, at)
                    if isinstance(node, CountRule):
                        least, most = bounds.counts(len(node.items))
                        if least == len(node.items) or most == 0:
                            stack += [(item, at, most == 0) for _, item in node.items[MOST_DEMANDS::-1]]

    def _pair(self, bearer: str, one: Demand, other: Demand) -> Iterator[Finding]:
        """What is said of the second of two, where nobody meets both."""
        links = ((N_("beside this"), one.path),)
        match one.node, other.node:
            case (VerdictOf(name), VerdictOf(also)) | (HasValue(name), HasValue(also)):
                if name == also and one.fails != other.fails:
                    yield Finding(kinds.CONTRARY, other.path, {"name": name}, related=links)
            case Compare(), Compare() if one.node.subject == other.node.subject:
                if arguments := self._of_values(one.node, other.node):
                    kind = kinds.BETWEEN_STEPS if "below" in arguments else kinds.UNREACHABLE
                    yield Finding(
                        kind, other.path, {"bearer": bearer, **arguments}, at_key=True, related=links
                    )
            case CountRule(), CountRule() if one.node.items == other.node.items:
                if arguments := _of_counts(one.node, other.node):
                    arguments |= {"bearer": bearer, "bound": bounds_text(other.node)}
                    yield Finding(kinds.UNREACHABLE, other.path, arguments, at_key=True, related=links)

    def _of_values(self, one: Compare, other: Compare) -> dict[str, object]:
        """What is said of bounds of which the first keeps the second from being met: the values that it leaves, or the
        steps that they lie between; nothing where some value meets both, or none meets one of them alone.
        """
        value, bounds = one.subject.measure(self._unknown).value, one.bounds
        pairs = [Bounds(bounds.lower, other.bounds.upper), Bounds(other.bounds.lower, bounds.upper)]
        if any(pair.is_crossed for pair in pairs):
            if FAUX in {bounds.hold(value), other.bounds.hold(value)}:
                return {}
            low = max(value.low, bounds.lower.at) if bounds.lower else value.low
            high = min(value.high, bounds.upper.at) if bounds.upper else value.high
            return {"low": low, "high": high, "bound": bounds_text(other)} | own_words(
                self._program, one, low, high
            )
        grid = self._origins().of(one.subject).grid
        if grid is None or any(steps_around(self._program, each, each.bounds, grid) for each in (one, other)):
            return {}
        both = (steps_around(self._program, one, pair, grid) for pair in pairs)
        around = next(filter(None, both), {})
        return {"bound": f"{bounds_text(one)}, {bounds_text(other)}", **around} if around else {}


def _of_counts(one: CountRule, other: CountRule) -> dict[str, object]:
    """What is said of two counts of the same items where none meets both, though each may be met."""
    totals = range(1, len(one.items) + 1)
    alone = all(any(each.bounds.has_count(total) for total in totals) for each in (one, other))
    if not alone or any(_both(one.bounds, other.bounds, total) for total in totals):
        return {}
    least, most = one.bounds.counts(len(one.items))
    return {"low": least, "high": len(one.items) if most is None else most}


def _both(one: Bounds, other: Bounds, total: int) -> bool:
    """Whether some count of so many items is within both bounds."""
    (least, most), (other_least, other_most) = one.counts(total), other.counts(total)
    return max(least, other_least) <= min(total if end is None else end for end in (most, other_most))


def _bounds(node: Compare | CountRule, *, fails: bool) -> Bounds | None:
    """The bounds of a rule, or what is asked where it must not hold: nothing where that is on both sides."""
    return node.bounds.contrary if fails else node.bounds
