"""A second evaluator, written from rules.md alone: no intervals, no certeval, plain YAML values in.

A result is the set of what it may come to. On a sheet where everything is known that set has one member,
except where nothing is left to decide or measure (« no verdict »): there both verdicts stay possible, and
every form is computed for each combination of what its parts may be.
"""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import partial
from itertools import product
from math import ceil, floor, prod

from naive_cells import (
    BOUNDS,
    Exempted,
    Known,
    Reader,
    Yaml,
    declaration,
    elements,
    ends,
    exactly,
    in_points,
    is_number,
    on_scale,
    points_of,
    within,
)

COUNTS = {"tous": {"au_moins": "100 %"}, "un_de": {"au_moins": "1"}, "aucun": {"au_plus": "0"}}
OPEN = frozenset({"oui", "non"})
NEGATION = {"oui": "non", "non": "oui", "exclu": "exclu", "defaillant": "defaillant"}
Set = frozenset


class TooManyWorldsError(Exception):
    """More combinations than a naive evaluator cares to compute."""


class Candidate:
    """What follows for one candidate from a référentiel and the cells entered. `open` holds the names that
    nothing may have been left for, somewhere below.
    """

    def __init__(self, document: dict, cells: dict[str, Yaml]) -> None:
        self.document = {"regles": {}, "mesures": {}, "paliers": {}, **document}
        self.cells = cells
        self.elements = dict(elements(document))
        self.found: dict[tuple[str, str], Set] = {}
        self.open: set[tuple[str, str]] = set()
        self.doubt = False

    def once(self, sort: str, name: str, compute: Callable[[], Set]) -> Set:
        """The result of a name, computed once; whoever uses an open one is open too."""
        if (sort, name) not in self.found:
            before, self.doubt = self.doubt, False
            found = self.found[sort, name] = compute()
            if self.doubt or len(found) > 1:
                self.open.add((sort, name))
            self.doubt = before
        self.doubt |= (sort, name) in self.open
        return self.found[sort, name]

    def verdict(self, name: str) -> Set:
        return self.once("verdict", name, lambda: self._verdict(name))

    def _verdict(self, name: str) -> Set:
        if name in self.elements:
            return self.asked(self.rule_of(name), name)
        if name != "certification":
            return self.rule(self.document["regles"].get(name), None)
        rule = self.document["validation"][name]
        return certification_wait(self.rule(rule, None), rule)

    def asked(self, rule: Yaml, bearer: str) -> Set:
        """A rule asked of an element: excluded, it leaves, whatever is asked of it but whether it has a value."""
        excluded = self.scale(bearer) is not None and self.value(bearer) == {"exclu"}
        return Set(["exclu"]) if excluded and rule != "evalue" else self.rule(rule, bearer)

    def rule_of(self, code: str) -> Yaml:
        """What an element takes: its own rule, else its kind's, else a yes."""
        element = self.elements[code]
        template = self.document["validation"].get(element.kind)
        return element.keys.get("validation") or template or {"au_moins": "oui"}

    def value(self, name: str) -> Set:
        return self.once("valeur", name, lambda: self._value(name))

    def _value(self, name: str) -> Set:
        if name not in self.elements:
            return self.measure(self.document["mesures"][name], None)
        if self.scale(name) is None:
            return self.measure(self.rule_of(name), name)
        return Set([Reader(self.document, self.elements[name]).cell(self.cells.get(name, ""))])

    def scale(self, name: str) -> Yaml | None:
        return declaration(self.document, self.elements[name], "echelle") if name in self.elements else None

    def rungs(self, ladder: str) -> Set:
        return self.once("palier", ladder, lambda: self._rungs(ladder))

    def _rungs(self, ladder: str) -> Set:
        possible = set()
        for rung in self.document["paliers"][ladder]:
            reached = self.rule(rung["si"], None) if "si" in rung else {"oui"}
            if "oui" in reached:
                possible.add(rung["nom"])
            if reached == {"oui"}:
                break
        return Set(possible)

    def selected(self, chosen: Yaml, bearer: str | None) -> list[str]:
        if isinstance(chosen, list):
            return chosen
        word, _, owner = chosen.partition(" de ")
        return self.below(owner or (bearer if bearer in self.elements else None), word)

    def below(self, owner: str | None, word: str) -> list[str]:
        kind = word.removesuffix("s")
        if owner in self.elements and self.elements[owner].kind == "epreuve":
            return [code for code in self.assessed(owner) if self.elements[code].kind == kind]
        return self.declared_below(owner, kind) + self.taken_up(owner, kind)

    def declared_below(self, owner: str | None, kind: str) -> list[str]:
        return [
            c for c, e in self.elements.items() if e.kind == kind and (not owner or owner in self.above(c))
        ]

    def taken_up(self, owner: str | None, kind: str) -> list[str]:
        """What stands in the compétences of other blocs that a bloc counts too."""
        codes = self.elements[owner].keys.get("reprend", []) if owner in self.elements else []
        if kind == "competence":
            return codes
        return [one for code in codes for one in self.declared_below(code, kind)]

    def assessed(self, epreuve: str) -> list[str]:
        """What an épreuve assesses, each once: what it names, else all of its bloc."""
        element = self.elements[epreuve]
        named = element.keys.get("evalue") or (
            self.declared_below(element.parent, "competence") if element.parent else []
        )
        codes = (
            code
            for one in named
            for code in (one, *self.below(one, "sous_competences"), *self.below(one, "criteres"))
        )
        return list(dict.fromkeys(codes))

    def above(self, code: str) -> list[str]:
        parent = self.elements[code].parent
        return [parent, *self.above(parent)] if parent else []

    def each(self, parts: Sequence[Iterable], meaning: Callable[[tuple], Set]) -> Set:
        """A form for every combination of what its parts may be."""
        sets = [tuple(part) for part in parts]
        self.doubt |= any(len(part) > 1 for part in sets)
        if prod(map(len, sets)) > 5000:
            raise TooManyWorldsError
        return Set().union(*map(meaning, product(*sets)))

    def rule(self, rule: Yaml, bearer: str | None) -> Set:
        if isinstance(rule, str):
            return self.has_value(bearer) if rule == "evalue" else self.verdict(rule)
        for form, meaning in (("et", conjunction), ("ou", disjunction)):
            if form in rule:
                return self.each([self.rule(one, bearer) for one in rule[form]], meaning)
        if "non" in rule:
            return Set(NEGATION[outcome] for outcome in self.rule(rule["non"], bearer))
        if "si" in rule:
            return self.either(rule, bearer, self.rule, "defaillant")
        if "tous" in rule:
            return self.each(self.items(rule, "tous", bearer), conjunction)
        for form in ("parmi", *COUNTS):
            if form in rule:
                bounds = COUNTS.get(form, rule)
                return self.each(self.items(rule, form, bearer), partial(count_within, bounds=bounds))
        if "mesure" in rule:
            return self.named(rule["mesure"], rule)
        if set(rule) <= set(BOUNDS):
            return self.named(bearer, rule)
        return self.compare(self.measure(rule, bearer), self.settled(rule, rule, bearer), None)

    def named(self, name: str, bounds: dict) -> Set:
        """The value of an element, or of a named measure, within bounds."""
        scale = self.scale(name)
        asked = bounds if scale is not None else self.settled(bounds, name, None)
        return self.compare(self.value(name), asked, scale)

    def settled(self, bounds: dict, measure: Yaml, bearer: str | None) -> dict:
        """Bounds with each share of a measure's greatest as the number that it is."""
        shares = [key for key in BOUNDS if key in bounds and bounds[key].endswith("%")]
        greatest = self.greatest(measure, bearer) if shares else Fraction(0)
        return bounds | {key: str(exactly(bounds[key].rstrip("% ")) / 100 * greatest) for key in shares}

    def greatest(self, measure: Yaml, bearer: str | None) -> Fraction:
        """What a measure comes to where every mark is the best, or the least: the greater of the two."""
        found: list[Fraction] = []
        for end in (0, -1):
            cells = {
                code: words_of(scale)[end]
                for code in self.elements
                if (scale := self.scale(code)) is not None
            }
            values = Candidate(self.document, cells).measure(measure, bearer)
            found += [value for value in values if isinstance(value, Fraction)]
        return max(found)

    def has_value(self, bearer: str) -> Set:
        (value,) = self.value(bearer)
        return Set(["defaillant" if value == "bloque" else "oui" if isinstance(value, Fraction) else "non"])

    def items(self, rule: dict, form: str, bearer: str | None) -> list[Set]:
        names = self.selected(rule[form], bearer)
        if "dont" not in rule:
            return [self.verdict(name) for name in names]
        return [self.asked(rule["dont"], name) for name in names]

    def either(self, form: dict, bearer: str | None, evaluate: Callable, stopped: str) -> Set:
        """`si`: an excluded condition takes `sinon`, a blocked one stops."""

        def taken(world: tuple) -> Set:
            if world[0] == "defaillant":
                return Set([stopped])
            return evaluate(form["alors" if world[0] == "oui" else "sinon"], bearer)

        return self.each([self.rule(form["si"], bearer)], taken)

    def compare(self, values: Set, bounds: dict, scale: Yaml | None) -> Set:
        self.doubt |= len(values) > 1
        return Set().union(*(compare(value, bounds, scale) for value in values))

    def measure(self, measure: Yaml, bearer: str | None) -> Set:
        if is_number(measure):
            return Set([exactly(measure)])
        if isinstance(measure, str):
            return Set(points_of(self.scale(measure), value) for value in self.value(measure))
        if "si" in measure:
            return self.either(measure, bearer, self.measure, "bloque")
        if "table" in measure:
            return self.table(measure)
        if "arrondi" in measure:
            return Set(round_to_step(v, measure) for v in self.measure(measure["arrondi"], bearer))
        if "nombre" in measure:
            return self.each(self.items(measure, "nombre", bearer), count_number)
        if "produit" in measure:
            factors = measure["produit"]
            meaning = partial(product_of, solid=solid_of(factors))
            return self.each([self.measure(one, bearer) for one in factors], meaning)
        form = next(f for f in ("moyenne", "somme", "minimum", "maximum", "exces", "manque") if f in measure)
        return self.aggregate(form, measure, bearer)

    def aggregate(self, form: str, measure: dict, bearer: str | None) -> Set:
        terms = measure[form]
        if isinstance(terms, str):
            terms = self.selected(terms, bearer)
        coefficients = (
            [exactly(terms[n]) for n in terms] if isinstance(terms, dict) else [Fraction(1)] * len(terms)
        )
        solid = solid_of(terms)
        worlds = [self.term(term, measure, bearer) for term in terms]
        return self.each(worlds, lambda world: Set([aggregate(form, measure, world, coefficients, solid)]))

    def term(self, term: Yaml, measure: dict, bearer: str | None) -> Set:
        """What a term may bring: a number, `bloque`, `exclu` or `vide` where it leaves, `non` where `dont` drops it."""
        values = self.measure(term, bearer)
        if "dont" not in measure:
            return Set(contribution(value, "oui") for value in values)
        dont = measure["dont"]
        self.doubt |= len(values) > 1
        if isinstance(dont, dict) and set(dont) <= set(BOUNDS):
            scale = self.scale(term) if isinstance(term, str) else None
            if isinstance(scale, dict) and "points" in scale:
                dont, scale = in_points(dont, scale), None
            elif scale is None:
                dont = self.settled(dont, term, bearer)
            return Set(contribution(v, kept) for v in values for kept in compare(v, dont, scale))
        kept_if = self.rule(dont, term)
        self.doubt |= len(kept_if) > 1
        return Set(contribution(value, kept) for value in values for kept in kept_if)

    def table(self, measure: dict) -> Set:
        names = measure["table"] if isinstance(measure["table"], list) else [measure["table"]]

        def row(world: tuple) -> Set:
            if "bloque" in world:
                return Set(["bloque"])
            if set(world) == {"exclu"}:
                return Set(["exclu"])
            if any(isinstance(key, Exempted) or key in {"exclu", "vide"} for key in world):
                return Set(["vide"])
            rows = measure["valeurs"]
            for name, key in zip(names, world, strict=True):
                rows = next((v for k, v in (rows or {}).items() if self.row_is(name, k, key)), None)
            number = rows or measure.get("sinon")
            return Set(["vide" if number is None else exactly(number)])

        return self.each(
            [self.rungs(n) if n in self.document["paliers"] else self.value(n) for n in names], row
        )

    def row_is(self, name: str, written: str, key: Known) -> bool:
        if name in self.document["paliers"]:
            return written == key
        scale = self.scale(name)
        return on_scale(scale, written) == key if scale else exactly(written) == +key


