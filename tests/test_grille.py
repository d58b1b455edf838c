"""Empty grids as workbooks: what a jury opens, read with another library."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from certeval import messages
from certeval.referentiel.load import Referentiel, compile_document
from certeval.render.grids.styles import SheetNames
from certeval.render.grids.workbook import as_xlsx
from certeval.scores.grids import CANDIDAT, LARGE, Grid, GridCandidate, Identity, pages
from certeval.sources import yaml
from score_sheets import small

ROOT = Path(__file__).parents[1]
THREE = (
    GridCandidate("C001", "Le Goff", "Anne"),
    GridCandidate("075001", "=1+1", "@x"),
    GridCandidate("C003"),
)
HOSTILE = """
format: 1
certification: {code: hostile, version: 1.0.0, langue: fr, intitule: "=cmd|' /C calc'!A0 <b>&amp;"}
validation: {competence: {tous: criteres}, bloc: {tous: competences}, certification: {tous: blocs}}
blocs:
- code: Bloc-au-code-bien-trop-long-pour-un-onglet-1
  intitule: "[oral] {0} %s &P /fin ' \\" ; | é"
  competences:
  - code: C1
    libelle: "=HYPERLINK(\\"x\\")"
    criteres:
    - {code: CR1, libelle: "+1 MOTS"}
    - {code: CR2, libelle: "-2"}
    - {code: CR3, libelle: "@SUM(A1)"}
- code: bloc-au-code-bien-trop-long-pour-un-onglet-2
  intitule: Autre
  competences:
  - {code: C2, libelle: Deux, criteres: [{code: CR4, libelle: Quatre}]}
