"""How days, hours, numbers, verdicts and counts are written in a French document."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from fractions import Fraction
from typing import Literal, NamedTuple

from certeval.engine.results import count_rule, own_rule
from certeval.engine.verdicts import EN_ATTENTE, NON_VALIDE, VALIDE, Plain
from certeval.referentiel.load import Referentiel
from certeval.render.reasons.numbers import numeral
from certeval.rules.bounds import Bounds
from certeval.rules.derivation import Node
from certeval.rules.held_verdicts import HeldRule
from certeval.rules.verdicts import Compare

MOIS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
VOIES: Mapping[str, str] = {
    "formation_initiale": "formation initiale",
    "apprentissage": "apprentissage",
    "formation_continue": "formation continue",
    "contrat_pro": "contrat de professionnalisation",
    "vae": "validation des acquis de l’expérience",
    "candidat_libre": "candidature libre",
}
ORIGINES: Mapping[str, str] = {
    "jury": "décision du jury",
    "acquis_anterieur": "acquis antérieur",
    "equivalence": "équivalence",
}
Genre = Literal["m", "f"]
"""That of the noun a verdict is about: un bloc, une compétence."""
_VERDICTS: Mapping[str, tuple[str, str]] = {
    VALIDE: ("validé", "validée"),
    NON_VALIDE: ("non validé", "non validée"),
    EN_ATTENTE: ("en attente", "en attente"),
}
COMPTES: Mapping[str, tuple[str, str]] = {
    "critere": ("critère acquis", "critères acquis"),
    "competence": ("compétence validée", "compétences validées"),
    "sous_competence": ("sous-compétence validée", "sous-compétences validées"),
    "bloc": ("bloc validé", "blocs validés"),
    "epreuve": ("épreuve validée", "épreuves validées"),
    "fait": ("fait établi", "faits établis"),
    "": ("élément acquis", "éléments acquis"),
}
"""What is counted, one and several, by the kind of the items."""
ENTERED = frozenset({"critere", "fait"})
"""Kinds of which nothing is known where they are pending; others may be known in part, or put off by the jury."""
MANY = 2
NON_EVALUE: Mapping[Genre, str] = {"m": "non évalué", "f": "non évaluée"}
"""Said of a value of which nothing is known."""

NEUTRALISE: Mapping[Genre, str] = {"m": "neutralisé", "f": "neutralisée"}
"""Said of what waits for nothing, as nothing is left to decide it by."""


def jour(day: date) -> str:
    """`1er juillet 2026`."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number}\u00a0{MOIS[day.month - 1]}\u00a0{day.year}"


def heure(hour: time) -> str:
    """`9 h`, `15 h 40`."""
    minutes = f"\u00a0{hour.minute:02d}" if hour.minute else ""
    return f"{hour.hour}\u00a0h{minutes}"


