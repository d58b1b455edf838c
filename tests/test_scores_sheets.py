"""What wide, long and YAML sheets say together, and every mistake told at its cell."""

from datetime import date
from pathlib import Path

import pytest

from certeval.diagnostics import Severity
from certeval.referentiel.load import compile_document
from certeval.scores.observations import CellKey
from certeval.scores.read import open_sheets
from certeval.sources import yaml
from score_sheets import SMALL, at, findings, only, open_files, scores, small, texts


def test_a_wide_sheet_is_a_row_a_candidate(tmp_path: Path) -> None:
    read = scores(
        tmp_path,
        s_csv="Candidat ;Prénom;NOM;Groupe;Session;cr 1.1;CR12;eco;E1;Commentaire\n"
        "C1;Anne;Le Goff;G1;S1;oui; Non Validé ;NE;12,5;à revoir\nC2;;;;;;;;;\n",
    )
    assert findings(read) == []
    assert texts(read, "C1") == {"CR1.1": "oui", "CR1.2": " Non Validé ", "Éco": "NE", "E1": "12,5"}
    assert read.candidates["C1"].details == {
        "prenom": "Anne", "nom": "Le Goff", "groupe": "G1", "session": "S1",
    }  # fmt: skip
    assert read.candidates["C1"].comments == {CellKey(""): "à revoir"}
    assert texts(read, "C2") == {}
    sheet = read.sheets[0]
    assert (sheet.encoding, sheet.layout, sheet.candidates, sheet.session) == (
        "utf-8", "large", 2, {"code": "S1"},
    )  # fmt: skip
    assert sheet.digest.startswith("sha256:")


@pytest.mark.parametrize("heading", ["element", "Critère", "compétence", "épreuve", "fait"])
def test_a_long_sheet_is_a_row_an_observation(tmp_path: Path, heading: str) -> None:
    read = scores(
        tmp_path,
        s_csv=f"candidat,{heading},valeur,jure,tentative,commentaire\n"
        "C1,E1,12.5,J1,1,bien\nC1,E1,14,J2,,\nC1,E1,15,J1,2,\nC1,CR1.1,,,,\n",
    )
    assert findings(read) == []
    assert texts(read, "C1") == {"E1/J1": "12.5", "E1/J2": "14", "E1#2/J1": "15"}
    assert read.candidates["C1"].comments == {CellKey("E1", "J1", 1): "bien"}


YAML = """format: 1
referentiel: petit@1.2.0
session: {code: S1, date: 2026-06-15, jury: A}
jure: J9
candidats:
- candidat: 007
  nom: Bond
  notes:
    CR1.1: no
    cr 12: oui
    CR1.3:
    E1: {tentatives: [8.5, {jures: {J2: 12, J1: ABS}}]}
    E2: {jures: {J1: 10}}
- candidat: C2
"""


def test_a_yaml_sheet_keeps_every_scalar_as_typed(tmp_path: Path) -> None:
    read = scores(tmp_path, s_yaml=YAML.replace("no\n", "non\n"))
    assert findings(read) == []
    assert texts(read, "007") == {
        "CR1.1/J9": "non", "CR1.2/J9": "oui",
        "E1/J9": "8.5", "E1#2/J2": "12", "E1#2/J1": "ABS", "E2/J1": "10",
    }  # fmt: skip
    assert read.candidates["007"].details == {"nom": "Bond", "session": "S1"}
    assert read.sheets[0].session == {"code": "S1", "date": "2026-06-15", "jury": "A"}
    assert list(read.candidates) == ["007", "C2"]


def test_a_session_of_yaml_is_called_by_its_code_else_by_its_day(tmp_path: Path) -> None:
    for session, called in (("code: S1, date: 2026-06-15", "S1"), ("date: 2026-06-15", "2026-06-15")):
        text = f"format: 1\nsession: {{{session}}}\ncandidats: [{{candidat: C1, notes: {{E1: 8}}}}]\n"
        assert scores(tmp_path, s_yaml=text).candidates["C1"].details == {"session": called}


def test_the_mark_of_a_footnote_makes_no_heading_that_of_another_element(tmp_path: Path) -> None:
    referentiel = small(SMALL.replace("code: E2,", "code: E12,"))
    for name, text in (
        ("a.csv", "candidat;E1²\nC1;12\n"),
        ("a.csv", "candidat;element;valeur\nC1;E1²;12\n"),
        ("a.yaml", "format: 1\ncandidats: [{candidat: C1, notes: {E1²: 12}}]\n"),
    ):
        read = open_files(tmp_path, **{name.replace(".", "_"): text}).read(referentiel)
        assert ([each[0] for each in findings(read)], texts(read, "C1")) in (
            (["N104"], {}),
            (["N110"], {}),
        )


