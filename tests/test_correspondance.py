"""Tables that are no score sheets, read with a correspondence: Moodle, Google Forms, home-made exports."""

import io
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
import xlsxwriter

from certeval.diagnostics.families import sheets as kinds
from certeval.scores import translation as correspondance
from certeval.scores.observations import Scores
from certeval.scores.patterns import code_in, fits
from certeval.scores.read import open_sheets
from certeval.sources import yaml
from certeval.sources.lines import join_headings
from conftest import Certeval
from score_sheets import at, findings, in_words, only, small, texts
from workbooks import finding_places, xlsx


def compile_translation_text(
    text: str,
) -> tuple[correspondance.Translation | None, list[tuple[str, int, int]]]:
    found, diagnostics = correspondance.compile_translation(
        yaml.parse(f"format: 1\n{text}".encode(), "map.yaml")
    )
    assert all(map(in_words, diagnostics))
    spans = [(each.code, each.place.span) for each in diagnostics]
    return found, [(code, span.line, span.column) for code, span in spans if span]


def read(folder: Path, how: str, data: str | bytes, name: str = "notes.csv") -> Scores:
    translation, wrong = compile_translation_text(how)
    assert (wrong, translation is not None) == ([], True)
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    scores = open_sheets([folder / name], translation=translation).read(small())
    assert all(map(in_words, scores.diagnostics))
    return scores


def worth(scores: Scores, candidate: str) -> dict[str, Fraction | None]:
    """What each cell of a candidate is read as; the juror beside where there is one."""
    cells = scores.candidates[candidate].cells.items()
    return {
        f"{key.element}{'/' * bool(key.jure)}{key.jure}": cell.reading.value.number for key, cell in cells
    }


MOODLE = (
    '"Prénom","Nom de famille","Numéro d\'identification","Devoir : E1 (Brut)","Devoir : E2 (Brut)",'
    '"Total du cours (Brut)","Dernier téléchargement depuis ce cours"\n'
    '"A","B","C001","12,50","-","12,50","1760000000"\n'
    '"C","D","C002","8,00","15,50","11,75","1760000000"\n'
)
MOODLE_MAP = """\
candidat: Numéro d'identification
nom: Nom de famille
prenom: Prénom
motif: "Devoir : {code} (*)"
valeurs: {"-": vide}
ignorer: [Total *, Dernier *]
"""


def test_the_gradebook_of_moodle(tmp_path: Path) -> None:
    scores = read(tmp_path, MOODLE_MAP, MOODLE)
    assert finding_places(scores) == []
    assert {code: texts(scores, code) for code in scores.candidates} == {
        "C001": {"E1": "12,50"},
        "C002": {"E1": "8,00", "E2": "15,50"},
    }
    assert scores.candidates["C001"].details == {"nom": "B", "prenom": "A"}


FORMS = [
    (
        "Horodateur",
        "Adresse e-mail",
        "Évaluation [CR1.1 - Vendre]",
        "Évaluation [CR1.2 - Suivre]",
        "Qui évalue ?",
    ),
    ("2026-06-15 10:00", "C001", "Tout à fait", "Plutôt", "J1"),
    ("2026-06-15 10:02", "C001", "Tout à fait", "Pas du tout", "J2"),
]
FORMS_MAP = """\
candidat: Adresse e-mail
jure: Qui évalue ?
motif: "Évaluation [{code} - *]"
valeurs: {Tout à fait: 1, Plutôt: 1, Pas du tout: 0}
ignorer: [Horodateur]
"""


def test_the_answers_of_google_forms(tmp_path: Path) -> None:
    scores = read(tmp_path, FORMS_MAP, xlsx(Réponses=FORMS), "notes.xlsx")
    assert finding_places(scores) == []
    assert texts(scores, "C001") == {
        "CR1.1/J1": "Tout à fait",
        "CR1.2/J1": "Plutôt",
        "CR1.1/J2": "Tout à fait",
        "CR1.2/J2": "Pas du tout",
    }
    assert worth(scores, "C001") == {"CR1.1/J1": 1, "CR1.2/J1": 1, "CR1.1/J2": 1, "CR1.2/J2": 0}


def test_an_export_of_ones_own_with_titles_and_another_sheet(tmp_path: Path) -> None:
    rows = [
        ("Export du 15/06",),
        ("Matricule", "Écrit", "Oral"),
        ("Stagiaire", "Note écrit", "Note oral"),
        (7, 12, "abs"),
    ]
    how = "feuille: Résultats\nentete: 3\ncandidat: stagiaire\ncolonnes: {Note écrit: E1, Note oral: E2}\n"
    data = xlsx(Candidats=[("candidat", "téléphone"), ("C9", "x")], Résultats=rows)
    scores = read(tmp_path, how, data, "notes.xlsx")
    assert (finding_places(scores), texts(scores, "7")) == ([], {"E1": "12", "E2": "abs"})


