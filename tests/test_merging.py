"""Several jurors, several files, a folder, marks of a group: what they make together."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given as chosen
from hypothesis import settings
from hypothesis import strategies as st

from certeval.scores.groups import individual
from certeval.text.order import natural
from conftest import Certeval, Done
from score_sheets import at, findings, only, scores, small, texts

RULES = """\
format: 1
certification: {code: exemple, version: 1.0.0}
validation:
  competence: {parmi: criteres, plus_de: 50 %}
  epreuve: {au_moins: 10}
  bloc: {et: [{tous: competences}, {tous: epreuves}]}
  certification: {tous: blocs}
blocs:
- code: BC1
  intitule: Préparer
  competences:
  - code: C1
    libelle: Préparer les outils
    criteres: [{code: CR1, libelle: Un}, {code: CR2, libelle: Deux}]
  epreuves:
  - code: E1
    intitule: Écrit collectif
    echelle: {note: {sur: 20}}
    parties: [{code: E1-ecrit, forme: ecrit, candidats: groupe}]
- code: BC2
  intitule: Présenter
  competences:
  - code: C2
    libelle: Présenter les outils
    criteres: [{code: CR3, libelle: Trois}]
  epreuves:
  - code: E2
    intitule: Oral
    evalue: [C2]
    echelle: {note: {sur: 20}}
    jures: {retenir: moyenne}
    parties: [{code: E2-oral, forme: oral, candidats: individuel}]
