"""What could still change a verdict that is not decided: the cells not entered yet that it depends on."""

from certeval.engine.parts import Given
from certeval.rules.derivation import Climbed, Judged, Measured, Node, State
from certeval.rules.lookup import Lookup
from certeval.rules.outcome import EXCLU, FAUX, INCONNU, REELLE, VRAI
from certeval.rules.program import Name
from certeval.rules.terms import ValueOf
from certeval.rules.verdicts import Has, Named


def missing(judged: Judged, state: State) -> tuple[str, ...]:
    """The codes of elements not entered yet, or not by all their jurors, that an undecided verdict depends on.

    Each once. Only undecided parts are followed: a cell that can no longer change anything is not asked for.
    """
    return tuple(asked for asked in behind(judged, state) if isinstance(asked, str))


OPEN = frozenset(outcome for outcome in range(EXCLU * 2) if outcome & INCONNU and outcome not in {VRAI, FAUX})
"""The outcomes that are not decided, and that a cell may still decide."""


def behind(result: Judged | Measured | Climbed, state: State) -> tuple[str | Name, ...]:
    """The same from any result; what a part of the program gives is asked for by its name."""
    found: dict[str | Name, None] = {}
    seen: set[int] = set()
    stack: list[Judged | Measured | Climbed] = [result]
    while stack:
        here = stack.pop()
        if id(here) in seen:
            continue
        seen.add(id(here))
        if isinstance(here, Climbed):
            stack += here.parts[::-1]
        elif isinstance(here, Measured) or here.outcome in OPEN:
            stack += here.made[::-1]
            if type(here.node) in NAMING:
                stack += _behind(here.node, state, found)
    return tuple(found)


NAMING_VALUES = (ValueOf, Has)
NAMING = frozenset({*NAMING_VALUES, Given, Named, Lookup})
"""The forms that stand for what a name came to, which is then followed."""


def _behind(node: Node, state: State, found: dict[str | Name, None]) -> list[Judged | Measured | Climbed]:
    """What a name stands for: the verdict of an element or rule, a value not entered or computed."""
    if isinstance(node, NAMING_VALUES):
        return _value(node.name, state, found)
    if isinstance(node, Given):
        found[node.name] = None
    elif isinstance(node, Named):
        return [state.verdicts[node.name]]
    elif isinstance(node, Lookup):
        ladders = [state.ladders[key.name] for key in node.keys if key.ladder]
        values = [part for key in node.keys if not key.ladder for part in _value(key.name, state, found)]
        return [*ladders, *values]
    return []


def _value(name: str, state: State, found: dict[str | Name, None]) -> list[Judged | Measured | Climbed]:
    measured = state.values[name]
    if not (isinstance(measured.node, ValueOf) and measured.node.name == name):
        return [measured]
    if measured.value.may & REELLE and measured.value.least != measured.value.most:
        found[name] = None
    return []
