"""Random scales, statuses, jurors and attempts: what `saisie` says, and cells to match."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from chance import Chance
from naive_cells import Entered, declaration, ends
from naive_cells import statuses as effects_of

SCALES: tuple[Any, ...] = (
    "acquis",
    {"niveaux": ["faible", "bon"]},
    {"niveaux": ["faible", "moyen", "bon"], "points": ["0", "1", "3"]},
    {"niveaux": ["1", "2", "3"]},
    {"note": {"sur": "4", "pas": "2"}},
    {"note": {"min": "1", "sur": "3", "pas": "1"}},
    {"note": {"min": "-1", "sur": "1", "pas": "1"}},
    {"note": {"sur": "20"}},
    {"quantite": {"max": "2", "pas": "1"}},
    {"quantite": {"min": "1", "max": "2", "pas": "0.5"}},
)
STATUSES = ("vide", "NE", "ABS", "DISP", "EQ", "NEUT", "ABI")
EFFECTS = ("inconnu", "exclu", "acquis", "bloque")
BOUNDS = ("au_moins", "plus_de", "au_plus", "moins_de")
PAIRS = (("au_moins", "au_plus"), ("plus_de", "au_plus"), ("au_moins", "moins_de"))


def number_text(number: Fraction) -> str:
    """A number as an author writes it: halves with a decimal comma."""
    if number.denominator != 2:
        return str(number)
    return f"{'-' if number < 0 else ''}{abs(number) // 1},5"


def is_numeric(scale: Any) -> bool:
    return isinstance(scale, dict) and "niveaux" not in scale


def values_of(scale: Any) -> list[str]:
    """The values of a scale as typed: all of them, or a few of a scale without steps."""
    if scale == "acquis":
        return ["non", "oui"]
    if "niveaux" in scale:
        return list(scale["niveaux"])
    inner = scale.get("note") or scale["quantite"]
    low, high = ends(scale)
    step = Fraction(inner["pas"]) if "pas" in inner else (high - low) / 4
    return [number_text(low + i * step) for i in range(int((high - low) / step) + 1)]


def bounds_of_value(chance: Chance, scale: Any) -> dict[str, str]:
    """Bounds that a value of a scale can meet: on its levels, numbers, or a share of its best."""
    shared = (is_numeric(scale) and ends(scale)[0] == 0) or "points" in scale
    if shared and chance.once_in(2):
        return {chance.one_of(BOUNDS): "50 %"}
    return bounds_between(chance, values_of(scale))


def bounds_between(chance: Chance, limits: Sequence[str]) -> dict[str, str]:
    """One or two bounds among rising limits, of which the first and the last can be reached."""
    key = chance.one_of((*BOUNDS, "both"))
    if key == "both" and len(limits) > 2:
        low = chance.between(0, len(limits) - 3)
        high = chance.between(low + 2, len(limits) - 1)
        lower, upper = chance.one_of(PAIRS)
        return {lower: limits[low], upper: limits[high]}
    if key in {"plus_de", "both"}:
        return {"plus_de": chance.one_of(limits[:-1] or limits)}
    return {key: chance.one_of((limits[1:] or limits) if key == "moins_de" else limits)}


def saisie(chance: Chance, scale: Any) -> dict[str, Any]:
    """What is entered: a scale and, by chance, statuses, jurors and attempts."""
    found: dict[str, Any] = {"echelle": scale}
    if chance.once_in(2):
        words = chance.some(STATUSES)
        given = {"valeur": chance.one_of(values_of(scale))}
        found["statuts"] = {word: chance.one_of((*EFFECTS, given)) for word in words}
    if chance.once_in(3):
        found["jures"] = jurors(chance, scale)
    if chance.once_in(3):
        found["tentatives"] = attempts(chance, scale)
    return found


def jurors(chance: Chance, scale: Any) -> dict[str, Any]:
    """How several jurors make one value, of each kind that fits the scale."""
    fits = (
        ("accord", "minimum", "moyenne")
        if is_numeric(scale)
        else ("accord", "minimum", "unanimite", "majorite")
    )
    found: dict[str, Any] = {"retenir": chance.one_of(fits)}
    if chance.once_in(2):
        found["nombre"] = chance.one_of(("2", "3"))
    if chance.once_in(3):
        found["troisieme_si_ecart"] = bounds_between(chance, ["0", "1", "2"])
    return found


def attempts(chance: Chance, scale: Any) -> dict[str, Any]:
    """Which of several attempts counts."""
    found: dict[str, Any] = {"retenir": chance.one_of(("derniere", "meilleure", "premiere"))}
    ceilings = _ceilings(scale)
    if ceilings and chance.once_in(2):
        found["plafond"] = chance.one_of(ceilings)
    if chance.once_in(2):
        found["conserver_si"] = bounds_of_value(chance, scale)
    return found


def _ceilings(scale: Any) -> list[str]:
    """The least, a middle and the greatest of what may be a ceiling: numbers, levels so named, or points."""
    if scale != "acquis" and "niveaux" in scale and "points" not in scale:
        return [level for level in scale["niveaux"] if level.isdecimal()]
    low, high = ends(scale)
    if scale != "acquis" and "points" in scale:
        low, high = Fraction(scale["points"][0]), Fraction(scale["points"][-1])
    return [number_text(each) for each in (low, (low + high) // 2, high)]


def cell(chance: Chance, document: dict[str, Any], element: Entered, *, known: bool) -> Any:
    """One cell, or None: a value or a status; several jurors' or attempts' where they are declared."""
    words = _Words(chance, document, element, known=known)
    one = words.one()
    if declaration(document, element, "tentatives") and chance.once_in(2):
        again = [words.one_or_none() for _ in range(chance.between(1, 2))]
        return {"tentatives": [one, *again] if chance.once_in(2) else [*again, one]}
    return None if words.may_be_empty and chance.once_in(6) else one


class _Words:
    """The words that one element's cells may hold; with `known`, none that leaves anything open."""

    def __init__(self, chance: Chance, document: dict[str, Any], element: Entered, *, known: bool) -> None:
        effects = effects_of(document, element)
        self.jurors = declaration(document, element, "jures")
        self.chance, self.known = chance, known
        self.values = values_of(declaration(document, element, "echelle"))
        self.fixed = [w for w, effect in effects.items() if effect != "inconnu" and w != "vide"]
        self.unknown = [w for w, effect in effects.items() if effect == "inconnu" and w != "vide"]
        self.may_be_empty = effects["vide"] != "inconnu" or not known

    def one(self) -> Any:
        """What is said at one attempt: by one juror or several, as many as are due where all is known."""
        due = int((self.jurors or {}).get("nombre", "1"))
        if self.jurors and ((self.known and due > 1) or not self.chance.once_in(4)):
            return self.of_jury(self.jurors)
        return self.word()

    def one_or_none(self) -> Any:
        """The same, or an attempt left empty."""
        return "" if self.may_be_empty and self.chance.once_in(6) else self.one()

    def word(self) -> str:
        kind = self.chance.between(1, 6)
        if kind == 1 and self.fixed:
            return self.chance.one_of(self.fixed)
        return self.chance.one_of(
            self.unknown if kind in {2, 3} and self.unknown and not self.known else self.values
        )

    def of_jury(self, jures: dict[str, Any]) -> dict[str, Any]:
        """One to three marks: where all is known, as many as are due, and a third that may be needed."""
        due = max(int(jures.get("nombre", "1")), 3 if "troisieme_si_ecart" in jures else 1)
        number = self.chance.between(due if self.known else 1, 3)
        if jures["retenir"] == "accord":
            said = self.word()
            return {"jures": [said if self.known or self.chance.once_in(2) else "NE" for _ in range(number)]}
        return {"jures": [self.word() for _ in range(number)]}
