"""Decisions as the plain values of design §4: what `--json` prints, and every other form is made from."""

from collections.abc import Collection, Iterable, Mapping

from certeval.engine.evaluator import Evaluator
from certeval.engine.missing import missing
from certeval.engine.verdicts import EN_ATTENTE, Plain, verdict
from certeval.referentiel.load import Referentiel
from certeval.rules.count_rules import CountRule
from certeval.rules.derivation import Judgement, Measurement, Node, State
from certeval.rules.held_verdicts import HeldRule, original_judgement
from certeval.rules.outcome import BLOQUE, EXCLU, FAUX, INCONNU, REELLE, Value
from certeval.rules.program import CERTIFICATION
from certeval.rules.scales import YES_NO, Scale
from certeval.rules.situation import RuleFor
from certeval.rules.verdicts import Every, ExclusionGuard, Some
from certeval.text.numbers import exact


def counts(judgement: Judgement) -> Plain:
    """acquis, non_acquis, non_evalue, total and requis of a rule that counts; of a compound one, those of its first
    unconditional count.
    """
    parts = judgement.parts if isinstance(judgement.node, COMPOUND) else ()
    for each in (judgement, *parts):
        rule = each.node
        if isinstance(rule, CountRule) and (each is judgement or not rule.conditional):
            tally = rule.tally(each.parts)
            numbers: Plain = {"acquis": tally.acquis, "non_acquis": tally.non_acquis}
            numbers |= {"non_evalue": tally.open, "total": tally.total}
            requis = _least_count(judgement)
            return numbers if requis is None else numbers | {"requis": requis}
    return {}


def count_rule(node: Node) -> CountRule | None:
    """The rule that counts what `counts` says of another; None where it says nothing."""
    node = own_rule(node)
    parts = map(own_rule, node.inside() if isinstance(node, COMPOUND) else ())
    rules = (each for each in (node, *parts) if isinstance(each, CountRule))
    return next((each for each in rules if each is node or not each.conditional), None)


def own_rule(node: Node) -> Node:
    """A rule without what says for whom it is."""
    while isinstance(node, ExclusionGuard | RuleFor):
        node = node.rule
    return node


def _least_count(judgement: Judgement) -> int | None:
    """The least number that validates, of the items that are left; None where the rule is no count, or asks none."""
    node = judgement.node
    if not isinstance(node, CountRule):
        return None
    outcomes = node.outcomes(judgement.parts)
    return node.least_count(len(outcomes) - outcomes.count(EXCLU))


def may_count(node: Node) -> bool:
    """Whether a rule counts, or one that it is made of: `counts` says something of no other."""
    return isinstance(node, CountRule) or any(map(may_count, node.inside()))


def counts_of(code: str, state: State) -> Plain:
    """The counts of a verdict: where the candidate's situation is not known, those that it has in each that may be."""
    of_ways = [counts(original_judgement(way.verdicts[code])) for way in state.ways]
    alike = bool(of_ways) and all(each == of_ways[0] for each in of_ways)
    return of_ways[0] if alike else counts(original_judgement(state.verdicts[code]))


def requis_of(code: str, state: State, items: Collection[str]) -> int | None:
    """How many of some elements must be acquired at least for a verdict; None where it is not just these that it
    counts, or where that depends on what is not known of the candidate's situation.
    """
    numbers = {
        _least_count(judgement) if _counts_just(judgement.node, items) else None
        for judgement in (original_judgement(way.verdicts[code]) for way in state.ways or (state,))
    }
    return numbers.pop() if len(numbers) == 1 else None


def _counts_just(node: Node, items: Collection[str]) -> bool:
    return (
        isinstance(node, CountRule)
        and not node.conditional
        and {each[0] for each in node.items} == set(items)
    )


COMPOUND = (Every, Some, ExclusionGuard, RuleFor)


def number(value: Value) -> object:
    """A whole number as such, another as exact text, an interval as the text of its ends, None for no value."""
    amount = value.number
    if amount is not None:
        return int(amount) if amount.denominator == 1 else exact(amount)
    return [exact(value.low), exact(value.high)] if value.may & REELLE else None


def in_words(value: Value, scale: Scale | None) -> object:
    """A value by the word of its scale, where that has words; else as a number."""
    words = scale.words() if scale else ()
    return words[int(value.number)] if words and value.number is not None else number(value)


