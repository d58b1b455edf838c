"""Why: each form evaluated, with what it came to and the parts it came from.

Results are NamedTuples, since every step of every candidate makes some: one is made in a quarter of the time that a
frozen dataclass takes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from certeval.frozen import frozen
from certeval.rules.outcome import Outcome, Value

Sort = Literal["valeur", "verdict", "palier"]
Name = tuple[Sort, str]
"""What a step makes: the value of an element or measure, the verdict of an element or rule, a ladder."""


class Node:
    """A form of the language, resolved: it judges (a rule) or measures, from a candidate's state."""

    __slots__ = ()

    def judge(self, state: "State") -> "Judgement":  # noqa: ARG002 -- the shape that rules fill
        raise AssertionError  # pragma: no cover -- measures are never judged

    def measure(self, state: "State") -> "Measurement":  # noqa: ARG002 -- the shape that measures fill
        raise AssertionError  # pragma: no cover -- rules are never measured

    def inside(self) -> "tuple[Node, ...]":
        """The forms that this one is made of."""
        return ()

    def needs(self) -> Iterator[Name]:
        """The names whose results this form and those inside it read; some may come twice."""
        for node in self.inside():
            yield from node.needs()


class Judgement(NamedTuple):
    """A rule, its outcome, and the results of the forms within it that led there."""

    node: Node
    outcome: Outcome
    parts: "Parts" = ()


class Measurement(NamedTuple):
    """A measure, its value, and the results of the forms within it that led there."""

    node: Node
    value: Value
    parts: "Parts" = ()


Parts = tuple[Judgement | Measurement, ...]


@frozen
class Climb:
    """A ladder: the rungs still possible, from the top, and the conditions looked at."""

    rungs: tuple[str, ...]
    parts: tuple[Judgement, ...]


Result = Judgement | Measurement | Climb


def essence(result: Result) -> Any:
    """All that others read of a result."""
    if isinstance(result, Judgement):
        return result.outcome
    return result.value if isinstance(result, Measurement) else result.rungs


@dataclass(slots=True)
class State:
    """All that is known of one candidate so far: values, verdicts and ladders by name."""

    values: dict[str, Measurement] = field(default_factory=dict)
    verdicts: dict[str, Judgement] = field(default_factory=dict)
    ladders: dict[str, Climb] = field(default_factory=dict)
    measurements: dict[int, Measurement] = field(default_factory=dict, compare=False, repr=False)
    """What forms made of terms came to, by their identity: a verdict compares the mean that is also a value."""
    ways: "tuple[State, ...]" = ()
    """Where it is not known which elements are for the candidate, what follows in each situation that may be."""

    @property
    def by_sort(self) -> dict[Sort, dict[str, Result]]:
        """What each name came to, by what sort of name it is."""
        results: dict[Sort, Any] = {"valeur": self.values, "verdict": self.verdicts, "palier": self.ladders}
        return results  # of one sort each, which a dict of all can't be said to be


Cells = Mapping[str, Value]
"""What was entered, by element's code; an element that is absent was left empty."""
