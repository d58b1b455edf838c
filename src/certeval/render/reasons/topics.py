"""What there is to explain: a part of a derivation, whose it is, and what is said around it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from certeval.frozen import frozen
from certeval.messages import ngettext
from certeval.referentiel.load import Referentiel
from certeval.render.words import visible
from certeval.rules.derivation import Climb, Judgement, Measurement, State
from certeval.rules.situation import ValueFor
from certeval.rules.terms import ValueOf
from certeval.rules.verdicts import VerdictOf
from certeval.scores.observations import Cell, CellKey

Part = Judgement | Measurement | Climb
MOST_NAMES = 12


@frozen
class Reason:
    """One sentence, the verdict it gives if any, the code it is about if any, and its own reasons.

    `groupe`: the group whose marks the element's are, where it bears no other.
    """

    text: str
    verdict: str | None = None
    code: str | None = None
    children: tuple["Reason", ...] = ()
    groupe: str | None = None


class Topic(NamedTuple):
    """A part to explain. `name`: the element, rule or measure whose it is; `condition`: it is not the verdict
    of `name` but of a condition on it; `frame`: a phrase around the `{reason}`, for `{rung}` of a ladder;
    `notes`: clauses after it; `beside`: what else explains it.
    """

    part: Part
    name: str | None = None
    condition: bool = False
    frame: str = "{reason}"
    rung: str = ""
    notes: tuple[str, ...] = ()
    beside: tuple["Topic", ...] = ()

    def sentence(self, text: str) -> str:
        """What is said of the part, within its frame."""
        return self.frame.format(reason=clauses(text, *self.notes), rung=self.rung)


class Clause(NamedTuple):
    """A clause, what explains it further, and the name whose value is thereby explained, if any."""

    text: str
    topics: tuple[Topic | Reason, ...] = ()
    value_of: str | None = None


@frozen
class CandidateCase:
    """One candidate of a référentiel: what follows from the cells, and the cells by element's code."""

    referentiel: Referentiel
    state: State
    cells: Mapping[str, Sequence[tuple[CellKey, Cell]]]


def rule(judgement: Judgement, case: CandidateCase, frame: str = "{reason}", rung: str = "") -> Topic:
    """The topic of a rule inside another: a name leads to the verdict it stands for."""
    if isinstance(judgement.node, VerdictOf):
        return Topic(case.state.verdicts[judgement.node.name], judgement.node.name, frame=frame, rung=rung)
    return Topic(judgement, frame=frame, rung=rung)


def measure(measurement: Measurement, case: CandidateCase, frame: str = "{reason}") -> Topic:
    """The topic of a measure inside another: a name leads to the value it stands for, if it is for the candidate."""
    node = measurement.node
    if not isinstance(node, ValueOf):
        return Topic(measurement, frame=frame)
    value = measurement if isinstance(node, ValueFor) else case.state.values[node.name]
    return Topic(value, node.name, frame=frame)


def topic_of(name: str, state: State) -> Topic | None:
    """The topic of an element, rule, measure or ladder; None where nothing is decided or measured for it."""
    part: Part | None = state.verdicts.get(name) or state.values.get(name) or state.ladders.get(name)
    return None if part is None else Topic(part, name)


def name_list(names: Sequence[str]) -> str:
    """Names one after the other; of many, the first and how many more."""
    text = ", ".join(visible(name) for name in names[:MOST_NAMES])
    if len(names) <= MOST_NAMES:
        return text
    more = len(names) - MOST_NAMES
    return ngettext("{names}… ({n} more)", "{names}… ({n} more)", more, names=text, n=more)


def clauses(*texts: str) -> str:
    """Clauses, the empty ones left out, as one sentence."""
    return ", ".join(clause for clause in texts if clause)