def test_in_csv_too_the_line_of_the_headings_may_be_named(tmp_path: Path) -> None:
    data = "Jury;du 15 juin\n;\ncode;écrit\nC1;9,5\n"
    scores = read(tmp_path, "entete: 3\ncandidat: code\ncolonnes: {écrit: E1}\n", data)
    assert (finding_places(scores), texts(scores, "C1")) == ([], {"E1": "9,5"})


def test_a_long_export_has_its_elements_and_values_named(tmp_path: Path) -> None:
    how = "candidat: qui\nelement: quoi\nvaleur: combien\ncolonnes: {Premier critère: CR1.1}\nvaleurs: {ok: oui}\n"
    scores = read(tmp_path, how, "qui;quoi;combien\nC1;premier critère;OK\nC1;E1;12\n")
    assert (finding_places(scores), texts(scores, "C1")) == ([], {"CR1.1": "OK", "E1": "12"})
    assert worth(scores, "C1") == {"CR1.1": 1, "E1": 12}


def test_a_column_that_nothing_names_is_an_error_as_in_any_sheet(tmp_path: Path) -> None:
    scores = read(tmp_path, MOODLE_MAP.replace("ignorer: [Total *, Dernier *]\n", ""), MOODLE)
    assert [code for code, _ in finding_places(scores)] == ["N104", "N104"]


def test_a_value_that_the_correspondence_does_not_name_is_read_as_typed(tmp_path: Path) -> None:
    scores = read(tmp_path, "valeurs: {ok: oui}\n", "candidat;CR1.1;CR1.2\nC1;bof;non\n")
    assert [code for code, _ in finding_places(scores)] == ["N211"]
    wrong = next(each for each in scores.diagnostics if each.code == "N211")
    assert (wrong.arguments["value"], wrong.place.span.column if wrong.place.span else 0) == ("bof", 4)


def test_an_empty_cell_stays_empty_whatever_the_words(tmp_path: Path) -> None:
    assert texts(read(tmp_path, "valeurs: {ok: oui}\n", "candidat;CR1.1\nC1; \n"), "C1") == {}


def test_a_column_that_is_not_there_is_told_with_the_nearest(tmp_path: Path) -> None:
    how = "candidat: Adresse\ncolonnes: {Qestion 1: CR1.1}\nignorer: [Question 1]\n"
    scores = read(tmp_path, how, "Adresse;Question 1\nC1;1\n")
    wrong = next(each for each in scores.diagnostics if each.code == "N401")
    assert [code for code, _ in finding_places(scores)] == ["N401"]
    assert (wrong.place.file, wrong.arguments["suggestion"]) == ("map.yaml", "Question 1")
    assert wrong.place.span is not None
    assert (wrong.place.span.line, wrong.place.span.column) == (3, 12)


def test_headings_on_one_row_that_are_said_to_stand_on_two_are_told_so(tmp_path: Path) -> None:
    scores = read(tmp_path, "entete: [1, 2]\ncandidat: Élève\n", "Élève;E1\nLéa;12\n")
    wrong = next(each for each in scores.diagnostics if each.code == "N401")
    assert wrong.arguments["suggestion"] == "entete: 1"
    assert texts(read(tmp_path, "entete: 1\ncandidat: Élève\n", "Élève;E1\nLéa;12\n"), "Léa") == {"E1": "12"}


def test_two_columns_for_one_element_are_one_too_many(tmp_path: Path) -> None:
    scores = read(tmp_path, "candidat: Id\ncolonnes: {A: CR1.1, B: CR1.1}\n", "Id;A;B\nC1;1;0\n")
    assert [code for code, _ in finding_places(scores)] == ["N103"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("candidats: x\n", ("R101", 2, 1)),
        ("candidat: {a: x}\n", ("R104", 2, 12)),
        ("motif: sans code\n", ("N402", 2, 8)),
        ('motif: "{code}{code}"\n', ("N402", 2, 8)),
        ("colonnes: {Oral: E1, ORAL: E2}\n", ("N405", 2, 22)),
        ("valeurs: {Acquis: oui, ' acquis': non}\n", ("N405", 2, 24)),
        ('motif: ["{code} -", "*{code}"]\n', ("N402", 2, 21)),
        ("entete: premier\n", None),
        ("valeurs: {ok: }\n", None),
    ],
)
def test_a_mistake_in_a_correspondence_is_told_at_its_place(
    text: str, found: tuple[str, int, int] | None
) -> None:
    translation, wrong = compile_translation_text(text)
    assert translation is None
    assert len(wrong) == 1
    if found is not None:
        assert wrong[0][1:] == found[1:]
        assert wrong[0][0] == found[0] or found[0][0] == "R"