"""


def command(certeval: Certeval, name: str, *arguments: object, **sheets: str) -> Done:
    """A command on sheets named by keyword, `_` for the dot, under the rules above."""
    Path("exemple.yaml").write_text(RULES, encoding="utf-8")
    for file, text in sheets.items():
        Path(file.replace("_", ".")).write_text(text, encoding="utf-8")
    return certeval(name, *arguments, "--referentiel", "exemple.yaml")


def results_by_candidate(certeval: Certeval, **sheets: str) -> dict[str, dict[str, object]]:
    """The results of each candidate."""
    files = [name.replace("_", ".") for name in sheets]
    done = command(certeval, "validate", *files, "--json", **sheets)
    return {each["candidat"]: each for each in json.loads(done.out)["candidats"]}


def codes(certeval: Certeval, **sheets: str) -> list[tuple[str, str, int]]:
    """What is found in sheets: code, file, line."""
    files = [name.replace("_", ".") for name in sheets]
    done = command(certeval, "validate", *files, "--json", **sheets)
    return [(d["code"], d["fichier"], d["ligne"]) for d in json.loads(done.out)["diagnostics"]]


def test_each_bloc_may_have_its_own_file(certeval: Certeval) -> None:
    decided = results_by_candidate(
        certeval,
        bloc1_csv="candidat;CR1;CR2;E1\nC1;1;1;12\n",
        bloc2_csv="candidat;CR3;E2\nC1;1;9\n",
    )

    verdicts = [bloc["verdict"] for bloc in decided["C1"]["blocs"]]  # type: ignore[attr-defined]
    assert verdicts == ["valide", "non_valide"]


@pytest.mark.parametrize("second", ["candidat;CR1;CR2\nC1;oui;\n", "candidat;CR1\nC1;\n"])
def test_a_cell_given_again_alike_or_empty_is_fine(certeval: Certeval, second: str) -> None:
    assert codes(certeval, a_csv="candidat;CR1\nC1;1\n", b_csv=second) == []


def test_two_jurors_who_name_no_juror_are_shown_at_both_places_with_two_ways_out(certeval: Certeval) -> None:
    done = command(
        certeval,
        "validate",
        "jury1.csv",
        "jury2.csv",
        jury1_csv="candidat;CR1\nC1;1\n",
        jury2_csv="candidat;CR1\nC1;0\n",
    )

    assert (done.status, done.out) == (1, "")
    assert "--> jury2.csv:2:4" in done.err
    assert "::: jury1.csv:2:4" in done.err
    assert "column « jure »" in done.err
    assert "certeval grille --jures" in done.err


def test_jurors_in_files_of_their_own_follow_the_rule_of_the_referentiel(certeval: Certeval) -> None:
    decided = results_by_candidate(
        certeval,
        jury1_csv="candidat;jure;CR3;E2\nC1;J1;1;9\n",
        jury2_yaml="format: 1\njure: J2\ncandidats:\n- candidat: C1\n  notes: {CR3: oui, E2: 11}\n",
    )

    (epreuve,) = decided["C1"]["blocs"][1]["epreuves"]  # type: ignore[index]
    assert (epreuve["verdict"], epreuve["valeur"]) == ("valide", 10)


def test_jurors_who_must_agree_and_differ_are_listed_with_both_cells(certeval: Certeval) -> None:
    listed = {
        "jury1_csv": "candidat;jure;CR1;CR2\nC1;J1;1;1\n",
        "jury2_csv": "candidat;jure;CR1;CR2\nC1;J2;0;0\n",
    }
    done = command(certeval, "validate", "jury1.csv", "jury2.csv", "--json", **listed)

    diagnostics = json.loads(done.out)["diagnostics"]
    assert [(d["code"], d["fichier"], d["colonne"]) for d in diagnostics] == [
        ("S101", "jury2.csv", 7),
        ("S101", "jury2.csv", 9),
    ]
    assert [d["liens"][0]["fichier"] for d in diagnostics] == ["jury1.csv", "jury1.csv"]


def test_jurors_who_differ_at_a_second_attempt_are_those_of_that_attempt(certeval: Certeval) -> None:
    """Whoever has not assessed (NE) differs from nobody."""
    rows = ["J1;1;1", "J2;1;1", "J1;2;NE", "J2;2;0", "J3;2;1"]
    sheet = "candidat;element;jure;tentative;valeur\n" + "".join(f"C1;CR1;{row}\n" for row in rows)
    done = command(certeval, "validate", "a.csv", "--json", a_csv=sheet)
    (told,) = (each for each in json.loads(done.out)["diagnostics"] if each["code"] == "S101")
    assert (told["ligne"], [each["ligne"] for each in told["liens"]]) == (6, [5])
    assert "jurors « J2 » and « J3 » differ" in told["message"]


def test_a_juror_who_is_not_named_is_called_so(certeval: Certeval) -> None:
    sheets = {"a_csv": "candidat;jure;CR1\nC1;J1;1\nC1;;0\n"}
    done = command(certeval, "validate", "a.csv", **sheets)

    assert "jurors « ? » and « J1 » differ on CR1 of candidate « C1 »" in done.err


def test_several_sheets_are_summed_up_above_the_decisions(certeval: Certeval) -> None:
    done = command(
        certeval,
        "validate",
        "bloc1.csv",
        "jury.yaml",
        bloc1_csv="candidat;nom;CR1;CR2;E1;CR3;E2\nC1;Le Goff;1;1;12;1;\nC2;Diallo;1;1;12;1;\n",
        jury_yaml="format: 1\njure: J2\nsession: {code: S1, date: 2026-06-15}\n"
        "candidats:\n- candidat: C1\n  notes: {E2: 11}\n",
    )

    lines = [line.split() for line in done.out.splitlines()]
    assert lines[0] == ["sheet", "form", "candidates", "elements", "juror", "session"]
    assert lines[2] == ["bloc1.csv", "wide", "2", "BC1", "3/3,", "BC2", "2/2"]
    assert lines[3] == ["jury.yaml", "YAML", "1", "E2", "J2", "S1,", "2026-06-15"]
    assert "Le Goff" in done.out
    assert "Le Goff" not in done.err
    assert done.out.index("jury.yaml") < done.out.index("validated")


def test_one_sheet_needs_no_summary(certeval: Certeval) -> None:
    done = command(certeval, "validate", "a.csv", a_csv="candidat;CR1\nC1;1\n")

    assert "a.csv" not in done.out


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three sheets among everything that gathers in such a folder."""
    notes = tmp_path / "notes"
    (notes / "anciennes").mkdir(parents=True)
    for name in ("jury10.csv", "jury2.csv", "Jury1.yaml"):
        (notes / name).write_text("candidat;CR1\nC1;1\n", encoding="utf-8")
    (notes / "Jury1.yaml").write_text(
        "format: 1\ncandidats: [{candidat: C1, notes: {CR2: 1}}]\n", encoding="utf-8"
    )
    (notes / "~$jury2.xlsx").write_bytes(b"moi")
    (notes / ".cache.csv").write_bytes(b"moi")
    (notes / "lisez-moi.md").write_bytes(b"moi")
    (notes / "exemple.yaml").write_text(RULES, encoding="utf-8")
    (notes / "verdicts.csv").write_bytes("\ufeffcandidat;certification;BC1\nC1;valide;valide\n".encode())
    return notes