def duree(lasts: timedelta) -> str:
    """`40 min`, `2 h`, `5 h 20`."""
    hours, minutes = divmod(lasts // timedelta(minutes=1), 60)
    if not hours:
        return f"{minutes}\u00a0min"
    return f"{hours}\u00a0h\u00a0{minutes:02d}" if minutes else f"{hours}\u00a0h"


_ARTICLE = re.compile(r"(les?)\s+(?=\S)", re.IGNORECASE)
AVEC_A: Mapping[str, str] = {"le": "au", "les": "aux"}


def dans(lieu: str) -> str:
    """`à Lyon`, `au Havre`, `aux Ulis`, `à La Rochelle`; empty for no place."""
    article = _ARTICLE.match(lieu)
    if article is not None:
        return f"{AVEC_A[article[1].lower()]} {lieu[article.end() :]}"
    return f"à {lieu}" if lieu else ""


def verdict(value: object, genre: Genre = "m") -> str:
    """The jury's word; a dash where nothing is decided."""
    words = _VERDICTS.get(str(value))
    return words[genre == "f"] if words else "–"


def nombre(number: object, limits: Iterable[Fraction] = (), *, level: bool = False) -> str:
    """`9,5`, or `≈9,67` on its side of each limit; a level; the two that it is between; empty for none."""
    if isinstance(number, list):
        low, high = (nombre(each, limits, level=level) for each in number)
        return f"entre {low} et {high}"
    if number is None or level:
        return str(number or "")
    return numeral(Fraction(str(number)), limits).replace(".", ",")


def exigence(bounds: Bounds, levels: Sequence[str] = ()) -> str:
    """What bounds ask of a value: `il faut au moins 10`, `il faut plus de 4 et au plus 12`; a level by its name."""
    sides = (
        (bounds.lower, "plus de" if bounds.lower and bounds.lower.strict else "au moins"),
        (bounds.upper, "moins de" if bounds.upper and bounds.upper.strict else "au plus"),
    )
    texts = []
    for limit, words in sides:
        if limit:
            is_level = limit.at.denominator == 1 and 0 <= limit.at < len(levels)
            texts.append(f"{words}\u00a0{levels[int(limit.at)] if is_level else nombre(limit.at)}")
    return f"il faut {' et '.join(texts)}" if texts else ""


class ItemCount(NamedTuple):
    """What a rule counts: items of a kind, empty where they are of several; whether these are to meet a condition, not
    to be acquired; where it asks for nothing else, the bounds of their number.
    """

    kind: str = ""
    conditional: bool = False
    bounds: Bounds | None = None


def compte(element: Plain, count: ItemCount) -> str:
    """`4 critères acquis sur 6 (il en faut 4), 1 non évalué`, `1 compétence validée sur 2, 1 en attente`; empty where
    the rule does not count, or where all that it counts is excluded.
    """
    if not int(str(element.get("total", 0))):
        return ""
    acquis, total = int(str(element["acquis"])), int(str(element["total"]))
    one, several = COMPTES.get(count.kind, COMPTES[""])
    words, ending = several if acquis >= MANY else one, "e" if one.endswith("ée") else ""
    if count.conditional:
        verb = "remplissent" if acquis >= MANY else "remplit"
        text = f"{acquis} {words.split(' ')[0]} sur {total} {verb} la condition"
    else:
        text = f"{acquis} {words} sur {total}"
    most = count.bounds.counts(total)[1] if count.bounds else None
    if most == 0:
        text += f" (il\u00a0n’en\u00a0faut\u00a0aucun{ending})"
    elif limits := _limits(element.get("requis"), None if most is None or most >= total else most):
        text += f" (il\u00a0en\u00a0faut\u00a0{limits})"
    if unknown := int(str(element["non_evalue"])):
        plural = "s" if unknown >= MANY else ""
        text += f", {unknown} {f'non évalué{plural}' if count.kind in ENTERED else 'en attente'}"
    return text.replace(" sur ", "\u00a0sur\u00a0")


def _limits(least: object, most: int | None) -> str:
    """`4`, `2 au plus`, `2, et 4 au plus`; empty for none."""
    texts = [str(least)] if least is not None else []
    return ", et ".join([*texts, *([f"{most}\u00a0au\u00a0plus"] if most is not None else [])])


def item_counts(referentiel: Referentiel) -> dict[str, ItemCount]:
    """By element, what its rule counts; nothing of who bears no rule that counts."""
    by_element: dict[str, ItemCount] = {}
    for (sort, name), step in referentiel.program.steps.items():
        node = step.node.original if isinstance(step.node, HeldRule) else step.node
        rule = count_rule(node) if sort == "verdict" else None
        if rule is not None:
            items = (referentiel.elements.get(item) for item, _rule in rule.items)
            kinds = {each.kind if each else "" for each in items}
            bounds = rule.bounds if rule is own_rule(node) else None
            by_element[name] = ItemCount(kinds.pop() if len(kinds) == 1 else "", rule.conditional, bounds)
    return by_element


def bornes(referentiel: Referentiel, name: str) -> tuple[Fraction, ...]:
    """The limits that the rule of an element compares with; none where it bears no rule."""
    step = referentiel.program.steps.get(("verdict", name))
    nodes = _nodes(step.node) if step else ()
    return tuple(limit for node in nodes if isinstance(node, Compare) for limit in node.bounds.ends)


def _nodes(node: Node) -> Iterator[Node]:
    """The forms of a rule, itself first; nothing of a rule that a held verdict replaces is left out."""
    yield node
    for each in (node.original,) if isinstance(node, HeldRule) else node.inside():
        yield from _nodes(each)


def rests(referentiel: Referentiel, name: str) -> set[str]:
    """The names whose verdicts the rule of an element rests on, itself among them."""
    steps, found, left = referentiel.program.steps, set[str](), [name]
    while left:
        if (one := left.pop()) not in found and (step := steps.get(("verdict", one))):
            found.add(one)
            left += [need for sort, need in step.needs if sort == "verdict"]
    return found
