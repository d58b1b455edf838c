"""Who a row is about: identifiers that look the same, those that a spreadsheet broke, rows that are nobody's."""

from itertools import permutations
from pathlib import Path

import pytest

from certeval.scores import identifiers
from certeval.scores.observations import Scores
from conftest import Certeval
from score_sheets import findings, only, scores, texts
from workbooks import finding_places, xlsx

NOBODY = [
    *("Moyenne", "MOYENNE GÉNÉRALE", "Moy. classe", "Total", "Sous-total", "coefficient", "Coef.", "Barème"),
    *("barème sur 20", "Max", "Min", "max points", "Note maximale", "Points Possible", "    Points Possible"),
    *(
        "Effectif",
        "Médiane",
        "Écart-type",
        "Nombre de candidats",
        "Nb notes",
        "Taux de réussite",
        "ECTS",
        "/20",
    ),
    *("Sur 20", "—", "candidat", "N° candidat", "Fait à Paris, le 15 juin", "Paris, le 15 juin 2026"),
    *("Le président du jury", "La présidente", "Les membres du jury", "Signature :", "Signatures du jury"),
    *("Pour le jury", "Jury du 15 juin", "Édité le 12/06/2026", "Légende", "ABS : absent", "NE = non évalué"),
    *("* absent", "(1) rattrapage", "Les notes inférieures à 7 sont éliminatoires."),
    *("Points possibles", "moy", "Class average", "Standard deviation", "Refusés", "Décision du jury"),
    *("Vu, le directeur", "% de réussite", "Nom Prénom", "Exemple", "nan", "NULL", "None", "(vide)", "N/A"),
    *(
        "Seuil",
        "Seuil d’admission",
        "Réussite",
        "sur",
        "Σ",
        "Σ notes",
        "fin",
        "Fin du tableau",
        "Promotion 2026",
    ),
    *("Session juin 2026", "Année 2025-2026"),
]
PEOPLE = [
    *(
        "C001",
        "DUPONT",
        "75001",
        "0075001",
        "2026-001",
        "ET12345",
        "C-001",
        "C 001",
        "AB_12",
        "#12",
        "E1",
        "N1",
    ),
    *("X", "1.10", "01/02", "Max Dupont", "Mini Cooper", "Marie de la Tour du Pin", "Le Goff Anne", "LÉA"),
    *("Jean-Pierre Martin", "J.-P. M.", "D’Alembert", "Sommé Anne", "Page Larry", "Jury Anne", "Moy Anne"),
    *("Mai Linh", "Point Bernard", "Chef Paul", "a.dupont@exemple.fr", "+33612345678", "12-34-56", "{123}"),
    *("Bloc 2", "Groupe A", "王小明", "1001.0", "'1001"),
    *("Vu Le Minh", "Vu Thi Mai", "Nan Goldin", "NA", "Mai-Anne", "mai-1"),
    *("Σωκράτης", "Fin Marie", "Session Anne", "2026"),
]
BROKEN = [
    *("#N/A", "#REF!", "#VALEUR!", "#NOM?", "#####", "Err:502", "=A2", "01/02/2026", "2026-02-01", "1-févr"),
    *("8:30", "VRAI", "faux", "TRUE", "1E5", "1,00E+05", "1001.5", "12,5", "50 %", "2026-02-01 00:00:00"),
    *("1.001,00", "1,001.00"),
]
VALUES = ["oui", "Validé", "non acquis", "ABS", "disp"]
LAYOUTS = {
    "s.csv": lambda who: f'candidat;nom;E1\nC1;A;12\n"{who}";;10,25\n',
    "t.csv": lambda who: f'nom;E1;candidat\nA;12;C1\n;10,25;"{who}"\n',
    "long.csv": lambda who: f'candidat;element;valeur\nC1;E1;12\n"{who}";E1;10,25\n',
    "s.yaml": lambda who: (
        f'format: 1\ncandidats:\n- {{candidat: C1, notes: {{E1: 12}}}}\n- {{candidat: "{who}", notes: {{E1: 10.25}}}}\n'
    ),
}