def test_a_heading_is_read_without_the_signs_that_nobody_sees(tmp_path: Path) -> None:
    read = scores(tmp_path, a_csv="candidat;E\u00ad1\u200b;E2\ufeff\nC1;12;8\n")
    assert (findings(read), texts(read, "C1")) == ([], {"E1": "12", "E2": "8"})


def test_a_value_of_yaml_is_refused_at_its_line_and_column(tmp_path: Path) -> None:
    assert at(only(scores(tmp_path, s_yaml=YAML))) == ("N211", 9, 12)


def test_what_a_sheet_names_is_known_before_the_referentiel(tmp_path: Path) -> None:
    opened = open_files(
        tmp_path,
        a_csv="candidat;referentiel;session;CR1.1\nC1;Petit;15/06/2026;1\nC2;petit;;1\n",
        b_yaml=YAML,
        c_csv="candidat;CR1.3\nC1;1\n",
    )
    assert [(text, place.file[-5:]) for text, place in opened.referentiel_names()] == [
        ("Petit", "a.csv"),
        ("petit@1.2.0", ".yaml"),
    ]
    assert opened.session_date() == date(2026, 6, 15)


@pytest.mark.parametrize(
    ("session", "when"),
    [
        ("{code: 2026-06-15}", date(2026, 6, 15)),
        ("{code: 2026-06-15, date: 16/06/2026}", date(2026, 6, 16)),
        ("{code: S1}", None),
    ],
)
def test_a_session_coded_by_its_day_is_on_that_day(tmp_path: Path, session: str, when: date | None) -> None:
    sheet = f"format: 1\nsession: {session}\ncandidats:\n- {{candidat: C1, notes: {{E1: 12}}}}\n"
    assert open_files(tmp_path, s_yaml=sheet).session_date() == when


def test_two_session_days_choose_no_version_and_it_is_said(tmp_path: Path) -> None:
    opened = open_files(
        tmp_path, a_csv="candidat;session;CR1.1\nC1;2026-06-15;1\nC2;15/06/2026;1\nC3;16/06/2026;1\n"
    )
    assert opened.session_date() is None
    assert at(only(opened.read(small()))) == ("S103", 2, 4)


def test_several_sheets_complete_each_other_and_an_empty_cell_contradicts_nothing(tmp_path: Path) -> None:
    read = scores(
        tmp_path,
        a_csv="candidat;CR1.1;CR1.2\nC2;1;\nC1;0;1\n",
        b_csv="candidat;element;valeur\nC2;CR1.2;0\nC1;CR1.1;\nC1;CR1.1;NON\n",
    )
    assert findings(read) == []
    assert list(read.candidates) == ["C2", "C1"]
    assert texts(read, "C2") == {"CR1.1": "1", "CR1.2": "0"}
    assert texts(read, "C1") == {"CR1.1": "0", "CR1.2": "1"}


@pytest.mark.parametrize(("first", "second"), [("1", "non"), ("NE", "ABS"), ("DISP", "EQ"), ("NEUT", "0")])
def test_two_values_of_one_key_are_shown_at_both_places(tmp_path: Path, first: str, second: str) -> None:
    read = scores(tmp_path, a_csv=f"candidat;CR1.1\nC1;{first}\n", b_csv=f"candidat;CR1.1\n\nC1;{second}\n")
    problem = only(read)
    assert at(problem) == ("N203", 3, 4)
    assert problem.arguments == {"candidat": "C1", "element": "CR1.1", "first": first, "second": second}
    assert problem.related[0].place.file.endswith("a.csv")
    assert problem.related[0].place.span is not None
    assert problem.related[0].place.span.line == 2


def test_the_same_value_twice_in_one_long_sheet_is_a_slip(tmp_path: Path) -> None:
    read = scores(tmp_path, s_csv="candidat;element;valeur\nC1;CR1.1;1\nC1;CR1.1;oui\n")
    assert (at(only(read)), only(read).kind.severity) == (("N204", 3, 10), Severity.WARNING)


def test_a_candidate_has_one_row_in_a_wide_sheet_even_with_the_same_values(tmp_path: Path) -> None:
    read = scores(tmp_path, s_csv="candidat;CR1.1;CR1.2\nC1;1;\nC2;1;\nC1;1;peut-être\n")
    assert findings(read) == [("N202", 4, 1), ("N211", 4, 6)]
    assert texts(read, "C1") == {"CR1.1": "1"}


