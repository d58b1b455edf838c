"""Whoever is called to an épreuve is scored there, and whoever is to be scored has an épreuve for it."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from certeval.cli.jurys.documents import _dossier
from certeval.cli.session import ReadSheets, open_session
from certeval.cli.sheets import ReadingOptions
from certeval.diagnostics.families.sessions import papers
from certeval.documents.dossier import BY_WORD, pieces
from certeval.documents.proces_verbal import proces_verbal
from certeval.documents.resultats import resultats
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
- {version: 0.9.x, bloc: D, donne: [BC1], a_presenter: [C2]}
- {version: 0.9.x, bloc: E, donne: [C1], a_presenter: [EF]}
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
    # the final one is of who may be certified: with what is sought and what is held
    ("parcours: X, vise: [BC2]", "C2 C3 C4", "E1 E2 EG"),
    (f"parcours: X, vise: [BC2], acquis: [{HELD_1}]", "C2 C3 C4", "E1 E2 EG"),
    (f"parcours: Y, vise: [BC2], acquis: [{HELD_1}]", "C2 C3 C4 EF", "E1 E2 EF EG"),
    (f"vise: [BC2], acquis: [{HELD_1}]", "C2 C3 C4 EF", "E1 E2 EF EG"),
    ("parcours: X, vise: [BC1, BC2, BC3]", "C1 C2 C3 C4 C5 EF", "E1 EC E2 E3 EF EG EH EI"),
    ("parcours: Y, vise: [BC2, EF]", "C2 C3 C4 EF", "E1 E2 EF EG"),
    ("parcours: Y, vise: [BC2], dispenses: [{element: C2, fondement: f}]", "C3 C4", "E2 EG"),
    (f"parcours: X, acquis: [{HELD_2}]", "C1 C2 C5 EF", "E1 EC E3 EF EG EH EI"),
    (f"parcours: Y, acquis: [{HELD_1}, {HELD_2}]", "EF", "EF"),
    ("parcours: X, vise: [BC1]", "C1 C2", "E1 EC EG EH"),
    (f"parcours: X, vise: [BC1], acquis: [{HELD_1}]", "", ""),
    ("parcours: Y, vise: [BC3]", "", ""),
    ("parcours: X, dispenses: [{element: EF, fondement: f}]", "C1 C2 C3 C4 C5", "E1 EC E2 E3 EG EH EI"),
    (f"parcours: X, dispenses: [{EXEMPTION_1}, {EXEMPTION_3}]", "C2 C4 C5 EF", "E1 E2 E3 EF EI"),
    (f"parcours: X, dispenses: [{EXEMPTION_1}], acquis: [{HELD_2}]", "C2 C5 EF", "E1 E3 EF EI"),
    ("parcours: X, dispenses: [{element: BC3, fondement: f}]", "C1 C2 C3 C4 EF", "E1 EC E2 EF EG EH"),
    ("parcours: Y, acquis: [{bloc: A, version: 0.9.0}]", "C2 C3 C4 EF", "E1 EC E2 EF EG"),
    ("parcours: Y, acquis: [{bloc: B, version: 0.9.0}]", "C3 C4 EF", "EC E2 EF EG"),
    ("parcours: Y, acquis: [{bloc: C, version: 0.9.0}]", "C2 C4 EF", "E1 E2 EF"),
    # BC1 is given once C2 is validated, C1 once EF is
    ("parcours: Y, acquis: [{bloc: D, version: 0.9.0}]", "C2 C3 C4 EF", "E1 EC E2 EF EG"),
    ("parcours: Y, vise: [BC1], acquis: [{bloc: D, version: 0.9.0}]", "C2", "E1"),
    ("parcours: Y, vise: [BC1], acquis: [{bloc: E, version: 0.9.0}]", "C2 EF", "E1 EF"),
    (f"parcours: Y, acquis: [{{bloc: D, version: 0.9.0}}, {HELD_1}]", "C2 C3 C4 EF", "E1 E2 EF EG"),
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
        "parcours: Y, vise: [BC1], acquis: [{bloc: D, version: 0.9.0}]",
    )
    reasons = {
        ("K01", "EH"): papers.ACQUIRED,
        ("K01", "EI"): papers.FOR_OTHERS,
        ("K02", "EH"): papers.OUT_OF_AIMS,
        ("K03", "EG"): papers.EXEMPTED,
        ("K04", "EG"): papers.NOTHING_DUE,
        ("K05", "EH"): papers.ACQUIRED,  # given once C2 is validated
    }
    session, sitting = read.of_session.session, read.of_assembly.sitting
    assert {(code, each): exclusion(session, sitting, each, code) for code, each in reasons} == reasons


def test_who_holds_the_certification_is_called_to_no_final_epreuve(tmp_path: Path) -> None:
    read = prepare(tmp_path, "parcours: Y", "parcours: Y")
    held = HeldVerdict(VRAI, "acquis_anterieur")
    sitting = Sitting(read.referentiel, {"k01": Holdings(dict.fromkeys(("BC1", "BC2", CERTIFICATION), held))})
    session = read.of_session.session
    assert {exclusion(session, sitting, each, "K01") for each in ("E1", "E2", "EF", "EG", "EH")} == {
        papers.ACQUIRED
    }
    assert exclusion(session, sitting, "EF", "K02") == ""


def test_an_equivalence_that_gives_what_has_no_verdict_gives_nothing(
    certeval: Certeval, tmp_path: Path
) -> None:
    """`check` refuses it (R361); a session under it ended in a traceback."""
    gives = "- {version: 0.9.x, bloc: Z, donne: [EG]}\n"
    prepare(tmp_path, "parcours: Y, acquis: [{bloc: Z, version: 0.9.0}]", rules=RULES + gives)
    assert "R361" in certeval("check", "referentiels").out
    done = certeval("grille", "--session", "S1", "--format", "csv")
    assert done.status == 0
    assert done.out.splitlines()[0].endswith("C1;C2;C3;C4;EF")


SITTING = """\
jury:
  designation: {par: direction, le: 2026-05-20, acte: décision 1}
  membres: [{code: J1, qualite: artisan, role: president}]
