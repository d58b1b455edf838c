"""One cell, every command: a mark that a line break or a wide space follows is that mark for all of them."""

import json
from pathlib import Path

import pytest

from conftest import Certeval
from workbooks import xlsx

MEAN = """
format: 1
certification: {code: r, version: 1.0.0}
saisie: {epreuve: {echelle: {note: {sur: 20}}, jures: {retenir: moyenne}%s}}
validation: {epreuve: {au_moins: 10}, certification: {tous: epreuves}}
epreuves: [{code: E1, intitule: Écrit}]
"""
SPACES = ["\n", "\r\n", "\t", "\u00a0", "\u2003", "\u2007", "\u202f", "\u3000", "\u200b", "\ufeff"]
AFTER = pytest.mark.parametrize("space", SPACES, ids=[f"U+{ord(space[0]):04X}" for space in SPACES])


def write_files(folder: Path, rules: str, notes: str) -> None:
    (folder / "r.yaml").write_text(rules, encoding="utf-8")
    (folder / "notes.csv").write_text(notes, encoding="utf-8", newline="")


@AFTER
def test_a_mark_followed_by_white_space_counts_in_the_mean(
    certeval: Certeval, tmp_path: Path, space: str
) -> None:
    write_files(tmp_path, MEAN % "", f'candidat;jure;E1\nC1;A;16\nC1;B;"2{space}"\n')

    (candidate,) = json.loads(certeval("validate", "notes.csv", "--referentiel", "r.yaml", "--json").out)[
        "candidats"
    ]
    assert (candidate["epreuves"][0]["verdict"], candidate["epreuves"][0]["valeur"]) == ("non_valide", 9)
    agreed = json.loads(certeval("agreement", "notes.csv", "--referentiel", "r.yaml", "--json").out)
    assert agreed["elements"][0]["ecart_moyen"] == 14
    told = certeval("explain", "C1", "--scores", "notes.csv", "--referentiel", "r.yaml").out
    assert "E1: not validated — 9 (the mean of the jurors)" in told


@AFTER
@pytest.mark.parametrize("vide", ["inconnu", "exclu", "{valeur: 20}"])
@pytest.mark.parametrize("form", ["csv", "table"])
def test_a_mark_followed_by_white_space_is_never_an_empty_cell(
    certeval: Certeval, tmp_path: Path, space: str, vide: str, form: str
) -> None:
    write_files(tmp_path, MEAN % f", statuts: {{vide: {vide}}}", f'candidat;E1\nC1;"{space}8{space}"\n')

    out = certeval("validate", "notes.csv", "--referentiel", "r.yaml", "--format", form).out
    assert ("non_valide" if form == "csv" else "not validated") in out.replace("\n", " ")


def test_a_mark_typed_over_two_lines_of_a_workbook_is_that_mark(certeval: Certeval, tmp_path: Path) -> None:
    write_files(tmp_path, MEAN % "", "")
    (tmp_path / "notes.xlsx").write_bytes(
        xlsx(A=[("candidat", "jure", "E1"), ("C1", "A", 16), ("C1", "B", "2\n")])
    )

    out = certeval("validate", "notes.xlsx", "--referentiel", "r.yaml", "--format", "csv").out
    assert "C1;non_valide" in out


def test_a_case_reads_a_mark_with_white_space_around_it(certeval: Certeval, tmp_path: Path) -> None:
    case = 'cas: [{nom: un, cellules: {E1: {jures: ["16", "2\\n"]}}, attendu: {E1: 9}}]\n'
    write_files(tmp_path, MEAN % "" + case, "")

    assert certeval("test", "r.yaml").status == 0


def test_a_row_without_a_juror_beside_rows_with_one_is_one_more_and_is_told(
    certeval: Certeval, tmp_path: Path
) -> None:
    write_files(tmp_path, MEAN % "", "candidat;jure;E1\nC1;A;16\nC1;;2\nC2;A;16\n")

    found = json.loads(certeval("validate", "notes.csv", "--referentiel", "r.yaml", "--json").out)
    assert [each["epreuves"][0]["valeur"] for each in found["candidats"]] == [9, 16]
    told = [(each["code"], each["gravite"], each["ligne"], each["colonne"]) for each in found["diagnostics"]]
    assert told == [("N114", "avertissement", 3, 5)]
    agreed = json.loads(certeval("agreement", "notes.csv", "--referentiel", "r.yaml", "--json").out)
    assert (agreed["elements"][0]["cas"], agreed["elements"][0]["ecart_moyen"]) == (1, 14)


def test_no_juror_at_all_is_nothing_to_tell(certeval: Certeval, tmp_path: Path) -> None:
    write_files(tmp_path, MEAN % "", "candidat;jure;E1\nC1;;16\nC2;A;2\n")

    found = json.loads(certeval("validate", "notes.csv", "--referentiel", "r.yaml", "--json").out)
    assert found["diagnostics"] == []


@pytest.mark.parametrize(
    ("second", "value"), [("14", 12), ("14,5", "12.25"), ("15", ["0", "50"]), ("16", ["0", "50"])]
)
def test_the_gap_that_calls_a_third_marker_may_be_a_share_of_the_mark(
    certeval: Certeval, tmp_path: Path, second: str, value: object
) -> None:
    """A tenth of 50 is 5: just below, exactly at, just above."""
    rules = MEAN.replace("sur: 20", "sur: 50").replace(
        "moyenne}", "moyenne, troisieme_si_ecart: {au_moins: 10 %%}}"
    )
    write_files(tmp_path, rules % "", f"candidat;jure;E1\nC1;A;10\nC1;B;{second}\n")

    found = json.loads(certeval("validate", "notes.csv", "--referentiel", "r.yaml", "--json").out)
    assert found["candidats"][0]["epreuves"][0]["valeur"] == value
    told = certeval("explain", "C1", "--scores", "notes.csv", "--referentiel", "r.yaml").out
    assert "5 (10 % of 50)" in told


def test_a_share_of_levels_calls_no_third_marker(certeval: Certeval, tmp_path: Path) -> None:
    rules = MEAN.replace("note: {sur: 20}", "niveaux: [bas, haut]").replace("au_moins: 10", "au_moins: haut")
    write_files(
        tmp_path, rules.replace("moyenne}", "minimum, troisieme_si_ecart: {au_moins: 10 %%}}") % "", ""
    )

    found = json.loads(certeval("check", "r.yaml", "--json").out)["diagnostics"]
    assert [each["code"] for each in found if each["code"].startswith("V")] == ["V109"]
