"""Whoever is called to an épreuve is scored there, and whoever is to be scored has an épreuve for it."""

import csv
import io
from pathlib import Path

import pytest

from certeval.cli.session import ReadSheets, open_session
from certeval.cli.sheets import ReadingOptions
from certeval.diagnostics.families.sessions import calendar
from certeval.jury.holdings import Holdings
from certeval.jury.sitting import Sitting
from certeval.jury.tirage.parts import exclusion
from certeval.rules.held_verdicts import HeldVerdict
from certeval.rules.outcome import VRAI
from certeval.rules.program import CERTIFICATION
from conftest import Certeval

RULES = """\
format: 1
certification: {code: essai, version: 1.0.0}
parcours: [{code: X, intitule: Avec option}, {code: Y, intitule: Sans option}]
saisie: {competence: {echelle: {note: {sur: 20}}}}
validation:
  competence: {au_moins: 10}
  bloc: {tous: competences}
  certification: {et: [{tous: blocs}, EF]}
blocs:
- code: BC1
  intitule: Un
  competences: [{code: C1, libelle: Vendre}, {code: C2, libelle: Négocier}]
  epreuves: [{code: E1, intitule: Un}, {code: EC, intitule: Un et deux, evalue: [C1, C3]}]
- code: BC2
  intitule: Deux
  reprend: [C2]
  competences: [{code: C3, libelle: Acheter}, {code: C4, libelle: Livrer}]
  epreuves: [{code: E2, intitule: Deux, evalue: [C3, C4]}]
- code: BC3
  intitule: Option
  pour: {parcours: [X]}
  competences: [{code: C5, libelle: Exporter}]
  epreuves: [{code: E3, intitule: Trois}]
epreuves:
- {code: EF, intitule: Finale, echelle: {note: {sur: 20}}, validation: {au_moins: 10}}
- {code: EG, intitule: De deux blocs, evalue: [C1, C3]}
- {code: EH, intitule: Du premier, evalue: [C1]}
- {code: EI, intitule: De l'option, evalue: [C5]}
equivalences:
- {version: 0.9.x, bloc: A, donne: [C1]}
- {version: 0.9.x, bloc: B, donne: [C1, C2]}
- {version: 0.9.x, bloc: C, donne: [C1, C3]}
"""
HELD_1, HELD_2 = "{bloc: BC1, version: 1.0.0}", "{bloc: BC2, version: 1.0.0}"
EXEMPTION_1, EXEMPTION_3 = "{element: C1, fondement: f}", "{element: C3, fondement: f}"
EPREUVES = ("E1", "EC", "E2", "E3", "EF", "EG", "EH", "EI")
TABLE = [
    ("parcours: X", "C1 C2 C3 C4 C5 EF", "E1 EC E2 E3 EF EG EH EI"),
    ("parcours: Y", "C1 C2 C3 C4 EF", "E1 EC E2 EF EG EH"),
    ("", "C1 C2 C3 C4 C5 EF", "E1 EC E2 E3 EF EG EH EI"),
    # BC2 takes up C2, that E1 alone assesses; C3 is left to E2, which is of a bloc that is due
    (f"parcours: X, acquis: [{HELD_1}]", "C2 C3 C4 C5 EF", "E1 E2 E3 EF EG EI"),
    ("parcours: X, vise: [BC2]", "C2 C3 C4 EF", "E1 E2 EF EG"),
    (f"parcours: X, vise: [BC2], acquis: [{HELD_1}]", "C2 C3 C4 EF", "E1 E2 EF EG"),
    ("parcours: Y, vise: [BC2], dispenses: [{element: C2, fondement: f}]", "C3 C4 EF", "E2 EF EG"),
    (f"parcours: X, acquis: [{HELD_2}]", "C1 C2 C5 EF", "E1 EC E3 EF EG EH EI"),
    (f"parcours: Y, acquis: [{HELD_1}, {HELD_2}]", "EF", "EF"),
    ("parcours: X, vise: [BC1]", "C1 C2 EF", "E1 EC EF EG EH"),
    (f"parcours: X, vise: [BC1], acquis: [{HELD_1}]", "EF", "EF"),
    ("parcours: Y, vise: [BC3]", "EF", "EF"),
    ("parcours: X, dispenses: [{element: EF, fondement: f}]", "C1 C2 C3 C4 C5", "E1 EC E2 E3 EG EH EI"),
    (f"parcours: X, dispenses: [{EXEMPTION_1}, {EXEMPTION_3}]", "C2 C4 C5 EF", "E1 E2 E3 EF EI"),
    (f"parcours: X, dispenses: [{EXEMPTION_1}], acquis: [{HELD_2}]", "C2 C5 EF", "E1 E3 EF EI"),
    ("parcours: X, dispenses: [{element: BC3, fondement: f}]", "C1 C2 C3 C4 EF", "E1 EC E2 EF EG EH"),
    ("parcours: Y, acquis: [{bloc: A, version: 0.9.0}]", "C2 C3 C4 EF", "E1 EC E2 EF EG"),
    ("parcours: Y, acquis: [{bloc: B, version: 0.9.0}]", "C3 C4 EF", "EC E2 EF EG"),
    ("parcours: Y, acquis: [{bloc: C, version: 0.9.0}]", "C2 C4 EF", "E1 E2 EF"),
]


