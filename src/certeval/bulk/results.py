"""What names came to: read out of a state, put into another, what a step above reads of it, what it waits for."""

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any, Final

from certeval.engine.missing import missing_names
from certeval.rules.derivation import Judgement, Measurement, Result, Sort, State
from certeval.rules.outcome import BLOQUE, FAUX, VRAI
from certeval.rules.program import Name
from certeval.rules.terms import ValueOf

FINAL_OUTCOMES = frozenset({VRAI, FAUX, BLOQUE})

BY_SORT: Final[Mapping[Sort, Callable[[State], dict[str, Any]]]] = {
    "verdict": attrgetter("verdicts"),
    "valeur": attrgetter("values"),
    "palier": attrgetter("ladders"),
}
"""Where a state has what names of each sort came to."""


def result_of(name: Name, state: State) -> Result:
    """What a name came to."""
    result: Result = BY_SORT[name[0]](state)[name[1]]
    return result


def results_of(name: Name, states: Sequence[State]) -> Sequence[Result]:
    """What a name came to in each of several states."""
    return [of[name[1]] for of in map(BY_SORT[name[0]], states)]


def waits(name: Name, state: State) -> tuple[str, ...]:
    """The codes that what a part gives waits for. A cell is asked for by those above, by its own code."""
    result = result_of(name, state)
    if isinstance(result, Judgement) and result.outcome in FINAL_OUTCOMES:
        return ()
    if isinstance(result, Measurement) and isinstance(result.node, ValueOf) and result.node.name == name[1]:
        return ()
    return tuple(code for code in missing_names(result, state) if isinstance(code, str))
