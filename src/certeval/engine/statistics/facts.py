"""What statistics take of one candidate: verdicts, values and what was assessed. No name, no identifier."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from certeval.engine.verdicts import EN_ATTENTE, VALIDE, WORDS
from certeval.referentiel.load import Referentiel
from certeval.rules.bounds import Bounds
from certeval.rules.compound_measures import PointsOf
from certeval.rules.count_rules import CountRule
from certeval.rules.derivation import Node, State
from certeval.rules.direction import more_loses
from certeval.rules.held_verdicts import original_judgement
from certeval.rules.outcome import BLOQUE, EXCLU, FAUX, NON_SAISIE, VRAI
from certeval.rules.program import CERTIFICATION, Ladder, Program
from certeval.rules.scales import YES_NO
from certeval.rules.situation import Concern
from certeval.rules.terms import ValueOf
from certeval.rules.verdicts import Compare, Not

ASSESSMENT_OUTCOMES = frozenset({VRAI, FAUX, BLOQUE})
LEFT_OUT = "exclu"
"""The word of an element that leaves what it is part of: neither validated nor not."""


class StatisticsElement(NamedTuple):
    """An element that something is said of: its code and its kind (a kind of element, certification, regle,
    mesure or palier).
    """

    code: str
    genre: str


@dataclass(frozen=True)
class StatisticsOutline:
    """What there is to count, in the order it is shown.

    `items` are the entered elements that are acquired or not, by code, with their kind: difficulty and
    discrimination are theirs. `marks` are the codes of what bears a number; `levels` gives the words of each
    scale of levels, the worst first. `criteres` are the items that each compétence is made of, `limits` what each
    value is compared with, `bounds` those that it is to meet, `concerns` whom the elements that are not for everybody
    are for.
    """

    elements: tuple[StatisticsElement, ...]
    items: Mapping[str, str] = field(default_factory=dict)
    marks: frozenset[str] = frozenset()
    levels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    criteres: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    limits: Mapping[str, frozenset[Fraction]] = field(default_factory=dict)
    bounds: Mapping[str, Sequence[Bounds]] = field(default_factory=dict)
    concerns: Mapping[str, Concern] = field(default_factory=dict)

    @cached_property
    def blocs(self) -> tuple[str, ...]:
        """The codes of the blocs: asked for at each candidate."""
        return tuple(code for code, genre in self.elements if genre == "bloc")

    def within(self, codes: Iterable[str]) -> "StatisticsOutline":
        """The outline of some elements alone."""
        some = set(codes)
        return replace(
            self,
            elements=tuple(each for each in self.elements if each.code in some),
            items={code: kind for code, kind in self.items.items() if code in some},
            marks=self.marks & some,
            levels={code: words for code, words in self.levels.items() if code in some},
            criteres={code: criteres for code, criteres in self.criteres.items() if code in some},
            concerns={code: concern for code, concern in self.concerns.items() if code in some},
        )


class Facts(NamedTuple):
    """One candidate. An element that is absent from a mapping has nothing of the sort.

    `verdicts` are valide, non_valide, en_attente or exclu; `marks` and `levels` are what is known for sure;
    `items` says whether each element that was really assessed is acquired; `acquis` is the number of critères
    acquired in each compétence, None while one is pending.
    """

    verdicts: Mapping[str, str]
    marks: Mapping[str, Fraction]
    levels: Mapping[str, str]
    items: Mapping[str, bool]
    acquis: Mapping[str, int | None]


def outline(referentiel: Referentiel) -> StatisticsOutline:
    """What there is to count under a référentiel: what has a verdict or bears a value."""
    steps, entries = referentiel.program.steps, referentiel.entries
    with_verdict = {name for sort, name in steps if sort == "verdict"}
    words = {code: entry.scale.words() for code, entry in entries.items()}
    levels = {code: texts for code, texts in words.items() if texts and texts != YES_NO}
    levels |= {
        name: tuple(rung.name for rung in reversed(step.node.rungs))
        for (_, name), step in steps.items()
        if isinstance(step.node, Ladder)
    }
    elements = list(_elements(referentiel))
    items = {
        code: genre
        for code, genre in elements
        if code in entries and code in with_verdict and genre != "fait"
    }
    marks = {name for sort, name in steps if sort == "valeur"} | {code for code in entries if not words[code]}
    return StatisticsOutline(
        tuple(elements),
        items,
        frozenset(marks - levels.keys()),
        levels,
        dict(_criteres(referentiel, items)),
        _limits_by_name(referentiel.program),
        _bounds_by_name(referentiel.program),
        referentiel.program.concerns,
    )


def _elements(referentiel: Referentiel) -> Iterator[StatisticsElement]:
    """The certification, the elements that have a verdict or bear a value, then what is named."""
    model = referentiel.model
    codes = {name for _, name in referentiel.program.steps} | referentiel.entries.keys()
    yield StatisticsElement(CERTIFICATION, CERTIFICATION)
    yield from (
        StatisticsElement(each.code, each.kind)
        for each in referentiel.elements.values()
        if each.code in codes
    )
    for genre, names in (("regle", model.regles), ("mesure", model.mesures), ("palier", model.paliers)):
        yield from (StatisticsElement(name, genre) for name in names)


def _criteres(referentiel: Referentiel, items: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The critères of each compétence that has some."""
    tree = referentiel.tree
    for code in tree.below("competence", None):
        if criteres := tuple(each for each in tree.below("critere", code) if each in items):
            yield code, criteres


