"""Known changes of a random référentiel, so that what compares two can be asked what they were."""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from candidates import compile_text
from chance import Chance
from entered import BOUNDS
from naive_cells import elements
from strategies import World, draw_document, emit, turned_round

Known = tuple[str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""What a difference is known by: its sort, kind, old and new codes, and the field of a `modifie`."""

Edit = Callable[["Script"], None]
SECTIONS = {
    "blocs": "bloc",
    "competences": "competence",
    "sous_competences": "sous_competence",
    "criteres": "critere",
    "epreuves": "epreuve",
    "faits": "fait",
}
TEXTS = ("libelle", "intitule")


def world(chance: Chance) -> World:
    """A random référentiel in which no two wordings share a word."""
    while True:
        document = draw_document(chance)
        number = 0
        for _, element in elements(document):
            for text in TEXTS:
                if text in element.keys:
                    element.keys[text] = wording(f"n{number}")
                    number += 1
        found = turned_round(document)
        if found is not None:
            return found


def wording(mark: str) -> str:
    return " ".join(f"{mark}terme{letter}" for letter in "abcdef")


def lists(document: Any, parent: str = "") -> Iterator[tuple[str, str, list[Any]]]:
    """Each list of elements with its kind and the code of what it stands in."""
    for section, kind in SECTIONS.items():
        listed = document.get(section)
        if listed:
            yield kind, parent, listed
            for each in listed:
                yield from lists(each, each["code"])


def mappings(value: Any) -> Iterator[dict[str, Any]]:
    """Every mapping within a value, itself included."""
    if isinstance(value, dict):
        yield value
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from mappings(child)


def with_name(value: Any, old: str, new: str) -> Any:
    """A value in which a code is another, wherever rules and épreuves name it."""
    if isinstance(value, dict):
        return {
            (new if key == old else key): (each if key in TEXTS else with_name(each, old, new))
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [with_name(each, old, new) for each in value]
    if value == old:
        return new
    return f"{value.removesuffix(old)}{new}" if value.endswith(f" de {old}") else value


def is_named(document: Any, code: str) -> bool:
    """Whether anything but the element itself has its code."""
    return str(with_name(document, code, "…")).count("…") > 1


@dataclass
class Script:
    """Edits one référentiel; `known` says what was done, `touched` which codes it was done to."""

    chance: Chance
    document: dict[str, Any]
    known: set[Known] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)
    fresh: int = 0

    def run(self, edits: int, among: Sequence[Edit] = ()) -> World:
        """The référentiel after so many edits, of any kind or among these; each left it without errors."""
        done = draw_world(self.document)
        assert done is not None
        for _ in range(edits):
            before = deepcopy((self.document, self.known, self.touched))
            self.chance.one_of(among or EDITS)(self)
            after = draw_world(self.document)
            if after is None:
                self.document, self.known, self.touched = before
            else:
                done = after
        return done

    def one(self, *kinds: str, unnamed: bool = False) -> tuple[str, dict[str, Any], list[Any]] | None:
        """An element that no edit has touched, of one of these kinds: kind, keys, the list it is in."""
        found = [
            (kind, each, listed)
            for kind, _, listed in lists(self.document)
            for each in listed
            if kind in kinds
            and each["code"] not in self.touched
            and not (unnamed and is_named(self.document, each["code"]))
        ]
        return self.chance.one_of(found) if found else None

    def code(self) -> str:
        self.fresh += 1
        self.touched.add(f"Z{self.fresh}")
        return f"Z{self.fresh}"

    def told(self, sorte: str, kind: str, old: tuple[str, ...], new: tuple[str, ...], *path: str) -> None:
        self.known.add((sorte, kind, old, new, path))
        self.touched.update(old)


def draw_world(document: dict[str, Any]) -> World | None:
    """A référentiel without errors as it is: no bound is turned round."""
    text = emit(document)
    rules = compile_text(text).referentiel
    return World(deepcopy(document), text, rules) if rules is not None else None


def rename(script: Script) -> None:
    if found := script.one(*SECTIONS.values()):
        kind, keys, _ = found
        old, new = keys["code"], script.code()
        keys["remplace"] = f"remplace {old}"
        script.document = with_name(script.document, old, new)
        for mapping in mappings(script.document):
            if mapping.get("remplace") == f"remplace {old}":
                mapping["remplace"] = old
        script.told("renomme", kind, (old,), (new,))


def split(script: Script) -> None:
    if found := script.one("critere", "epreuve", "fait", unnamed=True):
        kind, keys, listed = found
        old, codes = keys["code"], (script.code(), script.code())
        at = listed.index(keys)
        text = "intitule" if kind == "epreuve" else "libelle"
        listed[at : at + 1] = [
            {**deepcopy(keys), "code": code, text: wording(code.lower()), "remplace": old} for code in codes
        ]
        script.told("scinde", kind, (old,), codes)


def two_criteres(script: Script) -> tuple[list[Any], dict[str, Any], dict[str, Any]] | None:
    """Two critères of one compétence that nothing names, and the list they are in."""
    found = [
        (listed, free)
        for kind, _, listed in lists(script.document)
        if kind == "critere"
        and len(
            free := [
                k
                for k in listed
                if k["code"] not in script.touched and not is_named(script.document, k["code"])
            ]
        )
        >= 2
    ]
    if not found:
        return None
    listed, free = script.chance.one_of(found)
    return listed, free[0], free[1]


def merge(script: Script) -> None:
    if found := two_criteres(script):
        listed, one, other = found
        olds, new = (one["code"], other["code"]), script.code()
        listed.remove(other)
        listed[listed.index(one)] = {"code": new, "libelle": wording(new.lower()), "remplace": list(olds)}
        script.told("fusionne", "critere", olds, (new,))


def move(script: Script) -> None:
    found = script.one("critere")
    others = [
        each
        for kind, _, listed in lists(script.document)
        for each in listed
        if kind == "competence" and each["code"] not in script.touched
    ]
    away = [each for each in others if found and found[1] not in each.get("criteres", [])]
    if found and away:
        found[2].remove(found[1])
        script.chance.one_of(away).setdefault("criteres", []).append(found[1])
        code = (found[1]["code"],)
        script.told("deplace", "critere", code, code)


def reword(script: Script) -> None:
    """One word of six, or all of them."""
    if found := script.one(*SECTIONS.values()):
        kind, keys, _ = found
        key = "libelle" if "libelle" in keys else "intitule"
        code = keys["code"]
        whole = script.chance.once_in(2)
        keys[key] = wording(f"r{code}".lower()) if whole else f"{keys[key].rsplit(' ', 1)[0]} reformulé"
        script.told("modifie", kind, (code,), (code,), key)


def exchange(script: Script) -> None:
    """Two critères take each other's code, and say nothing of it."""
    if found := two_criteres(script):
        _, one, other = found
        a, b = one["code"], other["code"]
        one["code"], other["code"] = b, a
        script.told("renomme", "critere", (a,), (b,))
        script.told("renomme", "critere", (b,), (a,))


def change_a_bound(script: Script) -> None:
    """A bound of what a kind of element takes is another."""
    templates = [kind for kind in script.document["validation"] if f"{kind}*" not in script.touched]
    kind = script.chance.one_of(templates) if templates else ""
    rule = script.document["validation"].get(kind)
    bounds = [(each, key) for each in mappings(rule) for key in BOUNDS if key in each]
    if bounds:
        mapping, key = script.chance.one_of(bounds)
        limit = script.chance.one_of(("0", "1", "2", "1/3", "60 %", "oui", "bon"))
        if limit != mapping[key] and (limit, mapping[key]) != ("1/2", "50 %"):
            mapping[key] = limit
            script.known.add(("modifie", "validation", (kind,), (kind,), ("definition",)))
            script.touched.add(f"{kind}*")


def add(script: Script) -> None:
    if found := script.one("critere", "fait"):
        kind, _, listed = found
        code = script.code()
        listed.insert(script.chance.between(0, len(listed)), {"code": code, "libelle": wording(code.lower())})
        script.told("ajoute", kind, (), (code,))


def remove(script: Script) -> None:
    if found := script.one("critere", "epreuve", "fait", unnamed=True):
        kind, keys, listed = found
        listed.remove(keys)
        script.told("supprime", kind, (keys["code"],), ())


EDITS: tuple[Edit, ...] = (
    rename,
    split,
    merge,
    move,
    reword,
    exchange,
    change_a_bound,
    add,
    remove,
)
DECIDING: tuple[Edit, ...] = (
    change_a_bound,
    change_a_bound,
    change_a_bound,
    add,
    remove,
    move,
    rename,
    split,
)
"""Edits that often change a verdict."""
