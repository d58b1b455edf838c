"""What differs between two documents of one title, bloc by bloc; of a référentiel and its fiche, as findings."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

from certeval.diagnostics import Diagnostic, Finding, Path
from certeval.diagnostics.families import documents as kinds
from certeval.exchange.comparison import sides
from certeval.exchange.comparison.sides import FACTS, Side, SideBloc, SideCompetence
from certeval.exchange.fiche import split_item
from certeval.sources.document import Document
from certeval.versions.wordings import NEAR, WordingChange, changes, likeness

Part = TypeVar("Part", SideBloc, SideCompetence)


class DifferingFact(NamedTuple):
    """What both documents say of the certification, otherwise; or what one alone says, the other's text empty."""

    name: str
    first: str
    second: str

    @property
    def differs(self) -> bool:
        return bool(self.first and self.second)


class WordingDifference(NamedTuple):
    """A compétence that both have: `runs` are the words that differ, none where its wording is the same."""

    first: SideCompetence
    second: SideCompetence
    runs: tuple[WordingChange, ...] = ()


@dataclass(frozen=True)
class BlocPair:
    """A bloc that both have: how its title differs, its compétences that both have, those that one alone has."""

    first: SideBloc
    second: SideBloc
    title: tuple[WordingChange, ...]
    competences: tuple[WordingDifference, ...]
    first_alone: tuple[SideCompetence, ...]
    second_alone: tuple[SideCompetence, ...]

    @property
    def differs(self) -> bool:
        wordings_differ = any(each.runs for each in self.competences)
        return bool(self.title or wordings_differ or self.first_alone or self.second_alone)


@dataclass(frozen=True)
class FicheComparison:
    """Two documents compared; `extra_correspondances`: those of the second that the first has not."""

    first: Side
    second: Side
    facts: tuple[DifferingFact, ...]
    blocs: tuple[BlocPair, ...]
    first_alone: tuple[SideBloc, ...]
    second_alone: tuple[SideBloc, ...]
    extra_correspondances: tuple[tuple[str, str], ...]

    @property
    def differs(self) -> bool:
        """Whether they say something differently; what one alone can say is no difference."""
        alone = self.first_alone or self.second_alone
        facts = any(each.differs for each in self.facts)
        return bool(facts or alone or any(each.differs for each in self.blocs))


def plain(text: str) -> str:
    """A wording as it is compared: spaces, apostrophes and the sign that ends it aside."""
    return " ".join(text.replace("’", "'").split()).rstrip(" .;:,")


def compare(first: Side, second: Side) -> FicheComparison:
    """Two documents of one title compared."""
    facts = tuple(
        DifferingFact(name, ours, theirs)
        for name in FACTS
        if plain(ours := first.facts.get(name, "")) != plain(theirs := second.facts.get(name, ""))
    )
    pairs, ours_alone, theirs_alone = _pair(
        first.blocs,
        second.blocs,
        (
            lambda one, other: one.number != "" and one.number == other.number,
            _same_code,
            lambda _one, _other: True,
        ),
    )
    blocs = tuple(_blocs(*pair) for pair in pairs)
    numbers = {each.second.number: each.first.codes for each in blocs}
    own = set(first.correspondances)
    extra_correspondances = tuple(
        (other, target)
        for other, target in second.correspondances
        if own.isdisjoint((other, each) for each in (target, *numbers.get(target, ())))
    )
    return FicheComparison(first, second, facts, blocs, ours_alone, theirs_alone, extra_correspondances)


def _blocs(first: SideBloc, second: SideBloc) -> BlocPair:
    ours = _split_competences(first.competences, second)
    theirs = _split_competences(second.competences, first)
    pairs, ours_alone, theirs_alone = _pair(
        ours, theirs, (lambda one, other: plain(one.text) == plain(other.text), _same_code)
    )
    near, ours_alone, theirs_alone = _nearest(ours_alone, theirs_alone)
    order = {id(each): i for i, each in enumerate(ours)}
    all_pairs = sorted([*pairs, *near], key=lambda pair: order[id(pair[0])])
    return BlocPair(
        first,
        second,
        _runs(first.intitule, second.intitule),
        tuple(WordingDifference(one, other, _runs(one.text, other.text)) for one, other in all_pairs),
        ours_alone,
        theirs_alone,
    )


def _runs(one: str, other: str) -> tuple[WordingChange, ...]:
    return () if plain(one) == plain(other) or not (one and other) else changes(one, other)


