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
from certeval.referentiel.load import Loaded, Referentiel, compile_document
from certeval.rules.derivation import State
from certeval.scores.observations import Candidate
from certeval.sources import yaml
from certeval.sources.document import Document, Map, shape
from certeval.versions.attribution import Causes, People
from certeval.versions.compare import Comparison
from certeval.versions.deciding import Case, Deciding, Point, Sides, Under, alone, points
from certeval.versions.difference import Difference


@frozen
class VerdictChange:
    """One verdict that is another under the new version.

    `causes` are sets of differences, each of which alone makes it what the new version says; a set of several only
    does so together. It is empty where the search was given up. `never_scored` are elements of the new version that
    the sheets could not know, and that a pending verdict waits for.
    """

    point: Point
    code: str
    before: str
    after: str
    causes: tuple[tuple[Difference, ...], ...] = ()
    never_scored: tuple[str, ...] = ()


@frozen
class Impact:
    """What becomes of the candidates of past sheets; `changed` holds those of whom a verdict changes.

    `unread` counts, by old code, the cells that the new version does not read. `searched` is false where the search
    for causes was given up before its end.
    """

    comparison: Comparison
    candidates: int
    changed: Mapping[str, tuple[VerdictChange, ...]]
    unread: Mapping[str, int]
    searched: bool = True

    @property
    def causes(self) -> tuple[Difference, ...]:
        """The differences that change a verdict, alone or together, in the order of the comparison."""
        shared = {id(changes): changes for changes in self.changed.values()}.values()
        held = {id(d) for changes in shared for c in changes for set_ in c.causes for d in set_}
        return tuple(d for d in self.comparison.differences if id(d) in held)

    def keep(self, shows: Callable[[Point], bool]) -> "Impact":
        """The same, with the changes of some points alone. What candidates share, they share still."""
        shared = {id(changes): changes for changes in self.changed.values()}
        some = {at: tuple(each for each in changes if shows(each.point)) for at, changes in shared.items()}
        kept = {code: some[id(changes)] for code, changes in self.changed.items() if some[id(changes)]}
        return replace(self, changed=kept)

    def directions(self) -> list["Direction"]:
        """How many candidates change in each direction, by what is decided."""
        found: dict[tuple[Point, str, str, str], list[VerdictChange]] = {}
        for changes in self.changed.values():
            for each in changes:
                found.setdefault((each.point, each.code, each.before, each.after), []).append(each)
        order = {point: i for i, point in enumerate(points(self.comparison.old))}
        return [
            Direction(*key, len(same), sum(bool(each.never_scored) for each in same))
            for key, same in sorted(found.items(), key=lambda item: (order[item[0][0]], item[0][2:]))
        ]


@frozen
class Direction:
    """How many candidates go from one verdict to another; for how many because an element was never scored."""

    point: Point
    code: str
    before: str
    after: str
    candidates: int
    never_scored: int


@dataclass(slots=True)
class Turned:
    """What past candidates come to otherwise: how many they are, what of each of whom a verdict changes, and how many
    cells the new version does not read, by their old code.
    """

    candidates: int = 0
    changed: dict[str, Case] = field(default_factory=dict)
    unread: Counter[str] = field(default_factory=Counter)

    def take(self, other: "Turned") -> None:
        """Take in what those who follow come to."""
        self.candidates += other.candidates
        self.changed |= other.changed
        self.unread.update(other.unread)


def impact(comparison: Comparison, candidates: Iterable[Candidate]) -> Impact:
    """What changes for the candidates of sheets that the old version reads without errors, each decided alone."""
    sides = Sides(comparison)
    turned, people = Turned(), {each.code: each for each in candidates}
    for code, candidate in people.items():
        (was, _), (becomes, unread) = sides.before.decide(candidate), sides.after.decide(candidate)
        turned.unread.update(unread)
        case = sides.case(sides.before.told(was), sides.after.told(becomes))
        if case.turns:
            turned.changed[code] = sides.waiting(case, partial(_waits_for, becomes))
    turned.candidates = len(people)
    return attributed(comparison, turned, lambda _: people)


def _waits_for(state: State, code: str) -> Sequence[str]:
    judged = state.verdicts.get(code)
    return missing(judged, state) if judged else ()


def attributed(comparison: Comparison, turned: Turned, people: People, deciding: Deciding = alone) -> Impact:
    """What candidates come to otherwise, with its causes; `people` gives those whose cells tell these, which
    `deciding` decides.
    """
    after = Under(comparison.new, comparison.old, comparison.differences)
    causes = Causes(comparison, deciding)
    found = causes.of(turned.changed, people)
    changed: dict[str, tuple[VerdictChange, ...]] = {}
    same: dict[tuple[int, int], tuple[VerdictChange, ...]] = {}
    for code, case in turned.changed.items():
        key = (id(case), id(found[code]))
        if key not in same:
            same[key] = tuple(
                VerdictChange(turn.point, after.name(turn.point), turn.before, turn.after, of, never)
                for turn, of, never in zip(case.turns, found[code], case.never_scored, strict=True)
            )
        changed[code] = same[key]
    unread = {code: turned.unread[code] for code in comparison.old.entries if code in turned.unread}
    return Impact(comparison, turned.candidates, changed, unread, causes.searched)


SECTION = "validation"
NOWHERE = ((1, 1, 1, 1), (1, 1, 1, 1))
"""Where a key and its value stand that were never read."""


@frozen
class _Supposed(Document):
    """A document some of whose rules stand in another: their places are there."""

    rules: Document = field(default_factory=lambda: Document("", Map(), b""))

    def place(self, path: Path, *, at_key: bool = False) -> Place:
        said = self.rules.root
        if path[:1] == (SECTION,) and isinstance(said, Map) and path[1:2] and path[1] in said:
            return self.rules.place(path[1:], at_key=at_key)
        return Document.place(self, path, at_key=at_key)


def supposed(referentiel: Referentiel, text: str, name: str) -> Loaded:
    """The référentiel with the rules of `text` instead of its own, by kind: the keys that `validation` takes.

    Mistakes in the text stand in a file called `name`.
    """
    rules = yaml.parse(text.encode(), name)
    if has_errors(rules.diagnostics):
        return Loaded(rules, None, None, None, rules.diagnostics)
    if not isinstance(rules.root, Map):
        arguments = {"wanted": "mapping", "given": shape(rules.root)}
        mistake = rules.locate(Finding(kinds.WRONG_SHAPE, (), arguments))
        return Loaded(rules, None, None, None, [mistake])
    base = referentiel.document
    root = _with(base.root, {SECTION: _with(base.at((SECTION,)), rules.root)})
    return compile_document(_Supposed(base.file, root, base.data, base.text, rules.diagnostics, rules))


def _with(held: object, said: dict[str, object]) -> Map:
    """A mapping with other values of some keys, each pair where it was read."""
    found = Map()
    for each in (held, said):
        places = each.places if isinstance(each, Map) else {}
        for key, value in each.items() if isinstance(each, dict) else ():
            key_at, at = places.get(key) or found.places.get(key) or NOWHERE
            found.put(key, key_at, value, at)
    return found
