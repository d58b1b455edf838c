"""What is still missing: once it is known the verdict is decided, and none of it is idle."""

from itertools import product
from typing import Any

import pytest
from candidates import Sheet, completions, evaluate, referentiel
from chance import Chance
from hypothesis import event, given, note
from strategies import World, chances, emit, examples, worlds
from test_laws import agreements, partial, state_of

from certeval.engine.missing import missing
from certeval.engine.verdicts import EN_ATTENTE, verdict
from certeval.referentiel.load import Referentiel
from certeval.rules.derivation import State
from floors import floor, idle

BOARD = """
format: 1
certification: {code: essai, version: 1.0.0}
saisie: {epreuve: {echelle: {note: {sur: 20}}}}
mesures: %s
validation:
  epreuve: {au_moins: 10}
  certification: %s
epreuves:
- {code: A, intitule: Épreuve A}
- {code: B, intitule: Épreuve B}
- {code: P, intitule: Petite épreuve, echelle: {note: {sur: 10}}}
- {code: N, intitule: Niveau, echelle: {niveaux: [a, b, c]}, validation: {au_moins: b}}
faits:
- {code: X, libelle: Fait X}
- {code: Y, libelle: Fait Y}
- {code: Z, libelle: Fait Z}
"""


def missing_codes(rule: str, mesures: str = "{un: 1}", **cells: str) -> tuple[str, ...]:
    rules = referentiel(BOARD % (mesures, rule))
    state = evaluate(rules, cells)
    return missing(state.verdicts["certification"], state)


@pytest.mark.parametrize(
    ("mesures", "rule", "cells", "expected"),
    [
        ("{m: {nombre: faits}}", "{mesure: m, au_moins: 2}", {"X": "oui", "Z": "non"}, ("Y",)),
        ("{m: {nombre: faits}}", "{mesure: m, au_moins: 2}", {"X": "oui"}, ("Y", "Z")),
        ("{m: {nombre: faits}}", "{mesure: m, au_moins: 1}", {"X": "oui"}, ()),
        ("{m: {nombre: [A, B], dont: {au_moins: 8}}}", "{mesure: m, au_moins: 2}", {"A": "8"}, ("B",)),
        (
            "{m: {produit: [2, {nombre: faits}]}}",
            "{mesure: m, au_moins: 4}",
            {"X": "oui", "Z": "non"},
            ("Y",),
        ),
        ("{m: {moyenne: {A: 1, B: 0}}}", "{mesure: m, au_moins: 10}", {}, ("A",)),
        ("{m: {exces: [A, P], a: 10}}", "{mesure: m, au_moins: 2}", {}, ("A",)),
        ("{m: {maximum: [A, B, P]}}", "{mesure: m, au_moins: 11}", {"B": "10"}, ("A",)),
        ("{un: 1}", "{maximum: [A, P], au_moins: 11}", {}, ("A",)),
        ("{un: 1}", "{minimum: [A, P], au_moins: 9}", {}, ("A", "P")),
        ("{m: {moyenne: [A, B, P], meilleures: 1}}", "{mesure: m, au_moins: 12}", {"B": "10"}, ("A",)),
        (
            "{m: {table: [N, X], valeurs: {a: {oui: 1, non: 2}, b: {oui: 1, non: 2}, c: {oui: 1, non: 2}}}}",
            "{mesure: m, au_moins: 2}",
            {},
            ("X",),
        ),
        ("{m: {moyenne: [A, B], dont: X}}", "{mesure: m, au_moins: 12}", {"B": "14", "X": "non"}, ()),
        ("{un: 1}", "{et: [{parmi: [A, X], au_moins: 1}, Y]}", {"X": "oui"}, ("Y",)),
    ],
)
def test_what_is_missing_is_what_may_still_change_the_verdict(
    mesures: str, rule: str, cells: dict[str, str], expected: tuple[str, ...]
) -> None:
    if "dont: X" in mesures:
        mesures = mesures.replace("dont: X", "dont: {et: [X, {au_moins: 0}]}")
    assert missing_codes(rule, mesures, **cells) == expected


DISPENSED = """
format: 1
certification: {code: essai, version: 1.0.0}
saisie: {epreuve: {echelle: {note: {sur: 20}}, statuts: {DISP: acquis}}}
epreuves:
- code: A
  intitule: Épreuve A
  tentatives: {retenir: meilleure, conserver_si: {au_moins: %s}}
- {code: B, intitule: Épreuve B}
validation: {epreuve: {au_moins: 10}, certification: {maximum: [A, B], au_moins: 12}}
"""


