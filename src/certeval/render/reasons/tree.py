"""Why a candidate validates or not: derivations to a tree of plain sentences, bounded in width and depth.

The tree is built breadth first, without recursion: whatever is cut, the nearest reasons are there.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from certeval.engine.missing import missing
from certeval.engine.verdicts import EN_ATTENTE, verdict
from certeval.messages import _, ngettext
from certeval.referentiel.blocs import Bloc
from certeval.referentiel.load import Referentiel
from certeval.render.reasons import branches, concern, counts, measures, rules
from certeval.render.reasons.concern import may_be_for, situation_reasons
from certeval.render.reasons.topics import CandidateCase, Clause, Reason, Topic, name_list, topic_of
from certeval.render.words import visible
from certeval.rules.count_rules import CountRule
from certeval.rules.derivation import Climb, Judgement, Measurement, State
from certeval.rules.outcome import INCONNU
from certeval.rules.program import CERTIFICATION, Ladder
from certeval.scores.groups import group_of
from certeval.scores.observations import Candidate, Cell, CellKey

MOST_PARTS = 200
"""Reasons shown of one thing."""
MOST_REASONS = 5_000
"""Reasons shown in all."""
DEEPEST = 30
BESIDE = ("bloc", "competence", "sous_competence", "epreuve")
"""Kinds whose verdicts are explained even where the certification does not depend on them."""


def reasons(
    referentiel: Referentiel, state: State, candidate: Candidate, name: str = CERTIFICATION
) -> Reason | None:
    """The reasons of a candidate's certification, or of one element, rule, measure or ladder.

    None where nothing is decided or measured under that name.
    """
    cells: dict[str, list[tuple[CellKey, Cell]]] = {}
    for key, cell in sorted(candidate.cells.items(), key=lambda item: (item[0].tentative, item[0].jure)):
        cells.setdefault(key.element, []).append((key, cell))
    return reasons_of(CandidateCase(referentiel, state, cells), name)


def reasons_of(case: CandidateCase, name: str = CERTIFICATION) -> Reason | None:
    """The same, of a candidate whose cells are in order: by attempt, then by juror."""
    topic = topic_of(name, case.state)
    if topic is None:
        return None
    tree = _TreeBuilder(case)
    root = tree.grow(topic)
    if name == CERTIFICATION:
        tree.beside(root)
    return tree.frozen()


@dataclass(slots=True)
class _Draft:
    """A reason being built, and how deep it stands."""

    text: str
    verdict: str | None
    code: str | None
    depth: int
    children: list["_Draft | Reason"] = field(default_factory=list)


class TopicDraft(NamedTuple):
    """What is said of a topic, before what explains it: `about` are the names that it explains."""

    text: str
    verdict: str | None
    topics: tuple[Topic | Reason, ...]
    about: frozenset[tuple[type, str]]


def draft(topic: Topic, case: CandidateCase) -> TopicDraft:
    """Say a topic: what explains it is left to be said."""
    clause, part = _say(topic, case), topic.part
    about: set[tuple[type, str]] = {(Measurement, clause.value_of)} if clause.value_of else set()
    if topic.name is not None and not topic.condition:
        about.add((type(part), topic.name))
    outcome = verdict(part.outcome) if isinstance(part, Judgement) and not topic.condition else None
    return TopicDraft(topic.sentence(clause.text), outcome, clause.topics, frozenset(about))


def beside_certification(case: CandidateCase) -> Iterator[str]:
    """What may be decided or measured without the certification depending on it, in the order of the file."""
    tree, model = case.referentiel.tree, case.referentiel.model
    for kind in BESIDE:
        codes = (code for code in tree.below(kind, None) if code in case.state.verdicts)
        yield from (code for code in codes if may_be_for(code, case))
    yield from (*model.regles, *model.mesures, *model.paliers)


class _TreeBuilder:
    """One tree being built: each name explained once, no more reasons than `MOST_REASONS`."""

    def __init__(self, case: CandidateCase) -> None:
        self.case = case
        self._drafts: list[_Draft] = []
        self._explained_names: set[tuple[type, str]] = set()
        self._queue: deque[tuple[_Draft, tuple[Topic | Reason, ...]]] = deque()

    def grow(self, topic: Topic, under: _Draft | None = None) -> _Draft:
        """Explain a topic and all that it leads to."""
        root = self._draft(topic, under)
        while self._queue:
            draft, topics = self._queue.popleft()
            budget = MOST_REASONS - len(self._drafts) if draft.depth < DEEPEST else 0
            room = max(0, min(MOST_PARTS, budget))
            for part in topics[:room]:
                if isinstance(part, Reason):
                    draft.children.append(part)
                else:
                    self._draft(part, draft)
            if len(topics) > room:
                draft.children.append(_cut(len(topics) - room, draft.code if room < MOST_PARTS else None))
        return root

    def beside(self, root: _Draft) -> None:
        """What is decided or measured without the certification depending on it, in the order of the file."""
        group = _Draft(_("also decided"), None, None, root.depth + 1)
        for name in beside_certification(self.case):
            topic = topic_of(name, self.case.state)
            full = len(self._drafts) >= MOST_REASONS
            if topic is not None and not full and (type(topic.part), name) not in self._explained_names:
                if not group.children:
                    root.children.append(group)
                    self._drafts.append(group)
                self.grow(topic, group)

    def _draft(self, topic: Topic, under: _Draft | None) -> _Draft:
        """Say a topic under another, and put what explains it further on the waiting list."""
        topic_draft = draft(topic, self.case)
        text, topics = topic_draft.text, topic_draft.topics
        if topics and topic_draft.about & self._explained_names:
            text, topics = _("{reason}; explained elsewhere in this tree", reason=text), ()
        self._explained_names |= topic_draft.about
        node = _Draft(text, topic_draft.verdict, topic.name, under.depth + 1 if under else 0)
        self._drafts.append(node)
        if under:
            under.children.append(node)
        if topics or topic.beside:
            self._queue.append((node, (*topics, *topic.beside)))
        return node

    def frozen(self) -> Reason:
        """The tree as values: what was drafted last has nothing drafted before it below it."""
        by_id: dict[int, Reason] = {}
        for draft in reversed(self._drafts):
            children = tuple(c if isinstance(c, Reason) else by_id[id(c)] for c in draft.children)
            groups = {group_of(cell) for _key, cell in self.case.cells.get(draft.code or "", ())}
            group = groups.pop() if len(groups) == 1 else ""
            by_id[id(draft)] = Reason(draft.text, draft.verdict, draft.code, children, group or None)
        return by_id[id(self._drafts[0])]


def _cut(count: int, name: str | None) -> Reason:
    """How many reasons are not shown and, where asking for it shows them, of what."""
    if name is None:
        return Reason(ngettext("… ({n} more)", "… ({n} more)", count, n=count))
    text = ngettext("… ({n} more: explain {name})", "… ({n} more: explain {name})", count)
    return Reason(text.format(n=count, name=visible(name)))


def _say(topic: Topic, case: CandidateCase) -> Clause:
    """A topic in words, with the name it is about, and what explains it further."""
    part, name = topic.part, topic.name
    if isinstance(part, Climb):
        clause = branches.rungs(part, _rungs(name, case), case)
    elif isinstance(part, Measurement):
        clause = measures.measure_clause(part, case, bearer=name)
    else:
        return _verdict_clause(part, topic, case)
    text = _("{name}: {reason}", name=visible(name), reason=clause.text) if name else clause.text
    return Clause(text, clause.topics, clause.value_of)


def _verdict_clause(judgement: Judgement, topic: Topic, case: CandidateCase) -> Clause:
    name, outcome = topic.name, judgement.outcome
    clause = rules.rule_clause(judgement, case, name, validates=name is not None and not topic.condition)
    if name is None:
        text = _("{reason}: {outcome}", reason=clause.text, outcome=rules.condition_word(outcome))
        return Clause(text, clause.topics, clause.value_of)
    word = rules.condition_word(outcome) if topic.condition else rules.verdict_word(outcome, name)
    in_all = None
    if not topic.condition:
        in_all = concern.common_reason(
            name, judgement, case, lambda each, way: rules.rule_clause(each, way, name, validates=True).text
        )
    reason = clause.text if in_all is None else in_all
    text = _("{name}: {verdict} — {reason}", name=visible(name), verdict=word, reason=reason)
    around: list[Reason] = []
    if not topic.condition and (name in case.referentiel.elements or name == CERTIFICATION):
        around = [*_condition(name, case), *_missing_entries(judgement, case), *situation_reasons(name, case)]
    return Clause(text, (*around, *clause.topics), clause.value_of)


def _condition(name: str, case: CandidateCase) -> Iterator[Reason]:
    """The official sentence that says what a bloc takes."""
    element = case.referentiel.elements.get(name)
    if element and isinstance(element.model, Bloc) and element.model.condition:
        text = visible(element.model.condition.texte)
        yield Reason(_("official condition: « {text} »", text=text))


def _missing_entries(judgement: Judgement, case: CandidateCase) -> Iterator[Reason]:
    """While a verdict is pending, the elements not entered yet that could still change it."""
    of_cell = not isinstance(judgement.node, CountRule) and all(
        isinstance(part, Measurement) and not part.parts for part in judgement.parts
    )  # which says itself that it is awaited
    if verdict(judgement.outcome) != EN_ATTENTE or not judgement.outcome & INCONNU or of_cell:
        return
    names = missing(judgement, case.state)
    if names and set(names) != counts.open_items(judgement):
        yield Reason(_("could still change it: {names}", names=name_list(names)))


def _rungs(name: str | None, case: CandidateCase) -> tuple[str, ...]:
    """The names of a ladder's rungs, from the top."""
    step = case.referentiel.program.steps.get(("palier", name or ""))
    return tuple(rung.name for rung in step.node.rungs) if step and isinstance(step.node, Ladder) else ()
