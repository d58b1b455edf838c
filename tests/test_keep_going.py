"""`validate --keep-going`: those of whom nothing is wrong are decided; the others are left out, and it is said."""

import json
from pathlib import Path

import pytest
import xlsxwriter

from certeval.render import schemas
from conftest import Certeval
from workbooks import part, repack, xlsx

GOOD = "candidat;CR1.1.1;CR1.1.2\nC001;oui;non\nC003;oui;oui\n"
WRONG = "candidat;CR1.1.1;CR1.1.2\nC001;oui;non\nC002;bof;oui\nC003;oui;oui\n"
LONG = "candidat;element;valeur\nC001;CR1.1.1;oui\nC002;CR1.1.9;oui\nC003;CR1.1.1;oui\n"
YAML = """\
format: 1
candidats:
- {candidat: C001, notes: {CR1.1.1: oui}}
- {candidat: C002, notes: {CR1.1.1: bof}}
- {candidat: C003, notes: {CR1.1.1: oui}}
"""


def write(folder: Path, **sheets: str) -> None:
    for name, text in sheets.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")


def decide(certeval: Certeval, *sheets: str) -> tuple[int, list[str], list[str]]:
    """The status, who is decided, who is left out."""
    done = certeval("validate", *sheets, "--keep-going", "--json")
    document = json.loads(done.out)
    left = [each["candidat"] for each in document.get("ecartes", [])]
    return done.status, [each["candidat"] for each in document["candidats"]], left


def test_the_others_are_decided_as_if_those_left_out_were_not_there(
    certeval: Certeval, tmp_path: Path
) -> None:
    write(tmp_path, good=GOOD, wrong=WRONG)
    assert certeval("validate", "wrong.csv", "--format", "csv").out == ""
    done = certeval("validate", "wrong.csv", "--format", "csv", "--keep-going")
    assert (done.status, done.out) == (1, certeval("validate", "good.csv", "--format", "csv").out)
    assert "error[N211]" in done.err
    assert "« C002 » is left out: errors found in their cells or rows: N211" in done.err


def test_the_document_lists_who_is_left_out_and_why(certeval: Certeval, tmp_path: Path) -> None:
    write(tmp_path, s=WRONG)
    document = json.loads(certeval("validate", "s.csv", "--keep-going", "--json").out)
    assert document["ecartes"] == [{"candidat": "C002"}]
    assert [each["code"] for each in document["diagnostics"]] == ["N043", "N211"]
    assert document["synthese"]["candidats"] == 2
    assert "ecartes" in json.loads(schemas.schema("resultats"))["properties"]


@pytest.mark.parametrize(
    "row",
    ["C002;bof;oui", "C002;oui", "C002;oui;oui;oui", "C002;oui;oui\nC002;non;oui"],
    ids=["a value", "a short row", "a long row", "twice"],
)
def test_whatever_is_wrong_in_a_row_leaves_its_candidate_alone_out(
    certeval: Certeval, tmp_path: Path, row: str
) -> None:
    write(tmp_path, s=f"{GOOD}{row}\n")
    assert decide(certeval, "s.csv") == (1, ["C001", "C003"], ["C002"])


def test_a_row_that_is_nobody_leaves_nobody_out(certeval: Certeval, tmp_path: Path) -> None:
    write(tmp_path, s=f"{GOOD}Moyenne;0,5;0,5\n")
    assert decide(certeval, "s.csv") == (1, ["C001", "C003"], [])


def test_a_wrong_mark_of_a_group_is_nobodys_in_particular_and_decides_nobody(
    certeval: Certeval, tmp_path: Path
) -> None:
    """Its members are not decided without it."""
    write(
        tmp_path,
        a="candidat;groupe;CR1.1.1\nC001;G1;oui\nC002;G2;oui\n",
        b="groupe;CR1.1.2\nG1;bof\nG2;oui\n",
    )
    assert decide(certeval, "a.csv", "b.csv") == (1, [], [])


def test_two_sheets_that_contradict_each_other_leave_that_candidate_out(
    certeval: Certeval, tmp_path: Path
) -> None:
    write(tmp_path, a=GOOD, b="candidat;CR1.1.1\nC001;non\nC003;oui\n")
    assert decide(certeval, "a.csv", "b.csv") == (1, ["C003"], ["C001"])


def test_jurors_who_differ_leave_that_candidate_out(certeval: Certeval, tmp_path: Path) -> None:
    write(tmp_path, a="candidat;jure;CR1.1.1\nC001;A;oui\nC001;B;non\nC003;A;oui\nC003;B;oui\n")
    assert decide(certeval, "a.csv") == (1, ["C003"], ["C001"])


def test_a_long_sheet_a_workbook_and_a_sheet_in_yaml_too(certeval: Certeval, tmp_path: Path) -> None:
    write(tmp_path, long=LONG)
    (tmp_path / "s.xlsx").write_bytes(xlsx(Notes=[line.split(";") for line in WRONG.splitlines()]))
    (tmp_path / "s.yaml").write_text(YAML, encoding="utf-8")
    for name in ("long.csv", "s.xlsx", "s.yaml"):
        assert decide(certeval, name) == (1, ["C001", "C003"], ["C002"])


