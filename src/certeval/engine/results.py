"""Decisions as the plain values of design §4: what `--json` prints, and every other form is made from."""

from collections.abc import Iterable, Mapping
from typing import Literal

from certeval.engine.evaluator import Evaluator
from certeval.engine.missing import missing
from certeval.referentiel.load import Referentiel
from certeval.rules.derivation import Judged, Measured, State
from certeval.rules.numbers import exact
from certeval.rules.outcome import BLOQUE, FAUX, REELLE, VRAI, Value
from certeval.rules.program import CERTIFICATION
from certeval.rules.verdicts import Counted, Every, Some

Verdict = Literal["valide", "non_valide", "en_attente"]
Plain = dict[str, object]

VALIDE: Verdict = "valide"
NON_VALIDE: Verdict = "non_valide"
EN_ATTENTE: Verdict = "en_attente"
VERDICTS: tuple[Verdict, ...] = (VALIDE, NON_VALIDE, EN_ATTENTE)


def verdict(outcome: int) -> Verdict:
    """The jury's word for an outcome: undetermined and excluded are both pending."""
    if outcome == VRAI:
        return VALIDE
    return NON_VALIDE if outcome and not outcome & ~(FAUX | BLOQUE) else EN_ATTENTE


class Results:
    """Builds the results of candidates of one référentiel; parts that are equal are built once and shared."""

    def __init__(self, referentiel: Referentiel) -> None:
        self.referentiel = referentiel
        self.evaluator = Evaluator(referentiel.program)
        self._shared: dict[tuple[str, int, int], tuple[Plain, object]] = {}
        tree = referentiel.tree
        self._blocs = tree.below("bloc", None)
        self._under = {
            bloc: (tree.below("competence", bloc), self._marked(tree.below("epreuve", bloc)))
            for bloc in self._blocs
        }
        inside = {code for bloc in self._blocs for code in tree.below("epreuve", bloc)}
        outside = [code for code in tree.below("epreuve", None) if code not in inside]
        self._epreuves = self._marked(tuple(outside))
        self._names = (referentiel.model.regles, referentiel.model.mesures, referentiel.model.paliers)

    def _marked(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """The épreuves that bear a mark or a rule: the others are described, not decided."""
        declared = {name for sort, name in (step.makes for step in self.referentiel.program.steps)}
        return tuple(c for c in codes if c in self.referentiel.entries or c in declared)

    def evaluate(self, cells: Mapping[str, Value]) -> State:
        return self.evaluator.evaluate(cells)

    def candidate(self, code: str, state: State) -> Plain:
        """One candidate's decisions."""
        result: Plain = {
            "candidat": code,
            "certification": self._element(CERTIFICATION, state, coded=False),
            "blocs": [self._bloc(bloc, state) for bloc in self._blocs],
        }
        if self._epreuves:
            result["epreuves"] = [self._element(epreuve, state) for epreuve in self._epreuves]
        rules, measures, ladders = self._names
        if rules:
            result["regles"] = {name: {"verdict": verdict(state.verdicts[name].outcome)} for name in rules}
        if measures:
            result["mesures"] = {name: number(state.values[name].value) for name in measures}
        if ladders:
            result["paliers"] = {name: list(state.ladders[name].rungs) for name in ladders}
        return result

    def _bloc(self, code: str, state: State) -> Plain:
        competences, epreuves = self._under[code]
        result = dict(self._element(code, state))
        result["competences"] = [self._element(competence, state) for competence in competences]
        if epreuves:
            result["epreuves"] = [self._element(epreuve, state) for epreuve in epreuves]
        return result

    def _element(self, code: str, state: State, *, coded: bool = True) -> Plain:
        judged = state.verdicts.get(code)
        measured = state.values.get(code)
        key = (code, id(judged), id(measured))
        held = self._shared.get(key)
        if held is None:
            if len(self._shared) > MAX_SHARED:
                self._shared.clear()
            built: Plain = {"code": code} if coded else {}
            built |= self._decided(judged, state)
            if measured is not None and (words := self._value(code, measured)) is not None:
                built["valeur"] = words
            held = self._shared[key] = (built, (judged, measured))
        return held[0]

    def _decided(self, judged: Judged | None, state: State) -> Plain:
        """The verdict with its counts and, while it is pending, what is missing."""
        if judged is None:
            return {"verdict": None}
        found: Plain = {"verdict": verdict(judged.outcome), "origine": "calcul"}
        if judged.outcome == BLOQUE:
            found["defaillant"] = True
        found |= counts(judged)
        if found["verdict"] == EN_ATTENTE:
            found["manque"] = list(missing(judged, state))
        return found

    def _value(self, code: str, measured: Measured) -> object:
        """A mark or level; a yes/no that is entered is its verdict already."""
        entry = self.referentiel.entries.get(code)
        words = entry.scale.words() if entry else ()
        if not words:
            return number(measured.value)
        value = measured.value
        if words == ("non", "oui") or not value.may & REELLE:
            return None
        low, high = words[int(value.low)], words[int(value.high)]
        return low if low == high else [low, high]


MAX_SHARED = 200_000


def counts(judged: Judged) -> Plain:
    """acquis, non_acquis, non_evalue, total and requis of a rule that counts; of a compound one, its first count."""
    counted = _first_count(judged)
    if counted is None or not isinstance(counted.node, Counted):
        return {}
    tally = counted.node.tally(counted.parts)
    found: Plain = {
        "acquis": tally.met,
        "non_acquis": tally.unmet,
        "non_evalue": tally.open,
        "total": tally.total,
    }
    required = counted.node.required(tally.total) if counted is judged else None
    if required is not None:
        found["requis"] = required
    return found


def _first_count(judged: Judged) -> Judged | None:
    """The count that a rule is, or the first unconditional one that it combines."""
    if isinstance(judged.node, Counted):
        return judged
    if isinstance(judged.node, Every | Some):
        for part in judged.parts:
            if isinstance(part, Judged) and isinstance(part.node, Counted) and not part.node.conditional:
                return part
    return None


def number(value: Value) -> object:
    """A whole number as such, another as exact text, an interval as the text of its ends, None for no value."""
    if value.known is not None:
        return int(value.known) if value.known.denominator == 1 else exact(value.known)
    if not value.may & REELLE:
        return None
    return [exact(value.low), exact(value.high)]


def summary(candidates: Iterable[Plain], blocs: Iterable[str]) -> Plain:
    """How many candidates have each verdict, for the certification and for each bloc."""
    certification = dict.fromkeys(VERDICTS, 0)
    by_bloc: dict[str, dict[Verdict, int]] = {code: dict.fromkeys(VERDICTS, 0) for code in blocs}
    total = 0
    for candidate in candidates:
        total += 1
        certification[_verdict_of(candidate["certification"])] += 1
        listed = candidate["blocs"]
        for bloc in listed if isinstance(listed, list) else ():
            if bloc["verdict"] is not None:
                by_bloc[bloc["code"]][bloc["verdict"]] += 1
    return {"candidats": total, "certification": certification, "blocs": by_bloc}


def _verdict_of(decided: object) -> Verdict:
    found = decided["verdict"] if isinstance(decided, dict) else None
    return found if found in VERDICTS else EN_ATTENTE


__all__ = ["Results", "counts", "number", "summary", "verdict"]