@pytest.mark.parametrize(
    ("pattern", "text", "code"),
    [
        ("{code} - *", "CR1.1 - Les objectifs - tous", "CR1.1"),
        ("{code} - *", "Nom", None),
        ("Devoir : {code} (*)", "devoir\u00a0: E1 (Brut)", "E1"),
        ("* [{code}]", "Question 3 [CR1.1]", "CR1.1"),
        ("{code}", "E1", "E1"),
        ("{code}. *", ". Le plan", None),
        ("Q{code}", "Q", None),
        ("l'{code}", "L’E1", "E1"),
    ],
)
def test_a_pattern_finds_the_code_in_a_heading(pattern: str, text: str, code: str | None) -> None:
    assert code_in(pattern, text) == code


def test_a_pattern_takes_no_time_on_any_heading() -> None:
    assert code_in("* a * a * a {code} z", "a " * 1_000_000) is None
    assert fits("*a*", "b" * 1_000_000) is False


def test_the_command_reads_with_a_correspondence(certeval: Certeval, tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text('format: 1\ncandidat: Id\nmotif: "{code} *"\n')
    (tmp_path / "notes.csv").write_text("Id;CR1.1.1 (objectifs);CR1.1.2 (plan)\nC1;1;0\n")
    asked = ["--referentiel", "developpement-commercial", "--correspondance", "map.yaml", "--format", "csv"]
    done = certeval("validate", "notes.csv", *asked)
    assert (done.status, done.out.splitlines()[1].split(";")[:2]) == (0, ["C1", "en_attente"])


def test_a_correspondence_that_cannot_be_applied_stops_the_command(
    certeval: Certeval, tmp_path: Path
) -> None:
    (tmp_path / "map.yaml").write_text("format: 1\nmotif: x\n")
    (tmp_path / "notes.csv").write_text("candidat;CR1.1.1\nC1;1\n")
    done = certeval("validate", "notes.csv", "--correspondance", "map.yaml")
    assert (done.status, done.out) == (2, "")
    assert "error[N402]: « x » is not a pattern: it has {code} once, with text or * around it" in done.err
    assert certeval("validate", "notes.csv", "--correspondance", "absent.yaml").status == 2


SCODOC = """\
nip;nom;E1;E2
coef.;;1;2
C001;Le Goff;12;8
C002;Diallo;9;15
;Moyenne;10,5;11,5
Légende
ABS = absent;EXC = excusé;;;;;
"""


def test_rows_are_left_out_by_what_stands_first_in_them_and_a_table_may_end(tmp_path: Path) -> None:
    how = "candidat: nip\nignorer_lignes: [coef*, Moyenne]\nfin: Légende\n"
    scores = read(tmp_path, how, SCODOC)
    assert findings(scores) == []
    assert {code: texts(scores, code) for code in scores.candidates} == {
        "C001": {"E1": "12", "E2": "8"},
        "C002": {"E1": "9", "E2": "15"},
    }
    left = next(each for each in scores.diagnostics if each.code == "N041")
    assert (at(left), left.arguments) == (("N041", 2, 1), {"count": 4})


def test_rows_are_left_out_of_a_workbook_too(tmp_path: Path) -> None:
    rows = [("candidat", "E1"), ("    Points Possible", 20), ("C001", 12), ("Fin", ""), ("C9", 7)]
    how = "ignorer_lignes: [Points Possible]\nfin: fin\n"
    scores = read(tmp_path, how, xlsx(Notes=rows), "notes.xlsx")
    assert finding_places(scores) == []
    assert {code: texts(scores, code) for code in scores.candidates} == {"C001": {"E1": "12"}}


def test_all_columns_may_be_ignored_but_those_that_have_a_meaning(tmp_path: Path) -> None:
    sheet = "candidat;Nom;CR1.1;Avis;e 1;Total E1\nC1;A;non;bien;12;30\n"
    scores = read(tmp_path, 'ignorer: ["*"]\n', sheet)
    assert (findings(scores), texts(scores, "C1")) == ([], {"CR1.1": "non", "E1": "12"})
    assert scores.candidates["C1"].details == {"nom": "A"}


def test_a_column_is_ignored_by_its_very_heading_even_if_it_has_a_meaning(tmp_path: Path) -> None:
    scores = read(tmp_path, "ignorer: [CR1.1, nom]\n", "candidat;Nom;CR1.1;E1\nC1;A;peut-être;12\n")
    assert (findings(scores), texts(scores, "C1"), scores.candidates["C1"].details) == ([], {"E1": "12"}, {})


def test_a_value_without_an_identifier_is_told_in_a_column_that_a_pattern_spares(tmp_path: Path) -> None:
    assert findings(read(tmp_path, 'ignorer: ["*"]\n', "candidat;E1\nC1;12\n;13\n")) == [("N201", 3, 1)]


def test_the_name_of_each_sheet_is_its_juror(tmp_path: Path) -> None:
    data = xlsx(Martin=[("candidat", "E1"), ("C001", 12)], Diallo=[("candidat", "E1"), ("C001", 14)])
    scores = read(tmp_path, "nom_de_feuille: jure\n", data, "notes.xlsx")
    assert (finding_places(scores), texts(scores, "C001")) == ([], {"E1/Martin": "12", "E1/Diallo": "14"})


@pytest.mark.parametrize(
    ("names", "day"),
    [
        (["2024-06-15"], date(2024, 6, 15)),
        (["S1"], None),
        (["2024-06-15", "2024-06-16"], None),
    ],
)
def test_the_name_of_each_sheet_is_its_session_whose_day_chooses_the_version(
    tmp_path: Path, names: list[str], day: date | None
) -> None:
    rows = {name: [("candidat", "E1"), (f"C{i}", 12)] for i, name in enumerate(names)}
    (tmp_path / "notes.xlsx").write_bytes(xlsx(**rows))
    opened = open_sheets(
        [tmp_path / "notes.xlsx"], translation=compile_translation_text("nom_de_feuille: session\n")[0]
    )
    assert opened.session_date() == day


def test_a_text_has_no_sheet_whose_name_says_anything(tmp_path: Path) -> None:
    scores = read(tmp_path, "nom_de_feuille: jure\n", "candidat;E1\nC1;12\n")
    assert [code for code, _, _ in findings(scores)] == ["N042"]


def test_a_column_of_ones_own_tells_of_correspondences_and_how() -> None:
    assert "--correspondance" in kinds.UNKNOWN_COLUMN.help
    assert "`ignorer: [{heading}]`" in kinds.UNKNOWN_COLUMN.help
    assert "--correspondance" in kinds.NO_CANDIDATE_COLUMN.help


OTHERS = ("X1", "X2", "Y1", "Y2", "Z1")
LONG = "".join(f"C1;{code};1\nC2;{code};1\n" for code in OTHERS)
NOTES = ", ".join(f"{code}: 1" for code in OTHERS)


@pytest.mark.parametrize(
    ("name", "text", "line", "column"),
    [
        ("s.csv", "candidat;X1;X2;Y1;Y2;Z1\nC1;1;1;1;1;1\nC2;1;1;1;1;1\n", 1, 10),
        ("l.csv", f"candidat;element;valeur\n{LONG}", 2, 4),
        ("s.yaml", f"format: 1\ncandidats:\n- candidat: C1\n  notes: {{{NOTES}}}\n", 4, 11),
    ],
)
def test_a_sheet_of_another_certification_is_told_in_one_sentence(
    tmp_path: Path, name: str, text: str, line: int, column: int
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    one = only(open_sheets([tmp_path / name]).read(small()))
    assert at(one) == ("N120", line, column)
    assert one.arguments == {"count": 5, "total": 5, "referentiel": "petit", "elements": OTHERS}


def test_a_few_columns_of_ones_own_are_each_told(tmp_path: Path) -> None:
    sheet = "candidat;CR1.1;CR1.2;CR1.3;Éco;Avis;Rang;Remarque;Total\nC1;1;1;1;1;;;;\n"
    (tmp_path / "s.csv").write_text(sheet, encoding="utf-8")
    told = findings(open_sheets([tmp_path / "s.csv"]).read(small()))
    assert [code for code, _, _ in told] == ["N104"] * 4


@pytest.mark.parametrize("word", ["TRUE", "false"])
def test_the_boxes_of_a_spreadsheet_in_english_are_refused_with_a_hint(tmp_path: Path, word: str) -> None:
    sheet = f"candidat;CR1.1\nC1;{word}\n"
    (tmp_path / "s.csv").write_text(sheet, encoding="utf-8")
    assert at(only(open_sheets([tmp_path / "s.csv"]).read(small()))) == ("N121", 2, 4)
    assert findings(read(tmp_path, "valeurs: {TRUE: oui, FALSE: non}\n", sheet)) == []


def test_what_was_typed_is_kept_with_its_place_and_shown_with_what_it_stands_for(
    certeval: Certeval, tmp_path: Path
) -> None:
    (tmp_path / "r.yaml").write_text(MARKED, encoding="utf-8")
    (tmp_path / "c.yaml").write_text("format: 1\nvaleurs: {neuf: 9}\n", encoding="utf-8")
    (tmp_path / "c.csv").write_text("candidat;E1\nC1;neuf\n", encoding="utf-8")
    words = ["explain", "C1", "--scores", "c.csv", "--correspondance", "c.yaml", "--referentiel", "r.yaml"]

    done = certeval(*words)

    assert "« neuf », read as « 9 » (c.csv:2:4)" in done.out


MARKED = """
format: 1
certification: {code: r, version: 1.0.0}
saisie: {epreuve: {echelle: {note: {sur: 20}}}}
validation: {epreuve: {au_moins: 10}, certification: {tous: epreuves}}
epreuves: [{code: E1, intitule: Écrit}]
"""


def test_a_cell_refused_is_shown_as_it_was_typed(tmp_path: Path) -> None:
    scores = read(tmp_path, "valeurs: {oui: oui, plutôt: 12}\n", "candidat;CR1.1;E1\nC1; plutôt;plutôt\n")

    (wrong,) = [each for each in scores.diagnostics if each.is_error]
    assert (wrong.code, wrong.arguments["value"], wrong.arguments["element"]) == ("N211", "plutôt", "CR1.1")


def test_a_word_that_nothing_reads_is_told_once_at_its_key(tmp_path: Path) -> None:
    scores = read(tmp_path, "valeurs: {ok: ouii, ko: non}\n", "candidat;CR1.1;CR1.2\nC1;ok;ko\nC2;ok;OK\n")

    told = [(each.code, each.place.file, each.place.span) for each in scores.diagnostics if each.is_error]
    assert [(code, file, span and (span.line, span.column)) for code, file, span in told] == [
        ("N115", "map.yaml", (2, 15))
    ]


def test_whatever_else_is_left_out_is_no_element_and_no_juror(tmp_path: Path) -> None:
    data = "candidat;jure;CR1.1;Total;BC1\nC1;A;oui;12;oui\nC1;B;oui;13;\n"
    scores = read(tmp_path, 'ignorer: ["*"]\n', data)

    assert (finding_places(scores), texts(scores, "C1")) == ([], {"CR1.1/A": "oui", "CR1.1/B": "oui"})


ALTERNATIVES = "candidat: [ID number, Numéro]\nnom: [Nom, Surname]\nfacultatives: [nom]\n"


@pytest.mark.parametrize("head", ["Numéro;Nom", "ID number;Surname", "numero;nom", "ID number;Nom"])
def test_a_role_has_the_first_of_its_headings_that_is_there(tmp_path: Path, head: str) -> None:
    scores = read(tmp_path, ALTERNATIVES, f"{head};E1\nC1;A;12\n")
    assert (findings(scores), texts(scores, "C1")) == ([], {"E1": "12"})
    assert scores.candidates["C1"].details == {"nom": "A"}


def test_the_headings_of_a_role_that_come_after_are_columns_as_any_other(tmp_path: Path) -> None:
    sheet = "Numéro;ID number;E1\n1;C1;12\n"
    assert findings(read(tmp_path, ALTERNATIVES, sheet)) == [("N104", 1, 1)]
    assert texts(read(tmp_path, f"{ALTERNATIVES}ignorer: [Numéro]\n", sheet), "C1") == {"E1": "12"}


def test_only_what_is_said_to_be_optional_may_be_absent(tmp_path: Path) -> None:
    assert findings(read(tmp_path, ALTERNATIVES, "ID number;E1\nC1;12\n")) == []
    lacking = read(tmp_path, ALTERNATIVES.replace("facultatives: [nom]\n", ""), "ID number;E1\nC1;12\n")
    assert [code for code, _, _ in findings(lacking)] == ["N401"]


def test_a_heading_may_vary(tmp_path: Path) -> None:
    how = 'candidat: "!*"\ncolonnes: {"Note sur *": E1}\n'
    scores = read(tmp_path, how, "!77;Note sur 20\n!51;12\n")
    assert (findings(scores), texts(scores, "!51")) == ([], {"E1": "12"})


def test_a_heading_left_out_in_full_is_left_out_whatever_the_pattern_of_codes(tmp_path: Path) -> None:
    how = 'candidat: Id\nmotif: "{code} (*)"\nignorer: [Total (Brut)]\n'
    scores = read(tmp_path, how, "Id;E1 (Brut);Total (Brut)\nC1;12;30\n")
    assert (findings(scores), texts(scores, "C1")) == ([], {"E1": "12"})
    told = next(each for each in scores.diagnostics if each.code == "N350")
    assert (at(told), told.arguments) == (("N350", 1, 14), {"count": 1, "headings": ("Total (Brut)",)})


@pytest.mark.parametrize(("cell", "told"), [("", []), (" ", []), ("bien", ["N350"])])
def test_a_column_left_out_is_told_where_it_holds_something(
    tmp_path: Path, cell: str, told: list[str]
) -> None:
    scores = read(tmp_path, "ignorer: [Avis]\n", f"candidat;E1;Avis\nC1;12;{cell}\n")
    assert [each.code for each in scores.diagnostics if each.code == "N350"] == told


TWO_ROWS = [
    ("", "", "", "Épreuves", "", "Avis"),
    ("Élève", "C1", "", "E1", "", ""),
    ("", "CR1.1", "CR1.2", "Note", "Rang", ""),
    ("P1", 1, 0, 12, 3, "bien"),
]
ON_TWO_ROWS = (
    "entete: [2, 3]\ncandidat: Élève\nmotif: ['* / {code}', '{code} / *']\nignorer: ['*']\n",
    {"CR1.1": "1", "CR1.2": "0", "E1": "12"},
)


def test_headings_on_two_rows_are_read_alike_in_a_workbook_and_in_text(tmp_path: Path) -> None:
    how, cells = ON_TWO_ROWS
    how = how.replace("ignorer: ['*']", "ignorer: [E1 / Rang, '*']")
    sheet = "".join(";".join(map(str, row)) + "\n" for row in TWO_ROWS)
    from_text = read(tmp_path, how, sheet.replace(";bien", ";"))
    from_book = read(tmp_path, how, xlsx(Notes=[row[:-1] for row in TWO_ROWS]), "notes.xlsx")
    assert texts(from_text, "P1") == texts(from_book, "P1") == cells
    assert (findings(from_text), finding_places(from_book)) == ([], [])
    where = [each.place for each in (*from_text.diagnostics, *from_book.diagnostics) if each.code == "N350"]
    assert [(each.cell, each.span and (each.span.line, each.span.column)) for each in where] == [
        (None, (3, 19)),
        ("E3", (3, 5)),
    ]


def test_a_heading_on_the_upper_row_alone_is_at_its_own_place(tmp_path: Path) -> None:
    how = "entete: [1, 2]\ncandidat: Qui\n"
    wrong = read(tmp_path, how, "Qui;Zut;\n;;E1\nC1;1;12\n")
    assert findings(wrong) == [("N104", 1, 5)]
    book = read(tmp_path, how, xlsx(Notes=[("Qui", "Zut", ""), ("", "", "E1"), ("C1", 1, 12)]), "n.xlsx")
    assert finding_places(book) == [("N104", "Notes!B1")]


def test_a_table_of_one_row_of_headings_shows_nobody_below_them(tmp_path: Path) -> None:
    """Read as two, the lower row is somebody's: what lacks is told by the upper texts alone."""
    wrong = read(tmp_path, "entete: [1, 2]\ncandidat: Numéro\n", "Élève;E1\nDiallo Awa;12\n")
    told = next(each for each in wrong.diagnostics if each.code == "N401")
    assert told.arguments["headings"] == ("Élève", "E1")


def test_a_title_goes_on_no_further_than_the_cells_that_are_merged_for_it() -> None:
    upper, lower = ["Qui", "E1", "", "", "Fin"], ["", "a", "b", "c", ""]
    assert join_headings(upper, lower) == ["Qui", "E1 / a", "E1 / b", "E1 / c", "Fin"]
    assert join_headings(upper, lower, {3}) == ["Qui", "E1 / a", "E1 / b", "c", "Fin"]
    assert join_headings(["A"], ["", "b", "c"]) == ["A", "b", "c"]
    assert join_headings(["", "", "B"], ["a"]) == ["a", "", "B"]


@pytest.mark.parametrize(
    ("scale", "told"),
    [
        *(("20", []), ("/20", []), ("sur 20", []), ("20,0 pts", []), ("", []), ("-", [])),
        *(("0 à 20", []), ("0-20", []), ("20/20", []), ("0 à 100", ["N351"]), ("10 à 20", ["N351"])),
        *(("/100", ["N351"]), ("sur 10", ["N351"]), ("cent", ["N351"]), ("coef 2 sur 20", ["N351"])),
    ],
)
def test_what_marks_are_out_of_is_compared_however_it_is_written(
    tmp_path: Path, scale: str, told: list[str]
) -> None:
    row = f"candidat;Écrit;CR1.1;E3\nBarème;{scale};oui ou non;A à C\nC1;12;oui;En cours\n"
    scores = read(tmp_path, "colonnes: {Écrit: E1}\nbareme: Barème\n", row)
    assert [code for code, *_ in findings(scores)] == told
    heading = f"candidat;E1 ({scale})\nC1;12\n"
    if scale:
        assert [code for code, *_ in findings(read(tmp_path, 'motif: "{code} ({sur})"\n', heading))] == told


def test_a_row_that_should_say_what_marks_are_out_of_and_is_not_there_is_told(tmp_path: Path) -> None:
    how = "colonnes: {Écrit: E1}\nbareme: Barème\n"
    for name, data in (
        ("notes.csv", "candidat;Écrit\nC1;12\n"),
        ("notes.xlsx", xlsx(Notes=[("candidat", "Écrit"), ("C1", 12)])),
    ):
        assert [code for code, *_ in findings(read(tmp_path, how, data, name))] == ["N357"]


@pytest.mark.parametrize(
    ("how", "rows"),
    [
        ("colonnes: {Écrit: E1}\nfin: Légende*\n", [("candidat", "Écrit"), ("C1", 12)]),
        ("croise: {candidats: 1, elements: 1}\nfin: Légende*\n", [("", "C1"), ("E1", 12)]),
    ],
)
def test_a_row_that_should_end_the_table_and_is_not_there_is_told(
    tmp_path: Path, how: str, rows: list[tuple[object, ...]]
) -> None:
    for end, told in (((), ["N359"]), ((("Légende :", ""), ("Abs", "absent")), [])):
        text = "".join(f"{';'.join(map(str, row))}\n" for row in (*rows, *end))
        for name, data in (("notes.csv", text), ("notes.xlsx", xlsx(Notes=[*rows, *end]))):
            scores = read(tmp_path, how, data, name)
            assert [code for code, *_ in findings(scores)] == told
            assert worth(scores, "C1")["E1"] == 12


@pytest.mark.parametrize("name", ["notes.yaml", "notes.json"])
def test_a_sheet_that_no_correspondence_is_applied_to_is_told(tmp_path: Path, name: str) -> None:
    sheet = '{"format": 1, "candidats": [{"candidat": "C1", "notes": {"E1": "Abs"}}]}'
    scores = read(tmp_path, "valeurs: {Abs: 0}\n", sheet, name)
    assert [each.code for each in scores.diagnostics if each.code != "N107"] == ["N358"]
    assert worth(scores, "C1") == {"E1": None}


@pytest.mark.parametrize("rows", ["[]", "[1]", "[1, 1]", "[2, 1]", "[1, 3]", "[1, 2, 3]"])
def test_headings_stand_on_one_row_or_on_two_that_follow_each_other(rows: str) -> None:
    translation, wrong = compile_translation_text(f"entete: {rows}\n")
    assert (translation, len(wrong)) == (None, 1)


@pytest.mark.parametrize("row", ["2", "[1, 2]", "[2, 3]"])
def test_one_row_or_two_are_taken(row: str) -> None:
    assert compile_translation_text(f"entete: {row}\n")[1] == []


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ('colonnes: {"Oral*": E1, "* 2": E2}', ["N405"]),
        ('nom: "Oral*"\ncolonnes: {"* 2": E2}', ["N405"]),
        ('colonnes: {"Oral*": E1, "Oral 2": E2}', []),
        ('colonnes: {"Oral 2": E2, "Oral*": E1}', []),
        ('colonnes: {"Oral*": E2, "* 2": E2}', []),
    ],
)
def test_a_heading_that_fits_two_patterns_is_neither_and_its_own_name_comes_first(
    tmp_path: Path, how: str, said: list[str]
) -> None:
    scores = read(tmp_path, f"candidat: N\n{how}\n", "N;Oral 2\nC1;12\n")
    assert [each.code for each in scores.diagnostics if each.code == "N405"] == said
    assert said or texts(scores, "C1") == {"E2": "12"}