def prepare(tmp_path: Path, *registrations: str, rules: str = RULES) -> ReadSheets:
    """A session of these registrations, K01, K02 and so on, in the folder `tmp_path`."""
    lines = [
        f"- {{{', '.join(filter(None, (f'candidat: K{i:02}', each)))}}}\n"
        for i, each in enumerate(registrations, 1)
    ]
    text = "format: 1\nsession: {code: S1, referentiel: essai@1.0.0}\ninscriptions:\n" + "".join(lines)
    for name, each in (("referentiels/essai/1.0.0.yaml", rules), ("sessions/S1.yaml", text)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(each, encoding="utf-8")
    return open_session(ReadingOptions((), session=Path("S1"), marks=False))


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_grid_and_a_call_agree_on_what_each_candidate_is_due_to(certeval: Certeval, tmp_path: Path) -> None:
    """An épreuve of which nothing is left to enter was still called, drawn and timetabled, and missed (S528)."""
    read = prepare(tmp_path, *(said for said, _, _ in TABLE))
    rows = certeval("grille", "--session", "S1", "--format", "csv").out
    grid: dict[str, list[str]] = {}
    for row in csv.DictReader(io.StringIO(rows), delimiter=";"):
        grid.setdefault(row["candidat"], []).append(row["element"])
    session, sitting = read.of_session.session, read.of_assembly.sitting
    found = []
    for i, (said, _, _) in enumerate(TABLE, 1):
        code = f"K{i:02}"
        called = [each for each in EPREUVES if not exclusion(session, sitting, each, code)]
        found.append((said, " ".join(grid.get(code, [])), " ".join(called)))
    assert found == TABLE


def test_what_is_not_due_is_told_with_its_own_reason(tmp_path: Path) -> None:
    read = prepare(
        tmp_path,
        f"parcours: Y, acquis: [{HELD_1}]",
        "parcours: X, vise: [BC2]",
        f"parcours: X, dispenses: [{EXEMPTION_1}, {EXEMPTION_3}]",
        f"parcours: X, dispenses: [{EXEMPTION_1}], acquis: [{HELD_2}]",
    )
    reasons = {
        (code, each): exclusion(read.of_session.session, read.of_assembly.sitting, each, code)
        for code, each in [("K01", "EH"), ("K01", "EI"), ("K02", "EH"), ("K03", "EG"), ("K04", "EG")]
    }
    assert reasons == {
        ("K01", "EH"): calendar.ACQUIRED,
        ("K01", "EI"): calendar.FOR_OTHERS,
        ("K02", "EH"): calendar.OUT_OF_AIMS,
        ("K03", "EG"): calendar.EXEMPTED,
        ("K04", "EG"): calendar.NOTHING_DUE,
    }


def test_who_holds_the_certification_is_called_to_no_final_epreuve(tmp_path: Path) -> None:
    read = prepare(tmp_path, "parcours: Y", "parcours: Y")
    held = HeldVerdict(VRAI, "acquis_anterieur")
    sitting = Sitting(read.referentiel, {"k01": Holdings(dict.fromkeys(("BC1", "BC2", CERTIFICATION), held))})
    session = read.of_session.session
    assert {exclusion(session, sitting, each, "K01") for each in ("E1", "E2", "EF", "EG", "EH")} == {
        calendar.ACQUIRED
    }
    assert exclusion(session, sitting, "EF", "K02") == ""


def test_an_equivalence_that_gives_what_has_no_verdict_gives_nothing(
    certeval: Certeval, tmp_path: Path
) -> None:
    """`check` refuses it (R361); a session under it ended in a traceback."""
    gives = "- {version: 0.9.x, bloc: D, donne: [EG]}\n"
    prepare(tmp_path, "parcours: Y, acquis: [{bloc: D, version: 0.9.0}]", rules=RULES + gives)
    assert "R361" in certeval("check", "referentiels").out
    done = certeval("grille", "--session", "S1", "--format", "csv")
    assert done.status == 0
    assert done.out.splitlines()[0].endswith("C1;C2;C3;C4;EF")
