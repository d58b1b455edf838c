"""Whether two rules say the same: one neutral form for what the grammar lets people write in several ways."""

from collections.abc import Mapping

from certeval.referentiel.meaning import Plain
from certeval.rules.grammar import BOUNDS
from certeval.text.digests import canonical

TOGETHER = frozenset(
    ("et", "ou", "parmi", "tous", "un_de", "aucun", "nombre", "moyenne", "somme", "minimum", "maximum")
) | {"exces", "manque", "produit"}
"""Keys whose list is the same in any order."""
COUNTS: dict[str, dict[str, Plain]] = {
    "tous": {"au_moins": "100 %"},
    "un_de": {"au_moins": "1"},
    "aucun": {"au_plus": "0"},
}
"""What the grammar defines by `parmi`; `tous` only where no status blocks."""
NO_NAMES = frozenset((*BOUNDS, "valeurs", "sens"))
"""Keys whose values are levels, numbers or words of the grammar, never names of elements."""


def neutral(rule: Plain, new_codes: Mapping[str, str], *, blocks: bool) -> Plain:
    """A rule or a measure in its one form, each code as the new version has it.

    Where a status `blocks`, `tous` fails for good with a blocked item, which `parmi` merely does not count.
    """
    if isinstance(rule, str):
        # a name, or the one after « de » in a selection: `criteres de C1`
        word, of, code = rule.partition(" de ")
        target = code.strip()
        return f"{word.strip()} de {new_codes.get(target, target)}" if of else new_codes.get(rule, rule)
    if isinstance(rule, list):
        return [neutral(each, new_codes, blocks=blocks) for each in rule]
    if rule is None:
        return None
    form: dict[str, Plain] = {}
    for key, value in rule.items():
        if key in NO_NAMES:
            form[key] = value
        elif key in TOGETHER and isinstance(value, dict):
            form[key] = {new_codes.get(name, name): each for name, each in value.items()}
        elif key in TOGETHER and isinstance(value, list):
            items = (neutral(each, new_codes, blocks=blocks) for each in value)
            form[key] = sorted(items, key=canonical)
        else:
            form[key] = neutral(value, new_codes, blocks=blocks)
    for key, bounds in COUNTS.items():
        if key in form and not (key == "tous" and blocks):
            form = {"parmi": form.pop(key), **form, **bounds}
    return form


def names(rule: Plain) -> frozenset[str]:
    """Every word that a rule holds: names of elements and of rules, selections' words, and what else is a text."""
    words: set[str] = set()
    stack: list[Plain] = [rule]
    while stack:
        here = stack.pop()
        if isinstance(here, dict):
            words.update(here)
            stack.extend(here.values())
        elif isinstance(here, list):
            stack.extend(here)
        elif here is not None:
            word, _, code = here.partition(" de ")
            words.update((here, word.strip(), code.strip()))
    return frozenset(words)