def test_a_folder_is_its_sheets_in_natural_order_and_the_rest_is_said(
    certeval: Certeval, folder: Path
) -> None:
    done = command(certeval, "validate", "notes/", "--json")

    document = json.loads(done.out)
    assert [each["fichier"] for each in document["feuilles"]] == [
        "notes/Jury1.yaml",
        "notes/jury2.csv",
        "notes/jury10.csv",
    ]
    said = done.err.splitlines()[0]
    assert said.startswith("certeval: not read: ")
    for left in ("anciennes", "~$jury2.xlsx", ".cache.csv", "lisez-moi.md", "exemple.yaml", "verdicts.csv"):
        assert f"{folder.name}/{left} (" in said


def test_a_pattern_in_quotes_is_expanded(certeval: Certeval, folder: Path) -> None:
    done = command(certeval, "validate", f"{folder.name}/jury*.csv", "--json")

    assert [each["fichier"] for each in json.loads(done.out)["feuilles"]] == [
        "notes/jury2.csv",
        "notes/jury10.csv",
    ]


def test_a_sheet_named_and_found_again_is_read_once(certeval: Certeval, folder: Path) -> None:
    done = command(certeval, "validate", f"{folder.name}/jury10.csv", folder.name, "--json")

    assert [each["fichier"] for each in json.loads(done.out)["feuilles"]] == [
        "notes/jury10.csv",
        "notes/Jury1.yaml",
        "notes/jury2.csv",
    ]


def test_what_an_option_names_is_no_sheet_of_the_folder(certeval: Certeval) -> None:
    Path("notes").mkdir()
    Path("notes/a.csv").write_text("Matricule;Un\nC1;1\n", encoding="utf-8")
    Path("notes/lire.yaml").write_text(
        "format: 1\ncandidat: Matricule\ncolonnes: {Un: CR1}\n", encoding="utf-8"
    )

    done = command(certeval, "validate", "notes", "--correspondance", "notes/lire.yaml", "--json")

    assert "certeval: not read: notes/lire.yaml (given by an option)" in done.err
    assert [each["fichier"] for each in json.loads(done.out)["feuilles"]] == ["notes/a.csv"]


@pytest.mark.parametrize("name", ["validate", "agreement", "rattrapages"])
def test_every_command_on_sheets_takes_a_folder(certeval: Certeval, folder: Path, name: str) -> None:
    done = command(certeval, name, folder)

    assert (done.status, done.err.count("not read: ")) == (0, 1)


def test_explain_takes_a_folder(certeval: Certeval, folder: Path) -> None:
    done = command(certeval, "explain", "C1", "CR2", "--scores", folder.name)

    assert "notes/Jury1.yaml:2:" in done.out


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(certeval: Certeval) -> None:
    Path("a[1].csv").write_text("candidat;CR1\nC1;1\n", encoding="utf-8")

    assert command(certeval, "validate", "a[1].csv").status == 0


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("vide", "vide: this folder is empty"),
        ("autres", "no score sheet there; what there is: autres/lisez-moi.md (no score sheet)"),
        ("notes*.csv", "notes*.csv: no file has such a name"),
        ("absent.csv", "absent.csv: there is no such file"),
    ],
)
def test_where_there_is_no_sheet_it_is_said_with_status_2(
    certeval: Certeval, argument: str, said: str
) -> None:
    Path("vide").mkdir()
    Path("autres").mkdir()
    Path("autres/lisez-moi.md").write_bytes(b"moi")

    done = command(certeval, "validate", argument)

    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_names_are_in_the_order_that_people_count_in() -> None:
    names = ["jury10.csv", "Jury2.csv", "jury1.csv", "jury1b.csv", "2.csv", "10.csv"]

    assert [path.name for path in sorted(map(Path, names), key=natural)] == [
        "2.csv",
        "10.csv",
        "jury1.csv",
        "jury1b.csv",
        "Jury2.csv",
        "jury10.csv",
    ]


def test_signs_that_are_digits_and_no_numbers_have_their_place_among_names_too() -> None:
    """A sheet called « notes2².csv », a room « 1② »: their order ended in a traceback."""
    names = ["b2².csv", "b10.csv", "b2.csv", "²", "1②", "a٣"]
    assert sorted(names, key=natural) == ["1②", "a٣", "b2.csv", "b2².csv", "b10.csv", "²"]


