"""OpenFisca on a wide sheet: each critère an input, each verdict a formula over all candidates; writes `decisions.csv`.

    python openfisca_peer.py FOLDER

The rule: more than half of the critères of each compétence, every compétence of each bloc, every bloc. A cell that
is empty or not assessed may still be either; an excluded one leaves the count. OpenFisca reads no sheet and checks
no cell: a pandas read and a mapping of words to numbers stand before it.
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from openfisca_core.entities import Entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

NO, YES, OPEN, OUT = range(4)
READ = {
    "0": NO,
    "1": YES,
    "DISP": YES,
    "EQ": YES,
    "NEUT": OUT,
    "": OPEN,
    "NE": OPEN,
    "ABS": OPEN,
    "ABJ": OPEN,
}
WORDS = np.array(["non_valide", "valide", "en_attente"])
PERIOD = "2026"


def name_of(code: str) -> str:
    return "v_" + code.replace(".", "_")


def variable(entity: Entity, code: str, formula: Any = None) -> type[Variable]:
    """A whole number of each candidate for good, entered or worked out."""
    body: dict[str, Any] = {
        "value_type": int,
        "entity": entity,
        "definition_period": DateUnit.YEAR,
        "label": code,
    }
    if formula is not None:
        body["formula"] = formula
    return type(name_of(code), (Variable,), body)


def more_than_half(codes: list[str]) -> Any:
    def formula(person: Any, period: Any) -> Any:
        cells = [person(name_of(code), period) for code in codes]
        met = sum(cell == YES for cell in cells)
        undecided = sum(cell == OPEN for cell in cells)
        total = len(codes) - sum(cell == OUT for cell in cells)
        lost = (2 * (met + undecided) <= total) & (total > 0)
        return np.where(2 * met > total, YES, np.where(lost, NO, OPEN))

    return formula


def all_of(codes: list[str]) -> Any:
    def formula(person: Any, period: Any) -> Any:
        verdicts = [person(name_of(code), period) for code in codes]
        lost = np.any([each == NO for each in verdicts], axis=0)
        won = np.all([each == YES for each in verdicts], axis=0)
        return np.where(lost, NO, np.where(won, YES, OPEN))

    return formula


def main() -> None:
    folder = Path(sys.argv[1])
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    entity = Entity("candidat", "candidats", "Un candidat", "")
    system = TaxBenefitSystem([entity])
    formulas = {name: more_than_half(codes) for bloc in plan.values() for name, codes in bloc.items()}
    formulas |= {bloc: all_of(list(competences)) for bloc, competences in plan.items()}
    formulas["certification"] = all_of(list(plan))
    entered = [code for bloc in plan.values() for codes in bloc.values() for code in codes]
    for code in entered:
        system.add_variable(variable(entity, code))
    for code, formula in formulas.items():
        system.add_variable(variable(entity, code, formula))
    frame = pd.read_csv(folder / "notes.csv", sep=";", dtype=str, keep_default_na=False)
    simulation = SimulationBuilder().build_default_simulation(system, count=len(frame))
    for code in entered:
        simulation.set_input(name_of(code), PERIOD, frame[code].map(READ).to_numpy(dtype=np.int32))
    shown = ["certification", *plan, *(name for bloc in plan.values() for name in bloc)]
    decided = {code: WORDS[simulation.calculate(name_of(code), PERIOD)] for code in shown}
    pd.DataFrame({"candidat": frame["candidat"], **decided}).to_csv(
        folder / "decisions.csv", sep=";", index=False
    )


if __name__ == "__main__":
    main()