def test_a_row_a_juror_or_an_attempt_is_no_repeated_candidate(tmp_path: Path) -> None:
    read = scores(tmp_path, s_csv="candidat;jure;tentative;E1\nC1;J1;1;8\nC1;J2;1;9\nC1;J1;2;12\n")
    assert findings(read) == []
    assert texts(read, "C1") == {"E1/J1": "8", "E1/J2": "9", "E1#2/J1": "12"}


def test_a_candidate_twice_in_a_yaml_sheet_is_shown_at_both_places(tmp_path: Path) -> None:
    problem = only(scores(tmp_path, s_yaml="format: 1\ncandidats:\n- candidat: C1\n- candidat: C1\n"))
    assert (at(problem), problem.related[0].place.span.line) == (("N202", 4, 13), 3)  # type: ignore[union-attr]


def test_a_row_that_names_no_candidate_is_an_error_and_its_cells_are_still_checked(tmp_path: Path) -> None:
    assert findings(scores(tmp_path, s_csv="candidat;CR1.1\nC1;1\n ;2\n")) == [("N201", 3, 1), ("N211", 3, 3)]


def test_identifiers_that_differ_by_case_or_spaces_are_two_candidates_and_it_is_said(tmp_path: Path) -> None:
    read = scores(tmp_path, s_csv="candidat;CR1.1\nC 1;1\nc1;1\n")
    assert (at(only(read)), list(read.candidates)) == (("N206", 3, 1), ["C 1", "c1"])


def test_one_identifier_for_two_names_is_a_contradiction(tmp_path: Path) -> None:
    read = scores(
        tmp_path,
        a_csv="candidat;nom;CR1.1\nC1;LE GOFF;1\n",
        b_csv="candidat;nom;CR1.2\nC1;Le Goff;1\n",
        c_csv="candidat;nom;CR1.3\nC1;Le Bras;1\n",
    )
    assert only(read).code == "N205"
    assert only(read).arguments == {
        "candidat": "C1", "field": "nom", "first": "LE GOFF", "second": "Le Bras",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("C1;Diallo;Fatou;14;\nC2;DIALLO;fatou;;12\n", ["N038"]),
        ("C1;Diallo;;14;\nC2;Diallo;;;12\n", []),
        ("C1;Diallo;Fatou;14;\nC2;Diallo;Fatou;;\n", []),
        ("C1;Diallo;Fatou;;\nC2;Diallo;Fatou;;12\n", []),
        ("C1;Diallo;Fatou;14;\nC2;Diallo;Fatou;14;12\n", []),
    ],
    ids=[
        "each has what the other lacks",
        "no prénom",
        "the second has no mark",
        "nor the first",
        "a mark each",
    ],
)
def test_two_of_one_name_may_be_one_where_their_marks_complete_each_other(
    tmp_path: Path, rows: str, told: list[str]
) -> None:
    read = scores(tmp_path, s_csv=f"candidat;nom;prenom;E1;E2\n{rows}")
    assert [code for code, _, _ in findings(read, info=True) if code != "N107"] == told


def test_two_spellings_of_a_jurors_name_are_two_jurors_and_it_is_said(tmp_path: Path) -> None:
    read = scores(tmp_path, s_csv="candidat;jure;E1\nC1;Dupont;8\nC1;DUPONT;9\n")
    assert (at(only(read)), only(read).arguments) == (("S105", 3, 4), {"juror": "DUPONT", "other": "Dupont"})


@pytest.mark.parametrize("attempt", ["0", "deux", "1,5", "100", "-1", "²"])
def test_an_attempt_has_a_number(tmp_path: Path, attempt: str) -> None:
    read = scores(tmp_path, s_csv=f"candidat;tentative;E1\nC1;{attempt};8\n")
    assert (at(only(read)), texts(read, "C1")) == (("N208", 2, 4), {})


def test_columns_that_no_sheet_has_are_said_once(tmp_path: Path) -> None:
    read = scores(tmp_path, a_csv="candidat;CR1.1;CR1.2\nC1;1;1\n", b_csv="candidat;E1;E2;E3\nC1;;8;\n")
    assert findings(read, info=True) == [("N107", 1, 1)]
    assert read.diagnostics[0].arguments == {"count": 3, "total": 8, "elements": ("CR1.3", "Éco", "E4")}


def test_a_column_mistyped_is_shown_with_the_code_it_means(tmp_path: Path) -> None:
    problem = only(scores(tmp_path, s_csv="candidat;CR1.1;CR1.33\nC1;1;1\n"))
    assert at(problem) == ("N104", 1, 16)
    assert (problem.arguments["heading"], problem.arguments["suggestion"]) == ("CR1.33", "CR1.3")