@pytest.mark.parametrize(("least", "expected"), [("11", ("A",)), ("12", ("A",)), ("13", ("A",))])
def test_the_greatest_waits_for_a_term_that_is_good_enough_or_leaves(
    least: str, expected: tuple[str, ...]
) -> None:
    """The first attempt of A, not entered, is kept from a mark on; else the second takes A out, and B alone is left."""
    state = evaluate(referentiel(DISPENSED % least), {"A": {"tentatives": ["NE", "DISP"]}, "B": "5"})
    verdict_here = state.verdicts["certification"]
    assert verdict(verdict_here.outcome) == EN_ATTENTE
    assert missing(verdict_here, state) == expected


def test_a_table_waits_for_a_key_that_may_be_left_out_whatever_row_it_would_choose() -> None:
    rules = referentiel(
        """
format: 1
certification: {code: essai, version: 1.0.0}
saisie: {epreuve: {echelle: acquis, tentatives: {retenir: premiere, conserver_si: {plus_de: non}}}}
mesures: {m: {table: E1, valeurs: {non: -1}, sinon: 3}}
validation: {certification: {mesure: m, au_plus: 0}}
epreuves: [{code: E1, intitule: Une épreuve}]
"""
    )
    state = evaluate(rules, {"E1": {"tentatives": ["NEUT", "ABJ"]}})
    assert verdict(state.verdicts["certification"].outcome) == EN_ATTENTE
    assert missing(state.verdicts["certification"], state) == ("E1",)


def test_the_best_of_several_wait_for_one_that_may_block_them() -> None:
    """The second attempt of F1 is kept up to « moyen », which is never the best; else the first, left empty, blocks."""
    rules = referentiel(
        """
format: 1
certification: {code: essai, version: 1.0.0}
saisie:
  epreuve: {echelle: {note: {min: 1, sur: 3, pas: 1}}}
  fait:
    echelle: {niveaux: [faible, moyen, bon], points: [0, 1, 3]}
    statuts: {vide: bloque}
    tentatives: {retenir: premiere, conserver_si: {au_plus: moyen}}
validation: {fait: {au_moins: moyen}, certification: {somme: [F1, K1], meilleures: 1, au_moins: 2}}
epreuves: [{code: K1, intitule: Une épreuve, validation: {au_moins: 2}}]
faits: [{code: F1, libelle: Un fait}]
"""
    )
    for mark in ("2", "3"):
        state = evaluate(rules, {"F1": {"tentatives": ["", "ABS"]}, "K1": mark})
        assert missing(state.verdicts["certification"], state) == ("F1",)


def is_pending(state: State) -> bool:
    """Whether any verdict is."""
    return any(verdict(judged.outcome) == EN_ATTENTE for judged in state.verdicts.values())


def open_sheet(chance: Chance, world: World, cells: Sheet) -> Sheet:
    """A sheet that leaves a verdict pending: cells are emptied until one is."""
    found = dict(cells)
    for code in chance.order(list(cells)):
        if is_pending(state_of(world, found)):
            break
        del found[code]
    return found


@floor()
@examples(130)
@given(worlds(), chances)
def test_once_all_that_is_missing_is_known_nothing_is(world: World, chance: Chance) -> None:
    """What is then pending has nothing left to be decided on: it is so in every completion."""
    cells = open_sheet(chance, world, partial(chance, world, most=10**9))
    before = state_of(world, cells)
    idle(when=not is_pending(before))
    for name, judged in before.verdicts.items():
        if verdict(judged.outcome) != EN_ATTENTE:
            continue
        filled = dict(cells)
        for code in missing(judged, before):
            filled[code] = chance.one_of(agreements(world, code, cells.get(code, "")))
        after = state_of(world, filled)
        event(f"decided {verdict(after.verdicts[name].outcome)}")
        assert missing(after.verdicts[name], after) == (), name
        everything = {
            code: chance.one_of(agreements(world, code, filled.get(code, ""))) for code in world.rules.entries
        }
        last = state_of(world, everything).verdicts[name].outcome
        assert verdict(last) == verdict(after.verdicts[name].outcome), name


MARKS = ("0", "1", "2", "3")


