"""What a candidate who is lost falls short of: the values compared with a bound that they miss."""

from certeval.frozen import frozen
from certeval.rules.bounds import Bounds
from certeval.rules.derivation import Judged, State
from certeval.rules.outcome import BLOQUE, FAUX, Value
from certeval.rules.points import PointsOf
from certeval.rules.program import CERTIFICATION
from certeval.rules.terms import ValueOf
from certeval.rules.verdicts import Compare, Named, Not


@frozen
class Shortfall:
    """A value that misses its bounds: the measure or element whose it is, or the rule that computes it."""

    name: str
    value: Value
    bounds: Bounds


def shortfalls(state: State) -> tuple[Shortfall, ...]:
    """The comparisons that fail, followed from the certification through what is lost, in the order of its rules."""
    listed: dict[tuple[str, Bounds], Shortfall] = {}
    waiting: list[tuple[str, Judged]] = [(CERTIFICATION, state.verdicts[CERTIFICATION])]
    seen: set[int] = set()
    while waiting:
        bearer, judged = waiting.pop()
        if id(judged) in seen or judged.outcome & ~(FAUX | BLOQUE) or isinstance(judged.node, Not):
            continue
        seen.add(id(judged))
        if isinstance(judged.node, Named):
            waiting.append((judged.node.name, state.verdicts[judged.node.name]))
        elif isinstance(judged.node, Compare):
            subject = judged.node.subject
            name = subject.name if isinstance(subject, ValueOf | PointsOf) else bearer
            value = subject.measure(state).value
            listed.setdefault((name, judged.node.bounds), Shortfall(name, value, judged.node.bounds))
        else:
            waiting += [(bearer, part) for part in judged.parts[::-1] if isinstance(part, Judged)]
    return tuple(listed.values())
