"""The document of results: what stands before its candidates' lines, and after."""

import json
from collections.abc import Iterable, Sequence

from certeval.diagnostics import Diagnostic
from certeval.engine.results import Synthesis
from certeval.referentiel.load import Referentiel
from certeval.render.diagnostics import plain
from certeval.scores.observations import Sheet
from certeval.versions.meaning import empreinte_sens

SCHEMA = "certeval/resultats/1"


def as_json(
    referentiel: Referentiel,
    sheets: Sequence[Sheet],
    synthesis: Synthesis,
    lines: Iterable[str],
    diagnostics: Sequence[Diagnostic],
) -> str:
    """The document of design §4, from the lines of its candidates, each begun by what parts it from the one before.
    They may be fewer than are counted.
    """
    rows = "".join(lines)[1:]
    after = after_candidates(synthesis, diagnostics, some=bool(rows))
    return before_candidates(referentiel, sheets) + rows + after


BETWEEN = ",\n  "
"""What parts the candidates' lines in the document; the first has no comma."""


def before_candidates(referentiel: Referentiel, sheets: Sequence[Sheet]) -> str:
    """The document up to its candidates' lines."""
    applied = {
        "code": referentiel.code,
        "version": referentiel.version,
        "empreinte": referentiel.digest,
        "empreinte_sens": empreinte_sens(referentiel.model),
    }
    head = {"schema": SCHEMA, "referentiel": applied, "feuilles": [_sheet(sheet) for sheet in sheets]}
    return (
        "{\n" + "".join(f' "{key}": {_compact(value)},\n' for key, value in head.items()) + ' "candidats": ['
    )


def after_candidates(synthesis: Synthesis, diagnostics: Sequence[Diagnostic], *, some: bool) -> str:
    """The document after its candidates' lines."""
    tail = {"synthese": synthesis.plain(), "diagnostics": [plain(diagnostic) for diagnostic in diagnostics]}
    lines = [f' "{key}": {_compact(value)}' for key, value in tail.items()]
    return ("\n ]" if some else "]") + ",\n" + ",\n".join(lines) + "\n}\n"


def _sheet(sheet: Sheet) -> dict[str, object]:
    return {"fichier": sheet.file, "empreinte": sheet.digest, "encodage": sheet.encoding}


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
