"""What is worked out once for candidates alike is what is worked out for each: reasons, and who is at a bound.

Under every recipe, candidates drawn with few values so that their parts are alike.
"""

from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from certeval.bulk.statistics import count_each
from certeval.diagnostics import Diagnostic
from certeval.documents.report import data
from certeval.documents.report.collector import collect
from certeval.documents.report.content import CloseVerdictRow
from certeval.documents.report.names import DisplayNames
from certeval.engine.close import STEP, CloseVerdictSearch
from certeval.engine.evaluator import Evaluator
from certeval.engine.results import Results
from certeval.engine.statistics.facts import outline
from certeval.engine.statistics.tallies import Statistics
from certeval.referentiel.load import Referentiel, load
from certeval.render.reasons import Reason, reasons
from certeval.rules.outcome import BLOQUE, FAUX, VRAI, Value
from certeval.rules.program import CERTIFICATION
from certeval.scores.observations import Candidate, Scores
from certeval.scores.read import open_sheets
from certeval.scores.values import Values

HERE = Path(__file__).parent
HEADING = "assiduite"
"""It has an element `epreuve`, which heads long sheets."""
RECETTES = [each for each in sorted((HERE / "recettes").glob("*.yaml")) if each.stem != HEADING]
CANDIDATES = 8
CEILING = """\
format: 1
certification: {code: X, version: 1.0.0}
epreuves:
  - code: E1
    intitule: Oral
    echelle: {note: {sur: 20, pas: 1}}
    tentatives: {retenir: derniere, plafond: 0}
    validation: {au_moins: 1}
validation:
  certification: {tous: epreuves}
"""


def draw_candidates(referentiel: Referentiel, folder: Path, seed: str) -> Scores:
    """Sheets of candidates whose cells are drawn: few values each, some empty."""
    random = Random(seed)  # noqa: S311 -- cells of a test
    codes = list(referentiel.entries)
    axes = referentiel.program.situation
    rows = [";".join(["candidat", *axes, *codes])]
    for place in range(CANDIDATES):
        cells = [_text(referentiel, code, random) for code in codes]
        situation = [random.choice(("", *entry.scale.words())) for entry in axes.values()]
        rows.append(";".join([f"C{place}", *situation, *cells]))
    sheet = folder / "notes.csv"
    sheet.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return open_sheets([sheet]).read(referentiel)


def _text(referentiel: Referentiel, code: str, random: Random) -> str:
    entry = referentiel.entries[code]
    words = entry.scale.words()
    if random.random() < 0.05:
        return ""
    if words:
        return random.choice(words)
    low, high = entry.unknown.low, entry.unknown.high
    share = random.choice((0, 45, 50, 60))
    return str(int(low + (high - low) * Fraction(share, 100)))


def lines(reason: Reason) -> list[str]:
    return [reason.text, *(line for child in reason.children for line in lines(child))]


def below(branch: data.Branch) -> list[str]:
    return [branch.text, *(line for child in branch.children for line in below(child))]


class Session:
    """What decides candidates, as `cli` has it."""

    def __init__(self, referentiel: Referentiel) -> None:
        self.referentiel = referentiel
        self._results = Results(referentiel)

    def of(self, _candidate: str) -> Results:
        return self._results

    def is_due(self, _candidate: str, _element: str) -> bool:
        return True


def cells_of(referentiel: Referentiel, candidate: Candidate) -> dict[str, Value]:
    return Values(referentiel.entries).of(candidate, list[Diagnostic]().append)


@pytest.mark.parametrize("file", RECETTES, ids=lambda file: file.stem)
def test_what_is_said_of_many_is_what_is_said_of_each(file: Path, tmp_path: Path) -> None:
    referentiel = load(file).referentiel
    assert referentiel
    as_for_each(referentiel, draw_candidates(referentiel, tmp_path, file.stem))


