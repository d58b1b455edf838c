"""Results people can use: who, and which mark, wherever the sheet and the référentiel have them.

Whole outputs are compared with tests/validate/<name>.txt. CERTEVAL_REWRITE=1 rewrites those files.
"""

import json
import re
from pathlib import Path

import pytest

from conftest import Certeval
from whole_outputs import compare

MARKS = """\
format: 1
certification: {code: essai, version: 1.0.0}
saisie:
  epreuve: {echelle: {note: {sur: 20}}}
  competence: {echelle: {niveaux: [Insuffisant, Fragile, Acquis]}}
mesures:
  generale: {moyenne: {E1: 2, E2: 1}}
paliers:
  mention:
  - {nom: bien, si: {mesure: generale, au_moins: 14}}
  - {nom: admis, si: {mesure: generale, au_moins: 10}}
  - {nom: refus}
validation:
  epreuve: {au_moins: 8}
  competence: {au_moins: Acquis}
  bloc: {tous: competences}
  certification: {et: [{mesure: generale, au_moins: 10}, {tous: blocs}]}
blocs:
- code: BC1
  intitule: Vendre
  competences: [{code: C1, libelle: Négocier une vente afin de la conclure}]
epreuves:
- {code: E1, intitule: Écrit}
- {code: E2, intitule: Oral}
"""
SHEET = """\
candidat;nom;prenom;C1;E1;E2
A;Le Goff;Anne;Acquis;12;4
B;Diallo;Fatou;Fragile;12;
C;Nguyen;;Acquis;10;10
D;;;;14;14
"""


@pytest.fixture
def session(tmp_path: Path) -> list[str]:
    Path(tmp_path, "essai.yaml").write_text(MARKS, encoding="utf-8")
    Path(tmp_path, "notes.csv").write_text(SHEET, encoding="utf-8")
    return ["validate", "notes.csv", "--referentiel", "essai.yaml"]


def test_the_csv_ends_with_who_then_the_marks(certeval: Certeval, session: list[str]) -> None:
    assert certeval(*session, "--format", "csv").out.splitlines() == [
        "candidat;certification;BC1;C1;manquants;nom;prenom;C1 valeur;E1 valeur;E2 valeur;generale;mention",
        "A;non_valide;valide;valide;;Le Goff;Anne;Acquis;12;4;9.333333;refus",
        "B;non_valide;non_valide;non_valide;;Diallo;Fatou;Fragile;12;;8..44/3;bien..admis..refus",
        "C;valide;valide;valide;;Nguyen;;Acquis;10;10;10;admis",
        "D;en_attente;en_attente;en_attente;C1;;;;14;14;14;bien",
    ]


def test_the_json_names_each_candidate_beside_the_identifier(certeval: Certeval, session: list[str]) -> None:
    first, *_others = json.loads(certeval(*session, "--json").out)["candidats"]
    assert list(first)[:4] == ["candidat", "nom", "prenom", "certification"]
    assert (first["nom"], first["prenom"]) == ("Le Goff", "Anne")
    assert json.loads(certeval(*session, "--format", "ndjson").out.splitlines()[1])["nom"] == "Diallo"


def test_a_level_that_nobody_gave_is_none(certeval: Certeval, session: list[str]) -> None:
    """An exemption counts as the best of the scale, and is no « Acquis »."""
    cells = ("Fragile", "NE", "DISP", "NEUT")
    rows = "".join(f"{i};{cell};12;12\n" for i, cell in enumerate(cells))
    Path("notes.csv").write_text(f"candidat;C1;E1;E2\n{rows}", encoding="utf-8")
    candidates = json.loads(certeval(*session, "--json").out)["candidats"]
    competences = [each["blocs"][0]["competences"][0] for each in candidates]
    assert [each.get("valeur") for each in competences] == ["Fragile", ["Insuffisant", "Acquis"], None, None]


def test_the_table_shows_names_marks_and_means(certeval: Certeval, session: list[str]) -> None:
    compare("validate/names_and_marks.txt", certeval(*session).out)