""".replace("MOTS", "mot " * 2000)


def make_grid(
    referentiel: Referentiel, candidates: tuple[GridCandidate, ...] = THREE, **identity: str
) -> Workbook:
    return openpyxl.load_workbook(BytesIO(xlsx(referentiel, candidates, **identity)))


def xlsx(referentiel: Referentiel, candidates: tuple[GridCandidate, ...] = THREE, **identity: str) -> bytes:
    named = Identity(f"{referentiel.code}@{referentiel.version}", referentiel.digest, **identity)
    title = referentiel.model.certification.intitule or referentiel.code
    with messages.in_language(referentiel.model.certification.langue):
        return as_xlsx(Grid(named, title, tuple(pages(referentiel)), candidates))


def of(text: str) -> Referentiel:
    found = compile_document(yaml.parse(text.encode(), "essai.yaml")).referentiel
    assert found is not None
    return found


def texts(sheet: Worksheet, row: int) -> list[str]:
    return ["" if cell.value is None else str(cell.value) for cell in sheet[row]]


def heading_row(sheet: Worksheet, first: str = "candidat", column: int = 1) -> int:
    return next(row for row in range(1, 40) if sheet.cell(row, column).value == first)


def validations(sheet: Worksheet) -> dict[str, tuple[str, str]]:
    """The kind and the formula of each validation, by its cells."""
    return {str(v.sqref): (str(v.type), str(v.formula1)) for v in sheet.data_validations.dataValidation}


def test_a_bloc_is_a_sheet_whose_codes_stand_just_above_the_candidates() -> None:
    workbook = make_grid(small())
    assert [s.title for s in workbook if s.sheet_state == "visible"] == ["BC1", "certification"]
    sheet = workbook["BC1"]
    at = heading_row(sheet)
    assert texts(sheet, at)[:8] == ["candidat", "nom", "prenom", "CR1.1", "CR1.2", "CR1.3", "Éco", ""]
    assert all(text.startswith("∑ ") for text in texts(sheet, at)[8:])
    assert texts(sheet, at + 1)[:4] == ["C001", "Le Goff", "Anne", ""]
    assert texts(sheet, at - 1)[3:7] == ["Un", "Deux", "Trois", "Quatre"]
    assert [cell.value for cell in sheet["A"][at : at + 5]] == [
        "C001",
        "075001",
        "C003",
        None,
        sheet.cell(at + 5, 1).value,
    ]
    assert str(sheet.cell(at + 5, 1).value).startswith("▪ À saisir\u00a0: oui ou non.\nNE, ABS, ABJ")


def test_groups_of_candidates_have_a_column_where_they_are_given() -> None:
    sheet = make_grid(small(), (GridCandidate("C001", groupe="G1"),))["BC1"]
    assert texts(sheet, heading_row(sheet))[:5] == ["candidat", "nom", "prenom", "groupe", "CR1.1"]


def test_only_entry_cells_are_open_and_the_first_one_is_where_panes_freeze() -> None:
    for sheet in make_grid(small()):
        assert sheet.protection.sheet
        assert sheet.protection.password is None
    sheet = make_grid(small())["BC1"]
    at = heading_row(sheet)
    opened = {c.coordinate for row in sheet.iter_rows() for c in row if not c.protection.locked}
    assert opened == {f"{column}{row}" for column in "DEFG" for row in range(at + 1, at + 4)}
    assert sheet.freeze_panes == f"D{at + 1}"


def test_identifiers_can_be_entered_where_no_candidate_is_given() -> None:
    sheet = make_grid(small(), (GridCandidate(),) * 2)["BC1"]
    at = heading_row(sheet)
    assert not sheet.cell(at + 1, 1).protection.locked
    assert sheet.cell(at + 1, 1).number_format == "@"


def test_what_people_wrote_is_text_never_a_formula() -> None:
    for disposition in (LARGE, CANDIDAT):
        workbook = make_grid(of(HOSTILE), disposition=disposition, jury="=2+2", session="@a", jure="+b")
        for sheet in workbook:
            for row in sheet.iter_rows():
                for cell in row:
                    ours = (isinstance(cell.value, str) and "certeval_" in cell.value) or "COUNTBLANK" in str(
                        cell.value
                    )
                    assert cell.data_type != "f" or ours, (sheet.title, cell.coordinate, cell.value)


def test_identifiers_keep_their_zeros_and_are_text_cells() -> None:
    sheet = make_grid(small())["BC1"]
    cell = sheet.cell(heading_row(sheet) + 2, 1)
    assert (cell.value, cell.data_type, cell.number_format) == ("075001", "s", "@")


def test_words_are_chosen_from_a_named_list_and_marks_checked_by_a_formula() -> None:
    workbook = make_grid(small())
    words, marks = workbook["BC1"], workbook["certification"]
    at = heading_row(words)
    assert validations(words)[f"D{at + 1}:D{at + 3}"] == ("list", "certeval_choix_1")
    assert validations(words)[f"G{at + 1}:G{at + 3}"] == ("list", "certeval_choix_1")
    kind, formula = validations(marks)[f"E{at + 1}:E{at + 3}"]
    assert kind == "custom"
    assert formula == (
        f"IF(ISNUMBER(E{at + 1}),AND(E{at + 1}>=(0),E{at + 1}<=(20),"
        f"ABS((E{at + 1}-(0))/(0.5)-ROUND((E{at + 1}-(0))/(0.5),0))<1E-9),"
        f'SUMPRODUCT(--(certeval_lus_3=TRIM(E{at + 1}&"")))>0)'
    )
    for sheet in (words, marks):
        for each in sheet.data_validations.dataValidation:
            assert each.showErrorMessage
            assert each.errorTitle == "Saisie refusée"
            assert str(each.error).startswith("Accepté\u00a0: ")


def test_a_named_list_holds_the_words_of_the_scale_then_the_statuses() -> None:
    workbook = make_grid(small())
    assert choices_of(workbook, "certeval_choix_1") == [
        "oui",
        "non",
        "NE",
        "ABS",
        "ABJ",
        "DISP",
        "EQ",
        "NEUT",
        "RET",
    ]
    assert choices_of(workbook, "certeval_choix_4")[:3] == ["Insuffisant", "En cours", "Maîtrisé"]
    assert {"validée", "DISP", "EQ"} <= set(choices_of(workbook, "certeval_oui_1"))
    assert "NE" not in {*choices_of(workbook, "certeval_oui_1"), *choices_of(workbook, "certeval_non_1")}


def test_a_status_worth_a_value_is_counted_as_that_value() -> None:
    text = HOSTILE.replace("validation:", "statuts: {RET: {valeur: oui}, ABI: {valeur: non}}\nvalidation:", 1)
    workbook = make_grid(of(text))
    assert "RET" in choices_of(workbook, "certeval_oui_1")
    assert "ABI" in choices_of(workbook, "certeval_non_1")


OPTIONAL = """
format: 1
certification: {code: facultative, version: 1.0.0, langue: fr}
saisie: {epreuve: {echelle: {note: {sur: 20}}}}
validation: {epreuve: {au_moins: 10}, certification: {tous: epreuves}}
epreuves:
- {code: E1, intitule: Écrit}
- {code: FAC, intitule: Langue, statuts: {vide: exclu}}
"""
OF_FOUR = f"{OPTIONAL}- {{code: E2, intitule: Oral}}\n- {{code: E3, intitule: Dossier}}\n"


def test_the_legend_says_what_an_empty_cell_comes_to_where_it_is_not_to_be_entered() -> None:
    """An optional épreuve leaves the count where it is empty; where all do, nothing is still to be entered."""
    of_each = "NE, ABS, ABJ\xa0: pas encore connu\xa0; DISP, EQ\xa0: compte comme acquis\xa0; NEUT"
    said = legend_of(make_grid(of(OPTIONAL)))
    assert f"E1\xa0: {of_each}\xa0: hors du compte." in said
    assert f"FAC\xa0: {of_each}, vide\xa0: hors du compte." in said
    assert NEVER_NO in said
    assert NEVER_NO not in legend_of(make_grid(of(OPTIONAL.replace("- {code: E1, intitule: Écrit}\n", ""))))


NEVER_NO = "Une cellule vide n’est jamais un «\xa0non\xa0»\xa0: elle reste à saisir."


def legend_of(workbook: Workbook) -> list[str]:
    """The lines of all that the first sheet says."""
    cells = (value for row in workbook.worksheets[0].iter_rows(values_only=True) for value in row if value)
    return [line for value in cells for line in str(value).splitlines()]


@pytest.mark.parametrize(
    ("title", "height", "merged"),
    [("Vente", 24, []), ("Technicienne ou technicien de la gestion des flux de marchandises", 42, ["A1:D1"])],
)
def test_a_title_wider_than_what_is_printed_goes_on_in_its_cell(
    title: str, height: int, merged: list[str]
) -> None:
    """A sheet of one épreuve is narrow: its title was cut at the edge of what is printed."""
    text = f"""
