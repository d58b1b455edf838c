"""What is entered for one candidate, read the naive way: plain YAML values in, numbers and statuses out.

Written from rules.md alone: nothing of certeval is imported. Only sheets where everything is known are read.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

Yaml: TypeAlias = Any
"""A text, a list or a mapping, as the file has it."""


class Exempted(NamedTuple):
    """An exempted element: compared as the best of its scale, left out of every measure."""

    best: Fraction


Known: TypeAlias = Fraction | Exempted | str
"""A number (a level counts from 0), an exemption, or one of `exclu`, `bloque`, `vide`, `inconnu`."""

SECTIONS = {
    "blocs": "bloc",
    "competences": "competence",
    "sous_competences": "sous_competence",
    "criteres": "critere",
    "epreuves": "epreuve",
    "faits": "fait",
}
BOUNDS = ("au_moins", "plus_de", "au_plus", "moins_de")
STATUSES = {"vide": "inconnu", "NE": "inconnu", "ABS": "inconnu", "ABJ": "inconnu"}
STATUSES |= {"DISP": "acquis", "EQ": "acquis", "NEUT": "exclu"}


def exactly(text: str) -> Fraction:
    """`9,5`, `9.5`, `-2` or `61/6`."""
    return Fraction(text.replace(",", "."))


def is_number(text: object) -> bool:
    return isinstance(text, str) and text.lstrip("-")[:1].isdigit()


class Entered(NamedTuple):
    """One element: its kind, its own keys, its parent's code."""

    kind: str
    keys: dict
    parent: str | None


def elements(document: dict, parent: str | None = None) -> Iterator[tuple[str, Entered]]:
    """Every element that a référentiel declares, below the certification or below one of its elements."""
    for section, kind in SECTIONS.items():
        for keys in document.get(section, []):
            yield keys["code"], Entered(kind, keys, parent)
            yield from elements(keys, keys["code"])


def declaration(document: dict, element: Entered, key: str) -> Yaml | None:
    """`echelle`, `jures` or `tentatives`: the element's own wins over its kind's."""
    default = "acquis" if key == "echelle" and element.kind in {"critere", "fait"} else None
    return element.keys.get(key) or document.get("saisie", {}).get(element.kind, {}).get(key) or default


def statuses(document: dict, element: Entered) -> dict[str, Yaml]:
    """What each status does here: the language's, the file's, the kind's, the element's, in that order."""
    kind = document.get("saisie", {}).get(element.kind, {})
    layers = (document, kind, element.keys)
    found: dict[str, Yaml] = dict(STATUSES)
    for layer in layers:
        found |= layer.get("statuts", {})
    return found


def ends(scale: Yaml) -> tuple[Fraction, Fraction]:
    """The worst and the best of a scale."""
    if scale == "acquis":
        return Fraction(0), Fraction(1)
    if "niveaux" in scale:
        return Fraction(0), Fraction(len(scale["niveaux"]) - 1)
    inner = scale.get("note") or scale["quantite"]
    return exactly(inner.get("min", "0")), exactly(inner.get("sur") or inner["max"])


def points_of(scale: Yaml, value: Known) -> Known:
    """What a level is worth where levels carry points; any other value as it is."""
    worth = scale.get("points") if isinstance(scale, dict) else None
    if not worth:
        return value
    if isinstance(value, Exempted):
        return Exempted(exactly(worth[int(value.best)]))
    return exactly(worth[int(value)]) if isinstance(value, Fraction) else value


def in_points(bounds: Yaml, scale: Yaml) -> Yaml:
    """Bounds on levels that carry points, as numbers of points: a level is its points, a share is of the most."""

    def at(limit: str) -> str:
        if limit in scale["niveaux"]:
            return str(points_of(scale, on_scale(scale, limit)))
        if limit.endswith("%"):
            return str(exactly(limit.rstrip("% ")) / 100 * exactly(scale["points"][-1]))
        return limit

    return {key: at(limit) for key, limit in bounds.items() if key in BOUNDS}


def on_scale(scale: Yaml, text: str) -> Fraction:
    """A value of a scale as typed."""
    if scale == "acquis":
        return Fraction(["non", "oui"].index(text))
    return Fraction(scale["niveaux"].index(text)) if "niveaux" in scale else exactly(text)