EVERYWHERE = """\
format: 1
certification: {code: riche, version: 1.0.0, intitule: Riche}
statuts: {RET: bloque}
saisie:
  bloc: {echelle: {note: {sur: 20}}}
  epreuve: {echelle: {note: {sur: 20}}}
  competence: {echelle: {niveaux: [Insuffisant, Fragile, Acquis]}}
mesures: {generale: {moyenne: {E1: 2, E2: 1}}}
paliers: {mention: [{nom: bien, si: {mesure: generale, au_moins: 14}}, {nom: aucune}]}
validation:
  epreuve: {au_moins: 8}
  competence: {au_moins: Fragile}
  bloc: {et: [{au_moins: 10}, {tous: competences}]}
  certification: {et: [{mesure: generale, au_moins: 10}, {tous: blocs}]}
blocs:
- code: BC1
  intitule: Vendre
  validation: {et: [{au_moins: 10}, {tous: competences}, {tous: epreuves}]}
  competences: [{code: C1, libelle: Négocier une vente afin de la conclure}]
  epreuves: [{code: E1, intitule: Écrit}]
- code: BC2
  intitule: Acheter
  competences: [{code: C2, libelle: Négocier un achat afin de le conclure}]
epreuves:
- {code: E2, intitule: Oral}
"""
EVERYWHERE_SHEET = """\
candidat;nom;prenom;BC1;C1;E1;BC2;C2;E2
A;Le Goff;Anne;10;Acquis;8;10;Fragile;14
B;Diallo;Fatou;12;RET;12;;Insuffisant;RET
C;Nguyen;;9,99;Fragile;7,99;NEUT;NE;10
D;;;12;DISP;ABS;11;Acquis;
"""


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_marks_are_shown_wherever_they_stand(certeval: Certeval, session: list[str], form: str) -> None:
    """A bloc's, its compétences', its épreuves', the certification's; blocked, excluded, not entered."""
    Path("essai.yaml").write_text(EVERYWHERE, encoding="utf-8")
    Path("notes.csv").write_text(EVERYWHERE_SHEET, encoding="utf-8")
    compare(f"validate/marks_everywhere.{form}.txt", certeval(*session, "--detail", "--format", form).out)


def test_a_sheet_without_names_has_no_column_for_them(certeval: Certeval, session: list[str]) -> None:
    Path("notes.csv").write_text("candidat;C1;E1;E2\nA;Acquis;12;4\n", encoding="utf-8")
    assert "nom" not in certeval(*session, "--format", "csv").out.splitlines()[0].split(";")
    assert "nom" not in json.loads(certeval(*session, "--json").out)["candidats"][0]


def test_the_same_people_in_a_long_sheet_and_in_yaml_are_named_the_same(
    certeval: Certeval, session: list[str]
) -> None:
    wide = certeval(*session, "--format", "csv").out
    rows = [line.split(";") for line in SHEET.splitlines()]
    long = ["candidat;nom;prenom;element;valeur"]
    long += [
        ";".join([*row[:3], code, cell])
        for row in rows[1:]
        for code, cell in zip(rows[0][3:], row[3:], strict=True)
    ]
    Path("notes.csv").write_text("\n".join(long) + "\n", encoding="utf-8")
    assert certeval(*session, "--format", "csv").out == wide

    written = "format: 1\ncandidats:\n"
    for row in rows[1:]:
        written += f"- {{candidat: {row[0]}, nom: {row[1]}, prenom: {row[2]}, notes: "
        written += "{" + ", ".join(f"{c}: {v}" for c, v in zip(rows[0][3:], row[3:], strict=True)) + "}}\n"
    Path("notes.yaml").write_text(written, encoding="utf-8")
    assert certeval("validate", "notes.yaml", *session[2:], "--format", "csv").out == wide


@pytest.mark.parametrize("engine", ["auto", "python"])
def test_names_are_the_same_whatever_reads_the_sheet(
    engine: str, certeval: Certeval, session: list[str]
) -> None:
    seen = {
        certeval(*session, "--format", "csv", "--engine", engine, *more).out for more in ([], ["--jobs", "2"])
    }
    assert len(seen) == 1


def test_a_filter_by_name_shows_that_person_alone(certeval: Certeval, session: list[str]) -> None:
    shown = certeval(*session, "--format", "csv", "--candidat", "fatou diallo").out.splitlines()[1:]
    assert [line.split(";")[0] for line in shown] == ["B"]


JURORS = """\
format: 1
certification: {code: essai, version: 1.0.0}
saisie: {epreuve: {echelle: {note: {sur: 20}}, jures: {retenir: moyenne, nombre: 2}}}
validation: {epreuve: {au_moins: 10}, certification: {tous: epreuves}}
epreuves:
- {code: E1, intitule: Écrit}
- {code: E2, intitule: Oral}
- {code: E3, intitule: Dossier, jures: {retenir: moyenne, nombre: 2, troisieme_si_ecart: {plus_de: 4}}}
"""