def read(folder: Path, layout: str, who: str) -> Scores:
    return scores(folder, **{layout.replace(".", "_"): LAYOUTS[layout](who)})


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("who", NOBODY)
def test_a_row_that_is_nobody_is_told_at_its_cell_and_is_no_candidate(
    tmp_path: Path, layout: str, who: str
) -> None:
    sheet = read(tmp_path, layout, who)
    assert (only(sheet).code, list(sheet.candidates)) == ("N034", ["C1"])


@pytest.mark.parametrize("who", NOBODY)
def test_in_a_workbook_too(tmp_path: Path, who: str) -> None:
    sheet = [("candidat", "E1"), ("C1", 12), (who, 10.25)]
    (tmp_path / "s.xlsx").write_bytes(xlsx(Notes=sheet))
    from certeval.scores.read import open_sheets
    from score_sheets import small

    read = open_sheets([tmp_path / "s.xlsx"]).read(small())
    assert (finding_places(read), list(read.candidates)) == ([("N034", "Notes!A3")], ["C1"])


@pytest.mark.parametrize("who", PEOPLE)
def test_codes_and_names_of_people_are_candidates(tmp_path: Path, who: str) -> None:
    sheet = scores(tmp_path, s_csv=f"candidat;CR1.1\n{who};1\n")
    assert ([each.code for each in sheet.diagnostics], list(sheet.candidates)) == (["N107"], [who])


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("who", BROKEN)
def test_what_a_spreadsheet_broke_is_no_identifier(tmp_path: Path, layout: str, who: str) -> None:
    sheet = read(tmp_path, layout, who)
    assert (only(sheet).code in {"N036", "N207", "N209"}, list(sheet.candidates)) == (True, ["C1"])


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("who", VALUES)
def test_a_value_where_an_identifier_should_stand_names_nobody(tmp_path: Path, layout: str, who: str) -> None:
    sheet = read(tmp_path, layout, who)
    assert (only(sheet).code, list(sheet.candidates)) == ("N201", ["C1"])


@pytest.mark.parametrize(
    "other",
    [
        *("C\u200b001", "\ufeffC001", "C0\u00ad01", "C001\u2060", "\u200eC001", " C001\u00a0", "C001\n"),
        *("C001\u2800", "C001\U000e0100", "C0\u180f01"),
    ],
)
def test_what_is_not_seen_makes_no_other_person(tmp_path: Path, other: str) -> None:
    sheet = scores(tmp_path, a_csv="candidat;E1\nC001;12\n", b_csv=f'candidat;E2\n"{other}";8\n')
    assert texts(sheet, "C001") == {"E1": "12", "E2": "8"}
    assert (list(sheet.candidates), findings(sheet)) == (["C001"], [])


def test_an_accent_composed_or_not_makes_one_person(tmp_path: Path) -> None:
    sheet = scores(tmp_path, a_csv="candidat;E1\nLéa;12\n", b_csv="candidat;E2\nLe\u0301a;8\n")
    assert (texts(sheet, "Léa"), findings(sheet)) == ({"E1": "12", "E2": "8"}, [])