def _limits_by_name(program: Program) -> dict[str, frozenset[Fraction]]:
    """The limits that each element's value and each measure is compared with, by its name, in any rule."""
    limits: dict[str, set[Fraction]] = {}
    for name, bounds, _fails in _comparisons(program):
        limits.setdefault(name, set()).update(bounds.ends)
    for code, entry in program.entries.items():
        if entry.keep_bounds is not None:
            limits.setdefault(code, set()).update(entry.keep_bounds.ends)
    return {name: frozenset(each) for name, each in limits.items()}


def _bounds_by_name(program: Program) -> dict[str, Sequence[Bounds]]:
    """The bounds that each element's value and each measure is to meet, each once: the contrary of those that it is to
    miss, under `non`, `aucun` or `au_plus`.
    """
    by_name: dict[str, dict[tuple[object, ...], Bounds]] = {}
    for name, bounds, fails in _comparisons(program):
        if demand := bounds.contrary if fails else bounds:
            key = tuple(each and (each.at, each.strict) for each in (demand.lower, demand.upper))
            by_name.setdefault(name, {}).setdefault(key, demand)
    return {name: sorted(of.values(), key=lambda one: sorted({*one.ends})) for name, of in by_name.items()}


def _comparisons(program: Program) -> Iterator[tuple[str, Bounds, bool]]:
    """What is compared, by its name, in any rule; with which bounds; whether it is to miss them."""
    for step in program.steps.values():
        stack: list[tuple[Node, bool]] = [(step.node, False)]
        while stack:
            node, fails = stack.pop()
            turns = isinstance(node, CountRule | Not) and more_loses(node) is True
            stack += [(each, fails != turns) for each in node.inside()]
            if isinstance(node, Compare):
                subject = node.subject
                name = subject.name if isinstance(subject, ValueOf | PointsOf) else step.makes[1]
                yield name, node.bounds, fails


def facts(state: State, of: StatisticsOutline, absent: Container[str] = ()) -> Facts:
    """What was decided of one candidate, down to what was entered; what is not for this candidate is left out.

    `absent` are the elements whose value is a status's (`ABS: {valeur: 0}`): decided, not assessed, and no mark. Nor is
    one assessed that is not entered to the end, nor one exempted, which validates, or absent, which blocks: neither
    says how hard the element is. What a jury decided otherwise is no matter there.
    """
    verdicts: dict[str, str] = {}
    marks: dict[str, Fraction] = {}
    levels = {
        name: climb.rungs[0]
        for name, climb in state.ladders.items()
        if len(climb.rungs) == 1 and name in of.levels
    }
    away = {code for code, concern in of.concerns.items() if concern.of(state) == FAUX}
    for code, _ in of.elements:
        judgement = state.verdicts.get(code)
        if code in away:
            verdicts |= {code: LEFT_OUT} if judgement is not None else {}
            continue
        if judgement is not None:
            verdicts[code] = LEFT_OUT if judgement.outcome == EXCLU else WORDS[judgement.outcome]
        if (code in of.marks or code in of.levels) and code in state.values and code not in absent:
            value = _final_value(code, state)
            if value is not None and code in of.marks:
                marks[code] = value
            elif value is not None:
                levels[code] = of.levels[code][int(value)]
    return Facts(verdicts, marks, levels, _items(state, of, absent), _acquis(of, verdicts, away))


def _items(state: State, of: StatisticsOutline, absent: Container[str]) -> dict[str, bool]:
    """Whether each element that was assessed was validated, by the rules alone."""
    return {
        code: outcome == VRAI
        for code in of.items
        if _final_value(code, state) is not None
        and (outcome := original_judgement(state.verdicts[code]).outcome) in ASSESSMENT_OUTCOMES
        and code not in absent
    }


def _final_value(code: str, state: State) -> Fraction | None:
    """The value that an element has for sure, once all who assess it have: a ceiling of 0 may leave a single one
    possible before, and a verdict be decided whatever the last juror says.
    """
    value = state.values[code].value
    return None if value.may & NON_SAISIE else value.number


def _acquis(
    of: StatisticsOutline, verdicts: Mapping[str, str], away: Container[str]
) -> dict[str, int | None]:
    """How many critères of each compétence are acquired, but for those that are not for the candidate."""
    acquis: dict[str, int | None] = {}
    for code, criteres in of.criteres.items():
        if code not in away:
            words = [verdicts[critere] for critere in criteres]
            acquis[code] = None if EN_ATTENTE in words else words.count(VALIDE)
    return acquis