def words_of(scale: Yaml) -> list[str]:
    """The worst and the best of a scale, as typed."""
    if scale == "acquis":
        return ["non", "oui"]
    return scale["niveaux"] if "niveaux" in scale else [str(end) for end in ends(scale)]


def solid_of(terms: Iterable[Yaml]) -> list[bool]:
    """Which terms make something: numbers of the file alone do, not beside others."""
    numbers = [is_number(term) for term in terms]
    return [all(numbers) or not number for number in numbers]


def certification_wait(found: Set, rule: Yaml) -> Set:
    """The certification waits where nothing may be left of what it takes; one excluded thing is excluded with it."""
    one = isinstance(rule, str) or "non" in rule or "mesure" in rule
    if "exclu" not in found or (one and found == {"exclu"}):
        return found
    return found - {"exclu"} | OPEN


def conjunction(world: tuple) -> Set:
    counted_in = [outcome for outcome in world if outcome != "exclu"]
    if not counted_in:
        return Set(["exclu"])
    return Set(["defaillant" if "defaillant" in counted_in else "non" if "non" in counted_in else "oui"])


def disjunction(world: tuple) -> Set:
    counted_in = [outcome for outcome in world if outcome != "exclu"]
    if not counted_in:
        return Set(["exclu"])
    return Set(["oui" if "oui" in counted_in else "defaillant" if "defaillant" in counted_in else "non"])