def test_what_is_said_of_jurors_who_differ_is_said_under_their_names(tmp_path: Path) -> None:
    """The same marks by other jurors are told apart."""
    referentiel = load(HERE / "recettes" / "double-correction.yaml").referentiel
    assert referentiel
    code, *_ = (code for code, entry in referentiel.entries.items() if (entry.jurors.nombre or 0) > 1)
    rows = [("C1", "A", 8), ("C1", "B", 12), ("C2", "B", 8), ("C2", "C", 12), ("C3", "A", 8), ("C3", "B", 12)]
    sheet = tmp_path / "notes.csv"
    sheet.write_text(
        f"candidat;jure;{code}\n" + "".join(f"{who};{juror};{mark}\n" for who, juror, mark in rows),
        encoding="utf-8",
    )
    told = as_for_each(referentiel, open_sheets([sheet]).read(referentiel))
    assert told["C1"] != told["C2"]
    assert [line.replace("6:", "2:").replace("7:", "3:") for line in told["C3"]] == told["C1"]


def as_for_each(referentiel: Referentiel, scores: Scores) -> dict[str, list[str]]:
    """The reasons of each candidate as the page has them, which are those worked out for each alone."""
    candidates = list(scores.candidates.values())
    assert candidates
    decided = count_each(Statistics(outline(referentiel)), referentiel, candidates, {})
    found = collect(Session(referentiel), decided, DisplayNames())
    library = found.library
    assert library
    texts, nodes = list(library.texts), library.by_number
    told = {
        row.code: below(data.branch(row.tree, texts, nodes, data.places(row, found.prefixes)))
        for row in found.rows
    }
    evaluator, results = Evaluator(referentiel.program), Results(referentiel)
    elements = [*results.blocs, *results.lone_competences, *results.epreuves, CERTIFICATION]
    bound = CloseVerdictSearch(referentiel.program, elements)
    close = [
        CloseVerdictRow(candidate.code, *each)
        for candidate in candidates
        for each in bound.of(cells_of(referentiel, candidate))
    ]
    assert found.close == close
    for candidate in candidates:  # last: explaining makes a candidate's cells its own
        reason = reasons(referentiel, evaluator.evaluate(cells_of(referentiel, candidate)), candidate)
        assert reason
        assert told[candidate.code] == lines(reason)
    return told


@pytest.mark.parametrize("file", RECETTES, ids=lambda file: file.stem)
def test_who_is_at_a_bound_is_found_as_by_deciding_again(file: Path, tmp_path: Path) -> None:
    referentiel = load(file).referentiel
    assert referentiel
    scores = draw_candidates(referentiel, tmp_path, file.stem)
    names = [code for (sort, code) in referentiel.program.steps if sort == "verdict"]
    bound = CloseVerdictSearch(referentiel.program, names)
    for candidate in scores.candidates.values():
        cells = cells_of(referentiel, candidate)
        found = {(each.element, each.valid): each.by for each in bound.of(cells)}
        assert found == by_deciding_again(referentiel, cells, names)


def test_a_cell_that_two_blocs_share_is_a_step_from_the_certification() -> None:
    """Two blocs lack the same compétence: neither alone would do, the one cell that both lack does."""
    referentiel = load(HERE / "recettes" / "competence-partagee.yaml").referentiel
    assert referentiel
    case = next(each for each in referentiel.model.cas if each.nom == "la partagée est perdue dans les deux")
    entries = referentiel.entries
    cells = {code: entries[code].read(str(text)).value for code, text in case.cellules.items()}
    bound = CloseVerdictSearch(referentiel.program, ["BC1", "BC2", "certification"])
    found = {each.element: each.by for each in bound.of(cells) if not each.valid}
    assert {code: "CR4" in by for code, by in found.items()} == dict.fromkeys(
        ("BC1", "BC2", "certification"), True
    )
    expected = by_deciding_again(referentiel, cells, ["BC1", "BC2", "certification"])
    assert found == {element: by for (element, valid), by in expected.items() if not valid}


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("{au_plus: 6}", {5: None, 6: True, 7: False, 8: None}),
        ("{moins_de: 6}", {4: None, 5: True, 6: False, 7: None}),
        ("{non: {au_moins: 7}}", {5: None, 6: True, 7: False, 8: None}),
        ("{somme: {ABS: -1}, au_moins: -6}", {5: None, 6: True, 7: False, 8: None}),
        ("{au_moins: 6, au_plus: 7}", {4: None, 5: False, 6: True, 7: True, 8: False, 9: None}),
    ],
)
def test_one_absence_too_many_or_the_last_that_is_allowed_is_at_a_bound(
    rule: str, told: dict[int, bool | None], tmp_path: Path
) -> None:
    """Only one more of what was lost, and one fewer of what was valid, was looked at."""
    (tmp_path / "r.yaml").write_text(
        "format: 1\ncertification: {code: r, version: 1.0.0}\nvalidation: {certification: {tous: epreuves}}\n"
        f"epreuves: [{{code: ABS, intitule: Absences, echelle: {{quantite: {{max: 30}}}}, validation: {rule}}}]\n",
        encoding="utf-8",
    )
    referentiel = load(tmp_path / "r.yaml").referentiel
    assert referentiel
    bound = CloseVerdictSearch(referentiel.program, ["ABS"])
    found = {number: bound.of({"ABS": referentiel.entries["ABS"].read(str(number)).value}) for number in told}
    assert {number: each[0].valid if each else None for number, each in found.items()} == told