@pytest.mark.parametrize(
    ("one", "other", "code", "signs"),
    [
        ("C001", "С001", "N039", ("С (U+0421)",)),
        ("AB1", "ΑΒ1", "N039", ("Α (U+0391)", "Β (U+0392)")),
        ("C-001", "C‐001", "N039", ("‐ (U+2010)",)),
        ("0075001", "75001", "N206", None),
        ("1001", "1001.0", "N206", None),
        ("1001", "1001.", "N206", None),
        ("1001", "+1001", "N206", None),
        ("C001", "C0O1", "N206", None),
        ("C01", "C1", "N206", None),
        ("C1", "'C1", "N206", None),
        ("C1", "“C1”", "N039", ("“ (U+201C)", "” (U+201D)")),
        ("C1", "C1*", "N206", None),
        ("C1", "C1²", "N039", ("² (U+00B2)",)),
        ("C1", "C₁", "N039", ("₁ (U+2081)",)),
        ("(C1)", "C1", "N206", None),
        ("E2-014", "e02-14", "N206", None),
        ("C001", "co01", "N206", None),
        ("1001", "'1001", "N206", None),
        ("C 001", "c001", "N206", None),
        ("FABRE Emile", "Emile Fabre", "N206", None),
        ("C-001", "C1", "N206", None),
        ("Anne_Marie Le Goff", "LE GOFF Anne-Marie", "N206", None),
        ("Lœuvre", "Loeuvre", "N039", ("œ (U+0153)",)),
    ],
)
def test_two_identifiers_that_look_the_same_are_shown_both(
    tmp_path: Path, one: str, other: str, code: str, signs: tuple[str, ...] | None
) -> None:
    sheet = scores(tmp_path, a_csv=f"candidat;E1\n{one};12\n", b_csv=f"candidat;E2\n{other};8\n")
    finding = only(sheet)
    assert (finding.code, finding.arguments.get("signs")) == (code, signs)
    assert (finding.arguments["candidat"], finding.arguments["other"]) == (other, one)


def test_people_of_one_name_whose_cells_complete_each_other_get_a_remark(tmp_path: Path) -> None:
    head = "candidat;nom;prenom;E1;E2\n"
    complete = scores(tmp_path, s_csv=head + "C1;Roy;Léa;12;\nC2;ROY;Lea;;8\n")
    assert [(each.code, each.is_error) for each in complete.diagnostics][-1] == ("N038", False)
    apart = scores(tmp_path, s_csv=head + "C1;Roy;Léa;12;\nC2;Roy;Léa;9;8\n")
    assert "N038" not in {each.code for each in apart.diagnostics}


def test_a_legend_saved_with_a_grid_is_left_out_and_it_is_said(tmp_path: Path) -> None:
    sheet = scores(tmp_path, s_csv="candidat;E1\nC1;12\n▪ NE\u00a0: non évalué;\n▪ ABS\u00a0: absent;\n")
    assert (findings(sheet, info=True)[1:], list(sheet.candidates)) == ([("N035", 3, 1)], ["C1"])


@pytest.mark.parametrize("engine", ["python", "polars"])
def test_initials_that_are_those_of_a_level_are_somebodys_where_each_has_one_value(
    certeval: Certeval, tmp_path: Path, engine: str
) -> None:
    """« AB » who has « Assez bien » is no entry of a legend."""
    rules = "format: 1\ncertification: {code: essai, version: 1.0.0}\n"
    rules += "saisie: {epreuve: {echelle: {niveaux: [Insuffisant, Assez bien, Bien]}}}\n"
    rules += "validation: {epreuve: {au_moins: Bien}, certification: {tous: epreuves}}\n"
    (tmp_path / "r.yaml").write_text(rules + "epreuves: [{code: E1, intitule: Oral}]\n", encoding="utf-8")
    (tmp_path / "s.csv").write_text("candidat;E1\nAB;Assez bien\nCD;Bien\n", encoding="utf-8")
    command = ("validate", "s.csv", "--referentiel", "r.yaml", "--format", "csv", "--engine", engine)
    done = certeval(*command)
    assert (done.status, done.err) == (0, "")
    assert "AB;non_valide" in done.out


