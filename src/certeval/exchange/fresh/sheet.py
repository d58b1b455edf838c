"""A sheet to try a new référentiel with: one candidate at their best, one who fails, one hardly assessed."""

from certeval.exchange.fresh.cases import Cells, best_cells, worst_cells
from certeval.referentiel.load import Referentiel
from certeval.render.delimited import as_csv

CANDIDATES = ("C001", "C002", "C003")


def sample(referentiel: Referentiel) -> str:
    """The text of a wide sheet, a row a candidate; a row a juror too where several are due."""
    codes = list(referentiel.entries)
    best, worst = best_cells(referentiel), worst_cells(referentiel)
    done = set(codes[: len(codes) // 3])
    rows: dict[str, Cells] = {
        CANDIDATES[0]: best,
        CANDIDATES[1]: {code: best[code] if code in done else worst[code] for code in codes},
        CANDIDATES[2]: {code: best[code] if code in done else "" for code in codes},
    }
    due = max((entry.jurors.nombre or 1 for entry in referentiel.entries.values()), default=1)
    jurors = [f"J{n}" for n in range(1, due + 1)] if due > 1 else [""]
    heading = ["candidat", *(["jure"] if due > 1 else []), *codes]
    lines = [
        [candidate, *([juror] if juror else []), *(cells[code] for code in codes)]
        for candidate, cells in rows.items()
        for juror in jurors
    ]
    return as_csv([heading, *lines], file=True)
