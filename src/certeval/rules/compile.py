"""Rules as declared to rules as evaluated: names resolved, selections expanded, kinds of value checked.

Every mistake is a finding at its path, one a mistake; a template that is wrong for many elements is wrong once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from certeval.diagnostics import Finding, Kind, Path
from certeval.diagnostics.families import rules as kinds
from certeval.diagnostics.nearest import nearest
from certeval.rules import grammar as g
from certeval.rules.entry import Entry
from certeval.rules.measures import (
    Choice,
    Constant,
    CountOf,
    Extreme,
    Key,
    Lookup,
    Mean,
    Product,
    Rounded,
    Term,
    Total,
    ValueOf,
)
from certeval.rules.derivation import Node
from certeval.rules.numbers import number, percent
from certeval.rules.outcome import ONE
from certeval.rules.program import CERTIFICATION, Name
from certeval.rules.scales import Acquis, Niveaux, Scale
from certeval.rules.verdicts import (
    Bounds,
    Compare,
    Counted,
    Either,
    Every,
    Has,
    Limit,
    Named,
    Not,
    Rule,
    Some,
)

MAX_ITEMS = 500_000

KIND_OF_WORD = {
    "criteres": "critere",
    "competences": "competence",
    "blocs": "bloc",
    "epreuves": "epreuve",
    "faits": "fait",
}


@dataclass(frozen=True, slots=True)
class Names:
    """All that a rule may name, and what is known of it before anything is evaluated.

    `elements` maps a code to how its cells read (None where nothing is entered). `below(kind, code)` lists
    the codes of a kind under an element, or under the certification where code is None.
    """

    elements: Mapping[str, Entry | None]
    below: Callable[[str, str | None], tuple[str, ...]]
    judged: frozenset[str]
    measured: frozenset[str]
    rules: frozenset[str]
    measures: frozenset[str]
    ladders: Mapping[str, tuple[str, ...]]

    def known(self) -> list[str]:
        return [*self.elements, *self.rules, *self.measures, *self.ladders]


@dataclass(slots=True)
class Mistakes:
    """The findings so far, each kind once a path, and how many items the rules have counted."""

    found: dict[tuple[str, Path], Finding] = field(default_factory=dict)
    items: int = 0

    def report(self, kind: Kind, path: Path, /, *, at_key: bool = False, **arguments: object) -> None:
        self.found.setdefault((kind.code, path), Finding(kind, path, arguments, at_key=at_key))


FAILED = Constant(Fraction(0))
"""Stands where a mistake was reported; a program with mistakes is never evaluated."""


@dataclass(slots=True)
class Compiler:
    """Compiles the rules of one bearer: an element's code, or the certification."""

    names: Names
    mistakes: Mistakes
    bearer: str
    needs: list[Name] = field(default_factory=list)

    # -- rules

    def rule(self, declared: object, path: Path) -> Rule:
        """A RULE as declared, resolved."""
        if isinstance(declared, str):
            return self._word(declared, path)
        for form, meaning in _RULES.items():
            if type(declared) is form:
                return meaning(self, declared, path)
        return self._compared(declared, path)

    def _word(self, word: str, path: Path) -> Rule:
        if word == "evalue":
            if self.names.elements.get(self.bearer) is None:
                self.mistakes.report(kinds.NO_OWN_VALUE, path, name=self.bearer)
            else:
                self.needs.append(("valeur", self.bearer))
            return Has(self.bearer)
        return self._verdict(word, path)

    def _verdict(self, name: str, path: Path) -> Rule:
        if name in self.names.rules or name in self.names.judged:
            self.needs.append(("verdict", name))
        elif name in self.names.measures or name in self.names.ladders:
            self.mistakes.report(kinds.BOUNDS_WANTED, path)
        elif name in self.names.elements:
            self.mistakes.report(kinds.NO_VERDICT, path, name=name)
        else:
            self._unknown(name, path)
        return Named(name)

    def _unknown(self, name: str, path: Path) -> None:
        suggestion = nearest(name, self.names.known())
        extra = {"suggestion": suggestion} if suggestion else {}
        self.mistakes.report(kinds.UNKNOWN_NAME, path, name=name, **extra)

    def _own(self, declared: g.Bornes, path: Path) -> Rule:
        """Bounds alone: the bearer's own value."""
        if not self._has_value(self.bearer):
            self.mistakes.report(kinds.NO_OWN_VALUE, path, name=self.bearer)
            return Compare(FAILED, Bounds(None, None), path)
        return Compare(self._value(self.bearer), self._bounds_of(declared, self.bearer, path), path)

    def own(self, bounds: Bounds) -> Rule:
        """The bearer's own value within bounds that no file declares."""
        return Compare(self._value(self.bearer), bounds)

    def _mesure(self, declared: g.Mesure, path: Path) -> Rule:
        at = (*path, "mesure")
        measure = self._named_measure(declared.mesure, at)
        return Compare(measure, self._bounds_of(declared, declared.mesure, path), path)

    def _compared(self, declared: object, path: Path) -> Rule:
        if not isinstance(declared, g.Bornes):
            raise TypeError(type(declared))
        if not declared.bounds():
            self.mistakes.report(kinds.BOUNDS_WANTED, path)
        measure = self._mechanism(declared, path)
        return Compare(measure, self._bounds(declared, path, self._number_limit(None)), path)

    def _parmi(self, declared: g.Parmi, path: Path) -> Rule:
        if not declared.bounds():
            self.mistakes.report(kinds.BOUNDS_WANTED, path)
        shares = [percent(limit) is not None or "/" in limit for _, limit in declared.bounds()]
        limits = self._limits(declared, path, self._count_limit)
        lower = any(share for (key, _), share in zip(declared.bounds(), shares, strict=True) if key in _LOWER)
        upper = any(share for (key, _), share in zip(declared.bounds(), shares, strict=True) if key in _UPPER)
        bounds = self._not_crossed(Bounds(limits.lower, limits.upper, lower, upper), path)
        return self._counted("parmi", declared.parmi, declared.dont, bounds, path)

    def _tous(self, declared: g.Tous, path: Path) -> Rule:
        bounds = Bounds(Limit(ONE, strict=False, written="100 %"), None, share_below=True)
        return self._counted("tous", declared.tous, declared.dont, bounds, path)

    def _un_de(self, declared: g.UnDe, path: Path) -> Rule:
        bounds = Bounds(Limit(ONE, strict=False, written="1"), None)
        return self._counted("un_de", declared.un_de, declared.dont, bounds, path)

    def _aucun(self, declared: g.Aucun, path: Path) -> Rule:
        bounds = Bounds(None, Limit(Fraction(0), strict=False, written="0"))
        return self._counted("aucun", declared.aucun, declared.dont, bounds, path)

    def _counted(self, form: str, chosen: object, dont: object, bounds: Bounds, path: Path) -> Counted:
        at = (*path, form)
        measures_too = type(dont) is g.Bornes
        names = self._selected(chosen, at, measures_too=measures_too)
        items = tuple(
            (name, self._item(name, dont, path, self._at(at, chosen, i))) for i, name in enumerate(names)
        )
        return Counted(form, items, bounds, dont is not None, path)

    def _item(self, name: str, dont: object, path: Path, at: Path) -> Rule:
        if dont is None:
            return self._verdict(name, at)
        return self._borne_by(name).rule(dont, (*path, "dont"))

    def _borne_by(self, name: str) -> "Compiler":
        return Compiler(self.names, self.mistakes, name, self.needs)

    def _et(self, declared: g.Et, path: Path) -> Rule:
        return Every(tuple(self.rule(each, (*path, "et", i)) for i, each in enumerate(declared.et)))

    def _ou(self, declared: g.Ou, path: Path) -> Rule:
        return Some(tuple(self.rule(each, (*path, "ou", i)) for i, each in enumerate(declared.ou)))

    def _non(self, declared: g.Non, path: Path) -> Rule:
        return Not(self.rule(declared.non, (*path, "non")))

    def _si(self, declared: g.RegleSi, path: Path) -> Rule:
        return Either(
            self.rule(declared.si, (*path, "si")),
            self.rule(declared.alors, (*path, "alors")),
            self.rule(declared.sinon, (*path, "sinon")),
        )

    # -- selections

    def _selected(self, chosen: object, path: Path, *, measures_too: bool) -> tuple[str, ...]:
        """The names a SELECTION stands for, none where it is a mistake."""
        if isinstance(chosen, str):
            return self._by_tree(chosen, path)
        names = tuple(str(name) for name in chosen) if isinstance(chosen, tuple) else ()
        for i, name in enumerate(names):
            if name in names[:i] if i < 64 else False:  # noqa: PLR2004 -- a long list is checked below
                self.mistakes.report(kinds.TWICE_IN_LIST, (*path, i), name=name)
            allowed = name in self.names.elements or name in self.names.rules
            if not allowed and not (measures_too and name in self.names.measures):
                self._refuse_item(name, (*path, i))
        self._spend(len(names), path)
        return names

    def _refuse_item(self, name: str, path: Path) -> None:
        if name in self.names.measures or name in self.names.ladders:
            self.mistakes.report(kinds.BOUNDS_WANTED, path)
        else:
            self._unknown(name, path)

    def _by_tree(self, words: str, path: Path) -> tuple[str, ...]:
        word, _, code = (part.strip() for part in words.partition(" de "))
        kind = KIND_OF_WORD.get(word)
        if kind is None or (code and code not in self.names.elements):
            typed, known = (words, g.WORDS) if kind is None else (code, tuple(self.names.elements))
            suggestion = nearest(typed, known)
            extra = {"suggestion": suggestion} if suggestion else {}
            self.mistakes.report(kinds.UNKNOWN_SELECTION, path, name=typed, **extra)
            return ()
        owner = code or (None if self.bearer not in self.names.elements else self.bearer)
        names = self.names.below(kind, owner)
        if not names:
            self.mistakes.report(kinds.EMPTY_SELECTION, path, selection=words, bearer=owner or CERTIFICATION)
        self._spend(len(names), path)
        return names

    def _spend(self, items: int, path: Path) -> None:
        self.mistakes.items += items
        if self.mistakes.items > MAX_ITEMS:
            self.mistakes.report(kinds.TOO_MANY, path[:1], limit=MAX_ITEMS)
            raise TooManyError

    @staticmethod
    def _at(path: Path, chosen: object, position: int) -> Path:
        """Where an item of a selection is written: in its list, or at the word that selects it."""
        return path if isinstance(chosen, str) else (*path, position)

    # -- measures

    def measure(self, declared: object, path: Path) -> Node:
        """A MEASURE as declared, resolved."""
        if isinstance(declared, str):
            found = number(declared)
            return self._named_number(declared, path) if found is None else Constant(found)
        if isinstance(declared, g.Bornes) and declared.bounds():
            self.mistakes.report(kinds.BOUNDS_UNWANTED, (*path, declared.bounds()[0][0]), at_key=True)
        return self._mechanism(declared, path)

    def _mechanism(self, declared: object, path: Path) -> Node:
        meaning = _MEASURES.get(type(declared))
        if meaning is None:
            raise TypeError(type(declared))
        return meaning(self, declared, path)

    def _has_value(self, name: str) -> bool:
        entered = self.names.elements.get(name) is not None
        return entered or name in self.names.measured or name in self.names.measures

    def _value(self, name: str) -> ValueOf:
        self.needs.append(("valeur", name))
        return ValueOf(name)

    def _named_measure(self, name: str, path: Path) -> Node:
        """An element's value or a named measure, on any scale."""
        if self._has_value(name):
            return self._value(name)
        if name in self.names.elements or name in self.names.rules or name in self.names.ladders:
            self.mistakes.report(kinds.NO_VALUE, path, name=name)
        else:
            self._unknown(name, path)
        return FAILED

    def _named_number(self, name: str, path: Path) -> Node:
        """An element's mark or a named measure: something that adds up."""
        entry = self.names.elements.get(name)
        if entry is not None and isinstance(entry.scale, Acquis | Niveaux):
            scale = "acquis" if isinstance(entry.scale, Acquis) else ", ".join(entry.scale.words())
            self.mistakes.report(kinds.NOT_A_NUMBER, path, name=name, scale=scale)
            return FAILED
        return self._named_measure(name, path)

    def _terms(self, chosen: object, dont: object, path: Path, key: str) -> tuple[Term, ...]:
        """TERMS: a selection, a list of measures, or coefficients by name."""
        at = (*path, key)
        if isinstance(chosen, dict):
            nodes = [(self._named_number(n, (*at, n)), c, n) for n, c in chosen.items()]
        elif isinstance(chosen, str):
            nodes = [(self._named_number(n, at), ONE, n) for n in self._by_tree(chosen, at)]
        else:
            each = chosen if isinstance(chosen, tuple) else ()
            nodes = [(self.measure(m, (*at, i)), ONE, m) for i, m in enumerate(each)]
        return tuple(Term(node, c, self._kept(node, name, dont, path)) for node, c, name in nodes)

    def _kept(self, node: Node, name: object, dont: object, path: Path) -> Rule | None:
        """The `dont` of a measure, borne by each term; bare bounds compare the term itself."""
        if dont is None:
            return None
        at = (*path, "dont")
        if type(dont) is g.Bornes:
            named = name if isinstance(name, str) else ""
            entry = self.names.elements.get(named)
            limit = self._number_limit(named or None, entry.scale if entry else None)
            return Compare(node, self._bounds(dont, at, limit), at)
        if not isinstance(name, str) or name not in self.names.elements:
            self.mistakes.report(kinds.NO_OWN_VALUE, at, name=str(name))
            return None
        return self._borne_by(name).rule(dont, at)

    def _mean(self, declared: g.Moyenne, path: Path) -> Node:
        terms = self._terms(declared.moyenne, declared.dont, path, "moyenne")
        self._check_best(declared.meilleures, declared.moyenne, path)
        if any(t.coefficient < 0 for t in terms) and any(
            t.kept_if or _may_be_empty(t.node, self) for t in terms
        ):
            self.mistakes.report(kinds.COEFFICIENT, (*path, "moyenne"))
        return Mean(terms, declared.meilleures)

    def _somme(self, declared: g.Somme, path: Path) -> Node:
        self._check_best(declared.meilleures, declared.somme, path)
        terms = self._terms(declared.somme, declared.dont, path, "somme")
        return Total("somme", terms, best=declared.meilleures)

    def _check_best(self, best: int | None, chosen: object, path: Path) -> None:
        if best is not None and isinstance(chosen, dict):
            self.mistakes.report(kinds.BEST_WITH_COEFFICIENTS, (*path, "meilleures"))

    def _minimum(self, declared: g.Minimum, path: Path) -> Node:
        return Extreme("minimum", self._terms(declared.minimum, None, path, "minimum"))

    def _maximum(self, declared: g.Maximum, path: Path) -> Node:
        return Extreme("maximum", self._terms(declared.maximum, None, path, "maximum"))

    def _produit(self, declared: g.Produit, path: Path) -> Node:
        return Product(tuple(self.measure(m, (*path, "produit", i)) for i, m in enumerate(declared.produit)))

    def _nombre(self, declared: g.Nombre, path: Path) -> Node:
        return CountOf(self._counted("nombre", declared.nombre, declared.dont, Bounds(None, None), path))

    def _exces(self, declared: g.Exces, path: Path) -> Node:
        return Total("exces", self._terms(declared.exces, None, path, "exces"), pivot=declared.a)

    def _manque(self, declared: g.Manque, path: Path) -> Node:
        return Total("manque", self._terms(declared.manque, None, path, "manque"), pivot=declared.a)

    def _arrondi(self, declared: g.Arrondi, path: Path) -> Node:
        inner = self.measure(declared.arrondi, (*path, "arrondi"))
        if declared.pas <= 0:
            self.mistakes.report(kinds.STEP_NOT_POSITIVE, (*path, "pas"))
            return FAILED
        return Rounded(inner, declared.pas, declared.sens)

    def _mesure_si(self, declared: g.MesureSi, path: Path) -> Node:
        return Choice(
            self.rule(declared.si, (*path, "si")),
            self.measure(declared.alors, (*path, "alors")),
            self.measure(declared.sinon, (*path, "sinon")),
        )

    # -- tables

    def _table(self, declared: g.Table, path: Path) -> Node:
        single = isinstance(declared.table, str)
        names = (declared.table,) if isinstance(declared.table, str) else declared.table
        keys = [
            self._key(name, (*path, "table") if single else (*path, "table", i))
            for i, name in enumerate(names)
        ]
        rows: dict[tuple[str | Fraction, ...], Fraction] = {}
        for first, cell in declared.valeurs.items():
            at = (*path, "valeurs", first)
            row = self._row(keys[0], first, at)
            if isinstance(cell, dict) and len(keys) == 2:  # noqa: PLR2004 -- a table has one or two keys
                rows |= {(row, self._row(keys[1], second, (*at, second))): v for second, v in cell.items()}
            elif isinstance(cell, Fraction) and len(keys) == 1:
                rows[(row,)] = cell
            else:
                self.mistakes.report(kinds.TABLE_ROW, at, row=first)
        self._check_rows(keys, rows, declared.sinon, path)
        return Lookup(tuple(keys), rows, declared.sinon)

    def _key(self, name: str, path: Path) -> Key:
        if name in self.names.ladders:
            self.needs.append(("palier", name))
            return Key(name, self.names.ladders[name], ladder=True)
        entry = self.names.elements.get(name)
        self._named_measure(name, path)
        return Key(name, entry.scale.words() if entry else ())

    def _row(self, key: Key, written: str, path: Path) -> str | Fraction:
        if not key.words:
            found = number(written)
            if found is None:
                self.mistakes.report(
                    kinds.LIMIT_NOT_A_NUMBER, path, at_key=True, limit=written, name=key.name
                )
            return ONE if found is None else found
        entry = self.names.elements.get(key.name)
        rank = entry.scale.read(written) if entry and not key.ladder else None
        level = key.words[int(rank)] if rank is not None else written if written in key.words else None
        if level is None:
            self.mistakes.report(
                kinds.TABLE_KEY, path, at_key=True, row=written, name=key.name, levels=key.words
            )
        return level or written

    def _check_rows(
        self,
        keys: list[Key],
        rows: Mapping[tuple[str | Fraction, ...], Fraction],
        otherwise: Fraction | None,
        path: Path,
    ) -> None:
        """Every level has its row, so that no value is missing when a jury needs it."""
        if otherwise is not None or not all(key.words for key in keys):
            return
        from itertools import product

        for row in product(*(key.words for key in keys)):
            if row not in rows:
                self.mistakes.report(kinds.TABLE_ROW, (*path, "valeurs"), at_key=True, row=" / ".join(row))

    # -- bounds

    def _bounds_of(self, declared: g.Bornes, name: str, path: Path) -> Bounds:
        """Bounds on an element's value or a named measure."""
        if not declared.bounds():
            self.mistakes.report(kinds.BOUNDS_WANTED, path)
        entry = self.names.elements.get(name)
        if entry is not None and entry.scale.words():
            return self._bounds(declared, path, self._level_limit(name, entry.scale))
        return self._bounds(declared, path, self._number_limit(name, entry.scale if entry else None))

    def _bounds(self, declared: g.Bornes, path: Path, read: Callable[[str, Path], Fraction]) -> Bounds:
        return self._not_crossed(self._limits(declared, path, read), path)

    def _limits(self, declared: g.Bornes, path: Path, read: Callable[[str, Path], Fraction]) -> Bounds:
        ends: dict[bool, Limit] = {}
        written: dict[bool, str] = {}
        for key, limit in declared.bounds():
            lower = key in _LOWER
            if lower in ends:
                self.mistakes.report(
                    kinds.TWO_SAME_BOUNDS, (*path, key), at_key=True, one=written[lower], other=key
                )
            ends[lower] = Limit(read(limit, (*path, key)), key in _STRICT, limit)
            written[lower] = key
        return Bounds(ends.get(True), ends.get(False))

    def _not_crossed(self, bounds: Bounds, path: Path) -> Bounds:
        """The bounds, something lying between them; a count and a share of the items can't be compared."""
        low, high = bounds.lower, bounds.upper
        if low is None or high is None or bounds.share_below != bounds.share_above:
            return bounds
        if low.at > high.at or (low.at == high.at and (low.strict or high.strict)):
            self.mistakes.report(kinds.CROSSED_BOUNDS, path)
        return bounds

    def numeric_bounds(self, declared: g.Bornes, path: Path) -> Bounds:
        """Bounds on a number that is nobody's mark: the gap between two markers."""
        return self._bounds(declared, path, self._number_limit(None))

    def bounds_on_scale(self, declared: g.Bornes, scale: Scale, path: Path) -> Bounds:
        """Bounds on a value of the bearer's own scale."""
        if scale.words():
            return self._bounds(declared, path, self._level_limit(self.bearer, scale))
        return self._bounds(declared, path, self._number_limit(self.bearer, scale))

    def _count_limit(self, written: str, path: Path) -> Fraction:
        share = percent(written)
        found = share if share is not None else number(written)
        if found is None or (share is None and "/" not in written and found.denominator != 1):
            self.mistakes.report(kinds.LIMIT_NOT_A_COUNT, path, limit=written)
        return found if found is not None else ONE

    def _level_limit(self, name: str, scale: Scale) -> Callable[[str, Path], Fraction]:
        def read(written: str, path: Path) -> Fraction:
            rank = scale.read(written)
            if rank is None:
                levels = scale.words()
                suggestion = nearest(written, levels)
                extra = {"suggestion": suggestion} if suggestion else {}
                self.mistakes.report(
                    kinds.LIMIT_NOT_A_LEVEL, path, limit=written, name=name, levels=levels, **extra
                )
            return ONE if rank is None else rank

        return read

    def _number_limit(self, name: str | None, scale: Scale | None = None) -> Callable[[str, Path], Fraction]:
        """Limits are numbers; on an element's own mark a percentage is a share of its maximum."""

        def read(written: str, path: Path) -> Fraction:
            share = percent(written)
            if share is not None and scale is not None:
                return share * scale.greatest
            found = number(written)
            if share is not None:
                self.mistakes.report(kinds.PERCENT_OF_MEASURE, path, limit=written)
            elif found is None:
                self.mistakes.report(
                    kinds.LIMIT_NOT_A_NUMBER, path, limit=written, name=name or "the measure"
                )
            return ONE if found is None else found

        return read


