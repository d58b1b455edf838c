"""Decisions to JSON and CSV: what programs and spreadsheets read."""

import json
from collections.abc import Iterable, Sequence

from certeval.diagnostics import Diagnostic
from certeval.engine.results import Plain, Synthesis
from certeval.referentiel.load import Referentiel
from certeval.render import delimited
from certeval.render.diagnostics import plain
from certeval.scores.observations import Sheet
from certeval.versions.meaning import empreinte_sens

SCHEMA = "certeval/resultats/1"
COUNTS = ("acquis", "non_acquis", "non_evalue", "total", "requis")
"""What a compétence counts, as the JSON names it, in the order of the CSV's columns."""


def as_json(
    referentiel: Referentiel,
    sheets: Sequence[Sheet],
    candidates: Sequence[Plain],
    listed: Sequence[Plain],
    diagnostics: Sequence[Diagnostic],
) -> str:
    """The document of design §4, one line a candidate. `listed` may be fewer than are counted."""
    synthesis = Synthesis.of(candidates, referentiel.tree.below("bloc", None))
    rows = BETWEEN.join(_compact(candidate) for candidate in listed)
    return (
        before_candidates(referentiel, sheets)
        + (f"{BETWEEN[1:]}{rows}" if rows else "")
        + after_candidates(synthesis, diagnostics, some=bool(rows))
    )


def as_lines(candidates: Iterable[Plain]) -> str:
    """The candidates' results alone, a line each."""
    return "".join(_compact(candidate) + "\n" for candidate in candidates)


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


def as_csv(
    referentiel: Referentiel, candidates: Iterable[Plain], *, detail: bool = False, file: bool = False
) -> str:
    """One row a candidate: its code, the certification, each bloc, each compétence, what is missing.

    In detail, the counts of each compétence follow. `file`: as spreadsheets want a file.
    """
    blocs = referentiel.tree.below("bloc", None)
    competences = referentiel.tree.below("competence", None)
    counted = [f"{code} {what}" for code in competences for what in COUNTS] if detail else []
    rows: list[list[delimited.Field]] = [
        ["candidat", "certification", *blocs, *competences, "manquants", *counted]
    ]
    for candidate in candidates:
        verdicts, missing = verdicts_of(candidate)
        row: list[delimited.Field] = [str(candidate["candidat"]), verdicts["certification"]]
        row += [verdicts.get(code, "") for code in (*blocs, *competences)]
        rows.append([*row, " ".join(missing), *(counts_of(candidate, competences) if detail else ())])
    return delimited.as_csv(rows, file=file)


def counts_of(candidate: Plain, competences: Iterable[str]) -> list[delimited.Field]:
    """The counts of each compétence; none where its rule is not a count."""
    blocs = candidate.get("blocs")
    by_code = {
        each["code"]: each
        for bloc in (blocs if isinstance(blocs, list) else ())
        for each in bloc["competences"]
    }
    return [by_code.get(code, {}).get(what, "") for code in competences for what in COUNTS]


def verdicts_of(candidate: Plain) -> tuple[dict[str, str], list[str]]:
    """Every verdict of a candidate's result by code, and the codes that are missing, each once."""
    verdicts: dict[str, str] = {}
    missing: dict[str, None] = {}
    stack: list[tuple[str, object]] = [("certification", candidate["certification"])]
    blocs = candidate.get("blocs")
    for bloc in blocs if isinstance(blocs, list) else ():
        stack.append((bloc["code"], bloc))
        stack += [(competence["code"], competence) for competence in bloc["competences"]]
    for code, decided in stack:
        if isinstance(decided, dict):
            verdicts[code] = decided["verdict"] or ""
            missing.update(dict.fromkeys(decided.get("manque", ())))
    return verdicts, list(missing)