def test_a_column_mistyped_is_shown_with_the_code_whose_source_prints_it(tmp_path: Path) -> None:
    """1.1 is what a worksheet keeps of 1.10."""
    printed = small(SMALL.replace("CR 12", '"1.10"'))
    problem = only(open_files(tmp_path, s_csv="candidat;CR1.1;1.1\nC1;1;1\n").read(printed))
    assert (problem.arguments["heading"], problem.arguments["suggestion"]) == ("1.1", "CR1.2")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("E1 – Écrit (/20)", "E1"),
        ("E1/20", "E1"),
        ("E1 (J1)", "E1"),
        ("E1.", "E1"),
        ("Note E1", "E1"),
        ("Épreuve E1 : l'écrit", "E1"),
        ("cr 1.2 : deux", "CR1.2"),
        ("CR1.2. Deux, à 80 %", "CR1.2"),
        ("CR 12 Deux", "CR1.2"),
        ("E1 sur 20", "E1"),
        ("E1 /40", None),
        ("E1 (sur 100)", None),
        ("E1 %", None),
        ("E1 et E2", None),
        ("C1 – Vendre", None),
        ("Rang en E1", None),
        ("E1-2 oral", None),
    ],
)
def test_a_code_with_more_beside_is_shown_as_the_code_it_is(
    tmp_path: Path, name: str, code: str | None
) -> None:
    wide = only(scores(tmp_path, s_csv=f"candidat;{name}\nC1;1\n"))
    long = only(scores(tmp_path, t_csv=f"candidat;element;valeur\nC1;{name};1\n"))
    assert (wide.code, long.code) == ("N104", "N110")
    assert {wide.arguments.get("suggestion"), long.arguments.get("suggestion")} == {code}


def test_a_column_like_nothing_known_has_no_suggestion(tmp_path: Path) -> None:
    assert "suggestion" not in only(scores(tmp_path, s_csv="candidat;Zut!\nC1;1\n")).arguments


def test_a_column_of_a_long_sheet_is_one_of_the_closed_list(tmp_path: Path) -> None:
    problem = only(scores(tmp_path, s_csv="candidat;element;valeur;comentaire\nC1;CR1.1;1;\n"))
    assert (at(problem), problem.arguments["suggestion"]) == (("N104", 1, 25), "commentaire")


def test_an_element_unknown_in_a_cell_or_a_key_is_shown_there(tmp_path: Path) -> None:
    read = scores(
        tmp_path,
        a_csv="candidat;element;valeur\nC1;CR1.11;1\nC1;;1\n",
        b_yaml="format: 1\ncandidats:\n- candidat: C1\n  notes: {CR1.1: 1, Ecos: 1}\n",
    )
    assert findings(read) == [("N110", 2, 4), ("N110", 3, 4), ("N110", 4, 21)]
    assert read.diagnostics[-1].arguments == {"element": "Ecos", "referentiel": "petit", "suggestion": "Éco"}


def test_a_bloc_is_not_entered_and_what_is_entered_instead_is_named(tmp_path: Path) -> None:
    problem = only(scores(tmp_path, s_csv="candidat;bc1\nC1;1\n"))
    assert at(problem) == ("N105", 1, 10)
    assert problem.arguments == {
        "element": "BC1", "kind": "bloc", "entered": ("CR1.1", "CR1.2", "CR1.3", "Éco"), "count": 4,
    }  # fmt: skip


@pytest.mark.parametrize("again", ["CR1.2", "cr 1.2", "CR 12"])
def test_a_column_twice_by_any_spelling_is_an_error(tmp_path: Path, again: str) -> None:
    problem = only(scores(tmp_path, s_csv=f"candidat;CR1.2;{again}\nC1;1;0\n"))
    assert (at(problem), problem.related[0].place.span.column) == (("N103", 1, 16), 10)  # type: ignore[union-attr]


def test_a_heading_twice_is_an_error(tmp_path: Path) -> None:
    assert at(only(scores(tmp_path, s_csv="candidat;nom;Nom;CR1.1\nC1;A;B;1\n"))) == ("N103", 1, 14)


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("candidat;CR1.2;cr 1.2\nC1;1;1\n", "cr 1.2"),
        ("candidat;CR1.2;CR 12\nC1;1;1\n", "CR1.2"),
        ("candidat;critere;valeur;epreuve\nC1;CR1.1;1;\n", "element"),
    ],
)
def test_two_columns_that_mean_one_thing_are_told_by_what_they_mean(
    tmp_path: Path, text: str, heading: str
) -> None:
    assert only(scores(tmp_path, s_csv=text)).arguments == {"heading": heading}


