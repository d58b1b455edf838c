"""Decisions as the plain values of design §4: what `--json` prints, and every other form is made from."""

from collections.abc import Collection, Iterable, Mapping

from certeval.engine.evaluator import Evaluator
from certeval.engine.missing import missing
from certeval.engine.verdicts import EN_ATTENTE, Plain, verdict
from certeval.referentiel.load import Referentiel
from certeval.rules.concern import For
from certeval.rules.derivation import Judged, Measured, Node, State
from certeval.rules.held import Held, Holding, computed
from certeval.rules.outcome import BLOQUE, EXCLU, FAUX, INCONNU, REELLE, Value
from certeval.rules.program import CERTIFICATION
from certeval.rules.scales import YES_NO, Scale
from certeval.rules.verdicts import Counted, Every, Some, UnlessExcluded
from certeval.text.numbers import exact


def counts(judged: Judged) -> Plain:
    """acquis, non_acquis, non_evalue, total and requis of a rule that counts; of a compound one, its first count."""
    counted = judged if isinstance(judged.node, Counted) else _first_count(judged)
    if counted is None or not isinstance(counted.node, Counted):
        return {}
    tally = counted.node.tally(counted.parts)
    found = {"acquis": tally.met, "non_acquis": tally.unmet, "non_evalue": tally.open, "total": tally.total}
    requis = _required(judged)
    return {**found, "requis": requis} if requis is not None else {**found}


def _required(judged: Judged) -> int | None:
    """The least number that validates, of the items that are left; None where the rule is no count, or asks none."""
    node = judged.node
    if not isinstance(node, Counted):
        return None
    outcomes = node.outcomes(judged.parts)
    return node.required(len(outcomes) - outcomes.count(EXCLU))


def may_count(node: Node) -> bool:
    """Whether a rule counts, or one that it is made of: `counts` says something of no other."""
    return isinstance(node, Counted) or any(map(may_count, node.inside()))


def counted(code: str, state: State) -> Plain:
    """The counts of a verdict: where the candidate's situation is not known, those that it has in each that may be."""
    of_ways = [counts(computed(way.verdicts[code])) for way in state.ways]
    alike = bool(of_ways) and all(each == of_ways[0] for each in of_ways)
    return of_ways[0] if alike else counts(computed(state.verdicts[code]))


def required(code: str, state: State) -> int | None:
    """Of the counts of a verdict, `requis` alone."""
    if not state.ways:
        return _required(computed(state.verdicts[code]))
    found = counted(code, state).get("requis")
    return found if isinstance(found, int) else None


COMPOUND = (Every, Some, UnlessExcluded, For)


def _first_count(judged: Judged) -> Judged | None:
    """The first unconditional count that a rule combines."""
    if isinstance(judged.node, COMPOUND):
        for part in judged.parts:
            if isinstance(part, Judged) and isinstance(part.node, Counted) and not part.node.conditional:
                return part
    return None


def number(value: Value) -> object:
    """A whole number as such, another as exact text, an interval as the text of its ends, None for no value."""
    known = value.known
    if known is not None:
        return int(known) if known.denominator == 1 else exact(known)
    return [exact(value.low), exact(value.high)] if value.may & REELLE else None


def in_words(value: Value, scale: Scale | None) -> object:
    """A value by the word of its scale, where that has words; else as a number."""
    words = scale.words() if scale else ()
    return words[int(value.known)] if words and value.known is not None else number(value)