def _split_competences(competences: Sequence[SideCompetence], other: SideBloc) -> tuple[SideCompetence, ...]:
    """The compétences of a list that is one text: two that are glued are parted where the other document has both."""
    wordings = {plain(each.text) for each in other.competences}
    pieces: list[SideCompetence] = []
    for each in competences:
        parts = split_item(each.text) if not each.code else [each.text]
        whole = len(parts) == 1 or not all(plain(part) in wordings for part in parts)
        pieces += [each] if whole else [replace(each, text=part) for part in parts]
    return tuple(pieces)


def _same_code(one: Part, other: Part) -> bool:
    return bool(one.codes & other.codes)


Pairs = tuple[list[tuple[Part, Part]], tuple[Part, ...], tuple[Part, ...]]
"""What is paired, and what is left of both."""


def _pair(
    first: Sequence[Part], second: Sequence[Part], ways: Sequence[Callable[[Part, Part], bool]]
) -> Pairs[Part]:
    """What is paired by each way in turn, in the order of the first."""
    ours, theirs = list(first), list(second)
    pairs: list[tuple[Part, Part]] = []
    for alike in ways:
        for one in list(ours):
            other = next((each for each in theirs if alike(one, each)), None)
            if other is not None:
                ours.remove(one)
                theirs.remove(other)
                pairs.append((one, other))
    order = {id(each): i for i, each in enumerate(first)}
    return sorted(pairs, key=lambda pair: order[id(pair[0])]), tuple(ours), tuple(theirs)


def _nearest(first: Sequence[SideCompetence], second: Sequence[SideCompetence]) -> Pairs[SideCompetence]:
    """Wordings that share two words of three, the nearest first."""
    near = sorted(
        (
            (likeness(one.text, other.text), i, j)
            for i, one in enumerate(first)
            for j, other in enumerate(second)
        ),
        key=lambda each: (-each[0], each[1], each[2]),
    )
    matches: dict[int, int] = {}
    for alike, i, j in near:
        if alike >= NEAR and i not in matches and j not in matches.values():
            matches[i] = j
    pairs = [(first[i], second[j]) for i, j in matches.items()]
    ours = tuple(each for i, each in enumerate(first) if i not in matches)
    return pairs, ours, tuple(each for j, each in enumerate(second) if j not in matches.values())


WHERE = {
    sides.INTITULE: ("intitule",),
    sides.NUMERO: ("rncp",),
    sides.DU: ("enregistrement", "du"),
    sides.AU: ("enregistrement", "au"),
    sides.DECISION: ("enregistrement", "decision", "le"),
}
"""Where each fact stands in the certification, its level apart."""


def findings(document: Document, fiche: Side) -> list[Diagnostic]:
    """What a référentiel's file says otherwise than its fiche, or does not say, or says alone."""
    comparison = compare(sides.tree_side(document.root, document.file), fiche)
    level = "niveau_europeen" if document.at(("certification", "niveau_europeen")) else "niveau"
    return [document.locate(each) for each in _findings(comparison, {**WHERE, sides.NIVEAU: (level,)})]


def _findings(comparison: FicheComparison, where: Mapping[str, Path]) -> Iterator[Finding]:
    for fact in comparison.facts:
        if fact.differs:
            path = ("certification", *where[fact.name])
            yield Finding(kinds.FACT_OTHERWISE, path, {"ours": fact.first, "theirs": fact.second})
    for pair in comparison.blocs:
        yield from _bloc_findings(pair)
    for bloc in comparison.first_alone:
        yield Finding(kinds.BLOC_NOT_PUBLISHED, bloc.path, {"code": bloc.name})
    for bloc in comparison.second_alone:
        yield Finding(kinds.BLOC_LACKS, ("blocs",), {"code": bloc.name, "text": bloc.intitule}, at_key=True)


def _bloc_findings(pair: BlocPair) -> Iterator[Finding]:
    if pair.title:
        arguments = {"code": pair.first.name, "text": pair.second.intitule}
        yield Finding(kinds.WORDED_OTHERWISE, (*pair.first.path, "intitule"), arguments)
    for each in pair.competences:
        if each.runs:
            arguments = {"code": each.first.code, "text": each.second.text}
            yield Finding(kinds.WORDED_OTHERWISE, (*each.first.path, "libelle"), arguments)
    for competence in pair.first_alone:
        yield Finding(kinds.COMPETENCE_NOT_PUBLISHED, competence.path, {"code": competence.code})
    for competence in pair.second_alone:
        arguments = {"code": pair.first.name, "text": competence.text}
        yield Finding(kinds.COMPETENCE_LACKS, (*pair.first.path, "competences"), arguments, at_key=True)