class Reader:
    """Reads the cells of one element."""

    def __init__(self, document: dict, element: Entered) -> None:
        self.scale = declaration(document, element, "echelle")
        self.jurors = declaration(document, element, "jures") or {}
        self.attempts = declaration(document, element, "tentatives")
        self.statuses = statuses(document, element)

    def word(self, text: str) -> Known:
        """One cell: a status or a value."""
        effect = self.statuses.get(text or "vide")
        if effect is None:
            return on_scale(self.scale, text)
        if isinstance(effect, dict):
            return on_scale(self.scale, effect["valeur"])
        return Exempted(ends(self.scale)[1]) if effect == "acquis" else effect

    def cell(self, cell: Yaml) -> Known:
        if isinstance(cell, str):
            return self.word(cell)
        if "jures" in cell:
            return self.of_jurors([self.word(mark) for mark in cell["jures"] if mark])
        made = list(cell["tentatives"])
        while made and not made[-1]:
            made.pop()
        marks = [self.cell(attempt) for attempt in made]
        return self.of_attempts([mark if not i else self.capped(mark) for i, mark in enumerate(marks)])

    def of_jurors(self, marks: Sequence[Known]) -> Known:
        if not marks:
            return self.word("")
        third = self.jurors.get("troisieme_si_ecart")
        if third and len(marks) > 1 and all(isinstance(mark, Fraction) for mark in marks[:2]):
            if within(third, abs(marks[0] - marks[1]), self.scale, numeric=True):
                return marks[2]
            return self.together(marks[:2])
        return self.together(marks)

    def together(self, marks: Sequence[Known]) -> Known:
        """Several marks as one: statuses do what they do to the terms of a measure."""
        how = self.jurors.get("retenir", "accord")
        if how != "accord" and "bloque" in marks:
            return "bloque"
        numbers = sorted(mark for mark in marks if isinstance(mark, Fraction))
        if how == "accord" or not numbers:
            return marks[0]
        if how == "moyenne":
            return sum(numbers) / len(numbers)
        if how == "majorite":
            return max(n for n in numbers if 2 * sum(other >= n for other in numbers) > len(numbers))
        return min(numbers)

    def of_attempts(self, worth: Sequence[Known]) -> Known:
        """What counts of the attempts, given what each is worth; one left empty before another is `vide`."""
        if not worth:
            return self.word("")
        if self.attempts is None:
            return worth[-1]
        if "conserver_si" in self.attempts:
            for mark in worth:
                shown = mark.best if isinstance(mark, Exempted) else mark
                if isinstance(shown, Fraction) and within(self.attempts["conserver_si"], shown, self.scale):
                    return mark
        if self.attempts["retenir"] == "premiere":
            return worth[0]
        return worth[-1] if self.attempts["retenir"] == "derniere" else best_of(worth)

    def capped(self, mark: Known) -> Known:
        """A new attempt is worth no more than the ceiling."""
        ceiling = (self.attempts or {}).get("plafond")
        if not ceiling or not isinstance(mark, Fraction):
            return mark
        if isinstance(self.scale, dict) and ceiling in self.scale.get("niveaux", ()):
            return min(mark, on_scale(self.scale, ceiling))
        if isinstance(self.scale, dict) and "points" in self.scale:
            points = [exactly(each) for each in self.scale["points"]]
            return min(mark, Fraction(max(i for i, each in enumerate(points) if each <= exactly(ceiling))))
        return min(mark, exactly(ceiling))


def best_of(worth: Sequence[Known]) -> Known:
    """The best attempt: an exemption, else the best mark, else a failure that blocks, else the last."""
    exempted = [mark for mark in worth if isinstance(mark, Exempted)]
    numbers = [mark for mark in worth if isinstance(mark, Fraction)]
    if exempted or numbers:
        return exempted[0] if exempted else max(numbers)
    return "bloque" if "bloque" in worth else worth[-1]


def within(bounds: dict, value: Fraction, scale: Yaml | None = None, *, numeric: bool = False) -> bool:
    """Whether a value lies within bounds: numbers, levels of its scale, or shares of its best."""

    if isinstance(scale, dict) and "points" in scale and not numeric:
        levels = {key: limit for key, limit in bounds.items() if limit in scale["niveaux"]}
        others = {key: limit for key, limit in bounds.items() if limit not in scale["niveaux"]}
        worth = points_of(scale, value)
        if others:
            asked = in_points(others, scale)
            return within(levels, value, scale) and isinstance(worth, Fraction) and within(asked, worth)

    def at(limit: str) -> Fraction:
        if limit.endswith("%"):
            return exactly(limit.rstrip("% ")) / 100 * ends(scale)[1]
        is_level = isinstance(scale, dict) and limit in scale.get("niveaux", ())
        if numeric or scale is None or (is_number(limit) and not is_level):
            return exactly(limit)
        return on_scale(scale, limit)

    return (
        ("au_moins" not in bounds or value >= at(bounds["au_moins"]))
        and ("plus_de" not in bounds or value > at(bounds["plus_de"]))
        and ("au_plus" not in bounds or value <= at(bounds["au_plus"]))
        and ("moins_de" not in bounds or value < at(bounds["moins_de"]))
    )
