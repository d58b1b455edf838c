"""Random rules and measures of every form, over names that already stand, so that no circle arises.

The range of each measure is kept roughly, so that few bounds are out of reach.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from chance import Chance
from entered import BOUNDS, bounds_between, bounds_of_value, is_numeric, number_text, values_of
from naive_cells import exactly

Bearers = Sequence[str | None]
Range = tuple[Fraction, Fraction]
Bounded = tuple[Any, Range]

ZERO = Fraction(0)
CONSTANTS = ("0", "1", "2", "-2", "2,5", "61/6")
ROWS = ("0", "1", "3", "-1", "2,5")
SHARES = (
    {"au_moins": "50 %"},
    {"plus_de": "50 %"},
    {"au_plus": "1/3"},
    {"moins_de": "2/3"},
    {"au_moins": "100 %"},
    {"au_moins": "1/3", "au_plus": "2/3"},
    {"au_moins": "1", "moins_de": "100 %"},
)


def reach(ranges: Sequence[Range]) -> Range:
    """From the least to the greatest of several ranges."""
    return min(low for low, _ in ranges), max(high for _, high in ranges)


def times(one: Range, other: Range) -> Range:
    corners = [a * b for a in one for b in other]
    return min(corners), max(corners)


def limits(low: Fraction, high: Fraction) -> list[str]:
    """Limits within a range, its ends included."""
    inner = [Fraction(round(2 * low + (high - low) * i / 2), 2) for i in range(1, 4)]
    return [number_text(n) for n in sorted({low, high, *(n for n in inner if low < n < high)})]


@dataclass
class Author:
    """Writes one référentiel. `verdicts` may be named as rules, `numbers` measured; `scales` has what is
    entered for elements, `ladders` the rungs of ladders, `under` what stands below each element by word.
    A mark is `wavering` if a status may yet take its place, as a third marker's or a later attempt's.
    """

    chance: Chance
    document: dict[str, Any]
    scales: dict[str, Any] = field(default_factory=dict)
    verdicts: list[str] = field(default_factory=list)
    numbers: dict[str, Range] = field(default_factory=dict)
    ladders: dict[str, list[str]] = field(default_factory=dict)
    under: dict[tuple[str | None, str], list[str]] = field(default_factory=dict)
    wavering: set[str] = field(default_factory=set)

    def selection(self, bearers: Bearers, fits: Callable[[str], bool]) -> tuple[Any, list[str]] | None:
        """A SELECTION whose names all fit, for each bearer: as written, and all that it may stand for."""
        found: list[tuple[Any, list[str]]] = []
        for word in ("criteres", "sous_competences", "competences", "blocs", "epreuves", "faits"):
            lists = [self.under.get((bearer, word), []) for bearer in bearers]
            if all(names and all(map(fits, names)) for names in lists):
                found.append((word, [name for names in lists for name in names]))
        for (owner, word), names in self.under.items():
            if owner and all(map(fits, names)):
                found.append((f"{word} de {owner}", names))
        named = [name for name in dict.fromkeys((*self.scales, *self.verdicts)) if fits(name)]
        if found and (not named or self.chance.once_in(2)):
            return self.chance.one_of(found)
        chosen = self.chance.some(named) if named else []
        return (chosen, chosen) if chosen else None

    def least(self, selected: tuple[Any, list[str]], bearers: Bearers) -> int:
        """The least number of items that a selection stands for."""
        chosen, names = selected
        if isinstance(chosen, str) and " de " not in chosen:
            return min(len(self.under[bearer, chosen]) for bearer in bearers)
        return len(names)

    def rule(self, bearers: Bearers, depth: int) -> Any:
        """Any RULE that holds for each of these bearers."""
        forms = [self.named, self.counted, self.mesure, self.compared, self.own]
        if depth > 0:
            forms += [self.joined, self.negated, self.conditional, self.counted, self.compared]
        for form in self.chance.order(forms):
            found = form(bearers, depth)
            if found is not None:
                return found
        return {"minimum": ["1"], "au_moins": "1"}

    def named(self, _bearers: Bearers, _depth: int) -> Any:
        return self.chance.one_of(self.verdicts) if self.verdicts else None

    def own(self, bearers: Bearers, _depth: int) -> Any:
        """Bounds on the bearer's own value, or whether it has one."""
        scales = [self.scales.get(bearer or "") for bearer in bearers]
        if not scales or None in scales:
            return None
        if self.chance.once_in(3):
            return "evalue"
        return bounds_of_value(self.chance, scales[0]) if all(s == scales[0] for s in scales) else None

    def counted(self, bearers: Bearers, depth: int) -> Any:
        form = self.chance.one_of(("parmi", "parmi", "tous", "un_de", "aucun"))
        items = self.items(bearers, depth)
        if items is None:
            return None
        chosen, companions, least = items
        rule = {form: chosen, **companions}
        return rule | self.count_bounds(least) if form == "parmi" else rule

    def items(self, bearers: Bearers, depth: int) -> tuple[Any, dict[str, Any], int] | None:
        """What is counted: a selection, `dont` or none, and the least number of items it stands for."""
        if self.numbers and self.chance.once_in(4):
            chosen = self.chance.some(list(self.numbers))
            low, high = reach([self.numbers[name] for name in chosen])
            return chosen, {"dont": bounds_between(self.chance, limits(low, high))}, len(chosen)
        conditional = depth > 0 and self.chance.once_in(2)
        known = {*self.verdicts, *self.scales} if conditional else {*self.verdicts}
        selected = self.selection(bearers, known.__contains__)
        if selected is None:
            return None
        dont = {"dont": self.rule(selected[1], depth - 1)} if conditional else {}
        return selected[0], dont, self.least(selected, bearers)

    def count_bounds(self, items: int) -> dict[str, str]:
        if self.chance.once_in(3):
            return dict(self.chance.one_of(SHARES))
        if self.chance.once_in(4):
            low = self.chance.between(0, items)
            return {"au_moins": str(low), "au_plus": str(self.chance.between(low, items))}
        key = self.chance.one_of(BOUNDS)
        least = {"au_moins": 1, "plus_de": 0, "au_plus": 0, "moins_de": 1}[key]
        most = items - (key in {"plus_de", "au_plus"})
        return {key: str(self.chance.between(least, max(least, most)))}

    def joined(self, bearers: Bearers, depth: int) -> Any:
        rules = [self.rule(bearers, depth - 1) for _ in range(self.chance.between(1, 3))]
        return {self.chance.one_of(("et", "ou")): rules}

    def negated(self, bearers: Bearers, depth: int) -> Any:
        return {"non": self.rule(bearers, depth - 1)}

    def conditional(self, bearers: Bearers, depth: int) -> Any:
        return {key: self.rule(bearers, depth - 1) for key in ("si", "alors", "sinon")}

    def mesure(self, _bearers: Bearers, _depth: int) -> Any:
        """An element's value or a named measure, compared."""
        names = [*self.scales, *self.numbers]
        if not names:
            return None
        name = self.chance.one_of(names)
        if name in self.scales:
            return {"mesure": name, **bounds_of_value(self.chance, self.scales[name])}
        return {"mesure": name, **self.bounds(self.numbers[name])}

    def compared(self, bearers: Bearers, depth: int) -> Any:
        """A MEASURE mapping made a rule by its bounds: neither `nombre` nor `si`."""
        found = self.mapping(bearers, depth, as_rule=True)
        if found is None:
            return None
        share = self.chance.once_in(2) and self.has_one_greatest(found[0])
        return {**found[0], **({self.chance.one_of(BOUNDS): "50 %"} if share else self.bounds(found[1]))}

    def has_one_greatest(self, measure: dict[str, Any]) -> bool:
        """Whether it is the mean of marks out of one total, whose greatest stays whatever is left out."""
        terms = measure.get("moyenne")
        marks = isinstance(terms, list) and all(
            isinstance(name, str) and name in self.scales for name in terms
        )
        if not marks or measure.keys() != {"moyenne"}:
            return False
        ranges = {self.numbers[name] for name in terms}
        return len(ranges) == 1 and all(low >= 0 and high > 0 for low, high in ranges)

    def bounds(self, within: Range) -> dict[str, str]:
        return bounds_between(self.chance, limits(*within))

    def measure(self, bearers: Bearers, depth: int) -> Bounded:
        """Any MEASURE with the range it lies in, roughly."""
        if depth > 0 and self.chance.once_in(3):
            found = self.mapping(bearers, depth - 1, as_rule=False)
            if found:
                return found
        if self.numbers and not self.chance.once_in(5):
            name = self.chance.one_of(list(self.numbers))
            return name, self.numbers[name]
        number = self.chance.one_of(CONSTANTS)
        return number, (exactly(number), exactly(number))

    def mapping(self, bearers: Bearers, depth: int, *, as_rule: bool) -> Bounded | None:
        forms = [self.mean, self.total, self.extreme, self.points, self.product, self.rounded, self.table]
        forms += [] if as_rule else [self.choice, self.number_of]
        for form in self.chance.order(forms):
            found = form(bearers, depth)
            if found is not None:
                return found
        return None

    def terms(
        self, bearers: Bearers, depth: int, *, weighted: bool = False
    ) -> tuple[Any, list[Range], list[Fraction]]:
        """TERMS, the range of each (or of all that may stand there), their coefficients."""
        if weighted and self.numbers:
            chosen = {
                n: self.chance.one_of(("1", "2", "1,5", "0", "-1", "-1/2"))
                for n in self.chance.some(list(self.numbers))
            }
            return chosen, [self.numbers[n] for n in chosen], [exactly(c) for c in chosen.values()]
        selected = self.selection(bearers, self.numbers.__contains__) if self.chance.once_in(2) else None
        if selected:
            ranges = [self.numbers[name] for name in selected[1]]
            return selected[0], ranges, [Fraction(1)] * len(ranges)
        pairs = [self.measure(bearers, depth) for _ in range(self.chance.between(1, 3))]
        return (
            [expression for expression, _ in pairs],
            [within for _, within in pairs],
            [Fraction(1)] * len(pairs),
        )

    def filtered(
        self, form: str, bearers: Bearers, depth: int
    ) -> tuple[dict[str, Any], list[Range], list[Fraction]]:
        """A mean or a sum, with its companions. A mean takes negative coefficients of marks only."""
        terms, ranges, coefficients = self.terms(bearers, depth, weighted=self.chance.once_in(3))
        measure: dict[str, Any] = {form: terms}
        if form == "moyenne" and any(c < 0 for c in coefficients):
            if all(name in self.scales and name not in self.wavering for name in terms):
                return measure, ranges, coefficients
            measure[form] = {name: c.removeprefix("-") for name, c in terms.items()}
            coefficients = [abs(c) for c in coefficients]
        if self.chance.once_in(3):
            measure["dont"] = self.kept(terms, bearers, ranges, depth)
        if self.chance.once_in(3) and not isinstance(terms, dict):
            measure["meilleures"] = self.chance.one_of(("1", "2"))
        return measure, ranges, coefficients

    def kept(self, terms: Any, bearers: Bearers, ranges: list[Range], depth: int) -> Any:
        """`dont` of a measure: bounds on each term or, where all terms are elements, any rule they bear."""
        names = [name for name in terms if isinstance(name, str)]
        if isinstance(terms, str):
            word, _, owner = terms.partition(" de ")
            owners = [owner] if owner else bearers
            names = sorted({name for one in owners for name in self.under[one, word]})
        every = {code for codes in self.under.values() for code in codes}
        if depth > 0 and len(names) >= len(ranges) and every.issuperset(names) and self.chance.once_in(2):
            return self.rule(names, depth - 1)
        return self.bounds(reach(ranges))

    def mean(self, bearers: Bearers, depth: int) -> Bounded:
        measure, ranges, _ = self.filtered("moyenne", bearers, depth)
        return measure, reach(ranges)

    def total(self, bearers: Bearers, depth: int) -> Bounded:
        measure, ranges, coefficients = self.filtered("somme", bearers, depth)
        scaled = [times(r, (c, c)) for r, c in zip(ranges, coefficients, strict=True)]
        return measure, (sum((low for low, _ in scaled), ZERO), sum((high for _, high in scaled), ZERO))

    def extreme(self, bearers: Bearers, depth: int) -> Bounded:
        terms, ranges, coefficients = self.terms(bearers, depth, weighted=self.chance.once_in(4))
        scaled = [times(r, (c, c)) for r, c in zip(ranges, coefficients, strict=True)]
        form, pick = self.chance.one_of((("minimum", min), ("maximum", max)))
        return {form: terms}, (pick(low for low, _ in scaled), pick(high for _, high in scaled))

    def points(self, bearers: Bearers, depth: int) -> Bounded:
        terms, ranges, coefficients = self.terms(bearers, depth, weighted=self.chance.once_in(4))
        pivot = self.chance.one_of(("1", "2", "-1", "1,5"))
        most = max(abs(end - exactly(pivot)) for within in ranges for end in within)
        factor = next((c for c in coefficients if c), ZERO)
        return {self.chance.one_of(("exces", "manque")): terms, "a": pivot}, times(
            (ZERO, most), (factor, factor)
        )

    def product(self, bearers: Bearers, depth: int) -> Bounded:
        one, other = self.measure(bearers, depth), self.measure(bearers, depth)
        return {"produit": [one[0], other[0]]}, times(one[1], other[1])

    def rounded(self, bearers: Bearers, depth: int) -> Bounded:
        inner, (low, high) = self.measure(bearers, depth + 1)
        step = self.chance.one_of(("1", "0,5", "5", "3/2"))
        way = self.chance.one_of(("proche", "haut", "bas"))
        size = exactly(step)
        return {"arrondi": inner, "pas": step, "sens": way}, (low // size * size, high // size * size)

    def number_of(self, bearers: Bearers, depth: int) -> Bounded | None:
        items = self.items(bearers, depth)
        if items is None:
            return None
        chosen, companions, least = items
        return {"nombre": chosen, **companions}, (ZERO, Fraction(least))

    def choice(self, bearers: Bearers, depth: int) -> Bounded:
        then, otherwise = self.measure(bearers, depth), self.measure(bearers, depth)
        measure = {"si": self.rule(bearers, depth), "alors": then[0], "sinon": otherwise[0]}
        return measure, reach([then[1], otherwise[1]])

    def table(self, _bearers: Bearers, _depth: int) -> Bounded | None:
        """One or two keys: levels, yes and no, ladders, numbers; a row left to `sinon`, or to nothing."""
        worded = [code for code, scale in self.scales.items() if not is_numeric(scale)]
        keys = list(dict.fromkeys((*worded, *self.ladders, *self.numbers)))
        if self.ladders and self.chance.once_in(4):
            keys = list(self.ladders)
        if not keys:
            return None
        chosen = self.chance.some(keys, 2)
        first, *second = [self.rows(key) for key in chosen]
        values: dict[str, Any] = {row: self.chance.one_of(ROWS) for row in first}
        for other in second:
            values = {row: {inner: self.chance.one_of(ROWS) for inner in other} for row in first}
        measure = {"table": chosen if second else chosen[0], "valeurs": values}
        if self.chance.once_in(2):
            if len(first) > 1:
                del values[self.chance.one_of(first)]
            measure["sinon"] = self.chance.one_of(ROWS)
        return measure, (Fraction(-1), Fraction(3))

    def rows(self, key: str) -> list[str]:
        if key in self.ladders:
            return self.ladders[key]
        if key in self.scales and not is_numeric(self.scales[key]):
            return values_of(self.scales[key])
        low, high = self.numbers[key]
        return sorted({number_text(n) for n in (low, (low + high) / 2, high)})