@pytest.mark.parametrize("above", [0, 1, 48, 49])
def test_headings_are_looked_for_below_titles_in_text_as_in_a_workbook(tmp_path: Path, above: int) -> None:
    rows: list[tuple[object, ...]] = [("Jury de juin", "")] * above
    rows += [("Qui", "E1"), ("C1", 12)]
    sheet = "".join(f"{a};{b}\n" for a, b in rows)
    from_text = read(tmp_path, "candidat: Qui\n", sheet)
    from_book = read(tmp_path, "candidat: Qui\n", xlsx(Notes=rows), "notes.xlsx")
    assert texts(from_text, "C1") == texts(from_book, "C1") == {"E1": "12"}


def test_fifty_rows_are_looked_at(tmp_path: Path) -> None:
    sheet = "Jury de juin;\n" * 50 + "Qui;E1\nC1;12\n"
    assert {code for code, _, _ in findings(read(tmp_path, "candidat: Qui\n", sheet))} == {"N101", "N401"}


def test_a_worksheet_may_be_called_by_the_element_that_it_marks(tmp_path: Path) -> None:
    data = xlsx(E1=[("Qui", "Note"), ("C1", 12)], E2=[("Qui", "Note"), ("C1", 14)])
    scores = read(tmp_path, "candidat: Qui\nnote: Note\nnom_de_feuille: element\n", data, "notes.xlsx")
    assert (finding_places(scores), texts(scores, "C1")) == ([], {"E1": "12", "E2": "14"})