MEMBERS = "candidat;groupe;CR1;CR2;CR3;E2\nC1;G1;1;1;1;12\nC2;g1;1;1;1;12\nC3;G2;1;1;1;12\nC4;;1;1;1;12\n"
BY_GROUP = {
    "g_csv": "groupe;E1\nG1;14\nG2;8\n",
    "m_csv": "candidat;groupe;E1\n;G1;14\n;G2;8\n",
    "l_csv": "candidat;groupe;element;valeur\n;G1;E1;14\n;G2;E1;8\n",
    "y_yaml": "format: 1\ngroupes:\n- {groupe: G1, notes: {E1: 14}}\n- {groupe: G2, notes: {E1: 8}}\n",
}


@pytest.mark.parametrize("name", BY_GROUP)
def test_a_mark_of_a_group_goes_to_its_members_and_to_nobody_else(certeval: Certeval, name: str) -> None:
    decided = results_by_candidate(certeval, n_csv=MEMBERS, **{name: BY_GROUP[name]})

    marks = {
        code: (each["blocs"][0]["epreuves"][0]["verdict"], each["blocs"][0]["epreuves"][0]["valeur"])  # type: ignore[index]
        for code, each in decided.items()
    }
    assert list(marks) == ["C1", "C2", "C3", "C4"]
    assert marks["C1"] == marks["C2"] == ("valide", 14)
    assert marks["C3"] == ("non_valide", 8)
    assert marks["C4"][0] == "en_attente"


@pytest.mark.parametrize("name", BY_GROUP)
def test_a_mark_of_a_group_is_the_same_whichever_file_comes_first(certeval: Certeval, name: str) -> None:
    before = results_by_candidate(certeval, **{name: BY_GROUP[name]}, n_csv=MEMBERS)
    after = results_by_candidate(certeval, n_csv=MEMBERS, **{name: BY_GROUP[name]})

    assert before == after


def test_the_derivation_says_which_marks_are_a_groups(certeval: Certeval) -> None:
    sheets = {"n_csv": MEMBERS, "g_csv": BY_GROUP["g_csv"]}
    options = ("explain", "C1", "E1", "--scores", "n.csv", "--scores", "g.csv")
    told = command(certeval, *options, **sheets)  # type: ignore[arg-type]
    document = command(certeval, *options, "--json", **sheets)  # type: ignore[arg-type]

    assert "« 14 », mark of the group G1 (g.csv:2:4)" in told.out
    assert json.loads(document.out)["raisons"]["groupe"] == "G1"


def test_a_members_own_mark_is_no_groups(certeval: Certeval) -> None:
    sheets = {"n_csv": MEMBERS, "g_csv": BY_GROUP["g_csv"]}
    done = command(
        certeval, "explain", "C1", "E2", "--scores", "n.csv", "--scores", "g.csv", "--json", **sheets
    )

    assert "groupe" not in json.loads(done.out)["raisons"]


@pytest.mark.parametrize(("own", "expected"), [("14", []), ("14,0", []), ("13", ["N203"]), ("ABS", ["N203"])])
def test_a_member_with_a_mark_of_their_own_must_have_the_groups(
    certeval: Certeval, own: str, expected: list[str]
) -> None:
    told = codes(certeval, n_csv=f"candidat;groupe;E1\nC1;G1;{own}\nC2;G1;\n", g_csv="groupe;E1\nG1;14\n")

    assert [(code, file, line) for code, file, line in told] == [(code, "n.csv", 2) for code in expected]


def test_a_contradiction_with_a_group_shows_the_groups_mark(certeval: Certeval) -> None:
    sheets = {"n_csv": "candidat;groupe;E1\nC1;G1;13\n", "g_csv": "groupe;E1\nG1;14\n"}
    done = command(certeval, "validate", "n.csv", "g.csv", **sheets)

    assert "--> n.csv:2:7" in done.err
    assert "::: g.csv:2:4: the mark of the group" in done.err


def test_a_group_is_not_said_to_be_without_members_where_their_sheet_is_not_read(certeval: Certeval) -> None:
    told = codes(certeval, n_csv="nom;groupe;E2\nLe Goff;G1;12\n", g_csv="groupe;E1\nG1;14\n")

    assert told == [("N101", "n.csv", 1)]


def test_two_marks_of_one_group_are_a_contradiction(certeval: Certeval) -> None:
    told = codes(certeval, n_csv=MEMBERS, g_csv="groupe;E1\nG1;14\n", h_csv="groupe;E1\nG1;15\n")

    assert told == [("N203", "h.csv", 2)]


def test_a_second_row_of_a_group_is_not_said_to_be_a_candidates(certeval: Certeval) -> None:
    done = command(certeval, "validate", "n.csv", "g.csv", n_csv=MEMBERS, g_csv="groupe;E1\nG1;14\nG1;12\n")

    assert "error[N202]: « G1 » already has a row in this sheet\n" in done.err