@pytest.mark.parametrize(
    ("rows", "waits"),
    [
        ("A;J1;12;12;12\nA;J2;12;12;12", ""),
        ("A;J1;12;12;12\nA;J2;12;;12", "1 more juror due: E2"),
        ("A;J1;12;12;12", "1 more juror due: E1, E2, E3"),
        ("A;J1;;12;NE\nA;J2;;12;NE", "empty: E1; « NE »: E3"),
        ("A;J1;;;\nA;J2;;;", "empty: E1, E2, E3"),
        ("A;J1;12;DISP;12\nA;J2;12;NE;12", "« NE »: E2"),
        ("A;J1;9;12;13\nA;J2;12;12;18", "1 more juror due: E3"),
        ("A;J1;9;12;13\nA;J2;12;12;18\nA;J3;;;15", ""),
    ],
)
def test_a_pending_candidate_is_told_what_is_waited_for(
    rows: str, waits: str, certeval: Certeval, tmp_path: Path
) -> None:
    Path(tmp_path, "essai.yaml").write_text(JURORS, encoding="utf-8")
    Path(tmp_path, "notes.csv").write_text(f"candidat;jure;E1;E2;E3\n{rows}\n", encoding="utf-8")
    heading, _rule, row = certeval("validate", "notes.csv", "--referentiel", "essai.yaml").out.splitlines()[
        1:4
    ]
    assert heading.endswith("waits for") is bool(waits)
    assert row.endswith(f"pending         {waits}" if waits else "validated")


BLOCS = """\
format: 1
certification: {code: essai, version: 1.0.0}
saisie: {epreuve: {echelle: {note: {sur: 20}}}}
validation: {epreuve: {au_moins: 10}, bloc: {tous: epreuves}, certification: {au_moins: 1, parmi: blocs}}
blocs:
- code: BC1
  intitule: Vendre
  epreuves:
  - {code: E1, intitule: Écrit, jures: {retenir: moyenne, nombre: 2, troisieme_si_ecart: {plus_de: 4}}}
- {code: BC2, intitule: Acheter, epreuves: [{code: E2, intitule: Oral, statuts: {ABJ: exclu}}]}
"""


@pytest.mark.parametrize(
    ("required", "rows", "row"),
    [
        (2, "A;J1;9;8\nA;J2;14;", "pending|not validated|?|8|not validated|1 more juror due: E1"),
        (1, "A;J1;9;12\nA;J2;14;", "pending|validated|?|12|validated|1 more juror due: E1"),
        (2, "A;J1;9;\nA;J2;14;", "pending|pending|?|?|pending|1 more juror due: E1; empty: E2"),
        (1, "A;J1;12;ABJ\nA;J2;14;", "validated|pending|13|validated"),
    ],
)
def test_a_bloc_that_waits_says_for_what_though_the_certification_is_decided(
    required: int, rows: str, row: str, certeval: Certeval, tmp_path: Path
) -> None:
    """A bloc is held for life: who has failed elsewhere still awaits the third juror. A bloc whose épreuves are all
    excluded waits for nothing.
    """
    write_blocs(tmp_path, required, rows)
    line = certeval("validate", "notes.csv").out.splitlines()[3]
    assert re.split(r"  +", line)[1:] == row.split("|")


def test_a_session_waits_for_a_bloc_too(certeval: Certeval, tmp_path: Path) -> None:
    write_blocs(tmp_path, 2, "A;J1;9;8\nA;J2;14;\nB;J1;12;8\nB;J2;12;")
    session = "format: 1\nsession: {code: S1, referentiel: essai@1.0.0, feuilles: [notes.csv]}\n"
    Path(tmp_path, "S1.yaml").write_text(session, encoding="utf-8")
    assert "pending: 1\ncandidat   waits for\n" in certeval("deliberer", "S1.yaml").out
    assert "1 candidate left\n" in certeval("show", "session", "S1.yaml").out