def test_values_below_no_heading_are_told_once_and_an_empty_column_is_nothing(tmp_path: Path) -> None:
    read = scores(tmp_path, s_csv="candidat;;;CR1.1\nC1;;;1\nC2;;x;1\nC3;;y;1\n")
    assert (at(only(read)), only(read).arguments) == (("N106", 3, 5), {"value": "x", "column": 3})


def test_without_a_column_of_candidates_the_nearest_heading_is_shown(tmp_path: Path) -> None:
    problem = only(scores(tmp_path, s_csv="CR1.1;Candidats\n1;C1\n"))
    assert (at(problem), problem.arguments) == (("N101", 1, 7), {"suggestion": "candidat"})


def test_a_title_above_the_headings_is_one_mistake_not_one_a_row(tmp_path: Path) -> None:
    assert at(only(scores(tmp_path, s_csv="Jury du 15 juin;;\n;;\ncandidat;CR1.1\n"))) == ("N101", 1, 1)


@pytest.mark.parametrize(
    ("below", "place"), [(";CR1.1;CR1.2;E1", (2, 2)), ("C1;CR1.1;CR1.2;E1", None), (";CR1.1;;E1", None)]
)
def test_headings_that_go_on_below_are_told_where_a_column_is_missing(
    tmp_path: Path, below: str, place: tuple[int, int] | None
) -> None:
    text = f"candidat;Critères;;Épreuve\n{below}\nC1;oui;oui;12\n"
    problem = next(each for each in scores(tmp_path, s_csv=text).diagnostics if each.code == "N102")
    spans = [link.place.span for link in problem.related]
    assert [(span.line, span.column) for span in spans if span is not None] == ([place] if place else [])


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        (
            "Jury du 15 juin;;\n;;\ncandidat;CR1.1\nC1;1\n",
            "the headings stand here: delete what is above",
            (3, 1),
        ),
        ("Jury du 15 juin\n\nnom,Candidat\nA,C1\n", "the headings stand here: delete what is above", (3, 1)),
        ("Jury\nnom;candidat\nA;C1\n", "the headings stand here: delete what is above", (2, 5)),
        ('"candidat;CR1.1"\n"C1;1"\n', "the whole line stands between quotes: it is one cell", (1, 1)),
        (
            '"candidat"";""CR1.1"\n"C1"";""1"\n',
            "the whole line stands between quotes: it is one cell",
            (1, 1),
        ),
        (
            '"ï»¿candidat;CR1.1"\nC1;1\n',
            "the whole line stands between quotes: it is one cell",
            (1, 1),
        ),
        (
            "candidat  CR1.1\nC1  1\n",
            "this line is one cell: « ; », « , », « | » or a tab parts cells, no other sign",
            (1, 1),
        ),
        (
            "nom;ï»¿candidat;CR1.1\nA;C1;1\n",
            "this text in UTF-8 was opened as Windows-1252, which spoils its accents: open the original again",
            (1, 5),
        ),
    ],
)
def test_where_a_heading_of_candidates_stands_that_is_none_is_shown(
    tmp_path: Path, text: str, message: str, place: tuple[int, int]
) -> None:
    problem = next(each for each in scores(tmp_path, s_csv=text).diagnostics if each.code == "N101")
    (link,) = problem.related
    assert link.place.span is not None
    assert (link.message, (link.place.span.line, link.place.span.column)) == (message, place)


def test_a_sheet_without_a_heading_of_candidates_anywhere_points_nowhere(tmp_path: Path) -> None:
    assert not only(scores(tmp_path, s_csv="nom;CR1.1\nA;1\n")).related


def test_the_counters_of_a_grid_of_ours_are_not_read_in_text_either(tmp_path: Path) -> None:
    text = 'candidat;CR1.1;;"∑ C1 oui";"∑ C1 à saisir"\nC1;oui;;1;3\n;;;;\n"▪ CR1.1 : oui ou non.";;;;\n'
    read = scores(tmp_path, s_csv=text)
    assert (findings(read), texts(read, "C1")) == ([], {"CR1.1": "oui"})
    problem = only(scores(tmp_path, s_csv=text.replace(";;1;3", ";;oui;3")))
    assert (at(problem), problem.arguments) == (("N228", 2, 9), {"value": "oui"})


@pytest.mark.parametrize(
    ("header", "given", "missing"), [("element", "element", "valeur"), ("valeur", "valeur", "element")]
)
def test_a_long_sheet_needs_both_its_columns(tmp_path: Path, header: str, given: str, missing: str) -> None:
    problem = only(scores(tmp_path, s_csv=f"candidat;{header}\nC1;1\n"))
    assert (problem.code, problem.arguments) == ("N102", {"given": given, "missing": missing})