@pytest.mark.parametrize("who", [*NOBODY, *BROKEN, *VALUES, "C\u200b2", "▪ NE", "Fabre Émile;1\nÉmile FABRE"])
@pytest.mark.parametrize("engine", ["python", "polars"])
def test_rows_are_told_the_same_whatever_reads_them(
    certeval: Certeval, tmp_path: Path, engine: str, who: str
) -> None:
    (tmp_path / "s.csv").write_text(f"candidat;CR1.1.1\nC1;1\n{who};1\n", encoding="utf-8")
    quick = certeval("validate", "s.csv", "--format", "csv", "--engine", engine)
    plain = certeval("validate", "s.csv", "--format", "csv", "--encoding", "utf-8")
    assert quick == plain


def test_a_text_guarded_from_spreadsheets_is_one_on_purpose(tmp_path: Path) -> None:
    assert list(scores(tmp_path, s_csv="candidat;CR1.1\n'=A2;1\n").candidates) == ["=A2"]


TEXTS = {"unquoted": '="{}"', "quoted": '"=""{}"""'}


@pytest.mark.parametrize("guard", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("code", ["001", "12 A", "=A2", "l'un"])
def test_a_formula_that_gives_a_text_keeps_it_from_spreadsheets_and_is_that_text(
    tmp_path: Path, guard: str, code: str
) -> None:
    cells = [guard.format(text) for text in ("candidat", "CR1.1", "E1", code, "oui", "12,5")]
    sheet = scores(tmp_path, s_csv="{};{};{}\n{};{};{}\n".format(*cells))
    assert (findings(sheet), texts(sheet, code)) == ([], {"CR1.1": "oui", "E1": "12,5"})


def test_a_text_that_a_spreadsheet_would_have_made_of_another_is_told_whatever_keeps_it(
    tmp_path: Path,
) -> None:
    sheet = scores(tmp_path, s_csv='candidat;E1\n="1E5";12\n="01/02/2026";12\n')
    assert findings(sheet) == [("N207", 2, 1), ("N036", 3, 1)]


@pytest.mark.parametrize("who", ['="x"&A2', '"=""x""&A2"', '=A2&"x"', '="001', "=001", '"=""C""1"""'])
def test_any_other_formula_names_nobody(tmp_path: Path, who: str) -> None:
    sheet = scores(tmp_path, s_csv=f"candidat;E1\n{who};12\n")
    assert ([each.code for each in sheet.diagnostics][-1], list(sheet.candidates)) == ("N209", [])


def test_a_formula_that_gives_an_empty_text_is_an_empty_cell(tmp_path: Path) -> None:
    sheet = scores(tmp_path, s_csv='candidat;E1\nC1;=""\n="";12\n')
    assert (findings(sheet), texts(sheet, "C1")) == ([("N201", 3, 1)], {})


def test_a_large_sheet_of_such_formulas_is_decided_as_a_small_one(certeval: Certeval, tmp_path: Path) -> None:
    rows = [f'"=""{i:06d}""";oui;="oui";{"non" if i % 7 else "oui"}' for i in range(140_000)]
    head = "candidat;CR1.1.1;CR1.1.2;CR1.1.3"
    command = ("validate", "--referentiel", "developpement-commercial", "--format", "csv")
    outputs = []
    for count in (100, len(rows)):
        (tmp_path / "notes.csv").write_text("\n".join([head, *rows[:count], ""]), encoding="utf-8")
        done = certeval(*command, "notes.csv")
        assert done.status == 0, done.err
        outputs.append(done.out.splitlines())
    small, large = outputs
    assert (small, len(large)) == (large[: len(small)], len(rows) + 1)


@pytest.mark.parametrize("column", ["groupe", "jure"])
@pytest.mark.parametrize(
    "name", ["mars-1", "1-févr.", "01-mars-26", "01/02/2026", "2026-02-01", "1,00E+05", "VRAI"]
)
def test_what_a_spreadsheet_made_of_a_group_or_a_juror_is_told_once(
    tmp_path: Path, column: str, name: str
) -> None:
    sheet = scores(tmp_path, s_csv=f"candidat;{column};E1\nC1;A;12\nC2;{name};12\nC3;{name};12\n")
    assert findings(sheet) == [("N036", 3, 4)]


def test_groups_that_are_all_days_are_those_of_candidates_who_come_day_by_day(tmp_path: Path) -> None:
    rows = "C1;12/06/2026;12\nC2;13/06/2026;12\nC3;;12\n"
    assert findings(scores(tmp_path, s_csv=f"candidat;groupe;E1\n{rows}")) == []
    sheet = scores(tmp_path, s_csv=f"candidat;groupe;E1\n{rows}C4;A;12\n")
    assert findings(sheet) == [("N036", 2, 4), ("N036", 3, 4)]


@pytest.mark.parametrize("name", ["12/06/2026", "mars-1", "VRAI"])
def test_a_name_that_no_spreadsheet_wrote_is_what_was_typed(tmp_path: Path, name: str) -> None:
    candidate = f"{{candidat: C1, groupe: '{name}', notes: {{E1: {{jures: {{'{name}': 12}}}}}}}}"
    others = "{candidat: C2, groupe: A, notes: {E1: 12}}"
    assert findings(scores(tmp_path, s_yaml=f"format: 1\ncandidats:\n- {candidate}\n- {others}\n")) == []


@pytest.mark.parametrize("column", ["groupe", "jure"])
@pytest.mark.parametrize("name", ["3E2", "1.2", "8:30", "sept-25", "Mai", "50 %", '="mars-1"'])
def test_a_group_or_a_juror_may_have_such_a_name(tmp_path: Path, column: str, name: str) -> None:
    assert findings(scores(tmp_path, s_csv=f"candidat;{column};E1\nC1;A;12\nC2;{name};12\n")) == []


TITLES = (
    *(
        "Groupe A",
        "GROUPE 2",
        "Sous-groupe B",
        "Option vente",
        "TD 2",
        "Salle B 12",
        "Promotion 3",
        "Vague II",
    ),
    *("Mme Dupont, présidente", "cf. annexe", "Ne pas remplir", "Suite au verso", "Réservé au jury"),
)


@pytest.mark.parametrize("title", TITLES)
def test_a_title_alone_in_its_row_is_nobodys_and_a_candidate_beside_marks(tmp_path: Path, title: str) -> None:
    sheet = scores(tmp_path, s_csv=f"candidat;nom;E1\n{title};;\nC1;;12\n")
    assert (only(sheet).code, list(sheet.candidates)) == ("N034", ["C1"])
    for row in (f"{title};;12", f"{title};Dupont;"):
        assert list(scores(tmp_path, s_csv=f"candidat;nom;E1\n{row}\nC1;;12\n").candidates) == [title, "C1"]


@pytest.mark.parametrize(
    "note", ["C1 a demandé un report", "Les absents sont à convoquer", "Voir le dossier pour C1"]
)
def test_a_sentence_alone_in_its_row_is_nobodys(tmp_path: Path, note: str) -> None:
    sheet = scores(tmp_path, s_csv=f"candidat;nom;E1\nC1;;12\n{note};;\n")
    assert (only(sheet).code, list(sheet.candidates)) == ("N034", ["C1"])


@pytest.mark.parametrize("who", ["Maria da Silva Santos", "Salle Marie", "Lot Pierre", "TD2", "Dupont"])
def test_a_candidate_may_have_nothing_entered(tmp_path: Path, who: str) -> None:
    assert who in scores(tmp_path, s_csv=f"candidat;nom;E1\n{who};;\nC1;;12\n").candidates


@pytest.mark.parametrize("rows", ["Groupe 1;;\nGroupe 2;;\n", "Groupe 1;;12\nGroupe 2;;\nC3;;8\n"])
def test_teams_may_be_candidates_and_have_nothing_entered(tmp_path: Path, rows: str) -> None:
    sheet = scores(tmp_path, s_csv=f"candidat;nom;E1\n{rows}")
    assert (findings(sheet), list(sheet.candidates)[:2]) == ([], ["Groupe 1", "Groupe 2"])


def test_a_group_may_have_nothing_entered_in_a_sheet_of_groups(tmp_path: Path) -> None:
    members = "candidat;groupe;CR1.1\nC1;Groupe A;1\nC2;Groupe B;1\n"
    sheet = scores(tmp_path, a_csv=members, b_csv="groupe;E1\nGroupe A;12\nGroupe B;\n")
    assert (findings(sheet), texts(sheet, "C1")) == ([], {"CR1.1": "1", "E1": "12"})


def test_usual_identifiers_are_never_told() -> None:
    for text in [*NOBODY, *BROKEN]:
        assert not identifiers.is_usual(text)


@pytest.mark.parametrize("broken", ["#N/A", "#REF!", "Err:502", "=A2"])
@pytest.mark.parametrize(
    ("sheet", "place"),
    [
        ("candidat;jure;E1\nC1;J1;8\nC1;{};16\n", (3, 4)),
        ("candidat;groupe;E1\nC1;{0};\nC2;{0};\n;{0};16\n", (4, 2)),
    ],
    ids=["a juror", "a group"],
)
def test_a_formula_without_a_result_is_no_juror_and_no_group_in_text_as_in_a_workbook(
    tmp_path: Path, broken: str, sheet: str, place: tuple[int, int]
) -> None:
    """All whose lookup failed would be one group, and bear its marks."""
    assert ("N209", *place) in findings(scores(tmp_path, notes_csv=sheet.format(broken)))


def test_a_juror_whose_name_an_export_guards_is_one_whatever_it_begins_with(tmp_path: Path) -> None:
    assert findings(scores(tmp_path, notes_csv="candidat;jure;E1\nC1;'=A2;8\n")) == []


@pytest.mark.parametrize(
    "other", ["Léa\u200b", "Le\u0301a", "Léa\u00ad", "\ufeffLéa", "Léa\u00a0", "L\u2060éa"]
)
def test_what_is_not_seen_makes_no_other_juror(tmp_path: Path, other: str) -> None:
    sheet = scores(tmp_path, s_csv=f"candidat;jure;E1;E2\nC1;Léa;12;\nC1;{other};;8\n")
    assert [each.code for each in sheet.diagnostics if each.code in {"S105", "S107"}] == []
    assert {key.jure for key, _ in sheet.candidates["C1"].each()} == {"Léa"}


@pytest.mark.parametrize(
    ("one", "other", "code", "signs"),
    [
        ("A", "А", "S107", ("А (U+0410)",)),
        ("J-1", "J–1", "S107", ("– (U+2013)",)),
        ("JO1", "J01", "S105", None),
        ("Léa", "LEA", "S105", None),
        ("7", "007", "S105", None),
        ("Durand", "Mme Durand", "S105", None),
        ("M. Le Goff", "Le Goff", "S105", None),
        ("Léa Durand", "DURAND Léa", "S105", None),
    ],
)
def test_two_jurors_who_look_the_same_are_told(
    tmp_path: Path, one: str, other: str, code: str, signs: tuple[str, ...] | None
) -> None:
    told = only(scores(tmp_path, s_csv=f"candidat;jure;E1\nC1;{one};8\nC1;{other};9\n"))
    assert (told.code, told.arguments.get("signs")) == (code, signs)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Moyenne",
            "moyenne du jury",
            "TOTAL",
            "Médiane",
            "Synthèse",
            "Récap.",
            "Bilan",
            "Note finale",
            "Résultats du jury",
            "Moy.",
            "Écart",
            "Note retenue",
            "Note commune",
            "Jury plénier",
        )
    ],
)
def test_what_is_computed_of_jurors_is_none(tmp_path: Path, name: str) -> None:
    assert only(scores(tmp_path, s_csv=f"candidat;jure;E1\nC1;A;8\nC1;{name};8\n")).code == "N046"


