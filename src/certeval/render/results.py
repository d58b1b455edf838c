"""The document of results: what stands before its candidates' lines, and after."""

from collections.abc import Iterable, Mapping, Sequence

from certeval.diagnostics import Diagnostic
from certeval.engine.verdicts import Synthesis
from certeval.referentiel.load import Referentiel
from certeval.render.diagnostics import plain
from certeval.render.json_text import json_line, referentiel_json
from certeval.scores.observations import Sheet
from certeval.versions.meaning import empreinte_sens

SCHEMA = "certeval/resultats/1"


def as_json(
    referentiel: Referentiel,
    sheets: Sequence[Sheet],
    synthesis: Synthesis,
    lines: Iterable[str],
    diagnostics: Sequence[Diagnostic],
    *,
    beside: Mapping[str, Mapping[str, object] | None],
    omissions: Sequence[str] = (),
) -> str:
    """The document of design §4, from the lines of its candidates, each begun by what parts it from the one before.
    They may be fewer than are counted: `filtres`, beside, then says which blocs and candidates were asked for.
    """
    rows = "".join(lines)[1:]
    after = after_candidates(synthesis, diagnostics, some=bool(rows), omissions=omissions)
    return before_candidates(referentiel, sheets, beside) + rows + after


def document(content: Mapping[str, object]) -> str:
    """The same document from its plain values."""
    keys = list(content)
    at = keys.index("candidats")
    candidates = content["candidats"]
    rows = ",".join(f"\n  {json_line(row)}" for row in (candidates if isinstance(candidates, list) else ()))
    before = "".join(f' "{key}": {json_line(content[key])},\n' for key in keys[:at])
    after = "".join(f',\n "{key}": {json_line(content[key])}' for key in keys[at + 1 :])
    return "{\n" + before + f' "candidats": [{rows}' + ("\n ]" if rows else "]") + after + "\n}\n"


BETWEEN = ",\n  "
"""What parts the candidates' lines in the document; the first has no comma."""


BESIDE = ("correspondance", "session", "registre", "filtres")
"""What a document may say beside its référentiel and its sheets, in this order."""


def before_candidates(
    referentiel: Referentiel, sheets: Sequence[Sheet], beside: Mapping[str, Mapping[str, object] | None]
) -> str:
    """The document up to its candidates' lines. What stands `beside`, by key, where there is any: the correspondence
    that sheets were read by, the session, how the journal stood that told what was acquired, `filtres`.
    """
    identity = referentiel_json(referentiel) | {"empreinte_sens": empreinte_sens(referentiel.model)}
    head = {"schema": SCHEMA, "referentiel": identity, "feuilles": [_sheet(sheet) for sheet in sheets]}
    head |= {key: each for key in BESIDE if (each := beside.get(key))}
    return (
        "{\n" + "".join(f' "{key}": {json_line(value)},\n' for key, value in head.items()) + ' "candidats": ['
    )


def after_candidates(
    synthesis: Synthesis, diagnostics: Sequence[Diagnostic], *, some: bool, omissions: Sequence[str] = ()
) -> str:
    """The document after its candidates' lines. `omissions`: those left out because something is wrong of them."""
    tail: dict[str, object] = {"ecartes": [{"candidat": code} for code in omissions]} if omissions else {}
    tail |= {"synthese": synthesis.plain(), "diagnostics": [plain(diagnostic) for diagnostic in diagnostics]}
    lines = [f' "{key}": {json_line(value)}' for key, value in tail.items()]
    return ("\n ]" if some else "]") + ",\n" + ",\n".join(lines) + "\n}\n"


def _sheet(sheet: Sheet) -> dict[str, object]:
    return {"fichier": sheet.file, "empreinte": sheet.digest, "encodage": sheet.encoding}
