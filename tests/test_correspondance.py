"""Tables that are no score sheets, read with a correspondence: Moodle, Google Forms, home-made exports."""

from pathlib import Path

import pytest

from certeval.scores import mapping
from certeval.scores.mapping import code_in, fits
from certeval.scores.observations import Scores
from certeval.scores.read import open_sheets
from certeval.sources import yaml
from conftest import Certeval
from score_sheets import in_words, small, texts
from workbooks import said, xlsx


def compiled(text: str) -> tuple[mapping.Translation | None, list[tuple[str, int, int]]]:
    found, diagnostics = mapping.compiled(yaml.parse(f"format: 1\n{text}".encode(), "map.yaml"))
    assert all(map(in_words, diagnostics))
    spans = [(each.code, each.place.span) for each in diagnostics]
    return found, [(code, span.line, span.column) for code, span in spans if span]


def read(folder: Path, how: str, data: str | bytes, name: str = "notes.csv") -> Scores:
    translation, wrong = compiled(how)
    assert (wrong, translation is not None) == ([], True)
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    scores = open_sheets([folder / name], translation=translation).read(small())
    assert all(map(in_words, scores.diagnostics))
    return scores


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
    assert said(scores) == []
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
    assert said(scores) == []
    assert texts(scores, "C001") == {"CR1.1/J1": "1", "CR1.2/J1": "1", "CR1.1/J2": "1", "CR1.2/J2": "0"}


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
    assert (said(scores), texts(scores, "7")) == ([], {"E1": "12", "E2": "abs"})


def test_in_csv_too_the_line_of_the_headings_may_be_named(tmp_path: Path) -> None:
    data = "Jury;du 15 juin\n;\ncode;écrit\nC1;9,5\n"
    scores = read(tmp_path, "entete: 3\ncandidat: code\ncolonnes: {écrit: E1}\n", data)
    assert (said(scores), texts(scores, "C1")) == ([], {"E1": "9,5"})


def test_a_long_export_has_its_elements_and_values_named(tmp_path: Path) -> None:
    how = "candidat: qui\nelement: quoi\nvaleur: combien\ncolonnes: {Premier critère: CR1.1}\nvaleurs: {ok: oui}\n"
    scores = read(tmp_path, how, "qui;quoi;combien\nC1;premier critère;OK\nC1;E1;12\n")
    assert (said(scores), texts(scores, "C1")) == ([], {"CR1.1": "oui", "E1": "12"})


def test_a_column_that_nothing_names_is_an_error_as_in_any_sheet(tmp_path: Path) -> None:
    scores = read(tmp_path, MOODLE_MAP.replace("ignorer: [Total *, Dernier *]\n", ""), MOODLE)
    assert [code for code, _ in said(scores)] == ["N104", "N104"]


def test_a_value_that_the_correspondence_does_not_name_is_read_as_typed(tmp_path: Path) -> None:
    scores = read(tmp_path, "valeurs: {ok: oui}\n", "candidat;CR1.1;CR1.2\nC1;bof;non\n")
    assert [code for code, _ in said(scores)] == ["N211"]
    wrong = next(each for each in scores.diagnostics if each.code == "N211")
    assert (wrong.arguments["value"], wrong.place.span.column if wrong.place.span else 0) == ("bof", 4)


def test_an_empty_cell_stays_empty_whatever_the_words(tmp_path: Path) -> None:
    assert texts(read(tmp_path, "valeurs: {ok: oui}\n", "candidat;CR1.1\nC1; \n"), "C1") == {}


def test_a_column_that_is_not_there_is_told_with_the_nearest(tmp_path: Path) -> None:
    how = "candidat: Adresse\ncolonnes: {Qestion 1: CR1.1}\nignorer: [Question 1]\n"
    scores = read(tmp_path, how, "Adresse;Question 1\nC1;1\n")
    wrong = next(each for each in scores.diagnostics if each.code == "N401")
    assert [code for code, _ in said(scores)] == ["N401"]
    assert (wrong.place.file, wrong.arguments["suggestion"]) == ("map.yaml", "Question 1")
    assert wrong.place.span is not None
    assert (wrong.place.span.line, wrong.place.span.column) == (3, 12)


def test_two_columns_for_one_element_are_one_too_many(tmp_path: Path) -> None:
    scores = read(tmp_path, "candidat: Id\ncolonnes: {A: CR1.1, B: CR1.1}\n", "Id;A;B\nC1;1;0\n")
    assert [code for code, _ in said(scores)] == ["N103"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("candidats: x\n", ("R101", 2, 1)),
        ("candidat: [x]\n", ("R103", 2, 12)),
        ("motif: sans code\n", ("N402", 2, 8)),
        ('motif: "{code}{code}"\n', ("N402", 2, 8)),
        ('motif: ["{code} -", "*{code}"]\n', ("N402", 2, 21)),
        ("entete: premier\n", None),
        ("valeurs: {ok: }\n", None),
    ],
)
def test_a_mistake_in_a_correspondence_is_told_at_its_place(
    text: str, found: tuple[str, int, int] | None
) -> None:
    translation, wrong = compiled(text)
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