@pytest.mark.parametrize("name", ["A + B", "A et B", "(A/B)", "B, A"])
def test_the_mark_of_jurors_together_is_none_beside_theirs(tmp_path: Path, name: str) -> None:
    rows = f"C1\tA\t8\nC1\tB\t9\nC1\t{name}\t8,5\n"
    assert only(scores(tmp_path, s_csv=f"candidat\tjure\tE1\n{rows}")).code == "N046"


def test_jurors_may_mark_together_whom_none_of_them_marks_alone(tmp_path: Path) -> None:
    rows = "C1;A;8\nC2;B;9\nC3;A et B;8\nC1;A et B;\n"
    assert findings(scores(tmp_path, s_csv=f"candidat;jure;E1\n{rows}")) == []


@pytest.mark.parametrize("name", ["Jury final", "Consensus", "Décision", "Moyenne"])
def test_what_stands_alone_for_the_jurors_is_one_mark(tmp_path: Path, name: str) -> None:
    assert findings(scores(tmp_path, s_csv=f"candidat;jure;E1\nC1;{name};8\nC2;{name};9\n")) == []


@pytest.mark.parametrize(
    "name",
    [
        "Jury",
        "Jury 1",
        "Note 2",
        "Bilan Marie",
        "Président",
        "Martin (2)",
        "J (1)",
        "A et C",
        "Max",
        "Moy Ann",
    ],
)
def test_a_juror_may_be_called_so(tmp_path: Path, name: str) -> None:
    assert findings(scores(tmp_path, s_csv=f"candidat;jure;E1\nC1;A;8\nC1;{name};8\n")) == []