@pytest.mark.parametrize("text", ["candidat;CR1.1\n", "candidat;CR1.1\n;;\n", "candidat;element;valeur\n"])
def test_headings_alone_are_a_sheet_without_candidates(tmp_path: Path, text: str) -> None:
    assert at(only(scores(tmp_path, s_csv=text))) == ("N016", 1, 1)


def test_a_sheet_of_another_certification_is_refused_once_and_both_are_named(tmp_path: Path) -> None:
    problem = only(scores(tmp_path, s_csv="candidat;referentiel;X1\nC1;autre;1\nC2;autre;zut\n"))
    assert (at(problem), problem.arguments) == (
        ("N108", 2, 4),
        {"named": "autre", "referentiel": "petit@1.2.0"},
    )


def test_a_sheet_of_another_version_is_refused_and_both_are_named(tmp_path: Path) -> None:
    problem = only(scores(tmp_path, s_yaml=YAML.replace("no\n", "1\n").replace("1.2.0", "1.1.0")))
    assert at(problem) == ("N109", 2, 14)
    assert problem.arguments == {"named": "1.1.0", "version": "1.2.0", "referentiel": "petit"}


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark_is_refused_with_the_encoding_that_reads_it(
    tmp_path: Path, codec: str
) -> None:
    sheet = only(scores(tmp_path, s_csv="candidat;CR1.1\nC1;1\n".encode(codec)))
    assert (sheet.code, sheet.arguments["suggestion"]) == ("N002", f"--encoding {codec}")
    assert findings(open_sheets([tmp_path / "s.csv"], codec).read(small())) == []
    assert "suggestion" not in only(scores(tmp_path, s_csv=bytes(range(256)))).arguments


def test_the_same_file_twice_changes_nothing_and_is_said(tmp_path: Path) -> None:
    text = "candidat;CR1.1\nC1;1\n"
    read = scores(tmp_path, a_csv=text, b_csv=text)
    again = open_sheets([tmp_path / "a.csv"] * 2).read(small())
    for each in (*read.diagnostics, *again.diagnostics):
        assert each.code == "N017" or each.kind.severity is Severity.INFO


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- C1\n", [("N300", 1, 3)]),
        ("candidats:\n- candidat: C1\n", [("N302", 1, 1)]),
        ("format: 2\ncandidats:\n- candidat: C1\n", [("N304", 1, 9)]),
        ("format: 1\n", [("N016", 1, 1)]),
        ("format: 1\ncandidats: []\n", [("N016", 2, 1)]),
        ("format: 1\ncandidat:\n- candidat: C1\n", [("N301", 2, 1)]),
        ("format: 1\ncandidats: {C1: 1}\n", [("N303", 2, 13)]),
        ("format: 1\ncandidats:\n- C1\n", [("N303", 3, 3)]),
        ("format: 1\ncandidats:\n- notes: {CR1.1: 2}\n", [("N201", 3, 3), ("N211", 3, 18)]),
        ("format: 1\ncandidats:\n- candidate: C1\n", [("N301", 3, 3)]),
        ("format: 1\ncandidats:\n- candidat: C1\n  notes: [1]\n", [("N303", 4, 11)]),
        ("format: 1\nsession: S1\ncandidats:\n- candidat: C1\n", [("N303", 2, 10)]),
        ("format: 1\nsession: {jour: x}\ncandidats:\n- candidat: C1\n", [("N301", 2, 11)]),
        ("format: 1\nsession: {date: 06/15/2026}\ncandidats:\n- candidat: C1\n", [("S104", 2, 17)]),
        ("format: 1\nsession: {date: 15/06/26}\ncandidats:\n- candidat: C1\n", [("S104", 2, 17)]),
        ("format: 1\ncandidats:\n- {candidat: C1, notes: {E1: [8, 9]}}\n", [("N303", 3, 31)]),
        ("format: 1\ncandidats:\n- {candidat: C1, notes: {E1: {jure: 8}}}\n", [("N301", 3, 31)]),
        ("format: 1\ncandidats:\n- {candidat: C1, notes: {E1: {jures: [8]}}}\n", [("N303", 3, 39)]),
        ("format: 1\ncandidats:\n- {candidat: C1, notes: {E1: {tentatives: 8}}}\n", [("N303", 3, 43)]),
        (
            "format: 1\ncandidats:\n- {candidat: C1, notes: {E1: {jures: {J: 8}, tentatives: [9]}}}\n",
            [("N305", 3, 31)],
        ),
        (
            "format: 1\ncandidats:\n- {candidat: C1, notes: {E1: {tentatives: [8], tentative: 9}}}\n",
            [("N301", 3, 48)],
        ),
        ("format: 1\ncandidats:\n- {nom: '', notes: {}}\n", [("N201", 3, 4)]),
        ("format: 1\ncandidats:\n- candidat: C1\n  candidat: C2\n", [("Y201", 4, 3)]),
        ("", [("Y001", 1, 1)]),
    ],
)
def test_a_yaml_sheet_is_checked_key_by_key(
    tmp_path: Path, text: str, expected: list[tuple[str, int, int]]
) -> None:
    assert findings(scores(tmp_path, s_yaml=text)) == expected