class Once:
    """Writes a rule that uses each of its cells once."""

    def __init__(self, chance: Chance) -> None:
        self.chance = chance
        self.mesures: dict[str, Any] = {}

    def split(self, codes: list[str]) -> list[list[str]]:
        cut = self.chance.between(1, len(codes) - 1)
        return [codes[:cut], codes[cut:]]

    def limit(self, most: int) -> dict[str, str]:
        key = self.chance.one_of(("au_moins", "plus_de", "au_plus", "moins_de"))
        low = 1 if key in {"au_moins", "moins_de"} else 0
        return {key: str(self.chance.between(low, most - (1 - low)))}

    def rule(self, codes: list[str]) -> Any:
        if len(codes) == 1:
            return self.alone(codes[0])
        forms = [self.joined, self.counted, self.chosen, self.compared, self.measured]
        return self.chance.one_of(forms)(codes)

    def alone(self, code: str) -> Any:
        rule = {"mesure": code, **self.limit(3)} if code[0] == "E" else code
        return {"non": rule} if self.chance.once_in(4) else rule

    def joined(self, codes: list[str]) -> Any:
        return {self.chance.one_of(("et", "ou")): [self.rule(part) for part in self.split(codes)]}

    def counted(self, codes: list[str]) -> Any:
        return {"parmi": codes, **self.limit(len(codes))}

    def chosen(self, codes: list[str]) -> Any:
        if len(codes) < 3:
            return self.joined(codes)
        first, rest = [codes[:1], codes[1:]]
        then, other = self.split(rest)
        return {"si": self.rule(first), "alors": self.rule(then), "sinon": self.rule(other)}

    def compared(self, codes: list[str]) -> Any:
        if any(code[0] != "E" for code in codes):
            return self.joined(codes)
        form = self.chance.one_of(("somme", "minimum", "maximum", "moyenne"))
        most = {"somme": 3 * len(codes)}.get(form, 3)
        measure: dict[str, Any] = {form: codes}
        if form == "moyenne" and self.chance.once_in(2):
            measure["meilleures"] = "1"
        return {**measure, **self.limit(most)}

    def measured(self, codes: list[str]) -> Any:
        name = f"M{len(self.mesures)}"
        self.mesures[name] = {"nombre": codes}
        return {"mesure": name, **self.limit(len(codes))}


def once(chance: Chance) -> tuple[Referentiel, dict[str, str]]:
    codes = chance.order([f"{chance.one_of('EK')}{i}" for i in range(chance.between(2, 5))])
    author = Once(chance)
    rule = author.rule(list(codes))
    document = {
        "format": "1",
        "certification": {"code": "une", "version": "1.0.0"},
        "mesures": author.mesures or {"un": "1"},
        "validation": {"epreuve": {"au_moins": "2"}, "certification": rule},
        "saisie": {"epreuve": {"echelle": {"note": {"sur": "3", "pas": "1"}}}},
        "epreuves": [{"code": c, "intitule": "Une épreuve"} for c in codes if c[0] == "E"],
        "faits": [{"code": c, "libelle": "Un fait"} for c in codes if c[0] == "K"],
    }
    text = emit({key: value for key, value in document.items() if value})
    note(text)
    rules = referentiel(text)
    every = {code: chance.one_of(MARKS if code[0] == "E" else ("oui", "non")) for code in codes}
    cells = {code: each for code, each in every.items() if chance.once_in(3)}
    for code in chance.order(list(cells)) if not chance.once_in(20) else ():
        if verdict(evaluate(rules, cells).verdicts["certification"].outcome) == EN_ATTENTE:
            break
        del cells[code]
    note(str(cells))
    return rules, cells


@floor()
@examples(130)
@given(chances)
def test_where_each_cell_is_used_once_no_cell_missing_is_idle(chance: Chance) -> None:
    rules, cells = once(chance)
    state = evaluate(rules, cells)
    judged = state.verdicts["certification"]
    waits = verdict(judged.outcome) == EN_ATTENTE
    codes = missing(judged, state) if waits else ()
    event(f"{len(codes)} missing")
    idle(when=not waits)
    assert bool(codes) == waits
    choices = [completions(entry, cells.get(code, "")) for code, entry in rules.entries.items()]
    verdicts: dict[tuple[int, ...], int] = {}
    for places in product(*(range(len(of_cell)) for of_cell in choices)):
        filled = {code: of_cell[i] for code, of_cell, i in zip(rules.entries, choices, places, strict=True)}
        verdicts[places] = evaluate(rules, filled).verdicts["certification"].outcome
    assert len(set(verdicts.values())) == (2 if waits else 1)
    for position, code in enumerate(rules.entries):
        outcomes: dict[Any, set[int]] = {}
        for each, outcome in verdicts.items():
            outcomes.setdefault(each[:position] + each[position + 1 :], set()).add(outcome)
        assert (code in codes) == any(len(found) > 1 for found in outcomes.values()), code