class TooManyError(Exception):
    """The rules count more items than certeval evaluates; compiling stops there."""


_LOWER = {"au_moins", "plus_de"}
_UPPER = {"au_plus", "moins_de"}
_STRICT = {"plus_de", "moins_de"}


def _may_be_empty(node: Node, compiler: Compiler) -> bool:
    """Whether a term may vanish while cells are still unknown: anything but a number or an element's mark."""
    return not isinstance(node, Constant) and not (
        isinstance(node, ValueOf) and compiler.names.elements.get(node.name) is not None
    )


_RULES: dict[type, Callable[[Compiler, object, Path], Rule]] = {
    g.Bornes: Compiler._own,
    g.Mesure: Compiler._mesure,
    g.Parmi: Compiler._parmi,
    g.Tous: Compiler._tous,
    g.UnDe: Compiler._un_de,
    g.Aucun: Compiler._aucun,
    g.Et: Compiler._et,
    g.Ou: Compiler._ou,
    g.Non: Compiler._non,
    g.RegleSi: Compiler._si,
}
_MEASURES: dict[type, Callable[[Compiler, object, Path], Node]] = {
    g.Moyenne: Compiler._mean,
    g.Somme: Compiler._somme,
    g.Minimum: Compiler._minimum,
    g.Maximum: Compiler._maximum,
    g.Produit: Compiler._produit,
    g.Nombre: Compiler._nombre,
    g.Exces: Compiler._exces,
    g.Manque: Compiler._manque,
    g.Arrondi: Compiler._arrondi,
    g.Table: Compiler._table,
    g.MesureSi: Compiler._mesure_si,
}