class Results:
    """Builds the results of candidates of one référentiel; parts that are equal are built once and shared."""

    def __init__(self, referentiel: Referentiel) -> None:
        self.referentiel = referentiel
        self.evaluator = Evaluator(referentiel.program)
        self._memory: dict[tuple[str, int, int], tuple[Plain, object]] = {}
        self._names = {name for _, name in referentiel.program.steps}
        tree = referentiel.tree
        self.blocs = tree.below("bloc", None)
        self.under = {
            bloc: (tree.below("competence", bloc), self._with_result(tree.below("epreuve", bloc)))
            for bloc in self.blocs
        }
        self.parts = {
            code: parts
            for code in tree.below("competence", None)
            if (parts := tree.below("sous_competence", code))
        }
        self.lone_competences = tree.lone_competences
        inside = {code for bloc in self.blocs for code in tree.below("epreuve", bloc)}
        outside = [code for code in tree.below("epreuve", None) if code not in inside]
        self.epreuves = self._with_result(tuple(outside))
        model = referentiel.model
        self.names: tuple[Collection[str], ...] = (model.regles, model.mesures, model.paliers)

    def _with_result(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """The épreuves that bear a mark or a rule: the others are described, not decided."""
        return tuple(c for c in codes if c in self.referentiel.entries or c in self._names)

    def evaluate(self, cells: Mapping[str, Value]) -> State:
        return self.evaluator.evaluate(cells)

    def candidate(self, code: str, state: State) -> Plain:
        """One candidate's decisions: nothing of what is not for this candidate."""
        result: Plain = {
            "candidat": code,
            **{axis: self.situation_of(axis, state) for axis in self.referentiel.program.situation},
            "certification": self.element(CERTIFICATION, state, with_code=False),
            "blocs": [self._bloc(bloc, state) for bloc in self.there(self.blocs, state)],
        }
        if self.lone_competences:
            result["competences"] = self._competences(self.lone_competences, state)
        if self.epreuves:
            result["epreuves"] = self._elements(self.epreuves, state)
        for key, names in zip(NAME_KEYS, self.names, strict=True):
            if names:
                result[key] = {name: self.result_of(key, name, state) for name in names}
        return result

    @staticmethod
    def result_of(key: str, name: str, state: State) -> object:
        """What a named rule (`regles`), measure (`mesures`) or ladder (`paliers`) comes to."""
        if key == "regles":
            return {"verdict": verdict(state.verdicts[name].outcome)}
        return number(state.values[name].value) if key == "mesures" else list(state.ladders[name].rungs)

    def mark_codes(self, only: Collection[str] = ()) -> list[str]:
        """The blocs, compétences and épreuves that bear a mark or a level, then the named measures; with `only`, of
        these blocs.
        """
        program, entries = self.referentiel.program, self.referentiel.entries
        with_values = {name for sort, name in program.steps if sort == "valeur"}
        with_values |= {code for code, entry in entries.items() if entry.scale.words() != YES_NO}
        codes: list[str] = []
        for bloc in self.blocs:
            competences, epreuves = self.under[bloc]
            if not only or bloc in only:
                codes += [bloc, *self.with_parts(competences), *epreuves]
        codes += [*self.with_parts(self.lone_competences), *self.epreuves, *self.referentiel.model.mesures]
        return [code for code in dict.fromkeys(codes) if code in with_values]  # several blocs may count one

    def _bloc(self, code: str, state: State) -> Plain:
        competences, epreuves = self.under[code]
        result = dict(self.element(code, state))
        result["competences"] = self._competences(competences, state)
        if epreuves:
            result["epreuves"] = self._elements(epreuves, state)
        return result

    def _competences(self, codes: Iterable[str], state: State) -> list[Plain]:
        return [self._competence(each, state) for each in self.there(codes, state)]

    def _competence(self, code: str, state: State) -> Plain:
        result = self.element(code, state)
        parts = self.parts.get(code)
        return result | {"sous_competences": self._elements(parts, state)} if parts else result

    def with_parts(self, competences: Iterable[str]) -> list[str]:
        """Compétences, each before its sous-compétences."""
        return [each for code in competences for each in (code, *self.parts.get(code, ()))]

    def there(self, codes: Iterable[str], state: State) -> list[str]:
        """The elements among these that are for the candidate, or may be."""
        program = self.referentiel.program
        return [code for code in codes if program.existence(code, state) != FAUX]

    def _elements(self, codes: Iterable[str], state: State) -> list[Plain]:
        return [self.element(code, state) for code in self.there(codes, state)]

    def situation_of(self, axis: str, state: State) -> str | None:
        """The candidate's parcours, or voie; None where it is not known."""
        value, words = state.values[axis].value, self.referentiel.program.situation[axis].scale.words()
        return words[value.least] if value.number is not None else None

    def element(self, code: str, state: State, *, with_code: bool = True) -> Plain:
        """What one element comes to; shared between candidates, never to be changed."""
        judgement = state.verdicts.get(code)
        measurement = state.values.get(code)
        key = (code, id(judgement), id(measurement))
        entry = self._memory.get(key)
        if entry is None:
            if len(self._memory) > MAX_MEMORY:
                self._memory.clear()
            result: Plain = {"code": code} if with_code else {}
            result |= self._decision(code, judgement, state)
            if measurement is not None and (words := self.value(code, measurement)) is not None:
                result["valeur"] = words
            entry = self._memory[key] = (result, (judgement, measurement))
        return entry[0]

    def _decision(self, code: str, judgement: Judgement | None, state: State) -> Plain:
        """The verdict with its counts and, while it is pending, what is missing."""
        if judgement is None:
            return {"verdict": None}
        if isinstance(judgement.node, HeldRule):
            # the counts stay those of the computed verdict, which stands beside, whole
            held, before = judgement.node.verdict, self._decision(code, original_judgement(judgement), state)
            return {
                "verdict": verdict(held.outcome),
                "origine": held.origine,
                **({"manque": []} if held.outcome == INCONNU else {}),
                **{key: each for key, each in before.items() if key not in {*BESIDE, "origine"}},
                "calcule": {key: before[key] for key in BESIDE if key in before},
                **({"decision": dict(held.decision)} if held.decision else {}),
            }
        result: Plain = {"verdict": verdict(judgement.outcome), "origine": "calcul"}
        if judgement.outcome == BLOQUE:
            result["defaillant"] = True
        result |= counts_of(code, state)
        if result["verdict"] == EN_ATTENTE:
            result["manque"] = list(missing(judgement, state))
        return result

    def value(self, code: str, measurement: Measurement) -> object:
        """A mark or level; a yes/no that is entered is its verdict already."""
        words = self.referentiel.words(code)
        if not words:
            return number(measurement.value)
        value = measurement.value
        if words == YES_NO or not value.may & REELLE:
            return None
        low, high = words[int(value.low)], words[int(value.high)]
        return low if low == high else [low, high]


MAX_MEMORY = 200_000
BESIDE = ("verdict", "defaillant", "manque")
"""What of a computed verdict stands under `calcule`, where another is held."""
NAME_KEYS = ("regles", "mesures", "paliers")
