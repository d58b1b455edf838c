"""Decisions to JSON and CSV: what programs and spreadsheets read."""

import csv
import io
import json
from collections.abc import Iterable, Sequence

from certeval.diagnostics import Diagnostic
from certeval.engine.results import Plain, summary
from certeval.referentiel.load import Referentiel
from certeval.render.diagnostics import plain
from certeval.scores.observations import Sheet

SCHEMA = "certeval/resultats/1"


def as_json(
    referentiel: Referentiel,
    sheets: Sequence[Sheet],
    candidates: Sequence[Plain],
    listed: Sequence[Plain],
    diagnostics: Sequence[Diagnostic],
) -> str:
    """The document of design §4, one line a candidate. `listed` may be fewer than are counted."""
    head: list[tuple[str, object]] = [
        ("schema", SCHEMA),
        (
            "referentiel",
            {"code": referentiel.code, "version": referentiel.version, "empreinte": referentiel.digest},
        ),
        ("feuilles", [_sheet(sheet) for sheet in sheets]),
    ]
    tail: list[tuple[str, object]] = [
        ("synthese", summary(candidates, referentiel.tree.below("bloc", None))),
        ("diagnostics", [plain(diagnostic) for diagnostic in diagnostics]),
    ]
    lines = [f' "{key}": {_compact(value)}' for key, value in head]
    lines.append(' "candidats": ' + _list(listed))
    lines += [f' "{key}": {_compact(value)}' for key, value in tail]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _sheet(sheet: Sheet) -> dict[str, object]:
    return {"fichier": sheet.file, "empreinte": sheet.digest, "encodage": sheet.encoding}


def _list(candidates: Iterable[Plain]) -> str:
    rows = ",\n  ".join(_compact(candidate) for candidate in candidates)
    return f"[\n  {rows}\n ]" if rows else "[]"


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def as_csv(referentiel: Referentiel, candidates: Iterable[Plain]) -> str:
    """One row a candidate: its code, the certification, each bloc, each compétence, what is missing."""
    blocs = referentiel.tree.below("bloc", None)
    competences = referentiel.tree.below("competence", None)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(["candidat", "certification", *blocs, *competences, "manquants"])
    for candidate in candidates:
        verdicts, missing = verdicts_of(candidate)
        writer.writerow(
            [
                guarded(str(candidate["candidat"])),
                verdicts["certification"],
                *(verdicts.get(code, "") for code in (*blocs, *competences)),
                " ".join(missing),
            ]
        )
    return out.getvalue()


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


def guarded(text: str) -> str:
    """Text of people's own that no spreadsheet takes for a formula: one quote before it, which reading takes off."""
    return f"'{text}" if text[:1] in FORMULA else text


FORMULA = frozenset("=+-@\t\r＝＋－＠")