def test_an_attempt_that_nobody_entered_is_at_no_bound_though_its_ceiling_leaves_no_doubt(
    tmp_path: Path,
) -> None:
    (tmp_path / "r.yaml").write_text(CEILING, encoding="utf-8")
    referentiel = load(tmp_path / "r.yaml").referentiel
    assert referentiel
    bound = CloseVerdictSearch(referentiel.program, ["E1"])
    entry = referentiel.entries["E1"]
    assert [each.by for each in bound.of({"E1": entry.read("0").value})] == [("E1",)]
    nobody = entry.of_attempts([entry.read("8").value, entry.read("NE").value])
    assert nobody.number == 0
    assert bound.of({"E1": nobody}) == []


@pytest.mark.parametrize(
    ("worth", "mark", "told"),
    [(0, "0", True), (0, "1", True), (0, "2", False), (0, "", False), (1, "", False), (2, "", False)],
)
def test_nobody_is_at_a_bound_by_a_cell_left_empty_that_is_worth_a_mark(
    tmp_path: Path, worth: int, mark: str, told: bool
) -> None:
    """It was told, by no element at all."""
    text = CEILING.replace("    echelle:", f"    statuts: {{vide: {{valeur: {worth}}}}}\n    echelle:", 1)
    (tmp_path / "r.yaml").write_text(text, encoding="utf-8")
    referentiel = load(tmp_path / "r.yaml").referentiel
    assert referentiel
    bound = CloseVerdictSearch(referentiel.program, ["E1"])
    cells = {"E1": referentiel.entries["E1"].read(mark).value} if mark else {}
    assert [each.by for each in bound.of(cells)] == ([("E1",)] if told else [])


def by_deciding_again(
    referentiel: Referentiel, cells: dict[str, Value], names: list[str]
) -> dict[tuple[str, bool], tuple[str, ...]]:
    """Every cell moved by a step, everything decided again."""
    program = referentiel.program
    before = program.evaluate(cells).verdicts
    found: dict[tuple[str, bool], list[str]] = {}
    for step in (STEP, -STEP):
        for code, value in cells.items():
            entry, known = program.all_entries.get(code), value.number
            if entry is None or known is None or code in program.situation:
                continue
            further = min(max(known + step, entry.unknown.low), entry.unknown.high)
            if further == known:
                continue
            after = program.evaluate({**cells, code: Value(further, further)}).verdicts
            for name in names:
                outcome = before[name].outcome
                lost = bool(outcome) and not outcome & ~(FAUX | BLOQUE)
                if (lost and after[name].outcome == VRAI) or (
                    outcome == VRAI and after[name].outcome != VRAI
                ):
                    found.setdefault((name, not lost), []).append(code)
    order = list(cells)
    return {about: tuple(sorted(set(codes), key=order.index)) for about, codes in found.items()}