deliberation: {le: 2026-06-20, debut: 9 h, fin: 10 h, lieu: Lyon, presents: [J1], decisions: []}
"""
GIVEN = "parcours: Y, acquis: [{bloc: D, version: 0.9.0}]"


def sit(notes: str, *decisions: str) -> ReadSheets:
    """The session S1 with its marks, its jury having met and decided."""
    file = Path("sessions/S1.yaml")
    text = file.read_text(encoding="utf-8").replace("essai@1.0.0}", "essai@1.0.0, feuilles: [../notes.csv]}")
    listed = ", ".join(f"{{{each}}}" for each in decisions)
    file.write_text(text + SITTING.replace("decisions: []", f"decisions: [{listed}]"), encoding="utf-8")
    Path("notes.csv").write_text(notes, encoding="utf-8")
    return open_session(ReadingOptions((), session=Path("S1")))


def test_documents_say_what_is_not_sought_and_wait_for_what_is_due_alone(tmp_path: Path) -> None:
    """A final épreuve was pending, and to be validated, of who seeks one bloc; C1, of who is given BC1 but for C2. K04
    lost C2, and with it what was given. Of a certification that is refused, what is pending is no reason.
    """
    prepare(
        tmp_path, "parcours: Y, vise: [BC1]", GIVEN, f"parcours: Y, vise: [BC2], acquis: [{HELD_1}]", GIVEN
    )
    notes = "candidat;C1;C2;C3;C4;EF\nK01;12;13;;;\nK02;;;12;12;12\nK03;;12;12;9;\nK04;;8;12;12;12\n"
    dossier = _dossier(sit(notes), (), None)
    words = [resultats(dossier, each) for each in dossier.candidatures]
    assert [each["reste"] for each in words] == [
        ["BC2 – Deux (non visé)", "EF – Finale (non visée)"],
        ["BC1 – Un (en attente\u00a0: C2)", "BC2 – Deux (en attente\u00a0: C2)"],
        ["BC2 – Deux (à valider\u00a0: C4)", "EF – Finale"],
        ["BC1 – Un (à valider\u00a0: C2\u00a0; en attente\u00a0: C1)", "BC2 – Deux (à valider\u00a0: C2)"],
    ]
    outside = [[(one["mot"], one["valeur"]) for one in as_list(each["epreuves"])] for each in words]
    assert outside[0] + outside[2] == [("non visée", ""), ("en attente", "non évaluée")]
    inside = [[one["code"] for one in as_list(as_list(each["blocs"])[0]["competences"])] for each in words]
    assert inside[1] + inside[3] == ["C2", "C1", "C2"]
    motifs = as_list(proces_verbal(dossier)["motifs"])
    assert [
        (each["candidat"], each["element"], [one[:2] for one in as_list(each["manque"])]) for each in motifs
    ] == [
        ("K02", "BC1", ["C2"]),
        ("K02", "BC2", ["C2"]),
        ("K03", "BC2", ["C4"]),
        ("K04", "BC1", ["C1", "C2"]),
        ("K04", "BC2", ["C2"]),
    ]


def as_list(value: object) -> list[Any]:
    assert isinstance(value, list)
    return value


def test_a_deliberation_waits_for_what_is_due_alone(certeval: Certeval, tmp_path: Path) -> None:
    prepare(tmp_path, "parcours: Y, vise: [BC1]", GIVEN, GIVEN)
    sit("candidat;C1;C2;C3;C4;EF\nK01;12;;;;\nK02;;;12;12;12\nK03;;8;12;12;\n")
    pending = json.loads(certeval("deliberer", "S1", "--json").out)["en_attente"]
    assert {each["candidat"]: each["attend"] for each in pending} == {"K01": "empty: C2", "K02": "empty: C2"}


@pytest.mark.parametrize(
    ("rule", "aims", "called"),
    [
        ("{et: [{parmi: blocs, au_moins: 1}, EF]}", "[BC1]", True),
        ("{et: [{parmi: blocs, au_moins: 2}, EF]}", "[BC1]", False),
        ("{et: [{parmi: blocs, au_moins: 2}, EF]}", "[BC1, BC2]", True),
        ("{et: [BC1, EF]}", "[BC1]", True),
        ("{tous: blocs}", "[BC2]", False),
    ],
)
def test_who_may_be_certified_by_what_is_sought_is_called_to_the_final_epreuve(
    tmp_path: Path, rule: str, aims: str, called: bool
) -> None:
    rules = RULES.replace("{et: [{tous: blocs}, EF]}", rule)
    read = prepare(tmp_path, f"parcours: X, vise: {aims}", rules=rules)
    session, sitting = read.of_session.session, read.of_assembly.sitting
    assert exclusion(session, sitting, "EF", "K01") == ("" if called else papers.OUT_OF_AIMS)


def test_a_bloc_that_rests_on_a_final_epreuve_calls_to_it(tmp_path: Path) -> None:
    rules = RULES.replace("- code: BC1\n", "- code: BC1\n  validation: {et: [{tous: competences}, EF]}\n")
    read = prepare(tmp_path, "parcours: X, vise: [BC1]", "parcours: X, vise: [BC2]", rules=rules)
    session, sitting = read.of_session.session, read.of_assembly.sitting
    assert [exclusion(session, sitting, "EF", each) for each in ("K01", "K02")] == ["", papers.OUT_OF_AIMS]


def test_what_an_equivalence_gives_once_the_rest_is_validated_is_attested_here(
    certeval: Certeval, tmp_path: Path
) -> None:
    """Until C2 is validated nobody holds BC1: no other session attested it. Minutes and results say of what it is."""
    from certeval.documents.pdf_text import typst_text

    held = f"parcours: Y, acquis: [{HELD_1}]"
    prepare(tmp_path, GIVEN, "parcours: Y, acquis: [{bloc: B, version: 0.9.0}]", held, GIVEN)
    notes = "candidat;C1;C2;C3;C4;EF\nK01;;12;12;12;12\nK02;;;12;12;12\nK03;;12;12;8;12\nK04;;8;12;12;12\n"
    dossier = _dossier(sit(notes), (), None)
    attested = [each.key[1:] for each in pieces(dossier, BY_WORD["attestations"])]
    assert attested == [("k01", "BC1"), ("k01", "BC2"), ("k02", "BC1"), ("k02", "BC2")]
    file = Path("referentiels/essai/1.0.0.yaml")
    text = file.read_text(encoding="utf-8").replace("1.0.0}\n", "1.0.0, recours: Dans les deux mois.}\n", 1)
    file.write_text(text, encoding="utf-8")
    assert certeval("documents", "S1", "pv", "releves", "--output", "out").status == 0
    minutes, results = (
        " ".join(typst_text(Path(f"out/{each}.pdf").read_bytes()).split()) for each in ("pv", "releves/K01")
    )
    assert "équivalence, bloc D, version 0.9.0" in minutes
    assert "équivalence (bloc D, version 0.9.0)" in results


def test_results_say_what_the_jury_left_and_what_it_decided_in_a_bloc_held_before(tmp_path: Path) -> None:
    """Who had all and was refused, or put off, by the jury was told of nothing left; a compétence that it refused in a
    bloc held before stood on no result.
    """
    held = f"parcours: Y, acquis: [{HELD_1}]"
    prepare(tmp_path, "parcours: Y", "parcours: Y", held)
    notes = "candidat;C1;C2;C3;C4;EF\nK01;12;12;12;12;12\nK02;12;12;12;12;12\nK03;;12;12;12;12\n"
    read = sit(
        notes,
        "candidat: K01, element: certification, verdict: non_valide, motif: fraude, fondement: article 9",
        "candidat: K02, element: certification, verdict: en_attente, motif: enquête, fondement: article 9, report: S2",
        "candidat: K03, element: C1, verdict: non_valide, motif: mémoire, fondement: article 9",
    )
    dossier = _dossier(read, (), None)
    words = [resultats(dossier, each) for each in dossier.candidatures]
    assert [each["reste"] for each in words] == [
        ["la certification – non validée par décision du jury"],
        ["la certification – reportée à la session S2"],
        [],
    ]
    (first, *_) = as_list(as_list(words[2]["blocs"])[0]["competences"])
    assert (first["code"], first["mot"], first["motif"]) == ("C1", "non validée", "mémoire")