@pytest.mark.parametrize(
    ("name", "element"), [("notes_E1-2026.csv", "E1"), ("notes_e 2-2026.csv", "E2"), ("Notes_E1-.csv", "E1")]
)
def test_a_file_may_be_called_by_the_element_that_it_marks(tmp_path: Path, name: str, element: str) -> None:
    how = 'candidat: Qui\nnote: Note\nnom_de_fichier: "notes_{code}-*"\n'
    assert texts(read(tmp_path, how, "Qui;Note\nC1;12\n", name), "C1") == {element: "12"}


CROSSED = "croise: {candidats: 2, elements: 1}\n"


def test_what_a_correspondence_declares_for_no_table_is_told_with_its_key_or_rows() -> None:
    rows = yaml.parse(b"format: 1\ncandidat: Qui\nentete: [3, 5]\n", "map.yaml")
    (told,) = correspondance.compile_translation(rows)[1]
    assert (told.kind, told.arguments["rows"]) == (kinds.NOT_TWO_ROWS, "3, 5")
    beside = yaml.parse(f"format: 1\n{CROSSED}candidat: Qui\n".encode(), "map.yaml")
    (told,) = correspondance.compile_translation(beside)[1]
    assert (told.kind, told.arguments["key"]) == (kinds.BESIDE_CROSSED, "candidat")
    assert told.place.span is not None
    assert (told.place.span.line, told.place.span.column) == (3, 1)


