"""What another version would have decided of past candidates: who changes, from which verdict to which, and why.

The cells are those that the old version reads. Under the new one each counts for what its element has become; what
was never entered is empty there, and so is a cell that it would not read: these are counted and told.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from certeval.diagnostics import Finding, Path, Place, has_errors
from certeval.diagnostics.families import referentiel as kinds
from certeval.engine.missing import missing
from certeval.frozen import frozen
from certeval.referentiel.load import Compilation, Referentiel, compile_document
from certeval.rules.derivation import State
from certeval.scores.observations import Candidate
from certeval.sources import yaml
from certeval.sources.document import Document, Map, shape
from certeval.versions.attribution import CauseSearch, People
from certeval.versions.compare import Comparison
from certeval.versions.difference import Difference
from certeval.versions.replay import (
    CandidateTurns,
    MakeDecider,
    Point,
    Replay,
    ReplayPair,
    points,
    whole_decider,
)


@frozen
class VerdictChange:
    """One verdict that is another under the new version.

    `causes` are sets of differences, each of which alone makes it what the new version says; a set of several only
    does so together. It is empty where the search was given up. `without_score` are elements of the new version that
    the sheets could not know, and that a pending verdict waits for.
    """

    point: Point
    code: str
    before: str
    after: str
    causes: tuple[tuple[Difference, ...], ...] = ()
    without_score: tuple[str, ...] = ()


@frozen
class Impact:
    """What becomes of the candidates of past sheets; `changes` holds those of whom a verdict changes.

    `unread_cells` counts, by old code, the cells that the new version does not read, `parcours` and `voie` among them.
    `is_complete` is false where the search for causes was given up before its end.
    """

    comparison: Comparison
    candidates: int
    changes: Mapping[str, tuple[VerdictChange, ...]]
    unread_cells: Mapping[str, int]
    is_complete: bool = True

    @property
    def causes(self) -> tuple[Difference, ...]:
        """The differences that change a verdict, alone or together, in the order of the comparison."""
        unique = {id(changes): changes for changes in self.changes.values()}.values()
        ids = {id(d) for changes in unique for c in changes for set_ in c.causes for d in set_}
        return tuple(d for d in self.comparison.differences if id(d) in ids)

    def keep(self, shows: Callable[[Point], bool]) -> "Impact":
        """The same, with the changes of some points alone. What candidates share, they share still."""
        unique = {id(changes): changes for changes in self.changes.values()}
        some = {at: tuple(each for each in changes if shows(each.point)) for at, changes in unique.items()}
        of_points = {code: some[id(changes)] for code, changes in self.changes.items() if some[id(changes)]}
        return replace(self, changes=of_points)

    def directions(self) -> list["Direction"]:
        """How many candidates change in each direction, by what is decided."""
        groups: dict[tuple[Point, str, str, str], list[VerdictChange]] = {}
        for changes in self.changes.values():
            for each in changes:
                groups.setdefault((each.point, each.code, each.before, each.after), []).append(each)
        order = {point: i for i, point in enumerate(points(self.comparison.old))}
        return [
            Direction(*key, len(same), sum(bool(each.without_score) for each in same))
            for key, same in sorted(groups.items(), key=lambda item: (order[item[0][0]], item[0][2:]))
        ]


@frozen
class Direction:
    """How many candidates go from one verdict to another; for how many because an element was never scored."""

    point: Point
    code: str
    before: str
    after: str
    candidates: int
    without_score: int


@dataclass(slots=True)
class PastTurns:
    """What past candidates come to otherwise: how many they are, what of each of whom a verdict changes, and how many
    cells the new version does not read, by their old code.
    """

    candidates: int = 0
    cases: dict[str, CandidateTurns] = field(default_factory=dict)
    unread_cells: Counter[str] = field(default_factory=Counter)

    def take(self, other: "PastTurns") -> None:
        """Take in what those who follow come to."""
        self.candidates += other.candidates
        self.cases |= other.cases
        self.unread_cells.update(other.unread_cells)


def impact(comparison: Comparison, candidates: Iterable[Candidate]) -> Impact:
    """What changes for the candidates of sheets that the old version reads without errors, each decided alone."""
    sides = ReplayPair(comparison)
    turns, people = PastTurns(), {each.code: each for each in candidates}
    for code, candidate in people.items():
        (was, _), (becomes, unread_codes) = sides.before.decide(candidate), sides.after.decide(candidate)
        turns.unread_cells.update(unread_codes)
        case = sides.case(sides.before.verdicts(was), sides.after.verdicts(becomes))
        if case.turns:
            turns.cases[code] = sides.with_waits(case, partial(_waits_for, becomes))
    turns.candidates = len(people)
    return with_causes(comparison, turns, lambda _: people)


def _waits_for(state: State, code: str) -> Sequence[str]:
    judgement = state.verdicts.get(code)
    return missing(judgement, state) if judgement else ()


def with_causes(
    comparison: Comparison, turns: PastTurns, people: People, make_decider: MakeDecider = whole_decider
) -> Impact:
    """What candidates come to otherwise, with its causes; `people` gives those whose cells tell these, which
    `make_decider` decides.
    """
    after = Replay(comparison.new, comparison.old, comparison.differences)
    causes = CauseSearch(comparison, make_decider)
    cause_sets = causes.of(turns.cases, people)
    changes: dict[str, tuple[VerdictChange, ...]] = {}
    same: dict[tuple[int, int], tuple[VerdictChange, ...]] = {}
    for code, case in turns.cases.items():
        key = (id(case), id(cause_sets[code]))
        if key not in same:
            same[key] = tuple(
                VerdictChange(turn.point, after.name(turn.point), turn.before, turn.after, of, never)
                for turn, of, never in zip(case.turns, cause_sets[code], case.without_score, strict=True)
            )
        changes[code] = same[key]
    codes = (*comparison.old.entries, *comparison.old.program.situation)
    unread_cells = {code: turns.unread_cells[code] for code in codes if code in turns.unread_cells}
    return Impact(comparison, turns.candidates, changes, unread_cells, causes.is_complete)


SECTION = "validation"
NOWHERE = ((1, 1, 1, 1), (1, 1, 1, 1))
"""Where a key and its value stand that were never read."""


@frozen
class _HypotheticalDocument(Document):
    """A document some of whose rules stand in another: their places are there."""

    rules: Document = field(default_factory=lambda: Document("", Map(), b""))

    def place(self, path: Path, *, at_key: bool = False) -> Place:
        root = self.rules.root
        if path[:1] == (SECTION,) and isinstance(root, Map) and path[1:2] and path[1] in root:
            return self.rules.place(path[1:], at_key=at_key)
        return Document.place(self, path, at_key=at_key)


def with_rules(referentiel: Referentiel, text: str, name: str) -> Compilation:
    """The référentiel with the rules of `text` instead of its own, by kind: the keys that `validation` takes.

    Mistakes in the text stand in a file called `name`.
    """
    rules = yaml.parse(text.encode(), name)
    if has_errors(rules.diagnostics):
        return Compilation(rules, None, None, None, rules.diagnostics)
    if not isinstance(rules.root, Map):
        arguments = {"wanted": "mapping", "given": shape(rules.root)}
        mistake = rules.locate(Finding(kinds.WRONG_SHAPE, (), arguments))
        return Compilation(rules, None, None, None, [mistake])
    base = referentiel.document
    root = _with(base.root, {SECTION: _with(base.at((SECTION,)), rules.root)})
    return compile_document(
        _HypotheticalDocument(base.file, root, base.data, base.text, rules.diagnostics, rules)
    )


def _with(base: object, values: dict[str, object]) -> Map:
    """A mapping with other values of some keys, each pair where it was read."""
    result = Map()
    for each in (base, values):
        places = each.places if isinstance(each, Map) else {}
        for key, value in each.items() if isinstance(each, dict) else ():
            key_at, at = places.get(key) or result.places.get(key) or NOWHERE
            result.put(key, key_at, value, at)
    return result