def write_blocs(folder: Path, required: int, rows: str) -> None:
    """BC1 with a third juror, BC2; how many blocs the certification takes; what jurors gave."""
    rules = BLOCS.replace("au_moins: 1, parmi: blocs", f"au_moins: {required}, parmi: blocs")
    (folder / "referentiels" / "essai").mkdir(parents=True)
    (folder / "referentiels" / "essai" / "1.0.0.yaml").write_text(rules, encoding="utf-8")
    (folder / "notes.csv").write_text(f"candidat;jure;E1;E2\n{rows}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("kept", "rows", "waits"),
    [
        ("premiere", "A;J1;1;12\nA;J1;2;12\nA;J2;2;12", "1 more juror due: E3"),
        ("premiere", "A;J1;1;NE\nA;J2;1;12\nA;J1;2;12\nA;J2;2;12", "« NE »: E3"),
        ("premiere", "A;J1;2;12\nA;J2;2;12", "empty: E3"),
        ("meilleure", "A;J1;1;9\nA;J2;1;14\nA;J1;2;9\nA;J2;2;9", "1 more juror due: E3"),
        ("meilleure", "A;J1;1;NE\nA;J2;1;9\nA;J1;2;9", "1 more juror due: E3"),
        ("derniere", "A;J1;1;9\nA;J1;2;ABS\nA;J2;2;ABS", "« ABS »: E3"),
    ],
)
def test_what_is_waited_for_is_missing_of_an_attempt_that_may_count(
    kept: str, rows: str, waits: str, certeval: Certeval, tmp_path: Path
) -> None:
    rules = "".join(
        line for line in JURORS.splitlines(keepends=True) if "E1," not in line and "E2," not in line
    )
    Path(tmp_path, "essai.yaml").write_text(
        rules.replace("plus_de: 4}}", f"plus_de: 4}}}}, tentatives: {{retenir: {kept}}}"), encoding="utf-8"
    )
    Path(tmp_path, "notes.csv").write_text(f"candidat;jure;tentative;E3\n{rows}\n", encoding="utf-8")
    told = certeval("validate", "notes.csv", "--referentiel", "essai.yaml").out.splitlines()
    assert told[3].endswith(f"pending         {waits}")


def test_nobody_is_due_beside_an_exemption(certeval: Certeval, tmp_path: Path) -> None:
    """One juror's is enough, where two are due of a mark."""
    Path(tmp_path, "essai.yaml").write_text(JURORS, encoding="utf-8")
    Path(tmp_path, "notes.csv").write_text("candidat;jure;E1;E2\nA;J1;DISP;12\n", encoding="utf-8")
    options = ("--scores", "notes.csv", "--referentiel", "essai.yaml")
    exempted = certeval("explain", "A", "E1", *options).out.splitlines()[2]
    assert exempted == "E1: validated — exempted, as the best of the scale (20), at least 10 required"
    assert "1 more juror due" in certeval("explain", "A", "E2", *options).out


def test_nobody_is_due_beside_what_blocks(certeval: Certeval, tmp_path: Path) -> None:
    rules = JURORS.replace("saisie:", "statuts: {FRAUDE: bloque}\nsaisie:", 1)
    Path(tmp_path, "essai.yaml").write_text(rules, encoding="utf-8")
    Path(tmp_path, "notes.csv").write_text("candidat;jure;E1;E2\nA;J1;FRAUDE;12\n", encoding="utf-8")
    done = certeval("explain", "A", "E1", "--scores", "notes.csv", "--referentiel", "essai.yaml")
    assert done.out.splitlines()[2] == "E1: not validated (défaillant) — blocked"


def test_of_many_empty_cells_their_number_is_told(certeval: Certeval) -> None:
    example = Path(__file__).parents[1] / "examples" / "scores.csv"
    shown = certeval("validate", example).out.splitlines()
    assert next(line for line in shown if line.startswith("C003")).endswith("46 empty cells")


def test_marks_stand_in_the_order_of_the_referentiel_whoever_is_left_out_of_one(
    certeval: Certeval, session: list[str]
) -> None:
    Path("notes.csv").write_text("candidat;C1;E1;E2\nA;Acquis;NEUT;12\nB;Acquis;11;12\n", encoding="utf-8")
    headings = certeval(*session).out.splitlines()[1].split()
    assert headings == ["candidat", "BC1", "C1", "E1", "E2", "generale", "certification"]


def test_a_mark_that_two_blocs_count_is_one_column(certeval: Certeval, session: list[str]) -> None:
    Path("essai.yaml").write_text(
        MARKS.replace("epreuves:\n", "- {code: BC2, intitule: Servir, reprend: [C1]}\nepreuves:\n"),
        encoding="utf-8",
    )
    printed = certeval(*session, "--format", "csv").out.splitlines()
    assert printed[0].split(";")[-5:] == ["C1 valeur", "E1 valeur", "E2 valeur", "generale", "mention"]
    assert printed[0].count("C1 valeur") == 1
    assert printed[1] == "A;non_valide;valide;valide;valide;;Le Goff;Anne;Acquis;12;4;9.333333;refus"
    polars = pytest.importorskip("polars")
    assert certeval(*session, "--output", "r.parquet").status == 0
    assert polars.read_parquet("r.parquet").columns == printed[0].split(";")