def test_two_jurors_may_mark_a_group(certeval: Certeval) -> None:
    decided = results_by_candidate(
        certeval,
        n_csv=MEMBERS.replace(";E2", ";E1").replace(";12", ";"),
        g_csv="groupe;jure;E2\nG1;J1;8\nG1;J2;12\n",
    )

    (epreuve,) = decided["C1"]["blocs"][1]["epreuves"]  # type: ignore[index]
    assert epreuve["valeur"] == 10


def test_a_group_without_members_is_an_error_with_the_name_most_likely_meant(tmp_path: Path) -> None:
    read = scores(tmp_path, s_csv="candidat;groupe;E1\nC1;Groupe1;\n;Groupe2;14\n")

    assert (at(only(read)), only(read).arguments) == (
        ("N231", 3, 2),
        {"groupe": "Groupe2", "suggestion": "Groupe1"},
    )


def test_a_row_with_a_name_and_no_identifier_is_a_person_not_a_group(tmp_path: Path) -> None:
    read = scores(tmp_path, s_csv="candidat;nom;groupe;E1\nC1;Le Goff;G1;\n;Diallo;G1;14\n")

    assert findings(read) == [("N201", 3, 1)]
    assert texts(read, "C1") == {}


def test_a_row_read_as_a_groups_is_told_once_a_sheet(tmp_path: Path) -> None:
    read = scores(
        tmp_path,
        s_csv="candidat;groupe;element;valeur\nC1;G1;CR1.1;1\n;G1;E1;14\n;G1;E2;12\n;G1;E3;En cours\n",
    )

    told = [each for each in read.diagnostics if each.code == "N232"]
    assert [(at(each), each.arguments) for each in told] == [(("N232", 3, 2), {"groupe": "G1", "count": 1})]
    assert texts(read, "C1") == {"CR1.1": "1", "E1": "14", "E2": "12", "E3": "En cours"}


def test_a_sheet_of_groups_alone_says_nothing_of_it(tmp_path: Path) -> None:
    read = scores(tmp_path, a_csv="candidat;groupe\nC1;G1\n", b_csv="groupe;E1\nG1;14\n")

    assert findings(read, info=True) == [("N107", 1, 1)]
    assert [sheet.candidates for sheet in read.sheets] == [1, 0]


def test_a_group_written_as_a_candidate_is_told(tmp_path: Path) -> None:
    read = scores(tmp_path, s_csv="candidat;groupe;E1\nC1;G1;\nC2;G1;\ng1;;14\n")

    assert (at(only(read)), only(read).code) == (("N233", 4, 1), "N233")


def test_a_candidate_alone_in_a_group_of_their_name_is_nothing_odd(tmp_path: Path) -> None:
    assert findings(scores(tmp_path, s_csv="candidat;groupe;E1\nC1;C1;14\nC2;C2;12\n")) == []


@pytest.mark.parametrize(
    ("element", "expected"), [("E1", []), ("CR1", []), ("E2", ["N234"]), ("CR3", ["N234"])]
)
def test_a_group_mark_where_each_is_alone_is_told(
    certeval: Certeval, element: str, expected: list[str]
) -> None:
    value = "14" if element.startswith("E") else "1"
    told = codes(certeval, n_csv="candidat;groupe\nC1;G1\nC2;G1\n", g_csv=f"groupe;{element}\nG1;{value}\n")

    assert [code for code, _, _ in told] == expected


def test_where_another_epreuve_may_be_held_in_group_a_mark_of_one_is_nothing_odd() -> None:
    other = "  - {code: E3, intitule: Dossier, evalue: [C2], echelle: {note: {sur: 20}}%s}\n"
    held = ", parties: [{code: E3-oral, forme: oral, candidats: %s}]"
    for parts, alone in (("", ""), (held % "groupe", ""), (held % "individuel", "E2")):
        assert individual(small(RULES + other % parts), "CR3") == alone


def test_a_sheet_without_candidates_or_groups_still_says_what_it_lacks(tmp_path: Path) -> None:
    for name, text in (("a.csv", "groupe;nom;E1\nG1;A;14\n"), ("b.csv", "Candidats;groupe;E1\nC1;G1;14\n")):
        folder = tmp_path / name
        folder.mkdir()
        assert [code for code, _, _ in findings(scores(folder, s_csv=text))][:1] == ["N101"]


