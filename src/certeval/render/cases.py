"""Cases run: which hold, which don't and why, and which bounds none tries."""

from collections.abc import Sequence

from certeval.diagnostics import Place
from certeval.engine.cases import CaseResult, text_of
from certeval.engine.coverage import SIDES, BoundCoverage
from certeval.messages import N_, _, plural
from certeval.referentiel.cas import Cas, CelluleJures, CelluleTentatives
from certeval.referentiel.load import Referentiel
from certeval.render.diagnostics import message, where
from certeval.render.diagnostics import plain as diagnostic_json
from certeval.render.reasons import forms, reasons
from certeval.render.words import visible
from certeval.scores.observations import Candidate, Cell, CellKey

SIDE_WORDS = {"sous": N_("just below"), "egal": N_("exactly at"), "dessus": N_("just above")}


def text(referentiel: Referentiel, results: Sequence[CaseResult]) -> str:
    """Each case that does not hold, with the derivation of what came instead; then how many hold."""
    lines: list[str] = []
    for result in results:
        if result.reussi:
            continue
        lines.append(f"{_('FAILS')}  {visible(result.nom)}  ({where(_place(referentiel, result))})")
        lines += [f"  {message(referentiel.document.locate(finding))}" for finding in result.findings]
        for name in result.failures:
            mismatch = _("{name}: {expected} expected, {found} found")
            arguments = {"expected": text_of(result.attendu[name]), "found": text_of(result.obtenu[name])}
            lines.append("  " + mismatch.format(name=name, **arguments))
        lines += _mismatch_reasons(referentiel, result)
    successes = sum(result.reussi for result in results)
    summary = plural("{held} of {n} case holds", "{held} of {n} cases hold")
    reason = summary(len(results), held=successes) if results else _("it has no case under `cas`")
    lines.append(_("{file}: {reason}", file=referentiel.file, reason=reason))
    return "\n".join(lines) + "\n"


def _mismatch_reasons(referentiel: Referentiel, result: CaseResult) -> list[str]:
    """The derivation of each thing that came otherwise than expected."""
    if result.state is None:
        return []
    candidate = Candidate(result.nom, _place(referentiel, result), own_cells=_cells(referentiel, result))
    for axis, entry in referentiel.program.situation.items():
        if cell_text := getattr(_declaration(referentiel, result), axis):
            place = referentiel.document.place((*result.path, axis))
            candidate.situation[axis] = Cell(cell_text, entry.read(cell_text), place)
    trees = (reasons(referentiel, result.state, candidate, name) for name in result.failures)
    lines = [line for tree in trees if tree for line in forms.plain("", tree).splitlines() if line]
    return [f"  {line}" for line in lines]


def _cells(referentiel: Referentiel, result: CaseResult) -> dict[CellKey, Cell]:
    """The cells of a case as a sheet would have them: jurors and attempts in their order."""
    case = _declaration(referentiel, result)
    cells: dict[CellKey, Cell] = {}
    for code, cell in case.cellules.items():
        place = referentiel.document.place((*result.path, "cellules", code))
        attempts = cell.tentatives if isinstance(cell, CelluleTentatives) else (cell,)
        for attempt, one in enumerate(attempts, 1):
            jurors = one.jures if isinstance(one, CelluleJures) else (one,)
            for number, each in enumerate(jurors, 1):
                juror = f"J{number}" if isinstance(one, CelluleJures) else ""
                text = each if isinstance(each, str) else ""
                reading = referentiel.entries[code].read(text)
                if not reading.empty:
                    cells[CellKey(code, juror, attempt)] = Cell(text, reading, place)
    return cells


def _declaration(referentiel: Referentiel, result: CaseResult) -> Cas:
    return next(case for i, case in enumerate(referentiel.model.cas) if ("cas", i) == result.path)


def _place(referentiel: Referentiel, result: CaseResult) -> Place:
    return referentiel.document.place((*result.path, "nom"))


def plain(referentiel: Referentiel, results: Sequence[CaseResult]) -> dict[str, object]:
    """One file of the JSON document of `certeval test`."""
    return {"fichier": referentiel.file, "cas": [_case(referentiel, result) for result in results]}


def _case(referentiel: Referentiel, result: CaseResult) -> dict[str, object]:
    """What was expected and what came; of a case that could not be run as written, why."""
    diagnostics = [diagnostic_json(referentiel.document.locate(each)) for each in result.findings]
    bare = list(result.attendu) == ["certification"]
    return {
        "nom": result.nom,
        "reussi": result.reussi,
        "attendu": result.attendu["certification"] if bare else dict(result.attendu),
        "obtenu": result.obtenu.get("certification") if bare else dict(result.obtenu),
        **({"diagnostics": diagnostics} if diagnostics else {}),
    }


def coverage_text(referentiel: Referentiel, bounds: Sequence[BoundCoverage]) -> str:
    """Each bound that lacks a case, with the sides that lack it; then how many sides are tried."""
    lines = []
    for bound in bounds:
        if bound.missing:
            sides = ", ".join(_(SIDE_WORDS[side]) for side in bound.missing)
            place = where(referentiel.document.place(bound.path, at_key=True))
            template, limit = _("{place}: {bearer}, {limit}: no case {sides}"), visible(bound.limit)
            lines.append(template.format(place=place, bearer=bound.bearer, limit=limit, sides=sides))
    due = sum(side is not None for bound in bounds for side in bound.sides.values())
    trials = sum(side is True for bound in bounds for side in bound.sides.values())
    summary = plural(
        "{done} of {n} side of the bounds is tried by a case",
        "{done} of {n} sides of the bounds are tried by a case",
    )
    return "\n".join([*lines, summary(due, done=trials)]) + "\n"


def coverage_plain(referentiel: Referentiel, bounds: Sequence[BoundCoverage]) -> list[dict[str, object]]:
    """Each bound with its place and sides, for programs: null where no value can stand."""
    rows = []
    for bound in bounds:
        span = referentiel.document.span(bound.path, at_key=True)
        row: dict[str, object] = {"porteur": bound.bearer, "ligne": span.line, "colonne": span.column}
        rows.append(row | {side: bound.sides[side] for side in SIDES})
    return rows
