"""What names came to: read out of a state, put into another, what a step above reads of it, what it waits for."""

from collections.abc import Sequence

from certeval.engine.missing import missing_names
from certeval.rules.derivation import Climb, Judgement, Measurement, State
from certeval.rules.outcome import BLOQUE, FAUX, VRAI
from certeval.rules.program import Name
from certeval.rules.terms import ValueOf

FINAL_OUTCOMES = frozenset({VRAI, FAUX, BLOQUE})

Result = Judgement | Measurement | Climb


def result_of(name: Name, state: State) -> Result:
    """What a name came to."""
    sort, about = name
    if sort == "verdict":
        return state.verdicts[about]
    return state.values[about] if sort == "valeur" else state.ladders[about]


def results_of(name: Name, states: Sequence[State]) -> Sequence[Result]:
    """What a name came to in each of several states."""
    sort, about = name
    if sort == "verdict":
        return [state.verdicts[about] for state in states]
    if sort == "valeur":
        return [state.values[about] for state in states]
    return [state.ladders[about] for state in states]


def put_result(name: Name, result: Result, state: State) -> None:
    """Give a name what it came to."""
    _, about = name
    if isinstance(result, Judgement):
        state.verdicts[about] = result
    elif isinstance(result, Measurement):
        state.values[about] = result
    else:
        state.ladders[about] = result


def essence(result: Result) -> object:
    """All that a step above reads of a result."""
    if isinstance(result, Judgement):
        return result.outcome
    if isinstance(result, Climb):
        return result.rungs
    return result.value


def waits(name: Name, state: State) -> tuple[str, ...]:
    """The codes that what a part gives waits for. A cell is asked for by those above, by its own code."""
    result = result_of(name, state)
    if isinstance(result, Judgement) and result.outcome in FINAL_OUTCOMES:
        return ()
    if isinstance(result, Measurement) and isinstance(result.node, ValueOf) and result.node.name == name[1]:
        return ()
    return tuple(code for code in missing_names(result, state) if isinstance(code, str))