def test_a_candidate_may_have_a_column_and_an_element_a_row(tmp_path: Path) -> None:
    rows = [("Jury", "", ""), ("", "C1", "C2"), ("CR1.1", 1, 0), ("E1", 12, ""), ("", "", "")]
    sheet = "".join(";".join(map(str, row)) + "\n" for row in rows)
    for data, name in ((sheet, "notes.csv"), (xlsx(Notes=rows), "notes.xlsx")):
        scores = read(tmp_path, CROSSED, data, name)
        assert (texts(scores, "C1"), texts(scores, "C2")) == ({"CR1.1": "1", "E1": "12"}, {"CR1.1": "0"})
        assert not [each for each in scores.diagnostics if each.is_error]


def test_what_stands_over_the_elements_and_rows_left_out_are_nobodys_nor_an_element(tmp_path: Path) -> None:
    sheet = "Jury;;\nItems;C1;C2\nE1;12;8\nMoyenne;13;9\nE2;14;10\n"
    read_sheet = read(tmp_path, f'{CROSSED}ignorer_lignes: ["Moy*"]\n', sheet)
    assert {code: texts(read_sheet, code) for code in read_sheet.candidates} == {
        "C1": {"E1": "12", "E2": "14"},
        "C2": {"E1": "8", "E2": "10"},
    }
    assert not [each for each in read_sheet.diagnostics if each.is_error]
    assert [code for code, _, _ in findings(read(tmp_path, CROSSED, sheet))] == ["N110"]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (";C1;C1\nE1;12;13\n", [("N202", 2, 5), ("N203", 3, 7)]),
        (";C1;C2\nE9;12;13\n", [("N110", 3, 1)]),
        (";C1;C2\nE1;12;21\n", [("N214", 3, 7)]),
        (";C1;C2\n;12;13\nE1;9;9\n", [("N110", 3, 1)]),
        (";C1;\nE1;12;13\n", [("N106", 3, 7)]),
        (";#REF!;C2\nE1;12;13\nE2;12;13\n", [("N209", 2, 2)]),
        (";'=1+1;C2\nE1;12;13\n", []),
        (";;\nE1;12;13\n", [("N354", 2, 21)]),
    ],
)
def test_what_is_wrong_where_candidates_stand_in_columns_is_told_once_at_its_place(
    tmp_path: Path, rows: str, told: list[tuple[str, int, int]]
) -> None:
    assert [
        each for each in findings(read(tmp_path, CROSSED, f"Jury;;\n{rows}")) if each[0] != "N016"
    ] == told