def count_within(world: tuple, bounds: dict) -> Set:
    """`parmi`: shares are of the items that are not excluded."""
    items = [outcome for outcome in world if outcome != "exclu"]
    if not items:
        return Set(["exclu"])
    if "defaillant" in items and ("au_plus" in bounds or "moins_de" in bounds):
        return Set(["defaillant"])
    limits = {key: in_items(bounds[key], len(items)) for key in BOUNDS if key in bounds}
    return Set(["oui" if within(limits, Fraction(items.count("oui")), numeric=True) else "non"])


def in_items(limit: str, total: int) -> str:
    if limit.endswith("%"):
        return str(exactly(limit.rstrip("% ")) / 100 * total)
    return str(exactly(limit) * total) if "/" in limit else limit


def compare(value: Known, bounds: dict, scale: Yaml | None) -> Set:
    if value == "vide":
        return OPEN
    if isinstance(value, str):
        return Set(["exclu" if value == "exclu" else "defaillant"])
    if isinstance(value, BlockedCount) and ("au_plus" in bounds or "moins_de" in bounds):
        return Set(["defaillant"])
    number = value.best if isinstance(value, Exempted) else value
    return Set(["oui" if within(bounds, number, scale) else "non"])


class BlockedCount(Fraction):
    """How many of several items count, of which one is blocked: no upper bound over it is met."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, BlockedCount) and super().__eq__(other)

    __hash__ = Fraction.__hash__


def count_number(world: tuple) -> Set:
    items = [outcome for outcome in world if outcome != "exclu"]
    number = BlockedCount if "defaillant" in items else Fraction
    return Set([number(items.count("oui")) if items else "exclu"])


def beside(values: Iterable[Known]) -> type[Fraction]:
    """What a number is that some are made into."""
    return BlockedCount if any(isinstance(value, BlockedCount) for value in values) else Fraction


def product_of(world: tuple, solid: list[bool]) -> Set:
    if "bloque" in world:
        return Set(["bloque"])
    if all(value == "exclu" for makes, value in zip(solid, world, strict=True) if makes):
        return Set(["exclu"])
    if not all(isinstance(value, Fraction) for value in world):
        return Set(["vide"])
    return Set([beside(world)(prod(world, start=Fraction(1)))])


def contribution(value: Known, kept: str) -> Known:
    if kept == "exclu" or value == "exclu":
        return "exclu"
    if isinstance(value, Exempted) or value == "vide":
        return "vide"
    return {"oui": value, "non": "non", "defaillant": "bloque"}[kept]


def aggregate(
    form: str, measure: dict, world: tuple, coefficients: list[Fraction], solid: list[bool]
) -> Known:
    if "bloque" in world:
        return "bloque"
    making = {value for makes, value in zip(solid, world, strict=True) if makes}
    if making <= {"vide", "exclu"}:
        return "vide" if "vide" in making else "exclu"
    kept = [(v, c) for v, c in zip(world, coefficients, strict=True) if isinstance(v, Fraction)]
    number = beside(value for value, _ in kept)
    if "meilleures" in measure:
        kept = sorted(kept, reverse=True)[: int(measure["meilleures"])]
    if form == "moyenne":
        weight = sum(c for _, c in kept)
        return number(sum(v * c for v, c in kept) / weight) if weight > 0 else "vide"
    if form in {"minimum", "maximum"}:
        return number((min if form == "minimum" else max)(v * c for v, c in kept))
    return number(sum((points(form, v, measure) * c for v, c in kept), Fraction(0)))


def points(form: str, value: Fraction, measure: dict) -> Fraction:
    if form == "somme":
        return value
    above = value - exactly(measure["a"])
    return max(above if form == "exces" else -above, Fraction(0))


def round_to_step(value: Known, measure: dict) -> Known:
    """To a multiple of the step; of an exempted value, what it is compared as."""
    if isinstance(value, str):
        return value
    if isinstance(value, Exempted):
        return Exempted(round_to_step(value.best, measure))
    step = exactly(measure["pas"])
    below, above = floor(value / step) * step, ceil(value / step) * step
    nearest = below if value - below < above - value else above
    return type(value)({"bas": below, "haut": above, "proche": nearest}[measure["sens"]])
