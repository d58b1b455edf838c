"""What to present again as the sheets of a workbook: the rows of the CSV, a set a row."""

from collections.abc import Sequence

from certeval.messages import _
from certeval.referentiel.load import Referentiel
from certeval.render import resits
from certeval.render.json_text import of_referentiel, of_sheets
from certeval.render.workbook.decisions import sources
from certeval.render.workbook.sheets import ResultSheet, Verdict
from certeval.scores.observations import Sheet as Entered

DECIDED = resits.COLUMNS.index("certification")


def sheets(
    referentiel: Referentiel, told: Sequence[resits.CandidateResits], read: Sequence[Entered]
) -> list[ResultSheet]:
    """The sets, then what they were made from."""
    rows = [
        [Verdict(str(cell)) if index == DECIDED else cell for index, cell in enumerate(row)]
        for row in resits.rows(referentiel, told)
    ]
    return [
        ResultSheet(_("Resits"), resits.COLUMNS, rows, DECIDED),
        sources(of_referentiel(referentiel), of_sheets(read)),
    ]