def test_the_copy_of_a_sheet_is_told_where_sheets_are_jurors(tmp_path: Path) -> None:
    sheet = scores(tmp_path, s_csv="candidat;jure;E1\nC1;Martin;8\nC1;Martin (2);8\n")
    assert findings(sheet) == [("S105", 3, 4)]


@pytest.mark.parametrize("name", ["Président", "Jury 1", "Correcteur 2", "Max", "Sommé Anne", "Note"])
def test_the_office_of_a_juror_is_one(tmp_path: Path, name: str) -> None:
    assert findings(scores(tmp_path, s_csv=f"candidat;jure;E1\nC1;A;8\nC1;{name};8\n")) == []


def test_a_group_is_the_same_whatever_is_not_seen_of_its_name(tmp_path: Path) -> None:
    sheet = scores(tmp_path, s_csv="candidat;groupe;E1\nC1;G1;\nC2;G1\u200b;\n;G\u20601;12\n")
    assert [texts(sheet, code) for code in ("C1", "C2")] == [{"E1": "12"}, {"E1": "12"}]


USUAL = ("C001", "0075001", "75001", "C0O1", "co01", "10", "a_0-b", "E00-01", "c00", "O9-0a00")


def test_what_usual_identifiers_are_compared_by_is_one_alone_or_together() -> None:
    """Those of large sheets are looked at a block at a time."""
    for pair in permutations(USUAL, 2):
        assert identifiers.are_usual(pair)
        assert identifiers.keys(pair).split("\n") == list(map(identifiers.key, pair)), pair
    for odd in ("É1", "C 001", "", "#N/A", "C1\n2", "0", "00"):
        assert not identifiers.are_usual(("C001", odd))
        assert not identifiers.are_usual((odd, "C001"))


def test_the_signs_that_differ_are_named_and_those_that_nobody_sees() -> None:
    assert identifiers.distinct_signs("С001", "C001") == ("С (U+0421)",)
    assert identifiers.distinct_signs("É1", "É2") == ()
    assert identifiers.distinct_signs("C\u20111", "C\u20131") == ("\u2011 (U+2011)", "\u2013 (U+2013)")
    assert identifiers.unseen_signs(" C\u200b0\u20110\u200b1\u00a0") == ("U+200B", "U+2011")
    assert identifiers.unseen_signs("Le Goff") == ()
