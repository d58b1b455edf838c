"""Counts and numbers of a decision, as plain values."""

from certeval.engine.verdicts import Plain
from certeval.rules.concern import For
from certeval.rules.derivation import Judged, Node, State
from certeval.rules.held import computed
from certeval.rules.outcome import EXCLU, REELLE, Value
from certeval.rules.verdicts import Counted, Every, Some, UnlessExcluded
from certeval.text.numbers import exact


def counts(judged: Judged) -> Plain:
    """acquis, non_acquis, non_evalue, total and requis of a rule that counts; of a compound one, its first count."""
    counted = judged if isinstance(judged.node, Counted) else _first_count(judged)
    if counted is None or not isinstance(counted.node, Counted):
        return {}
    tally = counted.node.tally(counted.parts)
    total = tally.total
    found: Plain = {
        "acquis": tally.met,
        "non_acquis": tally.unmet,
        "non_evalue": tally.open,
        "total": total,
    }
    requis = _required(judged)
    if requis is not None:
        found["requis"] = requis
    return found


def _required(judged: Judged) -> int | None:
    """The least number that validates, of the items that are left; None where the rule is no count, or asks none."""
    node = judged.node
    if not isinstance(node, Counted):
        return None
    outcomes = node.outcomes(judged.parts)
    return node.required(len(outcomes) - outcomes.count(EXCLU))


def may_count(node: Node) -> bool:
    """Whether a rule counts, or one that it is made of: `counts` says something of no other."""
    return isinstance(node, Counted) or any(map(may_count, node.inside()))


def counted(code: str, state: State) -> Plain:
    """The counts of a verdict: where the candidate's situation is not known, those that it has in each that may be."""
    of_ways = [counts(computed(way.verdicts[code])) for way in state.ways]
    alike = bool(of_ways) and all(each == of_ways[0] for each in of_ways)
    return of_ways[0] if alike else counts(computed(state.verdicts[code]))


def required(code: str, state: State) -> int | None:
    """Of the counts of a verdict, `requis` alone."""
    if not state.ways:
        return _required(computed(state.verdicts[code]))
    found = counted(code, state).get("requis")
    return found if isinstance(found, int) else None


COMPOUND = (Every, Some, UnlessExcluded, For)


def _first_count(judged: Judged) -> Judged | None:
    """The first unconditional count that a rule combines."""
    if isinstance(judged.node, COMPOUND):
        for part in judged.parts:
            if isinstance(part, Judged) and isinstance(part.node, Counted) and not part.node.conditional:
                return part
    return None


def number(value: Value) -> object:
    """A whole number as such, another as exact text, an interval as the text of its ends, None for no value."""
    known = value.known
    if known is not None:
        return int(known) if known.denominator == 1 else exact(known)
    if not value.may & REELLE:
        return None
    return [exact(value.low), exact(value.high)]