def test_a_group_may_be_of_several_epreuves_and_a_candidate_of_several_groups(certeval: Certeval) -> None:
    decided = results_by_candidate(
        certeval,
        a_csv="candidat;groupe;CR1;CR2\nC1;G1;1;1\n",
        b_csv="candidat;groupe;CR3\nC1;H1;1\n",
        g_csv="groupe;E1\nG1;14\n",
        h_csv="groupe;CR1\nH1;1\n",
    )

    (epreuve,) = decided["C1"]["blocs"][0]["epreuves"]  # type: ignore[index]
    assert epreuve["valeur"] == 14


def test_a_comment_on_a_group_goes_to_its_members(tmp_path: Path) -> None:
    read = scores(tmp_path, a_csv="candidat;groupe\nC1;G1\n", b_csv="groupe;E1;commentaire\nG1;14;à revoir\n")

    assert list(read.candidates["C1"].comments.values()) == ["à revoir"]


def test_a_group_in_yaml_has_a_name(tmp_path: Path) -> None:
    read = scores(tmp_path, s_yaml="format: 1\ncandidats: [{candidat: C1}]\ngroupes:\n- notes: {E1: 14}\n")

    assert [code for code, _, _ in findings(read)] == ["N302"]


CELLS = st.dictionaries(
    st.tuples(st.sampled_from(["C1", "C2", "C3", "C4"]), st.sampled_from(["CR1.1", "CR1.2", "E1", "E2"])),
    st.sampled_from(["1", "0", "NE", "ABS"]),
    min_size=1,
)
HOMES = st.lists(st.sets(st.integers(0, 2), min_size=1), min_size=16, max_size=16)


def long_sheet(cells: list[tuple[str, str, str]]) -> str:
    return "candidat;element;valeur\n" + "".join(f"{who};{code};{text}\n" for who, code, text in cells)


@settings(max_examples=60)
@chosen(CELLS, HOMES, st.permutations(range(3)))
def test_cells_say_the_same_in_whichever_files_they_stand(
    cells: dict[tuple[str, str], str], homes: list[set[int]], order: list[int]
) -> None:
    files: list[list[tuple[str, str, str]]] = [[], [], []]
    for ((who, code), text), home in zip(cells.items(), homes, strict=False):
        for each in home:
            files[each].append((who, code, text))
    sheets = {f"{chr(97 + i)}_csv": long_sheet(files[i]) for i in order if files[i]}

    with tempfile.TemporaryDirectory() as folder:
        read = scores(Path(folder), **sheets)

    assert {each.code for each in read.diagnostics} <= {"N017", "N107"}, "the same file twice is only told"
    said = {
        (who, key.element): cell.text for who, c in read.candidates.items() for key, cell in c.cells.items()
    }
    assert said == cells


OF_G1 = {"G1", "g 1"}.intersection


@pytest.mark.parametrize("groups", [[""], ["G2"], ["", "G2"]])
def test_a_mark_of_a_group_that_nobody_is_in_is_told(tmp_path: Path, groups: list[str]) -> None:
    people = "candidat;groupe\n" + "".join(f"C{i};{group}\n" for i, group in enumerate(groups))
    read = scores(tmp_path, a_csv=people, b_csv="groupe;element;valeur\nG1;E1;1\n")

    assert [code for code, _, _ in findings(read)] == ["N231"]


@settings(max_examples=60)
@chosen(
    st.lists(st.sampled_from(["", "G1", "G2", "g 1"]), min_size=1, max_size=5).filter(OF_G1),
    st.dictionaries(st.sampled_from(["E1", "E2", "CR1.1"]), st.sampled_from(["1", "0", "NE"]), min_size=1),
)
def test_a_mark_of_a_group_is_what_each_member_would_have_been_given(
    groups: list[str], marks: dict[str, str]
) -> None:
    people = "candidat;groupe\n" + "".join(f"C{i};{group}\n" for i, group in enumerate(groups))
    members = [f"C{i}" for i, group in enumerate(groups) if group in {"G1", "g 1"}]
    by_group = "groupe;element;valeur\n" + "".join(f"G1;{code};{text}\n" for code, text in marks.items())
    by_member = long_sheet([(who, code, text) for who in members for code, text in marks.items()])

    with tempfile.TemporaryDirectory() as folder:
        together = scores(Path(folder), a_csv=people, b_csv=by_group)
        apart = scores(Path(folder), a_csv=people, b_csv=by_member)

    assert findings(together) == findings(apart)
    for who in apart.candidates:
        assert texts(together, who) == texts(apart, who)
