"""Why: each form evaluated, with what it came to and the parts it came from.

What is made for each step of each candidate is a NamedTuple, made in a quarter of a frozen dataclass's time. It
holds what it was made of; the parts to explain are told from that by its form, once someone asks.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Literal, NamedTuple, TypeVar

from certeval.rules.outcome import Outcome, Value

Sort = Literal["valeur", "verdict", "palier"]
Name = tuple[Sort, str]
"""What a step makes: the value of an element or measure, the verdict of an element or rule, a ladder."""


class Node:
    """A form of the language, resolved: it judges (a rule) or measures, from a candidate's state."""

    __slots__ = ()

    def judge(self, state: "State") -> "Judged":  # noqa: ARG002 -- the shape that rules fill
        raise AssertionError  # pragma: no cover -- measures are never judged

    def measure(self, state: "State") -> "Measured":  # noqa: ARG002 -- the shape that measures fill
        raise AssertionError  # pragma: no cover -- rules are never measured

    def parts_of(self, made: "Made") -> "Made":
        """The parts to explain, from what a result was made of: the results of the forms within this one."""
        return made

    def inside(self) -> "tuple[Node, ...]":
        """The forms that this one is made of."""
        return ()

    def needs(self) -> Iterator[Name]:
        """The names that this form and those inside it stand on; some may come twice."""
        for node in self.inside():
            yield from node.needs()


class Judged(NamedTuple):
    """A rule, its outcome, and what led there."""

    node: Node
    outcome: Outcome
    made: "Made" = ()

    @property
    def parts(self) -> "Made":
        """The parts that led there."""
        return self.node.parts_of(self.made)


class Measured(NamedTuple):
    """A measure, its value, and what led there."""

    node: Node
    value: Value
    made: "Made" = ()

    @property
    def parts(self) -> "Made":
        """The parts that led there."""
        return self.node.parts_of(self.made)


Made = tuple[Judged | Measured, ...]

_Result = TypeVar("_Result")
Fetch = Callable[[Mapping[str, _Result]], tuple[_Result, ...]]
"""Takes the results of several names, in one call."""


def fetch(names: Sequence[str]) -> Fetch[_Result] | None:
    """How to take the results of names; None for a single one, which `itemgetter` would not give in a tuple."""
    return itemgetter(*names) if len(names) > 1 else None


@dataclass(frozen=True, slots=True)
class Climbed:
    """A ladder: the rungs still possible, from the top, and the conditions looked at."""

    rungs: tuple[str, ...]
    parts: tuple[Judged, ...]


@dataclass(slots=True)
class State:
    """All that is known of one candidate so far: values, verdicts and ladders by name.

    `made` holds what measures of elements came to, by the identity of their form: a rule that compares one
    need not measure again.
    """

    values: dict[str, Measured] = field(default_factory=dict)
    verdicts: dict[str, Judged] = field(default_factory=dict)
    ladders: dict[str, Climbed] = field(default_factory=dict)
    made: dict[int, Measured] = field(default_factory=dict, repr=False)


Cells = Mapping[str, Value]
"""What was entered, by element's code; an element that is absent was left empty."""