def test_what_is_not_seen_in_the_column_of_a_candidate_is_told_of_this_one(tmp_path: Path) -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet, struck = book.add_worksheet("Notes"), book.add_format({"font_strikeout": True})
        words = book.add_format({"num_format": '0;0;"ABS"'})
        for number, row in enumerate(
            (("Jury",), ("", "C1", "C2", "C3"), ("CR1.1", 1, 0, 1), ("E1", 12, 8, 9.5))
        ):
            sheet.write_row(number, 0, row)
        sheet.write(1, 3, "C3", struck)
        sheet.write(2, 2, 0, words)
        sheet.write(3, 0, "E1", struck)
        sheet.write_row(3, 1, [12, 8], struck)
        sheet.write(3, 3, 9.5, book.add_format({"num_format": "0"}))
        sheet.set_row(3, None, None, {"hidden": True})
    found = read(tmp_path, CROSSED, data.getvalue(), "notes.xlsx").diagnostics
    assert [(each.code, each.place.cell, each.candidate) for each in found if each.code != "N107"] == [
        ("N226", "D2", ""),
        ("N047", "C3", "C2"),
        ("N030", "A4", ""),
        ("N226", "A4", ""),
        ("N226", "B4", "C1"),
        ("N226", "C4", "C2"),
        ("N049", "D4", ""),
    ]


def test_a_mark_struck_out_is_told_in_a_column_that_only_its_code_keeps(tmp_path: Path) -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Notes")
        sheet.write_row(0, 0, ["candidat", "E1 (Brut)", "Total (Brut)"])
        sheet.write_row(1, 0, ["C1"])
        struck = book.add_format({"font_strikeout": True})
        sheet.write_row(1, 1, [12, 30], struck)
    scores = read(tmp_path, 'motif: "{code} (*)"\nignorer: ["*"]\n', data.getvalue(), "notes.xlsx")
    assert finding_places(scores) == [("N226", "Notes!B2")]
