"""A pandas script as one would write it for a wide sheet: check the cells, decide, write `decisions.csv`.

    python pandas_peer.py FOLDER

The rule: more than half of the critères of each compétence, every compétence of each bloc, every bloc. A cell that
is empty or not assessed may still be either; an excluded one leaves the count. Prints the number of cells refused.
"""

import json
import sys
from pathlib import Path

import pandas as pd

YES, NO, OUT, OPEN = ["1", "DISP", "EQ"], ["0"], ["NEUT"], ["", "NE", "ABS", "ABJ"]


def all_of(verdicts: pd.DataFrame) -> pd.Series:
    """Valid where all are, not valid where one is not, else pending."""
    found = pd.Series("en_attente", index=verdicts.index)
    found[(verdicts == "valide").all(axis=1)] = "valide"
    found[(verdicts == "non_valide").any(axis=1)] = "non_valide"
    return found


def competence(cells: pd.DataFrame) -> pd.Series:
    met = cells.isin(YES).sum(axis=1)
    total = cells.shape[1] - cells.isin(OUT).sum(axis=1)
    undecided = cells.isin(OPEN).sum(axis=1)
    found = pd.Series("en_attente", index=cells.index)
    found[2 * met > total] = "valide"
    found[(2 * (met + undecided) <= total) & (total > 0)] = "non_valide"
    return found


def main() -> None:
    folder = Path(sys.argv[1])
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    frame = pd.read_csv(folder / "notes.csv", sep=";", dtype=str, keep_default_na=False)
    cells = frame.drop(columns="candidat")
    refused = int((~cells.isin(YES + NO + OUT + OPEN)).sum().sum()) + int(
        frame["candidat"].duplicated().sum()
    )
    print(refused)
    if refused:
        return
    decided = {name: competence(frame[codes]) for bloc in plan.values() for name, codes in bloc.items()}
    blocs = {bloc: all_of(pd.DataFrame({name: decided[name] for name in plan[bloc]})) for bloc in plan}
    certification = all_of(pd.DataFrame(blocs))
    named = {"candidat": frame["candidat"], "certification": certification, **blocs, **decided}
    pd.DataFrame(named).to_csv(folder / "decisions.csv", sep=";", index=False)


if __name__ == "__main__":
    main()