format: 1
certification: {{code: etroit, version: 1.0.0, langue: fr, intitule: {title}}}
saisie: {{epreuve: {{echelle: {{note: {{sur: 20}}}}}}}}
validation: {{epreuve: {{au_moins: 10}}, certification: {{tous: epreuves}}}}
epreuves: [{{code: E1, intitule: Écrit}}]
"""
    sheet = make_grid(of(text)).worksheets[0]
    assert [str(each) for each in sheet.merged_cells.ranges if each.min_row == 1] == merged
    assert (sheet.row_dimensions[1].height, bool(sheet["A1"].alignment.wrap_text)) == (height, bool(merged))


def choices_of(workbook: Workbook, name: str) -> list[str]:
    (title, cells), *_ = workbook.defined_names[name].destinations
    return [cell.value for row in workbook[title][cells] for cell in row]


def test_counters_stand_beyond_an_empty_column_with_a_value_already_there() -> None:
    content = xlsx(small(), (GridCandidate("C001"), GridCandidate()))
    formulas, cached = (
        openpyxl.load_workbook(BytesIO(content), data_only=only)["BC1"] for only in (False, True)
    )
    at = heading_row(formulas)
    assert texts(formulas, at)[8:] == ["∑ C1 oui", "∑ C1 non", "∑ C1 à saisir"]
    row = at + 1
    assert formulas.cell(row, 9).value == f'=IF($A{row}="","",SUMPRODUCT(--($D{row}:$G{row}=certeval_oui_1)))'
    assert [cached.cell(row, column).value for column in (9, 10, 11)] == [0, 0, 4]
    assert [cached.cell(row + 1, column).value for column in (9, 10, 11)] == [None, None, None]
    assert str(formulas.print_area).endswith(f"$G${formulas.max_row}")


def test_marks_are_counted_as_entered_or_not_since_a_rule_alone_judges_them() -> None:
    sheet = make_grid(small())["certification"]
    assert texts(sheet, heading_row(sheet))[8:] == ["∑ A à saisir"]


def test_an_optional_cell_is_not_counted_among_those_to_enter() -> None:
    people = (GridCandidate("C001"), GridCandidate("C002", without=frozenset({"E3", "FAC"})))
    formulas, cached = (
        openpyxl.load_workbook(BytesIO(xlsx(of(OF_FOUR), people)), data_only=only).worksheets[0]
        for only in (False, True)
    )
    row = heading_row(formulas) + 1
    at = texts(formulas, row - 1).index("∑ A à saisir") + 1
    blanks = "COUNTBLANK($D{row}:$D{row})+COUNTBLANK($F{row}:$G{row})"
    assert formulas.cell(row, at).value == f'=IF($A{row}="","",{blanks.format(row=row)})'
    assert formulas.cell(row + 1, at).value == f'=IF($A{row + 1}="","",{blanks.format(row=row + 1)}-1)'
    assert [cached.cell(each, at).value for each in (row, row + 1)] == [3, 2]


@pytest.mark.parametrize("disposition", ["large", "candidat"])
def test_a_group_that_is_optional_counts_nothing_to_enter(disposition: str) -> None:
    text = OF_FOUR.replace("- {code: E", "- {statuts: {vide: exclu}, code: E")
    workbook = make_grid(of(text), disposition=disposition)
    cells = [
        str(value) for row in workbook.worksheets[0].iter_rows(values_only=True) for value in row if value
    ]
    assert not [each for each in cells if "à saisir" in each and "vide" not in each]


def test_the_hidden_identity_says_what_the_grid_is_for() -> None:
    referentiel = small()
    workbook = make_grid(referentiel, jury="Jury A", session="2026-06", date="2026-06-12", jure="J1")
    sheet = workbook["certeval"]
    assert sheet.sheet_state == workbook["certeval-listes"].sheet_state == "veryHidden"
    assert [tuple(cell or "" for cell in row) for row in sheet.iter_rows(values_only=True)] == [
        ("format", "certeval/grille/1", ""),
        ("referentiel", "petit@1.2.0", ""),
        ("empreinte", referentiel.digest, ""),
        ("jury", "Jury A", ""),
        ("session", "2026-06", ""),
        ("date", "2026-06-12", ""),
        ("jure", "J1", ""),
        ("bloc", "", ""),
        ("epreuve", "", ""),
        ("disposition", "large", ""),
        ("empreinte_sens", "", ""),
        ("", "", ""),
        ("feuille", "portee", "candidat"),
        ("BC1", "BC1", ""),
        ("certification", "", ""),
    ]


def test_by_candidate_each_has_a_sheet_with_elements_in_rows_and_room_for_comments() -> None:
    workbook = make_grid(small(), disposition=CANDIDAT)
    assert [s.title for s in workbook if s.sheet_state == "visible"] == ["C001", "075001", "C003"]
    sheet = workbook["075001"]
    who = {sheet.cell(row, 2).value: sheet.cell(row, 3).value for row in range(3, 6)}
    assert who == {"candidat": "075001", "nom": "=1+1", "prenom": "@x"}
    at = heading_row(sheet, "element", 2)
    assert texts(sheet, at)[1:5] == ["element", "libelle", "valeur", "commentaire"]
    codes = [sheet.cell(row, 2).value for row in range(at + 1, sheet.max_row + 1)]
    assert [code for code in codes if code] == ["CR1.1", "CR1.2", "CR1.3", "Éco", "E1", "E2", "E3", "E4"]
    opened = {c.coordinate for row in sheet.iter_rows() for c in row if not c.protection.locked}
    assert opened == {f"{column}{row}" for row, code in enumerate(codes, at + 1) if code for column in "DE"}
    assert len(sheet.row_breaks.brk) == 1
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("portrait", 9)
    rows = [row[:3] for row in workbook["certeval"].iter_rows(values_only=True)]
    assert rows[-1] == ("C003", None, "C003") or rows[-1] == ("C003", "", "C003")


def test_a_wide_grid_prints_on_a4_with_its_headings_on_every_page() -> None:
    sheet = make_grid(small(), jury="Jury A & B", session="2026-06")["BC1"]
    at = heading_row(sheet)
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert int(sheet.page_setup.fitToHeight) == 0
    assert sheet.print_title_rows == f"$3:${at}"
    assert sheet.oddHeader.left.text.strip() == "petit@1.2.0"
    assert "Jury A && B" in sheet.oddHeader.right.text
    assert "&P" in str(sheet.oddFooter.right.text)


def test_a_bloc_too_wide_for_one_page_is_cut_between_competences() -> None:
    found = compile_document(yaml.load(next((ROOT / "referentiels").glob("*/*.yaml")))).referentiel
    assert found is not None
    sheet = make_grid(found)["BC1"]
    assert [brk.id for brk in sheet.col_breaks.brk] == [9, 14]
    assert sheet.print_title_cols == "$A:$C"


def test_the_same_grid_is_the_same_bytes_and_names_nobody() -> None:
    assert xlsx(small()) == xlsx(small())
    properties = make_grid(small(), date="2026-06-12").properties
    assert properties.created.isoformat() == "2026-06-12T00:00:00"
    assert (properties.creator or "", properties.lastModifiedBy or "") == ("", "")


def test_codes_too_long_for_a_tab_are_cut_and_stay_apart() -> None:
    workbook = make_grid(of(HOSTILE))
    titles = [s.title for s in workbook if s.sheet_state == "visible"]
    assert titles == ["Bloc-au-code-bien-trop-long-pou", "bloc-au-code-bien-trop-long (2)"]
    named = [row[0] for row in workbook["certeval"].iter_rows(min_row=14, values_only=True)]
    assert named == titles


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("BC1", "BC1"),
        ("a/b:c*d?e[f]g\\h", "a_b_c_d_e_f_g_h"),
        ("'quoted'", "quoted"),
        ("", "page"),
        ("History", "History (2)"),
        ("CERTEVAL", "CERTEVAL (2)"),
        ("x" * 31, "x" * 31),
        ("x" * 32, "x" * 31),
        ("𝒳" * 20, "𝒳" * 15),
        ("a\tb", "a_b"),
    ],
)
def test_a_tab_has_a_name_that_spreadsheets_allow(wanted: str, expected: str) -> None:
    assert SheetNames().name(wanted, "page") == expected


def test_two_tabs_that_differ_by_case_only_are_told_apart() -> None:
    names = SheetNames()
    assert [names.name(wanted, "page") for wanted in ("a", "A", "a")] == ["a", "A (2)", "a (3)"]


def test_every_wording_is_whole_in_its_cell_even_a_very_long_one() -> None:
    sheet = make_grid(of(HOSTILE))[make_grid(of(HOSTILE)).sheetnames[0]]
    at = heading_row(sheet)
    assert str(sheet.cell(at - 1, 4).value) == "+1 " + "mot " * 2000
    assert sheet.row_dimensions[at - 1].height <= 409


@pytest.mark.parametrize(
    "path", sorted((ROOT / "tests" / "recettes").glob("*.yaml")), ids=lambda path: path.stem
)
def test_every_recipe_has_a_grid_with_all_that_is_entered(path: Path) -> None:
    found = compile_document(yaml.load(path)).referentiel
    assert found is not None
    workbook = make_grid(found)
    columns = []
    for sheet in workbook:
        if sheet.sheet_state == "visible":
            columns += texts(sheet, heading_row(sheet))[3:]
    assert sorted(text for text in columns if text and not text.startswith("∑ ")) == sorted(found.entries)
    by_candidate = make_grid(found, disposition=CANDIDAT)["C001"]
    rows = [
        row[1]
        for row in by_candidate.iter_rows(
            min_row=heading_row(by_candidate, "element", 2) + 1, values_only=True
        )
    ]
    assert sorted(row for row in rows if row) == sorted(found.entries)


@pytest.mark.parametrize("code", ["", "075001"])
def test_a_sheet_of_one_candidate_takes_its_identifier_as_text_and_has_where_to_sign(code: str) -> None:
    workbook = make_grid(small(), (GridCandidate(code),), disposition=CANDIDAT, jure="J1")
    (sheet,) = (each for each in workbook if each.sheet_state == "visible")
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    own = next(cell for cell in cells if cell.value == "candidat").offset(column=1)
    assert (own.value or "", own.number_format, own.protection.locked) == (code, "@", bool(code))
    signatures = [str(cell.value).replace("\u00a0", " ") for cell in cells if "signature" in str(cell.value)]
    assert signatures == ["Juré J1 : date et signature"] * len(pages(small()))
