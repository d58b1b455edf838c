"""Why: each form evaluated, with what it came to and the parts it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from certeval.rules.outcome import Outcome, Value


class Node:
    """A form of the language, resolved: it judges (a rule) or measures, from a candidate's state."""

    __slots__ = ()

    def judge(self, state: "State") -> "Judged":  # noqa: ARG002 -- the shape that rules fill
        raise AssertionError  # pragma: no cover -- measures are never judged

    def measure(self, state: "State") -> "Measured":  # noqa: ARG002 -- the shape that measures fill
        raise AssertionError  # pragma: no cover -- rules are never measured


@dataclass(frozen=True, slots=True)
class Judged:
    """A rule, its outcome, and the parts that led there."""

    node: Node
    outcome: Outcome
    parts: tuple["Judged | Measured", ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure, its value, and the parts that led there."""

    node: Node
    value: Value
    parts: tuple["Judged | Measured", ...] = ()


@dataclass(frozen=True, slots=True)
class Climbed:
    """A ladder: the rungs still possible, from the top, and the conditions looked at."""

    rungs: tuple[str, ...]
    parts: tuple[Judged, ...]


@dataclass(slots=True)
class State:
    """All that is known of one candidate so far: values, verdicts and ladders by name."""

    values: dict[str, Measured] = field(default_factory=dict)
    verdicts: dict[str, Judged] = field(default_factory=dict)
    ladders: dict[str, Climbed] = field(default_factory=dict)


Cells = Mapping[str, Value]
"""What was entered, by element's code; an element that is absent was left empty."""