def test_a_mistyped_key_is_shown_with_the_one_it_means(tmp_path: Path) -> None:
    problem = only(scores(tmp_path, s_yaml="format: 1\ncandidats:\n- {candidat: C1, prénom: A}\n"))
    assert problem.arguments["suggestion"] == "prenom"


def test_all_the_problems_of_all_the_sheets_come_in_one_run_in_order(tmp_path: Path) -> None:
    rows = "".join(f"C{i};2;{i}\n" for i in range(100))
    read = scores(tmp_path, b_csv="candidat;CR1.1;E2\n" + rows, a_csv="candidat;CR1.9\n;1\n")
    graver = findings(read)
    assert graver[:2] == [("N104", 1, 10), ("N201", 2, 1)]
    assert len([code for code, _, _ in graver if code == "N211"]) == 100
    assert len([code for code, _, _ in graver if code == "N214"]) == 79
    assert graver[2:] == sorted(graver[2:], key=lambda each: each[1:])


def test_an_encoding_forced_on_a_yaml_sheet_is_the_one_taken(tmp_path: Path) -> None:
    sheet = tmp_path / "s.yaml"
    text = "format: 1\ncandidats:\n- {candidat: Zoé, notes: {CR1.1: validé}}\n"
    sheet.write_bytes(text.encode("mac-roman"))
    read = open_sheets([sheet], "mac-roman").read(small())
    assert (findings(read), texts(read, "Zoé")) == ([], {"CR1.1": "validé"})
    assert read.sheets[0].encoding == "mac-roman"
    assert findings(open_sheets([sheet], "utf-8").read(small())) == [("N003", 3, 1)]


def test_comments_of_several_rows_follow_each_other_each_once(tmp_path: Path) -> None:
    rows = "C1;E1;8;bien\nC1;E1;;à revoir\nC1;E1;;bien\n"
    read = scores(tmp_path, s_csv="candidat;element;valeur;commentaire\n" + rows)
    assert read.candidates["C1"].comments == {CellKey("E1"): "bien\nà revoir"}


def test_a_row_of_a_long_sheet_without_candidate_is_checked_and_not_kept(tmp_path: Path) -> None:
    read = scores(tmp_path, s_csv="candidat;element;valeur\n;CR1.1;1\n;CR1.2;zut\nC1;CR1.1;1\n")
    assert findings(read) == [("N201", 2, 1), ("N201", 3, 1), ("N211", 3, 8)]
    assert list(read.candidates) == ["C1"]


def test_attempts_are_counted_and_a_hundred_is_a_mistake(tmp_path: Path) -> None:
    attempts = ", ".join(["8"] * 120)
    text = f"format: 1\ncandidats:\n- {{candidat: C1, notes: {{E1: {{tentatives: [{attempts}]}}}}}}\n"
    assert only(scores(tmp_path, s_yaml=text)).arguments == {"value": "100"}


def test_a_row_of_a_sheet_for_two_certifications_is_read_where_it_is_for_this_one(tmp_path: Path) -> None:
    read = scores(tmp_path, s_csv="candidat;referentiel;CR1.1\nC1;petit;1\nC2;autre;0\n")
    assert (findings(read), texts(read, "C1")) == ([("N108", 3, 4)], {"CR1.1": "1"})


def test_rows_of_a_grid_that_nobody_filled_in_are_nobodys(tmp_path: Path) -> None:
    table = "candidat;nom;referentiel;jure;CR1.1;E1\n;;petit@1.2.0;J1;;\nC1;;petit@1.2.0;J1;1;12\n"
    read = scores(tmp_path, grille_csv=table)
    assert (findings(read), list(read.candidates)) == ([], ["C1"])
    head = "format: 1\ncandidats:\n"
    blank = "- candidat:\n  nom:\n  notes:\n    CR1.1:\n    E1: {jures: {J1: }}\n"
    read = scores(tmp_path, grille_yaml=f"{head}{blank}- {{candidat: C1, notes: {{CR1.1: 1}}}}\n")
    assert (findings(read), list(read.candidates)) == ([], ["C1"])


