"""Score sheets in JSON: those in YAML, with braces; what a grid in a browser saves."""

import json
from pathlib import Path

import pytest

from certeval.scores.observations import CellKey
from conftest import Certeval
from score_sheets import SMALL, at, findings, only, scores, small, texts

SHEET = {
    "format": "1",
    "referentiel": "petit@1.2.0",
    "session": {"code": "S1", "date": "2026-06-15", "jury": "A"},
    "jure": "J1",
    "numero": 3,
    "candidats": [
        {
            "candidat": "007",
            "nom": "Bond",
            "notes": {"CR1.1": "oui", "CR1.2": "", "CR1.3": None, "E1": "12,5", "E2": 10.5},
            "commentaires": {"CR1.1": "à « revoir » \\ : [x]\nencore", "E1": ""},
        },
        {"candidat": "C2", "notes": {}},
    ],
}


def test_a_sign_that_json_escapes_in_two_halves_is_one(tmp_path: Path) -> None:
    people = [
        {"candidat": "C1", "nom": "Bond 😀𝒜", "notes": {"CR1.1": "oui"}},
        {"candidat": "\\ud83d\\ude00"},
    ]
    text = json.dumps({"format": 1, "candidats": people})
    assert "\\ud83d\\ude00" in text
    read = scores(tmp_path, s_json=text)
    assert findings(read) == []
    assert read.candidates["C1"].details["nom"] == "Bond 😀𝒜"
    assert list(read.candidates) == ["C1", "\\ud83d\\ude00"]
    assert (
        findings(scores(tmp_path, s_json=text.replace("\\ude00 ", " ").replace("\\ud83d\\ude00", "\\ud83d")))
        != []
    )


@pytest.mark.parametrize("style", [{"indent": 2}, {"indent": "\t"}, {"separators": (",", ":")}, {}])
def test_a_json_sheet_is_read_as_one_in_yaml(tmp_path: Path, style: dict[str, object]) -> None:
    read = scores(tmp_path, s_json=json.dumps(SHEET, **style))  # type: ignore[arg-type]
    assert findings(read) == []
    assert texts(read, "007") == {"CR1.1/J1": "oui", "E1/J1": "12,5", "E2/J1": "10.5"}
    assert read.candidates["007"].details == {"nom": "Bond", "session": "S1"}
    assert read.candidates["007"].comments == {CellKey("CR1.1", "J1"): "à « revoir » \\ : [x]\nencore"}
    assert list(read.candidates) == ["007", "C2"]
    assert [(each.layout, each.jurors, each.session) for each in read.sheets] == [
        ("json", ("J1",), {"code": "S1", "date": "2026-06-15", "jury": "A"})
    ]


def test_null_is_nothing_and_the_text_null_is_no_value(tmp_path: Path) -> None:
    one = (
        '{"format": 1, "candidats": [{"candidat": "C1", "nom": null, "notes": {"E1": null,\n"E2": "null"}}]}'
    )
    problem = only(scores(tmp_path, s_json=one))
    assert (at(problem), problem.arguments["value"]) == (("N212", 2, 7), "null")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"format": 1, "candidats": [{"candidat": "C1", "notes": {"E1": 21}}]}', ("N214", 1, 64)),
        ('{"format": 1, "candidats": [{"candidat": "C1", "notes": {"E9": 2}}]}', ("N110", 1, 58)),
        ('{"format": 1, "candidats": [{"candidat": "C1", "commentaires": {"E9": "x"}}]}', ("N110", 1, 65)),
        ('{"format": 1, "candidats": [{"candidat": "C1", "commentaires": ["x"]}]}', ("N303", 1, 65)),
        ('{"format": 1, "candidats": [{"candidat": "C1", "commentaire": "x"}]}', ("N301", 1, 48)),
        ('{"format": 1,\n "candidats": [}', ("Y100", 2, 16)),
        ('["format"]', ("N300", 1, 2)),
    ],
)
def test_what_is_wrong_is_told_at_its_place(
    tmp_path: Path, text: str, expected: tuple[str, int, int]
) -> None:
    assert at(only(scores(tmp_path, s_json=text))) == expected


def test_two_jurors_sheets_are_put_together(tmp_path: Path) -> None:
    one = {"candidat": "C1", "notes": {"E1": "12"}}
    two = {"candidat": "C1", "notes": {"E1": "14"}}
    sheets = {
        f"{jure}_json": json.dumps({"format": "1", "jure": jure, "candidats": [each]})
        for jure, each in (("J1", one), ("J2", two))
    }
    read = scores(tmp_path, **sheets)
    assert findings(read) == []
    assert texts(read, "C1") == {"E1/J1": "12", "E1/J2": "14"}


@pytest.mark.parametrize("name", ["s_json", "s_yaml"])
def test_a_sheet_says_that_its_referentiel_changed_without_a_new_version(tmp_path: Path, name: str) -> None:
    sheet = SHEET | {"empreinte": "sha256:0"}
    problem = only(scores(tmp_path, **{name: json.dumps(sheet).replace("null", '""')}))
    assert (problem.code, problem.arguments) == ("N113", {"referentiel": "petit@1.2.0"})
    assert findings(scores(tmp_path, s_json=json.dumps(SHEET | {"empreinte": small().digest}))) == []


def test_a_folder_gives_its_sheets_in_json_and_leaves_other_json(certeval: Certeval, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    sheet = {"format": "1", "candidats": [{"candidat": "C001", "notes": {"CR1.1.1": "oui"}}]}
    (notes / "a.json").write_text(json.dumps(sheet))
    (notes / "paquet.json").write_text('{"name": "x"}')
    (notes / "resultats.json").write_text(certeval("validate", "notes/a.json", "--json").out)
    done = certeval("validate", "notes", "--format", "csv")
    assert done.status == 0
    assert (
        "not read: notes/paquet.json (no score sheet), notes/resultats.json (results of certeval)" in done.err
    )
    assert [line.partition(";")[0] for line in done.out.splitlines()] == ["candidat", "C001"]


def test_json_is_in_utf_8_whatever_encoding_the_other_sheets_are_said_to_be_in(
    tmp_path: Path, certeval: Certeval
) -> None:
    """« Chloé » of the file that a page saves was « ChloÃ© » beside a CSV of Excel."""
    (tmp_path / "r.yaml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "a.csv").write_bytes("candidat;prenom;CR1.1\nC1;Zoé;oui\n".encode("cp1252"))
    people = [{"candidat": "C2", "prenom": "Chloé", "notes": {"CR1.1": "oui"}}]
    text = json.dumps({"format": 1, "candidats": people}, ensure_ascii=False)
    (tmp_path / "b.json").write_text(text, encoding="utf-8")
    asked = ("a.csv", "b.json", "--referentiel", "r.yaml", "--format", "json")
    for more in ((), ("--encoding", "cp1252")):
        document = json.loads(certeval("validate", *asked, *more).out)
        assert [each["prenom"] for each in document["candidats"]] == ["Zoé", "Chloé"]