class Results:
    """Builds the results of candidates of one référentiel; parts that are equal are built once and shared."""

    def __init__(self, referentiel: Referentiel) -> None:
        self.referentiel = referentiel
        self.evaluator = Evaluator(referentiel.program)
        self._shared: dict[tuple[str, int, int], tuple[Plain, object]] = {}
        tree = referentiel.tree
        self.blocs = tree.below("bloc", None)
        self.under = {
            bloc: (tree.below("competence", bloc), self._marked(tree.below("epreuve", bloc)))
            for bloc in self.blocs
        }
        self.parts = {
            code: parts
            for code in tree.below("competence", None)
            if (parts := tree.below("sous_competence", code))
        }
        self.alone = tree.alone
        inside = {code for bloc in self.blocs for code in tree.below("epreuve", bloc)}
        outside = [code for code in tree.below("epreuve", None) if code not in inside]
        self.epreuves = self._marked(tuple(outside))
        model = referentiel.model
        self.names: tuple[Collection[str], ...] = (model.regles, model.mesures, model.paliers)

    def _marked(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """The épreuves that bear a mark or a rule: the others are described, not decided."""
        declared = {name for _, name in self.referentiel.program.steps}
        return tuple(c for c in codes if c in self.referentiel.entries or c in declared)

    def evaluate(self, cells: Mapping[str, Value]) -> State:
        return self.evaluator.evaluate(cells)

    def candidate(self, code: str, state: State) -> Plain:
        """One candidate's decisions: nothing of what is not for this candidate."""
        result: Plain = {
            "candidat": code,
            **{axis: self.said(axis, state) for axis in self.referentiel.program.situation},
            "certification": self.element(CERTIFICATION, state, coded=False),
            "blocs": [self._bloc(bloc, state) for bloc in self.there(self.blocs, state)],
        }
        if self.alone:
            result["competences"] = self._competences(self.alone, state)
        if self.epreuves:
            result["epreuves"] = self._elements(self.epreuves, state)
        for key, names in zip(NAMED, self.names, strict=True):
            if names:
                result[key] = {name: self.named(key, name, state) for name in names}
        return result

    @staticmethod
    def named(key: str, name: str, state: State) -> object:
        """What a named rule (`regles`), measure (`mesures`) or ladder (`paliers`) comes to."""
        if key == "regles":
            return {"verdict": verdict(state.verdicts[name].outcome)}
        return number(state.values[name].value) if key == "mesures" else list(state.ladders[name].rungs)

    def marked(self, only: Collection[str] = ()) -> list[str]:
        """The blocs, compétences and épreuves that bear a mark or a level, then the named measures; with `only`, of
        these blocs.
        """
        program, entries = self.referentiel.program, self.referentiel.entries
        measured = {name for sort, name in program.steps if sort == "valeur"}
        measured |= {code for code, entry in entries.items() if entry.scale.words() != YES_NO}
        listed: list[str] = []
        for bloc in self.blocs:
            competences, epreuves = self.under[bloc]
            if not only or bloc in only:
                listed += [bloc, *self.with_parts(competences), *epreuves]
        listed += [*self.with_parts(self.alone), *self.epreuves, *self.referentiel.model.mesures]
        return [code for code in dict.fromkeys(listed) if code in measured]  # several blocs may count one

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
        found = self.element(code, state)
        parts = self.parts.get(code)
        return found | {"sous_competences": self._elements(parts, state)} if parts else found

    def with_parts(self, competences: Iterable[str]) -> list[str]:
        """Compétences, each before its sous-compétences."""
        return [each for code in competences for each in (code, *self.parts.get(code, ()))]

    def there(self, codes: Iterable[str], state: State) -> list[str]:
        """The elements among these that are for the candidate, or may be."""
        program = self.referentiel.program
        return [code for code in codes if program.concerned(code, state) != FAUX]

    def _elements(self, codes: Iterable[str], state: State) -> list[Plain]:
        return [self.element(code, state) for code in self.there(codes, state)]

    def said(self, axis: str, state: State) -> str | None:
        """The candidate's parcours, or voie; None where it is not known."""
        value, words = state.values[axis].value, self.referentiel.program.situation[axis].scale.words()
        return words[value.least] if value.known is not None else None

    def element(self, code: str, state: State, *, coded: bool = True) -> Plain:
        """What one element comes to; shared between candidates, never to be changed."""
        judged = state.verdicts.get(code)
        measured = state.values.get(code)
        key = (code, id(judged), id(measured))
        held = self._shared.get(key)
        if held is None:
            if len(self._shared) > MAX_SHARED:
                self._shared.clear()
            built: Plain = {"code": code} if coded else {}
            built |= self._decided(code, judged, state)
            if measured is not None and (words := self.value(code, measured)) is not None:
                built["valeur"] = words
            held = self._shared[key] = (built, (judged, measured))
        return held[0]

    def _decided(self, code: str, judged: Judged | None, state: State) -> Plain:
        """The verdict with its counts and, while it is pending, what is missing."""
        if judged is None:
            return {"verdict": None}
        if isinstance(judged.node, Holding):
            return self._held(code, judged, judged.node.held, state)
        found: Plain = {"verdict": verdict(judged.outcome), "origine": "calcul"}
        if judged.outcome == BLOQUE:
            found["defaillant"] = True
        found |= counted(code, state)
        if found["verdict"] == EN_ATTENTE:
            found["manque"] = list(missing(judged, state))
        return found

    def _held(self, code: str, judged: Judged, held: Held, state: State) -> Plain:
        """A verdict that is held: its counts stay those of the computed one, which stands beside, whole."""
        before = self._decided(code, computed(judged), state)
        beside = {key: before[key] for key in BESIDE if key in before}
        found = {key: each for key, each in before.items() if key not in {*BESIDE, "origine"}}
        return {
            "verdict": verdict(held.outcome),
            "origine": held.origine,
            **({"manque": []} if held.outcome == INCONNU else {}),
            **found,
            "calcule": beside,
            **({"decision": dict(held.decision)} if held.decision else {}),
        }

    def value(self, code: str, measured: Measured) -> object:
        """A mark or level; a yes/no that is entered is its verdict already."""
        entry = self.referentiel.entries.get(code)
        words = entry.scale.words() if entry else ()
        if not words:
            return number(measured.value)
        value = measured.value
        if words == YES_NO or not value.may & REELLE:
            return None
        low, high = words[int(value.low)], words[int(value.high)]
        return low if low == high else [low, high]


MAX_SHARED = 200_000
BESIDE = ("verdict", "defaillant", "manque")
"""What of a computed verdict stands under `calcule`, where another is held."""
NAMED = ("regles", "mesures", "paliers")