@pytest.mark.parametrize("cells", ["A;;", ";1;", ";;12"])
def test_a_row_with_a_name_or_a_mark_and_nobodys_is_an_error(tmp_path: Path, cells: str) -> None:
    read = scores(tmp_path, grille_csv=f"candidat;nom;CR1.1;E1\n;{cells}\nC1;;1;12\n")
    assert findings(read) == [("N201", 2, 1)]


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "15/06/26",
            "15.06.2026",
            "15-06-2026",
            "2026/06/15",
            "15 juin 2026",
            "1er juil. 2026",
            "06/15/2026",
        ),
        *("31/02/2026", "2026-13-01", "2026-06-15 00:00:00", "2026-06-15T08:30"),
    ],
)
def test_a_session_that_is_written_as_a_day_and_read_as_none_chooses_no_version_unsaid(
    tmp_path: Path, typed: str
) -> None:
    read = scores(tmp_path, s_csv=f"candidat;session;E1\nC1;{typed};12\nC2;{typed};12\n")
    assert (at(only(read)), only(read).arguments) == (("S104", 2, 4), {"given": typed})


@pytest.mark.parametrize(
    ("typed", "when"),
    [
        *(
            ("46188", "2026-06-15"),
            ("36526", "2000-01-01"),
            ("54788", "2049-12-31"),
            (" 46188 ", "2026-06-15"),
        ),
        *(
            ("36525", None),
            ("54789", None),
            ("20261", None),
            ("2026", None),
            ("S46188", None),
            ("046188", None),
        ),
    ],
)
def test_a_session_that_is_the_number_of_a_day_is_told_and_chooses_no_version(
    tmp_path: Path, typed: str, when: str | None
) -> None:
    read = scores(tmp_path, s_csv=f"candidat;session;E1\nC1;{typed};12\nC2;{typed};12\n")
    told = [(*at(each), each.arguments["day"]) for each in read.diagnostics if each.code == "S108"]
    assert told == ([("S108", 2, 4, when)] if when else [])
    assert [each.details["session"] for each in read.candidates.values()] == [typed.strip()] * 2


@pytest.mark.parametrize(
    "typed", ["2025-26-1", "2025/26-2", "2026-1", "06/2026", "S1-2026", "Juin 2026", "24-06"]
)
def test_a_session_that_has_a_code_of_its_own_is_no_day(tmp_path: Path, typed: str) -> None:
    assert findings(scores(tmp_path, s_csv=f"candidat;session;E1\nC1;{typed};12\n")) == []


@pytest.mark.parametrize(
    "typed", ["S1", "2026", "juin 2026", "2026-S1", "12-06-03", "15/06/2026", "2026-06-15", "A.1.2"]
)
def test_a_session_is_a_day_or_a_code(tmp_path: Path, typed: str) -> None:
    assert findings(scores(tmp_path, s_csv=f"candidat;session;E1\nC1;{typed};12\n")) == []


TITLED = """\
format: 1
certification: {code: titres, version: 1.0.0}
saisie: {epreuve: {echelle: {note: {sur: 20}}}}
validation: {epreuve: {au_moins: 10}, certification: {tous: epreuves}}
epreuves:
- {code: E1, intitule: Étude de cas}
- {code: E2, intitule: Oral}
- {code: E3, intitule: Oral}
"""


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("étude de  CAS", "E1"),
        ("Oral", None),  # two have this title
        ("Epreuve 1", None),  # not « epreuve », the heading of another kind of sheet
        ("Note E2", "E2"),
        ("comentaire", "commentaire"),
    ],
)
def test_a_heading_that_is_no_element_is_answered_by_the_element_of_this_title(
    tmp_path: Path, heading: str, meant: str | None
) -> None:
    """The elements that it is likely to mean are not also said to be in no sheet."""
    referentiel = compile_document(yaml.parse(TITLED.encode(), "r.yaml")).referentiel
    assert referentiel is not None
    (tmp_path / "n.csv").write_text(f"candidat;{heading}\nC1;12\n", encoding="utf-8")
    told = open_sheets([tmp_path / "n.csv"]).read(referentiel).diagnostics
    by_code = {each.code: each.arguments for each in told}
    assert by_code["N104"].get("suggestion") == meant
    assert by_code["N107"]["elements"] == tuple(code for code in ("E1", "E2", "E3") if code != meant)
    (tmp_path / "l.csv").write_text(f"candidat;element;valeur\nC1;{heading};12\n", encoding="utf-8")
    (told_of_long,) = [
        d for d in open_sheets([tmp_path / "l.csv"]).read(referentiel).diagnostics if d.is_error
    ]
    assert told_of_long.arguments.get("suggestion") == (meant if meant != "commentaire" else None)