@pytest.mark.parametrize(
    "sheet",
    [
        "candidat;CR1.1.1;Avis\nC001;oui;\n",
        "candidat;CR1.1.1\nC001;oui\n;non\n",
        "candidat;CR1.1.1\nC001;bof\n",
        'candidat;CR1.1.1\nC001;oui\nC002;"non\n',
    ],
    ids=["a column", "a row without identifier", "nobody else", "an open quote"],
)
def test_what_is_wrong_of_everybody_or_of_nobody_known_decides_nobody(
    certeval: Certeval, tmp_path: Path, sheet: str
) -> None:
    write(tmp_path, s=sheet)
    done = certeval("validate", "s.csv", "--keep-going", "--format", "csv")
    assert (done.status, done.out) == (1, "")


STRUCK, ZERO, WORDS = {"font_strikeout": True}, {"num_format": "0;0;"}, {"num_format": '0;0;"ABS"'}


@pytest.mark.parametrize(
    ("look", "code"), [(STRUCK, "N226"), (ZERO, "N048"), (WORDS, "N047"), (None, "N050")]
)
@pytest.mark.parametrize("column", [0, 1, 2])
def test_what_a_spreadsheet_shows_otherwise_leaves_out_the_candidate_of_its_row(
    certeval: Certeval, tmp_path: Path, look: dict[str, object] | None, code: str, column: int
) -> None:
    with xlsxwriter.Workbook(tmp_path / "s.xlsx") as book:
        sheet = book.add_worksheet("Notes")
        for row, cells in enumerate((("candidat", "nom", "CR1.1.1"), ("C1", "Li", 1), ("C2", "Vu", 0))):
            sheet.write_row(row, 0, cells)
        if look is None:
            sheet.write_formula(2, column, "Z99", value=0)
        else:
            sheet.write(2, column, 0, book.add_format(look))
    done = certeval("validate", "s.xlsx", "--keep-going", "--json")
    told = {each["code"] for each in json.loads(done.out)["diagnostics"]}
    nobody, theirs = (1, [], []), (1, ["C1"], ["C2"])
    if column < 2 and code in {"N047", "N048"}:
        assert code not in told
    else:
        assert decide(certeval, "s.xlsx") == (theirs if column else nobody)


def test_what_a_merge_hides_leaves_out_the_candidate_of_its_row(certeval: Certeval, tmp_path: Path) -> None:
    rows = [("candidat", "CR1.1.1", "CR1.1.2"), ("C1", "1", "0"), ("C2", "1", "0")]
    data, name = xlsx(Notes=rows), "xl/worksheets/sheet1.xml"
    merge = b'</sheetData><mergeCells count="1"><mergeCell ref="B1:B3"/></mergeCells>'
    (tmp_path / "s.xlsx").write_bytes(repack(data, {name: part(data, name).replace(b"</sheetData>", merge)}))
    assert decide(certeval, "s.xlsx") == (1, [], ["C1", "C2"])


def test_without_errors_it_changes_nothing(certeval: Certeval, tmp_path: Path) -> None:
    write(tmp_path, s=GOOD)
    assert certeval("validate", "s.csv", "--json", "--keep-going") == certeval("validate", "s.csv", "--json")


def test_results_that_leave_candidates_out_are_not_sealed(certeval: Certeval, tmp_path: Path) -> None:
    write(tmp_path, s=WRONG)
    done = certeval("validate", "s.csv", "--keep-going", "--json", "--output", "r.json", "--seal", "s.txt")
    assert (done.status, (tmp_path / "r.json").exists()) == (2, False)


@pytest.mark.parametrize("form", ["table", "csv", "json", "ndjson", "xlsx"])
def test_who_is_asked_for_and_left_out_is_said_to_be(certeval: Certeval, tmp_path: Path, form: str) -> None:
    lines = (
        "C001;Un;oui;non",
        "C002;Un;bof;oui",
        "C003;Deux;oui;oui",
        "C004;Trois;;bof",
        "C006;Six;oui;oui;oui",
    )
    sheet = "\n".join(["candidat;nom;CR1.1.1;CR1.1.2", *lines]) + "\n"
    write(tmp_path, s=sheet)

    def ask(*names: str) -> tuple[int, str]:
        options = [option for name in names for option in ("--candidat", name)]
        done = certeval(
            "validate", "s.csv", "--keep-going", "-f", form, "-o", f"o.{form}", "--force", *options
        )
        said = [line for line in done.err.splitlines() if "referentiels/" not in line]
        return done.status, said[0]

    left_out = (
        "certeval: candidate « {} » is left out: their cells or rows hold errors, told where all are decided"
    )
    several = "certeval: several candidates answer to what was typed: C001 and C002; give one of these"
    assert ask("C002") == ask("C001", "c002") == (2, left_out.format("C002"))
    assert ask("Trois") == (2, left_out.format("C004"))
    assert ask("C006") == (2, left_out.format("C006"))
    assert ask("Un") == (2, several)
    assert ask("C005") == (2, "certeval: no candidate « C005 » in these sheets; did you mean C003?")
    assert not list(tmp_path.glob("o.*"))
    assert ask("C003", "C001")[0] == 1
