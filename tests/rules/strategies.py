"""Random référentiels, as the files people write, and random sheets for them."""

import os
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any, NamedTuple

from author import Author
from candidates import Sheet, compile_text
from chance import Chance
from entered import EFFECTS, SCALES, bounds_of_value, cell, is_numeric, number_text, saisie
from hypothesis import HealthCheck, reject, settings
from hypothesis import strategies as st
from naive_cells import declaration, elements, ends, exactly

from certeval.referentiel.load import Compilation, Referentiel
from law_examples import MORE

ROUND = os.urandom(8).hex() if MORE > 1 else ""
"""Where more examples are asked for, all référentiels are new."""

SMALLEST = "CERTEVAL_SMALLEST" in os.environ
"""Slower: hypothesis then makes a failing référentiel smaller."""


def examples(number: int) -> settings:
    """So many examples, the same in each run; CERTEVAL_EXAMPLES=20 takes twenty times as many, all new."""
    return settings(max_examples=number * MORE, suppress_health_check=list(HealthCheck))


def emit(value: object) -> str:
    """A référentiel as block YAML; texts stay plain."""
    return "".join(line for _, line in lines(value, ()))


def lines(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Each line with the path of what begins there: a key or an item has a line of its own."""
    pad = "  " * len(path)
    children = value.items() if isinstance(value, dict) else enumerate(value)
    for key, child in children:
        head = f"{pad}{key}:" if isinstance(value, dict) else f"{pad}-"
        if isinstance(child, dict | list) and child:
            yield (*path, key), f"{head}\n"
            yield from lines(child, (*path, key))
        else:
            yield (*path, key), f"{head} {child or '[]'}\n"


class World(NamedTuple):
    """A référentiel as plain values, as text, and compiled."""

    document: dict[str, Any]
    text: str
    rules: Referentiel

    def __repr__(self) -> str:
        return self.text


chances = st.builds(Chance, st.randoms(use_true_random=not SMALLEST))


def worlds() -> st.SearchStrategy[World]:
    """A random référentiel without errors. All laws draw from the same ones, as making one costs more than most laws
    do: who edits one edits a copy.
    """
    if SMALLEST:
        return chances.map(lambda chance: turned_round(draw_document(chance)) or reject())
    return st.sampled_from(range(400 * MORE)).map(world_of)


@cache
def world_of(number: int) -> World:
    """The référentiel of this number."""
    chance = Chance(Random(f"{ROUND} {number}"))  # noqa: S311 -- a test's data, not a secret
    while (found := turned_round(draw_document(chance))) is None:
        pass
    return found


def turned_round(document: dict[str, Any]) -> World | None:
    """A référentiel whose bounds that something can never meet were turned round, then lowered as far as it takes, or
    None where more is wrong.
    """
    for turn in range(8):
        text = emit(document)
        found = compile_text(text)
        if found.referentiel is not None:
            return World(document, text, found.referentiel)
        if not _turn_round(document, found, once=turn == 0):
            return None
    return None


COMPLEMENT = {"au_moins": "moins_de", "moins_de": "au_moins", "plus_de": "au_plus", "au_plus": "plus_de"}


def _turn_round(document: dict[str, Any], found: Compilation, *, once: bool) -> bool:
    """Make each bound that can never be met one that always is, which is a warning only; where others then never meet
    it, the least of what one may be. Whether there was one: what has no bounds, as `aucun`, stays.
    """
    is_mended = False
    paths = [path for path, _ in lines(document, ())]
    never_met = {d.place.span.line: d.arguments["low"] for d in found.diagnostics if d.code == "V201"}
    for line, low in never_met.items():
        path = paths[line - 1]
        rule: Any = document
        for step in path[:-1]:
            rule = rule[step]
        inner = rule[path[-1]]
        rule = inner if isinstance(inner, dict) and COMPLEMENT.keys() & inner.keys() else rule
        keys = [key for key in rule if key in COMPLEMENT] if isinstance(rule, dict) else []
        given = [rule.pop(key) for key in keys]
        if not given:
            continue
        is_mended = True
        if once:
            rule[keys[0] if len(keys) > 1 else COMPLEMENT[keys[0]]] = given[0]
        else:
            rule["au_moins"] = low if isinstance(low, str) else number_text(low)
    return is_mended


def draw_document(chance: Chance) -> dict[str, Any]:
    """A random référentiel as plain values; some bounds may be out of reach.

    One in three is a board of marks and facts without blocs, and much computing on few of them.
    """
    board = chance.once_in(3)
    document: dict[str, Any] = {
        "format": "1",
        "certification": {"code": "alea", "version": "1.0.0"},
        "statuts": {},
        "saisie": {},
        "mesures": {},
        "regles": {},
        "validation": {},
        "paliers": {},
        **(marks_and_facts(chance) if board else tree(chance)),
    }
    author = Author(chance, document)
    _enter(author)
    _below(author)
    _leaves(author)
    _name(author, "A")
    for kind in ("sous_competence", "competence", "epreuve", "bloc"):
        _template(author, kind)
    _name(author, "B", least=2 * board)
    _ladder(author)
    _name(author, "D", least=2 * board)
    document["validation"]["certification"] = author.rule([None], 2)
    return {key: value for key, value in document.items() if value}


def marks_and_facts(chance: Chance) -> dict[str, Any]:
    """Épreuves and faits only."""
    return {
        "epreuves": [{"code": f"E{i + 1}", "intitule": "Une épreuve"} for i in range(chance.between(2, 3))],
        "faits": [{"code": f"F{i + 1}", "libelle": "Un fait"} for i in range(chance.between(1, 2))],
    }


def tree(chance: Chance) -> dict[str, Any]:
    """Blocs, compétences, critères, épreuves and faits; some épreuves name what they assess."""
    counts = dict.fromkeys("BCSKEF", 0)

    def coded(letter: str, text: str, least: int, most: int) -> list[dict[str, Any]]:
        found = []
        for _ in range(chance.between(least, most)):
            counts[letter] += 1
            found.append({"code": f"{letter}{counts[letter]}", text: "Un libellé"})
        return found

    blocs = coded("B", "intitule", 1, 2)
    for bloc in blocs:
        bloc["competences"] = coded("C", "libelle", 1, 2)
        for competence in bloc["competences"]:
            competence["criteres"] = coded("K", "libelle", 0, 2)
            if chance.once_in(4):
                competence["sous_competences"] = coded("S", "libelle", 1, 2)
                for part in competence["sous_competences"]:
                    part["criteres"] = coded("K", "libelle", 0, 2)
        bloc["epreuves"] = coded("E", "intitule", 0, 2)
    found = {"blocs": blocs, "epreuves": coded("E", "intitule", 0, 2), "faits": coded("F", "libelle", 0, 2)}
    kinds = {"competence", "sous_competence", "critere"}
    below = [code for code, element in elements(found) if element.kind in kinds]
    for _, element in elements(found):
        if element.kind == "epreuve" and chance.once_in(4):
            element.keys["evalue"] = chance.some(below)
    return found


def _enter(author: Author) -> None:
    """What is entered for each kind and for some elements, which keep their kind's scale or have their own."""
    document, chance = author.document, author.chance
    if chance.once_in(3):
        document["statuts"] = {"ABI": chance.one_of(EFFECTS)}
    for kind in ("critere", "sous_competence", "competence", "bloc", "epreuve", "fait"):
        if kind == "epreuve" or chance.once_in(2):
            document["saisie"][kind] = saisie(chance, chance.one_of(SCALES))
    for code, element in elements(document):
        of_kind = declaration(document, element, "echelle")
        if chance.once_in(6):
            plain = not document["saisie"].get(element.kind)
            own = saisie(chance, (not plain and of_kind) or chance.one_of(SCALES))
            element.keys.update(own)
        scale = declaration(document, element, "echelle")
        if scale is not None:
            author.scales[code] = scale
            jurors, attempts = (
                declaration(document, element, "jures"),
                declaration(document, element, "tentatives"),
            )
            if "troisieme_si_ecart" in (jurors or {}) or "conserver_si" in (attempts or {}):
                author.wavering.add(code)
            if is_numeric(scale):
                author.numbers[code] = ends(scale)
            elif "points" in scale:
                author.numbers[code] = exactly(scale["points"][0]), exactly(scale["points"][-1])


def _below(author: Author) -> None:
    """What stands below each element, by word; below an épreuve stands what it assesses."""
    every = dict(elements(author.document))
    under = author.under

    def add(owner: str | None, code: str) -> None:
        under.setdefault((owner, every[code].kind + "s"), []).append(code)

    for code, element in every.items():
        add(None, code)
        owner = element.parent
        while owner:
            add(owner, code)
            owner = every[owner].parent
    for code, element in every.items():
        if element.kind == "epreuve":
            for one in element.keys.get("evalue") or list(
                under.get((element.parent or "", "competences"), [])
            ):
                words = ("sous_competences", "criteres")
                for assessed in (one, *(each for word in words for each in under.get((one, word), []))):
                    if assessed not in under.get((code, every[assessed].kind + "s"), ()):
                        add(code, assessed)


def _leaves(author: Author) -> None:
    """What critères and faits take: yes by default, else bounds on their own value."""
    document, chance = author.document, author.chance
    for kind in ("critere", "fait"):
        of_kind = document["saisie"].get(kind, {}).get("echelle", "acquis")
        if of_kind != "acquis" or chance.once_in(3):
            document["validation"][kind] = bounds_of_value(chance, of_kind)
        for code, element in elements(document):
            if element.kind != kind:
                continue
            if author.scales[code] != of_kind or chance.once_in(6):
                element.keys["validation"] = bounds_of_value(chance, author.scales[code])
            author.verdicts.append(code)


MEASURES = ("moyenne", "somme", "minimum", "maximum", "produit", "exces", "manque", "arrondi", "table")


def _template(author: Author, kind: str) -> None:
    """What each element of a kind takes: the same for all, or its own. One that is not marked and compares
    a measure has that measure's value.
    """
    bearers = [code for code, element in elements(author.document) if element.kind == kind]
    template = author.rule(bearers, 2) if bearers else None
    if template is None:
        return
    author.document["validation"][kind] = template
    own = {code: author.rule([code], 2) for code in bearers if author.chance.once_in(5)}
    for code, element in elements(author.document):
        if code in own:
            element.keys["validation"] = own[code]
        rule = own.get(code, template)
        if (
            code in bearers
            and code not in author.scales
            and not isinstance(rule, str)
            and rule.keys() & {*MEASURES}
        ):
            author.numbers[code] = (ends(SCALES[-2])[0], ends(SCALES[-2])[1])
    author.verdicts += bearers


def _name(author: Author, letter: str, *, least: int = 0) -> None:
    """Some named measures and rules."""
    for i in range(author.chance.between(least, 2 + least)):
        author.document["mesures"][f"M{letter}{i}"], within = author.measure([None], 2)
        author.numbers[f"M{letter}{i}"] = within
    for i in range(author.chance.between(0, 2)):
        author.document["regles"][f"R{letter}{i}"] = author.rule([None], 2)
        author.verdicts.append(f"R{letter}{i}")


def _ladder(author: Author) -> None:
    if author.chance.once_in(2):
        names = ["or", "argent", "bronze"][: author.chance.between(1, 3)]
        rungs: list[dict[str, Any]] = [{"nom": name, "si": author.rule([None], 1)} for name in names]
        author.document["paliers"]["P0"] = [*rungs, {"nom": "fer"}]
        author.ladders["P0"] = [*names, "fer"]


def sheet(chance: Chance, document: dict[str, Any], *, known: bool = False) -> Sheet:
    """A random sheet; with `known`, nothing in it is left open."""
    found = {
        code: cell(chance, document, element, known=known)
        for code, element in elements(document)
        if declaration(document, element, "echelle") is not None
    }
    return {code: each for code, each in found.items() if each is not None}
